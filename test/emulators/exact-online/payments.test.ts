import { describe, expect, it } from 'vitest';
import { bench, filter, type Anything, type Bench } from './support';

const fields = 'Timestamp,ID,LineType,IsFullyPaid,Status,AmountDC,AmountFC,TransactionAmountDC,TransactionEntryID,EntryID,LastPaymentDate,ApprovalStatus';

async function stream({ get }: Bench, since = '1'): Promise<Anything[]> {
  return (await get(`sync/Cashflow/PaymentTerms?$select=${fields}&${filter(`Timestamp gt ${since}L`)}`)).json.d.results as Anything[];
}
async function booked(answer: Promise<{ json: Anything }>): Promise<string> {
  return (await answer).json.d.EntryID as string;
}

describe('payment terms', () => {
  it('come with an entry, signed as the cash flow has them', async () => {
    const it_ = bench();
    const [sold, bought, credit] = [await booked(it_.sale()), await booked(it_.bill()), await booked(it_.sale({}, { AmountFC: -100 }))];
    expect(await stream(it_)).toMatchObject([
      { LineType: 20, AmountDC: -121, TransactionAmountDC: 121, TransactionEntryID: sold, IsFullyPaid: false, Status: 20, LastPaymentDate: null },
      { LineType: 22, AmountDC: 121, TransactionAmountDC: -121, TransactionEntryID: bought, IsFullyPaid: false, ApprovalStatus: 1 },
      { LineType: 20, AmountDC: 121, TransactionAmountDC: -121, TransactionEntryID: credit },
    ]);
  });

  it('do not come with a cash sale', async () => {
    const it_ = bench();
    await it_.sale({ PaymentCondition: '00' });
    expect(await stream(it_)).toEqual([]);
  });

  it('tell of a full payment under a new Timestamp', async () => {
    const it_ = bench();
    const id = await booked(it_.sale());
    const [before] = await stream(it_);
    it_.exact.bookPayment(id, '121.00', '2026-03-09');
    const after = await stream(it_, before.Timestamp as string);
    expect(after).toMatchObject([{ ID: before.ID, IsFullyPaid: true, Status: 50, LastPaymentDate: `/Date(${Date.parse('2026-03-09T00:00:00Z')})/` }]);
    expect(await stream(it_, after[0].Timestamp as string)).toEqual([]);
  });

  it('split on a part payment, the paid part under another EntryID, and join when it is undone', async () => {
    const it_ = bench();
    const id = await booked(it_.sale());
    it_.exact.bookPayment(id, '21.50', '2026-03-09');
    const terms = await stream(it_);
    expect(terms.map((term) => [term.AmountDC, term.IsFullyPaid, term.TransactionAmountDC, term.TransactionEntryID === id])).toEqual([
      [-21.5, true, 121, true],
      [-99.5, false, 121, true],
    ]);
    expect(new Set(terms.map(({ EntryID }) => EntryID as string)).size).toBe(2);
    it_.exact.bookPayment(id, '99.50', '2026-03-10');
    expect((await stream(it_)).every(({ IsFullyPaid }) => IsFullyPaid === true)).toBe(true);
    it_.exact.reversePayment(id);
    expect(await stream(it_)).toMatchObject([{ AmountDC: -121, IsFullyPaid: false, Status: 20, LastPaymentDate: null }]);
    expect((await it_.get(`sync/Deleted?$select=EntityType&${filter('Timestamp gt 1L and EntityType eq 10')}`)).json.d.results.length).toBe(1);
  });

  it('may be filtered on Timestamp only', async () => {
    const { get } = bench();
    expect(await get(`sync/Cashflow/PaymentTerms?$select=ID&${filter('LineType eq 20')}`)).toMatchObject({ status: 400, message: 'Filtering on these fields is not supported: LineType' });
    expect((await get(`sync/Deleted?$select=ID&${filter("Timestamp gt 1L and DeletedDate gt datetime'2026-01-01T00:00:00'")}`)).status).toBe(400);
  });

  it('never let a cursor pass a record that is not shown yet', async () => {
    const it_ = bench();
    const first = await booked(it_.sale());
    it_.exact.setListDelay(5000);
    it_.clock.advance(6000);
    await it_.sale();
    it_.exact.bookPayment(first, '121.00', '2026-03-09');
    expect(await stream(it_)).toEqual([]);
    it_.clock.advance(6000);
    expect((await stream(it_)).length).toBe(2);
  });
});

