import { z } from 'zod';
import { dayOf, type Day } from '../../model/dates';
import { parseDecimal, plus, roundTo, type Decimal } from '../../model/decimal';

/** OData as Exact speaks it: verbose JSON of version 2, with its own padding and dates. Pure. */

const guidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
export const isGuid = (value: string): boolean => guidPattern.test(value);

/** Width of crm/Accounts.Code: in a filter the leading spaces are compulsory. */
const accountCodeWidth = 18;

/** `guid'…'`. Throws for anything that is not a guid, so that no other text can get into an address by that way. */
export function guid(value: string): string {
  if (!isGuid(value)) throw new RangeError(`"${value}" is not a guid`);
  return `guid'${value.toLowerCase()}'`;
}

/** A string literal: in single quotes, which are doubled inside. */
export const text = (value: string): string => `'${value.replaceAll("'", "''")}'`;

/** A day as a literal. With the time part, since the date alone is not reliably understood. */
export const datetime = (day: Day): string => `datetime'${day}T00:00:00'`;

/** An Int64 literal ("123L"). Takes text, since a number would lose digits. */
export const int64 = (value: string): string => `${value}L`;

/** An account's code as filters want it; null when it is too long to be one. */
export function accountCode(code: string): string | null {
  const trimmed = code.trim();
  return trimmed === '' || trimmed.length > accountCodeWidth ? null : trimmed.padStart(accountCodeWidth);
}

/** The query of a read. Spaces become %20: a plus sign is not read as a space everywhere. */
export function query(fields: readonly string[], filter: string | null): string {
  const select = `$select=${fields.join(',')}`;
  return filter === null ? select : `${select}&$filter=${encodeURIComponent(filter)}`;
}

/** Rows of a collection and the address of its next page, from `{d:{results}}` or `{d:[…]}`; null for any other shape. */
export function readRows(body: unknown): { rows: unknown[]; next: string | null } | null {
  const inner = inside(body);
  if (Array.isArray(inner)) return { rows: inner, next: null };
  if (!isRecord(inner) || !Array.isArray(inner.results)) return null;
  return { rows: inner.results, next: typeof inner.__next === 'string' && inner.__next !== '' ? inner.__next : null };
}

/** The one entity of `{d:{…}}`, or of a collection of one as current/Me gives it; null when there is none. */
export function readEntity(body: unknown): Record<string, unknown> | null {
  const collection = readRows(body);
  if (collection) return collection.rows.length === 1 && isRecord(collection.rows[0]) ? collection.rows[0] : null;
  const inner = inside(body);
  return isRecord(inner) ? inner : null;
}

/** The text of `{error:{message:{value}}}`; empty where there is none. */
export function readErrorText(body: unknown): string {
  const error = isRecord(body) ? body.error : null;
  const message = isRecord(error) ? error.message : null;
  const value = isRecord(message) ? message.value : message;
  return typeof value === 'string' ? value.trim() : '';
}

const inside = (body: unknown): unknown => (isRecord(body) ? body.d : undefined);
const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

const datePattern = /^\/Date\((-?\d{1,15})(?:[+-]\d{4})?\)\/$/;

/** The day of `/Date(ms)/`. The number is Dutch wall-clock time written as if it were UTC: read with UTC getters, in no zone. */
export function readDate(value: string): Day | null {
  const time = readTime(value);
  return time === null ? null : dayOf(time);
}

/** The milliseconds of `/Date(ms)/` on the same scale: two of them can be compared, none with a clock of ours. */
export function readTime(value: string): number | null {
  const time = Number(datePattern.exec(value)?.[1] ?? Number.NaN);
  return Number.isNaN(new Date(time).getTime()) ? null : time;
}

/** An Edm.Double as decimal text. Doubles carry noise after the tenth digit or so; six places are more than any amount has. */
export function readAmount(value: number): Decimal {
  return plus(roundTo(parseDecimal(value) ?? '0', 6), '0');
}

/** Field types of answers. Every code is trimmed: Exact pads some of them, to differing widths. */
export const field = {
  guid: z.string().regex(guidPattern).transform((value) => value.toLowerCase()),
  code: z.string().transform((value) => value.trim()),
  text: z.string().transform((value) => value.trim()),
  int: z.number().int(),
  amount: z.number().transform(readAmount),
  /** A boolean, also where it is a Byte. */
  flag: z.union([z.boolean(), z.literal(0), z.literal(1)]).transform(Boolean),
  int64: z.union([z.string().regex(/^\d+$/), z.number().int().nonnegative().transform(String)]),
  day: z.string().transform((value, context) => {
    const day = readDate(value);
    if (day !== null) return day;
    context.addIssue({ code: 'custom', message: 'not a date of the form /Date(ms)/' });
    return z.NEVER;
  }),
  /** A moment by Exact's own clock; null for what cannot be read, since nothing of ours stands or falls with it. */
  moment: z.string().transform(readTime),
};
