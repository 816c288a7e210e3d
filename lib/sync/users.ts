import type { HostUser } from '../hosts/host';
import type { ConnectionRow } from '../storage/rows';
import type { SyncContext } from './context';
import { sameUser } from './seen-by';
import { openSession } from './session';

/** Reads the host's users and keeps them for the choice. Throws CallFailure when the host cannot be asked. */
export async function readUsers(context: SyncContext, connection: ConnectionRow): Promise<void> {
  const session = await openSession(context, connection);
  if (!session.host.users) throw new Error(`${context.hostOf(connection.host.system).name} does not tell who its users are. Type their e-mail addresses instead.`);
  const people = byName(await session.host.users());
  await context.database.connections.update(connection.id, { people });
}

const byName = (people: HostUser[]): HostUser[] => [...people].sort((a, b) => a.name.localeCompare(b.name) || a.email.localeCompare(b.email));

/** Says which of the host's users works in this browser; an empty text, that nobody said. */
export async function setMe(context: SyncContext, connection: ConnectionRow, email: string): Promise<void> {
  const people = connection.people ?? [];
  const known = people.find((person) => sameUser(person.email, email));
  if (email !== '' && people.length > 0 && !known) throw new Error(`There is no active user ${email}. Read the users again if they are new.`);
  await context.database.connections.update(connection.id, { me: email === '' ? undefined : (known?.email ?? email.trim()) });
  context.changed(connection.id, null);
}
