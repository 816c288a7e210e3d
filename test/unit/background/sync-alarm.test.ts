import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { hostOf } from '../../../lib/hosts';
import { ledgerOf } from '../../../lib/ledgers';
import { reconcileAlarm, syncAlarm } from '../../../lib/background/sync-alarm';
import { LedgerbarDatabase } from '../../../lib/storage/database';
import type { ConnectionRow } from '../../../lib/storage/rows';
import type { SyncContext } from '../../../lib/sync/context';
import { connection, now } from '../sync/samples';

const minute = 60_000;
let database: LedgerbarDatabase;
let context: SyncContext;
let count = 0;
/** The ledgers' time; the machine's own is `Date.now`, a minute behind. */
let time = now;

beforeEach(() => {
  fakeBrowser.reset();
  time = now;
  vi.spyOn(Date, 'now').mockImplementation(() => time - minute);
  database = new LedgerbarDatabase(`alarm-${(count += 1)}`);
  context = { database, hostOf, ledgerOf, now: () => time } as unknown as SyncContext;
});

const put = (more: Partial<ConnectionRow> = {}) => database.connections.put(connection({ sync: { ...connection().sync, mode: 'automatic' }, ...more }));
const alarm = async () => (await fakeBrowser.alarms.get(syncAlarm))?.scheduledTime ?? null;

describe('feature 40: the alarm of automatic synchronizing', () => {
  it('is there while a connection asks for it, on the machine\'s own clock', async () => {
    await put({ state: 'sign-in-needed' });
    await reconcileAlarm(context);
    expect(await alarm()).toBeNull();
    await put();
    await reconcileAlarm(context);
    expect(await alarm()).toBe(now - minute + 5 * minute);
    await put({ sync: connection().sync });
    await reconcileAlarm(context);
    expect(await alarm()).toBeNull();
    expect((await database.connections.get('acme'))?.nextRunAt).toBeUndefined();
  });

  it('is for the first of several, and is set again by a browser that has forgotten it', async () => {
    await put({ nextRunAt: now + 4 * minute });
    await put({ id: 'globex', nextRunAt: now + 2 * minute });
    await reconcileAlarm(context);
    expect(await alarm()).toBe(now + minute);
    await fakeBrowser.alarms.clear(syncAlarm);
    await reconcileAlarm(context);
    expect(await alarm()).toBe(now + minute);
  });

  it('rings soon when a run was missed, and is not put off by being looked at', async () => {
    await put({ nextRunAt: now - 60 * minute });
    await reconcileAlarm(context);
    const first = await alarm();
    expect(first).toBe(now - minute + 30_000);
    time += 20_000;
    await reconcileAlarm(context);
    expect(await alarm()).toBe(first);
  });

  it('takes the place of one that repeats, as an earlier version set it', async () => {
    await put({ nextRunAt: now + 2 * minute });
    await fakeBrowser.alarms.create(syncAlarm, { periodInMinutes: 30, delayInMinutes: 5 });
    await reconcileAlarm(context);
    expect(await fakeBrowser.alarms.get(syncAlarm)).not.toHaveProperty('periodInMinutes', 30);
    expect(await alarm()).toBe(now + minute);
  });
});
