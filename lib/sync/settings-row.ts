import type { LedgerConfig } from '../ledgers/ledger';
import type { Day } from '../model/dates';
import type { ConnectionSettings } from '../settings';
import type { ConnectionRow } from '../storage/rows';
import { startDateOf } from './start-date';

/** A connection's settings and its row. All of it is pure. */

type Sync = NonNullable<ConnectionSettings['sync']>;

/** A connection's settings with its secrets apart. */
export interface Split {
  host: Record<string, unknown>;
  ledger: Record<string, unknown>;
  sync: Sync | undefined;
  hostSecret: string | undefined;
  clientSecret: string | undefined;
  /** Empty: there is to be none any more. */
  webhook: string | undefined;
}

/** The secrets of a connection's settings, apart from the rest. */
export function split(settings: ConnectionSettings): Split {
  const { apiKey, clientSecret: hostClientSecret, ...host } = settings.host as Record<string, unknown> & { apiKey?: string; clientSecret?: string };
  const { clientSecret, ...ledger } = settings.ledger as Record<string, unknown> & { clientSecret?: string };
  const { webhook, ...notify } = settings.sync?.notify ?? {};
  const { notify: _whole, ...sync } = settings.sync ?? ({} as Sync);
  return {
    host, ledger, hostSecret: apiKey ?? hostClientSecret, clientSecret, webhook,
    sync: settings.sync && { ...sync, ...(Object.keys(notify).length > 0 && { notify }) },
  };
}

/** How the webhook of a row is called, after the settings. */
const webhookHostOf = (webhook: string | undefined, existing: string | undefined): string | undefined => (webhook === undefined ? existing : webhook === '' ? undefined : new URL(webhook).host);

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** What a list of the host depends on: with another scope, what is listed is to be read anew. */
const scopeOf = ({ host, sync }: Pick<ConnectionRow, 'host' | 'sync'>) => [host.site, host.companyAccountId, sync.startDate, sync.invoices, sync.bills, sync.contacts, sync.products, sync.contactStatus, sync.bookmarks ?? {}, sync.directions ?? {}];

export const hasOtherScope = (before: ConnectionRow, after: ConnectionRow): boolean => !same(scopeOf(before), scopeOf(after));

/** How settings are brought in. `isFixed`: the start date stays as it is, unless policy gives them. */
export interface Bringing {
  today: Day;
  isFixed: boolean;
  /** Sales stay booked as they are: what was booked as the other is found among its own only. */
  isSalesFixed: boolean;
  byPolicy: boolean;
}

/** Sync settings are given whole: what they leave out is as usual. */
const usualSync = { mode: 'manual' as const, invoices: true, bills: true, contacts: true, products: true, payments: true };

/** What of the settings could not be had, since something was sent already. */
export interface Kept {
  start: boolean;
  sales: boolean;
}

/** Are sales booked the same way? Entries are the usual one. */
const booksSame = (a: { salesAs?: unknown }, b: { salesAs?: unknown }): boolean => (a.salesAs ?? 'entry') === (b.salesAs ?? 'entry');

/** The ledger's side with sales booked as they were. */
function withSalesOf(existing: ConnectionRow, { salesAs: _wanted, ...ledger }: Record<string, unknown>): Record<string, unknown> {
  const { salesAs } = existing.ledger;
  return { ...ledger, ...(salesAs && { salesAs }) };
}

/** The row after the settings, and what of it stays although they wanted another. */
export function rowFrom(settings: ConnectionSettings, existing: ConnectionRow | undefined, { today, isFixed, isSalesFixed, byPolicy }: Bringing): { row: ConnectionRow; kept: Kept } {
  const { host, ledger: wanted, sync, webhook } = split(settings);
  const system = settings.host.system;
  const site = 'site' in settings.host ? settings.host.site : '';
  const company = (wanted['company'] as string | undefined) || existing?.ledger.company || '';
  const sameCompany = existing?.ledger.company === company;
  const keepsSales = existing !== undefined && isSalesFixed && sameCompany && !booksSame(existing.ledger, wanted);
  const ledger = keepsSales ? withSalesOf(existing, wanted) : wanted;
  const ends = { host: { ...host, system, site } as ConnectionRow['host'], ledger: { ...ledger, company } as ConnectionRow['ledger'] };
  // Another app registration, country or company needs a new sign-in: the tokens in hand are not for it.
  const identity = (row: Pick<ConnectionRow, 'ledger'>) => [row.ledger.system, row.ledger.country, row.ledger.environment, row.ledger.clientId, row.ledger.company];
  const moved = existing !== undefined && !same(identity(existing), identity(ends));
  const { startDate, isKept } = startDateOf({ current: existing?.sync.startDate ?? null, isFixed: isFixed && sameCompany, wanted: sync?.startDate, today, byPolicy });
  const webhookHost = webhookHostOf(webhook, existing?.webhookHost);
  const merged = { ...ends, sync: { ...usualSync, ...(sync ?? existing?.sync), startDate }, ...(webhookHost !== undefined && { webhookHost }) };
  const kept = { start: isKept, sales: keepsSales && wanted['salesAs'] !== undefined };
  if (!existing) return { row: { id: settings.id, ...merged, state: 'not-connected', run: null }, kept };
  const { firstSyncAt, webhookHost: _before, people, me, ...rest } = existing;
  const { traits } = existing.ledger;
  const row: ConnectionRow = {
    ...rest,
    // Another site has other users.
    ...(existing.host.site === site && { ...(people && { people }), ...(me !== undefined && { me }) }),
    ...(firstSyncAt !== undefined && sameCompany && { firstSyncAt }),
    ...merged,
    ledger: { ...merged.ledger, ...(traits && !moved && { traits }) },
    state: moved ? 'not-connected' : existing.state,
    // Another company has nothing of what went over.
    ...(!sameCompany && { walks: undefined }),
  };
  return { row: hasOtherScope(existing, row) ? { ...row, listedWholeAt: undefined, walks: undefined } : row, kept };
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
