import Dexie, { type EntityTable, type Table } from 'dexie';
import type {
  BudgetRow, ConnectionRow, DocumentRow, HostReferenceRow, IntentRow, JobRow, JournalRow, LinkRow, MappingRow, PeriodRow, ReferenceRow, RequestRow, SecretRow, TermRow,
} from './rows';

/** The extension's own database. Content scripts cannot reach it. */
export class LedgerbarDatabase extends Dexie {
  connections!: EntityTable<ConnectionRow, 'id'>;
  jobs!: EntityTable<JobRow, 'id'>;
  intents!: EntityTable<IntentRow, 'key'>;
  links!: EntityTable<LinkRow, 'key'>;
  mappings!: Table<MappingRow, [string, string, string]>;
  reference!: Table<ReferenceRow, [string, string, string]>;
  hostReference!: Table<HostReferenceRow, [string, string, string]>;
  periods!: Table<PeriodRow, [string, number, number]>;
  terms!: Table<TermRow, [string, string]>;
  documents!: EntityTable<DocumentRow, 'key'>;
  journal!: EntityTable<JournalRow, 'seq'>;
  requests!: EntityTable<RequestRow, 'seq'>;
  budgets!: EntityTable<BudgetRow, 'key'>;
  secrets!: EntityTable<SecretRow, 'key'>;
  keys!: EntityTable<{ name: string; key: CryptoKey }, 'name'>;

  constructor(name = 'ledgerbar') {
    // Every write is on disk before its promise resolves: an intent that a power cut can lose protects nothing.
    super(name, { chromeTransactionDurability: 'strict' });
    this.version(1).stores({
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
    });
  }
}
