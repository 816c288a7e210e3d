import { describe, expect, it } from 'vitest';
import { bench, host, type Anything } from './support';

describe('the control surface', () => {
  it('dumps, takes faults and resets, under the emulated name only', async () => {
    const { exact, sale, get } = bench();
    const control = async (method: string, path: string, body?: object, at = host) =>
      exact.app.fetch(new Request(`${at}/__emulator/${path}`, { method, ...(body ? { body: JSON.stringify(body) } : {}) }));
    await sale();
    const dump = JSON.parse(await (await control('GET', 'dump')).text()) as Anything;
    expect([dump.state.companies[0].salesEntries.length, dump.seen.length]).toEqual([1, 2]);
    expect((await control('GET', 'dump', undefined, 'https://elsewhere.example')).status).toBe(404);
    expect((await control('POST', 'faults', { url: '/vat/', misbehaviour: { do: 'answer-before', status: 503, body: 'busy' } })).status).toBe(204);
    expect((await get('vat/VATCodes')).status).toBe(503);
    expect((await get('vat/VATCodes')).status).toBe(200);
    expect((await control('POST', 'reset')).status).toBe(204);
    expect([exact.company().salesEntries.length, exact.tokens.access.size]).toEqual([0, 0]);
    expect((await get('vat/VATCodes')).status).toBe(401);
  });

  it('answers to the seven hosts of Exact Online', () => {
    const { exact } = bench();
    expect(['start.exactonline.nl', 'start.exactonline.co.uk', 'start.exactonline.com'].every((name) => exact.answersTo(name))).toBe(true);
    expect(['exactonline.nl', 'start.exactonline.nl.evil.example', 'start.exactonline.it'].some((name) => exact.answersTo(name))).toBe(false);
  });
});
