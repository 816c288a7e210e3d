import { describe, expect, test } from 'vitest';
import { createsOf, ledgerIds, requestsTo } from '../support/ledgers';
import type { Trouble } from './network';
import { at, bill, coldInvoice, commits, holds, killAt, leaves, sceneOf, see } from './scenario';
import type { Stage } from './stage';

describe.each(ledgerIds.map(sceneOf))('$name', ({ requests, schedule }) => {
  const create = requests.create.invoice;
  /** Asked for once; by the same request again at the most. */
  const isCreatedOnce = async (stage: Stage): Promise<void> => void expect(createsOf(stage.ledger, 'invoice')).toBe(1);
  const troubled = (trouble: Trouble) => schedule({ troublesAt: [{ at: create, trouble }] });

  describe('the worker is killed', () => {
    test.each<[string, RegExp, RegExp?]>([
      ['fault 1: before the intent is durable: nothing was posted, it is sent afterwards', /^readwrite intents$/],
      ['fault 2: after the intent, before the create: the ledger is asked, then it is sent', /^readwrite intents, stored$/],
      ['fault 5: after the answer, before the outcome is stored: found, not sent again', /^readwrite requests$/, commits(create)],
    ])('%s', async (_, where, since) => {
      const sent = schedule();
      const outcome = await holds(sent, {
        watch: killAt(where, 1, since),
        inspect: async (stage, storage) => {
          const { journal } = await see(stage, sent, storage.get('browser1'));
          await isCreatedOnce(stage);
          expect(journal.join('\n')).toMatch(/interrupted: The browser stopped/);
        },
      });
      expect(outcome.kills).toBe(1);
    });

    test('fault 3: after the create left, before the ledger commits: looked for again and again until it is there', async () => {
      const outcome = await holds(troubled('late'), { watch: killAt(leaves(create)), inspect: isCreatedOnce });
      expect(outcome.kills).toBe(1);
    });

    test('fault 4: after the commit, before the answer: found, no second create', async () => {
      const sent = schedule();
      const outcome = await holds(sent, {
        watch: killAt(commits(create)),
        inspect: async (stage, storage) => {
          expect(requestsTo(stage.ledger, create)).toHaveLength(1);
          expect((await see(stage, sent, storage.get('browser1'))).job(0).result).toMatch(/^Linked to/);
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
      const sent = troubled(trouble);
      await holds(sent, {
        inspect: async (stage, storage) => {
          const { journal, job } = await see(stage, sent, storage.get('browser1'));
          expect(requestsTo(stage.ledger, create)).toHaveLength(1);
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
      // What never reached the ledger is not among what it has seen.
      await holds(troubled(trouble), { inspect: async (stage) => void expect(requestsTo(stage.ledger, create)).toHaveLength(1) });
    });

    test('fault 9: what came instead of an answer is kept for people to see', async () => {
      await holds(troubled('html'), {
        inspect: async (_stage, storage) => {
          const logged = (await storage.get('browser1')?.requests.toArray()) ?? [];
          expect(logged.find(({ method, url }) => method === create.method && url.includes(create.url ?? ''))?.answerBody).toContain('<title>Service</title>');
        },
      });
    });

    test('fault 11: the ledger lists it only after seconds: it is not believed to be missing', async () => {
      await holds({ ...troubled('reset-after'), listDelay: 10_000 }, { inspect: isCreatedOnce });
    });

    test('fault 12: the look-up fails as well: it stays unknown, and locked, until one answers', async () => {
      const sent = { ...troubled('reset-after'), actions: [at(0, 'send'), at(20, 'send'), at(40, 'send')] };
      let failing = false;
      await holds(sent, {
        watch: (what, { stage }) => {
          if (failing || !commits(create).test(what)) return;
          failing = true;
          stage.ledger.emulator.faults.add({ ...requests.lookUp.invoice, times: 9, misbehaviour: { do: 'answer-before', status: 503, body: 'down' } });
        },
        inspect: async (stage) => void expect(requestsTo(stage.ledger, create)).toHaveLength(1),
      });
      expect(failing).toBe(true);
    });

    test('fault 42: the document is edited while the outcome of its send is unknown: found by what was sent, then brought up to date', async () => {
      const sent = { ...troubled('silent-after'), actions: [at(0, 'send'), at(5, 'edit'), at(60, 'send')] };
      await holds(sent, {
        inspect: async (stage) => {
          await isCreatedOnce(stage);
          expect(stage.ledger.documents('invoice').map(({ gross }) => Number(gross))).toEqual([1_495.03]);
        },
      });
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
      await holds(schedule({ documents: [coldInvoice, bill], actions: [at(0, 'synchronize'), at(30, 'pay'), at(40, 'fetch')] }));
    } finally {
      IDBDatabase.prototype.transaction = open;
    }
    expect(weak).toEqual([]);
  });

  test('fault 10: five presses in two tabs are one send', async () => {
    const sent = schedule({ actions: [0, 0, 0.001, 0.5, 1].map((second) => at(second, 'send')) });
    await holds(sent, {
      inspect: async (stage, storage) => {
        expect(requestsTo(stage.ledger, create)).toHaveLength(1);
        expect((await see(stage, sent, storage.get('browser1'))).jobs).toHaveLength(1);
      },
    });
  });

  test('fault 28: the customer is made and the worker killed: no twin of him, and the invoice waits for him', async () => {
    const outcome = await holds(schedule({ documents: [coldInvoice] }), {
      watch: killAt(commits(requests.contact.invoice)),
      inspect: async (stage) => void expect([requestsTo(stage.ledger, requests.contact.invoice).length, requestsTo(stage.ledger, create).length]).toEqual([1, 1]),
    });
    expect(outcome.kills).toBe(1);
  });

  test('fault 51: another browser of the same company sends the same invoice at the same moment', async () => {
    const sent = schedule({ browsers: 2, actions: [at(0, 'send'), at(0, 'send', 0, { browser: 1 })] });
    await holds(sent, { inspect: async (stage) => void expect(stage.ledger.documents('invoice')).toHaveLength(1) });
  });
});
