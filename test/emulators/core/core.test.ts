import { Agent, request as httpsRequest, type RequestOptions } from 'node:https';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createEmulatorApp } from './app';
import { ManualClock, type Emulator, type SeenRequest } from './emulator';
import { ConnectionDropped, Faults, type Misbehaviour } from './faults';
import { startServers, type RunningServers } from './servers';

interface Probe extends Emulator {
  effects: string[];
}

function createProbe(clock = new ManualClock(1000)): Probe {
  const faults = new Faults();
  const seen: SeenRequest[] = [];
  const effects: string[] = [];
  const app = createEmulatorApp(faults, seen, clock);
  app.post('/things', async (context) => {
    effects.push(await context.req.text());
    return context.json({ made: effects.length }, 201, { 'x-left': '5' });
  });
  app.get('/things', (context) => context.json(effects));
  app.get('/broken', () => {
    throw new Error('a bug of ours');
  });
  return { name: 'probe', answersTo: (name) => name === 'acme.scoro.com', app, faults, seen, effects, dump: () => effects, reset: () => undefined };
}

const post = (body: string) => new Request('https://acme.scoro.com/things', { method: 'POST', body });

describe('faults in process', () => {
  it('rejects the fetch of a dropped request, with and without its effect', async () => {
    const probe = createProbe();
    probe.faults.add({ method: 'POST', misbehaviour: { do: 'drop-before' } });
    await expect(async () => probe.app.fetch(post('a'))).rejects.toBeInstanceOf(ConnectionDropped);
    expect(probe.effects).toEqual([]);
    probe.faults.add({ method: 'POST', misbehaviour: { do: 'drop-after' } });
    await expect(async () => probe.app.fetch(post('b'))).rejects.toBeInstanceOf(TypeError);
    expect(probe.effects).toEqual(['b']);
    expect(probe.seen.map((request) => request.status)).toEqual([0, 0]);
  });

  it('answers instead, without and with the effect, and without headers of the right answer', async () => {
    const probe = createProbe();
    const busy = { status: 503, body: 'busy', headers: { 'x-fault': 'yes' } };
    probe.faults.add({ misbehaviour: { do: 'answer-before', ...busy } });
    expect((await probe.app.fetch(post('a'))).status).toBe(503);
    expect(probe.effects).toEqual([]);
    probe.faults.add({ misbehaviour: { do: 'answer-after', ...busy } });
    const answer = await probe.app.fetch(post('b'));
    expect([answer.status, await answer.text(), answer.headers.get('x-fault'), answer.headers.get('x-left')]).toEqual([503, 'busy', 'yes', null]);
    expect(probe.effects).toEqual(['b']);
  });

  it('truncates the answer and keeps its headers', async () => {
    const probe = createProbe();
    probe.faults.add({ misbehaviour: { do: 'truncate', characters: 5 } });
    const answer = await probe.app.fetch(post('a'));
    expect([answer.status, await answer.text(), answer.headers.get('x-left')]).toEqual([201, '{"mad', '5']);
  });

  it('delays before and after the effect', async () => {
    const probe = createProbe();
    for (const moment of ['delay-before', 'delay-after'] as const) {
      probe.faults.add({ misbehaviour: { do: moment, milliseconds: 30 } });
      const started = performance.now();
      const answer = probe.app.fetch(post(moment));
      await new Promise((resolve) => setTimeout(resolve, 10));
      expect(probe.effects.includes(moment)).toBe(moment === 'delay-after');
      await answer;
      expect(performance.now() - started).toBeGreaterThan(25);
    }
  });

  it('lets a request arrive twice, and gives the answer of the second', async () => {
    const probe = createProbe();
    probe.faults.add({ method: 'POST', misbehaviour: { do: 'resend' } });
    const answer = await probe.app.fetch(new Request(post('a'), { headers: { 'x-key': '1' } }));
    expect([answer.status, await answer.text(), answer.headers.get('x-left')]).toEqual([201, '{"made":2}', '5']);
    expect(probe.effects).toEqual(['a', 'a']);
    expect(probe.seen.map(({ status, headers }) => [status, headers['x-key']])).toEqual([[0, '1'], [201, '1']]);
  });

  it('lets a copy arrive late: with the first request after its time, or when told, and once', async () => {
    const clock = new ManualClock(1000);
    const probe = createProbe(clock);
    probe.faults.add({ method: 'POST', times: 2, misbehaviour: { do: 'late-duplicate', milliseconds: 500 } });
    expect((await probe.app.fetch(post('a'))).status).toBe(201);
    clock.advance(499);
    await probe.app.fetch(new Request('https://acme.scoro.com/things'));
    expect(probe.effects).toEqual(['a']);
    clock.advance(1);
    expect(await (await probe.app.fetch(new Request('https://acme.scoro.com/things'))).json()).toEqual(['a', 'a']);
    // The copy was hit by the fault as well: a third is on its way.
    await probe.faults.arrive(1999);
    await probe.faults.arrive(2000);
    await probe.faults.arrive(9999);
    expect(probe.effects).toEqual(['a', 'a', 'a']);
  });

  it('hits as many requests as told, after as many as told, and only matching ones', async () => {
    const probe = createProbe();
    probe.faults.add({ url: '/things', body: 'x', skip: 1, times: 2, misbehaviour: { do: 'answer-before', status: 500, body: '' } });
    const statuses = [];
    for (const body of ['x', 'y', 'x', 'x', 'x']) statuses.push((await probe.app.fetch(post(body))).status);
    expect(statuses).toEqual([201, 201, 500, 500, 201]);
  });

  it('tells watchers before and after, and stops when told', async () => {
    const probe = createProbe();
    const moments: string[] = [];
    const stop = probe.faults.watch((moment, request) => void moments.push(`${moment} ${request.body} ${probe.effects.length}`));
    await probe.app.fetch(post('a'));
    stop();
    await probe.app.fetch(post('b'));
    expect(moments).toEqual(['before a 0', 'after a 1']);
  });

  it('records method, address, headers, body, time and status', async () => {
    const probe = createProbe();
    await probe.app.fetch(new Request('https://acme.scoro.com/things?x=1', { headers: { origin: 'https://evil.example' } }));
    expect(probe.seen).toMatchObject([{ at: 1000, method: 'GET', url: 'https://acme.scoro.com/things?x=1', body: '', status: 200, headers: { origin: 'https://evil.example' } }]);
  });
});

