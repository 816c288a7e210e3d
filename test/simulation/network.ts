import { ConnectionDropped } from '../emulators/core/faults';
import type { Emulator } from '../emulators/core/emulator';
import type { Timeline } from './timeline';

/** What may happen to one request. Commit (it takes effect) and reply are two events, and either may be missing. */
export const troubles = [
  /** The connection is closed before it took effect. */
  'reset-before',
  /** It took effect; the connection is closed instead of an answer. */
  'reset-after',
  /** It never arrives, and nothing comes back. */
  'silent-before',
  /** It takes effect late, and nothing comes back. */
  'silent-after',
  /** It takes effect at once; the answer comes when nobody waits for it any more. */
  'slow-answer',
  /** It takes effect late, and is answered. */
  'late',
  /** It took effect; a page comes back, with status 200. */
  'html',
  /** It took effect; the answer is cut off. */
  'cut',
  '500-before', '500-after', '502-before', '502-after', '503-before', '504-after',
  /** Refused for a limit, without a word which. */
  '429-bare',
  /** The access token is taken back just before. */
  '401',
  /** The browser sends it a second time by itself, and hands over the second answer. */
  'twice',
] as const;
export type Trouble = (typeof troubles)[number];

export interface NetworkOptions {
  timeline: Timeline;
  random: () => number;
  emulators: readonly Emulator[];
  /** By the number of the request, counted over all profiles, and by what it is. */
  troubleOf(number: number, request: { method: string; url: string; body: string }): Trouble | undefined;
  /** Ends the access token a request carries. */
  endToken(accessToken: string): void;
  trace(what: string): void;
  /** Told right after something may have changed in an emulator. */
  committed(): void;
}

const answered = /^(50\d)-(before|after)$/;

/** The wire between browsers and the emulated systems. Times follow from the seed. */
export class Network {
  private requests = 0;

  get sent(): number {
    return this.requests;
  }

  constructor(private readonly use: NetworkOptions) {}

  /** Sends a request that has left its browser: what happens to it no longer depends on whether anybody waits. */
  async send(request: Request, from: string): Promise<Response> {
    const { timeline, random, trace } = this.use;
    const number = (this.requests += 1);
    const travel = 20 + random() * 200;
    const back = 20 + random() * 200;
    const body = request.method === 'GET' ? undefined : await request.text();
    const trouble = this.use.troubleOf(number, { method: request.method, url: request.url, body: body ?? '' });
    const name = `${from} #${number} ${request.method} ${shortOf(request.url, body)}`;
    trace(trouble ? `${name} (${trouble})` : name);
    const commit = () => this.commit(new Request(request.url, { method: request.method, headers: request.headers, ...(body === undefined ? {} : { body }) }), name);

    return new Promise<Response>((resolve, reject) => {
      request.signal.addEventListener('abort', () => reject(request.signal.reason as Error));
      const reset = () => reject(new TypeError('Failed to fetch'));
      const reply = (response: Response, wait = back) => timeline.after(wait, `answer to ${name}`, () => resolve(response));
      const instead = (status: number, text = '', headers: Record<string, string> = { 'content-type': 'text/html' }) => reply(new Response(text === '' ? null : text, { status, headers: { ...headers, date: dateOf(timeline.now()) } }));
      const arrive = (wait: number, then: () => unknown) => timeline.after(wait, `arrival of ${name}`, then);
      const status = answered.exec(trouble ?? '');

      switch (trouble) {
        case 'reset-before':
          return void arrive(travel, reset);
        case 'silent-before':
          return;
        case 'reset-after':
          return void arrive(travel, async () => (await commit(), timeline.after(back, `reset of ${name}`, reset)));
        case 'silent-after':
          return void arrive(2_000 + random() * 17_000, commit);
        case 'slow-answer':
          return void arrive(travel, async () => reply(await commit(), 25_000));
        case 'late':
          return void arrive(2_000 + random() * 16_000, async () => reply(await commit()));
        case 'html':
          return void arrive(travel, async () => (await commit(), instead(200, '<!doctype html><title>Service</title>')));
        case 'cut':
          return void arrive(travel, async () => {
            const response = await commit();
            const text = await response.text();
            reply(new Response(text === '' ? null : text.slice(0, Math.floor(text.length / 2)), { status: response.status, headers: response.headers }));
          });
        case '429-bare':
          return void arrive(travel, () => instead(429, '', {}));
        case '401':
          this.use.endToken(/^Bearer (.+)$/.exec(request.headers.get('authorization') ?? '')?.[1] ?? '');
          return void arrive(travel, async () => reply(await commit()));
        case 'twice':
          return void arrive(travel, async () => {
            await commit();
            arrive(random() * 300, async () => reply(await commit()));
          });
        default:
          if (status?.[2] === 'before') return void arrive(travel, () => instead(Number(status[1])));
          if (status?.[2] === 'after') return void arrive(travel, async () => (await commit(), instead(Number(status[1]))));
          return void arrive(travel, async () => reply(await commit()));
      }
    });
  }

  private async commit(request: Request, name: string): Promise<Response> {
    const emulator = this.use.emulators.find((candidate) => candidate.answersTo(new URL(request.url).hostname));
    if (!emulator) throw new ConnectionDropped();
    const response = await emulator.app.fetch(request);
    this.use.trace(`${name} took effect: ${response.status}`);
    this.use.committed();
    const { status } = response;
    const text = status === 204 ? null : await response.text();
    return new Response(text, { status, headers: { ...Object.fromEntries(response.headers), date: dateOf(this.use.timeline.now()) } });
  }
}

const dateOf = (now: number): string => new Date(now).toUTCString();

/** The path below the company, and what a look-up looks for. */
export function shortOf(url: string, body = ''): string {
  const { pathname, search } = new URL(url);
  const path = decodeURIComponent(pathname).replace(/^\/(api\/v\d\/(\d+\/)?|v\d\/company\/\d+\/)?/, '');
  const filter = new URLSearchParams(search).get('$filter') ?? (body.startsWith('SELECT') ? /(?<= FROM ).*(?= STARTPOSITION)/.exec(body)?.[0] : undefined);
  return filter ? `${path} where ${filter}` : path;
}
