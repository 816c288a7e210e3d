import { ScoroError } from '../envelope';
import { spellingOf } from '../spelling';
import type { ScoroContact } from '../types';
import { listOf, viewOf, type Module } from './module';

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
};
