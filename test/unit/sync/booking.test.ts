import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HostDocument } from '../../../lib/model/document';
import { bookingOf, hashOf, hashOfHeader, hashOfLines, headerOf, naturalKeyOf } from '../../../lib/sync/booking';
import type { Checked } from '../../../lib/sync/preflight';
import { invoice, item, line } from './samples';

/** The same data with the keys of every object in another order. */
function reordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reordered);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).toReversed().map(([key, inner]) => [key, reordered(inner)]));
}

describe('a hash', () => {
  it('does not depend on the order of keys, but on that of lists', async () => {
    await fc.assert(fc.asyncProperty(fc.jsonValue(), async (data) => (await hashOf(data)) === (await hashOf(reordered(data)))));
    expect(await hashOf([1, 2])).not.toBe(await hashOf([2, 1]));
    expect(await hashOf({ a: 1 })).toBe('015abd7f5cc57a2dd94b7590f04ad8084273905ee33ec5cebeae62276a97f862');
  });

  it('tells different data apart', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), fc.jsonValue(), async (a, b) => {
        const same = JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
        return ((await hashOf(a)) === (await hashOf(b))) === same;
      }),
    );
  });

  const changes: [keyof HostDocument, Partial<HostDocument>, boolean, boolean][] = [
    ['date', { date: '2026-11-21' }, false, true], ['dueDate', { dueDate: null }, false, true], ['description', { description: 'x' }, false, true], ['paymentReference', { paymentReference: 'x' }, false, true],
    ['number', { number: '2' }, true, false], ['contact', { contact: { id: 'c2', name: 'Globex' } }, true, false], ['currency', { currency: 'USD' }, true, false], ['net', { net: '1' }, true, false],
    ['tax', { tax: '1' }, true, false], ['gross', { gross: '1' }, true, false], ['credit', { credit: true }, true, false], ['lines', { lines: [line({ description: 'x' })] }, true, false],
    ['modified', { modified: 'x' }, false, false], ['open', { open: '0' }, false, false], ['paidInHost', { paidInHost: true }, false, false],
  ];
  it.each(changes)('fault 42: of %s', async (_field, change, linesChange, headerChanges) => {
    const [before, after] = [invoice(), invoice(change)];
    expect([(await hashOfLines(before)) !== (await hashOfLines(after)), (await hashOfHeader(before)) !== (await hashOfHeader(after))]).toEqual([linesChange, headerChanges]);
  });

  it('does not mind that a contact was renamed', async () => expect(await hashOfLines(invoice({ contact: { id: 'c1', name: 'Other' } }))).toBe(await hashOfLines(invoice())));
});

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([key, inner]) => [key, sorted(inner)]));
}

describe('a booking', () => {
  const document = invoice({ lines: [line({ product: { id: 'p1', code: 'P-1' } }), line({ id: '2', product: { id: 'p9' } })] });
  const lineOf = (index: number) => ({ line: document.lines[index]!, account: item('account', '8000'), taxCode: item('taxCode', '2'), taxRates: [], tax: index === 0 ? '210.01' : null, costCentre: 'CC1', project: item('project', 'PR1'), class: null, unit: 'hour' });
  const checked: Checked = { document, side: 'sales', date: '2026-12-01', journal: '70', paymentTerm: '30', lines: [lineOf(0), lineOf(1)], notes: [], used: [] };
  const booking = bookingOf(checked, 'K1', new Map([['p1', 'I1']]));

  it('has the document\'s amounts as they are, and the ledger\'s own values', () => {
    expect(booking).toMatchObject({ kind: 'invoice', credit: false, number: '2026-1', currency: 'EUR', journal: '70', contact: 'K1', paymentTerm: '30', net: '1000', tax: '210', gross: '1210', description: 'November', paymentReference: 'RF18' });
    expect(booking.lines[0]).toEqual({ description: 'Work', account: 'id-8000', accountCode: '8000', taxCode: '2', taxPercentage: '21', taxRates: [], quantity: '10', unitPrice: '100', net: '1000', tax: '210.01', item: 'I1', unit: 'hour', costCentre: 'CC1', costUnit: null, project: 'id-PR1', class: null });
    expect(booking.lines[1]).toMatchObject({ tax: null, item: null });
  });

  it('is of the day it is to be posted on', () => expect([booking.date, headerOf(checked).date]).toEqual(['2026-12-01', '2026-12-01']));

  it('is known again by what lies in it', () => {
    expect(naturalKeyOf(booking)).toEqual({ kind: 'invoice', number: '2026-1', contact: 'K1', journal: '70', date: '2026-12-01', gross: '1210', currency: 'EUR' });
  });
});
