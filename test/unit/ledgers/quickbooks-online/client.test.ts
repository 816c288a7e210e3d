import { describe, expect, it } from 'vitest';
import { quickBooksOnline } from '../../../../lib/ledgers/quickbooks-online';
import { createClient } from '../../../../lib/ledgers/quickbooks-online/client';
import { isOneOf, literal, select } from '../../../../lib/ledgers/quickbooks-online/query';
import { customers, invoices } from '../../../../lib/ledgers/quickbooks-online/wire';
import type { ApiAnswer } from '../../../../lib/net/call';
import { isDefinite } from '../../../../lib/net/failure';
import { failureOf } from '../../../conformance/support';
import { answer, config, fault, invoice, ok, rows, scripted } from './fake';

const root = 'https://sandbox-quickbooks.api.intuit.com/v3/company/9130350000000001';
const clientOf = (...answers: ApiAnswer[]) => {
  const { call, asked } = scripted(...answers);
  return { client: createClient(call, 'https://sandbox-quickbooks.api.intuit.com', config.company), asked };
};

describe('statements', () => {
  it('quote every value, whatever is in it', () => {
    expect(literal("O'Brien \\ Sons\n’s & Co #1 100%")).toBe("'O\\'Brien \\\\ Sons ’s & Co #1 100%'");
    expect(isOneOf('Id', ['1'])).toBe("Id = '1'");
    expect(isOneOf('Id', ['1', '2', '1'])).toBe("Id IN ('1', '2')");
    expect(select('Bill', [], 1)).toBe('SELECT * FROM Bill STARTPOSITION 1 MAXRESULTS 1000');
    expect(select('Bill', ["A = '1'", "B = '2'"], 1001)).toBe("SELECT * FROM Bill WHERE A = '1' AND B = '2' STARTPOSITION 1001 MAXRESULTS 1000");
  });
});

describe('calls', () => {
  it('ask for JSON, at the minor version that is served', async () => {
    const { client, asked } = clientOf(ok({ Invoice: invoice() }));
    expect(await client.get(invoices, '12', 'read')).toMatchObject({ Id: '12', TotalAmt: '121' });
    expect(asked).toEqual([{ method: 'GET', url: `${root}/invoice/12?minorversion=75`, endpoint: 'invoice', purpose: 'read', headers: { Accept: 'application/json' }, repeatable: true }]);
  });

  it('read lists page after page, each record once', async () => {
    const row = (Id: number) => ({ Id: String(Id), SyncToken: '0', DisplayName: `C ${Id}` });
    const page = (from: number, count: number) => rows('Customer', ...Array.from({ length: count }, (_, index) => row(from + index)));
    const { client, asked } = clientOf(page(1, 1000), page(1000, 5));
    const { rows: found, time } = await client.list(customers, ['Active IN (true, false)'], 'list');
    expect([found.length, time]).toEqual([1004, '2026-11-10T02:00:00.000-08:00']);
    const conditions = 'SELECT * FROM Customer WHERE Active IN (true, false)';
    expect(asked.map(({ body }) => body)).toEqual([`${conditions} STARTPOSITION 1 MAXRESULTS 1000`, `${conditions} STARTPOSITION 1001 MAXRESULTS 1000`]);
    expect(asked.every(({ repeatable, url }) => repeatable && url === `${root}/query?minorversion=75`)).toBe(true);
  });

  it('take an empty answer for none', async () => {
    expect((await clientOf(rows('Customer')).client.list(customers, [], 'list')).rows).toEqual([]);
  });

  it('are never repeated when they write', async () => {
    const { client, asked } = clientOf(ok({ Invoice: invoice() }), ok({ Invoice: { status: 'Deleted', domain: 'QBO', Id: '12' } }));
    await client.write(invoices, { DocNumber: '1' }, 'book', 'abc');
    await client.remove(invoices, { Id: '12', SyncToken: '0' }, 'delete');
    expect(asked.map(({ url, body, repeatable }) => [url, body, repeatable])).toEqual([
      [`${root}/invoice?requestid=abc&minorversion=75`, '{"DocNumber":"1"}', false], [`${root}/invoice?operation=delete&minorversion=75`, '{"Id":"12","SyncToken":"0"}', false],
    ]);
  });
});

