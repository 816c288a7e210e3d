import { browser } from 'wxt/browser';
import { readAlerts } from '../storage/alerts';
import type { SyncContext } from '../sync/context';

/** How many things need the user: documents that are held up, connections that need a sign-in, a storage that was cleared, records set aside. */
export async function countAttention(context: SyncContext): Promise<number> {
  const held = await context.database.jobs.where('state').anyOf('blocked', 'failed').filter((job) => !job.dismissed).count();
  const connections = await context.database.connections.filter(({ state }) => state === 'sign-in-needed' || state === 'trouble').count();
  const storage = (await readAlerts()).length;
  const aside = (await context.database.quarantine.count()) > 0 ? 1 : 0;
  return held + connections + storage + aside;
}

export async function reconcileBadge(context: SyncContext): Promise<void> {
  const count = await countAttention(context);
  await browser.action.setBadgeBackgroundColor({ color: '#b3261e' });
  await browser.action.setBadgeText({ text: count === 0 ? '' : count > 99 ? '99+' : String(count) });
  await browser.action.setTitle({ title: count === 0 ? 'Ledgerbar' : `Ledgerbar: ${count} need${count === 1 ? 's' : ''} you` });
}
