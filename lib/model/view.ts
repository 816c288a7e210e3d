import type { DocumentRef } from './document';
import type { Difference, Problem } from './problem';

/** The words a document's state begins with: the contract of the bar. */
export const stateWords = [
  'Not sent', 'Queued', 'Sending', 'Checking', 'Waiting', 'Needs attention', 'Sent', 'Changed since sent', 'Partly paid', 'Paid', 'Voided', 'Deleted in ledger',
] as const;
export type StateWord = (typeof stateWords)[number];

/** How a state is coloured; the word always says it too. */
export type Tone = 'none' | 'info' | 'ok' | 'warn' | 'bad';

export interface ButtonView {
  enabled: boolean;
  /** The one action that makes sense now. */
  best?: boolean;
  /** Why it is disabled, or what it will do; read out as its description. */
  description?: string;
}

/** Everything one toolbar shows: nothing secret, nothing but the state words and the page's own document. */
export interface ToolbarView {
  connection: string;
  ledger: string;
  company: string;
  word: StateWord;
  /** The whole status text, beginning with the word. */
  text: string;
  tone: Tone;
  /** Work is going on: look again soon. */
  busy: boolean;
  send: ButtonView;
  fetch: ButtonView;
  log: ButtonView;
  open: ButtonView;
  /** "2024-0117, 1,210.00 EUR", once the document has been read. */
  document: string | null;
  problems: Problem[];
  differences: Difference[];
  /** What a press on "Update in ..." would change, in one sentence; null when there is nothing to update. */
  updatable: string | null;
}

/** What the content script shows on a page. */
export interface PageView {
  document: DocumentRef;
  host: string;
  toolbars: ToolbarView[];
  /** Set when the address has no document, so that the bar goes away. */
}

/** What a list page shows behind a document's link, a chip for each ledger: the state's word and nothing else of it. */
export interface ListState {
  document: DocumentRef;
  chips: ListChip[];
}

export interface ListChip {
  /** The whole name, for those who cannot see the chip. */
  ledger: string;
  /** In front of the word where there are several; empty where there is one. */
  short: string;
  word: StateWord;
  tone: Tone;
  /** Work is going on: look again soon. */
  busy: boolean;
}

/** One line of a document's journal as the Log region shows it. */
export interface LogLine {
  at: number;
  text: string;
  tone: Tone;
  raw?: string;
}
