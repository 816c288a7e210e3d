import type { Finding } from '../../model/check-up';
import { isResolved, resolvePlain } from '../../mapping/resolve';
import { mapFixes, problem } from '../problems';
import { lookedAt, type CheckFacts } from './facts';
import { counted, mappingsFix, mostItems, ok, some, unknown, wrong } from './finding';

const id = 'units';
const title = 'Units';

/** The name of a unit in the host is to be the code of one in the ledger, or mapped to one. */
export function checkUnits({ table, missing, look, makesItems, hostName, ledgerName }: CheckFacts): Finding | null {
  const units = table.items('unit');
  if (units.length === 0 && !missing.includes('unit')) return null;
  if (!makesItems) return ok(id, title, `Products do not become items here, so the units of ${hostName} are not needed.`);
  if (units.length === 0) return unknown(id, title, `The units of ${ledgerName} could not be read.`);
  const { survey } = look;
  if (!survey) return unknown(id, title, look.surveyTrouble ?? `${hostName} was not looked at yet.`);
  if (survey.units.length === 0 && survey.unitless === 0) return unknown(id, title, `No unit was seen on ${lookedAt(survey)}.`);
  const found = survey.units.map((unit) => ({ unit, found: resolvePlain(table, 'unit', { id: unit.name, code: unit.name, name: unit.name }, { defaults: ['*'] }) }));
  const gaps = found.flatMap(({ unit, found: gap }) => (isResolved(gap) ? [] : [{ unit, gap }]));
  const where = `Seen on ${lookedAt(survey)}.`;
  const hasDefault = isResolved(resolvePlain(table, 'unit', null, { defaults: ['*'], ledgerDefault: true }));
  const unitless = survey.unitless > 0 && !hasDefault ? [problem('unit-default', `${counted(survey.unitless, 'product has', 'products have')} no unit, and ${ledgerName} has no default one.`, mapFixes('unit', '*', [], units))] : [];
  if (gaps.length === 0 && unitless.length > 0) return wrong(id, title, `An item needs a unit. ${where}`, { items: unitless });
  if (gaps.length === 0) return ok(id, title, `${counted(found.length, 'unit is', 'units are')} known in ${ledgerName}: ${some(survey.units.map(({ name }) => name))}. ${where}`);
  const items = gaps.slice(0, mostItems).map(({ unit, gap }) =>
    problem(`unit-${unit.name}`, `“${unit.name}”, on ${unit.on}`, mapFixes('unit', unit.name, gap.suggestions, units), gap.gap === 'gone' ? `It is mapped to ${gap.mappedTo}, which is no longer there.` : undefined));
  return wrong(id, title, `${counted(gaps.length, 'unit')} of ${hostName} ${gaps.length === 1 ? 'is' : 'are'} no unit code in ${ledgerName}, so products with ${gaps.length === 1 ? 'it' : 'them'} cannot become items. Choose what each stands for, or add a unit with that code there. ${where}`, {
    items: [...items, ...unitless], fixes: gaps.length > mostItems ? [mappingsFix('unit')] : [],
  });
}
