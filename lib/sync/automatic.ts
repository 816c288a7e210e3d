import { CallFailure } from '../net/failure';
import type { ConnectionRow } from '../storage/rows';
import type { SyncContext } from './context';
import { intervalFor, runsByItself } from './interval';
import { goOnWithMasters } from './masters';
import type { Queue } from './queue';
import { synchronize } from './synchronize';

/** Synchronizing by itself: each connection has a moment when it is due, on disk, so that neither a killed worker nor a closed browser loses it. */

const minute = 60_000;
/** After it was switched on: time to look at the settings once more. */
const firstAfter = 5 * minute;
/** Until it is tried again while the computer is offline. */
const offlineInterval = 5 * minute;

async function minutesOf(context: SyncContext, connection: ConnectionRow): Promise<number> {
  const { database, now } = context;
  const ends = (row: ConnectionRow) => ({ host: context.hostOf(row.host.system), ledger: context.ledgerOf(row.ledger.system) });
  return intervalFor(connection, await database.connections.toArray(), await database.budgets.toArray(), ends, now()).minutes;
}

/** Sets when each connection is next due, where it is not set or may be sooner, and gives the earliest moment; null where none runs by itself. */
export async function planRuns(context: SyncContext): Promise<number | null> {
  const { database, now } = context;
  let earliest: number | null = null;
  for (const row of await database.connections.toArray()) {
    if (row.walkAgainAt !== undefined && row.state === 'connected') earliest = Math.min(earliest ?? Infinity, row.walkAgainAt);
    if (!runsByItself(row)) {
      if (row.nextRunAt !== undefined) await database.connections.update(row.id, { nextRunAt: undefined });
      continue;
    }
    const latest = now() + (row.nextRunAt === undefined ? firstAfter : (await minutesOf(context, row)) * minute);
    const due = Math.min(row.nextRunAt ?? Infinity, latest);
    if (due !== row.nextRunAt) await database.connections.update(row.id, { nextRunAt: due });
    earliest = Math.min(earliest ?? Infinity, due);
  }
  return earliest;
}

/** Runs what is due, one connection after the other; what was missed meanwhile is one run. A connection's failure is in its own journal and keeps no other from its turn. */
export async function runDue(context: SyncContext, queue: Queue): Promise<void> {
  await runWhole(context, queue);
  await goOn(context);
}

/** What a run had to leave is gone on with, whether it was pressed for or came by itself. */
async function goOn(context: SyncContext): Promise<void> {
  const { database, now } = context;
  const due = (await database.connections.toArray()).filter((row) => row.state === 'connected' && (row.walkAgainAt ?? Infinity) <= now());
  for (const { id, run } of due) {
    // Before it is gone on with: a worker that dies in it does not begin it over and over.
    await database.connections.update(id, { walkAgainAt: now() + offlineInterval });
    if (context.online() && !run?.paused) await goOnWithMasters(context, id);
  }
}

async function runWhole(context: SyncContext, queue: Queue): Promise<void> {
  const { database, now } = context;
  const due = (await database.connections.toArray()).filter((row) => runsByItself(row) && (row.nextRunAt ?? Infinity) <= now());
  for (const row of due) {
    const after = async (milliseconds: number) => database.connections.update(row.id, { nextRunAt: now() + milliseconds });
    // Before it runs: a worker that dies in it does not begin it over and over.
    const interval = (await minutesOf(context, row)) * minute;
    await after(context.online() ? interval : offlineInterval);
    // What the user has paused stays as he left it.
    if (!context.online() || row.run?.paused) continue;
    await synchronize(context, row.id, queue, 'news').catch(async (error: unknown) => {
      const until = error instanceof CallFailure && error.kind === 'limit' ? error.detail.until : undefined;
      if (until !== undefined) await after(Math.max(interval, until - now()));
    });
  }
}
