import type { ContactUse, LedgerContact } from '../ledgers/ledger';
import type { Contact, ContactRole } from '../model/contact';
import type { Problem } from '../model/problem';
import type { ConnectionRow, JobRow, MappingRow, SentRow } from '../storage/rows';
import { Blocked } from './blocked';
import { note, type SyncContext } from './context';
import { sameName } from './names';
import { createOnce, windowOf } from './once';
import { openHostFix, problem, retryFix } from './problems';
import { contactFields, hashesOfFields } from './sent-fields';
import type { Session } from './session';
import { withShared } from './shared-reads';
import { triedContact } from './tried';

const digits = (vatNumber: string): string => vatNumber.toUpperCase().replace(/[^A-Z0-9]/g, '');

/**
 * Which of the candidates is the contact? One found by code or VAT number is it; one found by name alone is it unless its
 * VAT number says otherwise. Several are for the user.
 */
export function judgeContacts(contact: Contact, by: 'code' | 'vatNumber' | 'name', found: readonly LedgerContact[]): { it: LedgerContact } | { ask: readonly LedgerContact[] } | null {
  if (found.length === 0) return null;
  const active = found.filter((candidate) => !candidate.unusable);
  const [only] = active;
  if (!only || active.length > 1) return { ask: found };
  const otherVat = contact.vatNumber && only.vatNumber && digits(contact.vatNumber) !== digits(only.vatNumber);
  if (by === 'name' && otherVat) return { ask: found };
  if (by === 'code' && !sameName(only.name, contact.name) && !sharesWord(only.name, contact.name)) return { ask: found };
  return { it: only };
}

/** A code alone may belong to somebody else: at least a word of the name must be the same. */
function sharesWord(a: string, b: string): boolean {
  const words = (text: string) => text.toLocaleLowerCase().split(/[^\p{L}\p{N}]+/u).filter((word) => word.length > 3);
  const others = new Set(words(b));
  return words(a).some((word) => others.has(word));
}

function ambiguous(contact: Contact, found: readonly LedgerContact[], ledgerName: string, role: ContactRole, host: string): Problem {
  const choices = found.map((candidate) => ({
    value: candidate.id,
    label: `${candidate.code} ${candidate.name}`.trim(),
    detail: [candidate.vatNumber, candidate.unusable].filter(Boolean).join(', ') || (candidate.roles.join(', ') || 'no role yet'),
  }));
  return problem(
    'contact-ambiguous',
    `Which ${role} in ${ledgerName} is ${contact.name}?`,
    [
      { id: 'link-contact', label: 'Link…', best: true, action: { type: 'map', kind: 'contact', host }, choices },
      { id: 'create-contact', label: 'Create', action: { type: 'create-contact' } },
    ],
    found.length === 1 ? 'One account looks like it, but not for certain. You are asked once.' : `${found.length} accounts fit. You are asked once.`,
  );
}

async function look(session: Session, contact: Contact, ledgerName: string, use: ContactUse, host: string, mayAsk: boolean): Promise<LedgerContact | null> {
  const keys: { by: 'code' | 'vatNumber' | 'name'; value: string | undefined }[] = [
    { by: 'code', value: contact.code },
    { by: 'vatNumber', value: contact.vatNumber },
    { by: 'name', value: contact.name },
  ];
  for (const { by, value } of keys) {
    if (!value) continue;
    const found = await session.ledger.findContacts(by === 'code' ? { code: value } : by === 'vatNumber' ? { vatNumber: value } : { name: value }, use);
    const judged = judgeContacts(contact, by, found);
    if (judged && 'it' in judged) return judged.it;
    if (judged && mayAsk) throw new Blocked([ambiguous(contact, judged.ask, ledgerName, use.role, host)]);
  }
  return null;
}

/** The host name of a contact's mapping: its id, and the use it is for where the ledger keeps a record for each. */
export function contactHost(context: SyncContext, { ledger }: ConnectionRow, id: string, use: ContactUse): string {
  const key = context.ledgerOf(ledger.system).capabilities.contactKey(ledger, use);
  return key === '' ? id : `${id}/${key}`;
}

/** The mapping of a contact for that use: its own, or one written by hand that says which use it is for. */
export async function contactMapping(context: SyncContext, connection: ConnectionRow, id: string, use: ContactUse): Promise<MappingRow | undefined> {
  const { contactIdOf } = context.ledgerOf(connection.ledger.system);
  const own = contactHost(context, connection, id, use);
  for (const host of new Set([own, id])) {
    const row = await context.database.mappings.get([connection.id, 'contact', host]);
    if (row && !contactIdOf) return row;
    const ledger = row && contactIdOf ? contactIdOf(connection.ledger, row.ledger, use, host === own) : null;
    if (row && ledger) return { ...row, ledger };
  }
  return undefined;
}

function mappingOf(session: Session, contact: { name: string }, host: string, found: LedgerContact, origin: MappingRow['origin'], sent: SentRow['fields'], now: number): MappingRow {
  return { connection: session.connection.id, kind: 'contact', host, hostName: contact.name, ledger: found.id, ledgerName: found.name, origin, used: 0, updatedAt: now, sent: { fields: sent, roles: found.roles } };
}

