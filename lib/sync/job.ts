import type { Problem } from '../model/problem';
import type { JobRow } from '../storage/rows';
import type { JobEvent } from './explain';
import { problem, retryFix } from './problems';

/** The next state of a job. Pure: every state change in the product goes through here. */
export function next(job: JobRow, event: JobEvent, now: number): JobRow {
  const base = { ...job, updatedAt: now };
  switch (event.type) {
    case 'started':
      return { ...base, state: 'sending', wait: null, dismissed: false };
    case 'done':
      return { ...base, state: 'done', wait: null, problems: [], attempts: 0, nextAt: 0, decisions: {}, told: undefined, thorough: undefined, result: event.result };
    case 'blocked':
      return { ...base, state: 'blocked', wait: null, problems: event.problems, nextAt: 0 };
    case 'failed':
      return { ...base, state: 'failed', wait: null, problems: event.problems, nextAt: 0 };
    case 'unknown':
      return { ...base, state: 'unknown', wait: { reason: 'checking', until: event.checkAt }, attempts: job.attempts + 1, nextAt: event.checkAt };
    case 'waiting':
      return {
        ...base,
        state: 'waiting',
        wait: { reason: event.reason, until: event.until, ...(event.budget ? { budget: event.budget } : {}), ...(event.system ? { system: event.system } : {}) },
        // Waiting for a budget or the user says nothing about the document: it is not an attempt that failed. Nor were the looks for an outcome.
        attempts: (job.state === 'unknown' ? 0 : job.attempts) + (event.reason === 'trouble' ? 1 : 0),
        nextAt: event.until ?? 0,
      };
  }
}

/** A press of the button, or a fix: the job runs again as soon as it can. What is under way is left alone. */
export function requested(job: JobRow, now: number, priority: number): JobRow {
  if (job.state === 'sending' || job.state === 'unknown' || job.state === 'queued') return { ...job, priority: Math.min(job.priority, priority) };
  return { ...job, state: 'queued', wait: null, problems: [], attempts: 0, priority, nextAt: now, updatedAt: now, dismissed: false };
}

/** Look-ups and attempts after which it is the user's turn: some minutes, at the pace of createOnce. */
const mostChecks = 40;
const troubleInterval = 60_000;

/**
 * While something is under way, trouble in looking for it leaves it unknown: it stays "Checking", and locked, until it can
 * be told. After too many rounds the user is asked; the intent stays, so that another try begins with a look-up again. Pure.
 */
export function whileUnderWay(event: JobEvent, hasIntent: boolean, attempts: number, now: number): JobEvent {
  if (!hasIntent) return event;
  const tooMany = attempts >= mostChecks;
  if (event.type === 'unknown' && tooMany) return { type: 'failed', problems: [stillUnknown(event.why)] };
  const trouble = (event.type === 'waiting' && event.reason === 'trouble') || (event.type === 'failed' && event.problems.some(({ code }) => code === 'ledger-trouble'));
  if (!trouble) return event;
  const why = event.type === 'waiting' ? event.why : 'It could not be looked up.';
  return tooMany ? { type: 'failed', problems: [stillUnknown(why)] } : { type: 'unknown', checkAt: (event.type === 'waiting' ? event.until : null) ?? now + troubleInterval, why };
}

const stillUnknown = (why: string): Problem =>
  problem('outcome-unknown', 'It could not be found out whether this arrived.', [retryFix('Look again')], 'Nothing is sent twice: another try begins with looking for it.', why);

/** After a worker died: what was being sent is looked up before anything else happens to it. */
export function revived(job: JobRow, hasIntent: boolean, now: number): JobRow {
  if (job.state !== 'sending') return job;
  return hasIntent
    ? { ...job, state: 'unknown', wait: { reason: 'checking', until: now }, nextAt: now, updatedAt: now }
    : { ...job, state: 'queued', wait: null, nextAt: now, updatedAt: now };
}
