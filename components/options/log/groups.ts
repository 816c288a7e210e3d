import type { Fix, Problem } from '../../../lib/model/problem';
import type { JobRow } from '../../../lib/storage/rows';

/** Open errors with one cause. */
export interface ErrorGroup {
  key: string;
  /** The cause; null where none is known. */
  problem: Problem | null;
  /** Those that are shown here: each error stands in one group. */
  jobs: JobRow[];
  /** All that have the cause, also those shown elsewhere for another: what mends it mends it for them. */
  affected: JobRow[];
}

/**
 * What makes two problems the same for a user: they are called the same, and the same buttons do the same. Sentences differ by
 * line numbers and amounts. Pure.
 */
export const causeKey = (connection: string, { code, fixes }: Problem): string => JSON.stringify([connection, code, fixes.map(({ id, action }) => [id, action])]);

/** Fixes that are about one document alone cannot be pressed for many. */
const ofOneDocument: ReadonlySet<Fix['action']['type']> = new Set(['open-host', 'open-ledger', 'adopt', 'keep-one', 'settle-ledger-change', 'accept-rounding', 'accept-difference']);

/** What mends the cause for all of a group, beside trying again. Pure. */
export const groupFixes = (problem: Problem): Fix[] => problem.fixes.filter(({ action }) => action.type !== 'retry' && !ofOneDocument.has(action.type));

/** Errors by their cause: those that most share come first, then the newest. An error with several causes stands with the one it shares with most. Pure. */
export function groupErrors(jobs: readonly JobRow[]): ErrorGroup[] {
  const affected = new Map<string, JobRow[]>();
  for (const job of jobs) {
    for (const key of new Set(job.problems.map((problem) => causeKey(job.connection, problem)))) {
      const same = affected.get(key);
      if (same) same.push(job);
      else affected.set(key, [job]);
    }
  }
  const groups = new Map<string, ErrorGroup>();
  for (const job of jobs) {
    const keyed = job.problems.map((problem) => ({ problem, key: causeKey(job.connection, problem) }));
    const most = keyed.reduce<(typeof keyed)[number] | null>((best, one) => (best && (affected.get(best.key)?.length ?? 0) >= (affected.get(one.key)?.length ?? 0) ? best : one), null);
    const key = most?.key ?? job.id;
    const group = groups.get(key) ?? { key, problem: most?.problem ?? null, jobs: [], affected: affected.get(key) ?? [job] };
    group.jobs.push(job);
    groups.set(key, group);
  }
  const newest = ({ jobs: [first] }: ErrorGroup): number => first?.updatedAt ?? 0;
  return [...groups.values()].sort((a, b) => Number(b.jobs.length > 1) - Number(a.jobs.length > 1) || b.jobs.length - a.jobs.length || newest(b) - newest(a));
}
