import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exactOnline } from '../../../../lib/ledgers/exact-online';
import { changedFields, entryLine, toPurchaseEntry, toSalesEntry, toSalesInvoice } from '../../../../lib/ledgers/exact-online/convert';
import { areLines, linesOf } from '../../../../lib/ledgers/exact-online/lines';
import { purchaseEntries, salesEntries, salesEntryLines, salesInvoices } from '../../../../lib/ledgers/exact-online/wire';
import type { Booking, BookingLine } from '../../../../lib/ledgers/ledger';
import { snapshotOf } from '../../../../lib/ledgers/snapshot';
import { bodyOf, config, empty, entity, error, id, results, scripted, wireDate } from './fake';

const entry = (fields: object = {}) => ({
  EntryID: id(5), EntryNumber: 26700001, InvoiceNumber: 1001, Customer: id(1), CustomerName: 'Acme', Journal: '70', EntryDate: wireDate('2026-03-02'), DueDate: wireDate('2026-04-01'),
  YourRef: '1001', Description: 'Work', Currency: 'EUR', AmountFC: 1210, VATAmountFC: 210, PaymentCondition: '30', PaymentReference: 'RF18', Modified: '/Date(1772440000123)/', ...fields,
});
const sale = (fields: object = {}) => toSalesEntry(salesEntries.schema.parse(entry(fields)));
const line = (fields: Partial<BookingLine> = {}): BookingLine => ({
  description: 'Hours', account: id(80), accountCode: '8000', taxCode: '2', taxPercentage: '21', taxRates: [], quantity: '1', unitPrice: '1000', net: '1000', tax: null, item: null, unit: null, costCentre: null, costUnit: null, project: null, class: null, ...fields,
});
const booking: Booking = {
  kind: 'invoice', credit: false, number: '1001', date: '2026-03-02', dueDate: '2026-04-01', currency: 'EUR', journal: '70', contact: id(1), paymentTerm: '30', description: 'Work',
  paymentReference: 'RF18', net: '1000', tax: '210', gross: '1210', lines: [line()],
};
const open = (...answers: Parameters<typeof scripted>) => {
  const { call, asked } = scripted(...answers);
  return { company: exactOnline.open(call, config), asked };
};
const change = { kind: 'invoice' as const, number: '1001', dueDate: '2026-05-01' };

describe('the mark of a state', () => {
  it('is when the record was last changed, by Exact\'s clock, to the millisecond', () => {
    expect(sale().version).toBe('1772440000123');
    expect(sale({ Modified: null })).not.toHaveProperty('version');
    expect(sale({ Modified: 'nonsense' })).not.toHaveProperty('version');
    const invoice = { InvoiceID: id(5), OrderedBy: id(1), Journal: '70', OrderDate: wireDate('2026-03-02'), Currency: 'EUR', AmountFC: 1 };
    expect(toSalesInvoice(salesInvoices.schema.parse({ ...invoice, Modified: '/Date(7)/' })).version).toBe('7');
  });

  it('fault 39: a purchase entry is void once it is rejected, and no other', () => {
    const bill = (Status: number | null) => toPurchaseEntry(purchaseEntries.schema.parse({ ...entry(), Supplier: id(2), Status })).voided;
    expect([5, 20, 50, null].map(bill)).toEqual([true, undefined, undefined, undefined]);
    expect(sale({ Status: 5 })).not.toHaveProperty('voided');
  });
});

