interface Waiting<Asked, Answer> {
  asked: Asked;
  resolve(answer: Answer): void;
  reject(error: unknown): void;
}

/** How long those who are ready wait for one that is late: a document that hangs somewhere must not hold the others up. */
const patience = 2_000;

export interface Member<Asked, Answer> {
  /** Asks together with the others. Once; whoever asks again is told so by `isOut`. */
  ask(asked: Asked): Promise<Answer>;
  readonly isOut: boolean;
  /** Its work has ended, however it ended: nobody waits for it any more. */
  leave(): void;
}

/** One call for what several documents want at the same time: made when all have asked or left, when there are enough, or when those who asked have waited long enough. */
export class Round<Asked, Answer> {
  private waiting: Waiting<Asked, Answer>[] = [];
  private timer: ReturnType<typeof setTimeout> | undefined;
  private deadline: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private expected: number,
    private readonly size: number,
    /** Answers in the order of what was asked. */
    private readonly together: (asked: Asked[]) => Promise<readonly (Answer | Error)[]>,
    /** The longest the first of them waits, however many come one after the other. Milliseconds. */
    private readonly longest?: number,
  ) {}

  member(): Member<Asked, Answer> {
    let isOut = false;
    const out = () => {
      if (isOut) return;
      isOut = true;
      this.expected -= 1;
    };
    return {
      get isOut() {
        return isOut;
      },
      leave: () => {
        out();
        this.goWhenReady();
      },
      ask: (asked) => {
        out();
        return new Promise((resolve, reject) => {
          this.waiting.push({ asked, resolve, reject });
          clearTimeout(this.timer);
          this.timer = setTimeout(() => void this.go(), patience);
          if (this.longest !== undefined) this.deadline ??= setTimeout(() => void this.go(), this.longest);
          this.goWhenReady();
        });
      },
    };
  }

  private goWhenReady(): void {
    if (this.waiting.length > 0 && (this.expected === 0 || this.waiting.length >= this.size)) void this.go();
  }

  private async go(): Promise<void> {
    clearTimeout(this.timer);
    clearTimeout(this.deadline);
    this.deadline = undefined;
    const asking = this.waiting;
    this.waiting = [];
    if (asking.length === 0) return;
    try {
      const answers = await this.together(asking.map(({ asked }) => asked));
      asking.forEach(({ resolve, reject }, index) => {
        const answer = answers[index];
        if (answer === undefined) reject(new Error('A call for several was not answered for each'));
        else if (answer instanceof Error) reject(answer);
        else resolve(answer);
      });
    } catch (error) {
      for (const { reject } of asking) reject(error);
    }
  }
}
