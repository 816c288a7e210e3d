import type { DocumentKind, DocumentSummary } from '../model/document';
import { CallFailure } from '../net/failure';
import type { ConnectionRow, DocumentRow, JobRow } from '../storage/rows';
import { documentKey, jobKey, noteConnection, type SyncContext } from './context';
import { pullPayments } from './payments';
import type { Queue } from './queue';
import { openSession, type Session } from './session';
import { checkTwins } from './twins';

function rowOf(connection: string, { ref, ...summary }: DocumentSummary, now: number): DocumentRow {
  return { ...summary, key: documentKey(connection, ref), connection, kind: ref.kind, id: ref.id, listedAt: now };
}

/** The kinds a connection synchronises. */
const kindsOf = (connection: ConnectionRow): DocumentKind[] => [...(connection.sync.invoices ? (['invoice'] as const) : []), ...(connection.sync.bills ? (['bill'] as const) : [])];

/** Lists the host's documents issued since the start date: the Documents page, and what "Synchronize now" works from. */
export async function listDocuments(context: SyncContext, session: Session): Promise<DocumentRow[]> {
  const { connection } = session;
  const rows: DocumentRow[] = [];
  for (const kind of kindsOf(connection)) {
    const summaries = await session.host.listDocuments(kind, connection.sync.startDate);
    rows.push(...summaries.map((summary) => rowOf(connection.id, summary, context.now())));
  }
  await context.database.transaction('rw', context.database.documents, async () => {
    await context.database.documents.where({ connection: connection.id }).delete();
    await context.database.documents.bulkPut(rows);
  });
  return rows;
}

/** What is still to be sent: neither linked, nor deleted, nor held up by something the user has to mend. */
export function unsent(rows: readonly DocumentRow[], linked: ReadonlySet<string>, jobs: ReadonlyMap<string, JobRow>): DocumentRow[] {
  return rows.filter((row) => {
    if (row.deleted || linked.has(row.key)) return false;
    const job = jobs.get(`${row.key}/send`);
    return !job || job.state === 'done';
  });
}

/** Paid documents without a receipt in the host yet: each gets a fetch, which records it once. */
async function requestReceipts(context: SyncContext, connection: ConnectionRow, queue: Queue): Promise<number> {
  if (!connection.sync.payments) return 0;
  const links = await context.database.links.where({ connection: connection.id }).filter((link) => link.payment?.state === 'paid' && !link.receipt && link.remote === 'present' && !link.total.startsWith('-')).toArray();
  for (const link of links) {
    const fetched = await context.database.jobs.get(jobKey(connection.id, link.document, 'fetch'));
    // Fetched after it was paid and still no receipt: the host had it already.
    if (fetched?.state === 'done' && fetched.updatedAt > (link.payment?.checkedAt ?? 0)) continue;
    await queue.request(connection, link.document, 'fetch', 10);
  }
  return links.length;
}

const setRun = (context: SyncContext, id: string, run: Partial<NonNullable<ConnectionRow['run']>> | null): Promise<unknown> =>
  context.database.connections
    .where('id')
    .equals(id)
    .modify((row) => {
      row.run = run === null ? null : { startedAt: context.now(), phase: 'listing', total: 0, paused: false, ...row.run, ...run };
    });

/** Lists, queues everything unsent behind what the user asked for himself, and brings the payments up to date. One run of a connection at a time. */
export const synchronize = (context: SyncContext, id: string, queue: Queue): Promise<void> => context.exclusively(`synchronize:${id}`, () => run(context, id, queue));

async function run(context: SyncContext, id: string, queue: Queue): Promise<void> {
  const connection = await context.database.connections.get(id);
  if (!connection || connection.state !== 'connected') return;
  await setRun(context, id, { phase: 'listing', startedAt: context.now(), total: 0, paused: false });
  try {
    const session = await openSession(context, connection);
    const rows = await listDocuments(context, session);
    const linked = new Set((await context.database.links.where({ connection: id }).primaryKeys()) as string[]);
    const jobs = new Map((await context.database.jobs.where({ connection: id }).toArray()).map((job) => [job.id, job]));
    const todo = unsent(rows, linked, jobs);
    for (const row of todo) await queue.request(connection, { kind: row.kind, id: row.id }, 'send', 10);
    // Only now: a worker that dies before the last is queued has to list anew, or the rest would be forgotten.
    await setRun(context, id, { phase: 'sending', total: todo.length });
    if (connection.sync.payments) await pullPayments(context, session);
    await checkTwins(context, session, context.now());
    await requestReceipts(context, connection, queue);
    await noteConnection(context, connection, 'synchronized', `${rows.length} documents listed, ${todo.length} to send.`, 'info');
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    await noteConnection(context, connection, 'synchronize-failed', message, 'bad');
    await setRun(context, id, null);
    if (error instanceof CallFailure && error.kind === 'sign-in' && error.detail.system !== context.hostOf(connection.host.system).name) {
      await context.database.connections.update(id, { state: 'sign-in-needed', trouble: message });
    }
    throw error;
  }
  await endRunWhenDone(context, id);
}

/** Runs that a dead worker left while listing begin anew; those that were sending go on by their jobs. */
export async function resumeRuns(context: SyncContext, queue: Queue): Promise<void> {
  const rows = await context.database.connections.toArray();
  for (const { id } of rows) {
    await context.exclusively(`synchronize:${id}`, async () => {
      // Looked at again: one that was begun since this worker started has ended by now.
      const row = await context.database.connections.get(id);
      if (row?.run?.phase === 'listing') await run(context, id, queue).catch(() => undefined);
      else await endRunWhenDone(context, id);
    });
  }
}

/** A run ends when nothing of the connection is pending. */
export async function endRunWhenDone(context: SyncContext, id: string): Promise<void> {
  const connection = await context.database.connections.get(id);
  // While it still lists, nothing pending only means nothing queued yet.
  if (!connection?.run || connection.run.phase === 'listing') return;
  // State by state: a count of one is told at once, however many there are.
  for (const state of ['queued', 'sending', 'unknown', 'waiting']) if ((await context.database.jobs.where('[connection+state]').equals([id, state]).count()) > 0) return;
  await setRun(context, id, null);
}
