import { pagesAt } from '../../lib/hosts/pages';
import type { PageView } from '../../lib/model/view';
import { onMessage, sendMessage } from '../../lib/messaging';
import { isAlive, tell } from './alive';
import { QuickActionsPage } from './page';
import { judge } from './visible';

/** On this document's element while a bar is kept here, so that a script injected twice makes one bar. */
const marker = Symbol.for('ledgerbar.quick-actions');
type Marked = typeof globalThis & { [marker]?: { page: QuickActionsPage; isAlive: () => boolean } };

/** Wires the page's bar to the page's events and to the background. */
export function startQuickActions(): void {
  const marked = globalThis as Marked;
  const running = marked[marker];
  if (running?.isAlive()) return running.page.ensure();
  running?.page.dispose();

  const pages = pagesAt(location.hostname);
  const page = new QuickActionsPage({
    page: document,
    pages,
    address: () => location.href,
    isAlive,
    ask: (ref): Promise<PageView | undefined> => sendMessage('pageView', { document: ref }),
    actions: {
      send: (ref, connection) => tell(() => sendMessage('send', { document: ref, connection })),
      fetch: (ref, connection) => tell(() => sendMessage('fetch', { document: ref, connection })),
      open: (ref, connection) => sendMessage('openInLedger', { document: ref, connection }),
      log: (ref, connection) => tell(() => sendMessage('documentLog', { document: ref, connection })),
      fix: (ref, connection, problem, fix, choice) =>
        tell(() => sendMessage('fix', { document: ref, connection, problem, fix, ...(choice === undefined ? {} : { choice }) })),
    },
    onAnchor: (found) => {
      const selectors = pages.anchors.map((anchor) => anchor.selector);
      // Only a note for the Connections page: not worth a retry.
      sendMessage('anchorMissing', { selectors, found }).catch(() => undefined);
    },
    onReload: (event) => {
      if (judge(event) === 'act') location.reload();
    },
  });
  marked[marker] = { page, isAlive };
  listen(page);
  page.ensure();
}

function listen(page: QuickActionsPage): void {
  const { signal } = page;
  const observer = new MutationObserver(page.ensureSoon);
  observer.observe(document, { childList: true, subtree: true });
  // A theme is mostly a class or an attribute on one of these two.
  for (const element of [document.documentElement, document.body]) if (element) observer.observe(element, { attributes: true });
  signal.addEventListener('abort', () => observer.disconnect());

  for (const name of ['popstate', 'hashchange']) addEventListener(name, page.ensureSoon, { signal });
  // `navigate` still sees the old address; these two the new one. Absent in Firefox before 147.
  const navigation = (globalThis as { navigation?: EventTarget }).navigation;
  for (const name of ['navigatesuccess', 'currententrychange']) navigation?.addEventListener(name, page.ensureSoon, { signal });

  // Coming back to the page, from another tab or from the back/forward cache: what it shows may be old.
  for (const name of ['pageshow', 'focus']) addEventListener(name, page.refresh, { signal });
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && page.refresh(), { signal });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', page.ensureSoon, { signal });

  const unlisten = onMessage('documentChanged', () => page.refresh());
  signal.addEventListener('abort', unlisten);
}
