import { describe, expect, it } from 'vitest';
import { countByDay } from '../../../components/popup/Sparkline';
import { sentThisMonth } from '../../../components/popup/SentSummary';
import { metersOf } from '../../../components/shared/budgets';
import { filterChoices } from '../../../components/shared/ChoiceList';
import { connectionState } from '../../../components/shared/connectionState';
import { ago, logTime } from '../../../components/shared/moment';
import { lastRunWords, progressOf } from '../../../components/shared/progress';
import { panelPlace } from '../../../components/quick-actions/Region';
import { nextIndex } from '../../../components/quick-actions/roving';
import type { BudgetRow, JobRow, RunPhase } from '../../../lib/storage/rows';

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

describe('feature 41: how far synchronizing is', () => {
  const run = { startedAt: 0, phase: 'sending', total: 10, paused: false } as const;
  const job = (state: JobRow['state'], wait: Partial<NonNullable<JobRow['wait']>> | null = null): JobRow => ({ state, wait: wait && { reason: 'limit', until: null, ...wait } }) as JobRow;
  const words = (pending: JobRow[], of: Partial<typeof run> | { paused: boolean } = {}, failed = 0) => progressOf({ run: { ...run, ...of } }, pending, noon, failed)?.words;

  it('is nothing when nothing runs', () => {
    expect(progressOf({ run: null }, [], noon)).toBeNull();
    expect(progressOf({ run: { ...run, phase: 'done' } }, [], noon)).toBeNull();
  });

  it('says done, left, and what needs somebody', () => {
    expect(progressOf({ run }, [job('queued'), job('sending')], noon)).toEqual({ label: 'Synchronizing documents', done: 8, failed: 0, total: 10, words: '8 of 10 done, 2 left' });
    expect(progressOf({ run }, [job('queued')], noon, 2)).toMatchObject({ done: 9, failed: 2, words: '7 of 10 done, 1 left, 2 need attention' });
    // What was held up before is none of this run's.
    expect(progressOf({ run }, Array.from({ length: 10 }, () => job('queued')), noon, 3)).toMatchObject({ done: 0, failed: 0 });
  });

  it('says what it waits for, until when, and whose limit that is', () => {
    const soon = { until: noon + 60_000, budget: 'minute', system: 'Exact Online' };
    expect(words([job('waiting', { until: noon + 120_000 }), job('waiting', soon)])).toMatch(/^8 of 10 done, 2 left; waiting for the limit until .*12:01.* \(Exact Online, minute limit\)$/);
    // A few say so for the rest of the backlog.
    expect(words([job('waiting', soon), job('queued'), job('queued')])).toMatch(/waiting for the limit until/);
    expect(words([job('waiting', { ...soon, budget: 'errors in this hour' })])).toMatch(/\(Exact Online, errors in this hour\)$/);
    expect(words([job('waiting', { reason: 'sign-in' })])).toBe('9 of 10 done, 1 left; waiting for a sign-in');
    expect(words([job('unknown', { reason: 'checking', until: noon + 60_000 })])).toMatch(/waiting for an answer until/);
  });

  it('does not say that it waits while something goes on, or when the time is over', () => {
    expect(words([job('waiting', { until: noon + 60_000 }), job('sending')])).toBe('8 of 10 done, 2 left');
    expect(words([job('waiting', { until: noon - 1 })])).toBe('9 of 10 done, 1 left');
  });

  it('says that it is paused, and when it is not yet', () => {
    expect(words([job('queued')], { paused: true })).toBe('9 of 10 done, 1 left; paused');
    expect(words([job('sending')], { paused: true })).toBe('9 of 10 done, 1 left; pausing, what is under way ends first');
  });

  it('names each phase, and counts where it can be counted', () => {
    const at = (phase: RunPhase, more: object = {}) => progressOf({ run: { ...run, total: 0, phase, ...more } }, [], noon);
    expect((['reference', 'contacts', 'products', 'listing', 'payments'] as const).map((phase) => [at(phase)?.label, at(phase)?.words, at(phase)?.done])).toEqual([
      ['Synchronizing reference data', 'Reading what both sides define', null], ['Synchronizing contacts', 'Reading contacts', null], ['Synchronizing products', 'Reading products', null],
      ['Synchronizing documents', 'Reading the list of documents', null], ['Synchronizing payments', 'Reading payments', null],
    ]);
    expect(at('contacts', { done: 12, total: 100 })).toMatchObject({ done: 12, total: 100, words: '12 of 100 done' });
    expect(at('listing', { paused: true })?.words).toBe('Reading the list of documents; pauses before the documents');
  });

  it('says how the last run ended', () => {
    const last = { startedAt: 0, endedAt: noon, total: 12, attention: 0 };
    const ended = (more: object = {}) => lastRunWords({ lastRun: { ...last, ...more } }, noon);
    expect(ended()).toMatch(/^Last synchronized .*12:00.*: 12 of 12 documents done\.$/);
    expect(ended({ attention: 1 })).toMatch(/: 11 of 12 documents done, 1 needs attention\.$/);
    expect(ended({ total: 0 })).toMatch(/: nothing was to be sent\.$/);
    expect(ended({ message: 'The site did not answer.' })).toMatch(/^The last run ended at .*: The site did not answer\.$/);
    expect(lastRunWords({}, noon)).toBeNull();
  });
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
