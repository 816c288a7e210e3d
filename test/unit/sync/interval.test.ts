import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyBudget, type Budget } from '../../../lib/net/budget';
import { dayLeft } from '../../../lib/net/day-left';
import { callsPerRun, intervalFor, intervalOf, type DayNeed } from '../../../lib/sync/interval';
import { connection, now } from './samples';

const midnight = Date.parse('2026-11-21T00:00:00Z');
const day = (more: Partial<DayNeed> = {}): DayNeed => ({ system: 'Host', limit: 500, left: 500, endsAt: midnight + 86_400_000, callsPerRun: 2, sharers: 1, ...more });

describe('dayLeft', () => {
  const rules = { perDay: 500, dayEndsAtUtcMinute: 0, margin: 5 };
  const used = (window: Partial<Budget['day']>): Budget => ({ ...emptyBudget('k'), day: { start: midnight, used: 0, limit: null, left: null, resetsAt: null, ...window } });
  it('is what our own count leaves, or the other side says is left, whichever is less', () => {
    expect(dayLeft(used({ used: 120 }), rules, now)).toEqual({ limit: 500, left: 380, endsAt: midnight + 86_400_000 });
    expect(dayLeft(used({ used: 10, limit: 5000, left: 700 }), rules, now)).toEqual({ limit: 5000, left: 700, endsAt: midnight + 86_400_000 });
    expect(dayLeft(used({ used: 900 }), rules, now)?.left).toBe(0);
  });
  it('begins anew with the day, and takes the other side\'s word for when that is, where it can be', () => {
    expect(dayLeft(used({ start: midnight - 86_400_000, used: 500 }), rules, now)?.left).toBe(500);
    expect(dayLeft(used({ resetsAt: now + 60_000 }), rules, now)?.endsAt).toBe(now + 60_000);
    expect(dayLeft(used({ resetsAt: now - 60_000 }), rules, now)?.endsAt).toBe(midnight + 86_400_000);
  });
  it('is nothing to be said of where there is no limit for a day', () => expect(dayLeft(emptyBudget('k'), { perMinute: 500, margin: 3 }, now)).toBeNull());
});

describe('intervalOf', () => {
  it('is as wanted where no day is in the way', () => {
    expect(intervalOf(5, [], midnight)).toEqual({ minutes: 5, wanted: 5, stretchedBy: null });
    expect(intervalOf(5, [day({ limit: 100_000, left: 100_000 })], midnight).minutes).toBe(5);
    expect(intervalOf(30, [day()], midnight)).toMatchObject({ minutes: 30, stretchedBy: null });
  });

  it('is stretched so that half of the day is kept for sending, and says by which system', () => {
    expect(intervalOf(5, [day()], midnight)).toMatchObject({ minutes: 12, wanted: 5, stretchedBy: { system: 'Host' } });
    expect(intervalOf(5, [day({ sharers: 2 })], midnight).minutes).toBe(24);
    expect(intervalOf(5, [day(), day({ system: 'Ledger', limit: 100, left: 100 })], midnight)).toMatchObject({ minutes: 58, stretchedBy: { system: 'Ledger' } });
  });

  it('does not end where sending has taken more than half', () => {
    expect(intervalOf(5, [day({ left: 200 })], midnight + 43_200_000).minutes).toBe(36);
    expect(intervalOf(5, [day({ left: 40 })], midnight + 43_200_000).minutes).toBe(180);
  });

  it('waits for the next day where nothing is left', () => {
    expect(intervalOf(5, [day({ left: 1 })], midnight + 22 * 3_600_000).minutes).toBe(120);
    expect(intervalOf(5, [day({ left: 0 })], midnight + 86_399_000).minutes).toBe(5);
  });

  /** A whole day of runs, with what others use after each of them. `planned`: what was left when each run was planned. */
  function aDay(limit: number, callsPerRun: number, others: readonly number[]): { left: number; gaps: number[]; planned: number[] } {
    let left = limit;
    const gaps: number[] = [];
    const planned: number[] = [];
    for (let minute = 0; ; ) {
      const { minutes } = intervalOf(5, [day({ limit, left, callsPerRun })], midnight + minute * 60_000);
      minute += minutes;
      if (minute >= 1440) return { left, gaps, planned };
      planned.push(left);
      left = Math.max(0, left - callsPerRun - (others[gaps.length] ?? 0));
      gaps.push(minutes);
    }
  }

  it('leaves more than a quarter of a day, by runs alone', () => {
    fc.assert(
      fc.property(fc.integer({ min: 10, max: 5000 }), fc.integer({ min: 1, max: 6 }), (limit, callsPerRun) => {
        const { left, gaps } = aDay(limit, callsPerRun, []);
        expect(left).toBeGreaterThan(limit / 4);
        expect(Math.min(...gaps, 1440)).toBeGreaterThanOrEqual(5);
      }),
    );
  });

  it('plans no run for which no calls are left, whatever else is used', () => {
    fc.assert(
      fc.property(fc.integer({ min: 10, max: 5000 }), fc.integer({ min: 1, max: 6 }), fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 300 }), (limit, callsPerRun, others) => {
        for (const left of aDay(limit, callsPerRun, others).planned) expect(left).toBeGreaterThanOrEqual(callsPerRun);
      }),
    );
  });
});

describe('callsPerRun', () => {
  const { sync } = connection();
  it('counts a list for each kind of document that goes over, and the ledger\'s feeds', () => {
    expect(callsPerRun(sync)).toEqual({ host: 2, ledger: 3 });
    expect(callsPerRun({ ...sync, bills: false, payments: false })).toEqual({ host: 1, ledger: 1 });
    expect(callsPerRun({ ...sync, directions: { invoices: 'to-host', bills: 'to-host', payments: 'to-ledger' } })).toEqual({ host: 1, ledger: 2 });
  });
});

describe('intervalFor', () => {
  const host = { name: 'Host', budget: { perDay: 500, margin: 5 }, budgetKey: ({ site }: { site: string }) => site };
  const ledger = { name: 'Ledger', budget: { perMinute: 60, margin: 1 }, budgetKey: ({ company }: { company: string }) => company };
  const automatic = (id: string, more: Parameters<typeof connection>[0] = {}) => connection({ id, sync: { ...connection().sync, mode: 'automatic' }, ...more });
  const minutes = (...all: ReturnType<typeof connection>[]) => intervalFor(all[0]!, all, [], () => ({ host, ledger }), midnight).minutes;

  it('shares a budget with the others that run by themselves on it, and with no one else', () => {
    const elsewhere = { system: 'scoro', site: 'https://other.scoro.com' } as const;
    expect(minutes(automatic('a'))).toBe(15);
    expect(minutes(automatic('a'), automatic('b'))).toBe(29);
    expect(minutes(automatic('a'), connection({ id: 'b' }), automatic('c', { state: 'sign-in-needed' }), automatic('d', { host: elsewhere }))).toBe(15);
  });

  it('keeps no part of the day for contacts and products that do not go over by themselves', () => {
    const { sync } = automatic('a');
    expect(minutes(automatic('a', { sync: { ...sync, contacts: false, products: false } }))).toBe(12);
    expect(minutes(automatic('a', { sync: { ...sync, directions: { contacts: 'to-host', products: 'to-host' } } }))).toBe(12);
    expect(minutes(automatic('a', { sync: { ...sync, contacts: false } }))).toBe(15);
  });

  it('goes by the plan that the settings name', () => expect(minutes(automatic('a', { host: { ...connection().host, requestsPerDay: 5000 } }))).toBe(5));
});
