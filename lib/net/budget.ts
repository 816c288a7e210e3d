import type { BudgetReading, BudgetRules } from './call';
import { fullOf, heldAt, roomInMinute, windowsOf, withCall, type Recent } from './sliding';

const minute = 60_000;
const hour = 60 * minute;
const dayLength = 24 * hour;

interface Window {
  /** Start of the window the counters belong to, epoch milliseconds. */
  start: number;
  used: number;
  /** As the other side last said; null where it has not. */
  limit: number | null;
  left: number | null;
  resetsAt: number | null;
}

/** Counters of one (app, company). Plain data, so that it can outlive the worker. */
export interface Budget {
  key: string;
  minute: Window;
  day: Window;
  /** Times of refused calls in the last hour, by endpoint. */
  errors: Record<string, number[]>;
  /** Calls of the last second and of endpoints' last minute, where the rules count them. */
  recent?: Recent;
  /** Set by a refusal (429): nothing goes out before. */
  closedUntil: number | null;
  closedBudget: string | null;
}

export type Admission = { admitted: true; budget: Budget } | { admitted: false; until: number; which: string };

const emptyWindow = (): Window => ({ start: 0, used: 0, limit: null, left: null, resetsAt: null });

export const emptyBudget = (key: string): Budget => ({
  key,
  minute: emptyWindow(),
  day: emptyWindow(),
  errors: {},
  closedUntil: null,
  closedBudget: null,
});

const minuteStart = (now: number): number => Math.floor(now / minute) * minute;

function dayStart(now: number, rules: BudgetRules): number {
  const shift = (rules.dayEndsAtUtcMinute ?? 0) * minute;
  return Math.floor((now - shift) / dayLength) * dayLength + shift;
}

/** A window as of now: counters of a past one are forgotten, a limit once told is kept. */
const current = (window: Window, start: number): Window =>
  window.start === start ? window : { start, used: 0, limit: window.limit, left: null, resetsAt: null };

/** When a window ends: as the other side says where that can be, else by our own clock. Always still to come. */
function endOf(start: number, length: number, resetsAt: number | null | undefined, now: number): number {
  const possible = resetsAt !== null && resetsAt !== undefined && resetsAt > now && resetsAt <= now + length;
  return possible ? resetsAt : start + length;
}

/** Calls that may still go out in a window; an unknown limit counts as endless. */
function left(window: Window, limit: number | undefined): number {
  const allowed = window.limit ?? limit ?? Infinity;
  return Math.min(allowed - window.used, window.left ?? Infinity);
}

/** The margin protects against calls of others on the same budget; tiny budgets would be eaten up by it. */
const marginOf = (rules: BudgetRules, limit: number | null | undefined): number =>
  limit === null || limit === undefined ? rules.margin : Math.min(rules.margin, Math.floor(limit / 20));

/** Everything windows need before a decision: rolled over to now, old errors dropped. */
export function roll(budget: Budget, rules: BudgetRules, now: number): Budget {
  const errors = Object.entries(budget.errors).map(([endpoint, times]) => [endpoint, times.filter((at) => now - at < hour && at <= now)] as const);
  const open = budget.closedUntil === null || now >= budget.closedUntil;
  return {
    ...budget,
    minute: current(budget.minute, minuteStart(now)),
    day: current(budget.day, dayStart(now, rules)),
    errors: Object.fromEntries(errors.filter(([, times]) => times.length > 0)),
    ...(budget.recent && { recent: heldAt(budget.recent, now) }),
    closedUntil: open ? null : budget.closedUntil,
    closedBudget: open ? null : budget.closedBudget,
  };
}

/**
 * May a call go out now? If so, the budget with the call counted; store it before the call leaves.
 * If not, until when it has to wait and for which budget. An hour's error budget closes one call early:
 * the call that would use it up could close the endpoint.
 */
