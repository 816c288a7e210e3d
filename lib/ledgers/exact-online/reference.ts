import Big from 'big.js';
import { dayOf, type Day } from '../../model/dates';
import type { Period, ReferenceItem, ReferenceKind } from '../../model/reference';
import { CallFailure } from '../../net/failure';
import type { CompanyTraits } from '../ledger';
import type { Client } from './client';
import { datetime, text } from './odata';
import * as wire from './wire';
import type { Resource, RowOf } from './wire';
import { accountTraits, currencyTrait, journalTraits, vatTraits } from './xml/traits';

/** Reference data: what is pulled, which of it may be used, and what it is in our words. Rules from the Exact REST reference. */

/** Control accounts (bank, payment service, receivables, payables, VAT): a revenue or cost line on one is refused. */
const controlTypes: ReadonlySet<number> = new Set([12, 16, 20, 22, 24]);
const accountUses: Readonly<Record<number, 'revenue' | 'cost'>> = { 110: 'revenue', 111: 'cost', 120: 'cost', 121: 'cost' };
/** Journals for credit notes alone. */
const returnTypes: ReadonlySet<number> = new Set([21, 23]);
const journalSides: Readonly<Record<number, 'sales' | 'purchase'>> = { 20: 'sales', 21: 'sales', 22: 'purchase', 23: 'purchase' };
const taxBases: ReadonlyMap<unknown, 'excluding' | 'base' | 'none'> = new Map([['E', 'excluding'], ['B', 'base'], ['N', 'none']]);
const vatSides: ReadonlyMap<unknown, 'sales' | 'purchase'> = new Map([['S', 'sales'], ['P', 'purchase']]);
const analysisUses: Readonly<Record<number, 'optional' | 'mandatory' | 'no'>> = { 0: 'optional', 1: 'mandatory', 2: 'no' };

/** A fraction as percent in decimal text: 0.21 is "21". */
export const percentText = (fraction: number): string => new Big(fraction).times(100).round(6).toFixed();

const named = (row: { Code: string; Description?: string | null | undefined }) => ({ code: row.Code, name: row.Description || row.Code });

/** null for codes that cannot be used: blocked, or of the type that takes amounts as including tax. */
export function toTaxCode(row: RowOf<typeof wire.vatCodes>): ReferenceItem | null {
  const taxBasis = taxBases.get(row.Type);
  if (row.IsBlocked || !taxBasis) return null;
  const fraction = row.Percentage ?? (taxBasis === 'excluding' ? null : 0);
  return {
    kind: 'taxCode', id: row.ID, ...named(row), taxBasis,
    side: vatSides.get(row.VATTransactionType) ?? 'both',
    reverseCharge: row.Charged ?? false,
    ...(fraction !== null && { percentage: percentText(fraction) }),
  };
}

export function toAccount(row: RowOf<typeof wire.glAccounts>): ReferenceItem | null {
  if (row.IsBlocked) return null;
  const type = row.Type ?? 0;
  return {
    kind: 'account', id: row.ID, ...named(row),
    use: accountUses[type] ?? 'other',
    postable: !controlTypes.has(type),
    costCentreUse: analysisUses[row.UseCostcenter ?? 0] ?? 'optional',
    costUnitUse: analysisUses[row.UseCostunit ?? 0] ?? 'optional',
  };
}

export function toJournal(row: RowOf<typeof wire.journals>): ReferenceItem | null {
  const side = journalSides[row.Type];
  if (row.IsBlocked || !side) return null;
  return { kind: 'journal', id: row.ID, ...named(row), side, anyCurrency: row.AllowVariableCurrency ?? false, forReturns: returnTypes.has(row.Type), ...(row.Currency && { currency: row.Currency }) };
}

/** Without an account of its own, an item of the group needs one from elsewhere. */
export function toItemGroup(row: RowOf<typeof wire.itemGroups>): ReferenceItem {
  const lacks = [...(row.GLRevenue ? [] : ['revenue' as const]), ...(row.GLCosts ? [] : ['cost' as const])];
  return { kind: 'itemGroup', id: row.ID, ...named(row), isDefault: row.IsDefault ?? false, ...(lacks.length > 0 && { lacks }) };
}

export const toUnit = (row: RowOf<typeof wire.units>): ReferenceItem | null =>
  row.Active === false ? null : { kind: 'unit', id: row.ID, ...named(row), isDefault: row.Main ?? false };

export const toPaymentTerm = (row: RowOf<typeof wire.paymentConditions>): ReferenceItem => ({ kind: 'paymentTerm', id: row.ID, ...named(row) });
export const toCurrency = (row: RowOf<typeof wire.currencies>): ReferenceItem => ({ kind: 'currency', id: row.Code, ...named(row) });

/** Cost centres and units are inactive from their end date, projects after it. */
export const toCost = (kind: 'costCentre' | 'costUnit' | 'project', today: Day) => (row: RowOf<typeof wire.costCentres>): ReferenceItem | null => {
  const ended = row.EndDate ? (kind === 'project' ? row.EndDate < today : row.EndDate <= today) : false;
  return ended ? null : { kind, id: row.ID, ...named(row) };
};

