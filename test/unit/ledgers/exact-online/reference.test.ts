import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exactOnline } from '../../../../lib/ledgers/exact-online';
import { percentText, toAccount, toCost, toJournal, toPeriod, toTaxCode, toUnit } from '../../../../lib/ledgers/exact-online/reference';
import { costCentres, financialPeriods, glAccounts, journals, units, vatCodes } from '../../../../lib/ledgers/exact-online/wire';
import { byEndpoint, config, entity, error, filterOf, id, results, selectOf, wireDate } from './fake';

const vat = (fields: object) => toTaxCode(vatCodes.schema.parse({ ID: id(1), Code: '4  ', Description: 'High', Type: 'E', VATTransactionType: 'S', Percentage: 0.21, IsBlocked: false, Charged: false, ...fields }));
const account = (fields: object) => toAccount(glAccounts.schema.parse({ ID: id(1), Code: '8000', Description: 'Sales', Type: 110, IsBlocked: false, UseCostcenter: 1, UseCostunit: 2, ...fields }));
const journal = (fields: object) => toJournal(journals.schema.parse({ ID: id(1), Code: '70', Description: 'Sales', Type: 20, IsBlocked: false, Currency: 'EUR', AllowVariableCurrency: true, ...fields }));

describe('percentages', () => {
  it.each([[0.21, '21'], [0.07, '7'], [0.055, '5.5'], [0.29, '29'], [0.09975, '9.975'], [0.21000000000000002, '21'], [0, '0'], [1, '100'], [1e-7, '0.00001']])('%d is %s', (fraction, percent) => {
    expect(percentText(fraction)).toBe(percent);
  });

  it('are free of float noise', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 100_000 }), (thousandths) => {
      expect(percentText(thousandths / 100_000)).toBe(String(thousandths / 1000));
    }));
  });
});

describe('tax codes', () => {
  it('have a side, a basis and a percentage', () => {
    expect(vat({})).toEqual({ kind: 'taxCode', id: id(1), code: '4', name: 'High', side: 'sales', percentage: '21', taxBasis: 'excluding', reverseCharge: false });
    expect(vat({ VATTransactionType: 'P', Charged: true })).toMatchObject({ side: 'purchase', reverseCharge: true });
    expect(vat({ VATTransactionType: 'B', Type: 'B', Percentage: null })).toMatchObject({ side: 'both', taxBasis: 'base', percentage: '0' });
    expect(vat({ Type: 'N', Percentage: 0 })).toMatchObject({ taxBasis: 'none', percentage: '0' });
    expect(vat({ Percentage: null })).not.toHaveProperty('percentage');
  });

  it('are left out when blocked, including, or of a type nobody knows', () => {
    expect(vat({ IsBlocked: true })).toBeNull();
    expect(vat({ Type: 'I' })).toBeNull();
    expect(vat({ Type: 'constructor' })).toBeNull();
  });
});

describe('accounts and journals', () => {
  it.each([[110, 'revenue'], [111, 'cost'], [120, 'cost'], [121, 'cost'], [90, 'other'], [null, 'other']])('an account of type %j is for %s', (Type, use) => {
    expect(account({ Type })).toMatchObject({ use, postable: true });
  });

  it.each([12, 16, 20, 22, 24])('an account of type %i takes no lines', (Type) => expect(account({ Type })?.postable).toBe(false));

  it('say how they use cost centres', () => {
    expect(account({})).toMatchObject({ costCentreUse: 'mandatory', costUnitUse: 'no' });
    expect(account({ UseCostcenter: 0, UseCostunit: null })).toMatchObject({ costCentreUse: 'optional', costUnitUse: 'optional' });
  });

  it.each([[20, 'sales'], [21, 'sales'], [22, 'purchase'], [23, 'purchase']])('a journal of type %i is for %s', (Type, side) => {
    expect(journal({ Type })).toEqual({ kind: 'journal', id: id(1), code: '70', name: 'Sales', side, currency: 'EUR', anyCurrency: true, forReturns: Type === 21 || Type === 23 });
  });

  it('leave out what is blocked, and journals of other kinds', () => {
    expect(account({ IsBlocked: true })).toBeNull();
    expect(journal({ IsBlocked: true })).toBeNull();
    for (const Type of [10, 12, 16, 90]) expect(journal({ Type })).toBeNull();
  });
});

