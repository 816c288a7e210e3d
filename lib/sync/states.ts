import type { JobRow } from '../storage/rows';
import { note, type SyncContext } from './context';
import type { JobEvent } from './explain';

/** Stores a job's state and what `tell` adds to the journal in one transaction: neither is ever there without the other. */
export async function enter(context: SyncContext, job: JobRow, tell: () => Promise<void>): Promise<void> {
  const { database } = context;
  await database.transaction('rw', [database.jobs, database.journal, database.connections], async () => {
    await database.jobs.put(job);
    await tell();
  });
}

const startedWords: Readonly<Record<JobRow['action'], string>> = { send: 'Sending.', fetch: 'Fetching.', bring: 'Being brought here.' };

/** What the journal says of an event of a job. */
export async function tell(context: SyncContext, job: JobRow, event: JobEvent): Promise<void> {
  switch (event.type) {
    case 'blocked':
    case 'failed':
      for (const { message, raw } of event.problems) await note(context, job, event.type, message, 'bad', raw);
      return;
    case 'unknown':
      return note(context, job, 'unknown', `No answer; it is being checked whether it arrived. ${event.why}`, 'warn');
    case 'waiting':
      return note(context, job, 'waiting', event.why, 'info');
    case 'done':
      return note(context, job, 'done', 'Done.');
    case 'started':
      return note(context, job, 'started', startedWords[job.action]);
  }
}
