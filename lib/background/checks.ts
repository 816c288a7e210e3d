import { browser } from 'wxt/browser';
import { largeTables, smallTables } from '../storage/row-schemas';
import type { SyncContext } from '../sync/context';
import { setAsideCorrupt, setAsideCorruptPending } from '../sync/set-aside';

const flag = 'rowsChecked';

/** Sets aside what work would be done from and is not what it should be. At every start, before anything runs. */
export async function checkSmallTables(context: SyncContext): Promise<void> {
  for (const table of smallTables) await (table === 'jobs' ? setAsideCorruptPending(context) : setAsideCorrupt(context, table));
}

/** Checks everything else, beside the work and once while the browser runs: many rows, which a start must not wait for. */
export async function checkLargeTables(context: SyncContext): Promise<void> {
  if ((await browser.storage.session.get(flag))[flag] === true) return;
  let moved = 0;
  for (const table of [...largeTables, 'jobs' as const]) moved += await setAsideCorrupt(context, table);
  await browser.storage.session.set({ [flag]: true });
  if (moved > 0) context.changed('', null);
}
