import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LedgerDocument, NaturalKey } from '../../../lib/ledgers/ledger';
import { LookupRound } from '../../../lib/sync/lookups';
import type { Session } from '../../../lib/sync/session';

const key = (number: string): NaturalKey => ({ kind: 'invoice', number, contact: 'c', journal: '70', date: '2026-11-10', gross: '1', currency: 'EUR' });

function bench(answer: (keys: readonly NaturalKey[]) => Promise<LedgerDocument[][]> = async (keys) => keys.map(({ number }) => [{ id: number } as LedgerDocument])) {
  const asked: string[][] = [];
  const findDocuments = (keys: readonly NaturalKey[]) => (asked.push(keys.map(({ number }) => number)), answer(keys));
  return { asked, session: { ledger: { findDocuments } } as unknown as Session };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('a round of look-ups', () => {
  it('is one call, made when the last member has come, and each gets its own answer', async () => {
    const { asked, session } = bench();
    const round = new LookupRound(3, 10);
    const found = ['1', '2', '3'].map((number) => round.member().lookup(session)(key(number)));
    expect((await Promise.all(found)).map(([document]) => document?.id)).toEqual(['1', '2', '3']);
    expect(asked).toEqual([['1', '2', '3']]);
  });

  it('does not wait for who has left', async () => {
    const { asked, session } = bench();
    const round = new LookupRound(3, 10);
    const [one, two, three] = [round.member(), round.member(), round.member()];
    const found = one.lookup(session)(key('1'));
    two.leave();
    two.leave();
    three.leave();
    await found;
    expect(asked).toEqual([['1']]);
  });

  it('fault 49: waits two seconds for who is late, who then looks by himself', async () => {
    const { asked, session } = bench();
    const round = new LookupRound(2, 10);
    const [quick, late] = [round.member(), round.member()];
    const found = quick.lookup(session)(key('1'));
    await vi.advanceTimersByTimeAsync(1_999);
    expect(asked).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    await found;
    await late.lookup(session)(key('2'));
    expect(asked).toEqual([['1'], ['2']]);
  });

  it('asks for no more at once than it was told', async () => {
    const { asked, session } = bench();
    const round = new LookupRound(3, 2);
    await Promise.all(['1', '2', '3'].map((number) => round.member().lookup(session)(key(number))));
    expect(asked).toEqual([['1', '2'], ['3']]);
  });

  it('a second look of the same member is a call of its own', async () => {
    const { asked, session } = bench();
    const lookup = new LookupRound(1, 10).member().lookup(session);
    await lookup(key('1'));
    await lookup(key('1'));
    expect(asked).toEqual([['1'], ['1']]);
  });

  it('fault 12: a failure is everybody\'s', async () => {
    const { session } = bench(() => Promise.reject(new Error('down')));
    const round = new LookupRound(2, 10);
    const found = await Promise.allSettled(['1', '2'].map((number) => round.member().lookup(session)(key(number))));
    expect(found.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  });
});
