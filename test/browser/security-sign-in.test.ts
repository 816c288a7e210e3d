import { createHash } from 'node:crypto';
import type { Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { setStage, type Stage } from './support/stage';
import { patience, roomyExact } from './support/steps';

/** Threat 11: signing in. */
let stage: Stage;
let options: Page;
beforeAll(async () => {
  stage = await setStage({ exact: roomyExact() });
  options = await stage.browser.options();
  await stage.importSettings(options);
});
afterAll(() => stage?.close());
beforeEach(() => {
  stage.exact.faults.clear();
  stage.exact.seen.length = 0;
});

const region = () => options.getByRole('region', { name: /acme/ });
const state = () => region().getByRole('status').textContent();
const seen = (path: string) => stage.exact.seen.filter(({ url }) => new URL(url).pathname === path);
const asked = () => seen('/api/oauth2/auth').map(({ url }) => new URL(url).searchParams);
const redirect = () => `https://${stage.browser.id}.chromiumapp.org/`;

/** Presses Connect and, on the ledger's own page, the button. */
async function answerConsent(name: string): Promise<void> {
  const consent = stage.browser.context.waitForEvent('page');
  await region().getByRole('button', { name: 'Connect', exact: true }).click();
  await (await consent).getByRole('button', { name }).click().catch(() => undefined);
}

const comesBackWith = (query: string) =>
  stage.exact.faults.add({ url: '/api/oauth2/consent', misbehaviour: { do: 'answer-before', status: 302, body: '', headers: { location: `${redirect()}?${query}` } } });

test('a state that is not ours is refused, and its code is not exchanged', async () => {
  comesBackWith('code=stolen&state=foreign');
  await answerConsent('Allow');
  await region().getByRole('alert').getByText('a state that is not ours').waitFor(patience);
  expect(seen('/api/oauth2/auth')).toHaveLength(1);
  expect(seen('/api/oauth2/token')).toEqual([]);
  expect(await state()).toBe('Not connected');
});

test('no state at all is refused likewise', async () => {
  comesBackWith('code=stolen');
  await answerConsent('Allow');
  await region().getByRole('alert').getByText('a state that is not ours').waitFor(patience);
  expect(seen('/api/oauth2/token')).toEqual([]);
});

test('the state of an earlier sign-in is refused: each is good for one', async () => {
  comesBackWith('error=access_denied');
  await answerConsent('Allow');
  await region().getByRole('alert').waitFor(patience);
  const earlier = asked()[0]?.get('state') ?? '';
  expect(earlier.length).toBeGreaterThanOrEqual(32);
  comesBackWith(`code=stolen&state=${earlier}`);
  await answerConsent('Allow');
  await region().getByRole('alert').getByText('a state that is not ours').waitFor(patience);
  expect(seen('/api/oauth2/token')).toEqual([]);
});

test('a refusal by the user is said, and nothing is connected', async () => {
  await answerConsent('Refuse');
  await region().getByRole('alert').getByText('did not give access').waitFor(patience);
  expect(await state()).toBe('Not connected');
});

test('threat 12: a token endpoint that points elsewhere is not followed, and the client secret stays', async () => {
  stage.exact.faults.add({ url: '/api/oauth2/token', times: 5, misbehaviour: { do: 'answer-before', status: 307, body: '', headers: { location: 'https://start.exactonline.be/api/oauth2/token' } } });
  await answerConsent('Allow');
  await region().getByRole('alert').getByText('did not answer the sign-in').waitFor(patience);
  expect(seen('/api/oauth2/token').filter(({ status }) => status === 307).length).toBeGreaterThan(0);
  expect(stage.exact.seen.filter(({ url }) => url.startsWith('https://start.exactonline.be'))).toEqual([]);
  expect(await state()).toBe('Not connected');
});

test('each sign-in has a state and a PKCE challenge of its own, the exact redirect address, and proves the challenge', async () => {
  for (let time = 0; time < 2; time += 1) {
    await stage.connect(options);
    await region().getByRole('button', { name: 'Disconnect' }).click();
    await region().getByRole('button', { name: 'Connect', exact: true }).waitFor(patience);
  }
  const requests = asked();
  expect(requests).toHaveLength(2);
  for (const name of ['state', 'code_challenge']) expect(new Set(requests.map((query) => query.get(name))).size).toBe(2);
  const exchanges = seen('/api/oauth2/token').map(({ body }) => new URLSearchParams(body));
  expect(exchanges).toHaveLength(2);
  requests.forEach((query, index) => {
    const exchange = exchanges[index];
    expect(query.get('state')?.length).toBeGreaterThanOrEqual(32);
    expect(query.get('redirect_uri')).toBe(redirect());
    expect(query.get('code_challenge_method')).toBe('S256');
    expect(query.get('client_secret')).toBeNull();
    expect(exchange?.get('redirect_uri')).toBe(redirect());
    expect(createHash('sha256').update(exchange?.get('code_verifier') ?? '').digest('base64url')).toBe(query.get('code_challenge'));
  });
});
