import { LedgerbarDatabase } from '../../lib/storage/database';
import { changeBudget } from '../../lib/storage/budgets';
import { recordRequest } from '../../lib/storage/logs';
import type { JobRow, RequestRow } from '../../lib/storage/rows';
import { emptyBudget } from '../../lib/net/budget';
import { note, type SyncContext } from '../../lib/sync/context';
import { next } from '../../lib/sync/job';
import { reconcile } from '../../lib/sync/reconcile';
import { enter, tell } from '../../lib/sync/states';
import type { BenchRow } from './rows';

const now = Date.parse('2026-11-21T10:00:00Z');
const job = (index: number): JobRow => ({
  id: `acme/invoice/${index}/send`, connection: 'acme', company: '123456', document: { kind: 'invoice', id: String(index) }, action: 'send', state: 'queued',
  wait: null, problems: [], decisions: {}, attempts: 0, priority: 10, nextAt: now, createdAt: now, updatedAt: now,
});
const request = (index: number): RequestRow => ({
  at: now, connection: 'acme', system: 'Exact Online', method: 'POST', url: `https://start.exactonline.nl/api/v1/123456/salesentry/SalesEntries?${index}`, purpose: 'book invoice', status: 201, failure: null,
  milliseconds: 210, minuteLeft: 40, dayLeft: 4_000, requestBody: '{"Customer":"x"}'.repeat(20), answerBody: '{"d":{}}'.repeat(60),
});
const line = (index: number, event: string) => ({ at: now, connection: 'acme', document: `invoice/${index}`, job: job(index).id, event, text: 'Sending.', tone: 'none' as const });

async function timed(work: (index: number) => Promise<unknown>, count: number): Promise<number> {
  const before = performance.now();
  for (let index = 0; index < count; index += 1) await work(index);
  return performance.now() - before;
}

/** What a send writes down, with all its transactions, over plain puts of the same rows. */
export async function journalRow(count: number): Promise<BenchRow> {
  const ratios: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    const database = new LedgerbarDatabase(`journal-${round}`);
    await database.open();
    const context = { database, now: () => now } as unknown as SyncContext;
    const ours = await timed(async (index) => {
      await enter(context, next(job(index), { type: 'started' }, now), () => tell(context, job(index), { type: 'started' }));
      await changeBudget(database, 'k', (budget) => ({ budget: { ...budget, closedUntil: null }, result: null }));
      await recordRequest(database, request(index));
      await note(context, job(index), 'contact', 'ACME is 12 in Exact Online.');
      await enter(context, next(job(index), { type: 'done', result: 'Booked as 1' }, now), () => tell(context, job(index), { type: 'done', result: 'Booked as 1' }));
    }, count);
    const raw = await timed(async (index) => {
      await database.jobs.put(job(index));
      await database.journal.add(line(index, 'started'));
      await database.budgets.put(emptyBudget('k'));
      await database.requests.add(request(index));
      await database.journal.add(line(index, 'contact'));
      await database.jobs.put(job(index));
      await database.journal.add(line(index, 'done'));
    }, count);
    ratios.push(ours / raw);
    database.close();
  }
  const median = ratios.sort((a, b) => a - b)[2] ?? Number.NaN;
  return { name: 'What a send writes down, over plain puts of the same rows', value: median, target: { atMost: 1.5 }, how: `median of 5 rounds of ${count} documents, jobs and journal, budget and request log; in the in-memory IndexedDB of the tests` };
}

/** 10,000 documents of the host against as many of the ledger, over reading the same data from JSON. */
export function reconcileRow(count: number): BenchRow {
  const host = Array.from({ length: count }, (_, index) => ({ kind: 'invoice' as const, id: String(index), contact: `contact-${index % 500}`, number: String(20_260_000 + index), date: '2026-11-10', total: `${index + 100}.25`, currency: 'EUR' }));
  const ledger = host.map(({ contact, number, date, total, currency }, index) => ({ kind: 'invoice' as const, id: `0000-${index}`, contact, reference: number, date, gross: total, currency })).reverse();
  const text = JSON.stringify({ host, ledger });
  const ratios = Array.from({ length: 9 }, () => {
    const parsing = performance.now();
    const parsed = JSON.parse(text) as { host: typeof host; ledger: typeof ledger };
    const parsed2 = performance.now();
    const { matched } = reconcile(parsed.host, parsed.ledger);
    const ended = performance.now();
    if (matched.length !== count) throw new Error(`Only ${matched.length} were matched`);
    return (ended - parsed2) / (parsed2 - parsing);
  });
  const median = ratios.sort((a, b) => a - b)[4] ?? Number.NaN;
  return { name: `Reconciliation of ${count} with ${count} documents, over JSON.parse of the same data`, value: median, target: { atMost: 3 }, how: 'median of 9 rounds' };
}
