import type { JobRow } from '../storage/rows';
import { twinsShowAfter } from './links';
import type { SyncContext } from './context';
import { checkAllTwins } from './twins';

export const earlier = (a: number | null, b: number | null): number | null => (a === null || b === null ? (a ?? b) : Math.min(a, b));

/** When to look for twins of what was created, and the looking: beside everything else, so that nothing waits for it. */
export class TwinWatch {
  /** The next look, epoch milliseconds; null when nothing is to be looked for. At the start: what an earlier worker left. */
  dueAt: number | null = 0;
  looking: Promise<void> | null = null;

  constructor(
    private readonly context: SyncContext,
    private readonly keepAwake: <T>(work: Promise<T>) => Promise<T>,
    /** Called when a look has ended. */
    private readonly ended: () => void,
    private readonly check: (context: SyncContext) => Promise<number | null> = checkAllTwins,
  ) {}

  /** A send may have arrived twice; a fetch may follow a choice between twins. */
  after(action: JobRow['action']): void {
    if (action === 'bring') return;
    this.dueAt = earlier(this.dueAt, this.context.now() + (action === 'send' ? twinsShowAfter : 0));
  }

  lookWhenDue(): void {
    if (this.looking || this.dueAt === null || this.dueAt > this.context.now()) return;
    this.dueAt = null;
    const check = this.keepAwake(this.check(this.context)).then(
      (next) => void (this.dueAt = earlier(this.dueAt, next === null ? null : Math.max(next, this.context.now() + 1_000))),
      // What cannot be done now is done another time; what was found by then is said on its document.
      () => void (this.dueAt = earlier(this.dueAt, this.context.now() + twinsShowAfter)),
    );
    this.looking = check.finally(() => {
      this.looking = null;
      this.ended();
    });
  }
}
