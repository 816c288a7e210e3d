import type { DocumentRef } from '../model/document';
import type { ConnectionRow, JobRow } from '../storage/rows';
import { bringJobKey, documentKey, jobKey, type SyncContext } from './context';
import { mostRead } from './document-lines';
import type { Queue } from './queue';

/** What a user asks for several documents at once: behind what he asks for one, before what runs by itself. */
const priority = 5;

/** Sends them, or again those that were sent. Returns how many are queued. */
export async function sendMany(queue: Queue, connection: ConnectionRow, documents: readonly DocumentRef[]): Promise<number> {
  await queue.requestAll(connection, documents, 'send', priority);
  return documents.length;
}

/** Fetches those that were sent; of the others there is nothing to fetch. Returns how many are queued. */
export async function fetchMany({ database }: SyncContext, queue: Queue, connection: ConnectionRow, documents: readonly DocumentRef[]): Promise<number> {
  const links = await database.links.bulkGet(documents.map((document) => documentKey(connection.id, document)));
  const sent = documents.filter((_, index) => links[index]?.company === connection.ledger.company);
  // Somebody waits for it: what was pulled a moment ago does not do.
  await database.connections.update(connection.id, { paymentsAt: undefined });
  await queue.requestAll(connection, sent, 'fetch', priority, (job) => ({ ...job, thorough: sent.length <= mostRead }));
  return sent.length;
}

const isHeld = (job: JobRow | undefined): job is JobRow => job !== undefined && !job.dismissed && (job.state === 'blocked' || job.state === 'failed');

/** Tries again whatever of them is held up, on the company that is connected now. Returns how many jobs are queued. */
export async function retryMany({ database }: SyncContext, queue: Queue, connection: ConnectionRow, documents: readonly DocumentRef[]): Promise<number> {
  const links = await database.links.bulkGet(documents.map((document) => documentKey(connection.id, document)));
  const ids = documents.flatMap((document, index) => [...(['send', 'fetch'] as const).map((action) => jobKey(connection.id, document, action)), ...(links[index] ? [bringJobKey(links[index])] : [])]);
  const held = (await database.jobs.bulkGet(ids)).filter(isHeld);
  for (const action of ['send', 'fetch', 'bring'] as const) {
    const some = held.filter((job) => job.action === action).map(({ document }) => document);
    if (some.length > 0) await queue.requestAll(connection, some, action, priority, (job) => ({ ...job, company: connection.ledger.company }));
  }
  return held.length;
}
