import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changedFields, fromInvoice, fromPurchase, fromSale, invoiceNumber, quantityAndPrice, shortText, toCompany, toPurchaseEntry, toSalesEntry, toSalesInvoice, toTerm } from '../../../../lib/ledgers/exact-online/convert';
import { contactStatuses, fromContact, fromContactChange, fromItemChange, fromProduct, toContact } from '../../../../lib/ledgers/exact-online/masters';
import { accounts, divisions, paymentTerms, purchaseEntries, salesEntries, salesInvoices } from '../../../../lib/ledgers/exact-online/wire';
import { roundTo, sameDecimal, times } from '../../../../lib/model/decimal';
import type { Booking, BookingLine } from '../../../../lib/ledgers/ledger';
import { id, wireDate } from './fake';

export const line: BookingLine = {
  description: 'Hours', account: id(80), accountCode: '8000', taxCode: '2', taxPercentage: '21', taxRates: [], quantity: '10', unitPrice: '100', net: '1000.00', tax: null,
  item: null, unit: null, costCentre: null, costUnit: null, project: null, class: null,
};
const booking: Booking = {
  kind: 'invoice', credit: false, number: '1001', date: '2026-03-02', dueDate: '2026-04-01', currency: 'EUR', journal: '70', contact: id(1), paymentTerm: '30',
  description: 'Work in March', paymentReference: 'RF18', net: '1000', tax: '210', gross: '1210', lines: [line],
};

describe('a sales entry', () => {
  it('is written with its lines in one go', () => {
    expect(fromSale(booking)).toEqual({
      Customer: id(1), Journal: '70', EntryDate: '2026-03-02', DueDate: '2026-04-01', InvoiceNumber: 1001, YourRef: '1001', Description: 'Work in March',
      Currency: 'EUR', PaymentCondition: '30', PaymentReference: 'RF18',
      SalesEntryLines: [{ GLAccount: id(80), AmountFC: 1000, VATCode: '2', Description: 'Hours', Quantity: 10 }],
    });
  });

  it('leaves out what is empty: Exact refuses an empty VAT code', () => {
    const bare = fromSale({ ...booking, number: 'INV-1', dueDate: null, paymentTerm: null, paymentReference: '', description: ' ', lines: [{ ...line, taxCode: null, description: '' }] });
    expect(Object.keys(bare).sort()).toEqual(['Currency', 'Customer', 'EntryDate', 'Journal', 'SalesEntryLines', 'YourRef']);
    expect(bare.SalesEntryLines).toEqual([{ GLAccount: id(80), AmountFC: 1000, Quantity: 10 }]);
  });

  it('states tax, cost centre, cost unit and project where given, zero included', () => {
    const [made] = fromSale({ ...booking, lines: [{ ...line, net: '0', tax: '0', costCentre: '001', costUnit: 'K1', project: id(9) }] }).SalesEntryLines as object[];
    expect(made).toMatchObject({ AmountFC: 0, VATAmountFC: 0, CostCenter: '001', CostUnit: 'K1', Project: id(9) });
  });

  it('has negative amounts as a credit note', () => {
    const credit = fromSale({ ...booking, credit: true, lines: [{ ...line, net: '-1000.05', tax: '-210.01' }] });
    expect(credit.SalesEntryLines).toMatchObject([{ AmountFC: -1000.05, VATAmountFC: -210.01 }]);
    expect(JSON.stringify(credit)).not.toContain('AmountDC');
  });

  it('is read back', () => {
    const row = salesEntries.schema.parse({
      EntryID: id(5).toUpperCase(), EntryNumber: 26700001, InvoiceNumber: 1001, Customer: id(1), CustomerName: 'Acme', Journal: ' 70', EntryDate: wireDate('2026-03-02'),
      DueDate: wireDate('2026-04-01'), YourRef: 'PO 7', Description: 'Work', Currency: 'EUR', AmountFC: 1210, VATAmountFC: 210.00000000000003, Extra: 1,
    });
    expect(toSalesEntry(row)).toEqual({
      id: id(5), number: '26700001', contact: id(1), contactName: 'Acme', journal: '70', date: '2026-03-02', dueDate: '2026-04-01', reference: 'PO 7', description: 'Work',
      paymentReference: '', currency: 'EUR', gross: '1210', tax: '210',
    });
    expect(toSalesEntry(row, '1001').reference).toBe('1001');
    expect(toSalesEntry({ ...row, YourRef: null }).reference).toBe('1001');
    expect(toSalesEntry({ ...row, VATAmountFC: null }).tax).toBeNull();
  });

  it('cannot be read without its amount', () => {
    expect(salesEntries.schema.safeParse({ EntryID: id(5), Customer: id(1), Journal: '70', EntryDate: wireDate('2026-03-02'), Currency: 'EUR' }).success).toBe(false);
  });
});

