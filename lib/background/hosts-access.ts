import { browser, type Browser } from 'wxt/browser';
import type { SyncContext } from '../sync/context';

const scriptFile = '/content-scripts/quick-actions.js';
const scriptId = 'quick-actions';

/** Sites of connections that are in use, as match patterns the browser has granted. */
async function grantedSites(context: SyncContext): Promise<string[]> {
  const rows = await context.database.connections.toArray();
  const patterns = [...new Set(rows.filter((row) => row.state !== 'not-connected').flatMap((row) => context.hostOf(row.host.system).origins(row.host)))];
  const granted = await Promise.all(patterns.map((origin) => browser.permissions.contains({ origins: [origin] })));
  return patterns.filter((_, index) => granted[index]).sort();
}

/** Puts the bar into tabs that were open before its script was registered. */
async function injectIntoOpenTabs(patterns: string[]): Promise<void> {
  const tabs = await browser.tabs.query({ url: patterns });
  await Promise.all(
    tabs.map((tab) =>
      tab.id === undefined ? undefined : browser.scripting.executeScript({ target: { tabId: tab.id }, files: [scriptFile] }).catch(() => undefined),
    ),
  );
}

/** Registers the bar's script for exactly the sites that are connected and granted. Called at every start: each browser forgets at another moment. */
export async function reconcileScripts(context: SyncContext): Promise<void> {
  const wanted = await grantedSites(context);
  const [registered] = await browser.scripting.getRegisteredContentScripts({ ids: [scriptId] });
  const current = [...(registered?.matches ?? [])].sort();
  if (JSON.stringify(current) === JSON.stringify(wanted)) return;
  if (registered) await browser.scripting.unregisterContentScripts({ ids: [scriptId] });
  if (wanted.length === 0) return;
  await browser.scripting.registerContentScripts([
    { id: scriptId, js: [scriptFile.slice(1)], matches: wanted, runAt: 'document_idle', persistAcrossSessions: true } as Browser.scripting.RegisteredContentScript,
  ]);
  const fresh = wanted.filter((pattern) => !current.includes(pattern));
  if (fresh.length > 0) await injectIntoOpenTabs(fresh);
}
