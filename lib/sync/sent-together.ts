import type { Booking, LedgerCapabilities, LedgerDocument } from '../ledgers/ledger';
import { LookupRound, lookUpAlone, type Lookup } from './lookups';
import { Round } from './rounds';
import type { Session } from './session';

/** How a document is looked for and booked: on its own, or in calls shared with the documents it is sent with. */
export interface Route {
  lookup: Lookup;
  /** Null where it is booked by a call of its own. */
  book: { size: number; create(booking: Booking): Promise<LedgerDocument>; /** Its turn to share a call is over. */ isOver(): boolean } | null;
}

export const alone = (session: Session): Route => ({ lookup: lookUpAlone(session), book: null });

/** Documents that are sent together share what look-ups and creates they can. Each member leaves when its work has ended, however it ended. */
export class SentTogether {
  private readonly lookups: LookupRound;
  private readonly creates: Round<{ session: Session; booking: Booking }, LedgerDocument>;
  private readonly size: number;

  constructor(members: number, { bulk }: Pick<LedgerCapabilities, 'bulk'>) {
    this.lookups = new LookupRound(members, members);
    this.size = bulk && members > 1 ? bulk.size : 0;
    this.creates = new Round<{ session: Session; booking: Booking }, LedgerDocument>(members, Math.max(1, this.size), async (asked) => {
      const create = asked[0]?.session.ledger.createDocuments;
      if (!create) throw new Error('This ledger books documents one by one');
      return create(asked.map(({ booking }) => booking));
    });
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
        book: size > 0 ? { size, create: (booking) => creates.ask({ session, booking }), isOver: () => creates.isOut } : null,
      }),
    };
  }
}
