import { compareDecimals, minus, sum } from '../model/decimal';
import type { PaymentTerm } from '../ledgers/ledger';
import type { LinkRow, TermRow } from '../storage/rows';
import type { SyncContext } from './context';
import type { Session } from './session';

/**
 * What a document's terms say of its payment. Null when there are none: then nothing is known, which is not "open".
 * Paid means settled: a write-off or a netted credit note settles too, and a settlement can be undone. Pure.
 */
export function paymentOf(terms: readonly PaymentTerm[], total: string, checkedAt: number): LinkRow['payment'] {
  if (terms.length === 0) return null;
  const gross = total.replace('-', '');
  const openTerms = terms.filter((term) => !term.settled);
  const open = sum(openTerms.map((term) => term.open));
  const dates = terms.flatMap((term) => term.lastPaymentDate ?? []).sort();
  const paid = minus(gross, open);
  const state = openTerms.length === 0 || compareDecimals(open, '0') <= 0 ? 'paid' : compareDecimals(paid, '0') > 0 ? 'partly' : 'open';
  return { state, paid: state === 'paid' ? gross : paid, open: state === 'paid' ? '0' : open, date: dates.at(-1) ?? null, checkedAt };
}

/** Takes in what changed in the ledger's payments since the last time: a few calls for all documents, not one for each. Returns the documents whose terms vanished. */
export async function pullPayments(context: SyncContext, session: Session): Promise<{ vanished: Set<string> }> {
  const { database } = context;
  const connection = session.connection.id;
  const row = await database.connections.get(connection);
  const changes = await session.ledger.paymentChanges(row?.paymentCursor ?? null);
  const removed = await database.terms.bulkGet(changes.removed.map((id) => [connection, id] as [string, string]));
  const vanished = new Set(removed.flatMap((term) => term?.document ?? []));
  const touched = new Set([...changes.terms.map((term) => term.document), ...vanished]);

  await database.transaction('rw', [database.terms, database.links, database.connections], async () => {
    await database.terms.bulkPut(changes.terms.map((term): TermRow => ({ ...term, connection })));
    await database.terms.bulkUpdate(removed.flatMap((term) => (term ? [{ key: [connection, term.id] as [string, string], changes: { removed: true } }] : [])));
    for (const document of touched) await refreshLinks(context, connection, document);
    await database.connections.update(connection, { paymentCursor: changes.cursor, paymentsAt: context.now() });
  });
  return { vanished };
}

const liveTerms = (context: SyncContext, connection: string, document: string): Promise<TermRow[]> =>
  context.database.terms.where({ connection, document }).filter((term) => !term.removed).toArray();

async function refreshLinks(context: SyncContext, connection: string, document: string): Promise<void> {
  const { database } = context;
  const links = await database.links.where({ connection, ledgerId: document }).toArray();
  const terms = await liveTerms(context, connection, document);
  for (const link of links) await database.links.update(link.key, { payment: paymentOf(terms, link.total, context.now()) });
}

/** The payment of one link from the terms in store: for links made after their terms were pulled. */
export async function refreshPayment(context: SyncContext, link: LinkRow): Promise<LinkRow['payment']> {
  const terms = await liveTerms(context, link.connection, link.ledgerId);
  const payment = paymentOf(terms, link.total, context.now());
  if (payment) await context.database.links.update(link.key, { payment });
  return payment;
}
