import { browser } from 'wxt/browser';
import { hostOf } from '../hosts';
import { ledgerOf } from '../ledgers';
import { sendMessage } from '../messaging';
import { LedgerbarDatabase } from '../storage/database';
import { Vault } from '../storage/vault';
import type { SyncContext } from '../sync/context';
import { Queue } from '../sync/queue';
import { endRunWhenDone, resumeRuns, synchronize } from '../sync/synchronize';
import { reconcileBadge } from './badge';
import { createHandlers } from './handlers';
import { reconcileScripts } from './hosts-access';
import { keepAwake } from './keep-awake';
import { applyPolicy } from './policy';
import { listen } from './router';
import { reconcileAlarm, syncAlarm } from './sync-alarm';
import { createWaker, queueAlarm } from './wake';

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
    mayReach: (url) => browser.permissions.contains({ origins: [`${new URL(url).origin}/*`] }),
    underWay: new Map(),
    exclusively: (name, work) => navigator.locks.request(name, work) as ReturnType<typeof work>,
    changed: (connection, document) => {
      void tellPages(connection, document);
      if (!document) void reconcileAlarm(context);
      void reconcileBadge(context);
      void endRunWhenDone(context, connection);
    },
    locale: navigator.language,
  };

  const queue = new Queue(context, keepAwake, createWaker(() => queue.work(), now));

  /** What goes wrong while waking up is told and keeps nothing else from working. */
  const told = (what: string, work: Promise<unknown>): Promise<unknown> =>
    work.catch((error: unknown) =>
      database.journal.add({ at: now(), connection: '', document: '', job: '', event: 'start', text: `${what}: ${error instanceof Error ? error.message : String(error)}`, tone: 'bad' }),
    );

  async function reconcile(): Promise<void> {
    await told('The company policy cannot be applied', applyPolicy(context));
    await queue.revive();
    await Promise.all([
      told('The alarm cannot be set', reconcileAlarm(context)),
      told('The bar cannot be put on its pages', reconcileScripts(context)),
      told('The badge cannot be shown', reconcileBadge(context)),
    ]);
  }

  const ready = reconcile();
  void keepAwake(
    ready.then(() => {
      queue.work();
      return resumeRuns(context, queue);
    }),
  );

  listen(createHandlers(context, queue), ready);
  const onAlarm = async (name: string): Promise<void> => {
    await ready;
    if (name === queueAlarm) queue.work();
    if (name === syncAlarm) await synchronizeAll(context, queue);
  };
  browser.alarms.onAlarm.addListener(({ name }) => void keepAwake(onAlarm(name)));
  browser.permissions.onAdded.addListener(() => void ready.then(() => reconcileScripts(context)));
  browser.permissions.onRemoved.addListener(() => void ready.then(() => reconcileScripts(context)));
  // Nothing to do but to be woken: reconcile() runs at every start.
  browser.runtime.onInstalled.addListener(() => undefined);
  browser.runtime.onStartup.addListener(() => undefined);
  self.addEventListener('online', () => queue.work());
}

async function synchronizeAll(context: SyncContext, queue: Queue): Promise<void> {
  const rows = await context.database.connections.filter((row) => row.sync.mode === 'automatic' && row.state === 'connected').toArray();
  // One connection's failure is in its own journal and keeps no other from its turn.
  for (const row of rows) await synchronize(context, row.id, queue).catch(() => undefined);
}
