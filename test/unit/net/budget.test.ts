import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { budget as exact } from '../../../lib/ledgers/exact-online/limits';
import { admit, emptyBudget, learn, roll, standing, type Admission, type Budget } from '../../../lib/net/budget';
import type { BudgetRules } from '../../../lib/net/call';

const minute = 60_000;
const hour = 3_600_000;
const day = 86_400_000;
const ten = Date.parse('2026-11-21T10:00:00Z');

const headersOf = (values: Record<string, string | number>) => new Headers(Object.entries(values).map(([name, value]) => [`X-RateLimit-${name}`, String(value)]));
const answered = (budget: Budget, status: number, headers: Record<string, string | number>, now: number, endpoint = 'a') => learn(budget, exact, { status, headers: headersOf(headers), endpoint }, now);
const admitted = (admission: Admission): Budget => {
  if (!admission.admitted) throw new Error(`Refused for ${admission.which}`);
  return admission.budget;
};
const refusedUntil = (admission: Admission): [string, number] | null => (admission.admitted ? null : [admission.which, admission.until]);

function spend(budget: Budget, calls: number, now: number, rules = exact): Budget {
  let spent = budget;
  for (let i = 0; i < calls; i += 1) spent = admitted(admit(spent, rules, 'a', now));
  return spent;
}

describe('the minute', () => {
  it('is a fixed calendar minute with a margin, not a sliding one', () => {
    const full = spend(emptyBudget('k'), 59, ten + 59_000);
    expect(refusedUntil(admit(full, exact, 'a', ten + 59_999))).toEqual(['minute', ten + minute]);
    expect(spend(full, 59, ten + minute).minute.used).toBe(59);
  });

  it('pain 22: closes when the other side says less is left than our own count', () => {
    const first = spend(emptyBudget('k'), 1, ten);
    const told = answered(first, 200, { 'Minutely-Limit': 60, 'Minutely-Remaining': 2, 'Minutely-Reset': ten + minute }, ten);
    const last = spend(told, 1, ten);
    expect(refusedUntil(admit(last, exact, 'a', ten))).toEqual(['minute', ten + minute]);
  });

  it('fault 17: an absent header is not zero', () => {
    const first = answered(spend(emptyBudget('k'), 1, ten), 200, {}, ten);
    expect(first.minute).toMatchObject({ used: 1, limit: null, left: null, resetsAt: null });
    expect(spend(first, 56, ten).minute.used).toBe(57);
  });

  it('a limit told without what is left says nothing of that', () => {
    const told = answered(spend(emptyBudget('k'), 1, ten), 200, { 'Minutely-Limit': 50, Limit: 4000 }, ten);
    expect([told.minute.limit, told.minute.left, told.day.limit, told.day.left]).toEqual([50, null, 4000, null]);
    expect(spend(told, 46, ten).minute.used).toBe(47);
  });

  it('a header that is no number says nothing', () => {
    const told = answered(spend(emptyBudget('k'), 1, ten), 200, { 'Minutely-Remaining': '', Remaining: '-1', 'Minutely-Limit': 'many' }, ten);
    expect([told.minute.left, told.minute.limit, told.day.left]).toEqual([null, null, null]);
  });

  it('the headers of one window say nothing of the other', () => {
    const minuteOnly = answered(spend(emptyBudget('k'), 1, ten), 200, { 'Minutely-Limit': 60, 'Minutely-Remaining': 9, 'Minutely-Reset': ten + minute }, ten);
    expect([minuteOnly.minute.left, minuteOnly.day.left]).toEqual([9, null]);
    const dayOnly = answered(spend(emptyBudget('k'), 1, ten), 200, { Limit: 5000, Remaining: 77, Reset: ten + 5 * hour }, ten);
    expect([dayOnly.minute.left, dayOnly.day.left]).toEqual([null, 77]);
  });

  it('a stale header cannot raise what is left', () => {
    const low = answered(spend(emptyBudget('k'), 3, ten), 200, { 'Minutely-Remaining': 10 }, ten);
    const stale = answered(low, 200, { 'Minutely-Remaining': 58 }, ten + 10);
    expect(stale.minute.left).toBe(10);
    expect(answered(stale, 200, { 'Minutely-Remaining': 8 }, ten + 20).minute.left).toBe(8);
  });

  it('an answer that arrives in the next minute does not close that one', () => {
    const full = spend(emptyBudget('k'), 57, ten);
    const late = answered(full, 200, { 'Minutely-Limit': 60, 'Minutely-Remaining': 0, 'Minutely-Reset': ten + minute }, ten + minute + 300);
    expect(spend(late, 57, ten + minute + 400).minute.used).toBe(57);
  });
});

