import { parseDecimal } from '../../model/decimal';
import type { Contact } from '../../model/contact';
import type { Product } from '../../model/product';
import type { Side } from '../../model/reference';
import type { HostReferenceItem, HostUser, Receipt } from '../host';
import { countryCode } from './countries';
import { plainText } from './html';
import type { WireBookmark, WireCompanyAccount, WireContact, WireFinanceAccount, WireProduct, WireProductGroup, WireUser, WireVatCode } from './wire';

const first = (...lists: (string[] | null | undefined)[]): string => lists.flatMap((list) => list ?? []).find((value) => value !== '') ?? '';

function addressOf(wire: WireContact): Contact['address'] {
  const address = wire.addresses?.[0];
  if (!address) return undefined;
  const lines = address.street
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return { lines, postcode: address.zipcode, city: address.city, country: countryCode(address.country) };
}

/** A company or person (Scoro API v2, contacts). Countries come with three letters and leave with two. */
export function contactOf(wire: WireContact): Contact {
  const means = wire.means_of_contact;
  const email = first(means?.email);
  const phone = first(means?.phone, means?.mobile);
  const website = first(means?.website);
  const address = addressOf(wire);
  return {
    id: wire.contact_id,
    name: wire.contact_type === 'person' ? `${wire.name} ${wire.lastname}`.trim() : wire.name,
    ...(wire.contact_type === 'person' && { person: { givenName: wire.name, familyName: wire.lastname } }),
    ...(wire.vatno && { vatNumber: wire.vatno }),
    ...(wire.id_code && { registrationNumber: wire.id_code }),
    ...(email && { email }),
    ...(phone && { phone }),
    ...(website && { website }),
    ...(address && { address }),
  };
}

/** A product (Scoro API v2, products); `group` is its product group where that was read. */
export function productOf(wire: WireProduct, group: WireProductGroup | null): Product {
  const name = wire.name || Object.values(wire.names ?? {}).find((value) => value !== '') || '';
  const nameless = wire.productgroup_id === null ? null : { id: wire.productgroup_id };
  return {
    id: wire.product_id,
    code: wire.code || null,
    name,
    description: plainText(wire.description),
    unit: wire.unit || null,
    group: group ? { id: group.id, name: group.name } : nameless,
    price: parseDecimal(wire.price),
    service: wire.is_service,
  };
}

/** Where neither side is said, or both are, it may stand on either. */
const sideOf = (isSales: boolean, isPurchases: boolean): Side => (isSales === isPurchases ? 'both' : isSales ? 'sales' : 'purchase');

export function taxCodeOf(wire: WireVatCode): HostReferenceItem {
  const percentage = parseDecimal(wire.percent);
  return {
    kind: 'taxCode',
    id: wire.vat_code_id,
    code: wire.vat_code,
    name: wire.vat_name,
    ...(percentage !== null && { percentage }),
    side: sideOf(wire.is_sales, wire.is_purchases),
    active: wire.is_active,
  };
}

export function accountOf(wire: WireFinanceAccount): HostReferenceItem {
  return { kind: 'account', id: wire.id, code: wire.account_symbol, name: wire.name, side: sideOf(wire.is_sales_account, wire.is_purchases_account), active: wire.is_active };
}

/** A product group has no code: its name is what others match it by. */
export function itemGroupOf(wire: WireProductGroup): HostReferenceItem {
  return { kind: 'itemGroup', id: wire.id, code: wire.name, name: wire.name, active: true };
}

/** The currencies an entity works in, its own first. */
export function currenciesOf(wire: WireCompanyAccount): HostReferenceItem[] {
  const codes = [wire.base_currency, ...(wire.active_currencies ?? [])].map((code) => code.trim().toUpperCase());
  return [...new Set(codes)].filter((code) => /^[A-Z]{3}$/.test(code)).map((code) => ({ kind: 'currency', id: code, code, name: code, active: true }));
}

/** What a bookmark lists, by the modules it may name; sites divide contacts into companies and people or do not. */
const bookmarkKinds: Readonly<Record<string, string>> = { invoices: 'invoices', bills: 'bills', contacts: 'contacts', companies: 'contacts', people: 'contacts', persons: 'contacts' };

/** A saved view of documents or contacts; null for one of anything else, or without a number to ask for it by. */
export function bookmarkOf(wire: WireBookmark): HostReferenceItem | null {
  const id = wire.id || wire.bookmark_id;
  const code = wire.module === '' ? '' : bookmarkKinds[wire.module.toLowerCase()];
  return code === undefined || !/^\d+$/.test(id) ? null : { kind: 'bookmark', id, code, name: wire.name || wire.bookmark_name || id, active: true };
}

/** Who may work on the site now; null for one who may not, or whom nothing tells apart. A status that is not said counts as active. */
export function userOf(wire: WireUser): HostUser | null {
  const email = wire.email.trim();
  if (email === '' || (wire.status !== '' && wire.status !== 'active')) return null;
  return { id: wire.id, name: wire.full_name || `${wire.firstname} ${wire.lastname}`.trim() || email, email };
}

/** The receipt that settles one document (Scoro API v2, receipts). There is no other way to have it paid: its status cannot be written. */
export function receiptRequest(receipt: Receipt): object {
  const type = receipt.document.kind === 'invoice' ? 'invoices' : 'bills';
  const { date, amount: sum, currency } = receipt;
  return {
    date,
    sum,
    currency,
    sales_doc_type: type,
    ...(receipt.contactId !== null && { contact_id: Number(receipt.contactId) }),
    receipts: [{ invoice_id: Number(receipt.document.id), sum, date }],
  };
}
