import { absolute, sameDecimal } from '../../lib/model/decimal';
import type { LedgerbarDatabase } from '../../lib/storage/database';
import type { JobRow, JobState, JournalRow } from '../../lib/storage/rows';
import { documentKey } from '../../lib/sync/context';
import { bookedAs } from '../support/ledgers';
import { numberOf, type Stage } from './stage';
import type { PlannedDocument } from './schedule';

/** Lines of the journal that tell of a state, and the states they tell of. */
const told: Record<string, JobState[]> = {
  queued: ['queued'],
  started: ['sending'],
  interrupted: ['queued', 'unknown'],
  unknown: ['unknown'],
  waiting: ['waiting'],
  blocked: ['blocked'],
  failed: ['failed'],
  done: ['done'],
};

/** The last line of a job that tells of its state must tell of the one it is in. */
export function untold(job: JobRow, journal: readonly JournalRow[]): string | null {
  const last = journal.filter((line) => line.job === job.id && told[line.event]).at(-1);
  return last && told[last.event]?.includes(job.state) ? null : `${job.id} is ${job.state}, the journal says ${last?.event ?? 'nothing'}`;
}

/** A job that does not go on must say why. */
export function unexplained(job: JobRow): string | null {
  const says = job.state === 'blocked' || job.state === 'failed' ? job.problems.length > 0 && job.problems.every(({ message }) => message !== '') : job.state === 'waiting' || job.state === 'unknown' ? job.wait !== null : true;
  return says ? null : `${job.id} is ${job.state} and does not say why`;
}

/** More than one ledger document for a host document: never, not for a moment. */
export function duplicates(stage: Stage, documents: readonly PlannedDocument[]): string[] {
  return documents.flatMap(({ kind }, index) => {
    const found = bookedAs(stage.ledger, kind, numberOf(index, kind));
    return found.length > 1 ? [`${kind} ${index} is booked ${found.length} times`] : [];
  });
}

/** Contacts and items that were made more than once. */
export function doubledMasters({ ledger }: Stage): string[] {
  const names = ledger.masters();
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))].map((name) => `${name} was made twice`);
}

/** What holds of one browser's storage at any moment in which its worker rests. */
export async function resting(database: LedgerbarDatabase): Promise<string[]> {
  const [jobs, journal] = await Promise.all([database.jobs.toArray(), database.journal.orderBy('seq').toArray()]);
  return jobs.flatMap((job) => [untold(job, journal), unexplained(job)].filter((wrong) => wrong !== null));
}

/** What holds of one browser's storage once nothing is to happen any more. */
export async function settled(database: LedgerbarDatabase, stage: Stage, documents: readonly PlannedDocument[], asked: ReadonlySet<number>, undecidable: boolean): Promise<string[]> {
  const wrong = await resting(database);
  // What was changed on the way may be for its user to decide on: it says what, and offers what can be done.
  const decisions = undecidable ? (await database.jobs.where('state').equals('blocked').toArray()).filter(({ problems }) => problems.some(({ fixes }) => fixes.length > 0)) : [];
  const undecided = new Set(decisions.map(({ document }) => document.id));
  for (const job of await database.jobs.toArray()) if (job.state !== 'done' && !undecided.has(job.document.id)) wrong.push(`${job.id} ends ${job.state}: ${job.problems.map(({ message }) => message).join(' ') || job.wait?.reason}`);
  if (undecided.size === 0 && (await database.intents.count()) > 0) wrong.push(`an intent is left: ${(await database.intents.toCollection().primaryKeys()).join(', ')}`);
  for (const index of asked) {
    const planned = documents[index];
    const id = stage.ids[index];
    if (!planned || !id || undecided.has(id)) continue;
    const link = await database.links.get(documentKey('acme', { kind: planned.kind, id }));
    const [entry] = bookedAs(stage.ledger, planned.kind, numberOf(index, planned.kind));
    if (!entry) wrong.push(`${planned.kind} ${index} is lost`);
    else if (!link || link.ledgerId !== entry.id) wrong.push(`${planned.kind} ${index} is linked to ${link?.ledgerId ?? 'nothing'}, not to what was booked`);
    // Another browser may have brought it up to date since.
    else if (!undecidable && !sameDecimal(absolute(link.total), absolute(entry.gross))) wrong.push(`${planned.kind} ${index}: the link says ${link.total}, the ledger holds ${entry.gross}`);
  }
  return wrong;
}
