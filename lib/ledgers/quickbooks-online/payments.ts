import { z } from 'zod';
import type { Day } from '../../model/dates';
import { isZero } from '../../model/decimal';
import { CallFailure } from '../../net/failure';
import type { PaymentChanges, PaymentTerm } from '../ledger';
import type { Changes, Client } from './client';
import { wireOf } from './convert';
import { documentEntities, documentId, type DocumentEntity } from './ids';
import { isOneOf, literal } from './query';
import { billPayments, payments, type Entity, type RowOf, type Transaction } from './wire';

/** How far back changes can be asked for is thirty days; asked one by one they can be from any time. */
const lookBack = 29 * 86_400_000;
/** What was changed just before the last answer may not have been in it yet. */
const overlap = 60_000;

const paying = [payments, billPayments] as const;
const watched: readonly Entity<unknown>[] = [...documentEntities.map((entity) => wireOf[entity]), ...paying];

/** Where the last answer ended, and what it told of already that the next one will tell again: each with the mark of its state. */
const cursorSchema = z.object({ since: z.string().refine((value) => !Number.isNaN(Date.parse(value))), told: z.record(z.string(), z.string()) });
type Cursor = z.infer<typeof cursorSchema>;

/** null starts from the beginning, and so does a cursor that cannot be read: that costs calls, never a payment. */
function readCursor(cursor: string | null): Cursor | null {
  try {
    return cursor === null ? null : cursorSchema.parse(JSON.parse(cursor));
  } catch {
    return null;
  }
}

type Payment = RowOf<typeof payments>;

interface Told {
  documents: { entity: DocumentEntity; row: Transaction }[];
  payments: Payment[];
  removed: string[];
  time: string;
}

const isoOf = (milliseconds: number): string => new Date(milliseconds).toISOString();
const purpose = 'ask what was paid';

/** What was changed since then, kind by kind and page after page. Tells nothing of what was deleted. */
async function askEach(client: Client, since: string): Promise<Told> {
  const changed = [`MetaData.LastUpdatedTime >= ${literal(since)}`];
  const documents: Told['documents'] = [];
  const times: string[] = [];
  for (const entity of documentEntities) {
    const { rows, time } = await client.list(wireOf[entity], changed, purpose);
    times.push(time);
    documents.push(...rows.map((row) => ({ entity, row })));
  }
  const paid: Payment[] = [];
  for (const entity of paying) paid.push(...(await client.list(entity, changed, purpose)).rows);
  return { documents, payments: paid, removed: [], time: times[0] ?? since };
}

/** The feed of changes, and whether it is whole; null when it is refused. */
async function askFeed(client: Client, since: string): Promise<{ told: Told; isWhole: boolean } | null> {
  let feed: Changes;
  try {
    feed = await client.changes(watched, since, purpose);
  } catch (failure) {
    if (failure instanceof CallFailure && failure.kind === 'refused') return null;
    throw failure;
  }
  const all = documentEntities.map((entity) => ({ entity, ...feed.of(wireOf[entity]) }));
  return {
    isWhole: !feed.isFull && Date.parse(feed.time) - Date.parse(since) <= lookBack + overlap,
    told: {
      documents: all.flatMap(({ entity, changed }) => changed.map((row) => ({ entity, row }))),
      payments: paying.flatMap((entity) => feed.of(entity).changed),
      removed: all.flatMap(({ entity, deleted }) => deleted.map((id) => documentId(entity, id))),
      time: feed.time,
    },
  };
}

async function askSince(client: Client, since: string): Promise<Told> {
  const feed = await askFeed(client, since);
  if (feed?.isWhole) return feed.told;
  // What the feed said of deleted ones holds, however much it left out.
  return { ...(await askEach(client, since)), removed: feed?.told.removed ?? [] };
}

/** Kinds that can be asked for by what of them is open. */
const openable = documentEntities.filter((entity) => entity !== 'VendorCredit');

/** Everything that is open, and what was changed lately; the service's own clock says what is late. */
async function askAll(client: Client): Promise<Told> {
  const open: Told['documents'] = [];
  const times: string[] = [];
  for (const entity of openable) {
    const { rows, time } = await client.list(wireOf[entity], [`Balance > '0'`], purpose);
    times.push(time);
    open.push(...rows.map((row) => ({ entity, row })));
  }
  const recent = await askSince(client, isoOf(Date.parse(times[0] ?? '') - lookBack));
  return { ...recent, documents: [...open, ...recent.documents] };
}

