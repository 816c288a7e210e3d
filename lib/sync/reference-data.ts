import type { HostReferenceItem } from '../hosts/host';
import type { LedgerCompany } from '../ledgers/ledger';
import type { ConnectionRow } from '../storage/rows';
import type { Session } from './session';
import { noteConnection, type SyncContext } from './context';

export type LedgerReference = Awaited<ReturnType<LedgerCompany['readReference']>>;

/** The tables `storeReference` writes, for a transaction around it. */
export const referenceTables = ({ database }: SyncContext) => [database.reference, database.periods, database.connections];

/** Puts what was read in place of the old, in one step: never half of each. */
export async function storeReference(context: SyncContext, connection: string, { items, periods, traits, missing = [] }: LedgerReference): Promise<void> {
  const { database } = context;
  await database.transaction('rw', referenceTables(context), async () => {
    await database.reference.where({ connection }).delete();
    await database.periods.where({ connection }).delete();
    await database.reference.bulkPut(items.map((item) => ({ ...item, connection })));
    await database.periods.bulkPut(periods.map((period) => ({ ...period, connection })));
    await database.connections.where({ id: connection }).modify((row) => {
      const { traits: _before, ...ledger } = row.ledger;
      row.ledger = traits ? { ...ledger, traits } : ledger;
      row.referenceAt = context.now();
      row.referenceMissing = missing;
    });
  });
}

/** Says what was read. */
export const noteReference = (context: SyncContext, connection: ConnectionRow, { items }: LedgerReference): Promise<void> =>
  noteConnection(context, connection, 'reference', `Read ${items.length} values of reference data from ${context.ledgerOf(connection.ledger.system).name}.`);

/** Reads the ledger's reference data whole and stores it, with what it says of the company. */
export async function pullReference(context: SyncContext, session: Session): Promise<void> {
  const { connection } = session;
  const reference = await session.ledger.readReference();
  await storeReference(context, connection.id, reference);
  await noteReference(context, connection, reference);
  context.changed(connection.id, null);
}

/** Puts the host's values in place of the old. */
export async function storeHostReference(context: SyncContext, connection: string, items: readonly HostReferenceItem[]): Promise<void> {
  const { database } = context;
  await database.transaction('rw', database.hostReference, async () => {
    await database.hostReference.where({ connection }).delete();
    await database.hostReference.bulkPut(items.map((item) => ({ ...item, connection })));
  });
}

/** The host's own tax codes, accounts, product groups and currencies: names for the mapping page. A host that refuses loses nothing. */
export const pullHostReference = async (context: SyncContext, session: Session): Promise<void> =>
  storeHostReference(context, session.connection.id, await session.host.readReference());
