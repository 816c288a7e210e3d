import { describe, expect, test } from 'vitest';
import { ledgerOf } from '../../lib/ledgers';
import { ledgerIds, requestsTo } from '../support/ledgers';
import { answered, at, bill, commits, holds, killAt, sceneOf, see, timesOf } from './scenario';
import type { PlannedDocument } from './schedule';
import type { Stage } from './stage';

const many = (of: PlannedDocument, count: number): PlannedDocument[] => Array.from({ length: count }, (_, index) => ({ ...of, cents: 1_000 + index }));
/** Each pressed by hand, one after the other. */
const pressed = (count: number, apart = 0) => Array.from({ length: count }, (_, index) => at(index * apart, 'send', index));
/** Calls that may be under way before the first refusal is heard, where nothing says beforehand what is left. */
const unwarned = 4;

describe.each(ledgerIds.map(sceneOf))('$name', ({ id, name, requests, invoice, schedule }) => {
  const create = requests.create.invoice;
  const few = { perMinute: 8 };
  const world = id === 'exact-online' ? { exact: { limits: few } } : { quickBooks: { limits: few } };
  const mostRefusals = ledgerOf(id).budget.read ? 1 : unwarned;

  test('fault 16: the minute is used up: what is left waits for the next one, and says until when', async () => {
    const sent = schedule({ documents: many(invoice, 12), actions: pressed(12) });
    await holds(sent, {
      world,
      inspect: async (stage, storage) => {
        expect(answered(stage, 429)).toBeLessThanOrEqual(mostRefusals);
        const { journal } = await see(stage, sent, storage.get('browser1'));
        expect(journal.join('\n')).toMatch(new RegExp(`waiting: ${name} allows no more`));
      },
    });
  });

  test('fault 17: a 429 without a word closes the minute, not the day', async () => {
    const outcome = await holds(schedule({ troublesAt: [{ at: create, trouble: '429-bare' }] }), { inspect: async (stage) => void expect(requestsTo(stage.ledger, create)).toHaveLength(1) });
    const [booked = 0] = timesOf(outcome, create);
    expect(booked).toBeGreaterThan(30);
    expect(booked).toBeLessThan(120);
  });

  test('budgets outlive the worker: killed and started again, it still knows what is used up', async () => {
    const kills: [number, number][] = [[0, 250], [0, 330], [0, 420]];
    const outcome = await holds(schedule({ documents: many(invoice, 12), actions: pressed(12), kills }), {
      world,
      // The first refusal is on disk, and the next worker has to go by it.
      watch: killAt(/^readwrite budgets, stored$/, 2, /took effect: 429/),
      inspect: async (stage) => void expect(answered(stage, 429)).toBeLessThanOrEqual(mostRefusals),
    });
    expect(outcome.kills).toBeGreaterThanOrEqual(kills.length);
  });

  test('fault 29: an item that cannot be made blocks its invoice with the item\'s cause; others go on', async () => {
    const sent = schedule({ documents: [{ ...invoice, product: 2 }, bill], actions: [at(0, 'send'), at(0, 'send', 1)] });
    await holds(sent, {
      prepare: ({ ledger }) => ledger.emulator.faults.add({ ...requests.item, times: 100, misbehaviour: ledger.refusal('Ongeldige referentie: Btw-code') }),
      mustEndBooked: false,
      inspect: async (stage, storage) => {
        const seen = await see(stage, sent, storage.get('browser1'));
        expect([seen.job(0).state, seen.job(1).state, requestsTo(stage.ledger, create).length]).toEqual(['blocked', 'done', 0]);
        expect(JSON.stringify(seen.job(0).problems)).toContain('Btw-code');
      },
    });
  });

  test('fault 49: a document the host cannot give fails by itself; nineteen others go on', async () => {
    const sent = schedule({ documents: many(invoice, 20), actions: [at(0, 'synchronize')] });
    await holds(sent, {
      prepare: ({ scoro, ids }) => scoro.faults.add({ url: `invoices/view/${ids[3]}`, times: 1000, misbehaviour: { do: 'answer-before', status: 500, body: 'broken' } }),
      mustEndBooked: false,
      inspect: async (stage, storage) => {
        const { jobs } = await see(stage, sent, storage.get('browser1'));
        expect(jobs.filter(({ state }) => state === 'done')).toHaveLength(19);
        expect(jobs.filter(({ state }) => state === 'blocked' || state === 'failed')).toHaveLength(1);
        expect(stage.ledger.documents('invoice')).toHaveLength(19);
      },
    });
  });

  test('fault 49: a document that hangs in the host delays the others by seconds, not by its time-outs', async () => {
    const hanging = [3, 4].map((nth) => ({ at: { url: 'invoices/view/' }, nth, trouble: 'silent-before' as const }));
    let booked = 0;
    await holds(schedule({ documents: many(invoice, 10), actions: [at(0, 'synchronize')], troublesAt: hanging }), {
      watch: (what, { stage, timeline }) => what === 'browser1 starts' && timeline.after(15_000, 'a look', () => void (booked = stage.ledger.documents('invoice').length)),
    });
    expect(booked).toBeGreaterThanOrEqual(7);
  });

  test('fault 50: offline for three days, then a long queue: drained in order under the limits, tokens renewed, nothing twice', async () => {
    const [count, abreast] = ledgerOf(id).capabilities.bulk ? [260, 200] : [150, 60];
    const sent = schedule({ documents: many(invoice, count), actions: [at(0, 'synchronize'), at(2, 'offline'), at(3 * 86_400, 'online')] });
    await holds(sent, {
      inspect: async (stage) => {
        const numbers = stage.ledger.documents('invoice').map(({ number }) => Number(number));
        expect(numbers).toHaveLength(count);
        // In order, give or take those that went side by side.
        const late = numbers.filter((number, index) => Math.abs(number - 20_270_001 - index) > abreast);
        expect(late).toEqual([]);
        expect(answered(stage, 429)).toBe(0);
      },
    });
  });

  test('fault 52: what fails after the invoice, here its receipt in the host, leaves it sent and is done alone', async () => {
    const sent = schedule({ actions: [at(0, 'send'), at(20, 'pay'), at(30, 'fetch')] });
    await holds(sent, {
      prepare: ({ scoro }) => scoro.faults.add({ url: 'receipts/modify', times: 1, misbehaviour: { do: 'answer-before', status: 500, body: 'broken' } }),
      inspect: async (stage, storage) => {
        const seen = await see(stage, sent, storage.get('browser1'));
        expect([seen.job(0).state, seen.links[0]?.payment?.state, requestsTo(stage.ledger, create).length]).toEqual(['done', 'paid', 1]);
        expect(stage.scoro.receipts.flatMap((receipt) => receipt.receipts).filter(({ documentId }) => stage.ids.includes(String(documentId)))).toHaveLength(1);
      },
    });
  });
});

