import { directionOf, isEmail, isWebhook, usualDirections, type BookmarkedKind, type Direction, type NotifySettings, type SyncedKind, type SyncSettings } from '../../../lib/settings';
import type { ConnectionRow } from '../../../lib/storage/rows';
import type { Booking } from './slots';

/** A connection's sync settings as the form changes them. All of it is pure. */
export type Sync = SyncSettings & { startDate: string };
export type SalesAs = ConnectionRow['ledger']['salesAs'];

/** Everything the form changes. */
export interface Draft {
  sync: Sync;
  salesAs: SalesAs;
  booking: Booking;
}

export const draftOf = ({ sync, ledger }: ConnectionRow): Draft => ({ sync, salesAs: ledger.salesAs, booking: {} });

const byName = (entries: object): [string, unknown][] => Object.entries(entries).sort(([a], [b]) => a.localeCompare(b));

/** Do both say the same? What is left out is as usual. */
export const sameSync = (a: Sync, b: Sync): boolean => JSON.stringify(byName(plain(a))) === JSON.stringify(byName(plain(b)));

/** Does the draft leave the connection's settings as they are? What is chosen for booking is kept apart from them. */
export const sameSettings = (draft: Draft, connection: ConnectionRow): boolean => sameSync(draft.sync, connection.sync) && draft.salesAs === connection.ledger.salesAs;

/** Without what says nothing. An empty webhook does say something: that there is to be none any more. */
function plainNotify({ desktop, digest, webhook, mailto }: NotifySettings): NotifySettings {
  return {
    ...(desktop && { desktop }),
    ...(digest !== undefined && digest !== 'off' && { digest }),
    ...(webhook !== undefined && { webhook: webhook.trim() }),
    ...(mailto?.trim() && { mailto: mailto.trim() }),
  };
}

/** Without what says nothing: directions as usual, bookmarks that are empty, and the like. */
function plain({ directions = {}, bookmarks = {}, everyMinutes, contactStatus, users = [], notify = {}, ...rest }: Sync): Sync {
  const other = byName(directions).filter(([kind, way]) => usualDirections[kind as SyncedKind] !== way);
  const chosen = byName(bookmarks).filter(([, id]) => id !== '');
  const told = plainNotify(notify);
  return {
    ...rest,
    ...(other.length > 0 && { directions: Object.fromEntries(other) }),
    ...(chosen.length > 0 && { bookmarks: Object.fromEntries(chosen) }),
    ...(everyMinutes !== undefined && { everyMinutes }),
    ...(contactStatus && { contactStatus }),
    ...(users.length > 0 && { users: [...users].sort() }),
    ...(Object.keys(told).length > 0 && { notify: told }),
  };
}

export const withDirection = (sync: Sync, kind: SyncedKind, way: Direction): Sync => ({ ...sync, directions: { ...sync.directions, [kind]: way } });
export const withBookmark = (sync: Sync, kind: BookmarkedKind, id: string): Sync => ({ ...sync, bookmarks: { ...sync.bookmarks, [kind]: id.trim() } });

/** Does it go to the ledger, as the form stands? */
export const goesToLedger = (sync: Sync, kind: SyncedKind): boolean => sync[kind] && directionOf(sync, kind) === 'to-ledger';

/** What is wrong with what was typed, by field; empty when it can be saved. */
export function faultsOf({ notify = {}, users = [] }: Sync): Partial<Record<'webhook' | 'mailto' | 'users', string>> {
  const stray = users.find((user) => !isEmail(user));
  return {
    ...(notify.webhook?.trim() && !isWebhook(notify.webhook.trim()) && { webhook: 'An https address, without a user name and password in it' }),
    ...(notify.mailto?.trim() && !isEmail(notify.mailto.trim()) && { mailto: 'An e-mail address, such as books@example.com' }),
    ...(stray !== undefined && { users: `"${stray}" is not an e-mail address` }),
  };
}

/** The connection with other settings, as `saveConnection` takes it; secrets stay in the vault. */
export function withSync({ id, host, ledger }: ConnectionRow, { sync, salesAs }: Pick<Draft, 'sync' | 'salesAs'>) {
  const { salesAs: _before, ...rest } = ledger;
  return { id, host, ledger: { ...rest, ...(salesAs && { salesAs }) }, sync: plain(sync) };
}
