import { describe, expect, it } from 'vitest';
import { exactOnline } from '../../../../lib/ledgers/exact-online';
import type { Booking, NaturalKey } from '../../../../lib/ledgers/ledger';
import { isDefinite, type CallFailure } from '../../../../lib/net/failure';
import { answer, bodyOf, config, empty, entity, error, filterOf, find, id, origin, results, root, scripted, wireDate } from './fake';

const entry = (fields: object = {}) => ({
  EntryID: id(5), EntryNumber: 26700001, InvoiceNumber: 1001, Customer: id(1), CustomerName: 'Acme', Journal: '70', EntryDate: wireDate('2026-03-02'), DueDate: wireDate('2026-04-01'),
  YourRef: '1001', Description: 'Work', Currency: 'EUR', AmountFC: 1210, VATAmountFC: 210, PaymentCondition: '30', PaymentReference: null, ...fields,
});
const bill = (fields: object = {}) => {
  const { Customer: _c, CustomerName: _n, ...rest } = entry({ YourRef: "B'1", ...fields });
  return { ...rest, Supplier: id(2), SupplierName: 'Parts' };
};
const key: NaturalKey = { kind: 'invoice', number: '1001', contact: id(1), journal: '70', date: '2026-03-02', gross: '1210', currency: 'EUR' };
const booking: Booking = {
  kind: 'invoice', credit: false, number: '1001', date: '2026-03-02', dueDate: '2026-04-01', currency: 'EUR', journal: '70', contact: id(1), paymentTerm: '30', description: 'Work',
  paymentReference: '', net: '1000', tax: '210', gross: '1210',
  lines: [{ description: 'Hours', account: id(80), accountCode: '8000', taxCode: '2', taxPercentage: '21', taxRates: [], quantity: '1', unitPrice: '1000', net: '1000', tax: null, item: id(30), unit: null, costCentre: null, costUnit: null, project: null, class: null }],
};
const header = { kind: 'invoice' as const, number: '1001', date: '2026-03-02', dueDate: '2026-04-01', description: 'Work', paymentReference: '', paymentTerm: '30' };

const open = (answers: Parameters<typeof scripted>, salesAs?: 'entry' | 'invoice') => {
  const { call, asked } = scripted(...answers);
  return { company: exactOnline.open(call, { ...config, ...(salesAs && { salesAs }) }), asked };
};

describe('looking for a document', () => {
  it('asks for a whole number by itself, so that strangers with it are seen', async () => {
    const { company, asked } = open([results(entry(), entry({ EntryID: id(6), Customer: id(2), YourRef: 'PO 7' }))]);
    expect((await find(company, key)).map((found) => [found.contact, found.reference])).toEqual([[id(1), '1001'], [id(2), '1001']]);
    expect(asked.map(filterOf)).toEqual(['InvoiceNumber eq 1001']);
    expect(asked[0]?.endpoint).toBe('salesentry/SalesEntries');
  });

  it.each(['INV-1001', '0017', '99999999999'])('asks for %s by reference and customer', async (number) => {
    const { company, asked } = open([results()]);
    expect(await find(company, { ...key, number })).toEqual([]);
    expect(filterOf(asked[0])).toBe(`YourRef eq '${number}' and Customer eq guid'${id(1)}'`);
  });

  it('asks for bills by reference, whoever the supplier is', async () => {
    const { company, asked } = open([results(bill())]);
    expect(await find(company, { ...key, kind: 'bill', number: "B'1", contact: id(2) })).toMatchObject([{ contact: id(2), contactName: 'Parts', reference: "B'1" }]);
    expect(filterOf(asked[0])).toBe(`YourRef eq 'B''1'`);
  });

  it('asks for sales invoices by reference and who ordered', async () => {
    const { company, asked } = open([answer(200, { d: [] })], 'invoice');
    await find(company, key);
    expect(asked[0]?.endpoint).toBe('salesinvoice/SalesInvoices');
    expect(filterOf(asked[0])).toBe(`YourRef eq '1001' and OrderedBy eq guid'${id(1)}'`);
  });

  it('spares the call when the contact is no key', async () => {
    const { company, asked } = open([]);
    await expect(find(company, { ...key, number: 'X', contact: 'acme' })).rejects.toMatchObject({ kind: 'absent' });
    expect(asked).toHaveLength(0);
  });
});

