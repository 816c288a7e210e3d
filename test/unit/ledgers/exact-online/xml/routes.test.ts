import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exactOnline } from '../../../../../lib/ledgers/exact-online';
import type { Booking, BookingLine, LedgerDocument } from '../../../../../lib/ledgers/ledger';
import { negate, percentOf, plus, roundTo, sum, times } from '../../../../../lib/model/decimal';
import { CallFailure } from '../../../../../lib/net/failure';
import { bookingOf, lineOf, rates, xmlBench, type XmlBench } from './samples';

const takes = (bench: XmlBench, booking: Booking): boolean => exactOnline.capabilities.bulk?.takes(bench.config, booking) ?? false;
const credited = (booking: Booking): Booking => ({
  ...booking, credit: true, net: negate(booking.net), tax: negate(booking.tax), gross: negate(booking.gross),
  lines: booking.lines.map((line) => ({ ...line, net: negate(line.net), quantity: negate(line.quantity), tax: line.tax === null ? null : negate(line.tax) })),
});
const bookedIn = (outcome: LedgerDocument | CallFailure): LedgerDocument => {
  if (outcome instanceof CallFailure) throw outcome;
  return outcome;
};

/** Books the same by both routes, each in a company of its own, and expects the same books: headers, lines, VAT, terms, numbers, documents. */
async function expectSameBooks(make: (bench: XmlBench) => Booking[]): Promise<void> {
  const [rest, xml] = [await xmlBench(), await xmlBench()];
  const bookings = make(xml);
  for (const booking of bookings) expect([booking.number, takes(xml, booking)]).toEqual([booking.number, true]);
  const alone: LedgerDocument[] = [];
  for (const booking of make(rest)) alone.push(await rest.company.createDocument(booking));
  const together = ((await xml.company.createDocuments?.(bookings)) ?? []).map(bookedIn);
  expect(xml.calls().filter((call) => call.startsWith('POST'))).toEqual(['POST docs/XMLUpload.aspx']);
  expect(xml.exact.company().dump()).toEqual(rest.exact.company().dump());
  expect(together).toEqual(alone);
}

