import { describe, expect, it } from 'vitest';
import { exactOnline } from '../../../../lib/ledgers/exact-online';
import { budget, readBudget } from '../../../../lib/ledgers/exact-online/limits';
import { config } from './fake';

const daily = { 'X-RateLimit-Limit': '5000', 'X-RateLimit-Remaining': '4711', 'X-RateLimit-Reset': '1772496000000' };
const minutely = { 'X-RateLimit-Minutely-Limit': '60', 'X-RateLimit-Minutely-Remaining': '49', 'X-RateLimit-Minutely-Reset': '1772450040000' };

describe('headers of budgets', () => {
  it('are all read', () => {
    expect(readBudget(new Headers({ ...daily, ...minutely }))).toEqual({
      day: { limit: 5000, left: 4711, resetsAt: 1772496000000 },
      minute: { limit: 60, left: 49, resetsAt: 1772450040000 },
    });
  });

  it('say which budget is used up by being there', () => {
    expect(readBudget(new Headers(minutely))).not.toHaveProperty('day');
    expect(readBudget(new Headers(daily))).not.toHaveProperty('minute');
  });

  it('are not zero when absent or no number', () => {
    expect(readBudget(new Headers())).toEqual({});
    expect(readBudget(new Headers({ 'X-RateLimit-Remaining': '', 'X-RateLimit-Limit': 'many' }))).toEqual({});
    expect(readBudget(new Headers({ 'X-RateLimit-Minutely-Remaining': '0' }))).toEqual({ minute: { left: 0 } });
  });
});

describe('facts of Exact Online', () => {
  it('has its budgets', () => {
    expect(budget).toMatchObject({ perMinute: 60, perDay: 5000, margin: 1, errorsPerHour: { limit: 10, statuses: [400, 401, 403, 404] } });
    expect(exactOnline.budgetKey(config)).toBe('exact-online:nl:app:123456');
  });

  it.each([['nl', 'nl'], ['be', 'be'], ['de', 'de'], ['fr', 'fr'], ['es', 'es'], ['uk', 'co.uk'], ['us', 'com']])('%s is at start.exactonline.%s', (country, domain) => {
    const here = { ...config, country };
    const origin = `https://start.exactonline.${domain}`;
    expect(exactOnline.origins(here)).toEqual([`${origin}/*`]);
    expect(exactOnline.authorization(here)).toMatchObject({
      issuer: origin, authorizationEndpoint: `${origin}/api/oauth2/auth`, tokenEndpoint: `${origin}/api/oauth2/token`,
      parameters: { force_login: '0' }, refreshAfter: 570, lifetime: 600,
    });
  });

  it('knows no other country', () => {
    expect(() => exactOnline.origins({ ...config, country: 'it' })).toThrow(/no country "it"/);
    expect(() => exactOnline.origins({ ...config, country: 'constructor' })).toThrow();
  });

  it('recognises a refresh that came too early, in each of its forms', () => {
    const { isTooEarly } = exactOnline.authorization(config);
    expect(isTooEarly('{"error":"access_denied","error_description":"Rate limit exceeded: access_token not expired"}', new Headers())).toBe(true);
    expect(isTooEarly('', new Headers({ Reason: 'TooEarlyToRefreshTokens: Rate limit exceeded: access_token not expired' }))).toBe(true);
    expect(isTooEarly('', new Headers({ Reason: 'Access Token not expired' }))).toBe(true);
    expect(isTooEarly('{"error":"invalid_grant","error_description":"Token is not allowed, because of invalid or empty chainId"}', new Headers())).toBe(false);
    expect(isTooEarly('{"error":"invalid_grant","error_description":"Old refresh token used"}', new Headers())).toBe(false);
  });

  it('needs items for sales invoices alone, and lets the lines of sales entries alone be changed', () => {
    const { items, update } = exactOnline.capabilities;
    expect(items({ ...config, salesAs: 'invoice' }, 'invoice')).toBe('needed');
    expect(items({ ...config, salesAs: 'invoice' }, 'bill')).toBe('optional');
    expect(items(config, 'invoice')).toBe('optional');
    expect([update(config, 'invoice'), update({ ...config, salesAs: 'invoice' }, 'invoice'), update(config, 'bill')]).toEqual(['all', 'header', 'header']);
  });
});
