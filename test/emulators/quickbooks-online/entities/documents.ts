import Big from 'big.js';
import { taxOf } from '../tax/index';
import { amount, big, group, list, refId, text, type Fields, type QboRecord } from '../values';
import { accountType, checkAccountType, controlAccount } from './accounts';
import { transactionAddress } from './addresses';
import { applyCredits } from './auto-credit';
import type { Books } from './books';
import { transactionCurrency } from './currencies';
import { checkDocumentDimensions } from './dimensions';
import { dueDate } from './due-date';
import type { Form } from './form';
import { bookLines } from './lines';
import { docNumber } from './numbers';
import { checkDayOpen, checkOpen } from './period';
import { checkReferences, resolve } from './references';
import { business, cannotLink, featureOff, missing, noEmail, wrongAccount } from './refusals';
import type { Rules, Writing } from './rules';
import { release, withBalance } from './settle';
import { voidedForm } from './voided';

/** TxnTaxDetail that holds: as sent, or as it was where nothing that decides tax is changed. */
function taxDetail({ before, sent }: Writing): Fields | undefined {
  if (sent['TxnTaxDetail'] != null) return group(sent['TxnTaxDetail']);
  const decides = ['Line', 'TxnDate', 'GlobalTaxCalculation', 'TxnTaxDetail'].some((name) => name in sent);
  return before && !decides && before['TxnTaxDetail'] !== undefined ? group(before['TxnTaxDetail']) : undefined;
}

/** Links a request may not make; those to payments are the company's own and are dropped. */
function checkLinks(sent: Fields): void {
  const made = ['Payment', 'BillPaymentCheck', 'BillPaymentCreditCard'];
  if (list(sent['LinkedTxn']).some((link) => !made.includes(text(link['TxnType'])))) throw cannotLink();
}

function accountsOf(books: Books, form: Form, fields: Fields, currency: string): Fields {
  if (form.side === 'sales') {
    if (fields['DepositToAccountRef'] !== undefined) checkAccountType(books, fields, 'DepositToAccountRef', ['Bank', 'Other Current Asset', 'Credit Card']);
    return {};
  }
  if (fields['APAccountRef'] === undefined) return { APAccountRef: { value: controlAccount(books, 'Accounts Payable', currency).Id } };
  const account = books.find('Account', refId(fields['APAccountRef']));
  if (accountType(books, fields['APAccountRef']) !== 'Accounts Payable') throw wrongAccount('APAccountRef');
  if (account && refId(account['CurrencyRef']) !== currency) throw business('You can only use one foreign currency per transaction.');
  return {};
}

function deliveryOf(fields: Fields): Fields {
  const EmailStatus = fields['EmailStatus'] ?? 'NotSet';
  if (EmailStatus === 'NeedToSend' && text(group(fields['BillEmail'])['Address']) === '') throw noEmail();
  return { EmailStatus, PrintStatus: fields['PrintStatus'] ?? 'NotSet' };
}

function addressesOf(books: Books, fields: Fields, before: QboRecord | null, party: QboRecord | undefined): Fields {
  const address = (name: string) => (fields[name] === before?.[name] ? fields[name] : transactionAddress(books, fields[name], text(party?.['DisplayName'])));
  return { BillAddr: address('BillAddr'), ShipAddr: address('ShipAddr') };
}

function amountsOf(books: Books, form: Form, fields: Fields, before: QboRecord | null, total: Big): Fields {
  if (total.lt(0)) throw business('You must specify a transaction amount that is 0 or greater.');
  const deposit = big(fields['Deposit']);
  if (!deposit.eq(0) && !books.preferences.allowDeposit) throw featureOff('Deposit');
  const applied = before && form.isOpen ? big(before['TotalAmt']).minus(big(before['Deposit'])).minus(big(before['Balance'])) : new Big(0);
  const left = form.isOpen ? total.minus(deposit).minus(applied) : new Big(0);
  const hasHomeTotal = books.preferences.multiCurrency && form.fields.has('HomeTotalAmt');
  const totals = { ...fields, TotalAmt: amount(total), ...(hasHomeTotal ? { HomeTotalAmt: amount(total.times(big(fields['ExchangeRate']))) } : {}) };
  // Below nothing until the payments that are too much are taken off.
  return withBalance(books, form.entity, totals, left);
}

function prepare(form: Form, writing: Writing): Fields {
  const { books, before, sent, fields: given } = writing;
  const TxnDate = text(given['TxnDate']) || books.today;
  checkOpen(books, before);
  checkDayOpen(books, TxnDate);
  checkReferences(books, form.fields, given);
  checkDocumentDimensions(books, given);
  checkLinks(sent);
  const party = resolve(books, form.side === 'sales' ? 'Customer' : 'Vendor', given[form.party], form.party);
  if (form.entity === 'RefundReceipt' && books.options.country === 'FR' && given['PaymentRefNum'] === undefined) throw missing('PaymentRefNum');
  const fields: Fields = { ...given, TxnDate, LinkedTxn: before?.['LinkedTxn'], ...transactionCurrency(books, given, party) };
  const booked = bookLines(books, form, fields, before);
  const calculation = books.options.taxModel === 'global' && books.preferences.usingSalesTax ? text(fields['GlobalTaxCalculation']) || 'TaxExcluded' : undefined;
  const tax = taxOf(books, { side: form.side, day: TxnDate, calculation, lines: booked.taxed, sent: taxDetail(writing) });
  const terms = form.fields.has('SalesTermRef') ? books.find('Term', refId(fields['SalesTermRef'])) : undefined;
  const hasDueDate = form.entity === 'Invoice' || form.entity === 'Bill';
  const document: Fields = {
    ...fields,
    ...accountsOf(books, form, fields, refId(fields['CurrencyRef'])),
    ...(form.side === 'sales' ? { ...deliveryOf(fields), ...addressesOf(books, fields, before, party) } : {}),
    Line: booked.lines,
    GlobalTaxCalculation: calculation,
    TxnTaxDetail: tax.detail,
    ...(hasDueDate ? { DueDate: text(fields['DueDate']) || dueDate(TxnDate, terms) } : {}),
  };
  // The number comes last: one that is taken for a refused document would leave a gap.
  return { ...amountsOf(books, form, document, before, booked.net.plus(tax.total)), DocNumber: docNumber(writing, form) };
}

function saved(form: Form, books: Books, record: QboRecord, before: QboRecord | null): void {
  if (!before) {
    if (form.entity === 'Invoice') applyCredits(books, record);
    return;
  }
  const applied = big(before['TotalAmt']).minus(big(before['Deposit'])).minus(big(before['Balance']));
  const excess = applied.minus(big(record['TotalAmt']).minus(big(record['Deposit'])));
  if (form.isOpen && excess.gt(0)) release(books, record, form.entity, excess);
}

/** Documents with lines, of either side. */
export const documentRules = (form: Form): Rules => ({
  ...(form.entity === 'Bill' ? { sparseNeeds: ['VendorRef'] } : {}),
  prepare: (writing) => prepare(form, writing),
  saved: (books, record, before) => saved(form, books, record, before),
  checkRemoval: checkOpen,
  removed: (books, record) => release(books, record, form.entity, big(record['TotalAmt'])),
  ...(['Invoice', 'SalesReceipt'].includes(form.entity) ? { voided: (_books: Books, record: QboRecord) => voidedForm(record) } : {}),
});
