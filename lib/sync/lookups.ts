import type { LedgerDocument, NaturalKey } from '../ledgers/ledger';
import type { Session } from './session';

/** Looks for documents under their natural keys, candidates of other contacts included. */
export type Lookup = (key: NaturalKey) => Promise<LedgerDocument[]>;

/** One document, one call: for a click. */
export const lookUpAlone =
  (session: Session): Lookup =>
  async (key) => (await session.ledger.findDocuments([key]))[0] ?? [];

interface Waiting {
  key: NaturalKey;
  session: Session;
  resolve(documents: LedgerDocument[]): void;
  reject(error: unknown): void;
}

/** How long those who are ready wait for one that is late: a document that hangs in the host must not hold the others up. */
const patience = 2_000;

/** The look-ups of documents that are sent together, in as few calls as the ledger allows. Each member asks once, or leaves. */
export class LookupRound {
  private waiting: Waiting[] = [];
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private expected: number,
    private readonly size: number,
  ) {}

  /** A member's part in the round; call `leave` when its work has ended, however it ended. */
  member(): { lookup: (session: Session) => Lookup; leave: () => void } {
    let isOut = false;
    const leave = () => {
      if (isOut) return;
      isOut = true;
      this.expected -= 1;
      this.askWhenReady();
    };
    return {
      leave,
      lookup: (session) => (key) => {
        // Whoever looks again does so on its own: its round is over.
        if (isOut) return lookUpAlone(session)(key);
        isOut = true;
        this.expected -= 1;
        return new Promise((resolve, reject) => {
          this.waiting.push({ key, session, resolve, reject });
          clearTimeout(this.timer);
          this.timer = setTimeout(() => void this.ask(), patience);
          this.askWhenReady();
        });
      },
    };
  }

  private askWhenReady(): void {
    if (this.waiting.length > 0 && (this.expected === 0 || this.waiting.length >= this.size)) void this.ask();
  }

  private async ask(): Promise<void> {
    clearTimeout(this.timer);
    const asking = this.waiting;
    this.waiting = [];
    const [first] = asking;
    if (!first) return;
    try {
      const answers = await first.session.ledger.findDocuments(asking.map(({ key }) => key));
      asking.forEach(({ resolve }, index) => resolve(answers[index] ?? []));
    } catch (error) {
      for (const { reject } of asking) reject(error);
    }
  }
}
