import { absolute } from '../model/decimal';
import { formatDay, formatMoment } from '../model/dates';
import { formatAmount } from '../model/money';
import type { StateWord, Tone } from '../model/view';
import type { JobRow, LinkRow } from '../storage/rows';

export interface DocumentState {
  word: StateWord;
  /** The word, and detail after a comma. */
  text: string;
  tone: Tone;
  /** Work is going on that will change it soon. */
  busy: boolean;
}

const state = (word: StateWord, detail: string | null, tone: Tone, busy = false): DocumentState => ({ word, text: detail ? `${word}, ${detail}` : word, tone, busy });

function waitingText(job: JobRow, now: number, locale?: string): string {
  const until = job.wait?.until ? ` until ${formatMoment(job.wait.until, now, locale)}` : '';
  switch (job.wait?.reason) {
    case 'limit':
      return `limit${until}`;
    case 'sign-in':
      return 'sign-in needed';
    case 'offline':
      return 'offline';
    case 'trouble':
      return `trouble at the other side${until ? `, again${until.replace(' until', ' at')}` : ''}`;
    default:
      return until.trim();
  }
}

function stateOfJob(job: JobRow, now: number, locale?: string): DocumentState | null {
  switch (job.state) {
    case 'queued':
      return state('Queued', job.action === 'fetch' ? 'to fetch' : null, 'info', true);
    case 'sending':
      return job.action === 'send' ? state('Sending', null, 'info', true) : null;
    case 'unknown':
      return state('Checking', 'whether it arrived', 'info', true);
    case 'waiting':
      return state('Waiting', waitingText(job, now, locale), 'info', true);
    case 'blocked':
    case 'failed':
      return job.dismissed ? null : state('Needs attention', job.problems.length > 1 ? `${job.problems.length} to fix` : (job.problems[0]?.message.replace(/\.$/, '') ?? null), 'bad');
    case 'done':
      return null;
  }
}

/** What a link alone says. Pure. */
export function stateOfLink(link: LinkRow, locale?: string): DocumentState {
  if (link.remote === 'deleted') return state('Deleted in ledger', link.ledgerNumber, 'warn');
  if (link.remote === 'voided') return state('Voided', link.ledgerNumber, 'warn');
  const isEdited = (link.drift?.length ?? 0) > 0;
  const withEdits = (detail: string | null): string | null => [detail, isEdited ? 'edited in the ledger' : null].filter(Boolean).join(', ') || null;
  if (link.payment?.state === 'paid') return state('Paid', withEdits(link.payment.date ? formatDay(link.payment.date, locale) : null), 'ok');
  if (link.payment?.state === 'partly') {
    return state('Partly paid', withEdits(`${formatAmount(link.payment.paid, locale)} of ${formatAmount(absolute(link.total), locale)}`), 'ok');
  }
  if (link.changed && isEdited) return state('Changed since sent', 'here and in the ledger', 'warn');
  if (link.changed || isEdited) return state('Changed since sent', withEdits(null), 'warn');
  if (link.touched) return state('Changed since sent', 'not compared yet', 'warn');
  return state('Sent', link.brought ? `${link.ledgerNumber}, brought from the ledger` : link.ledgerNumber, 'ok');
}

/** A document's state: what is being done with it goes first, then what became of it. Pure. */
export function stateOf(of: { job?: JobRow | undefined; fetchJob?: JobRow | undefined; link?: LinkRow | undefined }, now = Date.now(), locale?: string): DocumentState {
  const doing = (of.job && stateOfJob(of.job, now, locale)) ?? (of.fetchJob && stateOfJob(of.fetchJob, now, locale));
  if (doing) return doing;
  const settled = of.link ? stateOfLink(of.link, locale) : state('Not sent', null, 'none');
  return of.fetchJob?.state === 'sending' ? { ...settled, text: `${settled.text}, fetching…`, busy: true } : settled;
}
