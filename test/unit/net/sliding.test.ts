import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { admit, emptyBudget, learn, room, type Admission, type Budget } from '../../../lib/net/budget';
import type { BudgetRules } from '../../../lib/net/call';

const minute = 60_000;
const ten = Date.parse('2026-11-21T10:00:00Z');
const rules: BudgetRules = { perMinute: 500, perSecond: 10, endpoints: { batch: { perMinute: 40 } }, margin: 0, refusalCloses: minute };
const refusal = (admission: Admission): [string, number] | null => (admission.admitted ? null : [admission.which, admission.until]);

function spend(budget: Budget, calls: number, now: number, endpoint = 'invoice'): Budget {
  let spent = budget;
  for (let i = 0; i < calls; i += 1) {
    const admission = admit(spent, rules, endpoint, now);
    if (!admission.admitted) throw new Error(`Refused for ${admission.which}`);
    spent = admission.budget;
  }
  return spent;
}

describe('the second', () => {
  it('takes ten calls; the eleventh has its turn a second after the first of them', () => {
    const nine = spend(spend(emptyBudget('k'), 1, ten + 300), 8, ten + 700);
    const full = spend(nine, 1, ten + 900);
    expect(refusal(admit(full, rules, 'invoice', ten + 1000))).toEqual(['second', ten + 1300]);
    expect(refusal(admit(full, rules, 'invoice', ten + 1299))).toEqual(['second', ten + 1300]);
    expect(refusal(admit(spend(full, 1, ten + 1300), rules, 'invoice', ten + 1300))).toEqual(['second', ten + 1700]);
  });

  it('is one for all endpoints, and counts in the minute and the day too', () => {
    const full = spend(spend(emptyBudget('k'), 5, ten, 'query'), 5, ten, 'bill');
    expect(refusal(admit(full, rules, 'invoice', ten))).toEqual(['second', ten + 1000]);
    expect([full.minute.used, full.day.used]).toEqual([10, 10]);
  });

  it('does not close for good when the clock is set back', () => {
    const full = spend(emptyBudget('k'), 10, ten + minute);
    expect(admit(full, rules, 'invoice', ten).admitted).toBe(true);
  });

  it('is no reason to wait for a minute that is over, nor for a refusal that closed all', () => {
    const full = { ...spend(emptyBudget('k'), 10, ten), minute: { start: ten, used: 500, limit: null, left: null, resetsAt: null } };
    expect(refusal(admit(full, rules, 'invoice', ten))).toEqual(['minute', ten + minute]);
    const closed = learn(full, rules, { status: 429, headers: new Headers(), endpoint: 'invoice' }, ten);
    expect(refusal(admit(closed, rules, 'invoice', ten))?.[1]).toBe(ten + minute);
  });

  it('changes nothing about how many calls there is room for', () => {
    expect(room(spend(emptyBudget('k'), 10, ten), rules, ten)).toEqual({ calls: 490, until: ten + minute, which: 'minute' });
  });
});

describe('the minute of an endpoint', () => {
  const batches = (from: number): Budget => [0, 1, 2, 3].reduce((budget, part) => spend(budget, 10, from + part * 1000, 'batch'), emptyBudget('k'));

  it('closes that endpoint until its first call is a minute old, whenever the minute began, and no other', () => {
    const full = batches(ten + 58_000);
    expect(refusal(admit(full, rules, 'batch', ten + minute + 5_000))).toEqual(['minute for batch', ten + minute + 58_000]);
    expect(admit(full, rules, 'invoice', ten + minute + 5_000).admitted).toBe(true);
    expect(admit(full, rules, 'batch', ten + minute + 58_000).admitted).toBe(true);
  });

  it('is told before the second: there is no use in waiting for that', () => expect(refusal(admit(batches(ten), rules, 'batch', ten + 3_000))?.[0]).toBe('minute for batch'));
});

describe('a minute that slides', () => {
  const sliding: BudgetRules = { perMinute: 20, minuteSlides: true, margin: 2 };
  const spent = (calls: number, now: number, from = emptyBudget('k')): Budget => {
    let budget = from;
    for (let i = 0; i < calls; i += 1) {
      const admission = admit(budget, sliding, 'a', now);
      if (!admission.admitted) throw new Error(`Refused for ${admission.which}`);
      budget = admission.budget;
    }
    return budget;
  };
  it('is not over when the clock\'s is', () => {
    const full = spent(8, ten + 58_000, spent(10, ten + 30_000));
    expect(refusal(admit(full, sliding, 'a', ten + minute))).toEqual(['minute', ten + minute + 30_000]);
    expect(room(full, sliding, ten + minute)).toEqual({ calls: 0, until: ten + minute + 30_000, which: 'minute' });
    expect(room(full, sliding, ten + minute + 30_000)).toEqual({ calls: 10, until: ten + minute + 58_000, which: 'minute' });
    expect(refusal(admit(spent(10, ten + minute + 30_000, full), sliding, 'a', ten + minute + 30_000))?.[1]).toBe(ten + minute + 58_000);
  });
  it('has room for all but the margin when nothing was called', () => expect(room(emptyBudget('k'), sliding, ten)).toMatchObject({ calls: 18, which: 'minute' }));
});

it('rules without such windows leave a budget as it was written before there were any', () => {
  const admission = admit(emptyBudget('k'), { perMinute: 60, margin: 1 }, 'a', ten);
  expect(admission.admitted && Object.keys(admission.budget)).toEqual(Object.keys(emptyBudget('k')));
});

it('over any schedule no second holds more than ten, no minute more than forty batches; and what is told to wait is let through then', () => {
  const step = fc.record({ wait: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 1_500 }), fc.integer({ min: 0, max: 90_000 })), calls: fc.integer({ min: 1, max: 25 }), endpoint: fc.constantFrom('invoice', 'batch') });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const left: { at: number; endpoint: string }[] = [];
      let budget = emptyBudget('k');
      let now = ten;
      for (const { wait, calls, endpoint } of steps) {
        now += wait;
        for (let i = 0; i < calls; i += 1) {
          let admission = admit(budget, rules, endpoint, now);
          for (let waits = 0; !admission.admitted; waits += 1) {
            expect(waits).toBeLessThan(3);
            expect(admission.until).toBeGreaterThan(now);
            expect(admission.until - now).toBeLessThanOrEqual(minute);
            now = admission.until;
            admission = admit(budget, rules, endpoint, now);
          }
          budget = admission.budget;
          left.push({ at: now, endpoint });
        }
        expect(Object.values(budget.recent ?? {}).every((times) => times.length <= 40)).toBe(true);
      }
      const within = (length: number, calls: typeof left) => Math.max(0, ...calls.map(({ at }) => calls.filter((other) => other.at >= at && other.at < at + length).length));
      expect(within(1000, left)).toBeLessThanOrEqual(10);
      expect(within(minute, left.filter(({ endpoint }) => endpoint === 'batch'))).toBeLessThanOrEqual(40);
    }),
    { numRuns: 60 },
  );
});
