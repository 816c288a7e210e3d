import { describe, expect, it } from 'vitest';
import { hostOf } from '../../../lib/hosts';
import { UnreadableDocument } from '../../../lib/hosts/host';
import { ledgerOf } from '../../../lib/ledgers';
import { CallFailure, type FailureDetail, type FailureKind } from '../../../lib/net/failure';
import { Blocked } from '../../../lib/sync/blocked';
import type { SyncContext } from '../../../lib/sync/context';
import { eventOf } from '../../../lib/sync/explain';
import { OutcomeUnknown } from '../../../lib/sync/once';
import { connection, job, now } from './samples';

const context = { hostOf, ledgerOf, now: () => now } as unknown as SyncContext;
const event = (error: unknown, attempts = 0) => eventOf(context, connection(), job({ attempts }), error);
const ofLedger = (kind: FailureKind, detail: Partial<FailureDetail> = {}) => new CallFailure(kind, 'The ledger said so.', { system: 'Exact Online', ...detail });
const ofHost = (kind: FailureKind) => new CallFailure(kind, 'The host said so.', { system: 'Scoro', raw: 'raw' });

describe('what an error means for a job', () => {
  it('fault 18: a limit waits until it ends, and says which it is', () => {
    expect(event(ofLedger('limit', { until: now + 5, budget: 'day' }))).toMatchObject({ type: 'waiting', reason: 'limit', until: now + 5, budget: 'day', system: expect.any(String), why: 'The ledger said so.' });
    expect(event(ofLedger('limit'))).toMatchObject({ until: now + 60_000 });
    expect(event(ofHost('limit'))).toMatchObject({ type: 'waiting', reason: 'limit' });
  });

  it('offline waits a little, a missing sign-in for the user', () => {
    expect(event(ofLedger('offline'))).toMatchObject({ type: 'waiting', reason: 'offline', until: now + 30_000 });
    expect(event(ofLedger('sign-in'))).toMatchObject({ type: 'waiting', reason: 'sign-in', until: null });
  });

  it.each<FailureKind>(['trouble', 'no-answer'])('fault 49: %s is tried again, later each time, and not for ever', (kind) => {
    const waits = [0, 1, 2, 3].map((attempts) => event(ofLedger(kind), attempts));
    expect(waits.map((wait) => (wait.type === 'waiting' && wait.until !== null ? (wait.until - now) / 1000 : wait.type))).toEqual([10, 30, 120, 600]);
    expect(event(ofLedger(kind), 4)).toMatchObject({ type: 'failed', problems: [{ code: 'ledger-trouble' }] });
  });

  it('what cannot be told is unknown, until it is looked up', () => expect(event(new OutcomeUnknown(now + 1, 'why'))).toEqual({ type: 'unknown', checkAt: now + 1, why: 'why' }));

  it('what only the user can mend blocks, with what is wrong', () => {
    const problems = [{ code: 'x', message: 'X.', fixes: [] }];
    expect(event(new Blocked(problems))).toEqual({ type: 'blocked', problems });
    expect(event(new UnreadableDocument([{ code: 'a', message: 'A.' }, { code: 'b', message: 'B.', detail: 'Because.' }]))).toMatchObject({ type: 'blocked', problems: [{ code: 'a', detail: 'Nothing was sent.' }, { code: 'b', detail: 'Because.' }] });
  });

  it.each<[FailureKind, string]>([['absent', 'document-absent'], ['sign-in', 'host-access'], ['forbidden', 'host-access'], ['unreadable', 'host-unreadable'], ['trouble', 'host-trouble'], ['no-answer', 'host-trouble'], ['refused', 'host-refused']])(
    'pain 10: %s of the host is named for what it is (%s), with a way on', (kind, code) => {
      const result = event(ofHost(kind));
      expect(result).toMatchObject({ type: 'blocked', problems: [{ code, raw: 'raw' }] });
      for (const problem of result.type === 'blocked' ? result.problems : []) expect([problem.fixes.length > 0, /\.$/.test(problem.message)]).toEqual([true, true]);
    },
  );

  it.each<FailureKind>(['refused', 'forbidden', 'absent', 'unreadable'])('%s of the ledger is explained by the ledger', (kind) => {
    const result = event(ofLedger(kind, { raw: 'Period is closed' }));
    expect(result.type).toBe('blocked');
    for (const problem of result.type === 'blocked' ? result.problems : []) expect(problem.message).toMatch(/[.?]$/);
  });

  it('anything else fails in the open, with its own words kept', () => {
    expect(event(new RangeError('ours'))).toMatchObject({ type: 'failed', problems: [{ code: 'unexpected', raw: 'RangeError: ours' }] });
    expect(event('a text')).toMatchObject({ type: 'failed', problems: [{ raw: 'a text' }] });
  });
});
