import { UnreadableDocument, type Host } from '../hosts/host';
import type { Fix, Problem } from '../model/problem';
import { CallFailure } from '../net/failure';
import { isStorageFailure, isStorageFull } from '../storage/failures';
import type { ConnectionRow, JobRow } from '../storage/rows';
import { Blocked } from './blocked';
import type { SyncContext } from './context';
import { OutcomeUnknown } from './once';
import { openHostFix, problem, retryFix } from './problems';

/** What an error means for a job. */
export type JobEvent =
  | { type: 'started' }
  | { type: 'done'; result: string }
  | { type: 'blocked'; problems: Problem[] }
  | { type: 'unknown'; checkAt: number; why: string }
  | { type: 'waiting'; reason: 'limit' | 'sign-in' | 'offline' | 'trouble'; until: number | null; budget?: string; system?: string; why: string }
  | { type: 'failed'; problems: Problem[] };

const secondsOfTrouble = [10, 30, 120, 600];

const connectionsFix: Fix = { id: 'connections', label: 'Connections', action: { type: 'open-options', route: '#/connections' } };

/** Why the host gave nothing to send, or took nothing, and what to do about it. */
function hostProblem(failure: CallFailure, host: Pick<Host, 'explain'>): Problem {
  if (failure.detail.site !== undefined) return problem('site-access', failure.message, [{ ...connectionsFix, best: true }, retryFix()], 'Nothing was sent.');
  return host.explain(failure);
}

const exportFix: Fix = { id: 'export-settings', label: 'Export settings', action: { type: 'open-options', route: '#/connections' } };

const writtenFirst = 'Nothing is sent before it is written down, and what may have arrived is looked up first: nothing is booked twice.';

/** This browser's own storage does not take what must be written before anything may be sent. */
function storageProblem(error: unknown): Problem {
  if (isStorageFull(error)) {
    return problem('storage-full', 'This browser has no room left to write down what is sent.', [retryFix(), exportFix], `${writtenFirst} Free some disk space, then try again; export the settings to have a copy of them.`);
  }
  return problem('storage-trouble', 'This browser could not use its own storage.', [retryFix(), exportFix], `${writtenFirst} Try again; if that does not help, restart the browser.`, rawOf(error));
}

const rawOf = (error: unknown): string => (error instanceof Error ? `${error.name}: ${error.message}` : String(error));

/** The event an error of a job amounts to. Pure but for reading names. */
export function eventOf(context: SyncContext, connection: ConnectionRow, job: JobRow, error: unknown): JobEvent {
  const hostName = context.hostOf(connection.host.system).name;
  const ledger = context.ledgerOf(connection.ledger.system);
  if (error instanceof OutcomeUnknown) return { type: 'unknown', checkAt: error.checkAt, why: error.why };
  if (error instanceof Blocked) return { type: 'blocked', problems: error.problems };
  if (error instanceof UnreadableDocument) {
    return { type: 'blocked', problems: error.reasons.map(({ code, message, detail }) => problem(code, message, [openHostFix(hostName), retryFix()], detail ?? 'Nothing was sent.')) };
  }
  if (isStorageFailure(error)) return { type: 'failed', problems: [storageProblem(error)] };
  if (!(error instanceof CallFailure)) {
    return { type: 'failed', problems: [problem('unexpected', 'Something unexpected went wrong here.', [retryFix()], 'Nothing was lost: the attempt can be repeated.', rawOf(error))] };
  }
  const { kind, message, detail } = error;
  if (kind === 'limit') return { type: 'waiting', reason: 'limit', until: detail.until ?? context.now() + 60_000, why: message, ...(detail.budget ? { budget: detail.budget, system: detail.system } : {}) };
  if (kind === 'offline') return { type: 'waiting', reason: 'offline', until: context.now() + 30_000, why: message };
  if (detail.system === hostName) {
    // Who pressed is told at once. In the background nobody looks: what may pass by itself is read again before anybody is bothered.
    const mayPass = job.priority > 0 && (kind === 'no-answer' || kind === 'trouble' || kind === 'unreadable');
    const wait = mayPass ? secondsOfTrouble[job.attempts] : undefined;
    if (wait !== undefined) return { type: 'waiting', reason: 'trouble', until: context.now() + wait * 1000, why: message };
    return { type: 'blocked', problems: [hostProblem(error, context.hostOf(connection.host.system))] };
  }
  if (kind === 'sign-in') return { type: 'waiting', reason: 'sign-in', until: null, why: message };
  if (kind === 'no-answer' || kind === 'trouble' || (kind === 'unreadable' && job.priority > 0 && job.attempts < secondsOfTrouble.length)) {
    const wait = secondsOfTrouble[job.attempts];
    if (wait !== undefined) return { type: 'waiting', reason: 'trouble', until: context.now() + wait * 1000, why: message };
    return { type: 'failed', problems: [problem('ledger-trouble', message, [retryFix()], `Tried ${job.attempts + 1} times.`, detail.raw)] };
  }
  return { type: 'blocked', problems: [ledger.explain(error)] };
}
