import { afterEach, describe, expect, test, vi } from 'vitest';
import { isStorageFull } from '../../lib/storage/failures';
import { judgeStorage } from '../../lib/storage/marker';
import { checkedTables, faultOf } from '../../lib/storage/row-schemas';
import type { JobRow } from '../../lib/storage/rows';
import { setAsideCorrupt } from '../../lib/sync/set-aside';
import { readStored, storedDatabases, writeStored } from '../fixtures/storage/native';
import { fullIn, refusals, type Full, type Refusal } from '../fixtures/storage/trouble';
import { createWorld, type World } from '../support/world';

afterEach(() => vi.restoreAllMocks());

const entries = (world: World, number: number) => world.exact.company().salesEntries.filter((row) => row['InvoiceNumber'] === number);
const posts = (world: World) => world.calls().exact.filter((call) => call.startsWith('POST'));
const ended = ['done', 'blocked', 'failed'];

async function warm() {
  const world = await createWorld();
  await world.connect();
  return world;
}

/** Goes on until nothing is pending. */
async function untilSettled(world: World, seconds = 300) {
  for (let passed = 0; passed < seconds; passed += 5) {
    if ((await world.database.jobs.toArray()).every(({ state }) => ended.includes(state))) return;
    await world.pass(5);
  }
}

const once = async (world: World, id = 1001, number = 20260117) => {
  expect(entries(world, number)).toHaveLength(1);
  expect(await world.database.jobs.where('state').equals('sending').count()).toBe(0);
  expect(await world.database.intents.count()).toBe(0);
  expect(await world.link('invoice', id)).toMatchObject({ remote: 'present' });
};

test('fault 6: every write is asked to be on disk before it counts as done', async () => {
  const asked: { mode: string | undefined; durability: string | undefined; stores: string }[] = [];
  const real = IDBDatabase.prototype.transaction;
  vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(function (this: IDBDatabase, stores, mode, options) {
    asked.push({ mode, durability: options?.durability, stores: String(stores) });
    return real.call(this, stores, mode, options);
  });
  const world = await warm();
  await world.run('invoice', 1001);
  await world.run('invoice', 1001, 'fetch');
  await world.run('invoice', 1009);
  await world.database.links.update('acme/invoice/1001', { total: 'much' });
  await setAsideCorrupt(world.context, 'links');
  const writes = asked.filter(({ mode }) => mode === 'readwrite');
  for (const table of ['intents', 'jobs', 'links', 'budgets', 'secrets', 'quarantine', 'requests', 'journal']) expect(writes.some(({ stores }) => stores.includes(table))).toBe(true);
  expect(writes.filter(({ durability }) => durability !== 'strict')).toEqual([]);
});

describe('fault 47: the storage was evicted', () => {
  test('storage evicted: a document sent before is linked, not sent again', async () => {
    const world = await warm();
    await world.run('invoice', 1001);
    await world.run('bill', 3001);
    const before = { ...(await world.link('invoice', 1001)) };
    const { installation } = { installation: (await world.database.meta.get('installation'))?.value ?? '' };
    const marker = { installation, holds: { connections: 1, mappings: await world.database.mappings.count(), links: 2 }, at: world.clock.now() };

    await world.database.delete();
    await world.database.open();
    const found = (await world.database.meta.get('installation'))?.value ?? null;
    expect(judgeStorage(marker, { installation: found, holds: { connections: 0, mappings: 0, links: 0 } })).toMatchObject({ is: 'cleared', lost: { links: 2 } });

    await world.connect();
    const jobs = [await world.run('invoice', 1001), await world.run('bill', 3001)];
    expect(jobs.map(({ state, result }) => [state, result?.split(' ')[0]])).toEqual([['done', 'Linked'], ['done', 'Linked']]);
    expect(posts(world)).toEqual([]);
    await once(world);
    expect(await world.link('invoice', 1001)).toMatchObject({ ledgerId: before.ledgerId, ledgerNumber: before.ledgerNumber, adopted: true });
    expect(world.exact.company().purchaseEntries).toHaveLength(1);
    expect(world.exact.company().accounts.filter((row) => row['Name'] === 'ACME Holding B.V.')).toHaveLength(1);
  });

  test('the database goes in the middle of a send: it stops before anything is posted', async () => {
    const world = await warm();
    const stop = world.exact.faults.watch(async (when, { method, url }) => {
      if (when !== 'after' || method !== 'GET' || !url.includes('salesentry/SalesEntries')) return;
      stop();
      world.database.close();
    });
    await expect(world.run('invoice', 1001)).rejects.toThrow(/Database/);
    expect(entries(world, 20260117)).toEqual([]);
    await world.database.open();
    await world.restart();
    await untilSettled(world);
    await once(world);
  });
});

