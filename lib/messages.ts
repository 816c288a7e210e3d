import { z } from 'zod';
import { contactRoleSchema } from './model/contact';
import { documentRefSchema } from './model/document';
import { mappingKindSchema } from './model/reference';
import type { LogLine, PageView } from './model/view';
import type { Company } from './ledgers/ledger';

/**
 * Every message between contexts: its name, who may send it, the schema of its request and (in the protocol below) its answer.
 * `page`: a content script, about the document of its own page only; it is as trustworthy as that page.
 * `extension`: the popup and the options page.
 */
const documentRequest = z.object({ document: documentRefSchema });
const inConnection = z.object({ connection: z.string().min(1) });
const mappingRequest = inConnection.extend({ kind: mappingKindSchema, host: z.string().min(1).max(500) });

export const messageTable = {
  pageView: { from: 'page', request: documentRequest },
  send: { from: 'page', request: documentRequest.extend({ connection: z.string() }) },
  fetch: { from: 'page', request: documentRequest.extend({ connection: z.string() }) },
  openInLedger: { from: 'page', request: documentRequest.extend({ connection: z.string() }) },
  documentLog: { from: 'page', request: documentRequest.extend({ connection: z.string() }) },
  fix: { from: 'page', request: documentRequest.extend({ connection: z.string(), problem: z.string(), fix: z.string(), choice: z.string().optional() }) },
  anchorMissing: { from: 'page', request: z.object({ selectors: z.array(z.string().max(200)).max(50), found: z.boolean() }) },

  connect: { from: 'extension', request: inConnection.extend({ company: z.string().optional(), replace: z.boolean().optional(), again: z.boolean().optional() }) },
  disconnect: { from: 'extension', request: inConnection },
  forget: { from: 'extension', request: inConnection },
  previewImport: { from: 'extension', request: z.object({ text: z.string().max(20_000_000) }) },
  applyImport: { from: 'extension', request: z.object({ text: z.string().max(20_000_000) }) },
  exportSettings: { from: 'extension', request: z.object({}) },
  saveConnection: { from: 'extension', request: z.object({ connection: z.unknown() }) },
  refreshReference: { from: 'extension', request: inConnection },
  synchronize: { from: 'extension', request: inConnection },
  pause: { from: 'extension', request: inConnection },
  retry: { from: 'extension', request: z.object({ job: z.string() }) },
  dismiss: { from: 'extension', request: z.object({ job: z.string() }) },
  fixJob: { from: 'extension', request: z.object({ job: z.string(), problem: z.string(), fix: z.string(), choice: z.string().optional() }) },
  sendDocuments: { from: 'extension', request: inConnection.extend({ documents: z.array(documentRefSchema).max(10_000) }) },
  listDocuments: { from: 'extension', request: inConnection },
  sendContact: { from: 'extension', request: inConnection.extend({ contact: z.string().min(1).max(100), role: contactRoleSchema }) },
  setMapping: { from: 'extension', request: mappingRequest.extend({ ledger: z.string().min(1).max(500), hostName: z.string().max(500).optional(), suggested: z.boolean().optional() }) },
  removeMapping: { from: 'extension', request: mappingRequest },

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
  anchorMissing: void;
  connect: ConnectAnswer;
  disconnect: Outcome;
  forget: Outcome;
  previewImport: ImportPreview;
  applyImport: Outcome;
  exportSettings: string;
  saveConnection: Outcome;
  refreshReference: Outcome;
  synchronize: Outcome;
  pause: Outcome;
  retry: Outcome;
  dismiss: Outcome;
  fixJob: Outcome;
  sendDocuments: Outcome<{ jobs: number }>;
  listDocuments: Outcome;
  sendContact: Outcome;
  setMapping: Outcome;
  removeMapping: Outcome;
  dismissStorageAlert: Outcome;
  retryStorage: Outcome;
  removeSetAside: Outcome;
  sendSetAside: Outcome;
}

/** Sent by the background to the tabs of a host: what is shown there may have changed. */
export interface ToPage {
  documentChanged(data: { kind: string; id: string }): void;
}

/** The table as @webext-core/messaging wants it. */
export type Protocol = { [Name in MessageName]: (data: MessageRequest<Name>) => MessageAnswers[Name] } & ToPage;
