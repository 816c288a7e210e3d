import { absolute } from '../model/decimal';
import { dayOf, formatDay } from '../model/dates';
import { formatAmount } from '../model/money';
import type { HostDocument } from '../model/document';
import type { JobRow, LinkRow } from '../storage/rows';
import { Blocked } from './blocked';
import { documentKey, note, type SyncContext } from './context';
import { goes, syncedKindOf } from './directions';
import { noticeDrift } from './drift';
import { changedIn } from './field-words';
import { createOnce } from './once';
import { pullPayments, pullPaymentsIfOld, refreshPayment } from './payments';
import { problem } from './problems';
import { bringLinked } from './pull/bring';
import { noteReceipts, recordPayments } from './record-payments';
import { hashesOf, readLinked, type Hashes } from './links';
import type { SendResult } from './send-result';
import type { Session } from './session';
import { noticeReading } from './touched';

/** The host's receipt for a document that is fully paid in the ledger: recorded once, and not at all when the host says it is paid. */
export async function recordReceipt(context: SyncContext, session: Session, job: JobRow, link: LinkRow, document: HostDocument): Promise<void> {
  if (link.receipt || link.payment?.state !== 'paid' || document.credit) return;
  // Paid in the host already; unless that is our own receipt, whose answer was lost.
  if (document.paidInHost && !(await context.database.intents.get(`${link.key}/receipt`))) return;
  const { connection } = session;
  const hostName = context.hostOf(connection.host.system).name;
  const amount = document.open ?? absolute(document.gross);
  const date = link.payment.date ?? dayOf(context.now());
  let fresh: HostDocument | null = document;

  const receipt = await createOnce<{ id: string }>(context, {
    key: `${link.key}/receipt`,
    connection: connection.id,
    company: link.company,
    job: job.id,
    contentHash: '',
    search: { document: link.document, amount },
    // A host shows what it has taken at once; its list needs no time to catch up.
    window: 2_000,
    find: async () => {
      // The document was read a moment ago for the first look; after a lost answer it is read again.
      const now = fresh ?? (await session.host.readDocument(link.document));
      fresh = null;
      return now.paidInHost ? { id: 'recorded' } : null;
    },
    create: async () => ({ id: await session.host.recordReceipt({ document: link.document, contactId: document.contact?.id ?? null, date, amount, currency: document.currency }) }),
    settle: ({ id }) => context.database.links.update(link.key, { receipt: { id, at: context.now() } }),
  });
  await note(context, job, 'receipt', receipt.id === 'recorded' ? `${hostName} has the receipt already.` : `Receipt of ${formatAmount(amount, context.locale)} ${document.currency} recorded in ${hostName}.`, 'ok');
}

/** Does the host's document still say what was sent? Remembered on the link. */
export async function noticeChange(context: SyncContext, link: LinkRow, { linesHash, headerHash }: Hashes): Promise<boolean> {
  const changed = linesHash !== link.linesHash || headerHash !== link.headerHash;
  if (changed !== link.changed) await context.database.links.update(link.key, { changed });
  return changed;
}

function paymentText(link: LinkRow, locale?: string): string {
  const { payment } = link;
  if (!payment) return 'No payment terms are known yet';
  if (payment.state === 'paid') return `Paid${payment.date ? ` on ${formatDay(payment.date, locale)}` : ''}`;
  if (payment.state === 'partly') return `Partly paid, ${formatAmount(payment.paid, locale)} of ${formatAmount(absolute(link.total), locale)}`;
  return 'Open, nothing is paid yet';
}

/** What a press on "Update" would do, in one sentence; null when it can do nothing. */
function updatableOf(context: SyncContext, session: Session, link: LinkRow, hashes: Hashes, isChanged: boolean): string | null {
  // What a payment is matched with is not changed any more.
  if (link.payment && link.payment.state !== 'open') return null;
  const { connection } = session;
  const ledger = context.ledgerOf(connection.ledger.system);
  if (!isChanged) return `What was changed in ${ledger.name} can be kept or overwritten.`;
  const allowed = ledger.capabilities.update(connection.ledger, link.document.kind);
  if (allowed === 'all') return 'What changed can still be updated.';
  return allowed === 'header' && hashes.headerHash !== link.headerHash ? 'Dates and texts can still be updated.' : null;
}

