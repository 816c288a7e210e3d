import { describe, expect, it } from 'vitest';
import { bench, echoed, refused } from './books-support';

describe('a sparse update', () => {
  it('changes what is sent and leaves the rest', () => {
    const { sale, company, clock } = bench();
    const { Id, MetaData } = sale({ PrivateNote: 'note', DocNumber: 'A' });
    clock.advance(3_600_000);
    const after = company.update('Invoice', { Id, SyncToken: '0', sparse: true, DueDate: '2026-12-24' });
    expect(after).toMatchObject({ PrivateNote: 'note', DocNumber: 'A', DueDate: '2026-12-24', TotalAmt: 121, SyncToken: '1', MetaData: { CreateTime: MetaData.CreateTime, LastUpdatedTime: '2026-11-20T13:00:00-08:00' } });
  });

  it('replaces all lines where it has any', () => {
    const { sale, company, line } = bench();
    const { Id } = sale({}, line({ Description: 'one' }), line({ Description: 'two' }), line({ Description: 'three' }));
    const after = company.update('Invoice', { Id, SyncToken: '0', sparse: true, Line: [line({ Id: '2', Amount: 10 }), line({ Description: 'new' })] });
    expect(after).toMatchObject({ TotalAmt: 133.1, Balance: 133.1 });
    expect((after['Line'] as object[]).slice(0, 2)).toMatchObject([{ Id: '2', Amount: 10 }, { Id: '4', Description: 'new' }]);
    expect((after['Line'] as object[])[0]).not.toHaveProperty('Description');
    expect(after['Line']).toHaveLength(3);
  });

  it('of a bill names the vendor again', () => {
    const { bill, company } = bench();
    const { Id, VendorRef } = bill();
    expect(refused(() => company.update('Bill', { Id, SyncToken: '0', sparse: true, DocNumber: 'B' }))).toMatchObject({ code: '2020', element: 'VendorRef' });
    expect(company.update('Bill', { Id, SyncToken: '0', sparse: true, VendorRef, DocNumber: 'B' })).toMatchObject({ DocNumber: 'B', TotalAmt: 121 });
  });

  it('is taken for a full one where sparse is not known', () => {
    const { company, line, ref } = bench();
    const memo = company.create('CreditMemo', { CustomerRef: ref('Customer', 'Brouwerij De Linde'), CurrencyRef: { value: 'EUR' }, PrivateNote: 'note', Line: [line()] });
    expect(refused(() => company.update('CreditMemo', { Id: memo.Id, SyncToken: '0', sparse: true, PrivateNote: 'x' })).code).toBe('2020');
    const { PrivateNote: _note, ...rest } = echoed(memo, { sparse: true });
    expect(company.update('CreditMemo', rest)).not.toHaveProperty('PrivateNote');
  });
});

describe('a full update', () => {
  it('clears what it leaves out and needs what a create needs', () => {
    const { sale, company } = bench();
    const invoice = sale({ PrivateNote: 'note', DocNumber: 'A' });
    const { PrivateNote: _note, ...rest } = echoed(invoice);
    const after = company.update('Invoice', rest);
    expect(after).toMatchObject({ DocNumber: 'A', TotalAmt: 121, SyncToken: '1' });
    expect(after).not.toHaveProperty('PrivateNote');
    expect(refused(() => company.update('Invoice', { Id: invoice.Id, SyncToken: '1', CustomerRef: invoice.CustomerRef })).element).toBe('Line');
  });

  it('may send a discount and the subtotal back as they came', () => {
    const { sale, company, line } = bench({ preferences: { allowDiscount: true } });
    const invoice = sale({}, line(), { Amount: 30, DetailType: 'DiscountLineDetail', DiscountLineDetail: { PercentBased: false } });
    const after = company.update('Invoice', echoed(invoice));
    expect(after['TotalAmt']).toBe(91);
    expect(after['Line']).toEqual(invoice.Line);
  });
});

describe('void', () => {
  it('leaves a sales form without amounts', () => {
    const { sale, company, people } = bench();
    const first = sale({ DocNumber: 'A' });
    const voided = company.void('Invoice', { Id: first.Id, SyncToken: '0' });
    expect(voided).toMatchObject({ TotalAmt: 0, Balance: 0, HomeTotalAmt: 0, PrivateNote: 'Voided', DocNumber: 'A', SyncToken: '1', Line: [{ Amount: 0, SalesItemLineDetail: { Qty: 0 } }, { Amount: 0 }] });
    expect(people.voidInvoice(sale({ PrivateNote: 'note' }).Id)['PrivateNote']).toBe('Voided - note');
    expect(refused(() => company.void('Invoice', { Id: first.Id, SyncToken: '0' })).code).toBe('5010');
  });
});

describe('people at work', () => {
  it('change documents under a new SyncToken', () => {
    const { sale, people } = bench();
    const { Id } = sale({ DocNumber: 'A', PrivateNote: 'note' });
    expect(people.edit('Invoice', Id, { DueDate: '2026-12-31' })).toMatchObject({ SyncToken: '1', DueDate: '2026-12-31', PrivateNote: 'note' });
    expect(people.editLine('Invoice', Id, { Amount: 50, Description: 'Half', Qty: 1 })).toMatchObject({ SyncToken: '2', TotalAmt: 60.5, Line: [{ Id: '1', Description: 'Half', SalesItemLineDetail: { Qty: 1 } }, { Amount: 50 }] });
    people.remove('Invoice', Id);
    expect(people.invoices()).toEqual([]);
  });

  it('may edit what the API takes only whole', () => {
    const { company, cost, ref, people } = bench();
    const credit = company.create('VendorCredit', { VendorRef: ref('Vendor', 'Papierhandel Smit'), CurrencyRef: { value: 'EUR' }, DocNumber: 'C', Line: [cost()] });
    expect(people.edit('VendorCredit', credit.Id, { PrivateNote: 'x' })).toMatchObject({ DocNumber: 'C', PrivateNote: 'x', TotalAmt: 121 });
  });
});
