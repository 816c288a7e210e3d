import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, dayOf, formatDay, formatMoment, formatTime, isDay } from '../../../lib/model/dates';

const day = fc.integer({ min: Date.UTC(1990, 0, 1) / 86_400_000, max: Date.UTC(2090, 0, 1) / 86_400_000 }).map((days) => dayOf(days * 86_400_000));

describe('days', () => {
  it.each(['2026-02-30', '2025-02-29', '2026-13-01', '2026-00-10', '2026-04-31', '0000-00-00', '2026-1-1', '21-11-2026', '2026-11-21T00:00', '', ' 2026-11-21'])('knows that "%s" is none', (value) => expect(isDay(value)).toBe(false));
  it.each(['2026-11-21', '2024-02-29', '1999-12-31'])('knows that %s is one', (value) => expect(isDay(value)).toBe(true));

  it('are those of UTC, up to the last millisecond', () => {
    expect(dayOf(Date.parse('2026-11-21T23:59:59.999Z'))).toBe('2026-11-21');
    expect(dayOf(Date.parse('2026-11-22T00:00:00Z'))).toBe('2026-11-22');
  });

  it('go over months, leap days and clock changes without loss', () => {
    expect(addDays('2026-10-24', 1)).toBe('2026-10-25');
    expect(addDays('2026-10-25', 1)).toBe('2026-10-26');
    expect(addDays('2024-02-28', 1)).toBe('2024-02-29');
    expect(addDays('2026-01-01', -1)).toBe('2025-12-31');
    fc.assert(
      fc.property(day, fc.integer({ min: -5000, max: 5000 }), (from, days) => {
        const to = addDays(from, days);
        return isDay(to) && addDays(to, -days) === from && Math.sign(to.localeCompare(from)) === Math.sign(days);
      }),
    );
  });
});

describe('showing', () => {
  it('gives a day in the locale, the same in every zone', () => {
    expect(formatDay('2026-11-21', 'en-GB')).toBe('21/11/2026');
    expect(formatDay('2026-01-01', 'nl-NL')).toBe('01-01-2026');
  });

  it('names the day of a moment only when it is not today', () => {
    const now = new Date(2026, 10, 21, 9, 0).getTime();
    const later = new Date(2026, 10, 21, 14, 5).getTime();
    const tomorrow = new Date(2026, 10, 22, 14, 5).getTime();
    expect(formatTime(later, 'en-GB')).toBe('14:05');
    expect(formatMoment(later, now, 'en-GB')).toBe('14:05');
    expect(formatMoment(tomorrow, now, 'en-GB')).toMatch(/22 Nov.*14:05/);
  });
});
