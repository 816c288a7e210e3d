import { hostOf } from '../../lib/hosts';
import { rulesOf } from '../../lib/hosts/host';
import { ledgerOf } from '../../lib/ledgers';
import { roll } from '../../lib/net/budget';
import type { BudgetRules } from '../../lib/net/call';
import type { BudgetRow, ConnectionRow } from '../../lib/storage/rows';

export interface MeterView {
  label: string;
  used: number;
  limit: number;
}

/** The meters of one system: each window that has a limit, as of now. Pure. */
export function metersOf(name: string, row: BudgetRow, rules: BudgetRules, now: number): MeterView[] {
  const { minute, day } = roll(row, rules, now);
  const windows = [
    { label: `${name}, this minute`, window: minute, limit: minute.limit ?? rules.perMinute },
    { label: `${name}, today`, window: day, limit: day.limit ?? rules.perDay },
  ];
  return windows.flatMap(({ label, window, limit }) => {
    if (!limit) return [];
    // What the system says is left counts calls of others too; our own count may be ahead of it.
    const told = window.left === null ? 0 : limit - window.left;
    return [{ label, used: Math.min(limit, Math.max(window.used, told)), limit }];
  });
}

/** The meters of a connection: its ledger's, then its host's. A system not called yet has none. */
export function connectionMeters(connection: ConnectionRow, budgets: readonly BudgetRow[], now: number): MeterView[] {
  try {
    const ledger = ledgerOf(connection.ledger.system);
    const host = hostOf(connection.host.system);
    const find = (key: string) => budgets.find((row) => row.key === key);
    const ledgerRow = find(ledger.budgetKey(connection.ledger));
    const hostRow = find(host.budgetKey(connection.host));
    return [
      ...(ledgerRow ? metersOf(ledger.name, ledgerRow, ledger.budget, now) : []),
      ...(hostRow ? metersOf(host.name, hostRow, rulesOf(host, connection.host), now) : []),
    ];
  } catch {
    return [];
  }
}
