import { describe, expect, it } from 'vitest';
import { bench, refused, usBench } from './books-support';

describe('a bill', () => {
  it('is booked on accounts or items, and on the payable account of its currency', () => {
    const { bill, cost, ref, people, company } = bench();
    const item = { Amount: 45, DetailType: 'ItemBasedExpenseLineDetail', ItemBasedExpenseLineDetail: { ItemRef: ref('Item', 'Printer paper'), Qty: 10, UnitPrice: 4.5, TaxCodeRef: ref('TaxCode', '9.0% S') } };
    const booked = bill({ SalesTermRef: ref('Term', 'Net 14') }, cost(), item);
    expect(booked).toMatchObject({ TotalAmt: 170.05, Balance: 170.05, HomeBalance: 170.05, DueDate: '2026-11-16', APAccountRef: { name: 'Accounts Payable (A/P)' } });
    expect(booked.Line).toHaveLength(2);
    expect(booked.Line[0]).toMatchObject({ Id: '1', AccountBasedExpenseLineDetail: { AccountRef: { name: 'General expenses' }, BillableStatus: 'NotBillable' } });
    expect(booked).not.toHaveProperty('HomeTotalAmt');
    const usd = people.addVendor({ DisplayName: 'Nordic Parts', CurrencyRef: { value: 'USD' } }).Id;
    const foreign = bill({ VendorRef: { value: usd }, CurrencyRef: { value: 'USD' }, ExchangeRate: 0.9213 });
    expect(foreign).toMatchObject({ HomeBalance: 111.48, APAccountRef: { name: 'Accounts Payable (A/P) - USD' } });
    expect(refused(() => bill({ APAccountRef: foreign.APAccountRef })).code).toBe('6000');
    expect(refused(() => bill({ APAccountRef: ref('Account', '4000') })).code).toBe('6430');
    expect(company.all('Account').filter((row) => row['AccountType'] === 'Accounts Payable')).toHaveLength(3);
  });

  it('gets a payable account of a currency that is new', () => {
    const { bill, people } = bench();
    const vendor = people.addVendor({ DisplayName: 'Svensk', CurrencyRef: { value: 'SEK' } }).Id;
    expect(bill({ VendorRef: { value: vendor }, CurrencyRef: { value: 'SEK' }, ExchangeRate: 0.09 }).APAccountRef.name).toBe('Accounts Payable (A/P) - SEK');
  });

  it('refuses receivables, payables and items that are not bought', () => {
    const { bill, cost, people, ref } = bench();
    const payable = { value: people.byName('Account', 'Accounts Payable (A/P)').Id };
    expect(refused(() => bill({}, cost({}, { AccountRef: payable }))).code).toBe('6430');
    const sold = people.addItem({ Name: 'Only sold' });
    const line = { Amount: 1, DetailType: 'ItemBasedExpenseLineDetail', ItemBasedExpenseLineDetail: { ItemRef: { value: sold.Id }, TaxCodeRef: ref('TaxCode', '9.0% S') } };
    expect(refused(() => bill({}, line)).code).toBe('6430');
    expect(refused(() => bill({}, cost({}, { AccountRef: { value: people.byName('Account', 'Old expenses (deleted)').Id } }))).code).toBe('610');
    expect(refused(() => bill({}, cost({ DetailType: 'SalesItemLineDetail' }))).code).toBe('2170');
  });

  it('passes costs on to a customer where the company does that', () => {
    const it_ = bench();
    const { bill, cost, ref } = it_;
    const CustomerRef = ref('Customer', 'Website');
    expect(bill({}, cost({}, { CustomerRef, BillableStatus: 'Billable' })).Line[0].AccountBasedExpenseLineDetail).toMatchObject({ CustomerRef: { name: 'Brouwerij De Linde:Website' }, BillableStatus: 'Billable' });
    expect(refused(() => bill({}, cost({}, { BillableStatus: 'Billable' }))).code).toBe('6310');
    it_.people.prefer({ billableExpenses: false });
    expect(refused(() => bill({}, cost({}, { CustomerRef, BillableStatus: 'Billable' }))).code).toBe('5030');
    it_.people.prefer({ trackingByCustomer: false });
    expect(refused(() => bill({}, cost({}, { CustomerRef }))).code).toBe('5030');
  });

  it('cannot be voided, which is answered as if it could', () => {
    const { bill, company, people, line, ref } = bench();
    const { Id, SyncToken } = bill();
    expect(refused(() => company.void('Bill', { Id, SyncToken }))).toMatchObject({ code: '500', status: 200 });
    expect(people.record('Bill', Id)).toMatchObject({ TotalAmt: 121, SyncToken: '0' });
    const memo = company.create('CreditMemo', { CustomerRef: ref('Customer', 'Brouwerij De Linde'), CurrencyRef: { value: 'EUR' }, Line: [line()] });
    expect(refused(() => company.void('CreditMemo', { Id: memo.Id, SyncToken: '0' }))).toMatchObject({ code: '500', status: 400 });
  });

  it('has positive amounts; what comes back is a vendor credit', () => {
    const { bill, cost, company, ref } = bench();
    expect(refused(() => bill({}, cost({ Amount: -5 }))).code).toBe('6000');
    const credit = company.create('VendorCredit', { VendorRef: ref('Vendor', 'Papierhandel Smit'), CurrencyRef: { value: 'EUR' }, TxnDate: '2026-11-02', Line: [cost()] });
    expect(credit).toMatchObject({ TotalAmt: 121, Balance: 121 });
    expect(credit).not.toHaveProperty('HomeBalance');
  });

  it('leaves no room for tax in the US', () => {
    const { bill, cost } = usBench();
    expect(refused(() => bill({}, cost({}, { TaxCodeRef: { value: '3' } }))).code).toBe('6100');
    expect(bill({}, cost({}, { TaxCodeRef: { value: 'TAX' } })).Line[0].AccountBasedExpenseLineDetail.TaxCodeRef.value).toBe('NON');
  });
});
