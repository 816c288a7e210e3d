import { beforeEach, describe, expect, it } from 'vitest';
import { credited, makeBench, type Bench } from './bench';

let bench: Bench;
beforeEach(async () => {
  bench = await makeBench();
});
const ownId = (id: string): string => id.split('/')[1] ?? '';
const day = 86_400_000;

describe('what was paid', () => {
  it('begins with what is open and what was changed lately', async () => {
    const { company, books, booking, clock } = bench;
    const old = await company.createDocument(booking('invoice', '1'));
    const oldPaid = await company.createDocument(booking('invoice', '2'));
    books.payInvoice(ownId(oldPaid.id), '121', '2026-11-10');
    clock.advance(40 * day);
    const paid = await company.createDocument(booking('bill', '3'));
    books.payBill(ownId(paid.id), '121', '2026-12-19');
    const { terms, removed } = await company.paymentChanges(null);
    expect(terms).toEqual([
      { id: old.id, document: old.id, total: '121', documentTotal: '121', open: '121', settled: false, currency: 'EUR', lastPaymentDate: null },
      { id: paid.id, document: paid.id, total: '121', documentTotal: '121', open: '0', settled: true, currency: 'EUR', lastPaymentDate: '2026-12-19' },
    ]);
    expect(removed).toEqual([]);
  });

  it('then costs one call, and tells nothing twice though the windows overlap', async () => {
    const { company, books, booking, asked } = bench;
    const [invoice, bill] = [await company.createDocument(booking('invoice', '1')), await company.createDocument(booking('bill', '2'))];
    const credit = await company.createDocument(credited(booking('invoice', '3')));
    const first = await company.paymentChanges(null);
    expect(first.terms.map(({ id }) => id).sort()).toEqual([bill.id, credit.id, invoice.id]);
    asked.length = 0;
    const second = await company.paymentChanges(first.cursor);
    expect([second.terms, second.removed, asked.map(({ method, endpoint }) => `${method} ${endpoint}`)]).toEqual([[], [], ['GET cdc']]);
    books.payInvoice(ownId(invoice.id), '21', '2026-11-12');
    const third = await company.paymentChanges(second.cursor);
    expect(third.terms).toMatchObject([{ id: invoice.id, open: '100', settled: false, lastPaymentDate: '2026-11-12' }]);
    expect((await company.paymentChanges(third.cursor)).terms).toEqual([]);
  });

  it('tells a credit that was applied, on both sides', async () => {
    const { company, books, booking } = bench;
    const invoice = await company.createDocument(booking('invoice', '1'));
    const { cursor } = await company.paymentChanges(null);
    const credit = await company.createDocument(credited(booking('invoice', '2')));
    books.applyCredit(ownId(invoice.id), ownId(credit.id), '2026-11-12');
    const { terms } = await company.paymentChanges(cursor);
    expect(terms.map(({ id, settled }) => [id, settled]).sort()).toEqual([[credit.id, true], [invoice.id, true]]);
  });

  it('asks for the day of a payment that was made before the window', async () => {
    const { company, books, booking, clock, asked } = bench;
    const invoice = await company.createDocument(booking('invoice', '1'));
    books.payInvoice(ownId(invoice.id), '21', '2026-11-11');
    const { cursor } = await company.paymentChanges(null);
    clock.advance(day);
    const later = await company.paymentChanges(cursor);
    books.edit('Invoice', ownId(invoice.id), { PrivateNote: 'Changed' });
    asked.length = 0;
    expect((await company.paymentChanges(later.cursor)).terms).toMatchObject([{ open: '100', lastPaymentDate: '2026-11-11' }]);
    expect(asked.map(({ endpoint }) => endpoint)).toEqual(['cdc', 'query']);
  });

  it('tells what was deleted or is void as removed: nothing is paid there', async () => {
    const { company, books, booking } = bench;
    const [gone, voided] = [await company.createDocument(booking('invoice', '1')), await company.createDocument(booking('invoice', '2'))];
    const first = await company.paymentChanges(null);
    books.remove('Invoice', ownId(gone.id));
    books.voidInvoice(ownId(voided.id));
    const second = await company.paymentChanges(first.cursor);
    expect([second.terms, [...second.removed].sort()]).toEqual([[], [gone.id, voided.id].sort()]);
    expect((await company.paymentChanges(second.cursor)).removed).toEqual([]);
  });

  it.each(['refused', 'truncated'] as const)('asks kind by kind where the feed does not reach back (%s)', async (oldChanges) => {
    bench = await makeBench({ behaviour: { oldChanges } });
    const { company, books, booking, clock } = bench;
    const [early, late] = [await company.createDocument(booking('invoice', '1')), await company.createDocument(booking('bill', '2'))];
    const { cursor } = await company.paymentChanges(null);
    clock.advance(day);
    books.payInvoice(ownId(early.id), '121', '2026-11-11');
    clock.advance(40 * day);
    books.payBill(ownId(late.id), '121', '2026-12-20');
    const { terms, cursor: next } = await company.paymentChanges(cursor);
    expect(terms.map(({ id, settled, lastPaymentDate }) => [id, settled, lastPaymentDate]).sort()).toEqual([[late.id, true, '2026-12-20'], [early.id, true, '2026-11-11']].sort());
    expect((await company.paymentChanges(next)).terms).toEqual([]);
  });

  it('asks kind by kind where the feed is full', async () => {
    const { company, booking, qbo, asked } = bench;
    const { cursor } = await company.paymentChanges(null);
    const invoices = qbo.company();
    await company.createDocument(booking('invoice', '1'));
    const [made] = invoices.all('Invoice');
    for (let number = 2; number <= 1010; number += 1) {
      const { Id: _id, SyncToken: _token, MetaData: _meta, ...body } = { ...made };
      invoices.create('Invoice', { ...body, DocNumber: String(number) });
    }
    asked.length = 0;
    const { terms } = await company.paymentChanges(cursor);
    expect([new Set(terms.map(({ id }) => id)).size, asked[0]?.endpoint]).toEqual([1010, 'cdc']);
  });

  it('starts anew from a cursor that cannot be read', async () => {
    const made = await bench.company.createDocument(bench.booking('invoice', '1'));
    for (const cursor of ['', 'x', '{"since":"never","told":{}}']) expect((await bench.company.paymentChanges(cursor)).terms.map(({ id }) => id)).toEqual([made.id]);
  });
});