describe('answers that are none', () => {
  const kindOf = async (given: ApiAnswer) => (await failureOf(clientOf(given).client.write(invoices, {}, 'book'))).kind;
  const gateway = (status: number, code: string) => answer(status, { warnings: null, fault: { error: [{ message: `message=X; errorCode=00${code}; statusCode=${status}`, detail: null, code, element: null }], type: 'SERVICE' }, time: 1543012192555 });

  it.each([
    ['a success that holds a refusal', fault(200, '6000', 'No.'), 'refused'],
    ['validation', fault(400, '2020', 'Required', 'Required', 'Line'), 'refused'],
    ['a reference that is gone', fault(400, '610', 'Object Not Found'), 'refused'],
    ['an old version', fault(400, '5010', 'Stale Object Error'), 'stale'],
    ['no right', fault(403, '5020'), 'forbidden'],
    ['a lapsed subscription', fault(400, '6190'), 'forbidden'],
    ['the gateway: wrong environment', gateway(403, '3100'), 'forbidden'],
    ['the gateway: token', gateway(401, '3200'), 'sign-in'],
    ['the gateway: too many', gateway(429, '3001'), 'limit'],
    ['too many, as it was said before', gateway(403, '3001'), 'limit'],
    ['a user without access', fault(403, '120'), 'sign-in'],
    ['a request id for something else', fault(400, '600'), 'used'],
    ['two names at once', fault(400, '6000', 'Business Validation Error: You can only add or edit one name at a time. Please try again.'), 'limit'],
    ['an internal error', fault(500, '10000', 'System Failure Error'), 'trouble'],
    ['maintenance', fault(503, '150'), 'trouble'],
    ['nothing but a status', answer(502, ''), 'trouble'],
    ['an unknown address', answer(404, ''), 'absent'],
    ['a web page', answer(200, '<html></html>', 'text/html'), 'unreadable'],
    ['half an answer', answer(200, '{"Invoice":{"Id":"1'), 'unreadable'],
    ['another shape', ok({ Invoice: { Id: '1' } }), 'unreadable'],
    ['nothing', ok({}), 'unreadable'],
  ] as const)('%s', async (_, given, kind) => {
    expect(await kindOf(given)).toBe(kind);
  });

  it('an internal error or an unreadable answer leave the outcome of a write open', async () => {
    for (const given of [fault(500, '10000'), answer(200, ''), ok({})]) expect(isDefinite(await failureOf(clientOf(given).client.write(invoices, {}, 'book')))).toBe(false);
  });

  it('a record that is asked for by its id and gone is absent', async () => {
    expect((await failureOf(clientOf(fault(400, '610')).client.get(invoices, '12', 'read'))).kind).toBe('absent');
  });

  it('keep the words, without marks for a page, and the number of each', async () => {
    const body = { Fault: { Error: [{ Message: 'Tax', Detail: 'Tax error. <a href="https://x">Learn\nmore</a>', code: '6000', element: '' }, { Message: 'Required', Detail: 'Required parameter Line', code: '2020', element: 'Line' }], type: 'ValidationFault' } };
    const failure = await failureOf(clientOf(answer(400, body)).client.write(invoices, {}, 'book'));
    expect(failure.detail).toMatchObject({ status: 400, endpoint: 'invoice', raw: '6000: Tax error. Learn more\n2020 (Line): Required parameter Line' });
  });
});

describe('several records in one call', () => {
  it('are told apart by their ids, whatever their order; one that is not answered is not known', async () => {
    const { client, asked } = clientOf(ok({ BatchItemResponse: [{ bId: '3', Fault: { Error: [{ Message: 'x', Detail: '', code: '10000' }], type: 'SystemFault' } }, { bId: '1', Invoice: invoice() }, { bId: '2', Fault: { Error: [{ Message: 'm', Detail: '', code: '3001' }], type: 'SERVICE' } }] }));
    const outcomes = await client.createAll(['a', 'b', 'c', 'd'].map((DocNumber) => ({ entity: invoices, body: { DocNumber } })), 'book 4 invoices');
    expect(outcomes.map((one) => ('kind' in one ? one.kind : one.Id))).toEqual(['12', 'limit', 'trouble', 'unreadable']);
    expect(asked.map(({ endpoint, repeatable }) => [endpoint, repeatable])).toEqual([['batch', false]]);
    expect(JSON.parse(asked[0]?.body ?? '')).toEqual({ BatchItemRequest: ['a', 'b', 'c', 'd'].map((DocNumber, index) => ({ bId: String(index + 1), operation: 'create', Invoice: { DocNumber } })) });
  });
});

describe('companies', () => {
  it('are the one that was chosen when signing in', async () => {
    const settings = [ok({ CompanyInfo: { CompanyName: 'ACME', Country: 'IE' } }), ok({ Preferences: { CurrencyPrefs: { HomeCurrency: { value: 'EUR' } } } })];
    const { call, asked } = scripted(...settings);
    expect(await quickBooksOnline.companies(call, config)).toEqual({ user: 'ACME', companies: [{ id: config.company, name: 'ACME', currency: 'EUR', country: 'IE' }] });
    expect(asked.map(({ url }) => url)).toEqual([`${root}/companyinfo/${config.company}?minorversion=75`, `${root}/preferences?minorversion=75`]);
    expect((await failureOf(quickBooksOnline.companies(call, { ...config, company: '' }))).kind).toBe('unreadable');
    expect(() => quickBooksOnline.open(call, { ...config, company: '' })).toThrow('not a QuickBooks Online company');
  });
});
