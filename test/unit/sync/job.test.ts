import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JobRow, JobState } from '../../../lib/storage/rows';
import type { JobEvent } from '../../../lib/sync/explain';
import { next, requested, revived, whileUnderWay } from '../../../lib/sync/job';
import { job, now } from './samples';

const problems = [{ code: 'x', message: 'X.', fixes: [] }];
const later = now + 60_000;

describe('an event', () => {
  const from = job({ wait: { reason: 'limit', until: now }, problems, attempts: 2, decisions: { postOn: '2026-12-01' }, dismissed: true });

  it.each<[JobEvent, Partial<JobRow>]>([
    [{ type: 'started' }, { state: 'sending', wait: null, dismissed: false, attempts: 2 }],
    [{ type: 'done', result: 'Booked' }, { state: 'done', wait: null, problems: [], attempts: 0, nextAt: 0, decisions: {}, result: 'Booked' }],
    [{ type: 'blocked', problems }, { state: 'blocked', wait: null, problems, nextAt: 0, decisions: { postOn: '2026-12-01' } }],
    [{ type: 'failed', problems }, { state: 'failed', wait: null, problems, nextAt: 0 }],
    [{ type: 'unknown', checkAt: later, why: '' }, { state: 'unknown', wait: { reason: 'checking', until: later }, nextAt: later, attempts: 3 }],
    [{ type: 'waiting', reason: 'limit', budget: 'day', until: later, why: '' }, { state: 'waiting', wait: { reason: 'limit', budget: 'day', until: later }, nextAt: later, attempts: 2 }],
    [{ type: 'waiting', reason: 'sign-in', until: null, why: '' }, { state: 'waiting', wait: { reason: 'sign-in', until: null }, nextAt: 0, attempts: 2 }],
    [{ type: 'waiting', reason: 'trouble', until: later, why: '' }, { state: 'waiting', wait: { reason: 'trouble', until: later }, nextAt: later, attempts: 3 }],
  ])('%j', (event, expected) => expect(next(from, event, later)).toEqual({ ...from, ...expected, updatedAt: later }));

  it('the looks for an outcome are no attempts that failed: the next trouble is the first', () => {
    const checked = job({ state: 'unknown', attempts: 7 });
    expect(next(checked, { type: 'waiting', reason: 'limit', until: later, why: '' }, now).attempts).toBe(0);
    expect(next(checked, { type: 'waiting', reason: 'trouble', until: later, why: '' }, now).attempts).toBe(1);
  });
});

describe('a press of the button', () => {
  it.each<JobState>(['sending', 'unknown', 'queued'])('fault 10: leaves alone what is under way (%s)', (state) => {
    const under = job({ state, attempts: 2, nextAt: later, problems });
    expect(requested(under, now, 0)).toEqual(under);
  });

  it.each<JobState>(['waiting', 'blocked', 'failed', 'done'])('brings back what is not (%s), with the decisions made', (state) => {
    const old = job({ state, wait: { reason: 'limit', until: later }, attempts: 3, problems, nextAt: 0, dismissed: true, decisions: { createContact: true } });
    expect(requested(old, now, 0)).toMatchObject({ state: 'queued', wait: null, problems: [], attempts: 0, nextAt: now, dismissed: false, decisions: { createContact: true } });
  });

  it('makes background work urgent, and never urgent work slow', () => {
    expect(requested(job({ priority: 10 }), now, 0).priority).toBe(0);
    expect(requested(job({ priority: 0 }), now, 10).priority).toBe(0);
  });
});

describe('after a worker died', () => {
  it('fault 1: what had no intent is queued again', () => expect(revived(job({ state: 'sending', nextAt: 0 }), false, later)).toMatchObject({ state: 'queued', wait: null, nextAt: later }));

  it('fault 2: what had one is looked up first', () => expect(revived(job({ state: 'sending', nextAt: 0 }), true, later)).toMatchObject({ state: 'unknown', wait: { reason: 'checking', until: later }, nextAt: later }));

  it.each<JobState>(['queued', 'unknown', 'waiting', 'blocked', 'failed', 'done'])('%s stays as it is', (state) => {
    const other = job({ state });
    expect(revived(other, true, later)).toBe(other);
  });
});

describe('over any events', () => {
  const event: fc.Arbitrary<JobEvent> = fc.oneof(
    fc.constant<JobEvent>({ type: 'started' }), fc.constant<JobEvent>({ type: 'done', result: '' }), fc.constant<JobEvent>({ type: 'blocked', problems }), fc.constant<JobEvent>({ type: 'failed', problems }),
    fc.integer({ min: 1, max: 99_999 }).map((ms): JobEvent => ({ type: 'unknown', checkAt: now + ms, why: '' })),
    fc.tuple(fc.constantFrom('limit' as const, 'offline' as const, 'trouble' as const), fc.integer({ min: 1, max: 99_999 })).map(([reason, ms]): JobEvent => ({ type: 'waiting', reason, until: now + ms, why: '' })),
    fc.constant<JobEvent>({ type: 'waiting', reason: 'sign-in', until: null, why: '' }),
  );
  const step = fc.oneof(event, fc.constantFrom('pressed' as const, 'killed' as const));

  it('after a start of the background none is left in "sending", and each either runs again or waits for somebody', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(step, fc.boolean()), { maxLength: 30 }), (steps) => {
        let current = job();
        for (const [what, intent] of steps) current = what === 'pressed' ? requested(current, now, 0) : what === 'killed' ? revived(current, intent, now) : next(current, what, now);
        const after = revived(current, true, now);
        const runs = after.nextAt > 0;
        const forSomebody = ['blocked', 'failed', 'done'].includes(after.state) || after.wait?.reason === 'sign-in';
        expect(after.state).not.toBe('sending');
        expect([after.state, runs !== forSomebody]).toEqual([after.state, true]);
        expect(after.wait !== null).toBe(after.state === 'waiting' || after.state === 'unknown');
      }),
    );
  });
});

describe('while something is under way', () => {
  const trouble: JobEvent = { type: 'waiting', reason: 'trouble', until: 90_000, why: 'It has trouble.' };

  it('fault 12: trouble in looking for it leaves it unknown; without an intent it only waits', () => {
    expect(whileUnderWay(trouble, true, 1, 80_000)).toMatchObject({ type: 'unknown', checkAt: 90_000 });
    expect(whileUnderWay(trouble, false, 1, 80_000)).toBe(trouble);
  });

  it('fault 49: what cannot be found out for long is put before the user, not tried for ever', () => {
    const unknown: JobEvent = { type: 'unknown', checkAt: 90_000, why: 'No answer.' };
    expect(whileUnderWay(unknown, true, 39, 80_000)).toBe(unknown);
    expect(whileUnderWay(unknown, true, 40, 80_000)).toMatchObject({ type: 'failed', problems: [{ code: 'outcome-unknown', fixes: [{ label: 'Look again' }] }] });
  });

  it('limits and sign-ins are waited for as always', () => {
    const limit: JobEvent = { type: 'waiting', reason: 'limit', until: 90_000, why: 'Used up.' };
    expect(whileUnderWay(limit, true, 40, 80_000)).toBe(limit);
  });
});
