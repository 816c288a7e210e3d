import type Big from 'big.js';
import { amount, big, cents, list, sum, text, type Fields, type QboRecord } from '../values';
import type { Books } from './books';

/** Payments by what they settle: what is owed, and the credits that help to pay it. */
export const settling = {
  Payment: { charge: 'Invoice', credit: 'CreditMemo' },
  BillPayment: { charge: 'Bill', credit: 'VendorCredit' },
} as const;
export type PaymentKind = keyof typeof settling;

interface Target {
  entity: string;
  id: string;
  amount: Big;
}

/** What a payment's lines say: so much on each document. */
export function targetsOf(payment: Fields | null): Map<string, Target> {
  const result = new Map<string, Target>();
  for (const line of list(payment?.['Line'])) {
    for (const link of list(line['LinkedTxn'])) {
      const [entity, id] = [text(link['TxnType']), text(link['TxnId'])];
      const key = `${entity}/${id}`;
      const so = result.get(key);
      result.set(key, { entity, id, amount: so ? so.amount.plus(big(line['Amount'])) : big(line['Amount']) });
    }
  }
  return result;
}

/** How a document names a payment among its links. */
const linkType = (kind: PaymentKind, payment: Fields): string => {
  if (kind === 'Payment') return 'Payment';
  return payment['PayType'] === 'CreditCard' ? 'BillPaymentCreditCard' : 'BillPaymentCheck';
};

/** A document with another open amount. */
export function withBalance(books: Books, entity: string, fields: Fields, balance: Big): Fields {
  const home = books.preferences.multiCurrency && entity !== 'VendorCredit' ? { HomeBalance: amount(balance.times(big(fields['ExchangeRate']))) } : {};
  return { ...fields, Balance: amount(balance), ...(entity === 'CreditMemo' ? { RemainingCredit: amount(balance) } : {}), ...home };
}

/** Brings the documents in line after a payment came, changed or went; each changes once. */
export function settle(books: Books, kind: PaymentKind, id: string, before: Fields | null, after: Fields | null): void {
  const [old, now] = [targetsOf(before), targetsOf(after)];
  for (const key of new Set([...old.keys(), ...now.keys()])) {
    const [was, is] = [old.get(key), now.get(key)];
    const target = is ?? was;
    const document = target && books.find(target.entity, target.id);
    if (!target || !document || (was && is && was.amount.eq(is.amount))) continue;
    const balance = big(document['Balance']).plus(was?.amount ?? 0).minus(is?.amount ?? 0);
    const others = list(document['LinkedTxn']).filter((link) => link['TxnId'] !== id);
    const links = is && after ? [...others, { TxnId: id, TxnType: linkType(kind, after) }] : others;
    books.replace(target.entity, target.id, { ...withBalance(books, target.entity, document, balance), LinkedTxn: links.length > 0 ? links : undefined });
  }
}

/** What is left of a payment after its lines; less than nothing where they take too much. */
export function unapplied(kind: PaymentKind, payment: Fields): Big {
  const on = (entity: string) => sum([...targetsOf(payment).values()].filter((target) => target.entity === entity).map((target) => target.amount));
  return cents(big(payment['TotalAmt'])).minus(on(settling[kind].charge)).plus(on(settling[kind].credit));
}

/** Lines with so much less on one document; those that come to nothing go. */
function reduced(lines: readonly Fields[], fits: (link: Fields) => boolean, by: Big): Fields[] {
  let left = by;
  return lines.toReversed().flatMap((line) => {
    if (left.lte(0) || !list(line['LinkedTxn']).some(fits)) return [line];
    const here = big(line['Amount']);
    const taken = here.lt(left) ? here : left;
    left = left.minus(taken);
    return taken.eq(here) ? [] : [{ ...line, Amount: amount(here.minus(taken)) }];
  }).toReversed();
}

/** Takes payments off a document that cannot carry them any more, newest first; their money is unapplied again. */
export function release(books: Books, document: QboRecord, entity: string, excess: Big): void {
  let left = excess;
  for (const link of list(document['LinkedTxn']).toReversed()) {
    const kind: PaymentKind = link['TxnType'] === 'Payment' ? 'Payment' : 'BillPayment';
    const payment = books.find(kind, text(link['TxnId']));
    const applied = targetsOf(payment ?? null).get(`${entity}/${document.Id}`)?.amount;
    if (!payment || !applied || left.lte(0)) continue;
    const taken = applied.lt(left) ? applied : left;
    left = left.minus(taken);
    let lines = reduced(list(payment['Line']), ({ TxnType, TxnId }) => TxnType === entity && TxnId === document.Id, taken);
    // A credit that is gone pays nothing.
    const overdrawn = unapplied(kind, { ...payment, Line: lines }).times(-1);
    lines = reduced(lines, ({ TxnType }) => TxnType === settling[kind].charge, overdrawn);
    const next: Fields = { ...payment, Line: lines.length > 0 ? lines : undefined };
    if (kind === 'Payment') next['UnappliedAmt'] = amount(unapplied(kind, next));
    books.replace(kind, payment.Id, next);
    settle(books, kind, payment.Id, payment, next);
  }
}
