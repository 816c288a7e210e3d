import { hostOf } from '../../lib/hosts';
import type { HostConfig } from '../../lib/hosts/host';
import type { BookmarkedKind } from '../../lib/settings';
import type { HostReferenceRow } from '../../lib/storage/rows';

/** The kinds that a bookmark of the host can limit; none for a host this version does not know. */
export function bookmarkedKindsOf(host: HostConfig): readonly BookmarkedKind[] {
  try {
    return hostOf(host.system).bookmarks ?? [];
  } catch {
    return [];
  }
}

/** The bookmarks to choose from for a kind, by name; those of which the host does not say what they list are there for every kind. Pure. */
export const bookmarksFor = (values: readonly HostReferenceRow[], kind: BookmarkedKind): HostReferenceRow[] =>
  values.filter((value) => value.kind === 'bookmark' && (value.code === kind || value.code === '')).sort((a, b) => a.name.localeCompare(b.name));

/** What people call a bookmark: its name where it is known, else its number. Pure. */
export const bookmarkName = (values: readonly HostReferenceRow[], id: string): string => values.find((value) => value.kind === 'bookmark' && value.id === id)?.name ?? `bookmark ${id}`;
