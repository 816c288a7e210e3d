import { quiet } from './turns';

interface Entry {
  at: number;
  order: number;
  what: string;
  run: () => unknown;
}

/** Virtual time: it stands still while anything can go on by itself, and then jumps to the next thing that was to happen. */
export class Timeline {
  private entries: Entry[] = [];
  private orders = 0;

  /** Epoch milliseconds: the world's true time, which a browser's clock may have wrong. */
  constructor(private time: number) {}

  now(): number {
    return this.time;
  }

  /** Has something happen so many milliseconds from now. Calling the answer takes it back. */
  after(milliseconds: number, what: string, run: () => unknown): () => void {
    // Whole milliseconds, as clocks count them.
    const entry = { at: this.time + Math.max(0, Math.round(milliseconds)), order: (this.orders += 1), what, run };
    this.entries.push(entry);
    return () => {
      const index = this.entries.indexOf(entry);
      if (index >= 0) this.entries.splice(index, 1);
    };
  }

  sleep(milliseconds: number, what: string): Promise<void> {
    return new Promise((resolve) => this.after(milliseconds, what, resolve));
  }

  private next(): Entry | undefined {
    let first: Entry | undefined;
    for (const entry of this.entries) if (!first || entry.at < first.at || (entry.at === first.at && entry.order < first.order)) first = entry;
    return first;
  }

  /** Lets everything happen until the given moment, or until `done` says so. Events of one moment happen in the order they were asked for. */
  async run(until: number, done: () => boolean = () => false): Promise<void> {
    for (;;) {
      await quiet();
      if (done()) return;
      const entry = this.next();
      if (!entry || entry.at > until) {
        this.time = Math.max(this.time, until);
        return;
      }
      this.entries.splice(this.entries.indexOf(entry), 1);
      this.time = Math.max(this.time, entry.at);
      entry.run();
    }
  }

  /** What is still to happen, soonest first: for people who look at a simulation that does not end. */
  pending(): string[] {
    return [...this.entries].sort((a, b) => a.at - b.at || a.order - b.order).map(({ at, what }) => `${at - this.time} ms: ${what}`);
  }
}
