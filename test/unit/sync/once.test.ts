import 'fake-indexeddb/auto';
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CallFailure, type FailureKind } from '../../../lib/net/failure';
import { callTimeout } from '../../../lib/net/http';
import { Lanes } from '../../../lib/net/lanes';
import { LedgerbarDatabase } from '../../../lib/storage/database';
import type { SyncContext } from '../../../lib/sync/context';
import { afterLookup, createOnce, IdTaken, OutcomeUnknown, type Creation } from '../../../lib/sync/once';
import { now as start } from './samples';

const window = 15_000;

describe('what follows from a look-up', () => {
  const intent = fc.record({ at: fc.integer({ min: start, max: start + 100_000 }), endedAt: fc.option(fc.integer({ min: start, max: start + 200_000 })) });

  it('fault 11: never a second create before the call must have ended and the ledger\'s own delay has passed', () => {
    fc.assert(
      fc.property(intent, fc.integer({ min: 0, max: 60_000 }), fc.integer({ min: 0, max: 400_000 }), (of, delay, later) => {
        const now = start + later;
        const decision = afterLookup(of, false, delay, now);
        // It leaves within ten seconds of its intent, and ends by its time-out.
        const safe = Math.max(of.at + 10_000 + callTimeout, of.endedAt ?? 0) + delay;
        if (now < safe) return decision.do === 'wait' && decision.until > now && decision.until <= safe;
        return decision.do === 'create';
      }),
    );
  });

  it('fault 4: what is found is adopted, at any time', () => {
    fc.assert(fc.property(fc.option(intent), fc.integer({ min: 0, max: 400_000 }), (of, later) => afterLookup(of, true, window, start + later).do === 'adopt'));
  });

  it('without an intent nothing was ever tried: create', () => expect(afterLookup(null, false, window, start)).toEqual({ do: 'create' }));

  it('waits in steps short enough to adopt soon', () => {
    expect(afterLookup({ at: start, endedAt: null }, false, window, start)).toEqual({ do: 'wait', until: start + 5_000 });
    expect(afterLookup({ at: start, endedAt: null }, false, window, start + 44_000)).toEqual({ do: 'wait', until: start + 45_000 });
    // What many look for at once ever more seldom: twice as late each time, until it is conclusive.
    expect([1_000, 10_000, 20_000, 40_000, 80_000].map((later) => afterLookup({ at: start, endedAt: start + 20_000, bulk: true }, false, 115_000, start + later))).toEqual([6_000, 20_000, 40_000, 80_000, 145_000].map((until) => ({ do: 'wait', until: start + until })));
  });
});

/** A ledger that holds what was created and shows it after a delay; each step can be told to fail. */
function ledger() {
  const state = { now: start, created: [] as { id: string; at: number }[], delay: 0, finds: 0, createFails: null as null | { after: boolean; error: Error }, findFails: null as Error | null, settleFails: null as Error | null, settled: [] as string[] };
  return Object.assign(state, {
    find: async () => {
      state.finds += 1;
      if (state.findFails) throw state.findFails;
      return state.created.find(({ at }) => state.now >= at + state.delay) ?? null;
    },
    create: async () => {
      const failing = state.createFails;
      if (failing && !failing.after) throw failing.error;
      const made = { id: `made${state.created.length + 1}`, at: state.now };
      state.created.push(made);
      if (failing) throw failing.error;
      return made;
    },
  });
}

let database: LedgerbarDatabase;
let count = 0;
beforeEach(() => void (database = new LedgerbarDatabase(`once-${(count += 1)}`)));
afterEach(() => database.delete());

function bench() {
  const it = ledger();
  let tail: Promise<unknown> = Promise.resolve();
  const context = {
    database,
    now: () => it.now,
    lanes: new Lanes(),
    exclusively: <T>(_name: string, work: () => Promise<T>): Promise<T> => {
      const mine = tail.then(work, work);
      tail = mine.catch(() => undefined);
      return mine;
    },
  } as unknown as SyncContext;
  const creation: Creation<{ id: string; at: number }> = {
    key: 'acme/invoice/1#0', connection: 'acme', company: '123456', job: 'acme/invoice/1/send', contentHash: 'h', search: { number: '1' }, window,
    find: it.find,
    create: it.create,
    settle: async (found, how) => {
      if (it.settleFails) throw it.settleFails;
      it.settled.push(`${how} ${found.id}`);
      await database.connections.put({ id: 'settled' } as never);
    },
  };
  const run = () => createOnce(context, creation);
  const outcome = () => run().then(({ id }) => id, (error: unknown) => (error instanceof Error ? error.name : String(error)));
  const intents = () => database.intents.count();
  return Object.assign(it, { run, outcome, intents, creation });
}
const failure = (kind: FailureKind) => new CallFailure(kind, kind, { system: 'Exact Online' });

