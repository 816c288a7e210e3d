import { checkUpWords, toMend } from '../../model/check-up';
import type { CheckUpLook, CheckUpRow } from '../../storage/check-up-row';
import type { ConnectionRow } from '../../storage/rows';
import { noteConnection, type SyncContext } from '../context';
import { openSession } from '../session';
import { findingsOf } from './findings';
import { gatherFacts } from './gather';
import { lookAround, rightsOf } from './look';

/**
 * `whole`: both sides are read anew; `look`: just connected, what was read is new; `known`: no call is made, what is known is
 * judged anew, after a mapping was set for instance.
 */
export type CheckUpExtent = 'whole' | 'look' | 'known';

/** Behind what the user presses, before background work. */
const priority = 5;

/** The same world, with the calls counted that go out through it. */
function counting(context: SyncContext, hostOrigin: string): { context: SyncContext; calls: CheckUpRow['calls'] } {
  const calls = { host: 0, ledger: 0 };
  const counted: typeof fetch = (input, init) => {
    calls[new URL(input instanceof Request ? input.url : String(input)).origin === hostOrigin ? 'host' : 'ledger'] += 1;
    return context.fetch(input, init);
  };
  return { context: { ...context, fetch: counted }, calls };
}

const store = (context: SyncContext, id: string, change: (row: ConnectionRow) => void): Promise<unknown> => context.database.connections.where('id').equals(id).modify(change);

/** What an earlier look saw holds as long as nobody signed in anew. */
const stillHolds = ({ checkUp, connectedAt }: ConnectionRow): CheckUpLook | null => (checkUp && checkUp.at >= (connectedAt ?? 0) ? checkUp.look : null);

async function judge(context: SyncContext, connection: ConnectionRow, look: CheckUpLook, calls: CheckUpRow['calls'], at: number): Promise<CheckUpRow> {
  const fresh = (await context.database.connections.get(connection.id)) ?? connection;
  return { at, look, calls, findings: findingsOf(await gatherFacts(context, fresh, look)) };
}

async function lookAndJudge(context: SyncContext, connection: ConnectionRow, isWhole: boolean): Promise<void> {
  const { id } = connection;
  const before = stillHolds(connection);
  await store(context, id, (row) => {
    row.checkUp = { at: 0, findings: [], look: { survey: null, company: null, rights: {} }, calls: { host: 0, ledger: 0 }, ...row.checkUp, runningSince: context.now() };
  });
  const counted = counting(context, new URL(connection.host.site).origin);
  try {
    const look = await lookAround(counted.context, await openSession(counted.context, connection, priority), isWhole, before);
    const done = await judge(context, connection, look, counted.calls, context.now());
    await store(context, id, (row) => {
      // Signed in anew meanwhile, perhaps to another company: that sign-in has a check-up of its own.
      if (row.connectedAt === connection.connectedAt) row.checkUp = done;
      if (look.signInTrouble && row.state === 'connected' && row.connectedAt === connection.connectedAt) Object.assign(row, { state: 'sign-in-needed', trouble: look.signInTrouble });
    });
    const { text, tone } = checkUpWords(done.findings);
    const names = toMend(done.findings).map(({ title }) => title);
    await noteConnection(context, connection, 'check-up', `Check-up: ${text}${names.length > 0 ? ` (${names.join(', ')})` : ''}.`, tone);
  } finally {
    await store(context, id, (row) => {
      if (row.checkUp?.at === 0) delete row.checkUp;
      else if (row.checkUp) delete row.checkUp.runningSince;
    });
    context.changed(id, null);
  }
}

/** Checks what a connection relies on, and keeps what it found with it. One check-up of a connection at a time. Throws when there is nothing to check yet. */
export const runCheckUp = (context: SyncContext, id: string, extent: CheckUpExtent): Promise<void> =>
  context.exclusively(`check-up:${id}`, async () => {
    const connection = await context.database.connections.get(id);
    if (!connection) throw new Error('There is no such connection any more.');
    if (connection.state === 'not-connected') throw new Error('Connect it first.');
    if (extent !== 'known') return lookAndJudge(context, connection, extent === 'whole');
    const known = stillHolds(connection);
    if (!connection.checkUp || !known) return;
    const { referenceTrouble, ...before } = known;
    const isReadSince = (connection.referenceAt ?? 0) > connection.checkUp.at;
    const look = { ...before, ...(referenceTrouble && !isReadSince ? { referenceTrouble } : {}), rights: await rightsOf(context, connection, before) };
    const done = await judge(context, connection, look, connection.checkUp.calls, connection.checkUp.at);
    await store(context, id, (row) => void (row.checkUp = done));
  });
