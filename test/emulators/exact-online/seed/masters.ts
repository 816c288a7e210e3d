import type { Company } from '../company';
import { day, padAccountCode, padCountry, padUnit } from '../values';
import { lookUp, seeded } from './rows';

const named = (company: Company, list: [string, string][]) => list.map(([Code, Description]) => seeded(company, { Code, Description }));

export function seedMasters(company: Company): void {
  const gl = (code: string) => lookUp(company.glAccounts, { Code: code }, 'ID');
  company.itemGroups.push(
    seeded(company, { Code: 'ADV', Description: 'Advies', IsDefault: 1, GLRevenue: gl('8000'), GLRevenueCode: '8000', GLCosts: gl('7010'), GLCostsCode: '7010' }),
    seeded(company, { Code: 'PROD', Description: 'Producten', IsDefault: 0, GLRevenue: gl('8010'), GLRevenueCode: '8010', GLCosts: gl('7000'), GLCostsCode: '7000' }),
  );
  for (const [code, Description, Type, Main] of [['pc', 'Stuk', 'O', 1], ['hour', 'Uur', 'T', 0], ['kg', 'Kilogram', 'W', 0], ['day', 'Dag', 'T', 0]] as const) {
    company.units.push({ ID: company.guid(), Code: padUnit(code), Description, Type, Main, Active: true, Division: company.code, TimeUnit: null });
  }
  company.paymentConditions.push(
    ...([['14', '14 dagen', 14, 0, 'B'], ['30', '30 dagen', 30, 0, 'B'], ['EM', 'Einde maand + 30', 30, 1, 'B'], ['00', 'Contant', 0, 0, 'K'], ['IN', 'Incasso 14 dagen', 14, 0, 'I']] as const).map(
      ([Code, Description, PaymentDays, PaymentEndOfMonths, PaymentMethod]) => seeded(company, { Code, Description, PaymentDays, PaymentEndOfMonths, PaymentMethod, Percentage: '1' }),
    ),
  );
  for (const [Code, Description] of [['EUR', 'Euro'], ['USD', 'Amerikaanse dollar'], ['GBP', 'Brits pond']]) {
    company.currencies.push({ Code, Description, AmountPrecision: '0.01', PricePrecision: '0.001', Created: day('2024-01-02'), Modified: day('2024-01-02') });
  }
  company.costcenters.push(...named(company, [['ADM', 'Administratie'], ['CONS', 'Consultancy']]), seeded(company, { Code: 'OLD', Description: 'Opgeheven', EndDate: day('2025-06-30') }));
  company.costunits.push(...named(company, [['NL', 'Nederland'], ['BE', 'België']]));
}

export function seedRelations(company: Company): void {
  const account = (code: string, Name: string, values: object) =>
    company.accounts.push(
      seeded(company, {
        Code: padAccountCode(code), Name, Status: 'A', IsSupplier: false, IsSales: false, Blocked: false, Type: 'A', IsAccountant: 0, Country: padCountry('NL'), City: 'Utrecht',
        StartDate: day('2024-01-02'), EndDate: null, Timestamp: company.timestamp(), PaymentConditionSales: '30', PaymentConditionPurchase: '14', ...values,
      }),
    );
  account('1', 'Brouwerij De Linde B.V.', { Status: 'C', IsSales: true, VATNumber: 'NL001234567B01', Email: 'factuur@delinde.example' });
  account('2', 'Bakkerij Van Dam', { Status: 'C', IsSales: true, VATNumber: 'NL002345678B01' });
  account('3', "O'Brien & Sons Ltd", { Status: 'C', IsSales: true, Country: padCountry('GB'), SalesCurrency: 'GBP' });
  account('4', 'Papierhandel Smit', { IsSupplier: true, VATNumber: 'NL003456789B01' });
  account('5', 'Veldhuis Verhuur', { Status: 'C', IsSales: true, IsSupplier: true });
  account('6', 'Prospect Peeters', { Status: 'P' });
  account('7', 'Geblokkeerd B.V.', { Status: 'C', IsSales: true, IsSupplier: true, Blocked: true });
  account('8', 'Zonder Conditie', { Status: 'C', IsSales: true, IsSupplier: true, PaymentConditionSales: null, PaymentConditionPurchase: null });
  const customer = lookUp(company.accounts, { Code: padAccountCode('1') }, 'ID');
  const project = (Code: string, Description: string, Type: number, values: object = {}) =>
    company.projects.push(
      seeded(company, { Code, Description, Type, Account: customer, StartDate: day('2025-01-01'), EndDate: null, BlockEntry: false, BlockInvoicing: false, BlockPurchasing: false, BlockRebilling: false, ...values }),
    );
  project('P-001', 'Website', 2);
  project('P-002', 'Onderhoud', 3);
  project('P-003', 'Afgesloten project', 3, { BlockEntry: true });
}

export function seedItems(company: Company): void {
  const group = (code: string) => company.itemGroups.find((row) => row['Code'] === code);
  const item = (Code: string, Description: string, groupCode: string, unit: string, values: object = {}) => {
    const itemGroup = group(groupCode);
    company.items.push(
      seeded(company, {
        Code, Description, ItemGroup: itemGroup?.['ID'], ItemGroupCode: itemGroup?.['Code'], ItemGroupDescription: itemGroup?.['Description'], Unit: padUnit(unit), IsSalesItem: true,
        IsPurchaseItem: false, IsStockItem: false, IsTime: 0, IsWebshopItem: 0, GLRevenue: itemGroup?.['GLRevenue'], GLRevenueCode: itemGroup?.['GLRevenueCode'], GLCosts: itemGroup?.['GLCosts'],
        GLCostsCode: itemGroup?.['GLCostsCode'], SalesVatCode: '2  ', StartDate: day('2024-01-02'), EndDate: null, Timestamp: company.timestamp(), ...values,
      }),
    );
  };
  item('ADV-UUR', 'Advies per uur', 'ADV', 'hour', { IsTime: 1 });
  item('BOEK', 'Handboek', 'PROD', 'pc', { SalesVatCode: '1  ' });
  item('OUD', 'Vervallen artikel', 'PROD', 'pc', { EndDate: day('2025-01-31') });
}
