import { beforeEach, describe, expect, it } from 'vitest';
import { bench, otherRealm, realm, type Anything, type Bench } from './protocol-support';

let b: Bench;
beforeEach(() => {
  b = bench();
});

/** Names of the customers a WHERE clause finds, sorted. */
async function named(where: string): Promise<string[]> {
  const { json } = await b.query(`SELECT * FROM Customer WHERE ${where} MAXRESULTS 1000`);
  return (json.QueryResponse.Customer ?? []).map(({ DisplayName }: Anything) => DisplayName).sort();
}
const customers = async (...names: string[]): Promise<Anything[]> => {
  const made: Anything[] = [];
  for (const DisplayName of names) made.push((await b.post('customer', { DisplayName })).json.Customer);
  return made;
};

describe('the form of a statement', () => {
  it('takes keywords in any case, by GET and by POST in both content types', async () => {
    await customers('Query One');
    const text = "select * from Customer where DisplayName = 'Query One' orderby DisplayName desc startposition 1 maxresults 5";
    const { json } = await b.query(text);
    expect(json).toEqual({ QueryResponse: { Customer: [expect.objectContaining({ DisplayName: 'Query One' })], startPosition: 1, maxResults: 1 }, time: '2026-11-10T12:00:00.000-08:00' });
    for (const type of ['application/text', 'text/plain']) expect((await b.call('POST', 'query', text, { 'content-type': type })).json).toEqual(json);
    expect((await b.call('POST', 'query', text, { 'content-type': 'application/json' })).code).toBe('1050');
  });

  it('leaves the key out when nothing is found', async () => {
    expect((await b.query("SELECT * FROM Customer WHERE DisplayName = 'Nobody'")).json.QueryResponse).toEqual({});
  });

  it.each([
    ["SELECT * FROM Customer WHERE DisplayName = 'Peet's'", '4000', 'QueryParserError: Encountered " <IDENTIFIER> "s "" at line 1, column 50.\nWas expecting one of:\n    <EOF> \n    <AND> ...\n'],
    ["SELECT * FROM Customer WHERE DisplayName = 'a' OR DisplayName = 'b'", '4000', 'Encountered " <IDENTIFIER> "OR ""'],
    ["SELECT * FROM Customer WHERE (DisplayName = 'a')", '4000', 'Encountered " "(" "( ""'],
    ['SELECT * FROM Invoice WHERE Balance > 0', '4000', 'Encountered " <INTEGER> "0 "" at line 1, column 39.'],
    ["SELECT * FROM Invoice WHERE DocNumber != '1'", '4000', 'Invalid content. Lexical error at line 1, column 39.  Encountered: "!" (33), after : ""'],
    ['SELECT * FROM Customer WHERE DisplayName = \u2019a\u2019', '4000', 'Lexical error at line 1, column 44.  Encountered: "\\u2019" (8217), after : ""'],
    ["SELECT * FROM Customer WHERE DisplayName = 'open", '4000', 'Encountered: <EOF> after : "\\\'open"'],
    ['SELECT * FROM Customer WHERE DisplayName IS NULL', '4000', 'Encountered " <IDENTIFIER> "IS ""'],
    ['SELECT * FROM Customer ORDER BY DisplayName', '4000', 'Encountered " <IDENTIFIER> "ORDER ""'],
    ['SELECT * FROM Customer MAXRESULTS 5 STARTPOSITION 1', '4000', 'Encountered " "startposition" "STARTPOSITION ""'],
    ['SELECT * FROM Customer, Vendor', '4000', 'Encountered " "," ", ""'],
    ["SELECT * FROM Customer WHERE Active LIKE true", '4000', 'Encountered " <BOOLEAN> "true "" at line 1, column 42.\nWas expecting:\n    <STRING> ...\n'],
    ['', '4000', 'Encountered "<EOF>" at line 1, column 0.\nWas expecting:\n    "select" ...\n'],
    ['SELECT * FROM Nothing', '4001', 'Metadata not found for Entity: Nothing'],
    ['SELECT * FROM Customer STARTPOSITION 0', '4001', 'QueryValidationError: value 0 is too small. Min allowed value is 1'],
    ['SELECT * FROM Customer MAXRESULTS 1001', '4001', 'value 1001 is too large'],
    ["SELECT * FROM Invoice WHERE PrivateNote = 'x'", '4001', "QueryValidationError: property 'PrivateNote' is not queryable"],
    ["SELECT * FROM Invoice WHERE Nonsense = 'x'", '4001', 'QueryValidationError: Property Nonsense not found for Entity Invoice'],
    ["SELECT * FROM Invoice WHERE Line = 'x'", '4001', 'Property Line not found'],
    ["SELECT * FROM Invoice WHERE CustomerRef.value = '1'", '4001', 'Property CustomerRef.value not found'],
    ['SELECT * FROM Invoice ORDERBY CustomerRef', '4001', "property 'CustomerRef' is not sortable"],
    ["SELECT * FROM Invoice WHERE Balance > 'much'", '4001', "value much is not valid for property 'Balance'"],
    ["SELECT * FROM Invoice WHERE TxnDate > '31/12/2026'", '4001', "not valid for property 'TxnDate'"],
    ["SELECT * FROM Customer WHERE Active = 'true'", '4001', "not valid for property 'Active'"],
    ["SELECT * FROM Invoice WHERE Balance LIKE '1%'", '4001', 'operator LIKE'],
    ['SELECT BillAddr FROM Customer', '4001', 'Property BillAddr not found for Entity Customer'],
  ])('refuses %s with %s', async (statement, code, detail) => {
    const answer = await b.query(statement);
    expect([answer.status, answer.code, answer.json.Fault.type]).toEqual([400, code, 'ValidationFault']);
    expect(answer.detail).toContain(detail);
  });

  it('is cut short by an "&" that was not encoded', async () => {
    const answer = await b.get("query?query=SELECT * FROM Customer WHERE DisplayName = 'A & B'");
    expect([answer.code, answer.detail?.includes('<EOF> after')]).toEqual(['4000', true]);
  });
});

