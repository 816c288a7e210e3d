import { describe, expect, it } from 'vitest';
import { bench, echoed, refused } from './books-support';

describe('bodies', () => {
  it('may hold only what the entity has', () => {
    const { sale, line, company } = bench();
    expect(refused(() => sale({ Colour: 'red' }))).toMatchObject({ code: '2010', Message: 'Request has invalid or unsupported property', Detail: 'Property Name:Unrecognized field "Colour"' });
    expect(refused(() => sale({}, line({ Colour: 'red' }))).code).toBe('2010');
    expect(refused(() => sale({}, line({}, { Colour: 'red' }))).code).toBe('2010');
    expect(refused(() => company.create('Invoice', [])).code).toBe('2010');
  });

  it('need what is required, and say what it is', () => {
    const { sale, bill, line, company } = bench();
    const missing = { code: '2020', Message: 'Required param missing, need to supply the required value for the API' };
    expect(refused(() => sale({ CustomerRef: undefined }))).toMatchObject({ ...missing, element: 'CustomerRef', Detail: 'Required parameter CustomerRef is missing in the request' });
    expect(refused(() => sale({ Line: undefined }))).toMatchObject({ ...missing, element: 'Line' });
    expect(refused(() => sale({ Line: [] })).code).toBe('2250');
    expect(refused(() => sale({ CurrencyRef: undefined }))).toMatchObject({ ...missing, element: 'CurrencyRef' });
    expect(refused(() => sale({}, line({ Amount: undefined }))).element).toBe('Amount');
    expect(refused(() => sale({}, line({ DetailType: undefined }))).element).toBe('DetailType');
    expect(refused(() => sale({}, line({ SalesItemLineDetail: undefined }))).element).toBe('SalesItemLineDetail');
    expect(refused(() => bill({ VendorRef: { value: '' } })).element).toBe('VendorRef');
    expect(refused(() => bill({}, { Amount: 1, DetailType: 'AccountBasedExpenseLineDetail', AccountBasedExpenseLineDetail: {} })).element).toBe('AccountRef');
    expect(refused(() => company.create('Item', { Name: 'A' })).element).toBe('Type');
  });

  it('hold numbers as numbers, days as days, and texts of a length', () => {
    const { sale, line, bill } = bench();
    expect(refused(() => sale({}, line({ Amount: '100' }))).code).toBe('2080');
    expect(refused(() => sale({}, line({ Amount: 1.123456 }))).code).toBe('2110');
    expect(refused(() => sale({ TxnDate: '02-11-2026' })).code).toBe('2060');
    expect(refused(() => sale({ TxnDate: '2026-02-30' })).code).toBe('2070');
    expect(refused(() => sale({ GlobalTaxCalculation: 'Sometimes' })).code).toBe('2170');
    expect(refused(() => sale({ DocNumber: 'x'.repeat(22) }))).toMatchObject({ code: '2050', Detail: 'Length of the field exceeds 21 chars' });
    expect(refused(() => bill({ DocNumber: 'x'.repeat(22) })).code).toBe('2050');
    expect(refused(() => sale({ PrivateNote: 'x'.repeat(4001) })).code).toBe('2050');
    expect(refused(() => sale({ CustomerMemo: { value: 'x'.repeat(1001) } })).code).toBe('2050');
    expect(refused(() => sale({}, line({ Description: 'x'.repeat(4001) }))).element).toBe('Description');
    expect(refused(() => sale({ CustomerRef: { value: 12 } })).code).toBe('2010');
  });

  it('may repeat what was answered; computed fields are dropped', () => {
    const { sale, company } = bench();
    const invoice = sale({ TotalAmt: 5, Balance: 7, HomeTotalAmt: 9 });
    expect(invoice).toMatchObject({ TotalAmt: 121, Balance: 121, HomeTotalAmt: 121 });
    expect(company.update('Invoice', echoed(invoice, { TotalAmt: 1 }))).toMatchObject({ TotalAmt: 121, SyncToken: '1' });
  });
});