describe('cost centres, projects, units and periods', () => {
  const cost = (EndDate: string | null) => costCentres.schema.parse({ ID: id(1), Code: 'A', Description: 'A', EndDate: EndDate && wireDate(EndDate) });

  it('end on their end date, projects after it', () => {
    expect(toCost('costCentre', '2026-03-02')(cost('2026-03-02'))).toBeNull();
    expect(toCost('costUnit', '2026-03-02')(cost('2026-03-03'))).not.toBeNull();
    expect(toCost('project', '2026-03-02')(cost('2026-03-02'))).toMatchObject({ kind: 'project', code: 'A' });
    expect(toCost('project', '2026-03-02')(cost(null))).not.toBeNull();
  });

  it('reads padded units, the active ones', () => {
    expect(toUnit(units.schema.parse({ ID: id(1), Code: 'pc      ', Description: 'Piece', Active: true, Main: 1 }))).toEqual({ kind: 'unit', id: id(1), code: 'pc', name: 'Piece', isDefault: true });
    expect(toUnit(units.schema.parse({ ID: id(1), Code: 'pc', Active: false }))).toBeNull();
  });

  it('lists the journals that are closed in a period', () => {
    const row = financialPeriods.schema.parse({ ID: id(1), FinYear: 2026, FinPeriod: 3, StartDate: wireDate('2026-03-01'), EndDate: wireDate('2026-03-31') });
    const status = (Journal: string, Year: number, Period: number, Status: number) => ({ Journal, Year, Period, Status });
    expect(toPeriod(row, [status('70', 2026, 3, 1), status('60', 2026, 3, 0), status('60', 2025, 3, 1), status('60', 2026, 2, 1)])).toEqual({
      year: 2026, period: 3, start: '2026-03-01', end: '2026-03-31', closedJournals: ['70'],
    });
  });
});

const period = { ID: id(1), FinYear: 2026, FinPeriod: 3, StartDate: wireDate('2026-03-01'), EndDate: wireDate('2026-03-31') };
const salesJournal = { ID: id(1), Code: '70', Description: 'Sales', Type: 20 };

describe('the pull', () => {
  it('reads everything once, the statuses for each journal', async () => {
    const { call, asked } = byEndpoint({
      'financial/Journals': results(salesJournal, { ...salesJournal, ID: id(2), Code: '60', Type: 22 }, { ...salesJournal, ID: id(3), Code: '90', Type: 90 }),
      'financial/FinancialPeriods': results(period),
      'read/financial/JournalStatusList': (request) => results({ Journal: filterOf(request)?.includes("'70'") ? '70' : '60', Year: 2026, Period: 3, Status: filterOf(request)?.includes("'70'") ? 1 : 0 }),
    });
    const pulled = await exactOnline.open(call, config).readReference();
    expect(pulled.items.map((item) => `${item.kind} ${item.code}`)).toEqual(['journal 70', 'journal 60']);
    expect(pulled.periods).toEqual([{ year: 2026, period: 3, start: '2026-03-01', end: '2026-03-31', closedJournals: ['70'] }]);
    expect(pulled.missing).toEqual([]);
    expect(asked.map((request) => request.endpoint)).toEqual([
      'system/Divisions', 'vat/VATCodes', 'financial/Journals', 'financial/GLAccounts', 'cashflow/PaymentConditions', 'general/Currencies', 'logistics/ItemGroups', 'logistics/Units',
      'hrm/Costcenters', 'hrm/Costunits', 'project/Projects', 'financial/FinancialPeriods', 'read/financial/JournalStatusList', 'read/financial/JournalStatusList',
    ]);
    for (const request of asked) expect(selectOf(request).length).toBeGreaterThan(1);
  });

  it('goes without what is optional and forbidden, and asks once', async () => {
    const no = error(403, 'Forbidden');
    const { call, asked } = byEndpoint({ 'project/Projects': no, 'hrm/Costunits': no, 'hrm/Costcenters': no, 'logistics/ItemGroups': no, 'logistics/Units': no });
    expect((await exactOnline.open(call, config).readReference()).missing).toEqual(['itemGroup', 'unit', 'costCentre', 'costUnit', 'project']);
    expect(asked.filter((request) => request.endpoint === 'project/Projects')).toHaveLength(1);
  });

  it.each(['vat/VATCodes', 'financial/Journals', 'financial/GLAccounts', 'cashflow/PaymentConditions', 'general/Currencies'])('fails when %s is forbidden', async (endpoint) => {
    const { call } = byEndpoint({ [endpoint]: error(403, 'Forbidden') });
    await expect(exactOnline.open(call, config).readReference()).rejects.toMatchObject({ kind: 'forbidden' });
  });

  it('fails when an optional list is in trouble: that is no answer', async () => {
    const { call } = byEndpoint({ 'project/Projects': error(503, '') });
    await expect(exactOnline.open(call, config).readReference()).rejects.toMatchObject({ kind: 'trouble' });
  });

  it('takes no journal for closed where the statuses may not be read, and asks no further', async () => {
    const { call, asked } = byEndpoint({
      'financial/Journals': results(salesJournal, { ...salesJournal, ID: id(2), Code: '71' }), 'financial/FinancialPeriods': results(period), 'read/financial/JournalStatusList': error(403, 'Forbidden'),
    });
    expect((await exactOnline.open(call, config).readReference()).periods[0]?.closedJournals).toEqual([]);
    expect(asked.filter((request) => request.endpoint === 'read/financial/JournalStatusList')).toHaveLength(1);
  });
});

