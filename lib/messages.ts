import { z } from 'zod';
import { contactRoleSchema } from './model/contact';
import { documentRefSchema } from './model/document';
import { mappingKindSchema } from './model/reference';
import type { ListState, LogLine, PageView } from './model/view';
import type { Company } from './ledgers/ledger';

/**
 * Every message between contexts: its name, who may send it, the schema of its request and (in the protocol below) its answer.
 * `page`: a content script, about the document of its own page only; it is as trustworthy as that page.
 * `extension`: the popup and the options page.
 */
const documentRequest = z.object({ document: documentRefSchema });
const inConnection = z.object({ connection: z.string().min(1) });
const severalDocuments = inConnection.extend({ documents: z.array(documentRefSchema).max(10_000) });
const severalJobs = z.object({ jobs: z.array(z.string()).min(1).max(100_000) });
const mappingRequest = inConnection.extend({ kind: mappingKindSchema, host: z.string().min(1).max(500) });
const mappingValue = { ledger: z.string().min(1).max(500), hostName: z.string().max(500).optional(), suggested: z.boolean().optional() };

export const messageTable = {
  pageView: { from: 'page', request: documentRequest },
  send: { from: 'page', request: documentRequest.extend({ connection: z.string() }) },
  fetch: { from: 'page', request: documentRequest.extend({ connection: z.string() }) },
  openInLedger: { from: 'page', request: documentRequest.extend({ connection: z.string() }) },
  documentLog: { from: 'page', request: documentRequest.extend({ connection: z.string() }) },
  fix: { from: 'page', request: documentRequest.extend({ connection: z.string(), problem: z.string(), fix: z.string(), choice: z.string().optional() }) },
  listStates: { from: 'page', request: z.object({ documents: z.array(documentRefSchema).max(200) }) },
  anchorMissing: { from: 'page', request: z.object({ selectors: z.array(z.string().max(200)).max(50), found: z.boolean() }) },

  connect: { from: 'extension', request: inConnection.extend({ company: z.string().optional(), replace: z.boolean().optional(), again: z.boolean().optional() }) },
  disconnect: { from: 'extension', request: inConnection },
  forget: { from: 'extension', request: inConnection },
  previewImport: { from: 'extension', request: z.object({ text: z.string().max(20_000_000) }) },
  applyImport: { from: 'extension', request: z.object({ text: z.string().max(20_000_000) }) },
  exportSettings: { from: 'extension', request: z.object({}) },
  saveConnection: { from: 'extension', request: z.object({ connection: z.unknown() }) },
  refreshReference: { from: 'extension', request: inConnection },
  /** `known`: no call is made, what is known is judged anew. */
  checkUp: { from: 'extension', request: inConnection.extend({ extent: z.enum(['whole', 'known']) }) },
  synchronize: { from: 'extension', request: inConnection },
  pause: { from: 'extension', request: inConnection },
  retry: { from: 'extension', request: z.object({ job: z.string() }) },
  dismiss: { from: 'extension', request: z.object({ job: z.string() }) },
  retryJobs: { from: 'extension', request: severalJobs },
  dismissJobs: { from: 'extension', request: severalJobs.extend({ dismissed: z.boolean() }) },
  fixJobs: { from: 'extension', request: severalJobs.extend({ problem: z.string(), fix: z.string(), choice: z.string().optional() }) },
  supportBundle: { from: 'extension', request: z.object({}) },
  fixJob: { from: 'extension', request: z.object({ job: z.string(), problem: z.string(), fix: z.string(), choice: z.string().optional() }) },
  sendDocuments: { from: 'extension', request: severalDocuments },
  fetchDocuments: { from: 'extension', request: severalDocuments },
  retryDocuments: { from: 'extension', request: severalDocuments },
  listDocuments: { from: 'extension', request: inConnection },
  sendContact: { from: 'extension', request: inConnection.extend({ contact: z.string().min(1).max(100), role: contactRoleSchema }) },
  readUsers: { from: 'extension', request: inConnection },
  setMe: { from: 'extension', request: inConnection.extend({ email: z.string().max(254) }) },
  tryNotification: { from: 'extension', request: inConnection },
  setMapping: { from: 'extension', request: mappingRequest.extend(mappingValue) },
  setMappings: { from: 'extension', request: inConnection.extend({ changes: z.array(mappingRequest.omit({ connection: true }).extend(mappingValue)).max(2_000) }) },
  removeMapping: { from: 'extension', request: mappingRequest },
  exportMappings: { from: 'extension', request: inConnection.extend({ format: z.enum(['csv', 'json']) }) },
  previewMappings: { from: 'extension', request: inConnection.extend({ text: z.string().max(50_000_000) }) },
  importMappings: { from: 'extension', request: inConnection.extend({ text: z.string().max(50_000_000) }) },

  dismissStorageAlert: { from: 'extension', request: z.object({ kind: z.enum(['cleared', 'cannot-open', 'newer', 'full']) }) },
  retryStorage: { from: 'extension', request: z.object({}) },
  removeSetAside: { from: 'extension', request: z.object({ seq: z.number().int() }) },
  sendSetAside: { from: 'extension', request: z.object({ seq: z.number().int() }) },
} as const satisfies Record<string, { from: 'page' | 'extension'; request: z.ZodType }>;

