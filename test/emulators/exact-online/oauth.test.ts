import { beforeEach, describe, expect, it } from 'vitest';
import { ManualClock } from '../core/emulator';
import { createExactOnline, seedCompany, testClient, type ExactOnline } from './index';
import { host, noon, type Anything } from './support';

const redirectUri = 'https://abcdef.chromiumapp.org/';
let exact: ExactOnline;
let clock: ManualClock;

beforeEach(() => {
  clock = new ManualClock(noon);
  exact = createExactOnline({ clock, companies: () => [seedCompany(), seedCompany({ code: 654321, name: 'Ander & Co' })], autoConsent: true, clients: [{ ...testClient, redirectUris: [redirectUri] }] });
});

const fetchPath = async (path: string, init: RequestInit = {}): Promise<Response> => exact.app.fetch(new Request(host + path, { redirect: 'manual', ...init }));

function authorize(change: Record<string, string> = {}): Promise<Response> {
  const query = new URLSearchParams({ client_id: testClient.clientId, redirect_uri: redirectUri, response_type: 'code', state: 'xyz', ...change });
  return fetchPath(`/api/oauth2/auth?${query.toString()}`);
}

async function token(form: Record<string, string>, type = 'application/x-www-form-urlencoded'): Promise<{ status: number; headers: Headers; body: Anything }> {
  const body = new URLSearchParams({ client_id: testClient.clientId, client_secret: testClient.clientSecret, ...form }).toString();
  const response = await fetchPath('/api/oauth2/token', { method: 'POST', headers: { 'content-type': type }, body });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === '' ? null : JSON.parse(text) };
}

async function codeFrom(response: Response): Promise<string> {
  return new URL(response.headers.get('location') ?? '').searchParams.get('code') ?? '';
}
const exchange = async (code: string, change: Record<string, string> = {}) => token({ grant_type: 'authorization_code', code, redirect_uri: redirectUri, ...change });
const renew = (refreshToken: string) => token({ grant_type: 'refresh_token', refresh_token: refreshToken });
const signIn = async (): Promise<Anything> => (await exchange(await codeFrom(await authorize()))).body;
const me = (accessToken: string, path = 'current/Me') => fetchPath(`/api/v1/${path}`, { headers: { authorization: `Bearer ${accessToken}`, accept: 'application/json' } });

describe('authorize', () => {
  it('redirects with a code whose "!" is percent-encoded, and with the state', async () => {
    const location = (await authorize()).headers.get('location') ?? '';
    expect(location).toMatch(/^https:\/\/abcdef\.chromiumapp\.org\/\?code=stampNL001\.[\w-]+%21IAAA[\w-]+&state=xyz$/);
  });

  it.each([
    ['http', { redirect_uri: 'http://abcdef.chromiumapp.org/' }],
    ['an address not registered', { redirect_uri: 'https://evil.example/' }],
    ['an unknown app', { client_id: 'someone-else' }],
  ])('refuses %s', async (_what, change) => {
    expect((await authorize(change)).status).toBe(401);
  });

  it('shows the companies and both buttons, and redirects as the user decides', async () => {
    exact.setAutoConsent(false);
    const page = await (await authorize()).text();
    expect(page).toContain('Ander &amp; Co');
    expect(page).toMatch(/<button[^>]*>Allow<\/button>/);
    expect(page).toMatch(/<button[^>]*>Refuse<\/button>/);
    const form = { client_id: testClient.clientId, redirect_uri: redirectUri, response_type: 'code', state: 'xyz' };
    const decide = (decision: Record<string, string>) => fetchPath('/api/oauth2/consent', { method: 'POST', body: new URLSearchParams({ ...form, ...decision }) });
    expect((await decide({ decision: 'refuse' })).headers.get('location')).toBe(`${redirectUri}?error=access_denied&state=xyz`);
    const { body } = await exchange(await codeFrom(await decide({ decision: 'allow', division: '654321' })));
    expect((await me(body.access_token, '123456/vat/VATCodes?$top=1')).status).toBe(403);
    expect((await me(body.access_token, '654321/vat/VATCodes?$top=1')).status).toBe(200);
  });
});

