import type { Contact, ContactRole } from '../model/contact';
import type { DocumentKind } from '../model/document';
import type { Decimal } from '../model/decimal';
import type { Problem } from '../model/problem';
import type { Product, ProductKey } from '../model/product';
import type { Period, ReferenceItem, ReferenceKind, TaxRatePart } from '../model/reference';
import type { BudgetRules, Call } from '../net/call';
import type { CallFailure } from '../net/failure';
import type { OAuthServer } from '../net/oauth-server';
import type { LedgerCapabilities } from './capabilities';
import type { LedgerRight } from './rights';
import type { ContactChange, ContactUse, ItemChange, ItemDefaults, LedgerContact, LedgerItem } from './masters';
import type { LedgerPayments, LedgerSource } from './source';

export type { LedgerCapabilities } from './capabilities';
export type { ContactChange, ContactUse, ItemChange, ItemDefaults, LedgerContact, LedgerItem } from './masters';
export type { OAuthServer as LedgerAuthorization } from '../net/oauth-server';

export type LedgerId = 'exact-online' | 'quickbooks-online';

/** Facts of a company that its ledger's own code needs in order to book there; kept with the connection, read by nobody else. */
export type CompanyTraits = Readonly<Record<string, string | boolean>>;

/** What a connection says of its ledger, secrets aside. */
export interface LedgerConfig {
  system: LedgerId;
  /** Exact Online: which of its separate instances ("nl"). */
  country?: string;
  environment?: 'production' | 'sandbox';
  clientId: string;
  /** Division or realm; empty until chosen. */
  company: string;
  /** How sales are booked, where the ledger has several ways. */
  salesAs?: 'entry' | 'invoice';
  /** As the reference data last said; absent until it was read. */
  traits?: CompanyTraits;
}

export interface Company {
  id: string;
  name: string;
  currency: string;
  country: string;
  /** As it is registered, where the ledger says so. */
  vatNumber?: string;
  registrationNumber?: string;
  /** Why it cannot be used, in one sentence; absent when it can. */
  unusable?: string;
}

export interface BookingLine {
  description: string;
  /** The ledger's id of the account. */
  account: string | null;
  accountCode: string | null;
  taxCode: string | null;
  /** In percent, as the document has it; null where it states none. */
  taxPercentage: Decimal | null;
  /** The rates the code is made of on that side and day, where the ledger names them. */
  taxRates: readonly TaxRatePart[];
  quantity: Decimal;
  unitPrice: Decimal;
  net: Decimal;
  /** Tax to state on this line; null lets the ledger compute it. */
  tax: Decimal | null;
  item: string | null;
  unit: string | null;
  costCentre: string | null;
  costUnit: string | null;
  project: string | null;
  class: string | null;
}

/** A document ready to be booked: every reference resolved to the ledger's own values. Amounts of credit notes are negative. */
export interface Booking {
  kind: DocumentKind;
  credit: boolean;
  number: string;
  date: string;
  dueDate: string | null;
  currency: string;
  journal: string;
  contact: string;
  paymentTerm: string | null;
  description: string;
  paymentReference: string;
  net: Decimal;
  tax: Decimal;
  gross: Decimal;
  lines: BookingLine[];
}

/** The part of a booking that a ledger may let us change after it is booked. */
export type BookingHeader = Pick<Booking, 'kind' | 'number' | 'date' | 'dueDate' | 'description' | 'paymentReference' | 'paymentTerm'>;

/** The fields of a header to change; those left out stay as they are in the ledger. */
export type HeaderChange = Pick<BookingHeader, 'kind' | 'number'> & Partial<Omit<BookingHeader, 'kind' | 'number'>>;

/** How a document is recognised in the ledger: by what lies in it. */
export interface NaturalKey {
  kind: DocumentKind;
  number: string;
  contact: string;
  journal: string;
  date: string;
  gross: Decimal;
  currency: string;
}

