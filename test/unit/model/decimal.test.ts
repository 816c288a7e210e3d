import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  absolute, compareDecimals, decimalSchema, dividedBy, isNegative, isZero, minus, negate, parseDecimal, percentOf, plus, roundTo, sameDecimal, sum, times, toNumber,
} from '../../../lib/model/decimal';

/** An integer number of cents as decimal text, made without the code under test. */
const text = (cents: bigint): string => {
  const digits = (cents < 0n ? -cents : cents).toString().padStart(3, '0');
  return `${cents < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
};
const cents = fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n });

describe('reading an amount', () => {
  it.each([
    '', ' ', '1 234,50', '1,234.50', '1.234,50', '1,5', '12,00', '.5', '5.', '+5', '1e3', '0x10', '--1', '- 1', '1.2.3', 'NaN', 'Infinity', '€ 5', '5 EUR', '5%', '(5.00)', '5-', '١٢', '1_000', "1'000",
  ])('refuses "%s": it would have to be guessed', (value) => expect(parseDecimal(value)).toBeNull());

  it.each([null, undefined, Number.NaN, Infinity, -Infinity, true, [], ['1'], {}, 10n])('refuses %s, which is no number and no text', (value) => expect(parseDecimal(value)).toBeNull());

  it.each([
    ['1210.00', '1210'], ['-0.05', '-0.05'], [' 12.5\n', '12.5'], ['0', '0'], ['-0.00', '0'], ['007', '7'], [1210.5, '1210.5'], [0, '0'], [-0, '0'], [1e21, '1000000000000000000000'], [1e-7, '0.0000001'],
  ])('reads %j as it is', (value, expected) => expect(parseDecimal(value)).toBe(expected));

  it('reads back what it wrote, and only plain decimal text comes out', () => {
    fc.assert(
      fc.property(fc.oneof(cents.map(text), fc.double({ noNaN: true, noDefaultInfinity: true })), (value) => {
        const read = parseDecimal(value);
        return read !== null && decimalSchema.safeParse(read).success && parseDecimal(read) === read && toNumber(read) === Number(value) + 0;
      }),
    );
  });

  it('refuses or reads any text, and reads none as another number', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[-+0-9., ]{0,12}$/)), (value) => {
        const read = parseDecimal(value);
        return read === null || (/^-?\d+(\.\d+)?$/.test(value.trim()) && Number(read) === Number(value) + 0);
      }),
    );
  });
});

describe('sums', () => {
  it('are exact to the cent, however many and in whatever order', () => {
    fc.assert(
      fc.property(fc.array(cents, { maxLength: 60 }), (values) => {
        const whole = text(values.reduce((a, b) => a + b, 0n));
        return sameDecimal(sum(values.map(text)), whole) && sameDecimal(sum(values.map(text).reverse()), whole);
      }),
    );
  });

  it('do not drift as floats do', () => {
    expect(sum(['0.1', '0.2'])).toBe('0.3');
    expect(sum(Array.from({ length: 1000 }, () => '0.01'))).toBe('10');
    expect(sum([])).toBe('0');
  });

  it('are undone by differences', () => {
    fc.assert(fc.property(cents, cents, (a, b) => sameDecimal(minus(plus(text(a), text(b)), text(b)), text(a))));
  });

  it('never give a negative zero', () => {
    for (const zero of [negate('0'), minus('1', '1.00'), times('-1', '0'), roundTo('-0.001'), absolute('-0'), percentOf('-0', '21')]) expect(zero).toMatch(/^0(\.0+)?$/);
  });
});

describe('rounding', () => {
  it.each([
    ['0.005', '0.01'], ['-0.005', '-0.01'], ['0.0049999', '0.00'], ['-0.0049999', '0.00'], ['1.005', '1.01'], ['-1.005', '-1.01'], ['2.675', '2.68'], ['-2.675', '-2.68'], ['448.395', '448.40'], ['0.015', '0.02'], ['0.025', '0.03'], ['9.995', '10.00'],
  ])('takes %s half away from zero to %s', (value, expected) => expect(roundTo(value)).toBe(expected));

  it('is symmetric: a credit note rounds as its invoice does', () => {
    const thousandths = fc.integer({ min: -10_000_000, max: 10_000_000 }).map((value) => dividedBy(String(value), '1000'));
    fc.assert(fc.property(thousandths, (value) => sameDecimal(roundTo(negate(value)), negate(roundTo(value)))));
  });

  it('moves a value by half a cent at most, and a rounded one not at all', () => {
    const small = fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }).map((value) => dividedBy(String(value), '100000'));
    fc.assert(
      fc.property(small, (value) => {
        const rounded = roundTo(value);
        return compareDecimals(absolute(minus(rounded, value)), '0.005') <= 0 && roundTo(rounded) === rounded && /^-?\d+\.\d\d$/.test(rounded);
      }),
    );
  });

  it('keeps as many places as asked', () => {
    expect(roundTo('1.23456', 4)).toBe('1.2346');
    expect(roundTo('1.5', 0)).toBe('2');
    expect(roundTo('1', 3)).toBe('1.000');
  });

  it('pain 13: 9.975 % is computed exactly before it is rounded', () => {
    expect(percentOf('4495.14', '9.975')).toBe('448.390215');
    expect(roundTo(percentOf('4495.20', '9.975'))).toBe('448.40');
  });
});

describe('comparing', () => {
  it('looks at the number, not at how it is written', () => {
    expect(sameDecimal('1.10', '1.1')).toBe(true);
    expect(sameDecimal('-0', '0.00')).toBe(true);
    expect(sameDecimal('1.10', '1.11')).toBe(false);
    expect([isZero('-0.00'), isNegative('-0.00'), isNegative('-0.01')]).toEqual([true, false, true]);
    expect([compareDecimals('9', '10'), compareDecimals('10', '9'), compareDecimals('1.0', '1')]).toEqual([-1, 1, 0]);
  });

  it('does not divide by zero', () => {
    expect(dividedBy('10', '3')).toBe('3.3333333333');
    expect(() => dividedBy('1', '0')).toThrow(/zero/i);
  });
});
