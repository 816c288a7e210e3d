import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { isDefinite } from '../../../lib/net/failure';
import { callTimeout } from '../../../lib/net/http';
import { broken, create, json, read, reset, scripted, start, timedOut } from './caller';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe('a call', () => {
  it('leaves without cookies, referrer or cache, and follows no redirect', async () => {
    const net = scripted([json(503), json(200)]);
    await net.answer(read);
    for (const { method, url, credentials, redirect, cache, referrerPolicy } of net.requests) {
      expect([method, url, credentials, redirect, cache, referrerPolicy]).toEqual(['GET', read.url, 'omit', 'error', 'no-store', 'no-referrer']);
    }
    expect(net.requests).toHaveLength(2);
  });

  it('carries its body and headers, and gives back status, headers and text', async () => {
    const net = scripted([json(201, { d: 1 }, { 'x-left': '5' })]);
    const answer = await net.answer(create);
    expect([answer.status, answer.text, answer.headers.get('x-left'), answer.contentType]).toEqual([201, '{"d":1}', '5', 'application/json']);
    expect(await net.requests[0]?.text()).toBe(create.body);
    expect(net.requests[0]?.headers.get('content-type')).toBe('application/json');
  });

  it('gives refusals as answers: what they mean is for the adapter', async () => {
    for (const status of [400, 403, 404, 409, 500]) expect((await scripted([json(status, { why: 'so' })]).answer(create)).text).toBe('{"why":"so"}');
    expect((await scripted([new Response(null, { status: 204 })]).answer(create)).text).toBe('');
  });

  it('has a time-out below the 30 s after which the browser stops the background', async () => {
    const timeout = vi.spyOn(AbortSignal, 'timeout');
    await scripted([json(200)]).answer(read);
    expect(timeout).toHaveBeenCalledWith(callTimeout);
    expect(callTimeout).toBeLessThan(25_000);
  });

  it('sends nothing while offline, and says that for certain nothing happened', async () => {
    const net = scripted([], { online: false });
    const failure = await net.failure(create);
    expect([failure.kind, isDefinite(failure), net.requests.length, net.budget.minute.used]).toEqual(['offline', true, 0, 0]);
  });
});

describe('a call that creates something', () => {
  it.each([
    ['pain 5: a connection reset', reset()],
    ['fault 8: a time-out', timedOut()],
    ['fault 9: an answer that breaks off', broken()],
  ])('%s is no answer, and it is not sent again', async (_what, answer) => {
    const net = scripted([answer, json(201)]);
    const failure = await net.failure(create);
    expect([failure.kind, isDefinite(failure), net.requests.length]).toEqual(['no-answer', false, 1]);
  });

  it.each([500, 502, 503, 504])('is not sent again after a %i either', async (status) => {
    const net = scripted([json(status), json(201)]);
    expect((await net.answer(create)).status).toBe(status);
    expect(net.requests).toHaveLength(1);
  });

  it('is not sent again by PUT or DELETE', async () => {
    for (const method of ['PUT', 'DELETE'] as const) {
      const net = scripted([reset(), json(200)]);
      expect((await net.failure({ ...create, method })).kind).toBe('no-answer');
      expect(net.requests).toHaveLength(1);
    }
  });
});

