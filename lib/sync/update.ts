import type { HostDocument } from '../model/document';
import type { JobRow, LinkRow } from '../storage/rows';
import { bookingOf, headerOf } from './booking';
import { compare, totalDifference } from './compare';
import { note, type SyncContext } from './context';
import { hashesOf, readLinked } from './links';
import type { Checked } from './preflight';
import type { SendResult } from './send-result';
import type { Session } from './session';

/** A second send: what the ledger lets be changed is changed, what it does not is said. */
export async function update(context: SyncContext, session: Session, job: JobRow, checked: Checked, link: LinkRow): Promise<SendResult> {
  const { document } = checked;
  const { connection } = session;
  const ledger = context.ledgerOf(connection.ledger.system);
  const hashes = await hashesOf(document);
  const [linesDiffer, headerDiffers] = [hashes.linesHash !== link.linesHash, hashes.headerHash !== link.headerHash];
  if (!linesDiffer && !headerDiffers) {
    await context.database.links.update(link.key, { changed: false });
    await note(context, job, 'unchanged', 'Nothing has changed since it was sent.', 'ok');
    return { result: 'Nothing has changed since it was sent' };
  }
  const allowed = ledger.capabilities.update(connection.ledger, document.ref.kind);
  const headerTaken = headerDiffers && allowed !== 'nothing';
  const linesTaken = linesDiffer && allowed === 'all' && (await isSameContact(context, session, document, link));
  let stored = headerTaken ? await session.ledger.updateDocument(link.ledgerId, headerOf(checked)) : await readLinked(context, session, link);
  if (!stored) return { result: `It is deleted in ${ledger.name}` };
  if (linesTaken) stored = await session.ledger.updateLines(link.ledgerId, bookingOf(checked, link.ledgerContact, new Map()));

  // Lines are taken for updated only when the total proves it.
  const settled = !linesDiffer || (linesTaken && totalDifference(document, stored) === null);
  await context.database.links.update(link.key, {
    ...(headerTaken ? { headerHash: hashes.headerHash } : {}),
    ...(settled ? { linesHash: hashes.linesHash, total: stored.gross, number: document.number } : {}),
    changed: !settled || (headerDiffers && !headerTaken),
    ledgerUrl: stored.url,
  });
  const header = headerTaken ? 'The dates and texts of the header are updated.' : '';
  const lines = !linesDiffer ? '' : settled ? 'The lines are updated.' : `The lines and amounts stay as they were sent: ${ledger.name} does not let them be changed from here. Change them there.`;
  const result = [header, lines].filter(Boolean).join(' ');
  await note(context, job, 'updated', result, settled ? 'ok' : 'warn');
  if (settled) return { result };
  return { result, differences: compare(document, stored, { date: checked.date, ...(context.locale ? { locale: context.locale } : {}) }), updatable: null };
}

/** Another customer is another document: its lines are not put under the old one. */
async function isSameContact(context: SyncContext, session: Session, document: HostDocument, link: LinkRow): Promise<boolean> {
  if (!document.contact) return false;
  const mapping = await context.database.mappings.get([session.connection.id, 'contact', document.contact.id]);
  return mapping?.ledger === link.ledgerContact;
}
