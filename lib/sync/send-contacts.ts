import type { Contact, ContactRole } from '../model/contact';
import type { Day } from '../model/dates';
import { room } from '../net/budget';
import { CallFailure } from '../net/failure';
import { readBudget } from '../storage/budgets';
import { Blocked } from './blocked';
import { contactHost, resolveContact, type ContactErrand } from './contacts';
import { note, noteConnection, type SyncContext } from './context';
import { goes } from './directions';
import { OutcomeUnknown } from './once';
import type { Session } from './session';

/** Calls of the ledger's minute that contacts leave to documents and to what people press. */
const keptForOthers = 15;

/** What a contact by itself is wanted for: the company's own currency, where no document names another. */
const useOf = ({ connection }: Session, role: ContactRole) => ({ role, currency: connection.companyCurrency ?? '' });

const isKnown = async (context: SyncContext, session: Session, id: string, role: ContactRole): Promise<boolean> =>
  (await context.database.mappings.get([session.connection.id, 'contact', contactHost(context, session.connection, id, useOf(session, role))])) !== undefined;

/** Sends one contact in a role, without a document: finds it in the ledger or creates it there, once. Throws Blocked when it is for the user to say, CallFailure when it could not be done, OutcomeUnknown while it cannot be told. */
export async function sendContact(context: SyncContext, session: Session, contact: { id: string; name: string }, role: ContactRole, read?: Contact): Promise<void> {
  const { id } = session.connection;
  const errand: ContactErrand = { id: `${id}/contact/${contact.id}/${role}`, connection: id, decisions: {}, document: { kind: 'contact', id: contact.id } };
  await resolveContact(context, session, errand, contact, useOf(session, role), read);
}

/**
 * Sends the contacts of the chosen bookmark that the ledger is not known to have: those changed since the start date, in a run
 * for news since `changedSince`. As many as the ledger's minute leaves room for; returns how many are left for the next run.
 * Contacts that are neither customer nor supplier are passed over. What is for the user to say is in the journal.
 */
export async function sendContacts(context: SyncContext, session: Session, changedSince: Day | null): Promise<number> {
  const { connection } = session;
  const { sync } = connection;
  const bookmark = sync.bookmarks?.contacts;
  if (bookmark === undefined || !sync.contacts || !goes(context, connection, 'contacts', 'to-ledger') || !session.host.contactsIn) return 0;
  const since = changedSince !== null && changedSince > sync.startDate ? changedSince : sync.startDate;
  const listed = (await session.host.contactsIn(bookmark, since)).flatMap((contact) => contact.roles.map((role) => ({ contact, role })));
  const known = await Promise.all(listed.map(({ contact, role }) => isKnown(context, session, contact.id, role)));
  const todo = listed.filter((_, index) => !known[index]);
  const ledger = context.ledgerOf(connection.ledger.system);
  let unsettled = 0;
  for (const [index, { contact, role }] of todo.entries()) {
    const { calls } = room(await readBudget(context.database, ledger.budgetKey(connection.ledger)), ledger.budget, context.now());
    if (calls <= keptForOthers) {
      await noteConnection(context, connection, 'contacts', `${todo.length - index} contacts are left for the next run: ${ledger.name} allows no more calls for now.`, 'info');
      return todo.length - index;
    }
    await sendContact(context, session, contact, role, contact).catch(async (error: unknown) => {
      if (!(error instanceof Blocked || error instanceof OutcomeUnknown || (error instanceof CallFailure && error.kind === 'refused'))) throw error;
      if (error instanceof OutcomeUnknown) unsettled += 1;
      const what = error instanceof Blocked ? `${error.message} It is asked once a document of this contact is sent.` : error.message;
      await note(context, { id: '', connection: connection.id, document: { kind: 'contact', id: contact.id } }, 'contact-open', what, 'warn');
    });
  }
  return unsettled;
}
