import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addMoney, compareMoney, formatAmount, formatMoney, money, moneySchema, sameMoney, subtractMoney } from '../../../lib/model/money';

const currency = fc.constantFrom('EUR', 'USD', 'GBP', 'SEK', 'JPY');
const amount = fc.integer({ min: -1_000_000, max: 1_000_000 }).map((value) => String(value));

describe('money', () => {
  it('pain 38: amounts of two currencies never meet', () => {
    fc.assert(
      fc.property(amount, currency, amount, currency, (a, one, b, other) => {
        fc.pre(one !== other);
        for (const combine of [addMoney, subtractMoney, compareMoney]) expect(() => combine(money(a, one), money(b, other))).toThrow(`${one} and ${other}`);
        expect(sameMoney(money(a, one), money(a, other))).toBe(false);
      }),
    );
  });

  it('adds, subtracts and compares within one currency and keeps it', () => {
    expect(addMoney(money('0.1', 'EUR'), money('0.2', 'EUR'))).toEqual({ amount: '0.3', currency: 'EUR' });
    expect(subtractMoney(money('1', 'USD'), money('1.01', 'USD'))).toEqual({ amount: '-0.01', currency: 'USD' });
    expect(compareMoney(money('2', 'EUR'), money('10', 'EUR'))).toBe(-1);
    expect(sameMoney(money('1.10', 'EUR'), money('1.1', 'EUR'))).toBe(true);
  });

  it('takes an ISO code and a decimal, nothing else', () => {
    expect(moneySchema.safeParse({ amount: '1.00', currency: 'EUR' }).success).toBe(true);
    for (const wrong of [{ amount: '1,00', currency: 'EUR' }, { amount: '1.00', currency: '€' }, { amount: 1, currency: 'EUR' }]) expect(moneySchema.safeParse(wrong).success).toBe(false);
  });

  it('shows amounts in the locale, and loses no cent of large ones', () => {
    expect(formatMoney(money('1210', 'EUR'), 'en-GB')).toBe('1,210.00 EUR');
    expect(formatMoney(money('-1210.5', 'EUR'), 'nl-NL')).toBe('-1.210,50 EUR');
    expect(formatAmount('9007199254740993.01', 'en-GB')).toBe('9,007,199,254,740,993.01');
    expect(formatAmount('1.23456', 'en-GB', 4)).toBe('1.2346');
  });
});