describe('the day', () => {
  it.each([[0, '2026-11-22T00:00:00Z'], [22 * 60, '2026-11-21T22:00:00Z'], [60, '2026-11-22T01:00:00Z']])('ends %i minutes after midnight UTC', (dayEndsAtUtcMinute, end) => {
    const rules: BudgetRules = { perDay: 20, margin: 1, dayEndsAtUtcMinute };
    const full = spend(emptyBudget('k'), 19, ten, rules);
    expect(refusedUntil(admit(full, rules, 'a', ten))).toEqual(['day', Date.parse(end)]);
    expect(refusedUntil(admit(full, rules, 'a', Date.parse(end) - 1))).toEqual(['day', Date.parse(end)]);
    expect(spend(full, 19, Date.parse(end), rules).day.used).toBe(19);
  });

  it('keeps a limit it was once told, and forgets what was left of a past day', () => {
    const told = answered(emptyBudget('k'), 200, { Limit: 9000, Remaining: 0, Reset: Date.parse('2026-11-22T00:00:00Z') }, ten);
    expect(roll(told, exact, ten + day).day).toMatchObject({ limit: 9000, left: null, used: 0 });
  });

  it('a tiny budget is not eaten up by the margin', () => {
    const rules: BudgetRules = { perDay: 10, margin: 3 };
    expect(spend(emptyBudget('k'), 10, ten, rules).day.used).toBe(10);
  });

  it('without any limit known, everything goes out and is counted', () => {
    expect(spend(emptyBudget('k'), 500, ten, { margin: 3 }).day.used).toBe(500);
  });
});

describe('a refusal (429)', () => {
  it('fault 16: with the headers of the minute closes until the minute ends', () => {
    const closed = answered(spend(emptyBudget('k'), 1, ten), 429, { 'Minutely-Limit': 60, 'Minutely-Remaining': 0, 'Minutely-Reset': ten + minute }, ten + 20_000);
    expect(refusedUntil(admit(closed, exact, 'a', ten + 20_000))).toEqual(['minute', ten + minute]);
    expect(admit(closed, exact, 'a', ten + minute).admitted).toBe(true);
  });

  it('fault 18: with the headers of the day closes until the day ends, and says when', () => {
    const end = Date.parse('2026-11-22T00:00:00Z');
    const closed = answered(spend(emptyBudget('k'), 1, ten), 429, { Limit: 5000, Remaining: 0, Reset: end }, ten);
    expect(refusedUntil(admit(closed, exact, 'b', ten + 5 * minute))).toEqual(['day', end]);
    expect(admit(closed, exact, 'b', end).admitted).toBe(true);
  });

  it('with the headers of both is taken for the minute: the day tells by what is left', () => {
    const both = { 'Minutely-Remaining': 0, 'Minutely-Reset': ten + minute, Reset: Date.parse('2026-11-22T00:00:00Z') };
    expect(refusedUntil(admit(answered(emptyBudget('k'), 429, { ...both, Remaining: 4000 }, ten), exact, 'a', ten))).toEqual(['minute', ten + minute]);
    expect(refusedUntil(admit(answered(emptyBudget('k'), 429, { ...both, Remaining: 0 }, ten), exact, 'a', ten + minute))?.[0]).toBe('day');
  });

  it('fault 17: with neither waits for the next minute, and takes nothing for zero', () => {
    const closed = answered(spend(emptyBudget('k'), 1, ten), 429, {}, ten + 20_000);
    expect(refusedUntil(admit(closed, exact, 'a', ten + 20_000))).toEqual(['minute', ten + minute]);
    expect(spend(closed, 57, ten + minute).minute.used).toBe(57);
  });

  it.each([
    ['in the past', ten - 10 * minute], ['in 1970', 0], ['in seconds', Math.floor(ten / 1000)], ['in the far future', ten + 4000 * day],
  ])('a reset %s never closes for good, nor opens at once', (_where, reset) => {
    const ofMinute = refusedUntil(admit(answered(emptyBudget('k'), 429, { 'Minutely-Reset': reset }, ten + 20_000), exact, 'a', ten + 20_000));
    expect(ofMinute).toEqual(['minute', ten + minute]);
    const ofDay = refusedUntil(admit(answered(emptyBudget('k'), 429, { Reset: reset }, ten), exact, 'a', ten));
    expect(ofDay).toEqual(['day', Date.parse('2026-11-22T00:00:00Z')]);
  });
});

