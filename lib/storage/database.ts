import Dexie, { type EntityTable, type Table } from 'dexie';
import { mappingWords } from './mapping-words';
import { refusingNewer } from './newer';
import { oneAtATime, turn } from './one-at-a-time';
import type {
  BudgetRow, ConnectionRow, DocumentRow, EvidenceRow, HostReferenceRow, IntentRow, JobRow, JournalRow, LinkRow, MappingRow, MetaRow, PeriodRow, QuarantineRow, ReferenceRow, RequestRow, SecretRow, TermRow,
} from './rows';
import { nameInstallation, schemaVersions, type SchemaVersion } from './schema';

/** The extension's own database. Content scripts cannot reach it. Opening it throws NewerDatabase when a later version wrote it. */
export class LedgerbarDatabase extends Dexie {
  connections!: EntityTable<ConnectionRow, 'id'>;
  jobs!: EntityTable<JobRow, 'id'>;
  intents!: EntityTable<IntentRow, 'key'>;
  links!: EntityTable<LinkRow, 'key'>;
  mappings!: Table<MappingRow, [string, string, string]>;
  evidence!: Table<EvidenceRow, [string, string, string, string]>;
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
  meta!: EntityTable<MetaRow, 'name'>;
  quarantine!: EntityTable<QuarantineRow, 'seq'>;

  /** `versions`: only tests have others than those that were shipped. */
  constructor(name = 'ledgerbar', versions: readonly SchemaVersion[] = schemaVersions) {
    // Every write is on disk before its promise resolves: an intent that a power cut can lose protects nothing.
    super(name, { chromeTransactionDurability: 'strict', ...refusingNewer() });
    for (const { version, stores, upgrade } of versions) {
      const declared = this.version(version).stores(stores);
      if (upgrade) declared.upgrade(upgrade);
    }
    this.on('populate', nameInstallation);
    this.use(mappingWords);
    if (versions.some(({ stores }) => turn in stores)) this.use(oneAtATime);
  }
}
