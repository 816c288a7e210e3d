import { Hono } from 'hono';
import type { Emulator } from '../core/emulator';
import type { Fault } from '../core/faults';

/** The way in for people and for tests of another process. Not recorded, not broken by faults. */
export function controlRoutes(emulator: () => Emulator): Hono {
  const app = new Hono();
  app.get('/__emulator/dump', (context) => context.body(JSON.stringify(emulator().dump(), null, 2), 200, { 'content-type': 'application/json' }));
  app.post('/__emulator/faults', async (context) => {
    emulator().faults.add(await context.req.json<Fault>());
    return context.json({ added: true });
  });
  app.post('/__emulator/reset', (context) => {
    emulator().reset();
    return context.json({ reset: true });
  });
  return app;
}
