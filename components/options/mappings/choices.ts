import { isUsable } from '../../../lib/mapping/kinds';
import type { MappingTable } from '../../../lib/mapping/table';
import type { Choice } from '../../../lib/model/problem';
import { labelOf, type MappingKind, type ReferenceItem } from '../../../lib/model/reference';
import type { MappingLine } from './line';

type Chosen = Pick<MappingLine, 'kind' | 'host' | 'side' | 'ledger' | 'suggestions' | 'best'>;

/** Revenue accounts for sales, cost accounts for purchases: those first. */
function fitsSide(item: ReferenceItem, { host, side }: Chosen): boolean {
  if (item.kind !== 'account') return true;
  const wanted = side ?? (host === '*sales' ? 'sales' : host === '*purchase' ? 'purchase' : null);
  return wanted === null ? item.use !== 'other' : item.use === (wanted === 'sales' ? 'revenue' : 'cost');
}

function detailOf(item: ReferenceItem): string | undefined {
  const side = item.kind === 'taxCode' && item.side && item.side !== 'both' ? (item.side === 'sales' ? 'sales' : 'purchases') : '';
  const parts = [item.percentage === undefined ? '' : `${item.percentage} %`, side, item.reverseCharge ? 'reverse charge' : '', item.currency && item.anyCurrency === false ? `${item.currency} only` : ''];
  return parts.filter(Boolean).join(', ') || undefined;
}

/** The ledger's values that may stand there: what holds now, what is suggested, what fits, the rest. Pure. */
export function choicesFor(line: Chosen, table: MappingTable): Choice[] {
  const kind: MappingKind = line.kind;
  if (kind === 'contact' || kind === 'product') return [];
  const { side } = line;
  const usable = table.items(kind).filter((item) => isUsable(item, line.host) && (kind !== 'taxCode' || side === null || item.side === undefined || item.side === 'both' || item.side === side));
  const rank = (item: ReferenceItem) => (item.code === line.ledger?.code || item === line.best?.item ? 0 : line.suggestions.includes(item) ? 1 : fitsSide(item, line) ? 2 : 3);
  return usable
    .map((item) => ({ item, rank: rank(item) }))
    .sort((a, b) => a.rank - b.rank || a.item.code.localeCompare(b.item.code, undefined, { numeric: true }))
    .map(({ item }) => {
      const detail = detailOf(item);
      return { value: item.code, label: labelOf(item), ...(detail ? { detail } : {}) };
    });
}
