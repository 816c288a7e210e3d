import type { Context, Hono, MiddlewareHandler } from 'hono';
import type { Clock, SeenRequest } from './emulator';
import { ConnectionDropped, type Faults, type Misbehaviour } from './faults';

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

function instead(fault: Extract<Misbehaviour, { status: number }>): Response {
  // A status such as 204 may not carry a body, not even an empty one.
  const body = fault.body === '' ? null : fault.body;
  return new Response(body, { status: fault.status, headers: { 'content-type': fault.contentType ?? 'text/html', ...fault.headers } });
}

/** Hono mixes the headers of the answer before into one that is merely assigned. */
function replace(context: Context, response: Response): void {
  context.res = undefined;
  context.res = response;
}

/** Records each request and lets the emulator's faults happen around the real handler. Goes first on every emulator's `app`. */
export function misbehave(app: Hono, faults: Faults, seen: SeenRequest[], clock: Clock): MiddlewareHandler {
  return async (context, next) => {
    const url = new URL(context.req.url);
    const request = { method: context.req.method, url: url.pathname + url.search, body: await context.req.raw.clone().text() };
    const { headers } = context.req.raw;
    const copy = async () => app.fetch(new Request(context.req.url, { method: request.method, headers, ...(request.body === '' ? {} : { body: request.body }) }));
    await faults.arrive(clock.now());
    const entry: SeenRequest = { at: clock.now(), ...request, url: context.req.url, headers: Object.fromEntries(context.req.raw.headers), status: null };
    seen.push(entry);
    const fault = faults.take(request);
    await faults.tell('before', request);

    if (fault?.do === 'drop-before') {
      entry.status = 0;
      throw new ConnectionDropped();
    }
    if (fault?.do === 'answer-before') {
      entry.status = fault.status;
      context.res = instead(fault);
      return;
    }
    if (fault?.do === 'delay-before') await pause(fault.milliseconds);

    await next();

    entry.status = context.res.status;
    await faults.tell('after', request);
    if (fault?.do === 'drop-after') {
      entry.status = 0;
      throw new ConnectionDropped();
    }
    if (fault?.do === 'resend') {
      entry.status = 0;
      replace(context, await copy());
    }
    if (fault?.do === 'late-duplicate') faults.delay(clock.now() + fault.milliseconds, copy);
    if (fault?.do === 'delay-after') await pause(fault.milliseconds);
    if (fault?.do === 'answer-after') {
      entry.status = fault.status;
      replace(context, instead(fault));
    }
    if (fault?.do === 'truncate') {
      const { status, headers } = context.res;
      const text = (await context.res.text()).slice(0, fault.characters);
      replace(context, new Response(text === '' ? null : text, { status, headers }));
    }
  };
}
