import { Company } from '../company';
import { day, padCountry, type Row } from '../values';
import { linkVat, seedGlAccounts, seedJournals, seedPeriods, seedVat } from './ledger';
import { seedItems, seedMasters, seedRelations } from './masters';

export interface CompanyFacts {
  code?: number;
  name?: string;
  currency?: string;
  country?: string;
  /** 0 inactive, 1 active, 2 archived. */
  status?: number;
  /** 0 when it can be used. */
  blockingStatus?: number;
  /** Financial years that are set up. */
  years?: readonly number[];
}

/** A company with everything an invoice or a bill may point to. */
export function seedCompany(facts: CompanyFacts = {}): Company {
  const { code = 123456, name = 'ACME Consulting B.V.', currency = 'EUR', country = 'NL', status = 1, blockingStatus = 0, years = [2025, 2026] } = facts;
  const info: Row = {
    Code: code, Hid: BigInt(code % 1000), Description: name, Currency: currency, Country: padCountry(country), Legislation: padCountry(country), Status: status, BlockingStatus: blockingStatus,
    City: 'Utrecht', Created: day('2024-01-02'), StartDate: day('2024-01-02'), IsMainDivision: true, IsPracticeDivision: false, IsDossierDivision: false, CustomerName: 'ACME Group',
    VATNumber: 'NL004567890B01', ChamberOfCommerceNumber: '30123456', ArchiveDate: status === 2 ? day('2025-12-31') : null,
  };
  const company = new Company(info);
  seedVat(company);
  seedGlAccounts(company);
  linkVat(company);
  seedJournals(company);
  seedPeriods(company, years);
  seedMasters(company);
  seedRelations(company);
  seedItems(company);
  return company;
}
