import type { DocumentLine, HostDocument } from '../model/document';
import type { MappingKind, ReferenceKind } from '../model/reference';
import { namesOfGap, type Gap } from './held';
import { foldName } from './table';

/** What is known of a line that may tell where it is booked: "contact/12", "product/5", "account/301", "rate/sales/21". */
export type Clue = string;

/** Kinds that are learned: those a line is booked with. */
export const learnedKinds = ['taxCode', 'account', 'costCentre', 'project', 'class', 'unit'] as const satisfies readonly ReferenceKind[];
export type LearnedKind = (typeof learnedKinds)[number];

const isLearned = (kind: MappingKind): kind is LearnedKind => (learnedKinds as readonly MappingKind[]).includes(kind);

/** Which clues say something of a kind; a value's own is of use for all. */
const telling: Readonly<Record<LearnedKind, readonly string[]>> = {
  taxCode: ['rate', 'contact', 'product', 'account'],
  account: ['contact', 'product'],
  costCentre: ['contact', 'product', 'account'],
  project: ['contact'],
  class: ['contact', 'product', 'account'],
  unit: ['product'],
};

const sideOf = ({ ref }: HostDocument): 'sales' | 'purchase' => (ref.kind === 'invoice' ? 'sales' : 'purchase');

/** The line's own value of a kind, by id. */
function valueOf(line: DocumentLine, kind: LearnedKind): string | undefined {
  if (kind === 'unit') return line.unit ?? undefined;
  return (kind === 'class' ? line.costCentre : line[kind])?.id;
}

/** The clues of a line for a kind. Ids alone, no names. Pure. */
export function cluesOf(document: HostDocument, line: DocumentLine, kind: LearnedKind): Clue[] {
  const side = sideOf(document);
  const all: Record<string, string | undefined> = {
    contact: document.contact?.id, product: line.product?.id, account: line.account?.id, rate: line.taxPercentage === null ? undefined : `${side}/${line.taxPercentage}`,
  };
  const own = valueOf(line, kind);
  return [...(own === undefined ? [] : [`value/${side}/${own}`]), ...telling[kind].flatMap((name) => (all[name] === undefined ? [] : [`${name}/${all[name]}`]))];
}

/** Is the gap about this line? One of a default is about those that have no value of the kind. */
function isAbout({ kind, host }: Gap & { kind: LearnedKind }, line: DocumentLine): boolean {
  const own = valueOf(line, kind);
  const { names } = namesOfGap({ kind, host }, []);
  if (own !== undefined) return names.has(foldName(own));
  return host.startsWith('*') || host === 'none' || host === line.taxPercentage;
}

/** What is known of the lines that each gap of a document is about, to learn from later. Pure. */
export function cluesOfGaps(document: HostDocument, gaps: readonly Gap[]): (Gap & { clues: Clue[] })[] {
  return gaps.flatMap(({ kind, host }) => {
    if (!isLearned(kind)) return [];
    const clues = document.lines.filter((line) => isAbout({ kind, host }, line)).flatMap((line) => cluesOf(document, line, kind));
    return clues.length === 0 ? [] : [{ kind, host, clues: [...new Set(clues)] }];
  });
}

/** One thing that a booked document teaches. */
export interface Lesson {
  kind: LearnedKind;
  clue: Clue;
  ledger: string;
}

/** What a booked document teaches: each clue with the ledger's value, once for the document. Pure. */
export function lessonsOf(document: HostDocument, lines: readonly ({ line: DocumentLine } & Partial<Record<LearnedKind, string | undefined>>)[]): Lesson[] {
  const lessons = new Map<string, Lesson>();
  for (const { line, ...booked } of lines) {
    for (const kind of learnedKinds) {
      const ledger = booked[kind];
      if (ledger === undefined) continue;
      for (const clue of cluesOf(document, line, kind)) lessons.set(`${kind}\n${clue}\n${ledger}`, { kind, clue, ledger });
    }
  }
  return [...lessons.values()];
}
