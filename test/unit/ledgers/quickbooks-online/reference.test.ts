import { beforeEach, describe, expect, it } from 'vitest';
import { quickBooksOnline } from '../../../../lib/ledgers/quickbooks-online';
import { periodsOf } from '../../../../lib/ledgers/quickbooks-online/reference';
import { toTaxCode } from '../../../../lib/ledgers/quickbooks-online/tax-codes';
import type { ReferenceItem, ReferenceKind } from '../../../../lib/model/reference';
import { failureOf } from '../../../conformance/support';
import { makeBench, type Bench } from './bench';

let bench: Bench;
beforeEach(async () => {
  bench = await makeBench();
});
const of = (items: readonly ReferenceItem[], kind: ReferenceKind) => items.filter((item) => item.kind === kind);
const named = (items: readonly ReferenceItem[], kind: ReferenceKind, name: string) => of(items, kind).find((item) => item.name === name);

describe('reference data', () => {
  it('is read list by list, those alone that the company uses', async () => {
    const { items, periods, missing, traits } = await bench.company.readReference();
    expect(bench.asked.map(({ endpoint }) => endpoint).sort()).toEqual(['companyinfo', 'preferences', ...Array.from({ length: 7 }, () => 'query')]);
    expect([...new Set(items.map(({ kind }) => kind))].sort()).toEqual(['account', 'class', 'currency', 'paymentTerm', 'project', 'taxCode']);
    expect([periods, missing]).toEqual([[], undefined]);
    expect(traits).toMatchObject({ homeCurrency: 'EUR', multiCurrency: true, customTxnNumbers: true, classTracking: 'line', taxModel: 'global', usesProjects: true });
  });

  it('knows accounts by their number, and by a marked id where there is none or it is not theirs alone', async () => {
    const { books, company } = bench;
    books.edit('Account', books.account('4000').Id, { AcctNum: '4010' });
    const { items } = await company.readReference();
    const supplies = books.byName('Account', 'Office supplies');
    expect(named(items, 'account', 'Office supplies')).toMatchObject({ id: `#${supplies.Id}`, code: `#${supplies.Id}`, use: 'cost', postable: true });
    expect(named(items, 'account', 'Sales of services')).toMatchObject({ code: '8000', use: 'revenue', postable: true });
    expect(named(items, 'account', 'Current account')).toMatchObject({ use: 'other', postable: false });
    expect(named(items, 'account', 'Accounts Receivable (A/R)')?.postable).toBe(false);
    expect(named(items, 'account', 'Old expenses')).toBeUndefined();
    expect(new Set(of(items, 'account').flatMap(({ id, code }) => [id, code])).size).toBe(of(items, 'account').flatMap(({ id, code }) => (id === code ? [id] : [id, code])).length);
  });

  it('knows what each tax code comes to, on which side', async () => {
    const { items } = await bench.company.readReference();
    const standard = named(items, 'taxCode', '21.0% S');
    expect(standard).toMatchObject({ side: 'both', percentage: '21', reverseCharge: false, taxBasis: 'excluding' });
    expect(standard?.rates?.sales.map(({ percentage }) => percentage)).toEqual(['21']);
    expect(standard?.rates?.purchase.map(({ id }) => id)).not.toEqual(standard?.rates?.sales.map(({ id }) => id));
    expect(named(items, 'taxCode', 'Exempt')?.percentage).toBe('0');
    expect(named(items, 'taxCode', '21.0% RC')).toMatchObject({ percentage: '0', reverseCharge: true });
    expect(named(items, 'taxCode', '19.0% S')).toBeUndefined();
  });

  it('knows whose a project is, terms, classes and currencies', async () => {
    const { items } = await bench.company.readReference();
    const { books } = bench;
    expect(named(items, 'project', 'Website')).toMatchObject({ id: `customer/${books.byName('Customer', 'Website').Id}`, contact: `customer/${books.byName('Customer', 'Brouwerij De Linde').Id}` });
    expect(of(items, 'paymentTerm').map(({ name }) => name)).toEqual(['Due on receipt', 'Net 14', 'Net 30', 'End of month']);
    expect(of(items, 'class').map(({ name }) => name)).toEqual(['Consultancy', 'Administration']);
    expect(of(items, 'currency').map(({ code }) => code)).toEqual(['EUR', 'USD', 'GBP']);
  });

  it('takes locations for cost centres where the company has them', async () => {
    bench.books.prefer({ trackDepartments: true });
    const { items } = await bench.company.readReference();
    expect(of(items, 'costCentre').map(({ name }) => name)).toEqual(['Dublin', 'Cork']);
  });

  it('has two values for tax in the US', async () => {
    bench = await makeBench({ us: true });
    const { items, traits } = await bench.company.readReference();
    expect(of(items, 'taxCode').map(({ code, percentage, anyRate }) => [code, percentage, anyRate])).toEqual([['TAX', undefined, true], ['NON', '0', undefined]]);
    expect(traits?.['taxModel']).toBe('us-automated');
    expect(of(items, 'currency').map(({ code }) => code)).toEqual(['USD']);
  });

  it('has codes of sales for a US company that picks its rates itself, and none elsewhere without sales tax', async () => {
    bench = await makeBench({ us: true, taxModel: 'us-manual' });
    const { items } = await bench.company.readReference();
    expect(of(items, 'taxCode').map(({ name, side, percentage }) => [name, side, percentage])).toEqual([['Taxable', 'purchase', undefined], ['Non-taxable', 'both', '0'], ['California', 'sales', '8.25'], ['Tucson', 'sales', '2.6']]);
    bench = await makeBench({ preferences: { usingSalesTax: false } });
    expect(of((await bench.company.readReference()).items, 'taxCode').map(({ code, percentage }) => [code, percentage])).toEqual([['NON', '0']]);
  });

  it('goes without a list that may not be seen, and not without accounts', async () => {
    const { qbo, company } = bench;
    const forbid = (list: string) => {
      const body = JSON.stringify({ Fault: { Error: [{ Message: 'No permission', Detail: '', code: '5020' }], type: 'AuthorizationFault' } });
      qbo.faults.add({ method: 'POST', body: `FROM ${list}`, misbehaviour: { do: 'answer-before', status: 403, body } });
    };
    forbid('Term');
    const { items, missing } = await company.readReference();
    expect([missing, of(items, 'paymentTerm').length, of(items, 'account').length > 0]).toEqual([['paymentTerm'], 0, true]);
    forbid('Account');
    expect((await failureOf(company.readReference())).kind).toBe('forbidden');
  });
});

