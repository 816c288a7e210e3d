/** One request to a host's or a ledger's API, as an adapter describes it. */
export interface ApiCall {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Built by the adapter from its own typed endpoints; never taken from a message. */
  url: string;
  /** The resource, without ids or query ("salesentry/SalesEntries"): what error budgets are counted by. */
  endpoint: string;
  headers?: Record<string, string>;
  body?: string;
  /** Why, in words for the Requests page ("look for invoice 1001"). */
  purpose: string;
  /** True for a read, whatever its method: it may be repeated without harm. */
  repeatable: boolean;
  /** False for calls that the company's budget does not count (current/Me). */
  counted?: boolean;
}

/** An answer with a status below 400, or one the adapter must judge itself (4xx, 5xx), with its whole text. */
export interface ApiAnswer {
  status: number;
  headers: Headers;
  contentType: string;
  text: string;
}

/** Makes a call under the connection's budget and access. Throws CallFailure when no answer can be had; 4xx and 5xx are answers, 429 and a final 401 are not. */
export type Call = (call: ApiCall) => Promise<ApiAnswer>;

/** What an answer's headers say of budgets; a field is missing where the header is. */
export interface BudgetReading {
  minute?: { limit?: number; left?: number; resetsAt?: number };
  day?: { limit?: number; left?: number; resetsAt?: number };
}

/** How much a system allows, and how it says what is left. Facts of the system, counted by net/. */
export interface BudgetRules {
  /** Calls in one fixed calendar minute. */
  perMinute?: number;
  /** Whether it is any sixty seconds instead, where nothing says that the other side's minutes begin with the clock's. */
  minuteSlides?: boolean;
  /** Calls in any second: one too many waits its turn. */
  perSecond?: number;
  /** Calls of one endpoint in any minute, beside those of all. */
  endpoints?: Readonly<Record<string, { perMinute: number }>>;
  /** Calls in a day; the day ends at this many minutes after midnight UTC. */
  perDay?: number;
  dayEndsAtUtcMinute?: number;
  /** Refused calls an hour and endpoint before the system closes it, and the statuses that count. */
  errorsPerHour?: { limit: number; statuses: readonly number[] };
  /** Milliseconds for which a refusal (429) that does not say more closes it, where its windows are that short; else the rest of the minute. */
  refusalCloses?: number;
  /** Calls kept unused, since budgets reported as left have been refused. */
  margin: number;
  read?: (headers: Headers) => BudgetReading;
}
