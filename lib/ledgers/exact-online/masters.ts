import type { Contact, ContactRole } from '../../model/contact';
import type { Day } from '../../model/dates';
import type { Product } from '../../model/product';
import type { ContactChange, ItemChange, ItemDefaults, LedgerContact, LedgerItem } from '../ledger';
import { filled, shortText, type Fields } from './convert';
import type { accounts, items, RowOf } from './wire';

/** Contacts and items: model <-> wire, pure. */

/** `today` in UTC. Status says nothing about being active: Blocked and the two dates do. */
export function toContact(row: RowOf<typeof accounts>, today: Day): LedgerContact {
  const roles: ContactRole[] = [...(row.Status === 'C' ? (['customer'] as const) : []), ...(row.IsSupplier ? (['supplier'] as const) : [])];
  const contact = { id: row.ID, code: row.Code ?? '', name: row.Name, vatNumber: row.VATNumber ?? '', roles };
  if (row.Blocked) return { ...contact, unusable: 'It is blocked in Exact Online.' };
  if (row.StartDate && row.StartDate > today) return { ...contact, unusable: `It becomes active in Exact Online on ${row.StartDate}.` };
  if (row.EndDate && row.EndDate < today) return { ...contact, unusable: `It is inactive in Exact Online since ${row.EndDate}.` };
  return contact;
}

/** Exact REST reference, CRMAccounts: a customer is Status C; a supplier is IsSupplier, whatever the status. */
export const roleFields = (role: ContactRole): Fields => (role === 'customer' ? { Status: 'C' } : { IsSupplier: true });

/** Status of an account that has no role: A none, S suspect, P prospect. The roles stand among them, since a contact may become one by setting. */
const statusFields: Readonly<Record<string, Fields>> = { none: { Status: 'A' }, suspect: { Status: 'S' }, prospect: { Status: 'P' }, customer: roleFields('customer'), supplier: { Status: 'A', ...roleFields('supplier') } };
export const contactStatuses = [
  { id: 'none', label: 'None' },
  { id: 'suspect', label: 'Suspect' },
  { id: 'prospect', label: 'Prospect' },
  { id: 'customer', label: 'Customer' },
  { id: 'supplier', label: 'Supplier' },
] as const;

/** The body of a new account. No Code: Exact gives the next one. `status`: one of `contactStatuses`, in place of the role. */
export function fromContact(contact: Contact, role: ContactRole, status: string = role): Fields {
  const [first, second, ...others] = contact.address?.lines ?? [];
  return filled({
    Name: contact.name,
    ...(statusFields[status] ?? statusFields[role]),
    VATNumber: contact.vatNumber,
    ChamberOfCommerce: contact.registrationNumber,
    Email: contact.email,
    Phone: contact.phone,
    Website: contact.website,
    AddressLine1: first,
    AddressLine2: second,
    AddressLine3: others.join(', '),
    Postcode: contact.address?.postcode,
    City: contact.address?.city,
    Country: contact.address?.country,
  });
}

/** The fields of an account to change. An address is replaced whole, so that no line of the old one is left between those of the new. */
export function fromContactChange({ name, vatNumber, registrationNumber, email, phone, website, address }: ContactChange): Fields {
  const [first, second, ...others] = address?.lines ?? [];
  const place = address && { AddressLine1: first, AddressLine2: second, AddressLine3: others.join(', '), Postcode: address.postcode, City: address.city };
  return {
    ...filled({ Name: name, VATNumber: vatNumber, ChamberOfCommerce: registrationNumber, Email: email, Phone: phone, Website: website, Country: address?.country }),
    ...(place && Object.fromEntries(Object.entries(place).map(([field, value]) => [field, value || null]))),
  };
}

/** The fields of an item to change. Its sales price is read-only here: prices are records of their own. */
export const fromItemChange = ({ name, unit }: ItemChange): Fields => filled({ Description: name === undefined ? null : shortText(name), Unit: unit });

export const toItem = (row: RowOf<typeof items>): LedgerItem => ({ id: row.ID, code: row.Code, name: row.Description ?? '' });

/** The body of a new item. Description is mandatory, so the code stands in for a missing name. */
export function fromProduct(product: Product & { code: string }, defaults: ItemDefaults, role: ContactRole): Fields {
  return filled({
    Code: product.code,
    Description: shortText(product.name) || shortText(product.code),
    Unit: defaults.unit,
    ItemGroup: defaults.itemGroup,
    IsSalesItem: role === 'customer' ? true : null,
    IsPurchaseItem: role === 'supplier' ? true : null,
  });
}
