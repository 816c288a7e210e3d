import { expect, it } from 'vitest';
import { emptyBudget, learn, room } from '../../../lib/net/budget';
import type { BudgetRules } from '../../../lib/net/call';

const now = Date.parse('2026-11-21T10:00:05Z');
const refused = (rules: BudgetRules) => room(learn(emptyBudget('k'), rules, { status: 429, headers: new Headers(), endpoint: 'invoices' }, now), rules, now).until;

it('fault 17: a refusal that says no more closes the rest of the minute, or so long as the system counts', () => {
  expect(refused({ margin: 0, perMinute: 60 })).toBe(Date.parse('2026-11-21T10:01:00Z'));
  expect(refused({ margin: 0, perDay: 500, refusalCloses: 5_000 })).toBe(now + 5_000);
});
