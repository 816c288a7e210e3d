import { describe, expect, it } from 'vitest';
import { lineAmounts, quantityAndPrice, taxByRate } from '../../../../lib/ledgers/quickbooks-online/amounts';
import { cut, exact } from '../../../../lib/ledgers/quickbooks-online/numbers';
import type { Booking, BookingLine } from '../../../../lib/ledgers/ledger';
import { compareDecimals, sameDecimal, sum, times } from '../../../../lib/model/decimal';
import { traits } from './fake';

const line = (change: Partial<BookingLine>): BookingLine => ({
  description: '', account: null, accountCode: null, taxCode: '#5', taxPercentage: '21', taxRates: [{ id: '1', percentage: '21' }], quantity: '1', unitPrice: '100', net: '100', tax: null,
  item: null, unit: null, costCentre: null, costUnit: null, project: null, class: null, ...change,
});
const bill = (lines: BookingLine[], change: Partial<Booking> = {}): Booking => ({
  kind: 'bill', credit: false, number: '1', date: '2026-11-03', dueDate: null, currency: 'EUR', journal: '', contact: 'vendor/1', paymentTerm: null, description: '', paymentReference: '', net: '100', tax: '21', gross: '121', lines, ...change,
});

describe('quantity and price', () => {
  it.each([
    ['100', '2', '50', ['2', '50']],
    ['90', '2', '50', ['2', '45']],
    ['-50', '1', '-50', ['1', '-50']],
    ['-50', '-1', '50', ['1', '-50']],
    ['50', '-1', '-50', ['1', '50']],
    ['10', '3', '3.33', null],
    ['100', '0', '100', null],
    ['0.3', '3', '0.1', ['3', '0.1']],
    ['1', '128', '0', ['128', '0.0078125']],
    ['1', '1024', '0', null],
  ] as const)('%s of %s at %s', (amount, quantity, unitPrice, expected) => {
    const pair = quantityAndPrice(amount, { quantity, unitPrice });
    expect(pair && [pair.quantity, pair.price]).toEqual(expected);
    if (pair) expect(sameDecimal(times(pair.quantity, pair.price), amount)).toBe(true);
  });
});

describe('tax in the cost', () => {
  it('comes to the total to the cent, whatever the rounding', () => {
    for (let cents = 1; cents < 200; cents += 7) {
      const nets = [`${cents / 100}`, '33.33', '-5.55'];
      const gross = sum([...nets, `${cents / 1000}`]).slice(0, 5);
      const amounts = lineAmounts(bill(nets.map((net) => line({ net, taxPercentage: '8.25' })), { gross }), { ...traits, taxModel: 'us-manual' });
      expect(sameDecimal(sum(amounts), gross)).toBe(true);
    }
  });

  it('is not there where bills know tax, and a credit is positive', () => {
    expect(lineAmounts(bill([line({ net: '-100' })], { credit: true, gross: '-121' }), traits)).toEqual(['100']);
    expect(lineAmounts(bill([line({ net: '-100' })], { credit: true, gross: '-121' }), { ...traits, taxModel: 'none' })).toEqual(['121']);
  });
});

describe('tax by rate', () => {
  it('is that of all lines, each rate once, what was stated beyond included', () => {
    const two = [{ id: '1', percentage: '5' }, { id: '2', percentage: '9.975' }];
    const taxes = taxByRate(bill([line({ taxRates: two, tax: '14.98' }), line({ taxRates: two.slice(0, 1), net: '200', tax: null })]));
    expect(taxes).toEqual([{ rate: '1', percentage: '5', net: '300', tax: '15' }, { rate: '2', percentage: '9.975', net: '100', tax: '9.98' }]);
  });

  it('cancels for reverse charge, and is not known where a rate is not', () => {
    const reverse = [{ id: '1', percentage: '21' }, { id: '2', percentage: '-21' }];
    expect(taxByRate(bill([line({ taxRates: reverse, taxPercentage: '0' })]))?.map(({ tax }) => tax)).toEqual(['21.00', '-21.00']);
    expect(taxByRate(bill([line({ taxRates: [] })]))).toBeNull();
    expect(taxByRate(bill([line({ taxRates: [], taxPercentage: '0' })]))).toEqual([]);
  });
});

describe('numbers and texts', () => {
  it('go out as they are, or not at all', () => {
    expect(['0.1', '-1210.55', '12345678901.25', '100.00'].map(exact)).toEqual([0.1, -1210.55, 12345678901.25, 100]);
    expect(() => exact('12345678901234567.89')).toThrow('more digits');
    expect(compareDecimals(String(exact('0.3')), '0.3')).toBe(0);
  });

  it('are cut between letters', () => {
    expect([cut(' abc ', 3), cut('ab😀', 3), cut('ab c', 3)]).toEqual(['abc', 'ab', 'ab']);
  });
});
