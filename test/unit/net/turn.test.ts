import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { emptyBudget } from '../../../lib/net/budget';
import type { BudgetRules } from '../../../lib/net/call';
import { createCaller } from '../../../lib/net/http';
import { Lanes } from '../../../lib/net/lanes';
import { create, json, read, scripted, start } from './caller';

const rules: BudgetRules = { perMinute: 500, perSecond: 10, endpoints: { batch: { perMinute: 2 } }, margin: 0 };
const answers = (count: number) => Array.from({ length: count }, () => json(200));

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => void vi.useRealTimers());

describe('more calls than a second takes', () => {
  it('leave as soon as each has its turn, and none fails', async () => {
    const net = scripted(answers(35), { rules });
    await Promise.all(Array.from({ length: 35 }, (_, index) => net.answer({ ...create, purpose: `book ${index}` })));
    const perSecond = [0, 1, 2, 3].map((second) => net.leftAt.filter((at) => Math.floor((at - start) / 1000) === second).length);
    expect(perSecond).toEqual([10, 10, 10, 5]);
  });

  it('wait once a turn, instead of asking over and over', async () => {
    const net = scripted(answers(30), { rules });
    await Promise.all(Array.from({ length: 30 }, () => net.answer(create)));
    expect(net.waits).toEqual([1000, 1000]);
  });

  it('let the user pass', async () => {
    const lanes = new Lanes();
    const order: string[] = [];
    const script = (name: string) => () => {
      order.push(name);
      return json(200);
    };
    const background = scripted(Array.from({ length: 25 }, () => script('background')), { rules, lanes, priority: 10 });
    const user = scripted([script('user')], { rules, lanes });
    // One budget for both.
    Object.defineProperty(user, 'budget', { get: () => background.budget, set: (budget: typeof background.budget) => void (background.budget = budget) });
    Object.defineProperty(user, 'now', { get: () => background.now });
    const all = Array.from({ length: 25 }, () => background.answer(create));
    await Promise.all([...all, user.answer(create)]);
    expect(order.indexOf('user')).toBeLessThan(12);
  });

  it('are told as a limit when their turn is too far off, before anything left', async () => {
    const net = scripted(answers(60), { rules });
    const outcomes = await Promise.all(Array.from({ length: 60 }, () => net.settle(create)));
    const refused = outcomes.filter((outcome) => outcome instanceof Error);
    expect([net.requests.length, refused.length]).toEqual([50, 10]);
    expect(refused[0]).toMatchObject({ kind: 'limit', detail: { budget: 'second', until: start + 5000 } });
    expect(net.budget.minute.used).toBe(50);
  });

  it('never hang on a clock that stands still', async () => {
    const net = scripted(answers(11), { rules });
    net.clockRuns = false;
    const outcomes = await Promise.all(Array.from({ length: 11 }, () => net.settle(create)));
    expect(outcomes.filter((outcome) => outcome instanceof Error)).toMatchObject([{ kind: 'limit' }]);
    expect(net.waits.length).toBe(4);
  });

  it('wait by the timers of the platform where nothing else is given', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'], now: start });
    let budget = emptyBudget('k');
    const left: number[] = [];
    const call = createCaller({
      system: 'Ledger', rules, budgetKey: 'k', underWay: new Map(), lanes: new Lanes(), priority: 0,
      budget: async (_key, change) => {
        const changed = change(budget);
        budget = changed.budget;
        return changed.result;
      },
      record: async () => undefined,
      fetch: async () => {
        left.push(Date.now() - start);
        return json(200);
      },
      now: Date.now,
      online: () => true,
    });
    const all = Promise.all(Array.from({ length: 12 }, () => call(read)));
    await vi.runAllTimersAsync();
    await all;
    expect(left.filter((at) => at >= 1000)).toHaveLength(2);
  });
});

it('the minute of an endpoint is not waited for: whoever asked is told until when', async () => {
  const net = scripted(answers(5), { rules });
  const batch = { ...create, endpoint: 'batch' };
  await net.answer(batch);
  await net.answer(batch);
  expect(await net.failure(batch)).toMatchObject({ kind: 'limit', message: 'Exact Online allows no more calls for now (minute for batch).', detail: { until: start + 60_000, budget: 'minute for batch' } });
  expect(net.waits).toEqual([]);
  await net.answer(create);
  expect(net.requests).toHaveLength(3);
});
