import 'fake-indexeddb/auto';
import { hostOf } from '../../lib/hosts';
import { ledgerOf } from '../../lib/ledgers';
import type { LedgerId } from '../../lib/ledgers/ledger';
import { Lanes } from '../../lib/net/lanes';
import { LedgerbarDatabase } from '../../lib/storage/database';
import type { ConnectionRow, JobRow, LinkRow } from '../../lib/storage/rows';
import { Vault } from '../../lib/storage/vault';
import { connect } from '../../lib/sync/connect';
import type { SyncContext } from '../../lib/sync/context';
import { documentKey, jobKey } from '../../lib/sync/context';
import { Queue } from '../../lib/sync/queue';
import { applySettings } from '../../lib/sync/settings-file';
import { ManualClock, type Clock, type Emulator } from '../emulators/core/emulator';
import type { createExactOnline, ExactOnline } from '../emulators/exact-online';
import { createScoro } from '../emulators/scoro';
import type { createQuickBooksOnline } from '../emulators/quickbooks-online';
import type { LedgerUnderTest } from './ledgers';
import { exactUnderTest } from './ledgers/exact-online';
import { quickBooksUnderTest } from './ledgers/quickbooks-online';

export const redirectUri = 'https://abcdefghijklmnopabcdefghijklmnop.chromiumapp.org/';
/** A Saturday in November 2026, in the seeds' open periods. */
export const start = Date.parse('2026-11-21T10:00:05Z');

/** Locks as the browser has them, within one process. */
function locks() {
  const tails = new Map<string, Promise<unknown>>();
  return <T>(name: string, work: () => Promise<T>): Promise<T> => {
    const before = tails.get(name) ?? Promise.resolve();
    const mine = before.then(work, work);
    tails.set(name, mine.catch(() => undefined));
    return mine;
  };
}

export interface WorldOptions {
  sync?: Record<string, unknown>;
  ledger?: Record<string, unknown>;
  /** The ledger's system; Exact Online where none is named. */
  system?: LedgerId;
  /** Of the one that is used. */
  exact?: Parameters<typeof createExactOnline>[0];
  quickBooks?: Parameters<typeof createQuickBooksOnline>[0];
  scoro?: Parameters<typeof createScoro>[0];
  /** Whether the queue looks for twins by itself; else only a synchronization does, and whoever asks for it. */
  checksTwins?: boolean;
  /** Another browser of the same company: the same two systems at the same time, with a storage of its own. */
  beside?: { clock: ManualClock; underTest: LedgerUnderTest; scoro: ReturnType<typeof createScoro> };
}

export type World = Awaited<ReturnType<typeof createWorld>>;

/** The ledger a world is for, with its emulator. */
export const makeLedger = ({ system = 'exact-online', exact, quickBooks }: WorldOptions, clock: Clock): LedgerUnderTest =>
  system === 'exact-online' ? exactUnderTest({ clock, autoConsent: true, ...exact }) : quickBooksUnderTest({ clock, autoConsent: true, ...quickBooks });

/** Not one of the sign-in. */
const isApiCall = (url: string): boolean => /\/api\/v1\/|\/docs\/XML|\/v3\/company\//.test(url);

let databases = 0;

