import type { LedgerbarDatabase } from './database';
import type { JournalRow, RequestRow } from './rows';

const requestsKept = 5000;

/** Adds to the Requests log and lets the oldest go, now and then. */
export async function recordRequest(database: LedgerbarDatabase, row: RequestRow): Promise<void> {
  const seq = await database.requests.add(row);
  if (seq && seq % 200 === 0) await database.requests.where('seq').below(seq - requestsKept).delete();
}

export async function addToJournal(database: LedgerbarDatabase, row: JournalRow): Promise<void> {
  await database.journal.add(row);
}

/** The journal of one document, oldest first. */
export const documentJournal = (database: LedgerbarDatabase, connection: string, document: string): Promise<JournalRow[]> =>
  database.journal.where('[connection+document]').equals([connection, document]).sortBy('seq');
