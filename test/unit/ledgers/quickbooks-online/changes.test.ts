import { beforeEach, describe, expect, it } from 'vitest';
import { quickBooksOnline } from '../../../../lib/ledgers/quickbooks-online';
import { contentsOf } from '../../../../lib/ledgers/quickbooks-online/contents';
import { snapshotOf } from '../../../../lib/ledgers/snapshot';
import { failureOf } from '../../../conformance/support';
import { credited, keyOf, makeBench, type Bench } from './bench';

let bench: Bench;
beforeEach(async () => {
  bench = await makeBench();
});
const ownId = (id: string): string => id.split('/')[1] ?? '';

describe('changes of a header', () => {
  it.each(['invoice', 'bill'] as const)('of %s take one read and one write, and leave the rest as it is', async (kind) => {
    const { company, asked, booking } = bench;
    const made = await company.createDocument(booking(kind, '1001'));
    asked.length = 0;
    const changed = await company.updateDocument(made.id, { kind, number: '1001', description: 'Changed', date: '2026-11-04' }, snapshotOf(made));
    expect(asked.map(({ method }) => method)).toEqual(['GET', 'POST']);
    expect(changed).toEqual({ ...made, description: 'Changed', date: '2026-11-04', version: '1' });
    expect(await company.readDocument(kind, made.id)).toEqual(changed);
  });

  it('are spared where nothing differs, and what is empty here wipes nothing there', async () => {
    const { company, asked, booking } = bench;
    const made = await company.createDocument(booking('invoice', '1001'));
    asked.length = 0;
    expect(await company.updateDocument(made.id, { kind: 'invoice', number: '1001', description: '', dueDate: null, paymentTerm: null, paymentReference: 'RF18' })).toEqual(made);
    expect(asked.map(({ method }) => method)).toEqual(['GET']);
  });

  it('keep the due date where another term would reckon it anew', async () => {
    const { company, books, booking } = bench;
    const made = await company.createDocument(booking('invoice', '1001'));
    expect(await company.updateDocument(made.id, { kind: 'invoice', number: '1001', paymentTerm: `#${books.byName('Term', 'Net 14').Id}` })).toMatchObject({ dueDate: '2026-12-03' });
  });

  it('leave the fields of a bill alone that only people fill in', async () => {
    const { company, books, booking } = bench;
    const made = await company.createDocument(booking('bill', '1001'));
    const term = books.byName('Term', 'Net 30').Id;
    books.edit('Bill', ownId(made.id), { SalesTermRef: { value: term } });
    await company.updateDocument(made.id, { kind: 'bill', number: '1001', description: 'Changed' });
    expect(books.record('Bill', ownId(made.id))).toMatchObject({ SalesTermRef: { value: term }, PrivateNote: 'Changed', DocNumber: '1001', TotalAmt: 121 });
  });

  it('are made to credit notes too, which have no due date', async () => {
    const { company, booking } = bench;
    for (const kind of ['invoice', 'bill'] as const) {
      const made = await company.createDocument(credited(booking(kind, 'CN-1')));
      expect(await company.updateDocument(made.id, { kind, number: 'CN-1', description: 'Changed', dueDate: '2027-01-01' })).toMatchObject({ gross: '-121', description: 'Changed', id: made.id });
    }
  });

  it('keep the tax that was stated in the US', async () => {
    bench = await makeBench({ us: true });
    const made = await bench.company.createDocument(bench.booking('invoice', '1001'));
    expect(await bench.company.updateDocument(made.id, { kind: 'invoice', number: '1001', description: 'Changed' })).toMatchObject({ gross: '121', tax: '21' });
  });

  it('are refused where somebody was quicker, between the read and the write', async () => {
    const { company, qbo, books, booking } = bench;
    const made = await company.createDocument(booking('invoice', '1001'));
    const once = { done: false };
    qbo.faults.watch((moment, { method }) => {
      if (moment !== 'after' || method !== 'GET' || once.done) return;
      once.done = true;
      books.edit('Invoice', ownId(made.id), { PrivateNote: 'By hand' });
    });
    expect((await failureOf(company.updateDocument(made.id, { kind: 'invoice', number: '1001', description: 'Ours' }, snapshotOf(made)))).kind).toBe('stale');
    expect(books.record('Invoice', ownId(made.id))['PrivateNote']).toBe('By hand');
  });
});

