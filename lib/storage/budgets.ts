import { emptyBudget, type Budget } from '../net/budget';
import type { LedgerbarDatabase } from './database';
import { isStorageFull } from './failures';

/** What answers taught while there was no room to store it; newer than what is stored. */
const unstored = new WeakMap<LedgerbarDatabase, Map<string, Budget>>();

function unstoredOf(database: LedgerbarDatabase): Map<string, Budget> {
  const held = unstored.get(database) ?? new Map<string, Budget>();
  unstored.set(database, held);
  return held;
}

/** A budget as it was last stored; one never used where there is none. */
export const readBudget = async (database: LedgerbarDatabase, key: string): Promise<Budget> =>
  unstored.get(database)?.get(key) ?? (await database.budgets.get(key)) ?? emptyBudget(key);

/** Did the change let a call go out? Pure. */
function admits(before: Budget, after: Budget): boolean {
  const used = before.day.start === after.day.start ? before.day.used : 0;
  return after.day.used > used;
}

/**
 * Reads, changes and stores one budget as a single step, so that no call is counted twice or not at all. Throws when it
 * cannot be stored: a call that is not counted must not leave. What was learned from an answer is kept in memory then,
 * since the call has happened and must not look as though it had not.
 */
export async function changeBudget<T>(database: LedgerbarDatabase, key: string, change: (budget: Budget) => { budget: Budget; result: T }): Promise<T> {
  const held = unstoredOf(database);
  let known: Budget | undefined;
  let changed: { budget: Budget; result: T; admitted: boolean } | undefined;
  try {
    return await database.transaction('rw', database.budgets, async () => {
      known = held.get(key);
      const before = known ?? (await database.budgets.get(key)) ?? emptyBudget(key);
      const { budget, result } = change(before);
      changed = { budget, result, admitted: admits(before, budget) };
      await database.budgets.put(budget);
      held.delete(key);
      return result;
    });
  } catch (error) {
    if (known) held.set(key, known);
    if (!isStorageFull(error) || !changed || changed.admitted) throw error;
    held.set(key, changed.budget);
    return changed.result;
  }
}