describe('token', () => {
  it('gives a bearer token with expires_in as text', async () => {
    const body = await signIn();
    expect(body).toMatchObject({ token_type: 'bearer', expires_in: '600' });
    expect((await me(body.access_token)).status).toBe(200);
  });

  it('takes a code once, within three minutes, for the same address', async () => {
    const used = await codeFrom(await authorize());
    expect((await exchange(used)).status).toBe(200);
    expect(await exchange(used)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
    const late = await codeFrom(await authorize());
    clock.advance(180_000);
    expect((await exchange(late)).body.error).toBe('invalid_grant');
    expect((await exchange(await codeFrom(await authorize()), { redirect_uri: 'https://abcdef.chromiumapp.org' })).body.error).toBe('invalid_grant');
  });

  it('refuses a code that was encoded twice', async () => {
    const code = await codeFrom(await authorize());
    expect((await exchange(code.replace('!', '%21'))).status).toBe(400);
  });

  it('needs the secret in a form-urlencoded body', async () => {
    const code = await codeFrom(await authorize());
    expect((await exchange(code, { client_secret: '' })).body.error).toBe('invalid_client');
    expect((await token({ grant_type: 'authorization_code', code, redirect_uri: redirectUri }, 'application/json')).body.error).toBe('invalid_request');
  });

  it('refuses a refresh before 570 seconds with its Reason, and leaves the tokens as they are', async () => {
    const first = await signIn();
    clock.advance(569_000);
    const early = await renew(first.refresh_token);
    expect(early).toMatchObject({ status: 400, body: { error: 'access_denied', error_description: 'Rate limit exceeded: access_token not expired' } });
    expect(early.headers.get('reason')).toContain('TooEarlyToRefreshTokens');
    expect((await me(first.access_token)).status).toBe(200);
    clock.advance(1000);
    expect((await renew(first.refresh_token)).status).toBe(200);
  });

  it('rotates refresh tokens: the old one is dead', async () => {
    const first = await signIn();
    clock.advance(570_000);
    const second = (await renew(first.refresh_token)).body;
    expect(second.refresh_token).not.toBe(first.refresh_token);
    clock.advance(570_000);
    expect((await renew(first.refresh_token)).body).toEqual({ error: 'invalid_grant', error_description: 'Old refresh token used' });
    expect((await renew(second.refresh_token)).status).toBe(200);
  });

  it('lets a refresh token lie for thirty days', async () => {
    const [a, b] = [await signIn(), await signIn()];
    clock.advance(30 * 86_400_000 - 1);
    expect((await renew(a.refresh_token)).status).toBe(200);
    clock.advance(1);
    expect((await renew(b.refresh_token)).status).toBe(400);
  });

  it('counts both refusals to the error budget, and then closes', async () => {
    const first = await signIn();
    for (let i = 0; i < 11; i += 1) expect((await renew(first.refresh_token)).status).toBe(400);
    expect(exact.errors.used('oauth2/token')).toBe(11);
    expect((await renew(first.refresh_token)).status).toBe(429);
  });
});

describe('access', () => {
  it('ends after 600 seconds with 401 and its reason', async () => {
    const { access_token: accessToken } = await signIn();
    clock.advance(599_999);
    expect((await me(accessToken)).status).toBe(200);
    clock.advance(1);
    const late = await me(accessToken);
    expect([late.status, late.headers.get('reason')]).toEqual([401, 'Authentication Required']);
    expect((await me('unknown')).status).toBe(401);
  });

  it('ends with the consent, and cannot be renewed', async () => {
    const body = await signIn();
    exact.revokeConsent();
    expect((await me(body.access_token)).status).toBe(401);
    clock.advance(600_000);
    expect((await renew(body.refresh_token)).status).toBe(400);
  });

  it('reaches the divisions of the consent only, and lists only those', async () => {
    exact.setAutoConsent([654321]);
    const { access_token: accessToken } = await signIn();
    expect((await me(accessToken, '123456/system/Divisions')).status).toBe(403);
    const list = (await (await me(accessToken, '654321/system/Divisions?$select=Code')).json()) as Anything;
    expect(list.d.results.map(({ Code }: Anything) => Code)).toEqual([654321]);
  });

  it('speaks for the user who signed in', async () => {
    const other = { id: 'b1b2c3d4-0000-4000-8000-000000000001', name: 'Bert Bos', email: 'bert@acme.example', language: 'en' as const, currentDivision: 654321 };
    exact.signIn(other);
    const { access_token: accessToken } = await signIn();
    const mine = (await (await me(accessToken)).json()) as Anything;
    expect(mine.d.results[0]).toMatchObject({ FullName: 'Bert Bos', CurrentDivision: 654321, LanguageCode: 'EN' });
  });
});
