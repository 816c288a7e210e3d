/** A run of a connection, and the ways it goes through the host's lists: parts of the connection's row. */

/** A way through the host's list of contacts or of products, page by page: a worker that dies goes on with the page it was at. */
export interface WalkRow {
  /** Everything changed before this moment went over; absent until the first walk came to its end. */
  doneAt?: number | undefined;
  /** When all of the list was last gone through, not only what is new. */
  wholeAt?: number | undefined;
  /** The walk under way; absent between two. */
  under?: WalkUnderWay | undefined;
}

export interface WalkUnderWay {
  startedAt: number;
  /** Changed on that day or later. */
  since: string;
  isWhole: boolean;
  page: number;
  /** Those of this walk that the ledger or the rules refused: not tried again before they are changed. */
  refused: string[];
  /** Too much was refused: nothing more goes before that moment. */
  restsUntil?: number | undefined;
}

/** What a run is at, in this order; while it is at anything before 'sending', its end is not known. */
export type RunPhase = 'reference' | 'contacts' | 'products' | 'listing' | 'sending' | 'payments' | 'done';

export interface SyncRun {
  startedAt: number;
  phase: RunPhase;
  /** Documents to send; contacts or products of the page that is at hand while those go over. */
  total: number;
  /** How many contacts or products of `total` are over; absent in other phases. */
  done?: number;
  /** Somebody asked for it, and for everything; false for one that came by itself. */
  isPressed?: boolean;
  paused: boolean;
  message?: string;
}

/** How a run ended: documents in all, and how many of them need somebody; or why it broke off. */
export interface LastRun {
  startedAt: number;
  endedAt: number;
  total: number;
  attention: number;
  message?: string;
}
