import { rulesOf } from '../hosts/host';
import type { BulkRoute } from '../ledgers/capabilities';
import type { DocumentRef } from '../model/document';
import { room } from '../net/budget';
import { readBudget } from '../storage/budgets';
import type { ConnectionRow, JobRow } from '../storage/rows';
import { attempt } from './attempt';
import { note, type SyncContext } from './context';
import { enqueue } from './enqueue';
import type { JobEvent } from './explain';
import { next, revived } from './job';
import type { SendResult } from './send-result';
import { SentTogether, type Route } from './sent-together';
import type { Session } from './session';
import { fixStart } from './start-date';
import { enter, tell } from './states';
import { stragglers, turnsOf, type Capacity } from './turns';
import { earlier, TwinWatch } from './twin-watch';

/** Browsers tell when the net is back; this is for those that do not, and for a worker that was not there to be told. */
const offlineInterval = 300_000;

/** Jobs written down in one transaction: the others that want to write wait for it. */
const inOneWrite = 200;

/** Until a ledger that refused a call for several documents is tried with one again. */
const togetherInterval = 3_600_000;

/** Until storage that has failed is tried again. */
const storageInterval = 60_000;

/** The durable queue: what is to be done is in the database, this only works it off. One instance, in the background. */
export class Queue {
  private readonly running = new Map<string, { job: JobRow; done: Promise<void> }>();
  private readonly servedAt = new Map<string, number>();
  /** When a connection's ledger last refused a call for several documents as such. */
  private readonly refusedTogether = new Map<string, number>();
  /** Jobs whose state could not be stored, and when that is tried again. */
  private readonly notBefore = new Map<string, number>();
  private scan: { again: boolean; done: Promise<void> } | null = null;
  private readonly twins: TwinWatch;

  constructor(
    private readonly context: SyncContext,
    /** Keeps the background awake while the work is pending. */
    private readonly keepAwake: <T>(work: Promise<T>) => Promise<T>,
    /** Asks to be woken at that moment. */
    private readonly wakeAt: (moment: number | null) => void,
    checkTwins?: (context: SyncContext) => Promise<number | null>,
  ) {
    this.twins = new TwinWatch(context, keepAwake, () => this.work(), checkTwins);
  }

  /** Brings back what a dead worker left: nothing stays in "sending". Once, before anything runs. */
  async revive(): Promise<void> {
    const { database, now } = this.context;
    const interrupted = await database.jobs.where('state').equals('sending').toArray();
    for (const job of interrupted.filter(({ id }) => !this.running.has(id))) {
      const intents = await database.intents.where({ job: job.id }).count();
      const text = intents > 0 ? 'The browser stopped in the middle; it is being checked what arrived.' : 'The browser stopped before anything was sent; it goes on.';
      await enter(this.context, revived(job, intents > 0, now()), () => note(this.context, job, 'interrupted', text, 'info'));
    }
  }

  /** Asks for a document to be sent or fetched. A second press finds the first. Returns the job's id. */
  async request(connection: ConnectionRow, document: DocumentRef, action: JobRow['action'], priority: number, decide?: (job: JobRow) => JobRow): Promise<string> {
    const { database } = this.context;
    const id = await database.transaction('rw', [database.jobs, database.journal], () => enqueue(this.context, connection, document, action, priority, decide));
    this.context.changed(connection.id, document);
    this.work();
    return id;
  }

  /** The same for many, of which none begins before the last is written down: so that they can share what calls they can. */
  async requestAll(connection: ConnectionRow, documents: readonly DocumentRef[], action: JobRow['action'], priority: number, decide?: (job: JobRow) => JobRow): Promise<void> {
    const { database } = this.context;
    for (let done = 0; done < documents.length; done += inOneWrite) {
      await database.transaction('rw', [database.jobs, database.journal], async () => {
        for (const document of documents.slice(done, done + inOneWrite)) await enqueue(this.context, connection, document, action, priority, decide);
      });
    }
    this.context.changed(connection.id, null);
    this.work();
  }

  /** Starts what is due. Returns at once; the work keeps the background awake by itself. */
  work(): void {
    void this.keepAwake(this.startDue()).catch(() => this.wakeAt(this.context.now() + 30_000));
  }

  /** Resolves when nothing is running and nothing is due: for tests and for the alarm's handler. */
  async settled(): Promise<void> {
    await this.startDue();
    while (this.running.size > 0 || this.twins.looking) {
      await Promise.all([...[...this.running.values()].map(({ done }) => done), this.twins.looking]);
      await this.startDue();
    }
  }

