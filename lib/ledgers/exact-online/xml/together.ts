import { CallFailure } from '../../../net/failure';
import { leavesWithin } from '../../../net/http';
import type { Booking, CompanyTraits, LedgerDocument, NaturalKey } from '../../ledger';
import type { Client } from '../client';
import { linesOf } from '../lines';
import { findAll } from '../lookup';
import { guid, isGuid } from '../odata';
import { controlAccounts } from '../wire';
import { outcomesOf } from './outcomes';
import { controlById, controlOf, mayDiffer } from './traits';
import { fileOf, transactionOf } from './transactions';
import type { Upload } from './upload';

const system = 'Exact Online';
type Outcome = LedgerDocument | CallFailure;

export interface TogetherBench {
  client: Client;
  upload: Upload;
  findDocuments(keys: readonly NaturalKey[]): Promise<LedgerDocument[][]>;
  traits: CompanyTraits;
}

/** Customers and suppliers with a control account of their own, by id: its code, or null where it is none we know. */
async function ownControls(client: Client, bookings: readonly Booking[], traits: CompanyTraits): Promise<Map<string, string | null>> {
  const asked = bookings.filter(({ kind }) => mayDiffer(traits, kind));
  const ids = [...new Set(asked.map(({ contact }) => contact.toLowerCase()))];
  const rows = (await findAll(client, controlAccounts, ids.map((id) => ({ filter: `ID eq ${guid(id)}`, answers: (row) => row.ID === id })), 'see where customers and suppliers are kept')).flat();
  const controls = new Map<string, string | null>();
  for (const { kind, contact } of asked) {
    const row = rows.find(({ ID }) => ID === contact.toLowerCase());
    const own = kind === 'invoice' ? row?.GLAR : row?.GLAP;
    if (own) controls.set(`${kind}/${contact}`, controlById(traits, kind, own));
  }
  return controls;
}

/** The entry of one booking, or why there is none to send. */
function written(booking: Booking, traits: CompanyTraits, own: ReadonlyMap<string, string | null>): string | CallFailure {
  const key = `${booking.kind}/${booking.contact}`;
  const control = own.has(key) ? own.get(key) : controlOf(traits, booking.journal);
  if (control == null) return new CallFailure('absent', `${system} keeps this contact on an account that is not among those last read.`, { system });
  return transactionOf(booking, traits, control);
}

const unknown = (booking: Booking, cause: unknown): CallFailure =>
  new CallFailure('unreadable', `It could not be seen yet whether ${system} has ${booking.kind} ${booking.number}.`, { system, cause });

/**
 * Books several documents by one upload, and looks for them afterwards: what is there is proven by what it says, and nothing is
 * called booked, or not booked, that cannot be told. Each has an outcome of its own, in the bookings' order.
 */
export async function bookTogether({ client, upload, findDocuments, traits }: TogetherBench, bookings: readonly Booking[]): Promise<Outcome[]> {
  const known = bookings.filter(({ contact }) => isGuid(contact));
  const begun = Date.now();
  const controls = await ownControls(client, known, traits);
  // Whoever asked wrote down when this was to leave.
  if (Date.now() - begun > leavesWithin) throw new CallFailure('limit', `${system} took long to say where customers and suppliers are kept; nothing was sent yet.`, { system, until: Date.now() });
  const outcomes = new Map<Booking, Outcome>();
  const entries: { booking: Booking; xml: string }[] = [];
  for (const booking of bookings) {
    const entry = isGuid(booking.contact) ? written(booking, traits, controls) : new CallFailure('refused', `“${booking.contact}” is not the key of a customer or supplier in ${system}.`, { system });
    if (entry instanceof CallFailure) outcomes.set(booking, entry);
    else entries.push({ booking, xml: entry });
  }
  if (entries.length > 0) {
    const sent = entries.map(({ booking }) => booking);
    const messages = await upload('GLTransactions', fileOf(entries.map(({ xml }) => xml)), `book ${entries.length} documents in one file`);
    const results = await findDocuments(sent.map(keyOf)).then((found) => outcomesOf(sent, messages, found), (cause: unknown) => sent.map((booking) => unknown(booking, cause)));
    for (const [index, booking] of sent.entries()) outcomes.set(booking, withLines(booking, results[index] ?? unknown(booking, null)));
  }
  return bookings.map((booking) => outcomes.get(booking) ?? unknown(booking, null));
}

/** The lines of an invoice can be changed later: what they are is known without reading them. */
const withLines = (booking: Booking, outcome: Outcome): Outcome =>
  booking.kind === 'invoice' && !(outcome instanceof CallFailure) ? { ...outcome, lines: linesOf(booking) } : outcome;

const keyOf = ({ kind, number, contact, journal, date, gross, currency }: Booking): NaturalKey => ({ kind, number, contact, journal, date, gross, currency });
