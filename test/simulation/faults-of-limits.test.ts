import { describe, expect, test } from 'vitest';
import { at, bill, coldInvoice, holds, posts, receipts, scenario, see } from './scenario';
import type { PlannedDocument } from './schedule';
import type { Stage } from './stage';

const invoice: PlannedDocument = { ...coldInvoice, contact: 2, product: 0 };
const many = (count: number): PlannedDocument[] => Array.from({ length: count }, (_, index) => ({ ...invoice, cents: 1_000 + index }));
const refusals = (stage: Stage, status: number): number => stage.exact.seen.filter((request) => request.status === status).length;

describe('limits', () => {
  test('fault 16: the minute is used up: what is left waits for the next one, and says until when', async () => {
    const schedule = scenario({ documents: many(12), actions: [at(0, 'synchronize')] });
    await holds(schedule, {
      world: { exact: { limits: { perMinute: 8 } } },
      inspect: async (stage, storage) => {
        expect(refusals(stage, 429)).toBeLessThanOrEqual(1);
        const { journal } = await see(stage, schedule, storage.get('browser1'));
        expect(journal.join('\n')).toMatch(/waiting: Exact Online allows no more calls for now \(minute\)/);
      },
    });
  });

  test('fault 17: a 429 without a word closes the minute, not the day', async () => {
    const schedule = scenario({ documents: [invoice], troubles: [[4, '429-bare']] });
    const outcome = await holds(schedule, { inspect: async (stage) => void expect(posts(stage, 'salesentry/SalesEntries')).toBe(1) });
    const times = outcome.trace.filter((line) => line.includes('POST salesentry/SalesEntries took effect')).map(Number.parseFloat);
    expect(times[0]).toBeLessThan(120);
  });

  test('fault 18: the day is used up: it waits for the next one, and is sent then', async () => {
    const schedule = scenario({ documents: many(6), actions: [at(0, 'synchronize')] });
    let told: string | undefined;
    await holds(schedule, {
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
        expect(refusals(stage, 429)).toBeLessThanOrEqual(1);
      },
    });
  });

  test('fault 19: nine errors of an endpoint in an hour: the tenth is not risked, other endpoints go on', async () => {
    const schedule = scenario({ documents: [...many(12), bill], actions: [...Array.from({ length: 12 }, (_, index) => at(index * 4, 'send', index)), at(60, 'send', 12)] });
    await holds(schedule, {
      prepare: ({ exact }) => exact.faults.add({ method: 'POST', url: 'salesentry/SalesEntries', times: 100, misbehaviour: { do: 'answer-before', status: 400, body: '{"error":{"code":"","message":{"lang":"","value":"Bad Request - Error in query syntax."}}}', contentType: 'application/json' } }),
      mustEndBooked: false,
      inspect: async (stage, storage) => {
        const seen = await see(stage, schedule, storage.get('browser1'));
        expect(stage.exact.seen.filter(({ method, url, status }) => method === 'POST' && url.includes('salesentry/SalesEntries') && status === 400 ).length).toBeGreaterThan(0);
        const inFirstHour = stage.exact.seen.filter(({ at: when, method, url }) => method === 'POST' && url.includes('salesentry/SalesEntries') && when < stage.exact.seen[0]!.at + 3_500_000);
        expect(inFirstHour.length).toBe(9);
        expect(seen.job(12).state).toBe('done');
      },
    });
  });

  test('budgets outlive the worker: killed and started again, it still knows what is used up', async () => {
    const schedule = scenario({ documents: many(10), actions: [at(0, 'synchronize')], kills: [[0, 250], [0, 330], [0, 420]] });
    await holds(schedule, { world: { exact: { limits: { perMinute: 8 } } }, inspect: async (stage) => void expect(refusals(stage, 429)).toBeLessThanOrEqual(1) });
  });
});

