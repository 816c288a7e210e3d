import { isResolved, resolveJournal } from '../mapping/resolve';
import type { DocumentRow, JobRow, LinkRow } from '../storage/rows';
import { changedHere, followedKinds, isClosedOn } from './changed-here';
import type { SyncContext } from './context';
import { pullPayments } from './payments';
import { mappingTable } from './mapping-table';
import type { Queue } from './queue';
import { journalNames } from './preflight';
import type { Session } from './session';

/** Are the books open where a document is, and where it would be? What is closed is left as it is, and shown as changed. */
async function openIn(context: SyncContext, { connection }: Session): Promise<(of: { row: DocumentRow; link: LinkRow }) => boolean> {
  const periods = await context.database.periods.where({ connection: connection.id }).toArray();
  const table = await mappingTable(context, connection.id);
  const { journals } = context.ledgerOf(connection.ledger.system).capabilities;
  return ({ row, link }) => {
    const side = row.kind === 'invoice' ? 'sales' : 'purchase';
    const found = journals ? resolveJournal(table, journalNames({ ref: link.document, credit: link.total.startsWith('-') }), side, link.currency) : null;
    return !isClosedOn(periods, found && isResolved(found) ? found.item.code : '', [link.date, row.date]);
  };
}

/** Queues documents that were sent and changed in the host since, where the ledger follows changes. `pulled`: the payments were brought up to date for it. */
export async function sendAgain(context: SyncContext, session: Session, rows: readonly DocumentRow[], jobs: ReadonlyMap<string, JobRow>, queue: Queue): Promise<{ count: number; pulled: boolean }> {
  const { connection } = session;
  const { links } = context.database;
  const followed = followedKinds(context.ledgerOf(connection.ledger.system).capabilities, connection.ledger);
  const candidates = rows.filter(({ kind }) => followed.includes(kind));
  if (candidates.length === 0) return { count: 0, pulled: false };
  const changed = async () => {
    const found = (await links.bulkGet(candidates.map(({ key }) => key))).flatMap((link) => (link ? [[link.key, link] as const] : []));
    return changedHere(candidates, new Map(found), jobs, connection.ledger.company);
  };
  if ((await changed()).length === 0) return { count: 0, pulled: false };
  await pullPayments(context, session);
  // What is paid is not touched, and of what the ledger's feed says nothing nobody knows that it is not.
  const open = await openIn(context, session);
  const todo = (await changed()).filter((pair) => pair.link.payment !== null && open(pair));
  for (const { row } of todo) {
    await queue.request(connection, { kind: row.kind, id: row.id }, 'send', 10);
    await links.update(row.key, { hostModified: row.modified });
  }
  return { count: todo.length, pulled: true };
}
