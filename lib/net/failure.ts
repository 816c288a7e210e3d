/** Why a call did not give a usable answer. What may be done about it follows from the kind alone. */
export type FailureKind =
  /** A budget is used up: nothing was sent, or the other side refused it unread (429). */
  | 'limit'
  /** The access was refused; the user must sign in again. */
  | 'sign-in'
  /** No connection: nothing was sent. */
  | 'offline'
  /** The call left, and no answer came: time-out, reset, connection closed. */
  | 'no-answer'
  /** An answer came that cannot be read: HTML, half a JSON, another shape. */
  | 'unreadable'
  /** The other side had trouble (5xx without a reason). */
  | 'trouble'
  /** The other side read the request and said no, with a reason: nothing was done. */
  | 'refused'
  /** Refused for want of a right, a module or a licence. */
  | 'forbidden'
  /** There is no such record. */
  | 'absent'
  /** The record was changed since it was last seen: nothing was done, so as not to overwrite what somebody did. */
  | 'stale'
  /** The request's id stands for a request made before, with what that one made being gone or another: nothing was done now. */
  | 'used';

export interface FailureDetail {
  /** The host's or ledger's name: whom the call was made to. */
  system: string;
  status?: number;
  /** What was said, as it was said. */
  raw?: string;
  /** For limit: when to try again, epoch milliseconds. */
  until?: number;
  /** For limit: which budget ("minute", "day", "errors in this hour", "token"). */
  budget?: string;
  endpoint?: string;
  /** Set when the browser itself keeps us from this site. */
  site?: string;
  cause?: unknown;
}

/** The one error that calls throw. */
export class CallFailure extends Error {
  override readonly name = 'CallFailure';
  constructor(
    readonly kind: FailureKind,
    message: string,
    readonly detail: FailureDetail,
  ) {
    super(message, { cause: detail.cause });
  }
}

const nothingHappened: ReadonlySet<FailureKind> = new Set(['limit', 'offline', 'refused', 'forbidden', 'absent', 'stale', 'used']);

/** True when it is certain that a call that creates something did not. A sign-in failure is not: a proxy may have answered. */
export const isDefinite = (failure: CallFailure): boolean => nothingHappened.has(failure.kind);