describe('looking for many documents', () => {
  const billKey = (number: string, contact = id(2)): NaturalKey => ({ ...key, kind: 'bill', number, contact });

  it('asks for whole numbers in one call, and gives each key its own', async () => {
    const { company, asked } = open([results(entry({ EntryID: id(6), InvoiceNumber: 1002, YourRef: '1002' }), entry())]);
    const found = await company.findDocuments([key, { ...key, number: '1002' }, { ...key, number: '1003' }]);
    expect(found.map((documents) => documents.map((document) => document.id))).toEqual([[id(5)], [id(6)], []]);
    expect(asked.map(filterOf)).toEqual(['InvoiceNumber eq 1001 or InvoiceNumber eq 1002 or InvoiceNumber eq 1003']);
  });

  it('asks for bills in one call, whatever case their number is kept in', async () => {
    const { company, asked } = open([results(bill({ YourRef: "b'1" }), bill({ EntryID: id(6), YourRef: 'B-2' }))]);
    const found = await company.findDocuments([billKey("B'1"), billKey('B-2'), billKey('B-2', id(3))]);
    expect(found.map((documents) => documents.map((document) => document.id))).toEqual([[id(5)], [id(6)], [id(6)]]);
    expect(asked.map(filterOf)).toEqual([
      `YourRef eq 'B''1' or YourRef eq 'B-2'`,
    ]);
  });

  it('asks once for each kind, and keeps the order of the keys', async () => {
    const { company, asked } = open([results(entry()), results(bill({ EntryID: id(7) }))]);
    const found = await company.findDocuments([billKey("B'1"), key]);
    expect(found.map((documents) => documents.map((document) => document.id))).toEqual([[id(7)], [id(5)]]);
    expect(asked.map((request) => request.endpoint)).toEqual(['salesentry/SalesEntries', 'purchaseentry/PurchaseEntries']);
  });

  it('asks nothing for no keys, and for the same key once', async () => {
    const { company, asked } = open([results(entry())]);
    expect(await company.findDocuments([])).toEqual([]);
    expect((await company.findDocuments([key, { ...key }])).map((documents) => documents.length)).toEqual([1, 1]);
    expect(asked.map(filterOf)).toEqual(['InvoiceNumber eq 1001']);
  });
});

describe('what lines say', () => {
  const line = (fields: object = {}) => ({ ID: id(90), EntryID: id(5), LineNumber: 1, GLAccount: id(80), AmountFC: 100, VATCode: '2  ', VATAmountFC: 21, Description: 'Work', Quantity: 1, ...fields });

  it('is asked for several documents in one call, and leaves out what Exact gave each', async () => {
    const { company, asked } = open([results(line({ LineNumber: 2, AmountFC: 7 }), line({ EntryID: id(6).toUpperCase(), ID: id(91), VATCode: '2', AmountFC: 100.00000000001 }), line())]);
    const [first = [], second = []] = await company.readLines('bill', [id(5), id(6)]);
    expect([first.length, second.length]).toEqual([2, 1]);
    expect(second[0]).toBe(first[0]);
    expect(first[1]).not.toBe(first[0]);
    expect(asked.map((request) => [request.endpoint, filterOf(request)])).toEqual([['purchaseentry/PurchaseEntryLines', `EntryID eq guid'${id(5)}' or EntryID eq guid'${id(6)}'`]]);
  });

  it.each([['entry', 'salesentry/SalesEntryLines', 'EntryID'], ['invoice', 'salesinvoice/SalesInvoiceLines', 'InvoiceID']] as const)('of sales booked as %s lies in %s', async (salesAs, endpoint, key) => {
    const { company, asked } = open([results()], salesAs);
    expect(await company.readLines('invoice', [id(5)])).toEqual([[]]);
    expect([asked[0]?.endpoint, filterOf(asked[0])]).toEqual([endpoint, `${key} eq guid'${id(5)}'`]);
  });

  it.each([['GLAccount', id(81)], ['AmountFC', 101], ['VATCode', '3'], ['VATAmountFC', 20], ['Description', 'work'], ['Quantity', 2], ['CostCenter', 'A'], ['CostUnit', 'B'], ['Project', id(7)]])('tells another %s', async (field, value) => {
    const { company } = open([results(line(), line({ EntryID: id(6), [field]: value }))]);
    const [first, second] = await company.readLines('bill', [id(5), id(6)]);
    expect(second).not.toEqual(first);
  });
});

