import type { BulkRoute } from '../ledgers/capabilities';
import type { Booking, LedgerDocument } from '../ledgers/ledger';
import { CallFailure, isDefinite } from '../net/failure';
import { leavesWithin } from '../net/http';
import { LookupRound, lookUpAlone, type Lookup } from './lookups';
import { Round } from './rounds';
import { sharedLedger, type Session } from './session';

/** How a document is looked for and booked: on its own, or in calls shared with the documents it is sent with. */
export interface Route {
  lookup: Lookup;
  /** Null where it is booked by a call of its own. */
  book: SharedBooking | null;
}

export interface SharedBooking {
  size: number;
  create(booking: Booking): Promise<LedgerDocument>;
  /** Its turn to share a call is over. */
  isOver(): boolean;
  /** It goes by a call of its own: nobody waits for it. */
  pass(): void;
}

export const alone = (session: Session): Route => ({ lookup: lookUpAlone(session), book: null });

/** Until those whose shared call was refused are tried again, each by a call of its own. */
const soon = 1_000;

type Created = (LedgerDocument | CallFailure)[];

/** One document of a shared call was refused, for a reason that may be the call's alone: it is to be sent by itself. */
export class RefusedTogether extends Error {
  override readonly name = 'RefusedTogether';
  constructor(readonly refusal: CallFailure) {
    super(refusal.message, { cause: refusal });
  }

  /** What becomes of it: nothing was booked, and it goes on in a moment. */
  byItself(now: number): CallFailure {
    return new CallFailure('limit', `It was refused with others in one call and goes by itself. ${this.message}`, { ...this.refusal.detail, budget: 'several in one call', until: now + soon });
  }
}

/** Documents that are sent together share what look-ups and creates they can. Each member leaves when its work has ended, however it ended. */
export class SentTogether {
  private readonly lookups: LookupRound;
  private readonly creates: Round<{ session: Session; booking: Booking }, LedgerDocument>;
  private readonly size: number;

  constructor(
    members: number,
    { bulk }: { bulk: Pick<BulkRoute, 'size' | 'fewest' | 'refusesAlike'> | null },
    private readonly now: () => number,
    /** Told when the ledger refuses such a call whatever is in it. */
    private readonly refused: () => void = () => undefined,
  ) {
    this.lookups = new LookupRound(members, members);
    this.size = bulk && members > 1 ? bulk.size : 0;
    this.creates = new Round<{ session: Session; booking: Booking }, LedgerDocument>(members, Math.max(1, this.size), async (asked) => {
      const shared = sharedLedger(asked.map(({ session }) => session));
      if (!shared?.createDocuments) throw new Error('This ledger books documents one by one');
      if (asked.length < (bulk?.fewest ?? 0)) return Promise.all(asked.map(({ session, booking }) => session.ledger.createDocument(booking).catch(outcomeOf)));
      const outcomes = await this.together(() => shared.createDocuments?.(asked.map(({ booking }) => booking)) ?? Promise.resolve([]));
      return bulk?.refusesAlike ? outcomes : outcomes.map(refusedHere);
      // The intents count on its leaving soon.
    }, leavesWithin);
  }

  /** A refusal of the whole is none of the documents': each goes by itself. */
  private async together(create: () => Promise<Created>): Promise<Created> {
    try {
      return await create();
    } catch (error) {
      if (!(error instanceof CallFailure) || !isRefusalOfAll(error)) throw error;
      this.refused();
      const { system } = error.detail;
      throw new CallFailure('limit', `${system} does not take several documents in one call; they go one by one.`, { ...error.detail, cause: error, budget: 'several in one call', until: this.now() + soon });
    }
  }

  member(): { route(session: Session): Route; leave(): void } {
    const lookups = this.lookups.member();
    const creates = this.creates.member();
    const { size } = this;
    return {
      leave() {
        lookups.leave();
        creates.leave();
      },
      route: (session) => ({
        lookup: lookups.lookup(session),
        book: size > 0 ? { size, create: (booking) => creates.ask({ session, booking }), isOver: () => creates.isOut, pass: () => creates.leave() } : null,
      }),
    };
  }
}

/** A failure is the document's own. */
function outcomeOf(error: unknown): CallFailure {
  if (error instanceof CallFailure) return error;
  throw error;
}

/** Nothing was done, for a reason that lies in the call itself; or its endpoint is closed for the errors of this hour. */
const isRefusalOfAll = (failure: CallFailure): boolean =>
  isDefinite(failure) && failure.kind !== 'offline' && (failure.kind !== 'limit' || failure.detail.budget === errorBudget);

/** As `net/budget.ts` calls it. */
const errorBudget = 'errors in this hour';

const refusedHere = (outcome: LedgerDocument | CallFailure): LedgerDocument | CallFailure | RefusedTogether =>
  outcome instanceof CallFailure && outcome.kind === 'refused' ? new RefusedTogether(outcome) : outcome;
