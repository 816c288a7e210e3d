import type { Contact, ContactRole } from '../../model/contact';
import { CallFailure } from '../../net/failure';
import type { ContactUse, LedgerCompany, LedgerContact } from '../ledger';
import { absent, refuse, type Client } from './client';
import { checkCurrency } from './company';
import { readRaw } from './faults';
import { partyId, readPartyId } from './ids';
import { evenRenamed, namesFor, partyName, withoutMark } from './names';
import { toParty, toPartyChange } from './party';
import { evenInactive, isOneOf, sameText } from './query';
import type { Traits } from './traits';
import { customers, vendors, type Entity, type RowOf } from './wire';

type Row = RowOf<typeof customers>;

const entities: Readonly<Record<ContactRole, Entity<Row>>> = { customer: customers, supplier: vendors };
const otherRole = (role: ContactRole): ContactRole => (role === 'customer' ? 'supplier' : 'customer');

/** Tax numbers come back masked, so a contact is known by its name alone. */
function toContact(role: ContactRole, row: Row): LedgerContact {
  const contact = { id: partyId(role, row.Id), code: '', name: row.DisplayName, vatNumber: '', roles: [role] };
  return row.Active === false ? { ...contact, unusable: 'It is inactive in QuickBooks Online' } : contact;
}

const hasCurrency = (row: Row, currency: string): boolean => row.CurrencyRef === undefined || row.CurrencyRef.value === currency;
const isNameTaken = (failure: unknown): boolean => failure instanceof CallFailure && failure.kind === 'refused' && readRaw(failure.detail.raw ?? '').some(({ code }) => code === '6240');

/** Customers and vendors: records of their own, each in one currency for ever. */
export function contactsOf(client: Client, traitsOf: () => Promise<Traits>): Pick<LedgerCompany, 'findContacts' | 'readContact' | 'createContact' | 'updateContact' | 'giveRole'> {
  async function byNames(role: ContactRole, names: readonly string[], purpose: string): Promise<Row[]> {
    const { rows } = await client.list(entities[role], [isOneOf('DisplayName', evenRenamed(names)), evenInactive], purpose);
    return rows.filter((row) => names.some((name) => sameText(withoutMark(row.DisplayName), name)));
  }

  async function create(contact: Contact, use: ContactUse, name: string, traits: Traits): Promise<LedgerContact> {
    const row = await client.write(entities[use.role], toParty(contact, use, name, traits), `create the ${use.role}`);
    if (hasCurrency(row, use.currency)) return toContact(use.role, row);
    throw refuse('currency-ignored', `QuickBooks Online made ${row.DisplayName} in ${row.CurrencyRef?.value ?? 'another currency'} instead of ${use.currency}.`, entities[use.role].endpoint);
  }

  /** The plainest name that nobody holds; null where the very party that is wanted holds one, or nothing is free. */
  async function freeName(contact: Contact, use: ContactUse): Promise<string | null> {
    const names = namesFor(contact.name, use);
    const all = Object.values(names);
    const purpose = 'see who has the name';
    const [same, others] = await Promise.all([byNames(use.role, all, purpose), byNames(otherRole(use.role), all, purpose)]);
    if (same.some((row) => row.Active !== false && hasCurrency(row, use.currency))) return null;
    const isTaken = (name: string) => [...same, ...others].some((row) => sameText(row.DisplayName, name));
    const isOwnKind = same.some((row) => sameText(row.DisplayName, names.plain));
    const wanted = isOwnKind ? [names.byCurrency, names.byBoth] : [names.byRole, names.byBoth];
    return wanted.find((name) => !isTaken(name)) ?? null;
  }

  return {
    async findContacts(by, use) {
      if (!('name' in by) || by.name.trim() === '') return [];
      const { plain, ...marked } = namesFor(by.name, use);
      const rows = await byNames(use.role, [plain, ...Object.values(marked)], 'look for a contact by name');
      const fitting = rows.filter((row) => hasCurrency(row, use.currency));
      // One of the very name leaves no question; the marks are for where there is none.
      const own = fitting.filter((row) => row.Active !== false && sameText(row.DisplayName, plain));
      return (own.length > 0 ? own : fitting).map((row) => toContact(use.role, row));
    },
    async readContact(id) {
      const party = readPartyId(id);
      if (!party) throw absent('customers and vendors', id);
      return toContact(party.role, await client.get(entities[party.role], party.id, 'read the contact'));
    },
    async createContact(contact, use) {
      const traits = await traitsOf();
      checkCurrency(traits, use.currency);
      try {
        return await create(contact, use, partyName(contact.name), traits);
      } catch (failure) {
        if (!isNameTaken(failure)) throw failure;
        const name = await freeName(contact, use);
        if (name === null) throw failure;
        return create(contact, use, name, traits);
      }
    },
    async updateContact(id, change) {
      const party = readPartyId(id);
      if (!party) throw absent('customers and vendors', id);
      const { fields, left } = toPartyChange(change, party.role, await traitsOf());
      if (Object.keys(fields).length === 0) return { left };
      const { Id, SyncToken } = await client.get(entities[party.role], party.id, 'read the contact');
      await client.write(entities[party.role], { Id, SyncToken, sparse: true, ...fields }, `update the ${party.role}`);
      return { left };
    },
    async giveRole(id, role) {
      if (readPartyId(id)?.role === role) return;
      throw refuse('contact-role', 'In QuickBooks Online a customer and a vendor are records of their own: none becomes the other.');
    },
  };
}
