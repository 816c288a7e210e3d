import type { Contact, ContactRole } from '../model/contact';
import type { Day } from '../model/dates';
import type { Decimal } from '../model/decimal';
import type { DocumentKind, DocumentRef, DocumentSummary, HostDocument } from '../model/document';

/** A customer or supplier with what it is to the company. */
export interface HostContact extends Contact {
  roles: ContactRole[];
}

export type NewContact = Omit<Contact, 'id' | 'code'>;

/** A product with the accounts its sales and purchases are booked on, by their ids in the host. */
export interface HostProduct {
  id: string;
  code: string | null;
  name: string;
  description: string;
  price: Decimal | null;
  service: boolean;
  salesAccount: string | null;
  costAccount: string | null;
}

export type NewProduct = Omit<HostProduct, 'id'>;

/** A line in the host's own values: ids of its products, tax codes and accounts. */
export interface DraftLine {
  product: string | null;
  description: string;
  quantity: Decimal;
  unitPrice: Decimal;
  net: Decimal;
  taxCode: string | null;
  account: string | null;
}

/** A document as it is to be in the host. Amounts of credit notes are negative. */
export interface DocumentDraft {
  kind: DocumentKind;
  credit: boolean;
  /** null lets the host number it. */
  number: string | null;
  date: Day;
  dueDate: Day | null;
  currency: string;
  contact: { id: string; isPerson: boolean };
  description: string;
  paymentReference: string;
  lines: DraftLine[];
}

/** What was received for a document, or paid, as the host has it. Amounts have the sign of the document's total. */
export interface HostReceipt {
  id: string;
  document: DocumentRef;
  date: Day;
  amount: Decimal;
}

/**
 * What may be put into a host. Creating is never repeated by itself: the caller makes sure that it happens once, by looking
 * first. Every function throws CallFailure when there is no usable answer.
 */
export interface HostWriting {
  /** Milliseconds until something just created is sure to be found. */
  readonly consistencyWindow: number;
  /** May a document of the kind bear this number? */
  takesNumber(kind: DocumentKind, number: string): boolean;
  /** Contacts of that name, or all; deleted ones are left out. */
  listContacts(by?: Pick<Contact, 'name' | 'person'>): Promise<HostContact[]>;
  createContact(contact: NewContact, role: ContactRole): Promise<HostContact>;
  /** Writes what is given and leaves the rest; roles are only ever added. */
  updateContact(id: string, contact: Partial<NewContact>, roles: readonly ContactRole[]): Promise<HostContact>;
  /** Products with that code, or all. */
  listProducts(code?: string): Promise<HostProduct[]>;
  createProduct(product: NewProduct): Promise<HostProduct>;
  updateProduct(id: string, product: NewProduct): Promise<HostProduct>;
  /** The contact's documents of one day, deleted ones left out. */
  findDocuments(kind: DocumentKind, contact: DocumentDraft['contact'], date: Day): Promise<(DocumentSummary & { paymentReference: string })[]>;
  /** Returns the document as stored. */
  createDocument(draft: DocumentDraft): Promise<HostDocument>;
  /** Brings header and lines to what the draft says; the number stays where the draft has none. */
  updateDocument(id: string, draft: DocumentDraft): Promise<HostDocument>;
  /** Receipts of invoices and bills that were made or changed since, each with the document it is for. */
  listReceipts(since: Day): Promise<HostReceipt[]>;
}
