import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PaymentTerm } from '../../../lib/ledgers/ledger';
import { dividedBy, minus, plus, sameDecimal, sum } from '../../../lib/model/decimal';
import { paymentOf } from '../../../lib/sync/payments';
import { now } from './samples';

const term = (more: Partial<PaymentTerm> = {}): PaymentTerm => ({ id: 't1', document: 'L1', total: '1210', open: '1210', settled: false, currency: 'EUR', lastPaymentDate: null, ...more });
const of = (terms: PaymentTerm[], total = '1210') => paymentOf(terms, total, now);

describe('fault 41: the payment of a document', () => {
  it('is not known without terms, which is not "open"', () => expect(of([])).toBeNull());

  it('is open while nothing is paid', () => expect(of([term()])).toEqual({ state: 'open', paid: '0', open: '1210', date: null, checkedAt: now }));

  it('is partly paid with what is open and what is not', () => {
    expect(of([term({ open: '210', lastPaymentDate: '2026-11-10' })])).toEqual({ state: 'partly', paid: '1000', open: '210', date: '2026-11-10', checkedAt: now });
  });

  it('is paid once nothing is open, by whatever settled it', () => {
    expect(of([term({ open: '0', settled: true, lastPaymentDate: '2026-11-10' })])).toEqual({ state: 'paid', paid: '1210', open: '0', date: '2026-11-10', checkedAt: now });
    expect(of([term({ open: '0.00' })])).toMatchObject({ state: 'paid', paid: '1210' });
    expect(of([term({ open: '1210', settled: true })])).toMatchObject({ state: 'paid', open: '0' });
  });

  it('is paid, and no more than its total, when too much came', () => expect(of([term({ open: '-10' })])).toMatchObject({ state: 'paid', paid: '1210', open: '0' }));

  it('is open again after a reversal', () => expect(of([term({ open: '1210', settled: false, lastPaymentDate: null })])).toMatchObject({ state: 'open', paid: '0', date: null }));

  it('adds several terms, and has the date of the last payment', () => {
    const terms = [term({ total: '605', open: '0', settled: true, lastPaymentDate: '2026-10-01' }), term({ id: 't2', total: '605', open: '105', lastPaymentDate: '2026-11-15' })];
    expect(of(terms)).toMatchObject({ state: 'partly', paid: '1105', open: '105', date: '2026-11-15' });
    expect(of(terms.map((one) => ({ ...one, open: '0', settled: true })))).toMatchObject({ state: 'paid', date: '2026-11-15' });
    expect(of(terms.toReversed())).toEqual(of(terms));
  });

  it('of a credit note counts without its sign', () => expect(of([term({ open: '210' })], '-1210')).toMatchObject({ state: 'partly', paid: '1000', open: '210' }));

  it('always adds up to the total, and is named after what is open', () => {
    const cents = fc.integer({ min: 0, max: 100_000 }).map((value) => dividedBy(String(value), '100'));
    const one = fc.record({ open: cents, paid: cents, settled: fc.boolean() });
    fc.assert(
      fc.property(fc.array(one, { minLength: 1, maxLength: 6 }), (parts) => {
        const terms = parts.map(({ open, paid, settled }, index) => term({ id: `t${index}`, total: plus(open, paid), open: settled ? '0' : open, settled }));
        const total = sum(terms.map((each) => each.total));
        const payment = of(terms, total);
        const open = sum(terms.map((each) => each.open));
        return payment !== null && sameDecimal(plus(payment.paid, payment.open), total) && sameDecimal(payment.open, open) && payment.state === (Number(open) === 0 ? 'paid' : Number(minus(total, open)) > 0 ? 'partly' : 'open');
      }),
    );
  });
});
