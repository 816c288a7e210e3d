import type { LedgerDocument } from '../ledgers/ledger';
import { dayOf } from '../model/dates';
import type { HostDocument } from '../model/document';
import { CallFailure } from '../net/failure';
import type { LinkRow } from '../storage/rows';
import { hashOfHeader, hashOfLines } from './booking';
import { documentKey, type SyncContext } from './context';
import type { Session } from './session';

/** What was sent, in two parts: a ledger may let only the header change. */
export interface Hashes {
  linesHash: string;
  headerHash: string;
}

export const hashesOf = async (document: HostDocument): Promise<Hashes> => ({ linesHash: await hashOfLines(document), headerHash: await hashOfHeader(document) });

/** The link of a document that was just booked or found. */
export function newLink(session: Session, document: HostDocument, hashes: Hashes, found: LedgerDocument, adopted: boolean, generation: number, now: number): LinkRow {
  const { connection } = session;
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
    ...hashes,
    changed: false,
    remote: 'present',
    generation,
    sentAt: now,
    payment: null,
    receipt: null,
    adopted,
  };
}

/** The ledger's days are those of another zone. */
const oneDay = 86_400_000;

/** The ledger's document of a link; null when it is proven to be deleted, which is then remembered. A failed read proves nothing. */
export async function readLinked(context: SyncContext, session: Session, link: LinkRow): Promise<LedgerDocument | null> {
  try {
    return await session.ledger.readDocument(link.document.kind, link.ledgerId);
  } catch (error) {
    if (!(error instanceof CallFailure) || error.kind !== 'absent') throw error;
    const terms = await context.database.terms.where({ connection: link.connection, document: link.ledgerId }).primaryKeys();
    if (!(await session.ledger.isDeleted(link.document.kind, link.ledgerId, terms.map(([, id]) => id), dayOf(link.sentAt - oneDay)))) throw error;
    await context.database.links.update(link.key, { remote: 'deleted', payment: null });
    return null;
  }
}
