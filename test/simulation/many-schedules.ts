import { expect, test } from 'vitest';
import { check, describeFailure } from './check';

/** 10,000 in all, over the files that share them; fewer where somebody is in a hurry. */
const schedules = Number(process.env['LEDGERBAR_SCHEDULES'] ?? 10_000);
const atOnce = 250;
const minutes = 60_000;

/** One of `shares` equal parts of the random schedules. Their seeds are 1, 2, 3... so that a failing one can be named. */
export function manySchedules(share: number, shares: number): void {
  const perShare = Math.ceil(schedules / shares);
  const blocks = Math.ceil(perShare / atOnce);
  test.each(Array.from({ length: blocks }, (_, block) => share * perShare + block * atOnce + 1))('random schedules from seed %i: each document once, nothing lost, nothing stuck, all in the journal', async (first) => {
    const last = Math.min(first + atOnce, (share + 1) * perShare + 1);
    const failures: string[] = [];
    for (let seed = first; seed < last && failures.length < 3; seed += 1) {
      const failure = await check(seed);
      if (failure) failures.push(describeFailure(failure));
    }
    expect(failures.join('\n\n')).toBe('');
  }, 20 * minutes);
}
