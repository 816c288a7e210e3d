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

  it('is paid by a write-off or a netted credit note as by money, and open again when that is undone', () => {
    const [whole, netted, writtenOff] = [term(), term({ id: 't2', total: '500', open: '0', settled: true, lastPaymentDate: '2026-11-10' }), term({ id: 't3', total: '10', open: '0', settled: true })];
    expect(of([term({ total: '710', open: '710' }), netted])).toMatchObject({ state: 'partly', paid: '500', open: '710' });
    expect(of([term({ total: '700', open: '0', settled: true }), netted, writtenOff])).toMatchObject({ state: 'paid', open: '0' });
    expect(of([whole])).toMatchObject({ state: 'open', paid: '0' });
  });

  it('never has less than nothing paid, where the document has another total by now', () => {
    expect(of([term({ total: '1331', open: '1331' })])).toMatchObject({ state: 'open', paid: '0', open: '1331' });
    expect(of([term({ total: '1331', open: '1331' })], '1331')).toMatchObject({ state: 'open', paid: '0', open: '1331' });
  });

  const cent = fc.integer({ min: 0, max: 500_000 }).map((value) => dividedBy(String(value), '100'));
  const anyTerms = fc.array(fc.record({ total: cent, open: cent, overpaid: fc.boolean(), settled: fc.boolean(), lastPaymentDate: fc.option(fc.constantFrom('2026-11-01', '2026-11-15')) }), { minLength: 1, maxLength: 5 })
    .map((parts) => parts.map(({ overpaid, open, settled, ...part }, index) => term({ ...part, id: `t${index}`, settled, open: settled ? '0' : overpaid ? minus('0', open) : open })));

  it('is one of three states, with sums that are never negative, whatever the terms say', () => {
    fc.assert(
      fc.property(anyTerms, cent, fc.boolean(), (terms, total, isCredit) => {
        const payment = of(terms, isCredit ? minus('0', total) : total);
        if (!payment) throw new Error('There are terms');
        expect(Number(payment.paid)).toBeGreaterThanOrEqual(0);
        expect(Number(payment.open)).toBeGreaterThanOrEqual(0);
        const open = terms.filter(({ settled }) => !settled).reduce((all, one) => plus(all, one.open), '0');
        expect(payment.state).toBe(Number(open) <= 0 ? 'paid' : Number(open) < Number(total) ? 'partly' : 'open');
        // Neither the order of the entries nor the sign of the document matters.
        expect(of(terms.toReversed(), isCredit ? total : minus('0', total))).toEqual(payment);
      }),
    );
  });

  it('follows any course of payments, and a reversal leads back to where it was', () => {
    const course = fc.array(cent.filter((amount) => Number(amount) > 0), { maxLength: 6 });
    fc.assert(
      fc.property(course, (amounts) => {
        const total = '5000';
        let open = total;
        const parts: PaymentTerm[] = [];
        const seen = [of([term({ total, open })], total)];
        for (const [index, amount] of amounts.entries()) {
          const paid = Number(amount) > Number(open) ? open : amount;
          open = minus(open, paid);
          parts.push(term({ id: `p${index}`, total: paid, open: '0', settled: true }));
          const payment = of([term({ total: open, open, settled: Number(open) === 0 }), ...parts], total);
          expect(sameDecimal(plus(payment?.paid ?? '', payment?.open ?? ''), total)).toBe(true);
          expect(sameDecimal(payment?.open ?? '', open)).toBe(true);
          seen.push(payment);
        }
        expect(seen.map((payment) => Number(payment?.paid))).toEqual(seen.map((payment) => Number(payment?.paid)).toSorted((a, b) => a - b));
        expect(of([term({ total, open: total })], total)).toEqual(seen[0]);
      }),
    );
  });

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
