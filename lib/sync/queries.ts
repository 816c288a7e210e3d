import { liveQuery, type Observable } from 'dexie';
import { mappingKinds } from '../model/reference';
import type { LedgerbarDatabase } from '../storage/database';
import type { BudgetRow, ConnectionRow, EvidenceRow, HostReferenceRow, JobRow, JournalRow, MappingRow, QuarantineRow, ReferenceRow, RequestRow } from '../storage/rows';
import { watchDocuments, type DocumentList, type Live } from './document-watch';
import { journalTest, requestTest, type JournalSearch, type RequestSearch } from './log-search';
import { findMappings, isLinkedKind, type FoundMappings, type MappingPage } from './mapping-search';
import { stateOfLink } from './state';

/** Documents that were changed after they were sent, on either side, and those that are gone in the ledger. */
export interface DriftCounts {
  changed: number;
  deleted: number;
}

/** What the popup and the options page watch. Read-only; commands go by message. */
export interface Queries {
  connections(): Observable<ConnectionRow[]>;
  /** Jobs that need the user: blocked or failed, not dismissed. Newest first. */
  openErrors(): Observable<JobRow[]>;
  /** Those that were dismissed and are as they were. Newest first. */
  dismissedErrors(): Observable<JobRow[]>;
  /** Jobs of a connection that are not done, for progress. */
  pendingJobs(connection: string): Observable<JobRow[]>;
  budgets(): Observable<BudgetRow[]>;
  /** The newest calls first. */
  requests(limit: number, search?: RequestSearch): Observable<RequestRow[]>;
  /** All calls that are kept from a moment on, for totals. */
  requestsSince(at: number): Observable<RequestRow[]>;
  /** The newest journal rows first, of all connections. */
  journal(limit: number, search?: JournalSearch): Observable<JournalRow[]>;
  /** The documents of a connection with their states, those that were changed made anew. */
  documentList(connection: Pick<ConnectionRow, 'id' | 'ledger'>): Live<DocumentList>;
  /** All mappings but those of contacts and products, of which there may be too many. */
  mappings(connection: string): Observable<MappingRow[]>;
  /** A page of those. */
  foundMappings(page: MappingPage): Observable<FoundMappings>;
  /** What was booked before with any of these clues. */
  evidence(connection: string, clues: readonly string[]): Observable<EvidenceRow[]>;
  /** What a contact of the host is linked to, a row for each use. */
  contactLinks(connection: string, contact: string): Observable<MappingRow[]>;
  /** Was an invoice sent with the company it is connected to? */
  hasInvoices(connection: string, company: string): Observable<boolean>;
  /** What the ledger defines, and what the host does: both sides of a mapping. */
  reference(connection: string): Observable<ReferenceRow[]>;
  hostReference(connection: string): Observable<HostReferenceRow[]>;
  /** When each document was booked, from `since` on: the popup's month. */
  sentSince(since: number): Observable<number[]>;
  /** How many documents are not what was sent any more. */
  drifted(): Observable<DriftCounts>;
  /** Records that could not be read and were set aside, the newest first. */
  setAside(): Observable<QuarantineRow[]>;
}

const valueKinds = mappingKinds.filter((kind) => !isLinkedKind(kind));

const pendingStates: readonly JobRow['state'][] = ['queued', 'sending', 'unknown', 'waiting'];

export function createQueries(database: LedgerbarDatabase): Queries {
  const held = (test: (job: JobRow) => boolean): Observable<JobRow[]> =>
    liveQuery(async () => {
      const jobs = await database.jobs.where('state').anyOf('blocked', 'failed').toArray();
      return jobs.filter(test).sort((a, b) => b.updatedAt - a.updatedAt);
    });

  return {
    connections: () => liveQuery(() => database.connections.toArray()),
    openErrors: () => held((job) => !job.dismissed),
    dismissedErrors: () => held((job) => job.dismissed === true),
    pendingJobs: (connection) =>
      liveQuery(() => database.jobs.where('[connection+state]').anyOf(pendingStates.map((state) => [connection, state])).toArray()),
    budgets: () => liveQuery(() => database.budgets.toArray()),
    // Without a search nothing but what is shown is read.
    requests: (limit, search) => liveQuery(() => (search ? database.requests.orderBy('seq').reverse().filter(requestTest(search)) : database.requests.orderBy('seq').reverse()).limit(limit).toArray()),
    requestsSince: (at) => liveQuery(() => database.requests.where('at').aboveOrEqual(at).toArray()),
    journal: (limit, search) => liveQuery(() => (search ? database.journal.orderBy('seq').reverse().filter(journalTest(search)) : database.journal.orderBy('seq').reverse()).limit(limit).toArray()),
    documentList: (connection) => watchDocuments(database, connection),
    mappings: (connection) => liveQuery(() => database.mappings.where('[connection+kind]').anyOf(valueKinds.map((kind) => [connection, kind])).toArray()),
    foundMappings: (page) => liveQuery(() => findMappings(database, page)),
    evidence: (connection, clues) => liveQuery(() => database.evidence.where('[connection+clue]').anyOf(clues.map((clue) => [connection, clue])).toArray()),
    contactLinks: (connection, contact) =>
      liveQuery(async () => {
        const rows = await database.mappings.where('[connection+kind+host]').between([connection, 'contact', contact], [connection, 'contact', `${contact}/\uffff`], true, true).toArray();
        return rows.filter(({ host }) => host === contact || host.startsWith(`${contact}/`));
      }),
    hasInvoices: (connection, company) => liveQuery(async () => (await database.links.where({ connection }).filter((link) => link.document.kind === 'invoice' && link.company === company).limit(1).count()) > 0),
    reference: (connection) => liveQuery(() => database.reference.where({ connection }).toArray()),
    hostReference: (connection) => liveQuery(() => database.hostReference.where({ connection }).toArray()),
    sentSince: (since) => liveQuery(async () => (await database.links.toArray()).map((link) => link.sentAt).filter((at) => at >= since)),
    drifted: () =>
      liveQuery(async () => {
        const counts: DriftCounts = { changed: 0, deleted: 0 };
        await database.links.each((link) => {
          const { word } = stateOfLink(link);
          if (word === 'Changed since sent') counts.changed += 1;
          if (word === 'Deleted in ledger') counts.deleted += 1;
        });
        return counts;
      }),
    setAside: () => liveQuery(() => database.quarantine.orderBy('seq').reverse().toArray()),
  };
}