describe('both routes leave identical entries', () => {
  const examples: [string, (bench: XmlBench) => Booking][] = [
    ['a plain invoice', (bench) => bookingOf(bench)],
    ['a plain bill', (bench) => bookingOf(bench, { kind: 'bill', number: 'S-77/2026' })],
    ['several rates, one of none', (bench) => bookingOf(bench, {}, [lineOf(bench, 'invoice', { net: '33.33' }), lineOf(bench, 'invoice', { taxCode: '1', net: '10.05' }), lineOf(bench, 'invoice', { taxCode: '0', net: '7.77' })])],
    ['cents that rounding would move', (bench) => bookingOf(bench, {}, [lineOf(bench, 'invoice', { net: '0.05', tax: '0.02' }), lineOf(bench, 'invoice', { net: '1234.56', tax: '259.25' })])],
    ['a credit note', (bench) => credited(bookingOf(bench))],
    ['a credit note of a supplier', (bench) => credited(bookingOf(bench, { kind: 'bill', number: 'CR-1' }))],
    ['a discount on a line of its own', (bench) => bookingOf(bench, {}, [lineOf(bench, 'invoice', { net: '200' }), lineOf(bench, 'invoice', { description: 'Discount 10 %', net: '-20', quantity: '-1' })])],
    ['no VAT at all', (bench) => bookingOf(bench, {}, [lineOf(bench, 'invoice', { taxCode: '0' })])],
    ['nothing to pay', (bench) => bookingOf(bench, {}, [lineOf(bench, 'invoice', { net: '0' })])],
    ['cost centre, cost unit and part of an hour', (bench) => bookingOf(bench, { kind: 'bill', number: '9' }, [lineOf(bench, 'bill', { costCentre: 'CONS', costUnit: 'NL', quantity: '2.75' })])],
    ['terms, reference and the journal\'s own number', (bench) => bookingOf(bench, { number: 'INV-0017', paymentTerm: '14', dueDate: null, paymentReference: 'RF18 5390' })],
    ['what XML has marks for', (bench) => bookingOf(bench, { number: `<a&b> "c" 'd'`, description: '5 < 6 && "x" ]]> é €' }, [lineOf(bench, 'invoice', { description: '<![CDATA[ & &amp; 🧾' })])],
    ['a longer text than Exact keeps', (bench) => bookingOf(bench, { description: 'x'.repeat(100) })],
    ['two rates that come to a total of nothing', (bench) => bookingOf(bench, {}, [lineOf(bench, 'invoice', { net: '100' }), lineOf(bench, 'invoice', { net: '-121', taxCode: '0' })])],
  ];
  test.each(examples)('feature 50: %s', (_, make) => expectSameBooks((bench) => [make(bench)]));

  const cents = (amount: number): string => times(String(amount), '0.01');
  const text = fc.string({ unit: 'grapheme', maxLength: 70 });
  const line = fc.record({
    net: fc.oneof({ weight: 8, arbitrary: fc.integer({ min: 1, max: 5_000_000 }) }, { weight: 1, arbitrary: fc.integer({ min: -9_999, max: 0 }) }),
    rate: fc.constantFrom(0, 0, 0, 1, 2),
    off: fc.constantFrom(0, 0, 0, 1, -1),
    quantity: fc.integer({ min: 1, max: 9_999 }),
    costCentre: fc.constantFrom(null, 'CONS', 'ADM'),
    costUnit: fc.constantFrom(null, 'NL', 'BE'),
    description: text,
  });
  const document = fc.record({
    kind: fc.constantFrom('invoice' as const, 'bill' as const), credit: fc.boolean(), lines: fc.array(line, { minLength: 1, maxLength: 6 }), ownNumber: fc.boolean(),
    paymentTerm: fc.constantFrom(null, '14', '30', 'EM'), due: fc.constantFrom(null, '2026-12-24'), description: text, paymentReference: fc.constantFrom('', 'RF18', '1234 5678'), contact: fc.boolean(), otherJournal: fc.boolean(),
  });
  const codes = { invoice: ['2', '1', '0'], bill: ['5', '6', '0'] } as const;

  function generated(bench: XmlBench, { kind, credit, lines, ownNumber, paymentTerm, due, description, paymentReference, contact, otherJournal }: (typeof document extends fc.Arbitrary<infer Of> ? Of : never), index: number): Booking {
    const all = lines.map(({ net, rate, off, quantity, costCentre, costUnit, description: words }): BookingLine => {
      const taxCode = codes[kind][rate] ?? '0';
      const reckoned = roundTo(percentOf(cents(net), rates[taxCode] ?? '0'));
      return lineOf(bench, kind, { net: cents(net), taxCode, quantity: cents(quantity), costCentre, costUnit, description: words, tax: off !== 0 && rate !== 2 ? plus(reckoned, cents(off)) : null });
    });
    const booking = bookingOf(bench, {
      kind, number: ownNumber ? `N'${index}/x` : String(20_260_000 + index), paymentTerm, dueDate: due, description, paymentReference,
      contact: bench.id('accounts', contact ? '5' : kind === 'invoice' ? '1' : '4'), journal: { invoice: otherJournal ? '71' : '70', bill: otherJournal ? '61' : '60' }[kind],
    }, all);
    return credit ? credited(booking) : booking;
  }

  test('feature 50: whatever the documents are', async () => {
    const taken = new Set<boolean>();
    await fc.assert(
      fc.asyncProperty(fc.array(document, { minLength: 1, maxLength: 8 }), async (documents) => {
        const probe = await xmlBench();
        const fit = documents.map((one, index) => [one, index] as const).filter(([one, index]) => {
          const fits = takes(probe, generated(probe, one, index));
          taken.add(fits);
          return fits;
        });
        if (fit.length > 0) await expectSameBooks((bench) => fit.map(([one, index]) => generated(bench, one, index)));
      }),
      { numRuns: 60 },
    );
    expect(taken.has(true)).toBe(true);
  }, 120_000);
});

