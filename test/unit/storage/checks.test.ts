import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { countAttention } from '../../../lib/background/badge';
import { createHandlers } from '../../../lib/background/handlers';
import { checkLargeTables, checkSmallTables } from '../../../lib/background/checks';
import { storageHandlers } from '../../../lib/background/storage-handlers';
import { hostOf } from '../../../lib/hosts';
import { raiseAlert, readAlerts } from '../../../lib/storage/alerts';
import { LedgerbarDatabase } from '../../../lib/storage/database';
import { Vault } from '../../../lib/storage/vault';
import type { SyncContext } from '../../../lib/sync/context';
import type { Queue } from '../../../lib/sync/queue';
import { connection, job, link, now } from '../sync/samples';

let database: LedgerbarDatabase;
let context: SyncContext;
let count = 0;
const changed = vi.fn();
const queue = { request: vi.fn(async () => 'job'), work: vi.fn() };
const handlers = () => storageHandlers(context, queue as unknown as Queue);
const sender = { origin: '', url: '', tab: undefined };

beforeEach(() => {
  fakeBrowser.reset();
  vi.clearAllMocks();
  database = new LedgerbarDatabase(`checks-${(count += 1)}`);
  context = { database, now: () => now, changed } as unknown as SyncContext;
});
const corruptLink = () => database.links.put(link({ total: 'much' }));
const aside = () => database.quarantine.toArray();

describe('fault 48: when records are checked', () => {
  it('what work is done from at every start, everything else once while the browser runs', async () => {
    await corruptLink();
    await database.jobs.put({ ...job(), nextAt: 'soon' } as never);
    await checkSmallTables(context);
    expect((await aside()).map(({ table }) => table)).toEqual(['jobs']);
    await checkLargeTables(context);
    expect((await aside()).map(({ table }) => table)).toEqual(['jobs', 'links']);
    expect(changed).toHaveBeenCalledOnce();

    await corruptLink();
    await checkLargeTables(context);
    expect(await aside()).toHaveLength(2);
    await fakeBrowser.storage.session.clear();
    await checkLargeTables(context);
    expect(await aside()).toHaveLength(3);
  });

  it('a check that broke off is done again at the next start', async () => {
    await corruptLink();
    const { add } = database.journal;
    database.journal.add = (() => Promise.reject(new Error('no'))) as never;
    await expect(checkLargeTables(context)).rejects.toThrow('no');
    database.journal.add = add;
    await checkLargeTables(context);
    expect(await aside()).toHaveLength(1);
  });
});

it('what was set aside of a connection goes when the connection is removed', async () => {
  await database.connections.bulkPut([connection(), connection({ id: 'beta' })]);
  for (const id of ['acme', 'beta']) await database.links.put(link({ key: `${id}/invoice/1`, connection: id, total: 'much' }));
  await checkLargeTables(context);
  Object.assign(fakeBrowser.scripting, { getRegisteredContentScripts: async () => [] });
  Object.assign(fakeBrowser.permissions, { contains: async () => false });
  const forgetting = createHandlers({ ...context, vault: new Vault(database), hostOf } as SyncContext, queue as unknown as Queue);
  expect(await forgetting.forget({ connection: 'acme' }, sender)).toEqual({ ok: true });
  expect((await aside()).map((row) => row.connection)).toEqual(['beta']);
});

describe('what can be done about them', () => {
  it('fault 48: a lost link or place in the queue is sent again, and then no longer kept', async () => {
    await database.connections.put(connection());
    await corruptLink();
    await database.jobs.put({ ...job({ id: 'acme/bill/3/fetch' }), nextAt: 'soon' } as never);
    await checkSmallTables(context);
    await checkLargeTables(context);
    for (const { seq } of await aside()) expect(await handlers().sendSetAside({ seq: seq! }, sender)).toEqual({ ok: true });
    expect(queue.request.mock.calls).toEqual([
      [connection(), { kind: 'bill', id: '3' }, 'fetch', 0],
      [connection(), { kind: 'invoice', id: '1001' }, 'send', 0],
    ]);
    expect(await aside()).toEqual([]);
  });

  it('is refused in a sentence when it is gone, or its connection is', async () => {
    expect(await handlers().sendSetAside({ seq: 99 }, sender)).toEqual({ ok: false, message: 'That record is no longer here.' });
    expect(await handlers().removeSetAside({ seq: 99 }, sender)).toEqual({ ok: false, message: 'That record is no longer here.' });
    await corruptLink();
    await checkLargeTables(context);
    const [{ seq } = {}] = await aside();
    expect(await handlers().sendSetAside({ seq: seq! }, sender)).toEqual({ ok: false, message: 'Its connection is not here. Connect it again first.' });
    expect([queue.request.mock.calls.length, (await aside()).length]).toEqual([0, 1]);
    expect(await handlers().removeSetAside({ seq: seq! }, sender)).toEqual({ ok: true });
    expect(await aside()).toEqual([]);
  });

  it('fault 47: alerts and records set aside count on the button until they are dealt with', async () => {
    expect(await countAttention(context)).toBe(0);
    await corruptLink();
    await checkLargeTables(context);
    await raiseAlert({ kind: 'cleared', at: now, seen: now, lost: { connections: 1, mappings: 0, links: 0 } });
    await raiseAlert({ kind: 'full', at: now });
    expect(await countAttention(context)).toBe(3);
    await handlers().dismissStorageAlert({ kind: 'cleared' }, sender);
    expect(changed).toHaveBeenCalledTimes(2);
    await handlers().retryStorage({}, sender);
    expect([await readAlerts(), await countAttention(context), queue.work.mock.calls.length]).toEqual([[], 1, 1]);
  });
});
