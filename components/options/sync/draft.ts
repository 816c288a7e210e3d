import { directionOf, usualDirections, type BookmarkedKind, type Direction, type SyncedKind, type SyncSettings } from '../../../lib/settings';
import type { ConnectionRow } from '../../../lib/storage/rows';

/** A connection's sync settings as the form changes them. All of it is pure. */
export type Sync = SyncSettings & { startDate: string };

const byName = (entries: object): [string, unknown][] => Object.entries(entries).sort(([a], [b]) => a.localeCompare(b));

/** Do both say the same? What is left out is as usual. */
export const sameSync = (a: Sync, b: Sync): boolean => JSON.stringify(byName(plain(a))) === JSON.stringify(byName(plain(b)));

/** Without what says nothing: directions as usual, bookmarks that are empty. */
function plain({ directions = {}, bookmarks = {}, everyMinutes, ...rest }: Sync): Sync {
  const other = byName(directions).filter(([kind, way]) => usualDirections[kind as SyncedKind] !== way);
  const chosen = byName(bookmarks).filter(([, id]) => id !== '');
  return {
    ...rest,
    ...(other.length > 0 && { directions: Object.fromEntries(other) }),
    ...(chosen.length > 0 && { bookmarks: Object.fromEntries(chosen) }),
    ...(everyMinutes !== undefined && { everyMinutes }),
  };
}

export const withDirection = (sync: Sync, kind: SyncedKind, way: Direction): Sync => ({ ...sync, directions: { ...sync.directions, [kind]: way } });
export const withBookmark = (sync: Sync, kind: BookmarkedKind, id: string): Sync => ({ ...sync, bookmarks: { ...sync.bookmarks, [kind]: id.trim() } });

/** Does it go to the ledger, as the form stands? */
export const goesToLedger = (sync: Sync, kind: SyncedKind): boolean => sync[kind] && directionOf(sync, kind) === 'to-ledger';

/** The connection with other sync settings, as `saveConnection` takes it; secrets stay in the vault. */
export const withSync = ({ id, host, ledger }: ConnectionRow, sync: Sync) => ({ id, host, ledger, sync: plain(sync) });