/** A document as the ledger holds it. */
export interface LedgerDocument {
  id: string;
  /** What people call it there (entry number). */
  number: string;
  contact: string;
  contactName: string;
  journal: string;
  date: string;
  dueDate: string | null;
  /** The host's number as it lies in the document. */
  reference: string;
  description: string;
  /** Absent where the ledger has no place for one. */
  paymentReference?: string;
  currency: string;
  gross: Decimal;
  tax: Decimal | null;
  /** When it was made, in milliseconds by the ledger's own clock: only to be compared with another of the same ledger, unless its creates can be repeated (`repeats`): then it is true time. Absent where it does not say. */
  createdAt?: number;
  /** The ledger's own page for it, where it gives one. */
  url?: string;
  /** The ledger's mark of this state of the document, a count or a time: another mark means that it was changed. */
  version?: string;
  /** Its lines in a form of the ledger's own, where they are known without another call: to be compared, and given back to `updateLines`. */
  lines?: string;
  /** Void or rejected there: it is kept, and counts for nothing. */
  voided?: true;
  /** Not booked yet, only prepared: no payment can be matched with it. */
  draft?: true;
}

/** What of a document can be changed in the ledger, as it was at one moment. */
export type LedgerSnapshot = Pick<
  LedgerDocument,
  'contact' | 'contactName' | 'date' | 'dueDate' | 'reference' | 'description' | 'paymentReference' | 'currency' | 'gross' | 'tax' | 'version' | 'lines'
>;

/** One open or settled term of a document, from the ledger's payment feed. Amounts are positive. */
export interface PaymentTerm {
  id: string;
  /** The ledger document it belongs to. */
  document: string;
  /** What the term was for, and what of it is still open. */
  total: Decimal;
  /** The whole document's total as it is in the ledger now, where the feed says so: another one means that the document was changed. */
  documentTotal?: Decimal;
  open: Decimal;
  settled: boolean;
  currency: string;
  lastPaymentDate: string | null;
}

/** What changed since a cursor. `removed` are ids of terms that are gone. */
export interface PaymentChanges {
  terms: PaymentTerm[];
  removed: string[];
  cursor: string;
}