/** A contact that is known, and known to lack the role it is wanted for: it went over for something else. */
async function giveKnown(context: SyncContext, session: Session, job: ContactErrand, known: MappingRow, { role, status }: ContactUse): Promise<void> {
  const roles = known.sent?.roles;
  const lacksRole = status === undefined && roles !== undefined && !roles.includes(role);
  if (!lacksRole && !job.decisions.giveRole) return;
  await session.ledger.giveRole(known.ledger, role);
  if (!lacksRole || !known.sent) return;
  await context.database.mappings.update([known.connection, known.kind, known.host], { sent: { ...known.sent, roles: [...roles, role] } });
  await note(context, job, 'contact', `${known.ledgerName ?? known.hostName ?? 'The contact'} is now a ${role} in ${context.ledgerOf(session.connection.ledger.system).name}.`);
}

function checkContact(contact: Contact, hostName: string): void {
  if (contact.name.trim() === '') {
    throw new Blocked([problem('contact-name-missing', 'The contact of this document has no name.', [openHostFix(hostName), retryFix()])]);
  }
}

/** What a contact is wanted for: a document's job, or the contact by itself. */
export type ContactErrand = Pick<JobRow, 'id' | 'connection' | 'decisions'> & { document: { kind: string; id: string } };

async function withRole(context: SyncContext, session: Session, job: ContactErrand, found: LedgerContact, { role, status }: ContactUse, ledgerName: string): Promise<LedgerContact> {
  if (status !== undefined || found.unusable || found.roles.includes(role)) return found;
  await session.ledger.giveRole(found.id, role);
  await note(context, job, 'contact', `${found.name} is now a ${role} in ${ledgerName}.`);
  return { ...found, roles: [...found.roles, role] };
}

/**
 * The ledger's id of the document's customer or supplier: by the stored link without any call, else read from the host,
 * looked for by code, VAT number and name, and created when there is none. Throws Blocked when it is for the user to say.
 * `read`: the contact, where the host has given it already.
 */
export async function resolveContact(context: SyncContext, session: Session, job: ContactErrand, reference: { id: string; name: string }, use: ContactUse, read?: Contact): Promise<string> {
  const { connection } = session;
  const host = contactHost(context, connection, reference.id, use);
  const known = await contactMapping(context, connection, reference.id, use);
  if (known) {
    await giveKnown(context, session, job, known, use);
    return known.ledger;
  }
  const resolve = (contact: Contact): Promise<string> => resolveRead(context, session, job, contact, use, host);
  return read ? resolve(read) : withShared(context, `${connection.id}/contact/${reference.id}`, () => session.host.readContact(reference.id), resolve);
}

/** The same of a contact that was read. `host`: the name its mapping is kept under. */
async function resolveRead(context: SyncContext, session: Session, job: ContactErrand, contact: Contact, use: ContactUse, host: string): Promise<string> {
  const { connection } = session;
  const { role } = use;
  const { name: ledgerName, capabilities } = context.ledgerOf(connection.ledger.system);
  checkContact(contact, context.hostOf(connection.host.system).name);
  // Reckoned before it is stored: what waits for anything else would end the transaction.
  const sent = await hashesOfFields(contactFields(contact));

  const found = await createOnce<LedgerContact>(context, {
    key: `${connection.id}/contact/${host}`,
    connection: connection.id,
    company: connection.ledger.company,
    job: job.id,
    priority: session.priority,
    contentHash: '',
    search: { name: contact.name, vatNumber: contact.vatNumber ?? null, code: contact.code ?? null },
    window: windowOf(capabilities),
    mayRepeat: (tried) => capabilities.uniqueNames && triedContact(tried).name === contact.name,
    find: async (tried) => {
      // Another document of the same contact may have settled it while this one waited for its turn.
      const settled = await context.database.mappings.get([connection.id, 'contact', host]);
      if (settled) await giveKnown(context, session, job, settled, use);
      if (settled) return { id: settled.ledger, code: '', name: settled.ledgerName ?? contact.name, vatNumber: '', roles: [role] };
      const candidate = await look(session, { ...contact, ...triedContact(tried) }, ledgerName, use, host, !job.decisions.createContact);
      // Before it is remembered: of a contact that is known, nobody asks again whether it has its role.
      return candidate && withRole(context, session, job, candidate, use, ledgerName);
    },
    create: () => session.ledger.createContact(contact, use),
    settle: async (it, how) => {
      const settled = await context.database.mappings.get([connection.id, 'contact', host]);
      if (settled?.ledger !== it.id) await context.database.mappings.put(mappingOf(session, contact, host, it, how === 'created' ? 'created' : 'name', sent, context.now()));
    },
  });
  if (found.unusable) {
    await context.database.mappings.delete([connection.id, 'contact', host]);
    throw new Blocked([
      problem('contact-unusable', `${found.name} cannot be booked on in ${ledgerName}: ${found.unusable}.`, [
        { id: 'create-contact', label: 'Create another', action: { type: 'create-contact' } },
        retryFix(),
      ]),
    ]);
  }
  await withRole(context, session, job, found, use, ledgerName);
  await note(context, job, 'contact', `${contact.name} is ${`${found.code} ${found.name}`.trim()} in ${ledgerName}.`);
  return found.id;
}
