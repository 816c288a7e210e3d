import type { HostContact } from '../hosts/writing';
import type { ContactUse } from '../ledgers/ledger';
import type { Contact, ContactRole } from '../model/contact';
import type { MappingRow } from '../storage/rows';
import { contactHost, resolveContact, type ContactErrand } from './contacts';
import { note, type SyncContext } from './context';
import { goes } from './directions';
import { changedFields, contactFields, hashesOfFields } from './sent-fields';
import type { Session } from './session';
import { walk, type Pace } from './walking';

/** What a contact by itself is wanted for: the company's own currency, where no document names another. */
const useOf = ({ connection }: Session, role: ContactRole): ContactUse => ({ role, currency: connection.companyCurrency ?? '' });

/**
 * What a contact of the host's list is wanted for: each of its roles, or, where it has none, what the settings say such a
 * contact becomes. Empty where it stays in the host. Pure.
 */
export function usesOf(roles: readonly ContactRole[], status: string | undefined, currency: string): ContactUse[] {
  if (roles.length > 0) return roles.map((role) => ({ role, currency }));
  if (status === undefined) return [];
  return status === 'customer' || status === 'supplier' ? [{ role: status, currency }] : [{ role: 'customer', currency, status }];
}

const errandOf = ({ connection: { id } }: Session, contact: string): ContactErrand => ({ id: `${id}/contact/${contact}`, connection: id, decisions: {}, document: { kind: 'contact', id: contact } });

/** Sends one contact in a role, without a document: finds it in the ledger or creates it there, once. Throws Blocked when it is for the user to say, CallFailure when it could not be done, OutcomeUnknown while it cannot be told. */
export async function sendContact(context: SyncContext, session: Session, contact: { id: string; name: string }, role: ContactRole, read?: Contact): Promise<void> {
  await resolveContact(context, session, errandOf(session, `${contact.id}/${role}`), contact, useOf(session, role), read);
}

/** The mappings of a contact, whatever it is kept for. */
async function mappingsOf({ database }: SyncContext, connection: string, id: string): Promise<MappingRow[]> {
  const rows = await database.mappings.where('[connection+kind+host]').between([connection, 'contact', id], [connection, 'contact', `${id}/\uffff`]).toArray();
  return rows.filter(({ host }) => host === id || host.startsWith(`${id}/`));
}

const lacksRole = (row: MappingRow | undefined, { role, status }: ContactUse): boolean => !row || (status === undefined && row.sent?.roles !== undefined && !row.sent.roles.includes(role));

/** What there is to do for one contact: uses the ledger is not known to have it for, and mappings whose fields changed here since they were sent. */
async function errandsOf(context: SyncContext, session: Session, contact: HostContact): Promise<{ uses: ContactUse[]; changes: { row: MappingRow; change: Partial<Contact> }[]; hashes: Record<string, string> }> {
  const { connection } = session;
  const { capabilities } = context.ledgerOf(connection.ledger.system);
  const status = capabilities.contactStatuses.find(({ id }) => id === connection.sync.contactStatus)?.id;
  const rows = await mappingsOf(context, connection.id, contact.id);
  const uses = usesOf(contact.roles, status, connection.companyCurrency ?? '').filter((use) => lacksRole(rows.find(({ host }) => host === contactHost(context, connection, contact.id, use)), use));
  const fields = contactFields(contact);
  const hashes = await hashesOfFields(fields);
  // What was never sent by us may be other than the host's by somebody's wish: from now on it is known.
  await Promise.all(rows.filter(({ sent }) => !sent).map((row) => context.database.mappings.update([row.connection, row.kind, row.host], { sent: { fields: hashes } })));
  const changes = rows.flatMap((row) => (row.sent ? [{ row, change: changedFields(fields, hashes, row.sent.fields) }] : [])).filter(({ change }) => Object.keys(change).length > 0);
  return { uses, changes: session.ledger.updateContact ? changes : [], hashes };
}

const words: Readonly<Partial<Record<keyof Contact, string>>> = { name: 'name', vatNumber: 'VAT number', registrationNumber: 'registration number', email: 'e-mail', phone: 'phone', website: 'website', address: 'address' };

/** Brings a contact's changed fields to the ledger. Those that somebody changed there alone are not among them. */
async function updateContact(context: SyncContext, session: Session, contact: HostContact, row: MappingRow, change: Partial<Contact>, hashes: Record<string, string>): Promise<void> {
  const { connection } = session;
  const { left = [] } = (await session.ledger.updateContact?.(row.ledger, change)) ?? {};
  const sent = { ...row.sent, fields: { ...row.sent?.fields, ...hashes } };
  await context.database.mappings.update([row.connection, row.kind, row.host], { sent, hostName: contact.name, ...(change.name !== undefined && !left.includes('name') && { ledgerName: change.name }), updatedAt: context.now() });
  const listed = (fields: readonly string[]): string => fields.map((field) => words[field as keyof Contact] ?? field).join(', ');
  const written = Object.keys(change).filter((field) => !(left as readonly string[]).includes(field));
  const ledgerName = context.ledgerOf(connection.ledger.system).name;
  const sentences = [
    written.length > 0 ? `${contact.name} is updated in ${ledgerName}: ${listed(written)}.` : '',
    left.length > 0 ? `What ${ledgerName} has as the ${listed(left)} of ${contact.name} stays: it has no place for another, or cannot change it.` : '',
  ];
  await note(context, errandOf(session, contact.id), 'contact', sentences.filter(Boolean).join(' '), written.length > 0 ? 'ok' : 'info');
}

/**
 * Sends the host's customers and suppliers that were changed since the start date, those of the chosen bookmark only where
 * there is one, and brings what changed of those that the ledger has. As far as the limits allow; false where some are left.
 * Contacts that are neither become what the settings say, or stay. What is for the user to say is in the journal.
 */
export async function sendContacts(context: SyncContext, session: Session, pace: Pace): Promise<boolean> {
  const { connection, host } = session;
  const bookmark = connection.sync.bookmarks?.contacts;
  const { listContacts } = host;
  if (!connection.sync.contacts || !goes(context, connection, 'contacts', 'to-ledger') || !listContacts) return true;
  return walk<HostContact>(context, session, {
    ...pace, kind: 'contacts', noun: 'contact', isBookmarked: bookmark !== undefined,
    page: (since, page) => listContacts.call(host, since, page, bookmark),
    id: ({ id }) => id,
    isDue: async (contact) => {
      const { uses, changes } = await errandsOf(context, session, contact);
      return uses.length + changes.length > 0;
    },
    async send(contact) {
      const { uses, changes, hashes } = await errandsOf(context, session, contact);
      for (const use of uses) await resolveContact(context, session, errandOf(session, contact.id), contact, use, contact);
      for (const { row, change } of changes) await updateContact(context, session, contact, row, change, hashes);
    },
    blocked: 'It is asked once a document of this contact is sent.',
  });
}
