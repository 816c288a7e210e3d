import type { Clock } from '../../core/emulator';
import { Company, type CompanyOptions, type CompanyPreferences } from '../company';
import { listCurrency } from '../entities/currencies';
import { seedItems } from './items';
import { seedLedger } from './ledger';
import { seedParties } from './parties';
import { seedSalesTax, seedVat } from './taxes';

export type SeedOverrides = Partial<Omit<CompanyOptions, 'preferences'>> & { preferences?: Partial<CompanyPreferences> };

/** When everything that was there from the start was made: out of reach of change data capture. */
const founded = Date.parse('2026-09-01T09:00:00Z');
const rates = { USD: [['2026-01-01', 0.9051], ['2026-11-01', 0.9213]], GBP: [['2026-01-01', 1.1712], ['2026-11-01', 1.1488]] } as const;

/** Makes the company and fills it while its clock stands at the founding. */
function found(clock: Clock, options: CompanyOptions, fill: (company: Company) => void): Company {
  let now = () => founded;
  const company = new Company({ now: () => now() }, options);
  fill(company);
  now = () => clock.now();
  return company;
}

/** An Irish company with VAT, three currencies and everything an invoice or a bill may point to. */
export function seedCompany(clock: Clock, overrides: SeedOverrides = {}): Company {
  const { preferences, ...facts } = overrides;
  const options: CompanyOptions = {
    realmId: '9130350000000001', name: 'ACME Consulting Ltd', country: 'IE', homeCurrency: 'EUR', taxModel: 'global', ...facts,
    preferences: { multiCurrency: true, customTxnNumbers: true, classTracking: 'line', trackingByCustomer: true, billableExpenses: true, projects: true, ...preferences },
  };
  return found(clock, options, ({ books }) => {
    const currencies = books.preferences.multiCurrency ? (['USD', 'GBP'] as const) : [];
    for (const code of currencies) {
      listCurrency(books, code);
      for (const [AsOfDate, Rate] of rates[code]) books.insert('ExchangeRate', { SourceCurrencyCode: code, TargetCurrencyCode: options.homeCurrency, Rate, AsOfDate });
    }
    seedVat(books);
    seedLedger(books, currencies);
    seedParties(books);
    seedItems(books);
  });
}

/** A company in California with one currency and automated sales tax. */
export function seedUsCompany(clock: Clock, overrides: SeedOverrides = {}): Company {
  const { preferences, ...facts } = overrides;
  const options: CompanyOptions = {
    realmId: '9130350000000002', name: 'ACME Consulting Inc.', country: 'US', homeCurrency: 'USD', taxModel: 'us-automated', ...facts,
    preferences: { customTxnNumbers: true, ...preferences },
  };
  return found(clock, options, ({ books }) => {
    seedSalesTax(books);
    seedLedger(books, []);
    seedParties(books);
    seedItems(books);
  });
}
