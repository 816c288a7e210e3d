import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import Dexie from 'dexie';
import { plus, times } from '../../lib/model/decimal';
import { LedgerbarDatabase } from '../../lib/storage/database';
import { Vault } from '../../lib/storage/vault';
import { secretNames } from '../../lib/sync/session';
import type { ExactOnline } from '../emulators/exact-online';
import { createScoro, account, contact, product, vat, type ScoroEmulator } from '../emulators/scoro';
import type { LedgerUnderTest } from '../support/ledgers';
import { createWorld, makeLedger, start, type WorldOptions } from '../support/world';
import type { PlannedDocument } from './schedule';
import type { Timeline } from './timeline';

export { start };

/** A database as it is after connecting: by table, rows without tokens. */
type Snapshot = Map<string, unknown[]>;
const snapshots = new Map<string, Promise<Snapshot>>();

async function snapshotOf(options: WorldOptions): Promise<Snapshot> {
  const world = await createWorld(options);
  await world.connect();
  const snapshot: Snapshot = new Map();
  for (const table of world.database.tables) {
    if (['journal', 'requests', 'budgets'].includes(table.name)) continue;
    snapshot.set(table.name, await table.toArray());
  }
  world.database.close();
  return snapshot;
}

/** Makes the storage of a browser that was connected a moment ago, without going through it again. */
async function furnish(name: string, options: WorldOptions, ledger: LedgerUnderTest): Promise<void> {
  const key = JSON.stringify([ledger.id, options.sync, options.ledger]);
  const made = snapshots.get(key) ?? snapshotOf({ system: ledger.id, ...(options.sync ? { sync: options.sync } : {}), ...(options.ledger ? { ledger: options.ledger } : {}) });
  snapshots.set(key, made);
  const snapshot = await made;
  const database = new LedgerbarDatabase(name);
  await database.transaction('rw', database.tables, async () => {
    for (const [table, rows] of snapshot) if (rows.length > 0) await database.table(table).bulkPut(rows);
  });
  // Each browser signed in by itself.
  await new Vault(database).write(secretNames('acme').tokens, JSON.stringify(ledger.signIn(start)));
  database.close();
}

const customers = [contact.acme, contact.bakery, contact.brewery] as const;
const suppliers = [contact.printer, contact.energy, contact.paper] as const;
const products = [0, product.consulting, product.hosting] as const;

export const numberOf = (index: number, kind: 'invoice' | 'bill'): string => (kind === 'invoice' ? String(20_270_001 + index) : `S-${index + 1}/2026`);

/** Puts a planned document into the host. */
export function addDocument(scoro: ScoroEmulator, planned: PlannedDocument, index: number): string {
  const { kind, credit, cents } = planned;
  const price = times(String(credit ? -cents : cents), '0.01');
  const shared = { no: numberOf(index, kind), date: '2026-11-10', deadline: '2026-12-10' };
  const line = { name: 'Work', unit: '', amount: '1', price, productId: 0 };
  const made =
    kind === 'invoice'
      ? scoro.addInvoice({ ...shared, companyId: customers[planned.contact], lines: [{ ...line, unit: planned.product ? 'hour' : '', productId: products[planned.product], vatCodeId: vat.high, financeAccountId: account.sales }] })
      : scoro.addBill({ ...shared, companyId: suppliers[planned.contact], lines: [{ ...line, vatCodeId: vat.inputHigh, financeAccountId: account.costs }] });
  return String(made.id);
}

/** Makes every line of a document dearer by one. */
export function edit(scoro: ScoroEmulator, kind: 'invoice' | 'bill', id: string): void {
  const list = kind === 'invoice' ? scoro.invoices : scoro.bills;
  const found = list.find((row) => String(row.id) === id);
  if (!found) return;
  const lines = found.lines.map((line) => ({ ...line, price: plus(line.price, '1') }));
  if (kind === 'invoice') scoro.changeInvoice(found.id, { lines });
  else scoro.changeBill(found.id, { lines });
}

export interface Stage {
  ledger: LedgerUnderTest;
  /** The ledger as Exact Online; throws where it is another. */
  readonly exact: ExactOnline;
  scoro: ScoroEmulator;
  /** The host's ids, in the order of the plan. */
  ids: string[];
  /** What was paid in the ledger: nobody pays twice. */
  readonly paid: Set<string>;
}

export interface StageOptions extends WorldOptions {
  timeline: Timeline;
  documents: readonly PlannedDocument[];
  /** Names of browsers that are connected already. */
  profiles: readonly string[];
}

/** Both systems and the storage of the browsers, on virtual time. Every database of the process is another one from here on. */
export async function setStage(options: StageOptions): Promise<Stage> {
  const { timeline, documents, profiles, ...world } = options;
  globalThis.indexedDB = Dexie.dependencies.indexedDB = new IDBFactory();
  Dexie.dependencies.IDBKeyRange = IDBKeyRange;
  const clock = { now: () => timeline.now() };
  const ledger = makeLedger(options, clock);
  const scoro = createScoro({ clock, apiKey: 'scoro-key', requestsPerDay: 1_000_000, burst: 1_000, ...options.scoro });
  scoro.site.state.invoices.length = 0;
  scoro.site.state.bills.length = 0;
  const ids = documents.map((planned, index) => addDocument(scoro, planned, index));
  for (const name of profiles) await furnish(name, world, ledger);
  return {
    ledger, scoro, ids, paid: new Set(),
    get exact() {
      if (ledger.id !== 'exact-online') throw new Error(`This runs with ${ledger.name}`);
      return ledger.emulator as ExactOnline;
    },
  };
}
