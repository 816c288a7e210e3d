import { emptyBudget, type Budget } from '../net/budget';
import type { LedgerbarDatabase } from './database';

/** Reads, changes and stores one budget as a single step, so that no call is counted twice or not at all. */
export function changeBudget<T>(database: LedgerbarDatabase, key: string, change: (budget: Budget) => { budget: Budget; result: T }): Promise<T> {
  return database.transaction('rw', database.budgets, async () => {
    const { budget, result } = change((await database.budgets.get(key)) ?? emptyBudget(key));
    await database.budgets.put(budget);
    return result;
  });
}