describe('deleting', () => {
  it('is one call', async () => {
    const { company, asked } = open([empty()]);
    await company.deleteDocument('bill', id(5));
    expect(asked.map(({ method, url }) => [method, url])).toEqual([['DELETE', `${root}/purchaseentry/PurchaseEntries(guid'${id(5)}')`]]);
  });

  it.each([403, 404])('again is no failure: %s, and no list has it', async (status) => {
    const { company, asked } = open([error(status, 'Forbidden'), results()]);
    await company.deleteDocument('invoice', id(5));
    expect(filterOf(asked[1])).toBe(`EntryID eq guid'${id(5)}'`);
  });

  it('is refused where it is still there, and when Exact says why', async () => {
    await expect(open([error(403, 'Forbidden'), results(entry())]).company.deleteDocument('invoice', id(5))).rejects.toMatchObject({ kind: 'forbidden' });
    await expect(open([error(500, 'Reeds verwerkt')]).company.deleteDocument('invoice', id(5))).rejects.toMatchObject({ kind: 'refused' });
  });
});

describe('booking', () => {
  it('takes one call, and gives the document as stored', async () => {
    const { company, asked } = open([entity(entry(), 201)]);
    expect(await company.createDocument(booking)).toMatchObject({ id: id(5), number: '26700001', gross: '1210', tax: '210' });
    expect(asked).toHaveLength(1);
    expect(bodyOf(asked[0])).toMatchObject({ InvoiceNumber: 1001, YourRef: '1001', SalesEntryLines: [{ AmountFC: 1000 }] });
  });

  it('reads a thin answer back by key', async () => {
    const { company, asked } = open([entity({ EntryID: id(5), AmountFC: null }, 201), entity(entry())]);
    expect((await company.createDocument(booking)).gross).toBe('1210');
    expect(asked[1]?.url).toContain(`SalesEntries(guid'${id(5)}')?$select=`);
  });

  it('leaves the outcome open when reading back fails', async () => {
    const { company } = open([entity({ EntryID: id(5) }, 201), error(403, 'Forbidden')]);
    const failure = await company.createDocument(booking).catch((reason: unknown) => reason);
    expect(isDefinite(failure as CallFailure)).toBe(false);
  });

  it('is definite when refused', async () => {
    const { company } = open([error(500, 'Ongeldig: Klant (Type)')]);
    const failure = await company.createDocument(booking).catch((reason: unknown) => reason);
    expect(failure).toMatchObject({ kind: 'refused', message: 'Exact Online refused this: Ongeldig: Klant (Type)' });
    expect(isDefinite(failure as CallFailure)).toBe(true);
  });

  it('books bills as entries whatever sales are', async () => {
    const { company, asked } = open([entity(bill(), 201)], 'invoice');
    await company.createDocument({ ...booking, kind: 'bill', contact: id(2) });
    expect(asked[0]?.endpoint).toBe('purchaseentry/PurchaseEntries');
  });
});

describe('changing', () => {
  it('reads, sends what differs, and reads back', async () => {
    const { company, asked } = open([entity(entry()), empty(), entity(entry({ Description: 'More work' }))]);
    expect((await company.updateDocument(id(5), { ...header, description: 'More work' })).description).toBe('More work');
    expect(asked.map((request) => request.method)).toEqual(['GET', 'PUT', 'GET']);
    expect(bodyOf(asked[1])).toEqual({ Description: 'More work' });
  });

  it('sends nothing when nothing differs', async () => {
    const { company, asked } = open([entity(entry())]);
    await company.updateDocument(id(5), header);
    expect(asked).toHaveLength(1);
  });

  it('passes a refusal on', async () => {
    const { company } = open([entity(entry()), error(500, 'Reeds verwerkt')]);
    await expect(company.updateDocument(id(5), { ...header, dueDate: '2026-05-01' })).rejects.toMatchObject({ kind: 'refused' });
  });
});

