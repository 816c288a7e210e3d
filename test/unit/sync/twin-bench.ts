import type { Ledger, LedgerCompany, LedgerDocument, NaturalKey } from '../../../lib/ledgers/ledger';
import { snapshotOf } from '../../../lib/ledgers/snapshot';
import type { DocumentKind } from '../../../lib/model/document';
import { CallFailure } from '../../../lib/net/failure';
import { LedgerbarDatabase } from '../../../lib/storage/database';
import type { LinkRow } from '../../../lib/storage/rows';
import type { SyncContext } from '../../../lib/sync/context';
import { twinsShowAfter } from '../../../lib/sync/links';
import type { Session } from '../../../lib/sync/session';
import { checkTwins } from '../../../lib/sync/twins';
import { booked, connection, job, link, now } from './samples';

type Held = LedgerDocument & { kind: DocumentKind };

export interface BenchOptions {
  lookupSize?: number;
  deletes?: boolean;
  /** The one document that a payment is matched with. The ledger would let it go all the same. */
  paid?: string;
  /** A number that the ledger cannot be asked about. */
  spoilt?: string;
  /** How many turns each call in a row takes. */
  waits?: readonly number[];
}

/** A ledger that holds documents and nothing else. Everything is unpaid but `paid`. */
export function bench({ lookupSize = 25, deletes = true, paid, spoilt, waits = [] }: BenchOptions = {}) {
  const held: Held[] = [];
  const calls: string[] = [];
  let turn = 0;
  const failure = (kind: 'absent' | 'refused', text: string) => new CallFailure(kind, text, { system: 'The ledger' });
  const answer = async (call: string) => {
    calls.push(call);
    for (let left = waits[(turn += 1) % Math.max(1, waits.length)] ?? 0; left > 0; left -= 1) await new Promise((resolve) => setTimeout(resolve, 0));
  };
  const ledger = {
    held,
    beforeReading: (): void => undefined,
    ids: () => held.map(({ id }) => id),
    add(document: LedgerDocument, kind: DocumentKind): string {
      held.push({ ...document, kind });
      return document.id;
    },
    remove: (id: string) => void held.splice(held.findIndex((one) => one.id === id), held.some((one) => one.id === id) ? 1 : 0),
    renumber: (id: string, reference: string) => void Object.assign(held.find((one) => one.id === id) ?? {}, { reference }),
    company: {
      async findDocuments(keys: readonly NaturalKey[]) {
        await answer(`find ${keys.length}`);
        if (keys.some(({ number }) => number === spoilt)) {
          calls.push('refused');
          throw failure('refused', 'no');
        }
        return keys.map((key) => held.filter((one) => one.kind === key.kind && one.reference === key.number && one.contact === key.contact).map((one) => ({ ...one })));
      },
      async readDocument(_kind: DocumentKind, id: string) {
        await answer(`read ${id}`);
        ledger.beforeReading();
        const found = held.find((one) => one.id === id);
        if (!found) throw failure('absent', 'gone');
        return { ...found };
      },
      async readLines(_kind: DocumentKind, ids: readonly string[]) {
        await answer('lines');
        return ids.map((id) => (held.some((one) => one.id === id) ? ['line'] : []));
      },
      async deleteDocument(_kind: DocumentKind, id: string) {
        await answer(`delete ${id}`);
        ledger.remove(id);
      },
      async paymentChanges() {
        await answer('payments');
        return { terms: held.map(({ id, gross, currency }) => ({ id: `t-${id}`, document: id, total: gross, open: id === paid ? '0' : gross, settled: id === paid, currency, lastPaymentDate: null })), removed: [], cursor: '1' };
      },
    } as unknown as LedgerCompany,
    port: {
      name: 'The ledger',
      capabilities: { lookupSize, deletes: () => deletes, keepsUnique: () => false, consistencyWindow: 0, numericNumbers: false },
      explain: ({ message }: CallFailure) => ({ code: 'refused', message, fixes: [] }),
    } as unknown as Ledger,
  };
  return { ledger, calls };
}

type BenchLedger = ReturnType<typeof bench>['ledger'];

/** Locks as a browser has them. */
function locks(): SyncContext['exclusively'] {
  const tails = new Map<string, Promise<unknown>>();
  return (name, work) => {
    const mine = (tails.get(name) ?? Promise.resolve()).then(work, work);
    tails.set(name, mine.catch(() => undefined));
    return mine;
  };
}

let databases = 0;

/** A browser that is connected with the ledger, and booked bill 1 and others there. */
export async function browser(ledger: BenchLedger) {
  const database = new LedgerbarDatabase(`twins-${(databases += 1)}`);
  const row = connection();
  await database.connections.put(row);
  let clock = now;
  const context = { database, ledgerOf: () => ledger.port, now: () => clock, exclusively: locks(), changed: () => undefined, locale: 'en-GB' } as unknown as SyncContext;
  const session = { connection: row, ledger: ledger.company, priority: 10 } as unknown as Session;
  const linkTo = async (document: LedgerDocument, kind: DocumentKind, more: Partial<LinkRow>) => {
    const base = link().base!;
    await database.links.put(link({
      key: `acme/${kind}/${document.id}`, document: { kind, id: document.id }, ledgerId: document.id, ledgerNumber: document.number, number: document.reference,
      twinsDueAt: now + twinsShowAfter, base: { ...base, ledger: snapshotOf(document) }, ...more,
    }));
  };
  return {
    context, session,
    async book(id: string, more: Partial<LedgerDocument> = {}, kind: DocumentKind = 'bill', linkMore: Partial<LinkRow> = {}) {
      const document = booked({ id, number: '26600001', createdAt: Date.parse('2026-11-21T11:00:00Z'), paymentReference: 'RF18', ...more });
      ledger.add(document, kind);
      await linkTo(document, kind, linkMore);
    },
    async adopt(id: string, adopted: boolean) {
      const document = ledger.held.find((one) => one.id === id);
      if (document) await linkTo(document, 'bill', { key: 'acme/bill/1', document: { kind: 'bill', id: '1' }, adopted });
    },
    fetching: async () => void (await database.jobs.put(job({ id: 'acme/bill/a/fetch', document: { kind: 'bill', id: 'a' }, action: 'fetch', state: 'sending' }))),
    check: (at: number) => {
      clock = at;
      return checkTwins(context, session, at);
    },
    links: () => database.links.toArray(),
    problems: async () => (await database.jobs.toArray()).flatMap(({ problems }) => problems),
    journal: async () => (await database.journal.toArray()).map(({ text }) => text).join('\n'),
  };
}
