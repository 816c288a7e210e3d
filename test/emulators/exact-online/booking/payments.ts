import Big from 'big.js';
import type { Scope } from '../state';
import { amountText, big, day, type Row } from '../values';
import { entityTypes, removeRow } from './deletions';
import { addTerm, isMatched, termsOfEntry, touch } from './terms';

const paidOn = (date: number): Row => ({ IsFullyPaid: true, Status: 50, StatusDescription: 'Matched', LastPaymentDate: date, EndDate: date });
const open: Row = { IsFullyPaid: false, Status: 20, LastPaymentDate: null, EndDate: null };

/** Open amount of a term, without its sign. */
const size = (term: Row): Big => big(term['AmountFC']).abs();

function setAmount(term: Row, amount: Big): void {
  const signed = big(term['AmountFC']).lt(0) ? amount.times(-1) : amount;
  term['AmountFC'] = amountText(signed);
  term['AmountDC'] = amountText(signed.times(big(term['RateFC'])));
}

/** Matches a payment with an entry. A part payment splits the term: the paid part becomes one of its own, under another EntryID. */
export function bookPayment(scope: Scope, entryId: string, amount: string, date: string): void {
  let left = new Big(amount).abs();
  for (const term of termsOfEntry(scope, entryId).filter((row) => !row['IsFullyPaid'])) {
    if (left.lte(0)) break;
    const paid = left.gt(size(term)) ? size(term) : left;
    left = left.minus(paid);
    if (paid.eq(size(term))) {
      Object.assign(term, paidOn(day(date)));
    } else {
      const part: Row = { ...term };
      setAmount(part, paid);
      addTerm(scope, { ...part, ...paidOn(day(date)), EntryID: scope.company.guid(), HID: BigInt(scope.company.next('term')) });
      setAmount(term, size(term).minus(paid));
      term['LastPaymentDate'] = day(date);
    }
    touch(scope, term);
  }
  if (left.gt(0)) throw new Error(`The payment is ${left.toFixed(2)} more than what is open`);
}

/** What of an entry is still open, without its sign. */
const openOf = (scope: Scope, entryId: string): Big => termsOfEntry(scope, entryId).filter((row) => !row['IsFullyPaid']).reduce((sum, term) => sum.plus(size(term)), new Big(0));

/** Matches an invoice with a credit note: as much of each as the other holds is settled, and no money moves. */
export function netEntries(scope: Scope, entryId: string, creditId: string, date: string): void {
  const [open, credit] = [openOf(scope, entryId), openOf(scope, creditId)];
  const amount = open.lt(credit) ? open : credit;
  for (const id of [entryId, creditId]) bookPayment(scope, id, amount.toFixed(2), date);
}

/** Settles what is left against a ledger account. */
export const writeOff = (scope: Scope, entryId: string, date: string): void => bookPayment(scope, entryId, openOf(scope, entryId).toFixed(2), date);

/** Undoes every match of an entry: one open term for the whole amount remains. */
export function reversePayment(scope: Scope, entryId: string): void {
  const terms = termsOfEntry(scope, entryId);
  if (!terms.some(isMatched)) throw new Error('No payment is matched with this entry');
  const [first, ...others] = terms;
  if (!first) return;
  const whole = terms.reduce((sum, term) => sum.plus(size(term)), new Big(0));
  for (const term of others) removeRow(scope, scope.company.terms, term, entityTypes.paymentTerm);
  Object.assign(first, open);
  setAmount(first, whole);
  touch(scope, first);
}
