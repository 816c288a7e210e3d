/** The machine's clock, set right by what servers say of the time. */
export interface ServerClock {
  /** Epoch milliseconds. */
  now(): number;
  /** The Date header of an answer that has just arrived. */
  hear(date: string | null): void;
  /** True while the machine slept or its clock was set forward, and no server has said since which of the two. */
  inDoubt(): boolean;
}

/** A Date header counts whole seconds, and an answer is on its way for some. */
const tolerance = 5_000;

/**
 * Windows of budgets, the age of tokens and the wait after a lost answer are all reckoned in the other side's time. A clock
 * that is wrong, or set while work is going on, is corrected by the next answer. `monotonic` counts milliseconds and cannot be set.
 */
export function createClock(wall: () => number, monotonic: () => number): ServerClock {
  let anchor = { wall: wall(), monotonic: monotonic() };
  let offset = 0;

  /** How far the machine's clock has moved by itself since the anchor. */
  const drift = (): number => wall() - anchor.wall - (monotonic() - anchor.monotonic);

  return {
    // Set back is certain; forward may be a sleep, in which the time did pass.
    now: () => (drift() < -tolerance ? anchor.wall + monotonic() - anchor.monotonic : wall()) + offset,
    inDoubt: () => drift() > tolerance,
    hear(date) {
      const said = Date.parse(date ?? '');
      if (Number.isNaN(said)) return;
      anchor = { wall: wall(), monotonic: monotonic() };
      const off = said - anchor.wall;
      offset = Math.abs(off) <= tolerance ? 0 : off;
    },
  };
}
