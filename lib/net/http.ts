import ky, { HTTPError } from 'ky';
import { admit, learn, standing, type Budget } from './budget';
import type { ApiAnswer, ApiCall, BudgetRules, Call } from './call';
import { CallFailure } from './failure';
import type { Lanes } from './lanes';
import { bodyKept, failedBodyKept, maskBody, maskText, maskUrl } from './masking';
import { leftOf, type RequestRecord } from './request-record';

export type { RequestRecord } from './request-record';

/** Below the browser's own 30 s, so that our abort comes first. */
export const callTimeout = 20_000;
/** A call that must not be repeated leaves this soon after it was asked for, or not at all: whoever waits for it to have arrived must know since when. */
export const leavesWithin = 5_000;
/** How long a call waits for its turn where only so many leave in a second; what has to wait longer is said. */
const turnWithin = 4_000;
/** Reads of one budget that are under way side by side. */
const readsAbreast = 4;
const largestAnswer = 50_000_000;

/** Given to the last step, since a request that is made anew for a repeat loses some of it. */
const guarded: RequestInit = { credentials: 'omit', redirect: 'error', cache: 'no-store', referrerPolicy: 'no-referrer' };

/** How often a call went out so far: after trouble on the way, or with a renewed sign-in, once more. */
interface Tries {
  made: number;
}

export interface CallerDependencies {
  /** The host's or ledger's name: for sentences and the Requests page. */
  system: string;
  rules: BudgetRules;
  budgetKey: string;
  /** Calls that have left and are not answered yet, by budget and endpoint; one map for all callers. */
  underWay: Map<string, number>;
  lanes: Lanes;
  /** Whose turn comes first where calls wait for each other: lower before higher. */
  priority: number;
  /** Changes the stored budget in one transaction and returns what `change` returns. */
  budget<T>(key: string, change: (budget: Budget) => { budget: Budget; result: T }): Promise<T>;
  record(request: RequestRecord): Promise<void>;
  /** Headers that give access; empty for a host whose key lies in the body. `renew` after a 401: true when it is worth trying again, or the moment from which it will be. */
  access?: { headers(): Promise<Record<string, string>>; renew(used: Record<string, string>): Promise<boolean | number> };
  fetch: typeof fetch;
  now(): number;
  /** Lets time pass, where it does not by itself. */
  wait?(milliseconds: number): Promise<void>;
  /** Told the Date header of each answer. */
  hear?(date: string | null): void;
  online(): boolean;
  /** Does the browser still let us call this address? The user can take access back at any time. */
  mayReach?(url: string): Promise<boolean>;
}

