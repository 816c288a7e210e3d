import type { LedgerConfig } from '../ledgers/ledger';
import type { Day } from '../model/dates';
import type { ConnectionSettings } from '../settings';
import type { ConnectionRow } from '../storage/rows';
import { startDateOf } from './start-date';

/** A connection's settings and its row. All of it is pure. */

/** The secrets of a connection's settings, apart from the rest. */
export function split(settings: ConnectionSettings): { host: Record<string, unknown>; ledger: Record<string, unknown>; hostSecret: string | undefined; clientSecret: string | undefined } {
  const { apiKey, clientSecret: hostClientSecret, ...host } = settings.host as Record<string, unknown> & { apiKey?: string; clientSecret?: string };
  const { clientSecret, ...ledger } = settings.ledger as Record<string, unknown> & { clientSecret?: string };
  return { host, ledger, hostSecret: apiKey ?? hostClientSecret, clientSecret };
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** What a list of the host depends on: with another scope, what is listed is to be read anew. */
const scopeOf = ({ host, sync }: Pick<ConnectionRow, 'host' | 'sync'>) => [host.site, host.companyAccountId, sync.startDate, sync.invoices, sync.bills, sync.contacts, sync.bookmarks ?? {}, sync.directions ?? {}];

export const hasOtherScope = (before: ConnectionRow, after: ConnectionRow): boolean => !same(scopeOf(before), scopeOf(after));

/** How settings are brought in. `isFixed`: the start date stays as it is, unless policy gives them. */
export interface Bringing {
  today: Day;
  isFixed: boolean;
  byPolicy: boolean;
}

/** Sync settings are given whole: what they leave out is as usual. */
const usualSync = { mode: 'manual' as const, invoices: true, bills: true, contacts: true, products: true, payments: true };

/** The row after the settings. `isStartKept`: they wanted another start date than the one that stays. */
export function rowFrom(settings: ConnectionSettings, existing: ConnectionRow | undefined, { today, isFixed, byPolicy }: Bringing): { row: ConnectionRow; isStartKept: boolean } {
  const { host, ledger } = split(settings);
  const system = settings.host.system;
  const site = 'site' in settings.host ? settings.host.site : '';
  const company = (ledger['company'] as string | undefined) || existing?.ledger.company || '';
  const ends = { host: { ...host, system, site } as ConnectionRow['host'], ledger: { ...ledger, company } as ConnectionRow['ledger'] };
  // Another app registration, country or company needs a new sign-in: the tokens in hand are not for it.
  const identity = (row: Pick<ConnectionRow, 'ledger'>) => [row.ledger.system, row.ledger.country, row.ledger.environment, row.ledger.clientId, row.ledger.company];
  const moved = existing !== undefined && !same(identity(existing), identity(ends));
  const { startDate, isKept } = startDateOf({ current: existing?.sync.startDate ?? null, isFixed: isFixed && existing?.ledger.company === company, wanted: settings.sync?.startDate, today, byPolicy });
  const merged = { ...ends, sync: { ...usualSync, ...(settings.sync ?? existing?.sync), startDate } };
  if (!existing) return { row: { id: settings.id, ...merged, state: 'not-connected', run: null }, isStartKept: isKept };
  const { firstSyncAt, ...rest } = existing;
  const { traits } = existing.ledger;
  const row: ConnectionRow = {
    ...rest,
    ...(firstSyncAt !== undefined && existing.ledger.company === company && { firstSyncAt }),
    ...merged,
    ledger: { ...merged.ledger, ...(traits && !moved && { traits }) },
    state: moved ? 'not-connected' : existing.state,
  };
  return { row: hasOtherScope(existing, row) ? { ...row, listedWholeAt: undefined } : row, isStartKept: isKept };
}

/** What of a ledger's side is a setting: what was read of its company is not. */
export function settingsOf({ traits: _read, ...settings }: LedgerConfig): Omit<LedgerConfig, 'traits'> {
  return settings;
}

/** The names of the settings in which two rows differ. */
export function changedFields(existing: ConnectionRow, next: ConnectionRow): string[] {
  const flat = (row: ConnectionRow) => new Map(Object.entries({ ...row.host, ...Object.fromEntries(Object.entries(settingsOf(row.ledger)).map(([key, value]) => [`ledger ${key}`, value])), ...row.sync }));
  const [before, after] = [flat(existing), flat(next)];
  return [...new Set([...before.keys(), ...after.keys()])].filter((key) => !same(before.get(key), after.get(key)));
}
