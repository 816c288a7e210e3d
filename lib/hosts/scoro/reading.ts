import { isDay, type Day } from '../../model/dates';
import { parseDecimal, type Decimal } from '../../model/decimal';
import type { WireAmount } from './wire';

export interface Reason {
  code: string;
  message: string;
}

/** Collects what is wrong with a document while it is read, so that all of it is told at once. */
export class Reasons {
  private readonly found = new Map<string, Reason>();

  add(code: string, message: string): void {
    this.found.set(message, { code, message });
  }

  get list(): Reason[] {
    return [...this.found.values()];
  }

  /** `where` is "on line 1" or "of the invoice". What cannot be read is noted and counts as 0 until the reasons are thrown. */
  amount(value: WireAmount, what: string, where: string): Decimal {
    const read = parseDecimal(value);
    if (read !== null) return read;
    if (isMissing(value)) this.add('amount-missing', `The ${what} ${where} is missing.`);
    else this.add('amount-unreadable', `The amount "${value}" ${where} cannot be read as a number.`);
    return '0';
  }

  /** null for a missing date, and for one that cannot be read, which is noted. */
  day(value: string, what: string): Day | null {
    if (isNoDay(value)) return null;
    // Only the day counts; a time of day may follow it.
    const day = value.slice(0, 10);
    if (isDay(day) && (value.length === 10 || /^[ T]/.test(value.slice(10)))) return day;
    this.add('date-unreadable', `The ${what} "${value}" cannot be read as a date.`);
    return null;
  }
}

/** Scoro writes a missing date as null, "" or "0000-00-00". */
export const isNoDay = (value: string): boolean => value === '' || value.startsWith('0000-00-00');

export const isMissing = (value: WireAmount): boolean => value === undefined || value === null || value === '';
