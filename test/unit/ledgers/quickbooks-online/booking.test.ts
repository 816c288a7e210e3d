import { beforeEach, describe, expect, it } from 'vitest';
import { quickBooksOnline } from '../../../../lib/ledgers/quickbooks-online';
import { CallFailure } from '../../../../lib/net/failure';
import { failureOf } from '../../../conformance/support';
import { credited, keyOf, makeBench, type Bench } from './bench';

let bench: Bench;
beforeEach(async () => {
  bench = await makeBench();
});
const refOf = (value: unknown): string => String((value as { value?: string } | undefined)?.value ?? '');
const linesOf = (row: Record<string, unknown>) => (row['Line'] as Record<string, unknown>[]).filter((line) => line['DetailType'] !== 'SubTotalLineDetail');

describe('an invoice outside the US', () => {
  it('is booked with its code, class and term, in one write and nothing else', async () => {
    const { books, company, asked, booking, line } = bench;
    const consultancy = books.byName('Class', 'Consultancy');
    const term = books.byName('Term', 'Net 30');
    const booked = await company.createDocument(booking('invoice', 'INV-7', { paymentTerm: `#${term.Id}`, lines: [line({ on: 'Consulting', quantity: '4', unitPrice: '25', class: `#${consultancy.Id}` })] }));
    expect(asked.map(({ method, endpoint, repeatable }) => [method, endpoint, repeatable])).toEqual([['POST', 'invoice', false]]);
    expect(booked).toMatchObject({ number: 'INV-7', reference: 'INV-7', gross: '121', tax: '21', currency: 'EUR', dueDate: '2026-12-03', description: 'Website', version: '0' });
    const stored = books.byNumber('Invoice', 'INV-7');
    expect(booked.id).toBe(`Invoice/${stored.Id}`);
    expect(refOf(stored['SalesTermRef'])).toBe(term.Id);
    expect(stored['GlobalTaxCalculation']).toBe('TaxExcluded');
    const [first] = linesOf(stored);
    expect(first?.['SalesItemLineDetail']).toMatchObject({ Qty: 4, UnitPrice: 25, ClassRef: { value: consultancy.Id }, TaxCodeRef: { value: books.byName('TaxCode', '21.0% S').Id } });
  });

  it('is the host\'s to the cent where tax is rounded per document, by rates and by the sum', async () => {
    const { company, books, booking, line, tax } = bench;
    // Line by line 9 % of 10.05 and 21 % of 10.05 is 0.90 + 2.11; the host says 3.02.
    const lines = [
      line({ on: 'Consulting', ...tax('9.0% S', '9'), net: '10.05', unitPrice: '10.05' }),
      line({ on: 'Handbook', net: '10.05', unitPrice: '10.05', tax: '2.12' }),
    ];
    const booked = await company.createDocument(booking('invoice', 'INV-8', { lines, net: '20.10', tax: '3.02', gross: '23.12' }));
    expect(booked).toMatchObject({ gross: '23.12', tax: '3.02' });
    const detail = books.byNumber('Invoice', 'INV-8')['TxnTaxDetail'] as { TaxLine: { Amount: number }[] };
    expect(detail.TaxLine.map(({ Amount }) => Amount)).toEqual([0.9, 2.12]);
  });

  it('takes discounts as negative lines, and quantities only where they come to the amount', async () => {
    const { company, books, booking, line } = bench;
    const lines = [
      line({ on: 'Consulting', quantity: '3', unitPrice: '50', net: '135' }),
      line({ on: 'Consulting', quantity: '7', unitPrice: '1.43', net: '10' }),
      line({ on: 'Consulting', description: 'Discount', quantity: '1', unitPrice: '-45', net: '-45' }),
    ];
    const booked = await company.createDocument(booking('invoice', 'INV-9', { lines }));
    expect(booked.gross).toBe('121');
    const details = linesOf(books.byNumber('Invoice', 'INV-9')).map((each) => each['SalesItemLineDetail'] as Record<string, unknown>);
    expect(details.map(({ Qty, UnitPrice }) => [Qty, UnitPrice])).toEqual([[3, 45], [undefined, undefined], [1, -45]]);
  });

  it('is not sent without a product on a line: its amount would count for nothing', async () => {
    const { company, asked, booking, line } = bench;
    const failure = await failureOf(company.createDocument(booking('invoice', 'INV-10', { lines: [line({ on: '8000' })] })));
    expect([failure.kind, asked.length]).toEqual(['refused', 0]);
    expect(quickBooksOnline.explain(failure)).toMatchObject({ code: 'item-missing', fixes: [{ id: 'open-host', best: true }, {}, {}] });
  });

  it('is not sent with a number that would have to be cut', async () => {
    const { company, asked, booking } = bench;
    const failure = await failureOf(company.createDocument(booking('invoice', 'INV-2026-0000000000017')));
    expect([failure.kind, asked.length]).toEqual(['refused', 0]);
    expect(quickBooksOnline.explain(failure)).toMatchObject({ code: 'number-too-long' });
    expect((await company.createDocument(booking('invoice', 'INV-2026-000000000017'))).reference).toBe('INV-2026-000000000017');
  });

  it('is not made out to a vendor', async () => {
    const { company, asked, booking } = bench;
    const failure = await failureOf(company.createDocument(booking('invoice', 'INV-11', { contact: 'vendor/1' })));
    expect([failure.kind, quickBooksOnline.explain(failure).code, asked.length]).toEqual(['refused', 'contact-role', 0]);
  });
});

