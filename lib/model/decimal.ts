import Big from 'big.js';
import { z } from 'zod';

/** A decimal number as text ("1210.00", "-0.05"): what crosses every border; never a float. */
export type Decimal = string;

const decimalPattern = /^-?\d+(\.\d+)?$/;

export const decimalSchema = z.string().regex(decimalPattern, 'not a decimal number');

/**
 * Reads an amount from a host's or ledger's answer. Takes a number or plain decimal text.
 * Returns null for anything that would need guessing ("1 234,50", "1,234.50", "", NaN).
 */
export function parseDecimal(value: unknown): Decimal | null {
  if (typeof value === 'number') return Number.isFinite(value) ? new Big(value).toFixed() : null;
  if (typeof value !== 'string') return null;
  const text = value.trim();
  return decimalPattern.test(text) ? new Big(text).toFixed() : null;
}

export const plus = (a: Decimal, b: Decimal): Decimal => new Big(a).plus(b).toFixed();
export const minus = (a: Decimal, b: Decimal): Decimal => new Big(a).minus(b).toFixed();
export const times = (a: Decimal, b: Decimal): Decimal => new Big(a).times(b).toFixed();
export const negate = (a: Decimal): Decimal => new Big(a).times(-1).toFixed();
export const absolute = (a: Decimal): Decimal => new Big(a).abs().toFixed();
export const sum = (values: readonly Decimal[]): Decimal => values.reduce(plus, '0');

/** True when both are the same number, however written ("1.10" and "1.1"). */
export const sameDecimal = (a: Decimal, b: Decimal): boolean => new Big(a).eq(b);
export const isZero = (a: Decimal): boolean => new Big(a).eq(0);
export const isNegative = (a: Decimal): boolean => new Big(a).lt(0);

/** -1, 0 or 1 as a is less than, equal to or greater than b. */
export const compareDecimals = (a: Decimal, b: Decimal): number => new Big(a).cmp(b);

/** Rounds half away from zero to the given number of places: how both ledgers round tax. */
export const roundTo = (a: Decimal, places = 2): Decimal => new Big(a).round(places, Big.roundHalfUp).toFixed(places);

/** part of 100: percentOf("200", "21") is "42". Not rounded. */
export const percentOf = (amount: Decimal, percentage: Decimal): Decimal =>
  new Big(amount).times(percentage).div(100).toFixed();

/** a divided by b, to ten places: for shares that are rounded afterwards. Throws when b is zero. */
export const dividedBy = (a: Decimal, b: Decimal): Decimal => new Big(a).div(b).round(10).toFixed();

/** The amount as a JSON number, for an API that takes nothing else. Exact for amounts below 2^53 cents. */
export const toNumber = (a: Decimal): number => new Big(a).toNumber();
