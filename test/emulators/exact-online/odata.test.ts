import { describe, expect, it } from 'vitest';
import { bench, dates, filter, type Anything } from './support';

const names = (rows: Anything[]) => rows.map(({ Code }) => String(Code).trim());

describe('envelopes', () => {
  it('puts a collection under results, and a small $top in a bare array', async () => {
    const { get } = bench();
    expect((await get('vat/VATCodes?$select=Code')).json.d.results.length).toBe(13);
    const few = (await get('vat/VATCodes?$top=2&$select=Code')).json.d;
    expect([Array.isArray(few), few.length]).toEqual([true, 2]);
  });

  it('keeps results for SalesInvoices and current/Me whatever $top is', async () => {
    const { get } = bench();
    expect((await get(`salesinvoice/SalesInvoices?$top=5&${filter("YourRef eq 'x'")}`)).json).toEqual({ d: { results: [] } });
    expect((await get('current/Me?$top=1')).json.d.results.length).toBe(1);
  });

  it('puts one entity by key straight under d, with metadata and deferred lists', async () => {
    const { get, sale } = bench();
    const id = (await sale()).json.d.EntryID as string;
    const { d } = (await get(`salesentry/SalesEntries(guid'${id}')`)).json;
    expect(d.EntryID).toBe(id);
    expect(d.__metadata.uri).toBe(`https://start.exactonline.nl/api/v1/123456/salesentry/SalesEntries(guid'${id}')`);
    expect(d.SalesEntryLines).toEqual({ __deferred: { uri: `${d.__metadata.uri as string}/SalesEntryLines` } });
    expect((await get(d.SalesEntryLines.__deferred.uri as string)).json.d.results.length).toBe(1);
    const expanded = (await get(`salesentry/SalesEntries(guid'${id}')?$expand=SalesEntryLines&$select=EntryID,SalesEntryLines/AmountFC`)).json.d;
    expect(Object.keys(expanded)).toEqual(['__metadata', 'EntryID', 'SalesEntryLines']);
    expect(Object.keys(expanded.SalesEntryLines.results[0])).toEqual(['__metadata', 'AmountFC']);
  });

  it('pages by 60 with an absolute __next that keeps the options', async () => {
    const { get, exact } = bench();
    for (let i = 0; i < 130; i += 1) exact.addAccount({ Name: `Klant ${i}` });
    const all: string[] = [];
    let next: string | undefined = `crm/Accounts?$select=Name&${filter("startswith(Name,'Klant')")}`;
    const sizes: number[] = [];
    while (next) {
      const { d }: Anything = (await get(next)).json;
      sizes.push(d.results.length as number);
      all.push(...d.results.map(({ Name }: Anything) => Name as string));
      next = d.__next as string | undefined;
      if (next) expect(next).toMatch(/^https:\/\/start\.exactonline\.nl\/api\/v1\/123456\/crm\/Accounts\?.*skiptoken=guid/);
    }
    expect([sizes, new Set(all).size]).toEqual([[60, 60, 10], 130]);
  });

  it('lowers $top on the next page, and pages sync by 1000', async () => {
    const { get, exact } = bench();
    for (let i = 0; i < 100; i += 1) exact.addAccount({ Name: `Klant ${i}` });
    const first = (await get(`crm/Accounts?$top=70&$select=Name&${filter("startswith(Name,'Klant')")}`)).json.d;
    expect([first.results.length, new URL(first.__next as string).searchParams.get('$top')]).toEqual([60, '10']);
    expect((await get(first.__next as string)).json.d.length).toBe(10);
    expect((await get('sync/CRM/Accounts?$select=Timestamp')).json.d.results.length).toBe(108);
  });

  it('counts with $inlinecount as text, and with /$count as a bare number for callers without a JSON Accept', async () => {
    const { get, call } = bench();
    expect((await get(`vat/VATCodes?$inlinecount=allpages&$top=1&${filter("VATTransactionType eq 'P'")}`)).json.d).toMatchObject({ __count: '4', results: [{}] });
    expect((await call('GET', `vat/VATCodes/$count?${filter("VATTransactionType eq 'P'")}`, undefined, { accept: '' })).text).toBe('4');
    expect((await get('vat/VATCodes/$count')).status).toBe(415);
  });
});

