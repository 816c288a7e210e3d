import { describe, expect, test } from 'vitest';
import { createsOf, ledgerIds, requestsTo } from '../support/ledgers';
import { at, bill, commits, holds, killAt, leaves, sceneOf, see } from './scenario';
import { booksOf } from './quickbooks';
import type { Stage } from './stage';

const removeAll = ({ ledger }: Stage, kind: 'invoice' | 'bill'): void => ledger.documents(kind).forEach(({ id }) => ledger.remove(id));

describe.each(ledgerIds.map(sceneOf).filter(({ capabilities }) => capabilities.repeats))('$name, which knows a request again', ({ requests, invoice, schedule }) => {
  const kinds = [['invoice', invoice], ['bill', { ...bill, contact: 2 }], ['invoice', { ...invoice, credit: true }], ['bill', { ...bill, contact: 2, credit: true }]] as const;
  const create = requests.create.invoice;
  const lost = [{ at: create, trouble: 'reset-after' as const }];

  test.each(kinds)('fault 38: deleted by somebody, %s %#: sent again it is a new request, not the answer of the old one', async (kind, planned) => {
    let deleted = '';
    const sent = schedule({ documents: [planned], actions: [at(0, 'send'), at(40, 'fetch'), at(50, 'send')] });
    await holds(sent, {
      watch: (what, { stage, timeline }) => {
        if (what !== 'browser1 starts') return;
        timeline.after(30_000, 'somebody deletes it', () => {
          deleted = stage.ledger.documents(kind)[0]?.id ?? '';
          removeAll(stage, kind);
        });
      },
      inspect: async (stage, storage) => {
        const [link] = (await see(stage, sent, storage.get('browser1'))).links;
        expect(deleted).not.toBe('');
        expect(link).toMatchObject({ generation: 1, remote: 'present', ledgerId: stage.ledger.documents(kind)[0]?.id });
        expect(link?.ledgerId).not.toBe(deleted);
        expect(createsOf(stage.ledger, kind)).toBe(2);
      },
    });
  });

  test('the answer is lost and somebody deletes the document before it is looked for: the repeat answers with what is gone, which is noticed', async () => {
    let isDeleted = false;
    const sent = schedule({ troublesAt: [{ at: create, trouble: 'silent-after' }] });
    await holds(sent, {
      watch: (what, { stage, timeline }) => {
        if (isDeleted || !commits(create).test(what)) return;
        isDeleted = true;
        timeline.after(100, 'somebody deletes it', () => removeAll(stage, 'invoice'));
      },
      inspect: async (stage) => {
        expect(isDeleted).toBe(true);
        expect(stage.ledger.documents('invoice')).toHaveLength(1);
        // The first, its repeat, and one under another id.
        expect([requestsTo(stage.ledger, create).length, createsOf(stage.ledger, 'invoice')]).toEqual([3, 2]);
      },
    });
  });

  test.each([[leaves(create)], [commits(create)], [/^readwrite jobs, stored$/]])('the worker is killed again while it repeats (%s)', async (where) => {
    const outcome = await holds(schedule({ troublesAt: [{ at: create, trouble: 'silent-before' }] }), {
      watch: killAt(where, 1, / \(silent-before\)$/),
      inspect: async (stage) => void expect(createsOf(stage.ledger, 'invoice')).toBe(1),
    });
    expect(outcome.kills).toBe(1);
  });

  test('fault 51: two browsers press Send on the same bill at the same moment: one request, one bill', async () => {
    const sent = schedule({ browsers: 2, documents: [{ ...bill, contact: 2 }], actions: [at(0, 'send'), at(0, 'send', 0, { browser: 1 })] });
    await holds(sent, {
      inspect: async (stage, storage) => {
        expect(stage.ledger.documents('bill')).toHaveLength(1);
        expect(createsOf(stage.ledger, 'bill')).toBe(1);
        for (const database of storage.values()) expect((await see(stage, sent, database)).links).toHaveLength(1);
      },
    });
  });

  test('fault 42: edited while it is unknown, and the first never arrived: only what it says by now is booked', async () => {
    await holds(schedule({ troublesAt: [{ at: create, trouble: 'silent-before' }], actions: [at(0, 'send'), at(5, 'edit')] }), {
      inspect: async (stage) => void expect(stage.ledger.documents('invoice').map(({ gross }) => Number(gross))).toEqual([1_495.03]),
    });
  });

  test('fault 42: edited while it is unknown and arriving late: found by what was sent, then brought up to date', async () => {
    await holds(schedule({ troublesAt: [{ at: create, trouble: 'silent-after' }], actions: [at(0, 'send'), at(5, 'edit')] }), {
      inspect: async (stage) => {
        expect(createsOf(stage.ledger, 'invoice')).toBe(1);
        expect(stage.ledger.documents('invoice').map(({ gross }) => Number(gross))).toEqual([1_495.03]);
      },
    });
  });

  test('fault 7: the same once more: the answer to the repeat is lost too', async () => {
    await holds(schedule({ troublesAt: [{ at: create, trouble: 'silent-before' }, { at: create, nth: 2, trouble: 'reset-after' }] }), {
      inspect: async (stage) => void expect(createsOf(stage.ledger, 'invoice')).toBe(1),
    });
  });

  /** The books are closed over the document's day until that second. */
  const closedUntil = (second: number) => ({
    prepare: (stage: Stage) => booksOf(stage).closeBooks('2026-11-30'),
    watch: (what: string, { stage, timeline }: { stage: Stage; timeline: { after(milliseconds: number, what: string, run: () => unknown): unknown } }) =>
      what === 'browser1 starts' && timeline.after(second * 1_000, 'the books are opened', () => booksOf(stage).closeBooks('')),
  });

  test('fault 32: refused, mended there and sent again: another request, since a refusal is repeated for the same one', async () => {
    const sent = schedule({ actions: [at(0, 'send'), at(60, 'send')] });
    await holds(sent, {
      ...closedUntil(30),
      inspect: async (stage, storage) => {
        expect((await see(stage, sent, storage.get('browser1'))).journal).toContainEqual(expect.stringMatching(/^blocked: /));
        expect(stage.ledger.documents('invoice')).toHaveLength(1);
        expect(createsOf(stage.ledger, 'invoice')).toBe(2);
      },
    });
  });

  test('the refusal is lost and the document edited: its id stands for another request, so that it is looked for until that is over, then sent under a new one', async () => {
    await holds(schedule({ troublesAt: lost, actions: [at(0, 'send'), at(0.9, 'edit')] }), {
      ...closedUntil(4),
      inspect: async (stage) => {
        const refused = requestsTo(stage.ledger, create).filter(({ status }) => status === 400);
        expect(refused).toHaveLength(2);
        expect(stage.ledger.documents('invoice').map(({ gross }) => Number(gross))).toEqual([1_495.03]);
      },
    });
  });
});
