import { CallFailure } from '../net/failure';
import type { ConnectionRow } from '../storage/rows';
import { noteConnection, type SyncContext } from './context';
import { goes } from './directions';
import { pullHostReference, pullReference } from './reference-data';
import { sendContacts } from './send-contacts';
import { sendProducts } from './send-products';
import { openSession, type Session } from './session';
import { walkedKinds, type WalkedKind } from './walk';
import type { Pace } from './walking';

/** What goes before the documents of a run: the reference data of both sides, the contacts, the products. */

const minute = 60_000;
/** Reference data older than this is read anew. */
const referenceHolds = 24 * 60 * minute;
/** The same when somebody presses the button: what was read a moment ago still holds. */
const referenceHoldsPressed = 10 * minute;

/** Behind everything that somebody waits for. */
const backgroundPriority = 10;

/** Is the reference data to be read anew? Pure. */
export const isReferenceOld = ({ referenceAt }: Pick<ConnectionRow, 'referenceAt'>, isPressed: boolean, now: number): boolean =>
  now - (referenceAt ?? 0) >= (isPressed ? referenceHoldsPressed : referenceHolds);

/** Reads both sides' reference data where it is old. What cannot be read now stays as it was read before. */
export async function refreshReference(context: SyncContext, session: Session, isPressed: boolean): Promise<void> {
  const { connection } = session;
  if (!isReferenceOld(connection, isPressed, context.now())) return;
  try {
    await pullReference(context, session);
    await pullHostReference(context, session);
  } catch (error) {
    if (!(error instanceof CallFailure) || error.kind === 'sign-in') throw error;
    await noteConnection(context, connection, 'reference-failed', `The reference data is as it was read before: ${error.message}`, 'warn');
  }
}

/** Of contacts and products those that go to the ledger by themselves. */
export const walkedOf = (context: Pick<SyncContext, 'hostOf' | 'ledgerOf'>, connection: ConnectionRow): WalkedKind[] => walkedKinds.filter((kind) => connection.sync[kind] && goes(context, connection, kind, 'to-ledger'));

/** How many lists share the part of the host's day that there is for them: those of all connections of the site. */
async function listsOf(context: SyncContext, { host }: ConnectionRow): Promise<number> {
  const key = context.hostOf(host.system).budgetKey(host);
  const rows = (await context.database.connections.toArray()).filter((row) => row.state === 'connected' && context.hostOf(row.host.system).budgetKey(row.host) === key);
  return rows.reduce((count, row) => count + walkedOf(context, row).length, 0);
}

/** Sends contacts, then products, as far as the limits allow. False where something is left, which is gone on with a minute later. */
export async function sendMasters(context: SyncContext, connection: ConnectionRow, { isWhole, isQuiet = false, progress }: Pick<Pace, 'isWhole' | 'progress'> & Partial<Pick<Pace, 'isQuiet'>>): Promise<boolean> {
  if (walkedOf(context, connection).length === 0) return true;
  const session = await openSession(context, connection, backgroundPriority);
  const pace: Pace = { isWhole, isQuiet, progress, lists: await listsOf(context, connection) };
  const areContactsOver = await sendContacts(context, session, pace);
  const areProductsOver = await sendProducts(context, session, pace);
  const isOver = areContactsOver && areProductsOver;
  await context.database.connections.where({ id: connection.id }).modify((row) => void (row.walkAgainAt = isOver ? undefined : againAt(row, context.now())));
  // The alarm is set for it.
  if (!isOver) context.changed(connection.id, null);
  return isOver;
}

/** When what is left is gone on with: in a minute, or later where too much was refused. Pure. */
export function againAt({ walks }: Pick<ConnectionRow, 'walks'>, now: number): number {
  const rests = walkedKinds.flatMap((kind) => (walks?.[kind]?.under ? [walks[kind].under.restsUntil ?? 0] : []));
  return Math.max(now + minute, rests.length > 0 ? Math.min(...rests) : 0);
}

/** Goes on with what a run had to leave. Its failure is in the connection's journal. */
export async function goOnWithMasters(context: SyncContext, id: string): Promise<void> {
  await context.exclusively(`synchronize:${id}`, async () => {
    const connection = await context.database.connections.get(id);
    if (!connection || connection.state !== 'connected' || connection.run?.paused) return;
    await sendMasters(context, connection, { isWhole: false, isQuiet: true, progress: async () => undefined }).catch((error: unknown) => noteConnection(context, connection, 'synchronize-failed', error instanceof Error ? error.message : String(error), 'bad'));
  });
}
