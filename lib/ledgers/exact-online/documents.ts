import type { Day } from '../../model/dates';
import type { DocumentKind } from '../../model/document';
import { CallFailure } from '../../net/failure';
import type { Booking, LedgerCompany, LedgerConfig, LedgerDocument, NaturalKey } from '../ledger';
import { keyLiteral, type Client } from './client';
import { changedFields, fromInvoice, fromPurchase, fromSale, invoiceNumber, toPurchaseEntry, toSalesEntry, toSalesInvoice, type StoredHeader } from './convert';
import { updateSaleLines } from './lines';
import { text } from './odata';
import { accounts, deletions, purchaseEntries, salesEntries, salesInvoices, type Resource, type RowOf } from './wire';

/** How one kind of document is kept in Exact. */
interface Route<Row extends StoredHeader> {
  resource: Resource<Row>;
  filter(key: NaturalKey): string;
  body(booking: Booking): object;
  document(row: Row, sought?: string): LedgerDocument;
  date(row: Row): { field: string; stored: Day };
}

const sought = (key: NaturalKey, contactField: string): string =>
  `YourRef eq ${text(key.number)} and ${contactField} eq ${keyLiteral(accounts, key.contact)}`;

const salesEntryRoute: Route<RowOf<typeof salesEntries>> = {
  resource: salesEntries,
  /** Exact keeps the invoice number unique, whoever the customer is: a stranger that holds it must be seen too. */
  filter: (key) => {
    const number = invoiceNumber(key.number);
    return number === null ? sought(key, 'Customer') : `InvoiceNumber eq ${number}`;
  },
  body: fromSale,
  document: toSalesEntry,
  date: (row) => ({ field: 'EntryDate', stored: row.EntryDate }),
};

const purchaseEntryRoute: Route<RowOf<typeof purchaseEntries>> = {
  resource: purchaseEntries,
  filter: (key) => sought(key, 'Supplier'),
  body: fromPurchase,
  document: toPurchaseEntry,
  date: (row) => ({ field: 'EntryDate', stored: row.EntryDate }),
};

const salesInvoiceRoute: Route<RowOf<typeof salesInvoices>> = {
  resource: salesInvoices,
  filter: (key) => sought(key, 'OrderedBy'),
  body: fromInvoice,
  document: toSalesInvoice,
  date: (row) => ({ field: 'OrderDate', stored: row.OrderDate }),
};

/** What is done with one kind of document, its wire form forgotten. */
interface Shelf {
  find(key: NaturalKey): Promise<LedgerDocument[]>;
  create(booking: Booking): Promise<LedgerDocument>;
  update: LedgerCompany['updateDocument'];
  read(id: string): Promise<LedgerDocument>;
}

function shelf<Row extends StoredHeader>(client: Client, route: Route<Row>): Shelf {
  const { resource } = route;
  return {
    find: async (key) => (await client.list(resource, route.filter(key), `look for ${key.kind} ${key.number}`)).map((row) => route.document(row, key.number)),
    create: async (booking) => route.document(await client.create(resource, route.body(booking), `book ${booking.kind} ${booking.number}`), booking.number),
    async update(id, header) {
      const row = await client.get(resource, id, `read ${header.kind} ${header.number}`);
      const changes = changedFields(row, header, route.date(row));
      if (Object.keys(changes).length === 0) return route.document(row, header.number);
      await client.change(resource, id, changes, `change ${header.kind} ${header.number}`);
      return route.document(await client.get(resource, id, `read ${header.kind} ${header.number} back`), header.number);
    },
    read: async (id) => route.document(await readOrProveAbsent(client, resource, id)),
  };
}

/**
 * A record that is gone may be answered with 403, like one that may not be seen. A list by its key tells them apart: it
 * is empty for the one and refused for the other. Throws CallFailure 'absent' or 'forbidden'.
 */
async function readOrProveAbsent<Row>(client: Client, resource: Resource<Row>, id: string): Promise<Row> {
  try {
    return await client.get(resource, id, 'read the document');
  } catch (failure) {
    if (!(failure instanceof CallFailure) || failure.kind !== 'forbidden') throw failure;
    const [row] = await client.list(resource, `${resource.key} eq ${keyLiteral(resource, id)}`, 'see whether the document is still there');
    if (row) return row;
    throw new CallFailure('absent', 'Exact Online has no such document any more.', failure.detail);
  }
}

type Documents = Pick<LedgerCompany, 'findDocuments' | 'createDocument' | 'updateDocument' | 'updateLines' | 'readDocument' | 'isDeleted'>;

/** Bills are purchase entries; invoices are sales entries, or sales invoices to be printed in Exact where the settings say so. */
export function documentsOf(client: Client, salesAs: LedgerConfig['salesAs']): Documents {
  const shelves: Record<DocumentKind, Shelf> = {
    invoice: salesAs === 'invoice' ? shelf(client, salesInvoiceRoute) : shelf(client, salesEntryRoute),
    bill: shelf(client, purchaseEntryRoute),
  };
  return {
    findDocuments: (key) => shelves[key.kind].find(key),
    createDocument: (booking) => shelves[booking.kind].create(booking),
    updateDocument: (id, header) => shelves[header.kind].update(id, header),
    async updateLines(id, booking) {
      await updateSaleLines(client, id, booking);
      return shelves[booking.kind].read(id);
    },
    readDocument: (kind, id) => shelves[kind].read(id),
    async isDeleted(kind, id, termIds = [], since = null) {
      if (!(await isAbsent(() => shelves[kind].read(id))) || !(await isListedAsDeleted(client, id, termIds, since))) return false;
      return isInNoList(client, kind, salesAs, id);
    },
  };
}

/** Only a 404 is absence. "Forbidden" is said of records that are gone too, but also of a right that is missing. */
async function isAbsent(read: () => Promise<unknown>): Promise<boolean> {
  try {
    await read();
    return false;
  } catch (failure) {
    if (failure instanceof CallFailure && failure.kind === 'absent') return true;
    if (failure instanceof CallFailure && failure.kind === 'forbidden') return false;
    throw failure;
  }
}

/** What goes with a deleted entry: its transaction lines and payment terms. */
const partsOfEntries: ReadonlySet<number> = new Set([1, 10]);

/**
 * Exact lists no entries among the deleted, but the lines and terms that went with them; for two months. Where the terms of
 * the document are known, one of them must be listed. Where none is (deleted before payments were ever asked for), some
 * part of an entry must have been deleted since it was booked.
 */
async function isListedAsDeleted(client: Client, id: string, termIds: readonly string[], since: Day | null): Promise<boolean> {
  const wanted = new Set([id, ...termIds].map((key) => key.toLowerCase()));
  try {
    const rows = await client.list(deletions, 'Timestamp gt 1L', 'look for the document among the deleted records');
    if (rows.some((row) => wanted.has(row.EntityKey))) return true;
    return termIds.length === 0 && since !== null && rows.some((row) => partsOfEntries.has(row.EntityType) && (row.DeletedDate ?? '') >= since);
  } catch (failure) {
    if (failure instanceof CallFailure && failure.kind === 'forbidden') return false;
    throw failure;
  }
}

/** A list by its key, beside the read by its key: absence is believed when both say it. */
async function isInNoList(client: Client, kind: DocumentKind, salesAs: LedgerConfig['salesAs'], id: string): Promise<boolean> {
  const resource: Resource<unknown> = kind === 'bill' ? purchaseEntries : salesAs === 'invoice' ? salesInvoices : salesEntries;
  return (await client.list(resource, `${resource.key} eq ${keyLiteral(resource, id)}`, 'see whether the document is still there')).length === 0;
}
