import type { Host, HostId } from '../hosts/host';
import type { Ledger, LedgerId } from '../ledgers/ledger';
import type { Tone } from '../model/view';
import type { ServerClock } from '../net/clock';
import type { Lanes } from '../net/lanes';
import type { LedgerbarDatabase } from '../storage/database';
import { addToJournal } from '../storage/logs';
import type { Vault } from '../storage/vault';
import type { ConnectionRow, JobRow, LinkRow } from '../storage/rows';

/** Everything sync needs of the world: real in the background, made in tests. */
export interface SyncContext {
  database: LedgerbarDatabase;
  vault: Vault;
  hostOf(id: HostId): Host;
  ledgerOf(id: LedgerId): Ledger;
  fetch: typeof fetch;
  /** Epoch milliseconds. */
  now(): number;
  /** Lets time pass, where it does not by itself. */
  wait?(milliseconds: number): Promise<void>;
  online(): boolean;
  /** Does the browser still let us call this address? */
  mayReach?(url: string): Promise<boolean>;
  /** Calls that have left and are not answered yet, by budget and endpoint. */
  underWay: Map<string, number>;
  /** Where calls wait for each other. */
  lanes: Lanes;
  /** Sets the clock behind now() right, where it can be: told the Date header of the ledgers' answers. */
  clock?: Pick<ServerClock, 'hear' | 'inDoubt'>;
  /** One holder of the name at a time, across every context of the extension. */
  exclusively<T>(name: string, work: () => Promise<T>): Promise<T>;
  /** Something shown somewhere may have changed. */
  changed(connection: string, document: { kind: string; id: string } | null): void;
  /** A job could not even be written down, for this reason: to be told where the database cannot tell it. */
  trouble?(error: unknown): void;
  locale?: string;
}

/** Adds a line to the journal of a job's document, or of whatever else it is about. */
export async function note(context: SyncContext, job: Pick<JobRow, 'id' | 'connection'> & { document: { kind: string; id: string } }, event: string, text: string, tone: Tone = 'none', raw?: string): Promise<void> {
  await addToJournal(context.database, {
    at: context.now(),
    connection: job.connection,
    document: `${job.document.kind}/${job.document.id}`,
    job: job.id,
    event,
    text,
    tone,
    ...(raw ? { raw } : {}),
  });
}

/** Adds a line that concerns the connection as a whole. */
export async function noteConnection(context: SyncContext, connection: ConnectionRow, event: string, text: string, tone: Tone = 'none'): Promise<void> {
  await addToJournal(context.database, { at: context.now(), connection: connection.id, document: '', job: '', event, text, tone });
}

export const documentKey = (connection: string, document: { kind: string; id: string }): string => `${connection}/${document.kind}/${document.id}`;
export const jobKey = (connection: string, document: { kind: string; id: string }, action: JobRow['action']): string =>
  `${documentKey(connection, document)}/${action}`;

/** The job that brings a linked document: named by the ledger's id of it. */
export const bringJobKey = ({ connection, document, ledgerId }: Pick<LinkRow, 'connection' | 'document' | 'ledgerId'>): string => jobKey(connection, { kind: document.kind, id: ledgerId }, 'bring');
