import { absolute, compareDecimals, isNegative, minus, sameDecimal, sum } from '../model/decimal';
import type { PaymentTerm } from '../ledgers/ledger';
import type { LinkRow, TermRow } from '../storage/rows';
import type { SyncContext } from './context';
import type { Session } from './session';

/**
 * What a document's terms say of its payment. Null when there are none: then nothing is known, which is not "open".
 * Paid means settled: a write-off or a netted credit note settles too, and a settlement can be undone. What is open is the
 * ledger's word; what is paid is the rest of the total, and never less than nothing where the total is not up to date. Pure.
 */
export function paymentOf(terms: readonly PaymentTerm[], total: string, checkedAt: number): LinkRow['payment'] {
  if (terms.length === 0) return null;
  const gross = absolute(total);
  const openTerms = terms.filter((term) => !term.settled);
  const open = sum(openTerms.map((term) => term.open));
  const dates = terms.flatMap((term) => term.lastPaymentDate ?? []).sort();
  const rest = minus(gross, open);
  const paid = isNegative(rest) ? '0' : rest;
  const state = openTerms.length === 0 || compareDecimals(open, '0') <= 0 ? 'paid' : compareDecimals(paid, '0') > 0 ? 'partly' : 'open';
  return { state, paid: state === 'paid' ? gross : paid, open: state === 'paid' ? '0' : open, date: dates.at(-1) ?? null, checkedAt };
}

/** Documents of terms that tell of another total than before: their lines were changed, by us or by somebody else. */
const resized = (terms: readonly PaymentTerm[], before: readonly (TermRow | undefined)[]): { document: string; total: string }[] =>
  terms.flatMap(({ document, documentTotal: total }, index) => {
    const then = before[index]?.documentTotal;
    return total !== undefined && then !== undefined && !sameDecimal(total, then) ? [{ document, total }] : [];
  });

/** Marks the links whose document has another total there than here, and returns their documents. */
async function noticeEdited(context: SyncContext, connection: string, candidates: readonly { document: string; total: string }[]): Promise<Set<string>> {
  const { links } = context.database;
  const edited = new Set<string>();
  for (const { document, total } of candidates) {
    const marked = await links
      .where({ connection, ledgerId: document })
      .filter((link) => link.base !== undefined && !link.linesUnderWay && !sameDecimal(total, absolute(link.total)))
      .modify((link) => void (link.drift = [...new Set([...(link.drift ?? []), 'amounts' as const])]));
    if (marked > 0) edited.add(document);
  }
  return edited;
}

export interface PulledPayments {
  /** Documents whose terms are gone. */
  vanished: Set<string>;
  /** Documents whose total is another one than before. */
  edited: Set<string>;
}

/** For so long what background work pulled a moment ago need not be pulled again. */
const freshFor = 60_000;

/** The same, unless it was done a moment ago and nobody waits for this one: documents that are fetched together share it. */
export async function pullPaymentsIfOld(context: SyncContext, session: Session): Promise<PulledPayments> {
  if (session.priority === 0) return pullPayments(context, session);
  // One after the other: those that begin together would each find it old.
  return context.exclusively(`payments:${session.connection.id}`, async () => {
    const row = await context.database.connections.get(session.connection.id);
    const isFresh = row?.paymentsAt !== undefined && Math.abs(context.now() - row.paymentsAt) < freshFor;
    return isFresh ? { vanished: new Set(), edited: new Set() } : pullPayments(context, session);
  });
}

/** Takes in what changed in the ledger's payments since the last time: a few calls for all documents, not one for each. */
export async function pullPayments(context: SyncContext, session: Session): Promise<PulledPayments> {
  const { database } = context;
  const connection = session.connection.id;
  const row = await database.connections.get(connection);
  const changes = await session.ledger.paymentChanges(row?.paymentCursor ?? null);
  const removed = await database.terms.bulkGet(changes.removed.map((id) => [connection, id] as [string, string]));
  const known = await database.terms.bulkGet(changes.terms.map(({ id }) => [connection, id] as [string, string]));
  const vanished = new Set(removed.flatMap((term) => term?.document ?? []));
  let edited = new Set<string>();
  const touched = new Set([...changes.terms.map((term) => term.document), ...vanished]);

  await database.transaction('rw', [database.terms, database.links, database.connections], async () => {
    await database.terms.bulkPut(changes.terms.map((term): TermRow => ({ ...term, connection })));
    await database.terms.bulkUpdate(removed.flatMap((term) => (term ? [{ key: [connection, term.id] as [string, string], changes: { removed: true } }] : [])));
    edited = await noticeEdited(context, connection, resized(changes.terms, known));
    for (const document of touched) await refreshLinks(context, connection, document);
    await database.connections.update(connection, { paymentCursor: changes.cursor, paymentsAt: context.now() });
  });
  return { vanished, edited };
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
