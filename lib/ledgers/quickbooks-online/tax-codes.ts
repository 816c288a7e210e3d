import type { Day } from '../../model/dates';
import { compareDecimals, isNegative, isZero, sum, type Decimal } from '../../model/decimal';
import type { ReferenceItem, TaxRatePart } from '../../model/reference';
import { listId } from './ids';
import { usExempt, usTaxable } from './taxes';
import type { TaxModel, Traits } from './traits';
import type { RowOf, taxCodes, taxRates } from './wire';

type Code = RowOf<typeof taxCodes>;
type Rates = ReadonlyMap<string, RowOf<typeof taxRates>>;

/** Whatever was paid or charged; the service finds the rate, or it is part of the cost. */
const anyRate = (side: 'both' | 'purchase'): ReferenceItem => ({ kind: 'taxCode', id: usTaxable, code: usTaxable, name: 'Taxable', side, taxBasis: 'excluding', anyRate: true });
const none = (name: string): ReferenceItem => ({ kind: 'taxCode', id: usExempt, code: usExempt, name, side: 'both', taxBasis: 'none', percentage: '0' });

/** The codes that are no records of the company. */
const pseudoCodes: Readonly<Record<TaxModel, readonly ReferenceItem[]>> = {
  'us-automated': [anyRate('both'), none('Non-taxable')],
  // Sales name one of the company's codes; bills know no tax.
  'us-manual': [anyRate('purchase'), none('Non-taxable')],
  'none': [none('No sales tax')],
  'global': [],
};
export const pseudoCodesOf = ({ taxModel }: Traits): readonly ReferenceItem[] => pseudoCodes[taxModel];

/** Are there records of tax codes that a line or a document is booked with? */
export const hasCodes = ({ taxModel }: Traits): boolean => taxModel === 'global' || taxModel === 'us-manual';

const isOn = ({ from, until }: TaxRatePart, day: Day): boolean => (from === undefined || from <= day) && (until === undefined || day <= until);

/** One rate through time. */
function partsOf(id: string, rates: Rates): TaxRatePart[] {
  const rate = rates.get(id);
  const effective = (rate?.EffectiveTaxRate ?? []).flatMap(({ RateValue, EffectiveDate, EndDate }) =>
    RateValue === undefined ? [] : [{ id, percentage: RateValue, ...(EffectiveDate ? { from: EffectiveDate } : {}), ...(EndDate ? { until: EndDate } : {}) }]);
  if (effective.length > 0) return effective;
  return rate?.RateValue === undefined ? [] : [{ id, percentage: rate.RateValue }];
}

const detailsOf = (list: Code['SalesTaxRateList']) => list?.TaxRateDetail ?? [];

/** Rates that are reckoned on other taxes do not add up. */
const isCompound = (list: Code['SalesTaxRateList']): boolean => detailsOf(list).some(({ TaxTypeApplicable }) => TaxTypeApplicable !== undefined && TaxTypeApplicable !== 'TaxOnAmount');

const percentageOf = (parts: readonly TaxRatePart[], day: Day): Decimal => sum(parts.filter((part) => isOn(part, day)).map(({ percentage }) => percentage));

/** Tax that is both paid and claimed: two rates that cancel. */
function cancels(parts: readonly TaxRatePart[], day: Day): boolean {
  const today = parts.filter((part) => isOn(part, day)).map(({ percentage }) => percentage);
  return today.some(isNegative) && isZero(sum(today));
}

/** null for a code that cannot be used on documents: inactive, hidden, or without rates for either side. */
export function toTaxCode(code: Code, rates: Rates, today: Day): ReferenceItem | null {
  const lists = { sales: code.SalesTaxRateList, purchase: code.PurchaseTaxRateList };
  const has = { sales: detailsOf(lists.sales).length > 0, purchase: detailsOf(lists.purchase).length > 0 };
  if (code.Active === false || code.Hidden === true || (!has.sales && !has.purchase)) return null;
  const parts = (list: Code['SalesTaxRateList']) => detailsOf(list).flatMap(({ TaxRateRef }) => partsOf(TaxRateRef.value, rates));
  const own = { sales: parts(lists.sales), purchase: parts(lists.purchase) };
  const sides = (['sales', 'purchase'] as const).filter((side) => has[side]);
  const special = [...detailsOf(lists.sales), ...detailsOf(lists.purchase)].map(({ TaxRateRef }) => rates.get(TaxRateRef.value)?.SpecialTaxType);
  const percentages = sides.map((side) => percentageOf(own[side], today));
  const [first = '0', ...others] = percentages;
  const isSure = !isCompound(lists.sales) && !isCompound(lists.purchase);
  return {
    kind: 'taxCode', id: listId(code.Id), code: listId(code.Id), name: code.Name, taxBasis: 'excluding',
    side: has.sales && has.purchase ? 'both' : has.sales ? 'sales' : 'purchase',
    reverseCharge: special.includes('REVERSE_CHARGE') || sides.some((side) => cancels(own[side], today)),
    ...(isSure && { rates: own }),
    ...(isSure && others.every((other) => compareDecimals(other, first) === 0) && { percentage: first }),
  };
}
