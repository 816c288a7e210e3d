import { beforeEach, describe, expect, it } from 'vitest';
import { hosts } from './hosts';
import { faultAnswer, productionClient } from './index';
import { bench, otherRealm, realm, type Bench } from './protocol-support';

let b: Bench;
beforeEach(() => {
  b = bench();
});
const api = `https://${hosts.api.sandbox}/v3/company`;

describe('who may ask', () => {
  it('turns away what is no token, and one that ran out, in the gateway’s own shape', async () => {
    const none = await b.call('GET', 'preferences', undefined, { authorization: '' });
    expect([none.status, none.code, none.detail]).toEqual([401, '3200', 'Malformed bearer token: too short or too long']);
    b.clock.advance(3_600_000 - 1);
    expect((await b.get('preferences')).status).toBe(200);
    b.clock.advance(1);
    const late = await b.get('preferences');
    expect([late.status, late.headers.get('content-type')]).toEqual([401, 'application/json;charset=UTF-8']);
    expect(late.json).toEqual({
      warnings: null, intuitObject: null,
      fault: { error: [{ message: 'message=AuthenticationFailed; errorCode=003200; statusCode=401', detail: 'Token expired', code: '3200', element: null }], type: 'AUTHENTICATION' },
      report: null, queryResponse: null, batchItemResponse: [], attachableResponse: [], syncErrorResponse: null, requestId: null, time: b.clock.now(), status: null, cdcresponse: [],
    });
  });

  it('keeps the environments apart', async () => {
    const production = b.quickBooks.world.companies('production')[0]?.realmId ?? '';
    const ask = (host: string, realmId: string, token: string) => b.call('GET', `https://${host}/v3/company/${realmId}/preferences`, undefined, { authorization: `Bearer ${token}` });
    const crossed = await ask(hosts.api.production, realm, b.token);
    expect([crossed.status, crossed.code, crossed.json.fault.type, crossed.json.fault.error[0].message]).toEqual([403, '3100', 'SERVICE', 'message=ApplicationAuthorizationFailed; errorCode=003100; statusCode=403']);
    const real = b.quickBooks.accessToken(production, productionClient);
    expect((await ask(hosts.api.production, production, real)).status).toBe(200);
    expect((await ask(hosts.api.sandbox, production, real)).code).toBe('3100');
    expect((await ask(hosts.api.sandbox, production, b.token)).code).toBe('3100');
  });

  it('lets a token reach its own company alone', async () => {
    for (const other of [otherRealm, '1']) {
      const answer = await b.call('GET', `${api}/${other}/preferences`);
      expect([answer.status, answer.json.fault.error[0].message]).toEqual([403, 'message=AuthorizationFailed; errorCode=003100; statusCode=403']);
    }
  });

  it('ends with the consent', async () => {
    b.quickBooks.revokeConsent();
    expect((await b.get('preferences')).status).toBe(401);
  });
});

describe('the envelope', () => {
  it('is JSON for those who ask for it, with time, transaction id and date, and nothing of CORS', async () => {
    const invoice = await b.invoiced();
    const { json, headers } = await b.get(`invoice/${invoice.Id}?minorversion=75`);
    expect(json).toEqual({ Invoice: invoice, time: '2026-11-10T12:00:00.000-08:00' });
    expect([headers.get('date'), headers.get('access-control-allow-origin')]).toEqual(['Tue, 10 Nov 2026 20:00:00 GMT', null]);
    expect(headers.get('intuit_tid')).not.toBe((await b.get(`invoice/${invoice.Id}?minorversion=200`)).headers.get('intuit_tid'));
  });

  it.each(['', '*/*', 'text/html, application/xml'])('is XML for Accept "%s"', async (accept) => {
    const invoice = await b.invoiced();
    const read = await b.call('GET', `invoice/${invoice.Id}`, undefined, { accept });
    expect([read.status, read.headers.get('content-type')]).toEqual([200, 'application/xml']);
    expect(read.text).toContain(`<IntuitResponse xmlns="http://schema.intuit.com/finance/v3" time="2026-11-10T12:00:00.000-08:00"><Invoice domain="QBO" sparse="false">`);
    expect(read.text).toContain(`<Id>${invoice.Id}</Id>`);
    expect(read.text).toMatch(/<CustomerRef name="[^"]+">\d+<\/CustomerRef>/);
    const missing = await b.call('GET', 'invoice/999999', undefined, { accept });
    expect(missing.text).toContain('<Fault type="ValidationFault"><Error code="610"><Message>Object Not Found</Message>');
    expect((await b.call('GET', 'preferences', undefined, { accept, authorization: '' })).text).toContain('<Fault type="AUTHENTICATION"><Error code="3200"><Message>message=AuthenticationFailed;');
  });
});