describe('requests', () => {
  it('answers Atom XML to whoever does not ask for JSON, and nothing to application/xml', async () => {
    const { call, sale } = bench();
    const atom = await call('GET', 'vat/VATCodes', undefined, { accept: '*/*' });
    expect(atom.headers.get('content-type')).toContain('application/atom+xml');
    expect(atom.text).toMatch(/^<\?xml.*<d:Code>2I <\/d:Code>/s);
    const id = (await sale()).json.d.EntryID as string;
    expect((await call('GET', `salesentry/SalesEntries(guid'${id}')`, undefined, { accept: '' })).text).toMatch(/^<\?xml.*<entry /s);
    expect((await call('GET', 'vat/VATCodes', undefined, { accept: 'application/xml' })).status).toBe(415);
  });

  it('minds the case of paths', async () => {
    const { get } = bench();
    const statuses = [];
    for (const path of ['hrm/CostCenters', 'vat/VatCodes', 'vat/VATPercentages', 'hrm/Costcenters', 'vat/VATCodes', 'vat/VatPercentages']) statuses.push((await get(path)).status);
    expect(statuses).toEqual([404, 404, 404, 200, 200, 200]);
    expect((await get('Current/Me')).status).toBe(404);
  });

  it('refuses a cookie and remembers it, and records the origin', async () => {
    const { exact, call } = bench();
    expect((await call('GET', 'current/Me', undefined, { cookie: 'session=1', origin: 'chrome-extension://x' })).status).toBe(400);
    expect(exact.world.violations.length).toBe(1);
    expect(exact.seen.at(-1)?.headers['origin']).toBe('chrome-extension://x');
  });

  it.each([
    ['$select=Nothing'],
    ['$select=code'],
    ['$filter='],
    ['$orderby=Nothing'],
    ['$expand=Nothing'],
    ['$skip=1'],
    ['$top=x'],
    ['$foo=1'],
  ])('refuses %s', async (query) => {
    expect((await bench().get(`vat/VATCodes?${query}`)).status).toBe(400);
  });

  it('wants $select or $top=1 on the large endpoints', async () => {
    const { get } = bench();
    for (const path of ['cashflow/Receivables', 'cashflow/Payments', 'bulk/CRM/Accounts', 'bulk/Logistics/Items', 'sync/Cashflow/PaymentTerms', 'sync/Deleted']) {
      expect(await get(path)).toMatchObject({ status: 400, message: 'Please add a $select or a $top=1 statement to the query string.' });
      expect((await get(`${path}?$top=1`)).status).toBe(200);
      expect((await get(`${path}?$select=ID`)).status).toBe(200);
    }
  });

  it('wants a filter where one is mandatory, on one of the fields named', async () => {
    const { get, id } = bench();
    for (const path of ['crm/Accounts', 'logistics/Items', 'salesinvoice/SalesInvoices', 'salesinvoice/SalesInvoiceLines', 'read/financial/JournalStatusList']) {
      const refused = await get(path);
      expect([refused.status, refused.message]).toEqual([400, expect.stringMatching(/^This endpoint has mandatory filtering applied\. .*in the url:\w+/)]);
    }
    expect((await get(`crm/Accounts?${filter('Latitude eq 1')}`)).status).toBe(400);
    expect((await get(`crm/Accounts(guid'${id('accounts', '1')}')`)).status).toBe(200);
  });

  it('tells 404 of what never was from 405 and 403', async () => {
    const { call, id } = bench();
    const never = "guid'00000000-0000-4000-8000-000000000000'";
    expect((await call('GET', `crm/Accounts(${never})`)).status).toBe(404);
    expect((await call('GET', "crm/Accounts('x')")).status).toBe(400);
    expect((await call('POST', 'vat/VATCodes', {})).status).toBe(405);
    expect((await call('DELETE', `documents/Documents(${never})`)).status).toBe(404);
    const path = `crm/Accounts(guid'${id('accounts', '6')}')`;
    expect([(await call('DELETE', path)).status, (await call('DELETE', path)).status, (await call('GET', path)).status]).toEqual([204, 403, 403]);
  });
});

