import type { LedgerDocument } from '../ledgers/ledger';
import { formatDay } from '../model/dates';
import { formatAmount } from '../model/money';
import type { Problem } from '../model/problem';
import type { JobRow, LinkRow } from '../storage/rows';
import { jobKey, note, type SyncContext } from './context';
import { next } from './job';
import { problem } from './problems';

export const twinCode = 'twin';

/** Several documents for one, the reason why none was deleted, and what can be done. */
export function twinProblem(documents: readonly LedgerDocument[], why: string, ledgerName: string, deletes: boolean, locale?: string): Problem {
  const choices = documents.map((document) => ({
    value: document.id,
    label: `${document.number}, ${document.contactName || 'no name'}`,
    detail: `${formatAmount(document.gross, locale)} ${document.currency}, ${formatDay(document.date, locale)}`,
  }));
  const numbers = documents.map(({ number }) => number).join(' and ');
  return problem(
    twinCode,
    `${ledgerName} has this document ${documents.length === 2 ? 'twice' : `${documents.length} times`}: ${numbers}.`,
    [
      ...(deletes ? [{ id: 'keep-one', label: 'Keep one, delete the rest…', action: { type: 'keep-one' as const }, choices }] : []),
      { id: 'open-ledger', label: `Open in ${ledgerName}`, action: { type: 'open-ledger' } },
      { id: 'keep-all', label: 'It is right, keep them', action: { type: 'keep-all' } },
    ],
    `${choices.map((choice) => `${choice.label}: ${choice.detail}`).join('; ')}. Nothing was deleted. ${why}`,
  );
}

const isBusy = (job: JobRow | undefined): boolean => job !== undefined && ['queued', 'sending', 'unknown', 'waiting'].includes(job.state);
const needsUser = (job: JobRow): boolean => job.state === 'blocked' || job.state === 'failed';

/** What is shown of a link's twins: the job that fetches it carries the problem. */
export type Showing = 'shown' | 'busy' | 'not shown';
export const showing = (job: JobRow | undefined): Showing =>
  isBusy(job) ? 'busy' : job && needsUser(job) && job.problems.some(({ code }) => code === twinCode) ? 'shown' : 'not shown';

const fetchJobOf = (link: LinkRow, now: number): JobRow => ({
  id: jobKey(link.connection, link.document, 'fetch'), connection: link.connection, company: link.company, document: link.document, action: 'fetch',
  state: 'done', wait: null, problems: [], decisions: {}, attempts: 0, priority: 10, nextAt: 0, createdAt: now, updatedAt: now,
  title: { number: link.number, contact: link.contactName, total: link.total, currency: link.currency },
});

/** Puts the problem on the document. False when it is being fetched, which would wipe it out. */
export async function showTwins(context: SyncContext, link: LinkRow, found: Problem): Promise<boolean> {
  const { database } = context;
  const shown = await database.transaction('rw', [database.jobs, database.journal], async () => {
    const existing = await database.jobs.get(jobKey(link.connection, link.document, 'fetch'));
    if (isBusy(existing)) return false;
    const job = existing ?? fetchJobOf(link, context.now());
    const others = needsUser(job) ? job.problems.filter(({ code }) => code !== twinCode) : [];
    await database.jobs.put({ ...next(job, { type: 'blocked', problems: [...others, found] }, context.now()), dismissed: false });
    await note(context, job, 'blocked', found.message, 'bad');
    return true;
  });
  context.changed(link.connection, link.document);
  return shown;
}

/** Takes the problem away again, once there is only one document or the user wants them all. */
export async function clearTwins(context: SyncContext, link: LinkRow): Promise<void> {
  const { database } = context;
  const result = 'It is no longer there several times';
  await database.transaction('rw', [database.jobs, database.journal], async () => {
    const job = await database.jobs.get(jobKey(link.connection, link.document, 'fetch'));
    if (!job || showing(job) !== 'shown') return;
    const others = job.problems.filter(({ code }) => code !== twinCode);
    if (others.length > 0) return void (await database.jobs.put({ ...job, problems: others, updatedAt: context.now() }));
    await database.jobs.put(next(job, { type: 'done', result }, context.now()));
    await note(context, job, 'done', `${result}.`, 'ok');
  });
  context.changed(link.connection, link.document);
}
