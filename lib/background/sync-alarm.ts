import { browser } from 'wxt/browser';
import { planRuns } from '../sync/automatic';
import type { SyncContext } from '../sync/context';

export const syncAlarm = 'synchronize';
/** Browsers give packed extensions no alarm sooner than this. */
const soonestAlarm = 30_000;

/** One alarm for all connections: for the moment when the next of them is due to synchronize by itself; none where none does. */
export async function reconcileAlarm(context: SyncContext): Promise<void> {
  const due = await planRuns(context);
  const alarm = await browser.alarms.get(syncAlarm);
  if (due === null) return void (alarm && (await browser.alarms.clear(syncAlarm)));
  // Alarms go by the machine's own clock, whatever the servers say of it.
  const now = Date.now();
  const when = now + Math.max(due - context.now(), soonestAlarm);
  // What is overdue is not put off by whoever looks at it again.
  const isSet = alarm && alarm.periodInMinutes == null && alarm.scheduledTime >= now && alarm.scheduledTime <= when + 1_000 && (alarm.scheduledTime >= when - 1_000 || when === now + soonestAlarm);
  if (!isSet) await browser.alarms.create(syncAlarm, { when });
}