describe('a bill outside the US', () => {
  it('goes on accounts and items, its project as the customer whose cost it is', async () => {
    const { books, company, booking, line } = bench;
    const project = books.byName('Customer', 'Website');
    const lines = [line({ on: '4010', project: `customer/${project.Id}`, net: '60', unitPrice: '60' }), line({ on: 'Printer paper', net: '40', unitPrice: '40' })];
    const booked = await company.createDocument(booking('bill', "S'2026/7", { lines }));
    expect(booked).toMatchObject({ gross: '121', reference: "S'2026/7" });
    const [first, second] = linesOf(books.byNumber('Bill', "S'2026/7"));
    expect(first?.['AccountBasedExpenseLineDetail']).toMatchObject({ CustomerRef: { value: project.Id }, BillableStatus: 'NotBillable' });
    expect(second?.['ItemBasedExpenseLineDetail']).toMatchObject({ ItemRef: { value: books.byName('Item', 'Printer paper').Id }, Qty: 1, UnitPrice: 40 });
    expect(await company.findDocuments([keyOf(booking('bill', "S'2026/7"))])).toEqual([[booked]]);
  });

  it('names no customer or class where the company does not track them on lines; an invoice has one class where all agree', async () => {
    bench = await makeBench({ preferences: { trackingByCustomer: false, billableExpenses: false, classTracking: 'transaction' } });
    const { books, company, booking, line } = bench;
    const [one, other] = ['Consultancy', 'Administration'].map((name) => `#${books.byName('Class', name).Id}`);
    const of = (first: string | undefined, second: string | undefined, on: string) => [
      line({ on, net: '60', unitPrice: '60', class: first ?? null, project: 'customer/1' }), line({ on, net: '40', unitPrice: '40', class: second ?? null }),
    ];
    await company.createDocument(booking('bill', '1', { lines: of(one, one, '4010') }));
    const [detail] = linesOf(books.byNumber('Bill', '1')).map((each) => each['AccountBasedExpenseLineDetail'] as Record<string, unknown>);
    expect([detail?.['ClassRef'], detail?.['CustomerRef']]).toEqual([undefined, undefined]);
    await company.createDocument(booking('invoice', '2', { lines: of(one, one, 'Consulting') }));
    await company.createDocument(booking('invoice', '3', { lines: of(one, other, 'Consulting') }));
    expect(`#${refOf(books.byNumber('Invoice', '2')['ClassRef'])}`).toBe(one);
    expect(books.byNumber('Invoice', '3')['ClassRef']).toBeUndefined();
  });

  it('bears the location that all lines agree on', async () => {
    bench = await makeBench({ preferences: { trackDepartments: true } });
    const { books, company, booking, line } = bench;
    const cork = books.byName('Department', 'Cork').Id;
    await company.createDocument(booking('bill', '4', { lines: [line({ on: '4010', costCentre: `#${cork}` })] }));
    expect(refOf(books.byNumber('Bill', '4')['DepartmentRef'])).toBe(cork);
  });
});

