import { describe, expect, test } from 'vitest';
import type { JobRow } from '../../lib/storage/rows';
import { synchronize } from '../../lib/sync/synchronize';
import { account, contact, vat } from '../emulators/scoro';
import { createWorld, type World } from '../support/world';

const count = 12;

/** A site with a backlog of invoices, connected; and a roomy minute, which is not what is tested here. */
async function backlogged(change: (world: World, index: number) => object = () => ({})): Promise<{ world: World; ids: number[] }> {
  const world = await createWorld({ exact: { limits: { perMinute: 6_000 } } });
  world.scoro.site.state.invoices.length = 0;
  world.scoro.site.state.bills.length = 0;
  const line = { name: 'Work', unit: '', amount: '1', price: '100', productId: 0, vatCodeId: vat.high, financeAccountId: account.sales };
  const ids = Array.from({ length: count }, (_, index) =>
    world.scoro.addInvoice({ no: String(20_290_001 + index), date: '2026-11-10', deadline: '2026-12-10', companyId: contact.acme, lines: [line], ...change(world, index) }).id);
  await world.connect();
  return { world, ids };
}

async function run(world: World): Promise<JobRow[]> {
  await synchronize(world.context, 'acme', world.queue);
  await world.queue.settled();
  return world.database.jobs.toArray();
}

const posts = (world: World, url: string): number => world.exact.seen.filter((request) => request.method === 'POST' && request.url.includes(url)).length;
const entries = (world: World) => world.exact.company().salesEntries;

describe('a backlog in one file', () => {
  test('feature 41: Synchronize now books it by one upload, each linked to an entry of its own with its total', async () => {
    const { world, ids } = await backlogged();
    const jobs = await run(world);
    expect([posts(world, 'XMLUpload'), posts(world, 'salesentry/SalesEntries'), entries(world).length]).toEqual([1, 0, count]);
    expect(jobs.map(({ state }) => state)).toEqual(ids.map(() => 'done'));
    const links = await Promise.all(ids.map((id) => world.link('invoice', id)));
    expect(new Set(links.map((link) => link?.ledgerId))).toEqual(new Set(entries(world).map((row) => String(row['EntryID']))));
    expect(links.map((link) => Number(link?.total))).toEqual(ids.map(() => 121));
    expect(await world.database.intents.count()).toBe(0);
    expect(world.exact.world.violations).toEqual([]);
  });

  test('feature 42: a press of Send is a call of its own', async () => {
    const { world, ids } = await backlogged();
    expect(await world.run('invoice', ids[0] ?? 0)).toMatchObject({ state: 'done' });
    expect([posts(world, 'XMLUpload'), posts(world, 'salesentry/SalesEntries')]).toEqual([0, 1]);
  });

  test('an entry made by it is updated later as any other: only the line that changed is written', async () => {
    const { world, ids } = await backlogged();
    await run(world);
    await world.pass(200);
    const [first = 0] = ids;
    const invoice = world.scoro.invoices.find(({ id }) => id === first);
    world.scoro.changeInvoice(first, { lines: (invoice?.lines ?? []).map((line) => ({ ...line, price: '150' })) });
    world.forgetCalls();
    expect(await world.run('invoice', first)).toMatchObject({ state: 'done' });
    expect(world.exact.seen.filter(({ method }) => method !== 'GET').map(({ method, url }) => `${method} ${url.includes('SalesEntryLines')}`)).toEqual(['PUT true']);
    expect(Number((await world.link('invoice', first))?.total)).toBe(181.5);
  });

  test('what the file cannot state goes by itself beside it', async () => {
    const { world, ids } = await backlogged((_, index) => (index === 5 ? { currency: 'USD' } : {}));
    expect((await run(world)).map(({ state }) => state)).toEqual(ids.map(() => 'done'));
    expect([posts(world, 'XMLUpload'), posts(world, 'salesentry/SalesEntries'), entries(world).length]).toEqual([1, 1, count]);
    expect(entries(world).filter((row) => row['Currency'] === 'USD')).toHaveLength(1);
  });

  test('a company that was read by an older version goes one by one until it is read again', async () => {
    const { world } = await backlogged();
    await world.database.connections.toCollection().modify((row) => void delete (row.ledger as { traits?: unknown }).traits);
    await run(world);
    expect([posts(world, 'XMLUpload'), entries(world).length]).toEqual([0, count]);
  });

  test('a ledger that takes no such calls is told once: each document goes by itself, and nobody has to do anything', async () => {
    const { world, ids } = await backlogged();
    world.exact.faults.add({ method: 'POST', url: 'XMLUpload', times: 100, misbehaviour: { do: 'answer-before', status: 403, body: '' } });
    await run(world);
    await world.pass(5);
    expect((await world.database.jobs.toArray()).map(({ state }) => state)).toEqual(ids.map(() => 'done'));
    expect([posts(world, 'XMLUpload'), posts(world, 'salesentry/SalesEntries'), entries(world).length]).toEqual([1, count, count]);
  });

  test('a file that is never answered with messages stops nothing: after two of them each document goes by itself', async () => {
    const { world, ids } = await backlogged();
    world.exact.faults.add({ method: 'POST', url: 'XMLUpload', times: 100, misbehaviour: { do: 'answer-before', status: 200, body: '<!doctype html><title>Service</title>' } });
    await run(world);
    for (let minute = 0; minute < 12; minute += 1) await world.pass(60);
    expect((await world.database.jobs.toArray()).map(({ state }) => state)).toEqual(ids.map(() => 'done'));
    expect([posts(world, 'XMLUpload'), entries(world).length]).toEqual([2, count]);
    expect(await world.database.intents.count()).toBe(0);
  });

  test('what only a file is refused for holds nothing up: it goes by itself at once', async () => {
    const { world, ids } = await backlogged();
    const message = '<Message type="0"><Topic code="GLTransactions" node="GLTransaction"/><Date>2026-11-21T10:00:00</Date><Description>Unknown: Financial year (Period-date table)</Description></Message>';
    const body = `<?xml version="1.0" encoding="utf-8"?><eExact><Messages>${message.repeat(count)}</Messages></eExact>`;
    world.exact.faults.add({ method: 'POST', url: 'XMLUpload', times: 100, misbehaviour: { do: 'answer-before', status: 200, body, contentType: 'text/xml' } });
    await run(world);
    for (let step = 0; step < 3; step += 1) await world.pass(2);
    expect((await world.database.jobs.toArray()).map(({ state }) => state)).toEqual(ids.map(() => 'done'));
    expect([posts(world, 'XMLUpload'), posts(world, 'salesentry/SalesEntries'), entries(world).length]).toEqual([1, count, count]);
  });

  test('while an answer is outstanding the host is not read over and over for it', async () => {
    const { world } = await backlogged();
    world.exact.faults.add({ method: 'POST', url: 'XMLUpload', misbehaviour: { do: 'answer-before', status: 504, body: '' } });
    await run(world);
    const before = world.scoro.seen.filter(({ url }) => url.includes('/view')).length;
    for (let step = 0; step < 6; step += 1) await world.pass(5);
    expect(world.scoro.seen.filter(({ url }) => url.includes('/view')).length).toBe(before);
    expect(entries(world)).toEqual([]);
    await world.pass(120);
    expect(entries(world)).toHaveLength(count);
  });
});
