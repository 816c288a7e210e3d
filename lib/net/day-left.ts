import { roll, type Budget } from './budget';
import type { BudgetRules } from './call';

const dayLength = 86_400_000;

/** What is left of a system's day: calls, and when the next day begins (epoch milliseconds). */
export interface DayLeft {
  limit: number;
  left: number;
  endsAt: number;
}

/** null where the system names no limit for a day. Pure. */
export function dayLeft(budget: Budget, rules: BudgetRules, now: number): DayLeft | null {
  const { day } = roll(budget, rules, now);
  const limit = day.limit ?? rules.perDay;
  if (limit === undefined) return null;
  const left = Math.max(0, Math.min(limit - day.used, day.left ?? Infinity));
  const isTold = day.resetsAt !== null && day.resetsAt > now && day.resetsAt <= now + dayLength;
  return { limit, left, endsAt: isTold ? (day.resetsAt ?? 0) : day.start + dayLength };
}
