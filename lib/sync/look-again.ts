import type { JobRow } from '../storage/rows';
import { documentKey, type SyncContext } from './context';
import { afterLookup, bulkWindowOf, OutcomeUnknown } from './once';
import type { Route } from './sent-together';
import type { Session } from './session';
import { triedDocument } from './tried';

/** Under which the intent to book a document lies. `generation`: how many times it was booked and deleted again. */
export const intentKeyOf = (connection: string, document: JobRow['document'], generation: number): string => `${documentKey(connection, document)}#${generation}`;

/**
 * What went in a call with many others and was not answered is looked for before anything is read for it again: so many reads
 * of the host, every few seconds, would use up its day. Returns the route to go on by, which knows what was found; throws
 * OutcomeUnknown while nothing is there and something may still come.
 */
export async function lookAgain(context: SyncContext, { connection }: Session, intentKey: string, route: Route): Promise<Route> {
  const tried = await context.database.intents.get(intentKey);
  const before = triedDocument(tried ?? null);
  if (!tried?.bulk || !before) return route;
  const window = bulkWindowOf(context.ledgerOf(connection.ledger.system).capabilities, connection.ledger, before.key);
  if (afterLookup(tried, false, window, context.now()).do !== 'wait') return route;
  const found = await route.lookup(before.key);
  const next = afterLookup(tried, found.length > 0, window, context.now());
  if (next.do === 'wait') throw new OutcomeUnknown(next.until, 'It is being checked whether the last attempt arrived.');
  let known: typeof found | null = found;
  return {
    ...route,
    // Once: whoever looks again wants to know what is there by then.
    lookup: (key) => {
      const answer = known !== null && JSON.stringify(key) === JSON.stringify(before.key) ? known : null;
      known = null;
      return answer ? Promise.resolve(answer) : route.lookup(key);
    },
  };
}
