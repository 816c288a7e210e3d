import type { DocumentRef } from '../model/document';
import type { ConnectionRow, JobRow } from '../storage/rows';
import { jobKey, note, type SyncContext } from './context';
import { requested } from './job';

const queuedWords: Readonly<Record<JobRow['action'], string>> = { send: 'To be sent.', fetch: 'To be fetched.', bring: 'To be brought here.' };

/** Writes down that something is to be done with a document, in the transaction it is called in; what was asked before is asked again. Returns the job's id. */
export async function enqueue(context: SyncContext, connection: ConnectionRow, document: DocumentRef, action: JobRow['action'], priority: number, decide?: (job: JobRow) => JobRow): Promise<string> {
  const { database, now } = context;
  const id = jobKey(connection.id, document, action);
  const existing = await database.jobs.get(id);
  const fresh: JobRow = {
    id, connection: connection.id, company: connection.ledger.company, document, action,
    state: 'queued', wait: null, problems: [], decisions: {}, attempts: 0, priority, nextAt: now(), createdAt: now(), updatedAt: now(),
  };
  const current = existing ? requested(existing, now(), priority) : fresh;
  const changed = !existing || current.state === 'queued' ? { ...current, company: existing && existing.state !== 'done' ? existing.company : connection.ledger.company } : current;
  const job = decide ? decide(changed) : changed;
  await database.jobs.put(job);
  if (job.state === 'queued' && existing?.state !== 'queued') await note(context, job, 'queued', queuedWords[action]);
  return id;
}
