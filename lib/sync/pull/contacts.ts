import type { HostContact, NewContact } from '../../hosts/writing';
import type { SourceContact } from '../../ledgers/source';
import type { Problem } from '../../model/problem';
import type { BroughtRow, ConnectionRow, MappingRow } from '../../storage/rows';
import { Blocked } from '../blocked';
import { contactHost } from '../contacts';
import { noteConnection, type SyncContext } from '../context';
import { foldName } from '../names';
import { createOnce } from '../once';
import { problem, retryFix } from '../problems';
import type { Session } from '../session';
import { hashOfHostContact, hashOfSourceContact } from './contents';
import type { Directory } from './directory';
import { judgeHostContacts } from './names';
import { sourceOf, writingOf } from './writing';

/** What brings records over: the job it is done for, and where the host is looked in first. */
export interface Bringing {
  job: string;
  directory: Directory;
}

/** A contact as the host's documents name it. */
export interface BroughtContact {
  id: string;
  isPerson: boolean;
}

/** The mapping that leads to one of the ledger's records; there is one for each. */
export const mappingOf = ({ database }: SyncContext, connection: string, kind: 'contact' | 'product', ledger: string): Promise<MappingRow | undefined> =>
  database.mappings
    .where('[connection+kind]')
    .equals([connection, kind])
    .filter((row) => row.ledger === ledger)
    .first();

/** The host's id within a mapping's host name: what follows says what the ledger keeps it for. */
export const hostIdOf = ({ host }: Pick<MappingRow, 'host'>): string => host.split('/')[0] ?? host;

const known = (row: MappingRow): BroughtContact => ({ id: hostIdOf(row), isPerson: row.brought?.isPerson === true });

function ambiguous({ id, contact, role, currency }: SourceContact, found: readonly HostContact[], context: SyncContext, connection: ConnectionRow): Problem {
  const hostName = context.hostOf(connection.host.system).name;
  const choices = found.map((candidate) => ({ value: candidate.id, label: candidate.name, detail: [candidate.email, candidate.address?.city].filter(Boolean).join(', ') || candidate.roles.join(', ') }));
  const suffix = contactHost(context, connection, '', { role, currency });
  return problem('host-contact-ambiguous', `Which contact in ${hostName} is ${contact.name}?`, [{ id: 'link-contact', label: 'Link…', best: true, action: { type: 'map-back', kind: 'contact', ledger: id, suffix }, choices }, retryFix()],
    `${found.length} contacts have this name. You are asked once.`);
}

interface Found {
  contact: HostContact;
  brought: BroughtRow;
}

/** One that serves the contact's role, too: a role is added, never taken away. */
async function withRole(session: Session, { role }: SourceContact, found: HostContact): Promise<HostContact> {
  return found.roles.includes(role) ? found : writingOf(session).updateContact(found.id, {}, [role]);
}

/** The contact is created in the host, or found there by its name; once, whatever happens. Throws Blocked where several fit. */
async function create(context: SyncContext, session: Session, source: SourceContact, { job, directory }: Bringing): Promise<BroughtContact> {
  const { connection } = session;
  const writing = writingOf(session);
  const hostName = context.hostOf(connection.host.system).name;
  if (source.contact.name === '') throw new Blocked([problem('contact-name-missing', 'A contact without a name cannot be brought.', [retryFix()])]);
  let how: 'found' | 'created' = 'found';
  // Reckoned before it is stored: what waits for anything else would end the transaction.
  const withHashes = async (contact: HostContact): Promise<Found> => ({ contact, brought: { ledger: await hashOfSourceContact(source), host: await hashOfHostContact(contact), isPerson: contact.person !== undefined } });
  const once = () => createOnce<Found>(context, {
    key: `${connection.id}/host-contact/${source.id}`,
    connection: connection.id,
    company: connection.ledger.company,
    job,
    priority: session.priority,
    contentHash: '',
    search: { name: source.contact.name },
    window: writing.consistencyWindow,
    find: async (tried) => {
      // The other role of the same name may have made it a moment ago, or a lost answer: then what was read before says nothing.
      const candidates = await (tried ? writing.listContacts(source.contact) : directory.contacts(source.contact));
      const judged = judgeHostContacts(source, candidates);
      if (judged.is === 'several') throw new Blocked([ambiguous(source, judged.found, context, connection)]);
      return judged.is === 'it' ? withHashes(await withRole(session, source, judged.it)) : null;
    },
    create: async () => {
      const contact = await writing.createContact(source.contact, source.role);
      directory.made(contact);
      return withHashes(contact);
    },
    settle: async ({ contact, brought }, outcome) => {
      how = outcome;
      await context.database.mappings.put({
        connection: connection.id, kind: 'contact', host: contactHost(context, connection, contact.id, source), hostName: contact.name, ledger: source.id, ledgerName: source.contact.name,
        origin: outcome === 'created' ? 'created' : 'name', used: 0, updatedAt: context.now(),
        brought,
      });
    },
  });
  // A customer and a supplier of one name are two records there and one here: the second is to find the first.
  const { contact: found } = await context.exclusively(`host-contact:${connection.id}/${foldName(source.contact.name)}`, once);
  await noteConnection(context, connection, 'brought', how === 'found' ? `${source.contact.name} is in ${hostName} already.` : `${source.contact.name} is created in ${hostName}.`, 'info');
  return { id: found.id, isPerson: found.person !== undefined };
}

