import type { DocumentRef } from '../model/document';
import type { ConnectionRow, JobRow } from '../storage/rows';
import { withChoices } from './choices';
import { note, jobKey, type SyncContext } from './context';
import { eventOf, type JobEvent } from './explain';
import { fetchState } from './fetch';
import { next, requested, revived, whileUnderWay } from './job';
import { problem } from './problems';
import { mappingTable, send } from './send';
import type { SendResult } from './send-result';
import { openSession, type Session } from './session';

/** Click before background; within that the oldest first. */
const byTurn = (a: JobRow, b: JobRow): number => a.priority - b.priority || a.createdAt - b.createdAt;

/** Jobs of one connection that run side by side: enough to hide waiting, too few to crowd a budget. */
const abreast = 3;

/** The durable queue: what is to be done is in the database, this only works it off. One instance, in the background. */
export class Queue {
  private readonly running = new Map<string, Promise<void>>();

  constructor(
    private readonly context: SyncContext,
    /** Keeps the background awake while the work is pending. */
    private readonly keepAwake: <T>(work: Promise<T>) => Promise<T>,
    /** Asks to be woken at that moment. */
    private readonly wakeAt: (moment: number | null) => void,
  ) {}

  /** Brings back what a dead worker left: nothing stays in "sending". Once, before anything runs. */
  async revive(): Promise<void> {
    const { database, now } = this.context;
    const interrupted = await database.jobs.where('state').equals('sending').toArray();
    for (const job of interrupted) {
      const intents = await database.intents.where({ job: job.id }).count();
      await database.jobs.put(revived(job, intents > 0, now()));
      await note(this.context, job, 'interrupted', intents > 0 ? 'The browser stopped in the middle; it is being checked what arrived.' : 'The browser stopped before anything was sent; it goes on.', 'info');
    }
  }

  /** Asks for a document to be sent or fetched. A second press finds the first. Returns the job's id. */
  async request(connection: ConnectionRow, document: DocumentRef, action: JobRow['action'], priority: number, decide?: (job: JobRow) => JobRow): Promise<string> {
    const { database, now } = this.context;
    const id = jobKey(connection.id, document, action);
    await database.transaction('rw', database.jobs, async () => {
      const existing = await database.jobs.get(id);
      const fresh: JobRow = {
        id, connection: connection.id, company: connection.ledger.company, document, action,
        state: 'queued', wait: null, problems: [], decisions: {}, attempts: 0, priority, nextAt: now(), createdAt: now(), updatedAt: now(),
      };
      const current = existing ? requested(existing, now(), priority) : fresh;
      const changed = !existing || current.state === 'queued' ? { ...current, company: existing && existing.state !== 'done' ? existing.company : connection.ledger.company } : current;
      await database.jobs.put(decide ? decide(changed) : changed);
    });
    this.context.changed(connection.id, document);
    this.work();
    return id;
  }

  /** Starts what is due. Returns at once; the work keeps the background awake by itself. */
  work(): void {
    void this.keepAwake(this.startDue()).catch(() => this.wakeAt(this.context.now() + 30_000));
  }

  /** Resolves when nothing is running and nothing is due: for tests and for the alarm's handler. */
  async settled(): Promise<void> {
    await this.startDue();
    while (this.running.size > 0) {
      await Promise.all(this.running.values());
      await this.startDue();
    }
  }

  private async startDue(): Promise<void> {
    const { database, now } = this.context;
    const due = await database.jobs.where('nextAt').between(1, now(), true, true).toArray();
    const paused = new Set((await database.connections.toArray()).filter((connection) => connection.run?.paused).map(({ id }) => id));
    const ready = due.filter((job) => ['queued', 'unknown', 'waiting'].includes(job.state) && !this.running.has(job.id) && !(paused.has(job.connection) && job.priority > 0)).sort(byTurn);
    for (const job of ready) {
      const busy = [...this.running.keys()].filter((id) => id.startsWith(`${job.connection}/`)).length;
      if (busy < abreast && !this.running.has(job.id)) this.start(job);
    }
    await this.scheduleWake();
  }

