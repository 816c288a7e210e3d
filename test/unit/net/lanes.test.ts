import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Lanes } from '../../../lib/net/lanes';

const tick = () => new Promise((resolve) => setTimeout(resolve, 0));

describe('lanes', () => {
  it('let so many through at a time, under each name', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 4 }), fc.array(fc.record({ name: fc.constantFrom('a', 'b'), priority: fc.nat({ max: 3 }), fails: fc.boolean() }), { maxLength: 15 }), async (width, calls) => {
        const lanes = new Lanes();
        const inside = { a: 0, b: 0 };
        let most = 0;
        const done = await Promise.allSettled(
          calls.map(({ name, priority, fails }) =>
            lanes.within(name, width, priority, async () => {
              most = Math.max(most, (inside[name as 'a'] += 1));
              await tick();
              inside[name as 'a'] -= 1;
              if (fails) throw new Error('failed');
            }),
          ),
        );
        return most <= width && done.length === calls.length && inside.a === 0 && inside.b === 0;
      }),
      { numRuns: 60 },
    );
  });

  it('the lowest priority goes first, and among equals whoever came first', async () => {
    const lanes = new Lanes();
    const order: string[] = [];
    const go = (name: string, priority: number) => lanes.within('lane', 1, priority, async () => void (await tick(), order.push(name)));
    await Promise.all([go('first', 10), go('background 1', 10), go('background 2', 10), go('click', 0)]);
    expect(order).toEqual(['first', 'click', 'background 1', 'background 2']);
  });

  it('a place is free again when its work has failed', async () => {
    const lanes = new Lanes();
    await expect(lanes.within('lane', 1, 0, () => Promise.reject(new Error('failed')))).rejects.toThrow('failed');
    expect(await lanes.within('lane', 1, 0, async () => 'through')).toBe('through');
  });
});
