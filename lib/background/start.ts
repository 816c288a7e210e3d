import { browser } from 'wxt/browser';
import { hostOf } from '../hosts';
import { ledgerOf } from '../ledgers';
import { sendMessage } from '../messaging';
import { createClock } from '../net/clock';
import { Lanes } from '../net/lanes';
import { LedgerbarDatabase } from '../storage/database';
import { addToJournal } from '../storage/logs';
import { onLoss } from '../storage/loss';
import { Vault } from '../storage/vault';
import { runDue } from '../sync/automatic';
import type { SyncContext } from '../sync/context';
import { Queue } from '../sync/queue';
import { endRunWhenDone, resumeRuns } from '../sync/synchronize';
import { reconcileBadge } from './badge';
import { checkLargeTables, checkSmallTables } from './checks';
import { createHandlers } from './handlers';
import { reconcileScripts } from './hosts-access';
import { keepAwake } from './keep-awake';
import { createNoter, judgeDatabase } from './marker';
import { createNotifyLook, listenToNotifications, notifyAlarm, reconcileNotifyAlarm, tellNow } from './notify';
import { applyPolicy } from './policy';
import { listen, type Handlers } from './router';
import { dropTrouble, keepFromPages, StorageUnavailable, tellIfStorage, withStorage } from './storage';
import { reconcileAlarm, syncAlarm } from './sync-alarm';
import { createWaker, queueAlarm, wakeAgain } from './wake';
import { createWorlds } from './worlds';

/** Everything that works on one opened database. */
interface World {
  context: SyncContext;
  queue: Queue;
  handlers: Handlers;
  ready: Promise<void>;
}

/** Brings everything to the state the database asks for. `lost`: what to call when the database is closed under it. */
function startWorld(lost: () => void, begin: Promise<void>): World {
  const database = new LedgerbarDatabase();
  let gone = false;
  let troubled = false;
  const clock = createClock(() => Date.now(), () => performance.now());
  const { now } = clock;

  const tellPages = async (connection: string, document: { kind: string; id: string } | null): Promise<void> => {
    const row = await database.connections.get(connection);
    if (!row) return;
    const origins = hostOf(row.host.system).origins(row.host);
    const tabs = await browser.tabs.query({ url: origins }).catch(() => []);
    // What concerns the whole connection, such as who may use it, may change whatever its pages show.
    const { kind, id } = document ?? { kind: '', id: '' };
    // A tab without the bar has nobody listening; that is not an error.
    await Promise.all(tabs.map((tab) => (tab.id === undefined ? undefined : sendMessage('documentChanged', { kind, id }, tab.id).catch(() => undefined))));
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
    lanes: new Lanes(),
    clock,
    exclusively: (name, work) => navigator.locks.request(name, work) as ReturnType<typeof work>,
    changed: (connection, document) => {
      if (gone) return;
      if (troubled) void dropTrouble();
      troubled = false;
      void tellPages(connection, document);
      if (!document) void reconcileAlarm(context);
      void reconcileBadge(context);
      void endRunWhenDone(context, connection);
      noteHoldings(document === null);
      lookWhetherToTell();
    },
    // A loss of the database is told by the world that follows.
    trouble: (error) => {
      if (gone) return;
      troubled = true;
      void told('A job could not be worked on', tellIfStorage(error, now()));
    },
    locale: navigator.language,
  };

  const noteHoldings = createNoter(context);
  const lookWhetherToTell = createNotifyLook(context);

  const queue = new Queue(context, keepAwake, createWaker(() => queue.work(), now));

  /** What goes wrong while waking up is told and keeps nothing else from working. */
  const told = (what: string, work: Promise<unknown>): Promise<unknown> =>
    work.catch((error: unknown) =>
      addToJournal(database, { at: now(), connection: '', document: '', job: '', event: 'start', text: `${what}: ${error instanceof Error ? error.message : String(error)}`, tone: 'bad' }),
    );

  async function reconcile(): Promise<void> {
    await begin;
    await database.open();
    onLoss(database, () => {
      gone = true;
      lost();
    });
    await told('It cannot be told whether the storage was cleared', judgeDatabase(context));
    await told('The records cannot be checked', checkSmallTables(context));
    await told('The company policy cannot be applied', applyPolicy(context));
    await told('What was interrupted cannot be taken up', queue.revive());
    await Promise.all([
      told('The alarm cannot be set', reconcileAlarm(context)),
      told('The bar cannot be put on its pages', reconcileScripts(context)),
      told('The badge cannot be shown', reconcileBadge(context)),
      told('What needs you cannot be told', reconcileNotifyAlarm(context)),
    ]);
    noteHoldings(true);
  }

  const ready = withStorage(now, reconcile);
  const work = async (): Promise<void> => {
    await ready;
    queue.work();
    await Promise.all([resumeRuns(context, queue), told('The records cannot be checked', checkLargeTables(context))]);
  };
  void keepAwake(work().catch(unlessTold));
  return { context, queue, handlers: createHandlers(context, queue), ready };
}

/** What keeps a world from coming up is told by an alert; nothing waits for the rest. */
const unlessTold = (error: unknown): void => {
  if (!(error instanceof StorageUnavailable)) throw error;
};

/** Wakes the background up: every listener at once; what they do waits until all is brought to the state the database asks for. */
export function startBackground(): void {
  void wakeAgain();
  void keepFromPages();
  const current = createWorlds(startWorld, () => Date.now());
  const whenReady = (then: (world: World) => unknown): Promise<unknown> => {
    const world = current();
    return keepAwake(world.ready.then(() => then(world))).catch(unlessTold);
  };

  listen(current);
  browser.alarms.onAlarm.addListener(({ name }) => {
    if (name === queueAlarm) void whenReady(({ queue }) => queue.work());
    if (name === syncAlarm) void whenReady(({ context, queue }) => runDue(context, queue).finally(() => reconcileAlarm(context)));
    if (name === notifyAlarm) void whenReady(({ context }) => tellNow(context));
  });
  listenToNotifications();
  browser.permissions.onAdded.addListener(() => {
    listenToNotifications();
    void whenReady(({ context }) => Promise.all([reconcileScripts(context), reconcileNotifyAlarm(context)]));
  });
  browser.permissions.onRemoved.addListener(() => void whenReady(({ context }) => reconcileScripts(context)));
  // Nothing to do but to be woken: reconcile() runs at every start.
  browser.runtime.onInstalled.addListener(() => undefined);
  browser.runtime.onStartup.addListener(() => undefined);
  self.addEventListener('online', () => void whenReady(({ queue }) => queue.work()));
}
