import type { DocumentKind, DocumentSummary } from '../model/document';
import { dayOf, type Day } from '../model/dates';
import { CallFailure } from '../net/failure';
import { directionOf, type SyncedKind } from '../settings';
import type { ConnectionRow, DocumentRow, JobRow, RunPhase, SyncRun } from '../storage/rows';
import { documentKey, jobKey, noteConnection, type SyncContext } from './context';
import { goes } from './directions';
import { refreshReference, sendMasters } from './masters';
import { pullPayments } from './payments';
import { pull } from './pull/pull';
import type { Queue } from './queue';
import { requestPayments } from './record-payments';
import { sendAgain } from './send-again';
import { openSession, type Session } from './session';
import { fixStart } from './start-date';
import { noticeTouched } from './touched';
import { checkTwins } from './twins';

function rowOf(connection: string, { ref, ...summary }: DocumentSummary, now: number): DocumentRow {
  return { ...summary, key: documentKey(connection, ref), connection, kind: ref.kind, id: ref.id, listedAt: now };
}

const settingOf = { invoice: 'invoices', bill: 'bills' } as const satisfies Record<DocumentKind, SyncedKind>;

/** The kinds of documents that a connection sends. */
const kindsOf = ({ sync }: ConnectionRow): DocumentKind[] => (['invoice', 'bill'] as const).filter((kind) => sync[settingOf[kind]] && directionOf(sync, settingOf[kind]) === 'to-ledger');

/** A whole list is read anew after so long: what came into a bookmark without a change shows in no list of changes. */
const wholeListEvery = 86_400_000;
/** The host's days are those of another zone, and its clock may be slow. */
const oneDay = 86_400_000;

/** Since which day what is new is to be listed; null where the whole list is due. What was listed and not queued counts as not listed. Pure. */
export function newsSince({ listedAt, listedWholeAt }: Pick<ConnectionRow, 'listedAt' | 'listedWholeAt'>, now: number): Day | null {
  if (listedAt === undefined || listedWholeAt === undefined || now - listedWholeAt >= wholeListEvery) return null;
  return dayOf(listedAt - oneDay);
}

/**
 * Lists the host's documents issued since the start date and within the bookmarks: the Documents page, and what a run works
 * from. `changedSince`: only those changed since that day; the others stay listed as they were.
 */
export async function listDocuments(context: SyncContext, session: Session, changedSince: Day | null = null): Promise<DocumentRow[]> {
  const { connection } = session;
  const { startDate, bookmarks } = connection.sync;
  const { database } = context;
  const rows: DocumentRow[] = [];
  for (const kind of kindsOf(connection)) {
    const bookmark = bookmarks?.[settingOf[kind]];
    const summaries = await session.host.listDocuments(kind, startDate, { ...(bookmark !== undefined && { bookmark }), ...(changedSince !== null && { changedSince }) });
    rows.push(...summaries.map((summary) => rowOf(connection.id, summary, context.now())));
  }
  await database.transaction('rw', database.documents, async () => {
    if (changedSince === null) await database.documents.where({ connection: connection.id }).delete();
    await database.documents.bulkPut(rows);
  });
  await noticeTouched(context, connection, rows);
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
  if (!connection.sync.payments || !goes(context, connection, 'payments', 'to-host')) return 0;
  const links = await context.database.links.where({ connection: connection.id }).filter((link) => link.payment?.state === 'paid' && !link.receipt && link.remote === 'present' && !link.total.startsWith('-')).toArray();
  const fetched = await context.database.jobs.bulkGet(links.map((link) => jobKey(connection.id, link.document, 'fetch')));
  // Fetched after it was paid and still no receipt: the host had it already.
  const without = links.filter((link, index) => !(fetched[index]?.state === 'done' && fetched[index].updatedAt > (link.payment?.checkedAt ?? 0)));
  await queue.requestAll(connection, without.map(({ document }) => document), 'fetch', 10);
  return links.length;
}

const pendingStates: ReadonlySet<JobRow['state']> = new Set(['queued', 'sending', 'unknown', 'waiting']);

const setRun = (context: SyncContext, id: string, run: Partial<SyncRun>): Promise<unknown> =>
  context.database.connections
    .where('id')
    .equals(id)
    .modify((row) => {
      const { done: _before, ...current } = row.run ?? {};
      row.run = { startedAt: context.now(), phase: 'reference', total: 0, paused: false, ...current, ...run };
    });

