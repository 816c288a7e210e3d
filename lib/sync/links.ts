import type { LedgerCapabilities, LedgerDocument } from '../ledgers/ledger';
import { snapshotOf } from '../ledgers/snapshot';
import { dayOf } from '../model/dates';
import type { HostDocument } from '../model/document';
import { CallFailure } from '../net/failure';
import { leavesWithin } from '../net/http';
import type { HostSnapshot, LinkRow } from '../storage/rows';
import { hashOf, hashOfHeader, hashOfLines } from './booking';
import { documentKey, type SyncContext } from './context';
import type { Session } from './session';

/** What was sent, in two parts: a ledger may let only the header change. */
export interface Hashes {
  linesHash: string;
  headerHash: string;
  /** Of the lines by themselves. */
  lines: string;
}

export const hashesOf = async (document: HostDocument): Promise<Hashes> => ({
  linesHash: await hashOfLines(document), headerHash: await hashOfHeader(document), lines: await hashOf(document.lines),
});

/** What of the host's document is compared with the ledger's later. */
export function hostSnapshotOf(document: HostDocument, { lines }: Pick<Hashes, 'lines'>): HostSnapshot {
  const { number, contact, date, dueDate, description, paymentReference, currency, gross, tax } = document;
  return { number, contact: contact?.id ?? null, date, dueDate, description, paymentReference, currency, gross, tax, lines };
}

/** Of a contact that was made twice one is gone on with: what was mapped to the other is mapped to it. */
export async function followContact({ database, now }: SyncContext, connection: string, from: string, to: string): Promise<void> {
  if (from === to) return;
  await database.mappings.where({ connection, kind: 'contact' }).modify((row) => {
    if (row.ledger === from) Object.assign(row, { ledger: to, updatedAt: now() });
  });
}

/** By then a request that a browser or a proxy sent twice has arrived twice, and the ledger's lists tell of it. */
export const twinsShowAfter = 60_000;

/**
 * After how many milliseconds a document that was just booked is looked for once more; undefined where the request itself
 * could not make a second one, whoever made it again. Where there are calls for several documents another browser may have
 * booked it by one, which no id of ours tells of. `shared`: it may have been booked otherwise here as well;
 * `inBulk`: by a call for several, which may be under way for longer. Pure.
 */
export function twinsShow({ repeats, bulk, endsWithin, consistencyWindow }: Pick<LedgerCapabilities, 'repeats' | 'bulk' | 'endsWithin' | 'consistencyWindow'>, shared: boolean, inBulk = false): number | undefined {
  if (repeats && bulk === null && !shared) return undefined;
  return Math.max(twinsShowAfter, leavesWithin + Math.max(endsWithin, inBulk ? (bulk?.endsWithin ?? 0) : 0) + consistencyWindow);
}

/** The link of a document that was just booked or found. */
export function newLink(session: Session, document: HostDocument, hashes: Hashes, found: LedgerDocument, adopted: boolean, generation: number, now: number, twinsShowIn: number | undefined): LinkRow {
  const { connection } = session;
  const { linesHash, headerHash } = hashes;
  return {
    key: documentKey(connection.id, document.ref),
    connection: connection.id,
    company: connection.ledger.company,
    document: document.ref,
    number: document.number,
    ledgerId: found.id,
    ledgerNumber: found.number,
    ledgerContact: found.contact,
    ledgerUrl: found.url,
    total: found.gross,
    currency: found.currency,
    contactName: document.contact?.name ?? found.contactName,
    date: document.date,
    linesHash,
    headerHash,
    changed: false,
    remote: remoteOf(found),
    generation,
    sentAt: now,
    hostModified: document.modified,
    payment: null,
    receipt: null,
    adopted,
    ...(twinsShowIn === undefined ? {} : { twinsDueAt: now + twinsShowIn }),
    base: { host: hostSnapshotOf(document, hashes), ledger: snapshotOf(found) },
  };
}

const remoteOf = (stored: LedgerDocument): LinkRow['remote'] => (stored.voided ? 'voided' : 'present');

/** The ledger's days are those of another zone. */
const oneDay = 86_400_000;

/**
 * The ledger's document of a link; null when it is proven to be deleted. That, and whether it is void, is remembered.
 * A failed read proves nothing.
 */
export async function readLinked(context: SyncContext, session: Session, link: LinkRow): Promise<LedgerDocument | null> {
  const { database } = context;
  try {
    const stored = await session.ledger.readDocument(link.document.kind, link.ledgerId, link.number);
    if (link.remote !== remoteOf(stored)) await database.links.update(link.key, { remote: remoteOf(stored) });
    return stored;
  } catch (error) {
    if (!(error instanceof CallFailure) || error.kind !== 'absent') throw error;
    const terms = await database.terms.where({ connection: link.connection, document: link.ledgerId }).primaryKeys();
    if (!(await session.ledger.isDeleted(link.document.kind, link.ledgerId, terms.map(([, id]) => id), dayOf(link.sentAt - oneDay)))) throw error;
    await database.links.update(link.key, { remote: 'deleted', payment: null });
    return null;
  }
}
