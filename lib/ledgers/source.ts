import type { Contact, ContactRole } from '../model/contact';
import type { Day } from '../model/dates';
import type { Decimal } from '../model/decimal';
import type { DocumentKind } from '../model/document';
import type { LedgerDocument } from './ledger';

/** What comes out of a ledger whole, in our words. Ids of accounts, tax codes, contacts and items are those of its reference data. */

/** A kind of record that is read from a ledger to be brought to the host. */
export type SourceKind = 'contacts' | 'products' | 'invoices' | 'bills';

/** A customer or a supplier; one that is both has two. The name is without the marks that keep names apart in the ledger. */
export interface SourceContact {
  id: string;
  role: ContactRole;
  contact: Omit<Contact, 'id' | 'code'>;
  currency: string;
  active: boolean;
}

export interface SourceProduct {
  id: string;
  code: string | null;
  name: string;
  description: string;
  price: Decimal | null;
  service: boolean;
  /** Accounts its sales and its purchases are booked on. */
  salesAccount: string | null;
  costAccount: string | null;
  active: boolean;
}

/** A line as it counts: what is in it is `net`, without tax and after discounts; negative on a credit note, and so is the quantity. */
export interface SourceLine {
  description: string;
  quantity: Decimal;
  unitPrice: Decimal;
  net: Decimal;
  taxCode: string | null;
  /** Where the line names one itself; else it is the item's. */
  account: string | null;
  item: string | null;
}

/** A document with its lines. Amounts of a credit note are negative. */
export interface SourceDocument {
  kind: DocumentKind;
  credit: boolean;
  document: LedgerDocument;
  /** What the other side reads on it. */
  description: string;
  /** What is not settled yet; null where the ledger does not say. */
  open: Decimal | null;
  lines: SourceLine[];
  /** Why it cannot be brought as it is, in one sentence each. */
  unclear: string[];
}

/** A document that is not there any more. */
export interface SourceGone {
  kind: DocumentKind;
  id: string;
}

/** One step of what changed. `cursor` is where the next begins; `isLast`: there is nothing more for now. */
export interface SourcePage {
  contacts: SourceContact[];
  products: SourceProduct[];
  documents: SourceDocument[];
  gone: SourceGone[];
  cursor: string;
  isLast: boolean;
}

/** A ledger that records may be brought from. Every function throws CallFailure when it gives no usable answer. */
export interface LedgerSource {
  /**
   * What changed since the cursor among these kinds: whole records, some more than once. Without a cursor all there is since
   * `since`: documents by their date, contacts and products by when they were made or changed.
   */
  readChanges(kinds: readonly SourceKind[], cursor: string | null, since: Day): Promise<SourcePage>;
  /** Throws CallFailure 'absent' when there is none. */
  readContact(id: string): Promise<SourceContact>;
  /** Throws CallFailure 'absent' when there is none. */
  readProduct(id: string): Promise<SourceProduct>;
  /** Throws CallFailure 'absent' when there is none. */
  readDocument(kind: DocumentKind, id: string): Promise<SourceDocument>;
}

/** Money that was received for a document or paid for one: positive, in the document's currency. */
export interface LedgerPayment {
  kind: DocumentKind;
  /** The ledger's ids of the document and of its contact. */
  document: string;
  contact: string;
  currency: string;
  amount: Decimal;
  date: Day;
  /** What it is known again by: at most 20 letters and digits. */
  reference: string;
  /** The account it goes to or comes from; null where the ledger has one for what is not deposited yet. */
  account: string | null;
}

/** A ledger that payments may be recorded in. Every function throws CallFailure when it gives no usable answer. */
export interface LedgerPayments {
  /** Must the account that bills are paid from be named? */
  readonly needsAccount: Readonly<Record<DocumentKind, boolean>>;
  /** The accounts money may come from or go to; ids as mappings hold them. */
  listAccounts(): Promise<{ id: string; name: string }[]>;
  /** The payment with that reference; null when there is none. */
  findPayment(payment: LedgerPayment): Promise<{ id: string } | null>;
  /** `requestId`: the same for the same payment, of 32 letters and digits. */
  recordPayment(payment: LedgerPayment, requestId: string): Promise<{ id: string }>;
}
