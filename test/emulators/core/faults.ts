/** How an emulator misbehaves on a request it would otherwise answer well. */
export type Misbehaviour =
  /** Wait this long before the request takes effect. */
  | { do: 'delay-before'; milliseconds: number }
  /** Let it take effect, then wait this long before answering. */
  | { do: 'delay-after'; milliseconds: number }
  /** Close the connection; nothing took effect. */
  | { do: 'drop-before' }
  /** Let it take effect, then close the connection without an answer. */
  | { do: 'drop-after' }
  /** Nothing takes effect; this is answered instead. */
  | { do: 'answer-before'; status: number; body: string; contentType?: string; headers?: Record<string, string> }
  /** It takes effect, and this is answered instead of the right answer. */
  | { do: 'answer-after'; status: number; body: string; contentType?: string; headers?: Record<string, string> }
  /** It takes effect, and only this many characters of the right answer arrive. */
  | { do: 'truncate'; characters: number }
  /** What Chromium does when a reused connection is reset: it takes effect, the answer is lost, and the same request arrives once more; that one's answer is given. */
  | { do: 'resend' }
  /** It takes effect and is answered; a copy of it arrives this much later by the emulator's clock: with the first request after that moment, or when `arrive` is called. */
  | { do: 'late-duplicate'; milliseconds: number };

/** Which requests are meant; what is left out may be anything. */
export interface RequestMatch {
  method?: string;
  /** Part of the URL (path and query). */
  url?: string;
  /** Part of the body. */
  body?: string;
}

export const isRequest = ({ method, url, body }: RequestMatch, request: { method: string; url: string; body: string }): boolean =>
  (!method || method === request.method) && (!url || request.url.includes(url)) && (!body || request.body.includes(body));

export interface Fault extends RequestMatch {
  misbehaviour: Misbehaviour;
  /** How many matching requests it hits; default 1. */
  times?: number;
  /** How many matching requests pass unharmed first. */
  skip?: number;
}

/** Called around a request: `before` it takes effect, `after` it has, before the answer leaves. For kill tests. */
export type Watcher = (moment: 'before' | 'after', request: { method: string; url: string; body: string }) => void | Promise<void>;

/** Thrown by the middleware to have the server cut the connection. In-process callers see it as a failed fetch. */
export class ConnectionDropped extends TypeError {
  override readonly name = 'ConnectionDropped';
  constructor() {
    super('The connection was closed without an answer');
  }
}

/** The faults an emulator is told to show. */
export class Faults {
  private list: (Fault & { hits: number; passed: number })[] = [];
  private watchers = new Set<Watcher>();
  private copies: { at: number; arrive: () => Promise<unknown> }[] = [];

  add(fault: Fault): void {
    this.list.push({ ...fault, hits: 0, passed: 0 });
  }

  clear(): void {
    this.list = [];
    this.copies = [];
    this.watchers.clear();
  }

  /** Keeps a copy of a request on its way until that moment. */
  delay(at: number, arrive: () => Promise<unknown>): void {
    this.copies.push({ at, arrive });
  }

  /** Lets the copies arrive that are due by then, one after the other. */
  async arrive(now: number): Promise<void> {
    const due = this.copies.filter((copy) => copy.at <= now).sort((a, b) => a.at - b.at);
    this.copies = this.copies.filter((copy) => copy.at > now);
    for (const copy of due) await copy.arrive();
  }

  watch(watcher: Watcher): () => void {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  }

  async tell(moment: 'before' | 'after', request: { method: string; url: string; body: string }): Promise<void> {
    for (const watcher of this.watchers) await watcher(moment, request);
  }

  /** The misbehaviour for this request, used up by asking. */
  take(request: { method: string; url: string; body: string }): Misbehaviour | null {
    for (const fault of this.list) {
      if (!isRequest(fault, request)) continue;
      if (fault.hits >= (fault.times ?? 1)) continue;
      if (fault.passed < (fault.skip ?? 0)) {
        fault.passed += 1;
        continue;
      }
      fault.hits += 1;
      return fault.misbehaviour;
    }
    return null;
  }
}
