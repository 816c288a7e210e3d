import type { MappingTable } from '../mapping/table';
import type { Fix, Problem } from '../model/problem';
import type { ReferenceKind } from '../model/reference';
import { choiceOf, retryFix } from './problems';

/** A ledger's refusal names what is to be mapped; the values to choose from are known here. Fixes without any are left out. */
export function withChoices(problems: readonly Problem[], table: MappingTable): Problem[] {
  const filled = (fix: Fix): Fix[] => {
    const { action } = fix;
    if (action.type !== 'map' || action.ledger !== undefined || fix.choices) return [fix];
    const items = action.kind === 'contact' || action.kind === 'product' ? [] : table.items(action.kind satisfies ReferenceKind);
    return items.length > 0 ? [{ ...fix, choices: items.map(choiceOf) }] : [];
  };
  return problems.map((problem) => {
    const fixes = problem.fixes.flatMap(filled);
    return { ...problem, fixes: fixes.length > 0 ? fixes : [retryFix()] };
  });
}
