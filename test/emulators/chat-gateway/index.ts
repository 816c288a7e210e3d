import { createEmulatorApp } from '../core/app';
import { systemClock, type Clock, type Emulator, type SeenRequest } from '../core/emulator';
import { Faults } from '../core/faults';

export interface ChatGateway extends Emulator {
  /** Where messages are posted. */
  readonly address: string;
  /** The texts it took, oldest first. */
  readonly texts: string[];
}

/** A chat's way in: takes {"text": "..."} at one secret path. As most of them it gives no page leave to read its answers. */
export function createChatGateway(clock: Clock = systemClock): ChatGateway {
  const hostname = 'hooks.chat.example';
  const path = '/services/T024/B001/chat-secret-path';
  const faults = new Faults();
  const seen: SeenRequest[] = [];
  const texts: string[] = [];
  const app = createEmulatorApp(faults, seen, clock);
  app.post(path, async (context) => {
    let message: unknown;
    try {
      message = JSON.parse(await context.req.text());
    } catch {
      return context.text('invalid_payload', 400);
    }
    const { text, ...rest } = (message ?? {}) as Record<string, unknown>;
    if (typeof text !== 'string' || text === '' || Object.keys(rest).length > 0) return context.text('invalid_payload', 400);
    texts.push(text);
    return context.text('ok');
  });
  app.all('*', (context) => context.text('no_service', 404));
  return {
    name: 'Chat gateway', app, faults, seen, texts,
    answersTo: (host) => host === hostname,
    address: `https://${hostname}${path}`,
    dump: () => ({ texts }),
    reset: () => {
      faults.clear();
      seen.length = 0;
      texts.length = 0;
    },
  };
}