const paidBy: Readonly<Record<string, Entity<Payment>>> = { Payment: payments, BillPaymentCheck: billPayments, BillPaymentCreditCard: billPayments };
/** Keys of one query. */
const mostAtOnce = 200;

/** Payments that documents name and the answer did not tell of: made before, or known by the document alone. */
async function alsoLinked(client: Client, rows: readonly Transaction[], told: readonly Payment[]): Promise<Payment[]> {
  const known = new Set(told.map(({ Id }) => Id));
  const links = rows.flatMap(({ LinkedTxn }) => LinkedTxn ?? []).filter(({ TxnId }) => !known.has(TxnId));
  const found: Payment[] = [];
  for (const entity of paying) {
    const ids = [...new Set(links.filter(({ TxnType }) => paidBy[TxnType] === entity).map(({ TxnId }) => TxnId))];
    for (let start = 0; start < ids.length; start += mostAtOnce) found.push(...(await client.list(entity, [isOneOf('Id', ids.slice(start, start + mostAtOnce))], purpose)).rows);
  }
  return found;
}

/** The newest payment of each document. */
function paymentDays(paid: readonly Payment[]): Map<string, Day> {
  const days = new Map<string, Day>();
  for (const { TxnDate, Line } of paid) {
    for (const { TxnId, TxnType } of Line.flatMap(({ LinkedTxn }) => LinkedTxn ?? [])) {
      const entity = documentEntities.find((known) => known === TxnType);
      const id = entity && documentId(entity, TxnId);
      if (id && (days.get(id) ?? '') < TxnDate) days.set(id, TxnDate);
    }
  }
  return days;
}

/** null where nothing can be told: a document without an open amount, or one that is void or comes to nothing. */
function toTerm(entity: DocumentEntity, { Id, TotalAmt, Balance, CurrencyRef }: Transaction, lastPaymentDate: Day | null): PaymentTerm | null {
  if (Balance === undefined || isZero(TotalAmt)) return null;
  const id = documentId(entity, Id);
  return {
    id, document: id, total: TotalAmt, documentTotal: TotalAmt, open: Balance, settled: isZero(Balance), currency: CurrencyRef?.value ?? '', lastPaymentDate,
  };
}

/** A later payment that only moved to another day changes no document; one that is not told of again is still there. */
const markOf = ({ SyncToken }: Transaction, day: Day | undefined, before = ''): string =>
  day === undefined && before.startsWith(`${SyncToken}/`) ? before : `${SyncToken}/${day ?? ''}`;

/**
 * What changed in what is open or paid since the cursor: one call, or a few where the feed does not reach or is full. Each
 * document is one term. One that was emptied by being void is told as removed: nothing is paid there.
 */
export async function readPaymentChanges(client: Client, cursor: string | null): Promise<PaymentChanges> {
  const before = readCursor(cursor);
  const told = before ? await askSince(client, isoOf(Date.parse(before.since) - overlap)) : await askAll(client);
  const latest = new Map(told.documents.map(({ entity, row }) => [documentId(entity, row.Id), { entity, row }]));
  const unseen = [...latest].filter(([id, { row }]) => !before?.told[id]?.startsWith(`${row.SyncToken}/`)).map(([, { row }]) => row);
  const paid = [...told.payments, ...(await alsoLinked(client, unseen, told.payments))];
  const days = paymentDays(paid);
  const marks = new Map([...latest].map(([id, { row }]) => [id, markOf(row, days.get(id), before?.told[id])]));
  const gone = told.removed.filter((id) => before?.told[id] !== 'gone');
  const news = [...latest].filter(([id]) => before?.told[id] !== marks.get(id));
  const terms = news.map(([id, { entity, row }]) => ({ id, term: toTerm(entity, row, days.get(id) ?? null) }));
  const recent = Date.parse(told.time) - overlap;
  const isRecent = ({ MetaData }: Transaction) => !(Date.parse(MetaData?.LastUpdatedTime ?? '') < recent);
  return {
    terms: terms.flatMap(({ term }) => term ?? []),
    removed: [...gone, ...terms.flatMap(({ id, term }) => (term ? [] : [id]))],
    cursor: JSON.stringify({
      since: told.time,
      told: Object.fromEntries([...[...latest].filter(([, { row }]) => isRecent(row)).map(([id]) => [id, marks.get(id)]), ...told.removed.map((id) => [id, 'gone'])]),
    }),
  };
}