describe('changes of lines', () => {
  it.each(['invoice', 'bill'] as const)('of %s are one write: longer, shorter, and what people added stays', async (kind) => {
    const { company, books, booking, line, asked } = bench;
    const entity = kind === 'invoice' ? 'Invoice' : 'Bill';
    const on = kind === 'invoice' ? 'Consulting' : '4010';
    const made = await company.createDocument(booking(kind, '1001'));
    const person = { ClassRef: { value: books.byName('Class', 'Administration').Id } };
    books.editLine(entity, ownId(made.id), person);
    asked.length = 0;
    const longer = booking(kind, '1001', { lines: [line({ on, description: '' }), line({ on, description: 'More', net: '50', unitPrice: '50' })], net: '150', tax: '31.50', gross: '181.50' });
    const changed = await company.updateLines(made.id, longer);
    expect([changed.gross, asked.map(({ method }) => method)]).toEqual(['181.5', ['GET', 'POST']]);
    const [first] = books.record(entity, ownId(made.id))['Line'] as Record<string, unknown>[];
    expect([first?.['Description'], first?.['Id'], JSON.stringify(first)]).toEqual([undefined, '1', expect.stringContaining(person.ClassRef.value)]);
    expect((await company.updateLines(made.id, booking(kind, '1001'), snapshotOf(changed))).gross).toBe('121');
    expect((await company.readLines(kind, [made.id]))[0]).toHaveLength(1);
  });

  it('state tax again where it is stated, and let it be reckoned where it is not', async () => {
    const { company, booking, line } = bench;
    const stated = booking('invoice', '1001', { lines: [line({ on: 'Consulting', tax: '21.01' })], tax: '21.01', gross: '121.01' });
    const made = await company.createDocument(stated);
    expect((await company.updateLines(made.id, booking('invoice', '1001'))).gross).toBe('121');
    expect((await company.updateLines(made.id, stated)).gross).toBe('121.01');
  });

  it('take the tax away with the last taxable line in the US', async () => {
    bench = await makeBench({ us: true });
    const { company, booking, line } = bench;
    const made = await company.createDocument(booking('invoice', '1001'));
    const untaxed = booking('invoice', '1001', { lines: [line({ on: 'Consulting', taxCode: 'NON', taxPercentage: '0' })], tax: '0', gross: '100' });
    expect((await company.updateLines(made.id, untaxed)).gross).toBe('100');
  });

  it('are not made to what a payment is matched with, or is void', async () => {
    const { company, books, booking, line } = bench;
    const made = await company.createDocument(booking('invoice', '1001'));
    books.payInvoice(ownId(made.id), '21', '2026-11-12');
    const doubled = booking('invoice', '1001', { lines: [line({ on: 'Consulting', quantity: '2', net: '200' })], net: '200', tax: '42', gross: '242' });
    const paid = await failureOf(company.updateLines(made.id, doubled, snapshotOf(made)));
    expect([paid.kind, quickBooksOnline.explain(paid).code]).toEqual(['refused', 'payment-matched']);
    const other = await company.createDocument(booking('invoice', '1002'));
    books.voidInvoice(ownId(other.id));
    expect(await company.readDocument('invoice', other.id)).toMatchObject({ voided: true, gross: '0' });
    expect((await failureOf(company.updateLines(other.id, { ...doubled, number: '1002' }))).kind).toBe('stale');
  });
});

describe('deleting', () => {
  it('takes what is gone for done, and leaves what is paid or credited', async () => {
    const { company, books, booking } = bench;
    const [open, paid] = [await company.createDocument(booking('bill', '1')), await company.createDocument(booking('bill', '2'))];
    const credit = await company.createDocument(credited(booking('bill', '3')));
    books.applyCredit(ownId(paid.id), ownId(credit.id), '2026-11-12');
    await company.deleteDocument('bill', open.id);
    await company.deleteDocument('bill', open.id);
    for (const id of [paid.id, credit.id]) expect((await failureOf(company.deleteDocument('bill', id))).kind).toBe('refused');
    expect(books.record('VendorCredit', ownId(credit.id))['Balance']).toBe(0);
  });

  it('is proven for each kind, and never for one that is there', async () => {
    const { company, booking } = bench;
    for (const document of [booking('invoice', '1'), credited(booking('invoice', '2')), booking('bill', '3'), credited(booking('bill', '4'))]) {
      const made = await company.createDocument(document);
      expect(await company.isDeleted(document.kind, made.id, [], '2026-11-09')).toBe(false);
      await company.deleteDocument(document.kind, made.id);
      expect(await company.isDeleted(document.kind, made.id, [], '2026-11-09')).toBe(true);
    }
  });

  it('knows its own ids alone', async () => {
    for (const id of ['12', 'Invoice/', 'Invoice/1/2', 'Bill/12', 'Payment/1']) expect((await failureOf(bench.company.readDocument('invoice', id))).kind).toBe('absent');
    expect(bench.asked).toEqual([]);
  });
});

describe('looking for documents', () => {
  it('compares again what the service may compare its own way', async () => {
    bench = await makeBench({ preferences: { customTxnNumbers: false } });
    const { company, booking, asked } = bench;
    const contact = `customer/${bench.books.byName('Customer', 'Maeve Byrne').Id}`;
    const [first, second] = [await company.createDocument(booking('invoice', 'INV-1')), await company.createDocument(booking('invoice', 'inv-1', { contact }))];
    asked.length = 0;
    expect(await company.findDocuments([keyOf(booking('invoice', ' INV-1')), keyOf(booking('invoice', 'INV-2')), keyOf(booking('invoice', '')), keyOf(booking('invoice', 'x'.repeat(22)))])).toEqual([[first, second], [], [], []]);
    expect(asked).toHaveLength(1);
  });
});

describe('contents of lines', () => {
  const line = { Id: '1', LineNum: 1, Amount: 100, DetailType: 'SalesItemLineDetail', SalesItemLineDetail: { ItemRef: { value: '1', name: 'A' }, Qty: 2, UnitPrice: 50 } };
  it('are the same in any order of fields, with or without what QuickBooks adds', () => {
    const same = { SalesItemLineDetail: { UnitPrice: 50, Qty: 2, ItemRef: { value: '1', name: 'Renamed' } }, DetailType: 'SalesItemLineDetail', Amount: 100, Id: '7', LineNum: 3, LinkedTxn: [], CustomExtensions: [] };
    expect(contentsOf([line, { DetailType: 'SubTotalLineDetail', Amount: 100 }])).toEqual(contentsOf([same]));
  });
  it.each([
    ['amount', { Amount: 100.01 }], ['text', { Description: 'x' }], ['item', { SalesItemLineDetail: { ...line.SalesItemLineDetail, ItemRef: { value: '2' } } }],
    ['class', { SalesItemLineDetail: { ...line.SalesItemLineDetail, ClassRef: { value: '2' } } }], ['quantity', { SalesItemLineDetail: { ...line.SalesItemLineDetail, Qty: 1, UnitPrice: 100 } }],
  ])('differ by %s', (_, change) => {
    expect(contentsOf([{ ...line, ...change }])).not.toEqual(contentsOf([line]));
  });
});
