import type { Transaction } from 'dexie';
import { searchFieldsOf } from './mapping-words';
import { turn } from './one-at-a-time';

/** One version of the database's schema, as it was shipped. */
export interface SchemaVersion {
  version: number;
  /** What this version adds or changes, a table each: its primary key, then its indexes. */
  stores: Record<string, string | null>;
  /** Brings the rows of the version before to this one, within the browser's own upgrade transaction: all of it or nothing. */
  upgrade?(transaction: Transaction): PromiseLike<unknown>;
}

/** The database's own name: what the marker outside of it is compared with, to tell an emptied database from a first run. */
export const nameInstallation = (transaction: Transaction): PromiseLike<unknown> =>
  transaction.table('meta').add({ name: 'installation', value: crypto.randomUUID() });

/**
 * Every version that was ever shipped, oldest first. An entry is never changed once it is out there: a database of that
 * version is brought here through every later one.
 */
export const schemaVersions: readonly SchemaVersion[] = [
  {
    version: 1,
    stores: {
      connections: 'id',
      jobs: 'id, connection, state, nextAt, [connection+state], updatedAt',
      intents: 'key, connection, job',
      links: 'key, connection, [connection+ledgerId]',
      mappings: '[connection+kind+host], connection, [connection+kind]',
      reference: '[connection+kind+id], connection, [connection+kind]',
      hostReference: '[connection+kind+id], connection',
      periods: '[connection+year+period], connection',
      terms: '[connection+id], connection, [connection+document]',
      documents: 'key, connection, [connection+date]',
      journal: '++seq, [connection+document], connection, at',
      requests: '++seq, connection, at',
      budgets: 'key',
      secrets: 'key',
      keys: 'name',
    },
  },
  {
    version: 2,
    stores: { meta: 'name', quarantine: '++seq, connection', [turn]: '', links: 'key, connection, [connection+ledgerId], [connection+twinsDueAt]' },
    upgrade: nameInstallation,
  },
  {
    version: 3,
    stores: { mappings: '[connection+kind+host], connection, [connection+kind], [connection+kind+sort], *words', evidence: '[connection+kind+clue+ledger], connection, [connection+clue]' },
    upgrade: (transaction) => transaction.table('mappings').toCollection().modify((row) => void Object.assign(row, searchFieldsOf(row))),
  },
];
