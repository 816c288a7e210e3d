import { listsDocuments } from '../../lib/hosts/list-pages';
import { pagesAt } from '../../lib/hosts/pages';
import { onMessage, sendMessage } from '../../lib/messaging';
import { isAlive } from '../quick-actions/alive';
import { ListChipsPage } from './page';

/** On this document's element while chips are kept here, so that a script injected twice makes them once. */
const marker = Symbol.for('ledgerbar.list-chips');
type Marked = typeof globalThis & { [marker]?: { page: ListChipsPage; isAlive: () => boolean } };

/** Wires the chips of a page to its events and to the background. */
export function startListChips(): void {
  const marked = globalThis as Marked;
  const running = marked[marker];
  if (running?.isAlive()) return running.page.ensure();
  running?.page.dispose();

  const page = new ListChipsPage({
    page: document,
    pages: pagesAt(location.hostname),
    address: () => location.href,
    lists: listsDocuments,
    ask: (documents) => sendMessage('listStates', { documents }),
    isAlive,
  });
  marked[marker] = { page, isAlive };
  listen(page);
  page.ensure();
}

function listen(page: ListChipsPage): void {
  const { signal } = page;
  const observer = new MutationObserver(page.ensureSoon);
  // Lists that scroll without end give a row to another document by its link alone.
  observer.observe(document, { childList: true, subtree: true, attributes: true, attributeFilter: ['href'] });
  // A theme is mostly a class or an attribute on one of these two.
  for (const element of [document.documentElement, document.body]) if (element) observer.observe(element, { attributes: true });
  signal.addEventListener('abort', () => observer.disconnect());

  for (const name of ['popstate', 'hashchange']) addEventListener(name, page.ensureSoon, { signal });
  const navigation = (globalThis as { navigation?: EventTarget }).navigation;
  for (const name of ['navigatesuccess', 'currententrychange']) navigation?.addEventListener(name, page.ensureSoon, { signal });

  // Coming back to the page, from another tab or from the back/forward cache: what it shows may be old.
  addEventListener('pageshow', () => page.refresh(), { signal });
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && page.refresh(), { signal });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', page.ensureSoon, { signal });

  const unlisten = onMessage('documentChanged', ({ data }) => page.refresh(data.kind === '' ? undefined : data));
  signal.addEventListener('abort', unlisten);
}
