import type { Finding } from '../../model/check-up';
import { problem, refreshFix } from '../problems';
import type { CheckFacts, SeenRight } from './facts';
import { ok, signInFix, some, unknown, warning, wrong } from './finding';

/** Does what the connection is for hang on it? */
function matters({ use }: SeenRight, { connection: { sync }, kinds }: CheckFacts): boolean {
  if (use === 'documents') return kinds.length > 0;
  if (use === 'products') return sync.products;
  if (use === 'payments') return sync.payments;
  return false;
}

/** The rights of the user in the ledger, from what was read and booked already: nothing is tried out. */
export function checkRights(facts: CheckFacts): Finding | null {
  const { rights, ledgerName, connection, booked, kinds } = facts;
  if (rights.length === 0) return null;
  const id = 'rights';
  const title = `Rights in ${ledgerName}`;
  const refused = rights.filter(({ seen }) => seen === 'refused');
  const untold = rights.filter((right) => right.seen === null && matters(right, facts));
  if (refused.length > 0) {
    const whose = connection.user ? `${connection.user} lacks` : 'The connected user lacks';
    const items = refused.map(({ name, covers, without }) => problem(`right-${name}`, `${whose} the right “${name}”, or the company the module for it.`, [], `It covers ${covers}. ${without}`));
    const detail = `Have it given in ${ledgerName}, or connect as another user, then read ${ledgerName} again.`;
    return (refused.some((right) => matters(right, facts)) ? wrong : warning)(id, title, detail, { items, fixes: [{ ...refreshFix(ledgerName), best: true }, { ...signInFix('Connect as another user'), best: false }] });
  }
  const granted = rights.filter(({ seen }) => seen === 'granted').map(({ name }) => name);
  if (granted.length === 0) return unknown(id, title, 'Nothing was read yet that would show them.');
  const seen = `Seen to be given: ${some(granted, 12)}.`;
  const open = untold.map(({ name }) => name);
  if (open.length > 0) return unknown(id, title, `${seen} Not needed so far, so it cannot be told yet: ${some(open, 12)}.`);
  if (!booked && kinds.length > 0) return unknown(id, title, `${seen} Whether this user may also book shows with the first document: it is not tried out.`);
  return ok(id, title, seen);
}
