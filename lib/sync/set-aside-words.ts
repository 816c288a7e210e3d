import type { CheckedTable } from '../storage/row-schemas';
import type { JournalRow, QuarantineRow } from '../storage/rows';
import { readDocumentKey, readJobKey } from './keys';

/** What can be done about a record that was set aside, beyond keeping it or letting it go. */
export type AsideCure = 'send-again' | 'connections' | 'mappings' | null;

export interface AsideWords {
  /** "The link of invoice 1001". */
  title: string;
  /** What follows from its absence, and what to do. */
  detail: string;
  cure: AsideCure;
}

const last = (key: unknown): string => (Array.isArray(key) ? key.slice(1).map(String).join(' ') : String(key));

/** "invoice 1001", by its printed number where the record still says it. */
function documentName(aside: QuarantineRow): string {
  const row = aside.row as { number?: unknown; title?: { number?: unknown } } | null;
  const { document } = readJobKey(aside.key) ?? readDocumentKey(aside.key) ?? {};
  const printed = row?.title?.number ?? row?.number;
  if (!document) return last(aside.key);
  return `${document.kind} ${typeof printed === 'string' && printed !== '' ? printed : document.id}`;
}

const lookedFor = 'it is looked for in the ledger first, and linked where it is found; nothing is booked twice.';

const words: Record<CheckedTable, (aside: QuarantineRow) => AsideWords> = {
  connections: ({ key }) => ({
    title: `The connection "${String(key)}"`,
    detail: 'What it was to send waits. Its mappings, links and keys are still here: import its settings, or add a connection of the same name, and connect it.',
    cure: 'connections',
  }),
  jobs: (aside) => ({ title: `The place in the queue of ${documentName(aside)}`, detail: `If it was not sent yet, send it again: ${lookedFor}`, cure: readJobKey(aside.key) ? 'send-again' : null }),
  intents: ({ key }) => ({ title: `The note that ${last(key)} was being created`, detail: 'Before anything happens to it again it is looked for, until it is certain whether it arrived.', cure: null }),
  links: (aside) => ({ title: `The link of ${documentName(aside)}`, detail: `It shows as not sent. Send it again: ${lookedFor}`, cure: readDocumentKey(aside.key) ? 'send-again' : null }),
  mappings: ({ key }) => ({ title: `The mapping of ${last(key)}`, detail: 'The value is matched by itself again, or asked for when a document needs it.', cure: 'mappings' }),
  evidence: ({ key }) => ({ title: `The count of what was booked with ${last(key)}`, detail: 'It begins anew with the next document; only suggestions were made from it.', cure: null }),
  reference: ({ key }) => ({ title: `The ledger's ${last(key)}`, detail: 'Refresh the reference data of the connection to have it back.', cure: 'connections' }),
  periods: ({ key }) => ({ title: `The accounting period ${last(key)}`, detail: 'Refresh the reference data of the connection to have it back.', cure: 'connections' }),
  terms: ({ key }) => ({ title: `The payment term ${last(key)}`, detail: 'The payment of its document is brought up to date when the ledger next reports a change of it.', cure: null }),
  budgets: ({ key }) => ({ title: `The count of calls to ${String(key)}`, detail: 'It begins anew; what the other side says of its limits is taken over with the next call.', cure: null }),
};

const isChecked = (table: string): table is CheckedTable => table in words;

/** A record that was set aside, in words. Pure. */
export function wordsOf(aside: QuarantineRow): AsideWords {
  return isChecked(aside.table) ? words[aside.table](aside) : { title: `A record of ${aside.table}`, detail: '', cure: null };
}

/** The journal's line: what was set aside and why, and what to do. It stands with its document where it is about one. Pure. */
export function lineOf(aside: QuarantineRow): JournalRow {
  const { title, detail } = wordsOf(aside);
  const job = readJobKey(aside.key);
  const document = (job ?? (aside.table === 'links' ? readDocumentKey(aside.key) : null))?.document;
  return {
    at: aside.at,
    connection: aside.connection,
    document: document ? `${document.kind}/${document.id}` : '',
    job: job ? String(aside.key) : '',
    event: 'set-aside',
    text: `${title} could not be read and was set aside (${aside.reason}). ${detail}`.trim(),
    tone: 'bad',
  };
}
