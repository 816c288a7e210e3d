import { parseDecimal, sameDecimal, toNumber, type Decimal } from '../../model/decimal';
import { refuse } from './client';

/** QuickBooks takes no longer one. */
export const longestNumber = 21;

/** A number that would have to be cut would be another one. Throws CallFailure 'refused'. */
export function checkNumber(number: string): void {
  if (number.length > longestNumber) throw refuse('number-too-long', `The number ${number} has ${number.length} characters, and QuickBooks Online takes ${longestNumber}.`);
}

/** The amount as a JSON number, when it is printed as the same amount again. Throws CallFailure 'refused'. */
export function exact(amount: Decimal): number {
  const number = toNumber(amount);
  const printed = parseDecimal(number);
  if (printed !== null && sameDecimal(printed, amount)) return number;
  throw refuse('number-too-exact', `${amount} has more digits than can be sent to QuickBooks Online.`);
}

/** Cut to so many characters, no pair of surrogates torn apart. */
export function cut(text: string, longest: number): string {
  const trimmed = text.trim();
  if (trimmed.length <= longest) return trimmed;
  const head = trimmed.slice(0, longest);
  return (/[\uD800-\uDBFF]$/.test(head) ? head.slice(0, -1) : head).trimEnd();
}

/** What is empty is left out: an empty value would clear a field, or be refused. */
export const filled = (fields: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null && value !== undefined && value !== ''));
