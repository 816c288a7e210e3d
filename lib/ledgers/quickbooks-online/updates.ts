import { isZero, sameDecimal } from '../../model/decimal';
import { CallFailure } from '../../net/failure';
import type { Booking, HeaderChange, LedgerDocument, LedgerSnapshot } from '../ledger';
import { isUnchanged } from '../snapshot';
import { refuse, type Client } from './client';
import { textOfLines } from './contents';
import { headerFields, isSale, toDocument, wireOf } from './convert';
import { refTo, type DocumentEntity } from './ids';
import { echoed, inPlace, toLines } from './lines';
import { exact, filled } from './numbers';
import { system } from './system';
import { taxFields } from './taxes';
import { isUsTax, type Traits } from './traits';
import type { Fields, Transaction } from './wire';

/** Reckoned or given by QuickBooks: not sent back. */
const answeredOnly: ReadonlySet<string> = new Set([
  'domain', 'sparse', 'status', 'time', 'MetaData', 'V4IDPseudonym', 'ClientEntityId', 'CustomExtensions', 'TotalAmt', 'HomeTotalAmt', 'Balance', 'HomeBalance', 'RemainingCredit', 'RecurDataRef',
]);

const stale = (what: string): CallFailure => new CallFailure('stale', `${what} was changed in ${system}.`, { system });

/**
 * The body of an update. Of invoices only what changes is sent. A partial update of anything else is not documented: there
 * all that is stored goes back with it, since what is left out of a full update is cleared.
 */
function updateBody(entity: DocumentEntity, stored: Transaction, changes: Fields): Fields {
  const { Id, SyncToken } = stored;
  if (entity === 'Invoice') return { Id, SyncToken, sparse: true, CustomerRef: stored.raw['CustomerRef'], ...changes };
  const kept = Object.fromEntries(Object.entries(stored.raw).filter(([name]) => !answeredOnly.has(name)));
  return { ...kept, Line: echoed(stored.Line), ...changes };
}

/** A stated tax is stated again: another one would be worked out. */
function statedAgain(entity: DocumentEntity, { TxnTaxDetail }: Transaction, traits: Traits): Fields {
  if (entity !== 'Invoice' || !isUsTax(traits) || TxnTaxDetail?.TotalTax === undefined) return {};
  const { TotalTax, TxnTaxCodeRef } = TxnTaxDetail;
  return { TxnTaxDetail: filled({ TotalTax: exact(TotalTax), TxnTaxCodeRef: refTo(TxnTaxCodeRef?.value ?? null) }) };
}

const sameValue = (wanted: unknown, stored: unknown): boolean =>
  typeof wanted === 'object' && wanted !== null ? (wanted as Fields)['value'] === (stored as Fields | undefined)?.['value'] : wanted === stored;

/** The header fields to write: those that are stated and differ. Another date or term makes QuickBooks reckon the due date anew, so it is stated with them. */
export function changedHeader(entity: DocumentEntity, stored: Transaction, change: HeaderChange): Fields {
  const changed = Object.fromEntries(Object.entries(headerFields(entity, change)).filter(([field, value]) => !sameValue(value, stored.raw[field])));
  const isRescheduled = ['TxnDate', 'SalesTermRef'].some((field) => field in changed);
  const due = change.dueDate ?? stored.DueDate;
  return isRescheduled && due !== undefined && (entity === 'Invoice' || entity === 'Bill') ? { ...changed, DueDate: due } : changed;
}

/** Changes header fields; one read and, where something differs, one write. Throws CallFailure 'stale' when it is not what was expected. */
export async function updateHeader(client: Client, entity: DocumentEntity, id: string, change: HeaderChange, traits: Traits, expected?: LedgerSnapshot): Promise<LedgerDocument> {
  const wire = wireOf[entity];
  const stored = await client.get(wire, id, `read ${change.kind} ${change.number}`);
  const document = toDocument(entity, stored, traits.homeCurrency);
  if (expected && !isUnchanged(expected, document)) throw stale(`This ${change.kind}`);
  const changes = changedHeader(entity, stored, change);
  if (Object.keys(changes).length === 0) return document;
  const body = updateBody(entity, stored, { ...statedAgain(entity, stored, traits), ...changes });
  return toDocument(entity, await client.write(wire, body, `change ${change.kind} ${change.number}`), traits.homeCurrency);
}

/** Is anything matched with it, or has part of it been paid? */
export const isMatched = ({ LinkedTxn, Balance, TotalAmt }: Transaction): boolean => (LinkedTxn ?? []).length > 0 || (Balance !== undefined && !sameDecimal(Balance, TotalAmt));

/** The lines as they were seen; where they were not, nothing at all may have changed. */
const areAsExpected = (expected: LedgerSnapshot, document: LedgerDocument): boolean =>
  expected.lines === undefined ? isUnchanged(expected, document) : expected.lines === document.lines && !document.voided;

/**
 * Brings the lines to what the booking says, all in one write: a list of lines that is sent takes the place of the whole one.
 * Throws CallFailure 'stale' when they are not what was expected, 'refused' when a payment is matched with the document.
 */
export async function updateLines(client: Client, entity: DocumentEntity, id: string, booking: Booking, traits: Traits, expected?: LedgerSnapshot): Promise<LedgerDocument> {
  const wire = wireOf[entity];
  const stored = await client.get(wire, id, `read ${booking.kind} ${booking.number}`);
  const document = toDocument(entity, stored, traits.homeCurrency);
  if (document.voided || (expected && !areAsExpected(expected, document))) throw stale(`The lines of ${booking.kind} ${booking.number}`);
  const Line = inPlace(stored.Line, toLines(booking, traits));
  // A tax that was stated stays until another is: with no taxable line left that is none.
  const tax = { ...(isUsTax(traits) && isSale(entity) && { TxnTaxDetail: { TotalTax: 0 } }), ...taxFields(booking, traits, entity) };
  if (isSame(stored, Line, booking, document)) return document;
  if (isMatched(stored)) throw refuse('payment-matched', `${booking.number} is paid, wholly or in part: its lines are not changed any more.`, wire.endpoint);
  // Left out, the tax of the lines that were is not kept but reckoned anew.
  const { TxnTaxDetail: _, ...rest } = updateBody(entity, stored, {});
  return toDocument(entity, await client.write(wire, { ...rest, ...tax, Line }, `change the lines of ${booking.kind} ${booking.number}`), traits.homeCurrency);
}

const isSame = (stored: Transaction, lines: readonly Fields[], { gross }: Booking, document: LedgerDocument): boolean =>
  !isZero(gross) && sameDecimal(gross, document.gross) && textOfLines(lines) === textOfLines(stored.Line);
