import type { Decimal } from '../../../lib/model/decimal';

/** What the emulator holds. Amounts are decimal text inside; how they are spelt outside is decided when answering. */
export interface ScoroLine {
  id: number;
  /** 0 for a free-text line. */
  productId: number;
  name: string;
  comment: string;
  price: Decimal;
  amount: Decimal;
  /** Percent. */
  discount: Decimal;
  /** null for a line without VAT code. */
  vatCodeId: number | null;
  unit: string;
  financeAccountId: number | null;
  projectId: number;
  /** Answered instead of the right spelling: `{ sum: '1 234,50' }`. */
  spelt: Partial<Record<'price' | 'amount' | 'sum' | 'vat', unknown>>;
}

export type DocumentModule = 'invoices' | 'bills';

export interface ScoroDocument {
  module: DocumentModule;
  id: number;
  /** The printed number; of a bill the supplier's own, any text. */
  no: string;
  date: string;
  deadline: string | null;
  currency: string;
  currencyRate: Decimal;
  companyId: number;
  personId: number;
  projectId: number;
  accountId: string;
  description: string;
  referenceNo: string;
  /** Percents, taken off one after the other. */
  discounts: [Decimal, Decimal, Decimal];
  creditedInvoices: number[];
  isSent: boolean;
  /** "2026-11-02 09:15:00", without a zone. */
  created: string;
  modified: string;
  deleted: string | null;
  lines: ScoroLine[];
  /** Answered instead of the right spelling. */
  spelt: Partial<Record<'sum' | 'vat_sum' | 'date' | 'deadline', unknown>>;
}

export interface ScoroContact {
  contactId: number;
  name: string;
  lastname: string;
  type: 'company' | 'person';
  idCode: string;
  vatno: string;
  isClient: boolean;
  isSupplier: boolean;
  addresses: { country: string; county: string; municipality: string; city: string; street: string; zipcode: string }[];
  email: string[];
  phone: string[];
  website: string[];
  modified: string;
  deleted: boolean;
}

export interface ScoroProduct {
  productId: number;
  code: string;
  name: string;
  description: string;
  price: Decimal;
  unit: string;
  groupId: number;
  isService: boolean;
  isActive: boolean;
  vatCodeId: number;
  salesAccountId: number;
  purchasesAccountId: number;
  modified: string;
}

export interface ScoroVatCode {
  id: number;
  code: string;
  percent: Decimal;
  name: string;
  isSales: boolean;
  isPurchases: boolean;
  isActive: boolean;
}

export interface ScoroFinanceAccount {
  id: number;
  symbol: string;
  name: string;
  isActive: boolean;
  isSales: boolean;
  isPurchases: boolean;
}

export interface ScoroProductGroup {
  id: number;
  parentId: number;
  name: string;
}

export interface ScoroUser {
  id: number;
  username: string;
  firstname: string;
  lastname: string;
  email: string;
  status: 'active' | 'inactive';
}

export interface ScoroProject {
  id: number;
  no: number;
  name: string;
  companyId: number;
}

/** A receipt group: what one payment settled. */
export interface ScoroReceipt {
  id: number;
  date: string;
  contactId: number;
  currency: string;
  salesDocType: 'invoices' | 'bills' | 'expenses';
  receiptAccountId: number;
  receipts: { receiptId: number; date: string; documentId: number; sum: Decimal }[];
  modified: string;
}

/** A saved view: a list with a filter of its module kept under a name. */
export interface ScoroBookmark {
  id: number;
  name: string;
  module: string;
  filter: Record<string, unknown>;
}

export interface SiteState {
  invoices: ScoroDocument[];
  bills: ScoroDocument[];
  contacts: ScoroContact[];
  products: ScoroProduct[];
  vatCodes: ScoroVatCode[];
  financeAccounts: ScoroFinanceAccount[];
  productGroups: ScoroProductGroup[];
  receipts: ScoroReceipt[];
  users: ScoroUser[];
  projects: ScoroProject[];
  bookmarks: ScoroBookmark[];
  nextId: number;
}

/** What a site's administrator switches on, and how its API behaves in places nobody has documented. */
export interface SiteSettings {
  lineBasedTax: boolean;
  financeAccounts: boolean;
  productCode: boolean;
  productGroups: boolean;
  /** Whether lists say page, pages, per_page and total. */
  pagingFields: boolean;
  /** Whether a list shows the documents of every entity, not only of the one asked for. */
  listsEveryEntity: boolean;
  /** The entity's own currency, and all that may be used on documents. */
  baseCurrency: string;
  /** What the first entity says of itself; empty text for what its administrator left out. */
  company: { name: string; vatNumber: string; registrationNumber: string; country: string };
  activeCurrencies: string[];
}
