import { ledgerOf } from '../../lib/ledgers';
import type { LedgerId } from '../../lib/ledgers/ledger';
import { LedgerbarDatabase } from '../../lib/storage/database';
import { isPreparing, synchronize } from '../../lib/sync/synchronize';
import { isRequest } from '../emulators/core/faults';
import { Network, type Trouble } from '../simulation/network';
import { installPlatform } from '../simulation/platform';
import { Profile } from '../simulation/profile';
import { createRandom } from '../simulation/random';
import type { PlannedDocument } from '../simulation/schedule';
import { addDocument, numberOf, setStage, start, type Stage } from '../simulation/stage';
import { Timeline } from '../simulation/timeline';

export const minute = 60_000;
/** Milliseconds of virtual time after which something is stuck. */
const longest = 6 * 60 * minute;

/** What it took to bring a backlog into the ledger. */
export interface Drained {
  documents: number;
  /** Virtual minutes from the first call to the last. */
  minutes: number;
  ledgerCalls: number;
  hostCalls: number;
  duplicates: number;
  lost: number;
}

/** Virtual time with both systems and one browser in it, connected and warmed up. */
export interface Bench {
  timeline: Timeline;
  stage: Stage;
  network: Network;
  profile: Profile;
  /** The browser's storage, seen from outside. */
  storage: LedgerbarDatabase;
  /** Adds documents to the host. */
  add(documents: readonly PlannedDocument[]): { id: string; number: string; kind: PlannedDocument['kind'] }[];
  /** Lets time pass until nothing is under way any more. */
  settle(): Promise<void>;
}

/** A few documents of every customer, supplier and product: what a ledger knows after the first day. */
export const everyMaster: PlannedDocument[] = ([0, 1, 2] as const).flatMap((contact) => [
  { kind: 'invoice' as const, contact, product: contact, credit: false, cents: 10_000 },
  { kind: 'bill' as const, contact, product: 0 as const, credit: false, cents: 10_000 },
]);

export interface BenchOptions {
  /** Exact Online where none is named. */
  system?: LedgerId;
  seed?: number;
  /** Of the n-th request after warming up. */
  troubleOf?: (request: number) => Trouble | undefined;
  warm?: readonly PlannedDocument[];
  /** Each document by a call of its own, whatever the ledger can do. */
  alone?: boolean;
}

/** The ledgers without their calls for several documents. */
const ledgersAlone: typeof ledgerOf = (id) => {
  const ledger = ledgerOf(id);
  return { ...ledger, capabilities: { ...ledger.capabilities, bulk: null } };
};

/** Runs `work` in virtual time on a bench of its own. */
export async function onBench<T>(options: BenchOptions, work: (bench: Bench) => Promise<T>): Promise<T> {
  const timeline = new Timeline(start);
  const random = createRandom(options.seed ?? 1);
  const warm = options.warm ?? everyMaster;
  const stage = await setStage({ timeline, documents: warm, profiles: ['bench'], ...(options.system ? { system: options.system } : {}) });
  const restore = installPlatform(timeline);
  let added = warm.length;
  let warmed = Infinity;
  const network = new Network({
    timeline,
    random,
    emulators: [stage.ledger.emulator, stage.scoro],
    // A sign-in that is lost is a person's to renew, and not what is measured.
    troubleOf: (number, request) => (isRequest(stage.ledger.requests.token, request) ? undefined : options.troubleOf?.(number - warmed)),
    endToken: () => undefined,
    trace: () => undefined,
    committed: () => undefined,
  });
  const profile = new Profile({ name: 'bench', timeline, random, network, killAt: new Set(), downtime: () => 0, trace: () => undefined, tell: () => undefined, ...(options.alone ? { ledgerOf: ledgersAlone } : {}) });
  const storage = new LedgerbarDatabase('bench');
  await storage.connections.toCollection().modify((row) => void (row.host.requestsPerDay = 1_000_000));

  const bench: Bench = {
    timeline, stage, network, profile, storage,
    add: (documents) =>
      documents.map((document) => {
        const index = (added += 1) - 1;
        return { id: addDocument(stage.scoro, document, index), number: numberOf(index, document.kind), kind: document.kind };
      }),
    async settle() {
      for (const end = timeline.now() + longest; timeline.now() < end; ) {
        await timeline.run(timeline.now() + 5_000);
        const pending = await Promise.all(['queued', 'sending', 'unknown', 'waiting'].map((state) => storage.jobs.where('state').equals(state).count()));
        // While it still lists, nothing pending only means nothing queued yet.
        const running = (await storage.connections.toArray()).some(({ run }) => run && isPreparing(run));
        if (!running && pending.every((count) => count === 0)) return;
      }
      throw new Error(`It does not come to rest: ${JSON.stringify((await storage.jobs.where('state').noneOf(['done']).toArray()).slice(0, 3))}`);
    },
  };
  try {
    if (warm.length > 0) {
      await run(bench);
      await bench.settle();
    }
    // The measuring begins with a fresh minute, as a backlog does that is left for the night.
    await timeline.run(Math.ceil(timeline.now() / minute) * minute + minute);
    warmed = network.sent;
    return await work(bench);
  } finally {
    restore();
    storage.close();
  }
}

/** Presses "Synchronize now". */
export async function run({ timeline, profile }: Bench): Promise<void> {
  timeline.after(0, 'synchronize', async () => {
    const worker = await profile.awake();
    void synchronize(worker.context, 'acme', worker.queue);
  });
  await timeline.run(timeline.now() + 1_000);
}

/** Counts ledger documents under each number: twice is a duplicate, none is a loss. */
export function tally(stage: Stage, documents: readonly { number: string; kind: PlannedDocument['kind'] }[]): Pick<Drained, 'duplicates' | 'lost'> {
  const count = new Map<string, number>();
  for (const { number, otherNumber = number } of stage.ledger.documents()) for (const each of new Set([number, otherNumber])) count.set(each, (count.get(each) ?? 0) + 1);
  const counts = documents.map(({ number }) => count.get(number) ?? 0);
  return { duplicates: counts.reduce((sum, each) => sum + Math.max(0, each - 1), 0), lost: counts.filter((each) => each === 0).length };
}

/** When the last of the documents was booked. */
const lastBooking = ({ ledger }: Stage, since: number): number => ledger.emulator.seen.reduce((last, request) => (request.at >= since && ledger.books(request) ? Math.max(last, request.at) : last), since);

/** Calls to the ledger from the n-th request on, those for tokens aside. */
export const callsSince = ({ ledger }: Stage, first: number): number => ledger.emulator.seen.slice(first).filter((request) => !isRequest(ledger.requests.token, request)).length;

/** Drains a backlog by "Synchronize now", as fast as the ledger's limits allow. */
export async function drain(bench: Bench, documents: readonly PlannedDocument[]): Promise<Drained> {
  const { stage, timeline } = bench;
  const added = bench.add(documents);
  const since = timeline.now();
  const [ledgerBefore, scoroBefore] = [stage.ledger.emulator.seen.length, stage.scoro.seen.length];
  await run(bench);
  await bench.settle();
  // What arrived twice is found by then, or by the next synchronization at the latest.
  await timeline.run(timeline.now() + 4 * minute);
  const measured = {
    documents: documents.length,
    minutes: (lastBooking(stage, since) - since) / minute,
    ledgerCalls: callsSince(stage, ledgerBefore),
    hostCalls: stage.scoro.seen.length - scoroBefore,
  };
  await run(bench);
  await bench.settle();
  await timeline.run(timeline.now() + 2 * minute);
  return { ...measured, ...tally(stage, added) };
}