describe('creating once', () => {
  it('creates, stores the outcome and leaves no intent', async () => {
    const it = bench();
    expect(await it.outcome()).toBe('made1');
    expect([it.settled, await it.intents()]).toEqual([['created made1'], 0]);
  });

  it('fault 51: adopts what is there already, without creating', async () => {
    const it = bench();
    it.created.push({ id: 'theirs', at: 0 });
    expect(await it.outcome()).toBe('theirs');
    expect([it.settled, it.created.length, await it.intents()]).toEqual([['found theirs'], 1, 0]);
  });

  it('writes the intent down before the call leaves, with what to look for', async () => {
    const it = bench();
    const create = it.create;
    it.creation.create = async () => {
      expect(await database.intents.get('acme/invoice/1#0')).toMatchObject({ connection: 'acme', company: '123456', job: 'acme/invoice/1/send', search: { number: '1' }, contentHash: 'h', at: start, endedAt: null });
      return create();
    };
    expect(await it.outcome()).toBe('made1');
  });

  it('fault 10: two at once create one, and both get it', async () => {
    const it = bench();
    expect(await Promise.all([it.outcome(), it.outcome(), it.outcome()])).toEqual(['made1', 'made1', 'made1']);
    expect(it.created).toHaveLength(1);
  });

  it('does nothing when the look-up fails', async () => {
    const it = bench();
    it.findFails = failure('trouble');
    expect(await it.outcome()).toBe('CallFailure');
    expect([it.created.length, await it.intents()]).toEqual([0, 0]);
  });

  it('fault 12: keeps the intent when the look-up after a lost answer fails', async () => {
    const it = bench();
    it.createFails = { after: true, error: failure('no-answer') };
    await it.outcome();
    it.findFails = failure('trouble');
    expect(await it.outcome()).toBe('CallFailure');
    expect([it.created.length, await it.intents()]).toEqual([1, 1]);
  });

  it.each<FailureKind>(['refused', 'forbidden', 'limit', 'offline', 'absent'])('a definite refusal (%s) clears the intent, and a second try may follow at once', async (kind) => {
    const it = bench();
    it.createFails = { after: false, error: failure(kind) };
    await expect(it.run()).rejects.toMatchObject({ kind });
    expect(await it.intents()).toBe(0);
    it.createFails = null;
    expect(await it.outcome()).toBe('made1');
  });

  it.each<FailureKind>(['no-answer', 'unreadable', 'trouble', 'sign-in'])('no definite answer (%s) keeps the intent: unknown', async (kind) => {
    const it = bench();
    it.createFails = { after: false, error: failure(kind) };
    expect(await it.outcome()).toBe('OutcomeUnknown');
    expect(await database.intents.toArray()).toMatchObject([{ at: start, endedAt: start }]);
    it.createFails = null;
    expect(await it.outcome()).toBe('OutcomeUnknown');
    expect(it.created).toHaveLength(0);
    it.now += callTimeout + 10_000 + window;
    expect(await it.outcome()).toBe('made1');
  });

  it('takes an error of our own for no answer: it proves nothing', async () => {
    const it = bench();
    it.createFails = { after: true, error: new RangeError('ours') };
    expect(await it.outcome()).toBe('OutcomeUnknown');
    it.createFails = null;
    expect(await it.outcome()).toBe('made1');
    expect(it.created).toHaveLength(1);
  });

  it('fault 11: waits through the time in which the ledger\'s list is stale', async () => {
    const it = bench();
    it.delay = 10_000;
    it.createFails = { after: true, error: failure('no-answer') };
    expect(await it.outcome()).toBe('OutcomeUnknown');
    it.createFails = null;
    const seen: string[] = [];
    for (let step = 0; step < 12; step += 1) {
      it.now += 1_000;
      seen.push(await it.outcome());
    }
    expect([it.created.length, seen.slice(0, 9).every((name) => name === 'OutcomeUnknown'), seen.at(-1)]).toEqual([1, true, 'made1']);
  });

  it('fault 5: an outcome that cannot be stored keeps the intent, and the thing is found', async () => {
    const it = bench();
    it.settleFails = new Error('disk full');
    await expect(it.run()).rejects.toThrow('disk full');
    expect([await it.intents(), await database.connections.count()]).toEqual([1, 0]);
    it.settleFails = null;
    expect(await it.outcome()).toBe('made1');
    expect([it.created.length, it.settled, await it.intents()]).toEqual([1, ['found made1'], 0]);
  });

  it('fault 47: with no room for the intent nothing is sent', async () => {
    const it = bench();
    const put = database.intents.put.bind(database.intents);
    database.intents.put = (() => Promise.reject(new DOMException('full', 'QuotaExceededError'))) as never;
    await expect(it.run()).rejects.toThrow('full');
    expect(it.created).toHaveLength(0);
    database.intents.put = put;
  });

  it('says when to look again, and why', async () => {
    const it = bench();
    it.createFails = { after: true, error: failure('no-answer') };
    await expect(it.run()).rejects.toMatchObject({ checkAt: start + 1_000, why: 'no-answer' });
    it.delay = 60_000;
    const second = await it.run().catch((error: unknown) => error);
    expect(second).toBeInstanceOf(OutcomeUnknown);
    expect(second).toMatchObject({ checkAt: start + 5_000 });
  });
});

