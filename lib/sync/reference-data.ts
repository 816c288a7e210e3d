import type { Session } from './session';
import { noteConnection, type SyncContext } from './context';

/** Reads the reference data of both sides whole and puts it in place of the old, in one step: never half of each. */
export async function pullReference(context: SyncContext, session: Session): Promise<void> {
  const { database } = context;
  const { connection } = session;
  const { items, periods } = await session.ledger.readReference();
  await database.transaction('rw', [database.reference, database.periods, database.connections], async () => {
    await database.reference.where({ connection: connection.id }).delete();
    await database.periods.where({ connection: connection.id }).delete();
    await database.reference.bulkPut(items.map((item) => ({ ...item, connection: connection.id })));
    await database.periods.bulkPut(periods.map((period) => ({ ...period, connection: connection.id })));
    await database.connections.update(connection.id, { referenceAt: context.now() });
  });
  await noteConnection(context, connection, 'reference', `Read ${items.length} values of reference data from ${context.ledgerOf(connection.ledger.system).name}.`);
  context.changed(connection.id, null);
}

/** The host's own tax codes, accounts and product groups: names for the mapping page. A host that refuses loses nothing. */
export async function pullHostReference(context: SyncContext, session: Session): Promise<void> {
  const { database } = context;
  const { connection } = session;
  const items = await session.host.readReference();
  await database.transaction('rw', database.hostReference, async () => {
    await database.hostReference.where({ connection: connection.id }).delete();
    await database.hostReference.bulkPut(items.map((item) => ({ ...item, connection: connection.id })));
  });
}