const saysAll = (contact: Partial<NewContact>, host: HostContact): boolean =>
  Object.entries(contact).every(([field, value]) => JSON.stringify(value) === JSON.stringify(host[field as keyof HostContact]));

/** What changed in the ledger is written to the host, unless somebody changed the contact there as well. */
async function update(context: SyncContext, session: Session, source: SourceContact, row: MappingRow, ledger: string): Promise<void> {
  const { connection } = session;
  const hostName = context.hostOf(connection.host.system).name;
  const remember = async (host?: HostContact) => {
    const hash = host && (await hashOfHostContact(host));
    await context.database.mappings.update([row.connection, row.kind, row.host], { brought: { ...row.brought, ledger, ...(hash && { host: hash }) }, updatedAt: context.now() });
  };
  // Of what was never brought nobody knows how the host's side was then: it is left as it is.
  if (!row.brought?.host || !source.active) return remember();
  const host: HostContact = { ...(await session.host.readContact(hostIdOf(row))), roles: [] };
  const isPerson = host.person !== undefined;
  const { name, person, ...rest } = source.contact;
  // A person does not become a company; then the name stays as it is.
  const wanted = isPerson === (person !== undefined) ? source.contact : rest;
  if (saysAll(wanted, host)) return remember(host);
  if ((await hashOfHostContact(host)) !== row.brought.host) {
    await remember();
    await noteConnection(context, connection, 'left', `${name} was changed on both sides; ${hostName} is left as it is.`, 'warn');
    return;
  }
  await remember(await writingOf(session).updateContact(host.id, wanted, []));
  await noteConnection(context, connection, 'brought', `${name} is updated in ${hostName}.`, 'info');
}

/** The host's contact for one of the ledger's: brought up to date, found, or created. Throws Blocked when it is for the user to say. */
export async function bringContact(context: SyncContext, session: Session, source: SourceContact, bringing: Bringing): Promise<BroughtContact> {
  const row = await mappingOf(context, session.connection.id, 'contact', source.id);
  if (!row) return create(context, session, source, bringing);
  const ledger = await hashOfSourceContact(source);
  if (row.brought?.ledger !== ledger) await update(context, session, source, row, ledger);
  return known(row);
}

/** The same for a contact that a document names: what is known costs no call. */
export async function contactFor(context: SyncContext, session: Session, id: string, bringing: Bringing): Promise<BroughtContact> {
  const row = await mappingOf(context, session.connection.id, 'contact', id);
  if (row) return row.brought?.isPerson === undefined ? withKind(context, session, row) : known(row);
  return bringContact(context, session, await sourceOf(session).readContact(id), bringing);
}

/** Of one that was sent before nobody asked whether it is a person: once. */
async function withKind(context: SyncContext, session: Session, row: MappingRow): Promise<BroughtContact> {
  const contact = await session.host.readContact(hostIdOf(row));
  const isPerson = contact.person !== undefined;
  await context.database.mappings.update([row.connection, row.kind, row.host], { brought: { ledger: '', ...row.brought, isPerson } });
  return { id: hostIdOf(row), isPerson };
}