describe('filters', () => {
  it.each([
    ["Code eq '2'", ['2']],
    ["Code eq '2  '", ['2']],
    ["Percentage eq 0.21 and VATTransactionType eq 'P' and IsBlocked eq false", ['5', '7', '5I']],
    ["Percentage gt 0.09 and not (VATTransactionType eq 'S')", ['5', '7', '5I']],
    ["Code eq '1' or Code eq '2' and Type eq 'I'", ['1']],
    ["(Code eq '1' or Code eq '4') and Type eq 'I'", ['4']],
    ["startswith(Description,'Voorbelasting') and Type ne 'I'", ['5', '6']],
    ["substringof('verlegd',Description) eq true", ['7', '8']],
    ["trim(Code) eq '2I'", ['2I']],
    ['IsBlocked eq true', ['3']],
    ['Percentage le 0.06 and Percentage ge 0.06', ['3']],
    ["Percentage lt 0.1 and Type eq 'E'", ['1', '3', '6']],
    ['GLToPay eq null and Charged eq true', ['7']],
    ["Modified gt datetime'2030-01-01T00:00:00'", []],
    ["Code eq 'it''s'", []],
  ])('%s', async (text, codes) => {
    const answer = await bench().get(`vat/VATCodes?$select=Code&${filter(text)}`);
    expect([answer.status, names((answer.json.d?.results ?? []) as Anything[])]).toEqual([200, codes]);
  });

  it.each([
    ['ID eq 5', "Operator 'eq' incompatible with operand types 'System.Guid' and 'System.Int32' at position 3."],
    ["ID eq '0a1b2c3d-0000-4000-8000-000000000000'", "'System.Guid' and 'System.String'"],
    ['Code eq 2', "'System.String' and 'System.Int32'"],
    ["Modified gt '2026-01-01'", "'System.DateTime' and 'System.String'"],
    ["Modified gt datetime'2026-01-01'", 'Edm.DateTime'],
    ["ID eq guid'12'", 'Edm.Guid'],
    ['IsBlocked eq 1', "'System.Boolean' and 'System.Int32'"],
    ['VatMargin eq false', "'System.Boolean'"],
    ["Nothing eq 'x'", "No property 'Nothing'"],
    ['Code eq Description', 'not supported'],
    ["VATPercentages/Percentage eq 1", 'Filtering on these fields is not supported'],
    ["Code eq 'x' and", 'Syntax error'],
    ["Code eq 'x", 'Syntax error'],
    ["(Code eq 'x'", 'Syntax error'],
    ["toupper(Code) eq 'X'", 'No applicable function'],
    ["Code = 'x'", 'Syntax error'],
    ["Code EQ 'x'", 'Syntax error'],
    ['Code', 'System.Boolean'],
  ])('refuses %s', async (text, message) => {
    const answer = await bench().get(`vat/VATCodes?${filter(text)}`);
    expect([answer.status, answer.message]).toEqual([400, expect.stringContaining(message)]);
  });

  it('finds accounts by code only when padded to 18, and names with a quote', async () => {
    const { get } = bench();
    const found = async (text: string) => (await get(`crm/Accounts?$select=Code&${filter(text)}`)).json.d.results.length as number;
    expect(await found("Code eq '1'")).toBe(0);
    expect(await found(`Code eq '${'1'.padStart(18)}'`)).toBe(1);
    expect(await found("trim(Code) eq '1'")).toBe(1);
    expect(await found("Name eq 'O''Brien & Sons Ltd'")).toBe(1);
  });

  it('wants the suffix on numbers beyond 32 bits', async () => {
    const { get } = bench();
    expect((await get(`sync/CRM/Accounts?$select=ID&${filter('Timestamp gt 24000000000')}`)).status).toBe(400);
    expect((await get(`sync/CRM/Accounts?$select=ID&${filter('Timestamp gt 24000000000L')}`)).json.d.results.length).toBe(8);
  });
});

describe('values', () => {
  it('writes times as the Dutch wall clock taken for UTC, summer and winter', async () => {
    const { exact, get, clock } = bench();
    const made = async (name: string) => dates((await get(`crm/Accounts?$select=Created&${filter(`Name eq '${name}'`)}`)).json.d.results[0].Created as string);
    exact.addAccount({ Name: 'Winter' });
    expect(await made('Winter')).toBe(Date.parse('2026-03-10T13:00:00Z'));
    clock.advance(Date.parse('2026-07-01T12:30:00Z') - clock.now());
    exact.addAccount({ Name: 'Zomer' });
    const token = exact.accessToken();
    const answer = await exact.app.fetch(
      new Request(`https://start.exactonline.nl/api/v1/123456/crm/Accounts?$select=Created&${filter("Name eq 'Zomer'")}`, { headers: { authorization: `Bearer ${token}`, accept: 'application/json' } }),
    );
    expect(dates(((await answer.json()) as Anything).d.results[0].Created as string)).toBe(Date.parse('2026-07-01T14:30:00Z'));
  });

  it('pads codes, writes Int64 as text, Byte as a number and percentages as fractions', async () => {
    const { get, sale } = bench();
    expect((await get(`vat/VATCodes?$select=Code,Percentage&${filter("Code eq '1'")}`)).json.d.results[0]).toMatchObject({ Code: '1  ', Percentage: 0.09 });
    expect((await get(`crm/Accounts?$select=Code,Country,IsAccountant&${filter("substringof('Linde',Name)")}`)).json.d.results[0]).toMatchObject({ Code: '                 1', Country: 'NL ', IsAccountant: 0 });
    expect((await get(`logistics/Items?$select=Unit&${filter("Code eq 'BOEK'")}`)).json.d.results[0].Unit).toBe('pc      ');
    expect((await get('logistics/Units?$select=Code&$top=1')).json.d[0].Code).toBe('pc      ');
    expect((await get('system/Divisions?$select=Hid,Legislation')).json.d.results[0]).toMatchObject({ Hid: '456', Legislation: 'NL ' });
    expect((await get('current/Me')).json.d.results[0]).toMatchObject({ Legislation: '1', ServerUtcOffset: 3600 });
    await sale();
    const term = (await get('sync/Cashflow/PaymentTerms?$select=Timestamp,IsBatchBooking')).json.d.results[0];
    expect([typeof term.Timestamp, term.IsBatchBooking]).toEqual(['string', 0]);
  });
});
