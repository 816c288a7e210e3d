import { expect, test } from 'vitest';
import { scheduleOf } from './check';
import { simulate } from './simulate';

test('a seed gives the same schedule, and a schedule runs the same every time', async () => {
  for (const seed of [1, 2, 3, 5, 8]) {
    const [first, second] = [await simulate(scheduleOf(seed)), await simulate(scheduleOf(seed))];
    expect(second.trace).toEqual(first.trace);
    expect(second).toMatchObject({ kills: first.kills, steps: first.steps, requests: first.requests });
  }
});

test('schedules kill, trouble and interleave: they are no walk in the park', async () => {
  let kills = 0;
  let troubles = 0;
  for (let seed = 1; seed <= 40; seed += 1) {
    const outcome = await simulate(scheduleOf(seed));
    kills += outcome.kills;
    troubles += outcome.trace.filter((line) => /#\d+ .*\((reset|silent|slow|late|html|cut|50\d|429|401|twice)/.test(line)).length;
  }
  expect(kills).toBeGreaterThan(40);
  expect(troubles).toBeGreaterThan(20);
});
