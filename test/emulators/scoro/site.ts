import type { Clock } from '../core/emulator';
import { dayOf, addDays } from '../../../lib/model/dates';
import { compareDecimals, type Decimal } from '../../../lib/model/decimal';
import { moment, zonedMoment } from './clock';
import { openOf } from './sums';
import type { DocumentModule, ScoroBookmark, ScoroContact, ScoroDocument, ScoroLine, ScoroProduct, SiteState } from './types';

export type NewDocument = Partial<Omit<ScoroDocument, 'module' | 'lines'>> & { lines?: Partial<ScoroLine>[] };

const firstFreeId = 90_000;

const emptyState = (): SiteState => ({
  invoices: [],
  bills: [],
  contacts: [],
  products: [],
  vatCodes: [],
  financeAccounts: [],
  productGroups: [],
  receipts: [],
  users: [],
  projects: [],
  bookmarks: [],
  nextId: firstFreeId,
});

/** The site's data with the ways a user of Scoro changes it. */
export class Site {
  readonly state: SiteState = emptyState();

  constructor(
    readonly clock: Clock,
    readonly entity: string,
  ) {}

  /** Empties the site. The arrays stay the same ones, since tests hold them. */
  clear(): void {
    for (const value of Object.values(this.state)) if (Array.isArray(value)) value.length = 0;
    this.state.nextId = firstFreeId;
  }

  newId(): number {
    this.state.nextId += 1;
    return this.state.nextId;
  }

  /** The document, deleted ones included. Throws when there is none: a test named a wrong one. */
  find(module: DocumentModule, id: number): ScoroDocument {
    const document = this.state[module].find((candidate) => candidate.id === id);
    if (!document) throw new Error(`The emulated site has no ${module} ${id}`);
    return document;
  }

  addInvoice = (fields: NewDocument = {}): ScoroDocument => this.addDocument('invoices', fields);
  addBill = (fields: NewDocument = {}): ScoroDocument => this.addDocument('bills', fields);

  addDocument(module: DocumentModule, fields: NewDocument): ScoroDocument {
    const id = fields.id ?? this.newId();
    const now = moment(this.clock.now());
    const date = fields.date ?? dayOf(this.clock.now());
    const document: ScoroDocument = {
      id,
      no: module === 'invoices' ? String(20_260_000 + this.state.invoices.length + 1) : `B-${id}`,
      date,
      deadline: addDays(date, 14),
      currency: 'EUR',
      currencyRate: '1',
      companyId: this.state.contacts[0]?.contactId ?? 0,
      personId: 0,
      projectId: 0,
      accountId: this.entity,
      description: '',
      referenceNo: '',
      discounts: ['0', '0', '0'],
      creditedInvoices: [],
      isSent: false,
      created: now,
      modified: now,
      deleted: null,
      spelt: {},
      ...fields,
      module,
      lines: (fields.lines ?? [{}]).map((line) => this.newLine(module, line)),
    };
    this.state[module].push(document);
    return document;
  }

  /** A line with what is usual on its side: the first VAT code and account of sales or of purchases. */
  private newLine(module: DocumentModule, fields: Partial<ScoroLine>): ScoroLine {
    const fits = (row: { isSales: boolean; isPurchases: boolean }) => (module === 'invoices' ? row.isSales : row.isPurchases);
    return {
      id: fields.id ?? this.newId(),
      productId: 0,
      name: 'Consulting',
      comment: '',
      price: '100',
      amount: '1',
      discount: '0',
      unit: 'pc',
      vatCodeId: this.state.vatCodes.find(fits)?.id ?? null,
      financeAccountId: this.state.financeAccounts.find(fits)?.id ?? null,
      projectId: 0,
      spelt: {},
      ...fields,
    };
  }

  addContact = (fields: Partial<ScoroContact> = {}): ScoroContact => {
    const contact: ScoroContact = {
      contactId: fields.contactId ?? this.newId(),
      name: 'New contact',
      lastname: '',
      type: 'company',
      idCode: '',
      vatno: '',
      isClient: true,
      isSupplier: false,
      addresses: [],
      email: [],
      phone: [],
      website: [],
      modified: zonedMoment(this.clock.now()),
      deleted: false,
      ...fields,
    };
    this.state.contacts.push(contact);
    return contact;
  };

  addProduct = (fields: Partial<ScoroProduct> = {}): ScoroProduct => {
    const product: ScoroProduct = {
      productId: fields.productId ?? this.newId(),
      code: '',
      name: 'New product',
      description: '',
      price: '10',
      unit: 'pc',
      groupId: 0,
      isService: false,
      isActive: true,
      vatCodeId: 0,
      salesAccountId: 0,
      purchasesAccountId: 0,
      modified: moment(this.clock.now()),
      ...fields,
    };
    this.state.products.push(product);
    return product;
  };

  addBookmark = (fields: Partial<ScoroBookmark> = {}): ScoroBookmark => {
    const bookmark: ScoroBookmark = { id: this.newId(), name: 'New bookmark', module: 'invoices', filter: {}, ...fields };
    this.state.bookmarks.push(bookmark);
    return bookmark;
  };

  changeInvoice = (id: number, fields: NewDocument): ScoroDocument => this.changeDocument('invoices', id, fields);
  changeBill = (id: number, fields: NewDocument): ScoroDocument => this.changeDocument('bills', id, fields);

  changeDocument(module: DocumentModule, id: number, { lines, ...fields }: NewDocument): ScoroDocument {
    const document = this.find(module, id);
    Object.assign(document, { modified: moment(this.clock.now()) }, fields);
    if (lines) document.lines = lines.map((line) => this.newLine(module, line));
    return document;
  }

  deleteInvoice = (id: number): ScoroDocument => this.changeInvoice(id, { deleted: zonedMoment(this.clock.now()) });
  deleteBill = (id: number): ScoroDocument => this.changeBill(id, { deleted: zonedMoment(this.clock.now()) });

  changeContact = (id: number, fields: Partial<ScoroContact>): ScoroContact => {
    const contact = this.state.contacts.find((candidate) => candidate.contactId === id);
    if (!contact) throw new Error(`The emulated site has no contact ${id}`);
    return Object.assign(contact, { modified: zonedMoment(this.clock.now()) }, fields);
  };

  changeProduct = (id: number, fields: Partial<ScoroProduct>): ScoroProduct => {
    const product = this.state.products.find((candidate) => candidate.productId === id);
    if (!product) throw new Error(`The emulated site has no product ${id}`);
    return Object.assign(product, { modified: moment(this.clock.now()) }, fields);
  };

  /** Settles a sum of a document, all that is open unless said otherwise. */
  addReceipt = (module: DocumentModule, documentId: number, paid?: Decimal, date = dayOf(this.clock.now())): number => {
    const document = this.find(module, documentId);
    const open = openOf(this.state, document);
    const sum = paid ?? open;
    if (compareDecimals(sum, '0') === 0) throw new Error(`Nothing is open on ${module} ${documentId}`);
    const id = this.newId();
    this.state.receipts.push({
      id,
      date,
      contactId: document.companyId,
      currency: document.currency,
      salesDocType: module,
      receiptAccountId: 1,
      receipts: [{ receiptId: this.newId(), date, documentId, sum }],
      modified: moment(this.clock.now()),
    });
    return id;
  };
}
