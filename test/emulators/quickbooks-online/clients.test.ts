import https, { Agent } from 'node:https';
import OAuthClient from 'intuit-oauth';
import QuickBooks from 'node-quickbooks';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { ManualClock } from '../core/emulator';
import { startServers, type RunningServers } from '../core/servers';
import { createQuickBooksOnline, testClient, type QuickBooksOnline } from './index';
import { american, realm, type Anything } from './protocol-support';

/** Two clients that were not written for this emulator do their usual work over HTTPS, under the real names. */
const redirectUri = 'https://ledgerbar.example/back';
const clock = new ManualClock(Date.now());
const usualAgent = https.globalAgent;
let quickBooks: QuickBooksOnline;
let servers: RunningServers;

/** Every name leads to the emulators' server, whose certificate is checked for that name. */
class Mapped extends Agent {
  override createConnection(...[options, callback]: Parameters<Agent['createConnection']>): ReturnType<Agent['createConnection']> {
    const servername = options.host ?? '';
    return super.createConnection({ ...options, host: '127.0.0.1', port: servers.port, ca: servers.certificate, servername }, callback);
  }
}

beforeAll(async () => {
  quickBooks = createQuickBooksOnline({ clock, companies: (at) => [american(at, { realmId: realm })], clients: [{ ...testClient, redirectUris: [redirectUri] }], autoConsent: true });
  servers = await startServers([quickBooks]);
  vi.stubEnv('NO_PROXY', '*');
  https.globalAgent = new Mapped();
});
afterAll(async () => {
  https.globalAgent = usualAgent;
  vi.unstubAllEnvs();
  await servers.close();
});
beforeEach(() => {
  quickBooks.reset();
});
afterEach(() => {
  expect(quickBooks.world.violations).toEqual([]);
});

const oauth = () => new OAuthClient({ clientId: testClient.clientId, clientSecret: testClient.clientSecret, environment: 'sandbox', redirectUri });

/** What the browser is sent to. */
const follow = (url: string) =>
  new Promise<string>((resolve, reject) => {
    https.get(url, (response) => resolve(response.headers.location ?? '')).on('error', reject);
  });

/** A client that has signed in, and the state it was given. */
async function connected(): Promise<OAuthClient> {
  const client = oauth();
  await client.createToken(await follow(client.authorizeUri({ scope: [OAuthClient.scopes.Accounting, OAuthClient.scopes.OpenId, OAuthClient.scopes.Email], state: 'st4te' })));
  return client;
}

describe('intuit-oauth', () => {
  it('signs in, refreshes, asks who it is, and revokes', async () => {
    const client = await connected();
    const first = { ...client.getToken() };
    expect(first).toMatchObject({ realmId: realm, state: 'st4te', token_type: 'bearer', expires_in: 3600 });
    expect(client.isAccessTokenValid()).toBe(true);
    expect((await client.getUserInfo()).json.email).toBe('user1@acme.example');
    expect(await client.validateIdToken()).toBe(true);
    const answer = await client.refresh();
    expect([answer.getIntuitTid().length > 10, client.getToken().refresh_token]).toEqual([true, first.refresh_token]);
    const company = await client.makeApiCall({ url: `v3/company/${realm}/companyinfo/${realm}` });
    expect(company.json.CompanyInfo.CompanyName).toBe(quickBooks.company().options.name);
    const { refresh_token: refreshToken = '' } = client.getToken();
    expect((await client.revoke({ refresh_token: refreshToken })).status()).toBe(200);
    await expect(client.refreshUsingToken(refreshToken)).rejects.toMatchObject({ error: 'invalid_grant', error_description: 'Incorrect or invalid refresh token' });
  });

  it('is told of faults and limits in ways it understands', async () => {
    const client = await connected();
    await expect(client.makeApiCall({ url: `v3/company/${realm}/invoice/999999` })).rejects.toMatchObject({ code: '610', faultType: 'ValidationFault', intuitTid: expect.any(String) as string });
    for (let index = 0; index < 9; index += 1) await client.makeApiCall({ url: `v3/company/${realm}/preferences` });
    await expect(client.makeApiCall({ url: `v3/company/${realm}/preferences` })).rejects.toMatchObject({ code: 'RATE_LIMIT_EXCEEDED' });
    clock.advance(1000);
  });

  it('is refused with the wrong secret', async () => {
    const client = new OAuthClient({ clientId: testClient.clientId, clientSecret: 'wrong', environment: 'sandbox', redirectUri });
    const back = await follow(client.authorizeUri({ scope: OAuthClient.scopes.Accounting ?? '' }));
    await expect(client.createToken(back)).rejects.toMatchObject({ error: 'invalid_client' });
  });
});

type Done = (error: Anything, data?: Anything) => void;

