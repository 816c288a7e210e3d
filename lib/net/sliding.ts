import type { BudgetRules } from './call';

const second = 1000;
const minute = 60 * second;

/** When calls left that a sliding window still holds, by the window's name; epoch milliseconds, oldest first. */
export type Recent = Readonly<Record<string, readonly number[]>>;

/** At most `limit` calls in any `length` milliseconds. */
interface SlidingWindow {
  name: string;
  length: number;
  limit: number;
  /** In words, for people. */
  which: string;
}

const nameOfEndpoint = (endpoint: string): string => `endpoint ${endpoint}`;
const lengthOf = (name: string): number => (name === 'second' ? second : minute);

/** The minute of all calls, where it slides. */
const slidingMinute = (rules: BudgetRules): SlidingWindow[] =>
  rules.minuteSlides && rules.perMinute !== undefined ? [{ name: 'minute', length: minute, limit: Math.max(1, rules.perMinute - rules.margin), which: 'minute' }] : [];

/** How many calls a sliding minute still takes, and when it takes more; null where it does not slide. `held` as of now. Pure. */
export function roomInMinute(held: Recent, rules: BudgetRules, now: number): { calls: number; until: number; which: string } | null {
  const [window] = slidingMinute(rules);
  if (!window) return null;
  const times = held[window.name] ?? [];
  return { calls: Math.max(0, window.limit - times.length), until: (times[0] ?? now) + window.length, which: window.which };
}

/** The windows a call of that endpoint is counted in. The second comes last: it is worth waiting for only where nothing else is in the way. */
export function windowsOf(rules: BudgetRules, endpoint: string): SlidingWindow[] {
  const ofEndpoint = rules.endpoints?.[endpoint];
  return [
    ...slidingMinute(rules),
    ...(ofEndpoint ? [{ name: nameOfEndpoint(endpoint), length: minute, limit: ofEndpoint.perMinute, which: `minute for ${endpoint}` }] : []),
    ...(rules.perSecond === undefined ? [] : [{ name: 'second', length: second, limit: rules.perSecond, which: 'second' }]),
  ];
}

/** The calls that are still held as of now. Those of a time to come are no longer believed: the clock was set back. Pure. */
export const heldAt = (recent: Recent, now: number): Record<string, readonly number[]> =>
  Object.fromEntries(
    Object.entries(recent)
      .map(([name, times]) => [name, times.filter((at) => at <= now && now - at < lengthOf(name))] as const)
      .filter(([, times]) => times.length > 0),
  );

/** The first window that takes no further call, and when it will; null when all do. `held` as of now. Pure. */
export function fullOf(held: Recent, windows: readonly SlidingWindow[]): { until: number; which: string } | null {
  for (const { name, length, limit, which } of windows) {
    const times = held[name] ?? [];
    const last = times[times.length - limit];
    if (last !== undefined) return { until: last + length, which };
  }
  return null;
}

/** With a call that leaves now. Pure. */
export const withCall = (held: Recent, windows: readonly SlidingWindow[], now: number): Recent =>
  windows.reduce<Recent>((all, { name }) => ({ ...all, [name]: [...(all[name] ?? []), now] }), held);
