import { describe, expect, it } from 'vitest';
import { bench, refused } from './books-support';

describe('numbers of sales forms', () => {
  it('are what is sent, or none, under custom numbers', () => {
    const { sale } = bench();
    expect(sale({ DocNumber: '20260117' }).DocNumber).toBe('20260117');
    expect(sale()).not.toHaveProperty('DocNumber');
    expect(sale({ DocNumber: 'AUTO_GENERATE' }).DocNumber).toBe('1001');
  });

  it('are the next ones otherwise, and one that is sent may come twice', () => {
    const { sale, company, line, ref } = bench({ preferences: { customTxnNumbers: false } });
    expect([sale().DocNumber, sale().DocNumber]).toEqual(['1001', '1002']);
    const memo = company.create('CreditMemo', { CustomerRef: ref('Customer', 'Brouwerij De Linde'), CurrencyRef: { value: 'EUR' }, Line: [line()] });
    expect(memo['DocNumber']).toBe('1003');
    expect(sale({ DocNumber: '1004' }).DocNumber).toBe('1004');
    expect(sale().DocNumber).toBe('1004');
  });

  it('leave no gap for a refused document', () => {
    const { sale, line } = bench({ preferences: { customTxnNumbers: false } });
    refused(() => sale({}, line({ Amount: -1 })));
    expect(sale().DocNumber).toBe('1001');
  });

  it('are unique under custom numbers, unless the request says otherwise', () => {
    const { sale, company, line, ref } = bench();
    const first = sale({ DocNumber: 'A-1' });
    expect(refused(() => sale({ DocNumber: 'a-1' }))).toMatchObject({
      code: '6140', Message: 'Duplicate Document Number Error',
      Detail: `Duplicate Document Number Error : You must specify a different number. This number has already been used. DocNumber=a-1 is assigned to TxnType=Invoice with TxnId=${String(first.Id)}`,
    });
    const body = { CustomerRef: ref('Customer', 'Brouwerij De Linde'), CurrencyRef: { value: 'EUR' }, DocNumber: 'A-1', Line: [line()] };
    expect(refused(() => company.create('CreditMemo', body)).Detail).toContain('TxnType=Invoice');
    expect(company.create('Invoice', body, { allowDuplicateDocNumber: true })['DocNumber']).toBe('A-1');
    const other = sale({ DocNumber: 'A-2' });
    expect(refused(() => company.update('Invoice', { Id: other.Id, SyncToken: '0', sparse: true, DocNumber: 'A-1' })).code).toBe('6140');
    expect(company.update('Invoice', { Id: other.Id, SyncToken: '0', sparse: true, DocNumber: 'A-2', PrivateNote: 'x' })['DocNumber']).toBe('A-2');
  });

  it('are required in France', () => {
    const { sale } = bench({ country: 'FR' });
    expect(refused(() => sale()).element).toBe('DocNumber');
  });

  it('change on that document only', () => {
    const { sale, company } = bench({ preferences: { customTxnNumbers: false } });
    const { Id } = sale();
    company.update('Invoice', { Id, SyncToken: '0', sparse: true, DocNumber: '5000' });
    expect(sale().DocNumber).toBe('1002');
  });
});

describe('numbers of bills', () => {
  it('are not minded unless the company warns, and then within one vendor', () => {
    const { bill, people, ref, company } = bench();
    bill({ DocNumber: '0815' });
    const second = bill({ DocNumber: '0815' });
    people.prefer({ warnDuplicateBillNumber: true });
    expect(refused(() => bill({ DocNumber: '0815' })).Detail).toContain('DocNumber=0815 is assigned to TxnType=Bill with TxnId=');
    expect(bill({ DocNumber: '0815', VendorRef: ref('Vendor', 'Groene Stroom Nederland') }).DocNumber).toBe('0815');
    expect(company.update('Bill', { Id: second.Id, SyncToken: '0', sparse: true, VendorRef: second.VendorRef, DocNumber: '0815' })['SyncToken']).toBe('1');
  });

  it('of vendor credits follow a setting of their own', () => {
    const make = (customPurchaseNumbers: boolean, fields: object = {}) => {
      const { company, ref, cost } = bench({ preferences: { customPurchaseNumbers } });
      return company.create('VendorCredit', { VendorRef: ref('Vendor', 'Papierhandel Smit'), CurrencyRef: { value: 'EUR' }, Line: [cost()], ...fields });
    };
    expect(make(false)['DocNumber']).toBe('1001');
    expect(make(true)).not.toHaveProperty('DocNumber');
    expect(make(true, { DocNumber: 'C-1' })['DocNumber']).toBe('C-1');
  });
});
