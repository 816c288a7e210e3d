import type { DocumentKind, DocumentRef } from '../../../lib/model/document';
import { mostRead, type DocumentLine } from '../../../lib/sync/document-lines';

/** What can be done with several documents at once. */
export const actions = ['send', 'fetch', 'retry'] as const;
export type Action = (typeof actions)[number];

/** Which documents an action is for, and what it leaves out. */
export interface ActionView {
  documents: DocumentRef[];
  /** For how many of the chosen, and why not for the rest. */
  hint: string;
}

/** What decides beside the document itself. */
export interface Circumstances {
  connected: boolean;
  /** The kinds that go to the ledger. */
  sends: ReadonlySet<DocumentKind>;
  hostName: string;
  ledgerName: string;
}

type Judge = (line: DocumentLine, of: Circumstances) => string | null;

/** Why it is left out, in words that follow a count; null where it is not. */
const reasons: Readonly<Record<Action, Judge>> = {
  send: (line, { sends, hostName, ledgerName }) => {
    if (line.busy) return 'on the way already';
    if (line.absence === 'deleted') return `deleted in ${hostName}`;
    if (!sends.has(line.row.kind)) return `of a kind that does not go to ${ledgerName}`;
    switch (line.word) {
      case 'Not sent':
      case 'Changed since sent':
      case 'Deleted in ledger':
        return null;
      case 'Needs attention':
        return line.held.includes('send') ? null : 'sent already';
      case 'Voided':
        return `voided in ${ledgerName}`;
      default:
        return 'sent already';
    }
  },
  fetch: (line) => (!line.isLinked ? 'not sent yet' : line.busy ? 'on the way already' : null),
  retry: (line) => (line.held.length === 0 ? 'not held up' : null),
};

const doing: Readonly<Record<Action, string>> = { send: 'sent', fetch: 'fetched', retry: 'tried again' };

function hintOf(action: Action, all: number, left: ReadonlyMap<string, number>, again: number): string {
  const out = [...left].map(([reason, count]) => `${count} ${reason}`).join(', ');
  const taken = all - [...left.values()].reduce((sum, count) => sum + count, 0);
  if (taken === 0) return `None of the selected can be ${doing[action]}: ${out}.`;
  const rest = out ? ` Left out: ${out}.` : '';
  const twice = again > 0 ? ` ${again} of them ${again === 1 ? 'was' : 'were'} deleted in the ledger and will be booked there again.` : '';
  const less = action === 'fetch' && taken > mostRead ? ` Payments and deletions are brought; what was edited in the ledger shows when ${mostRead} or fewer are fetched.` : '';
  return `${taken} of ${all} will be ${doing[action]}.${rest}${twice}${less}`;
}

/** Which of the chosen documents each action is for, and why not for the others. Pure. */
export function actionsFor(chosen: readonly DocumentLine[], of: Circumstances): Record<Action, ActionView> {
  const view = (action: Action): ActionView => {
    if (chosen.length === 0) return { documents: [], hint: 'Select documents first.' };
    if (!of.connected) return { documents: [], hint: 'Connect first, on Connections.' };
    const left = new Map<string, number>();
    const taken = chosen.filter((line) => {
      const reason = reasons[action](line, of);
      if (reason !== null) left.set(reason, (left.get(reason) ?? 0) + 1);
      return reason === null;
    });
    const again = action === 'send' ? taken.filter(({ word }) => word === 'Deleted in ledger').length : 0;
    return { documents: taken.map(({ row }) => ({ kind: row.kind, id: row.id })), hint: hintOf(action, chosen.length, left, again) };
  };
  return { send: view('send'), fetch: view('fetch'), retry: view('retry') };
}

/** Can anything be done with it? What cannot is not among "all". Pure. */
export const isSelectable = (line: DocumentLine, of: Circumstances): boolean => actions.some((action) => reasons[action](line, of) === null);
