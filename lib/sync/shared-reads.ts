import type { SyncContext } from './context';

interface Shared {
  value: Promise<unknown>;
  users: number;
}

const held = new WeakMap<SyncContext, Map<string, Shared>>();

/** What several documents need at the same time is read once, and read anew once the last of them has used it. A failure is everybody's. */
export async function withShared<T, Result>(context: SyncContext, key: string, read: () => Promise<T>, use: (value: T) => Promise<Result>): Promise<Result> {
  const reads = held.get(context) ?? new Map<string, Shared>();
  held.set(context, reads);
  const shared = reads.get(key) ?? { value: read(), users: 0 };
  reads.set(key, shared);
  shared.users += 1;
  try {
    return await use((await shared.value) as T);
  } finally {
    shared.users -= 1;
    if (shared.users === 0 && reads.get(key) === shared) reads.delete(key);
  }
}
