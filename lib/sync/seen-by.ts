import type { ConnectionRow } from '../storage/rows';

/** Who sees the bar. The host's key does not say who is looking, so each browser is told once whose it is. All of it is pure. */

export const sameUser = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase();

/** Does the person of this browser see the bar of the connection, and may use it? Everybody does where no users are named. */
export function seesBar({ sync, me }: Pick<ConnectionRow, 'sync' | 'me'>): boolean {
  const users = sync.users ?? [];
  return users.length === 0 || (me !== undefined && users.some((user) => sameUser(user, me)));
}

/** Why a press is refused; null where it is not. */
export function whyNotSeen(connection: Pick<ConnectionRow, 'id' | 'sync' | 'me'>): string | null {
  if (seesBar(connection)) return null;
  return connection.me === undefined
    ? `Only certain users may use "${connection.id}". Say who you are on the Sync page of the options first.`
    : `${connection.me} is not among those who may use "${connection.id}". They are listed on the Sync page of the options.`;
}