/** A ledger's API for one company. Every function throws CallFailure when the ledger gives no usable answer. */
export interface LedgerCompany {
  /** `missing`: kinds this company or user has no access to, and that documents can go without. */
  readReference(): Promise<{ items: ReferenceItem[]; periods: Period[]; missing?: ReferenceKind[]; traits?: CompanyTraits }>;
  /** Is the journal still closed on that day? Asked live, before a closed period holds a document up. */
  isClosed(journal: string, day: string): Promise<boolean>;
  /** Candidates by one key that can serve that use, or could with another role; empty when there is none. */
  findContacts(by: { code: string } | { vatNumber: string } | { name: string }, use: ContactUse): Promise<LedgerContact[]>;
  readContact(id: string): Promise<LedgerContact>;
  createContact(contact: Contact, use: ContactUse): Promise<LedgerContact>;
  /** Writes those fields and leaves the others; may be repeated. `left`: those it has no place for. Throws CallFailure 'absent' when there is no such contact. Absent where contacts cannot be changed. */
  updateContact?(id: string, change: ContactChange): Promise<{ left: (keyof ContactChange)[] }>;
  /** Adds a role; never takes one away. */
  giveRole(id: string, role: ContactRole): Promise<void>;
  /** Items that may be this product, by its code, or by its name where the ledger knows items by that; `code` of what is found is the product's where it is that one. */
  findItems(product: ProductKey): Promise<LedgerItem[]>;
  createItem(product: Product, defaults: ItemDefaults, role: ContactRole): Promise<LedgerItem>;
  /** As `updateContact`. */
  updateItem?(id: string, change: ItemChange): Promise<{ left: (keyof ItemChange)[] }>;
  /**
   * For each key the documents that may be the one with it, strangers with the same number included; in the keys' order.
   * One call for one key, and for up to `capabilities.lookupSize` keys of a kind.
   */
  findDocuments(keys: readonly NaturalKey[]): Promise<LedgerDocument[][]>;
  /** `requestId`: the same for the same document, of 32 letters and digits; a ledger that takes such ids answers a second time with what it made the first, even when that was deleted since. */
  createDocument(booking: Booking, requestId?: string): Promise<LedgerDocument>;
  /**
   * Books several documents in one call; each has an outcome of its own, in the bookings' order. Only where there is
   * `capabilities.bulk`, never more at once than its size, and none that it does not take. Throws CallFailure where no outcome
   * is known of any, a definite one where the call as such was refused.
   */
  createDocuments?(bookings: readonly Booking[]): Promise<(LedgerDocument | CallFailure)[]>;
  /**
   * Changes header fields and returns the document read back. With `expected`, the document as it was last seen, it throws
   * CallFailure 'stale' and changes nothing when it has become another since: by version where the ledger keeps one, and
   * as closely as it can where not.
   */
  updateDocument(id: string, change: HeaderChange, expected?: LedgerSnapshot): Promise<LedgerDocument>;
  /**
   * Brings the lines of a booked document to what the booking says; only where capabilities.update says "all". Works from
   * what is stored, so that a broken-off attempt can be repeated. Returns the document as it is then. With `expected`, the
   * document as it was last seen, it throws CallFailure 'stale' and changes nothing when the lines have become others since.
   */
  updateLines(id: string, booking: Booking, expected?: LedgerSnapshot): Promise<LedgerDocument>;
  /**
   * `number`: the host's, by which to know the reference again. Throws CallFailure 'absent' when there is none, 'forbidden'
   * when it may not be seen.
   */
  readDocument(kind: DocumentKind, id: string, number?: string): Promise<LedgerDocument>;
  /**
   * What the lines of these documents say, in the documents' order: a text for each line, the same for two lines exactly when
   * they were booked alike. One call for a few documents.
   */
  readLines(kind: DocumentKind, ids: readonly string[]): Promise<string[][]>;
  /**
   * Takes a document out of the books; one that is gone already is no failure, so that it may be repeated. Never one that a
   * payment is matched with, not even where the ledger would let it go and undo the match. Throws CallFailure 'refused', and
   * leaves everything as it is, where the ledger does not let it go.
   */
  deleteDocument(kind: DocumentKind, id: string): Promise<void>;
  /**
   * Is the document proven to be deleted? False when it is there, or when it cannot be told.
   * `termIds`: its payment terms as last seen, for ledgers that tell of deleted terms but not of documents.
   * `since`: the day it was booked, for documents whose terms were never seen.
   */
  isDeleted(kind: DocumentKind, id: string, termIds?: readonly string[], since?: string | null): Promise<boolean>;
  paymentChanges(cursor: string | null): Promise<PaymentChanges>;
  /** Where records may be brought to the host. */
  readonly source?: LedgerSource;
  /** Where payments may be recorded. */
  readonly payments?: LedgerPayments;
  /** The company's start page. */
  startPage(): string;
  /** A page to look at: the document's own where the ledger has an address for it, else the contact's. */
  documentPage(document: { kind: DocumentKind; id: string; contact: string; url?: string }): string;
}

/** A ledger: the accounting system. One folder of lib/ledgers implements it. */
export interface Ledger {
  readonly id: LedgerId;
  readonly name: string;
  /** Where there is little room: "Exact". */
  readonly shortName: string;
  readonly capabilities: LedgerCapabilities;
  readonly budget: BudgetRules;
  budgetKey(config: LedgerConfig): string;
  origins(config: LedgerConfig): string[];
  authorization(config: LedgerConfig): OAuthServer;
  /** Who signed in, and the companies this sign-in may reach. */
  companies(call: Call, config: LedgerConfig): Promise<{ user: string; companies: Company[] }>;
  open(call: Call, config: LedgerConfig): LedgerCompany;
  /**
   * The contact that a mapping written by hand means for that use; null where it means one for another. `isOwn`: the mapping
   * was written for this use. Absent where contacts have one id however it is written.
   */
  contactIdOf?(config: LedgerConfig, written: string, use: ContactUse, isOwn: boolean): string | null;
  /** The rights that a user of it needs for what a connection does there, the weightiest first; absent where the ledger tells none apart. */
  rights?(config: LedgerConfig): readonly LedgerRight[];
  /** A refusal in the user's terms: cause, cure and the button. */
  explain(failure: CallFailure): Problem;
}
