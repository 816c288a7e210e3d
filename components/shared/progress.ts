import { formatMoment } from '../../lib/model/dates';
import type { ConnectionRow, JobRow } from '../../lib/storage/rows';

export interface ProgressView {
  /** null while it is being counted. */
  done: number | null;
  total: number;
  words: string;
}

const waits = { limit: 'the limit', 'sign-in': 'a sign-in', offline: 'the network', trouble: 'trouble on the other side', checking: 'an answer' } as const;

/** Where "Synchronize now" stands: done, left, and what it waits for until when. null when it does not run. Pure. */
export function progressOf(row: Pick<ConnectionRow, 'run'>, pending: readonly JobRow[], now: number): ProgressView | null {
  const run = row.run;
  if (!run || run.phase === 'done') return null;
  if (run.phase === 'listing') return { done: null, total: 0, words: run.message ?? 'Reading the list of documents' };
  if (run.phase === 'payments') return { done: null, total: 0, words: run.message ?? 'Reading payments' };
  const left = Math.min(run.total, pending.length);
  const done = run.total - left;
  const waiting = run.paused ? 'paused' : waitWords(pending, now);
  return { done, total: run.total, words: [`${done} of ${run.total} done, ${left} left`, waiting].filter(Boolean).join('; ') };
}

/** When everything waits: for what, and until when. */
function waitWords(pending: readonly JobRow[], now: number): string | null {
  const waiting = pending.filter((job) => job.wait);
  if (waiting.length === 0 || waiting.length < pending.length) return null;
  const first = waiting.reduce((a, b) => ((b.wait?.until ?? Infinity) < (a.wait?.until ?? Infinity) ? b : a)).wait;
  if (!first) return null;
  return `waits for ${waits[first.reason]}${first.until ? `, until ${formatMoment(first.until, now)}` : ''}`;
}
