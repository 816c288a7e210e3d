import type { BudgetReading, BudgetRules } from '../../net/call';

/**
 * Exact's budgets (knowledge base, "API limits"): 60 calls a calendar minute and 5,000 a day for each app and company,
 * and ten refused calls an hour and endpoint, after which the key is blocked for that endpoint.
 */
export const budget: BudgetRules = {
  perMinute: 60,
  perDay: 5000,
  dayEndsAtUtcMinute: 0,
  errorsPerHour: { limit: 10, statuses: [400, 401, 403, 404] },
  // A call too many is refused unread, with no error counted: more than one kept back would only cost speed.
  margin: 1,
  read: readBudget,
};

/** What an answer says of the budgets. A refusal for the minute carries the minute's headers alone, one for the day the day's. */
export function readBudget(headers: Headers): BudgetReading {
  const minute = readWindow(headers, 'X-RateLimit-Minutely-');
  const day = readWindow(headers, 'X-RateLimit-');
  return { ...(minute && { minute }), ...(day && { day }) };
}

interface Window {
  limit?: number;
  left?: number;
  resetsAt?: number;
}

function readWindow(headers: Headers, prefix: string): Window | null {
  const limit = readNumber(headers, `${prefix}Limit`);
  const left = readNumber(headers, `${prefix}Remaining`);
  const resetsAt = readNumber(headers, `${prefix}Reset`);
  if (limit === null && left === null && resetsAt === null) return null;
  return { ...(limit !== null && { limit }), ...(left !== null && { left }), ...(resetsAt !== null && { resetsAt }) };
}

/** null for a header that is absent or no number: it says nothing, which is not zero. */
function readNumber(headers: Headers, name: string): number | null {
  const value = headers.get(name)?.trim() ?? '';
  return /^\d+$/.test(value) ? Number(value) : null;
}
