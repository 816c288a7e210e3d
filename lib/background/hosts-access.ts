import { browser, type Browser } from 'wxt/browser';
import type { SyncContext } from '../sync/context';

/** The scripts of a host's pages: the bar on a document's own, the chips on lists. */
const scripts = ['quick-actions', 'list-chips'] as const;

type ScriptId = (typeof scripts)[number];
const fileOf = (id: ScriptId) => `/content-scripts/${id}.js` as const;

/** Sites of connections that are in use, as match patterns the browser has granted. */
async function grantedSites(context: SyncContext): Promise<string[]> {
  const rows = await context.database.connections.toArray();
  const patterns = [...new Set(rows.filter((row) => row.state !== 'not-connected').flatMap((row) => context.hostOf(row.host.system).origins(row.host)))];
  const granted = await Promise.all(patterns.map((origin) => browser.permissions.contains({ origins: [origin] })));
  return patterns.filter((_, index) => granted[index]).sort();
}

/** Puts the scripts into tabs that were open before they were registered. */
async function injectIntoOpenTabs(files: ReturnType<typeof fileOf>[], patterns: string[]): Promise<void> {
  const tabs = await browser.tabs.query({ url: patterns });
  await Promise.all(
    tabs.map((tab) =>
      tab.id === undefined ? undefined : browser.scripting.executeScript({ target: { tabId: tab.id }, files }).catch(() => undefined),
    ),
  );
}

/** Registers a script for exactly these sites. Says for which it was not. */
async function register(id: ScriptId, wanted: string[]): Promise<string[]> {
  const [registered] = await browser.scripting.getRegisteredContentScripts({ ids: [id] });
  const current = [...(registered?.matches ?? [])].sort();
  if (JSON.stringify(current) === JSON.stringify(wanted)) return [];
  if (registered) await browser.scripting.unregisterContentScripts({ ids: [id] });
  if (wanted.length === 0) return [];
  await browser.scripting.registerContentScripts([
    { id, js: [fileOf(id).slice(1)], matches: wanted, runAt: 'document_idle', persistAcrossSessions: true } as Browser.scripting.RegisteredContentScript,
  ]);
  return wanted.filter((pattern) => !current.includes(pattern));
}

/** Registers the scripts for exactly the sites that are connected and granted. Called at every start: each browser forgets at another moment. */
export async function reconcileScripts(context: SyncContext): Promise<void> {
  const wanted = await grantedSites(context);
  for (const id of scripts) {
    const fresh = await register(id, wanted);
    if (fresh.length > 0) await injectIntoOpenTabs([fileOf(id)], fresh);
  }
}
