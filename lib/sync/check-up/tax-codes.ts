import type { HostReferenceItem } from '../../hosts/host';
import type { Finding } from '../../model/check-up';
import { isUsable } from '../../mapping/kinds';
import { isResolved, onSide, resolveTaxCode } from '../../mapping/resolve';
import { mapFixes, problem, suggestionDetail } from '../problems';
import { sidesOf, type CheckFacts } from './facts';
import { counted, mappingsFix, mostItems, ok, unknown, warning, wrong } from './finding';

const id = 'tax-codes';
const title = 'VAT codes';

/** On the sides a code may stand on, the first on which it is matched, else why it is not. */
function outcomeOf(code: HostReferenceItem, facts: CheckFacts) {
  const sides = sidesOf(facts).filter((side) => code.side === undefined || code.side === 'both' || code.side === side);
  const tried = sides.map((side) => ({ side, found: resolveTaxCode(facts.table, { id: code.id, ...(code.code && { code: code.code }) }, code.percentage ?? null, side, facts.today) }));
  if (tried.length === 0 || tried.some(({ found }) => isResolved(found))) return null;
  const { side, found } = tried[0] ?? {};
  return side && found && !isResolved(found) ? { side, gap: found } : null;
}

/** Each VAT code of the host leads to one of the ledger with the same percentage. */
export function checkTaxCodes(facts: CheckFacts): Finding {
  const { table, hostReference, look, hostName, ledgerName } = facts;
  if (table.items('taxCode').length === 0) return unknown(id, title, `The VAT codes of ${ledgerName} were not read yet.`);
  const own = hostReference.filter(({ kind, active }) => kind === 'taxCode' && active);
  if (own.length === 0) return unknown(id, title, `${hostName} told no VAT codes of its own.`);
  const gaps = own.flatMap((code) => {
    const outcome = outcomeOf(code, facts);
    return outcome ? [{ code, ...outcome, used: look.survey?.taxCodes.includes(code.id) ?? false }] : [];
  });
  if (gaps.length === 0) return ok(id, title, `${counted(own.length, 'VAT code')} of ${hostName} ${own.length === 1 ? 'leads' : 'lead'} to one of ${ledgerName} with the same percentage.`);
  const isBad = ({ gap, used }: (typeof gaps)[number]) => used || gap.gap !== 'none';
  const items = [...gaps.filter(isBad), ...gaps.filter((one) => !isBad(one))].slice(0, mostItems).map(({ code, side, gap, used }) => {
    const all = table.items('taxCode').filter((item) => isUsable(item, code.id) && onSide(item, side));
    const rate = code.percentage === undefined ? '' : `, ${code.percentage} %`;
    const why = { conflict: `It is mapped to ${gap.mappedTo}, which has another percentage or side.`, gone: `It is mapped to ${gap.mappedTo}, which is no longer usable.`, none: '' }[gap.gap];
    return problem(`tax-code-${code.id}`, `${code.name || code.code || code.id}${rate}${used ? ', seen on a document' : ''}`, mapFixes('taxCode', code.id, gap.suggestions, all), [why, suggestionDetail(gap.suggestions)].filter(Boolean).join(' '));
  });
  const detail = `${counted(gaps.length, 'VAT code')} of ${hostName} ${gaps.length === 1 ? 'has' : 'have'} no code of the same percentage in ${ledgerName}, or several that would fit. Lines with ${gaps.length === 1 ? 'it' : 'them'} are held up until one is chosen.`;
  return (gaps.some(isBad) ? wrong : warning)(id, title, detail, { items, fixes: [mappingsFix('taxCode')] });
}
