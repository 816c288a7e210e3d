import { describe, expect, it } from 'vitest';
import { bench, echoed, refused, usBench } from './books-support';

const missing = (country: string) => {
  const { sale, line } = bench({ country });
  return refused(() => sale({}, line({}, { TaxCodeRef: undefined })));
};

describe('tax outside the US', () => {
  it('needs a code on every line', () => {
    expect(missing('GB')).toMatchObject({ code: '6000', Detail: 'Business Validation Error: Make sure all your transactions have a VAT rate before you save.' });
    expect(missing('CA').Detail).toContain('GST/HST');
    expect(missing('IE').Detail).toContain('One or more transaction lines do not have a tax code');
    const { bill, cost } = bench();
    expect(refused(() => bill({}, cost({}, { TaxCodeRef: undefined }))).code).toBe('6000');
  });

  it('is rounded a line, then added up', () => {
    const { sale, line } = bench();
    const invoice = sale({}, line({ Amount: 10.02 }), line({ Amount: 10.02 }), line({ Amount: 10.02 }));
    expect(invoice).toMatchObject({ TotalAmt: 36.36, GlobalTaxCalculation: 'TaxExcluded', TxnTaxDetail: { TotalTax: 6.3 } });
    expect(invoice.TxnTaxDetail.TaxLine).toMatchObject([{ Amount: 6.3, DetailType: 'TaxLineDetail', TaxLineDetail: { PercentBased: true, TaxPercent: 21, NetAmountTaxable: 30.06 } }]);
  });

  it('has a line for each rate', () => {
    const { sale, line, ref } = bench();
    const invoice = sale({}, line(), line({ Amount: 50 }, { TaxCodeRef: ref('TaxCode', '9.0% S') }), line({ Amount: 20 }, { TaxCodeRef: ref('TaxCode', 'Exempt') }));
    expect(invoice).toMatchObject({ TotalAmt: 195.5, TxnTaxDetail: { TotalTax: 25.5 } });
    expect(invoice.TxnTaxDetail.TaxLine.map((line: { Amount: number }) => line.Amount)).toEqual([21, 4.5, 0]);
  });

  it('is what is sent, over the rates the lines have', () => {
    const { sale, line, ref } = bench();
    expect(sale({ TxnTaxDetail: { TotalTax: 6.31 } }, line({ Amount: 10.02 }), line({ Amount: 20.04 }))).toMatchObject({ TotalAmt: 36.37, TxnTaxDetail: { TotalTax: 6.31, TaxLine: [{ Amount: 6.31 }] } });
    const two = sale({ TxnTaxDetail: { TotalTax: 26 } }, line(), line({ Amount: 50 }, { TaxCodeRef: ref('TaxCode', '9.0% S') }));
    expect(two.TxnTaxDetail.TaxLine.map((line: { Amount: number }) => line.Amount)).toEqual([21.41, 4.59]);
    expect(refused(() => sale({ TxnTaxDetail: { TotalTax: 1 }, Line: [{ DetailType: 'DescriptionOnly', Description: 'x' }] })).code).toBe('6470');
  });

  it('takes explicit lines only for rates of the codes, of that side, each once', () => {
    const { sale, bill, people } = bench();
    const rate = (name: string) => ({ value: people.byName('TaxRate', name).Id });
    const taxLine = (name: string, Amount: number) => ({ Amount, DetailType: 'TaxLineDetail', TaxLineDetail: { TaxRateRef: rate(name), PercentBased: true, TaxPercent: 21, NetAmountTaxable: 100 } });
    const given = { TotalTax: 21.01, TaxLine: [taxLine('21.0% S sales', 21.01)] };
    expect(sale({ TxnTaxDetail: given })).toMatchObject({ TotalAmt: 121.01, TxnTaxDetail: given });
    expect(refused(() => sale({ TxnTaxDetail: { TaxLine: [taxLine('9.0% S sales', 21)] } })).code).toBe('6000');
    expect(refused(() => sale({ TxnTaxDetail: { TaxLine: [taxLine('21.0% S purchases', 21)] } })).code).toBe('6000');
    expect(refused(() => sale({ TxnTaxDetail: { TaxLine: [taxLine('21.0% S sales', 10), taxLine('21.0% S sales', 11)] } })).code).toBe('6000');
    expect(bill({ TxnTaxDetail: { TaxLine: [taxLine('21.0% S purchases', 20.99)] } }).TotalAmt).toBe(120.99);
  });

  it('is none under NotApplicable, which no detail goes with', () => {
    const { sale } = bench();
    const invoice = sale({ GlobalTaxCalculation: 'NotApplicable' });
    expect(invoice).toMatchObject({ TotalAmt: 100, GlobalTaxCalculation: 'NotApplicable' });
    expect(invoice).not.toHaveProperty('TxnTaxDetail');
    expect(refused(() => sale({ GlobalTaxCalculation: 'NotApplicable', TxnTaxDetail: { TotalTax: 0 } })).code).toBe('6170');
  });

  it('takes the gross of an inclusive line at its word', () => {
    const { sale, line } = bench();
    expect(sale({ GlobalTaxCalculation: 'TaxInclusive' }, line({ Amount: 82.65 }, { TaxInclusiveAmt: 100 }))).toMatchObject({ TotalAmt: 100, TxnTaxDetail: { TotalTax: 17.35 } });
  });

  it('cancels out under reverse charge', () => {
    const { bill, cost, ref } = bench();
    const booked = bill({}, cost({}, { TaxCodeRef: ref('TaxCode', '21.0% RC') }));
    expect(booked).toMatchObject({ TotalAmt: 100, TxnTaxDetail: { TotalTax: 0 } });
    expect(booked.TxnTaxDetail.TaxLine.map((line: { Amount: number }) => line.Amount)).toEqual([21, -21]);
  });

  it('knows the codes of a side, and those still in use', () => {
    const { bill, cost, sale, line, ref, people } = bench();
    expect(refused(() => bill({}, cost({}, { TaxCodeRef: ref('TaxCode', '19.0% S') }))).code).toBe('6160');
    people.retireTaxCode('9.0% S');
    expect(refused(() => sale({}, line({}, { TaxCodeRef: ref('TaxCode', '9.0% S') }))).code).toBe('6160');
    expect(refused(() => sale({}, line({}, { TaxCodeRef: { value: 'TAX' } }))).code).toBe('2500');
  });

  it('stays as it was when the old detail is sent again with new amounts', () => {
    const { sale, company, line } = bench();
    const invoice = sale();
    const resent = company.update('Invoice', echoed(invoice, { Line: [line({ Id: '1', Amount: 200 })] }));
    expect(resent).toMatchObject({ TotalAmt: 221, TxnTaxDetail: { TotalTax: 21 } });
    const { TxnTaxDetail: _detail, ...without } = echoed(resent);
    expect(company.update('Invoice', without)).toMatchObject({ TotalAmt: 242, TxnTaxDetail: { TotalTax: 42 } });
  });

  it('is kept by a sparse update that touches no amount', () => {
    const { sale, company } = bench();
    const { Id } = sale({ TxnTaxDetail: { TotalTax: 20.99 } });
    expect(company.update('Invoice', { Id, SyncToken: '0', sparse: true, PrivateNote: 'x' })).toMatchObject({ TotalAmt: 120.99 });
    expect(company.update('Invoice', { Id, SyncToken: '1', sparse: true, TxnDate: '2026-11-03' })).toMatchObject({ TotalAmt: 121 });
  });

  it('is not there where sales tax is off', () => {
    const { sale, line } = bench({ preferences: { usingSalesTax: false } });
    const invoice = sale({ TxnTaxDetail: { TotalTax: 5 } }, line({}, { TaxCodeRef: undefined }));
    expect(invoice.TotalAmt).toBe(100);
    expect(invoice).not.toHaveProperty('TxnTaxDetail');
  });
});