export function admit(budget: Budget, rules: BudgetRules, endpoint: string, now: number, underWay = 0): Admission {
  const rolled = roll(budget, rules, now);
  if (rolled.closedUntil !== null) return { admitted: false, until: rolled.closedUntil, which: rolled.closedBudget ?? 'limit' };
  const errors = rolled.errors[endpoint] ?? [];
  if (rules.errorsPerHour && errors.length >= rules.errorsPerHour.limit - 1) {
    return { admitted: false, until: Math.min(...errors) + hour, which: 'errors in this hour' };
  }
  // Each call under way may be refused too: together they must not use the budget up. It is known in a moment.
  if (rules.errorsPerHour && underWay > 0 && errors.length + underWay >= rules.errorsPerHour.limit - 1) {
    return { admitted: false, until: now + 1000, which: 'errors in this hour' };
  }
  const day = rolled.day;
  if (left(day, rules.perDay) <= marginOf(rules, day.limit ?? rules.perDay)) {
    return { admitted: false, until: endOf(day.start, dayLength, day.resetsAt, now), which: 'day' };
  }
  const inMinute = rolled.minute;
  const perMinute = rules.minuteSlides ? undefined : rules.perMinute;
  if (left(inMinute, perMinute) <= marginOf(rules, inMinute.limit ?? perMinute)) {
    return { admitted: false, until: endOf(inMinute.start, minute, inMinute.resetsAt, now), which: 'minute' };
  }
  const sliding = windowsOf(rules, endpoint);
  const held = rolled.recent ?? {};
  const full = fullOf(held, sliding);
  if (full) return { admitted: false, ...full };
  const recent = sliding.length > 0 ? { recent: withCall(held, sliding, now) } : {};
  const counted = (window: Window): Window => ({ ...window, used: window.used + 1, left: window.left === null ? null : window.left - 1 });
  return { admitted: true, budget: { ...rolled, ...recent, minute: counted(inMinute), day: counted(day) } };
}

/**
 * How many calls may still go out now, and when there will be more. An hour's error budgets and an endpoint's minute are each
 * endpoint's own, and a second is soon over: they do not count here. Infinite where the system names no limit.
 */
export function room(budget: Budget, rules: BudgetRules, now: number): { calls: number; until: number; which: string } {
  const rolled = roll(budget, rules, now);
  if (rolled.closedUntil !== null) return { calls: 0, until: rolled.closedUntil, which: rolled.closedBudget ?? 'limit' };
  const leftOf = (window: Window, limit: number | undefined): number => Math.max(0, left(window, limit) - marginOf(rules, window.limit ?? limit));
  const day = { calls: leftOf(rolled.day, rules.perDay), until: endOf(rolled.day.start, dayLength, rolled.day.resetsAt, now), which: 'day' };
  const fixed = { calls: leftOf(rolled.minute, rules.perMinute), until: endOf(rolled.minute.start, minute, rolled.minute.resetsAt, now), which: 'minute' };
  const inMinute = roomInMinute(rolled.recent ?? {}, rules, now) ?? fixed;
  return day.calls < inMinute.calls ? day : inMinute;
}

function told(window: Window, reading: BudgetReading['minute']): Window {
  if (!reading) return window;
  // The answer to a call of the window before says nothing of this one.
  if (reading.resetsAt !== undefined && reading.resetsAt <= window.start) return { ...window, limit: reading.limit ?? window.limit };
  // An absent header says nothing; a stale one (of calls overtaken by later ones) must not raise what is left.
  const reported = reading.left ?? null;
  return {
    ...window,
    limit: reading.limit ?? window.limit,
    left: reported === null ? window.left : Math.min(reported, window.left ?? reported),
    resetsAt: reading.resetsAt ?? window.resetsAt,
  };
}

/** What an answer teaches: headers where they came, a counted error, a refusal for a limit. */
export function learn(budget: Budget, rules: BudgetRules, answer: { status: number; headers: Headers; endpoint: string }, now: number): Budget {
  const rolled = roll(budget, rules, now);
  const reading = rules.read?.(answer.headers) ?? {};
  let next: Budget = { ...rolled, minute: told(rolled.minute, reading.minute), day: told(rolled.day, reading.day) };
  if (rules.errorsPerHour?.statuses.includes(answer.status)) {
    next = { ...next, errors: { ...next.errors, [answer.endpoint]: [...(next.errors[answer.endpoint] ?? []), now] } };
  }
  return answer.status === 429 ? closed(next, reading, rules, now) : next;
}

/** After a 429: which budget it was follows from the family of headers present; with neither, the next minute. */
function closed(budget: Budget, reading: BudgetReading, rules: BudgetRules, now: number): Budget {
  if (reading.day && !reading.minute) {
    return { ...budget, closedUntil: endOf(budget.day.start, dayLength, reading.day.resetsAt, now), closedBudget: 'day' };
  }
  if (rules.refusalCloses !== undefined && !reading.minute) return { ...budget, closedUntil: now + rules.refusalCloses, closedBudget: 'calls in a moment' };
  return { ...budget, closedUntil: Math.max(endOf(minuteStart(now), minute, reading.minute?.resetsAt, now), now + 1000), closedBudget: 'minute' };
}

/** What is left now, for people to see. */
export function standing(budget: Budget, rules: BudgetRules, now: number): { minute: { used: number; limit: number } | null; day: { used: number; limit: number } | null } {
  const rolled = roll(budget, rules, now);
  const of = (window: Window, limit: number | undefined) => {
    const allowed = window.limit ?? limit;
    return allowed === undefined ? null : { used: allowed - Math.max(0, left(window, limit)), limit: allowed };
  };
  return { minute: of(rolled.minute, rules.perMinute), day: of(rolled.day, rules.perDay) };
}
