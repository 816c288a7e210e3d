import { browser } from 'wxt/browser';
import type { SyncContext } from '../sync/context';

export const syncAlarm = 'synchronize';
/** Minutes between automatic runs: a host may allow no more than 500 calls a day. */
const syncEvery = 30;

/** The alarm of automatic synchronising is there exactly while a connection asks for it. */
export async function reconcileAlarm(context: SyncContext): Promise<void> {
  const wanted = (await context.database.connections.toArray()).some((row) => row.sync.mode === 'automatic' && row.state === 'connected');
  const alarm = await browser.alarms.get(syncAlarm);
  if (wanted && !alarm) await browser.alarms.create(syncAlarm, { periodInMinutes: syncEvery, delayInMinutes: 5 });
  if (!wanted && alarm) await browser.alarms.clear(syncAlarm);
}
