import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LedgerbarDatabase } from '../../../lib/storage/database';
import { largeTables, smallTables } from '../../../lib/storage/row-schemas';
import type { IntentRow, JobRow } from '../../../lib/storage/rows';
import { jobOfIntent, readDocumentKey, readJobKey } from '../../../lib/sync/keys';
import { setAsideCorrupt, setAsideCorruptPending } from '../../../lib/sync/set-aside';
import { lineOf, wordsOf } from '../../../lib/sync/set-aside-words';
import type { SyncContext } from '../../../lib/sync/context';
import { connection, job, link, now } from '../sync/samples';

let database: LedgerbarDatabase;
let context: SyncContext;
let count = 0;

beforeEach(() => {
  database = new LedgerbarDatabase(`aside-${(count += 1)}`);
  context = { database, now: () => now } as unknown as SyncContext;
});
afterEach(async () => {
  vi.restoreAllMocks();
  await database.delete();
});

const checkAll = async (): Promise<number> => {
  let moved = 0;
  for (const table of [...smallTables, ...largeTables]) moved += await setAsideCorrupt(context, table);
  return moved;
};
/** The browser cannot read links under these keys, nor any range of them (a key that is undefined). */
function unreadable(hit: (key: unknown) => boolean): void {
  for (const method of ['get', 'getAll'] as const) {
    const real = IDBObjectStore.prototype[method] as (...of: unknown[]) => IDBRequest;
    vi.spyOn(IDBObjectStore.prototype, method).mockImplementation(function (this: IDBObjectStore, ...of: unknown[]) {
      if (this.name === 'links' && hit(method === 'get' ? of[0] : undefined)) throw new DOMException('Failed to read large IndexedDB value', 'NotReadableError');
      return real.apply(this, of);
    } as never);
  }
}
const broken = <Row>(row: Row, change: object): Row => ({ ...row, ...change });
const intent = (more: Partial<IntentRow> = {}): IntentRow => ({
  key: 'acme/invoice/1001#0', connection: 'acme', company: '123456', job: 'acme/invoice/1001/send', search: { number: '2026-1' }, contentHash: 'h', at: now - 60_000, endedAt: null, firstAbsentAt: null, ...more,
});

