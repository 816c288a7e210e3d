import { rulesOf, type Host } from '../hosts/host';
import type { Ledger } from '../ledgers/ledger';
import { emptyBudget } from '../net/budget';
import { dayLeft, type DayLeft } from '../net/day-left';
import { directionOf, type SyncSettings } from '../settings';
import type { BudgetRow, ConnectionRow } from '../storage/rows';
import { dayForWalks, walkedKinds } from './walk';

/** How often a connection synchronizes by itself. All of it is pure. */

/** Minutes, where the settings name none and the limits allow it. */
export const usualMinutes = 5;
const longestMinutes = 1440;
const dayLength = longestMinutes * 60_000;

/** Of a day, the part that is kept for what runs find and what people press. */
const keptForSending = 0.5;
/** Once sending has taken more than that, runs still get this part of what is left. */
const leastForRuns = 0.2;

/** One system's day, and what runs take of it. */
export interface DayNeed extends DayLeft {
  system: string;
  callsPerRun: number;
  /** Connections that run by themselves on this budget. */
  sharers: number;
  /** Of the day, the part that goes for something else than runs; 0 where left out. */
  besides?: number;
}

export interface Interval {
  minutes: number;
  /** As it would be without limits. */
  wanted: number;
  /** The day that keeps it from being as wanted; null where it is. */
  stretchedBy: DayNeed | null;
}

/** Minutes until a day ends, spread over the runs it still has room for. */
function minutesFor({ limit, left, endsAt, callsPerRun, sharers, besides = 0 }: DayNeed, now: number): number {
  const minutesLeft = Math.max(1, Math.ceil((endsAt - now) / 60_000));
  const calls = Math.max(left - limit * (keptForSending + besides * Math.min(1, (endsAt - now) / dayLength)), left * leastForRuns);
  const runs = Math.floor(calls / (callsPerRun * sharers));
  return runs === 0 ? minutesLeft : Math.ceil(minutesLeft / runs);
}

/** The shortest interval, of at least the minutes wanted, with which the days of all systems last. */
export function intervalOf(wanted: number, days: readonly DayNeed[], now: number): Interval {
  let interval: Interval = { minutes: wanted, wanted, stretchedBy: null };
  for (const day of days) {
    const minutes = Math.min(longestMinutes, minutesFor(day, now));
    if (minutes > interval.minutes) interval = { minutes, wanted, stretchedBy: day };
  }
  return interval;
}

/** Calls of a run that finds nothing: a list for each kind of document that goes to the ledger, the feeds of the ledger, and the look for twins. Lists of contacts and products have a part of the day of their own. */
export function callsPerRun(sync: Pick<SyncSettings, 'invoices' | 'bills' | 'contacts' | 'products' | 'payments' | 'directions'>): { host: number; ledger: number } {
  const goes = (kind: 'invoices' | 'bills' | 'contacts' | 'products' | 'payments', way: 'to-ledger' | 'to-host') => sync[kind] && directionOf(sync, kind) === way;
  const lists = [goes('invoices', 'to-ledger'), goes('bills', 'to-ledger'), goes('payments', 'to-ledger')];
  const isPulled = (['invoices', 'bills', 'contacts', 'products'] as const).some((kind) => goes(kind, 'to-host'));
  return { host: Math.max(1, lists.filter(Boolean).length), ledger: (goes('payments', 'to-host') ? 2 : 0) + (isPulled ? 1 : 0) + 1 };
}

/** Do contacts or products go over by themselves? */
const hasWalks = (sync: Pick<SyncSettings, 'contacts' | 'products' | 'directions'>): boolean => walkedKinds.some((kind) => sync[kind] && directionOf(sync, kind) === 'to-ledger');

export const runsByItself = ({ sync, state }: Pick<ConnectionRow, 'sync' | 'state'>): boolean => sync.mode === 'automatic' && state === 'connected';

/** Both systems of a connection. */
export interface Ends {
  host: Pick<Host, 'name' | 'budget' | 'budgetKey'>;
  ledger: Pick<Ledger, 'name' | 'budget' | 'budgetKey'>;
}

/** The interval of a connection, as its settings, all connections and the budgets are now. `endsOf` throws for a system nobody knows. */
export function intervalFor(connection: ConnectionRow, all: readonly ConnectionRow[], budgets: readonly BudgetRow[], endsOf: (row: ConnectionRow) => Ends, now: number): Interval {
  const { host, ledger } = endsOf(connection);
  const others = all.filter((row) => row.id !== connection.id && runsByItself(row)).map((row) => ({ row, ends: endsOf(row) }));
  const calls = callsPerRun(connection.sync);
  const hostKey = host.budgetKey(connection.host);
  const ledgerKey = ledger.budgetKey(connection.ledger);
  const budgetOf = (key: string) => budgets.find((row) => row.key === key) ?? emptyBudget(key);
  const atHost = dayLeft(budgetOf(hostKey), rulesOf(host, connection.host), now);
  const atLedger = dayLeft(budgetOf(ledgerKey), ledger.budget, now);
  const days: DayNeed[] = [
    ...(atHost ? [{ ...atHost, system: host.name, callsPerRun: calls.host, besides: hasWalks(connection.sync) ? dayForWalks : 0, sharers: 1 + others.filter(({ row, ends }) => ends.host.budgetKey(row.host) === hostKey).length }] : []),
    ...(atLedger ? [{ ...atLedger, system: ledger.name, callsPerRun: calls.ledger, sharers: 1 + others.filter(({ row, ends }) => ends.ledger.budgetKey(row.ledger) === ledgerKey).length }] : []),
  ];
  return intervalOf(connection.sync.everyMinutes ?? usualMinutes, days, now);
}
