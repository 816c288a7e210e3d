import { describe, expect, it } from 'vitest';
import { createClock } from '../../../lib/net/clock';

const start = Date.parse('2026-11-21T10:00:00Z');

function bench(wrongBy = 0) {
  const world = { time: start, wall: start + wrongBy, slept: 0 };
  const clock = createClock(() => world.wall, () => world.time - start - world.slept);
  return Object.assign(world, {
    clock,
    pass(milliseconds: number) {
      world.time += milliseconds;
      world.wall += milliseconds;
    },
    hear: () => clock.hear(new Date(world.time).toUTCString()),
    off: () => clock.now() - world.time,
  });
}

describe('fault 20: the clock', () => {
  it('is taken as it is while it goes right, and small differences are nothing', () => {
    const it = bench(3_000);
    it.hear();
    it.pass(60_000);
    expect([it.off(), it.clock.inDoubt()]).toEqual([3_000, false]);
  });

  it.each([900_000, -900_000])('wrong by %d ms: right from the first answer on', (by) => {
    const it = bench(by);
    expect(it.off()).toBe(by);
    it.hear();
    it.pass(300_000);
    expect(it.off()).toBe(0);
  });

  it('set back: time goes on as it did, without any answer', () => {
    const it = bench();
    it.pass(10_000);
    it.wall -= 900_000;
    expect([it.off(), it.clock.inDoubt()]).toEqual([0, false]);
    it.hear();
    it.pass(10_000);
    expect(it.off()).toBe(0);
  });

  it('set forward or slept: in doubt until an answer tells which', () => {
    const set = bench();
    set.wall += 900_000;
    expect(set.clock.inDoubt()).toBe(true);
    set.hear();
    expect([set.off(), set.clock.inDoubt()]).toEqual([0, false]);

    const asleep = bench();
    asleep.pass(900_000);
    asleep.slept += 900_000;
    expect([asleep.off(), asleep.clock.inDoubt()]).toEqual([0, true]);
    asleep.hear();
    expect([asleep.off(), asleep.clock.inDoubt()]).toEqual([0, false]);
  });

  it.each([null, '', 'yesterday'])('a Date header of %j says nothing', (date) => {
    const it = bench(900_000);
    it.clock.hear(date);
    expect(it.off()).toBe(900_000);
  });
});
