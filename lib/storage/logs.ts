import Dexie from 'dexie';
import type { LedgerbarDatabase } from './database';
import { isStorageFull } from './failures';
import type { JournalRow, RequestRow } from './rows';

/** What the Requests log keeps: so many calls, and of all of them together so many characters. */
export const requestsKept = 5000;
export const charactersKept = 12_000_000;
/** What a line takes beside its texts. */
const lineOverhead = 300;
/** Let go at once where room is short: some megabytes, as calls go. */
const requestsGivenUp = 1000;

/** Lines that found no room, by database; told by the next line that does. */
const missing = new WeakMap<LedgerbarDatabase, number>();

async function makeRoom(database: LedgerbarDatabase): Promise<void> {
  const oldest = await database.requests.orderBy('seq').limit(requestsGivenUp).primaryKeys();
  await database.requests.bulkDelete(oldest);
}

/** False when there was no room, not even after the oldest calls were let go. Within a transaction that is an error like any other. */
async function fits(database: LedgerbarDatabase, write: () => PromiseLike<unknown>): Promise<boolean> {
  const orFull = (error: unknown): boolean => {
    if (Dexie.currentTransaction || !isStorageFull(error)) throw error;
    return false;
  };
  const once = () => Promise.resolve(write()).then(() => true, orFull);
  if (await once()) return true;
  await makeRoom(database).catch(orFull);
  return once();
}

/**
 * Writes a line of a log. A line without room is left out and counted: it tells of something that has happened, and an error
 * here would make that look as though it had not.
 */
async function writeLine(database: LedgerbarDatabase, at: number, write: () => PromiseLike<unknown>): Promise<void> {
  const left = missing.get(database) ?? 0;
  if (!(await fits(database, write))) return void missing.set(database, left + 1);
  if (left === 0) return;
  const text = `${left === 1 ? 'One line' : `${left} lines`} of the logs could not be written: this browser had no room left.`;
  const told = await fits(database, () => database.journal.add({ at, connection: '', document: '', job: '', event: 'lines-missing', text, tone: 'warn' }));
  if (told) missing.set(database, (missing.get(database) ?? left) - left);
}

/** Adds to the Requests log and lets the oldest go, now and then. */
export async function recordRequest(database: LedgerbarDatabase, row: RequestRow): Promise<void> {
  let seq: number | undefined;
  await writeLine(database, row.at, async () => {
    seq = await database.requests.add(row);
  });
  if (seq && seq % 200 === 0) await database.requests.where('seq').below(seq - requestsKept).delete();
  if (seq && seq % 1000 === 0) await trimRequests(database, charactersKept);
}

const sizeOf = ({ url, purpose, document, requestBody, answerBody }: RequestRow): number => lineOverhead + url.length + purpose.length + (document?.length ?? 0) + (requestBody?.length ?? 0) + (answerBody?.length ?? 0);

/** Lets the oldest calls go until all together have no more than so many characters. */
export async function trimRequests(database: LedgerbarDatabase, characters: number): Promise<void> {
  let kept = 0;
  let tooOld: number | undefined;
  await database.requests
    .orderBy('seq')
    .reverse()
    .until(() => tooOld !== undefined)
    .each((row) => {
      kept += sizeOf(row);
      if (kept > characters) tooOld = row.seq;
    });
  if (tooOld !== undefined) await database.requests.where('seq').belowOrEqual(tooOld).delete();
}

export async function addToJournal(database: LedgerbarDatabase, row: JournalRow): Promise<void> {
  await writeLine(database, row.at, () => database.journal.add(row));
}

/** The journal of one document, oldest first. */
export const documentJournal = (database: LedgerbarDatabase, connection: string, document: string): Promise<JournalRow[]> =>
  database.journal.where('[connection+document]').equals([connection, document]).sortBy('seq');
