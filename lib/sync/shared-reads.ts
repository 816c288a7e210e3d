import type { SyncContext } from './context';

const underWay = new WeakMap<SyncContext, Map<string, Promise<unknown>>>();

/** What several documents read at the same moment is read once; what is read later is read anew. A failure is everybody's. */
export function readShared<T>(context: SyncContext, key: string, read: () => Promise<T>): Promise<T> {
  const reads = underWay.get(context) ?? new Map<string, Promise<unknown>>();
  underWay.set(context, reads);
  const shared = reads.get(key) as Promise<T> | undefined;
  if (shared) return shared;
  const mine = read().finally(() => reads.delete(key));
  reads.set(key, mine);
  return mine;
}
