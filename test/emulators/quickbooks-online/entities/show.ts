import { targets } from '../fields/targets';
import { amount, freeze, refId, text, type Fields, type QboRecord, type Ref } from '../values';
import type { Books } from './books';
import { companyInfo, preferences } from './company-info';
import { currencyName } from './currencies';
import { notFound } from './refusals';

interface Shown {
  namings: number;
  balance: string;
  record: QboRecord;
}

/** Tests read thousands of records over and over. */
const cache = new WeakMap<QboRecord, Shown>();

/** Kinds whose references come back without a name. */
const nameless = new Set(['TaxCode', 'TaxRate', 'Term']);

function nameOf(books: Books, field: string, entity: string, id: string): string | undefined {
  if (field === 'CurrencyRef') return currencyName(id);
  const target = field === 'ParentRef' ? entity : targets.get(field);
  if (target === undefined || nameless.has(target)) return undefined;
  const record = books.find(target, id);
  if (!record) return undefined;
  return text(target === 'Item' ? record['Name'] : (record['FullyQualifiedName'] ?? record['DisplayName'] ?? record['Name']));
}

function named(books: Books, entity: string, value: unknown, field: string): unknown {
  if (Array.isArray(value)) return value.map((each) => named(books, entity, each, field));
  if (typeof value !== 'object' || value === null) return value;
  if (field.endsWith('Ref') && typeof (value as Ref).value === 'string') {
    const name = nameOf(books, field, entity, refId(value));
    return name === undefined ? value : { ...value, name };
  }
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, named(books, entity, each, key)]));
}

const masked = (value: unknown, shown: number): string => text(value).replace(new RegExp(`.(?=.{${shown}})`, 'gs'), 'X');

/** Numbers the company is not to show again, and what is reckoned from transactions. */
function reckoned(books: Books, entity: string, record: QboRecord): Fields {
  if (entity !== 'Customer' && entity !== 'Vendor') return {};
  const balance = amount(books.balanceOf(record.Id));
  if (entity === 'Vendor') return { Balance: balance, ...(record['TaxIdentifier'] ? { TaxIdentifier: masked(record['TaxIdentifier'], 4) } : {}) };
  const withJobs = amount(books.balanceWithJobs(record.Id));
  return { Balance: balance, BalanceWithJobs: withJobs, ...(record['PrimaryTaxIdentifier'] ? { PrimaryTaxIdentifier: masked(record['PrimaryTaxIdentifier'], 5) } : {}) };
}

/** A record as the API answers it, frozen. */
export function show(books: Books, entity: string, record: QboRecord): QboRecord {
  const isParty = entity === 'Customer' || entity === 'Vendor';
  const balance = isParty ? `${books.balanceOf(record.Id).toFixed()}/${books.balanceWithJobs(record.Id).toFixed()}` : '';
  const before = cache.get(record);
  if (before && before.namings === books.namings && before.balance === balance) return before.record;
  const { Id, SyncToken, MetaData, ...rest } = named(books, entity, record, '') as QboRecord;
  const identity = SyncToken === undefined ? { Id } : { Id, SyncToken, MetaData };
  const shown = freeze({ ...rest, ...reckoned(books, entity, record), domain: 'QBO', sparse: false, ...identity } as QboRecord);
  cache.set(record, { namings: books.namings, balance, record: shown });
  return shown;
}

function single(books: Books, entity: string): QboRecord | undefined {
  if (entity === 'CompanyInfo') return companyInfo(books);
  return entity === 'Preferences' ? preferences(books) : undefined;
}

export function allShown(books: Books, entity: string): QboRecord[] {
  const only = single(books, entity);
  return only ? [only] : books.list(entity).map((record) => show(books, entity, record));
}

/** Throws Refusal when there is none. */
export function readShown(books: Books, entity: string, id: string): QboRecord {
  const only = single(books, entity);
  if (only) {
    if (id !== only.Id && id !== books.options.realmId) throw notFound();
    return only;
  }
  const record = books.find(entity, id);
  if (!record) throw notFound();
  return show(books, entity, record);
}
