import type { LedgerDocument, NaturalKey } from '../ledgers/ledger';
import { Round } from './rounds';
import { sharedLedger, type Session } from './session';

/** Looks for documents under their natural keys, candidates of other contacts included. */
export type Lookup = (key: NaturalKey) => Promise<LedgerDocument[]>;

/** One document, one call: for a click. */
export const lookUpAlone =
  (session: Session): Lookup =>
  async (key) => (await session.ledger.findDocuments([key]))[0] ?? [];

/** The look-ups of documents that are sent together, in as few calls as the ledger allows. Each member asks once, or leaves. */
export class LookupRound {
  private readonly round: Round<{ session: Session; key: NaturalKey }, LedgerDocument[]>;

  constructor(expected: number, size: number) {
    this.round = new Round(expected, size, async (asked) => {
      const answers = (await sharedLedger(asked.map(({ session }) => session))?.findDocuments(asked.map(({ key }) => key))) ?? [];
      return asked.map((_, index) => answers[index] ?? []);
    });
  }

  /** A member's part in the round; call `leave` when its work has ended, however it ended. */
  member(): { lookup: (session: Session) => Lookup; leave: () => void } {
    const member = this.round.member();
    return {
      leave: () => member.leave(),
      // Whoever looks again does so on its own: its round is over.
      lookup: (session) => (key) => (member.isOut ? lookUpAlone(session)(key) : member.ask({ session, key })),
    };
  }
}
