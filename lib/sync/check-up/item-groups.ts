import type { Finding } from '../../model/check-up';
import { isResolved, resolvePlain, type Resolution } from '../../mapping/resolve';
import type { Problem } from '../../model/problem';
import { shortOf, type ReferenceItem } from '../../model/reference';
import { mapFixes, problem } from '../problems';
import { defaultAccountFixes, hasDefaultAccount } from './default-accounts';
import { sidesOf, type CheckFacts } from './facts';
import { mappingsFix, mostItems, ok, some, unknown, warning, wrong } from './finding';

const id = 'item-groups';
const title = 'Item groups';

type Use = NonNullable<ReferenceItem['lacks']>[number];
const sideOf = (use: Use) => (use === 'revenue' ? 'sales' : 'purchase');

/** Accounts that items of the group need and nothing gives them: neither the group nor a default of the side. */
function lacking(group: ReferenceItem, facts: CheckFacts): Use[] {
  const sides = sidesOf(facts);
  return (group.lacks ?? []).filter((use) => sides.includes(sideOf(use)) && !hasDefaultAccount(facts, sideOf(use)));
}

interface FoundGroup {
  group: { id: string; name: string };
  found: Resolution;
}

/** Groups that lead nowhere, and the default that is missing. */
function gapsOf(own: readonly FoundGroup[], fallback: Resolution, { table, ledgerName }: CheckFacts): Problem[] {
  const all = table.items('itemGroup');
  const gaps = own.flatMap(({ group, found }) => {
    if (isResolved(found)) return [];
    const why = found.gap === 'gone' ? `It is mapped to ${found.mappedTo}, which is no longer there.` : undefined;
    return [problem(`item-group-${group.id}`, `“${group.name}” has no item group in ${ledgerName}.`, mapFixes('itemGroup', group.id, found.suggestions, all), why)];
  });
  if (isResolved(fallback)) return gaps;
  return [...gaps, problem('item-group-default', 'There is no default item group.', mapFixes('itemGroup', '*', [], all), 'A product without a group needs one, and so does one whose group has no match.')];
}

/** "3 of 4 groups have a match. Default: GEN. It stands in for Goods." */
function standing(own: readonly FoundGroup[], fallback: Resolution, hostName: string): string {
  const standsInFor = own.flatMap(({ group, found }) => (isResolved(found) && found.origin === 'default' ? [group.name] : []));
  const matched = own.length - standsInFor.length;
  return [
    matched > 0 && `${matched} of ${own.length} groups of ${hostName} have a match.`,
    isResolved(fallback) && `Default: ${shortOf(fallback.item)}.`,
    standsInFor.length > 0 && `It stands in for ${some(standsInFor)}.`,
  ].filter(Boolean).join(' ');
}

/** The host's product groups are item groups of the ledger by name or mapping, a default stands in, and new items get their accounts. */
export function checkItemGroups(facts: CheckFacts): Finding | null {
  const { table, missing, hostReference, makesItems, hostName, ledgerName } = facts;
  const groups = table.items('itemGroup');
  if (groups.length === 0 && !missing.includes('itemGroup')) return null;
  if (!makesItems) return ok(id, title, 'Products do not become items here, so no item group is needed.');
  if (groups.length === 0) return unknown(id, title, `The item groups of ${ledgerName} could not be read.`);
  const options = { defaults: ['*'], ledgerDefault: true };
  const own = hostReference.filter(({ kind, active }) => kind === 'itemGroup' && active).map((group) => ({ group, found: resolvePlain(table, 'itemGroup', { id: group.id, name: group.name }, options) }));
  const fallback = resolvePlain(table, 'itemGroup', null, options);
  const gaps = gapsOf(own, fallback, facts);
  if (gaps.length > 0) {
    return wrong(id, title, 'New items cannot be created without an item group. Choose them, or name them alike on both sides.', { items: gaps.slice(-mostItems), fixes: gaps.length > mostItems ? [mappingsFix('itemGroup')] : [] });
  }
  const words = standing(own, fallback, hostName);
  const used = new Map([...own.map(({ found }) => found), fallback].flatMap((one) => (isResolved(one) ? [[one.item.id, one.item] as const] : [])));
  const poor = [...used.values()].map((group) => ({ group, lacks: lacking(group, facts) })).filter(({ lacks }) => lacks.length > 0);
  if (poor.length === 0) return ok(id, title, words);
  const items = poor.map(({ group, lacks }) =>
    problem(`item-group-accounts-${group.id}`, `${shortOf(group)} has no ${lacks.join(' and no ')} account.`, lacks.flatMap((use) => defaultAccountFixes(facts, sideOf(use))), `Set it in ${ledgerName}, or choose a default for all.`));
  return warning(id, title, `${words} A new item takes its accounts from its line or its group; some groups have none to give.`, { items });
}
