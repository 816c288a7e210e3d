import 'fake-indexeddb/auto';
import { forceCloseDatabase } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { sentenceOf, StorageUnavailable, withStorage } from '../../../lib/background/storage';
import { createWorlds } from '../../../lib/background/worlds';
import { dropAlerts, raiseAlert, readAlerts, watchAlerts } from '../../../lib/storage/alerts';
import { LedgerbarDatabase } from '../../../lib/storage/database';
import { isStorageFailure } from '../../../lib/storage/failures';
import { onLoss } from '../../../lib/storage/loss';
import { NewerDatabase } from '../../../lib/storage/newer';
import { connection } from '../sync/samples';

let count = 0;
let name: string;
const badge = { setBadgeText: vi.fn(async () => undefined), setBadgeBackgroundColor: vi.fn(async () => undefined), setTitle: vi.fn(async () => undefined) };
beforeEach(() => {
  name = `loss-${(count += 1)}`;
  fakeBrowser.reset();
  Object.assign(fakeBrowser.action, badge);
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

async function opened() {
  const database = new LedgerbarDatabase(name);
  await database.open();
  await database.connections.put(connection());
  const lost = vi.fn();
  onLoss(database, lost);
  return { database, lost };
}
const deleteBehind = () => new Promise<void>((resolve, reject) => {
  const request = indexedDB.deleteDatabase(name);
  request.addEventListener('success', () => resolve());
  request.addEventListener('error', () => reject(request.error));
});

describe('fault 47: a database that is lost while it is in use', () => {
  const ways: [string, (database: LedgerbarDatabase) => Promise<unknown>][] = [
    ['deleted by somebody else', deleteBehind],
    ['given up by the browser', async (database) => forceCloseDatabase(database.backendDB() as never)],
    ['upgraded by a later version', () => new Promise((resolve) => indexedDB.open(name, 990).addEventListener('success', resolve))],
  ];

  it.each(ways)('%s: told once, and nothing is read or written any more', async (_, lose) => {
    const { database, lost } = await opened();
    await lose(database);
    expect(lost).toHaveBeenCalledOnce();
    for (const use of [() => database.connections.toArray(), () => database.connections.put(connection()), () => database.transaction('rw', database.jobs, () => undefined)]) {
      expect(isStorageFailure(await Promise.resolve(use()).catch((error: unknown) => error))).toBe(true);
    }
    database.close();
    expect(lost).toHaveBeenCalledOnce();
  });

  it('a write that comes late does not reach the database made anew under the same name', async () => {
    const { database } = await opened();
    await deleteBehind();
    const late = await Promise.resolve(database.intents.put({ key: 'k' } as never)).catch((error: unknown) => error);
    expect(isStorageFailure(late)).toBe(true);
    const fresh = new LedgerbarDatabase(name);
    expect([await fresh.intents.count(), await fresh.connections.count()]).toEqual([0, 0]);
    fresh.close();
  });
});

describe('worlds', () => {
  const world = (ready: Promise<void>, lost: () => void = () => undefined) => ({ ready, lost });

  it('are made anew when the database was lost, after a pause', async () => {
    vi.useFakeTimers();
    const begun: Promise<void>[] = [];
    const current = createWorlds((lost, begin) => {
      begun.push(begin);
      return world(begin, lost);
    }, () => Date.now());
    const first = current();
    first.lost();
    const second = current();
    expect([second === first, begun.length]).toEqual([false, 2]);
    let ready = false;
    void second.ready.then(() => (ready = true));
    await vi.advanceTimersByTimeAsync(999);
    expect(ready).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(ready).toBe(true);
    expect(current()).toBe(second);
  });

  it('that could not come up are tried again when they are asked for, but not at every call', async () => {
    let clock = 0;
    let made = 0;
    const current = createWorlds(() => {
      made += 1;
      return world(made < 3 ? Promise.reject(new Error('no')) : Promise.resolve());
    }, () => clock);
    const ask = async (at: number) => {
      clock = at;
      const { ready } = current();
      await ready.catch(() => undefined);
      return made;
    };
    expect([await ask(0), await ask(1000), await ask(4999), await ask(5000), await ask(9000), await ask(10_000), await ask(60_000)]).toEqual([1, 1, 1, 2, 2, 3, 3]);
    await expect(current().ready).resolves.toBeUndefined();
  });
});

describe('a storage that cannot be worked with', () => {
  const failing: [string, () => unknown, string, RegExp][] = [
    ['Internal error opening backing store', () => Object.assign(new (isDexieError())('Internal error opening backing store for indexedDB.open.'), {}), 'cannot-open', /Nothing is sent until it can/],
    ['a newer version', () => new NewerDatabase(), 'newer', /newer version/],
    ['no room', () => new DOMException('no', 'QuotaExceededError'), 'full', /no room left/],
  ];

  it.each(failing)('%s: told in an alert and on the button, and thrown in words', async (_, make, kind, says) => {
    const up = withStorage(() => 7, () => Promise.reject(make()));
    const error: unknown = await up.catch((failure: unknown) => failure);
    expect(error).toBeInstanceOf(StorageUnavailable);
    expect((error as Error).message).toMatch(says);
    expect(await readAlerts()).toMatchObject([{ kind, at: 7 }]);
    expect(badge.setBadgeText).toHaveBeenLastCalledWith({ text: '!' });
    expect(sentenceOf(make())).toMatch(says);
  });

  it('the alert goes when it can be worked with again; a loss stays until it is dismissed', async () => {
    await raiseAlert({ kind: 'cleared', at: 1, seen: 1, lost: { connections: 1, mappings: 0, links: 0 } });
    await withStorage(() => 7, () => Promise.reject(new NewerDatabase())).catch(() => undefined);
    expect((await readAlerts()).map(({ kind }) => kind)).toEqual(['cleared', 'newer']);
    await withStorage(() => 8, async () => undefined);
    await raiseAlert({ kind: 'full', at: 8 });
    await withStorage(() => 9, async () => undefined);
    expect((await readAlerts()).map(({ kind }) => kind)).toEqual(['cleared']);
    await dropAlerts(['cleared']);
    expect(await readAlerts()).toEqual([]);
  });

  it('what is not of the storage is thrown as it is, without an alert', async () => {
    await expect(withStorage(() => 7, () => Promise.reject(new RangeError('ours')))).rejects.toThrow(RangeError);
    expect([await readAlerts(), sentenceOf(new RangeError('ours')), sentenceOf('text')]).toEqual([[], 'ours', 'text']);
  });

  it('pages are told when an alert comes and goes, and what is no alert is not shown', async () => {
    const told = vi.fn();
    const end = watchAlerts(told);
    await raiseAlert({ kind: 'full', at: 1 });
    await dropAlerts(['full']);
    await fakeBrowser.storage.local.set({ another: 1 });
    expect(told).toHaveBeenCalledTimes(2);
    end();
    await fakeBrowser.storage.local.set({ storageAlert: { kind: 'of a later version' } });
    expect([told.mock.calls.length, await readAlerts()]).toEqual([2, []]);
  });
});

/** As Dexie names what the browser says when it cannot open. */
function isDexieError(): new (message: string) => Error {
  return (LedgerbarDatabase as unknown as { OpenFailedError: new (message: string) => Error }).OpenFailedError;
}
