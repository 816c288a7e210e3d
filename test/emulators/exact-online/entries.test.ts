import { describe, expect, it } from 'vitest';
import { bench, dates, filter, type Anything } from './support';

describe('booking', () => {
  it('reckons VAT per line, half up, and adds up including VAT', async () => {
    const { sale, id } = bench();
    const gl = id('glAccounts', '8010');
    const lines = [
      { GLAccount: gl, AmountFC: 0.5, VATCode: '1' },
      { GLAccount: gl, AmountFC: 100.5, VATCode: '2' },
      { GLAccount: gl, AmountFC: 10, VATCode: '0' },
    ];
    const { d } = (await sale({ SalesEntryLines: lines })).json;
    expect(d).toMatchObject({ AmountFC: 132.16, VATAmountFC: 21.16, AmountDC: 132.16, Type: 20, Status: 20, ReportingYear: 2026, ReportingPeriod: 3 });
  });

  it('takes stated VAT as it is, and an including code as gross', async () => {
    const { sale, get } = bench();
    const lineOf = async (entryId: unknown): Promise<Anything> =>
      (await get(`salesentry/SalesEntryLines?$select=AmountFC,VATAmountFC,VATCode&${filter(`EntryID eq guid'${String(entryId)}'`)}`)).json.d.results[0];
    const stated = (await sale({}, { VATAmountFC: 20.99 })).json.d;
    expect([stated.AmountFC, await lineOf(stated.EntryID)]).toMatchObject([120.99, { AmountFC: 100, VATAmountFC: 20.99, VATCode: '2  ' }]);
    const including = (await sale({}, { VATCode: '2I' })).json.d;
    expect([including.AmountFC, await lineOf(including.EntryID)]).toMatchObject([100, { AmountFC: 82.64, VATAmountFC: 17.36 }]);
  });

  it('adds no VAT under reverse charge, and refuses stated VAT without a percentage', async () => {
    const { bill, sale } = bench();
    expect((await bill({}, { VATCode: '7' })).json.d.AmountFC).toBe(100);
    expect(await sale({}, { VATCode: '9', VATAmountFC: 21 })).toMatchObject({ status: 500, message: 'Ongeldig: Btw-percentage []' });
  });

  it('ignores AmountDC on a line without a word: the total is nought', async () => {
    const { bill } = bench();
    expect(await bill({}, { AmountFC: undefined, AmountDC: 100 })).toMatchObject({ status: 201, json: { d: { AmountFC: 0 } } });
  });

  it('takes the VAT code of the account when the line has none', async () => {
    const { sale, id } = bench();
    expect((await sale({}, { GLAccount: id('glAccounts', '8000'), VATCode: undefined })).json.d.AmountFC).toBe(121);
    expect((await sale({}, { VATCode: undefined })).json.d.AmountFC).toBe(100);
  });

  it('gives numbers by year and journal, keeps those given, and takes the due date from the condition', async () => {
    const { sale, bill } = bench();
    const first = (await sale()).json.d;
    expect([first.EntryNumber, first.InvoiceNumber, first.PaymentCondition]).toEqual([26700001, 26700001, '30']);
    expect(dates(first.DueDate as string)).toBe(Date.parse('2026-03-31T00:00:00Z'));
    expect((await sale({ InvoiceNumber: 4711 })).json.d).toMatchObject({ EntryNumber: 26700002, InvoiceNumber: 4711 });
    expect((await sale({ EntryDate: '2025-12-31' })).json.d.EntryNumber).toBe(25700001);
    const bought = (await bill({ DueDate: '2026-05-05T00:00:00Z', PaymentCondition: 'EM' })).json.d;
    expect([bought.EntryNumber, dates(bought.DueDate as string)]).toEqual([26600001, Date.parse('2026-05-05T00:00:00Z')]);
    expect(dates((await bill({ PaymentCondition: 'EM' })).json.d.DueDate as string)).toBe(Date.parse('2026-04-30T00:00:00Z'));
  });

  it('makes a document for a purchase without one, none for a sale', async () => {
    const { bill, sale, get } = bench();
    const bought = (await bill({ Description: 'Papier maart' })).json.d;
    expect(bought.DocumentSubject).toBe('Papier maart');
    const document = (await get(`documents/Documents(guid'${String(bought.Document)}')`)).json.d;
    expect([document.FinancialTransactionEntryID, document.DocumentViewUrl]).toEqual([bought.EntryID, expect.stringContaining('/docs/DocViewContent.aspx')]);
    expect((await sale()).json.d.Document).toBeNull();
    expect((await bill({ Document: bought.Document })).json.d.Document).toBe(bought.Document);
  });

  it('books a credit note by its sign', async () => {
    const { sale, bill } = bench();
    expect((await sale({}, { AmountFC: -100 })).json.d).toMatchObject({ Type: 21, AmountFC: -121, VATAmountFC: -21 });
    expect((await bill({}, { AmountFC: -50.25 })).json.d).toMatchObject({ Type: 31, AmountFC: -60.8 });
  });

  it('books other currencies at a rate, where the journal lets it', async () => {
    const { sale } = bench();
    expect((await sale({ Currency: 'USD', Rate: 0.5 })).json.d).toMatchObject({ AmountFC: 121, AmountDC: 60.5, Currency: 'USD' });
    expect((await sale({ Journal: '71', Currency: 'USD' })).message).toBe('Niet toegestaan: Valuta');
    expect((await sale({ Journal: '73', Currency: 'USD', Rate: 0.5 })).message).toBe('Niet toegestaan: Wisselkoers');
    expect((await sale({ Journal: '73', Currency: 'USD' })).json.d.AmountDC).toBe(111.32);
    expect((await sale({ Currency: 'CHF' })).message).toBe('Ongeldige referentie: Valuta');
  });

  it('answers thin without Prefer: VAT totals are missing until it is read', async () => {
    const { call, get, id } = bench();
    const lines = [{ GLAccount: id('glAccounts', '8010'), AmountFC: 100, VATCode: '2' }];
    const { status, json } = await call('POST', 'salesentry/SalesEntries', { Customer: id('accounts', '1'), Journal: '70', SalesEntryLines: lines });
    expect([status, json.d.AmountFC, json.d.VATAmountFC]).toEqual([201, 121, null]);
    expect((await get(`salesentry/SalesEntries(guid'${String(json.d.EntryID)}')`)).json.d.VATAmountFC).toBe(21);
  });
});

