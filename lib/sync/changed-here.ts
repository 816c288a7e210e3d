import type { LedgerCapabilities, LedgerConfig } from '../ledgers/ledger';
import type { Day } from '../model/dates';
import type { DocumentKind } from '../model/document';
import type { Period } from '../model/reference';
import type { DocumentRow, JobRow, LinkRow } from '../storage/rows';

/** Documents that were sent and changed in the host since. All of it is pure. */

/** Which kinds of documents go over again by themselves, whole or in part. What does not waits for a press. */
export const followedKinds = (capabilities: Pick<LedgerCapabilities, 'follows'>, config: LedgerConfig): DocumentKind[] =>
  (['invoice', 'bill'] as const).filter((kind) => capabilities.follows(config, kind) !== 'nothing');

/** Is nothing in the way of writing to it, as far as is known: no payment, nobody's change, nobody's decision that is still to come? */
const isFree = (link: LinkRow, job: JobRow | undefined): boolean =>
  link.remote === 'present' && (link.payment?.state ?? 'open') === 'open' && !link.drift?.length && (!job || job.state === 'done');

/** The links of listed documents that the host says were changed since they were last looked at, and that may still be written. */
export function changedHere(rows: readonly DocumentRow[], links: ReadonlyMap<string, LinkRow>, jobs: ReadonlyMap<string, JobRow>, company: string): { row: DocumentRow; link: LinkRow }[] {
  return rows.flatMap((row) => {
    const link = links.get(row.key);
    if (!link || row.deleted || link.company !== company || link.hostModified === row.modified) return [];
    return isFree(link, jobs.get(`${row.key}/send`)) ? [{ row, link }] : [];
  });
}

/** Are the books closed on one of these days in that journal? What they say there stands. Pure. */
export const isClosedOn = (periods: readonly Period[], journal: string, days: readonly Day[]): boolean =>
  periods.some(({ start, end, closedJournals }) => closedJournals.includes(journal) && days.some((day) => start <= day && day <= end));
