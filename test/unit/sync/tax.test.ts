import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { absolute, compareDecimals, dividedBy, isNegative, isZero, minus, negate, percentOf, plus, roundTo, sameDecimal, sum, times } from '../../../lib/model/decimal';
import { stateTax, type TaxedLine } from '../../../lib/sync/tax';

const cents = (max: number) => fc.integer({ min: -max, max }).map((value) => dividedBy(String(value), '100'));
const percentage = fc.option(fc.constantFrom('0', '6', '9', '9.975', '21', '25'));
const lines = fc.array(fc.record({ net: cents(1_000_000), percentage }), { maxLength: 20 });

const computed = (line: TaxedLine) => (line.percentage === null ? '0' : roundTo(percentOf(line.net, line.percentage)));
const taxOf = (of: readonly TaxedLine[]) => sum(of.map(computed));

describe('the tax that is stated', () => {
  it('with what the ledger computes comes to the document\'s, to the cent, whenever it fits', () => {
    fc.assert(
      fc.property(lines, cents(20), (of, off) => {
        const documentTax = plus(taxOf(of), off);
        const statement = stateTax(of, documentTax);
        if (!statement.fits) return sameDecimal(statement.computed, taxOf(of)) && sameDecimal(statement.difference, off);
        return statement.taxes.length === of.length && sameDecimal(sum(of.map((line, index) => statement.taxes[index] ?? computed(line))), documentTax);
      }),
    );
  });

  it('papers over nothing that is more than rounding: half a cent a line, and half for the document', () => {
    fc.assert(
      fc.property(lines, cents(20), (of, off) => {
        const taxed = of.filter((line) => line.percentage !== null && line.percentage !== '0').length;
        const bearable = isZero(off) || (taxed > 0 && compareDecimals(absolute(off), times('0.005', String(taxed + 1))) <= 0);
        return stateTax(of, plus(taxOf(of), off)).fits === bearable;
      }),
    );
  });

  it('always fits a document that rounds once, over all its lines', () => {
    fc.assert(
      fc.property(fc.array(cents(1_000_000), { minLength: 1, maxLength: 20 }), fc.constantFrom('6', '9', '9.975', '21'), (nets, rate) => {
        const documentTax = roundTo(percentOf(sum(nets), rate));
        return stateTax(nets.map((net) => ({ net, percentage: rate })), documentTax).fits;
      }),
    );
  });

  it('is for a credit note the negative of the invoice\'s', () => {
    fc.assert(
      fc.property(lines, cents(10), (of, off) => {
        const tax = plus(taxOf(of), off);
        const [plain, credit] = [stateTax(of, tax), stateTax(of.map((line) => ({ ...line, net: negate(line.net) })), negate(tax))];
        if (!plain.fits || !credit.fits) return plain.fits === credit.fits;
        return plain.taxes.every((stated, index) => (stated === null ? credit.taxes[index] === null : sameDecimal(credit.taxes[index] ?? '', negate(stated))));
      }),
    );
  });

  it('is nothing where the ledger comes to the same by itself', () => {
    expect(stateTax([{ net: '1000', percentage: '21' }, { net: '50', percentage: null }], '210')).toEqual({ fits: true, taxes: [null, null], adjusted: null });
    expect(stateTax([], '0')).toEqual({ fits: true, taxes: [], adjusted: null });
  });

  it('fault 34: puts the odd cent on the line with the largest amount, and says so', () => {
    const three = [{ net: '33.33', percentage: '21' }, { net: '333.33', percentage: '21' }, { net: '-3.33', percentage: '21' }];
    const statement = stateTax(three, plus(taxOf(three), '-0.01'));
    expect(statement).toEqual({ fits: true, taxes: [null, '69.99', null], adjusted: { line: 1, from: '70.00', to: '69.99' } });
  });

  it('pain 14: €5,900.00 stays €5,900.00', () => {
    const of = [{ net: '1625.35', percentage: '21' }, { net: '1625.35', percentage: '21' }, { net: '1625.33', percentage: '21' }];
    const tax = minus('5900.00', sum(of.map(({ net }) => net)));
    expect(taxOf(of)).not.toBe(tax);
    const statement = stateTax(of, tax);
    expect(statement.fits && sameDecimal(plus(sum(of.map(({ net }) => net)), sum(of.map((line, index) => statement.taxes[index] ?? computed(line)))), '5900')).toBe(true);
  });

  it('pain 39: is never put on lines without tax, and a missing tax never fits', () => {
    expect(stateTax([{ net: '1000', percentage: '0' }, { net: '10', percentage: null }], '0.01').fits).toBe(false);
    expect(stateTax([{ net: '1000', percentage: '25' }], '0')).toEqual({ fits: false, computed: '250', difference: '-250' });
    expect(stateTax([{ net: '100', percentage: '21' }], '21.02').fits).toBe(false);
  });

  it('keeps the sign of a line that is large enough to bear it', () => {
    fc.assert(
      fc.property(lines, cents(10), (of, off) => {
        const statement = stateTax(of, plus(taxOf(of), off));
        if (!statement.fits || !statement.adjusted) return true;
        const { from, to } = statement.adjusted;
        return compareDecimals(absolute(from), '0.11') < 0 || isNegative(from) === isNegative(to);
      }),
    );
  });
});
