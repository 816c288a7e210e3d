import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Booking, LedgerDocument } from '../../../lib/ledgers/ledger';
import { CallFailure } from '../../../lib/net/failure';
import { SentTogether } from '../../../lib/sync/sent-together';
import type { Session } from '../../../lib/sync/session';

const booking = (number: string) => ({ number }) as Booking;
type Outcome = LedgerDocument | CallFailure;

function bench(outcome: (number: string) => Outcome = (number) => ({ id: number }) as LedgerDocument) {
  const batches: string[][] = [];
  const createDocuments = async (bookings: readonly Booking[]) => (batches.push(bookings.map(({ number }) => number)), bookings.map(({ number }) => outcome(number)));
  const createDocument = async ({ number }: Booking) => {
    batches.push([`${number} alone`]);
    const made = outcome(number);
    if (made instanceof CallFailure) throw made;
    return made;
  };
  const session = { ledger: { createDocuments, createDocument } } as unknown as Session;
  const members = (count: number, size: number | null) => {
    const together = new SentTogether(count, { bulk: size === null ? null : { size, fewest: 2, refusesAlike: true } }, () => 0);
    return Array.from({ length: count }, () => together.member());
  };
  return { batches, session, members };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('documents that are sent together', () => {
  it('are booked in as few calls as the ledger allows, each with its own outcome', async () => {
    const { batches, session, members } = bench((number) => (number === '2' ? new CallFailure('refused', 'No', { system: 'Ledger' }) : ({ id: number } as LedgerDocument)));
    const made = members(3, 2).map((member, index) => member.route(session).book?.create(booking(String(index + 1))));
    const outcomes = await Promise.allSettled(made);
    expect(batches).toEqual([['1', '2'], ['3 alone']]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });

  it('fault 49: do not wait for one that was found, blocked, or hangs', async () => {
    const { batches, session, members } = bench();
    const [one, two, three] = members(3, 10);
    const first = one?.route(session).book?.create(booking('1'));
    two?.leave();
    expect(batches).toEqual([]);
    await vi.advanceTimersByTimeAsync(2_000);
    await first;
    expect(batches).toEqual([['1 alone']]);
    await three?.route(session).book?.create(booking('3'));
    expect(batches).toEqual([['1 alone'], ['3 alone']]);
  });

  it('have no share in a call twice: whoever creates again does so on its own', async () => {
    const { session, members } = bench();
    const [one] = members(2, 10);
    const route = one?.route(session);
    expect(route?.book?.isOver()).toBe(false);
    void route?.book?.create(booking('1'));
    expect(route?.book?.isOver()).toBe(true);
  });

  it('go one by one where the ledger has no such call, and where there is but one', () => {
    const { session, members } = bench();
    expect(members(3, null)[0]?.route(session).book).toBeNull();
    expect(members(1, 30)[0]?.route(session).book).toBeNull();
  });

  it('fault 12: a call of which no outcome is known is everybody\'s', async () => {
    const session = { ledger: { createDocuments: () => Promise.reject(new CallFailure('no-answer', 'Gone', { system: 'Ledger' })) } } as unknown as Session;
    const together = new SentTogether(2, { bulk: { size: 10, fewest: 2, refusesAlike: true } }, () => 0);
    const made = [together.member(), together.member()].map((member) => member.route(session).book?.create(booking('1')));
    expect((await Promise.allSettled(made)).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  });

  it('do not wait for one that goes by a call of its own', async () => {
    const { batches, session, members } = bench();
    const [one, two, three] = members(3, 10);
    const made = [one, two].map((member, index) => member?.route(session).book?.create(booking(String(index + 1))));
    three?.route(session).book?.pass();
    await Promise.all(made);
    expect(batches).toEqual([['1', '2']]);
  });

  it.each([
    ['forbidden', {}], ['absent', {}], ['refused', {}], ['limit', { budget: 'errors in this hour' }],
  ] as const)('a call that is %s as such is nobody\'s fault: it is told, and each goes by itself soon', async (kind, detail) => {
    const told = vi.fn();
    const session = { ledger: { createDocuments: () => Promise.reject(new CallFailure(kind, 'No', { system: 'Ledger', ...detail })) } } as unknown as Session;
    const together = new SentTogether(2, { bulk: { size: 10, fewest: 2, refusesAlike: true } }, () => 5_000, told);
    const made = await Promise.allSettled([together.member(), together.member()].map((member) => member.route(session).book?.create(booking('1'))));
    expect(told).toHaveBeenCalledTimes(1);
    expect(made.map((each) => (each.status === 'rejected' ? (each.reason as CallFailure) : null))).toEqual([
      expect.objectContaining({ kind: 'limit', detail: expect.objectContaining({ until: 6_000 }) }), expect.objectContaining({ kind: 'limit' }),
    ]);
  });

  it.each([['limit', { budget: 'minute', until: 60_000 }], ['offline', {}], ['trouble', {}], ['unreadable', {}]] as const)('a call that met with %s is what it is', async (kind, detail) => {
    const told = vi.fn();
    const failure = new CallFailure(kind, 'No', { system: 'Ledger', ...detail });
    const session = { ledger: { createDocuments: () => Promise.reject(failure) } } as unknown as Session;
    const together = new SentTogether(2, { bulk: { size: 10, fewest: 2, refusesAlike: true } }, () => 0, told);
    const made = await Promise.allSettled([together.member(), together.member()].map((member) => member.route(session).book?.create(booking('1'))));
    expect(made.map((each) => each.status === 'rejected' && each.reason === failure)).toEqual([true, true]);
    expect(told).not.toHaveBeenCalled();
  });

  it('leave within five seconds of the first, however late the others come one after the other', async () => {
    const { batches, session, members } = bench();
    const all = members(8, 10);
    const made: unknown[] = [];
    for (const [index, member] of all.entries()) {
      made.push(member.route(session).book?.create(booking(String(index + 1))));
      await vi.advanceTimersByTimeAsync(1_900);
    }
    await vi.advanceTimersByTimeAsync(5_000);
    await Promise.all(made);
    expect(batches).toEqual([['1', '2', '3'], ['4', '5', '6'], ['7', '8']]);
  });
});
