import { isDay } from '../../model/dates';
import type { DocumentRef, DocumentSummary } from '../../model/document';
import { CallFailure } from '../../net/failure';
import type { Host, HostAccount, HostConfig, HostReferenceItem } from '../host';
import { createClient, type Client } from './client';
import { documentOf, summaryOf } from './convert';
import { explain } from './errors';
import { absent } from './failures';
import { survey } from './survey';
import { accountOf, bookmarkOf, contactOf, currenciesOf, itemGroupOf, productOf, receiptRequest, taxCodeOf, userOf } from './records';
import {
  bookmarkSchema,
  companyAccountSchema,
  contactSchema,
  documentSchema,
  financeAccountSchema,
  productGroupSchema,
  productSchema,
  receiptSchema,
  summarySchema,
  userSchema,
  vatCodeSchema,
  type WireProductGroup,
  type WireSummary,
} from './wire';
import { hostContact, listedProduct, modules, writingOf } from './writing';

const nameOf = (ref: DocumentRef): string => `${ref.kind} ${ref.id}`;

/** The entity is most often named like the site (Scoro, site settings), which holds until the user says otherwise. */
const entityOf = (config: HostConfig): string => config.companyAccountId ?? new URL(config.site).hostname.split('.')[0] ?? '';

async function readGroup(client: Client, id: string): Promise<WireProductGroup | null> {
  try {
    return await client.view('productGroups', id, `product group ${id}`, productGroupSchema);
  } catch (error) {
    // A product may still point to a group that is gone; its other fields are as good as ever.
    if (error instanceof CallFailure && error.kind === 'absent') return null;
    throw error;
  }
}

/** Empty where the site does not tell: the call is known from clients' code alone, and the rest is good without it. */
async function orNone(read: () => Promise<HostReferenceItem[]>): Promise<HostReferenceItem[]> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof CallFailure && (error.kind === 'refused' || error.kind === 'forbidden' || error.kind === 'unreadable')) return [];
    throw error;
  }
}

const readCurrencies = async (client: Client): Promise<HostReferenceItem[]> =>
  (await client.list('companyAccount', { schema: companyAccountSchema, key: (row) => JSON.stringify(row), purpose: 'read the currencies' })).flatMap(currenciesOf);

const readBookmarks = async (client: Client): Promise<HostReferenceItem[]> =>
  (await client.list('bookmarks', { schema: bookmarkSchema, key: (row) => JSON.stringify(row), purpose: 'list the bookmarks' })).flatMap((row) => bookmarkOf(row) ?? []);

const isOurs = (row: WireSummary, config: HostConfig): boolean =>
  !config.companyAccountId || !row.account_id || row.account_id === config.companyAccountId;

/** A row whose date cannot be read stays: reading the document will say what is wrong with it. */
const isSince = (row: WireSummary, since: string): boolean => !isDay(row.date.slice(0, 10)) || row.date >= since;

const changedSince = (since: string): object => ({ modified_date: { from_date: since } });

/** A site that does not know the filter gives more than was asked for. The day is that of the text, in whatever zone; where none is said it stays. */
const isChangedSince = ({ modified_date: modified }: { modified_date: string }, since: string): boolean => !isDay(modified.slice(0, 10)) || modified.slice(0, 10) >= since;

const newestLast = (a: DocumentSummary, b: DocumentSummary): number =>
  a.date.localeCompare(b.date) || a.ref.id.localeCompare(b.ref.id, 'en', { numeric: true });

