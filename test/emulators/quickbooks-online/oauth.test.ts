import { beforeEach, describe, expect, it } from 'vitest';
import { ManualClock } from '../core/emulator';
import { hosts } from './hosts';
import { createQuickBooksOnline, productionClient, seedCompany, testClient, type Client, type QuickBooksOnline, type User } from './index';
import { accountingScope } from './oauth';
import { noon, otherRealm, realm, type Anything } from './protocol-support';

const redirectUri = 'https://abcdef.chromiumapp.org/';
const day = 86_400_000;
let quickBooks: QuickBooksOnline;
let clock: ManualClock;

function make(client: Partial<Client> = {}): void {
  clock = new ManualClock(noon);
  const companies = () => [seedCompany(clock, { realmId: realm }), seedCompany(clock, { realmId: otherRealm, name: 'Other & Sons' })];
  quickBooks = createQuickBooksOnline({ clock, companies, autoConsent: true, clients: [{ ...testClient, redirectUris: [redirectUri], ...client }, productionClient] });
}
beforeEach(() => make());

const fetchUrl = async (url: string, init: RequestInit = {}): Promise<Response> => quickBooks.app.fetch(new Request(url, { redirect: 'manual', ...init }));

const authorizeQuery = (change: Record<string, string> = {}) =>
  new URLSearchParams({ client_id: testClient.clientId, response_type: 'code', scope: accountingScope, redirect_uri: redirectUri, state: 'x y', ...change });
const authorize = (change: Record<string, string> = {}) => fetchUrl(`https://${hosts.consent}/connect/oauth2?${authorizeQuery(change).toString()}`);
const landed = (response: Response) => Object.fromEntries(new URL(response.headers.get('location') ?? 'none:').searchParams);
const codeOf = async (change: Record<string, string> = {}): Promise<string> => landed(await authorize(change))['code'] ?? '';
const basic = ({ clientId, clientSecret }: Client) => `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`;

