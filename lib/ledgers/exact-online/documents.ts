import type { Day } from '../../model/dates';
import type { DocumentKind } from '../../model/document';
import { CallFailure } from '../../net/failure';
import type { Booking, LedgerCompany, LedgerConfig, LedgerDocument, NaturalKey } from '../ledger';
import { isUnchanged } from '../snapshot';
import { keyLiteral, type Client } from './client';
import { changedFields, fromInvoice, fromPurchase, fromSale, invoiceNumber, toPurchaseEntry, toSalesEntry, toSalesInvoice, type StoredHeader } from './convert';
import { readContents } from './contents';
import { linesOf, updateSaleLines } from './lines';
import { findAll, sameText, type Search } from './lookup';
import { text } from './odata';
import { accounts, deletions, purchaseEntries, salesEntries, salesInvoices, type Resource, type RowOf } from './wire';

/** How one kind of document is kept in Exact. */
interface Route<Row extends StoredHeader> {
  resource: Resource<Row>;
  search(key: NaturalKey): Search<Row>;
  body(booking: Booking): object;
  /** The lines as they are sent, where they can be changed later. */
  lines?(booking: Booking): string;
  document(row: Row, sought?: string): LedgerDocument;
  date(row: Row): { field: string; stored: Day };
}

/** By the reference, under one contact. */
const byReference = <Row extends { YourRef?: string | null | undefined }>(key: NaturalKey, contactField: string, contactOf: (row: Row) => string): Search<Row> => ({
  filter: `YourRef eq ${text(key.number)} and ${contactField} eq ${keyLiteral(accounts, key.contact)}`,
  answers: (row) => contactOf(row) === key.contact.toLowerCase() && sameText(row.YourRef, key.number),
});

const salesEntryRoute: Route<RowOf<typeof salesEntries>> = {
  resource: salesEntries,
  /** Exact keeps the invoice number unique, whoever the customer is: a stranger that holds it must be seen too. */
  search: (key) => {
    const number = invoiceNumber(key.number);
    if (number === null) return byReference(key, 'Customer', ({ Customer }) => Customer);
    return { filter: `InvoiceNumber eq ${number}`, answers: (row) => row.InvoiceNumber === number };
  },
  body: fromSale,
  lines: linesOf,
  document: toSalesEntry,
  date: (row) => ({ field: 'EntryDate', stored: row.EntryDate }),
};

const purchaseEntryRoute: Route<RowOf<typeof purchaseEntries>> = {
  resource: purchaseEntries,
  /** Under any supplier: two browsers may have made the same one twice, and then there are two of the bill. */
  search: (key) => ({ filter: `YourRef eq ${text(key.number)}`, answers: (row) => sameText(row.YourRef, key.number) }),
  body: fromPurchase,
  document: toPurchaseEntry,
  date: (row) => ({ field: 'EntryDate', stored: row.EntryDate }),
};

const salesInvoiceRoute: Route<RowOf<typeof salesInvoices>> = {
  resource: salesInvoices,
  search: (key) => byReference(key, 'OrderedBy', ({ OrderedBy }) => OrderedBy),
  body: fromInvoice,
  document: toSalesInvoice,
  date: (row) => ({ field: 'OrderDate', stored: row.OrderDate }),
};

/** What is done with one kind of document, its wire form forgotten. */
interface Shelf {
  find(keys: readonly NaturalKey[]): Promise<LedgerDocument[][]>;
  create(booking: Booking): Promise<LedgerDocument>;
  update: LedgerCompany['updateDocument'];
  read(id: string, number?: string): Promise<LedgerDocument>;
  remove(id: string): Promise<void>;
}

