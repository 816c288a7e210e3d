const pacific = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'America/Los_Angeles',
  year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit',
  hourCycle: 'h23', timeZoneName: 'longOffset',
});

function partsOf(milliseconds: number): Record<string, string> {
  return Object.fromEntries(pacific.formatToParts(milliseconds).map(({ type, value }) => [type, value]));
}

/** "2026-05-05T03:19:47-07:00": the service's own clock is Pacific. With `fraction` the milliseconds too, as the envelope has them. */
export function pacificTime(milliseconds: number, fraction = false): string {
  const part = partsOf(milliseconds);
  const rest = fraction ? `.${String(milliseconds % 1000).padStart(3, '0')}` : '';
  return `${part['year']}-${part['month']}-${part['day']}T${part['hour']}:${part['minute']}:${part['second']}${rest}${part['timeZoneName']?.replace('GMT', '')}`;
}

/** "2026-05-05", on the service's calendar. */
export const pacificDay = (milliseconds: number): string => pacificTime(milliseconds).slice(0, 10);

export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** The given day of a month some months on; the month's last where it has fewer. */
export function dayOfMonth(day: string, monthsOn: number, wanted: number): string {
  const [year = 0, month = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + monthsOn, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + monthsOn, Math.min(wanted, last))).toISOString().slice(0, 10);
}

/** True for a day that exists (not 2026-02-30). */
export const isDay = (value: string): boolean => {
  const time = Date.parse(`${value}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === value;
};