describe('open items', () => {
  it('are in the lists while something is open, with what is left', async () => {
    const { sale, bill, get, exact } = bench();
    const [sold, bought] = [await booked(sale({ InvoiceNumber: 1001 })), await booked(bill())];
    exact.bookPayment(sold, '21.00', '2026-03-09');
    const list = async (name: string) => (await get(`read/financial/${name}`)).json.d.results as Anything[];
    expect(await list('ReceivablesList')).toMatchObject([{ HID: '1', Amount: 100, InvoiceNumber: 1001, JournalCode: '70', AccountCode: '                 1', CurrencyCode: 'EUR' }]);
    expect(await list('PayablesList')).toMatchObject([{ Amount: 121, YourRef: 'B-77', ApprovalStatus: 1 }]);
    exact.bookPayment(sold, '100.00', '2026-03-09');
    exact.bookPayment(bought, '121.00', '2026-03-09');
    expect([await list('ReceivablesList'), await list('PayablesList')]).toEqual([[], []]);
    expect((await get('financial/ReceivablesList')).status).toBe(404);
  });

  it('are found by entry in cashflow, each side in its own endpoint', async () => {
    const { sale, bill, get, call } = bench();
    const [sold, bought] = [await booked(sale()), await booked(bill())];
    const rows = async (path: string, id: string) => (await get(`cashflow/${path}&${filter(`TransactionEntryID eq guid'${id}'`)}`)).json.d.results as Anything[];
    const [receivable] = await rows('Receivables?$select=ID,IsFullyPaid,AmountDC', sold);
    expect(receivable).toMatchObject({ IsFullyPaid: false, AmountDC: -121 });
    expect(await rows('Payments?$select=ID,Status', bought)).toMatchObject([{ Status: 20 }]);
    expect(await rows('Payments?$select=ID,Status', sold)).toEqual([]);
    expect((await get('cashflow/Payments?$select=IsFullyPaid')).status).toBe(400);
    expect((await call('PUT', `cashflow/Receivables(guid'${String(receivable.ID)}')`, { PaymentReference: 'RF18' })).status).toBe(204);
    expect((await get(`bulk/Cashflow/Receivables?$select=ID&${filter(`TransactionEntryID eq guid'${sold}'`)}`)).status).toBe(400);
  });
});

describe('sync/Deleted', () => {
  it('tells of lines and terms of an entry that was deleted, here or in the web pages', async () => {
    const { sale, call, get, exact } = bench();
    const [byApi, byPeople] = [await booked(sale()), await booked(sale())];
    const terms = [...exact.terms(byApi), ...exact.terms(byPeople)].map((term) => term['ID']);
    exact.bookPayment(byPeople, '121.00', '2026-03-09');
    exact.deleteEntry(byPeople);
    expect((await call('DELETE', `salesentry/SalesEntries(guid'${byApi}')`)).status).toBe(204);
    expect((await call('DELETE', `salesentry/SalesEntries(guid'${byApi}')`)).status).toBe(403);
    const deleted = (await get(`sync/Deleted?$select=EntityKey,EntityType,Timestamp&${filter('Timestamp gt 1L')}`)).json.d.results as Anything[];
    expect(deleted.map(({ EntityType }) => EntityType as number)).toEqual([1, 10, 1, 10]);
    expect(new Set(deleted.filter(({ EntityType }) => EntityType === 10).map(({ EntityKey }) => EntityKey as string))).toEqual(new Set(terms));
    expect((await get(`salesentry/SalesEntries?$select=EntryID&${filter("YourRef eq 'S-1001'")}`)).json.d.results).toEqual([]);
    expect((await get('read/financial/ReceivablesList')).json.d.results).toEqual([]);
  });

  it('forgets after two months', async () => {
    const { exact, sale, clock } = bench();
    exact.deleteEntry(await booked(sale()));
    clock.advance(62 * 86_400_000);
    const token = exact.accessToken();
    const answer = await exact.app.fetch(new Request('https://start.exactonline.nl/api/v1/123456/sync/Deleted?$select=ID', { headers: { authorization: `Bearer ${token}`, accept: 'application/json' } }));
    expect(((await answer.json()) as Anything).d.results).toEqual([]);
  });
});

describe('SyncTimestamp', () => {
  it('gives the version after which all changes since a moment come', async () => {
    const it_ = bench();
    await it_.sale();
    it_.clock.advance(60_000);
    await it_.sale();
    const moment = "datetime'2026-03-10T13:00:30'";
    const { d } = (await it_.get(`read/sync/Sync/SyncTimestamp?modified=${moment}&endPoint='PaymentTerms'`)).json;
    expect(typeof d.TimeStampAsBigInt).toBe('string');
    expect((await stream(it_, d.TimeStampAsBigInt as string)).length).toBe(1);
    expect((await it_.get('read/sync/Sync/SyncTimestamp')).status).toBe(400);
  });
});