function openAccount(client: Client, config: HostConfig): HostAccount {
  return {
    async readDocument(ref) {
      return documentOf(await client.view(modules[ref.kind], ref.id, nameOf(ref), documentSchema), ref);
    },
    async readContact(id) {
      return contactOf(await client.view('contacts', id, `contact ${id}`, contactSchema));
    },
    async readProduct(id) {
      const product = await client.view('products', id, `product ${id}`, productSchema);
      return productOf(product, product.productgroup_id === null ? null : await readGroup(client, product.productgroup_id));
    },
    async listDocuments(kind, since, { bookmark, changedSince } = {}) {
      const rows = await client.list(modules[kind], {
        schema: summarySchema,
        key: (row) => row.id,
        purpose: `list ${modules[kind]} since ${since}`,
        filter: { date: { from_date: since }, ...(changedSince && { modified_date: { from_date: changedSince } }) },
        includeDeleted: true,
        ...(bookmark !== undefined && { bookmark }),
      });
      // A site that does not know the filter, or lists every entity, gives more than was asked for.
      const ours = rows.filter((row) => isOurs(row, config) && isSince(row, since));
      return ours.map((row) => summaryOf(row, kind)).sort(newestLast);
    },
    async readReference() {
      const taxCodes = await client.list('vatCodes', { schema: vatCodeSchema, key: (row) => row.vat_code_id, purpose: 'list tax codes' });
      const accounts = await client.list('financeAccounts', { schema: financeAccountSchema, key: (row) => row.id, purpose: 'list accounts' });
      const groups = await client.list('productGroups', { schema: productGroupSchema, key: (row) => row.id, purpose: 'list product groups' });
      return [...taxCodes.map(taxCodeOf), ...accounts.map(accountOf), ...groups.map(itemGroupOf), ...(await orNone(() => readCurrencies(client))), ...(await orNone(() => readBookmarks(client)))];
    },
    async recordReceipt(receipt) {
      if (!/^\d+$/.test(receipt.document.id)) throw absent(nameOf(receipt.document), 'receipts/modify');
      return (await client.create('receipts', receiptRequest(receipt), `record the payment of ${nameOf(receipt.document)}`, receiptSchema)).id;
    },
    async listContacts(since, page, bookmark) {
      const purpose = `list contacts changed since ${since}`;
      const { rows, isLast } = await client.page('contacts', page, { schema: contactSchema, key: (row) => row.contact_id, purpose, filter: changedSince(since), detailed: true, ...(bookmark !== undefined && { bookmark }) });
      return { rows: rows.filter((row) => !row.is_deleted && isChangedSince(row, since)).map(hostContact), isLast };
    },
    async listProducts(since, page) {
      const { rows, isLast } = await client.page('products', page, { schema: productSchema, key: (row) => row.product_id, purpose: `list products changed since ${since}`, filter: changedSince(since), detailed: true });
      return { rows: rows.filter((row) => !row.is_deleted && row.is_active && isChangedSince(row, since)).map(listedProduct), isLast };
    },
    survey: (documents, since) => survey(client, documents, since, (row) => isOurs(row, config)),
    async users() {
      const rows = await client.list('users', { schema: userSchema, key: (row) => row.id, purpose: 'list the users' });
      return rows.flatMap((row) => userOf(row) ?? []);
    },
    writing: writingOf(client, (row) => isOurs(row, config)),
  };
}

const bothWays = ['to-ledger', 'to-host'] as const;

/** Scoro: invoices, bills and credit invoices through API v2, with the site's API key in the body of each call. */
export const scoro: Host = {
  id: 'scoro',
  name: 'Scoro',
  origins: (config) => [`${config.site}/*`],
  // The older documentation's 500 a day; nothing in an answer says what is left, nor when the day ends.
  // Beside the day's requests it counts those of two seconds (Scoro, API limits).
  budget: { perDay: 500, dayEndsAtUtcMinute: 0, margin: 5, refusalCloses: 5_000 },
  directions: { invoices: bothWays, bills: bothWays, contacts: bothWays, products: bothWays, payments: bothWays },
  bookmarks: ['invoices', 'bills', 'contacts'],
  tellsUsers: true,
  budgetKey: (config) => new URL(config.site).hostname,
  open: (call, config, secret) =>
    openAccount(createClient(call, { origin: new URL(config.site).origin, companyAccountId: entityOf(config), apiKey: secret }), config),
  explain,
  documentUrl: (config, ref) => `${config.site}/${modules[ref.kind]}/view/${encodeURIComponent(ref.id)}`,
};