describe('node-quickbooks', () => {
  /** Its calls take a callback; a Fault is an error, whether it came as one or with HTTP 200. */
  const ask = (work: (done: Done) => void) =>
    new Promise<Anything>((resolve, reject) => {
      clock.advance(1000);
      work((error, data) => (error ? reject(Object.assign(new Error('refused'), { fault: error.Fault ?? error.response?.data })) : resolve(data)));
    });
  const refusal = (work: (done: Done) => void) => ask(work).then(() => null, ({ fault }: Anything) => fault?.Fault?.Error?.[0] ?? fault?.Error?.[0] ?? fault?.fault?.error?.[0]);

  async function client(): Promise<QuickBooks> {
    const { access_token: accessToken = '', refresh_token: refreshToken = '' } = (await connected()).getToken();
    return new QuickBooks(testClient.clientId, testClient.clientSecret, accessToken, false, realm, true, false, null, '2.0', refreshToken);
  }
  const invoice = (change: object = {}): Anything => ({
    CustomerRef: { value: quickBooks.company().all('Customer')[0]?.Id },
    Line: [{ Amount: 100, DetailType: 'SalesItemLineDetail', SalesItemLineDetail: { ItemRef: { value: quickBooks.company().all('Item').find(({ Type }) => Type === 'Service')?.Id } } }],
    ...change,
  });

  it('creates, reads, changes, finds and deletes an invoice', async () => {
    const qbo = await client();
    const made = await ask((done) => qbo.createInvoice(invoice({ PrivateNote: 'by a client' }), done));
    expect(made).toMatchObject({ TotalAmt: 108.25, SyncToken: '0', domain: 'QBO' });
    expect(await ask((done) => qbo.getInvoice(made.Id, done))).toEqual(made);
    const changed = await ask((done) => qbo.updateInvoice({ Id: made.Id, SyncToken: made.SyncToken, PrivateNote: 'changed' } as Anything, done));
    expect(changed).toMatchObject({ SyncToken: '1', PrivateNote: 'changed', Line: made.Line });
    const found = await ask((done) => qbo.findInvoices([{ field: 'DocNumber', value: made.DocNumber }, { field: 'Id', value: [made.Id], operator: 'IN' }] as Anything, done));
    expect(found.QueryResponse.Invoice).toEqual([changed]);
    expect((await ask((done) => qbo.findInvoices({ count: true } as Anything, done))).QueryResponse.totalCount).toBe(quickBooks.company().all('Invoice').length);
    expect(await ask((done) => qbo.deleteInvoice(made.Id, done))).toMatchObject({ Invoice: { status: 'Deleted', domain: 'QBO', Id: made.Id } });
    expect(await refusal((done) => qbo.getInvoice(made.Id, done))).toMatchObject({ code: '610', Message: 'Object Not Found' });
  });

  it('escapes names, and gets every page', async () => {
    const qbo = await client();
    await ask((done) => qbo.createCustomer({ DisplayName: "Peet's & 50% # +" } as Anything, done));
    const found = await ask((done) => qbo.findCustomers({ DisplayName: "Peet's & 50% # +" } as Anything, done));
    expect(found.QueryResponse.Customer).toHaveLength(1);
    for (let index = 0; index < 25; index += 1) quickBooks.company().create('Vendor', { DisplayName: `Page ${index}` });
    const vendors = await ask((done) => qbo.findVendors([{ field: 'fetchAll', value: true }, { field: 'limit', value: 10 }, { field: 'DisplayName', value: 'Page%', operator: 'LIKE' }] as Anything, done));
    expect(vendors.QueryResponse.Vendor).toHaveLength(25);
  });

  it('creates once under one requestid', async () => {
    const qbo = await client();
    const before = quickBooks.company().all('Invoice').length;
    const first = await ask((done) => qbo.createInvoice(invoice({ requestId: 'client-1' }), done));
    const second = await ask((done) => qbo.createInvoice(invoice({ requestId: 'client-1' }), done));
    expect([second.Id, quickBooks.company().all('Invoice').length]).toEqual([first.Id, before + 1]);
  });

  it('voids invoices and payments', async () => {
    const qbo = await client();
    const made = await ask((done) => qbo.createInvoice(invoice(), done));
    expect((await ask((done) => qbo.voidInvoice({ Id: made.Id, SyncToken: '0' } as Anything, done))).Invoice).toMatchObject({ TotalAmt: 0, PrivateNote: 'Voided' });
    const paid = await ask((done) => qbo.createPayment({ CustomerRef: made.CustomerRef, TotalAmt: 5 } as Anything, done));
    expect(await ask((done) => qbo.updatePayment({ Id: paid.Id, SyncToken: '0', void: true } as Anything, done))).toMatchObject({ TotalAmt: 0 });
  });

  it('sends batches and asks for changes', async () => {
    const qbo = await client();
    const since = new Date(clock.now());
    clock.advance(1000);
    const { BatchItemResponse: items } = await ask((done) =>
      qbo.batch([{ bId: '1', operation: 'create', Customer: { DisplayName: 'In a batch' } }, { bId: '2', operation: 'create', Invoice: invoice({ CustomerRef: { value: '999999' } }) }, { bId: '3', Query: 'select count(*) from Customer' }] as Anything, done),
    );
    const of = (bId: string): Anything => items.find((item: Anything) => item.bId === bId);
    expect([of('1').Customer.DisplayName, of('2').Fault.type, of('3').QueryResponse.totalCount > 0]).toEqual(['In a batch', 'ValidationFault', true]);
    const { CDCResponse: changes } = await ask((done) => qbo.changeDataCapture(['Customer', 'Bill'], since, done));
    expect(changes[0].QueryResponse[0].Customer.map(({ Id }: Anything) => Id)).toContain(of('1').Customer.Id);
  });

  it('renews and gives up its connection', async () => {
    const qbo = await client();
    clock.advance(3_600_000);
    expect(await refusal((done) => qbo.getPreferences(done))).toMatchObject({ code: '3200', detail: 'Token expired' });
    await ask((done) => qbo.refreshAccessToken(done));
    expect((await ask((done) => qbo.getPreferences(done))).CurrencyPrefs.HomeCurrency.value).toBe(quickBooks.company().options.homeCurrency);
    const renewed = quickBooks.tokens.grants.at(-1);
    await ask((done) => qbo.revokeAccess(true, done));
    expect(renewed?.revoked).toBe(true);
  });
});
