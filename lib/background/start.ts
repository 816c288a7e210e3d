import { browser } from 'wxt/browser';
import { hostOf } from '../hosts';
import { ledgerOf } from '../ledgers';
import { sendMessage } from '../messaging';
import { LedgerbarDatabase } from '../storage/database';
import { Vault } from '../storage/vault';
import type { SyncContext } from '../sync/context';
import { Queue } from '../sync/queue';
import { endRunWhenDone, synchronize } from '../sync/synchronize';
import { reconcileBadge } from './badge';
import { createHandlers } from './handlers';
import { reconcileScripts } from './hosts-access';
import { keepAwake } from './keep-awake';
import { applyPolicy } from './policy';
import { listen } from './router';
import { createWaker, queueAlarm } from './wake';

const syncAlarm = 'synchronize';
/** Minutes between automatic runs: a host may allow no more than 500 calls a day. */
const syncEvery = 30;

/** Wakes the background up: every listener at once, then one `ready` that brings everything to the state the database asks for. */
export function startBackground(): void {
  const database = new LedgerbarDatabase();
  const now = () => Date.now();

  const tellPages = async (connection: string, document: { kind: string; id: string } | null): Promise<void> => {
    const row = await database.connections.get(connection);
    if (!row || !document) return;
    const origins = hostOf(row.host.system).origins(row.host);
    const tabs = await browser.tabs.query({ url: origins }).catch(() => []);
    // A tab without the bar has nobody listening; that is not an error.
    await Promise.all(tabs.map((tab) => (tab.id === undefined ? undefined : sendMessage('documentChanged', { kind: document.kind, id: document.id }, tab.id).catch(() => undefined))));
  };

  const context: SyncContext = {
    database,
    vault: new Vault(database),
    hostOf,
    ledgerOf,
    fetch: (input, init) => fetch(input, init),
    now,
    online: () => navigator.onLine,
    exclusively: (name, work) => navigator.locks.request(name, work) as ReturnType<typeof work>,
    changed: (connection, document) => {
      void tellPages(connection, document);
      void reconcileBadge(context);
      void endRunWhenDone(context, connection);
    },
    locale: navigator.language,
  };

  const queue = new Queue(context, keepAwake, createWaker(() => queue.work(), now));

  async function reconcile(): Promise<void> {
    await applyPolicy(context);
    await queue.revive();
    const automatic = (await database.connections.toArray()).some((row) => row.sync.mode === 'automatic' && row.state === 'connected');
    const alarm = await browser.alarms.get(syncAlarm);
    if (automatic && !alarm) await browser.alarms.create(syncAlarm, { periodInMinutes: syncEvery, delayInMinutes: 5 });
    if (!automatic && alarm) await browser.alarms.clear(syncAlarm);
    await Promise.all([reconcileScripts(context), reconcileBadge(context)]);
  }

  const ready = reconcile();
  void keepAwake(ready).then(() => void queue.work());

  listen(createHandlers(context, queue), ready);
  browser.alarms.onAlarm.addListener((alarm) => {
    void keepAwake(
      ready.then(async () => {
        if (alarm.name === queueAlarm) queue.work();
        if (alarm.name === syncAlarm) await synchronizeAll(context, queue);
      }),
    );
  });
  browser.permissions.onAdded.addListener(() => void ready.then(() => reconcileScripts(context)));
  browser.permissions.onRemoved.addListener(() => void ready.then(() => reconcileScripts(context)));
  browser.runtime.onInstalled.addListener(() => undefined);
  browser.runtime.onStartup.addListener(() => undefined);
  self.addEventListener('online', () => queue.work());
}

async function synchronizeAll(context: SyncContext, queue: Queue): Promise<void> {
  const rows = await context.database.connections.filter((row) => row.sync.mode === 'automatic' && row.state === 'connected').toArray();
  // One connection's failure is in its own journal and keeps no other from its turn.
  for (const row of rows) await synchronize(context, row.id, queue).catch(() => undefined);
}