describe('credit notes', () => {
  it('are records of their own with positive amounts there, and negative here', async () => {
    const { company, books, booking } = bench;
    const sale = await company.createDocument(credited(booking('invoice', 'CN-1')));
    const purchase = await company.createDocument(credited(booking('bill', 'CN-2')));
    expect([sale, purchase].map(({ id, gross }) => [id.split('/')[0], gross])).toEqual([['CreditMemo', '-121'], ['VendorCredit', '-121']]);
    expect(books.byNumber('CreditMemo', 'CN-1')['TotalAmt']).toBe(121);
    expect(linesOf(books.byNumber('CreditMemo', 'CN-1'))[0]).toMatchObject({ Amount: 100, SalesItemLineDetail: { Qty: 1, UnitPrice: 100 } });
    const keys = [keyOf(credited(booking('invoice', 'CN-1'))), keyOf(credited(booking('bill', 'CN-2')))];
    expect(await company.findDocuments(keys)).toEqual([[sale], [purchase]]);
    expect(await company.readDocument('bill', purchase.id)).toEqual(purchase);
    expect(await company.readLines('bill', [purchase.id])).toHaveLength(1);
  });

  it('state a tax that would come out otherwise, and add up with lines of both signs', async () => {
    const { company, booking, line } = bench;
    const lines = [line({ on: 'Consulting', quantity: '-1', unitPrice: '110', net: '-110', tax: '-23.11' }), line({ on: 'Consulting', quantity: '1', unitPrice: '10', net: '10' })];
    const booked = await company.createDocument(booking('invoice', 'CN-3', { credit: true, lines, net: '-100', tax: '-21.01', gross: '-121.01' }));
    expect(booked).toMatchObject({ gross: '-121.01', tax: '-21.01' });
  });
});

describe('another currency', () => {
  it('goes with the rate of the day, which is asked once', async () => {
    const { books, company, asked, booking } = bench;
    const contact = `customer/${books.byName('Customer', "O'Brien & Sons").Id}`;
    const first = await company.createDocument(booking('invoice', 'GBP-1', { contact, currency: 'GBP' }));
    await company.createDocument(booking('invoice', 'GBP-2', { contact, currency: 'GBP' }));
    expect(first).toMatchObject({ currency: 'GBP', gross: '121' });
    expect(books.byNumber('Invoice', 'GBP-1')['ExchangeRate']).toBe(1.1488);
    expect(asked.map(({ endpoint }) => endpoint)).toEqual(['exchangerate', 'invoice', 'invoice']);
  });

  it('is refused with a cure where there is no rate, or the company has one currency', async () => {
    const contact = 'customer/1';
    const noRate = await failureOf(bench.company.createDocument(bench.booking('invoice', 'CHF-1', { contact, currency: 'CHF' })));
    expect([noRate.kind, quickBooksOnline.explain(noRate).code]).toEqual(['refused', 'exchange-rate']);
    bench = await makeBench({ preferences: { multiCurrency: false } });
    const off = await failureOf(bench.company.createDocument(bench.booking('invoice', 'CHF-1', { contact, currency: 'CHF' })));
    expect([off.kind, quickBooksOnline.explain(off).code, bench.asked.length]).toEqual(['refused', 'currency', 0]);
    expect((await bench.company.createDocument(bench.booking('invoice', 'EUR-1'))).currency).toBe('EUR');
  });
});

describe('in the US', () => {
  beforeEach(async () => {
    bench = await makeBench({ us: true });
  });

  it('an invoice states the tax of the whole, and lines are taxable or not', async () => {
    const { company, books, booking, line } = bench;
    const lines = [line({ on: 'Consulting', net: '100' }), line({ on: 'Handbook', taxCode: 'NON', taxPercentage: '0', net: '50', unitPrice: '50' })];
    const booked = await company.createDocument(booking('invoice', 'US-1', { lines, net: '150', tax: '8.31', gross: '158.31' }));
    expect(booked).toMatchObject({ gross: '158.31', tax: '8.31' });
    const codes = linesOf(books.byNumber('Invoice', 'US-1')).map((each) => refOf((each['SalesItemLineDetail'] as Record<string, unknown>)['TaxCodeRef']));
    expect(codes).toEqual(['TAX', 'NON']);
    expect((await company.createDocument(credited(booking('invoice', 'US-2', { lines: [line({ on: 'Consulting' })], tax: '8.25', gross: '108.25' })))).gross).toBe('-108.25');
  });

  it('a bill carries what the supplier charged as part of the cost, to the cent', async () => {
    const { company, books, booking, line } = bench;
    const lines = [line({ on: '4010', net: '10.05', unitPrice: '10.05', taxPercentage: '8.25' }), line({ on: 'Printer paper', quantity: '2', net: '33.33', unitPrice: '16.665', taxPercentage: '8.25' })];
    // Line by line 0.83 and 2.75; the supplier says 3.57.
    const booked = await company.createDocument(booking('bill', 'US-B1', { lines, net: '43.38', tax: '3.57', gross: '46.95' }));
    expect(booked.gross).toBe('46.95');
    expect(linesOf(books.byNumber('Bill', 'US-B1')).map((each) => each['Amount'])).toEqual([10.88, 36.07]);
  });
});

