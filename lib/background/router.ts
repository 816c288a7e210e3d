import { browser, type Browser } from 'wxt/browser';
import { onMessage } from '../messaging';
import { messageTable, type MessageAnswers, type MessageName, type MessageRequest } from '../messages';

export interface Sender {
  /** Origin of the page a content script runs in ("https://acme.scoro.com"); empty for our own pages. */
  origin: string;
  /** Its whole address. */
  url: string;
  tab: number | undefined;
}

export type Handlers = { [Name in MessageName]: (request: MessageRequest<Name>, sender: Sender) => Promise<MessageAnswers[Name]> };

const isOurOwnPage = (sender: Browser.runtime.MessageSender): boolean => {
  const own = new URL(browser.runtime.getURL('/' as never)).origin;
  const origin = sender.origin ?? (sender.url ? new URL(sender.url).origin : '');
  return sender.id === browser.runtime.id && origin === own;
};

/** A content script of ours in the top frame of a page. Frames have no bar, so they have nothing to say. */
const isOurContentScript = (sender: Browser.runtime.MessageSender): boolean =>
  sender.id === browser.runtime.id && sender.tab !== undefined && (sender.frameId ?? 0) === 0 && typeof sender.url === 'string' && sender.url.startsWith('https://');

/**
 * Takes every message of the table: first who sent it, then whether it is what it should be, then its handler.
 * Must be called synchronously at the start of the background. `current` gives who handles it now; `ready` is awaited before
 * anything is.
 */
export function listen(current: () => { handlers: Handlers; ready: Promise<void> }): void {
  for (const name of Object.keys(messageTable) as MessageName[]) {
    const { from, request } = messageTable[name];
    onMessage(name, (async (message: { data: unknown; sender: Browser.runtime.MessageSender }) => {
      const { sender } = message;
      const allowed = isOurOwnPage(sender) || (from === 'page' && isOurContentScript(sender));
      if (!allowed) throw new Error(`"${name}" is not for this sender`);
      const parsed = request.safeParse(message.data);
      if (!parsed.success) throw new Error(`"${name}" came with something else than it takes`);
      const { handlers, ready } = current();
      await ready;
      const own = isOurOwnPage(sender);
      // After an in-app navigation only the tab knows the address that is shown; the frame's own stays the first one.
      const url = (own ? undefined : sender.tab?.url) ?? sender.url ?? '';
      if (!own && new URL(url).origin !== new URL(sender.url ?? url).origin) throw new Error(`"${name}" came from a page that is gone`);
      return (handlers[name] as (request: unknown, sender: Sender) => Promise<unknown>)(parsed.data, { origin: own ? '' : new URL(url).origin, url, tab: sender.tab?.id });
    }) as never);
  }
}
