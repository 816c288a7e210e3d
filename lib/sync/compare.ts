import type { LedgerDocument, LedgerSnapshot } from '../ledgers/ledger';
import type { DocumentField } from '../ledgers/snapshot';
import { isZero, minus, sameDecimal } from '../model/decimal';
import { formatAmount } from '../model/money';
import { formatDay } from '../model/dates';
import type { HostDocument } from '../model/document';
import type { Difference } from '../model/problem';
import type { Changes } from './three-way';

export interface CompareOptions {
  /** The day it was to be booked on. */
  date: string;
  locale?: string;
  /** What changed since both sides were last brought together, and what the ledger held then. */
  since?: { changes: Changes; was: LedgerSnapshot; areLinesInDoubt?: boolean };
}

/** Field by field: the host's document beside the ledger's. Rows that differ are marked, and those changed in the ledger say what was there. Pure. */
export function compare(host: HostDocument, ledger: LedgerSnapshot, { date: bookedOn, locale, since }: CompareOptions): Difference[] {
  const day = (value: string | null) => (value ? formatDay(value, locale) : '–');
  const amountOf = (value: string | null, currency: string) => (value === null ? '–' : `${formatAmount(value, locale)} ${currency}`);
  const isEdited = (field: DocumentField) => since?.changes[field].there === true && !since.changes[field].agree;
  /** A difference that was there before is known and accepted. */
  const mark = (field: DocumentField, row: Difference, before: string | null): Difference => {
    if (!since) return row;
    const { here, there } = since.changes[field];
    const isMoved = isEdited(field) && before !== null && before !== row.ledger;
    const note = isMoved ? `changed ${here ? 'on both sides' : 'in the ledger'}, was ${before || '–'}` : null;
    return { ...row, differs: row.differs && (here || there), ...(note ? { note } : {}) };
  };
  const text = (name: string, field: DocumentField, a: string, b: string, was: string | undefined) =>
    mark(field, { field: name, host: a || '–', ledger: b || '–', differs: a.trim() !== b.trim() }, since ? (was ?? '') : null);
  const date = (name: string, field: 'date' | 'dueDate', a: string | null) =>
    mark(field, { field: name, host: day(a), ledger: day(ledger[field]), differs: a !== null && a !== ledger[field], numeric: true }, since ? day(since.was[field]) : null);
  const amount = (name: string, a: string, of: 'tax' | 'gross') => {
    const b = ledger[of];
    const differs = b !== null && (!sameDecimal(a, b) || host.currency !== ledger.currency);
    const row = { field: name, host: amountOf(a, host.currency), ledger: amountOf(b, ledger.currency), differs, numeric: true };
    return mark('amounts', row, since ? amountOf(since.was[of], since.was.currency) : null);
  };

  const amounts = [amount('VAT', host.tax, 'tax'), amount('Total', host.gross, 'gross')];
  const isRecoded = isEdited('amounts') && !amounts.some(({ note }) => note);
  return [
    text('Number', 'number', host.number, ledger.reference, since?.was.reference),
    ...(isEdited('contact') ? [text(contactWord(host), 'contact', host.contact?.name ?? '', ledger.contactName, since?.was.contactName)] : []),
    date('Date', 'date', bookedOn),
    date('Due date', 'dueDate', host.dueDate),
    ...(isEdited('description') ? [text('Description', 'description', host.description, ledger.description, since?.was.description)] : []),
    ...(isEdited('paymentReference') ? [text('Payment reference', 'paymentReference', host.paymentReference, ledger.paymentReference ?? '', since?.was.paymentReference)] : []),
    ...(isRecoded ? [{ field: 'Lines', host: since?.changes.amounts.here ? 'Changed' : 'As sent', ledger: since?.areLinesInDoubt ? 'Perhaps changed' : 'Changed', differs: true }] : []),
    ...amounts,
  ];
}

const contactWord = (host: Pick<HostDocument, 'ref'>): string => (host.ref.kind === 'invoice' ? 'Customer' : 'Supplier');

/** The proof of a booking: null when the ledger holds the host's total to the cent, else by how much it is off. */
export function totalDifference(host: Pick<HostDocument, 'gross' | 'currency'>, ledger: Pick<LedgerDocument, 'gross' | 'currency'>): string | null {
  if (host.currency !== ledger.currency) return `${ledger.currency} instead of ${host.currency}`;
  const off = minus(ledger.gross, host.gross);
  return isZero(off) ? null : off;
}