describe('refusals under HTTP 500', () => {
  const unknown = '00000000-0000-4000-8000-000000000000';
  const sales: [string, object, object, string][] = [
    ['no journal', { Journal: undefined }, {}, 'Verplicht: Dagboek'],
    ['a guid for a journal', { Journal: unknown }, {}, 'Ongeldige referentie: Journals'],
    ['a journal of the other side', { Journal: '60' }, {}, 'Ongeldig: Dagboek'],
    ['a blocked journal', { Journal: '72' }, {}, 'Geblokkeerd: Dagboek'],
    ['no customer', { Customer: undefined }, {}, 'Verplicht: Relatie'],
    ['an unknown customer', { Customer: unknown }, {}, 'Ongeldige referentie: Relatie'],
    ['no lines', { SalesEntryLines: [] }, {}, 'Verplicht: Regels'],
    ['no account on the line', {}, { GLAccount: undefined }, 'Verplicht: Grootboekrekening'],
    ['an unknown account on the line', {}, { GLAccount: unknown }, 'Ongeldige referentie: Grootboekrekening'],
    ['an unknown VAT code', {}, { VATCode: 'ZZ' }, 'Ongeldige referentie: Btw-code'],
    ['a blocked VAT code', {}, { VATCode: '3' }, 'Geblokkeerd: Btw-code'],
    ['a VAT code of the other side', {}, { VATCode: '5' }, 'Ongeldig: Btw-code'],
    ['an empty VAT code', {}, { VATCode: '' }, 'Niet toegestaan: Btw-code'],
    ['an unknown condition', { PaymentCondition: 'ZZ' }, {}, 'Ongeldige referentie: Betalingsconditie'],
    ['a year not set up', { EntryDate: '2027-01-01' }, {}, 'Onbekend: Boekjaar (Periode-datumtabel)'],
    ['an unknown cost centre', {}, { CostCenter: 'ZZ' }, 'Ongeldige referentie: Kostenplaats'],
    ['a cost centre that has ended', {}, { CostCenter: 'OLD' }, 'Ongeldige referentie: Kostenplaats'],
    ['an unknown cost unit', {}, { CostUnit: 'ZZ' }, 'Ongeldige referentie: Kostendrager'],
    ['an unknown project', {}, { Project: unknown }, 'Ongeldige referentie: Project'],
  ];
  it.each(sales)('%s', async (_what, change, line, message) => {
    const { sale, exact } = bench();
    expect(await sale(change, line)).toMatchObject({ status: 500, message });
    expect(exact.company().salesEntries).toEqual([]);
  });

  it('accounts that may not be booked on', async () => {
    const { sale, bill, id } = bench();
    expect((await sale({ Customer: id('accounts', '6') })).message).toBe('Ongeldig: Klant (Type)');
    expect((await sale({ Customer: id('accounts', '4') })).message).toBe('Ongeldig: Klant (Type)');
    expect((await bill({ Supplier: id('accounts', '1') })).message).toBe('Ongeldig: Leverancier (Type)');
    expect((await sale({ Customer: id('accounts', '7') })).message).toBe('Geblokkeerd: Relatie');
  });

  it('G/L accounts that may not be booked on', async () => {
    const { sale, id } = bench();
    for (const code of ['1300', '1500', '1600', '1100']) expect((await sale({}, { GLAccount: id('glAccounts', code) })).message).toBe('Ongeldig: Grootboekrekeningtype');
    expect((await sale({}, { GLAccount: id('glAccounts', '8900') })).message).toBe('Geblokkeerd: Grootboekrekening');
  });

  it('cost centres and units that an account demands or forbids', async () => {
    const { bill, id } = bench();
    expect((await bill({}, { GLAccount: id('glAccounts', '4100') })).message).toBe('Verplicht: Kostenplaats');
    expect((await bill({}, { GLAccount: id('glAccounts', '4100'), CostCenter: 'ADM' })).status).toBe(201);
    expect((await bill({}, { GLAccount: id('glAccounts', '4200') })).message).toBe('Verplicht: Kostendrager');
    expect((await bill({}, { GLAccount: id('glAccounts', '4300'), CostCenter: 'ADM' })).message).toBe('Ongeldig: Kostenplaatskoppeling');
  });

  it('a missing condition, with no default and no due date', async () => {
    const { sale, id } = bench();
    expect((await sale({ Customer: id('accounts', '8') })).message).toBe('Verplicht: Betalingsconditie\r\nVerplicht: Vervaldatum');
    expect((await sale({ Customer: id('accounts', '8'), DueDate: '2026-04-01' })).status).toBe(201);
  });

  it('a closed period, for that journal only', async () => {
    const { exact, sale, get } = bench();
    exact.closePeriod('70', 2026, 3);
    expect((await sale()).message).toBe('Periode is afgesloten: 2026 - 3');
    expect((await sale({ Journal: '71' })).status).toBe(201);
    expect((await sale({ EntryDate: '2026-04-01' })).status).toBe(201);
    const closed = (await get(`read/financial/JournalStatusList?${filter("Journal eq '70' and Status eq 1")}`)).json.d.results;
    expect(closed.map(({ Journal, Year, Period }: Anything) => [Journal, Year, Period])).toEqual([['70', 2026, 3]]);
    exact.openPeriod('70', 2026, 3);
    expect((await sale()).status).toBe(201);
  });

  it('an invoice number twice in a journal and year, for sales only', async () => {
    const { sale, bill } = bench();
    expect((await sale({ InvoiceNumber: 1001 })).status).toBe(201);
    expect((await sale({ InvoiceNumber: 1001 })).message).toBe('In gebruik: Boekstuknummer');
    expect((await sale({ InvoiceNumber: 1001, Journal: '71' })).status).toBe(201);
    expect((await sale({ InvoiceNumber: 1001, EntryDate: '2025-03-01' })).status).toBe(201);
    expect([(await bill({ InvoiceNumber: 1001 })).status, (await bill({ InvoiceNumber: 1001 })).status]).toEqual([201, 201]);
    expect((await sale({ EntryNumber: 26700001 })).message).toBe('Bestaat reeds - Boekstuknummer: 26700001, Dagboek: 70');
  });

  it('a VAT code that was blocked meanwhile', async () => {
    const { exact, sale } = bench();
    exact.blockVatCode('2');
    expect((await sale()).message).toBe('Geblokkeerd: Btw-code');
  });

  it('several at once, a line each, in the language of the user', async () => {
    const { sale } = bench({ language: 'en' });
    expect((await sale({ Journal: undefined, Customer: undefined }, { VATCode: 'ZZ' })).message).toBe('Mandatory: Relationship\r\nMandatory: Diary\r\nInvalid reference: VAT code');
  });
});

