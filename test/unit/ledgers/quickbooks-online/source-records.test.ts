import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bareName, namesFor } from '../../../../lib/ledgers/quickbooks-online/names';
import { sourceDocument } from '../../../../lib/ledgers/quickbooks-online/source-documents';
import { sourceContact, sourceProduct } from '../../../../lib/ledgers/quickbooks-online/source-records';
import { bills, creditMemos, invoices, type Fields, type Transaction } from '../../../../lib/ledgers/quickbooks-online/wire';

const line = (Amount: number, detail: Fields = {}, more: Fields = {}): Fields => ({ Amount, DetailType: 'SalesItemLineDetail', Description: 'Advice', SalesItemLineDetail: { ItemRef: { value: '3' }, TaxCodeRef: { value: '4' }, ...detail }, ...more });
const base = { Id: '7', SyncToken: '0', TxnDate: '2026-11-10', DocNumber: '5001', CurrencyRef: { value: 'EUR' }, CustomerRef: { value: '2', name: 'Maeve' } };
const sale = (Line: Fields[], TotalAmt: number, TotalTax: number, more: Fields = {}): Transaction => invoices.schema.parse({ ...base, Line, TotalAmt, Balance: TotalAmt, TxnTaxDetail: { TotalTax }, ...more });
const read = (...of: Parameters<typeof sale>) => sourceDocument('Invoice', sale(...of), 'EUR');

describe('documents', () => {
  it('have lines without tax, each with a quantity and a price that make its amount', () => {
    const { lines, unclear } = read([line(190, { Qty: 2, UnitPrice: 95 }), line(10, { Qty: 3, UnitPrice: 3.33 }), { DetailType: 'SubTotalLineDetail', Amount: 200, SubTotalLineDetail: {} }], 242, 42);
    expect(unclear).toEqual([]);
    expect(lines).toMatchObject([{ quantity: '2', unitPrice: '95', net: '190.00', taxCode: '#4', item: '3' }, { quantity: '3', unitPrice: '3.333333', net: '10.00' }]);
  });

  it('of credit are negative by their quantities', () => {
    const row = creditMemos.schema.parse({ ...base, Line: [line(190, { Qty: 2, UnitPrice: 95 })], TotalAmt: 229.9, Balance: 229.9, TxnTaxDetail: { TotalTax: 39.9 } });
    expect(sourceDocument('CreditMemo', row, 'EUR')).toMatchObject({ kind: 'invoice', credit: true, open: '-229.9', document: { gross: '-229.9' }, lines: [{ quantity: '-2', unitPrice: '95', net: '-190.00' }] });
  });

  it('keep the lines of a group, and what is only words with the line above', () => {
    const group = { DetailType: 'GroupLineDetail', Amount: 10, GroupLineDetail: { Line: [line(10)] } };
    const words = { DetailType: 'DescriptionOnly', Description: 'See page 2', DescriptionLineDetail: {} };
    expect(read([group, words], 12.1, 2.1)).toMatchObject({ unclear: [], lines: [{ description: 'Advice\nSee page 2', net: '10.00' }] });
  });

  it('with a discount on the whole, or with amounts that come to another total, say so instead of being guessed', () => {
    const discount = { DetailType: 'DiscountLineDetail', Amount: 10, DiscountLineDetail: { PercentBased: true, DiscountPercent: 10 } };
    expect(read([line(100), discount], 108.9, 18.9).unclear).toEqual(['It has a discount on the whole of it; put the discount on its lines.']);
    expect(read([line(121)], 121, 21).unclear).toEqual(['Its lines and its tax come to 142, its total is 121.']);
  });

  it('of purchases bear the account of their lines, and the private note', () => {
    const cost = { Amount: 50, DetailType: 'AccountBasedExpenseLineDetail', AccountBasedExpenseLineDetail: { AccountRef: { value: '35' } } };
    const { CustomerRef: _, ...rest } = base;
    const row = bills.schema.parse({ ...rest, VendorRef: { value: '5' }, Line: [cost], TotalAmt: 50, PrivateNote: 'Order 7' });
    expect(sourceDocument('Bill', row, 'EUR')).toMatchObject({ kind: 'bill', description: 'Order 7', open: null, lines: [{ account: '#35', item: null, taxCode: null, quantity: '1', unitPrice: '50.00' }] });
    expect(read([line(100)], 121, 21, { PrivateNote: 'Slow payer', CustomerMemo: { value: 'Thank you' } }).description).toBe('Thank you');
  });

  it('have lines whose quantities and prices make their amounts to the cent, whatever they are', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9_999_999 }), fc.option(fc.integer({ min: 1, max: 999 })), fc.option(fc.integer({ min: 0, max: 99_999 })), (cents, quantity, price) => {
        const [made] = read([line(cents / 100, { ...(quantity === null ? {} : { Qty: quantity }), ...(price === null ? {} : { UnitPrice: price / 100 }) })], cents / 100, 0).lines;
        return made !== undefined && Math.abs(Math.round(Number(made.quantity) * Number(made.unitPrice) * 100) - cents) < 1;
      }),
    );
  });
});

describe('contacts and products', () => {
  it('are persons where they have names of a person and no company', () => {
    expect(sourceContact('customer', { Id: '2', DisplayName: 'Maeve Byrne', GivenName: 'Maeve', FamilyName: 'Byrne' }, 'EUR')).toMatchObject({ id: 'customer/2', contact: { name: 'Maeve Byrne', person: { givenName: 'Maeve', familyName: 'Byrne' } } });
    expect(sourceContact('supplier', { Id: '5', DisplayName: 'Weaver (v)', GivenName: 'Al', FamilyName: 'Smith', CompanyName: 'Weaver', BillAddr: { Line1: 'Quay 4', Country: 'IRL' } }, 'EUR')?.contact).toEqual({
      name: 'Weaver', address: { lines: ['Quay 4'], postcode: '', city: '', country: 'IE' },
    });
  });

  it('lose every mark that a name was given there', () => {
    const name = fc.string({ minLength: 1, unit: fc.constantFrom('a', 'B', '.', '&', 'é') });
    fc.assert(
      fc.property(name, fc.constantFrom('customer' as const, 'supplier' as const), fc.constantFrom('EUR', 'USD'), (plain, role, currency) =>
        Object.values(namesFor(plain, { role, currency })).every((marked) => bareName(marked, { role, currency }) === plain)),
    );
  });

  it('that only hold others are none', () => {
    expect(sourceProduct({ Id: '9', Name: 'All', Type: 'Category' })).toBeNull();
    expect(sourceProduct({ Id: '9', Name: 'Paper', Sku: ' P1 ', Type: 'NonInventory', ExpenseAccountRef: { value: '40' } })).toMatchObject({ code: 'P1', salesAccount: null, costAccount: '#40', active: true });
  });
});