interface Pull {
  kind: ReferenceKind;
  read(client: Client): Promise<{ items: (ReferenceItem | null)[]; traits: CompanyTraits }>;
  /** Many companies lack the module, or the user the right: then documents go without. */
  optional?: boolean;
}

const noTraits = (): CompanyTraits => ({});

const pull = <Row>(kind: ReferenceKind, resource: Resource<Row>, convert: (row: Row) => ReferenceItem | null, filter: string | null = null, traitsOf: (row: Row) => CompanyTraits = noTraits): Pull => ({
  kind,
  read: async (client) => {
    const rows = await client.list(resource, filter, `read ${resource.noun}`);
    return { items: rows.map(convert), traits: Object.assign({}, ...rows.map(traitsOf)) };
  },
});

const notBlocked = 'IsBlocked eq false';
/** Endpoints with a sync sibling may demand a filter; this one lets every record through. */
const anyTime = `Modified gt ${datetime('2000-01-01')}`;

const pulls = (today: Day): Pull[] => [
  pull('taxCode', wire.vatCodes, toTaxCode, notBlocked, vatTraits),
  pull('journal', wire.journals, toJournal, notBlocked, journalTraits),
  pull('account', wire.glAccounts, toAccount, `${anyTime} and ${notBlocked}`, accountTraits),
  pull('paymentTerm', wire.paymentConditions, toPaymentTerm),
  pull('currency', wire.currencies, toCurrency),
  { ...pull('itemGroup', wire.itemGroups, toItemGroup), optional: true },
  { ...pull('unit', wire.units, toUnit), optional: true },
  { ...pull('costCentre', wire.costCentres, toCost('costCentre', today)), optional: true },
  { ...pull('costUnit', wire.costUnits, toCost('costUnit', today)), optional: true },
  { ...pull('project', wire.projects, toCost('project', today), anyTime), optional: true },
];

/** The company's own currency, which nothing else that is read names. */
async function readCurrency(client: Client, division: string): Promise<CompanyTraits> {
  const [own] = (await allowed(() => client.list(wire.divisions, `Code eq ${division}`, 'read the currency of the company'), true)) ?? [];
  return currencyTrait(own?.Currency ?? '');
}

/** All reference data of a division. `missing` names the optional kinds this user or company has no access to. */
export async function readReference(client: Client, division: string): Promise<{ items: ReferenceItem[]; periods: Period[]; missing: ReferenceKind[]; traits: CompanyTraits }> {
  const items: ReferenceItem[] = [];
  const missing: ReferenceKind[] = [];
  let traits = await readCurrency(client, division);
  for (const { kind, read, optional } of pulls(dayOf(Date.now()))) {
    const pulled = await allowed(() => read(client), optional === true);
    if (pulled === null) missing.push(kind);
    else {
      items.push(...pulled.items.filter((item) => item !== null));
      traits = { ...traits, ...pulled.traits };
    }
  }
  const journals = items.filter((item) => item.kind === 'journal').map((item) => item.code);
  return { items, missing, traits, periods: await readPeriods(client, journals) };
}

/** null when it is optional and forbidden. Nothing is asked twice: refusals count against the error budget. */
async function allowed<T>(read: () => Promise<T>, optional: boolean): Promise<T | null> {
  try {
    return await read();
  } catch (failure) {
    if (optional && failure instanceof CallFailure && failure.kind === 'forbidden') return null;
    throw failure;
  }
}

type Status = RowOf<typeof wire.journalStatuses>;
const closed = 1;

const readStatuses = (client: Client, journal: string): Promise<Status[]> =>
  client.list(wire.journalStatuses, `Journal eq ${text(journal)}`, `read which periods of journal ${journal} are closed`);

async function readPeriods(client: Client, journals: readonly string[]): Promise<Period[]> {
  const rows = await client.list(wire.financialPeriods, null, 'read the financial periods');
  const statuses: Status[] = [];
  for (const journal of journals) {
    const some = await allowed(() => readStatuses(client, journal), true);
    if (some === null) break;
    statuses.push(...some);
  }
  return rows.map((row) => toPeriod(row, statuses)).sort((a, b) => a.start.localeCompare(b.start));
}

export function toPeriod(row: RowOf<typeof wire.financialPeriods>, statuses: readonly Status[]): Period {
  const here = statuses.filter((status) => status.Year === row.FinYear && status.Period === row.FinPeriod && status.Status === closed);
  return { year: row.FinYear, period: row.FinPeriod, start: row.StartDate, end: row.EndDate, closedJournals: [...new Set(here.map((status) => status.Journal))] };
}

/** Is the journal closed on that day? Asked live, two calls. A day outside every period is not closed: Exact says so itself when booked on. */
export async function isClosed(client: Client, journal: string, day: Day): Promise<boolean> {
  const filter = `StartDate le ${datetime(day)} and EndDate ge ${datetime(day)}`;
  const periods = await client.list(wire.financialPeriods, filter, `find the financial period of ${day}`);
  if (periods.length === 0) return false;
  const statuses = await readStatuses(client, journal);
  return periods.some((row) => toPeriod(row, statuses).closedJournals.includes(journal));
}
