import { absolute, compareDecimals, isZero, minus, percentOf, plus, roundTo, sum, times, type Decimal } from '../model/decimal';

export interface TaxedLine {
  net: Decimal;
  /** In percent; null where no tax is computed on the line. */
  percentage: Decimal | null;
}

export type TaxStatement =
  /** Per line: the tax to state, or null where the ledger's own computation is right. */
  | { fits: true; taxes: (Decimal | null)[]; adjusted: { line: number; from: Decimal; to: Decimal } | null }
  | { fits: false; computed: Decimal; difference: Decimal };

/**
 * How to make the ledger's tax come to the document's, to the cent. A ledger computes tax line by line, rounded half up;
 * a host that rounds per document ends up a cent or so off. The difference goes on the line with the largest amount, and
 * only while it can be rounding: half a cent a line. Anything larger is a mistake and is not papered over.
 */
export function stateTax(lines: readonly TaxedLine[], documentTax: Decimal): TaxStatement {
  const computed = lines.map((line) => (line.percentage === null ? '0' : roundTo(percentOf(line.net, line.percentage))));
  const total = sum(computed);
  const difference = minus(documentTax, total);
  if (isZero(difference)) return { fits: true, taxes: lines.map(() => null), adjusted: null };

  const taxed = lines.map((line, index) => ({ line, index })).filter(({ line }) => line.percentage !== null && !isZero(line.percentage));
  const bearable = roundTo(plus('0.005', times('0.005', String(taxed.length))), 3);
  if (taxed.length === 0 || compareDecimals(absolute(difference), bearable) > 0) return { fits: false, computed: total, difference };

  const largest = taxed.reduce((a, b) => (compareDecimals(absolute(b.line.net), absolute(a.line.net)) > 0 ? b : a)).index;
  const from = computed[largest] ?? '0';
  const to = roundTo(plus(from, difference));
  return { fits: true, taxes: lines.map((_, index) => (index === largest ? to : null)), adjusted: { line: largest, from, to } };
}