  private start(job: JobRow): void {
    const done = this.keepAwake(this.run(job)).finally(() => {
      this.running.delete(job.id);
      this.work();
    });
    this.running.set(job.id, done);
    done.catch(() => undefined);
  }

  /** The next moment something is due; while anything runs, also soon, so that a killed worker is brought back. */
  private async scheduleWake(): Promise<void> {
    const now = this.context.now();
    const later = await this.context.database.jobs.where('nextAt').above(now).first();
    const soon = this.running.size > 0 ? now + 30_000 : null;
    this.wakeAt(later && (soon === null || later.nextAt < soon) ? later.nextAt : soon);
  }

  private async run(job: JobRow): Promise<void> {
    const { database } = this.context;
    const connection = await database.connections.get(job.connection);
    if (!connection) return void (await database.jobs.delete(job.id));
    const event = await this.context.exclusively(`document:${job.connection}/${job.document.kind}/${job.document.id}`, async () => {
      const current = await database.jobs.get(job.id);
      if (!current || !['queued', 'unknown', 'waiting'].includes(current.state)) return null;
      // What is being checked stays "Checking" until it can be told.
      if (current.state !== 'unknown') await this.begin(connection, current);
      return this.attempt(connection, current);
    });
    if (event) await this.finish(connection, job.id, event);
  }

  /** Everything a job may end in becomes an event; nothing is thrown past here. */
  private async attempt(connection: ConnectionRow, job: JobRow): Promise<JobEvent & { outcome?: SendResult }> {
    const refusal = this.refusal(connection, job);
    if (refusal) return { type: 'blocked', problems: [refusal] };
    if (connection.state !== 'connected') {
      return { type: 'waiting', reason: 'sign-in', until: null, why: 'The connection needs a new sign-in.' };
    }
    try {
      const session: Session = await openSession(this.context, connection);
      const outcome = job.action === 'send' ? await send(this.context, session, job) : await fetchState(this.context, session, job);
      return { type: 'done', result: outcome.result, outcome };
    } catch (error) {
      const current = (await this.context.database.jobs.get(job.id)) ?? job;
      const hasIntent = (await this.context.database.intents.where({ job: job.id }).count()) > 0;
      const event = whileUnderWay(eventOf(this.context, connection, current, error), hasIntent, current.attempts, this.context.now());
      return event.type === 'blocked' ? { ...event, problems: withChoices(event.problems, await mappingTable(this.context, connection.id)) } : event;
    }
  }

  /** A job made for one company is never run against another. */
  private refusal(connection: ConnectionRow, job: JobRow) {
    if (job.company === connection.ledger.company) return null;
    const ledger = this.context.ledgerOf(connection.ledger.system).name;
    return problem('other-company', `This was to go to company ${job.company}; the connection now is for ${connection.companyName ?? connection.ledger.company}.`, [
      { id: 'retry', label: `Send to ${connection.companyName ?? connection.ledger.company}`, action: { type: 'retry' } },
    ], `Nothing was sent. ${ledger} was connected to another company since.`);
  }

  private async begin(connection: ConnectionRow, job: JobRow): Promise<void> {
    await this.context.database.jobs.put(next(job, { type: 'started' }, this.context.now()));
    await note(this.context, job, 'started', job.action === 'send' ? 'Sending.' : 'Fetching.', 'none');
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
    await database.jobs.put({ ...changed, ...kept, ...(outcome?.differences ? { differences: outcome.differences, updatable: outcome.updatable ?? null } : {}) });
    await this.tell(job, event);
    if (event.type === 'waiting' && event.reason === 'sign-in' && connection.state === 'connected') {
      await database.connections.update(connection.id, { state: 'sign-in-needed', trouble: event.why });
    }
    this.context.changed(connection.id, job.document);
  }

  private async tell(job: JobRow, event: JobEvent): Promise<void> {
    switch (event.type) {
      case 'blocked':
      case 'failed':
        for (const { message, raw } of event.problems) await note(this.context, job, event.type, message, 'bad', raw);
        return;
      case 'unknown':
        return note(this.context, job, 'unknown', `No answer; it is being checked whether it arrived. ${event.why}`, 'warn');
      case 'waiting':
        return note(this.context, job, 'waiting', event.why, 'info');
      default:
        return undefined;
    }
  }
}