/** The real sync, net and storage against the emulators, in one process, on a clock that stands still. */
export async function createWorld(options: WorldOptions = {}) {
  const clock = options.beside?.clock ?? new ManualClock(start);
  const underTest: LedgerUnderTest = options.beside?.underTest ?? makeLedger(options, clock);
  const exact = underTest.emulator as ExactOnline;
  const scoro = options.beside?.scoro ?? createScoro({ clock, apiKey: 'scoro-key', ...options.scoro });
  const emulators: Emulator[] = [underTest.emulator, scoro];
  const database = new LedgerbarDatabase(`test-${(databases += 1)}`);

  const route: typeof fetch = async (input, init) => {
    const request = new Request(input, init);
    const emulator = emulators.find((candidate) => candidate.answersTo(new URL(request.url).hostname));
    if (!emulator) throw new TypeError(`Nothing answers under ${request.url}`);
    if (emulator === underTest.emulator) clock.advance(underTest.apart);
    return emulator.app.fetch(request);
  };

  const exclusively = locks();
  const context: SyncContext = {
    database,
    vault: new Vault(database),
    hostOf,
    ledgerOf,
    fetch: route,
    now: () => clock.now(),
    online: () => true,
    underWay: new Map(),
    lanes: new Lanes(),
    exclusively,
    changed: () => undefined,
    locale: 'en-GB',
    wait: async (milliseconds) => clock.advance(milliseconds),
  };

  const newQueue = () => new Queue(context, (work) => work, () => undefined, options.checksTwins ? undefined : async () => null);
  const world = {
    clock, underTest, exact, scoro, database, context, fetch: route,
    queue: newQueue(),

    settings: {
      version: 1,
      connections: [
        {
          id: 'acme',
          host: { system: 'scoro', site: 'https://acme.scoro.com', companyAccountId: 'acme', apiKey: 'scoro-key' },
          ledger: { ...underTest.settings, ...options.ledger },
          sync: { mode: 'manual', startDate: '2026-01-01', invoices: true, bills: true, contacts: true, products: true, payments: true, ...options.sync },
        },
      ],
      mappings: underTest.mappings.map((mapping) => ({ connection: 'acme', ...mapping })),
    },

    /** Follows the authorization as a browser does that is sent straight back. */
    signInWindow: {
      redirectUri,
      open: async (url: string): Promise<string> => {
        const response = await route(url, { redirect: 'manual' });
        const location = response.headers.get('location');
        if (!location) throw new Error(`The consent page did not send back: ${response.status} ${await response.text()}`);
        return location;
      },
    },

    async connect() {
      await applySettings(context, JSON.stringify(world.settings));
      const answer = await connect(context, { connection: 'acme' }, world.signInWindow);
      if (!answer.ok || answer.state !== 'connected') throw new Error(`Not connected: ${JSON.stringify(answer)}`);
      world.forgetCalls();
      return world.connection();
    },

    async connection(): Promise<ConnectionRow> {
      const row = await database.connections.get('acme');
      if (!row) throw new Error('There is no connection');
      return row;
    },

    /** A new worker on the same database, as after a kill. */
    async restart() {
      world.queue = newQueue();
      await world.queue.revive();
    },

    async run(kind: 'invoice' | 'bill', id: string | number, action: 'send' | 'fetch' = 'send'): Promise<JobRow> {
      await world.queue.request(await world.connection(), { kind, id: String(id) }, action, 0);
      await world.queue.settled();
      return world.job(kind, id, action);
    },

    async job(kind: 'invoice' | 'bill', id: string | number, action: 'send' | 'fetch' = 'send'): Promise<JobRow> {
      const job = await database.jobs.get(jobKey('acme', { kind, id: String(id) }, action));
      if (!job) throw new Error(`There is no job for ${kind} ${id}`);
      return job;
    },

    link: (kind: 'invoice' | 'bill', id: string | number): Promise<LinkRow | undefined> => database.links.get(documentKey('acme', { kind, id: String(id) })),

    /** Lets time pass and works off what became due. */
    async pass(seconds: number) {
      clock.advance(seconds * 1000);
      await world.queue.settled();
    },

    forgetCalls() {
      underTest.emulator.seen.length = 0;
      scoro.seen.length = 0;
    },
    calls: () => ({
      ledger: underTest.emulator.seen.filter(({ url }) => isApiCall(url)).map(({ method, url }) => `${method} ${decodeURIComponent(new URL(url).pathname + new URL(url).search)}`),
      exact: exact.seen.filter(({ url }) => url.includes('/api/v1/')).map(({ method, url }) => `${method} ${decodeURIComponent(new URL(url).pathname + new URL(url).search)}`),
      scoro: scoro.seen.map(({ method, url }) => `${method} ${new URL(url).pathname}`),
    }),
  };
  return world;
}
