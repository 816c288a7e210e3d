import type { PageView } from '../../lib/model/view';
import { judgeFailure } from './alive';

export const busyPause = 500;
/** Work that takes longer than this waits for something; looking less often keeps the background asleep more. */
const longWork = 60_000;
const longPause = 2000;
/** After a question that got lost: soon, then less often. */
export const againPauses = [250, 500, 1000, 2000, 5000] as const;

interface WatcherOptions {
  ask: () => Promise<PageView | undefined>;
  onView: (view: PageView) => void;
  /** The extension is gone; nothing is asked any more. */
  onGone: () => void;
  judge?: (error: unknown) => 'again' | 'gone';
}

/**
 * Follows the state of one document: asks, asks again while work is going on, and whenever told to.
 * Never two questions at once; one that is asked for meanwhile follows the answer.
 */
export class Watcher {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asking = false;
  #wanted = false;
  #failures = 0;
  #stopped = false;
  #busySince: number | null = null;

  constructor(readonly options: WatcherOptions) {}

  /** Ask now. */
  readonly refresh = (): void => {
    clearTimeout(this.#timer);
    if (this.#stopped) return;
    this.#wanted = true;
    if (!this.#asking) void this.#ask();
  };

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  async #ask(): Promise<void> {
    this.#asking = true;
    this.#wanted = false;
    let pause: number | null = null;
    try {
      const view = await this.options.ask();
      // A listener that had nothing to say: the background is not ready yet.
      if (!view) throw new Error('No response');
      this.#failures = 0;
      if (!this.#stopped) this.options.onView(view);
      pause = this.#pauseAfter(view);
    } catch (error) {
      pause = this.#after(error);
    }
    this.#asking = false;
    if (this.#stopped) return;
    if (this.#wanted) this.refresh();
    else if (pause !== null) this.#timer = setTimeout(this.refresh, pause);
  }

  #pauseAfter(view: PageView): number | null {
    const busy = view.toolbars.some((toolbar) => toolbar.busy);
    this.#busySince = busy ? (this.#busySince ?? Date.now()) : null;
    if (this.#busySince === null) return null;
    return Date.now() - this.#busySince < longWork ? busyPause : longPause;
  }

  #after(error: unknown): number | null {
    if ((this.options.judge ?? judgeFailure)(error) === 'gone') {
      this.stop();
      this.options.onGone();
      return null;
    }
    return againPauses[Math.min(this.#failures++, againPauses.length - 1)] ?? null;
  }
}
