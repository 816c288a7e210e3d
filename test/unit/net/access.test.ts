import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CallFailure, isDefinite } from '../../../lib/net/failure';
import { create, json, read, scripted, start } from './caller';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => void vi.useRealTimers());

/** Access with a token that a renewal replaces. */
function tokens(renewable: boolean) {
  const state = { token: 'old', renewals: [] as string[] };
  return Object.assign(state, {
    headers: async () => ({ authorization: `Bearer ${state.token}` }),
    renew: async (used: Record<string, string>) => {
      state.renewals.push(used['authorization'] ?? '');
      if (renewable) state.token = 'new';
      return renewable;
    },
  });
}
const bearers = (requests: Request[]) => requests.map((request) => request.headers.get('authorization'));

describe('fault 21: an access token dies mid-call', () => {
  it('renews once and repeats a read once, with the new token', async () => {
    const access = tokens(true);
    const net = scripted([json(401), json(200, { d: 1 })], { access });
    expect((await net.answer(read)).text).toBe('{"d":1}');
    expect(bearers(net.requests)).toEqual(['Bearer old', 'Bearer new']);
    expect(access.renewals).toEqual(['Bearer old']);
  });

  it('asks for a sign-in when the new token is refused too', async () => {
    const access = tokens(true);
    const net = scripted([json(401), json(401), json(200)], { access });
    expect(await net.failure(read)).toMatchObject({ kind: 'sign-in', detail: { status: 401 } });
    expect([net.requests.length, access.renewals.length]).toEqual([2, 1]);
  });

  it('asks for a sign-in when there is no other token', async () => {
    const net = scripted([json(401), json(200)], { access: tokens(false) });
    expect((await net.failure(read)).kind).toBe('sign-in');
    expect(net.requests).toHaveLength(1);
  });

  it('waits until there can be a new token where it is too early for one', async () => {
    const access = { headers: async () => ({ authorization: 'Bearer old' }), renew: async () => start + 300_000 };
    expect(await scripted([json(401)], { access }).failure(read)).toMatchObject({ kind: 'limit', detail: { until: start + 300_000, budget: 'sign-in' } });
    const failure = await scripted([json(401)], { access }).failure(create);
    expect([failure.kind, isDefinite(failure)]).toEqual(['no-answer', false]);
  });

  it('never repeats a create: it is looked up first', async () => {
    const access = tokens(true);
    const net = scripted([json(401), json(201)], { access });
    const failure = await net.failure(create);
    expect([failure.kind, isDefinite(failure), net.requests.length]).toEqual(['no-answer', false, 1]);
    expect(access.renewals).toEqual(['Bearer old']);
  });

  it('does not take a create for undone when the sign-in is gone', async () => {
    const failure = await scripted([json(401)], { access: tokens(false) }).failure(create);
    expect([failure.kind, isDefinite(failure)]).toEqual(['sign-in', false]);
  });

  it('sends nothing when no token can be had', async () => {
    const signIn = new CallFailure('sign-in', 'You are not signed in.', { system: 'Exact Online' });
    const net = scripted([], { access: { headers: () => Promise.reject(signIn), renew: async () => false } });
    expect(await net.failure(create)).toBe(signIn);
    expect(net.requests).toHaveLength(0);
  });

  it('turns a limit met on the repeat into a limit', async () => {
    const net = scripted([json(401), json(429)], { access: tokens(true) });
    expect((await net.failure(read)).kind).toBe('limit');
  });

  it('leaves a 401 of a system whose key lies in the body to its adapter', async () => {
    expect((await scripted([json(401, { messages: ['Invalid API key'] })]).answer(read)).status).toBe(401);
  });
});
