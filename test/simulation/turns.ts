/**
 * Knows when nothing in this process can go on by itself. The database of the tests does its work in turns of setImmediate;
 * everything else here waits for promises alone, which have settled by the end of a turn.
 */
const immediate = globalThis.setImmediate;
let pending = 0;

globalThis.setImmediate = Object.assign(
  (callback: (...given: unknown[]) => void, ...given: unknown[]) => {
    pending += 1;
    return immediate(() => {
      pending -= 1;
      callback(...given);
    });
  },
  { __promisify__: immediate.__promisify__ },
) as typeof setImmediate;

const turn = (): Promise<void> => new Promise((resolve) => immediate(resolve));

/** Resolves once nothing is under way but what waits for virtual time. */
export async function quiet(): Promise<void> {
  // Two turns without work: the first may end a promise that begins some.
  for (let idle = 0; idle < 2; ) {
    await turn();
    idle = pending === 0 ? idle + 1 : 0;
  }
}
