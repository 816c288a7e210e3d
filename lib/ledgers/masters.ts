import type { Contact, ContactRole } from '../model/contact';
import type { Product } from '../model/product';

/** Contacts and items as every ledger's port names them. */

/** What a contact is needed for: a ledger may keep a customer and a supplier, or one party in two currencies, as records of their own. */
export interface ContactUse {
  role: ContactRole;
  /** Of the document, ISO 4217. */
  currency: string;
  /** Where the host has it as neither customer nor supplier: what it becomes instead, one of `capabilities.contactStatuses`. */
  status?: string;
}

/** The fields of a contact that changed in the host, each as it is now; the others stay as the ledger has them. */
export type ContactChange = Partial<Omit<Contact, 'id' | 'code'>>;

/** The same of a product. Units are the ledger's own codes. */
export type ItemChange = Partial<Pick<Product, 'name' | 'description' | 'price' | 'unit'>>;

/** A customer or supplier as the ledger knows it. */
export interface LedgerContact {
  id: string;
  code: string;
  name: string;
  vatNumber: string;
  /** Roles it has. */
  roles: ContactRole[];
  /** Why it cannot be booked on (blocked, ended); absent when it can. */
  unusable?: string;
}

export interface LedgerItem {
  id: string;
  code: string;
  name: string;
}

/** What a new item gets besides what its product says; ids and codes of the ledger's own. */
export interface ItemDefaults {
  unit: string | null;
  itemGroup: string | null;
  /** The accounts its sales and its purchases are booked on. */
  revenueAccount: string | null;
  costAccount: string | null;
}
