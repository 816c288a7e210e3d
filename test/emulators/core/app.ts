import { Hono } from 'hono';
import type { Clock, SeenRequest } from './emulator';
import { ConnectionDropped, type Faults } from './faults';
import { misbehave } from './misbehave';

/** The app every emulator starts from: requests are recorded, faults happen, a dropped connection reaches the caller as one. */
export function createEmulatorApp(faults: Faults, seen: SeenRequest[], clock: Clock): Hono {
  const app = new Hono();
  app.onError((error, context) => {
    // Hono would answer 500, which a client cannot tell from a server that lives.
    if (error instanceof ConnectionDropped) throw error;
    console.error(error);
    return context.text(`The emulator failed: ${error.stack ?? error.message}`, 500);
  });
  app.use('*', misbehave(app, faults, seen, clock));
  return app;
}
