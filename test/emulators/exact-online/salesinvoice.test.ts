import { describe, expect, it } from 'vitest';
import { bench, filter, type Bench } from './support';

const invoice = ({ create, id }: Bench, change: object = {}, line: object = {}) =>
  create('salesinvoice/SalesInvoices', {
    Journal: '70', OrderedBy: id('accounts', '1'), OrderDate: '2026-03-01', YourRef: 'PO 7', SalesInvoiceLines: [{ Item: id('items', 'ADV-UUR'), Quantity: 2, NetPrice: 50.25, ...line }], ...change,
  });

describe('sales invoices', () => {
  it('are open at first: no number, nothing booked; the item brings account and VAT code', async () => {
    const it_ = bench();
    const { status, json } = await invoice(it_, { InvoiceNumber: 5, InvoiceDate: '2026-01-01' });
    expect([status, json.d]).toMatchObject([201, { Status: 20, InvoiceNumber: null, Type: 8020, AmountFC: 121.61, AmountFCExclVat: 100.5, VATAmountFC: 21.11 }]);
    expect(it_.exact.company().salesEntries).toEqual([]);
    const lines = (await it_.get(`salesinvoice/SalesInvoiceLines?$select=ItemCode,VATCode,GLAccount&${filter(`InvoiceID eq guid'${String(json.d.InvoiceID)}'`)}`)).json.d.results;
    expect(lines).toMatchObject([{ ItemCode: 'ADV-UUR', VATCode: '2  ', GLAccount: it_.id('glAccounts', '8000') }]);
  });

  it('are booked and numbered by printing, and final then', async () => {
    const it_ = bench();
    const id = (await invoice(it_)).json.d.InvoiceID as string;
    const printed = await it_.create('salesinvoice/PrintedSalesInvoices', { InvoiceID: id, InvoiceDate: '2026-03-02' });
    expect([printed.status, printed.json.d.DocumentCreationSuccess]).toEqual([201, 'Document: 1']);
    expect((await it_.get(`salesinvoice/SalesInvoices(guid'${id}')`)).json.d).toMatchObject({ Status: 50, InvoiceNumber: 26700001 });
    const [entry] = (await it_.get(`salesentry/SalesEntries?$select=EntryNumber,AmountFC,EntryID&${filter("InvoiceNumber eq 26700001 and Journal eq '70'")}`)).json.d.results;
    expect(entry).toMatchObject({ EntryNumber: 26700001, AmountFC: 121.61 });
    expect(it_.exact.terms(entry.EntryID as string).length).toBe(1);
    expect((await it_.call('PUT', `salesinvoice/SalesInvoices(guid'${id}')`, { YourRef: 'x' })).message).toBe('Reeds verwerkt');
    expect((await it_.create('salesinvoice/PrintedSalesInvoices', { InvoiceID: id })).message).toBe('Reeds verwerkt');
    expect((await it_.sale()).json.d.EntryNumber).toBe(26700002);
  });

  it('book an including code once, not twice', async () => {
    const it_ = bench();
    const id = (await invoice(it_, {}, { Quantity: 1, NetPrice: 121, VATCode: '2I' })).json.d.InvoiceID as string;
    await it_.create('salesinvoice/PrintedSalesInvoices', { InvoiceID: id });
    expect(it_.exact.company().salesEntries).toMatchObject([{ AmountFC: '121.00', VATAmountFC: '21.00' }]);
  });

  it.each([
    ['no item', {}, { Item: undefined }, 'Verplicht: Artikel\r\nVerplicht: Grootboekrekening'],
    ['an item that has ended', {}, { Item: 'OUD' }, 'Ongeldige referentie: Artikel'],
    ['no customer', { OrderedBy: undefined }, {}, 'Verplicht: Relatie'],
    ['no lines', { SalesInvoiceLines: [] }, {}, 'Verplicht: Regels'],
    ['a purchase journal', { Journal: '60' }, {}, 'Ongeldig: Dagboek'],
    ['a warehouse', { Warehouse: '00000000-0000-4000-8000-000000000000' }, {}, 'Niet toegestaan: Magazijn'],
  ])('are refused with %s', async (_what, change, line: { Item?: string | undefined }, message) => {
    const it_ = bench();
    const item = line.Item ? { Item: it_.id('items', line.Item) } : line;
    expect(await invoice(it_, change, item)).toMatchObject({ status: 500, message });
  });

  it('may be changed, extended and deleted while open', async () => {
    const it_ = bench();
    const id = (await invoice(it_)).json.d.InvoiceID as string;
    const path = `salesinvoice/SalesInvoices(guid'${id}')`;
    await it_.create('salesinvoice/SalesInvoiceLines', { InvoiceID: id, Item: it_.id('items', 'BOEK'), Quantity: 1, NetPrice: 100 });
    expect((await it_.get(path)).json.d.AmountFC).toBe(230.61);
    expect((await it_.call('PUT', path, { YourRef: 'PO 8', OrderedBy: it_.id('accounts', '2') })).status).toBe(204);
    expect(it_.exact.company().salesInvoices).toMatchObject([{ YourRef: 'PO 8', OrderedBy: it_.id('accounts', '1') }]);
    expect([(await it_.call('DELETE', path)).status, (await it_.call('DELETE', path)).status]).toEqual([204, 403]);
    expect((await it_.get(`sync/Deleted?$select=EntityKey&${filter('Timestamp gt 1L and EntityType eq 13')}`)).json.d.results).toMatchObject([{ EntityKey: id }]);
  });
});
