import { closedKey } from '../booking/period';
import { paymentConditions } from '../fields/cashflow';
import { costcenters, costunits, currencies, projects } from '../fields/cost-analysis';
import { financialPeriods, glAccounts, journals, journalStatusList } from '../fields/financial';
import { itemGroups, units } from '../fields/logistics';
import type { Table } from '../fields/table';
import { vatCodes, vatPercentages } from '../fields/vat';
import type { Company } from '../company';
import type { Resource } from '../odata/resource';
import { trimmed, type Row } from '../values';

const reading = (table: Table, rows: (company: Company) => Row[]): Resource => ({ table: { ...table, methods: new Set(['GET']) }, rows: ({ company }) => rows(company) });

/** Every journal in every period, with what is closed. */
function journalStatuses(company: Company): Row[] {
  return company.journals.flatMap((journal) =>
    company.periods.map((period): Row => {
      const [code, year, number] = [trimmed(journal['Code']), Number(period['FinYear']), Number(period['FinPeriod'])];
      const closed = company.closed.has(closedKey(code, year, number));
      return {
        Journal: code, JournalDescription: journal['Description'], JournalType: journal['Type'], JournalTypeDescription: journal['TypeDescription'] ?? null,
        Year: year, Period: number, Status: closed ? 1 : 0, StatusDescription: closed ? 'Closed' : 'Open',
      };
    }),
  );
}

/** What documents point to; the emulator's own helpers change it, the API here does not. */
export const referenceResources: Resource[] = [
  { ...reading(vatCodes, (company) => company.vatCodes), lists: { VATPercentages: { table: vatPercentages, rows: ({ company }, code) => company.vatPercentages.filter((row) => row['VATCodeID'] === code['ID']) } } },
  reading(vatPercentages, (company) => company.vatPercentages),
  reading(journals, (company) => company.journals),
  reading(glAccounts, (company) => company.glAccounts),
  reading(financialPeriods, (company) => company.periods),
  { ...reading(journalStatusList, journalStatuses), mandatoryFilter: ['Journal'] },
  reading(itemGroups, (company) => company.itemGroups),
  reading(units, (company) => company.units),
  reading(paymentConditions, (company) => company.paymentConditions),
  reading(currencies, (company) => company.currencies),
  reading(costcenters, (company) => company.costcenters),
  reading(costunits, (company) => company.costunits),
  reading(projects, (company) => company.projects),
];
