import type { Day } from '../model/dates';
import type { ConnectionRow } from '../storage/rows';
import type { SyncContext } from './context';

/** The start date: documents issued before it, and whatever else was last changed before it, never go over by themselves. */

/** What is known of a connection when its start date is asked to be another. */
export interface StartDateFacts {
  /** As it is; null for a new connection. */
  current: Day | null;
  /** Was something synchronized from it already? */
  isFixed: boolean;
  wanted: Day | undefined;
  today: Day;
  byPolicy: boolean;
}

/**
 * The start date from now on. Once something was synchronized from it, it stays: an earlier one would send what was booked
 * by hand meanwhile, a later one would leave documents behind. Only policy may set another. `isKept`: another was wanted. Pure.
 */
export function startDateOf({ current, isFixed, wanted, today, byPolicy }: StartDateFacts): { startDate: Day; isKept: boolean } {
  if (current === null) return { startDate: wanted ?? today, isKept: false };
  if (wanted === undefined || wanted === current) return { startDate: current, isKept: false };
  return isFixed && !byPolicy ? { startDate: current, isKept: true } : { startDate: wanted, isKept: false };
}

/** Was something sent with this company, or a run brought to its end? Links say so too where the mark is missing. */
export async function isStartFixed({ database }: SyncContext, row: ConnectionRow): Promise<boolean> {
  if (row.firstSyncAt !== undefined) return true;
  return (await database.links.where({ connection: row.id }).filter(({ company }) => company === row.ledger.company).count()) > 0;
}

/** Was an invoice booked with this company, or may one have been? From then on sales stay booked as they are: each way of booking is looked for in its own place. */
export async function isSalesFixed({ database }: SyncContext, row: ConnectionRow): Promise<boolean> {
  const booked = await database.links.where({ connection: row.id }).filter(({ company, document }) => document.kind === 'invoice' && company === row.ledger.company).count();
  return booked > 0 || (await database.intents.where({ connection: row.id }).filter(({ key }) => key.includes('/document/invoice/')).count()) > 0;
}

/** Remembers that something was synchronized; the first time counts. */
export const fixStart = ({ database, now }: SyncContext, id: string): Promise<unknown> =>
  database.connections
    .where('id')
    .equals(id)
    .modify((row) => void (row.firstSyncAt ??= now()));