describe('fault 48: a corrupt record', () => {
  it('is moved out whole, with its place, its reason and the time, and the sound ones stay', async () => {
    const bad = broken(link({ key: 'acme/invoice/2' }), { total: 'much', addedLater: [1, { two: 2 }] });
    await database.links.bulkPut([link(), bad]);
    expect(await checkAll()).toBe(1);
    expect(await database.quarantine.toArray()).toEqual([{ seq: 1, table: 'links', key: 'acme/invoice/2', connection: 'acme', row: bad, reason: 'total: not a decimal number', at: now }]);
    expect(await database.links.toArray()).toEqual([link()]);
    expect(await checkAll()).toBe(0);
  });

  it('is told in the journal of its document, with cause and cure', async () => {
    await database.links.put(broken(link(), { total: 'much' }));
    await checkAll();
    expect(await database.journal.toArray()).toMatchObject([
      {
        connection: 'acme', document: 'invoice/1001', event: 'set-aside', tone: 'bad',
        text: 'The link of invoice 2026-1 could not be read and was set aside (total: not a decimal number). It shows as not sent. Send it again: it is looked for in the ledger first, and linked where it is found; nothing is booked twice.',
      },
    ]);
  });

  it('stays where it is when it cannot be moved whole: all of the move or nothing', async () => {
    await database.links.put(broken(link(), { total: 'much' }));
    const add = database.journal.add.bind(database.journal);
    database.journal.add = (() => Promise.reject(new Error('no'))) as never;
    await expect(checkAll()).rejects.toThrow('no');
    expect([await database.links.count(), await database.quarantine.count()]).toEqual([1, 0]);
    database.journal.add = add;
    expect(await checkAll()).toBe(1);
  });

  it('is left alone when it was mended meanwhile', async () => {
    await database.links.put(broken(link(), { total: 'much' }));
    const real = database.transaction.bind(database) as (...of: unknown[]) => Promise<unknown>;
    vi.spyOn(database, 'transaction').mockImplementation((async (...of: unknown[]) => {
      await database.links.put(link());
      return real(...of);
    }) as never);
    expect(await checkAll()).toBe(0);
    expect(await database.links.get(link().key)).toEqual(link());
  });

  it('is found among many, in any table, whatever is wrong with it', async () => {
    await database.links.bulkPut(Array.from({ length: 2500 }, (_, index) => link({ key: `acme/invoice/${index}`, ...(index % 600 === 599 ? { total: 'x' } : {}) })));
    await database.mappings.bulkPut([{ connection: 'acme', kind: 'unit', host: 'a', ledger: 'b' } as never, { connection: 'acme', kind: 'unit', host: 'c', ledger: 'd', origin: 'hand', used: 0, updatedAt: now }]);
    await database.budgets.put({ key: 'acme.scoro.com', minute: null } as never);
    expect(await checkAll()).toBe(6);
    expect([await database.links.count(), await database.mappings.count(), await database.budgets.count()]).toEqual([2496, 1, 0]);
  });

  it('that the browser itself cannot read is set aside by its key, and the others stay', async () => {
    await database.links.bulkPut([link(), link({ key: 'acme/invoice/2' }), link({ key: 'acme/invoice/3' })]);
    unreadable((key) => key === undefined || key === 'acme/invoice/2');
    expect(await checkAll()).toBe(1);
    expect(await database.quarantine.toArray()).toMatchObject([{ key: 'acme/invoice/2', row: null, connection: 'acme', reason: 'the browser cannot read it: Failed to read large IndexedDB value' }]);
    expect(await database.links.toCollection().primaryKeys()).toEqual(['acme/invoice/1001', 'acme/invoice/3']);
  });

  it('is not what is wrong when nothing of a table can be read: nothing is taken out', async () => {
    await database.links.bulkPut([link(), link({ key: 'acme/invoice/2' })]);
    unreadable(() => true);
    await expect(checkAll()).rejects.toThrow('Failed to read large IndexedDB value');
    vi.restoreAllMocks();
    expect([await database.links.count(), await database.quarantine.count()]).toEqual([2, 0]);
  });

  it('among finished jobs is not looked for at every start, but when all are checked', async () => {
    await database.jobs.put(broken(job({ state: 'done', nextAt: 0 }), { document: null }));
    expect(await setAsideCorruptPending(context)).toBe(0);
    expect(await setAsideCorrupt(context, 'jobs')).toBe(1);
  });
});

describe('fault 48: a corrupt intent stood for something under way', () => {
  it('leaves one in its place, as if the call had left now', async () => {
    await database.intents.put(broken(intent(), { at: 'yesterday' }));
    await checkAll();
    expect(await database.intents.toArray()).toEqual([intent({ at: now })]);
    expect(await database.quarantine.toArray()).toMatchObject([{ table: 'intents', row: { at: 'yesterday' } }]);
  });

  it('keeps its job checked even when the intent no longer names it', async () => {
    await database.intents.put({ key: 'acme/invoice/1001#2' } as never);
    await database.jobs.put(job({ state: 'sending' }));
    await checkAll();
    expect(await database.intents.get('acme/invoice/1001#2')).toEqual(intent({ key: 'acme/invoice/1001#2', company: '', search: null, contentHash: '', at: now }));
    expect(await database.intents.where({ job: 'acme/invoice/1001/send' }).count()).toBe(1);
  });

  it('of a customer or a product is looked for again as well', async () => {
    await database.intents.put({ key: 'acme/contact/12', connection: 7 } as never);
    await checkAll();
    expect(await database.intents.get('acme/contact/12')).toMatchObject({ connection: 'acme', job: '', at: now });
  });
});

