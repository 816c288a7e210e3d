/** Times for the bar, which must not carry the schemas of lib/model/dates into every page. */
const sameDay = (a: number, b: number): boolean => new Date(a).toDateString() === new Date(b).toDateString();

/** "14:03:22" today, "3 Nov, 14:03" on another day. */
export function logTime(at: number, now: number, locale?: string): string {
  const format: Intl.DateTimeFormatOptions = sameDay(at, now)
    ? { hour: '2-digit', minute: '2-digit', second: '2-digit' }
    : { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' };
  return new Intl.DateTimeFormat(locale, format).format(at);
}

/** "just now", "5 minutes ago", "3 days ago". */
export function ago(at: number, now: number, locale?: string): string {
  const seconds = Math.max(0, Math.round((now - at) / 1000));
  if (seconds < 60) return 'just now';
  const format = new Intl.RelativeTimeFormat(locale, { numeric: 'always' });
  if (seconds < 3600) return format.format(-Math.floor(seconds / 60), 'minute');
  if (seconds < 86_400) return format.format(-Math.floor(seconds / 3600), 'hour');
  return format.format(-Math.floor(seconds / 86_400), 'day');
}