describe('other ways of tax', () => {
  it('a US company that picks its rates itself names one for the whole document, and keeps the host\'s tax', async () => {
    bench = await makeBench({ us: true, taxModel: 'us-manual' });
    const { company, booking, books, line, tax } = bench;
    const taxed = line({ on: 'Consulting', ...tax('Tucson', '2.6') });
    const exempt = line({ on: 'Handbook', taxCode: 'NON', taxPercentage: '0', taxRates: [], net: '50', unitPrice: '50' });
    const made = await company.createDocument(booking('invoice', 'UM-1', { lines: [taxed, exempt], net: '150', tax: '2.61', gross: '152.61' }));
    expect(made).toMatchObject({ gross: '152.61', tax: '2.61' });
    expect(books.byNumber('Invoice', 'UM-1')['TxnTaxDetail']).toMatchObject({ TxnTaxCodeRef: { value: books.byName('TaxCode', 'Tucson').Id } });
    expect(await company.updateDocument(made.id, { kind: 'invoice', number: 'UM-1', description: 'Changed' })).toMatchObject({ gross: '152.61', tax: '2.61' });
    const mixed = await failureOf(company.createDocument(booking('invoice', 'UM-2', { lines: [taxed, line({ on: 'Consulting', ...tax('California', '8.25') })] })));
    expect(quickBooksOnline.explain(mixed).code).toBe('tax-codes-mixed');
    expect((await company.createDocument(booking('bill', 'UM-3'))).gross).toBe('121');
  });

  it('a company elsewhere without sales tax books none, and a bill with it as cost', async () => {
    bench = await makeBench({ preferences: { usingSalesTax: false } });
    const { company, booking, line } = bench;
    const untaxed = { taxCode: 'NON', taxPercentage: '0', taxRates: [] };
    expect((await company.createDocument(booking('invoice', 'NT-1', { lines: [line({ on: 'Consulting', ...untaxed })], tax: '0', gross: '100' }))).gross).toBe('100');
    expect((await company.createDocument(booking('bill', 'NT-2', { lines: [line({ on: '4010', ...untaxed, taxPercentage: '21' })] }))).gross).toBe('121');
  });
});

describe('a request id', () => {
  it('gives the same document again, and is used up by another one', async () => {
    const { company, booking, books, asked } = bench;
    const id = 'a'.repeat(32);
    const first = await company.createDocument(booking('invoice', 'R-1'), id);
    expect(new URL(asked[0]?.url ?? '').searchParams.get('requestid')).toBe(id);
    expect(await company.createDocument(booking('invoice', 'R-1'), id)).toEqual(first);
    expect(books.invoices()).toHaveLength(1);
    expect((await failureOf(company.createDocument(booking('invoice', 'R-2'), id))).kind).toBe('used');
  });
});

describe('many at once', () => {
  it('each with an outcome of its own, in their order, in one call', async () => {
    const { company, booking, asked, line } = bench;
    await company.createDocument(booking('invoice', 'M-2'));
    asked.length = 0;
    const outcomes = await company.createDocuments?.([
      booking('invoice', 'M-1'), booking('invoice', 'M-2'), booking('invoice', 'M-3', { lines: [line({ on: '8000' })] }), credited(booking('invoice', 'M-4')), booking('invoice', 'M-5'),
    ]);
    expect(asked.map(({ endpoint }) => endpoint)).toEqual(['batch']);
    expect(outcomes?.map((one) => (one instanceof CallFailure ? quickBooksOnline.explain(one).code : `${one.reference} ${one.gross}`))).toEqual(['M-1 121', 'number-used', 'item-missing', 'M-4 -121', 'M-5 121']);
  });

  it('asks nothing where none can be sent, and says of a lost answer that nothing is known', async () => {
    const { company, booking, asked, line, qbo } = bench;
    const unsendable = await company.createDocuments?.([booking('invoice', 'M-6', { lines: [line({ on: '8000' })] })]);
    expect([unsendable?.map((one) => (one as CallFailure).kind), asked.length]).toEqual([['refused'], 0]);
    qbo.faults.add({ method: 'POST', url: '/batch', misbehaviour: { do: 'drop-after' } });
    expect((await failureOf(company.createDocuments?.([booking('invoice', 'M-7')]) ?? Promise.resolve())).kind).toBe('no-answer');
    expect(await company.findDocuments([keyOf(booking('invoice', 'M-7'))])).toMatchObject([[{ reference: 'M-7' }]]);
  });
});