describe('fault 36: changing a header', () => {
  it('sends the fields that are named, and no others', () => {
    const stored = { DueDate: '2026-04-01', Description: 'By hand', PaymentReference: 'RF99', PaymentCondition: '14' };
    const date = { field: 'EntryDate', stored: '2026-03-02' };
    expect(changedFields(stored, change, date)).toEqual({ DueDate: '2026-05-01' });
    expect(changedFields(stored, { ...change, dueDate: null, date: '2026-03-09' }, date)).toEqual({ EntryDate: '2026-03-09' });
    expect(changedFields(stored, { kind: 'invoice', number: '1001' }, date)).toEqual({});
  });

  it('reads, sees the state it was told of, writes, and reads back', async () => {
    const { company, asked } = open(entity(entry()), empty(), entity(entry({ DueDate: wireDate('2026-05-01'), Modified: '/Date(1772440000456)/' })));
    expect(await company.updateDocument(id(5), change, snapshotOf(sale()))).toMatchObject({ dueDate: '2026-05-01', version: '1772440000456' });
    expect(asked.map(({ method }) => method)).toEqual(['GET', 'PUT', 'GET']);
    expect(bodyOf(asked[1])).toEqual({ DueDate: '2026-05-01' });
  });

  it.each<[string, object]>([
    ['another stamp', { Modified: '/Date(1772440000124)/' }],
    ['the same stamp and another text', { Description: 'By hand' }],
    ['no stamp and another amount', { Modified: null, AmountFC: 1211 }],
    ['another due date', { DueDate: wireDate('2026-04-02') }],
    ['another customer', { Customer: id(7) }],
  ])('with %s it is stale: nothing is written', async (_, fields) => {
    const { company, asked } = open(entity(entry(fields)));
    await expect(company.updateDocument(id(5), change, snapshotOf(sale()))).rejects.toMatchObject({ kind: 'stale', detail: { endpoint: 'salesentry/SalesEntries' } });
    expect(asked).toHaveLength(1);
  });

  it('without a state to compare with it is written to as it is', async () => {
    const { company, asked } = open(entity(entry({ Description: 'By hand' })), empty(), entity(entry()));
    await company.updateDocument(id(5), change);
    expect(asked).toHaveLength(3);
  });

  it('knows the reference by the number it is told, also where the customer\'s own lies in it', async () => {
    const stored = entry({ YourRef: 'PO 7' });
    const { company } = open(entity(stored), entity(stored));
    expect([(await company.readDocument('invoice', id(5), '1001')).reference, (await company.readDocument('invoice', id(5))).reference]).toEqual(['1001', 'PO 7']);
  });

  it('is absent when the record is gone, although Exact says forbidden', async () => {
    await expect(open(error(403, 'Forbidden'), results()).company.updateDocument(id(5), change)).rejects.toMatchObject({ kind: 'absent' });
    await expect(open(error(403, 'Forbidden'), error(403, 'Forbidden')).company.updateDocument(id(5), change)).rejects.toMatchObject({ kind: 'forbidden' });
  });
});

describe('fault 37: lines that somebody changed', () => {
  const stored = (fields: object = {}) => salesEntryLines.schema.parse({ ID: id(90), LineNumber: 1, GLAccount: id(80).toUpperCase(), AmountFC: 1000.0000000001, VATCode: '2  ', VATAmountFC: 210, Description: 'Hours', Quantity: 1, CostCenter: null, CostUnit: null, Project: null, ...fields });
  const sent = linesOf(booking);

  it('are told from those that were sent: by what was sent alone', () => {
    expect(areLines([stored()], sent)).toBe(true);
    expect(areLines([stored({ VATAmountFC: 209, CostCenter: 'A' })], sent)).toBe(true);
    for (const other of [{ GLAccount: id(81) }, { AmountFC: 1001 }, { VATCode: '3' }, { Description: 'Days' }, { Quantity: 2 }]) expect(areLines([stored(other)], sent)).toBe(false);
    expect([areLines([], sent), areLines([stored(), stored({ ID: id(91), LineNumber: 2 })], sent)]).toEqual([false, false]);
  });

  it('are themselves when they come back as they were sent, in whatever order', () => {
    const anyLine = fc.record({
      description: fc.string({ maxLength: 80 }), quantity: fc.constantFrom('1', '2.5'), net: fc.integer({ min: -99_999, max: 99_999 }).map((cents) => (cents / 100).toFixed(2)),
      taxCode: fc.option(fc.constantFrom('2', '4')), tax: fc.option(fc.constant('1.05')), costCentre: fc.option(fc.constant('CONS')), project: fc.option(fc.constant(id(9))),
    });
    fc.assert(
      fc.property(fc.array(anyLine, { minLength: 1, maxLength: 6 }), (parts) => {
        const lines = parts.map((part) => line(part));
        const rows = lines.map((one, index) => salesEntryLines.schema.parse({ ID: id(index), LineNumber: index + 1, ...entryLine(one), VATCode: one.taxCode === null ? null : `${one.taxCode}  ` }));
        expect(areLines(rows.toReversed(), linesOf({ ...booking, lines }))).toBe(true);
      }),
    );
  });

  it('are left alone: stale, with nothing written', async () => {
    const row = { ID: id(90), LineNumber: 1, GLAccount: id(81), AmountFC: 1000, VATCode: '2', Description: 'Hours', Quantity: 1 };
    const { company, asked } = open(results(row));
    await expect(company.updateLines(id(5), booking, { ...snapshotOf(sale()), lines: sent })).rejects.toMatchObject({ kind: 'stale' });
    expect(asked.map(({ method }) => method)).toEqual(['GET']);
  });

  it('are known from booking them on, and from changing them', async () => {
    expect((await open(entity(entry(), 201)).company.createDocument(booking)).lines).toBe(sent);
    const wanted = { ...booking, lines: [line({ net: '500', unitPrice: '500' })] };
    const row = { ID: id(90), LineNumber: 1, GLAccount: id(80), AmountFC: 1000, VATCode: '2', Description: 'Hours', Quantity: 1 };
    const { company } = open(results(row), empty(), entity(entry({ AmountFC: 605 })));
    expect(await company.updateLines(id(5), wanted, { ...snapshotOf(sale()), lines: sent })).toMatchObject({ gross: '605', lines: linesOf(wanted) });
  });
});
