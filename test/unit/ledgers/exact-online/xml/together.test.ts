import { describe, expect, it } from 'vitest';
import { exactOnline } from '../../../../../lib/ledgers/exact-online';
import type { LedgerDocument } from '../../../../../lib/ledgers/ledger';
import { CallFailure, isDefinite } from '../../../../../lib/net/failure';
import { problemSchema } from '../../../../../lib/model/problem';
import { failureOf } from '../../../../conformance/support';
import { bookingOf, lineOf, xmlBench, type XmlBench } from './samples';

const together = (bench: XmlBench, ...bookings: Parameters<NonNullable<XmlBench['company']['createDocuments']>>[0]) => bench.company.createDocuments?.(bookings) ?? Promise.reject(new Error('There is no such way'));
const shown = (outcomes: readonly (LedgerDocument | CallFailure)[]) => outcomes.map((outcome) => (outcome instanceof CallFailure ? outcome.kind : outcome.reference));
const numbers = (bench: XmlBench, count: number) => Array.from({ length: count }, (_, index) => bookingOf(bench, { number: String(20_261_700 + index) }));

describe('several entries in one file', () => {
  it('feature 41, 50: a hundred invoices and bills are seven calls with the looks around them', async () => {
    const bench = await xmlBench();
    const bookings = Array.from({ length: 100 }, (_, index) => bookingOf(bench, index % 4 === 3 ? { kind: 'bill', number: `INK-${index}/26` } : { number: String(20_261_700 + index) }));
    await bench.company.findDocuments(bookings.map(({ kind, number, contact, journal, date, gross, currency }) => ({ kind, number, contact, journal, date, gross, currency })));
    const outcomes = await together(bench, ...bookings);
    expect(outcomes.filter((outcome) => outcome instanceof CallFailure)).toEqual([]);
    expect(bench.calls()).toEqual([
      'GET salesentry/SalesEntries', 'GET salesentry/SalesEntries', 'GET purchaseentry/PurchaseEntries', 'POST docs/XMLUpload.aspx',
      'GET salesentry/SalesEntries', 'GET salesentry/SalesEntries', 'GET purchaseentry/PurchaseEntries',
    ]);
  });

  it('a refusal is explained as one by the other route', async () => {
    const bench = await xmlBench();
    bench.exact.closePeriod('70', 2026, 11);
    const bookings = numbers(bench, 4).map((booking, index) => (index === 2 ? booking : { ...booking, journal: '71' }));
    const outcomes = await together(bench, ...bookings);
    expect(shown(outcomes)).toEqual(['20261700', '20261701', 'refused', '20261703']);
    const refusal = outcomes[2] as CallFailure;
    const alone = await failureOf(bench.company.createDocument(bookings[2]!));
    const { raw: _, ...problem } = problemSchema.parse(exactOnline.explain(refusal));
    const { raw: __, ...same } = problemSchema.parse(exactOnline.explain(alone));
    expect(problem).toEqual(same);
  });

  it('several reasons of one entry, among others that were booked, stay that entry\'s', async () => {
    const bench = await xmlBench();
    const [first, second, third] = numbers(bench, 3);
    const broken = { ...second!, contact: bench.id('accounts', '4'), lines: [lineOf(bench, 'invoice', { costCentre: 'NO' })] };
    const outcomes = await together(bench, first!, broken, third!);
    expect(shown(outcomes)).toEqual(['20261700', 'refused', '20261702']);
    expect((outcomes[1] as CallFailure).detail.raw?.split('\n')).toHaveLength(2);
  });

  it('what is not in the lists yet is not known, and never called not booked', async () => {
    const bench = await xmlBench();
    bench.exact.setListDelay(10_000);
    const outcomes = await together(bench, ...numbers(bench, 4));
    expect(shown(outcomes)).toEqual(['unreadable', 'unreadable', 'unreadable', 'unreadable']);
    expect(outcomes.every((outcome) => outcome instanceof CallFailure && !isDefinite(outcome))).toBe(true);
    expect(bench.exact.company().salesEntries).toHaveLength(4);
  });

  it('neither is it where the look afterwards fails', async () => {
    const bench = await xmlBench();
    bench.exact.faults.add({ method: 'GET', url: 'salesentry/SalesEntries', misbehaviour: { do: 'answer-before', status: 503, body: '' } });
    expect(shown(await together(bench, ...numbers(bench, 4)))).toEqual(['unreadable', 'unreadable', 'unreadable', 'unreadable']);
  });

  it.each([
    ['a page instead of messages', { do: 'answer-after', status: 200, body: '<!doctype html><title>Service</title>' }, 'unreadable', false],
    ['a page to sign in on', { do: 'answer-before', status: 200, body: '<!doctype html><form action="https://login.exact.com/">' }, 'unreadable', false],
    ['messages under another content type', { do: 'answer-after', status: 200, body: '<eExact><Messages/></eExact>', contentType: 'text/html' }, 'unreadable', false],
    ['trouble', { do: 'answer-before', status: 500, body: '' }, 'trouble', false],
    ['no right', { do: 'answer-before', status: 403, body: '' }, 'forbidden', true],
    ['no such page', { do: 'answer-before', status: 404, body: '' }, 'absent', true],
    ['too much', { do: 'answer-before', status: 413, body: '' }, 'refused', true],
    ['a cut connection', { do: 'drop-after' }, 'no-answer', false],
  ] as const)('%s is what it is of the whole file', async (_, misbehaviour, kind, definite) => {
    const bench = await xmlBench();
    bench.exact.faults.add({ method: 'POST', url: 'XMLUpload', misbehaviour });
    const failure = await failureOf(together(bench, ...numbers(bench, 4)));
    expect([failure.kind, isDefinite(failure)]).toEqual([kind, definite]);
  });

  it('a contact that is none is refused without being sent', async () => {
    const bench = await xmlBench();
    const [first, second] = numbers(bench, 2);
    expect(shown(await together(bench, { ...first!, contact: 'nobody' }, second!))).toEqual(['refused', '20261701']);
    expect(shown(await together(bench, { ...first!, contact: 'nobody' }))).toEqual(['refused']);
    expect(bench.calls().filter((call) => call.startsWith('POST'))).toHaveLength(1);
  });
});