describe('answers', () => {
  it('have ids and SyncTokens as text, amounts as numbers, and nothing empty', () => {
    const { sale, bill, read } = bench();
    const invoice = sale({ DocNumber: '1', PrivateNote: '' });
    expect(invoice).toMatchObject({ Id: expect.any(String), SyncToken: '0', TotalAmt: 121, domain: 'QBO', sparse: false, MetaData: { CreateTime: '2026-11-20T12:00:00-08:00', LastUpdatedTime: '2026-11-20T12:00:00-08:00' } });
    expect(invoice).not.toHaveProperty('PrivateNote');
    expect(bill()).not.toHaveProperty('DocNumber');
    expect(JSON.stringify(read('Invoice', invoice.Id))).not.toMatch(/null|""/);
  });

  it('name what they refer to', () => {
    const { sale, people } = bench();
    const invoice = sale();
    expect(invoice).toMatchObject({ CustomerRef: { name: 'Brouwerij De Linde' }, CurrencyRef: { value: 'EUR', name: 'Euro' } });
    expect(invoice.Line[0].SalesItemLineDetail).toMatchObject({ ItemRef: { name: 'Consulting' } });
    expect(invoice.Line[0].SalesItemLineDetail.TaxCodeRef).not.toHaveProperty('name');
    people.edit('Customer', invoice.CustomerRef.value, { DisplayName: 'De Linde' });
    expect(people.record('Invoice', invoice.Id)['CustomerRef']).toMatchObject({ name: 'De Linde' });
  });

  it('cannot be changed by whoever gets them', () => {
    const { sale } = bench();
    expect(() => (sale().Line[0].Amount = 1)).toThrow(TypeError);
  });
});

describe('records', () => {
  it('that are not there are 610, and what the API does not do is 500', () => {
    const { company, sale, people } = bench();
    expect(refused(() => company.read('Invoice', '999'))).toMatchObject({ code: '610', Message: 'Object Not Found' });
    const { Id, SyncToken } = sale();
    people.remove('Invoice', Id);
    expect(refused(() => company.update('Invoice', { Id, SyncToken, sparse: true })).Detail).toBe('Object Not Found : Another user has deleted this transaction.');
    expect(company.deletions).toEqual([{ entity: 'Invoice', Id, at: Date.parse('2026-11-20T20:00:00Z') }]);
    expect(refused(() => company.remove('Customer', { Id: '1', SyncToken: '0' })).code).toBe('500');
    expect(refused(() => company.create('TaxCode', {})).code).toBe('500');
    expect(refused(() => company.create('Estimate', {})).code).toBe('500');
  });

  it('change only under their latest SyncToken', () => {
    const { company, sale } = bench();
    const { Id } = sale();
    company.update('Invoice', { Id, SyncToken: '0', sparse: true, PrivateNote: 'first' });
    expect(refused(() => company.update('Invoice', { Id, SyncToken: '0', sparse: true, PrivateNote: 'second' }))).toMatchObject({
      code: '5010', Message: 'Stale Object Error', Detail: 'Stale Object Error : You and root were working on this at the same time. root finished before you did, so your work was not saved.',
    });
    expect(company.read('Invoice', Id)).toMatchObject({ PrivateNote: 'first', SyncToken: '1' });
    expect(refused(() => company.remove('Invoice', { Id, SyncToken: '0' })).code).toBe('5010');
    expect(refused(() => company.update('Invoice', { Id, sparse: true })).element).toBe('SyncToken');
    expect(refused(() => company.update('Invoice', { Id: 'abc', SyncToken: '0' })).code).toBe('2030');
  });

  it('cannot be written once the subscription has lapsed, only read', () => {
    const { company, sale, people } = bench();
    const { Id } = sale();
    people.lapse();
    expect(refused(() => sale())).toMatchObject({ code: '6190', Message: 'Invalid Company Status' });
    expect(company.read('Invoice', Id).Id).toBe(Id);
    people.lapse(false);
    expect(sale().TotalAmt).toBe(121);
  });
});