describe('payloads under HTTP 400', () => {
  it.each([
    ['an unknown field', { Foo: 1 }, "The property name 'Foo'"],
    ['text for a number', { InvoiceNumber: '1001' }, "property 'InvoiceNumber' to type 'Int32'"],
    ['a number beyond 32 bits', { InvoiceNumber: 20260001001 }, "property 'InvoiceNumber'"],
    ['a malformed guid', { Customer: '123' }, "property 'Customer' to type 'Guid'"],
    ['a date that does not exist', { EntryDate: '2026-02-30' }, "property 'EntryDate' to type 'DateTime'"],
    ['a number for text', { YourRef: 1001 }, "property 'YourRef' to type 'String'"],
    ['text for a boolean', { Reversal: 'true' }, "property 'Reversal'"],
  ])('%s', async (_what, change, message) => {
    expect(await bench().sale(change)).toMatchObject({ status: 400, message: expect.stringContaining(message) as string });
  });

  it('unknown fields and wrong types of lines, and what is no object', async () => {
    const { sale, create, call } = bench();
    expect((await sale({}, { Foo: 1 })).status).toBe(400);
    expect((await sale({}, { AmountFC: '100.00' })).message).toContain("property 'AmountFC' to type 'Double'");
    for (const body of [[], '"x"', 'x']) expect((await create('salesentry/SalesEntries', body)).message).toBe('Error processing request stream. The request should be a valid top-level resource object.');
    expect((await call('POST', 'salesentry/SalesEntries', '{}', { 'content-type': 'text/plain' })).status).toBe(400);
  });

  it('ignores read-only fields and an own key without a word', async () => {
    const { sale } = bench();
    const key = '00000000-0000-4000-8000-000000000001';
    const { status, json } = await sale({ AmountFC: 1, Status: 50, EntryID: key, CustomerName: 'x' });
    expect([status, json.d.AmountFC, json.d.Status, json.d.EntryID === key]).toEqual([201, 121, 20, false]);
  });
});