describe('a purchase entry', () => {
  it('has the number of the supplier as its reference, and no invoice number', () => {
    const body = fromPurchase({ ...booking, kind: 'bill', journal: '60', number: '2026-77' });
    expect(body).toMatchObject({ Supplier: id(1), Journal: '60', YourRef: '2026-77', PurchaseEntryLines: [{ AmountFC: 1000 }] });
    expect(body).not.toHaveProperty('InvoiceNumber');
    expect(fromPurchase({ ...booking, kind: 'bill' })).not.toHaveProperty('InvoiceNumber');
  });

  it('does not take the number of the journal for the supplier’s', () => {
    const row = purchaseEntries.schema.parse({ EntryID: id(5), InvoiceNumber: 26600001, Supplier: id(2), Journal: '60', EntryDate: wireDate('2026-03-02'), Currency: 'EUR', AmountFC: -121 });
    expect(toPurchaseEntry(row)).toMatchObject({ reference: '', gross: '-121', contact: id(2), number: '26600001' });
  });
});

describe('a sales invoice', () => {
  it('has items, and Exact’s own number', () => {
    expect(fromInvoice({ ...booking, lines: [{ ...line, item: id(30), unit: 'hour', costCentre: '001' }] })).toEqual({
      OrderedBy: id(1), InvoiceTo: id(1), Journal: '70', OrderDate: '2026-03-02', DueDate: '2026-04-01', YourRef: '1001', Description: 'Work in March', Currency: 'EUR', Type: 8020,
      PaymentCondition: '30', PaymentReference: 'RF18',
      SalesInvoiceLines: [{ Item: id(30), Quantity: 10, NetPrice: 100, VATCode: '2', Description: 'Hours', UnitCode: 'hour', CostCenter: '001' }],
    });
  });

  it('is of another type as a credit note, with the quantity negative', () => {
    const credit = fromInvoice({ ...booking, credit: true, lines: [{ ...line, quantity: '2', unitPrice: '-5', net: '-10' }] });
    expect(credit).toMatchObject({ Type: 8021, SalesInvoiceLines: [{ Quantity: -2, NetPrice: 5 }] });
  });

  it('goes by its order date until it is printed', () => {
    const wire = { InvoiceID: id(5), OrderedBy: id(1), Journal: '70', OrderDate: wireDate('2026-03-02'), Currency: 'EUR', AmountFC: 1210, YourRef: '1001' };
    expect(toSalesInvoice(salesInvoices.schema.parse(wire))).toMatchObject({ number: '1001', date: '2026-03-02', reference: '1001' });
    expect(toSalesInvoice(salesInvoices.schema.parse({ ...wire, InvoiceNumber: 26700001, InvoiceDate: wireDate('2026-03-05') }))).toMatchObject({ number: '26700001', date: '2026-03-05' });
  });

  it.each([[10, true], [20, true], [50, undefined], [null, undefined]])('with status %j is only prepared: %j', (Status, draft) => {
    const wire = { InvoiceID: id(5), OrderedBy: id(1), Journal: '70', OrderDate: wireDate('2026-03-02'), Currency: 'EUR', AmountFC: 1210, Status };
    expect(toSalesInvoice(salesInvoices.schema.parse(wire)).draft).toBe(draft);
  });

  it('has lines whose quantity and price make exactly the net', () => {
    expect(quantityAndPrice({ quantity: '3', unitPrice: '4', net: '10' }, false)).toEqual({ quantity: '1', price: '10' });
    expect(quantityAndPrice({ quantity: '4', unitPrice: '3', net: '10' }, false)).toEqual({ quantity: '4', price: '2.5' });
    expect(quantityAndPrice({ quantity: '0', unitPrice: '3', net: '10' }, false)).toEqual({ quantity: '1', price: '10' });
    const number = fc.integer({ min: -1_000_000, max: 1_000_000 }).map((cents) => roundTo(String(cents / 100)));
    fc.assert(fc.property(number, number, number, fc.boolean(), (quantity, unitPrice, net, credit) => {
      const pair = quantityAndPrice({ quantity, unitPrice, net }, credit);
      expect(sameDecimal(times(pair.quantity, pair.price), net)).toBe(true);
    }));
  });
});