  /** One look at what is due at a time; asked for meanwhile, it looks once more. */
  private startDue(): Promise<void> {
    if (this.scan) {
      this.scan.again = true;
      return this.scan.done;
    }
    const scan = { again: true, done: Promise.resolve() };
    this.scan = scan;
    scan.done = (async () => {
      try {
        while (scan.again) {
          scan.again = false;
          await this.startTurns();
        }
      } finally {
        this.scan = null;
      }
    })();
    return scan.done;
  }

  private async startTurns(): Promise<void> {
    const { database, now } = this.context;
    await this.retryUnwritten();
    const connections = new Map((await database.connections.toArray()).map((connection) => [connection.id, connection]));
    const awake = (await database.jobs.where('nextAt').between(1, now(), true, true).toArray()).filter((job) => ['queued', 'unknown', 'waiting'].includes(job.state));
    const due = awake.filter((job) => !this.running.has(job.id) && !this.notBefore.has(job.id) && !(job.priority > 0 && connections.get(job.connection)?.run?.paused));
    if (due.length > 0 && !this.context.online()) return this.waitForTheNet(due, connections);
    const capacities = new Map<string, Capacity>();
    for (const id of new Set(due.map((job) => job.connection))) {
      const connection = connections.get(id);
      if (connection) capacities.set(id, await this.capacityOf(connection));
      // Its connection was removed.
      else await database.jobs.where({ connection: id }).delete();
    }
    const { clicks, rounds, waiting } = turnsOf(due, [...this.running.values()].map(({ job }) => job), capacities);
    for (const { job, until, which, system } of waiting) await this.wait(job, until, which, system);
    // What is being checked does not say that it waits, and so nothing of it would wake anybody.
    const checks = waiting.filter(({ job }) => job.state === 'unknown').map(({ until }) => Math.max(until, now() + 1_000));
    for (const job of clicks) this.start(job);
    for (const round of rounds) {
      const connection = connections.get(round[0]?.connection ?? '');
      if (connection) this.startRound(round, connection);
    }
    if (this.running.size === 0) this.twins.lookWhenDue();
    await this.scheduleWake(checks);
  }

  /** Nothing is tried and nothing is written over and over: each says once that it waits, and stays due. */
  private async waitForTheNet(due: readonly JobRow[], connections: ReadonlyMap<string, ConnectionRow>): Promise<void> {
    const { now } = this.context;
    for (const job of due) {
      const connection = connections.get(job.connection);
      if (!connection || job.state === 'unknown' || (job.state === 'waiting' && job.wait?.reason === 'offline')) continue;
      await this.finish(connection, job.id, { type: 'waiting', reason: 'offline', until: now(), why: 'This computer is offline.' });
    }
    this.wakeAt(now() + offlineInterval);
  }

  private async capacityOf(connection: ConnectionRow): Promise<Capacity> {
    const { database, now } = this.context;
    const ledger = this.context.ledgerOf(connection.ledger.system);
    const host = this.context.hostOf(connection.host.system);
    const shares = ledger.budgetKey(connection.ledger);
    const bulk = this.bulkOf(connection);
    const atLedger = room(await readBudget(database, shares), ledger.budget, now());
    const atHost = room(await readBudget(database, host.budgetKey(connection.host)), rulesOf(host, connection.host), now());
    // One call is left for what is asked of the host beside its documents.
    const readable = atHost.calls - 1;
    return {
      ...(readable < 1 ? { ...atHost, calls: atLedger.calls, system: host.name } : { ...atLedger, system: ledger.name }), readable,
      batch: bulk ?? { size: 1, calls: 1 },
      isAlone: (job) => bulk === null || job.alone === true || job.action !== 'send' || !bulk.serves(connection.ledger, job.document.kind),
      shares, servedAt: this.servedAt.get(connection.id) ?? 0,
    };
  }

  /** How several documents are booked in one call; null where they are not, or where that was refused a while ago. */
  private bulkOf({ id, ledger }: ConnectionRow): BulkRoute | null {
    const refusedAt = this.refusedTogether.get(id);
    return refusedAt !== undefined && this.context.now() < refusedAt + togetherInterval ? null : this.context.ledgerOf(ledger.system).capabilities.bulk;
  }

  private startRound(jobs: readonly JobRow[], connection: ConnectionRow): void {
    this.servedAt.set(connection.id, this.context.now());
    const { now } = this.context;
    const round = new SentTogether(jobs.length, { bulk: this.bulkOf(connection) }, now, () => this.refusedTogether.set(connection.id, now()));
    for (const job of jobs) this.start(job, round.member());
  }

