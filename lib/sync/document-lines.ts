import type { StateWord, Tone } from '../model/view';
import type { DocumentRow, JobRow, LinkRow } from '../storage/rows';
import { stateOf } from './state';

/** What is stored of one document: the host's list, the link, and the jobs. */
export interface DocumentFacts {
  row?: DocumentRow | undefined;
  link?: LinkRow | undefined;
  send?: JobRow | undefined;
  /** The fetch; or what keeps a change of the ledger from being brought. */
  fetch?: JobRow | undefined;
}

/** So many that are fetched together are each read in the ledger, a call each. Of more, only what payments and deletions tell, in a few calls for all. */
export const mostRead = 25;

/** Why a document of a link is not among those listed. */
export type Absence = 'deleted' | 'unlisted';

/** A document with its state, as the Documents page shows it. */
export interface DocumentLine {
  row: DocumentRow;
  word: StateWord;
  text: string;
  tone: Tone;
  busy: boolean;
  /** Set where it was sent and the host no longer lists it. */
  absence: Absence | null;
  /** Somebody has to look at it. */
  needsYou: boolean;
  isLinked: boolean;
  /** What of it is held up until somebody looks at it. */
  held: readonly ('send' | 'fetch')[];
}

const needing: ReadonlySet<StateWord> = new Set(['Needs attention', 'Changed since sent', 'Deleted in ledger']);

/** A row for a document that is known from its link alone. */
const rowOfLink = (link: LinkRow): DocumentRow => ({
  key: link.key, connection: link.connection, kind: link.document.kind, id: link.document.id, number: link.number, date: link.date,
  contactName: link.contactName, gross: link.total, currency: link.currency, modified: '', deleted: false, listedAt: 0,
});

const isHeld = (job: JobRow | undefined): boolean => job !== undefined && !job.dismissed && (job.state === 'blocked' || job.state === 'failed');

/** One document's line; null for one that is deleted in the host and was never sent. Pure. */
export function lineOf({ row: listed, link, send, fetch }: DocumentFacts, now: number): DocumentLine | null {
  if (!link && (!listed || listed.deleted)) return null;
  const row = listed ?? (link ? rowOfLink(link) : null);
  if (!row) return null;
  const { word, text, tone, busy } = stateOf({ job: send, fetchJob: fetch, link }, now);
  const absence = !link ? null : listed?.deleted ? 'deleted' : !listed && !link.brought ? 'unlisted' : null;
  return {
    row, word, text, tone, busy, absence,
    // What is deleted in the host and still stands in the ledger is wrong on one of the two sides.
    needsYou: needing.has(word) || (absence === 'deleted' && link?.remote === 'present'),
    isLinked: link !== undefined,
    held: [...(isHeld(send) ? (['send'] as const) : []), ...(isHeld(fetch) ? (['fetch'] as const) : [])],
  };
}

/** Newest first. */
export const inOrder = (a: DocumentLine, b: DocumentLine): number =>
  b.row.date.localeCompare(a.row.date) || b.row.number.localeCompare(a.row.number, undefined, { numeric: true }) || a.row.key.localeCompare(b.row.key);
