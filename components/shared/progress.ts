import { formatMoment } from '../../lib/model/dates';
import type { ConnectionRow, JobRow, RunPhase } from '../../lib/storage/rows';

export interface ProgressView {
  label: string;
  /** null while it is being counted. */
  done: number | null;
  /** How many of those done need somebody. */
  failed: number;
  total: number;
  words: string;
}

const waits = { limit: 'the limit', 'sign-in': 'a sign-in', offline: 'the network', trouble: 'trouble on the other side', checking: 'an answer' } as const;
const limits: Readonly<Record<string, string>> = { minute: 'minute limit', day: 'day limit', token: 'limit of sign-ins' };

/** What a run says it does in each phase. */
const phases: Readonly<Record<Exclude<RunPhase, 'done'>, { label: string; words: string }>> = {
  reference: { label: 'Synchronizing reference data', words: 'Reading what both sides define' },
  contacts: { label: 'Synchronizing contacts', words: 'Reading contacts' },
  products: { label: 'Synchronizing products', words: 'Reading products' },
  listing: { label: 'Synchronizing documents', words: 'Reading the list of documents' },
  sending: { label: 'Synchronizing documents', words: '' },
  payments: { label: 'Synchronizing payments', words: 'Reading payments' },
};

/** Where "Synchronize now" stands: done, left, what needs somebody (`failed`), and what it waits for until when. null when it does not run. Pure. */
export function progressOf({ run }: Pick<ConnectionRow, 'run'>, pending: readonly JobRow[], now: number, failed = 0): ProgressView | null {
  if (!run || run.phase === 'done') return null;
  const { label, words } = phases[run.phase];
  if (run.phase !== 'sending') {
    const known = run.done !== undefined && run.total > 0;
    const counted = known ? `${run.done} of ${run.total} done` : words;
    return { label, done: known ? (run.done ?? 0) : null, failed: 0, total: known ? run.total : 0, words: [run.message ?? counted, run.paused && 'pauses before the documents'].filter(Boolean).join('; ') };
  }
  const left = Math.min(run.total, pending.length);
  const done = run.total - left;
  const needing = Math.min(done, failed);
  const counts = `${done - needing} of ${run.total} done, ${left} left${needing > 0 ? `, ${needing} ${needing === 1 ? 'needs' : 'need'} attention` : ''}`;
  return { label, done, failed: needing, total: run.total, words: [counts, run.paused ? pauseWords(pending) : waitWords(pending, now)].filter(Boolean).join('; ') };
}

const isUnderWay = ({ state }: JobRow): boolean => state === 'sending' || state === 'unknown';

const pauseWords = (pending: readonly JobRow[]): string => (pending.some(isUnderWay) ? 'pausing, what is under way ends first' : 'paused');

/** When nothing is under way: what it waits for, and until when. Of a backlog that waits, a few jobs say so for the rest. */
function waitWords(pending: readonly JobRow[], now: number): string | null {
  if (pending.some((job) => isUnderWay(job) && !job.wait)) return null;
  const first = pending.flatMap(({ wait }) => wait ?? []).reduce<JobRow['wait']>((earliest, wait) => (!earliest || (wait.until ?? Infinity) < (earliest.until ?? Infinity) ? wait : earliest), null);
  if (!first || (first.until !== null && first.until <= now)) return null;
  const whose = first.budget ? ` (${[first.system, limits[first.budget] ?? first.budget].filter(Boolean).join(', ')})` : '';
  return `waiting for ${waits[first.reason]}${first.until ? ` until ${formatMoment(first.until, now)}` : ''}${whose}`;
}

/** How the last run ended. Pure. */
export function lastRunWords({ lastRun }: Pick<ConnectionRow, 'lastRun'>, now: number): string | null {
  if (!lastRun) return null;
  const { endedAt, total, attention, message } = lastRun;
  const when = formatMoment(endedAt, now);
  if (message) return `The last run ended at ${when}: ${message}`;
  const what = total === 0 ? 'nothing was to be sent' : `${total - attention} of ${total} ${total === 1 ? 'document' : 'documents'} done`;
  return `Last synchronized ${when}: ${what}${attention > 0 ? `, ${attention} ${attention === 1 ? 'needs' : 'need'} attention` : ''}.`;
}