describe('over any schedule of failures', () => {
  const step = fc.record({
    wait: fc.integer({ min: 0, max: 30_000 }),
    at: fc.constantFrom('nowhere', 'find', 'before the call', 'after its effect', 'refused', 'settling', 'killed before the intent', 'killed after the intent', 'killed after the effect'),
  });

  it('at most one is created, and in the end exactly one is stored', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 8 }), fc.integer({ min: 0, max: window }), async (steps, delay) => {
        await database.intents.clear();
        const it = bench();
        it.delay = delay;
        // As every caller does: what is stored is looked at before the ledger is.
        const { find } = it.creation;
        it.creation.find = async () => (it.settled.length > 0 ? (it.created[0] ?? null) : find(null));
        // A worker that is killed runs nothing further: its promise never settles.
        const never = () => new Promise<never>(() => undefined);
        for (const { wait, at } of steps) {
          it.now += wait;
          it.findFails = at === 'find' ? failure('trouble') : null;
          it.settleFails = at === 'settling' ? new Error('disk') : null;
          it.createFails = at === 'before the call' ? { after: false, error: failure('no-answer') } : at === 'after its effect' ? { after: true, error: failure('no-answer') } : at === 'refused' ? { after: false, error: failure('refused') } : null;
          if (at.startsWith('killed')) {
            const fresh = bench();
            Object.assign(fresh, { now: it.now, delay: it.delay, created: it.created });
            fresh.creation.find = async () => (it.settled.length > 0 ? (it.created[0] ?? null) : fresh.find());
            let reached: () => void = () => undefined;
            const killed = new Promise<void>((resolve) => void (reached = resolve));
            if (at === 'killed before the intent') fresh.creation.find = () => (reached(), never());
            else fresh.creation.create = async () => {
              if (at === 'killed after the effect') it.created.push({ id: 'made', at: it.now });
              reached();
              return never();
            };
            await Promise.race([killed, fresh.outcome()]);
          } else await it.outcome();
        }
        Object.assign(it, { findFails: null, settleFails: null, createFails: null });
        it.now += callTimeout + 10_000 + window;
        const last = await it.outcome();
        return it.created.length === 1 && last === it.created[0]?.id && (await it.intents()) === 0 && it.settled.length > 0;
      }),
      { numRuns: 150 },
    );
  });
});