describe('asking whether a journal is closed', () => {
  it('finds the period first', async () => {
    const { call, asked } = byEndpoint({ 'financial/FinancialPeriods': results(period), 'read/financial/JournalStatusList': results({ Journal: '70', Year: 2026, Period: 3, Status: 1 }) });
    expect(await exactOnline.open(call, config).isClosed('70', '2026-03-15')).toBe(true);
    expect(asked.map(filterOf)).toEqual(["StartDate le datetime'2026-03-15T00:00:00' and EndDate ge datetime'2026-03-15T00:00:00'", "Journal eq '70'"]);
  });

  it('says no for an open one, and for a day outside every period', async () => {
    const open = byEndpoint({ 'financial/FinancialPeriods': results(period), 'read/financial/JournalStatusList': results({ Journal: '70', Year: 2026, Period: 3, Status: 0 }) });
    expect(await exactOnline.open(open.call, config).isClosed('70', '2026-03-15')).toBe(false);
    const none = byEndpoint({});
    expect(await exactOnline.open(none.call, config).isClosed('70', '2031-03-15')).toBe(false);
    expect(none.asked).toHaveLength(1);
  });
});

describe('companies', () => {
  it('are read in the division last used, and that call alone is counted', async () => {
    const { call, asked } = byEndpoint({
      'current/Me': entity({ results: [{ UserID: id(1), FullName: 'An User', CurrentDivision: 77, ServerTime: 'x' }] }),
      'system/Divisions': results({ Code: 77, Description: 'Acme', Status: 1, BlockingStatus: 0, Currency: 'EUR', Country: 'NL ' }, { Code: 78, Description: 'Old', Status: 2, BlockingStatus: 0 }),
    });
    const { user, companies } = await exactOnline.companies(call, { ...config, company: '' });
    expect(user).toBe('An User');
    expect(companies).toMatchObject([{ id: '77', name: 'Acme', currency: 'EUR', country: 'NL' }, { id: '78', unusable: expect.stringContaining('archived') as string }]);
    expect(asked.map((request) => [new URL(request.url).pathname, request.counted])).toEqual([['/api/v1/current/Me', false], ['/api/v1/77/system/Divisions', undefined]]);
  });

  it('cannot be opened unchosen', () => {
    const { call } = byEndpoint({});
    expect(() => exactOnline.open(call, { ...config, company: '' })).toThrow();
    expect(() => exactOnline.open(call, { ...config, company: '1/../2' })).toThrow();
  });
});