describe('reading', () => {
  it('reads a record by its id', async () => {
    const invoice = await b.invoiced();
    expect((await b.get(`invoice/${invoice.Id}`)).json.Invoice).toEqual(invoice);
    const gone = await b.get('invoice/999999');
    expect([gone.status, gone.code]).toEqual([400, '610']);
  });

  it('reads settings, the company and rates', async () => {
    expect((await b.get('preferences')).json.Preferences.CurrencyPrefs.HomeCurrency.value).toBe(b.company.options.homeCurrency);
    expect((await b.get(`companyinfo/${realm}`)).json.CompanyInfo.CompanyName).toBe(b.company.options.name);
    b.company.books.insert('ExchangeRate', { SourceCurrencyCode: 'SEK', TargetCurrencyCode: 'USD', Rate: 0.1, AsOfDate: '2026-03-01' });
    expect((await b.get('exchangerate?sourcecurrencycode=SEK&asofdate=2026-03-05')).json.ExchangeRate).toMatchObject({ Rate: 0.1, AsOfDate: '2026-03-05' });
    expect((await b.get('exchangerate?sourcecurrencycode=SEK')).json.ExchangeRate.AsOfDate).toBe('2026-11-10');
    expect((await b.get('exchangerate?sourcecurrencycode=SEK&asofdate=2026-02-05')).code).toBe('610');
  });

  it('minds case and shape of a path', async () => {
    const invoice = await b.invoiced();
    for (const path of [`Invoice/${invoice.Id}`, 'invoice', `invoice/${invoice.Id}/lines`, 'nonsense/1']) {
      const answer = await b.get(path);
      expect([answer.status, answer.code]).toEqual([400, '500']);
      expect(answer.detail).toContain(`Operation Could not find resource for relative : /v3/company/${realm}/${path} of full path:`);
    }
    expect((await b.post('Invoice', b.invoice())).code).toBe('500');
    expect((await b.call('GET', `https://${hosts.api.sandbox}/v2/company/${realm}/preferences`)).code).toBe('500');
  });
});

