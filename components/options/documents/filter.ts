import type { DocumentKind } from '../../../lib/model/document';
import { stateWords, type StateWord } from '../../../lib/model/view';
import type { DocumentLine } from '../../../lib/sync/document-lines';

/** What is shown of the documents. Days are ISO; empty text is no limit. */
export interface DocumentFilter {
  search: string;
  state: '' | StateWord | typeof needingYou | typeof notListed;
  kind: '' | DocumentKind;
  from: string;
  to: string;
  needingFirst: boolean;
}

export const needingYou = 'needs-you';
export const notListed = 'not-listed';
export const everything: DocumentFilter = { search: '', state: '', kind: '', from: '', to: '', needingFirst: true };

const texts = new WeakMap<DocumentLine, string>();

const digitsOf = (text: string): string => text.replace(/\D/g, '');

/** What a search looks through; an amount also by its digits alone, since people write it in several ways. Made when it is first looked for. */
function textOf(line: DocumentLine): string {
  const known = texts.get(line);
  if (known !== undefined) return known;
  const { number, contactName, gross, currency, date } = line.row;
  const text = [number, contactName, gross ?? '', gross === null ? '' : digitsOf(gross), currency, date].join(' ').toLowerCase();
  texts.set(line, text);
  return text;
}

/** A word of a search, and its digits where it may be an amount: "1.234,50". */
const waysOf = (word: string): string[] => (/^\d[\d.,'\u00a0\u202f]*$/.test(word) ? [word, digitsOf(word)] : [word]);

const hasState = (line: DocumentLine, state: DocumentFilter['state']): boolean =>
  state === '' || line.word === state || (state === needingYou && line.needsYou) || (state === notListed && line.absence !== null);

/** The lines to show, in their order, with those first that need somebody where that is wanted. Pure. */
export function filterLines(lines: readonly DocumentLine[], { search, state, kind, from, to, needingFirst }: DocumentFilter): readonly DocumentLine[] {
  const words = search.toLowerCase().split(/ +/).filter(Boolean).map(waysOf);
  const isAll = words.length === 0 && !state && !kind && !from && !to;
  const shown = isAll
    ? lines
    : lines.filter((line) => {
        const { row } = line;
        if (!hasState(line, state) || (kind && row.kind !== kind) || (from && row.date < from) || (to && row.date > to)) return false;
        return words.every((ways) => ways.some((way) => textOf(line).includes(way)));
      });
  if (!needingFirst || !shown.some(({ needsYou }) => needsYou)) return shown;
  return [...shown.filter(({ needsYou }) => needsYou), ...shown.filter(({ needsYou }) => !needsYou)];
}

export interface Counts {
  /** How many lines have each state, in the order of the contract's words. */
  states: Map<StateWord, number>;
  needingYou: number;
  notListed: number;
}

/** How many lines there are of each sort. Pure. */
export function countLines(lines: readonly DocumentLine[]): Counts {
  const states = new Map<StateWord, number>();
  let needing = 0;
  let absent = 0;
  for (const { word, needsYou, absence } of lines) {
    states.set(word, (states.get(word) ?? 0) + 1);
    if (needsYou) needing += 1;
    if (absence) absent += 1;
  }
  return { states: new Map(stateWords.flatMap((word) => (states.has(word) ? [[word, states.get(word) ?? 0] as const] : []))), needingYou: needing, notListed: absent };
}
