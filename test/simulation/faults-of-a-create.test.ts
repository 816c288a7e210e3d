import { describe, expect, test } from 'vitest';
import { at, bill, coldInvoice, holds, killAt, posts, scenario, see } from './scenario';
import type { Trouble } from './network';
import type { PlannedDocument, Schedule } from './schedule';

/** The ledger knows customer and item already, so that the only thing created is the document. */
const invoice: PlannedDocument = { ...coldInvoice, contact: 2, product: 0 };
const warm = (of: Partial<Schedule> = {}) => scenario({ documents: [invoice], ...of });
const entries = 'salesentry/SalesEntries';

describe('the worker is killed', () => {
  test.each<[string, RegExp, number]>([
    ['fault 1: before the intent is durable: nothing was posted, it is sent afterwards', /^readwrite intents$/, 1],
    ['fault 2: after the intent, before the POST: the ledger is asked, then it is sent', /^readwrite intents, stored$/, 1],
    ['fault 5: after the answer, before the outcome is stored: found, not sent again', /^readwrite requests$/, 4],
  ])('%s', async (_, where, nth) => {
    const schedule = warm();
    await holds(schedule, {
      watch: killAt(where, nth),
      inspect: async (stage, storage) => {
        const { journal } = await see(stage, schedule, storage.get('browser1'));
        expect(posts(stage, entries)).toBe(1);
        expect(journal.join('\n')).toMatch(/interrupted: The browser stopped/);
      },
    });
  });

  test('fault 3: after the POST left, before the ledger commits: looked for again and again until it is there', async () => {
    const schedule = warm({ troubles: [[5, 'late']] });
    const outcome = await holds(schedule, {
      watch: killAt(/POST salesentry\/SalesEntries \(late\)$/),
      inspect: async (stage) => void expect(posts(stage, entries)).toBe(1),
    });
    expect(outcome.kills).toBe(1);
  });

  test('fault 4: after the commit, before the answer: found, no second POST', async () => {
    const schedule = warm();
    const outcome = await holds(schedule, {
      watch: killAt(/POST salesentry\/SalesEntries took effect: 201/),
      inspect: async (stage, storage) => {
        expect(posts(stage, entries)).toBe(1);
        expect((await see(stage, schedule, storage.get('browser1'))).job(0).result).toMatch(/^Linked to/);
      },
    });
    expect(outcome.kills).toBe(1);
  });
});

describe('the answer to the create', () => {
  test.each<[string, Trouble]>([
    ['fault 7: is lost with its connection', 'reset-after'],
    ['fault 8: comes later than anybody waits', 'slow-answer'],
    ['fault 8: never comes, the create arrives late', 'silent-after'],
    ['fault 9: is a page with status 200', 'html'],
    ['fault 9: is cut off', 'cut'],
    ['is a 500 without a reason', '500-after'],
    ['is a 504 from a gateway', '504-after'],
  ])('%s: unknown, then found', async (_, trouble) => {
    const schedule = warm({ troubles: [[5, trouble]] });
    await holds(schedule, {
      inspect: async (stage, storage) => {
        const { journal, job } = await see(stage, schedule, storage.get('browser1'));
        expect(posts(stage, entries)).toBe(1);
        expect(journal.join('\n')).toMatch(/unknown: No answer; it is being checked/);
        expect(job(0).result).toMatch(/^Linked to/);
      },
    });
  });

  test.each<[string, Trouble]>([
    ['fault 7: the connection is reset before it arrived', 'reset-before'],
    ['fault 8: it never arrives, and nothing comes back', 'silent-before'],
    ['a gateway answers 502 in its place', '502-before'],
  ])('%s: looked for until it is certain, then sent', async (_, trouble) => {
    const schedule = warm({ troubles: [[5, trouble]] });
    // What never reached the ledger is not among what it has seen.
    await holds(schedule, { inspect: async (stage) => void expect(posts(stage, entries)).toBe(1) });
  });

  test('fault 9: what came instead of an answer is kept for people to see', async () => {
    const schedule = warm({ troubles: [[5, 'html']] });
    await holds(schedule, {
      inspect: async (_stage, storage) => {
        const requests = (await storage.get('browser1')?.requests.toArray()) ?? [];
        expect(requests.find(({ method, url }) => method === 'POST' && url.includes(entries))?.answerBody).toContain('<title>Service</title>');
      },
    });
  });

  test('fault 11: the ledger lists it only after 10 s: it is not believed to be missing', async () => {
    await holds(warm({ listDelay: 10_000, troubles: [[5, 'reset-after']] }), { inspect: async (stage) => void expect(posts(stage, entries)).toBe(1) });
  });

  test('fault 12: the look-up fails as well: it stays unknown, and locked, until one answers', async () => {
    const schedule = warm({ troubles: [[5, 'reset-after']], actions: [at(0, 'send'), at(20, 'send'), at(40, 'send')] });
    await holds(schedule, {
      prepare: ({ exact }) => exact.faults.add({ method: 'GET', url: entries, skip: 1, times: 9, misbehaviour: { do: 'answer-before', status: 503, body: 'down' } }),
      inspect: async (stage) => void expect(posts(stage, entries)).toBe(1),
    });
  });

  test('fault 42: the document is edited while the outcome of its send is unknown: found by what was sent, then brought up to date', async () => {
    const schedule = warm({ troubles: [[5, 'silent-after']], actions: [at(0, 'send'), at(5, 'edit'), at(60, 'send')] });
    await holds(schedule, { inspect: async (stage) => void expect(posts(stage, `${entries}`)).toBeGreaterThan(0) });
  });
});

test('fault 6: every write is on disk before anything builds on it', async () => {
  const weak: unknown[] = [];
  const open = IDBDatabase.prototype.transaction;
  IDBDatabase.prototype.transaction = function (this: IDBDatabase, stores, mode, options) {
    if (mode === 'readwrite' && options?.durability !== 'strict') weak.push(stores);
    return open.call(this, stores, mode, options);
  };
  try {
    // With every write strict, what a power cut leaves is what a kill leaves: the cases above.
    await holds(scenario({ documents: [coldInvoice, bill], actions: [at(0, 'synchronize'), at(30, 'pay'), at(40, 'fetch')] }));
  } finally {
    IDBDatabase.prototype.transaction = open;
  }
  expect(weak).toEqual([]);
});

test('fault 10: five presses in two tabs are one send', async () => {
  const schedule = warm({ actions: [0, 0, 0.001, 0.5, 1].map((second) => at(second, 'send')) });
  await holds(schedule, {
    inspect: async (stage, storage) => {
      expect(posts(stage, entries)).toBe(1);
      expect((await see(stage, schedule, storage.get('browser1'))).jobs).toHaveLength(1);
    },
  });
});

test('fault 28: the customer is made and the worker killed: no twin of him, and the invoice waits for him', async () => {
  await holds(scenario({}), { watch: killAt(/POST crm\/Accounts took effect/), inspect: async (stage) => void expect([posts(stage, 'crm/Accounts'), posts(stage, entries)]).toEqual([1, 1]) });
});

test('fault 51: another browser of the same company sends the same invoice at the same moment', async () => {
  const schedule = warm({ browsers: 2, actions: [at(0, 'send'), at(0, 'send', 0, { browser: 1 })] });
  await holds(schedule, { inspect: async (stage) => void expect(stage.exact.company().salesEntries).toHaveLength(1) });
});
