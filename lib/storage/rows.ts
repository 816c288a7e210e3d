import type { DocumentKind, DocumentRef, DocumentSummary, HostDocument } from '../model/document';
import type { Difference, Problem } from '../model/problem';
import type { MappingKind, Period, ReferenceItem, ReferenceKind } from '../model/reference';
import type { Tone } from '../model/view';
import type { HostConfig, HostReferenceItem, HostUser } from '../hosts/host';
import type { LedgerConfig, LedgerSnapshot, PaymentTerm } from '../ledgers/ledger';
import type { DocumentField } from '../ledgers/snapshot';
import type { SourceDocument } from '../ledgers/source';
import type { Budget } from '../net/budget';
import type { RequestRecord } from '../net/http';
import type { SyncSettings } from '../settings';
import type { Notified, Told } from './notified-rows';
import type { LastRun, SyncRun, WalkRow } from './run-rows';
import type { CheckUpRow } from './check-up-row';

/** One host entity with one ledger company. Secrets are in the vault, not here. */
export interface ConnectionRow {
  id: string;
  host: HostConfig & Record<string, unknown>;
  ledger: LedgerConfig;
  sync: SyncSettings & { startDate: string };
  state: 'not-connected' | 'connected' | 'sign-in-needed' | 'trouble';
  /** What is wrong, in one sentence. */
  trouble?: string;
  user?: string;
  companyName?: string;
  companyCurrency?: string;
  connectedAt?: number;
  /** When the reference data was last read whole. */
  referenceAt?: number;
  /** Kinds of it that this user or company has no access to. */
  referenceMissing?: ReferenceKind[];
  /** What the check-up last saw and says. */
  checkUp?: CheckUpRow;
  paymentCursor?: string | null;
  paymentsAt?: number | undefined;
  /** Up to where the ledger's records were brought to the host. */
  sourceCursor?: string | null;
  /** When the host was last looked through for copies of what was brought. */
  copiesAt?: number;
  /** Since which day the host's receipts are listed; absent for all since the start date. */
  receiptsSince?: string;
  /** Contacts and products that could not be brought, to be tried again: "contacts customer/5". */
  sourceLeft?: string[];
  /** When the first document was sent, or the first run came to its end: from then on the start date stays. */
  firstSyncAt?: number;
  /** When it is next due to synchronize by itself; absent where it does not. */
  nextRunAt?: number | undefined;
  /** When the host's list was last read, for what is new in it; and when whole. Absent once what is listed is to be read anew. */
  listedAt?: number;
  listedWholeAt?: number | undefined;
  /** How far the host's contacts and products went over by themselves. */
  walks?: { contacts?: WalkRow; products?: WalkRow } | undefined;
  /** When what was left of them is gone on with; absent where nothing was. */
  walkAgainAt?: number | undefined;
  /** Set while "Synchronize now" runs; survives the worker. */
  run?: SyncRun | null;
  lastRun?: LastRun;
  /** True when values come from company policy and may not be changed. */
  locked?: boolean;
  /** The host's users when they were last read, for the choice of who sees the bar. */
  people?: HostUser[];
  /** Which of them works in this browser: an e-mail address. Said here, never part of the settings. */
  me?: string | undefined;
  /** Where messages are posted ("hooks.example.com"); the whole address is a secret. */
  webhookHost?: string | undefined;
  /** What was told of the connection, and when. */
  notified?: Notified;
  /** Anchors that were not found on the host's pages. */
  anchorMissing?: string[] | null;
}

export type { IntentRow } from './intent-row';
export type { Channel, Notified, Told } from './notified-rows';
export type { LastRun, RunPhase, SyncRun, WalkRow, WalkUnderWay } from './run-rows';

export type JobState = 'queued' | 'sending' | 'unknown' | 'waiting' | 'blocked' | 'failed' | 'done';

/** What the user decided about a document, kept until it is sent. */
export interface Decisions {
  createContact?: boolean;
  giveRole?: boolean;
  adopt?: string;
  sendAsNew?: boolean;
  postOn?: string;
  /** By how much the ledger's total may differ from the document's, since its tax cannot be stated. */
  rounding?: string;
  /** What holds for fields that were changed in the ledger; `seen` names the state of it that was decided on, so that a later one is asked about anew. */
  ledgerChange?: { holds: 'host' | 'ledger'; fields: string[]; seen: string };
}

/**
 * One durable unit of work. There is one row a document and action: a second press finds the first. What is brought from the
 * ledger is named by the ledger's own id, since the host has none for it yet.
 */
export interface JobRow {
  /** connection/kind/id/action */
  id: string;
  connection: string;
  /** The company the job was made for: it is never sent to another. */
  company: string;
  document: DocumentRef;
  action: 'send' | 'fetch' | 'bring';
  state: JobState;
  /** Why it waits: "limit", "sign-in", "offline", "trouble"; with the time it ends where that is known. */
  wait: { reason: 'limit' | 'sign-in' | 'offline' | 'trouble' | 'checking'; budget?: string; system?: string; until: number | null } | null;
  problems: Problem[];
  decisions: Decisions;
  attempts: number;
  /** Lower goes first: a click is 0, background work 10. */
  priority: number;
  /** When it may run next, epoch milliseconds. 0 when it is not to run. */
  nextAt: number;
  createdAt: number;
  updatedAt: number;
  /** What is known of the document, for lists. */
  title?: { number: string; contact: string; total: string; currency: string } | undefined;
  dismissed?: boolean;
  /** It was refused in a call shared with others, and goes by one of its own. */
  alone?: boolean;
  /** Of a fetch: the ledger's document itself is read, whatever the payments say of it. */
  thorough?: boolean | undefined;
  /** While it waits for mappings: what is known of the lines that need them, for suggestions. Ids alone. */
  clues?: { kind: MappingKind; host: string; clues: string[] }[];
  /** Its problems when they were last told. */
  told?: Told | undefined;
  /** Of a document to be brought: as the ledger last told of it. */
  source?: SourceDocument;
  /** How often the ledger refused to book it: a request that was refused is not made again under the same id. */
  refusals?: number;
  /** One sentence on how it ended ("booked as 26700012"). */
  result?: string;
  /** Differences found by a fetch or after a send. */
  differences?: Difference[];
  updatable?: string | null;
}

