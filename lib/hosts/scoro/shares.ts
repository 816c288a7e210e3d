import {
  absolute,
  compareDecimals,
  dividedBy,
  isZero,
  minus,
  percentOf,
  plus,
  roundTo,
  sameDecimal,
  sum,
  times,
  type Decimal,
} from '../../model/decimal';

const cent = '0.01';

interface Share {
  index: number;
  cents: Decimal;
  rest: Decimal;
}

/** Rounds towards zero, so that what is left to give has the sign of the whole. */
function down(value: Decimal): Decimal {
  const rounded = roundTo(value);
  if (compareDecimals(absolute(rounded), absolute(value)) <= 0) return rounded;
  return compareDecimals(value, '0') < 0 ? plus(rounded, cent) : minus(rounded, cent);
}

/** Gives `left`, a whole number of cents, to the shares that lost most by rounding. */
function giveLeft(shares: readonly Share[], left: Decimal): Map<number, Decimal> {
  const step = compareDecimals(left, '0') < 0 ? '-0.01' : cent;
  const order = [...shares].sort((a, b) => compareDecimals(times(b.rest, step), times(a.rest, step)) || a.index - b.index);
  const count = Math.round(Number(dividedBy(left, step)));
  const given = new Map(shares.map((share) => [share.index, share.cents]));
  for (let turn = 0; turn < count; turn += 1) {
    const share = order[turn % order.length];
    if (share) given.set(share.index, plus(given.get(share.index) ?? '0', step));
  }
  return given;
}

/**
 * Splits a whole into parts of two decimals that lie as the weights do and add up to it to the cent (largest remainder).
 * A weight of zero gets nothing. Returns null when the weights add up to zero: there is no telling whose the whole is.
 */
export function distribute(whole: Decimal, weights: readonly Decimal[]): Decimal[] | null {
  const total = sum(weights);
  if (isZero(total)) return null;
  const shares = weights.flatMap((weight, index): Share[] => {
    if (isZero(weight)) return [];
    const exact = dividedBy(times(whole, weight), total);
    const cents = down(exact);
    return [{ index, cents, rest: minus(exact, cents) }];
  });
  const given = giveLeft(shares, minus(roundTo(whole), sum(shares.map((share) => share.cents))));
  return weights.map((_, index) => roundTo(given.get(index) ?? '0'));
}

const without = (amount: Decimal, percent: Decimal): Decimal => minus(amount, percentOf(amount, percent));
const inCents = (amount: Decimal): boolean => sameDecimal(amount, roundTo(amount));
const near = (a: Decimal, b: Decimal, tolerance: Decimal): boolean => compareDecimals(absolute(minus(a, b)), tolerance) <= 0;

/** Whether the discounts explain the step from the lines to the document. How Scoro combines several is not documented: either way counts. */
function explains(discounts: readonly Decimal[], lines: Decimal, document: Decimal, tolerance: Decimal): boolean {
  const oneAfterTheOther = discounts.reduce(without, lines);
  const together = without(lines, sum(discounts));
  return near(oneAfterTheOther, document, tolerance) || near(together, document, tolerance);
}

/**
 * The net amounts of the lines, so that they add up to the document's own net amount to the cent.
 * A document's discounts are spread over its lines; fractions of cents are rounded. Returns null when
 * neither explains the difference: the amounts contradict each other.
 */
export function settleNets(document: Decimal, lines: readonly Decimal[], discounts: readonly Decimal[]): Decimal[] | null {
  const total = sum(lines);
  if (sameDecimal(total, document) && lines.every(inCents)) return lines.map((line) => roundTo(line));
  const halfCents = times('0.005', String(lines.length));
  const onlyRounding = !lines.every(inCents) && near(total, document, halfCents);
  const given = discounts.filter((discount) => !isZero(discount));
  // Each line may have been rounded by itself before the document was.
  const discounted = given.length > 0 && explains(given, total, document, plus(halfCents, cent));
  if (!onlyRounding && !discounted) return null;
  return isZero(document) ? lines.map(() => '0.00') : distribute(document, lines);
}
