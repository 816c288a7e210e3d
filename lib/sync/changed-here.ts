import type { LedgerCapabilities, LedgerConfig } from '../ledgers/ledger';
import type { DocumentRow, JobRow, LinkRow } from '../storage/rows';

/** Documents that were sent and changed in the host since. All of it is pure. */

/**
 * Do later changes go over by themselves? Only to a ledger in which every document can be changed whole: elsewhere a change
 * may arrive in part, which is for the user to press for and to see.
 */
export const followsChanges = (capabilities: Pick<LedgerCapabilities, 'update'>, config: LedgerConfig): boolean =>
  (['invoice', 'bill'] as const).every((kind) => capabilities.update(config, kind) === 'all');

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
