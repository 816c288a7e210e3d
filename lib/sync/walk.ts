import { dayOf, type Day } from '../model/dates';
import type { WalkRow, WalkUnderWay } from '../storage/rows';

/**
 * The way through the host's list of contacts or products that were changed, page by page. Where it stands is stored, so that
 * a worker that dies, or a ledger that allows no more, costs the page that was at hand and nothing else. All of it is pure.
 */

export const walkedKinds = ['contacts', 'products'] as const;
export type WalkedKind = (typeof walkedKinds)[number];

const minute = 60_000;
/** The host's days are those of another zone, and its clock may be slow. */
const oneDay = 86_400_000;
/** What came into a bookmark without a change shows in no list of changes. */
const wholeEvery = oneDay;

/** The part of the host's day that these lists may take. */
export const dayForWalks = 0.1;
/** What the ledger refuses counts against its limits: after so many in one go nothing more is tried for a while. */
export const mostRefusals = 2;
export const restAfterRefusals = 30 * minute;
/** After trouble that had nothing to do with one contact or product. */
export const restAfterTrouble = 10 * minute;

/** Milliseconds between the beginnings of two walks, so that the lists keep to their part of the host's day; 0 where it names no limit. */
export const walksEvery = (callsPerDay: number | undefined, kinds: number): number =>
  callsPerDay === undefined ? 0 : Math.ceil((oneDay * kinds) / Math.max(1, callsPerDay * dayForWalks));

export interface WalkWish {
  now: number;
  startDate: Day;
  /** The user asked for everything. */
  isWhole: boolean;
  /** The list is limited to a bookmark. */
  isBookmarked: boolean;
  /** As `walksEvery` says. */
  every: number;
}

/** The walk to go on with, or to begin now; null where none is due. */
export function walkDue(row: WalkRow | undefined, { now, startDate, isWhole, isBookmarked, every }: WalkWish): WalkUnderWay | null {
  const under = row?.under;
  // Who presses may have mended what was refused.
  if (under?.isWhole && isWhole) return { ...under, refused: [], restsUntil: undefined };
  if (under && !isWhole) return under;
  const { doneAt, wholeAt } = row ?? {};
  const begins = (since: Day, whole: boolean): WalkUnderWay => ({ startedAt: now, since, isWhole: whole, page: 1, refused: [] });
  if (isWhole || doneAt === undefined || (isBookmarked && now - (wholeAt ?? 0) >= wholeEvery)) return begins(startDate, true);
  if (now - doneAt < every) return null;
  const since = dayOf(doneAt - oneDay);
  return begins(since > startDate ? since : startDate, false);
}

/** After a page that was gone through to its end. */
export function afterPage(row: WalkRow | undefined, under: WalkUnderWay, isLast: boolean): WalkRow {
  if (!isLast) return { ...row, under: { ...under, page: under.page + 1 } };
  return { doneAt: under.startedAt, wholeAt: under.isWhole ? under.startedAt : row?.wholeAt };
}

/** After one that was refused, by the rules or as the `ledgersSoFar`th in one go by the ledger, whose patience is counted. */
export function afterRefusal(under: WalkUnderWay, id: string, ledgersSoFar: number, now: number): WalkUnderWay {
  const rests = ledgersSoFar >= mostRefusals ? { restsUntil: now + restAfterRefusals } : {};
  return { ...under, refused: [...under.refused, id], ...rests };
}

/** Is it to be gone on with before the next run? */
export const isUnderWay = (walks: { contacts?: WalkRow; products?: WalkRow } | undefined): boolean => walkedKinds.some((kind) => walks?.[kind]?.under !== undefined);