  private start(job: JobRow, member?: ReturnType<SentTogether['member']>): void {
    const done = this.keepAwake(this.run(job, member?.route)).catch((error: unknown) => this.notWrittenDown(job, error)).finally(() => {
      member?.leave();
      this.running.delete(job.id);
      // While the rest of a round is under way nothing new could begin.
      const others = [...this.running.values()].filter((other) => other.job.connection === job.connection && other.job.priority > 0).length;
      if (job.priority === 0 || others <= stragglers) this.work();
    });
    this.running.set(job.id, { job, done });
    done.catch(() => undefined);
  }

  /** Not even the job's state could be stored. What it did stands in its intents; it is looked at again when there may be room. */
  private notWrittenDown(job: JobRow, error: unknown): void {
    this.notBefore.set(job.id, this.context.now() + storageInterval);
    this.context.trouble?.(error);
  }

  /** Brings those back whose state could not be stored a while ago. */
  private async retryUnwritten(): Promise<void> {
    const over = [...this.notBefore].filter(([, moment]) => moment <= this.context.now());
    if (over.length === 0) return;
    for (const [id] of over) this.notBefore.delete(id);
    await this.revive();
  }

  /** Nothing is called: the budget says already that nothing may be. */
  private async wait(job: JobRow, until: number, which: string, system?: string): Promise<void> {
    const connection = await this.context.database.connections.get(job.connection);
    if (!connection || job.state === 'unknown') return;
    const of = system ?? this.context.ledgerOf(connection.ledger.system).name;
    await this.finish(connection, job.id, { type: 'waiting', reason: 'limit', until: Math.max(until, this.context.now() + 1_000), budget: which, system: of, why: `${of} allows no more calls for now (${which}).` });
  }

  /** The next moment something is due, or what is being checked may be looked at again (`checks`); while anything runs, also soon, so that a killed worker is brought back. */
  private async scheduleWake(checks: readonly number[]): Promise<void> {
    const now = this.context.now();
    const later = await this.context.database.jobs.where('nextAt').above(now).first();
    const soon = this.running.size > 0 ? now + 30_000 : null;
    // While anything runs nobody looks for twins: its end wakes up anyway.
    const twinsAt = this.running.size > 0 || this.twins.looking ? null : this.twins.dueAt;
    this.wakeAt([later?.nextAt ?? null, soon, twinsAt, ...checks, ...this.notBefore.values()].reduce(earlier, null));
  }

  private async run(job: JobRow, route?: (session: Session) => Route): Promise<void> {
    const { database } = this.context;
    const connection = await database.connections.get(job.connection);
    if (!connection) return void (await database.jobs.delete(job.id));
    const event = await this.context.exclusively(`document:${job.connection}/${job.document.kind}/${job.document.id}`, async () => {
      const current = await database.jobs.get(job.id);
      if (!current || !['queued', 'unknown', 'waiting'].includes(current.state)) return null;
      // What is being checked stays "Checking" until it can be told.
      if (current.state !== 'unknown') await this.begin(connection, current);
      return attempt(this.context, connection, current, route);
    });
    if (event) await this.finish(connection, job.id, event);
  }

  private async begin(connection: ConnectionRow, job: JobRow): Promise<void> {
    const started = next(job, { type: 'started' }, this.context.now());
    await enter(this.context, started, () => tell(this.context, job, { type: 'started' }));
    this.context.changed(connection.id, job.document);
  }

  private async finish(connection: ConnectionRow, id: string, event: JobEvent & { outcome?: SendResult }): Promise<void> {
    const { database } = this.context;
    const job = await database.jobs.get(id);
    if (!job) return;
    const { differences, updatable, ...rest } = job;
    const changed = next(rest, event, this.context.now());
    const { outcome } = event;
    const kept = event.type === 'done' ? {} : { ...(differences ? { differences } : {}), ...(updatable !== undefined ? { updatable } : {}) };
    await enter(this.context, { ...changed, ...kept, ...(outcome?.differences ? { differences: outcome.differences, updatable: outcome.updatable ?? null } : {}) }, async () => {
      await tell(this.context, job, event);
      if (event.type === 'waiting' && event.reason === 'sign-in' && connection.state === 'connected') {
        await database.connections.update(connection.id, { state: 'sign-in-needed', trouble: event.why });
      }
      if (event.type === 'done' && job.action === 'send' && connection.firstSyncAt === undefined) await fixStart(this.context, connection.id);
    });
    if (event.type === 'done') this.twins.after(job.action);
    this.context.changed(connection.id, job.document);
  }
}
