import type { JobRow } from '../storage/rows';
import type { JobEvent } from './explain';

/** The next state of a job. Pure: every state change in the product goes through here. */
export function next(job: JobRow, event: JobEvent, now: number): JobRow {
  const base = { ...job, updatedAt: now };
  switch (event.type) {
    case 'started':
      return { ...base, state: 'sending', wait: null, dismissed: false };
    case 'done':
      return { ...base, state: 'done', wait: null, problems: [], attempts: 0, nextAt: 0, decisions: {}, result: event.result };
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
        wait: { reason: event.reason, until: event.until, ...(event.budget ? { budget: event.budget } : {}) },
        // Waiting for a budget or the user says nothing about the document: it is not an attempt that failed.
        attempts: event.reason === 'trouble' ? job.attempts + 1 : job.attempts,
        nextAt: event.until ?? 0,
      };
  }
}

/** A press of the button, or a fix: the job runs again as soon as it can. What is under way is left alone. */
export function requested(job: JobRow, now: number, priority: number): JobRow {
  if (job.state === 'sending' || job.state === 'unknown' || job.state === 'queued') return { ...job, priority: Math.min(job.priority, priority) };
  return { ...job, state: 'queued', wait: null, problems: [], attempts: 0, priority, nextAt: now, updatedAt: now, dismissed: false };
}

/** After a worker died: what was being sent is looked up before anything else happens to it. */
export function revived(job: JobRow, hasIntent: boolean, now: number): JobRow {
  if (job.state !== 'sending') return job;
  return hasIntent
    ? { ...job, state: 'unknown', wait: { reason: 'checking', until: now }, nextAt: now, updatedAt: now }
    : { ...job, state: 'queued', wait: null, nextAt: now, updatedAt: now };
}
