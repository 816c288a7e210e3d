import { absolute, compareDecimals, dividedBy, isNegative, isZero, minus, negate, percentOf, plus, roundTo, sameDecimal, sum, times, type Decimal } from '../../model/decimal';
import type { Booking, BookingLine } from '../ledger';
import type { Traits } from './traits';

/** Amounts as QuickBooks has them. Credit memos and vendor credits are positive there. Pure. */

export const turned = (amount: Decimal, { credit }: Pick<Booking, 'credit'>): Decimal => (credit ? negate(amount) : amount);

const computedTax = ({ net, tax, taxPercentage }: BookingLine): Decimal => tax ?? (taxPercentage === null ? '0' : roundTo(percentOf(net, taxPercentage)));

const indexOfLargest = (amounts: readonly Decimal[]): number =>
  amounts.reduce((best, amount, index) => (compareDecimals(absolute(amount), absolute(amounts[best] ?? '0')) > 0 ? index : best), 0);

/** Bills know tax outside the US only; elsewhere what the supplier charged is part of the cost. */
export const isTaxInCost = ({ kind }: Pick<Booking, 'kind'>, { taxModel }: Traits): boolean => kind === 'bill' && taxModel !== 'global';

/** What each line comes to; with tax in the cost, the sum is the document's total to the cent. */
export function lineAmounts(booking: Booking, traits: Traits): Decimal[] {
  if (!isTaxInCost(booking, traits)) return booking.lines.map(({ net }) => turned(net, booking));
  const whole = booking.lines.map((line) => plus(line.net, computedTax(line)));
  // The host may round per document: the cent goes where it weighs least.
  const largest = indexOfLargest(whole);
  const rest = minus(booking.gross, sum(whole));
  return whole.map((amount, index) => turned(index === largest ? plus(amount, rest) : amount, booking));
}

/** Prices have so many places. */
const pricePlaces = 7;

/** A quantity and a price whose product is exactly the amount; null where there is none, so that the amount goes alone. */
export function quantityAndPrice(amount: Decimal, { quantity, unitPrice }: Pick<BookingLine, 'quantity' | 'unitPrice'>): { quantity: Decimal; price: Decimal } | null {
  if (isZero(quantity)) return null;
  const count = absolute(quantity);
  const given = isNegative(amount) ? negate(absolute(unitPrice)) : absolute(unitPrice);
  if (sameDecimal(times(count, given), amount)) return { quantity: count, price: given };
  const price = dividedBy(amount, count);
  return sameDecimal(roundTo(price, pricePlaces), price) && sameDecimal(times(count, price), amount) ? { quantity: count, price } : null;
}

/** Tax of one rate over all lines that bear it. */
export interface RateTax {
  rate: string;
  percentage: Decimal;
  net: Decimal;
  tax: Decimal;
}

/** A line's tax on each of its rates; what was stated beyond what they come to is the largest one's. */
function taxOfLine(line: BookingLine, booking: Booking): RateTax[] {
  const parts = line.taxRates.map(({ id, percentage }) => ({ rate: id, percentage, net: turned(line.net, booking), tax: turned(roundTo(percentOf(line.net, percentage)), booking) }));
  if (line.tax === null) return parts;
  const largest = indexOfLargest(parts.map(({ percentage }) => percentage));
  const rest = minus(turned(line.tax, booking), sum(parts.map(({ tax }) => tax)));
  return parts.map((part, index) => (index === largest ? { ...part, tax: plus(part.tax, rest) } : part));
}

/** The document's tax by rate, each rate once; null where a line bears tax of rates that are not known. */
export function taxByRate(booking: Booking): RateTax[] | null {
  if (booking.lines.some((line) => line.taxRates.length === 0 && !isZero(computedTax(line)))) return null;
  const totals = new Map<string, RateTax>();
  for (const part of booking.lines.flatMap((line) => taxOfLine(line, booking))) {
    const before = totals.get(part.rate);
    totals.set(part.rate, before ? { ...part, net: plus(before.net, part.net), tax: plus(before.tax, part.tax) } : part);
  }
  return [...totals.values()];
}