describe('the error budget', () => {
  const failed = (budget: Budget, times: number, now: number, endpoint = 'a', status = 400) => {
    let next = budget;
    for (let i = 0; i < times; i += 1) next = answered(next, status, {}, now + i, endpoint);
    return next;
  };

  it('fault 19: pauses that endpoint before the tenth error, and no other', () => {
    expect(admit(failed(emptyBudget('k'), 8, ten), exact, 'a', ten + 100).admitted).toBe(true);
    const nine = failed(emptyBudget('k'), 9, ten);
    expect(refusedUntil(admit(nine, exact, 'a', ten + 100))).toEqual(['errors in this hour', ten + hour]);
    expect(admit(nine, exact, 'b', ten + 100).admitted).toBe(true);
  });

  it('counts calls under way as if they were refused too: together they must not use it up (fault 19)', () => {
    const six = failed(emptyBudget('k'), 6, ten);
    expect(admit(six, exact, 'a', ten + 100, 2).admitted).toBe(true);
    expect(refusedUntil(admit(six, exact, 'a', ten + 100, 3))).toEqual(['errors in this hour', ten + 1100]);
    expect(admit(emptyBudget('k'), exact, 'a', ten, 8).admitted).toBe(true);
  });

  it('forgets an error after an hour', () => {
    const nine = failed(emptyBudget('k'), 9, ten);
    expect(admit(nine, exact, 'a', ten + hour - 1).admitted).toBe(false);
    expect(admit(nine, exact, 'a', ten + hour).admitted).toBe(true);
    expect(roll(nine, exact, ten + 2 * hour).errors).toEqual({});
  });

  it.each([[400, 1], [401, 1], [403, 1], [404, 1], [200, 0], [201, 0], [429, 0], [500, 0], [503, 0]])('a %i counts %i', (status, count) => {
    expect(failed(emptyBudget('k'), 1, ten, 'a', status).errors['a']?.length ?? 0).toBe(count);
  });
});

describe('what people see', () => {
  it('is what is used of the limit, as the stricter of both counts says', () => {
    const told = answered(spend(emptyBudget('k'), 4, ten), 200, { Limit: 5000, Remaining: 4000 }, ten);
    expect(standing(told, exact, ten)).toEqual({ minute: { used: 4, limit: 60 }, day: { used: 1000, limit: 5000 } });
    expect(standing(emptyBudget('k'), { margin: 1 }, ten)).toEqual({ minute: null, day: null });
  });
});

describe('over any schedule of calls and answers', () => {
  const step = fc.record({
    wait: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 5_000 }), fc.integer({ min: 0, max: 2 * hour })),
    calls: fc.integer({ min: 0, max: 30 }),
    answer: fc.option(fc.record({ status: fc.constantFrom(200, 400, 404, 429, 500), left: fc.option(fc.integer({ min: 0, max: 60 })), dayLeft: fc.option(fc.integer({ min: 0, max: 300 })), reset: fc.option(fc.integer({ min: -2 * minute, max: 2 * minute })) })),
  });
  const rules: BudgetRules = { ...exact, perMinute: 60, perDay: 300, margin: 3 };

  it('no more is admitted in a window than the limit less the margin, and a refusal names a moment to come', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const admittedIn = new Map<string, number>();
        let budget = emptyBudget('k');
        let now = ten;
        for (const { wait, calls, answer } of steps) {
          now += wait;
          for (let i = 0; i < calls; i += 1) {
            const admission = admit(budget, rules, 'a', now);
            if (!admission.admitted) {
              expect(admission.until).toBeGreaterThan(now);
              expect(admission.until - now).toBeLessThanOrEqual(day);
              break;
            }
            budget = admission.budget;
            for (const window of [`minute ${Math.floor(now / minute)}`, `day ${Math.floor(now / day)}`]) admittedIn.set(window, (admittedIn.get(window) ?? 0) + 1);
          }
          if (!answer) continue;
          const headers = {
            ...(answer.left === null ? {} : { 'Minutely-Remaining': answer.left }),
            ...(answer.dayLeft === null ? {} : { Remaining: answer.dayLeft }),
            ...(answer.reset === null ? {} : { 'Minutely-Reset': Math.max(0, now + answer.reset) }),
          };
          budget = learn(budget, rules, { status: answer.status, headers: headersOf(headers), endpoint: 'a' }, now);
        }
        for (const [window, count] of admittedIn) expect(count).toBeLessThanOrEqual(window.startsWith('minute') ? 57 : 297);
      }),
    );
  });

  it('waiting as long as told is always enough in the end', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 60 }), (calls, errors, left) => {
        let budget = emptyBudget('k');
        for (let i = 0; i < calls; i += 1) {
          const admission = admit(budget, rules, 'a', ten);
          if (admission.admitted) ({ budget } = admission);
        }
        for (let i = 0; i < errors; i += 1) budget = learn(budget, rules, { status: 400, headers: headersOf({ 'Minutely-Remaining': left }), endpoint: 'a' }, ten + i);
        let now = ten;
        for (let waits = 0; waits < 15; waits += 1) {
          const admission = admit(budget, rules, 'a', now);
          if (admission.admitted) return true;
          now = admission.until;
        }
        return false;
      }),
    );
  });
});
