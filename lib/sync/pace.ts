import { room } from '../net/budget';
import { readBudget } from '../storage/budgets';
import type { SyncContext } from './context';

/** Calls of a minute that background work leaves to the user, for what he presses in it. */
const reserved = 2;
/** Milliseconds into a minute after which nobody is likely to come for them any more. */
const reservedFor = 50_000;
const minute = 60_000;

/** How long background work waits before it takes a minute's last calls. 0: not at all. Pure. */
export function pauseBefore(left: { calls: number; which: string }, now: number): number {
  if (left.which !== 'minute' || left.calls === 0 || left.calls > reserved) return 0;
  return Math.max(0, reservedFor - (now % minute));
}

/** Waits, if it must, until background work may take another call of the connection's ledger. What the user asked for never waits here. */
export async function pace(context: SyncContext, id: string, priority: number): Promise<void> {
  if (priority === 0) return;
  const connection = await context.database.connections.get(id);
  if (!connection) return;
  const ledger = context.ledgerOf(connection.ledger.system);
  const left = room(await readBudget(context.database, ledger.budgetKey(connection.ledger)), ledger.budget, context.now());
  const pause = pauseBefore(left, context.now());
  if (pause > 0) await new Promise((resolve) => setTimeout(resolve, pause));
}
