import type { Problem } from '../../../lib/model/problem';
import type { JobRow } from '../../../lib/storage/rows';

const actionWords: Readonly<Record<JobRow['action'], string | null>> = { send: null, fetch: 'while fetching', bring: 'while being brought here' };

/** What people call the document of a job. */
export const nameOf = ({ title, document }: JobRow): string => title?.number || `${document.kind} ${document.id}`;

/** Whose it is and what it is: "ACME Holding · bill · while fetching". */
export const aboutJob = ({ title, document, action }: JobRow): string => [title?.contact, document.kind === 'bill' ? 'bill' : 'invoice', actionWords[action]].filter(Boolean).join(' · ');

/** Retry and the way to the document stand below each error; a problem's own copies of them would only be twice the same. */
export const ownFixes = (problem: Problem): Problem => ({
  ...problem,
  fixes: problem.fixes.filter(({ action, label }) => action.type !== 'open-host' && !(action.type === 'retry' && /^(retry|try again)$/i.test(label))),
});

export const count = (value: number): string => new Intl.NumberFormat().format(value);
export const documents = (value: number): string => `${count(value)} ${value === 1 ? 'document' : 'documents'}`;
