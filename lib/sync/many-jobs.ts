import type { ConnectionRow, JobRow } from '../storage/rows';
import { note, type SyncContext } from './context';
import { applyFix, findFix, type FixEffect } from './fixes';
import type { Queue } from './queue';
import { pullReference } from './reference-data';
import { openSession } from './session';

/** What a user asks for many open errors at once: behind what is asked for one, before what runs by itself. */
const priority = 5;

const needsUser = (job: JobRow | undefined): job is JobRow => job !== undefined && (job.state === 'blocked' || job.state === 'failed');

/** The jobs that still need the user, by connection; those of a connection that is gone are left out. */
async function byConnection({ database }: SyncContext, ids: readonly string[]): Promise<[ConnectionRow, JobRow[]][]> {
  const jobs = (await database.jobs.bulkGet([...new Set(ids)])).filter(needsUser);
  const connections = await database.connections.bulkGet([...new Set(jobs.map(({ connection }) => connection))]);
  return connections.flatMap((connection) => (connection ? [[connection, jobs.filter((job) => job.connection === connection.id)] satisfies [ConnectionRow, JobRow[]]] : []));
}

async function runAll(queue: Queue, connection: ConnectionRow, jobs: readonly JobRow[], decide?: (job: JobRow) => JobRow): Promise<void> {
  for (const action of ['send', 'fetch', 'bring'] as const) {
    const some = jobs.filter((job) => job.action === action).map(({ document }) => document);
    if (some.length > 0) await queue.requestAll(connection, some, action, priority, decide);
  }
}

/** Tries all of them again, on the company that is connected now. Returns how many are queued. */
export async function retryJobs(context: SyncContext, queue: Queue, ids: readonly string[]): Promise<number> {
  let count = 0;
  for (const [connection, jobs] of await byConnection(context, ids)) {
    await runAll(queue, connection, jobs, (job) => ({ ...job, company: connection.ledger.company }));
    count += jobs.length;
  }
  return count;
}

/** Takes them off the list of open errors, or puts them back; the documents stay as they are. Returns how many. */
export async function dismissJobs(context: SyncContext, ids: readonly string[], dismissed: boolean): Promise<number> {
  let count = 0;
  for (const [connection, jobs] of await byConnection(context, ids)) {
    const { database } = context;
    await database.transaction('rw', [database.jobs, database.journal], async () => {
      for (const job of jobs.filter((one) => (one.dismissed ?? false) !== dismissed)) {
        await database.jobs.update(job.id, { dismissed });
        await note(context, job, dismissed ? 'dismissed' : 'restored', dismissed ? 'The error is dismissed.' : 'The error is shown again.', 'info');
        count += 1;
      }
    });
    for (const { document } of jobs.length > 50 ? [] : jobs) context.changed(connection.id, document);
    context.changed(connection.id, null);
  }
  return count;
}

export interface FixForMany {
  problem: string;
  fix: string;
  choice?: string | undefined;
}

/**
 * Applies one fix to every job that offers it, and runs them. What it opens is opened once, by whoever asked: the answer says
 * how many it was applied to, and the first effect. Throws when none of them offers it any more.
 */
export async function fixJobs(context: SyncContext, queue: Queue, ids: readonly string[], { problem, fix, choice }: FixForMany): Promise<{ count: number; first: { effect: FixEffect; job: JobRow; connection: ConnectionRow } }> {
  let first: { effect: FixEffect; job: JobRow; connection: ConnectionRow } | undefined;
  let count = 0;
  for (const [connection, jobs] of await byConnection(context, ids)) {
    const runs: JobRow[] = [];
    let refreshes = false;
    for (const job of jobs) {
      const found = findFix(job, problem, fix);
      if (!found) continue;
      const effect = await applyFix(context, job, found.fix, choice);
      first ??= { effect, job, connection };
      count += 1;
      if (effect.effect === 'settle') await context.database.jobs.update(job.id, { state: 'done', problems: [], nextAt: 0, updatedAt: context.now() });
      if (effect.effect === 'run' || effect.effect === 'refresh') runs.push(job);
      refreshes ||= effect.effect === 'refresh';
      if (effect.effect === 'open') break;
    }
    if (refreshes) await pullReference(context, await openSession(context, connection));
    await runAll(queue, connection, runs);
    context.changed(connection.id, null);
  }
  if (!first) throw new Error('That is no longer open; look again.');
  return { count, first };
}
