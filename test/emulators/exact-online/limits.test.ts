import { describe, expect, it } from 'vitest';
import { bench, host, noon } from './support';

const codes = 'vat/VATCodes?$top=1';

describe('rate limits', () => {
  it('carries six headers on addresses with a division and none on current/Me', async () => {
    const { get } = bench({ limits: {} });
    const { headers } = await get(codes);
    expect(Object.fromEntries([...headers].filter(([name]) => name.startsWith('x-ratelimit')))).toEqual({
      'x-ratelimit-limit': '5000',
      'x-ratelimit-remaining': '4999',
      'x-ratelimit-reset': String(Date.parse('2026-03-11T00:00:00Z')),
      'x-ratelimit-minutely-limit': '60',
      'x-ratelimit-minutely-remaining': '59',
      'x-ratelimit-minutely-reset': String(noon + 60_000),
    });
    expect([...(await get('current/Me')).headers.keys()].filter((name) => name.startsWith('x-ratelimit'))).toEqual([]);
  });

  it('refuses call 61 of a calendar minute, with the headers of the minute only and no body', async () => {
    const { get, clock } = bench({ limits: { perMinute: 60 } });
    clock.advance(59_000);
    for (let i = 0; i < 60; i += 1) expect((await get(codes)).status).toBe(200);
    const refused = await get(codes);
    expect([refused.status, refused.text, refused.headers.get('x-ratelimit-minutely-remaining'), refused.headers.has('x-ratelimit-limit')]).toEqual([429, '', '0', false]);
    clock.advance(1000);
    expect((await get(codes)).status).toBe(200);
  });

  it('refuses with the headers of the day only when the day is used up', async () => {
    const { get, clock } = bench({ limits: { perDay: 2 } });
    await get(codes);
    await get(codes);
    const refused = await get(codes);
    expect([refused.status, refused.headers.get('x-ratelimit-remaining'), refused.headers.has('x-ratelimit-minutely-limit')]).toEqual([429, '0', false]);
    clock.advance(12 * 3_600_000);
    expect((await get(codes)).status).toBe(401);
  });

  it('counts by app and company, all users together, and not current/Me', async () => {
    const { exact, get } = bench({ limits: { perMinute: 1 } });
    const colleague = { id: 'b1b2c3d4-0000-4000-8000-000000000001', name: 'Bert Bos', email: 'bert@acme.example', language: 'nl' as const, currentDivision: 123456 };
    const other = exact.accessToken(undefined, colleague);
    const as = async (division: number) => (await exact.app.fetch(new Request(`${host}/api/v1/${division}/${codes}`, { headers: { authorization: `Bearer ${other}` } }))).status;
    for (let i = 0; i < 3; i += 1) expect((await get('current/Me')).status).toBe(200);
    expect((await get(codes)).status).toBe(200);
    expect([await as(123456), await as(654321)]).toEqual([429, 200]);
  });
});

describe('the error budget', () => {
  it('closes an endpoint for an hour after more than ten errors, and no other endpoint', async () => {
    const { exact, get, clock } = bench({ limits: {} });
    exact.world.limits.perMinute = 1000;
    for (let i = 0; i < 11; i += 1) expect((await get('vat/VATCodes?$select=Nothing')).status).toBe(400);
    const closed = await get(codes);
    expect([closed.status, closed.text, [...closed.headers.keys()]]).toEqual([429, '', []]);
    expect((await get('general/Currencies')).status).toBe(200);
    clock.advance(500_000);
    expect((await get(codes)).status).toBe(429);
  });

  it('stays open at ten errors, and forgets them after an hour', async () => {
    const { exact, clock } = bench();
    const ask = async (query: string) => {
      const token = exact.accessToken();
      return (await exact.app.fetch(new Request(`${host}/api/v1/123456/vat/VATCodes?${query}`, { headers: { authorization: `Bearer ${token}`, accept: 'application/json' } }))).status;
    };
    for (let i = 0; i < 10; i += 1) await ask('$select=Nothing');
    expect(await ask('$top=1')).toBe(200);
    clock.advance(3_600_000);
    for (let i = 0; i < 10; i += 1) await ask('$select=Nothing');
    expect(await ask('$top=1')).toBe(200);
    await ask('$select=Nothing');
    expect(await ask('$top=1')).toBe(429);
    clock.advance(3_600_000);
    expect(await ask('$top=1')).toBe(200);
  });

  it('counts 400, 401, 403 and 404, but not the 500 of a refused booking', async () => {
    const { exact, get, call, create, clock } = bench();
    await get('vat/VATCodes?$select=Nothing');
    await get('hrm/CostCenters');
    await call('GET', `${host}/api/v1/654321/vat/VATCodes`);
    expect((await create('crm/Accounts', {})).status).toBe(500);
    expect(exact.errors.used()).toBe(3);
    clock.advance(600_000);
    expect((await get('current/Me')).status).toBe(401);
    expect(exact.errors.used()).toBe(4);
  });

  it('answers as configured when closed', async () => {
    const { get } = bench({ limits: { errorsPerHour: 0, blockedAnswer: { status: 403, body: 'closed', headers: {} } } });
    await get('vat/VATCodes?$select=Nothing');
    expect(await get(codes)).toMatchObject({ status: 403, text: 'closed' });
  });
});
