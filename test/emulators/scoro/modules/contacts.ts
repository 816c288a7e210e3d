import { z } from 'zod';
import { ScoroError } from '../envelope';
import { spellingOf } from '../spelling';
import type { ScoroContact } from '../types';
import { flag, listOf, parsedFields, viewOf, type Answer, type Module, type Request } from './module';

const { yes } = spellingOf('contacts');

function writeContact(contact: ScoroContact): object {
  return {
    contact_id: contact.contactId,
    name: contact.name,
    lastname: contact.lastname,
    search_name: `${contact.name} ${contact.lastname}`.trim(),
    contact_type: contact.type,
    id_code: contact.idCode,
    vatno: contact.vatno,
    bankaccount: '',
    reference_no: '',
    is_client: yes(contact.isClient),
    is_supplier: yes(contact.isSupplier),
    manager_id: 1,
    cat_id: 0,
    tags: [],
    comments: '',
    addresses: contact.addresses,
    means_of_contact: { mobile: [], phone: contact.phone, email: contact.email, website: contact.website, skype: [], fax: [] },
    created_date: contact.modified,
    modified_date: contact.modified,
    deleted_date: null,
    is_deleted: yes(contact.deleted),
    custom_fields: [],
  };
}

const texts = z.array(z.string());
/** Three capital letters, as ISO 3166 has them. */
const country = z.string().regex(/^([A-Z]{3})?$/, 'is not a three-letter country code');
const text = z.string().optional();

/** What modify may write. Everything else of a contact is Scoro's own, or not needed by anybody who writes here. */
const writable = z.strictObject({
  name: z.string().min(1, 'is empty').optional(),
  lastname: text,
  contact_type: z.enum(['company', 'person']).optional(),
  id_code: text,
  vatno: text,
  is_client: flag,
  is_supplier: flag,
  addresses: z.array(z.strictObject({ country: country.optional(), county: text, municipality: text, city: text, street: text, zipcode: text })).optional(),
  means_of_contact: z.strictObject({ mobile: texts, phone: texts, email: texts, website: texts, skype: texts, fax: texts }).partial().optional(),
});

function contactFields({ name, lastname, contact_type, id_code, vatno, is_client, is_supplier, addresses, means_of_contact: means }: z.infer<typeof writable>): Partial<ScoroContact> {
  const given: Partial<Record<keyof ScoroContact, unknown>> = {
    name, lastname, type: contact_type, idCode: id_code, vatno, isClient: is_client, isSupplier: is_supplier,
    addresses: addresses?.map((address) => ({ country: '', county: '', municipality: '', city: '', street: '', zipcode: '', ...address })),
    email: means && (means.email ?? []), phone: means && (means.phone ?? []), website: means && (means.website ?? []),
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

/** A contact needs a name, a person one of its two; the type is fixed once it is there. */
function modify(request: Request): Answer {
  const fields = contactFields(parsedFields(request, writable));
  const { site } = request;
  if (request.id === 0) {
    if (!fields.name) throw new ScoroError('Field name is required');
    if (fields.lastname && fields.type !== 'person') throw new ScoroError('Field lastname is for persons');
    return { data: writeContact(site.addContact({ isClient: false, ...fields })) };
  }
  const before = site.state.contacts.find(({ contactId, deleted }) => contactId === request.id && !deleted);
  if (!before) throw new ScoroError('Contact not found', 404);
  if (fields.type && fields.type !== before.type) throw new ScoroError('Field contact_type cannot be changed');
  return { data: writeContact(site.changeContact(request.id, fields)) };
}

/** Contacts: companies and people, customers and suppliers alike. */
export const contacts: Module = {
  list: listOf(
    ({ site, body }) => site.state.contacts.filter((contact) => body.include_deleted === '1' || !contact.deleted),
    {
      contact_id: { value: (row) => String(row.contactId) },
      name: { value: (row) => row.name },
      contact_type: { value: (row) => row.type },
      modified_date: { value: (row) => row.modified.slice(0, 19).replace('T', ' '), range: true },
    },
    writeContact,
  ),
  view: viewOf(
    ({ site }) => site.state.contacts,
    (row) => row.contactId,
    writeContact,
    new ScoroError('Contact not found', 404),
  ),
  modify,
};
