import { vi } from 'vitest';
import { budget as exactRules } from '../../../lib/ledgers/exact-online/limits';
import { emptyBudget, type Budget } from '../../../lib/net/budget';
import type { ApiAnswer, ApiCall, BudgetRules } from '../../../lib/net/call';
import { CallFailure } from '../../../lib/net/failure';
import { Lanes } from '../../../lib/net/lanes';
import { createCaller, type CallerDependencies, type RequestRecord } from '../../../lib/net/http';

export const start = Date.parse('2026-11-21T10:00:00Z');
export const address = 'https://start.exactonline.nl/api/v1/123456/salesentry/SalesEntries';

export const read: ApiCall = { method: 'GET', url: address, endpoint: 'salesentry/SalesEntries', purpose: 'look for invoice 1001', repeatable: true };
export const create: ApiCall = { method: 'POST', url: address, endpoint: 'salesentry/SalesEntries', purpose: 'book invoice 1001', repeatable: false, body: '{"YourRef":"1001"}', headers: { 'content-type': 'application/json' } };

/** One scripted answer: a response, an error the fetch fails with, or what to do with the request. */
export type Script = Response | Error | ((request: Request) => Response | Promise<Response>);

/** A caller on a scripted network, with everything it left behind. Waits between attempts pass at once. */
export function scripted(script: Script[], options: { rules?: BudgetRules; access?: CallerDependencies['access']; online?: boolean; priority?: number; lanes?: Lanes } = {}) {
  const requests: Request[] = [];
  const records: RequestRecord[] = [];
  const bench = {
    requests,
    records,
    now: start,
    budget: emptyBudget('k'),
    online: options.online ?? true,
    /** Calls counted in the minute at the moment each request left. */
    countedAtLeaving: [] as number[],
    leftAt: [] as number[],
    /** Waits for a turn; the clock goes on by them, unless it stands still. */
    waits: [] as number[],
    clockRuns: true,
  };
  const call = createCaller({
    system: 'Exact Online',
    rules: options.rules ?? exactRules,
    budgetKey: 'k',
    underWay: new Map<string, number>(),
    lanes: options.lanes ?? new Lanes(),
    priority: options.priority ?? 0,
    budget: async <T>(_key: string, change: (budget: Budget) => { budget: Budget; result: T }) => {
      const { budget, result } = change(bench.budget);
      bench.budget = budget;
      return result;
    },
    record: async (request) => void records.push(request),
    ...(options.access ? { access: options.access } : {}),
    fetch: async (input, init) => {
      const request = new Request(input, init);
      requests.push(request);
      bench.countedAtLeaving.push(bench.budget.minute.used);
      bench.leftAt.push(bench.now);
      const next = script[requests.length - 1];
      if (next === undefined) throw new Error('The script has no more answers');
      if (next instanceof Error) throw next;
      return typeof next === 'function' ? next(request) : next;
    },
    now: () => bench.now,
    wait: async (milliseconds) => {
      bench.waits.push(milliseconds);
      await Promise.resolve();
      bench.now += bench.clockRuns ? milliseconds : 0;
    },
    online: () => bench.online,
  });

  /** Settles a call; what it threw is the result too. */
  const settle = async (what: ApiCall): Promise<ApiAnswer | CallFailure> => {
    const outcome = call(what).catch((error: unknown) => error);
    await vi.runAllTimersAsync();
    const result = await outcome;
    if (result instanceof Error && !(result instanceof CallFailure)) throw new Error(`Not a CallFailure: ${String(result)}`, { cause: result });
    return result as ApiAnswer | CallFailure;
  };
  return Object.assign(bench, {
    call,
    settle,
    answer: async (what: ApiCall): Promise<ApiAnswer> => {
      const result = await settle(what);
      if (result instanceof CallFailure) throw result;
      return result;
    },
    failure: async (what: ApiCall): Promise<CallFailure> => {
      const result = await settle(what);
      if (!(result instanceof CallFailure)) throw new Error(`It was answered: ${result.status} ${result.text}`);
      return result;
    },
  });
}

export const reset = () => new TypeError('Failed to fetch');
export const timedOut = () => new DOMException('The operation timed out', 'TimeoutError');
export const json = (status: number, body: unknown = {}, headers: Record<string, string> = {}) => new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } });
export const broken = () =>
  new Response(
    new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode('{"d":'));
        controller.error(new TypeError('terminated'));
      },
    }),
    { status: 200 },
  );
