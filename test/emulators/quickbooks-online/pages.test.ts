import { describe, expect, it } from 'vitest';
import { hosts } from './hosts';
import { bench, host, otherRealm, realm, type Anything } from './protocol-support';

describe('the web pages', () => {
  const read = async (b: ReturnType<typeof bench>, path: string, at: string = hosts.pages.sandbox) => {
    const response = await b.quickBooks.app.fetch(new Request(`https://${at}/app/${path}`));
    return { status: response.status, text: await response.text() };
  };

  it('name the record and the company they are in', async () => {
    const b = bench();
    const invoice = await b.invoiced();
    const customer = b.company.all('Customer')[0];
    expect((await read(b, `invoice?txnId=${invoice.Id}&companyId=${realm}`)).text).toContain(`<h1>Invoice ${String(invoice['DocNumber'])}</h1>`);
    expect((await read(b, `customerdetail?nameId=${customer?.Id}`)).text).toContain(`<h1>Customer ${String(customer?.['DisplayName'])}</h1>`);
    expect((await read(b, `invoice?txnId=${invoice.Id}&companyId=${otherRealm}`)).status).toBe(404);
    expect((await read(b, `invoice?txnId=${invoice.Id}`, hosts.pages.production)).status).toBe(404);
    expect((await read(b, `invoices?txnId=${invoice.Id}`)).status).toBe(404);
  });
});

describe('the control surface', () => {
  it('dumps, takes faults and resets, under the emulated names only', async () => {
    const b = bench();
    const control = async (method: string, path: string, body?: object, at = host) => b.quickBooks.app.fetch(new Request(`${at}/__emulator/${path}`, { method, ...(body ? { body: JSON.stringify(body) } : {}) }));
    const before = b.company.all('Invoice').length;
    await b.invoiced();
    const dump = JSON.parse(await (await control('GET', 'dump')).text()) as Anything;
    expect([dump.state.companies.length, dump.state.companies[0].Invoice.length, dump.seen.length]).toEqual([3, before + 1, 2]);
    expect((await control('GET', 'dump', undefined, 'https://elsewhere.example')).status).toBe(404);
    await control('POST', 'faults', { url: '/preferences', misbehaviour: { do: 'answer-before', status: 503, body: 'busy' } });
    expect((await b.get('preferences')).status).toBe(503);
    b.quickBooks.behaviour.pkce = 'refused';
    expect((await control('POST', 'reset')).status).toBe(204);
    expect([b.quickBooks.company().all('Invoice').length, b.quickBooks.tokens.access.size, b.quickBooks.behaviour.pkce]).toEqual([before, 0, 'ignored']);
    expect((await b.get('preferences')).status).toBe(401);
  });

  it('answers to the hosts of QuickBooks alone', async () => {
    const { quickBooks } = bench();
    expect(['appcenter.intuit.com', 'oauth.platform.intuit.com', 'developer.api.intuit.com', 'quickbooks.api.intuit.com', 'sandbox-quickbooks.api.intuit.com', 'app.qbo.intuit.com', 'app.sandbox.qbo.intuit.com'].every((name) => quickBooks.answersTo(name))).toBe(true);
    expect(['intuit.com', 'quickbooks.api.intuit.com.evil.example', 'payments.api.intuit.com'].some((name) => quickBooks.answersTo(name))).toBe(false);
    expect((await quickBooks.app.fetch(new Request('https://payments.api.intuit.com/'))).status).toBe(404);
  });
});
