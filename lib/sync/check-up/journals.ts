import type { Finding } from '../../model/check-up';
import type { DocumentKind } from '../../model/document';
import type { Problem } from '../../model/problem';
import { isResolved, resolveJournal, takesCurrency } from '../../mapping/resolve';
import { mapFixes, problem, refreshFix } from '../problems';
import { currenciesOf, sideOf, type CheckFacts } from './facts';
import { ok, unknown, wrong } from './finding';

const id = 'journals';
const title = 'Journals';

/** The names a journal is mapped from, as sending tries them. */
export const journalNames: Readonly<Record<DocumentKind, readonly string[]>> = { invoice: ['invoice', 'sales'], bill: ['bill', 'purchase'] };
const words: Readonly<Record<DocumentKind, string>> = { invoice: 'invoices', bill: 'bills' };

/** What goes to a journal of its own: a kind, or its credit notes where those are mapped apart. */
interface Booked {
  kind: DocumentKind;
  /** What a mapping set here is stored under. */
  host: string;
  names: readonly string[];
  words: string;
}

function bookedOf({ kinds, table }: CheckFacts): Booked[] {
  const credits = { invoice: 'creditInvoice', bill: 'creditBill' } as const;
  return kinds.flatMap((kind) => {
    const own: Booked = { kind, host: kind, names: journalNames[kind], words: words[kind] };
    const host = credits[kind];
    return table.mapping('journal', [host]) ? [own, { kind, host, names: [host, ...journalNames[kind]], words: `credit notes of ${words[kind]}` }] : [own];
  });
}

/** The currencies that are needed for a kind: the company's own and those of its unsent documents. */
const neededFor = (kind: DocumentKind, facts: CheckFacts): string[] => currenciesOf({ ...facts, unsent: facts.unsent.filter((document) => document.kind === kind) });

function problemOf({ kind, host, names, words: what }: Booked, facts: CheckFacts): Problem | null {
  const { table, ledgerName } = facts;
  const side = sideOf(kind);
  const ofSide = table.items('journal').filter((item) => item.side === side);
  const refresh = refreshFix(ledgerName);
  if (ofSide.length === 0) return problem(`journal-${host}`, `There is no ${side} journal that may be used.`, [{ ...refresh, best: true }], `Add one in ${ledgerName}, or have it unblocked, then read ${ledgerName} again.`);
  for (const currency of neededFor(kind, facts)) {
    const found = resolveJournal(table, names, side, currency);
    if (isResolved(found) && takesCurrency(found.item, currency)) continue;
    const fitting = ofSide.filter((journal) => takesCurrency(journal, currency));
    const refused = isResolved(found) ? `Journal ${found.item.code} does not take ${currency}.` : `No ${side} journal takes ${currency}.`;
    const message = !isResolved(found) && found.gap === 'gone' ? `The journal ${found.mappedTo} for ${what} is no longer there.` : refused;
    return problem(`journal-${host}`, message, fitting.length > 0 ? mapFixes('journal', host, [], fitting) : [refresh], fitting.length > 0 ? 'Choose another one.' : `Allow other currencies for one in ${ledgerName}, then read ${ledgerName} again.`);
  }
  return null;
}

/** There is a journal for each kind that goes over, and it takes the currencies of what is to be sent. */
export function checkJournals(facts: CheckFacts): Finding | null {
  const { journals, table, ledgerName, connection } = facts;
  if (!journals) return null;
  if (connection.referenceAt === undefined) return unknown(id, title, `The journals of ${ledgerName} were not read yet.`);
  const booked = bookedOf(facts);
  // Without any journal of a side there is one thing to mend, not two.
  const items = [...new Map(booked.flatMap((one) => problemOf(one, facts) ?? []).map((item) => [item.message, item])).values()];
  if (items.length > 0) return wrong(id, title, 'Documents cannot be booked without a journal that takes their currency.', { items });
  const chosen = booked.flatMap(({ kind, names, words: what }) => {
    const found = resolveJournal(table, names, sideOf(kind), connection.companyCurrency ?? '');
    return isResolved(found) ? [`${what} go to ${found.item.code}`] : [];
  });
  const sentence = chosen.join(', ');
  return ok(id, title, sentence === '' ? 'No documents go there on this connection.' : `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}. In use: ${currenciesOf(facts).join(', ')}.`);
}