/** The one way out: budget, access, time-out, no cookies, no redirects, every call in the Requests log. */
export function createCaller(use: CallerDependencies): Call {
  const failure = (kind: ConstructorParameters<typeof CallFailure>[0], message: string, detail: object = {}) =>
    new CallFailure(kind, message, { system: use.system, ...detail });
  const lateMessage = `${use.system} did not answer in time.`;

  const admitted = (call: ApiCall) =>
    use.budget(use.budgetKey, (budget) => {
      const admission = admit(budget, use.rules, call.endpoint, use.now(), use.underWay.get(lane(call)) ?? 0);
      return admission.admitted ? { budget: admission.budget, result: null } : { budget, result: admission };
    });

  const lane = (call: ApiCall): string => `${use.budgetKey}\n${call.endpoint}`;
  const count = (call: ApiCall, by: 1 | -1): void => {
    const calls = (use.underWay.get(lane(call)) ?? 0) + by;
    if (calls > 0) use.underWay.set(lane(call), calls);
    else use.underWay.delete(lane(call));
  };

  const wait = use.wait ?? ((milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds)));

  /** Counts the call, when its turn has come. Throws CallFailure 'limit' when it does not come soon. */
  async function counted(call: ApiCall, asked: number): Promise<void> {
    // Added up beside the clock, which may stand still or be set back.
    let waited = 0;
    for (;;) {
      const refusal = await admitted(call);
      if (!refusal) return;
      const pause = Math.max(1, refusal.until - use.now());
      if (refusal.which !== 'second' || Math.max(waited, use.now() - asked) + pause > turnWithin) throw limitFailure(use.system, refusal, call);
      waited += pause;
      await wait(pause);
    }
  }

  /** One at a time, so that nobody is passed over by those who come later, but by what the user waits for. */
  const inTurn = (call: ApiCall, asked: number): Promise<void> =>
    use.rules.perSecond === undefined ? counted(call, asked) : use.lanes.within(`${use.budgetKey}\nturn`, 1, use.priority, () => counted(call, asked));

  const metered = (call: ApiCall, asked: number, tries: Tries) => async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    if (call.counted === false) return exchange(call, tries, input, init);
    await inTurn(call, asked);
    if (!call.repeatable && use.now() - asked > leavesWithin) throw failure('offline', 'This computer was away for a while; nothing was sent.', { endpoint: call.endpoint });
    count(call, 1);
    try {
      return await exchange(call, tries, input, init);
    } finally {
      count(call, -1);
    }
  };

  async function exchange(call: ApiCall, tries: Tries, input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
    const started = use.now();
    tries.made += 1;
    const attempt = tries.made > 1 ? { attempt: tries.made } : {};
    const record = ({ answer, ...outcome }: Pick<RequestRecord, 'status' | 'failure'> & Partial<RequestRecord> & { answer?: string }) => {
      const kept = outcome.failure !== null || (outcome.status ?? 0) >= 400 ? failedBodyKept : bodyKept;
      return use.record({
        at: started, system: use.system, method: call.method, url: maskUrl(call.url), endpoint: call.endpoint, purpose: maskText(call.purpose), ...attempt, requestBody: maskBody(call.body, kept),
        milliseconds: use.now() - started, minuteLeft: null, dayLeft: null, answerBody: maskBody(answer, kept), ...outcome,
      });
    };
    let response: Response;
    try {
      response = await use.fetch(input, { ...init, ...guarded });
    } catch (cause) {
      if (use.mayReach && !(await use.mayReach(call.url))) {
        await record({ status: null, failure: 'no access to the site' });
        const site = new URL(call.url).hostname;
        throw failure('forbidden', `The browser no longer lets Ledgerbar reach ${site}. Connect again to allow it.`, { endpoint: call.endpoint, site });
      }
      const late = isTimeout(cause);
      await record({ status: null, failure: late ? 'no answer in time' : 'connection failed' });
      throw failure('no-answer', late ? lateMessage : `${use.system} could not be reached.`, { cause, endpoint: call.endpoint });
    }
    use.hear?.(response.headers.get('date'));
    // What the headers say counts even when the rest breaks off.
    const counts = call.counted === false ? null : await use.budget(use.budgetKey, (budget) => {
      const learned = learn(budget, use.rules, { status: response.status, headers: response.headers, endpoint: call.endpoint }, use.now());
      return { budget: learned, result: standing(learned, use.rules, use.now()) };
    });
    const answered = { status: response.status, ...leftOf(use.rules.read?.(response.headers) ?? {}, counts) };
    let text: string;
    try {
      text = await readText(response, use.system);
    } catch (error) {
      await record({ ...answered, failure: error instanceof CallFailure && error.kind === 'unreadable' ? 'the answer was too large' : 'the answer broke off' });
      throw error;
    }
    await record({ ...answered, failure: null, answer: text });
    return new Response(nullBody(response.status) ? null : text, { status: response.status, headers: response.headers });
  }

  async function once(call: ApiCall, access: Record<string, string>, asked: number, tries: Tries): Promise<ApiAnswer> {
    const signal = AbortSignal.timeout(callTimeout);
    const response = await ky(call.url, {
      method: call.method,
      headers: { ...call.headers, ...access },
      ...(call.body === undefined ? {} : { body: call.body }),
      fetch: metered(call, asked, tries),
      signal,
      timeout: false,
      throwHttpErrors: (status: number) => call.repeatable && [502, 503, 504].includes(status),
      retry: call.repeatable
        ? { limit: 2, methods: ['get', 'post'], statusCodes: [502, 503, 504], afterStatusCodes: [], backoffLimit: 2000, shouldRetry: ({ error }) => !signal.aborted && worthRepeating(error) }
        : { limit: 0 },
    }).catch((error: unknown) => {
      if (error instanceof HTTPError) return error.response;
      // The time was up while it waited to be repeated.
      throw signal.aborted && isTimeout(error) ? failure('no-answer', lateMessage, { cause: error, endpoint: call.endpoint }) : error;
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, contentType: response.headers.get('content-type') ?? '', text };
  }

  /** After a 429: until when, from the budget it closed. Counts nothing. */
  async function limited(call: ApiCall): Promise<CallFailure> {
    const refusal =
      call.counted === false
        ? null
        : await use.budget(use.budgetKey, (budget) => {
            const admission = admit(budget, use.rules, call.endpoint, use.now(), use.underWay.get(lane(call)) ?? 0);
            return { budget, result: admission.admitted ? null : admission };
          });
    return limitFailure(use.system, refusal ?? { until: use.now() + 60_000, which: 'minute' }, call);
  }

  return async (call) => {
    if (!use.online()) throw failure('offline', 'This computer is offline.', { endpoint: call.endpoint });
    const asked = use.now();
    const tries: Tries = { made: 0 };
    const attempt = (access: Record<string, string>) =>
      call.repeatable ? use.lanes.within(use.budgetKey, readsAbreast, use.priority, () => once(call, access, asked, tries)) : once(call, access, asked, tries);
    const access = (await use.access?.headers()) ?? {};
    let answer = await attempt(access);
    if (answer.status === 401 && use.access) {
      const signIn = failure('sign-in', `${use.system} no longer accepts the sign-in.`, { status: 401, endpoint: call.endpoint, raw: answer.text });
      const renewed = await use.access.renew(access);
      if (renewed === false) throw signIn;
      // A create that was answered 401 is looked up first by whoever asked for it; only reads are repeated here.
      if (!call.repeatable) throw failure('no-answer', `${use.system} asked for a new sign-in in the middle of a call.`, { status: 401, endpoint: call.endpoint });
      if (renewed !== true) throw failure('limit', `${use.system} refused the sign-in, and gives no new one yet.`, { until: renewed, budget: 'sign-in', endpoint: call.endpoint });
      answer = await attempt(await use.access.headers());
      if (answer.status === 401) throw signIn;
    }
    if (answer.status === 429) throw await limited(call);
    return answer;
  };
}

const nullBody = (status: number): boolean => status === 204 || status === 205 || status === 304;

function limitFailure(system: string, refusal: { until: number; which: string }, call: ApiCall): CallFailure {
  return new CallFailure('limit', `${system} allows no more calls for now (${refusal.which}).`, {
    system,
    until: refusal.until,
    budget: refusal.which,
    endpoint: call.endpoint,
  });
}

const isTimeout = (error: unknown): boolean => error instanceof DOMException && (error.name === 'TimeoutError' || error.name === 'AbortError');

/** Only trouble on the way is repeated; a used-up budget, a refusal or a failure of our own storage is not. */
const worthRepeating = (error: unknown): boolean => error instanceof HTTPError || (error instanceof CallFailure && error.kind === 'no-answer');

async function readText(response: Response, system: string): Promise<string> {
  const announced = Number(response.headers.get('content-length') ?? 0);
  if (announced > largestAnswer) {
    throw new CallFailure('unreadable', `${system} sent an answer of ${Math.round(announced / 1_000_000)} MB, more than is ever right.`, { system });
  }
  try {
    return await response.text();
  } catch (cause) {
    throw new CallFailure('no-answer', `${system}'s answer broke off.`, { system, cause });
  }
}
