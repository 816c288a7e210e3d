import { addDays, type Day } from '../../model/dates';
import type { Period, ReferenceItem, ReferenceKind } from '../../model/reference';
import { CallFailure } from '../../net/failure';
import type { CompanyTraits, LedgerCompany } from '../ledger';
import type { Client } from './client';
import { readPreferences, readSettings } from './company';
import { listId, partyId } from './ids';
import { hasCodes, pseudoCodesOf, toTaxCode } from './tax-codes';
import { asTraits, toTraits, type Traits } from './traits';
import * as wire from './wire';
import type { Entity, RowOf } from './wire';

/** Reference data: what is pulled, which of it may be used, and what it is in our words. */

/** What QuickBooks books on by itself; a line on one is refused, or says nothing of revenue or cost. */
const controlTypes: ReadonlySet<string | undefined> = new Set(['Accounts Receivable', 'Accounts Payable', 'Bank', 'Credit Card', 'Non-Posting']);
const uses: Readonly<Record<string, 'revenue' | 'cost'>> = { Revenue: 'revenue', Expense: 'cost' };
const usesOfTypes: Readonly<Record<string, 'revenue' | 'cost'>> = { 'Income': 'revenue', 'Other Income': 'revenue', 'Expense': 'cost', 'Other Expense': 'cost', 'Cost of Goods Sold': 'cost' };

type Account = RowOf<typeof wire.accounts>;

/** Known by its number where it alone has it, else by its id. */
function toAccount(row: Account, all: readonly Account[]): ReferenceItem {
  const number = row.AcctNum?.trim() ?? '';
  const isOwn = number !== '' && all.filter(({ AcctNum }) => AcctNum?.trim() === number).length === 1;
  return {
    kind: 'account', id: listId(row.Id), code: isOwn ? number : listId(row.Id), name: row.FullyQualifiedName || row.Name,
    use: uses[row.Classification ?? ''] ?? usesOfTypes[row.AccountType ?? ''] ?? 'other',
    postable: !controlTypes.has(row.AccountType),
  };
}

type Named = RowOf<typeof wire.terms>;
const toNamed = (kind: ReferenceKind, { Id, Name, FullyQualifiedName }: Named): ReferenceItem => ({ kind, id: listId(Id), code: listId(Id), name: FullyQualifiedName || Name });

/** A project is a customer below the one it is done for. */
function toProject({ Id, DisplayName, IsProject, ParentRef }: RowOf<typeof wire.customers>): ReferenceItem[] {
  if (IsProject !== true) return [];
  return [{ kind: 'project', id: partyId('customer', Id), code: listId(Id), name: DisplayName, ...(ParentRef ? { contact: partyId('customer', ParentRef.value) } : {}) }];
}

const isActive = ({ Active }: { Active?: boolean | undefined }): boolean => Active !== false;

/** Closed up to and with a day, open for ever after; nothing is said where nothing is closed. */
export function periodsOf(closedUpTo: Day | undefined): Period[] {
  if (!closedUpTo) return [];
  return [
    { year: Number(closedUpTo.slice(0, 4)), period: Number(closedUpTo.slice(5, 7)), start: '0001-01-01', end: closedUpTo, closedJournals: [''] },
    { year: 9999, period: 12, start: addDays(closedUpTo, 1), end: '9999-12-31', closedJournals: [] },
  ];
}

interface Part {
  kind: ReferenceKind;
  read(): Promise<ReferenceItem[]>;
}

/** The lists this company has, as its settings say: what is switched off is not asked for. */
function partsOf(client: Client, traits: Traits): Part[] {
  const all = <Row>(entity: Entity<Row>, conditions: readonly string[] = []) => client.list(entity, conditions, `read the ${entity.noun}`);
  const named = (kind: ReferenceKind, entity: Entity<Named>): Part => ({ kind, read: async () => (await all(entity)).rows.filter(isActive).map((row) => toNamed(kind, row)) });
  const home: ReferenceItem = { kind: 'currency', id: traits.homeCurrency, code: traits.homeCurrency, name: traits.homeCurrency };
  const isForeign = (row: RowOf<typeof wire.companyCurrencies>): boolean => isActive(row) && row.Code !== traits.homeCurrency;
  const parts: (Part | false)[] = [
    { kind: 'account', read: async () => all(wire.accounts).then(({ rows }) => rows.map((row) => toAccount(row, rows))) },
    { kind: 'taxCode', read: () => readTaxCodes(client, traits) },
    named('paymentTerm', wire.terms),
    traits.classTracking !== 'none' && named('class', wire.classes),
    traits.departments && named('costCentre', wire.departments),
    // Only the full name of a record below another holds a colon, and of those only can be asked for.
    traits.usesProjects && { kind: 'project', read: async () => (await all(wire.customers, [`FullyQualifiedName LIKE '%:%'`])).rows.flatMap(toProject) },
    { kind: 'currency', read: async () => [home, ...(traits.multiCurrency ? (await all(wire.companyCurrencies)).rows.filter(isForeign).map(toCurrency) : [])] },
  ];
  return parts.filter((part) => part !== false);
}

const toCurrency = ({ Code, Name }: RowOf<typeof wire.companyCurrencies>): ReferenceItem => ({ kind: 'currency', id: Code, code: Code, name: Name || Code });

async function readTaxCodes(client: Client, traits: Traits): Promise<ReferenceItem[]> {
  if (!hasCodes(traits)) return [...pseudoCodesOf(traits)];
  const [codes, rates] = await Promise.all([client.list(wire.taxCodes, [], 'read the tax codes'), client.list(wire.taxRates, [], 'read the tax rates')]);
  const byId = new Map(rates.rows.map((rate) => [rate.Id, rate]));
  return [...pseudoCodesOf(traits), ...codes.rows.flatMap((code) => toTaxCode(code, byId, codes.time.slice(0, 10)) ?? [])];
}

/** Kinds that documents can go without. */
const optional: ReadonlySet<ReferenceKind> = new Set<ReferenceKind>(['paymentTerm', 'class', 'costCentre', 'project']);

/** All reference data, the traits of the company with it: two reads for the settings, then one for each list in use. */
export async function readReference(client: Client, realm: string): Promise<Awaited<ReturnType<LedgerCompany['readReference']>> & { traits: CompanyTraits }> {
  const settings = await readSettings(client, realm, 'read the settings of the company');
  const traits = toTraits(settings.preferences, settings.company);
  const missing: ReferenceKind[] = [];
  const lists = await Promise.all(
    partsOf(client, traits).map(async ({ kind, read }) => {
      try {
        return await read();
      } catch (failure) {
        if (!(failure instanceof CallFailure) || failure.kind !== 'forbidden' || !optional.has(kind)) throw failure;
        missing.push(kind);
        return [];
      }
    }),
  );
  const periods = periodsOf(settings.preferences.AccountingInfoPrefs?.BookCloseDate);
  return { items: lists.flat(), periods, ...(missing.length > 0 && { missing }), traits: asTraits(traits) };
}

/** Are the books closed on that day, as the settings say now? There is one date for all of them. */
export async function isClosed(client: Client, day: Day): Promise<boolean> {
  const { AccountingInfoPrefs } = await readPreferences(client, 'see whether the books are still closed');
  const closedUpTo = AccountingInfoPrefs?.BookCloseDate;
  return closedUpTo !== undefined && day <= closedUpTo;
}
