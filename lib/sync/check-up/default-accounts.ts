import { isResolved, resolvePlain } from '../../mapping/resolve';
import type { Fix } from '../../model/problem';
import type { ReferenceItem, Side } from '../../model/reference';
import { mapFixes } from '../problems';
import type { CheckFacts } from './facts';

type LineSide = Exclude<Side, 'both'>;

/** May a line be booked on it at all? */
export const postable = (item: ReferenceItem): boolean => item.postable !== false;

/** Is there an account for lines of that side that name none? */
export const hasDefaultAccount = ({ table }: Pick<CheckFacts, 'table'>, side: LineSide): boolean =>
  isResolved(resolvePlain(table, 'account', null, { usable: postable, defaults: [`*${side}`, '*'] }));

/** The button that chooses one. */
export function defaultAccountFixes({ table }: Pick<CheckFacts, 'table'>, side: LineSide): Fix[] {
  const accounts = table.items('account').filter((item) => postable(item) && item.use === (side === 'sales' ? 'revenue' : 'cost'));
  return mapFixes('account', `*${side}`, [], accounts).map((fix) => ({ ...fix, label: `Default for ${side === 'sales' ? 'sales' : 'purchases'}…` }));
}
