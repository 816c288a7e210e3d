import { beforeEach, describe, expect, it } from 'vitest';
import { exactOnline } from '../../../lib/ledgers/exact-online';
import type { CallFailure } from '../../../lib/net/failure';
import { beginSignIn, finishSignIn, refreshTokens, TooEarly, type OAuthClient } from '../../../lib/net/oauth';
import { ManualClock } from '../../emulators/core/emulator';
import { createExactOnline, testClient, type ExactOnline } from '../../emulators/exact-online';

const redirectUri = 'https://abcdefghijklmnopabcdefghijklmnop.chromiumapp.org/';
const start = Date.parse('2026-11-21T10:00:00Z');

let clock: ManualClock;
let exact: ExactOnline;
let sent: { url: string; init: RequestInit | undefined }[];
let client: OAuthClient;

beforeEach(() => {
  clock = new ManualClock(start);
  exact = createExactOnline({ clock, autoConsent: true });
  sent = [];
  client = {
    system: 'Exact Online',
    authorization: exactOnline.authorization({ system: 'exact-online', country: 'nl', clientId: testClient.clientId, company: '' }),
    clientId: testClient.clientId,
    clientSecret: testClient.clientSecret,
    fetch: async (input, init) => {
      sent.push({ url: String(input instanceof Request ? input.url : input), init });
      return exact.app.fetch(new Request(input, init));
    },
  };
});

/** Follows the authorization as a browser that is sent straight back. */
async function consent(url: string): Promise<string> {
  const response = await exact.app.fetch(new Request(url));
  return response.headers.get('location') ?? '';
}
const begin = () => beginSignIn(client, redirectUri);
const failureOf = (work: Promise<unknown>): Promise<CallFailure> => work.then(() => Promise.reject(new Error('It worked')), (error: unknown) => error as CallFailure);
const tokenCalls = () => sent.filter(({ url }) => url.endsWith('/oauth2/token'));

async function signIn() {
  const pending = await begin();
  return finishSignIn(client, pending, await consent(pending.url));
}

describe('the request', () => {
  it('is new each time: state and challenge are random', async () => {
    const [a, b] = [await begin(), await begin()];
    expect(a.state).not.toBe(b.state);
    expect(a.verifier).not.toBe(b.verifier);
    const query = new URL(a.url).searchParams;
    expect([query.get('state'), query.get('redirect_uri'), query.get('response_type'), query.get('client_id')]).toEqual([a.state, redirectUri, 'code', testClient.clientId]);
    expect(query.get('code_challenge_method')).toBe('S256');
    expect(a.state.length).toBeGreaterThanOrEqual(32);
    expect(a.url).not.toContain(testClient.clientSecret);
  });
});

