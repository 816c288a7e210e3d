import { z } from 'zod';

/** A day without a time or zone, "2026-11-21": what documents carry. */
export type Day = string;
export const daySchema = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

/** The day of an instant in UTC. */
export const dayOf = (milliseconds: number): Day => new Date(milliseconds).toISOString().slice(0, 10);

/** True for a calendar day that exists (not 2026-02-30, not 0000-00-00). */
export function isDay(value: string): boolean {
  if (!daySchema.safeParse(value).success) return false;
  const time = Date.parse(`${value}T00:00:00Z`);
  return !Number.isNaN(time) && dayOf(time) === value;
}

export const addDays = (day: Day, days: number): Day => dayOf(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000);

const dayFormats = new Map<string | undefined, Intl.DateTimeFormat>();

/** Kept: to make one takes longer than to write a thousand days with it. */
function dayFormat(locale?: string): Intl.DateTimeFormat {
  const format = dayFormats.get(locale) ?? new Intl.DateTimeFormat(locale, { year: 'numeric', month: '2-digit', day: '2-digit', timeZone: 'UTC' });
  dayFormats.set(locale, format);
  return format;
}

/** The day in the user's own format. */
export const formatDay = (day: Day, locale?: string): string => dayFormat(locale).format(Date.parse(`${day}T00:00:00Z`));

/** Hours and minutes of an instant, in the user's own zone and format. */
export const formatTime = (milliseconds: number, locale?: string): string =>
  new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' }).format(milliseconds);

/** The longer form, with the day when it is not today. */
export function formatMoment(milliseconds: number, now: number, locale?: string): string {
  const sameDay = new Date(milliseconds).toDateString() === new Date(now).toDateString();
  if (sameDay) return formatTime(milliseconds, locale);
  return new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' }).format(milliseconds);
}