describe('a read', () => {
  it.each([502, 503, 504])('is repeated after a %i, twice at most', async (status) => {
    const better = scripted([json(status), json(status), json(200, { d: 1 })]);
    expect((await better.answer(read)).text).toBe('{"d":1}');
    expect(better.requests).toHaveLength(3);
    const worse = scripted([json(status), json(status), json(status, { last: 1 }), json(200)]);
    expect(await worse.answer(read)).toMatchObject({ status, text: '{"last":1}' });
    expect(worse.requests).toHaveLength(3);
  });

  it('is repeated after a reset or half an answer, twice at most', async () => {
    const better = scripted([reset(), broken(), json(200)]);
    expect((await better.answer(read)).status).toBe(200);
    const worse = scripted([reset(), reset(), reset(), json(200)]);
    expect((await worse.failure(read)).kind).toBe('no-answer');
    expect(worse.requests).toHaveLength(3);
  });

  it('by POST is repeated with its body', async () => {
    const net = scripted([json(503), json(200)]);
    await net.answer({ ...create, repeatable: true });
    expect(await net.requests[1]?.text()).toBe(create.body);
  });

  it('is not repeated when it was refused or failed with a reason', async () => {
    for (const status of [400, 403, 404, 408, 413, 500]) {
      const net = scripted([json(status, { error: { message: { value: 'The financial year cannot be changed' } } }), json(200)]);
      expect((await net.answer(read)).status).toBe(status);
      expect(net.requests).toHaveLength(1);
    }
  });

  it('fault 8: gives up in time and fails in words, also while it waits to be repeated', async () => {
    const aborter = new AbortController();
    vi.spyOn(AbortSignal, 'timeout').mockReturnValue(aborter.signal);
    const hanging = (request: Request) =>
      new Promise<Response>((_resolve, reject) => {
        request.signal.addEventListener('abort', () => reject(request.signal.reason as Error));
        queueMicrotask(() => aborter.abort(timedOut()));
      });
    const net = scripted([hanging, json(200)]);
    expect(await net.failure(read)).toMatchObject({ kind: 'no-answer', message: 'Exact Online did not answer in time.' });
    expect(net.requests).toHaveLength(1);

    const between = new AbortController();
    vi.spyOn(AbortSignal, 'timeout').mockReturnValue(between.signal);
    const waiting = scripted([
      () => {
        setTimeout(() => between.abort(timedOut()), 10);
        return json(503);
      },
      json(200),
    ]);
    expect((await waiting.failure(read)).kind).toBe('no-answer');
    expect(waiting.requests).toHaveLength(1);
  });

  it('that brings more than is ever right is refused unread', async () => {
    const net = scripted([json(200, {}, { 'content-length': '60000000' }), json(200)]);
    expect((await net.failure(read)).kind).toBe('unreadable');
    expect([net.requests.length, net.records.length]).toEqual([1, 1]);
  });
});