describe('Exact Online, which counts days and errors', () => {
  const { requests, invoice, schedule } = sceneOf('exact-online');
  const createsAt = ({ exact }: Stage) => exact.seen.filter(({ method, url }) => method === 'POST' && url.includes(requests.create.invoice.url ?? ''));

  test('fault 18: the day is used up: it waits for the next one, and is sent then', async () => {
    let told: string | undefined;
    await holds(schedule({ documents: many(invoice, 6), actions: pressed(6, 1) }), {
      world: { exact: { limits: { perDay: 5 } } },
      // The day of the ledger is made a short one: it ends when the window of this test does.
      watch: (what, { stage, timeline }) => {
        if (/took effect: 429/.test(what)) told ??= what;
        if (told && stage.exact.world.limits.perDay === 5) timeline.after(60_000, 'more calls are bought', () => (stage.exact.world.limits.perDay = 5_000));
      },
      mustEndBooked: false,
      inspect: async (stage, storage) => {
        const jobs = (await storage.get('browser1')?.jobs.toArray()) ?? [];
        const waiting = jobs.filter(({ state, wait }) => state === 'waiting' && wait?.budget === 'day');
        expect(waiting.length).toBeGreaterThan(0);
        // Midnight of UTC, as the ledger says.
        for (const { wait } of waiting) expect(new Date(wait?.until ?? 0).toISOString()).toBe('2026-11-22T00:00:00.000Z');
        expect(answered(stage, 429)).toBeLessThanOrEqual(1);
      },
    });
  });

  test('fault 19: nine errors of an endpoint in an hour: the tenth is not risked, other endpoints go on', async () => {
    const sent = schedule({ documents: [...many(invoice, 12), bill], actions: [...pressed(12, 4), at(60, 'send', 12)] });
    await holds(sent, {
      prepare: ({ ledger }) => ledger.emulator.faults.add({ ...requests.create.invoice, times: 100, misbehaviour: { ...ledger.refusal('Bad Request - Error in query syntax.'), status: 400 } as never }),
      mustEndBooked: false,
      inspect: async (stage, storage) => {
        const seen = await see(stage, sent, storage.get('browser1'));
        const [first] = stage.exact.seen;
        const inFirstHour = createsAt(stage).filter(({ at: when, status }) => status === 400 && when < (first?.at ?? 0) + 3_500_000);
        expect(inFirstHour).toHaveLength(9);
        expect(seen.job(12).state).toBe('done');
      },
    });
  });
});

describe('QuickBooks Online, which counts batches by themselves', () => {
  const { requests, invoice, schedule } = sceneOf('quickbooks-online');
  const batch = requests.bulk ?? {};

  test('fault 16: a 429 in the middle of a backlog: nothing of that batch was done, and it is sent when the minute is over', async () => {
    const outcome = await holds(schedule({ documents: many(invoice, 90), actions: [at(0, 'synchronize')] }), {
      world: { quickBooks: { limits: { batchesPerMinute: 2 } } },
      inspect: async (stage) => {
        expect(answered(stage, 429)).toBeLessThanOrEqual(2);
        expect(stage.ledger.documents('invoice')).toHaveLength(90);
        expect(requestsTo(stage.ledger, batch).filter(({ status }) => status === 200).flatMap(({ body }) => body.match(/"bId"/g) ?? [])).toHaveLength(90);
      },
    });
    const times = timesOf(outcome, batch);
    expect(times.length).toBeGreaterThanOrEqual(3);
    expect((times.at(-1) ?? 0) - (times[1] ?? 0)).toBeGreaterThan(55);
    expect(outcome.trace.some((line) => commits(batch).test(line))).toBe(true);
  });
});
