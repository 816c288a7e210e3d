import { stateOf } from '../../../lib/sync/state';
import { stateWords, type StateWord, type Tone } from '../../../lib/model/view';
import type { DocumentRow, JobRow, LinkRow } from '../../../lib/storage/rows';

/** A document with its state, as the table shows it. */
export interface DocumentLine {
  row: DocumentRow;
  word: StateWord;
  text: string;
  tone: Tone;
}

const keyOf = (document: { kind: string; id: string }): string => `${document.kind}/${document.id}`;

/** Documents with their states, newest first. Pure. */
export function documentLines(documents: readonly DocumentRow[], links: readonly LinkRow[], jobs: readonly JobRow[]): DocumentLine[] {
  const linkOf = new Map(links.map((link) => [keyOf(link.document), link]));
  const jobOf = (action: JobRow['action']) => new Map(jobs.filter((job) => job.action === action).map((job) => [keyOf(job.document), job]));
  const sends = jobOf('send');
  const fetches = jobOf('fetch');
  return documents
    .filter((row) => !row.deleted || linkOf.has(keyOf(row)))
    .map((row) => {
      const { word, text, tone } = stateOf({ job: sends.get(keyOf(row)), fetchJob: fetches.get(keyOf(row)), link: linkOf.get(keyOf(row)) });
      return { row, word, text, tone };
    })
    .sort((a, b) => b.row.date.localeCompare(a.row.date) || b.row.number.localeCompare(a.row.number, undefined, { numeric: true }));
}

/** The lines in which every word of the search occurs and whose state is the wanted one ('' for any). Pure. */
export function filterLines(lines: readonly DocumentLine[], search: string, state: string): DocumentLine[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return lines.filter(({ row, word }) => {
    if (state && word !== state) return false;
    const text = `${row.number} ${row.contactName} ${row.gross ?? ''} ${row.date}`.toLowerCase();
    return words.every((part) => text.includes(part));
  });
}

/** How many lines have each state, in the order of the contract's words. Pure. */
export function countStates(lines: readonly DocumentLine[]): Map<StateWord, number> {
  const counts = new Map<StateWord, number>();
  for (const { word } of lines) counts.set(word, (counts.get(word) ?? 0) + 1);
  return new Map(stateWords.flatMap((word) => (counts.has(word) ? [[word, counts.get(word) ?? 0] as const] : [])));
}

/** May it be sent with others? What is under way or settled is left alone. Pure. */
export const isSendable = ({ word }: Pick<DocumentLine, 'word'>): boolean =>
  word === 'Not sent' || word === 'Needs attention' || word === 'Changed since sent' || word === 'Deleted in ledger';
