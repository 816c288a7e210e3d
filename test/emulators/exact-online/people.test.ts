import { describe, expect, it } from 'vitest';
import { bench, dates, type Anything, type Bench } from './support';

/** What people do in the web pages, as the API shows it. */

const booked = async (answer: Promise<{ json: Anything }>): Promise<string> => (await answer).json.d.EntryID as string;
const read = async ({ get }: Bench, path: string, id: string): Promise<Anything> => (await get(`${path}(guid'${id}')`)).json.d;
const sale = (of: Bench, id: string) => read(of, 'salesentry/SalesEntries', id);
const bill = (of: Bench, id: string) => read(of, 'purchaseentry/PurchaseEntries', id);
const terms = async ({ get }: Bench, entry: string): Promise<Anything[]> => {
  const rows = (await get('sync/Cashflow/PaymentTerms?$select=ID,AmountFC,TransactionAmountFC,IsFullyPaid,TransactionEntryID,DueDate,Timestamp&$filter=Timestamp gt 1L')).json.d.results as Anything[];
  return rows.filter((row) => row.TransactionEntryID === entry);
};

describe('people at work', () => {
  it('edit an entry: only what they touch, with a new stamp, and its term follows', async () => {
    const of = bench();
    const id = await booked(of.sale());
    const [before, [term]] = [await sale(of, id), await terms(of, id)];
    of.clock.advance(60_000);
    of.exact.editEntry(id, { DueDate: '2026-05-01', Description: 'By hand' });
    const after = await sale(of, id);
    expect(after).toMatchObject({ Description: 'By hand', AmountFC: before.AmountFC, YourRef: before.YourRef });
    expect(dates(after.DueDate)).toBe(Date.parse('2026-05-01T00:00:00Z'));
    expect(dates(after.Modified) - dates(before.Modified)).toBe(60_000);
    const [now] = await terms(of, id);
    expect(dates(now.DueDate)).toBe(dates(after.DueDate));
    expect(Number(now.Timestamp)).toBeGreaterThan(Number(term.Timestamp));
  });

  it('edit a line: the totals and the term follow, and the entry has a new stamp', async () => {
    const of = bench();
    const id = await booked(of.sale());
    const before = await sale(of, id);
    of.clock.advance(1000);
    of.exact.editLine(id, { AmountFC: '200.00' });
    expect(await sale(of, id)).toMatchObject({ AmountFC: 242, VATAmountFC: 42 });
    expect(dates((await sale(of, id)).Modified)).toBeGreaterThan(dates(before.Modified));
    expect(await terms(of, id)).toMatchObject([{ TransactionAmountFC: 242, AmountFC: -242 }]);
    expect(() => of.exact.editLine(id, {}, 7)).toThrow('has no line 7');
  });

  it('cannot edit what is paid', async () => {
    const of = bench();
    const id = await booked(of.sale());
    of.exact.bookPayment(id, '21', '2026-03-09');
    expect(() => of.exact.editEntry(id, { Description: 'Late' })).toThrow('Reeds verwerkt');
  });

  it('reject a purchase entry, and take that back', async () => {
    const of = bench();
    const id = await booked(of.bill());
    of.clock.advance(1000);
    of.exact.rejectEntry(id);
    const rejected = await bill(of, id);
    expect(rejected).toMatchObject({ Status: 5, StatusDescription: 'Rejected', AmountFC: 121 });
    expect(dates(rejected.Modified)).toBeGreaterThan(dates(rejected.Created));
    of.exact.rejectEntry(id, false);
    expect((await bill(of, id)).Status).toBe(20);
    const sold = await booked(of.sale());
    expect(() => of.exact.rejectEntry(sold)).toThrow('Only purchase entries');
  });

  it('match an invoice with a smaller credit note, and write the rest off', async () => {
    const of = bench();
    const [id, credit] = [await booked(of.sale()), await booked(of.sale({}, { AmountFC: -40 }))];
    of.exact.netEntries(id, credit, '2026-03-09');
    expect((await terms(of, credit)).map((term) => [term.AmountFC, term.IsFullyPaid])).toEqual([[48.4, true]]);
    expect((await terms(of, id)).map((term) => [term.AmountFC, term.IsFullyPaid])).toEqual(expect.arrayContaining([[-48.4, true], [-72.6, false]]));
    of.exact.writeOff(id, '2026-03-10');
    expect((await terms(of, id)).every((term) => term.IsFullyPaid === true)).toBe(true);
  });
});
