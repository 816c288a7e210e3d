import type { Contact, ContactRole } from '../../model/contact';
import { longCountryCode } from '../../model/countries';
import type { DocumentDraft, DraftLine, NewContact, NewProduct } from '../writing';

/** What is written to Scoro, field by field as API v2 names it. What its replies alone hold (names on lines, sums, states) is never sent. Pure. */

const idOf = (id: string | null): number | undefined => (id === null ? undefined : Number(id));

/** What is not given is left out: it stays as it is. */
const given = (fields: Record<string, unknown>): Record<string, unknown> => Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

const addressRequest = ({ lines, postcode, city, country }: NonNullable<Contact['address']>): object => ({ country: longCountryCode(country), city, street: lines.join('\n'), zipcode: postcode });

/** The first name is the one that counts; the others stay behind it. */
const before = <T>(first: T | undefined, others: readonly T[]): T[] | undefined => (first === undefined ? undefined : [first, ...others.filter((other) => other !== first)]);

export interface KnownMeans {
  email: readonly string[];
  phone: readonly string[];
  website: readonly string[];
  addresses: readonly object[];
  /** Ways to reach somebody that are no part of our contacts. */
  otherMeans: object;
}

const nothingKnown: KnownMeans = { email: [], phone: [], website: [], addresses: [], otherMeans: {} };

/** A company or a person; `known` is what it had so far, since lists are written whole. Countries leave with three letters. */
export function contactRequest(contact: Partial<NewContact>, roles: readonly ContactRole[], known: KnownMeans = nothingKnown): object {
  const { name, person, vatNumber, registrationNumber, email, phone, website, address } = contact;
  const means = given({ email: before(email, known.email), phone: before(phone, known.phone), website: before(website, known.website) });
  const hasMeans = Object.keys(means).length > 0;
  return given({
    ...(person ? { contact_type: 'person', name: person.givenName, lastname: person.familyName } : name === undefined ? {} : { contact_type: 'company', name }),
    vatno: vatNumber,
    id_code: registrationNumber,
    addresses: address && [addressRequest(address), ...known.addresses.slice(1)],
    means_of_contact: hasMeans ? { email: known.email, phone: known.phone, website: known.website, ...known.otherMeans, ...means } : undefined,
    is_client: roles.includes('customer') || undefined,
    is_supplier: roles.includes('supplier') || undefined,
  });
}

export const productRequest = ({ code, name, description, price, service, salesAccount, costAccount }: NewProduct): object =>
  given({
    code: code ?? undefined,
    name,
    description,
    price: price ?? undefined,
    is_service: service,
    sales_finance_account_id: idOf(salesAccount),
    purchases_finance_account_id: idOf(costAccount),
  });

const lineRequest = ({ product, description, quantity, unitPrice, taxCode, account }: DraftLine): object =>
  given({
    product_id: idOf(product),
    comment: description,
    price: unitPrice,
    amount: quantity,
    vat_code_id: idOf(taxCode),
    finance_account_id: idOf(account),
  });

/** An invoice's number is a whole number, a bill's is the supplier's own text. A credit note is the same with negative quantities. */
export const documentRequest = ({ kind, number, date, dueDate, currency, contact, description, paymentReference, lines }: DocumentDraft): object =>
  given({
    no: number === null ? undefined : kind === 'invoice' ? Number(number) : number,
    date,
    deadline: dueDate ?? undefined,
    ...(contact.isPerson ? { person_id: Number(contact.id) } : { company_id: Number(contact.id) }),
    currency,
    description,
    reference_no: paymentReference,
    lines: lines.map(lineRequest),
  });