describe('tax codes', () => {
  const refs = (...ids: string[]) => ({ TaxRateDetail: ids.map((value) => ({ TaxRateRef: { value }, TaxTypeApplicable: 'TaxOnAmount' })) });
  const rates = new Map([
    ['1', { Id: '1', EffectiveTaxRate: [{ RateValue: '19', EffectiveDate: '2000-01-01', EndDate: '2020-12-31' }, { RateValue: '21', EffectiveDate: '2021-01-01' }] }],
    ['2', { Id: '2', RateValue: '7' }],
  ]);

  it('have the rates of each day', () => {
    const code = toTaxCode({ Id: '5', Name: 'Two', SalesTaxRateList: refs('1', '2') }, rates, '2020-06-01');
    expect(code).toMatchObject({ side: 'sales', percentage: '26', rates: { sales: [{ id: '1', percentage: '19', from: '2000-01-01', until: '2020-12-31' }, { id: '1', percentage: '21', from: '2021-01-01' }, { id: '2', percentage: '7' }], purchase: [] } });
    expect(toTaxCode({ Id: '5', Name: 'Two', SalesTaxRateList: refs('1', '2') }, rates, '2026-06-01')?.percentage).toBe('28');
  });

  it('say no percentage where the two sides differ, or one rate is reckoned on another', () => {
    expect(toTaxCode({ Id: '5', Name: 'Two', SalesTaxRateList: refs('1'), PurchaseTaxRateList: refs('2') }, rates, '2026-06-01')).toMatchObject({ side: 'both', rates: { purchase: [{ percentage: '7' }] } });
    expect(toTaxCode({ Id: '5', Name: 'Two', SalesTaxRateList: refs('1'), PurchaseTaxRateList: refs('2') }, rates, '2026-06-01')).not.toHaveProperty('percentage');
    const compound = { TaxRateDetail: [{ TaxRateRef: { value: '1' } }, { TaxRateRef: { value: '2' }, TaxTypeApplicable: 'TaxOnAmountPlusTax' }] };
    const code = toTaxCode({ Id: '6', Name: 'Compound', SalesTaxRateList: compound }, rates, '2026-06-01');
    expect([code?.percentage, code?.rates]).toEqual([undefined, undefined]);
  });

  it('that are hidden, inactive or without rates are left out', () => {
    for (const change of [{ Hidden: true }, { Active: false }, { SalesTaxRateList: undefined }]) expect(toTaxCode({ Id: '5', Name: 'No', SalesTaxRateList: refs('1'), ...change }, rates, '2026-06-01')).toBeNull();
  });
});

describe('closed books', () => {
  it('are one period up to the day, and an open one for ever after', () => {
    expect(periodsOf(undefined)).toEqual([]);
    expect(periodsOf('2025-12-31')).toEqual([
      { year: 2025, period: 12, start: '0001-01-01', end: '2025-12-31', closedJournals: [''] },
      { year: 9999, period: 12, start: '2026-01-01', end: '9999-12-31', closedJournals: [] },
    ]);
  });

  it('are asked for as they are now, and refused with a cure', async () => {
    const { books, company, booking } = bench;
    expect(await company.isClosed('', '2026-11-03')).toBe(false);
    books.closeBooks('2026-11-03');
    expect([await company.isClosed('', '2026-11-03'), await company.isClosed('', '2026-11-04')]).toEqual([true, false]);
    expect((await company.readReference()).periods).toHaveLength(2);
    expect(quickBooksOnline.explain(await failureOf(company.createDocument(booking('invoice', '1')))).code).toBe('period-closed');
  });
});