/**
 * Brings back what became of a document in the ledger: its payments, whether it is still there, what somebody changed in it,
 * and the host's receipt. The payments of all documents come in one feed; that says nothing of an edited text or date, of a
 * document that is void, or of one without terms. So the document itself is read too, at one more call: whenever somebody
 * pressed the button for it, alone or with a few others, and in a backlog only where something is amiss.
 */
export async function fetchState(context: SyncContext, session: Session, job: JobRow): Promise<SendResult> {
  const { connection } = session;
  const key = documentKey(connection.id, job.document);
  const ledgerName = context.ledgerOf(connection.ledger.system).name;
  const isBrought = goes(context, connection, syncedKindOf[job.document.kind], 'to-host');
  const found = await context.database.links.get(key);
  if (!found) throw new Blocked([isBrought ? problem('not-brought', `This document did not come from ${ledgerName}.`, [], 'There is nothing to fetch.') : problem('not-sent', 'This document has not been sent yet.', [], 'There is nothing to fetch.')]);
  if (isBrought && found.remote !== 'deleted') await bringLinked(context, session, job, found);
  const before = (await context.database.links.get(key)) ?? found;

  const document = await session.host.readDocument(job.document);
  const pulled = await pullPaymentsIfOld(context, session);
  const payment = await refreshPayment(context, before);
  const hashes = await hashesOf(document);
  const isChanged = await noticeChange(context, before, hashes);
  await noticeReading(context, before, document);
  const isPressed = job.priority === 0;
  const isAmiss = !payment || isChanged || before.remote !== 'present' || pulled.vanished.has(before.ledgerId) || pulled.edited.has(before.ledgerId);
  const stored = isPressed || job.thorough || isAmiss ? await readLinked(context, session, before) : undefined;
  if (stored === null) {
    await note(context, job, 'deleted', `It was deleted in ${ledgerName}.`, 'warn');
    return { result: `Deleted in ${ledgerName}` };
  }
  if (stored?.voided) {
    await note(context, job, 'voided', `It is voided in ${ledgerName}.`, 'warn');
    return { result: `Voided in ${ledgerName}` };
  }
  const seen = stored ? await noticeDrift(context, job, before, document, hashes, stored, ledgerName) : { differences: [], drift: [] };
  // The total is what is open and paid is told from: it may be another one now.
  if (stored && stored.gross !== before.total) await refreshPayment(context, { ...before, total: stored.gross });

  let link = (await context.database.links.get(key)) ?? before;
  if (connection.sync.payments && goes(context, connection, 'payments', 'to-host')) await recordReceipt(context, session, job, link, document);
  if (connection.sync.payments && goes(context, connection, 'payments', 'to-ledger')) {
    if (isPressed) await noteReceipts(context, session);
    if ((await recordPayments(context, session, job, (await context.database.links.get(key)) ?? link)) > 0) await pullPayments(context, session);
    link = (await context.database.links.get(key)) ?? link;
  }
  const isDrifted = seen.drift.length > 0;
  const result = `${paymentText(link, context.locale)}${isDrifted ? `; ${changedIn(seen.drift, job.document.kind, ledgerName)}` : ''}`;
  await note(context, job, 'fetched', `${result}.`, 'ok');
  const isKnown = link.base !== undefined;
  if (!stored || (!isChanged && !isDrifted && (isKnown || seen.differences.every(({ differs }) => !differs)))) return { result };
  return { result, differences: seen.differences, updatable: isChanged || isDrifted ? updatableOf(context, session, link, hashes, isChanged) : null };
}
