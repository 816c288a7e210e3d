import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countryCode } from '../../../../lib/hosts/scoro/countries';
import { plainText } from '../../../../lib/hosts/scoro/html';
import { Reasons } from '../../../../lib/hosts/scoro/reading';
import { distribute, settleNets } from '../../../../lib/hosts/scoro/shares';
import { absolute, compareDecimals, dividedBy, isZero, minus, percentOf, roundTo, sameDecimal, sum, times } from '../../../../lib/model/decimal';

const cents = (max: number) => fc.integer({ min: -max, max }).map((value) => dividedBy(String(value), '100'));
const positive = fc.integer({ min: 0, max: 10_000_000 }).map((value) => dividedBy(String(value), '100'));

describe('distribution', () => {
  it('adds up to the whole to the cent, whatever the signs', () => {
    fc.assert(
      fc.property(cents(10_000_000), fc.array(cents(1_000_000), { minLength: 1, maxLength: 40 }), (whole, weights) => {
        const parts = distribute(whole, weights);
        if (isZero(sum(weights))) return parts === null;
        return (
          parts !== null &&
          parts.length === weights.length &&
          sameDecimal(sum(parts), whole) &&
          parts.every((part, index) => /\.\d\d$/.test(part) && (!isZero(weights[index] ?? '0') || isZero(part)))
        );
      }),
    );
  });

  it('is never a cent or more away from the exact share', () => {
    fc.assert(
      fc.property(positive, fc.array(positive, { minLength: 1, maxLength: 40 }), (whole, weights) => {
        const total = sum(weights);
        fc.pre(!isZero(total));
        const exact = weights.map((weight) => dividedBy(times(whole, weight), total));
        return (distribute(whole, weights) ?? []).every((part, index) => compareDecimals(absolute(minus(part, exact[index] ?? '0')), '0.01') < 0);
      }),
    );
  });

  it('spreads what a discount leaves', () => {
    fc.assert(
      fc.property(fc.array(positive, { minLength: 1, maxLength: 30 }), fc.integer({ min: 1, max: 9999 }), (lines, hundredths) => {
        const discount = dividedBy(String(hundredths), '100');
        const total = sum(lines);
        const document = roundTo(minus(total, percentOf(total, discount)));
        const nets = settleNets(document, lines, [discount, '0']);
        return nets !== null && sameDecimal(sum(nets), document);
      }),
    );
  });

  it('leaves lines alone that add up', () => {
    expect(settleNets('30', ['10', '20.00'], ['10'])).toEqual(['10.00', '20.00']);
    expect(settleNets('-5', ['-5'], [])).toEqual(['-5.00']);
    expect(settleNets('0', [], [])).toEqual([]);
  });

  it('takes several discounts one after the other or together', () => {
    expect(settleNets('72', ['100'], ['10', '20'])).toEqual(['72.00']);
    expect(settleNets('70', ['100'], ['10', '20'])).toEqual(['70.00']);
    expect(settleNets('71', ['100'], ['10', '20'])).toBeNull();
    expect(settleNets('0', ['60', '40'], ['100'])).toEqual(['0.00', '0.00']);
  });

  it('rounds fractions of cents, and refuses what rounding cannot explain', () => {
    expect(settleNets('0.67', ['0.3333', '0.3333'], [])).toEqual(['0.34', '0.33']);
    expect(settleNets('0.69', ['0.3333', '0.3333'], [])).toBeNull();
    expect(settleNets('10.01', ['10'], [])).toBeNull();
  });
});

describe('amounts', () => {
  it('are read from any plain number', () => {
    fc.assert(
      fc.property(cents(100_000_000), (amount) => {
        const reasons = new Reasons();
        return (
          [Number(amount), amount, roundTo(amount, 6), ` ${amount} `].every((spelling) =>
            sameDecimal(reasons.amount(spelling, 'sum', 'on line 1'), amount),
          ) && reasons.list.length === 0
        );
      }),
    );
  });

  it('are never guessed from text for people', () => {
    const separators = fc.constantFrom([' ', ','], ['\u00a0', ','], ['.', ','], [',', '.'], ["'", '.'], ['', ',']);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999 }), fc.integer({ min: 100, max: 999 }), separators, (thousands, rest, [group, point]) => {
        const reasons = new Reasons();
        const spelling = `${thousands}${group}${rest}${point}50`;
        reasons.amount(spelling, 'sum', 'on line 1');
        expect(reasons.list).toEqual([{ code: 'amount-unreadable', message: `The amount "${spelling}" on line 1 cannot be read as a number.` }]);
      }),
    );
  });

  it('never fail on any text', () => {
    fc.assert(fc.property(fc.string(), (text) => typeof new Reasons().amount(text, 'sum', 'on line 1') === 'string'));
  });
});

describe('days', () => {
  it.each([
    ['2026-11-02', '2026-11-02'],
    ['2026-11-02 00:00:00', '2026-11-02'],
    ['', null],
    ['0000-00-00', null],
    ['0000-00-00 00:00:00', null],
  ])('reads "%s" as %s', (value, day) => {
    const reasons = new Reasons();
    expect([reasons.day(value, 'date'), reasons.list]).toEqual([day, []]);
  });

  it.each(['2026-02-30', '02.11.2026', '2026-11-021', 'soon'])('refuses "%s"', (value) => {
    const reasons = new Reasons();
    expect([reasons.day(value, 'date'), reasons.list.length]).toEqual([null, 1]);
  });
});

describe('text', () => {
  it.each([
    ['<p>One&nbsp;line</p><p>and <b>another</b></p>', 'One line\nand another'],
    ['a<br/>b<br>c', 'a\nb\nc'],
    ['5 < 6 &amp; 7 > 3', '5 < 6 & 7 > 3'],
    ['&#8364; &#x41; &amp;lt;', '€ A &lt;'],
    ['<img src=x onerror="alert(1)">', ''],
    ['&unknown; &#99999999;', '&unknown; &#99999999;'],
  ])('%s', (html, text) => expect(plainText(html)).toBe(text));

  it('never fails and has no long run of time on any text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('<', '>', '&', '#', ';', 'a', '/', ' ', '\n'), maxLength: 2000 }),
        (html) => typeof plainText(html) === 'string',
      ),
    );
    expect(plainText('<a'.repeat(100_000)).length).toBeGreaterThan(0);
  });
});

describe('countries', () => {
  it.each([
    ['NLD', 'NL'],
    ['EST', 'EE'],
    ['FIN', 'FI'],
    ['DEU', 'DE'],
    ['aut', 'AT'],
    ['SWE', 'SE'],
    ['GBR', 'GB'],
    ['NL', 'NL'],
    ['XXX', ''],
    ['', ''],
    ['Netherlands', ''],
  ])('%s is %s', (three, two) => {
    expect(countryCode(three)).toBe(two);
  });
});
