import type { Contact } from '../model/contact';
import type { DocumentKind, DocumentRef, DocumentSummary, HostDocument } from '../model/document';
import type { Product } from '../model/product';
import type { BudgetRules, Call } from '../net/call';

export type HostId = 'scoro' | 'precoro' | 'halopsa' | 'scope';

/** What a connection says of its host, secrets aside. `site` is an origin ("https://acme.scoro.com"). */
export interface HostConfig {
  system: HostId;
  site: string;
  /** The company account (entity) of the site, where the host has several. */
  companyAccountId?: string;
  /** Calls a day, where the site's plan allows others than usual. */
  requestsPerDay?: number;
}

/** What a site may be asked: as its host says, unless its plan is another. */
export const rulesOf = (host: Pick<Host, 'budget'>, { requestsPerDay }: HostConfig): BudgetRules => (requestsPerDay === undefined ? host.budget : { ...host.budget, perDay: requestsPerDay });

/** Reference data the host holds, to map from: tax codes, accounts, product groups. */
export interface HostReferenceItem {
  kind: 'taxCode' | 'account' | 'itemGroup';
  id: string;
  code: string;
  name: string;
  percentage?: string;
  active: boolean;
}

/** A receipt to record in the host for a document that is fully paid in the ledger. */
export interface Receipt {
  document: DocumentRef;
  contactId: string | null;
  date: string;
  amount: string;
  currency: string;
}

/**
 * A reading of a document that cannot be trusted: one sentence per thing that is wrong, nothing guessed.
 * Thrown instead of returning a document with holes.
 */
export class UnreadableDocument extends Error {
  override readonly name = 'UnreadableDocument';
  constructor(readonly reasons: readonly { code: string; message: string; detail?: string }[]) {
    super(reasons.map((reason) => reason.message).join(' '));
  }
}

/** A host's API for one connection. Every function throws CallFailure when the host gives no usable answer. */
export interface HostAccount {
  /** One call. Throws UnreadableDocument when what came cannot be booked from, CallFailure 'absent' when there is none. */
  readDocument(ref: DocumentRef): Promise<HostDocument>;
  readContact(id: string): Promise<Contact>;
  readProduct(id: string): Promise<Product>;
  /** All documents issued on or after the day, newest last. */
  listDocuments(kind: DocumentKind, since: string): Promise<DocumentSummary[]>;
  readReference(): Promise<HostReferenceItem[]>;
  /** Not repeatable: the caller makes sure it happens once. Returns the host's id of the receipt. */
  recordReceipt(receipt: Receipt): Promise<string>;
}

/** A host: the app the documents live in. One folder of lib/hosts implements it. */
export interface Host {
  readonly id: HostId;
  readonly name: string;
  /** Match patterns to ask the browser for, narrowest first. */
  origins(config: HostConfig): string[];
  readonly budget: BudgetRules;
  /** The key of the host's budget ("acme.scoro.com"). */
  budgetKey(config: HostConfig): string;
  /** `secret` is the API key from the vault; it goes nowhere but into calls. */
  open(call: Call, config: HostConfig, secret: string): HostAccount;
  /** The page of a document in the host app. */
  documentUrl(config: HostConfig, ref: DocumentRef): string;
}