describe('codes', () => {
  it('are made with their rates', () => {
    const { company, sale, line } = bench();
    const agency = company.all('TaxAgency')[0]?.Id;
    const made = company.createTaxCode({ TaxCode: '4.8% S', TaxRateDetails: [{ TaxRateName: 'Livestock', RateValue: 4.8, TaxAgencyId: agency, TaxApplicableOn: 'Sales' }] });
    expect(made).toMatchObject({ TaxCode: '4.8% S', TaxCodeId: expect.any(String), TaxRateDetails: [{ TaxRateId: expect.any(String) }] });
    expect(sale({}, line({}, { TaxCodeRef: { value: String(made['TaxCodeId']) } })).TotalAmt).toBe(104.8);
    expect(refused(() => company.createTaxCode({ TaxCode: '4.8% s', TaxRateDetails: [] })).code).toBe('6240');
    expect(refused(() => company.createTaxCode({ TaxCode: 'B', TaxRateDetails: [{ TaxRateName: 'Livestock', RateValue: 4, TaxAgencyId: agency }] })).Detail).toContain('Another tax rate');
    expect(refused(() => company.createTaxCode({ TaxCode: 'C', TaxRateDetails: [{ TaxRateName: 'Far too long', RateValue: 4, TaxAgencyId: agency }] })).code).toBe('2050');
    expect(refused(() => company.createTaxCode({ TaxCode: 'D', TaxRateDetails: [{ TaxRateName: 'D', RateValue: 101, TaxAgencyId: agency }] })).code).toBe('2090');
  });

  it('in the US include those that lines carry, without SyncToken', () => {
    const { company } = usBench();
    const pseudo = company.all('TaxCode').filter((code) => !/^\d+$/.test(code.Id));
    expect(pseudo.map(({ Id }) => Id)).toEqual(['TAX', 'NON', 'CustomSalesTax']);
    for (const code of pseudo) expect(code).not.toHaveProperty('SyncToken');
  });
});

