import type { Company } from '../company';
import { day, padVatCode } from '../values';
import { seeded } from './rows';

/** code, description, percentage, type, side, charged, blocked. Several share a percentage: it alone does not tell them apart. */
const vatCodes: [string, string, string, string, string, boolean?, boolean?][] = [
  ['0', 'BTW 0%', '0', 'N', 'B'],
  ['1', 'BTW laag tarief, exclusief', '0.09', 'E', 'S'],
  ['2', 'BTW hoog tarief, exclusief', '0.21', 'E', 'S'],
  ['2I', 'BTW hoog tarief, inclusief', '0.21', 'I', 'S'],
  ['2A', 'BTW hoog tarief, afstandsverkopen', '0.21', 'E', 'S'],
  ['3', 'BTW 6% (oud)', '0.06', 'E', 'S', false, true],
  ['4', 'BTW hoog tarief, inclusief (kassa)', '0.21', 'I', 'S'],
  ['5', 'Voorbelasting hoog tarief', '0.21', 'E', 'P'],
  ['6', 'Voorbelasting laag tarief', '0.09', 'E', 'P'],
  ['7', 'BTW verlegd, inkoop EU', '0.21', 'E', 'P', true],
  ['8', 'BTW verlegd, verkoop', '0', 'B', 'S'],
  ['9', 'Levering binnen de EU', '0', 'B', 'S'],
  ['5I', 'Voorbelasting hoog tarief, inclusief', '0.21', 'I', 'P'],
];

export function seedVat(company: Company): void {
  for (const [code, Description, Percentage, Type, VATTransactionType, Charged = false, IsBlocked = false] of vatCodes) {
    const row = seeded(company, {
      Code: padVatCode(code), Description, Percentage, Type, VATTransactionType, Charged, IsBlocked, EUSalesListing: code === '9' ? 'L' : 'N', VatMargin: 0, TaxReturnType: 0, Country: 'NL ',
    });
    company.vatCodes.push(row);
    const first = { VATCodeID: row['ID'] ?? null, Type: 0 };
    if (code === '1' || code === '6') {
      company.vatPercentages.push(seeded(company, { ...first, Percentage: '0.06', StartDate: day('2012-10-01'), EndDate: day('2018-12-31') }));
      company.vatPercentages.push(seeded(company, { ...first, Percentage, StartDate: day('2019-01-01'), EndDate: null }));
    } else company.vatPercentages.push(seeded(company, { ...first, Percentage, StartDate: day('2012-10-01'), EndDate: null }));
  }
}

/** code, description, type, balance, side; then VAT code, cost centre use, cost unit use, blocked. */
const glAccounts: [string, string, number, 'B' | 'W', 'D' | 'C', { VATCode?: string; UseCostcenter?: number; UseCostunit?: number; IsBlocked?: boolean }?][] = [
  ['1100', 'Bank', 12, 'B', 'D'],
  ['1300', 'Debiteuren', 20, 'B', 'D'],
  ['1500', 'Te betalen BTW', 24, 'B', 'C'],
  ['1520', 'Te vorderen BTW', 24, 'B', 'D'],
  ['1600', 'Crediteuren', 22, 'B', 'C'],
  ['2000', 'Tussenrekening', 90, 'B', 'D'],
  ['4000', 'Algemene kosten', 121, 'W', 'D', { VATCode: '5' }],
  ['4010', 'Kantoorkosten', 121, 'W', 'D'],
  ['4100', 'Reiskosten', 121, 'W', 'D', { UseCostcenter: 1 }],
  ['4200', 'Projectkosten', 121, 'W', 'D', { UseCostunit: 1 }],
  ['4300', 'Huur', 121, 'W', 'D', { UseCostcenter: 2, UseCostunit: 2 }],
  ['4900', 'Vervallen kosten', 121, 'W', 'D', { IsBlocked: true }],
  ['7000', 'Inkoopwaarde omzet', 111, 'W', 'D'],
  ['7010', 'Uitbesteed werk', 120, 'W', 'D'],
  ['8000', 'Omzet advies', 110, 'W', 'C', { VATCode: '2' }],
  ['8010', 'Omzet producten', 110, 'W', 'C'],
  ['8020', 'Omzet buitenland', 110, 'W', 'C'],
  ['8900', 'Vervallen omzet', 110, 'W', 'C', { IsBlocked: true }],
];

export function seedGlAccounts(company: Company): void {
  for (const [Code, Description, Type, BalanceType, BalanceSide, more = {}] of glAccounts) {
    const { VATCode, ...rest } = more;
    company.glAccounts.push(
      seeded(company, { Code, Description, Type, BalanceType, BalanceSide, UseCostcenter: 0, UseCostunit: 0, IsBlocked: false, Matching: [20, 22].includes(Type) ? 1 : 0, VATCode: VATCode ? padVatCode(VATCode) : null, ...rest }),
    );
  }
}

/** Where the VAT of each code goes; not of those under reverse charge. */
export function linkVat(company: Company): void {
  for (const row of company.vatCodes.filter((code) => ['E', 'I'].includes(String(code['Type'])) && !code['Charged'])) {
    const [field, code] = row['VATTransactionType'] === 'S' ? (['GLToPay', '1500'] as const) : (['GLToClaim', '1520'] as const);
    const account = company.glAccounts.find((candidate) => candidate['Code'] === code);
    Object.assign(row, { [field]: account?.['ID'] ?? null, [`${field}Code`]: code, [`${field}Description`]: account?.['Description'] ?? null });
  }
}

/** code, description, type, control account, other currencies allowed, own rates allowed. */
const journals: [string, string, number, string | null, boolean, boolean, boolean?][] = [
  ['20', 'Bank', 12, '1100', false, false],
  ['60', 'Inkoopboek', 22, '1600', true, true],
  ['61', 'Inkoopboek EUR', 22, '1600', false, false],
  ['70', 'Verkoopboek', 20, '1300', true, true],
  ['71', 'Verkoopboek EUR', 20, '1300', false, false],
  ['72', 'Verkoopboek (oud)', 20, '1300', false, false, true],
  ['73', 'Verkoopboek vaste koers', 20, '1300', true, false],
  ['90', 'Memoriaal', 90, null, false, false],
];

export function seedJournals(company: Company): void {
  for (const [Code, Description, Type, control, AllowVariableCurrency, AllowVariableExchangeRate, IsBlocked = false] of journals) {
    const account = company.glAccounts.find((row) => row['Code'] === control);
    company.journals.push(
      seeded(company, {
        Code, Description, Type, Currency: company.currency, AllowVariableCurrency, AllowVariableExchangeRate, AllowVAT: Type !== 90, IsBlocked,
        GLAccount: account?.['ID'] ?? null, GLAccountCode: account?.['Code'] ?? null, GLAccountDescription: account?.['Description'] ?? null,
      }),
    );
  }
}

export function seedPeriods(company: Company, years: readonly number[]): void {
  for (const FinYear of years) {
    for (let month = 1; month <= 12; month += 1) {
      company.periods.push(seeded(company, { FinYear, FinPeriod: month, StartDate: Date.UTC(FinYear, month - 1, 1), EndDate: Date.UTC(FinYear, month, 0) }));
    }
  }
}
