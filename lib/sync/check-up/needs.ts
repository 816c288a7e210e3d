import { rulesOf, type Host } from '../../hosts/host';
import type { Ledger } from '../../ledgers/ledger';
import type { DocumentKind } from '../../model/document';
import { emptyBudget } from '../../net/budget';
import { dayLeft } from '../../net/day-left';
import type { BudgetRow, ConnectionRow } from '../../storage/rows';
import type { CheckFacts } from './facts';

/** Calls that so many documents of a kind take, their customers and items known: one to read each, and as the ledger books them, together or one by one after a look-up for several. */
function callsFor(kind: DocumentKind, count: number, { capabilities }: Pick<Ledger, 'capabilities'>, { ledger }: Pick<ConnectionRow, 'ledger'>): { host: number; ledger: number } {
  const { bulk, lookupSize, looksUpFirst } = capabilities;
  if (bulk && count >= bulk.fewest && bulk.serves(ledger, kind)) return { host: count, ledger: Math.ceil(count / bulk.size) * bulk.calls };
  return { host: count, ledger: count + (looksUpFirst(ledger, kind, '1') ? Math.ceil(count / lookupSize) : 0) };
}

/** What is left of each system's day against what the unsent documents will take. Pure. */
export function dayNeeds(connection: Pick<ConnectionRow, 'host' | 'ledger'>, ends: { host: Pick<Host, 'name' | 'budget' | 'budgetKey'>; ledger: Pick<Ledger, 'name' | 'budget' | 'budgetKey' | 'capabilities'> }, budgets: readonly BudgetRow[], unsent: readonly { kind: DocumentKind }[], now: number): CheckFacts['days'] {
  const calls = (['invoice', 'bill'] as const).map((kind) => callsFor(kind, unsent.filter((document) => document.kind === kind).length, ends.ledger, connection));
  const total = (of: 'host' | 'ledger') => calls.reduce((sum, one) => sum + one[of], 0);
  const budgetOf = (key: string) => budgets.find((row) => row.key === key) ?? emptyBudget(key);
  const host = dayLeft(budgetOf(ends.host.budgetKey(connection.host)), rulesOf(ends.host, connection.host), now);
  const ledger = dayLeft(budgetOf(ends.ledger.budgetKey(connection.ledger)), ends.ledger.budget, now);
  return [...(host ? [{ ...host, system: ends.host.name, needed: total('host') }] : []), ...(ledger ? [{ ...ledger, system: ends.ledger.name, needed: total('ledger') }] : [])];
}
