import type { LedgerDocument } from '../ledgers/ledger';
import { isZero, minus, sameDecimal } from '../model/decimal';
import { formatAmount } from '../model/money';
import { formatDay } from '../model/dates';
import type { HostDocument } from '../model/document';
import type { Difference } from '../model/problem';

/** Field by field: the host's document beside the ledger's. Rows that differ are marked. Pure. */
export function compare(host: HostDocument, ledger: LedgerDocument, booked: { date: string; locale?: string }): Difference[] {
  const day = (value: string | null) => (value ? formatDay(value, booked.locale) : '–');
  const text = (field: string, a: string, b: string): Difference => ({ field, host: a || '–', ledger: b || '–', differs: a.trim() !== b.trim() });
  const amount = (field: string, a: string, b: string | null, note?: string): Difference => ({
    field,
    host: `${formatAmount(a, booked.locale)} ${host.currency}`,
    ledger: b === null ? '–' : `${formatAmount(b, booked.locale)} ${ledger.currency}`,
    differs: b !== null && (!sameDecimal(a, b) || host.currency !== ledger.currency),
    numeric: true,
    ...(note ? { note } : {}),
  });
  const date = (field: string, a: string | null, b: string | null): Difference => ({ field, host: day(a), ledger: day(b), differs: a !== null && a !== b, numeric: true });
  return [
    text('Number', host.number, ledger.reference),
    date('Date', booked.date, ledger.date),
    date('Due date', host.dueDate, ledger.dueDate),
    amount('VAT', host.tax, ledger.tax),
    amount('Total', host.gross, ledger.gross),
  ];
}

/** The proof of a booking: null when the ledger holds the host's total to the cent, else by how much it is off. */
export function totalDifference(host: Pick<HostDocument, 'gross' | 'currency'>, ledger: Pick<LedgerDocument, 'gross' | 'currency'>): string | null {
  if (host.currency !== ledger.currency) return `${ledger.currency} instead of ${host.currency}`;
  const off = minus(ledger.gross, host.gross);
  return isZero(off) ? null : off;
}
