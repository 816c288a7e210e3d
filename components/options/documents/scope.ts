import { formatDay, isDay } from '../../../lib/model/dates';
import { directionOf, type SyncedKind } from '../../../lib/settings';
import type { ConnectionRow, HostReferenceRow } from '../../../lib/storage/rows';
import { bookmarkName } from '../../shared/bookmarks';

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
