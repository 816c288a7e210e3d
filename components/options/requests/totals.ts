import { dayOf } from '../../../lib/model/dates';
import type { RequestRow } from '../../../lib/storage/rows';
import { hasFailed } from '../../../lib/sync/log-search';

export interface EndpointTotal {
  system: string;
  endpoint: string;
  calls: number;
  failed: number;
  /** The time that half of the answered calls took at the most, in milliseconds; null where none was answered. */
  median: number | null;
}

export interface DayTotal {
  day: string;
  system: string;
  calls: number;
  failed: number;
}

function groupBy(rows: readonly RequestRow[], keyOf: (row: RequestRow) => string): RequestRow[][] {
  const groups = new Map<string, RequestRow[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group) group.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return [...groups.values()];
}

const failedOf = (rows: readonly RequestRow[]): number => rows.filter(hasFailed).length;

const medianOf = (values: number[]): number | null => values.sort((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? null;

/** How often each resource was called, the most called first. Pure. */
export const endpointTotals = (rows: readonly RequestRow[]): EndpointTotal[] =>
  groupBy(rows, ({ system, endpoint }) => `${system}\n${endpoint ?? ''}`)
    .map((group) => ({
      system: group[0]?.system ?? '', endpoint: group[0]?.endpoint ?? '', calls: group.length, failed: failedOf(group),
      median: medianOf(group.filter(({ status }) => status !== null).map(({ milliseconds }) => milliseconds)),
    }))
    .sort((a, b) => b.calls - a.calls);

/** How often each system was called on each day by the clock of this computer, the newest first. Pure. */
export const dayTotals = (rows: readonly RequestRow[]): DayTotal[] =>
  groupBy(rows, ({ at, system }) => `${localDay(at)}\n${system}`)
    .map((group) => ({ day: localDay(group[0]?.at ?? 0), system: group[0]?.system ?? '', calls: group.length, failed: failedOf(group) }))
    .sort((a, b) => b.day.localeCompare(a.day) || b.calls - a.calls);

const localDay = (at: number): string => dayOf(at - new Date(at).getTimezoneOffset() * 60_000);

/** When the day began on which `now` is, by the clock of this computer. */
export const startOfDay = (now: number): number => new Date(now).setHours(0, 0, 0, 0);
