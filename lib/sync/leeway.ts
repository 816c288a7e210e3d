import { rulesOf } from '../hosts/host';
import { room } from '../net/budget';
import { dayLeft } from '../net/day-left';
import { readBudget } from '../storage/budgets';
import type { SyncContext } from './context';
import type { Session } from './session';

/** Calls of the ledger's minute that contacts and products leave to documents and to what people press. */
const keptForOthers = 15;
/** Of a day, the part that they leave. */
const keptOfDay = 0.3;

/** Which system allows no more calls for contacts and products for now; null where both do. */
export async function whoIsFull(context: SyncContext, { connection }: Session): Promise<string | null> {
  const { database, now } = context;
  const host = context.hostOf(connection.host.system);
  const ledger = context.ledgerOf(connection.ledger.system);
  const ledgerBudget = await readBudget(database, ledger.budgetKey(connection.ledger));
  const atLedger = dayLeft(ledgerBudget, ledger.budget, now());
  if (room(ledgerBudget, ledger.budget, now()).calls <= keptForOthers || (atLedger && atLedger.left <= atLedger.limit * keptOfDay)) return ledger.name;
  const rules = rulesOf(host, connection.host);
  const atHost = dayLeft(await readBudget(database, host.budgetKey(connection.host)), rules, now());
  return atHost && atHost.left <= atHost.limit * keptOfDay ? host.name : null;
}