describe('tax in the US', () => {
  it('is found by the engine for lines marked TAX, whatever code is sent', () => {
    const { sale, line, ref } = usBench();
    const invoice = sale({ TxnTaxDetail: { TxnTaxCodeRef: ref('TaxCode', 'Tucson') } }, line(), line({ Amount: 50 }, { TaxCodeRef: { value: 'NON' } }));
    expect(invoice).toMatchObject({ TotalAmt: 158.25, TxnTaxDetail: { TotalTax: 8.25, TxnTaxCodeRef: ref('TaxCode', 'California') } });
    expect(invoice.TxnTaxDetail.TaxLine.map((each: { Amount: number }) => each.Amount)).toEqual([7.25, 1]);
    expect(invoice.Line.map((each: { SalesItemLineDetail?: { TaxCodeRef: { value: string } } }) => each.SalesItemLineDetail?.TaxCodeRef.value)).toEqual(['TAX', 'NON', undefined]);
    expect(invoice).not.toHaveProperty('GlobalTaxCalculation');
    expect(refused(() => sale({}, line({}, { TaxCodeRef: ref('TaxCode', 'California') }))).code).toBe('6100');
  });

  it('is kept where it is sent, spread over the rates', () => {
    const { sale } = usBench();
    const invoice = sale({ TxnTaxDetail: { TotalTax: 8 } });
    expect(invoice.TotalAmt).toBe(108);
    expect(invoice.TxnTaxDetail.TaxLine.map((each: { Amount: number }) => each.Amount)).toEqual([7.03, 0.97]);
  });

  it('is by the code that is sent, in a company that does it by hand', () => {
    const { sale, ref } = usBench({ taxModel: 'us-manual' });
    expect(sale().TotalAmt).toBe(100);
    expect(sale({ TxnTaxDetail: { TxnTaxCodeRef: ref('TaxCode', 'Tucson') } })).toMatchObject({ TotalAmt: 102.6, TxnTaxDetail: { TotalTax: 2.6 } });
  });

  it('is not on bills: their lines come back as NON', () => {
    const { bill, cost } = usBench();
    const booked = bill({}, cost());
    expect(booked.TotalAmt).toBe(100);
    expect(booked.Line[0].AccountBasedExpenseLineDetail.TaxCodeRef).toEqual({ value: 'NON' });
    expect(booked).not.toHaveProperty('TxnTaxDetail');
  });
});
