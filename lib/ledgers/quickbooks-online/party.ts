import type { Contact, ContactRole } from '../../model/contact';
import type { ContactChange, ContactUse } from '../ledger';
import { partyName } from './names';
import { cut, filled } from './numbers';
import { isUs, type Traits } from './traits';
import type { Fields } from './wire';

/** The most characters of each field; what would be another value when cut is left out instead. */
const longest = { company: 100, customerOnCheck: 110, vendorOnCheck: 100, person: 100, taxNumber: 20, phone: 30, email: 100, website: 1000, addressLine: 500, place: 255, postcode: 30 } as const;

const whole = (value: string | undefined, most: number): string | null => {
  const trimmed = value?.trim() ?? '';
  return trimmed === '' || trimmed.length > most ? null : trimmed;
};

/** An address without both marks is refused, and the whole record with it. */
function email(value: string | undefined): Fields | null {
  const Address = whole(value, longest.email);
  return Address && /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(Address) ? { Address } : null;
}

function website(value: string | undefined): Fields | null {
  const given = whole(value, longest.website - 'https://'.length);
  if (!given) return null;
  const URI = /^https?:\/\//i.test(given) ? given : `https://${given}`;
  return URL.canParse(URI) && new URL(URI).hostname.includes('.') ? { URI } : null;
}

const phone = (value: string | undefined): Fields | null => {
  const FreeFormNumber = whole(value, longest.phone);
  return FreeFormNumber ? { FreeFormNumber } : null;
};

function address({ address: given }: Contact): Fields | null {
  if (!given) return null;
  const [first = '', second = '', third = '', fourth = '', ...others] = given.lines;
  const lines = [first, second, third, fourth, others.join(', ')];
  const fields = filled({
    ...Object.fromEntries(lines.map((line, index) => [`Line${index + 1}`, cut(line, longest.addressLine)])),
    City: cut(given.city, longest.place),
    PostalCode: whole(given.postcode, longest.postcode),
    Country: given.country,
  });
  return Object.keys(fields).length > 0 ? fields : null;
}

const person = (given: { givenName: string; familyName: string }): Fields => ({
  GivenName: cut(partyName(given.givenName), longest.person), FamilyName: cut(partyName(given.familyName), longest.person),
});

/** A new customer or vendor as it is sent, under that name. Its currency can never be changed. */
export function toParty(contact: Contact, { role, currency }: ContactUse, name: string, traits: Traits): Fields {
  const bare = partyName(contact.name);
  const isCustomer = role === 'customer';
  const individual = contact.person;
  // In the US these fields hold numbers of another kind.
  const taxNumber = isUs(traits.country) ? null : whole(contact.vatNumber, longest.taxNumber);
  return filled({
    DisplayName: name,
    ...(individual ? person(individual) : { CompanyName: cut(bare, longest.company) }),
    PrintOnCheckName: cut(bare, isCustomer ? longest.customerOnCheck : longest.vendorOnCheck),
    [isCustomer ? 'PrimaryTaxIdentifier' : 'TaxIdentifier']: taxNumber,
    PrimaryEmailAddr: email(contact.email),
    PrimaryPhone: phone(contact.phone),
    WebAddr: website(contact.website),
    BillAddr: address(contact),
    // Refused, whatever it says, in a company of one currency.
    CurrencyRef: traits.multiCurrency ? { value: currency } : null,
  });
}

/** Where each field of a contact lies that may be changed. Its name does not: it is shared with others and may bear marks of ours. */
const placeOf = (role: ContactRole): Partial<Record<keyof ContactChange, string>> => ({
  email: 'PrimaryEmailAddr', phone: 'PrimaryPhone', website: 'WebAddr', address: 'BillAddr', vatNumber: role === 'customer' ? 'PrimaryTaxIdentifier' : 'TaxIdentifier',
});

/** The fields of a party to change, and those that have no place there or do not fit into it. */
export function toPartyChange(change: ContactChange, role: ContactRole, traits: Traits): { fields: Fields; left: (keyof ContactChange)[] } {
  const whole = toParty({ id: '', name: '', ...change }, { role, currency: '' }, '', traits);
  const places = placeOf(role);
  const placed = (Object.keys(change) as (keyof ContactChange)[]).map((field) => ({ field, place: places[field] }));
  const written = placed.flatMap(({ field, place }) => (place !== undefined && whole[place] !== undefined ? [{ field, place }] : []));
  return {
    fields: Object.fromEntries(written.map(({ place }) => [place, whole[place]])),
    left: placed.flatMap(({ field }) => (written.some((one) => one.field === field) ? [] : [field])),
  };
}
