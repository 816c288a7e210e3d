import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { createMessenger, listenToNotifications, notifyAlarm, reconcileNotifyAlarm, tellNow, tryNotification } from '../../../lib/background/notify';
import { LedgerbarDatabase } from '../../../lib/storage/database';
import type { ConnectionRow } from '../../../lib/storage/rows';
import { Vault } from '../../../lib/storage/vault';
import type { SyncContext } from '../../../lib/sync/context';
import { secretNames } from '../../../lib/sync/session';
import { connection, job, now } from '../sync/samples';

let database: LedgerbarDatabase;
let context: SyncContext;
let granted = true;
let count = 0;
const posted: { url: string; body: string }[] = [];
const address = 'https://hooks.example.com/services/T1/secret-path';

beforeEach(() => {
  fakeBrowser.reset();
  vi.restoreAllMocks();
  granted = true;
  posted.length = 0;
  vi.spyOn(Date, 'now').mockImplementation(() => now);
  fakeBrowser.permissions = { contains: async () => granted } as never;
  database = new LedgerbarDatabase(`notify-${(count += 1)}`);
  const fetch: typeof globalThis.fetch = async (url, init) => {
    posted.push({ url: String(url), body: String(init?.body) });
    return new Response('ok');
  };
  context = { database, vault: new Vault(database), fetch, now: () => now, online: () => true, exclusively: (_name: string, work: () => Promise<unknown>) => work() } as unknown as SyncContext;
});

const put = (notify: ConnectionRow['sync']['notify'], more: Partial<ConnectionRow> = {}) => database.connections.put(connection({ sync: { ...connection().sync, ...(notify && { notify }) }, ...more }));
const held = () => database.jobs.put(job({ state: 'blocked', problems: [{ code: 'contact-missing', message: 'Globex is missing', fixes: [] }] }));
const alarm = async () => (await fakeBrowser.alarms.get(notifyAlarm))?.scheduledTime ?? null;

describe('feature 48: the alarm', () => {
  it('is there while there is something to tell, gathers for half a minute, and is not put off by being looked at', async () => {
    await put({ desktop: true });
    await reconcileNotifyAlarm(context);
    expect(await alarm()).toBeNull();
    await held();
    await reconcileNotifyAlarm(context);
    expect(await alarm()).toBe(now + 30_000);
    vi.mocked(Date.now).mockImplementation(() => now + 20_000);
    await reconcileNotifyAlarm(context);
    expect(await alarm()).toBe(now + 30_000);
    await tellNow(context);
    expect(await alarm()).toBeNull();
    expect(Object.keys(await fakeBrowser.notifications.getAll())).toEqual(['news/acme/0']);
  });

  it('is not set for notifications the browser does not allow, and is once it does', async () => {
    granted = false;
    await put({ desktop: true });
    await held();
    await reconcileNotifyAlarm(context);
    expect(await alarm()).toBeNull();
    granted = true;
    await reconcileNotifyAlarm(context);
    expect(await alarm()).not.toBeNull();
  });
});

describe('feature 48: the webhook', () => {
  it('is posted to at its whole address; the log of requests has it without what gives access', async () => {
    await context.vault.write(secretNames('acme').webhook, address);
    await put(undefined, { webhookHost: 'hooks.example.com' });
    await held();
    await tellNow(context);
    expect(posted).toEqual([{ url: address, body: JSON.stringify({ text: 'Ledgerbar, acme: 1 document needs you.\n- invoice 1001: contact missing' }) }]);
    const [row] = await database.requests.toArray();
    expect(row).toMatchObject({ connection: 'acme', system: 'hooks.example.com', method: 'POST', url: 'https://hooks.example.com/•••', failure: null });
    expect(JSON.stringify([await database.requests.toArray(), await database.journal.toArray(), await database.connections.toArray()])).not.toContain('secret-path');
  });

  it('whose address is not here is said, with what to do', async () => {
    await put(undefined, { webhookHost: 'hooks.example.com' });
    await expect(createMessenger(context).post((await database.connections.get('acme'))!, 'x')).rejects.toThrow('Its address is not known in this browser. Set it again.');
  });
});

it('feature 48: a test goes every way that is set, and says that delivery cannot be seen', async () => {
  await context.vault.write(secretNames('acme').webhook, address);
  await put({ desktop: true }, { webhookHost: 'hooks.example.com' });
  expect(await tryNotification(context, (await database.connections.get('acme'))!)).toBe('A notification was shown, and a message was posted to hooks.example.com; look there, since whether it was taken cannot be seen from here.');
  expect([Object.keys(await fakeBrowser.notifications.getAll()), posted.length]).toEqual([['test/acme'], 1]);
  await put(undefined, { id: 'quiet' });
  await expect(tryNotification(context, (await database.connections.get('quiet'))!)).rejects.toThrow(/^No way of being told is set/);
});

it('feature 48: a press on a notification leads to the log, and is heard once', async () => {
  const create = vi.spyOn(fakeBrowser.tabs, 'create');
  listenToNotifications();
  listenToNotifications();
  await fakeBrowser.notifications.onClicked.trigger('news/acme/0');
  expect(create).toHaveBeenCalledExactlyOnceWith({ url: expect.stringMatching(/\/options\.html#\/log$/) });
});