describe('changing a header', () => {
  const stored = { DueDate: '2026-04-01', Description: 'Work', PaymentReference: 'RF18', PaymentCondition: '30' };
  const header = { kind: 'invoice' as const, number: '1001', date: '2026-03-02', dueDate: '2026-04-01', description: 'Work', paymentReference: 'RF18', paymentTerm: '30' };
  const date = { field: 'EntryDate', stored: '2026-03-02' };

  it('sends what differs and nothing else', () => {
    expect(changedFields(stored, header, date)).toEqual({});
    expect(changedFields(stored, { ...header, description: 'More work', number: '1002' }, date)).toEqual({ Description: 'More work' });
  });

  it('states the due date with whatever would have it reckoned anew', () => {
    expect(changedFields(stored, { ...header, date: '2026-03-03' }, date)).toEqual({ EntryDate: '2026-03-03', DueDate: '2026-04-01' });
    expect(changedFields(stored, { ...header, paymentTerm: '14' }, date)).toEqual({ PaymentCondition: '14', DueDate: '2026-04-01' });
  });

  it('wipes nothing', () => {
    expect(changedFields(stored, { ...header, dueDate: null, description: '', paymentReference: '', paymentTerm: null }, date)).toEqual({});
  });
});

describe('numbers and texts', () => {
  it.each([['1001', 1001], ['2147483647', 2147483647], ['2147483648', null], ['0017', null], ['0', null], ['-5', null], ['1.5', null], ['INV-1', null], ['', null], [' 12', null], ['1e3', null]])(
    'reads %j as the invoice number %j', (text, number) => expect(invoiceNumber(text)).toBe(number));

  it('cuts texts to 60 on one line, characters whole', () => {
    expect(shortText('a\n b\t c ')).toBe('a b c');
    expect(shortText(`${'x'.repeat(59)}😀`)).toBe('x'.repeat(59));
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (value) => {
      const made = shortText(value.toWellFormed());
      expect(made.length).toBeLessThanOrEqual(60);
      expect(made.isWellFormed()).toBe(true);
      expect(shortText(made)).toBe(made);
    }));
  });
});

describe('contacts', () => {
  const row = (fields: object) => accounts.schema.parse({ ID: id(1), Code: '           0000002', Name: 'Acme', ...fields });

  it('have their roles and their trimmed code', () => {
    expect(toContact(row({ Status: 'C', IsSupplier: true, VATNumber: 'NL1' }), '2026-03-01')).toEqual({ id: id(1), code: '0000002', name: 'Acme', vatNumber: 'NL1', roles: ['customer', 'supplier'] });
    expect(toContact(row({ Status: 'A' }), '2026-03-01').roles).toEqual([]);
    expect(toContact(row({ Status: 'P', IsSupplier: true }), '2026-03-01').roles).toEqual(['supplier']);
  });

  it.each([
    [{ Blocked: true }, true], [{ EndDate: wireDate('2026-02-28') }, true], [{ EndDate: wireDate('2026-03-01') }, false],
    [{ StartDate: wireDate('2026-03-02') }, true], [{ StartDate: wireDate('2026-03-01') }, false], [{ Blocked: false, EndDate: null }, false],
  ])('%j is unusable: %j', (fields, unusable) => expect('unusable' in toContact(row(fields), '2026-03-01')).toBe(unusable));

  it('are made as customer or as supplier', () => {
    const contact = {
      id: '1', name: 'Acme', code: 'C1', vatNumber: 'NL1', registrationNumber: '123', email: 'a@b.c', phone: '', website: 'acme.example',
      address: { lines: ['Street 1', '', 'Floor 2', 'Room 3'], postcode: '1000 AA', city: 'Amsterdam', country: 'NL' },
    };
    expect(fromContact(contact, 'customer')).toEqual({
      Name: 'Acme', Status: 'C', VATNumber: 'NL1', ChamberOfCommerce: '123', Email: 'a@b.c', Website: 'acme.example', AddressLine1: 'Street 1', AddressLine3: 'Floor 2, Room 3',
      Postcode: '1000 AA', City: 'Amsterdam', Country: 'NL',
    });
    expect(fromContact({ id: '1', name: 'Acme' }, 'supplier')).toEqual({ Name: 'Acme', Status: 'A', IsSupplier: true });
  });
});

