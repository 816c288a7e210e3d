import { cluesOfGaps, lessonsOf, type Lesson } from '../mapping/clues';
import { gapsOf } from '../mapping/held';
import type { HostDocument } from '../model/document';
import type { EvidenceRow, JobRow } from '../storage/rows';
import { Blocked } from './blocked';
import type { SyncContext } from './context';
import type { Checked } from './preflight';

/** What a document that was booked teaches for suggestions to come. Pure. */
export const learnFrom = ({ document, lines }: Checked): Lesson[] =>
  lessonsOf(document, lines.map((checked) => ({
    line: checked.line, taxCode: checked.taxCode?.code, account: checked.account?.code, costCentre: checked.costCentre ?? undefined, project: checked.project?.code, class: checked.class ?? undefined, unit: checked.unit ?? undefined,
  })));

/** Counts what a booked document taught, in the transaction it is called in. */
export async function keepLessons({ database, now }: SyncContext, connection: string, lessons: readonly Lesson[]): Promise<void> {
  const known = await database.evidence.bulkGet(lessons.map(({ kind, clue, ledger }) => [connection, kind, clue, ledger] as [string, string, string, string]));
  await database.evidence.bulkPut(lessons.map((lesson, index): EvidenceRow => ({ connection, ...lesson, documents: (known[index]?.documents ?? 0) + 1, updatedAt: now() })));
}

/** Keeps with a job that is held up what is known of the lines it is held up by: without it nothing could be suggested for them. */
export async function rememberClues({ database }: SyncContext, job: JobRow, document: HostDocument, error: unknown): Promise<void> {
  if (!(error instanceof Blocked)) return;
  await database.jobs.update(job.id, { clues: cluesOfGaps(document, gapsOf(error.problems)) });
}
