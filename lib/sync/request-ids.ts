import type { Booking, LedgerDocument } from '../ledgers/ledger';
import { dayOf } from '../model/dates';
import type { DocumentRef } from '../model/document';
import { CallFailure } from '../net/failure';
import { hashOf } from './booking';
import type { SyncContext } from './context';
import { IdTaken } from './once';
import type { Session } from './session';

/** Answers take their time, and clocks are off by a little: what was made longer ago than this was not made by this call. */
const tolerance = 10_000;

/** The ledger's days are those of another zone. */
const oneDay = 86_400_000;

/**
 * The id of the request that books a document: made from the host's document alone, so that two browsers make the same one.
 * `generation`: how many times it was booked and deleted again. 32 letters and digits.
 */
export async function requestIdOf({ connection }: Pick<Session, 'connection'>, { kind, id }: DocumentRef, generation: number): Promise<string> {
  const { system, site, companyAccountId } = connection.host;
  return (await hashOf({ system, site, companyAccountId: companyAccountId ?? '', kind, id, generation })).slice(0, 32);
}

/**
 * Books a document by a call of its own. A ledger that knows the request again answers with what it made the first time,
 * even when that was deleted since: what seems older than the call is looked at, and so is what may be (`isRepeat`: the request
 * may have been made before). Throws CallFailure 'used' when it is gone, IdTaken when the id stands for another request.
 */
export async function createAlone(context: SyncContext, session: Session, booking: Booking, requestId: string, isRepeat = false): Promise<LedgerDocument> {
  const left = context.now();
  const { name, capabilities } = context.ledgerOf(session.connection.ledger.system);
  const made = await session.ledger.createDocument(booking, requestId).catch((error: unknown) => {
    throw error instanceof CallFailure && error.kind === 'used' ? new IdTaken(error.message, { cause: error }) : error;
  });
  if (!capabilities.repeats || made.createdAt === undefined || (!isRepeat && made.createdAt >= left - tolerance)) return made;
  try {
    const stored = await session.ledger.readDocument(booking.kind, made.id, booking.number);
    if (!stored.voided) return stored;
  } catch (error) {
    if (!(error instanceof CallFailure) || error.kind !== 'absent') throw error;
    if (!(await session.ledger.isDeleted(booking.kind, made.id, [], dayOf(made.createdAt - oneDay)))) throw error;
  }
  throw new CallFailure('used', `${name} had this ${booking.kind} before; it is gone there.`, { system: name });
}