describe('is it deleted?', () => {
  const gone = error(404, 'Resource not found for the segment');
  const deletion = (EntityKey: string, EntityType = 10) => ({ Timestamp: '24000000000000001', EntityType, EntityKey });

  it('no, when it is there', async () => {
    const { company, asked } = open([entity(entry())]);
    expect(await company.isDeleted('invoice', id(5), [id(9)])).toBe(false);
    expect(asked).toHaveLength(1);
  });

  it('yes, when it is absent and one of its terms is listed', async () => {
    const { company, asked } = open([gone, results(deletion(id(8)), deletion(id(9).toUpperCase())), results()]);
    expect(await company.isDeleted('invoice', id(5), [id(9)])).toBe(true);
    expect(filterOf(asked[1])).toBe('Timestamp gt 1L');
  });

  it('yes, when it is answered with 403, a list does not have it, and one of its terms is listed', async () => {
    const { company, asked } = open([error(403, 'Forbidden'), results(), results(deletion(id(9))), results()]);
    expect(await company.isDeleted('invoice', id(5), [id(9)])).toBe(true);
    expect(filterOf(asked[1])).toBe(`EntryID eq guid'${id(5)}'`);
  });

  it('yes, when its own key is listed', async () => {
    const { company } = open([gone, results(deletion(id(5), 13)), results()]);
    expect(await company.isDeleted('invoice', id(5))).toBe(true);
  });

  it('no, when a list still has it, whatever else is said', async () => {
    expect(await open([gone, results(deletion(id(9))), results(entry())]).company.isDeleted('invoice', id(5), [id(9)])).toBe(false);
  });

  it('without known terms: yes, when parts of an entry were deleted since it was booked, and no otherwise', async () => {
    const deleted = (day: string, type = 10) => ({ ...deletion(id(8), type), DeletedDate: `/Date(${Date.parse(`${day}T09:00:00Z`)})/` });
    const ask = (row: object, terms: string[] = []) => open([gone, results(row), results()]).company.isDeleted('invoice', id(5), terms, '2026-11-10');
    expect(await ask(deleted('2026-11-12'))).toBe(true);
    expect(await ask(deleted('2026-11-12', 1))).toBe(true);
    expect(await ask(deleted('2026-11-09'))).toBe(false);
    expect(await ask(deleted('2026-11-12', 2))).toBe(false);
    expect(await ask(deleted('2026-11-12'), [id(9)])).toBe(false);
  });

  it('no, when it cannot be told', async () => {
    expect(await open([gone, results(deletion(id(8)))]).company.isDeleted('invoice', id(5), [id(9)])).toBe(false);
    expect(await open([error(403, 'Forbidden'), error(403, 'Forbidden')]).company.isDeleted('invoice', id(5), [id(9)])).toBe(false);
    expect(await open([error(403, 'Forbidden'), results(), results(deletion(id(8)))]).company.isDeleted('invoice', id(5), [id(9)])).toBe(false);
    expect(await open([gone, error(403, 'Forbidden')]).company.isDeleted('invoice', id(5), [id(9)])).toBe(false);
  });

  it('fails when the question gets no answer', async () => {
    await expect(open([error(503, '')]).company.isDeleted('invoice', id(5))).rejects.toMatchObject({ kind: 'trouble' });
    await expect(open([gone, error(503, '')]).company.isDeleted('bill', id(5))).rejects.toMatchObject({ kind: 'trouble' });
  });
});

describe('the page to open', () => {
  const { company } = open([]);
  const card = `${origin}/docs/CRMAccountCard.aspx?_Division_=123456&AccountID=%7b${id(1)}%7d`;

  it('is the contact’s card where the document has none', () => {
    expect(company.documentPage({ kind: 'invoice', id: id(5), contact: id(1) })).toBe(card);
    expect(company.documentPage({ kind: 'bill', id: id(5), contact: '&x=1' })).toContain('AccountID=%7b%26x%3D1%7d');
  });

  it('is the document’s own where it is known, in the right division', () => {
    const url = `${origin}/docs/DocViewContent.aspx?ID=${id(7)}`;
    expect(company.documentPage({ kind: 'bill', id: id(5), contact: id(1), url })).toBe(`${url}&_Division_=123456`);
    const whole = `${url}&_Division_=123456&Stamp=FR001`;
    expect(company.documentPage({ kind: 'bill', id: id(5), contact: id(1), url: whole })).toBe(whole);
  });

  it.each(['https://evil.example/', 'javascript:alert(1)', 'nonsense', ''])('is never %j', (url) => {
    expect(company.documentPage({ kind: 'bill', id: id(5), contact: id(1), url })).toBe(card);
  });
});
