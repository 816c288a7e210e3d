import { ManualClock } from '../core/emulator';
import type { Company } from './company';
import { booksHelpers, type BooksHelpers } from './helpers';
import { Refusal, type FaultError } from './refusal';
import { seedCompany, seedUsCompany, type SeedOverrides } from './seed/company';
import type { Fields, QboRecord } from './values';

/** What a test of the emulator reads from a record: JSON of any shape. */
export type Anything = ReturnType<typeof JSON.parse>;

export const noon = Date.parse('2026-11-20T20:00:00Z');

export interface BooksBench {
  company: Company;
  clock: ManualClock;
  people: BooksHelpers;
  /** A reference to a record by its name, number or tax code. */
  ref(entity: string, name: string): { value: string };
  sale(change?: Fields, ...lines: Fields[]): Anything;
  bill(change?: Fields, ...lines: Fields[]): Anything;
  /** A line of a sales form with an item; `detail` goes into the detail. */
  line(change?: Fields, detail?: Fields): Fields;
  cost(change?: Fields, detail?: Fields): Fields;
  read(entity: string, id: string): Anything;
}

const isUs = (company: Company) => company.options.taxModel !== 'global';

function benchOf(company: Company, clock: ManualClock): BooksBench {
  const people = booksHelpers(company);
  const ref = (entity: string, name: string) => ({ value: entity === 'Account' ? people.account(name).Id : people.byName(entity, name).Id });
  const multi = company.books.preferences.multiCurrency;
  const money = (): Fields => (multi ? { CurrencyRef: { value: company.options.homeCurrency } } : {});
  const taxed = (name: string): Fields => (isUs(company) ? {} : { TaxCodeRef: ref('TaxCode', name) });
  const line: BooksBench['line'] = (change = {}, detail = {}) => ({
    Amount: 100, DetailType: 'SalesItemLineDetail', SalesItemLineDetail: { ItemRef: ref('Item', 'Consulting'), ...taxed('21.0% S'), ...detail }, ...change,
  });
  const cost: BooksBench['cost'] = (change = {}, detail = {}) => ({
    Amount: 100, DetailType: 'AccountBasedExpenseLineDetail', AccountBasedExpenseLineDetail: { AccountRef: ref('Account', '4000'), ...taxed('21.0% S'), ...detail }, ...change,
  });
  return {
    company,
    clock,
    people,
    ref,
    line,
    cost,
    read: (entity, id) => company.read(entity, id),
    sale: (change = {}, ...lines) =>
      company.create('Invoice', { CustomerRef: ref('Customer', 'Brouwerij De Linde'), ...money(), TxnDate: '2026-11-02', Line: lines.length > 0 ? lines : [line()], ...change }),
    bill: (change = {}, ...lines) =>
      company.create('Bill', { VendorRef: ref('Vendor', 'Papierhandel Smit'), ...money(), TxnDate: '2026-11-02', Line: lines.length > 0 ? lines : [cost()], ...change }),
  };
}

/** The Irish company. */
export function bench(overrides: SeedOverrides = {}): BooksBench {
  const clock = new ManualClock(noon);
  return benchOf(seedCompany(clock, overrides), clock);
}

/** The Californian one. */
export function usBench(overrides: SeedOverrides = {}): BooksBench {
  const clock = new ManualClock(noon);
  return benchOf(seedUsCompany(clock, overrides), clock);
}

/** The first error of a refusal, with the HTTP status. Fails when nothing is refused. */
export function refused(act: () => unknown): FaultError & { status: number } {
  try {
    act();
  } catch (error) {
    if (error instanceof Refusal && error.errors[0]) return { ...error.errors[0], status: error.status };
    throw error;
  }
  throw new Error('Nothing was refused');
}

/** A record as a client would send it back. */
export const echoed = (record: QboRecord, change: Fields = {}): Anything => ({ ...structuredClone(record), ...change });
