import Dexie, { type Collection, type Table } from 'dexie';
import { faultOf, type CheckedTable } from '../storage/row-schemas';
import type { QuarantineRow } from '../storage/rows';
import type { SyncContext } from './context';
import { readDocumentKey, readJobKey } from './keys';
import { lineOf } from './set-aside-words';
import { heldJob, standInIntent, standInJob } from './stand-ins';

/** Rows read and checked at once: little memory, and the browser gets to do other things in between. */
const chunk = 1000;

type Using = Pick<SyncContext, 'database' | 'now'>;
type AnyTable = Table<unknown, never>;
const tableOf = (context: Using, name: CheckedTable): AnyTable => context.database[name] as unknown as AnyTable;

/** A row to be set aside: by its key, with the reason where it cannot even be read. */
interface Fault {
  key: unknown;
  unreadable?: string;
}

function keyOf({ schema: { primKey } }: AnyTable, row: unknown): unknown {
  const { keyPath } = primKey;
  return Array.isArray(keyPath) ? keyPath.map((path) => Dexie.getByKeyPath(row as object, path) as unknown) : Dexie.getByKeyPath(row as object, keyPath ?? '');
}

/** Row by row, to find the ones the browser cannot read. When it can read none it is not the rows: throws then. */
async function faultsOneByOne(context: Using, name: CheckedTable, keys: readonly unknown[]): Promise<Fault[]> {
  const faults: Fault[] = [];
  let last: unknown;
  for (const key of keys) {
    try {
      const row = await tableOf(context, name).get(key as never);
      if (row !== undefined && faultOf(name, row) !== null) faults.push({ key });
    } catch (error) {
      last = error;
      faults.push({ key, unreadable: `the browser cannot read it: ${error instanceof Error ? error.message : String(error)}` });
    }
  }
  if (keys.length > 1 && faults.filter(({ unreadable }) => unreadable).length === keys.length) throw last;
  return faults;
}

/** What is wrong among these rows, and the last key that was looked at. */
async function faultsAmong(context: Using, name: CheckedTable, batch: Collection<unknown, never>): Promise<{ faults: Fault[]; size: number; last: unknown }> {
  const table = tableOf(context, name);
  try {
    const rows = await batch.clone().toArray();
    const faults = rows.filter((row) => faultOf(name, row) !== null).map((row) => ({ key: keyOf(table, row) }));
    return { faults, size: rows.length, last: rows.length > 0 ? keyOf(table, rows.at(-1)) : undefined };
  } catch {
    const keys: unknown[] = await batch.clone().primaryKeys();
    return { faults: await faultsOneByOne(context, name, keys), size: keys.length, last: keys.at(-1) };
  }
}

/** Puts in the place of what is taken away what keeps sending exactly once. Within the transaction that takes it away. */
async function standIn(context: Using, aside: QuarantineRow): Promise<void> {
  const { database, now } = context;
  if (aside.table === 'intents') {
    const intent = standInIntent(aside.key, aside.row, now());
    if (intent) await database.intents.put(intent);
  }
  if (aside.table === 'jobs' && typeof aside.key === 'string') {
    const job = standInJob(aside.key, await database.intents.where({ job: aside.key }).first(), now());
    if (job) await database.jobs.put(job);
  }
  if (aside.table === 'connections') {
    const jobs = await database.jobs.where({ connection: aside.key as string }).toArray();
    await database.jobs.bulkPut(jobs.map((job) => heldJob(job, now())));
  }
}

function connectionOf(name: CheckedTable, key: unknown, row: unknown): string {
  const own = (row as { connection?: unknown } | null)?.connection;
  if (typeof own === 'string') return own;
  if (name === 'connections') return String(key);
  const read = readDocumentKey(key) ?? readJobKey(key);
  return read?.connection ?? (Array.isArray(key) ? String(key[0]) : '');
}

/** Moves one row out of its table, whole, and says so in the journal: all in one transaction. False when it is sound by now. */
async function setOneAside(context: Using, name: CheckedTable, { key, unreadable }: Fault): Promise<boolean> {
  const { database, now } = context;
  const table = tableOf(context, name);
  return database.transaction('rw', [name, 'quarantine', 'journal', 'jobs', 'intents'], async () => {
    const row = unreadable ? null : await table.get(key as never);
    const reason = unreadable ?? (row === undefined ? null : faultOf(name, row));
    if (reason === null) return false;
    const aside: QuarantineRow = { table: name, key, connection: connectionOf(name, key, row), row, reason, at: now() };
    await database.quarantine.add(aside);
    await table.delete(key as never);
    await standIn(context, aside);
    await database.journal.add(lineOf(aside));
    return true;
  });
}

async function setAllAside(context: Using, name: CheckedTable, faults: readonly Fault[]): Promise<number> {
  let moved = 0;
  for (const fault of faults) if (await setOneAside(context, name, fault)) moved += 1;
  return moved;
}

/** Of the jobs those that are not done: the ones that work is done from. Otherwise as setAsideCorrupt. */
export async function setAsideCorruptPending(context: Using): Promise<number> {
  const byState = context.database.jobs.where('state');
  let moved = 0;
  // Two ranges: what is not equal would be looked for row by row.
  for (const range of [byState.below('done'), byState.above('done')]) {
    const { faults } = await faultsAmong(context, 'jobs', range as unknown as Collection<unknown, never>);
    moved += await setAllAside(context, 'jobs', faults);
  }
  return moved;
}

/**
 * Checks the rows of a table and sets aside those that are not what they should be, so that the rest runs. Returns how many.
 * Throws when the table as a whole cannot be read.
 */
export async function setAsideCorrupt(context: Using, name: CheckedTable): Promise<number> {
  const table = tableOf(context, name);
  let moved = 0;
  for (let rest = table.toCollection(); ; ) {
    const { faults, size, last } = await faultsAmong(context, name, rest.limit(chunk));
    moved += await setAllAside(context, name, faults);
    if (size < chunk) return moved;
    rest = table.where(':id').above(last);
  }
}
