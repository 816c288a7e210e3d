import { billPayment, payment as paymentFields } from '../fields/payments';
import { amount, big, group, list, refId, text, type Fields, type QboRecord } from '../values';
import { checkAccountType } from './accounts';
import type { Books } from './books';
import { transactionCurrency } from './currencies';
import { checkDocumentDimensions } from './dimensions';
import { checkDayOpen, checkOpen } from './period';
import { checkReferences, resolve } from './references';
import { badDecimal, business, cannotLink, deposited, invalidReference, missing } from './refusals';
import type { Rules, Writing } from './rules';
import { settle, settling, targetsOf, unapplied, type PaymentKind } from './settle';
import { voidNote } from './voided';

/** True where a payment of the party may settle that document: its own, or one of its jobs'. */
function isFor(books: Books, payerId: string, partyId: string): boolean {
  for (let id = partyId; id !== ''; id = refId(books.find('Customer', id)?.['ParentRef'])) if (id === payerId) return true;
  return false;
}

function checkTargets({ books, before, fields }: Writing, kind: PaymentKind, party: 'CustomerRef' | 'VendorRef'): void {
  for (const line of list(fields['Line'])) {
    if (line['Amount'] === undefined) throw missing('Amount');
    if (!big(line['Amount']).eq(big(line['Amount']).round(2))) throw badDecimal('Amount');
    if (list(line['LinkedTxn']).length !== 1) throw missing('LinkedTxn');
  }
  const old = targetsOf(before);
  for (const [key, target] of targetsOf(fields)) {
    if (target.entity !== settling[kind].charge && target.entity !== settling[kind].credit) throw cannotLink();
    const document = books.find(target.entity, target.id);
    if (!document) throw invalidReference('LinkedTxn');
    if (!isFor(books, refId(fields[party]), refId(document[party]))) throw cannotLink();
    const open = big(document['Balance']).plus(old.get(key)?.amount ?? 0);
    if (target.amount.lte(0) || target.amount.gt(open)) throw cannotLink();
  }
}

function undepositedFunds(books: Books): Fields {
  const account = books.list('Account').find((row) => row['AccountSubType'] === 'UndepositedFunds');
  return account ? { value: account.Id } : {};
}

/** What payments of both sides have in common. */
function prepareBase(writing: Writing, kind: PaymentKind): Fields {
  const { books, before, fields } = writing;
  const isSale = kind === 'Payment';
  const TxnDate = text(fields['TxnDate']) || books.today;
  checkOpen(books, before);
  checkDayOpen(books, TxnDate);
  checkReferences(books, isSale ? paymentFields : billPayment, fields);
  checkDocumentDimensions(books, fields);
  const partyField = isSale ? 'CustomerRef' : 'VendorRef';
  const party = resolve(books, isSale ? 'Customer' : 'Vendor', fields[partyField], partyField);
  const currency = transactionCurrency(books, fields, party);
  if (big(fields['TotalAmt']).lt(0)) throw business('You must specify a transaction amount that is 0 or greater.');
  checkTargets(writing, kind, partyField);
  if (unapplied(kind, fields).lt(0)) throw business('The amounts of the lines exceed the amount of the payment.');
  const Line = list(fields['Line']).map(({ Amount, LinkedTxn }) => ({ Amount, LinkedTxn }));
  return { ...fields, ...currency, TxnDate, TotalAmt: amount(big(fields['TotalAmt'])), ...(Line.length > 0 ? { Line } : {}) };
}

function checkNotDeposited(books: Books, record: QboRecord | null): void {
  if (record && books.deposited.has(record.Id)) throw deposited();
}

export const paymentRules: Rules = {
  prepare(writing) {
    const { books, before, fields } = writing;
    checkNotDeposited(books, before);
    if (books.options.country === 'FR' && fields['PaymentRefNum'] === undefined) throw missing('PaymentRefNum');
    const base = prepareBase(writing, 'Payment');
    checkAccountType(books, base, 'DepositToAccountRef', ['Bank', 'Other Current Asset']);
    checkAccountType(books, base, 'ARAccountRef', ['Accounts Receivable']);
    return { DepositToAccountRef: undepositedFunds(books), ...base, UnappliedAmt: amount(unapplied('Payment', base)) };
  },
  saved: (books, record, before) => settle(books, 'Payment', record.Id, before, record),
  checkRemoval(books, record) {
    checkNotDeposited(books, record);
    checkOpen(books, record);
  },
  removed: (books, record) => settle(books, 'Payment', record.Id, record, null),
  voided: (_books, record) => ({ ...record, TotalAmt: 0, UnappliedAmt: 0, Line: undefined, PrivateNote: voidNote(record['PrivateNote']) }),
};

export const billPaymentRules: Rules = {
  prepare(writing) {
    const { books, fields } = writing;
    const [group_, account, type] = fields['PayType'] === 'Check' ? (['CheckPayment', 'BankAccountRef', 'Bank'] as const) : (['CreditCardPayment', 'CCAccountRef', 'Credit Card'] as const);
    if (fields[group_] === undefined) throw missing(group_);
    resolve(books, 'Account', group(fields[group_])[account], account);
    checkAccountType(books, group(fields[group_]), account, [type]);
    checkAccountType(books, fields, 'APAccountRef', ['Accounts Payable']);
    return prepareBase(writing, 'BillPayment');
  },
  saved: (books, record, before) => settle(books, 'BillPayment', record.Id, before, record),
  checkRemoval: checkOpen,
  removed: (books, record) => settle(books, 'BillPayment', record.Id, record, null),
};
