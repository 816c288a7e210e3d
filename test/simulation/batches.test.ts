import { describe, expect, test } from 'vitest';
import { ledgerIds, requestsTo } from '../support/ledgers';
import { shortOf, troubles } from './network';
import { at, bill, commits, holds, killAt, leaves, sceneOf, see } from './scenario';
import type { PlannedDocument } from './schedule';
import { numberOf, type Stage } from './stage';
import { addStranger } from './strangers';

/** The request that tells of payments, and which one in a row is the look for copies: where the outcome is looked at first, it is the next. */
const looks = { 'exact-online': { paid: '/sync/Cashflow/PaymentTerms?', forCopies: 3 }, 'quickbooks-online': { paid: '/cdc?', forCopies: 2 } } as const;

describe.each(ledgerIds.map(sceneOf).filter(({ capabilities }) => capabilities.bulk))('$name, a backlog in few calls', ({ id, requests, capabilities, invoice, schedule }) => {
  const batch = requests.bulk ?? {};
  const size = Math.min(30, capabilities.bulk?.size ?? 0);
  const backlog = (count: number): PlannedDocument[] => Array.from({ length: count }, (_, index) => ({ ...(index % 2 ? { ...bill, contact: 2 as const } : invoice), cents: 1_000 + index, credit: index % 5 === 4 }));
  const synchronized = (documents: readonly PlannedDocument[], actions = [at(0, 'synchronize')]) => schedule({ documents: [...documents], actions });
  /** None twice is looked at all along; none lost. */
  const allThere = (count: number) => async ({ ledger }: Stage): Promise<void> => void expect(ledger.documents()).toHaveLength(count);

  test.each(troubles.map((trouble) => [trouble]))('fault 7, 8, 9, 53: a batch of thirty meets with %s: none twice, none lost', async (trouble) => {
    const outcome = await holds({ ...synchronized(backlog(size)), troublesAt: [{ at: batch, trouble }] }, { inspect: allThere(size) });
    expect(outcome.trace.some((line) => line.includes(`POST ${shortOf(`https://ledger${batch.url}`)} (${trouble})`))).toBe(true);
  });

  test.each([
    ['as it leaves', leaves(batch), undefined],
    ['when it is done', commits(batch), undefined],
    ['between the outcomes of its documents', /^rw transaction, stored$/, commits(batch)],
  ] as const)('fault 3, 4, 5: the worker is killed with a batch under way, %s', async (_, where, since) => {
    const outcome = await holds(synchronized(backlog(12)), { watch: killAt(where, 3 - (since ? 0 : 2), since), inspect: allThere(12) });
    expect(outcome.kills).toBe(1);
  });

  test('fault 51: one browser sends a bill among others, another by itself at the same moment: one remains, both linked to it', async () => {
    const documents: PlannedDocument[] = [{ ...bill, kind: 'invoice', cents: 1 }, { ...bill, cents: 1 }];
    const actions = [at(1.5, 'send', 1), at(0.003, 'synchronize', 0, { browser: 1 })];
    // The list is late, and with these seeds both ask before either has booked.
    for (const seed of [4, 6, 11, 19, 41]) await holds({ ...schedule({ documents, actions }), seed, browsers: 2, listDelay: 4_000 });
  });

  test('fault 4: killed, and what was booked is listed late', async () => {
    await holds({ ...synchronized(backlog(8)), listDelay: 10_000 }, { watch: killAt(commits(batch)), inspect: allThere(8) });
  });

  test.each([
    ['the look for copies', requests.lookUp.bill, looks[id].forCopies],
    ['the look whether they are paid', { method: 'GET', url: looks[id].paid }, 2],
  ] as const)('fault 9 and 53: a batch arrives twice, and the answer to %s breaks off: one of each remains', async (_, request, nth) => {
    const documents = Array.from({ length: 4 }, (__, index) => ({ ...bill, contact: 2 as const, cents: 1_000 + index }));
    const sent = { ...synchronized(documents), troublesAt: [{ at: batch, trouble: 'twice' as const }, { at: request, nth, trouble: 'cut' as const }] };
    const outcome = await holds(sent, { inspect: allThere(4) });
    expect(outcome.trace.filter((line) => line.endsWith('(cut)'))).toHaveLength(1);
  });

  test('one document of a batch is refused: it says why, and the others are booked by the same call', async () => {
    const documents = Array.from({ length: 10 }, (_, index) => ({ ...invoice, cents: 1_000 + index }));
    const taken = numberOf(4, 'invoice');
    const sent = synchronized(documents);
    let stranger = '';
    await holds(sent, {
      prepare: (stage) => void (stranger = addStranger(stage, taken, 5_000)),
      mustEndBooked: false,
      inspect: async (stage, storage) => {
        const { jobs, job, links } = await see(stage, sent, storage.get('browser1'));
        expect(jobs.filter(({ state }) => state === 'done')).toHaveLength(9);
        expect(job(4)).toMatchObject({ state: 'blocked', problems: [expect.objectContaining({ code: 'number-taken' })] });
        expect(links.some(({ number }) => number === taken)).toBe(false);
        expect(stage.ledger.documents('invoice').filter(({ number }) => number === taken).map(({ contactName }) => contactName)).toEqual([stranger]);
        expect(requestsTo(stage.ledger, batch)).toHaveLength(1);
      },
    });
  });

  test('fault 51: two browsers bring the same backlog at the same moment: in the end each document is there once, and both know it', async () => {
    const documents = backlog(14);
    const sent = { ...synchronized(documents, [at(0, 'synchronize'), at(0, 'synchronize', 0, { browser: 1 })]), browsers: 2 as const };
    await holds(sent, {
      inspect: async (stage, storage) => {
        await allThere(14)(stage);
        for (const database of storage.values()) expect((await see(stage, sent, database)).links).toHaveLength(14);
      },
    });
  });

  test('fault 51: one presses Send on what the other brings with its backlog', async () => {
    const documents = backlog(6);
    const sent = { ...synchronized(documents, [at(0, 'synchronize'), ...documents.map((_, index) => at(1 + index * 0.2, 'send', index, { browser: 1 }))]), browsers: 2 as const };
    await holds(sent, { inspect: allThere(6) });
  });

  test('an edit that comes while a batch is unknown: each is found by what was sent, the edited one brought up to date', async () => {
    const sent = { ...synchronized(backlog(6), [at(0, 'synchronize'), at(5, 'edit'), at(60, 'send')]), troublesAt: [{ at: batch, trouble: 'silent-after' as const }] };
    await holds(sent, {
      inspect: async (stage) => {
        await allThere(6)(stage);
        expect(stage.ledger.documents('invoice').find(({ number }) => number === numberOf(0, 'invoice'))?.gross).toBe('13.31');
      },
    });
  });
});
