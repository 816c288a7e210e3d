import { liveQuery, type Observable } from 'dexie';
import type { LedgerbarDatabase } from '../storage/database';
import type { BudgetRow, ConnectionRow, DocumentRow, HostReferenceRow, JobRow, JournalRow, LinkRow, MappingRow, QuarantineRow, ReferenceRow, RequestRow } from '../storage/rows';

/** What the popup and the options page watch. Read-only; commands go by message. */
export interface Queries {
  connections(): Observable<ConnectionRow[]>;
  /** Jobs that need the user: blocked or failed, not dismissed. Newest first. */
  openErrors(): Observable<JobRow[]>;
  /** Jobs of a connection that are not done, for progress. */
  pendingJobs(connection: string): Observable<JobRow[]>;
  budgets(): Observable<BudgetRow[]>;
  /** The newest calls first. */
  requests(limit: number): Observable<RequestRow[]>;
  /** The newest journal rows first, of all connections. */
  journal(limit: number): Observable<JournalRow[]>;
  documents(connection: string): Observable<DocumentRow[]>;
  links(connection: string): Observable<LinkRow[]>;
  jobs(connection: string): Observable<JobRow[]>;
  mappings(connection: string): Observable<MappingRow[]>;
  /** What the ledger defines, and what the host does: both sides of a mapping. */
  reference(connection: string): Observable<ReferenceRow[]>;
  hostReference(connection: string): Observable<HostReferenceRow[]>;
  /** When each document was booked, from `since` on: the popup's month. */
  sentSince(since: number): Observable<number[]>;
  /** Records that could not be read and were set aside, the newest first. */
  setAside(): Observable<QuarantineRow[]>;
}

const pendingStates: readonly JobRow['state'][] = ['queued', 'sending', 'unknown', 'waiting'];

export function createQueries(database: LedgerbarDatabase): Queries {
  return {
    connections: () => liveQuery(() => database.connections.toArray()),
    openErrors: () =>
      liveQuery(async () => {
        const jobs = await database.jobs.where('state').anyOf('blocked', 'failed').toArray();
        return jobs.filter((job) => !job.dismissed).sort((a, b) => b.updatedAt - a.updatedAt);
      }),
    pendingJobs: (connection) =>
      liveQuery(() => database.jobs.where('[connection+state]').anyOf(pendingStates.map((state) => [connection, state])).toArray()),
    budgets: () => liveQuery(() => database.budgets.toArray()),
    requests: (limit) => liveQuery(() => database.requests.orderBy('seq').reverse().limit(limit).toArray()),
    journal: (limit) => liveQuery(() => database.journal.orderBy('seq').reverse().limit(limit).toArray()),
    documents: (connection) => liveQuery(() => database.documents.where({ connection }).toArray()),
    links: (connection) => liveQuery(() => database.links.where({ connection }).toArray()),
    jobs: (connection) => liveQuery(() => database.jobs.where({ connection }).toArray()),
    mappings: (connection) => liveQuery(() => database.mappings.where({ connection }).toArray()),
    reference: (connection) => liveQuery(() => database.reference.where({ connection }).toArray()),
    hostReference: (connection) => liveQuery(() => database.hostReference.where({ connection }).toArray()),
    sentSince: (since) => liveQuery(async () => (await database.links.toArray()).map((link) => link.sentAt).filter((at) => at >= since)),
    setAside: () => liveQuery(() => database.quarantine.orderBy('seq').reverse().toArray()),
  };
}