interface Write {
  what: string;
  table: string;
  /** Of the table's rows the ones this is about. */
  only?: (row: never) => boolean;
  /** Only after the entry was posted. */
  afterPost?: boolean;
  /** How the job stands while there is no room. */
  stands: string[];
  /** Was the entry booked by then? */
  booked: boolean;
}

const line = (event: string) => (row: { event: string }) => row.event === event;
const jobIn = (state: string) => (row: { state: string }) => row.state === state;

/** Every write of a send, in order. */
const writes: Write[] = [
  { what: 'the budget of the first call', table: 'budgets', stands: ['failed'], booked: false },
  { what: 'the line that it begins', table: 'journal', only: line('started'), stands: ['queued'], booked: false },
  { what: 'the state "sending"', table: 'jobs', only: jobIn('sending'), stands: ['queued'], booked: false },
  { what: 'the customer', table: 'mappings', stands: ['unknown', 'failed'], booked: false },
  { what: 'the intent', table: 'intents', stands: ['failed'], booked: false },
  { what: 'the budget after the post', table: 'budgets', afterPost: true, stands: ['unknown', 'done', 'failed'], booked: true },
  { what: 'the log of the calls', table: 'requests', stands: ['done'], booked: true },
  { what: 'the link', table: 'links', stands: ['unknown'], booked: true },
  { what: 'the line that it is booked', table: 'journal', only: line('booked'), stands: ['unknown'], booked: true },
  { what: 'how often a mapping was used', table: 'mappings', afterPost: true, stands: ['failed'], booked: true },
  { what: 'the state "done"', table: 'jobs', only: jobIn('done'), stands: ['sending', 'queued'], booked: true },
];

/** No room for that write, from the start or from the post on. */
function fullAt(world: World, { table, only, afterPost }: Write, refusal: Refusal): Full {
  let posted = !afterPost;
  const stop = world.exact.faults.watch((when, { method, url }) => {
    if (when === 'after' && method === 'POST' && url.includes('salesentry/SalesEntries')) posted = true;
  });
  const full = fullIn([table], refusal, { only: (row) => posted && (only?.(row) ?? true) });
  return { ...full, end: () => (stop(), full.end()) };
}

describe.each(refusals)('fault 47: storage is full, refused %s', (refusal) => {
  test.each(writes)('at $what: it is said, nothing hammers, and it ends with one document', async (write) => {
    const world = await warm();
    const told: unknown[] = [];
    world.context.trouble = (error) => void told.push(error);
    const full = fullAt(world, write, refusal);
    await world.queue.request(await world.connection(), { kind: 'invoice', id: '1001' }, 'send', 0);
    await world.queue.settled();
    expect(full.hits()).toBeGreaterThan(0);
    expect(entries(world, 20260117)).toHaveLength(write.booked ? 1 : 0);
    const job = await world.job('invoice', 1001);
    expect(write.stands).toContain(job.state);
    if (job.state === 'failed') {
      expect(job.problems).toMatchObject([{ code: 'storage-full', fixes: [{ label: 'Try again' }, { label: 'Export settings', action: { type: 'open-options', route: '#/connections' } }] }]);
    }

    // Where not even the state could be written, it is told without the database.
    expect(told.map(isStorageFull)).toEqual(['queued', 'sending'].includes(job.state) ? [true] : []);

    // Ten minutes without room: a look now and then, and never another post.
    for (let minute = 0; minute < 10; minute += 1) await world.pass(60);
    expect(posts(world).filter((call) => call.includes('SalesEntries')).length).toBe(write.booked ? 1 : 0);
    expect(world.calls().exact.length).toBeLessThan(70);
    expect(full.hits()).toBeLessThan(140);

    full.end();
    await untilSettled(world);
    await world.run('invoice', 1001);
    await untilSettled(world);
    expect((await world.job('invoice', 1001)).state).toBe('done');
    await once(world);
    expect(posts(world).filter((call) => call.includes('SalesEntries'))).toHaveLength(1);
  });
});