describe('what a statement finds', () => {
  it('escapes quotes and backslashes', async () => {
    await customers("Peet's", 'Back\\slash');
    expect(await named("DisplayName = 'Peet\\'s'")).toEqual(["Peet's"]);
    expect(await named("DisplayName = 'Back\\\\slash'")).toEqual(['Back\\slash']);
  });

  it('matches with % alone, and takes it literally after a backslash', async () => {
    await customers('Like 10% off', 'Like 100 off', 'Like_x', 'Like.x');
    expect(await named("DisplayName LIKE 'Like%off'")).toEqual(['Like 10% off', 'Like 100 off']);
    expect(await named("DisplayName LIKE 'Like 10\\%%'")).toEqual(['Like 10% off']);
    expect(await named("DisplayName LIKE 'Like_x'")).toEqual(['Like_x']);
    expect(await named("DisplayName LIKE 'Like\\_x'")).toEqual(['Like_x']);
    expect(await named("DisplayName LIKE 'ike%'")).toEqual([]);
  });

  it('minds case only when told to', async () => {
    await customers('Case Study');
    expect(await named("DisplayName = 'case STUDY'")).toEqual(['Case Study']);
    expect(await named("DisplayName LIKE 'case%'")).toEqual(['Case Study']);
    b.quickBooks.behaviour.queryCase = 'minded';
    expect(await named("DisplayName = 'case STUDY'")).toEqual([]);
    expect(await named("DisplayName LIKE 'case%'")).toEqual([]);
    expect(await named("DisplayName LIKE 'Case%'")).toEqual(['Case Study']);
  });

  it('joins with AND, knows IN, and compares ids as numbers', async () => {
    const [one, two] = await customers('In One', 'In Two', 'In Three');
    expect(await named("DisplayName IN ('In One', 'In Three') AND Active = true")).toEqual(['In One', 'In Three']);
    expect(await named(`Id >= '${one.Id}' AND Id <= '${two.Id}' AND DisplayName LIKE 'In%'`)).toEqual(['In One', 'In Two']);
  });

  it('leaves inactive ones out unless Active is spoken of', async () => {
    const [gone] = await customers('Soon gone');
    await b.post('customer', { Id: gone.Id, SyncToken: gone.SyncToken, sparse: true, Active: false });
    expect(await named("DisplayName LIKE 'Soon gone%'")).toEqual([]);
    expect(await named("Active IN (true, false) AND DisplayName LIKE 'Soon gone%'")).toEqual(['Soon gone (deleted)']);
    expect(await named("Active = false AND DisplayName LIKE 'Soon gone%'")).toEqual(['Soon gone (deleted)']);
  });

  it('compares references by id, amounts in quotes and days', async () => {
    const invoice = await b.invoiced({ TxnDate: '2026-02-10' });
    const customer = (invoice['CustomerRef'] as Anything).value;
    const found = async (where: string) => ((await b.query(`SELECT * FROM Invoice WHERE ${where}`)).json.QueryResponse.Invoice ?? []).some(({ Id }: Anything) => Id === invoice.Id);
    expect(await found(`CustomerRef = '${customer}' AND Balance > '0' AND TotalAmt >= '100.00'`)).toBe(true);
    expect(await found("CustomerRef = '999999'")).toBe(false);
    expect(await found("Balance < '99.5'")).toBe(false);
    expect(await found("TxnDate = '2026-02-10' AND TxnDate < '2026-02-11'")).toBe(true);
    expect(await found("TxnDate > '2026-02-10'")).toBe(false);
    expect(await found(`DocNumber = '${String(invoice['DocNumber'])}'`)).toBe(true);
  });

  it('finds by time of change, whatever the offset', async () => {
    b.clock.advance(60_000);
    await customers('Late');
    const since = async (time: string, field = 'MetaData.LastUpdatedTime') => named(`${field} >= '${time}' AND DisplayName = 'Late'`);
    expect(await since('2026-11-10T12:01:00-08:00')).toEqual(['Late']);
    expect(await since('2026-11-10T20:01:00Z', 'Metadata.CreateTime')).toEqual(['Late']);
    expect(await since('2026-11-10T21:01:01+01:00')).toEqual([]);
  });

  it('pages from 1, a hundred at a time unless told, and sorts', async () => {
    for (let index = 0; index < 105; index += 1) b.company.create('Customer', { DisplayName: `Page ${String(index).padStart(3, '0')}` });
    const page = async (rest: string) => (await b.query(`SELECT * FROM Customer WHERE DisplayName LIKE 'Page%' ${rest}`)).json.QueryResponse;
    expect((await page('')).maxResults).toBe(100);
    const last = await page('ORDERBY DisplayName DESC STARTPOSITION 104 MAXRESULTS 10');
    expect([last.startPosition, last.maxResults, last.Customer.map(({ DisplayName }: Anything) => DisplayName)]).toEqual([104, 2, ['Page 001', 'Page 000']]);
    expect(await page('STARTPOSITION 106')).toEqual({});
    expect((await b.query("SELECT count(*) FROM Customer WHERE DisplayName LIKE 'Page%'")).json.QueryResponse).toEqual({ totalCount: 105 });
    b.quickBooks.behaviour.largePages = 'truncated';
    expect((await page('MAXRESULTS 5000')).maxResults).toBe(105);
  });

  it('cuts records down to a field list', async () => {
    const invoice = await b.invoiced();
    const { json } = await b.query(`SELECT Id, SyncToken, Balance, CustomerRef, MetaData.LastUpdatedTime FROM Invoice WHERE Id = '${invoice.Id}'`);
    expect(json.QueryResponse.Invoice).toEqual([{ domain: 'QBO', sparse: true, Id: invoice.Id, SyncToken: '0', Balance: invoice['Balance'], CustomerRef: invoice['CustomerRef'], MetaData: { LastUpdatedTime: invoice.MetaData?.LastUpdatedTime } }]);
  });

  it('knows the records that exist once, by any case of the name', async () => {
    expect((await b.query('select * from preferences')).json.QueryResponse.Preferences).toHaveLength(1);
    expect((await b.query('select * from companyinfo')).json.QueryResponse.CompanyInfo[0].CompanyName).toBe(b.quickBooks.company(realm).options.name);
  });

  it('keeps companies apart', async () => {
    await customers('Only here');
    const token = b.quickBooks.accessToken(otherRealm);
    const url = `https://sandbox-quickbooks.api.intuit.com/v3/company/${otherRealm}/query?query=${encodeURIComponent("SELECT * FROM Customer WHERE DisplayName = 'Only here'")}`;
    expect((await b.call('GET', url, undefined, { authorization: `Bearer ${token}` })).json.QueryResponse).toEqual({});
  });
});