describe('changing', () => {
  it('takes header fields and answers 204; due date and reference reach the payment term', async () => {
    const { sale, call, exact } = bench();
    const id = (await sale()).json.d.EntryID as string;
    const changed = await call('PUT', `salesentry/SalesEntries(guid'${id}')`, { Description: 'Anders', DueDate: '2026-06-01', YourRef: 'R2' });
    expect([changed.status, changed.text]).toEqual([204, '']);
    expect(exact.entry(id)).toMatchObject({ Description: 'Anders', YourRef: 'R2', AmountFC: '121.00' });
    expect(exact.terms(id)).toMatchObject([{ DueDate: Date.parse('2026-06-01T00:00:00Z'), YourRef: 'R2', AmountFC: '-121.00' }]);
  });

  it('refuses lines, its own number sent back, unknown fields, and another currency', async () => {
    const { sale, call } = bench();
    const { EntryID, InvoiceNumber } = (await sale()).json.d;
    const put = (body: object) => call('PUT', `salesentry/SalesEntries(guid'${String(EntryID)}')`, body);
    expect(await put({ SalesEntryLines: [] })).toMatchObject({ status: 400, message: expect.stringContaining('Error processing request stream. Binding to new entities') as string });
    expect(await put({ InvoiceNumber })).toMatchObject({ status: 500, message: 'Gegeven bestaat reeds' });
    expect((await put({ Foo: 1 })).status).toBe(400);
    expect((await put({ Currency: 'USD' })).message).toBe('Niet toegestaan: Valuta');
  });

  it('refuses everything once a payment is matched or the period is closed', async () => {
    const { sale, call, exact } = bench();
    const [paid, closed] = [(await sale()).json.d.EntryID as string, (await sale({ EntryDate: '2026-02-01' })).json.d.EntryID as string];
    exact.bookPayment(paid, '1.00', '2026-03-05');
    exact.closePeriod('70', 2026, 2);
    expect((await call('PUT', `salesentry/SalesEntries(guid'${paid}')`, { Description: 'x' })).message).toBe('Reeds verwerkt');
    expect((await call('DELETE', `salesentry/SalesEntries(guid'${paid}')`)).message).toBe('Reeds verwerkt');
    expect((await call('PUT', `salesentry/SalesEntries(guid'${closed}')`, { Description: 'x' })).message).toBe('Periode is afgesloten: 2026 - 2');
  });

  it('adds, changes and deletes lines one by one, and keeps entry and term in step', async () => {
    const { sale, call, create, id, exact } = bench();
    const entry = (await sale()).json.d.EntryID as string;
    const line = (await create('salesentry/SalesEntryLines', { EntryID: entry, GLAccount: id('glAccounts', '8010'), AmountFC: 50, VATCode: '2' })).json.d.ID as string;
    expect([exact.entry(entry)['AmountFC'], exact.terms(entry)[0]?.['AmountFC']]).toEqual(['181.50', '-181.50']);
    await call('PUT', `salesentry/SalesEntryLines(guid'${line}')`, { AmountFC: 60 });
    expect(exact.entry(entry)['AmountFC']).toBe('193.60');
    expect([(await call('DELETE', `salesentry/SalesEntryLines(guid'${line}')`)).status, (await call('DELETE', `salesentry/SalesEntryLines(guid'${line}')`)).status]).toEqual([204, 403]);
    expect(exact.entry(entry)['AmountFC']).toBe('121.00');
  });
});

describe('eventual consistency', () => {
  it('hides new records from lists for a while, not from a read by key', async () => {
    const { sale, get, exact, clock } = bench();
    exact.setListDelay(5000);
    const id = (await sale()).json.d.EntryID as string;
    const listed = async () => (await get(`salesentry/SalesEntries?$select=EntryID&${filter("YourRef eq 'S-1001'")}`)).json.d.results.length as number;
    expect([await listed(), (await get(`salesentry/SalesEntries(guid'${id}')`)).status]).toEqual([0, 200]);
    clock.advance(5000);
    expect(await listed()).toBe(1);
  });
});