describe('writing', () => {
  it('creates without Id and updates with one', async () => {
    const made = await b.post('customer', { DisplayName: 'Writer' });
    expect([made.status, made.json.Customer.SyncToken]).toEqual([200, '0']);
    const { Id } = made.json.Customer;
    const change = { Id, SyncToken: '0', sparse: true, CompanyName: 'Writer Ltd' };
    expect((await b.post('customer', change)).json.Customer).toMatchObject({ Id, SyncToken: '1', DisplayName: 'Writer', CompanyName: 'Writer Ltd' });
    expect((await b.post('customer?operation=update', { ...change, SyncToken: '1' })).json.Customer.SyncToken).toBe('2');
    expect((await b.post('customer', change)).code).toBe('5010');
  });

  it('deletes and answers what is left of it', async () => {
    const invoice = await b.invoiced();
    expect((await b.post('invoice?operation=delete', { Id: invoice.Id, SyncToken: '0' })).json).toEqual({ Invoice: { status: 'Deleted', domain: 'QBO', Id: invoice.Id }, time: '2026-11-10T12:00:00.000-08:00' });
    expect((await b.get(`invoice/${invoice.Id}`)).code).toBe('610');
    expect((await b.post('customer?operation=delete', { Id: '1', SyncToken: '0' })).code).toBe('500');
  });

  it('voids each kind in its own spelling', async () => {
    const invoice = await b.invoiced();
    const include = await b.post('invoice?operation=update&include=void', { Id: invoice.Id, SyncToken: '0', sparse: true });
    expect([include.status, include.code]).toEqual([400, '500']);
    expect((await b.post('invoice?operation=void', { Id: invoice.Id, SyncToken: '0' })).json.Invoice).toMatchObject({ TotalAmt: 0, Balance: 0, PrivateNote: 'Voided' });
    const { json } = await b.post('payment', { CustomerRef: invoice['CustomerRef'], TotalAmt: 5 });
    const payment = { Id: json.Payment.Id, SyncToken: '0' };
    expect((await b.post('payment?operation=void', payment)).code).toBe('500');
    expect((await b.post('payment?operation=update&include=void', { ...payment, sparse: true })).json.Payment.TotalAmt).toBe(0);
  });

  it('refuses to void a bill with a success that holds a fault', async () => {
    const account = b.company.all('Account').find(({ AccountType }) => AccountType === 'Expense')?.Id;
    const line = { Amount: 5, DetailType: 'AccountBasedExpenseLineDetail', AccountBasedExpenseLineDetail: { AccountRef: { value: account } } };
    const { json } = await b.post('bill', { VendorRef: { value: b.company.all('Vendor')[0]?.Id }, Line: [line] });
    const answer = await b.post('bill?operation=void', { Id: json.Bill.Id, SyncToken: '0' });
    expect([answer.status, answer.code, answer.json.Bill]).toEqual([200, '500', undefined]);
    expect((await b.get(`bill/${json.Bill.Id}`)).json.Bill.TotalAmt).toBe(5);
  });

  it('lets a number be used again only when asked', async () => {
    b = bench();
    b.company.books.preferences.customTxnNumbers = true;
    expect((await b.invoiced({ DocNumber: 'A-1' }))['DocNumber']).toBe('A-1');
    expect((await b.post('invoice', b.invoice({ DocNumber: 'A-1' }))).code).toBe('6140');
    expect((await b.post('invoice?include=allowduplicatedocnum', b.invoice({ DocNumber: 'A-1' }))).status).toBe(200);
  });

  it('refuses other operations, methods and bodies', async () => {
    expect((await b.post('invoice?operation=merge', b.invoice())).code).toBe('500');
    expect((await b.post('preferences', {})).code).toBe('500');
    expect((await b.post('taxcode', { Name: 'x' })).code).toBe('500');
    expect((await b.call('POST', 'customer', 'DisplayName=x', { 'content-type': 'application/x-www-form-urlencoded' })).code).toBe('1050');
    expect((await b.call('POST', 'customer', '{"DisplayName":')).code).toBe('2010');
    expect((await b.post('customer', { DisplayName: 'x', Nonsense: 1 })).code).toBe('2010');
    const latin = new Uint8Array([...'{"DisplayName":"Caf'].map((character) => character.charCodeAt(0)).concat(0xe9, 0x22, 0x7d));
    const broken = await b.call('POST', 'customer', latin);
    expect([broken.code, broken.detail]).toEqual(['500', expect.stringContaining('MalformedByteSequence') as string]);
  });

  it('makes tax codes under a path of their own', async () => {
    const agency = b.company.all('TaxAgency')[0]?.Id ?? '';
    const rate = { TaxRateName: 'Odd', RateValue: 7, TaxAgencyId: agency, TaxApplicableOn: 'Sales' };
    const answer = await b.post('taxservice/taxcode', { TaxCode: 'Odd 7', TaxRateDetails: [rate] });
    expect([answer.status, answer.json.TaxCode]).toEqual([200, 'Odd 7']);
    expect(b.company.all('TaxCode').some(({ Name }) => Name === 'Odd 7')).toBe(true);
  });
});

describe('what a client must never do', () => {
  const violations = () => b.quickBooks.world.violations.map(({ what }) => what);

  it.each(['PUT', 'PATCH', 'DELETE'])('%s', async (method) => {
    const answer = await b.call(method, 'invoice/1');
    expect([answer.status, answer.code, answer.detail]).toEqual([400, '500', `Operation No resource method found for ${method}, return 405 with Allow header is not supported.`]);
    expect(violations()).toEqual([`The method ${method}`]);
  });

  it('show a token in an address, or go without TLS', async () => {
    await b.get(`preferences?access_token=${b.token}`);
    await b.call('GET', `http://${hosts.api.sandbox}/v3/company/${realm}/preferences`);
    await b.call('POST', `https://${hosts.token}/oauth2/v1/tokens/bearer?grant_type=refresh_token&x=${b.quickBooks.connect().refresh_token}`, '');
    expect(violations()).toEqual(['A secret in an address', 'A request without TLS', 'A secret in an address']);
    await b.invoiced();
    expect(violations()).toHaveLength(3);
  });
});

describe('trouble on order', () => {
  it('answers 200 with a fault', async () => {
    b.quickBooks.faults.add({ method: 'POST', url: '/invoice', misbehaviour: faultAnswer(200, '10000', 'An application error has occurred while processing your request', 'System Failure Error: null', 'SystemFault') });
    const before = b.company.all('Invoice').length;
    expect(await b.post('invoice', b.invoice())).toMatchObject({ status: 200, code: '10000' });
    expect(b.company.all('Invoice')).toHaveLength(before);
  });
});