export type MessageName = keyof typeof messageTable;
export type MessageRequest<Name extends MessageName> = z.infer<(typeof messageTable)[Name]['request']>;

/** An outcome the user sees: done, or one sentence why not. */
export type Outcome<T = object> = ({ ok: true } & T) | { ok: false; message: string; detail?: string };

/** What importing a file would change, a line each. */
export interface ImportPreview {
  changes: { kind: 'add' | 'change' | 'same'; text: string }[];
  errors: string[];
}

/** What importing mappings would do. What the file does not name stays as it is. */
export interface MappingsPreview {
  counts: { add: number; change: number; same: number; refused: number };
  /** The first of each; `from`: what it is now. */
  changes: { line: number; change: 'add' | 'change'; kind: string; host: string; from?: string; to: string }[];
  refused: { line: number; reason: string }[];
  /** Contacts and products among the changes: whether the ledger has them is seen when one is sent. */
  unchecked: number;
}

export type ConnectAnswer = Outcome<
  | { state: 'connected'; user: string; company: string }
  /** The sign-in worked and a company must be picked: call again with `company`. */
  | { state: 'choose-company'; companies: Company[] }
  /** The company is connected to another connection: call again with `replace`. */
  | { state: 'already-connected'; other: string; company: string }
  /** Nothing is connected before both sides know the same currencies: call again with `again` once they do. */
  | { state: 'currencies-differ'; missingInHost: string[]; missingInLedger: string[] }
>;

export interface MessageAnswers {
  pageView: PageView;
  send: Outcome<{ job: string }>;
  fetch: Outcome<{ job: string }>;
  openInLedger: Outcome;
  documentLog: LogLine[];
  fix: Outcome;
  listStates: ListState[];
  anchorMissing: void;
  connect: ConnectAnswer;
  disconnect: Outcome;
  forget: Outcome;
  previewImport: ImportPreview;
  applyImport: Outcome;
  exportSettings: string;
  saveConnection: Outcome;
  refreshReference: Outcome;
  checkUp: Outcome;
  synchronize: Outcome;
  pause: Outcome;
  retry: Outcome;
  dismiss: Outcome;
  fixJob: Outcome;
  retryJobs: Outcome<{ jobs: number }>;
  dismissJobs: Outcome<{ jobs: number }>;
  fixJobs: Outcome<{ jobs: number }>;
  supportBundle: Outcome<{ text: string }>;
  sendDocuments: Outcome<{ jobs: number }>;
  fetchDocuments: Outcome<{ jobs: number }>;
  retryDocuments: Outcome<{ jobs: number }>;
  listDocuments: Outcome;
  sendContact: Outcome;
  readUsers: Outcome;
  setMe: Outcome;
  tryNotification: Outcome<{ text: string }>;
  /** `resumed`: how many documents waited for it and go on now. */
  setMapping: Outcome<{ resumed: number }>;
  setMappings: Outcome<{ resumed: number }>;
  removeMapping: Outcome;
  exportMappings: Outcome<{ text: string }>;
  previewMappings: Outcome<MappingsPreview>;
  importMappings: Outcome<{ imported: number; resumed: number }>;
  dismissStorageAlert: Outcome;
  retryStorage: Outcome;
  removeSetAside: Outcome;
  sendSetAside: Outcome;
}

/** Sent by the background to the tabs of a host: what is shown there may have changed. An empty kind: of whatever document. */
export interface ToPage {
  documentChanged(data: { kind: string; id: string }): void;
}

/** The table as @webext-core/messaging wants it. */
export type Protocol = { [Name in MessageName]: (data: MessageRequest<Name>) => MessageAnswers[Name] } & ToPage;
