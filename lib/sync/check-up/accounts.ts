import type { Finding } from '../../model/check-up';
import { isResolved, resolvePlain } from '../../mapping/resolve';
import { mapFixes, problem } from '../problems';
import { defaultAccountFixes, hasDefaultAccount, postable } from './default-accounts';
import { sidesOf, type CheckFacts } from './facts';
import { counted, mappingsFix, mostItems, ok, unknown, warning, wrong } from './finding';

const id = 'accounts';
const title = 'Accounts';

/** The host's accounts are accounts of the ledger that may be booked on, by code, name or mapping, or a default stands in. */
export function checkAccounts(facts: CheckFacts): Finding {
  const { table, hostReference, look, hostName, ledgerName } = facts;
  const theirs = table.items('account').filter(postable);
  if (theirs.length === 0) return unknown(id, title, `The accounts of ${ledgerName} were not read yet.`);
  const own = hostReference.filter(({ kind, active }) => kind === 'account' && active);
  if (own.length === 0) return unknown(id, title, `${hostName} told no accounts of its own.`);
  const sides = sidesOf(facts);
  const found = own.map((account) => {
    const of = sides.filter((side) => account.side === undefined || account.side === 'both' || account.side === side);
    const tried = of.map((side) => resolvePlain(table, 'account', { id: account.id, code: account.code, name: account.name }, { usable: postable, defaults: [`*${side}`, '*'] }));
    const gap = tried.find((one) => !isResolved(one));
    return { account, of, gap: tried.some(isResolved) || !gap || isResolved(gap) ? null : gap };
  });
  const gaps = found.flatMap(({ account, of, gap }) => (gap ? [{ account, of, gap, used: look.survey?.accounts.includes(account.id) ?? false }] : []));
  if (gaps.length === 0) return ok(id, title, `${counted(own.length, 'account')} of ${hostName} can be booked in ${ledgerName}.`);
  const used = gaps.filter((one) => one.used);
  const shown = [...used, ...gaps.filter((one) => !one.used)].slice(0, mostItems);
  const items = shown.map(({ account, of, gap, used: isUsed }) => {
    const fitting = theirs.filter(({ use }) => use === 'revenue' ? of.includes('sales') : use === 'cost' && of.includes('purchase'));
    return problem(`account-${account.id}`, `${[account.code, account.name].filter(Boolean).join(', ')}${isUsed ? ', seen on a document' : ''}`, mapFixes('account', account.id, gap.suggestions, fitting.length > 0 ? fitting : theirs), gap.gap === 'gone' ? `It is mapped to ${gap.mappedTo}, which is no longer there or may not be booked on.` : undefined);
  });
  const detail = `${counted(gaps.length, 'account')} of ${hostName} ${gaps.length === 1 ? 'has' : 'have'} no match in ${ledgerName}. Lines on ${gaps.length === 1 ? 'it' : 'them'} will ask for one; a default for the side stands in for all.`;
  return (used.length > 0 || gaps.some(({ gap }) => gap.gap === 'gone') ? wrong : warning)(id, title, detail, { items, fixes: [...sides.filter((side) => !hasDefaultAccount(facts, side) && gaps.some(({ of }) => of.includes(side))).flatMap((side) => defaultAccountFixes(facts, side)), mappingsFix('account')] });
}
