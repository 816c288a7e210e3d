import { describe, expect, it } from 'vitest';
import { countByDay } from '../../../components/popup/Sparkline';
import { sentThisMonth } from '../../../components/popup/SentSummary';
import { metersOf } from '../../../components/shared/budgets';
import { filterChoices } from '../../../components/shared/ChoiceList';
import { connectionState } from '../../../components/shared/connectionState';
import { ago, logTime } from '../../../components/shared/moment';
import { progressOf } from '../../../components/shared/progress';
import { panelPlace } from '../../../components/quick-actions/Region';
import { nextIndex } from '../../../components/quick-actions/roving';
import type { BudgetRow, JobRow } from '../../../lib/storage/rows';

const noon = new Date(2026, 10, 21, 12).getTime();
const day = 86_400_000;

describe('times', () => {
  it('says how long ago', () => {
    expect(ago(noon, noon + 5000, 'en')).toBe('just now');
    expect(ago(noon, noon + 3 * 3_600_000, 'en')).toBe('3 hours ago');
    expect(ago(noon, noon + 2.9 * day, 'en')).toBe('2 days ago');
  });
  it('leaves the day out today', () => {
    expect(logTime(noon, noon, 'en-GB')).toBe('12:00:00');
    expect(logTime(noon - 2 * day, noon, 'en-GB')).toContain('19 Nov');
  });
});

describe('the popup', () => {
  it('counts by the days of the user', () => {
    const counts = countByDay([noon, noon - 60_000, noon - day, noon - 40 * day], noon);
    expect(counts.slice(-2)).toEqual([1, 2]);
    expect(counts.reduce((a, b) => a + b)).toBe(3);
  });
  it('counts from the first of the month', () => expect(sentThisMonth([noon, new Date(2026, 10, 1).getTime(), new Date(2026, 9, 31, 23, 59).getTime()], noon)).toBe(2));
});

describe('metersOf', () => {
  const row = (used: number, left: number | null): BudgetRow => ({
    key: 'x', minute: { start: Math.floor(noon / 60_000) * 60_000, used, limit: 60, left, resetsAt: null }, day: { start: 0, used: 0, limit: null, left: null, resetsAt: null }, errors: {}, closedUntil: null, closedBudget: null,
  });
  const rules = { perMinute: 60, margin: 2 };
  it('shows windows that have a limit', () => expect(metersOf('Exact Online', row(18, null), rules, noon)).toEqual([{ label: 'Exact Online, this minute', used: 18, limit: 60 }]));
  it('counts the calls of others, as far as the system tells', () => expect(metersOf('E', row(3, 20), rules, noon)[0]?.used).toBe(40));
  it('starts again with the next minute', () => expect(metersOf('E', row(18, null), rules, noon + 61_000)[0]?.used).toBe(0));
});

describe('progressOf', () => {
  const run = { startedAt: 0, phase: 'sending', total: 10, paused: false } as const;
  const job = (until: number | null): JobRow => ({ wait: until === null ? null : { reason: 'limit', until } }) as JobRow;
  it('is nothing when nothing runs', () => {
    expect(progressOf({ run: null }, [], noon)).toBeNull();
    expect(progressOf({ run: { ...run, phase: 'done' } }, [], noon)).toBeNull();
  });
  it('says done and left', () => expect(progressOf({ run }, [job(null), job(noon)], noon)).toEqual({ done: 8, total: 10, words: '8 of 10 done, 2 left' }));
  it('says until when all of it waits', () => expect(progressOf({ run }, [job(noon + 120_000), job(noon + 60_000)], noon)?.words).toMatch(/8 of 10 done, 2 left; waits for the limit, until .*12:01/));
  it('does not know the end while it lists', () => expect(progressOf({ run: { ...run, phase: 'listing' } }, [], noon)?.done).toBeNull());
});

describe('connectionState', () => {
  it('has exactly the words of the contract', () => {
    expect(connectionState({ state: 'connected' }).text).toBe('Connected');
    expect(connectionState({ state: 'not-connected' }).text).toBe('Not connected');
    expect(connectionState({ state: 'sign-in-needed' }).text).toBe('Sign-in needed');
    expect(connectionState({ state: 'trouble', trouble: 'The key was refused.' }).text).toBe('The key was refused.');
  });
});

describe('small rules', () => {
  it('searches choices by every word', () => {
    const choices = [{ value: '2', label: 'Low rate', detail: '9 %' }, { value: '4', label: 'High rate' }];
    expect(filterChoices(choices, 'RATE low').map((choice) => choice.value)).toEqual(['2']);
    expect(filterChoices(choices, '')).toHaveLength(2);
  });
  it('moves round the toolbar', () => {
    expect([nextIndex('ArrowRight', 3, 4), nextIndex('ArrowLeft', 0, 4), nextIndex('Home', 2, 4), nextIndex('End', 0, 4), nextIndex('x', 0, 4), nextIndex('End', 0, 0)]).toEqual([0, 3, 0, 3, null, null]);
  });
  it('puts a panel below, above where there is more room, and never outside', () => {
    const window = { width: 1000, height: 800 };
    const panel = { width: 600, height: 300 };
    expect(panelPlace({ left: 100, top: 50, bottom: 84, width: 500 }, panel, window)).toMatchObject({ left: 100, top: 90 });
    expect(panelPlace({ left: 900, top: 740, bottom: 774, width: 90 }, panel, window)).toMatchObject({ left: 392, top: 434 });
  });
});
