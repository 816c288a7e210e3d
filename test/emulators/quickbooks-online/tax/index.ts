import Big from 'big.js';
import type { Books } from '../entities/books';
import { business, taxNotApplicable, taxWithoutRate } from '../entities/refusals';
import { amount, big, cents, list, refId, sum, type Fields } from '../values';
import { rateIds, ratesOf, type Rate, type Side } from './rates';

export interface TaxedLine {
  net: Big;
  /** With tax, where the line says so itself. */
  gross: Big | null;
  /** undefined where sales tax is off. */
  taxCode: string | undefined;
}

export interface TaxQuestion {
  side: Side;
  day: string;
  /** Outside the US. */
  calculation: string | undefined;
  lines: readonly TaxedLine[];
  /** TxnTaxDetail as it was sent. */
  sent: Fields | undefined;
}

export interface Tax {
  total: Big;
  /** TxnTaxDetail as it comes back. */
  detail: Fields | undefined;
}

interface RateSum extends Rate {
  net: Big;
  tax: Big;
}

/** Tax is rounded a line and a rate, then added up. */
function reckon(lines: readonly { net: Big; gross: Big | null; rates: readonly Rate[] }[]): RateSum[] {
  const sums = new Map<string, RateSum>();
  for (const { net, gross, rates } of lines) {
    for (const rate of rates) {
      const tax = gross && rates.length === 1 ? cents(gross).minus(cents(net)) : cents(net.times(rate.percent).div(100));
      const before = sums.get(rate.id) ?? { ...rate, net: new Big(0), tax: new Big(0) };
      sums.set(rate.id, { ...rate, net: before.net.plus(net), tax: before.tax.plus(tax) });
    }
  }
  return [...sums.values()];
}

/** A total that was given, over the rates in the proportion of what they would have been. */
function spread(sums: readonly RateSum[], total: Big): RateSum[] {
  const whole = sum(sums.map(({ tax }) => tax));
  if (whole.eq(total)) return [...sums];
  const last = sums.at(-1);
  if (!last) throw taxWithoutRate();
  const parts = sums.slice(0, -1).map((each) => ({ ...each, tax: whole.eq(0) ? new Big(0) : cents(total.times(each.tax).div(whole)) }));
  return [...parts, { ...last, tax: total.minus(sum(parts.map(({ tax }) => tax))) }];
}

const taxLine = ({ id, percent, net, tax }: RateSum): Fields => ({
  Amount: amount(tax),
  DetailType: 'TaxLineDetail',
  TaxLineDetail: { TaxRateRef: { value: id }, PercentBased: true, TaxPercent: percent.toNumber(), NetAmountTaxable: amount(net) },
});

/** What was sent wins over what would be reckoned. Throws Refusal for rates the lines' codes do not have on this side. */
function settle(books: Books, { side, lines, sent }: TaxQuestion, codes: readonly string[], sums: readonly RateSum[]): { total: Big; taxLines: Fields[] } {
  const given = list(sent?.['TaxLine']);
  if (given.length > 0) {
    const known = new Set(codes.flatMap((code) => rateIds(books.find('TaxCode', code), side)));
    const named = given.map((line) => refId((line['TaxLineDetail'] as Fields | undefined)?.['TaxRateRef']));
    if (new Set(named).size < named.length || named.some((id) => !known.has(id))) throw business('A tax rate of the tax detail does not belong to the tax codes of the lines.');
    return { total: sent?.['TotalTax'] === undefined ? sum(given.map((line) => big(line['Amount']))) : cents(big(sent['TotalTax'])), taxLines: given };
  }
  const total = sent?.['TotalTax'] === undefined ? sum(sums.map(({ tax }) => tax)) : cents(big(sent['TotalTax']));
  if (lines.length === 0 && total.eq(0)) return { total, taxLines: [] };
  return { total, taxLines: spread(sums, total).map(taxLine) };
}

function globalTax(books: Books, question: TaxQuestion): Tax {
  const { side, day, calculation, lines, sent } = question;
  if (!books.preferences.usingSalesTax) return { total: new Big(0), detail: undefined };
  if (calculation === 'NotApplicable') {
    if (sent) throw taxNotApplicable();
    return { total: new Big(0), detail: undefined };
  }
  const sums = reckon(lines.map(({ net, gross, taxCode }) => ({ net, gross: calculation === 'TaxInclusive' ? gross : null, rates: ratesOf(books, taxCode ?? '', side, day) })));
  const codes = lines.flatMap(({ taxCode }) => taxCode ?? []);
  const { total, taxLines } = settle(books, question, codes, sums);
  return { total, detail: { TotalTax: amount(total), TaxLine: taxLines } };
}

/** Sales only: one code for the whole form, found by the engine or named in the request, on the lines marked TAX. */
function usTax(books: Books, question: TaxQuestion): Tax {
  const { side, day, lines, sent } = question;
  if (side === 'purchase' || !books.preferences.usingSalesTax) return { total: new Big(0), detail: undefined };
  const code = books.options.taxModel === 'us-automated' ? books.engineTaxCode : refId(sent?.['TxnTaxCodeRef']);
  const rates = ratesOf(books, code, side, day);
  const taxed = lines.filter(({ taxCode }) => taxCode === 'TAX').map(({ net }) => ({ net, gross: null, rates }));
  const { total, taxLines } = settle(books, question, [code], reckon(taxed));
  return { total, detail: { ...(code === '' || taxed.length === 0 ? {} : { TxnTaxCodeRef: { value: code } }), TotalTax: amount(total), ...(taxLines.length > 0 ? { TaxLine: taxLines } : {}) } };
}

/** The tax of a document, in its own currency. Throws Refusal. */
export const taxOf = (books: Books, question: TaxQuestion): Tax => (books.options.taxModel === 'global' ? globalTax(books, question) : usTax(books, question));
