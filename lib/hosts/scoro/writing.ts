import { isDay } from '../../model/dates';
import { parseDecimal } from '../../model/decimal';
import type { DocumentKind, HostDocument } from '../../model/document';
import { CallFailure } from '../../net/failure';
import type { ListedProduct } from '../host';
import type { HostContact, HostProduct, HostReceipt, HostWriting } from '../writing';
import type { Client, Module } from './client';
import { documentOf, summaryOf } from './convert';
import { contactOf, productOf } from './records';
import { contactRequest, documentRequest, productRequest, type KnownMeans } from './requests';
import { contactSchema, documentSchema, foundSchema, productSchema, receiptGroupSchema, writtenSchema, type WireContact, type WireProduct, type WireReceiptGroup, type WireSummary } from './wire';

export const modules = { invoice: 'invoices', bill: 'bills' } as const satisfies Record<DocumentKind, Module>;

export const hostContact = (wire: WireContact): HostContact => ({ ...contactOf(wire), roles: [...(wire.is_client ? (['customer'] as const) : []), ...(wire.is_supplier ? (['supplier'] as const) : [])] });

function hostProduct(wire: WireProduct): HostProduct {
  const { id, code, name, description, price, service } = productOf(wire, null);
  return { id, code, name, description, price, service, salesAccount: wire.sales_finance_account_id, costAccount: wire.purchases_finance_account_id };
}

/** A product of a list: its group by its id alone, since a list names none. */
export const listedProduct = (wire: WireProduct): ListedProduct => ({ ...productOf(wire, null), salesAccount: wire.sales_finance_account_id, costAccount: wire.purchases_finance_account_id });

const texts = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);
const means = (wire: WireContact): Record<string, unknown> => wire.means_of_contact ?? {};

function knownMeans(wire: WireContact): KnownMeans {
  const { email, phone, website, ...otherMeans } = means(wire);
  return { email: texts(email), phone: texts(phone), website: texts(website), addresses: wire.addresses ?? [], otherMeans };
}

/** What is missing from a date or a sum is not made up: such a receipt is passed over. */
function receiptsOf(group: WireReceiptGroup): HostReceipt[] {
  const kind = group.sales_doc_type === 'bills' ? 'bill' : group.sales_doc_type === 'invoices' || group.sales_doc_type === '' ? 'invoice' : null;
  if (kind === null || group.is_deleted) return [];
  return (group.receipts ?? []).flatMap(({ receipt_id, date, invoice_id, sum }) => {
    const day = (isDay(date.slice(0, 10)) ? date : group.date).slice(0, 10);
    const amount = parseDecimal(sum);
    return invoice_id === null || amount === null || !isDay(day) ? [] : [{ id: receipt_id, document: { kind, id: invoice_id }, date: day, amount }];
  });
}

/** Something was written; that it could not be read afterwards must never look as if nothing had happened. */
async function readBack<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof CallFailure)) throw error;
    throw new CallFailure('no-answer', `It was written, and could not be read afterwards: ${error.message}`, { ...error.detail, cause: error });
  }
}

const isWholeNumber = (number: string): boolean => /^[1-9]\d{0,14}$/.test(number);

/** Contacts, products, invoices and bills by `modify`; receipts by `list` (Scoro API v2). */
export function writingOf(client: Client, isOurs: (row: WireSummary) => boolean): HostWriting {
  const view = async (kind: DocumentKind, id: string): Promise<HostDocument> =>
    documentOf(await client.view(modules[kind], id, `${kind} ${id}`, documentSchema), { kind, id });

  return {
    // A list shows at once what was written.
    consistencyWindow: 2_000,
    takesNumber: (kind, number) => kind === 'bill' || isWholeNumber(number),
    async listContacts(by) {
      const filter = by && { name: by.person ? by.person.givenName : by.name };
      const rows = await client.list('contacts', { schema: contactSchema, key: (row) => row.contact_id, purpose: by ? 'look for a contact by name' : 'list contacts', ...(filter && { filter }) });
      return rows.filter((row) => !row.is_deleted).map(hostContact);
    },
    async createContact(contact, role) {
      return hostContact(await client.create('contacts', contactRequest(contact, [role]), 'create the contact', contactSchema));
    },
    async updateContact(id, contact, roles) {
      const record = `contact ${id}`;
      const known = knownMeans(await client.view('contacts', id, record, contactSchema));
      return hostContact(await client.update('contacts', id, record, contactRequest(contact, roles, known), contactSchema));
    },
    async listProducts(code) {
      const filter = code === undefined ? {} : { filter: { code } };
      const rows = await client.list('products', { schema: productSchema, key: (row) => row.product_id, purpose: code === undefined ? 'list products' : `look for the product ${code}`, ...filter });
      return rows.filter((row) => !row.is_deleted).map(hostProduct);
    },
    async createProduct(product) {
      return hostProduct(await client.create('products', productRequest(product), `create the product ${product.name}`, productSchema));
    },
    async updateProduct(id, product) {
      return hostProduct(await client.update('products', id, `product ${id}`, productRequest(product), productSchema));
    },
    async findDocuments(kind, contact, date) {
      const rows = await client.list(modules[kind], {
        schema: foundSchema,
        key: (row) => row.id,
        purpose: `look for the ${kind}s of contact ${contact.id} on ${date}`,
        filter: { [contact.isPerson ? 'person_id' : 'company_id']: Number(contact.id), date: { from_date: date, to_date: date } },
      });
      // A site that does not know a filter gives more than was asked for.
      const own = rows.filter((row) => isOurs(row) && !row.is_deleted && row.date.slice(0, 10) === date && (contact.isPerson ? row.person_id : row.company_id) === contact.id);
      return own.map((row) => ({ ...summaryOf(row, kind), paymentReference: row.reference_no }));
    },
    async createDocument(draft) {
      const { id } = await client.create(modules[draft.kind], documentRequest(draft), `create ${draft.kind} ${draft.number ?? draft.paymentReference}`, writtenSchema);
      return readBack(() => view(draft.kind, id));
    },
    async updateDocument(id, draft) {
      await client.update(modules[draft.kind], id, `${draft.kind} ${id}`, documentRequest(draft), writtenSchema);
      return readBack(() => view(draft.kind, id));
    },
    async listReceipts(since) {
      const groups = await client.list('receipts', { schema: receiptGroupSchema, key: (row) => row.id, purpose: `list receipts since ${since}`, filter: { modified_date: { from_date: since } } });
      return groups.flatMap(receiptsOf);
    },
  };
}
