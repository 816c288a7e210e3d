import { labelOf, type MappingKind, type ReferenceItem } from '../model/reference';
import { likeness, plainCode } from './alike';

/** How many documents with something about them were booked on a value of the ledger. */
export interface Evidence {
  kind: MappingKind;
  clue: string;
  /** The ledger's code, or its id. */
  ledger: string;
  documents: number;
}

/** Another value of the host and what it becomes. */
export interface Sibling {
  code: string;
  item: ReferenceItem;
}

/** A host value without a match, and all that may tell what it should be. */
export interface Wanted {
  kind: MappingKind;
  code: string;
  name: string;
  /** The ledger's values that may stand there at all. */
  candidates: readonly ReferenceItem[];
  clues: readonly string[];
  siblings: readonly Sibling[];
}

/** What may be meant. `confidence` is from 0 to 1; `why` is one sentence. */
export interface Suggestion {
  item: ReferenceItem;
  confidence: number;
  why: string;
}

/** Below this nothing is said. */
const least = 0.3;
/** No guess is certain. */
const highest = 0.99;
/** Names less alike than this say nothing. */
const alike = 0.6;

interface Reason {
  item: ReferenceItem;
  weight: number;
  why: string;
}

/** The rule of succession: one document of one says less than twenty of twenty. */
const share = (of: number, all: number): number => (of + 1) / (all + 2);

const clueWords: Readonly<Record<string, (rest: string) => string>> = {
  contact: () => 'of this contact',
  product: () => 'with this product',
  account: () => 'on this account',
  value: () => 'with it',
  rate: (rest) => `with ${rest.split('/')[1] ?? ''} % on ${rest.startsWith('sales') ? 'sales' : 'purchases'}`,
};

function wordsOf(clue: string): string {
  const [name = '', ...rest] = clue.split('/');
  return clueWords[name]?.(rest.join('/')) ?? 'like these';
}

/** What was booked before with the same about it. */
function learned({ kind, candidates, clues }: Wanted, evidence: readonly Evidence[]): Reason[] {
  return [...new Set(clues)].flatMap((clue) => {
    const rows = evidence.filter((row) => row.kind === kind && row.clue === clue);
    const all = rows.reduce((sum, { documents }) => sum + documents, 0);
    return rows.flatMap(({ ledger, documents }) => {
      const item = candidates.find(({ code, id }) => code === ledger || id === ledger);
      const count = documents === all ? (all === 1 ? 'The one document' : `All ${all} documents`) : `${documents} of ${all} documents`;
      return item ? [{ item, weight: share(documents, all), why: `${count} ${wordsOf(clue)} so far ${documents === 1 ? 'was' : 'were'} booked with it.` }] : [];
    });
  });
}

/** Values whose codes begin alike go, as a rule, to the same. */
function bySiblings({ code, candidates, siblings }: Wanted): Reason[] {
  const prefix = plainCode(code).slice(0, 2);
  if (plainCode(code).length < 4) return [];
  const near = siblings.filter((sibling) => plainCode(sibling.code).length >= 4 && plainCode(sibling.code).startsWith(prefix));
  if (near.length < 2) return [];
  return [...new Set(near.map(({ item }) => item))].flatMap((item) => {
    const of = near.filter((sibling) => sibling.item === item).length;
    return of < 2 || !candidates.includes(item) ? [] : [{ item, weight: share(of, near.length) * 0.8, why: `${of} of ${near.length} codes that begin with ${prefix} lead to it.` }];
  });
}

function byCodeAndName({ code, name, candidates }: Wanted): Reason[] {
  return candidates.flatMap((item) => {
    const reasons: Reason[] = [];
    if (code !== '' && plainCode(item.code) === plainCode(code)) reasons.push({ item, weight: 0.9, why: `Its code is the same but for zeros and points (${item.code}).` });
    const same = Math.max(likeness(name, item.name), code === '' ? 0 : likeness(code, item.name), likeness(name, item.code));
    if (same >= alike) reasons.push({ item, weight: same * 0.85, why: same === 1 ? `It has the same name (${labelOf(item)}).` : `The names are alike (${labelOf(item)}).` });
    return reasons;
  });
}

/**
 * What a value without a match may be, the likeliest first. Reasons for one value add up; values that compete take from each
 * other, and "none of them" stays possible. Nothing is booked by it: it is for the user to accept. Pure.
 */
export function suggest(wanted: Wanted, evidence: readonly Evidence[]): Suggestion[] {
  const reasons = [...learned(wanted, evidence), ...bySiblings(wanted), ...byCodeAndName(wanted)];
  const combined = [...new Set(reasons.map(({ item }) => item))].map((item) => {
    const own = reasons.filter((reason) => reason.item === item).sort((a, b) => b.weight - a.weight);
    return { item, weight: Math.min(highest, 1 - own.reduce((doubt, { weight }) => doubt * (1 - weight), 1)), why: own[0]?.why ?? '' };
  });
  const odds = ({ weight }: { weight: number }) => weight / (1 - weight);
  const all = 1 + combined.reduce((sum, each) => sum + odds(each), 0);
  return combined
    .map((each) => ({ item: each.item, confidence: odds(each) / all, why: each.why }))
    .filter(({ confidence }) => confidence >= least)
    .sort((a, b) => b.confidence - a.confidence || a.item.code.localeCompare(b.item.code, 'en', { numeric: true }));
}

/** "likely, 86 %". Pure. */
export function confidenceInWords(confidence: number): string {
  const word = confidence >= 0.9 ? 'very likely' : confidence >= 0.75 ? 'likely' : confidence >= 0.5 ? 'probable' : 'possible';
  return `${word}, ${Math.floor(confidence * 100)} %`;
}

/** From here on suggestions are accepted together. */
export const acceptedTogether = 0.8;
