import { describe, expect, it } from 'vitest';
import { hosts } from './hosts';
import { productionClient, testClient } from './index';
import { defaultLimits } from './limits';
import { bench, type Answer, type Bench } from './protocol-support';

const statuses = async (count: number, call: () => Promise<Answer>): Promise<number[]> => {
  const found: number[] = [];
  for (let index = 0; index < count; index += 1) found.push((await call()).status);
  return found;
};
const refusedOf = (list: readonly number[]): number => list.filter((status) => status === 429).length;
const empty = { BatchItemRequest: [{ bId: '1', Query: 'SELECT count(*) FROM Customer' }] };

describe('limits', () => {
  it('are those of the reference', () => {
    expect(defaultLimits()).toEqual({ perMinute: 500, perSecond: 10, batchesPerMinute: 40, companyBatchesPerMinute: 120, allPerMinute: 800, readsPerMonth: 500_000 });
  });

  it('answer 429 with a body and no word of when', async () => {
    const b = bench({ limits: { perSecond: 2 } });
    expect(await statuses(2, () => b.get('preferences'))).toEqual([200, 200]);
    const answer = await b.get('preferences');
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, null]);
    expect(answer.json.fault).toEqual({ error: [{ message: 'message=ThrottleExceeded; errorCode=003001; statusCode=429', detail: 'The request limit was reached.  Try again later', code: '3001', element: null }], type: 'SERVICE' });
    b.quickBooks.behaviour.throttleEnvelope = 'data';
    expect((await b.get('preferences')).json.Fault).toMatchObject({ type: 'SERVICE', Error: [{ code: '3001' }] });
    expect((await b.call('GET', 'preferences', undefined, { accept: '' })).text).toContain('<Fault type="SERVICE"><Error code="3001"><Message>message=ThrottleExceeded; errorCode=003001; statusCode=429</Message><Detail>The request limit was reached.  Try again later</Detail>');
    b.clock.advance(1000);
    expect((await b.get('preferences')).status).toBe(200);
  });

  it('do nothing of what they refuse', async () => {
    const b = bench({ limits: { perSecond: 1 } });
    await b.get('preferences');
    const before = b.company.all('Customer').length;
    expect((await b.post('customer', { DisplayName: 'Late' })).status).toBe(429);
    expect(b.company.all('Customer')).toHaveLength(before);
  });

  it('count by the minute for a company, whoever asks, and slide', async () => {
    const b = bench({ limits: { perMinute: 5 } });
    const second = { ...testClient, clientId: 'ABsecond' };
    const two = bench({ limits: { perMinute: 5 }, clients: [testClient, second] });
    expect(refusedOf(await statuses(6, () => b.get('preferences')))).toBe(1);
    b.clock.advance(59_999);
    expect((await b.get('preferences')).status).toBe(429);
    b.clock.advance(1);
    expect((await b.get('preferences')).status).toBe(200);
    await statuses(5, () => two.get('preferences'));
    const other = two.quickBooks.accessToken(undefined, second);
    expect((await two.call('GET', 'preferences', undefined, { authorization: `Bearer ${other}` })).status).toBe(429);
  });

  it('count by the second for an app and a company', async () => {
    const second = { ...testClient, clientId: 'ABsecond' };
    const b = bench({ limits: { perSecond: 3 }, clients: [testClient, second] });
    expect(refusedOf(await statuses(4, () => b.get('preferences')))).toBe(1);
    const other = b.quickBooks.accessToken(undefined, second);
    expect((await b.call('GET', 'preferences', undefined, { authorization: `Bearer ${other}` })).status).toBe(200);
  });

  it('count batches apart: by app, by company, and all together', async () => {
    const second = { ...testClient, clientId: 'ABsecond' };
    const b = bench({ limits: { perMinute: 3, batchesPerMinute: 2, companyBatchesPerMinute: 3, allPerMinute: 5 }, clients: [testClient, second] });
    const other = b.quickBooks.accessToken(undefined, second);
    expect(await statuses(3, () => b.post('batch', empty))).toEqual([200, 200, 429]);
    expect(await statuses(2, () => b.call('POST', 'batch', empty, { authorization: `Bearer ${other}` }))).toEqual([200, 429]);
    expect(await statuses(3, () => b.get('preferences'))).toEqual([200, 200, 429]);
  });
});

describe('metering', () => {
  const mixed = { BatchItemRequest: [{ bId: '1', Query: 'SELECT count(*) FROM Customer' }, { bId: '2', Query: 'SELECT count(*) FROM Vendor' }, { bId: '3', operation: 'create', Customer: { DisplayName: 'M' } }] };

  it('counts reads apart from writes, inside batches too', async () => {
    const b = bench();
    await b.get('preferences');
    await b.query('SELECT * FROM Customer');
    await b.call('POST', 'query', 'SELECT * FROM Customer', { 'content-type': 'application/text' });
    await b.get(`cdc?entities=Invoice&changedSince=2026-11-10T00:00:00Z`);
    await b.invoiced();
    await b.post('batch', mixed);
    expect(b.quickBooks.metering.used('sandbox', testClient.clientId)).toEqual({ reads: 6, writes: 2 });
    await b.call('GET', 'preferences', undefined, { authorization: '' });
    expect(b.quickBooks.metering.used('sandbox', testClient.clientId).reads).toBe(6);
  });

  it('refuses reads for the rest of the month in production, and never writes', async () => {
    const b: Bench = bench({ limits: { readsPerMonth: 3 } });
    const production = b.quickBooks.world.companies('production')[0]?.realmId ?? '';
    const connect = () => b.quickBooks.accessToken(production, productionClient);
    const call = (method: string, path: string, body?: unknown) => b.call(method, `https://${hosts.api.production}/v3/company/${production}/${path}`, body, { authorization: `Bearer ${connect()}` });
    expect(await statuses(4, () => call('GET', 'preferences'))).toEqual([200, 200, 200, 429]);
    b.clock.advance(86_400_000);
    expect((await call('POST', 'batch', mixed)).status).toBe(429);
    expect((await call('POST', 'customer', { DisplayName: 'Free' })).status).toBe(200);
    b.clock.advance(21 * 86_400_000);
    expect((await call('GET', 'preferences')).status).toBe(200);
    expect(b.quickBooks.metering.used('production', productionClient.clientId)).toEqual({ reads: 1, writes: 0 });
  });

  it('does not limit the sandbox', async () => {
    const b = bench({ limits: { readsPerMonth: 1 } });
    expect(await statuses(3, () => b.get('preferences'))).toEqual([200, 200, 200]);
  });
});
