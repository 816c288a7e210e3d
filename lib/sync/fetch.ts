import { absolute } from '../model/decimal';
import { dayOf, formatDay } from '../model/dates';
import { formatAmount } from '../model/money';
import type { HostDocument } from '../model/document';
import type { JobRow, LinkRow } from '../storage/rows';
import { Blocked } from './blocked';
import { hashOfHeader, hashOfLines } from './booking';
import { compare } from './compare';
import { documentKey, note, type SyncContext } from './context';
import { createOnce } from './once';
import { pullPayments, refreshPayment } from './payments';
import { problem } from './problems';
import { readLinked } from './links';
import type { SendResult } from './send-result';
import type { Session } from './session';

/** The host's receipt for a document that is fully paid in the ledger: recorded once, and not at all when the host says it is paid. */
export async function recordReceipt(context: SyncContext, session: Session, job: JobRow, link: LinkRow, document: HostDocument): Promise<void> {
  if (link.receipt || document.paidInHost || link.payment?.state !== 'paid' || document.credit) return;
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
export async function noticeChange(context: SyncContext, link: LinkRow, document: HostDocument): Promise<boolean> {
  const changed = (await hashOfLines(document)) !== link.linesHash || (await hashOfHeader(document)) !== link.headerHash;
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

/** Brings back what became of a document in the ledger: its payments, whether it is still there, and the host's receipt. */
export async function fetchState(context: SyncContext, session: Session, job: JobRow): Promise<SendResult> {
  const { connection } = session;
  const key = documentKey(connection.id, job.document);
  const ledgerName = context.ledgerOf(connection.ledger.system).name;
  const before = await context.database.links.get(key);
  if (!before) throw new Blocked([problem('not-sent', 'This document has not been sent yet.', [], 'There is nothing to fetch.')]);

  const document = await session.host.readDocument(job.document);
  const { vanished } = await pullPayments(context, session);
  const payment = await refreshPayment(context, before);
  const changed = await noticeChange(context, before, document);
  // The payment feed says nothing of a document without terms, or whose terms went: only then is it looked at itself.
  const stored = payment && !changed && !vanished.has(before.ledgerId) ? undefined : await readLinked(context, session, before);
  if (stored === null) {
    await note(context, job, 'deleted', `It was deleted in ${ledgerName}.`, 'warn');
    return { result: `Deleted in ${ledgerName}` };
  }
  const link = (await context.database.links.get(key)) ?? before;
  if (connection.sync.payments) await recordReceipt(context, session, job, link, document);
  const result = paymentText(link, context.locale);
  await note(context, job, 'fetched', `${result}.`, 'ok');
  if (!stored || !changed) return { result };
  const allowed = context.ledgerOf(connection.ledger.system).capabilities.update(connection.ledger, job.document.kind);
  const headerChanged = (await hashOfHeader(document)) !== before.headerHash;
  return {
    result,
    differences: compare(document, stored, { date: document.date, ...(context.locale ? { locale: context.locale } : {}) }),
    updatable: allowed === 'all' ? 'What changed can still be updated.' : headerChanged && allowed === 'header' ? 'Dates and texts can still be updated.' : null,
  };
}

