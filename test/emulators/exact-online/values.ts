import { createHash } from 'node:crypto';
import Big from 'big.js';

/** What a field holds. Dates are milliseconds of the Dutch wall clock taken for UTC; amounts are decimal text; Int64 is bigint. */
export type Value = string | number | bigint | boolean | null;
export type Row = Record<string, Value | undefined>;

const dutch = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Amsterdam',
  year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric',
  hourCycle: 'h23',
});

/** The server writes its own clock on the wall as if it were UTC: winter one, summer two hours ahead. */
export function wallClock(milliseconds: number): number {
  const part = Object.fromEntries(dutch.formatToParts(milliseconds).map(({ type, value }) => [type, Number(value)]));
  const seconds = Date.UTC(part.year ?? 0, (part.month ?? 1) - 1, part.day, part.hour, part.minute, part.second);
  return seconds + (((milliseconds % 1000) + 1000) % 1000);
}

export const midnight = (wall: number): number => Math.floor(wall / 86_400_000) * 86_400_000;
export const day = (text: string): number => Date.parse(`${text}T00:00:00Z`);
export const dayText = (wall: number): string => new Date(wall).toISOString().slice(0, 10);

const dateForms = [/^\d{4}-\d{2}-\d{2}$/, /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?Z?$/];

/** A date as a payload may write it; null when it is none (2026-02-30 included). */
export function parseDate(text: string): number | null {
  if (!dateForms.some((form) => form.test(text))) return null;
  const time = Date.parse(text.length === 10 ? `${text}T00:00:00Z` : `${text.replace(/Z$/, '')}Z`);
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== text.slice(0, 10)) return null;
  return time;
}

export const guidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** The same guid for the same seed, so that a run can be repeated. */
export function guidFrom(seed: string): string {
  const hex = createHash('sha256').update(seed).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`, hex.slice(20, 32)].join('-');
}

/** Half up, away from zero, to cents. */
export const cents = (amount: Big): Big => amount.round(2, Big.roundHalfUp);
export const amountText = (amount: Big): string => amount.toFixed(2);
export const big = (value: Value | undefined): Big => new Big(value === null || value === undefined || value === '' ? 0 : String(value));

export const text = (value: Value | undefined): string => (value === null || value === undefined ? '' : String(value));
export const trimmed = (value: Value | undefined): string => text(value).trim();

/** Codes lie padded in the database, and so they come out. */
export const padAccountCode = (code: string): string => code.trim().padStart(18);
export const padVatCode = (code: string): string => code.trim().padEnd(3);
export const padCountry = (code: string): string => code.trim().padEnd(3);
export const padUnit = (code: string): string => code.trim().padEnd(8);