describe('signing in', () => {
  it('turns the address into tokens, also with a "!" in the code and the lifetime as text', async () => {
    const pending = await begin();
    const back = await consent(pending.url);
    expect(new URL(back).searchParams.get('code')).toContain('!');
    const tokens = await finishSignIn(client, pending, back);
    expect(tokens.expiresIn).toBe(600);
    expect(exact.tokens.check(tokens.accessToken)?.valid).toBe(true);
    expect(exact.tokens.refresh.has(tokens.refreshToken ?? '')).toBe(true);
  });

  it('sends the token request without cookies and follows no redirect', async () => {
    await signIn();
    expect(tokenCalls().map(({ init }) => [init?.credentials, init?.redirect, init?.cache, init?.referrerPolicy])).toEqual([['omit', 'error', 'no-store', 'no-referrer']]);
  });

  it('refuses a state that is not ours, and sends nothing', async () => {
    const pending = await begin();
    const other = await begin();
    const failure = await failureOf(finishSignIn(client, pending, await consent(other.url)));
    expect([failure.kind, failure.message]).toEqual(['sign-in', 'The sign-in came back with a state that is not ours; it was not used.']);
    expect(tokenCalls()).toEqual([]);
  });

  it.each(['', '?code=abc', '?state=', '?error=access_denied'])('refuses an address without our state (%s)', async (query) => {
    const pending = await begin();
    const failure = await failureOf(finishSignIn(client, pending, `${redirectUri}${query}`));
    expect([failure.kind, tokenCalls().length]).toEqual(['sign-in', 0]);
  });

  it('refuses what is no address', async () => expect((await failureOf(finishSignIn(client, await begin(), 'not an address'))).kind).toBe('sign-in'));

  it('refuses two states in one address', async () => {
    const pending = await begin();
    const back = await consent(pending.url);
    expect((await failureOf(finishSignIn(client, pending, `${back}&state=${pending.state}`))).kind).toBe('sign-in');
    expect(tokenCalls()).toEqual([]);
  });

  it('gives nothing for an address used before', async () => {
    const pending = await begin();
    const back = await consent(pending.url);
    await finishSignIn(client, pending, back);
    expect(await failureOf(finishSignIn(client, pending, back))).toMatchObject({ kind: 'sign-in', detail: { status: 400 } });
  });

  it('gives nothing for a code that is too old', async () => {
    const pending = await begin();
    const back = await consent(pending.url);
    clock.advance(4 * 60_000);
    expect((await failureOf(finishSignIn(client, pending, back))).kind).toBe('sign-in');
  });

  it('says so when the user refused', async () => {
    const pending = await begin();
    const failure = await failureOf(finishSignIn(client, pending, `${redirectUri}?error=access_denied&state=${pending.state}`));
    expect([failure.kind, failure.message]).toEqual(['sign-in', 'Exact Online did not give access: access_denied.']);
    expect(tokenCalls()).toEqual([]);
  });

  it('says so when the app is not known, and the secret is in no message', async () => {
    client = { ...client, clientSecret: 'a-wrong-secret' };
    const failure = await failureOf(signIn());
    expect(failure.kind).toBe('sign-in');
    expect(JSON.stringify([failure.message, failure.detail.raw])).not.toContain('a-wrong-secret');
  });
});

describe('refreshing', () => {
  it('gives a new pair after 570 s, and the old one is dead', async () => {
    const first = await signIn();
    clock.advance(570_000);
    const second = await refreshTokens(client, first.refreshToken ?? '');
    expect(second.accessToken).not.toBe(first.accessToken);
    expect(second.expiresIn).toBe(600);
    expect(await failureOf(refreshTokens(client, first.refreshToken ?? ''))).toMatchObject({ kind: 'sign-in', detail: { raw: 'Old refresh token used' } });
  });

  it('knows a refusal as too early, whichever way it is worded', async () => {
    const first = await signIn();
    expect(await failureOf(refreshTokens(client, first.refreshToken ?? ''))).toBeInstanceOf(TooEarly);
    for (const answer of [new Response('Access Token not expired', { status: 401 }), new Response('', { status: 400, headers: { Reason: 'TooEarlyToRefreshTokens: Rate limit exceeded: access_token not expired' } })]) {
      expect(await failureOf(refreshTokens({ ...client, fetch: async () => answer }, 'x'))).toBeInstanceOf(TooEarly);
    }
  });

  it('knows that a consent was taken back', async () => {
    const first = await signIn();
    exact.revokeConsent();
    clock.advance(600_000);
    expect((await failureOf(refreshTokens(client, first.refreshToken ?? ''))).kind).toBe('sign-in');
  });

  it.each([[500, 'trouble'], [502, 'trouble'], [503, 'trouble'], [429, 'trouble'], [400, 'sign-in'], [401, 'sign-in'], [403, 'sign-in']])('takes a bare %i for %s', async (status, kind) => {
    const answer = async () => new Response('<html>', { status, headers: { 'content-type': 'text/html' } });
    expect((await failureOf(refreshTokens({ ...client, fetch: answer }, 'x'))).kind).toBe(kind);
  });

  it('fault 23: takes a lost, broken or unreadable answer for none: the token may be rotated', async () => {
    const lost = async () => Promise.reject(new TypeError('Failed to fetch'));
    expect((await failureOf(refreshTokens({ ...client, fetch: lost }, 'x'))).kind).toBe('no-answer');
    for (const body of ['<html>Welcome</html>', '{"access_token":"ab', '{}', '{"access_token":"a","token_type":"bearer","expires_in":"soon"}']) {
      const answer = async () => new Response(body, { status: 200, headers: { 'content-type': 'application/json' } });
      expect([body, (await failureOf(refreshTokens({ ...client, fetch: answer }, 'x'))).kind]).toEqual([body, 'no-answer']);
    }
  });

  it('takes the usual lifetime where the answer says none', async () => {
    const answer = async () => new Response('{"access_token":"a","token_type":"Bearer"}', { status: 200, headers: { 'content-type': 'application/json' } });
    expect(await refreshTokens({ ...client, fetch: answer }, 'x')).toEqual({ accessToken: 'a', expiresIn: 600, refreshToken: null });
  });
});

