import type { Contact } from '../model/contact';
import type { DocumentKind, DocumentRef, DocumentSummary, HostDocument } from '../model/document';
import type { Problem } from '../model/problem';
import type { Product } from '../model/product';
import type { Side } from '../model/reference';
import type { BudgetRules, Call } from '../net/call';
import type { CallFailure } from '../net/failure';
import type { BookmarkedKind, Directions } from '../settings';
import type { HostSurvey } from './survey';
import type { HostContact, HostWriting } from './writing';

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

/**
 * Reference data the host holds: tax codes, accounts and product groups to map from, the currencies it works in (ISO 4217,
 * where it tells), and its bookmarks: saved views that a list can be limited to.
 */
export interface HostReferenceItem {
  kind: 'taxCode' | 'account' | 'itemGroup' | 'currency' | 'bookmark';
  id: string;
  /** Of a bookmark: what it lists, as the settings call it ("invoices"); empty where the host does not say. */
  code: string;
  name: string;
  percentage?: string;
  /** Tax code, account: the side it is for, where the host says so. */
  side?: Side;
  active: boolean;
}

/** Somebody who may sign in to the host. */
export interface HostUser {
  id: string;
  name: string;
  email: string;
}

/** What a list of documents is limited to, beside the day of issue. */
export interface ListLimits {
  /** Id of a saved view of the host. */
  bookmark?: string;
  /** Only what was changed on that day or after it, by the host's own clock. */
  changedSince?: string;
}

/** One page of a list, the first of them 1. Rows may move from page to page while a list is read. */
export interface Page<T> {
  rows: T[];
  isLast: boolean;
}

/** A product of a list, with the accounts it is booked on by their ids in the host. Its group may come without a name. */
export interface ListedProduct extends Product {
  salesAccount: string | null;
  costAccount: string | null;
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
  /** All documents issued on or after the day and within the limits, newest last. Fails where a limit cannot be kept: never more than was asked for. */
  listDocuments(kind: DocumentKind, since: string, limits?: ListLimits): Promise<DocumentSummary[]>;
  readReference(): Promise<HostReferenceItem[]>;
  /** Not repeatable: the caller makes sure it happens once. Returns the host's id of the receipt. */
  recordReceipt(receipt: Receipt): Promise<string>;
  /** A page of the contacts that were changed on or after the day, deleted ones left out, with what they are to the company; of a bookmark only, where one is named. */
  listContacts?(since: string, page: number, bookmark?: string): Promise<Page<HostContact>>;
  /** The same of products, those that are in use. */
  listProducts?(since: string, page: number): Promise<Page<ListedProduct>>;
  /** Those who may sign in now; absent where the host does not tell. */
  users?(): Promise<HostUser[]>;
  /** What its data shows of the site, looked at in ten calls at the most: in the documents given, else in the newest since the day. */
  survey?(documents: readonly DocumentRef[], since: string): Promise<HostSurvey>;
  /** What may be put into the host; absent where nothing but receipts may. */
  readonly writing?: HostWriting;
}

/** A host: the app the documents live in. One folder of lib/hosts implements it. */
export interface Host {
  readonly id: HostId;
  readonly name: string;
  /** Match patterns to ask the browser for, narrowest first. */
  origins(config: HostConfig): string[];
  readonly budget: BudgetRules;
  /** Which ways each kind may go, as far as this host is concerned. */
  readonly directions: Directions;
  /** Kinds whose lists can be limited to a bookmark; absent where the host has no such thing. */
  readonly bookmarks?: readonly BookmarkedKind[];
  /** Does it tell who its users are? */
  readonly tellsUsers?: boolean;
  /** The key of the host's budget ("acme.scoro.com"). */
  budgetKey(config: HostConfig): string;
  /** `secret` is the API key from the vault; it goes nowhere but into calls. */
  open(call: Call, config: HostConfig, secret: string): HostAccount;
  /** A failure of the host in the user's terms: cause, cure and button. */
  explain(failure: CallFailure): Problem;
  /** The page of a document in the host app. */
  documentUrl(config: HostConfig, ref: DocumentRef): string;
}
