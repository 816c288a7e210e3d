import Dexie from 'dexie';

type Named = { name?: unknown; inner?: unknown; failures?: unknown };

/** An error of storage and those within it: a broken-off transaction or a bulk write says only inside what went wrong. Others' errors that had one as their cause are their own. */
function chainOf(error: unknown, depth = 5): Named[] {
  if (depth === 0 || typeof error !== 'object' || error === null) return [];
  const named = error as Named;
  const failures = Array.isArray(named.failures) ? (named.failures as unknown[]).slice(0, 1) : [];
  return [named, ...[named.inner, ...failures].flatMap((inner) => chainOf(inner, depth - 1))];
}

/** There was no room to write. */
export const isStorageFull = (error: unknown): boolean => chainOf(error).some(({ name }) => name === 'QuotaExceededError');

/** A later version of the extension wrote the database. */
export const isNewerDatabase = (error: unknown): boolean => chainOf(error).some(({ name }) => name === 'NewerDatabase');

/** Any failure of the database: closed under our feet, not to be opened, an operation of it broken off. */
export const isStorageFailure = (error: unknown): boolean => error instanceof Dexie.DexieError || isStorageFull(error) || isNewerDatabase(error);