async function token(form: Record<string, string>, headers: Record<string, string> = {}): Promise<{ status: number; headers: Headers; body: Anything }> {
  const given = { authorization: basic(testClient), accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded', ...headers };
  const kept = Object.entries(given).filter(([, value]) => value !== '');
  const response = await fetchUrl(`https://${hosts.token}/oauth2/v1/tokens/bearer`, { method: 'POST', headers: kept, body: new URLSearchParams(form).toString() });
  return { status: response.status, headers: response.headers, body: await response.json() };
}
const exchange = (code: string, change: Record<string, string> = {}, headers: Record<string, string> = {}) => token({ grant_type: 'authorization_code', code, redirect_uri: redirectUri, ...change }, headers);
const renew = (refreshToken: string, headers: Record<string, string> = {}) => token({ grant_type: 'refresh_token', refresh_token: refreshToken }, headers);
const signIn = async (): Promise<Anything> => (await exchange(await codeOf())).body;
const company = async (accessToken: string, realmId = realm) =>
  (await fetchUrl(`https://${hosts.api.sandbox}/v3/company/${realmId}/companyinfo/${realmId}`, { headers: { authorization: `Bearer ${accessToken}`, accept: 'application/json' } })).status;

describe('authorize', () => {
  it('redirects with code, the state as it was, and the company', async () => {
    const response = await authorize();
    expect(response.status).toBe(302);
    expect(landed(response)).toEqual({ code: expect.stringMatching(/^XAB11/) as string, state: 'x y', realmId: realm });
  });

  it('shows a page and does not redirect for an address not on the list, to the character', async () => {
    for (const address of ['https://abcdef.chromiumapp.org', 'https://abcdef.chromiumapp.org/x', 'https://evil.example/', 'nonsense']) {
      const response = await authorize({ redirect_uri: address });
      expect([response.status, response.headers.get('location')]).toEqual([400, null]);
      expect(await response.text()).toContain('The redirect_uri query parameter value is invalid. Make sure it is listed in the Redirect URIs section');
    }
    expect((await authorize({ client_id: 'nobody' })).headers.get('location')).toBeNull();
  });

  it('takes localhost and http with development keys only, and no raw address in production', async () => {
    quickBooks = createQuickBooksOnline({ clock, autoConsent: true });
    const status = async (client: Client, address: string) => (await authorize({ client_id: client.clientId, redirect_uri: address })).status;
    expect(await status(testClient, 'http://localhost:3000/back')).toBe(302);
    expect(await status(testClient, 'http://app.example/back')).toBe(400);
    for (const address of ['http://localhost:3000/back', 'https://localhost/back', 'http://app.example/back', 'https://203.0.113.7/back', 'https://[2001:db8::1]/back']) expect(await status(productionClient, address)).toBe(400);
    expect(await status(productionClient, redirectUri)).toBe(302);
  });

  it('wants the accounting scope and the code flow', async () => {
    expect(landed(await authorize({ scope: 'openid profile' }))).toEqual({ error: 'invalid_scope', state: 'x y' });
    expect((await codeOf({ scope: `openid ${accountingScope}` })).length).toBeGreaterThan(10);
    expect(landed(await authorize({ response_type: 'token' }))).toEqual({ error: 'unsupported_response_type', state: 'x y' });
  });

  it('does not notice PKCE, or refuses it when told to', async () => {
    const code = await codeOf({ code_challenge: 'abc', code_challenge_method: 'S256' });
    expect((await exchange(code, { code_verifier: 'anything' })).status).toBe(200);
    quickBooks.behaviour.pkce = 'refused';
    expect(landed(await authorize({ code_challenge: 'abc', code_challenge_method: 'S256' }))['error']).toBe('invalid_request');
    expect((await exchange(await codeOf(), { code_verifier: 'anything' })).body).toEqual({ error: 'invalid_request' });
  });

  it('lets the user pick one company, or refuse', async () => {
    quickBooks.setAutoConsent(false);
    const page = await (await authorize()).text();
    expect(page).toContain('Other &amp; Sons');
    expect(page).toMatch(/<button[^>]*>Connect<\/button>/);
    const decide = (decision: Record<string, string>) => fetchUrl(`https://${hosts.consent}/connect/oauth2/consent`, { method: 'POST', body: authorizeQuery(decision) });
    expect(landed(await decide({ decision: 'refuse' }))).toEqual({ error: 'access_denied', state: 'x y' });
    const chosen = landed(await decide({ decision: 'connect', chosenRealm: otherRealm }));
    expect(chosen['realmId']).toBe(otherRealm);
    const { body } = await exchange(chosen['code'] ?? '');
    expect([await company(body.access_token, otherRealm), await company(body.access_token, realm)]).toEqual([200, 403]);
  });

  it('offers production companies to production keys, and only those one is admin of', async () => {
    quickBooks.setAutoConsent(false);
    const pageFor = async (client: Client) => (await authorize({ client_id: client.clientId })).text();
    expect(await pageFor(productionClient)).not.toContain(realm);
    expect(await pageFor(testClient)).toContain(realm);
    quickBooks.signIn({ id: 'u2', givenName: 'Bo', familyName: 'Berg', email: 'bo@acme.example', adminOf: [otherRealm] });
    expect(await pageFor(testClient)).not.toContain(`value="${realm}"`);
    quickBooks.setAutoConsent(realm);
    expect((await authorize()).status).toBe(400);
  });
});

describe('token', () => {
  it('answers numbers, "bearer" and no realm', async () => {
    const { status, headers, body } = await exchange(await codeOf());
    expect([status, headers.get('content-type')]).toEqual([200, 'application/json;charset=UTF-8']);
    expect(body).toEqual({ token_type: 'bearer', access_token: expect.any(String) as string, expires_in: 3600, refresh_token: expect.any(String) as string, x_refresh_token_expires_in: 8_640_000 });
    expect(headers.get('intuit_tid')).toMatch(/^1-[0-9a-f]+-[0-9a-f]{24}$/);
    expect(headers.get('date')).toBe('Tue, 10 Nov 2026 20:00:00 GMT');
    expect(headers.get('access-control-allow-origin')).toBeNull();
  });

  it('takes the keys from the header or from the form, and no wrong ones', async () => {
    const form = { client_id: testClient.clientId, client_secret: testClient.clientSecret };
    expect((await exchange(await codeOf(), form, { authorization: '' })).status).toBe(200);
    expect(await exchange(await codeOf(), { ...form, client_secret: 'wrong' }, { authorization: '' })).toMatchObject({ status: 401, body: { error: 'invalid_client' } });
    expect(await exchange(await codeOf(), {}, { authorization: '' })).toMatchObject({ status: 401, body: { error: 'invalid_client' } });
    quickBooks.behaviour.invalidClientStatus = 400;
    expect(await exchange(await codeOf(), {}, { authorization: basic({ ...testClient, clientSecret: 'wrong' }) })).toMatchObject({ status: 400, body: { error: 'invalid_client' } });
  });

  it('takes a code once, of this app, for the same address, while it is fresh', async () => {
    const code = await codeOf();
    expect((await exchange(code, { redirect_uri: 'https://abcdef.chromiumapp.org' })).body.error).toBe('invalid_grant');
    expect((await exchange(code, {}, { authorization: basic(productionClient) })).body.error).toBe('invalid_grant');
    expect((await exchange(code)).status).toBe(200);
    expect((await exchange(code)).body).toEqual({ error: 'invalid_grant', error_description: 'Token invalid' });
    const late = await codeOf();
    clock.advance(600_000);
    expect((await exchange(late)).body).toEqual({ error: 'invalid_grant', error_description: 'Authorization code expired' });
  });

  it('wants a form and a known grant type', async () => {
    expect((await exchange(await codeOf(), {}, { 'content-type': 'application/json' })).body).toEqual({ error: 'invalid_request' });
    expect((await token({ grant_type: 'password' })).body).toEqual({ error: 'unsupported_grant_type' });
  });

  it('keeps the refresh value for a day, then gives a new one; the old one goes on for a day more', async () => {
    const first = await signIn();
    clock.advance(day - 1);
    const same = (await renew(first.refresh_token)).body;
    expect([same.refresh_token, same.x_refresh_token_expires_in]).toEqual([first.refresh_token, 8_640_000 - 86_400]);
    expect(same.access_token).not.toBe(first.access_token);
    clock.advance(1);
    const second = (await renew(first.refresh_token)).body;
    expect(second.refresh_token).not.toBe(first.refresh_token);
    expect(second.x_refresh_token_expires_in).toBe(8_640_000);
    clock.advance(day - 1);
    expect((await renew(first.refresh_token)).body.refresh_token).toBe(second.refresh_token);
    clock.advance(1);
    expect(await renew(first.refresh_token)).toMatchObject({ status: 400, body: { error: 'invalid_grant', error_description: 'Incorrect or invalid refresh token' } });
    expect((await renew(second.refresh_token)).status).toBe(200);
  });

  it('loses a connection whose new value was lost, once the old one has had its day', async () => {
    const first = await signIn();
    clock.advance(day);
    quickBooks.faults.add({ url: '/tokens/bearer', misbehaviour: { do: 'drop-after' } });
    await expect(renew(first.refresh_token)).rejects.toThrow('closed');
    const again = await renew(first.refresh_token);
    expect([again.status, again.body.refresh_token === first.refresh_token]).toEqual([200, false]);
    clock.advance(day);
    expect((await renew(first.refresh_token)).body.error).toBe('invalid_grant');
  });

  it('lets a refresh value lie for a hundred days', async () => {
    const [a, b] = [await signIn(), await signIn()];
    clock.advance(100 * day - 1);
    expect((await renew(a.refresh_token)).status).toBe(200);
    clock.advance(1);
    expect((await renew(b.refresh_token)).body.error).toBe('invalid_grant');
  });

  it('ends a connection after five years, and says when if asked', async () => {
    let current = (await exchange(await codeOf(), {}, { 'x-include-refresh-token-hard-expires-in': 'true' })).body;
    expect(current.x_refresh_token_hard_expires_in).toBe(157_680_000);
    for (let gone = 0; gone < 5 * 365; gone += 73) {
      clock.advance(73 * day - 1);
      current = (await renew(current.refresh_token, { 'x-include-refresh-token-hard-expires-in': 'true' })).body;
      clock.advance(1);
    }
    expect(current.x_refresh_token_hard_expires_in).toBe(0);
    expect((await renew(current.refresh_token)).body.error).toBe('invalid_grant');
    expect(await company(current.access_token)).toBe(401);
  });

  it('ends the connection of another admin to the same company', async () => {
    const first = await signIn();
    expect((await renew((await signIn()).refresh_token)).status).toBe(200);
    const other: User = { id: 'u2', givenName: 'Bo', familyName: 'Berg', email: 'bo@acme.example' };
    quickBooks.signIn(other);
    const second = await signIn();
    expect([await company(first.access_token), await company(second.access_token)]).toEqual([401, 200]);
    expect((await renew(first.refresh_token)).body.error).toBe('invalid_grant');
  });
});

describe('revoke, discovery and userinfo', () => {
  const revoke = (body: string, type = 'application/json', client: Client = testClient) =>
    fetchUrl(`https://${hosts.developer}/v2/oauth2/tokens/revoke`, { method: 'POST', headers: { authorization: basic(client), 'content-type': type, accept: 'application/json' }, body });

  it.each(['refresh_token', 'access_token'])('ends the connection of a %s', async (kind) => {
    const tokens = await signIn();
    const response = await revoke(JSON.stringify({ token: tokens[kind] }));
    expect([response.status, await response.text()]).toEqual([200, '']);
    expect(await company(tokens.access_token)).toBe(401);
    expect((await renew(tokens.refresh_token)).body.error).toBe('invalid_grant');
    expect((await revoke(JSON.stringify({ token: tokens[kind] }))).status).toBe(400);
  });

  it('takes the token in a form too, and no token of another app', async () => {
    const tokens = await signIn();
    expect((await revoke(JSON.stringify({ token: tokens.refresh_token }), 'application/json', productionClient)).status).toBe(400);
    expect((await revoke(JSON.stringify({ token: tokens.refresh_token }), 'application/json', { ...testClient, clientSecret: 'wrong' })).status).toBe(401);
    expect((await revoke(`token=${tokens.refresh_token}`, 'application/x-www-form-urlencoded')).status).toBe(200);
  });

  it('describes both environments, without PKCE and without the accounting scope', async () => {
    const read = async (name: string): Promise<Anything> => (await fetchUrl(`https://${hosts.developer}/.well-known/${name}`)).json();
    const [production, sandbox] = [await read('openid_configuration'), await read('openid_sandbox_configuration')];
    expect(production).toMatchObject({ authorization_endpoint: 'https://appcenter.intuit.com/connect/oauth2', revocation_endpoint: 'https://developer.api.intuit.com/v2/oauth2/tokens/revoke', userinfo_endpoint: 'https://accounts.platform.intuit.com/v1/openid_connect/userinfo' });
    expect(sandbox).toEqual({ ...production, userinfo_endpoint: 'https://sandbox-accounts.platform.intuit.com/v1/openid_connect/userinfo' });
    expect(production).not.toHaveProperty('code_challenge_methods_supported');
    expect(production.scopes_supported).not.toContain(accountingScope);
  });

  it('tells who agreed, to tokens with OpenID scopes', async () => {
    const ask = (accessToken: string) => fetchUrl(`https://${hosts.userInfo.sandbox}/v1/openid_connect/userinfo`, { headers: { authorization: `Bearer ${accessToken}` } });
    const code = await codeOf({ scope: `openid email ${accountingScope}` });
    const response = await ask((await exchange(code)).body.access_token);
    expect(await response.json()).toEqual({ sub: expect.any(String) as string, email: 'user1@acme.example', emailVerified: true });
    expect((await ask((await signIn()).access_token)).status).toBe(401);
  });
});
