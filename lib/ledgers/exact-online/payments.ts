import { z } from 'zod';
import { CallFailure } from '../../net/failure';
import type { PaymentChanges, PaymentTerm } from '../ledger';
import type { Client } from './client';
import { toTerm } from './convert';
import { int64 } from './odata';
import { deletions, paymentTerms, type RowOf } from './wire';

/** How far both feeds have been read: row versions, not times, and too long for a number. `deleted` is null where that feed is forbidden: asking again would only use up the error budget. */
const cursorSchema = z.object({ terms: z.string().regex(/^\d+$/), deleted: z.string().regex(/^\d+$/).nullable() });
type Cursor = z.infer<typeof cursorSchema>;

/** Exact's advice for a first run. */
const start: Cursor = { terms: '1', deleted: '1' };

const lineTypes: ReadonlySet<number | null | undefined> = new Set([20, 22]);
const paymentTermEntity = 10;

/** What changed in payment terms of both sides since the cursor: one call for each 1,000 changes, and one for what was deleted. */
export async function readPaymentChanges(client: Client, cursor: string | null): Promise<PaymentChanges> {
  const since = readCursor(cursor);
  const rows = await client.list(paymentTerms, `Timestamp gt ${int64(since.terms)}`, 'ask what was paid');
  // Read second: a term deleted in between is then told as deleted, never brought back.
  const gone = since.deleted === null ? null : await readDeletions(client, since.deleted);
  const removed = (gone ?? []).filter((row) => row.EntityType === paymentTermEntity).map((row) => row.EntityKey);
  const terms = rows.filter((row) => lineTypes.has(row.LineType)).map(toTerm).filter((term) => term !== null);
  return {
    terms: latestOf(terms, new Set(removed)),
    removed,
    cursor: JSON.stringify({ terms: highest(since.terms, rows), deleted: gone === null || since.deleted === null ? null : highest(since.deleted, gone) } satisfies Cursor),
  };
}

/** null where this user or app may not read the feed: payments are known all the same. */
async function readDeletions(client: Client, since: string): Promise<RowOf<typeof deletions>[] | null> {
  try {
    return await client.list(deletions, `Timestamp gt ${int64(since)}`, 'ask which payment terms were deleted');
  } catch (failure) {
    if (failure instanceof CallFailure && failure.kind === 'forbidden') return null;
    throw failure;
  }
}

/** A cursor that cannot be read starts from the beginning: that costs calls, never a payment. */
export function readCursor(cursor: string | null): Cursor {
  if (cursor === null) return start;
  try {
    return cursorSchema.parse(JSON.parse(cursor));
  } catch {
    return start;
  }
}

/** The feed is in the order of changes, so the last row of a term is the one that holds. */
function latestOf(terms: readonly PaymentTerm[], removed: ReadonlySet<string>): PaymentTerm[] {
  return [...new Map(terms.map((term) => [term.id, term])).values()].filter((term) => !removed.has(term.id));
}

export function highest(from: string, rows: readonly { Timestamp: string }[]): string {
  return rows.reduce((top, row) => (BigInt(row.Timestamp) > top ? BigInt(row.Timestamp) : top), BigInt(from)).toString();
}