describe('a server that wants the secret in the header, is sent no proof key, and names the company on the way back', () => {
  const realm = '9341453308059321';
  let form: URLSearchParams;
  let header: string | null;
  const other = (): OAuthClient => ({
    ...client,
    system: 'Another Ledger',
    authorization: { ...client.authorization, parameters: {}, clientAuthentication: 'basic', proofKey: false, companyParameter: 'realmId' },
    clientId: 'AB-c_d.1~',
    clientSecret: 's%3A ü',
    fetch: async (input, init) => {
      const request = new Request(input, init);
      sent.push({ url: request.url, init });
      header = request.headers.get('authorization');
      form = new URLSearchParams(await request.text());
      return new Response(JSON.stringify({ access_token: 'a', refresh_token: 'r', token_type: 'bearer', expires_in: 3600, x_refresh_token_expires_in: 8_640_000 }), { headers: { 'content-type': 'application/json;charset=UTF-8' } });
    },
  });
  const back = (state: string, more = `&realmId=${realm}`) => `${redirectUri}?code=XAB11&state=${state}${more}`;

  it('asks without a challenge, and sends no verifier', async () => {
    const pending = await beginSignIn(other(), redirectUri);
    expect(pending.verifier).toBeNull();
    expect([...new URL(pending.url).searchParams.keys()]).toEqual(['client_id', 'redirect_uri', 'response_type', 'state']);
    await finishSignIn(other(), pending, back(pending.state));
    expect(Object.fromEntries(form)).toEqual({ grant_type: 'authorization_code', code: 'XAB11', redirect_uri: redirectUri });
  });

  it('gives id and secret as they are, in the header alone, also when it refreshes', async () => {
    const expected = `Basic ${Buffer.from('AB-c_d.1~:s%3A ü').toString('base64')}`;
    const pending = await beginSignIn(other(), redirectUri);
    await finishSignIn(other(), pending, back(pending.state));
    expect(header).toBe(expected);
    expect(await refreshTokens(other(), 'r')).toEqual({ accessToken: 'a', refreshToken: 'r', expiresIn: 3600 });
    expect([header, Object.fromEntries(form)]).toEqual([expected, { grant_type: 'refresh_token', refresh_token: 'r' }]);
  });

  it('tells the company, whatever else stands in the address', async () => {
    const pending = await beginSignIn(other(), redirectUri);
    expect(await finishSignIn(other(), pending, back(pending.state, `&realmId=${realm}&foo=bar`))).toEqual({ accessToken: 'a', refreshToken: 'r', expiresIn: 3600, company: realm });
  });

  it.each(['', '&realmId=', '&realmId=1%2F..%2F2', `&realmId=${'1'.repeat(65)}`, '&realmId=1&realmId=2'])('is not used when it does not (%s)', async (more) => {
    const pending = await beginSignIn(other(), redirectUri);
    const failure = await failureOf(finishSignIn(other(), pending, back(pending.state, more)));
    expect([failure.kind, failure.message]).toEqual(['sign-in', 'Another Ledger did not say which company the sign-in is for; it was not used. Connect again and choose a company.']);
    expect(sent).toEqual([]);
  });

  it('says that access was refused before it asks for a company', async () => {
    const pending = await beginSignIn(other(), redirectUri);
    expect((await failureOf(finishSignIn(other(), pending, `${redirectUri}?error=access_denied&state=${pending.state}`))).message).toBe('Another Ledger did not give access: access_denied.');
  });
});

it('a server that names no company is asked for none, even where its address holds one', async () => {
  const pending = await begin();
  expect(await finishSignIn(client, pending, `${await consent(pending.url)}&realmId=1`)).not.toHaveProperty('company');
});