describe('the HTTPS server', () => {
  let probe: Probe;
  let servers: RunningServers;
  const agent = new Agent({ keepAlive: true });
  beforeEach(async () => {
    probe = createProbe();
    servers = await startServers([probe]);
  });
  afterEach(() => servers.close());

  interface Answer {
    status: number;
    text: string;
    reused: boolean;
    localPort: number;
  }
  function call(options: RequestOptions & { body?: string; name?: string } = {}): Promise<Answer> {
    const name = options.name ?? 'acme.scoro.com';
    return new Promise((resolve, reject) => {
      const outgoing = httpsRequest(
        { host: '127.0.0.1', port: servers.port, servername: name, ca: servers.certificate, agent, path: '/things', ...options, headers: { host: name, ...(options.headers as object) } },
        (incoming) => {
          const localPort = incoming.socket.localPort ?? 0;
          let text = '';
          incoming.on('data', (chunk) => (text += String(chunk)));
          incoming.on('end', () => resolve({ status: incoming.statusCode ?? 0, text, reused: outgoing.reusedSocket, localPort }));
          incoming.on('error', reject);
        },
      );
      outgoing.on('error', reject);
      outgoing.end(options.body);
    });
  }

  it('answers under a certificate a strict client accepts, and keeps the connection', async () => {
    const first = await call({ method: 'POST', body: 'a' });
    const second = await call();
    expect([first.status, second.text]).toEqual([201, '["a"]']);
    expect([second.reused, second.localPort]).toEqual([true, first.localPort]);
  });

  it.each([
    ['before', { do: 'drop-before' }, []],
    ['after', { do: 'drop-after' }, ['a']],
  ] as [string, Misbehaviour, string[]][])('cuts the connection %s the effect, then serves the next one', async (_moment, misbehaviour, effects) => {
    probe.faults.add({ misbehaviour });
    await expect(call({ method: 'POST', body: 'a', agent: false })).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(probe.effects).toEqual(effects);
    expect((await call({ agent: false })).status).toBe(200);
  });

  it('lets a request arrive twice: the client sees one answer', async () => {
    probe.faults.add({ method: 'POST', misbehaviour: { do: 'resend' } });
    expect(await call({ method: 'POST', body: 'a' })).toMatchObject({ status: 201, text: '{"made":2}' });
    expect(await call({ method: 'POST', body: 'b' })).toMatchObject({ status: 201, text: '{"made":3}', reused: true });
    expect(probe.effects).toEqual(['a', 'a', 'b']);
  });

  it('says so when an emulator has a bug, and when no emulator has the name', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    expect(await call({ path: '/broken' })).toMatchObject({ status: 500, text: expect.stringContaining('a bug of ours') as string });
    expect(await call({ name: 'start.exactonline.nl' })).toMatchObject({ status: 404 });
    expect(log).toHaveBeenCalledOnce();
    log.mockRestore();
  });

  it('closes while connections are idle or a request is pending', async () => {
    await call();
    probe.faults.add({ misbehaviour: { do: 'delay-after', milliseconds: 200 } });
    const pending = call({ agent: false }).catch((error: NodeJS.ErrnoException) => error.code);
    while (probe.seen.length < 2) await new Promise((resolve) => setTimeout(resolve, 5));
    await servers.close();
    expect(await pending).toBe('ECONNRESET');
    await expect(call({ agent: false })).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });
});
