import type { Emulator } from '../../../emulators/core/emulator';
import { ConnectionDropped, type Watcher } from '../../../emulators/core/faults';
import { creates, type Blow, type Moment } from './plan';

/** Longer than it takes an alarm to wake a worker: when even then no call comes, all that is left to do waits for something. */
const longestWait = 45_000;

/** A request that is held up while something is killed. */
export interface Held {
  /** It goes on as if nothing had happened: it had left already. */
  release(): void;
  /** Its connection breaks. */
  lose(): void;
}

const nothingHeld: Held = { release: () => undefined, lose: () => undefined };

const isCreate = ({ method, url }: { method: string; url: string }): boolean => method === 'POST' && creates.some((part) => url.includes(part));
const isCall = ({ url }: { url: string }): boolean => url.startsWith('/api/v');

/** Resolves at the moment, with the request that was caught there. */
export async function reach(moment: Moment, emulators: readonly Emulator[]): Promise<Held> {
  if (moment.at === 'pause') {
    await new Promise((resolve) => setTimeout(resolve, moment.milliseconds));
    return nothingHeld;
  }
  let stop = (): void => undefined;
  const held = await new Promise<Held>((resolve) => {
    let passed = 0;
    const watcher: Watcher = (when, request) => {
      if (when !== moment.when || !isCall(request) || (moment.of === 'creates' && !isCreate(request))) return undefined;
      passed += 1;
      if (passed !== moment.pass + 1) return undefined;
      return new Promise((release, reject) => resolve({ release, lose: () => reject(new ConnectionDropped()) }));
    };
    const stops = emulators.map(({ faults }) => faults.watch(watcher));
    const late = setTimeout(() => resolve(nothingHeld), longestWait);
    stop = () => {
      clearTimeout(late);
      for (const end of stops) end();
    };
  });
  stop();
  return held;
}

/** Within this time the same call again is the browser's doing, not the extension's. */
const repeats = 5_000;

/**
 * Has one call get no answer. Chromium makes a call anew by itself when a connection it has used before breaks without a
 * byte of an answer; so that it really is lost, what comes again at once is lost too.
 */
export function lose({ url, pass, of }: Extract<Blow, { what: 'lost' }>, { faults }: Emulator): void {
  let passed = 0;
  let lost: { body: string; at: number } | null = null;
  faults.watch((when, request) => {
    if (request.method !== 'POST' || !request.url.includes(url)) return;
    if (lost) {
      if (when === 'before' && request.body === lost.body && Date.now() - lost.at < repeats) throw new ConnectionDropped();
      return;
    }
    if (when !== (of === 'call' ? 'before' : 'after')) return;
    passed += 1;
    if (passed <= pass) return;
    lost = { body: request.body, at: Date.now() };
    throw new ConnectionDropped();
  });
}
