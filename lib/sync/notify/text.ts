import { formatMoment } from '../../model/dates';
import type { OpenError } from './errors';

/** What is said: of a connection its name, of documents their numbers and what is wrong. No amounts and no names of people. All of it is pure. */

const mostLines = 15;

const count = (errors: readonly OpenError[]): string => {
  const documents = errors.filter(({ key }) => key !== '').length;
  const parts = [errors.length > documents && 'the connection', documents > 0 && (documents === 1 ? '1 document' : `${documents} documents`)].filter(Boolean);
  return `${parts.join(' and ')} ${errors.length === 1 ? 'needs' : 'need'} you`;
};

function listed(errors: readonly OpenError[]): string[] {
  const lines = errors.slice(0, mostLines).map(({ subject, cause }) => `- ${subject}: ${cause}`);
  const left = errors.length - lines.length;
  return left > 0 ? [...lines, `- and ${left} more, on the Log page of Ledgerbar`] : lines;
}

/** Of errors that are new. */
export const newsText = (connection: string, errors: readonly OpenError[]): string => [`Ledgerbar, ${connection}: ${count(errors)}.`, ...listed(errors)].join('\n');

export interface Summary {
  connection: string;
  errors: readonly OpenError[];
  /** Documents sent since then. */
  sent: number;
  since: number;
  now: number;
  locale?: string | undefined;
}

/** What was done, and what is open. */
export function digestText({ connection, errors, sent, since, now, locale }: Summary): string {
  const done = sent === 1 ? '1 document was sent' : `${sent === 0 ? 'no' : sent} documents were sent`;
  const open = errors.length === 0 ? 'nothing needs you' : count(errors);
  return [`Ledgerbar, ${connection}: ${done} since ${formatMoment(since, now, locale)}; ${open}.`, ...listed(errors)].join('\n');
}

/** A notification on the screen: how many, and the first cause in full. */
export function newsOnScreen(connection: string, errors: readonly OpenError[]): { title: string; message: string } {
  const [first] = errors;
  const more = errors.length > 1 ? ` And ${errors.length - 1} more.` : '';
  return { title: `${connection}: ${count(errors)}`, message: first ? `${first.subject}: ${first.message.replace(/\.?$/, '.')}${more}` : '' };
}

/** The summary on the screen: its first line is the title. */
export function digestOnScreen(summary: Summary): { title: string; message: string } {
  const [title = '', ...lines] = digestText(summary).split('\n');
  return { title: title.replace(/^Ledgerbar, /, ''), message: lines.slice(0, 3).join('\n') || 'All is well.' };
}

/** A message in the user's own mail program, for him to send. */
export function mailtoOf(address: string, connection: string, errors: readonly OpenError[]): string {
  const body = [...listed(errors), '', 'Written by Ledgerbar.'].join('\r\n');
  return `mailto:${encodeURIComponent(address).replace('%40', '@')}?subject=${encodeURIComponent(`Ledgerbar, ${connection}: ${count(errors)}`)}&body=${encodeURIComponent(body)}`;
}
