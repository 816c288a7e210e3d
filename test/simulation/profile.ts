import Dexie from 'dexie';
import { hostOf } from '../../lib/hosts';
import { ledgerOf } from '../../lib/ledgers';
import { createClock } from '../../lib/net/clock';
import { Lanes } from '../../lib/net/lanes';
import { LedgerbarDatabase } from '../../lib/storage/database';
import { Vault } from '../../lib/storage/vault';
import type { SyncContext } from '../../lib/sync/context';
import { Queue } from '../../lib/sync/queue';
import { resumeRuns, endRunWhenDone } from '../../lib/sync/synchronize';
import type { Network } from './network';
import type { Timeline } from './timeline';

const never = () => new Promise<never>(() => undefined);

/** How often a moment in which something could come between is given to it. */
const holdChance = 0.25;
const longestHold = 4;
/** Browsers give extensions no alarm sooner. */
const soonestAlarm = 30_000;

export interface ProfileOptions {
  name: string;
  timeline: Timeline;
  random: () => number;
  network: Network;
  /** Steps at which the worker is killed, counted over all workers of the profile. */
  killAt: ReadonlySet<number>;
  /** Milliseconds until a killed worker is started again. */
  downtime(): number;
  trace(what: string): void;
  /** Told of every step of a worker: too much for a trace. */
  tell(what: string): void;
  /** The ledgers as they are, unless others stand in for them. */
  ledgerOf?: typeof ledgerOf;
}

/** One browser: its storage outlives its workers, of which one lives at a time. */
export class Profile {
  worker: Worker | null = null;
  /** Kills there were. */
  killed = 0;
  /** Moments so far at which a kill would have made a difference. */
  steps = 0;
  online = true;
  /** By how many milliseconds its clock is wrong. */
  skew = 0;
  private alarm: (() => void) | null = null;
  mayDie = true;
  /** How often a worker asked to be woken at once. */
  hurries = 0;

  constructor(readonly use: ProfileOptions) {}

  get name(): string {
    return this.use.name;
  }

  wall = (): number => this.use.timeline.now() + this.skew;

  /** The running worker; starts one, as an event of the browser would. */
  async awake(): Promise<Worker> {
    if (!this.worker) await this.start();
    return this.worker ?? never();
  }

  async start(): Promise<void> {
    const worker = new Worker(this);
    this.worker = worker;
    this.use.trace(`${this.name} starts`);
    await worker.boot();
  }

  /** Ends the worker where it stands: nothing it waits for ever comes, its locks are free, what it sent is on its way. */
  kill(where: string): void {
    if (!this.worker) return;
    this.killed += 1;
    this.worker.dead = true;
    this.worker = null;
    this.use.trace(`${this.name} is killed at ${where}`);
    this.use.timeline.after(this.use.downtime(), `${this.name} starts again`, () => void this.awake());
  }

  /** An alarm outlives the worker; a timer does not. */
  wakeAt(moment: number | null): void {
    this.alarm?.();
    this.alarm = null;
    if (moment === null) return;
    if (moment <= (this.worker?.context.now() ?? 0)) this.hurries += 1;
    const wait = Math.max(0, moment - (this.worker?.context.now() ?? moment));
    const { worker } = this;
    this.alarm = this.use.timeline.after(Math.max(wait, soonestAlarm), `alarm of ${this.name}`, async () => (await this.awake()).queue.work());
    if (wait < soonestAlarm) this.use.timeline.after(wait, `timer of ${this.name}`, () => worker?.dead === false && worker.queue.work());
  }
}

/** A background worker: the real sync, net and storage, each of whose steps may be its last. */
export class Worker {
  dead = false;
  readonly context: SyncContext;
  readonly queue: Queue;
  private readonly tails = new Map<string, Promise<unknown>>();
  private readonly underWay = new Set<unknown>();

  constructor(private readonly profile: Profile) {
    const database = this.guard(new LedgerbarDatabase(profile.name));
    const clock = createClock(profile.wall, () => profile.use.timeline.now());
    this.context = {
      database,
      vault: new Vault(database),
      hostOf,
      ledgerOf: profile.use.ledgerOf ?? ledgerOf,
      fetch: (input, init) => this.fetch(new Request(input, init), input),
      now: clock.now,
      clock,
      online: () => profile.online,
      underWay: new Map(),
      lanes: new Lanes(),
      exclusively: (name, work) => this.exclusively(name, work),
      changed: (connection) => void endRunWhenDone(this.context, connection),
      locale: 'en-GB',
    };
    this.queue = new Queue(this.context, (work) => work, (moment) => this.dead || profile.wakeAt(moment));
  }

  /** As the background does when it wakes up. */
  async boot(): Promise<void> {
    await this.queue.revive();
    this.queue.work();
    await resumeRuns(this.context, this.queue);
  }

  /** A moment at which the worker may die, or something else may come between. */
  private async point(what: string): Promise<void> {
    if (this.dead) return never();
    const { profile } = this;
    profile.steps += 1;
    profile.use.tell(what);
    if (this.dead) return never();
    if (profile.mayDie && profile.use.killAt.has(profile.steps)) {
      profile.kill(`step ${profile.steps}, ${what}`);
      return never();
    }
    if (profile.use.random() < holdChance) await profile.use.timeline.sleep(profile.use.random() * longestHold, what);
    return this.dead ? never() : undefined;
  }

  private async around<T>(what: string, writes: boolean, work: () => PromiseLike<T>): Promise<T> {
    await this.point(what);
    const result = await work();
    // A read that nobody sees the end of is one that never was.
    if (writes) await this.point(`${what}, stored`);
    return this.dead ? never() : result;
  }

  /**
   * A kill comes before a transaction or after it, as on disk: within one nothing is kept of a worker that dies.
   */
  private guard(database: LedgerbarDatabase): LedgerbarDatabase {
    const { around } = this;
    const guarded = around.bind(this);
    const tables = (database.Table as unknown as { prototype: { _trans(mode: string, work: unknown, locked: unknown): PromiseLike<unknown> } }).prototype;
    const alone = tables._trans;
    tables._trans = function (this: { name: string }, mode, work, locked) {
      if (Dexie.currentTransaction) return alone.call(this as never, mode, work, locked);
      return guarded(`${mode} ${this.name}`, mode === 'readwrite', () => alone.call(this as never, mode, work, locked));
    };
    const together = database.transaction.bind(database) as (...given: unknown[]) => PromiseLike<unknown>;
    database.transaction = ((mode: string, ...given: unknown[]) =>
      Dexie.currentTransaction ? together(mode, ...given) : guarded(`${mode} transaction`, mode !== 'r', () => together(mode, ...given))) as never;
    return database;
  }

  private exclusively<T>(name: string, work: () => Promise<T>): Promise<T> {
    const before = this.tails.get(name) ?? Promise.resolve();
    const mine = before.then(() => this.point(`lock ${name}`)).then(work);
    this.tails.set(name, mine.catch(() => undefined));
    return mine;
  }

  /** `cause`: what the request was made from; its time-out is heard only as long as somebody holds on to it. */
  private async fetch(request: Request, cause: RequestInfo | URL): Promise<Response> {
    await this.point('about to leave');
    const held = [request, cause];
    this.underWay.add(held);
    const answer = this.profile.use.network.send(request, this.profile.name);
    answer.catch(() => undefined).finally(() => this.underWay.delete(held));
    await this.point('left');
    try {
      const response = await answer;
      await this.point('answered');
      return response;
    } catch (error) {
      await this.point('failed');
      throw error;
    }
  }
}
