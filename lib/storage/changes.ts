import Dexie, { type IntervalTree, type ObservabilitySet } from 'dexie';

/** Keys of a table that a write touched; 'all' where the database only tells of a range of them. */
export type ChangedKeys = readonly string[] | 'all';

/** Which keys of a table are in what the database says was written; null for none. Pure. */
export function changedKeys(parts: ObservabilitySet, database: string, table: string): ChangedKeys | null {
  const tree = parts[`idb://${database}/${table}/`];
  const keys: string[] = [];
  return !tree || !('from' in tree) ? null : collect(tree, keys) ? keys : 'all';
}

function collect(tree: IntervalTree | null | undefined, into: string[]): boolean {
  if (!tree || !('from' in tree)) return true;
  if (typeof tree.from !== 'string' || tree.from !== tree.to) return false;
  into.push(tree.from);
  return collect(tree.l, into) && collect(tree.r, into);
}

/** Tells of what is written to a table, in whatever context of the extension, after it is written. Returns what ends it. */
export function onChange(database: string, tables: readonly string[], tell: (table: string, keys: ChangedKeys) => void): () => void {
  const listen = (parts: ObservabilitySet): void => {
    for (const table of tables) {
      const keys = changedKeys(parts, database, table);
      if (keys) tell(table, keys);
    }
  };
  Dexie.on('storagemutated', listen);
  return () => Dexie.on.storagemutated.unsubscribe(listen);
}
