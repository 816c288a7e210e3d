import { sameDecimal } from '../../../model/decimal';
import { CallFailure } from '../../../net/failure';
import type { Booking, LedgerDocument } from '../../ledger';
import type { UploadMessage } from './read';

const system = 'Exact Online';
const endpoint = 'docs/XMLUpload.aspx';
const node = 'GLTransaction';

/** What was said of one entry of a file; null where it cannot be told which of the messages was meant for it. */
type Said = Pick<UploadMessage, 'kind' | 'text'> | null;

/** Messages that decide: a warning comes beside another, or alone. */
const deciding = (messages: readonly UploadMessage[]): UploadMessage[] => messages.filter((message) => message.node === node && message.kind !== 'warning');

/**
 * Gives each entry of a file its own message. They come in the file's order, one each; where only failures are told of, they
 * are those of the entries that are not there, as long as they are as many. Anything else is nobody's. Pure.
 */
export function attributed(messages: readonly UploadMessage[], isThere: readonly boolean[]): Said[] {
  const own = deciding(messages);
  if (own.length === isThere.length) return own;
  const failures = own.filter(({ kind }) => kind === 'error');
  const absent = isThere.flatMap((there, index) => (there ? [] : [index]));
  const said = new Map(failures.length === absent.length && failures.length === own.length ? absent.map((index, place) => [index, failures[place]] as const) : []);
  return isThere.map((_, index) => said.get(index) ?? null);
}

/**
 * The one of what was found that is this booking; null where there is none, or none can be told from another. With another
 * total it counts only where Exact says that it booked it.
 */
export function provenBy(booking: Booking, found: readonly LedgerDocument[], saidDone: boolean): LedgerDocument | null {
  const own = found.filter((document) => !document.voided && document.contact === booking.contact.toLowerCase() && document.journal === booking.journal);
  const exact = own.filter((document) => sameDecimal(document.gross, booking.gross) && document.currency === booking.currency && document.date === booking.date);
  if (exact.length === 1) return exact[0] ?? null;
  return exact.length === 0 && own.length === 1 && saidDone ? (own[0] ?? null) : null;
}

const failed = (kind: 'refused' | 'unreadable', message: string, raw: string): CallFailure => new CallFailure(kind, message, { system, endpoint, ...(raw && { raw }) });

/** What is found is booked, whatever was said. What is not, and was refused by a message of its own, was not, as long as the messages fit what is found. Of the rest nothing is known. Pure. */
export function outcomesOf(bookings: readonly Booking[], messages: readonly UploadMessage[], found: readonly (readonly LedgerDocument[])[]): (LedgerDocument | CallFailure)[] {
  const isThere = bookings.map((booking, index) => provenBy(booking, found[index] ?? [], false) !== null);
  const said = attributed(messages, isThere);
  // Whoever is refused wrongly, since messages came in another order, might be booked and not to be seen yet.
  const isCertain = isThere.every((there, index) => (said[index]?.kind === 'error') !== there);
  const fatal = messages.find(({ kind }) => kind === 'fatal')?.text ?? '';
  return bookings.map((booking, index) => {
    const own = said[index];
    const proven = provenBy(booking, found[index] ?? [], own?.kind === 'done');
    if (proven) return proven;
    if (own?.kind === 'error' && isCertain) return failed('refused', `${system} refused this: ${own.text || 'no reason was given'}`, own.text);
    return failed('unreadable', `${system} does not say yet what became of ${booking.kind} ${booking.number}.`, own?.text || fatal);
  });
}
