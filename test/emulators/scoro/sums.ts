import { compareDecimals, absolute, isZero, minus, percentOf, plus, roundTo, sum, times, type Decimal } from '../../../lib/model/decimal';
import type { ScoroDocument, ScoroLine, SiteState } from './types';

const without = (amount: Decimal, percent: Decimal): Decimal => minus(amount, percentOf(amount, percent));

/** The line's net amount before the document's own discounts. */
export const lineSum = (line: ScoroLine): Decimal => roundTo(without(times(line.price, line.amount), line.discount));

const discounted = (document: ScoroDocument, amount: Decimal): Decimal => document.discounts.reduce(without, amount);

export const percentOfLine = (state: SiteState, line: ScoroLine): Decimal | null =>
  state.vatCodes.find((code) => code.id === line.vatCodeId)?.percent ?? null;

/** The document's net amount, after all discounts. */
export const netOf = (document: ScoroDocument): Decimal => roundTo(discounted(document, sum(document.lines.map(lineSum))));

/** VAT is rounded once for each rate of the document, so it may differ from the sum of the lines' VAT by a cent or more. */
export function vatOf(state: SiteState, document: ScoroDocument): Decimal {
  const byRate = new Map<Decimal, Decimal>();
  for (const line of document.lines) {
    const percent = percentOfLine(state, line) ?? '0';
    byRate.set(percent, plus(byRate.get(percent) ?? '0', lineSum(line)));
  }
  return sum([...byRate].map(([percent, net]) => roundTo(percentOf(discounted(document, net), percent))));
}

export const grossOf = (state: SiteState, document: ScoroDocument): Decimal => plus(netOf(document), vatOf(state, document));

/** What receipts have settled of a document so far. */
export function paidOf(state: SiteState, document: ScoroDocument): Decimal {
  const groups = state.receipts.filter((group) => group.salesDocType === document.module);
  const own = groups.flatMap((group) => group.receipts.filter((receipt) => receipt.documentId === document.id));
  return sum(own.map((receipt) => receipt.sum));
}

export const openOf = (state: SiteState, document: ScoroDocument): Decimal => minus(grossOf(state, document), paidOf(state, document));

/** Scoro knows no partial status: paid once nothing is open. */
export function statusOf(state: SiteState, document: ScoroDocument): 'paid' | 'unpaid' {
  const gross = grossOf(state, document);
  if (isZero(gross)) return 'paid';
  return compareDecimals(absolute(paidOf(state, document)), absolute(gross)) >= 0 ? 'paid' : 'unpaid';
}
