import { hostOf } from '../../../lib/hosts';
import { rulesOf } from '../../../lib/hosts/host';
import { ledgerOf } from '../../../lib/ledgers';
import { roll } from '../../../lib/net/budget';
import type { BudgetRules } from '../../../lib/net/call';
import type { BudgetRow, ConnectionRow } from '../../../lib/storage/rows';
import { metersOf, type MeterView } from '../../shared/budgets';

interface SystemBudget {
  system: string;
  key: string;
  rules: BudgetRules;
}

/** The budgets of both systems of a connection; none of a system this version does not know. */
function budgetsOf({ host, ledger }: ConnectionRow): SystemBudget[] {
  try {
    const [atHost, atLedger] = [hostOf(host.system), ledgerOf(ledger.system)];
    return [
      { system: atHost.name, key: atHost.budgetKey(host), rules: rulesOf(atHost, host) },
      { system: atLedger.name, key: atLedger.budgetKey(ledger), rules: atLedger.budget },
    ];
  } catch {
    return [];
  }
}

/** The meters of every budget, each once: connections to one company or site share theirs, and are named where there are others. Pure. */
export function meters(connections: readonly ConnectionRow[], budgets: readonly BudgetRow[], now: number): MeterView[] {
  const shared = new Map<string, { budget: SystemBudget; of: string[] }>();
  for (const connection of connections) {
    for (const budget of budgetsOf(connection)) {
      const known = shared.get(budget.key);
      if (known) known.of.push(connection.id);
      else shared.set(budget.key, { budget, of: [connection.id] });
    }
  }
  return [...shared.values()].flatMap(({ budget: { system, key, rules }, of }) => {
    const row = budgets.find((one) => one.key === key);
    return row ? metersOf(connections.length > 1 ? `${of.join(', ')}: ${system}` : system, row, rules, now) : [];
  });
}

/**
 * Refused calls of a resource in the last hour against those a system bears before it closes the resource ("2 of 10"); of
 * several companies the worst. null where the system counts none. Pure.
 */
export function errorsOf(connections: readonly ConnectionRow[], budgets: readonly BudgetRow[], system: string, endpoint: string, now: number): { used: number; limit: number } | null {
  const found = connections.flatMap(budgetsOf).filter((budget) => budget.system === system);
  const used = found.flatMap(({ key, rules }) => {
    const row = budgets.find((budget) => budget.key === key);
    return rules.errorsPerHour ? [{ used: row ? (roll(row, rules, now).errors[endpoint]?.length ?? 0) : 0, limit: rules.errorsPerHour.limit }] : [];
  });
  return used.sort((a, b) => b.used - a.used)[0] ?? null;
}
