import { formatDay, isDay } from '../../../lib/model/dates';
import type { DocumentKind } from '../../../lib/model/document';
import { directionOf, type SyncedKind } from '../../../lib/settings';
import type { ConnectionRow, DocumentRow, HostReferenceRow } from '../../../lib/storage/rows';
import type { Absence } from '../../../lib/sync/document-lines';
import { bookmarkName } from '../../shared/bookmarks';
import { hostName } from '../../shared/names';

const listed = ['invoices', 'bills'] as const satisfies readonly SyncedKind[];

/** What the list holds: "Issued since 01/01/2026, bills only in Approved". Pure. */
export function scopeWords({ sync }: Pick<ConnectionRow, 'sync'>, values: readonly HostReferenceRow[]): string {
  const since = isDay(sync.startDate) ? formatDay(sync.startDate) : sync.startDate;
  const shown = listed.filter((kind) => sync[kind] && directionOf(sync, kind) === 'to-ledger');
  const [only] = shown;
  const limits = shown.flatMap((kind) => {
    const bookmark = sync.bookmarks?.[kind];
    return bookmark ? [`${kind} only in ${bookmarkName(values, bookmark)}`] : [];
  });
  const kinds = shown.length === 1 ? `${only === 'invoices' ? 'Invoices' : 'Bills'} issued` : 'Issued';
  return [`${kinds} since ${since}`, ...limits].join(', ');
}

/** The kinds of documents that go to the ledger here. A document of its own page can be sent even where its kind is not synchronized. Pure. */
export const sentKinds = ({ sync }: Pick<ConnectionRow, 'sync'>): ReadonlySet<DocumentKind> =>
  new Set((['invoice', 'bill'] as const).filter((kind) => directionOf(sync, kind === 'invoice' ? 'invoices' : 'bills') === 'to-ledger'));

/** Why a document that was sent is not in the list any more. Pure. */
export function absenceWords(absence: Absence, { date }: Pick<DocumentRow, 'date'>, { host, sync }: Pick<ConnectionRow, 'host' | 'sync'>): string {
  if (absence === 'deleted') return `Deleted in ${hostName(host)}`;
  return date < sync.startDate ? 'Issued before the start date' : `Not listed by ${hostName(host)} any more`;
}
