import type { Lesson } from '../mapping/clues';
import { isUsable, kindNames } from '../mapping/kinds';
import { foldName } from '../mapping/table';
import type { MappingKind } from '../model/reference';
import type { ConnectionRow, MappingRow } from '../storage/rows';
import { noteConnection, type SyncContext } from './context';
import { keepLessons } from './evidence';

export interface MappingChange {
  connection: string;
  kind: MappingKind;
  host: string;
  ledger: string;
  hostName?: string | undefined;
  /** The value was offered and accepted, not searched for. */
  suggested?: boolean | undefined;
}

const connectionOf = async (context: SyncContext, id: string): Promise<ConnectionRow> => {
  const row = await context.database.connections.get(id);
  if (!row) throw new Error('There is no such connection any more.');
  return row;
};

/** All rows that resolve as this host name does: spelling and case do not tell names apart. */
async function rowsOf(context: SyncContext, { connection, kind, host }: Pick<MappingChange, 'connection' | 'kind' | 'host'>): Promise<MappingRow[]> {
  const rows = await context.database.mappings.where('[connection+kind]').equals([connection, kind]).toArray();
  const same = rows.filter((row) => (kind === 'contact' || kind === 'product' ? row.host === host : foldName(row.host) === foldName(host)));
  if (same.some(({ origin }) => origin === 'policy')) throw new Error('Your company\'s policy sets this mapping; it cannot be changed here.');
  return same;
}

const keyOf = ({ connection, kind, host }: Pick<MappingRow, 'connection' | 'kind' | 'host'>): [string, string, string] => [connection, kind, host];

/** Maps a host value to a value the ledger has. Throws with a sentence when it has none such, or the policy holds the mapping. */
export async function setMapping(context: SyncContext, change: MappingChange): Promise<void> {
  const { database } = context;
  const { kind, ledger } = change;
  const host = change.host.trim();
  const connection = await connectionOf(context, change.connection);
  const { one } = kindNames[kind];
  const ledgerName = context.ledgerOf(connection.ledger.system).name;
  if (kind === 'contact' || kind === 'product') throw new Error(`A ${one} is linked when a document with it is sent; remove the link to have it looked for again.`);
  if (host === '') throw new Error(`Say which ${one} is meant.`);

  const item = (await database.reference.where('[connection+kind]').equals([connection.id, kind]).toArray()).find(({ code, id }) => code === ledger.trim() || id === ledger);
  if (!item) throw new Error(`${ledgerName} has no ${one} ${ledger}. Read its reference data again if it is new there.`);
  if (!isUsable(item, host)) throw new Error(`The ${one} ${item.code} cannot be used here.`);

  const label = item.name ? `${item.code}, ${item.name}` : item.code;
  const before = await database.transaction('rw', database.mappings, async () => {
    const rows = await rowsOf(context, { connection: connection.id, kind, host });
    const own = rows.find((row) => row.host === host) ?? rows[0];
    await database.mappings.bulkDelete(rows.map(keyOf));
    await database.mappings.put({
      connection: connection.id, kind, host, hostName: change.hostName ?? own?.hostName, ledger: item.code, ledgerName: label,
      origin: change.suggested ? 'suggested' : 'hand', used: own?.ledger === item.code ? own.used : 0, updatedAt: context.now(),
    });
    return own;
  });
  const was = before && before.ledger !== item.code ? ` instead of ${before.ledgerName ?? before.ledger}` : '';
  await noteConnection(context, connection, 'mapped', `The ${one} "${change.hostName ?? host}" is now ${label}${was}.`, 'info');
  context.changed(connection.id, null);
}

/** Sets several, each by itself: one that is refused does not keep the others from being set. Throws the first refusal when all were tried. */
export async function setMappings(context: SyncContext, changes: readonly MappingChange[]): Promise<void> {
  let refusal: unknown = null;
  for (const change of changes) await setMapping(context, change).catch((error: unknown) => (refusal ??= error));
  if (refusal) throw refusal;
}

/** Forgets a mapping: the value is matched by itself again where that is certain. Throws when the policy holds it. */
export async function removeMapping(context: SyncContext, { connection: id, kind, host }: Pick<MappingChange, 'connection' | 'kind' | 'host'>): Promise<void> {
  const { database } = context;
  const connection = await connectionOf(context, id);
  const removed = await database.transaction('rw', database.mappings, async () => {
    const rows = await rowsOf(context, { connection: id, kind, host });
    await database.mappings.bulkDelete(rows.map(keyOf));
    return rows[0];
  });
  if (!removed) return;
  await noteConnection(context, connection, 'unmapped', `The ${kindNames[kind].one} "${removed.hostName ?? host}" is no longer ${removed.ledgerName ?? removed.ledger}.`, 'info');
  context.changed(id, null);
}

/**
 * Counts what a booked document used, and what it teaches for suggestions. Matches without a mapping leave no mapping, so that a
 * better one is found the day there is one.
 */
export async function countUses(context: SyncContext, connection: string, used: readonly { kind: MappingKind; host: string }[], lessons: readonly Lesson[]): Promise<void> {
  const { database } = context;
  await database.transaction('rw', [database.mappings, database.evidence], async () => {
    await keepLessons(context, connection, lessons);
    for (const { kind, host } of used) {
      await database.mappings.where('[connection+kind+host]').equals([connection, kind, host]).modify((row) => {
        row.used += 1;
      });
    }
  });
}