test('fault 24: storage is full when a new sign-in comes: it is not used, and what waits goes on after connecting again', async () => {
  const world = await warm();
  world.clock.advance(600_000);
  const full = fullIn(['secrets']);
  const before = world.exact.tokens.access.size;
  const job = await world.run('invoice', 1001);
  expect(full.hits()).toBe(1);
  expect(job).toMatchObject({ state: 'waiting', wait: { reason: 'sign-in' } });
  expect(await world.connection()).toMatchObject({ state: 'sign-in-needed', trouble: expect.stringMatching(/could not store the new sign-in; its disk may be full/) });
  expect([world.calls().exact, world.exact.tokens.access.size >= before]).toEqual([[], true]);
  full.end();
  await world.connect();
  await untilSettled(world);
  await once(world);
});

describe('fault 46: an update of the extension in the middle of a send', () => {
  test.each(storedDatabases().map((stored) => [stored.version, stored] as const))('what version %i had under way is looked for before anything else, and ends with one document', async (_, stored) => {
    const world = await createWorld();
    // The company of this test is another one: its customers and products have other ids.
    await writeStored(world.database.name, { ...stored, rows: { ...stored.rows, mappings: stored.rows['mappings']!.filter(({ kind }) => kind !== 'contact' && kind !== 'product') } });
    world.clock.advance(Math.max(...stored.rows['journal']!.map(({ at }) => Number(at))) + 5_000 - world.clock.now());
    await world.connect();
    // What the intents say was being created: one document whose answer was lost, one whose worker died.
    const jobs = new Map(stored.rows['jobs']!.map((job) => [job['id'], job as unknown as JobRow]));
    const underWay = stored.rows['intents']!.map(({ job }) => jobs.get(job)).map((job) => ({ id: Number(job?.document.id), number: Number(job?.title?.number) }));
    expect(underWay).toHaveLength(2);
    const sample = world.scoro.invoices.find(({ id }) => id === 1001);
    for (const { id, number } of underWay) world.scoro.addInvoice({ id, no: String(number), date: '2026-11-02', companyId: sample?.companyId ?? 0, lines: sample?.lines ?? [] });

    await world.restart();
    for (const { id } of underWay) expect((await world.job('invoice', id)).state).toBe('unknown');
    const seen: string[] = [];
    world.exact.faults.watch((when, { method, url }) => void (when === 'before' && url.includes('salesentry') && seen.push(method)));
    await untilSettled(world, 600);
    expect(seen[0]).toBe('GET');
    for (const { id, number } of underWay) expect([entries(world, number).length, (await world.job('invoice', id)).state]).toEqual([1, 'done']);
    expect(await world.database.intents.count()).toBe(0);
  });
});