/** What a host says of a document, in the fields that a ledger keeps too. */
export type HostSnapshot = Pick<HostDocument, 'number' | 'date' | 'dueDate' | 'description' | 'paymentReference' | 'currency' | 'gross' | 'tax'> & {
  contact: string | null;
  /** Hash of the lines alone. */
  lines: string;
};

/** Both sides when they were last brought together: what either side changed since shows against it, each in its own values. */
export interface LinkBase {
  host: HostSnapshot;
  ledger: LedgerSnapshot;
}

/** Other documents of the ledger that seem to be the same as a link's, by their ids. */
export interface LinkTwins {
  /** Those the user was shown. */
  shown?: string[];
  /** Those the user wants to keep as well. */
  accepted?: string[];
  /** The one the user wants to keep, the rest deleted. */
  keep?: string;
}

/** Host document <-> ledger document. */
export interface LinkRow {
  /** connection/kind/id */
  key: string;
  connection: string;
  company: string;
  document: DocumentRef;
  number: string;
  ledgerId: string;
  ledgerNumber: string;
  ledgerContact: string;
  ledgerUrl?: string | undefined;
  total: string;
  currency: string;
  contactName: string;
  date: string;
  /** Hash of what was sent: lines and amounts; header fields apart, since a ledger may allow only those to change. */
  linesHash: string;
  headerHash: string;
  /** True when the host's document was last seen to differ from what was sent. */
  changed: boolean;
  remote: 'present' | 'voided' | 'deleted';
  generation: number;
  sentAt: number;
  /** The host's mark of when the document was last changed, as of the last time it was looked at. */
  hostModified?: string;
  /** The same mark as of the last time its contents were compared with what was sent. */
  readAs?: string;
  /** The host's list tells of a change since, which nobody has looked at yet. */
  touched?: boolean;
  payment: { state: 'open' | 'partly' | 'paid'; paid: string; open: string; date: string | null; checkedAt: number } | null;
  receipt: { id: string; at: number } | null;
  adopted: boolean;
  /** When the ledger is to be asked whether it has a second one; absent when that was done, or is not needed. */
  twinsDueAt?: number | undefined;
  twins?: LinkTwins | undefined;
  /** Absent on links made before it was kept. */
  base?: LinkBase;
  /** The fields that somebody changed in the ledger, as last seen. */
  drift?: DocumentField[];
  /** Set while lines are written: what they are in between is our own doing. */
  linesUnderWay?: boolean;
  /** It came from the ledger to the host. */
  brought?: true;
  /** What the host received for it or paid, by the receipts' ids; each with the ledger's payment once that is recorded. */
  receipts?: Record<string, HostPayment>;
}

/** A receipt of the host that is to be, or was, recorded in the ledger. */
export interface HostPayment {
  date: string;
  amount: string;
  payment?: string;
}

export type { BroughtRow, EvidenceRow, MappingRow, SentRow } from './mapping-rows';

export type ReferenceRow = ReferenceItem & { connection: string };
export type HostReferenceRow = HostReferenceItem & { connection: string };
export type PeriodRow = Period & { connection: string };
/** `removed`: gone in the ledger; kept, since it proves what became of its document. */
export type TermRow = PaymentTerm & { connection: string; removed?: boolean };

/** The journal: append-only, what was done and what was answered. */
export interface JournalRow {
  seq?: number;
  at: number;
  connection: string;
  /** kind/id of the document; empty for what concerns the connection. */
  document: string;
  job: string;
  event: string;
  text: string;
  tone: Tone;
  raw?: string;
}

/** The network ledger: every call made, secrets and personal data masked at writing. */
export interface RequestRow extends RequestRecord {
  seq?: number;
  connection: string;
}

/** Counters of one budget: they outlive the worker. */
export type BudgetRow = Budget;

/** A row of the host's list, kept for the Documents page and "Synchronize now". */
export interface DocumentRow extends Omit<DocumentSummary, 'ref'> {
  key: string;
  connection: string;
  kind: DocumentKind;
  id: string;
  listedAt: number;
}

export interface SecretRow {
  key: string;
  iv: Uint8Array;
  data: ArrayBuffer;
}

/** What the database knows of itself. */
export interface MetaRow {
  name: 'installation';
  value: string;
}

/** A record that could not be read as what it should be: taken out of its table whole, so that the rest runs. */
export interface QuarantineRow {
  seq?: number;
  /** The table it lay in, and its key there. */
  table: string;
  key: unknown;
  /** Empty when the record does not say. */
  connection: string;
  /** The record as it was; null when the browser could not even read it. */
  row: unknown;
  reason: string;
  at: number;
}