describe('the queue', () => {
  test('fault 29: an item that cannot be made blocks its invoice with the item\'s cause; others go on', async () => {
    const schedule = scenario({ documents: [coldInvoice, bill], actions: [at(0, 'send'), at(0, 'send', 1)] });
    await holds(schedule, {
      prepare: ({ exact }) => exact.faults.add({ method: 'POST', url: 'logistics/Items', times: 100, misbehaviour: { do: 'answer-before', status: 500, body: '{"error":{"code":"","message":{"lang":"","value":"Ongeldige referentie: Btw-code"}}}', contentType: 'application/json' } }),
      mustEndBooked: false,
      inspect: async (stage, storage) => {
        const seen = await see(stage, schedule, storage.get('browser1'));
        expect([seen.job(0).state, seen.job(1).state, posts(stage, 'salesentry/SalesEntries')]).toEqual(['blocked', 'done', 0]);
        expect(JSON.stringify(seen.job(0).problems)).toContain('Btw-code');
      },
    });
  });

  test('fault 49: a document the host cannot give fails by itself; nineteen others go on', async () => {
    const schedule = scenario({ documents: many(20), actions: [at(0, 'synchronize')] });
    await holds(schedule, {
      prepare: ({ scoro, ids }) => scoro.faults.add({ url: `invoices/view/${ids[3]}`, times: 1000, misbehaviour: { do: 'answer-before', status: 500, body: 'broken' } }),
      mustEndBooked: false,
      inspect: async (stage, storage) => {
        const { jobs } = await see(stage, schedule, storage.get('browser1'));
        expect(jobs.filter(({ state }) => state === 'done')).toHaveLength(19);
        expect(jobs.filter(({ state }) => state === 'blocked' || state === 'failed')).toHaveLength(1);
        expect(stage.exact.company().salesEntries).toHaveLength(19);
      },
    });
  });

  test('fault 49: a document that hangs in the host delays the others by seconds, not by its time-outs', async () => {
    const schedule = scenario({ documents: many(10), actions: [at(0, 'synchronize')], troubles: Array.from({ length: 2 }, (_, index) => [6 + index, 'silent-before'] as [number, 'silent-before']) });
    const outcome = await holds(schedule);
    const booked = outcome.trace.filter((line) => line.includes('POST salesentry/SalesEntries took effect: 201')).map(Number.parseFloat);
    expect(booked.filter((second) => second < 15).length).toBeGreaterThanOrEqual(7);
  });

  test('fault 50: offline for three days, then a long queue: drained in order under the limits, tokens renewed, nothing twice', async () => {
    const documents = many(150);
    const schedule = scenario({ documents, actions: [at(0, 'synchronize'), at(2, 'offline'), at(3 * 86_400, 'online')] });
    await holds(schedule, {
      inspect: async (stage) => {
        const numbers = stage.exact.company().salesEntries.map((row) => Number(row['InvoiceNumber']));
        expect(numbers).toHaveLength(150);
        // In order, give or take those that went side by side.
        const late = numbers.filter((number, index) => Math.abs(number - 20_270_001 - index) > 60);
        expect(late).toEqual([]);
        expect(refusals(stage, 429)).toBe(0);
      },
    });
  });

  test('fault 52: what fails after the invoice, here its receipt in the host, leaves it sent and is done alone', async () => {
    const schedule = scenario({ documents: [invoice], actions: [at(0, 'send'), at(20, 'pay'), at(30, 'fetch')] });
    await holds(schedule, {
      prepare: ({ scoro }) => scoro.faults.add({ url: 'receipts/modify', times: 1, misbehaviour: { do: 'answer-before', status: 500, body: 'broken' } }),
      inspect: async (stage, storage) => {
        const seen = await see(stage, schedule, storage.get('browser1'));
        expect([seen.job(0).state, seen.links[0]?.payment?.state, receipts(stage), posts(stage, 'salesentry/SalesEntries')]).toEqual(['done', 'paid', 1, 1]);
      },
    });
  });
});
