import type { Tone } from '../model/view';
import type { JournalRow, RequestRow } from '../storage/rows';

/** What the Log and Requests pages look for. Empty fields leave nothing out. */
export interface JournalSearch {
  words: string;
  connection: string;
  tone: Tone | '';
}

export interface RequestSearch {
  words: string;
  connection: string;
  system: string;
  /** "invoice/1001", or the end of it. */
  document: string;
  failedOnly: boolean;
}

export const everyJournalRow: JournalSearch = { words: '', connection: '', tone: '' };
export const everyRequest: RequestSearch = { words: '', connection: '', system: '', document: '', failedOnly: false };

/** Does every word of a search occur in the text? Made once, asked for each row. */
export function wordsTest(words: string): (text: string) => boolean {
  const all = words.toLowerCase().split(/\s+/).filter(Boolean);
  return (text) => {
    const lower = all.length === 0 ? '' : text.toLowerCase();
    return all.every((word) => lower.includes(word));
  };
}

/** Did the call give no good answer? */
export const hasFailed = ({ failure, status }: Pick<RequestRow, 'failure' | 'status'>): boolean => failure !== null || (status ?? 0) >= 400;

/** Which lines of the journal are meant. Pure. */
export function journalTest({ words, connection, tone }: JournalSearch): (row: JournalRow) => boolean {
  const found = wordsTest(words);
  return (row) => (connection === '' || row.connection === connection) && (tone === '' || row.tone === tone) && found(`${row.text} ${row.document} ${row.connection} ${row.event}`);
}

/** Which calls are meant. "failed" is a word of every call that did. Pure. */
export function requestTest({ words, connection, system, document, failedOnly }: RequestSearch): (row: RequestRow) => boolean {
  const found = wordsTest(words);
  const ofDocument = wordsTest(document);
  return (row) =>
    (connection === '' || row.connection === connection) &&
    (system === '' || row.system === system) &&
    (!failedOnly || hasFailed(row)) &&
    (document === '' || ofDocument(`${row.document ?? ''} ${row.document?.replaceAll('/', ' ') ?? ''} ${row.purpose}`)) &&
    found(`${row.system} ${row.method} ${row.purpose} ${row.url} ${row.status ?? ''} ${row.connection} ${row.document ?? ''} ${row.failure ?? ''} ${hasFailed(row) ? 'failed' : ''}`);
}