const preparing: ReadonlySet<RunPhase> = new Set(['reference', 'contacts', 'products', 'listing']);
/** Is a run still before its documents, so that nothing pending only means that nothing is queued yet? */
export const isPreparing = ({ phase }: Pick<SyncRun, 'phase'>): boolean => preparing.has(phase);

/** What a run lists: everything, or what is new since the last one, which costs a call for each kind however many there are. */
export type Extent = 'all' | 'news';

/** Brings reference data, contacts and products up to date, lists the documents, queues everything unsent behind what the user asked for himself, and brings the payments up to date. One run of a connection at a time. */
export const synchronize = (context: SyncContext, id: string, queue: Queue, extent: Extent = 'all'): Promise<void> => context.exclusively(`synchronize:${id}`, () => run(context, id, queue, extent));

async function run(context: SyncContext, id: string, queue: Queue, extent: Extent = 'all', isResumed = false): Promise<void> {
  const connection = await context.database.connections.get(id);
  if (!connection || connection.state !== 'connected') return;
  const startedAt = context.now();
  const changedSince = extent === 'news' ? newsSince(connection, startedAt) : null;
  const isPressed = extent === 'all';
  await setRun(context, id, { phase: 'reference', startedAt, total: 0, isPressed, ...(!isResumed && { paused: false }) });
  try {
    await refreshReference(context, await openSession(context, connection), isPressed);
    await sendMasters(context, connection, { isWhole: isPressed, progress: (phase, done, total) => setRun(context, id, { phase, done, total }) });
    await setRun(context, id, { phase: 'listing', total: 0 });
    const session = await openSession(context, (await context.database.connections.get(id)) ?? connection);
    const rows = await listDocuments(context, session, changedSince);
    const linked = new Set((await context.database.links.where({ connection: id }).primaryKeys()) as string[]);
    const jobs = new Map((await context.database.jobs.where({ connection: id }).toArray()).map((job) => [job.id, job]));
    const todo = unsent(rows, linked, jobs);
    await queue.requestAll(connection, todo.map(({ kind, id: document }) => ({ kind, id: document })), 'send', 10);
    const underWay = connection.run ? [...jobs.values()].filter(({ state }) => pendingStates.has(state)).length : 0;
    const again = await sendAgain(context, session, rows, jobs, queue);
    const brought = await pull(context, session, queue);
    // Only now: a worker that dies before the last is queued has to list anew, or the rest would be forgotten.
    await setRun(context, id, { phase: 'sending', total: todo.length + again.count + brought + underWay });
    await context.database.connections.update(id, { listedAt: startedAt, ...(changedSince === null && { listedWholeAt: startedAt }) });
    if (connection.sync.payments && !again.pulled) await pullPayments(context, session);
    await checkTwins(context, session, context.now());
    await requestReceipts(context, connection, queue);
    await requestPayments(context, session, queue);
    // A run that looks for news every few minutes says something when there is some.
    if (extent === 'all' || todo.length + again.count + brought > 0) {
      await noteConnection(context, connection, 'synchronized', `${rows.length} documents listed, ${todo.length} to send${again.count > 0 ? `, ${again.count} changed` : ''}${brought > 0 ? `, ${brought} to bring here` : ''}.`, 'info');
    }
    await fixStart(context, id);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    await noteConnection(context, connection, 'synchronize-failed', message, 'bad');
    await endRun(context, id, { startedAt, phase: 'done', total: 0, paused: false }, message);
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
      if (row?.run && isPreparing(row.run)) await run(context, id, queue, row.run.isPressed === false ? 'news' : 'all', true).catch(() => undefined);
      else await endRunWhenDone(context, id);
    });
  }
}

/** A run ends when nothing of the connection is pending. */
export async function endRunWhenDone(context: SyncContext, id: string): Promise<void> {
  const connection = await context.database.connections.get(id);
  if (!connection?.run || isPreparing(connection.run)) return;
  // State by state: a count of one is told at once, however many there are.
  for (const state of ['queued', 'sending', 'unknown', 'waiting']) if ((await context.database.jobs.where('[connection+state]').equals([id, state]).count()) > 0) return;
  await endRun(context, id, connection.run);
}

/** Remembers how a run ended. */
async function endRun(context: SyncContext, id: string, { startedAt, total }: SyncRun, message?: string): Promise<void> {
  const { jobs, connections } = context.database;
  const held = await jobs.where('[connection+state]').anyOf([[id, 'blocked'], [id, 'failed']]).filter((job) => job.updatedAt >= startedAt && !job.dismissed).count();
  await connections.update(id, { run: null, lastRun: { startedAt, endedAt: context.now(), total, attention: Math.min(total, held), ...(message !== undefined && { message }) } });
}
