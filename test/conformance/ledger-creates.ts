import { beforeEach, describe, expect, test } from 'vitest';
import type { Booking, LedgerCompany, LedgerDocument } from '../../lib/ledgers/ledger';
import { CallFailure, isDefinite } from '../../lib/net/failure';
import type { SyncContext } from '../../lib/sync/context';
import { createAlone } from '../../lib/sync/request-ids';
import type { Session } from '../../lib/sync/session';
import { credited, keyOf, opened, type LedgerBench } from './ledger-bench';
import { failureOf } from './support';

const kinds = ['invoice', 'bill'] as const;
const requestId = '0123456789abcdef0123456789abcdef';
const otherId = 'fedcba9876543210fedcba9876543210';
/** Only what was booked just now is known with its lines. */
function asFound(booked: LedgerDocument): Omit<LedgerDocument, 'lines'> {
  const { lines: _, ...document } = booked;
  return document;
}
const bookedIn = (outcome: LedgerDocument | CallFailure | undefined): LedgerDocument => {
  if (outcome === undefined || outcome instanceof CallFailure) throw outcome ?? new Error('It has no outcome');
  return outcome;
};

/** What a ledger says of creates that are repeated, made by several browsers, or made several in one call. */
export function ledgerCreatesConformance(name: string, makeBench: () => LedgerBench): void {
  const { capabilities } = makeBench().ledger;

  describe(`${name}, what creates make`, () => {
    let bench: LedgerBench;
    let company: LedgerCompany;
    beforeEach(async () => {
      ({ bench, company } = await opened(makeBench));
    });
    const find = async (booking: Booking) => (await company.findDocuments([keyOf(booking)]))[0] ?? [];

    test('a company that is known books by one call, and says when a document was made', async () => {
      for (const kind of kinds) {
        bench.calls.length = 0;
        const before = bench.clock.now();
        const { createdAt = 0 } = await company.createDocument(bench.booking(kind, '20261500'), requestId.replace('0', kind[0] ?? ''));
        expect(bench.calls).toHaveLength(1);
        if (!capabilities.repeats) continue;
        // True time, give or take the second it is written in.
        expect(createdAt).toBeGreaterThan(before - 1_000);
        expect(createdAt).toBeLessThanOrEqual(bench.clock.now());
      }
    });

    test.each(kinds)('another browser\'s second %s is refused and leads to the first wherever that is relied upon', async (kind) => {
      const booking = bench.booking(kind, '20261501');
      const [unique, looks] = [capabilities.keepsUnique(bench.config, kind, booking.number), capabilities.looksUpFirst(bench.config, kind, booking.number)];
      // What is not looked up first has to show by itself.
      expect(unique || looks).toBe(true);
      const first = await company.createDocument(booking, requestId);
      if (!unique) return;
      const refusal = await failureOf(company.createDocument(booking, otherId));
      expect([refusal.kind, isDefinite(refusal), bench.ledger.explain(refusal).code]).toEqual(['refused', true, 'number-used']);
      expect((await find(booking)).map(({ id }) => id)).toEqual([first.id]);
    });

    if (capabilities.repeats) describe('a request that is repeated', () => {
      const sent: [string, (booking: Booking) => Booking][] = [['of a document', (booking) => booking], ['of a credit note', credited]];
      describe.each(sent)('%s', (_, made) => {
        test.each(kinds)('is answered with the same %s, one after the other or at the same moment, and makes no other', async (kind) => {
          const booking = made(bench.booking(kind, '20261510'));
          const all = await Promise.all([company.createDocument(booking, requestId), company.createDocument(booking, requestId)]);
          bench.clock.advance(1_200_000);
          const again = await company.createDocument(booking, requestId);
          expect(all.map(({ id }) => id)).toEqual([again.id, again.id]);
          expect(again).toEqual(all[0]);
          expect(await find(booking)).toHaveLength(1);
        });

        test.each(kinds)('after the %s was deleted is answered with what is gone; that is noticed, and another request makes a new one', async (kind) => {
          const booking = made(bench.booking(kind, '20261511'));
          const first = await company.createDocument(booking, requestId);
          bench.remove(first.id);
          bench.clock.advance(60_000);
          expect((await company.createDocument(booking, requestId)).id).toBe(first.id);
          expect(await find(booking)).toEqual([]);
          const context = { now: () => bench.clock.now(), ledgerOf: () => bench.ledger } as unknown as SyncContext;
          const session = { connection: { ledger: bench.config }, ledger: company } as unknown as Session;
          const used = await failureOf(createAlone(context, session, booking, requestId));
          expect([used.kind, isDefinite(used)]).toEqual(['used', true]);
          const second = await createAlone(context, session, booking, otherId);
          expect(second.id).not.toBe(first.id);
          expect((await find(booking)).map(({ id }) => id)).toEqual([second.id]);
        });
      });

      test('is not taken for what it is not: the id of another document is refused, and nothing is made', async () => {
        await company.createDocument(bench.booking('bill', '20261512'), requestId);
        const failure = await failureOf(company.createDocument(bench.booking('bill', '20261513'), requestId));
        expect([failure.kind, isDefinite(failure)]).toEqual(['used', true]);
        expect(await find(bench.booking('bill', '20261513'))).toEqual([]);
      });
    });

    test('says whether it books several in one call', () => expect(company.createDocuments !== undefined).toBe(capabilities.bulk !== null));

    if (capabilities.bulk) describe('several in one call', () => {
      const together = (bookings: readonly Booking[]) => company.createDocuments?.(bookings) ?? Promise.reject(new Error('There is no such way'));

      test.each(kinds)('as many of %s as it says, each as it would be booked alone, in their order', async (kind) => {
        const bookings = Array.from({ length: capabilities.bulk?.size ?? 0 }, (_, index) => (index % 5 === 4 ? credited : (booking: Booking) => booking)(bench.booking(kind, String(20_261_600 + index))));
        bench.calls.length = 0;
        const booked = (await together(bookings)).map(bookedIn);
        expect(bench.calls.length).toBeLessThanOrEqual(capabilities.bulk?.calls ?? 0);
        expect(booked.map(({ reference }) => reference)).toEqual(bookings.map(({ number }) => number));
        expect(booked.map(({ gross }) => Number(gross))).toEqual(bookings.map(({ gross }) => Number(gross)));
        for (const [index, found] of (await company.findDocuments(bookings.map(keyOf))).entries()) expect(found.map(asFound)).toEqual([booked[index]].map((each) => each && asFound(each)));
      });

      test.each(kinds)('as the same %s booked alone: header, amounts, lines', async (kind) => {
        const [alone, shared] = [bench.booking(kind, '20261540'), bench.booking(kind, '20261541')];
        const one = await company.createDocument(alone);
        const [other] = (await together([shared, bench.booking(kind, '20261542')])).map(bookedIn);
        if (!other) throw new Error('It was not booked');
        const same = ({ id: _id, number: _number, reference: _reference, createdAt: _at, version: _version, url: _url, lines: _lines, ...document }: LedgerDocument) => document;
        expect(same(await company.readDocument(kind, other.id, shared.number))).toEqual(same(await company.readDocument(kind, one.id, alone.number)));
        const [mine, its] = await company.readLines(kind, [one.id, other.id]);
        expect(its).toEqual(mine);
      });

      test('what it does not take is what it says it does not take', () => {
        for (const kind of kinds) expect(capabilities.bulk?.takes(bench.config, bench.booking(kind, '20261543'))).toBe(true);
      });

      test.each(kinds)('is updated later as what was booked alone: lines of %s that are still as they were sent are changed', async (kind) => {
        if (capabilities.update(bench.config, kind) !== 'all') return;
        const booking = bench.booking(kind, '20261544');
        const [booked] = (await together([booking, bench.booking(kind, '20261545')])).map(bookedIn);
        if (!booked) throw new Error('It was not booked');
        const dearer = { ...booking, net: '200', tax: '42', gross: '242', lines: booking.lines.map((line) => ({ ...line, unitPrice: '200', net: '200' })) };
        expect(Number((await company.updateLines(booked.id, dearer, booked)).gross)).toBe(242);
      });

      test.each(kinds)('one %s that is refused keeps none of the others, and says why', async (kind) => {
        const bookings = [bench.booking(kind, '20261520'), bench.refused(kind, '20261521'), { ...bench.booking(kind, '20261522'), contact: 'nobody' }, bench.booking(kind, '20261523')];
        const outcomes = await together(bookings);
        expect(outcomes.map((outcome) => (outcome instanceof CallFailure ? outcome.kind : outcome.reference))).toEqual(['20261520', 'refused', 'refused', '20261523']);
        for (const outcome of outcomes) {
          if (outcome instanceof CallFailure) expect(bench.ledger.explain(outcome)).toMatchObject({ message: expect.stringMatching(/[.?]$/), fixes: expect.arrayContaining([expect.anything()]) });
        }
        expect((await company.findDocuments(bookings.map(keyOf))).map(({ length }) => length)).toEqual([1, 0, 0, 1]);
      });

      test.each([
        ['the connection is cut after it', { do: 'drop-after' }],
        ['the answer breaks off', { do: 'truncate', characters: 100 }],
        ['a gateway says 504', { do: 'answer-after', status: 504, body: '' }],
      ] as const)('an answer that is lost (%s) says of none that it was not booked', async (_, misbehaviour) => {
        bench.faults.add({ method: 'POST', url: bench.bulkUrl ?? '', misbehaviour });
        const bookings = [bench.booking('bill', '20261530'), bench.booking('bill', '20261531')];
        const failure = await failureOf(together(bookings));
        expect(isDefinite(failure)).toBe(false);
        expect((await company.findDocuments(bookings.map(keyOf))).map(({ length }) => length)).toEqual([1, 1]);
      });
    });
  });
}
