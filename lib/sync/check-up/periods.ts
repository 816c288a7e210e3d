import type { Finding } from '../../model/check-up';
import { isResolved, resolveJournal } from '../../mapping/resolve';
import type { DocumentKind } from '../../model/document';
import { formatDay } from '../../model/dates';
import type { Problem } from '../../model/problem';
import { problem, refreshFix } from '../problems';
import { sideOf, type CheckFacts } from './facts';
import { counted, ok, some, unknown, wrong } from './finding';
import { journalNames } from './journals';

const id = 'periods';
const title = 'Periods';

interface Shut {
  journal: string;
  name: string;
  /** Numbers of the documents in it; none for today's own. */
  documents: string[];
  isToday: boolean;
}

/** The journal a document will go to; empty where there are none, null where it cannot be told. */
function journalOf(kind: DocumentKind, currency: string, { journals, table }: CheckFacts): string | null {
  if (!journals) return '';
  const found = resolveJournal(table, journalNames[kind], sideOf(kind), currency);
  return isResolved(found) ? found.item.code : null;
}

/** Where documents, and those of today, would find their period closed or missing. Pure. */
function shutPeriods(facts: CheckFacts): Shut[] {
  const shut = new Map<string, Shut>();
  const today = facts.kinds.map((kind) => ({ kind, number: '', date: facts.today, currency: facts.connection.companyCurrency ?? '' }));
  for (const { kind, number, date, currency } of [...today, ...facts.unsent]) {
    const journal = journalOf(kind, currency, facts);
    if (journal === null) continue;
    const period = facts.periods.find(({ start, end }) => start <= date && date <= end);
    if (period && !period.closedJournals.includes(journal)) continue;
    const name = period ? (journal === '' ? `up to ${formatDay(period.end, facts.locale)}` : `${period.year}-${String(period.period).padStart(2, '0')}`) : '';
    const key = `${journal}/${name || date.slice(0, 7)}`;
    const entry = shut.get(key) ?? { journal, name: name || `for ${formatDay(date, facts.locale)}`, documents: [], isToday: false };
    shut.set(key, entry);
    if (number === '') entry.isToday = true;
    else entry.documents.push(number);
  }
  return [...shut.values()];
}

function itemOf({ journal, name, documents, isToday }: Shut, { ledgerName }: CheckFacts): Problem {
  const what = name.startsWith('for ') ? `There is no period ${name}` : journal === '' ? `The books are closed ${name}` : `Period ${name} is closed in journal ${journal}`;
  const held = documents.length > 0 ? `${counted(documents.length, 'unsent document')} in it: ${some(documents)}.` : '';
  const cure = isToday ? `Documents of today cannot be booked. Open it in ${ledgerName}.` : `Open it in ${ledgerName}, or book ${documents.length === 1 ? 'it' : 'them'} on a later day: each offers that when it is sent.`;
  return problem(`period-${journal}-${name}`, `${what}.`, [], [held, cure].filter(Boolean).join(' '));
}

/** Today's period is open, and so are those of what is to be sent, in the journals they will go to. */
export function checkPeriods(facts: CheckFacts): Finding {
  const { periods, journals, ledgerName, connection, unsent, listed, kinds } = facts;
  if (connection.referenceAt === undefined) return unknown(id, title, `The periods of ${ledgerName} were not read yet.`);
  if (periods.length === 0) return journals ? unknown(id, title, `${ledgerName} told no financial periods.`) : ok(id, title, `Nothing is closed in ${ledgerName}.`);
  if (kinds.length === 0) return ok(id, title, 'No documents go there on this connection.');
  const shut = shutPeriods(facts);
  const fixes = [{ ...refreshFix(ledgerName), best: true }];
  if (shut.length > 0) return wrong(id, title, `Some documents fall in a period that is not open. Once it is opened, read ${ledgerName} again.`, { items: shut.slice(0, 12).map((one) => itemOf(one, facts)), fixes });
  return ok(id, title, `Today's period is open${unsent.length > 0 ? `, and so are those of ${counted(unsent.length, 'unsent document')}` : listed ? '; nothing listed is unsent' : '; no documents are listed yet'}.`);
}
