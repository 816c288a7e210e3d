import type { Finding } from '../../model/check-up';
import { isResolved, resolvePlain } from '../../mapping/resolve';
import { shortOf } from '../../model/reference';
import { mapFixes } from '../problems';
import { sidesOf, type CheckFacts } from './facts';
import { ok, unknown, wrong } from './finding';

const id = 'payment-terms';
const title = 'Payment terms';

/** A default term is there where one is mapped; without one the contact's own holds, which cannot be seen from here. */
export function checkPaymentTerms(facts: CheckFacts): Finding | null {
  const { table, missing, ledgerName } = facts;
  const terms = table.items('paymentTerm');
  if (terms.length === 0) return missing.includes('paymentTerm') ? unknown(id, title, `The payment terms of ${ledgerName} could not be read.`) : null;
  const sides = sidesOf(facts).map((side) => ({ side, mapping: table.mapping('paymentTerm', [`*${side}`, '*']), found: resolvePlain(table, 'paymentTerm', null, { defaults: [`*${side}`, '*'] }) }));
  const gone = sides.find(({ mapping, found }) => mapping && !isResolved(found));
  if (gone?.mapping) return wrong(id, title, `The default for ${gone.side} is ${gone.mapping.ledger}, which ${ledgerName} does not have any more.`, { fixes: mapFixes('paymentTerm', gone.mapping.host, [], terms) });
  const set = sides.flatMap(({ side, found }) => (isResolved(found) ? [`${side}: ${shortOf(found.item)}`] : []));
  if (set.length === sides.length) return ok(id, title, set.length > 0 ? `Defaults: ${set.join(', ')}.` : 'No documents go there on this connection.');
  return unknown(id, title, `No default is set${set.length > 0 ? ` for one side (${set.join(', ')})` : ''}: the contact's own term holds. Whether each contact in ${ledgerName} has one cannot be told without reading them all; a default is safe.`, { fixes: mapFixes('paymentTerm', '*', [], terms).map((fix) => ({ ...fix, label: 'Choose a default…' })) });
}