describe('a ledger that knows a request again', () => {
  it('is not asked before the first try, where it would tell of another\'s by itself', async () => {
    const it = bench();
    it.creation.looksFirst = false;
    expect([await it.outcome(), it.finds]).toEqual(['made1', 0]);
  });

  it('fault 7: is sent the same once more as soon as it says that it has nothing', async () => {
    const it = bench();
    Object.assign(it.creation, { looksFirst: false, mayRepeat: () => true });
    it.createFails = { after: false, error: failure('no-answer') };
    expect(await it.outcome()).toBe('OutcomeUnknown');
    it.createFails = null;
    it.now += 1_000;
    expect([await it.outcome(), it.finds, it.created.length]).toEqual(['made1', 1, 1]);
  });

  it('fault 42: is not sent another in its place: that waits until the first cannot arrive any more', async () => {
    const it = bench();
    it.creation.mayRepeat = () => false;
    it.createFails = { after: false, error: failure('no-answer') };
    expect(await it.outcome()).toBe('OutcomeUnknown');
    it.createFails = null;
    it.now += 1_000;
    expect(await it.outcome()).toBe('OutcomeUnknown');
    expect(it.created).toHaveLength(0);
  });

  it('does not know a call again that was shared with others', async () => {
    const it = bench();
    Object.assign(it.creation, { bulk: 30, mayRepeat: () => true });
    it.createFails = { after: false, error: failure('no-answer') };
    expect(await it.outcome()).toBe('OutcomeUnknown');
    expect(await database.intents.get(it.creation.key)).toMatchObject({ bulk: true, shared: 1 });
    Object.assign(it.creation, { bulk: undefined });
    it.createFails = null;
    it.now += 1_000;
    expect(await it.outcome()).toBe('OutcomeUnknown');
    expect(it.created).toHaveLength(0);
  });

  it('knows in how many shared calls it was, and waits for one as long as that may take', async () => {
    const it = bench();
    Object.assign(it.creation, { bulk: 100, bulkWindow: 200_000, mayRepeat: () => false });
    it.createFails = { after: false, error: failure('no-answer') };
    expect(await it.outcome()).toBe('OutcomeUnknown');
    it.now += 100_000;
    expect(await it.outcome()).toBe('OutcomeUnknown');
    expect(await database.intents.get(it.creation.key)).toMatchObject({ shared: 1 });
    it.now += 200_000;
    expect(await it.outcome()).toBe('OutcomeUnknown');
    expect(await database.intents.get(it.creation.key)).toMatchObject({ shared: 2 });
    it.createFails = null;
    it.now += 300_000;
    expect(await it.outcome()).not.toBe('OutcomeUnknown');
    expect(it.created).toHaveLength(1);
    expect(await database.intents.count()).toBe(0);
  });

  it('is asked under another id where the first stands for something that is gone', async () => {
    const it = bench();
    const attempts: number[] = [];
    const { create } = it.creation;
    it.creation.create = async (attempt) => {
      attempts.push(attempt);
      if (attempt < 2) throw failure('used');
      return create(attempt);
    };
    expect([await it.outcome(), attempts, await it.intents()]).toEqual(['made1', [0, 1, 2], 0]);
  });

  it('is looked at first where the id stands for something that is there', async () => {
    const it = bench();
    it.creation.looksFirst = false;
    it.creation.create = async () => {
      it.created.push({ id: 'theirs', at: 0 });
      throw failure('used');
    };
    expect([await it.outcome(), it.settled]).toEqual(['theirs', ['found theirs']]);
  });

  it('gives up after a few ids, with the refusal', async () => {
    const it = bench();
    let attempts = 0;
    it.creation.create = async () => ((attempts += 1), Promise.reject(failure('used')));
    expect([await it.outcome(), attempts, await it.intents()]).toEqual(['CallFailure', 8, 0]);
  });
});

it('tells of a refusal for want of a right as well, and not of one that was not read', async () => {
  for (const [kind, wanted] of [['forbidden', [0]], ['limit', []], ['offline', []]] as const) {
    const it = bench();
    const told: number[] = [];
    it.creation.refused = async (attempt) => told.push(attempt);
    it.creation.create = async () => Promise.reject(failure(kind));
    expect([await it.outcome(), told]).toEqual(['CallFailure', wanted]);
    expect(await it.intents()).toBe(0);
  }
});

describe('a request whose id another one has', () => {
  it('is looked for until that one has ended for certain, and only then made under another', async () => {
    const it = bench();
    const told: number[] = [];
    it.creation.looksFirst = false;
    it.creation.mayRepeat = () => true;
    it.creation.refused = async (attempt) => told.push(attempt);
    const { create } = it.creation;
    it.creation.create = async (attempt) => (told.length === 0 ? Promise.reject(new IdTaken('Another request')) : create(attempt));
    expect([await it.outcome(), told, await it.intents()]).toEqual(['OutcomeUnknown', [0], 1]);
    // The other may have left a moment before, and is on its way as long as a call may be.
    it.now += callTimeout + 10_000 + window - 1;
    expect([await it.outcome(), it.created.length]).toEqual(['OutcomeUnknown', 0]);
    it.now += 1;
    expect([await it.outcome(), it.created.length, await it.intents()]).toEqual(['made1', 1, 0]);
  });

  it('is not made at all where the other one turns up', async () => {
    const it = bench();
    it.creation.looksFirst = false;
    it.creation.create = async () => Promise.reject(new IdTaken('Another request'));
    expect(await it.outcome()).toBe('OutcomeUnknown');
    it.created.push({ id: 'theirs', at: it.now });
    it.now += 5_000;
    expect([await it.outcome(), it.settled, await it.intents()]).toEqual(['theirs', ['found theirs'], 0]);
  });
});

it('tells how often it was refused, before it says so', async () => {
  const it = bench();
  const told: number[] = [];
  it.creation.refused = async (attempt) => told.push(attempt);
  it.creation.create = async (attempt) => Promise.reject(failure(attempt === 0 ? 'used' : 'refused'));
  expect([await it.outcome(), told]).toEqual(['CallFailure', [0, 1]]);
});
