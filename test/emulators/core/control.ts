import type { Hono } from 'hono';
import type { Emulator } from './emulator';
import type { Fault } from './faults';

const json = (value: unknown) =>
  new Response(JSON.stringify(value, (_name, item: unknown) => (typeof item === 'bigint' ? String(item) : item), 2), { headers: { 'content-type': 'application/json; charset=utf-8' } });

/** What people use to look into the emulator and to make it misbehave. Only under the emulated host's name. */
export function addControl(app: Hono, emulator: Emulator): void {
  app.use('/__emulator/*', async (context, next) => {
    if (!emulator.answersTo(new URL(context.req.url).hostname)) return context.text('Not here', 404);
    return next();
  });
  app.get('/__emulator/dump', () => json({ state: emulator.dump(), seen: emulator.seen }));
  app.post('/__emulator/faults', async (context) => {
    emulator.faults.add((await context.req.json()) as Fault);
    return new Response(null, { status: 204 });
  });
  app.post('/__emulator/reset', () => {
    emulator.reset();
    return new Response(null, { status: 204 });
  });
}