describe('the budget', () => {
  it('counts a call before it leaves, and each attempt', async () => {
    const net = scripted([json(503), reset(), json(200)]);
    await net.answer(read);
    expect(net.countedAtLeaving).toEqual([1, 2, 3]);
  });

  it('lets nothing leave once it is used up, and says until when', async () => {
    const net = scripted([json(200), json(200)], { rules: { perMinute: 1, margin: 0 } });
    await net.answer(read);
    const failure = await net.failure(create);
    expect(failure).toMatchObject({ kind: 'limit', detail: { until: start + 60_000, budget: 'minute', endpoint: create.endpoint } });
    expect([net.requests.length, isDefinite(failure)]).toEqual([1, true]);
  });

  it('stops repeating when it runs out on the way', async () => {
    const net = scripted([json(503), json(503), json(200)], { rules: { perMinute: 2, margin: 0 } });
    expect((await net.failure(read)).kind).toBe('limit');
    expect(net.requests).toHaveLength(2);
  });

  it('fault 16: a 429 becomes a limit with its time, and is not repeated', async () => {
    const reset = start + 60_000;
    const net = scripted([json(429, {}, { 'X-RateLimit-Minutely-Remaining': '0', 'X-RateLimit-Minutely-Reset': String(reset) }), json(200)]);
    expect(await net.failure(read)).toMatchObject({ kind: 'limit', detail: { until: reset, budget: 'minute' } });
    expect([net.requests.length, net.budget.minute.used]).toEqual([1, 1]);
    expect((await net.failure(read)).kind).toBe('limit');
    expect(net.requests).toHaveLength(1);
    net.now = reset;
    expect((await net.answer(read)).status).toBe(200);
  });

  it('fault 18: a 429 of the day waits for the day', async () => {
    const end = Date.parse('2026-11-22T00:00:00Z');
    const net = scripted([json(429, {}, { 'X-RateLimit-Remaining': '0', 'X-RateLimit-Reset': String(end) })]);
    expect(await net.failure(create)).toMatchObject({ kind: 'limit', detail: { until: end, budget: 'day' } });
  });

  it('fault 17: a 429 without any headers waits for the next minute', async () => {
    const net = scripted([new Response(null, { status: 429 })]);
    net.now = start + 12_000;
    expect(await net.failure(create)).toMatchObject({ kind: 'limit', detail: { until: start + 60_000 } });
  });

  it('learns from answers: what is left, and refused calls by endpoint', async () => {
    const net = scripted([json(404, {}, { 'X-RateLimit-Minutely-Remaining': '41', 'X-RateLimit-Remaining': '4000' })]);
    await net.answer(read);
    expect([net.budget.minute.left, net.budget.day.left, net.budget.errors]).toEqual([41, 4000, { [read.endpoint]: [start] }]);
  });

  it('fault 19: the tenth error of an endpoint is not made, and other endpoints go on', async () => {
    const net = scripted([...Array.from({ length: 9 }, () => json(400)), json(200)]);
    for (let i = 0; i < 9; i += 1) await net.answer(read);
    expect(await net.failure(read)).toMatchObject({ kind: 'limit', detail: { budget: 'errors in this hour', until: start + 3_600_000 } });
    expect((await net.answer({ ...read, endpoint: 'crm/Accounts' })).status).toBe(200);
  });

  it('is left alone by calls that the company does not pay for', async () => {
    const net = scripted([json(200, {}, { 'X-RateLimit-Minutely-Remaining': '1' }), json(429)]);
    await net.answer({ ...read, counted: false });
    expect(await net.failure({ ...read, counted: false })).toMatchObject({ kind: 'limit' });
    expect([net.budget.minute.used, net.budget.minute.left]).toEqual([0, null]);
  });
});

describe('the Requests log', () => {
  it('has a line for each attempt, failed ones included', async () => {
    const net = scripted([json(503), reset(), broken()]);
    await net.failure(read);
    expect(net.records.map(({ status, failure }) => [status, failure])).toEqual([[503, null], [null, 'connection failed'], [200, 'the answer broke off']]);
  });

  it('says what for, how long, and what was left', async () => {
    const net = scripted([
      () => {
        net.now += 250;
        return json(200, {}, { 'X-RateLimit-Minutely-Remaining': '41', 'X-RateLimit-Remaining': '4000' });
      },
    ]);
    await net.answer(read);
    expect(net.records).toMatchObject([{ at: start, system: 'Exact Online', method: 'GET', purpose: 'look for invoice 1001', status: 200, failure: null, milliseconds: 250, minuteLeft: 41, dayLeft: 4000, requestBody: null, answerBody: '{}' }]);
  });

  it('holds no key, token or name', async () => {
    const net = scripted([json(200, { access_token: 'hush1', contacts: [{ name: 'Annabel', means_of_contact: { email: ['annabel@acme.example'] } }] })], {
      access: { headers: async () => ({ authorization: 'Bearer hush2' }), renew: async () => false },
    });
    await net.answer({ ...create, url: `${create.url}?$filter=Name eq 'Annabel'&apiKey=hush3`, body: JSON.stringify({ apiKey: 'hush4', request: { name: 'Annabel' } }) });
    expect(net.requests[0]?.headers.get('authorization')).toBe('Bearer hush2');
    expect(JSON.stringify(net.records)).not.toMatch(/hush|nnabel/);
  });

  it('tells a time-out from a lost connection', async () => {
    const [slow, lost] = [scripted([timedOut()]), scripted([reset()])];
    expect((await slow.failure(create)).message).toBe('Exact Online did not answer in time.');
    expect((await lost.failure(create)).message).toBe('Exact Online could not be reached.');
    expect([slow.records[0]?.failure, lost.records[0]?.failure]).toEqual(['no answer in time', 'connection failed']);
  });
});
