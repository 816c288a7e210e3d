import type { Finding } from '../../model/check-up';
import { problem, refreshFix } from '../problems';
import { currenciesOf, type CheckFacts } from './facts';
import { counted, ok, unknown, warning, wrong } from './finding';

const id = 'currencies';
const title = 'Currencies';

/** The ledger knows the currencies of what is to be sent, and those that the host may use. */
export function checkCurrencies(facts: CheckFacts): Finding {
  const { table, hostReference, unsent, hostName, ledgerName, connection } = facts;
  const known = new Set([...table.items('currency').map(({ code }) => code.toUpperCase()), connection.companyCurrency ?? '']);
  if (table.items('currency').length === 0) return unknown(id, title, `The currencies of ${ledgerName} were not read.`);
  const needed = currenciesOf(facts).filter((code) => !known.has(code));
  const offered = hostReference.filter(({ kind, active }) => kind === 'currency' && active).map(({ code }) => code.trim().toUpperCase());
  const unused = offered.filter((code) => !known.has(code) && !needed.includes(code));
  const fixes = [{ ...refreshFix(ledgerName), best: true }];
  const items = [
    ...needed.map((code) => problem(`currency-${code}`, `${ledgerName} does not know ${code}.`, [], `${counted(unsent.filter(({ currency }) => currency === code).length, 'unsent document is', 'unsent documents are')} in it. Add the currency there.`)),
    ...unused.map((code) => problem(`currency-${code}`, `${ledgerName} does not know ${code}.`, [], `${hostName} may use it; no unsent document does.`)),
  ];
  if (needed.length > 0) return wrong(id, title, 'Documents in an unknown currency cannot be booked.', { items, fixes });
  if (unused.length > 0) return warning(id, title, `${hostName} works in currencies that ${ledgerName} does not know. Add them there, or switch them off here.`, { items, fixes });
  return ok(id, title, `${ledgerName} knows ${[...new Set([...currenciesOf(facts), ...offered])].sort().join(', ')}.`);
}
