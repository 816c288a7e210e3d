import { dayOf } from '../../model/dates';
import type { LedgerCompany, LedgerContact } from '../ledger';
import type { Client } from './client';
import { fromContact, fromContactChange, roleFields, toContact } from './masters';
import { accountCode, text } from './odata';
import { accounts } from './wire';

type Key = Parameters<LedgerCompany['findContacts']>[0];

/** Customers and suppliers: both are crm/Accounts, told apart by Status and IsSupplier. */
export function contactsOf(client: Client): Pick<LedgerCompany, 'findContacts' | 'readContact' | 'createContact' | 'updateContact' | 'giveRole'> {
  const contact = (row: Parameters<typeof toContact>[0]): LedgerContact => toContact(row, dayOf(Date.now()));
  return {
    async findContacts(by) {
      const filter = contactFilter(by);
      if (filter === null) return [];
      return (await client.list(accounts, filter, `look for a contact by ${'code' in by ? 'code' : 'vatNumber' in by ? 'VAT number' : 'name'}`)).map(contact);
    },
    readContact: async (id) => contact(await client.get(accounts, id, 'read the contact')),
    createContact: async (wanted, { role, status }) => contact(await client.create(accounts, fromContact(wanted, role, status), `create the ${status === undefined ? role : 'contact'}`)),
    async updateContact(id, change) {
      const fields = fromContactChange(change);
      if (Object.keys(fields).length > 0) await client.change(accounts, id, fields, 'update the contact');
      return { left: [] };
    },
    giveRole: (id, role) => client.change(accounts, id, roleFields(role), `make the contact a ${role}`),
  };
}

/** The filter of a search; null where nothing could match. An empty value would match every account that lacks one. */
export function contactFilter(by: Key): string | null {
  if ('code' in by) {
    const code = accountCode(by.code);
    return code === null ? null : `Code eq ${text(code)}`;
  }
  if ('name' in by) return by.name.trim() === '' ? null : `Name eq ${text(by.name.trim())}`;
  return vatFilter(by.vatNumber.trim());
}

/** A VAT number is written with and without dots and spaces: both forms are asked for at once. */
function vatFilter(vatNumber: string): string | null {
  const bare = vatNumber.replace(/[\s.\-/]/g, '').toUpperCase();
  if (bare === '') return null;
  return [...new Set([vatNumber, bare])].map((value) => `VATNumber eq ${text(value)}`).join(' or ');
}
