import type { IntentRow, JobRow } from '../storage/rows';
import { next } from './job';
import { jobOfIntent, readJobKey } from './keys';

/** What takes the place of a record that was set aside, where something may have been under way. All pure. */

const textOf = (row: unknown, field: string): string => {
  const value = (row as Record<string, unknown> | null)?.[field];
  return typeof value === 'string' ? value : '';
};

/**
 * The intent stood for a call that may have left. One under the same key, as if it had left now, keeps the rule: the next
 * send looks, and finding nothing proves nothing before the call must have ended and what it made is sure to be found.
 */
export function standInIntent(key: unknown, row: unknown, now: number): IntentRow | null {
  if (typeof key !== 'string') return null;
  return {
    key,
    connection: textOf(row, 'connection') || (key.split('/')[0] ?? ''),
    company: textOf(row, 'company'),
    job: textOf(row, 'job') || jobOfIntent(key),
    search: (row as { search?: unknown } | null)?.search ?? null,
    contentHash: textOf(row, 'contentHash'),
    at: now,
    endedAt: null,
    firstAbsentAt: null,
  };
}

/** A job whose intent is still there was under way: it goes on with being checked. Its problems and decisions are gone. */
export function standInJob(key: unknown, intent: IntentRow | undefined, now: number): JobRow | null {
  const read = readJobKey(key);
  if (!read || !intent) return null;
  return {
    ...read,
    id: key as string,
    company: intent.company,
    state: 'unknown',
    wait: { reason: 'checking', until: now },
    problems: [],
    decisions: {},
    attempts: 0,
    priority: 0,
    nextAt: now,
    createdAt: now,
    updatedAt: now,
  };
}

/** Jobs of a connection that was set aside wait for it to be connected again: without one the queue would take them for leftovers. */
export function heldJob(job: JobRow, now: number): JobRow {
  if (job.nextAt === 0 && job.state !== 'sending') return job;
  return next(job, { type: 'waiting', reason: 'sign-in', until: null, why: 'Its connection was set aside.' }, now);
}