function shelf<Row extends StoredHeader>(client: Client, route: Route<Row>): Shelf {
  const { resource } = route;
  return {
    async find(keys) {
      const found = await findAll(client, resource, keys.map(route.search), `look for ${keys.length === 1 ? `${keys[0]?.kind} ${keys[0]?.number}` : `${keys.length} ${keys[0]?.kind}s`}`);
      return keys.map((key, index) => (found[index] ?? []).map((row) => route.document(row, key.number)));
    },
    async create(booking) {
      const row = await client.create(resource, route.body(booking), `book ${booking.kind} ${booking.number}`);
      return { ...route.document(row, booking.number), ...(route.lines && { lines: route.lines(booking) }) };
    },
    async update(id, header, expected) {
      const row = await readOrProveAbsent(client, resource, id, `read ${header.kind} ${header.number}`);
      const stored = route.document(row, header.number);
      if (expected && !isUnchanged(expected, stored)) {
        throw new CallFailure('stale', `This ${header.kind} was changed in Exact Online.`, { system: 'Exact Online', endpoint: resource.path });
      }
      const changes = changedFields(row, header, route.date(row));
      if (Object.keys(changes).length === 0) return stored;
      await client.change(resource, id, changes, `change ${header.kind} ${header.number}`);
      return route.document(await client.get(resource, id, `read ${header.kind} ${header.number} back`), header.number);
    },
    read: async (id, number) => route.document(await readOrProveAbsent(client, resource, id), number),
    remove: (id) => removeOnce(client, resource, id),
  };
}

/** A record that is gone already is answered with a refusal like one that may not go: a list by its key tells them apart. */
async function removeOnce(client: Client, resource: Resource<unknown>, id: string): Promise<void> {
  try {
    await client.remove(resource, id, 'delete the document');
  } catch (failure) {
    if (!(failure instanceof CallFailure) || (failure.kind !== 'absent' && failure.kind !== 'forbidden')) throw failure;
    const rows = await client.list(resource, `${resource.key} eq ${keyLiteral(resource, id)}`, 'see whether the document is still there');
    if (rows.length > 0) throw failure;
  }
}

/**
 * A record that is gone may be answered with 403, like one that may not be seen. A list by its key tells them apart: it
 * is empty for the one and refused for the other. Throws CallFailure 'absent' or 'forbidden'.
 */
async function readOrProveAbsent<Row>(client: Client, resource: Resource<Row>, id: string, purpose = 'read the document'): Promise<Row> {
  try {
    return await client.get(resource, id, purpose);
  } catch (failure) {
    if (!(failure instanceof CallFailure) || failure.kind !== 'forbidden') throw failure;
    const [row] = await client.list(resource, `${resource.key} eq ${keyLiteral(resource, id)}`, 'see whether the document is still there');
    if (row) return row;
    throw new CallFailure('absent', 'Exact Online has no such document any more.', failure.detail);
  }
}

type Documents = Pick<LedgerCompany, 'findDocuments' | 'createDocument' | 'updateDocument' | 'updateLines' | 'readDocument' | 'readLines' | 'deleteDocument' | 'isDeleted'>;

/** Bills are purchase entries; invoices are sales entries, or sales invoices to be printed in Exact where the settings say so. */
export function documentsOf(client: Client, salesAs: LedgerConfig['salesAs']): Documents {
  const shelves: Record<DocumentKind, Shelf> = {
    invoice: salesAs === 'invoice' ? shelf(client, salesInvoiceRoute) : shelf(client, salesEntryRoute),
    bill: shelf(client, purchaseEntryRoute),
  };
  return {
    async findDocuments(keys) {
      const found = new Map<NaturalKey, LedgerDocument[]>();
      for (const [kind, shelf] of Object.entries(shelves)) {
        const own = keys.filter((key) => key.kind === kind);
        if (own.length === 0) continue;
        for (const [index, documents] of (await shelf.find(own)).entries()) found.set(own[index] as NaturalKey, documents);
      }
      return keys.map((key) => found.get(key) ?? []);
    },
    createDocument: (booking) => shelves[booking.kind].create(booking),
    updateDocument: (id, change, expected) => shelves[change.kind].update(id, change, expected),
    async updateLines(id, booking, expected) {
      await updateSaleLines(client, id, booking, expected?.lines);
      return { ...(await shelves[booking.kind].read(id, booking.number)), lines: linesOf(booking) };
    },
    readDocument: (kind, id, number) => shelves[kind].read(id, number),
    readLines: (kind, ids) => readContents(client, salesAs, kind, ids),
    deleteDocument: (kind, id) => shelves[kind].remove(id),
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
