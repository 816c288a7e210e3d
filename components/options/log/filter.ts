import type { DocumentKind } from '../../../lib/model/document';
import type { JobRow } from '../../../lib/storage/rows';
import { wordsTest } from '../../../lib/sync/log-search';

export interface ErrorFilter {
  words: string;
  connection: string;
  kind: DocumentKind | '';
  /** The code of a problem. */
  cause: string;
}

export const everyError: ErrorFilter = { words: '', connection: '', kind: '', cause: '' };

const textOf = ({ title, document, connection, problems }: JobRow): string =>
  [title?.number, title?.contact, `${document.kind} ${document.id}`, connection, ...problems.flatMap(({ message, detail, raw }) => [message, detail, raw])].filter(Boolean).join(' ');

/** The errors that are meant. Pure. */
export function filterErrors(jobs: readonly JobRow[], { words, connection, kind, cause }: ErrorFilter): JobRow[] {
  const found = wordsTest(words);
  return jobs.filter(
    (job) =>
      (connection === '' || job.connection === connection) &&
      (kind === '' || job.document.kind === kind) &&
      (cause === '' || job.problems.some(({ code }) => code === cause)) &&
      (words === '' || found(textOf(job))),
  );
}

const longestLabel = 60;

/** The causes there are, the most frequent first, each by the words of its newest. Pure. */
export function causesOf(jobs: readonly JobRow[]): { code: string; label: string; count: number }[] {
  const causes = new Map<string, { code: string; label: string; count: number }>();
  for (const { problems } of jobs) {
    for (const { code, message } of new Map(problems.map((problem) => [problem.code, problem])).values()) {
      const cause = causes.get(code) ?? { code, label: message.length > longestLabel ? `${message.slice(0, longestLabel)}…` : message, count: 0 };
      causes.set(code, { ...cause, count: cause.count + 1 });
    }
  }
  return [...causes.values()].sort((a, b) => b.count - a.count);
}