describe('what goes by a call of its own', () => {
  const alone: [string, (bench: XmlBench) => Booking][] = [
    ['another currency: its rate is Exact\'s to find', (bench) => bookingOf(bench, { currency: 'USD' })],
    ['a project, which a file names by its code', (bench) => bookingOf(bench, {}, [lineOf(bench, 'invoice', { project: bench.id('projects', 'P-001') })])],
    ['VAT that is paid and claimed', (bench) => bookingOf(bench, { kind: 'bill' }, [lineOf(bench, 'bill', { taxCode: '7', taxPercentage: '21' })])],
    ['VAT of a rate nobody stated', (bench) => bookingOf(bench, {}, [lineOf(bench, 'invoice', { taxPercentage: null })])],
    ['amounts in parts of a cent', (bench) => bookingOf(bench, {}, [lineOf(bench, 'invoice', { net: '10.005' })])],
    ['a total that is not that of its lines', (bench) => bookingOf(bench, { gross: '121.01' })],
    ['a journal of another kind', (bench) => bookingOf(bench, { journal: '20' })],
    ['a number XML cannot hold', (bench) => bookingOf(bench, { number: 'A\u0001B' })],
    ['a number with a line in it', (bench) => bookingOf(bench, { number: 'A\nB' })],
    ['half a character', (bench) => bookingOf(bench, { description: 'x\uD83E' })],
    ['more lines than a file of a hundred has room for', (bench) => bookingOf(bench, {}, Array.from({ length: 81 }, () => lineOf(bench, 'invoice')))],
    ['no lines', (bench) => bookingOf(bench, {}, [])],
  ];
  test.each(alone)('%s', async (_, make) => {
    const bench = await xmlBench();
    expect(takes(bench, make(bench))).toBe(false);
  });

  test('sales invoices to be printed, and everything before the company was read', async () => {
    const bench = await xmlBench();
    const { serves, takes: may } = exactOnline.capabilities.bulk ?? { serves: () => true, takes: () => true };
    const asInvoices = { ...bench.config, salesAs: 'invoice' as const };
    const { traits: _, ...unread } = bench.config;
    expect([serves(asInvoices, 'invoice'), serves(asInvoices, 'bill'), may(asInvoices, bookingOf(bench)), may(asInvoices, bookingOf(bench, { kind: 'bill' }))]).toEqual([false, true, false, true]);
    expect([serves(unread, 'invoice'), may(unread, bookingOf(bench)), serves(bench.config, 'invoice')]).toEqual([false, false, true]);
  });
});

describe('control accounts', () => {
  test('a customer with a control account of its own stays on it by either route', async () => {
    const prepare = (exact: XmlBench['exact']) => {
      exact.company().glAccounts.push({ ...exact.byCode('glAccounts', '1300'), ID: exact.company().guid(), Code: '1310', Description: 'Debiteuren export' });
      exact.byCode('accounts', '2')['GLAR'] = String(exact.byCode('glAccounts', '1310')['ID']);
    };
    const [rest, xml] = [await xmlBench({}, prepare), await xmlBench({}, prepare)];
    const make = (bench: XmlBench) => ['1', '2'].map((code, index) => bookingOf(bench, { number: String(30 + index), contact: bench.id('accounts', code) }));
    for (const booking of make(rest)) await rest.company.createDocument(booking);
    ((await xml.company.createDocuments?.(make(xml))) ?? []).map(bookedIn);
    expect(xml.exact.company().terms.map((term) => term['GLAccountCode'])).toEqual(['1300', '1310']);
    expect(xml.exact.company().dump()).toEqual(rest.exact.company().dump());
    expect(sum(make(xml).map(({ gross }) => gross))).toBe('242');
  });
});
