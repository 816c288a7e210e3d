import { sameDecimal } from '../../../../lib/model/decimal';

export const text = (value: unknown): string => String(value ?? '').trim();
export const amount = (value: unknown): string => text(value) || '0';

/** Gathers what differs, as "20261001: total 1 instead of 2". */
export class Differences {
  readonly list: string[] = [];
  constructor(readonly of: string) {}

  same(what: string, found: unknown, wanted: unknown): void {
    if (found !== wanted) this.list.push(`${this.of}: ${what} ${String(found)} instead of ${String(wanted)}`);
  }

  sameAmount(what: string, found: unknown, wanted: string): void {
    if (!sameDecimal(amount(found), wanted)) this.list.push(`${this.of}: ${what} ${String(found)} instead of ${wanted}`);
  }
}
