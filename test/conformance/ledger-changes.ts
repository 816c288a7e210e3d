import { beforeEach, describe, expect, test } from 'vitest';
import type { Booking, LedgerCompany, LedgerDocument } from '../../lib/ledgers/ledger';
import { documentFields, isUnchanged, sameField, snapshotOf } from '../../lib/ledgers/snapshot';
import { isDefinite } from '../../lib/net/failure';
import { problemSchema } from '../../lib/model/problem';
import { opened, type LedgerBench } from './ledger-bench';
import { failureOf } from './support';

type Kind = 'invoice' | 'bill';

/** What somebody may do to a document in the ledger itself. */
export interface ChangesBench extends LedgerBench {
  edit(documentId: string, change: { dueDate?: string; description?: string }): void;
  /** Puts its only line on another account; no total tells of it. */
  recode(documentId: string): void;
  /** Where a document can be void, and back. */
  voiding: { kind: Kind; void(documentId: string): void; restore(documentId: string): void } | null;
}

/** How a ledger lets documents be changed, and tells what others changed. */
export function ledgerChangesConformance(name: string, makeBench: () => ChangesBench): void {
  describe(`${name}, what is changed in it`, () => {
    let bench: ChangesBench;
    let company: LedgerCompany;
    beforeEach(async () => {
      ({ bench, company } = await opened(makeBench));
    });
    const kinds = (['invoice', 'bill'] as const).filter((kind) => makeBench().ledger.capabilities.update(makeBench().config, kind) !== 'nothing');
    const withLines = kinds.filter((kind) => makeBench().ledger.capabilities.update(makeBench().config, kind) === 'all');
    const read = (kind: Kind, { id }: LedgerDocument, { number }: Booking) => company.readDocument(kind, id, number);
    const doubled = (booking: Booking): Booking => ({
      ...booking, net: '200', tax: '42', gross: '242', lines: booking.lines.map((line) => ({ ...line, unitPrice: '200', net: '200' })),
    });

    test.each(['invoice', 'bill'] as const)('%s read is as it was booked, until somebody changes it', async (kind) => {
      const booking = bench.booking(kind, '20261401');
      const booked = await company.createDocument(booking);
      const before = await read(kind, booked, booking);
      for (const field of documentFields) expect(sameField(field, booked, before)).toBe(true);
      expect(isUnchanged(snapshotOf(before), await read(kind, booked, booking))).toBe(true);
      bench.edit(booked.id, { description: 'By hand' });
      const after = await read(kind, booked, booking);
      expect(isUnchanged(snapshotOf(before), after)).toBe(false);
      expect(documentFields.filter((field) => !sameField(field, before, after))).toEqual(['description']);
    });

    test.each(kinds)('changes of the header of %s leave out what is not named', async (kind) => {
      const booking = bench.booking(kind, '20261402');
      const booked = await company.createDocument(booking);
      bench.edit(booked.id, { description: 'By hand' });
      const changed = await company.updateDocument(booked.id, { kind, number: booking.number, dueDate: '2026-12-24' });
      expect(changed).toMatchObject({ dueDate: '2026-12-24', description: 'By hand', date: booking.date });
      expect(await read(kind, booked, booking)).toMatchObject({ dueDate: '2026-12-24', description: 'By hand' });
    });

    test.each(kinds)('a header of %s that is another by now is not written to: stale, definite, explained', async (kind) => {
      const booking = bench.booking(kind, '20261403');
      const booked = await company.createDocument(booking);
      const seen = snapshotOf(await read(kind, booked, booking));
      bench.edit(booked.id, { description: 'By hand' });
      const failure = await failureOf(company.updateDocument(booked.id, { kind, number: booking.number, dueDate: '2026-12-24' }, seen));
      expect([failure.kind, isDefinite(failure)]).toEqual(['stale', true]);
      expect(problemSchema.parse(bench.ledger.explain(failure)).fixes.length).toBeGreaterThan(0);
      const now = await read(kind, booked, booking);
      expect(now).toMatchObject({ dueDate: booking.dueDate, description: 'By hand' });
      expect(await company.updateDocument(booked.id, { kind, number: booking.number, dueDate: '2026-12-24' }, snapshotOf(now))).toMatchObject({ dueDate: '2026-12-24' });
    });

    test.each(withLines)('lines of %s are changed from what they are known to be, and not when they are others', async (kind) => {
      const booking = bench.booking(kind, '20261404');
      const booked = await company.createDocument(booking);
      const changed = await company.updateLines(booked.id, doubled(booking), snapshotOf(booked));
      expect(Number(changed.gross)).toBe(242);
      bench.recode(booked.id);
      const failure = await failureOf(company.updateLines(booked.id, booking, snapshotOf(changed)));
      expect([failure.kind, isDefinite(failure)]).toEqual(['stale', true]);
      expect(Number((await read(kind, booked, booking)).gross)).toBe(242);
      expect(Number((await company.updateLines(booked.id, booking)).gross)).toBe(121);
    });

    const voidKinds = (['invoice', 'bill'] as const).filter((kind) => makeBench().voiding?.kind === kind);
    test.each(voidKinds)('tells a void %s from one that counts, and writes nothing to it', async (kind) => {
      const { voiding } = bench;
      if (!voiding) throw new Error('There is no voiding');
      const booking = bench.booking(kind, '20261405');
      const booked = await company.createDocument(booking);
      const seen = await read(kind, booked, booking);
      expect(seen.voided).toBeUndefined();
      voiding.void(booked.id);
      expect(await read(kind, booked, booking)).toMatchObject({ id: booked.id, voided: true });
      expect((await failureOf(company.updateDocument(booked.id, { kind, number: booking.number, dueDate: '2026-12-24' }, snapshotOf(seen)))).kind).toBe('stale');
      voiding.restore(booked.id);
      expect((await read(kind, booked, booking)).voided).toBeUndefined();
    });

    test('the payment feed says the whole document\'s total where it says any', async () => {
      const booking = bench.booking('invoice', '20261406');
      const booked = await company.createDocument(booking);
      bench.pay(booked.id, '21', '2026-11-12');
      const totals = (await company.paymentChanges(null)).terms.filter((term) => term.document === booked.id).map(({ documentTotal }) => documentTotal);
      expect(totals.length).toBeGreaterThan(0);
      for (const total of totals) if (total !== undefined) expect(Number(total)).toBe(Number(booking.gross));
    });
  });
}