describe('fault 48: a corrupt record', () => {
  const checkAll = async (world: World) => {
    let moved = 0;
    for (const table of checkedTables) moved += await setAsideCorrupt(world.context, table);
    return moved;
  };

  test('nothing that a day of work stores is taken for corrupt', async () => {
    const world = await warm();
    await world.run('invoice', 1001);
    world.exact.bookPayment((await world.link('invoice', 1001))?.ledgerId ?? '', '484', '2026-11-12');
    await world.run('invoice', 1001, 'fetch');
    for (const id of [1009, 1010, 1011, 1002, 1003, 1004]) await world.run('invoice', id);
    await world.run('bill', 3001);
    const { rows } = await readStored(world.database.name);
    expect(checkedTables.flatMap((table) => (rows[table] ?? []).flatMap((row) => faultOf(table, row) ?? []))).toEqual([]);
    expect(checkedTables.filter((table) => table !== 'intents' && (rows[table] ?? []).length === 0)).toEqual([]);
    expect(await checkAll(world)).toBe(0);
  });

  test('in the queue is set aside, and every other document is sent', async () => {
    const world = await warm();
    const connection = await world.connection();
    for (const id of ['1001', '1014']) await world.queue.request(connection, { kind: 'invoice', id }, 'send', 0, (job) => ({ ...job, nextAt: world.clock.now() + 1_000 }));
    await world.database.jobs.update('acme/invoice/1014/send', { document: null as never });
    expect(await checkAll(world)).toBe(1);
    await world.restart();
    await world.pass(5);
    await untilSettled(world);
    await once(world);
    expect(await world.database.jobs.count()).toBe(1);
    expect(await world.database.quarantine.toArray()).toMatchObject([{ table: 'jobs', key: 'acme/invoice/1014/send', connection: 'acme' }]);
  });

  test('a corrupt link: the document is looked up and linked again, not sent twice', async () => {
    const world = await warm();
    await world.run('invoice', 1001);
    await world.database.links.update('acme/invoice/1001', { total: 'much' });
    expect(await checkAll(world)).toBe(1);
    expect(await world.link('invoice', 1001)).toBeUndefined();
    expect((await world.run('invoice', 1001)).result).toMatch(/^Linked to/);
    await once(world);
  });

  test('a corrupt budget: calls go on, counted anew', async () => {
    const world = await warm();
    await world.database.budgets.toCollection().modify((row) => void (row.minute = null as never));
    expect(await checkAll(world)).toBe(2);
    await world.run('invoice', 1001);
    await once(world);
  });

  test.each(['before', 'after'] as const)('a corrupt intent, its call lost %s it took effect: looked for until it is certain, then one document', async (moment) => {
    const world = await warm();
    world.exact.setListDelay(10_000);
    world.exact.faults.add({ method: 'POST', url: 'salesentry/SalesEntries', misbehaviour: { do: moment === 'before' ? 'drop-before' : 'drop-after' } });
    await world.run('invoice', 1001);
    await world.database.intents.toCollection().modify((row) => void (row.at = 'yesterday' as never));
    expect(await checkAll(world)).toBe(1);
    const at = world.clock.now();
    await world.restart();
    let postedAt = Infinity;
    world.exact.faults.watch((when, { method, url }) => {
      if (when === 'before' && method === 'POST' && url.includes('salesentry')) postedAt = world.clock.now();
    });
    await untilSettled(world);
    await once(world);
    expect((await world.job('invoice', 1001)).state).toBe('done');
    // The call must have ended (20 s) and what it made be sure to be found (15 s) before it may be made again.
    if (moment === 'before') expect(postedAt - at).toBeGreaterThanOrEqual(35_000);
    else expect(postedAt).toBe(Infinity);
  });

  test('a corrupt connection: its documents wait, and go on when it is connected again', async () => {
    const world = await warm();
    const connection = await world.connection();
    await world.queue.request(connection, { kind: 'invoice', id: '1001' }, 'send', 0, (job) => ({ ...job, nextAt: world.clock.now() + 1_000 }));
    await world.database.connections.update('acme', { host: null as never });
    expect(await checkAll(world)).toBe(1);
    await world.restart();
    await world.pass(60);
    expect(await world.job('invoice', 1001)).toMatchObject({ state: 'waiting', wait: { reason: 'sign-in' } });
    await world.connect();
    await untilSettled(world);
    await once(world);
  });
});