describe('fault 48: a corrupt job', () => {
  it('with an intent goes on with being checked', async () => {
    await database.jobs.put(broken(job({ state: 'unknown' }), { document: null, decisions: 'none' }));
    await database.intents.put(intent());
    await checkAll();
    const expected: JobRow = job({ state: 'unknown', wait: { reason: 'checking', until: now } });
    expect(await database.jobs.toArray()).toEqual([expected]);
    expect(await database.quarantine.count()).toBe(1);
  });

  it('without one is gone from the queue, and can be asked for again', async () => {
    await database.jobs.put(broken(job(), { nextAt: 'soon' }));
    await checkAll();
    expect(await database.jobs.count()).toBe(0);
    const [aside] = await database.quarantine.toArray();
    expect(wordsOf(aside!)).toMatchObject({ title: 'The place in the queue of invoice 1001', cure: 'send-again' });
  });
});

describe('fault 48: a corrupt connection', () => {
  it('leaves its jobs waiting for it, whatever they were doing, and those of others alone', async () => {
    await database.connections.bulkPut([broken(connection(), { host: null }), connection({ id: 'beta' })]);
    const states = ['queued', 'sending', 'unknown', 'waiting'] as const;
    await database.jobs.bulkPut([
      ...states.map((state) => job({ id: `acme/invoice/${state}/send`, state })),
      job({ id: 'acme/invoice/blocked/send', state: 'blocked', nextAt: 0 }),
      job({ id: 'beta/invoice/1/send', connection: 'beta' }),
    ]);
    await checkAll();
    const rows = new Map((await database.jobs.toArray()).map((row) => [row.id, row]));
    for (const state of states) expect(rows.get(`acme/invoice/${state}/send`)).toMatchObject({ state: 'waiting', wait: { reason: 'sign-in', until: null }, nextAt: 0 });
    expect(rows.get('acme/invoice/blocked/send')?.state).toBe('blocked');
    expect(rows.get('beta/invoice/1/send')).toEqual(job({ id: 'beta/invoice/1/send', connection: 'beta' }));
    expect((await database.connections.toArray()).map(({ id }) => id)).toEqual(['beta']);
    expect(wordsOf((await database.quarantine.toArray())[0]!)).toMatchObject({ title: 'The connection "acme"', cure: 'connections' });
  });
});

describe('keys', () => {
  it('say what they stand for, or nothing', () => {
    expect(readJobKey('acme/invoice/a/b/send')).toEqual({ connection: 'acme', document: { kind: 'invoice', id: 'a/b' }, action: 'send' });
    expect([readJobKey('acme/invoice/1/dance'), readJobKey('acme/order/1/send'), readJobKey(7), readJobKey('')]).toEqual([null, null, null, null]);
    expect(readDocumentKey('acme/bill/3')).toEqual({ connection: 'acme', document: { kind: 'bill', id: '3' } });
    expect([readDocumentKey('acme/bill/'), readDocumentKey(undefined), readDocumentKey(['acme', 'bill', '3'])]).toEqual([null, null, null]);
    expect([jobOfIntent('acme/bill/3#1'), jobOfIntent('acme/contact/3'), jobOfIntent(null)]).toEqual(['acme/bill/3/send', '', '']);
  });

  it('every table has its words, with a sentence and no undefined', () => {
    const keys: Record<string, unknown> = { mappings: ['acme', 'unit', 'piece'], reference: ['acme', 'unit', 'u'], periods: ['acme', 2026, 1], terms: ['acme', 't'] };
    for (const table of [...smallTables, ...largeTables, 'of-a-later-version']) {
      const aside = { table, key: keys[table] ?? 'acme/invoice/1', connection: 'acme', row: null, reason: 'r', at: now };
      expect(lineOf(aside).text).toMatch(/ could not be read and was set aside \(r\)\./);
      expect(JSON.stringify([wordsOf(aside), lineOf(aside)])).not.toMatch(/undefined|null,"detail|\[object/);
    }
  });
});
