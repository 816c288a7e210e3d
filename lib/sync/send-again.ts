import type { DocumentRow, JobRow } from '../storage/rows';
import { changedHere, followsChanges } from './changed-here';
import type { SyncContext } from './context';
import { pullPayments } from './payments';
import type { Queue } from './queue';
import type { Session } from './session';

/** Queues documents that were sent and changed in the host since, where the ledger follows changes. `pulled`: the payments were brought up to date for it. */
export async function sendAgain(context: SyncContext, session: Session, rows: readonly DocumentRow[], jobs: ReadonlyMap<string, JobRow>, queue: Queue): Promise<{ count: number; pulled: boolean }> {
  const { connection } = session;
  const { links } = context.database;
  if (!followsChanges(context.ledgerOf(connection.ledger.system).capabilities, connection.ledger)) return { count: 0, pulled: false };
  const changed = async () => {
    const found = (await links.bulkGet(rows.map(({ key }) => key))).flatMap((link) => (link ? [[link.key, link] as const] : []));
    return changedHere(rows, new Map(found), jobs, connection.ledger.company);
  };
  if ((await changed()).length === 0) return { count: 0, pulled: false };
  await pullPayments(context, session);
  // What is paid is not touched, and of what the ledger's feed says nothing nobody knows that it is not.
  const todo = (await changed()).filter(({ link }) => link.payment !== null);
  for (const { row } of todo) {
    await queue.request(connection, { kind: row.kind, id: row.id }, 'send', 10);
    await links.update(row.key, { hostModified: row.modified });
  }
  return { count: todo.length, pulled: true };
}