describe('changes of contacts and items', () => {
  it('hold what changed and nothing else; an address leaves no line of the old one behind', () => {
    expect(fromContactChange({ email: 'a@b.c' })).toEqual({ Email: 'a@b.c' });
    expect(fromContactChange({ name: 'Acme', address: { lines: ['Street 1'], postcode: '', city: 'Delft', country: '' } })).toEqual({
      Name: 'Acme', AddressLine1: 'Street 1', AddressLine2: null, AddressLine3: null, Postcode: null, City: 'Delft',
    });
    expect(fromItemChange({ name: 'x'.repeat(80), unit: 'pc' })).toEqual({ Description: 'x'.repeat(60), Unit: 'pc' });
    expect(fromItemChange({ price: '10' })).toEqual({});
  });

  it.each([['none', { Status: 'A' }], ['suspect', { Status: 'S' }], ['prospect', { Status: 'P' }], ['customer', { Status: 'C' }], ['supplier', { Status: 'A', IsSupplier: true }]])('a contact without a role becomes %s where that is wanted', (status, fields) => {
    expect(contactStatuses.map(({ id: one }) => one)).toContain(status);
    expect(fromContact({ id: '1', name: 'Acme' }, 'customer', status)).toEqual({ Name: 'Acme', ...fields });
  });
});

describe('items and companies', () => {
  const product = { id: '1', code: 'P-1', name: 'x'.repeat(80), description: '', unit: 'pc', group: null, price: null, service: false };

  it('are made for the side they are used on', () => {
    expect(fromProduct(product, { unit: 'pc', itemGroup: id(3), revenueAccount: null, costAccount: null }, 'customer')).toEqual({ Code: 'P-1', Description: 'x'.repeat(60), Unit: 'pc', ItemGroup: id(3), IsSalesItem: true });
    expect(fromProduct({ ...product, name: '' }, { unit: null, itemGroup: null, revenueAccount: null, costAccount: null }, 'supplier')).toEqual({ Code: 'P-1', Description: 'P-1', IsPurchaseItem: true });
  });

  it.each([[1, 0, false], [0, 0, true], [2, 0, true], [1, 3, true], [null, 0, true]])('a company with status %j and blocking status %j is unusable: %j', (Status, BlockingStatus, unusable) => {
    const company = toCompany(divisions.schema.parse({ Code: 5, Description: 'Acme', Status, BlockingStatus, Currency: 'EUR', Country: 'NL ' }));
    expect(company).toMatchObject({ id: '5', name: 'Acme', currency: 'EUR', country: 'NL' });
    expect('unusable' in company).toBe(unusable);
  });
});

describe('payment terms', () => {
  const row = (fields: object) => paymentTerms.schema.parse({
    Timestamp: '1', ID: id(1), LineType: 20, TransactionEntryID: id(5), AmountFC: -605, TransactionAmountFC: 1210, Currency: 'EUR', Status: 20, IsFullyPaid: false, ...fields,
  });

  it('are positive on either side', () => {
    expect(toTerm(row({}))).toEqual({ id: id(1), document: id(5), total: '1210', documentTotal: '1210', open: '605', settled: false, currency: 'EUR', lastPaymentDate: null });
    expect(toTerm(row({ AmountFC: 605, TransactionAmountFC: -1210 }))).toMatchObject({ total: '1210', open: '605' });
  });

  it('have nothing open once paid or matched', () => {
    expect(toTerm(row({ IsFullyPaid: true, LastPaymentDate: wireDate('2026-03-09') }))).toMatchObject({ open: '0', settled: true, lastPaymentDate: '2026-03-09' });
    expect(toTerm(row({ Status: 50, IsFullyPaid: null }))).toMatchObject({ open: '0', settled: true });
  });

  it('take the company’s currency where there is no other', () => {
    expect(toTerm(row({ AmountFC: null, AmountDC: -10.5, TransactionAmountFC: null, TransactionAmountDC: 20 }))).toMatchObject({ total: '20', open: '10.5' });
  });

  it('belong to an entry', () => {
    expect(toTerm(row({ TransactionEntryID: null }))).toBeNull();
  });
});
