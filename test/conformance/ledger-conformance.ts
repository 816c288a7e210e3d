import { beforeEach, describe, expect, test } from 'vitest';
import type { LedgerCompany, NaturalKey } from '../../lib/ledgers/ledger';
import { decimalSchema, sameDecimal } from '../../lib/model/decimal';
import { problemSchema } from '../../lib/model/problem';
import { referenceItemSchema } from '../../lib/model/reference';
import { isDefinite, type CallFailure } from '../../lib/net/failure';
import { credited, keyOf, opened, type LedgerBench } from './ledger-bench';
import { failureOf } from './support';

/** What sync relies on, whatever the ledger. */
export function ledgerConformance(name: string, makeBench: () => LedgerBench): void {
  describe(`${name} as a ledger`, () => {
    let bench: LedgerBench;
    let company: LedgerCompany;
    const find = async (key: NaturalKey) => (await company.findDocuments([key]))[0] ?? [];
    beforeEach(async () => {
      ({ bench, company } = await opened(makeBench));
    });

    test('says who signed in and which companies it may use', async () => {
      const { user, companies } = await bench.ledger.companies(bench.call, bench.config);
      expect(user).not.toBe('');
      expect(companies.some((one) => one.id === bench.config.company && !one.unusable)).toBe(true);
      for (const one of companies) expect(one.currency).toMatch(/^[A-Z]{3}$/);
    });

    test('gives its reference data in our words: trimmed codes, percentages as decimals, nothing twice', async () => {
      const { items } = await company.readReference();
      const kinds = new Set(items.map(({ kind }) => kind));
      for (const kind of ['taxCode', 'account', 'currency'] as const) expect(kinds).toContain(kind);
      for (const item of items) {
        referenceItemSchema.parse(item);
        expect(item.code).toBe(item.code.trim());
        if (item.percentage !== undefined) decimalSchema.parse(item.percentage);
      }
      expect(new Set(items.map(({ kind, id }) => `${kind}/${id}`)).size).toBe(items.length);
    });

    test.each(['invoice', 'bill'] as const)('books %s to the cent and finds it by its natural key, and by no other', async (kind) => {
      const booking = bench.booking(kind, '20261234');
      expect(await find(keyOf(booking))).toEqual([]);
      const booked = await company.createDocument(booking);
      expect(sameDecimal(booked.gross, booking.gross)).toBe(true);
      expect(booked).toMatchObject({ currency: booking.currency, contact: booking.contact, date: booking.date });
      expect((await find(keyOf(booking))).map(({ id }) => id)).toEqual([booked.id]);
      expect((await find({ ...keyOf(booking), number: '20261235' })).map(({ id }) => id)).toEqual([]);
      expect(await company.readDocument(kind, booked.id)).toMatchObject({ id: booked.id, gross: booked.gross });
    });

    test('finds many at once exactly as one by one: odd numbers, strangers, absent ones, more than fit one call', async () => {
      const odd = ['INV-1', "O'Brien & Zn. #7%", 'a b+c/d?e=f', "(x) or 'y'", 'Ünïcødé €', '00042', 'inv-1 '];
      const whole = Array.from({ length: 2 * bench.ledger.capabilities.lookupSize + 11 }, (_, index) => String(20261300 + index));
      const keys: NaturalKey[] = [];
      for (const kind of ['invoice', 'bill'] as const) {
        for (const [index, number] of [...odd, ...whole].entries()) {
          const booking = bench.booking(kind, number);
          // One that differs in capitals alone is the same number to some.
          if (index % 3 !== 2) await company.createDocument(booking).catch((refusal: unknown) => expect(bench.ledger.explain(refusal as CallFailure).code).toBe('number-used'));
          keys.push(keyOf(booking));
        }
        keys.push({ ...keyOf(bench.booking(kind, whole[0] ?? '')), contact: bench.booking(kind === 'bill' ? 'invoice' : 'bill', '1').contact });
      }
      const turns = keys.map((_, index) => keys[(index * 7) % keys.length] as NaturalKey);
      const one = [];
      for (const key of turns) one.push(await find(key));
      expect(await company.findDocuments(turns)).toEqual(one);
      expect(one.filter((found) => found.length > 0).length).toBeGreaterThan(keys.length / 2);
      expect(await company.findDocuments([])).toEqual([]);
    });

    test('as many keys as the ledger says are one call', async () => {
      const { lookupSize } = bench.ledger.capabilities;
      for (const kind of ['invoice', 'bill'] as const) {
        // As long as numbers get, and every character to be escaped.
        const keys = Array.from({ length: lookupSize }, (_, index) => keyOf(bench.booking(kind, `${"'".repeat(13)}&${index}`)));
        bench.calls.length = 0;
        expect(await company.findDocuments(keys)).toEqual(keys.map(() => []));
        expect(bench.calls).toHaveLength(1);
      }
    });

    test.each(['invoice', 'bill'] as const)('deletes an open %s, once and again, and a paid one never', async (kind) => {
      if (!bench.ledger.capabilities.deletes(bench.config, kind)) return;
      const [open, paid] = [await company.createDocument(bench.booking(kind, '20261291')), await company.createDocument(bench.booking(kind, '20261292'))];
      bench.pay(paid.id, '21', '2026-11-12');
      await company.deleteDocument(kind, open.id);
      await company.deleteDocument(kind, open.id);
      expect((await failureOf(company.readDocument(kind, open.id))).kind).toBe('absent');
      const refusal = await failureOf(company.deleteDocument(kind, paid.id));
      expect(refusal.kind).toBe('refused');
      expect(problemSchema.parse(bench.ledger.explain(refusal)).fixes.length).toBeGreaterThan(0);
      expect(await company.readDocument(kind, paid.id)).toMatchObject({ id: paid.id });
    });

    test('tells what lines say: alike for two that were booked alike, in the documents\' order, whatever was asked beside', async () => {
      for (const kind of ['invoice', 'bill'] as const) {
        const booking = (number: string, ...descriptions: string[]) => {
          const [line] = bench.booking(kind, number).lines;
          return { ...bench.booking(kind, number), lines: descriptions.map((description) => ({ ...line!, description })) };
        };
        const [a, b, c, d] = [
          await company.createDocument(booking('20261281', 'Work', 'Paper')), await company.createDocument(booking('20261282', 'Work', 'Paper')),
          await company.createDocument(booking('20261283', 'Paper', 'Work')), await company.createDocument(booking('20261284', 'Work')),
        ];
        const lines = await company.readLines(kind, [d.id, c.id, b.id, a.id]);
        expect(lines.map(({ length }) => length)).toEqual([1, 2, 2, 2]);
        expect(lines[3]).toEqual(lines[2]);
        expect(lines[1]).toEqual([...(lines[2] ?? [])].reverse());
        expect(lines[0]).toEqual([lines[3]?.[0]]);
        expect(await company.readLines(kind, [])).toEqual([]);
      }
    });

    test('says when a document was made, in its own order', async () => {
      const [first, second] = [await company.createDocument(bench.booking('bill', '20261296')), await company.createDocument(bench.booking('bill', '20261297'))];
      expect(second.createdAt ?? 0).toBeGreaterThan(first.createdAt ?? 0);
      expect(await company.readDocument('bill', first.id)).toMatchObject({ createdAt: first.createdAt });
    });

    test.each(['invoice', 'bill'] as const)('books a credit note of %s with a negative total', async (kind) => {
      const credit = credited(bench.booking(kind, '20261240'));
      expect(sameDecimal((await company.createDocument(credit)).gross, credit.gross)).toBe(true);
    });

    test('states tax that it would compute otherwise', async () => {
      const booking = bench.booking('invoice', '20261250');
      const [line] = booking.lines;
      if (!line) throw new Error('The booking has no line');
      const tax = (Number(booking.tax) + 0.01).toFixed(2);
      const gross = (Number(booking.gross) + 0.01).toFixed(2);
      const booked = await company.createDocument({ ...booking, tax, gross, lines: [{ ...line, tax }] });
      expect(sameDecimal(booked.gross, gross)).toBe(true);
    });

    test('tells what was paid: open, partly, paid, from one cursor to the next', async () => {
      const booking = bench.booking('invoice', '20261260');
      const booked = await company.createDocument(booking);
      const first = await company.paymentChanges(null);
      expect(first.terms.filter((term) => term.document === booked.id).map(({ settled }) => settled)).toEqual([false]);
      expect((await company.paymentChanges(first.cursor)).terms).toEqual([]);

      bench.pay(booked.id, '21', '2026-11-12');
      const second = await company.paymentChanges(first.cursor);
      const open = second.terms.filter((term) => term.document === booked.id && !term.settled);
      expect(open.reduce((sum, term) => sum + Number(term.open), 0)).toBeCloseTo(Number(booking.gross) - 21);

      bench.pay(booked.id, (Number(booking.gross) - 21).toFixed(2), '2026-11-20');
      const third = await company.paymentChanges(second.cursor);
      expect(third.terms.filter((term) => term.document === booked.id && !term.settled)).toEqual([]);
      expect(third.terms.some((term) => term.lastPaymentDate === '2026-11-20')).toBe(true);
    });

    test.each(['invoice', 'bill'] as const)('a deleted %s is proven to be, plain or a credit note, and one that is there never is', async (kind) => {
      for (const booking of [bench.booking(kind, '20261270'), credited(bench.booking(kind, '20261271'))]) {
        const booked = await company.createDocument(booking);
        const terms = (await company.paymentChanges(null)).terms.filter((term) => term.document === booked.id).map(({ id }) => id);
        expect(await company.isDeleted(kind, booked.id, terms, booking.date)).toBe(false);
        bench.remove(booked.id);
        expect((await failureOf(company.readDocument(kind, booked.id))).kind).toBe('absent');
        expect(await company.isDeleted(kind, booked.id, terms, booking.date)).toBe(true);
        bench.faults.add({ times: 50, misbehaviour: { do: 'answer-before', status: 503, body: 'down' } });
        expect(await company.isDeleted(kind, booked.id, terms, booking.date).catch(() => false)).toBe(false);
        bench.faults.clear();
      }
    });

    test.each([
      ['the connection is cut after it', { do: 'drop-after' }],
      ['the answer is a web page', { do: 'answer-after', status: 200, body: '<html></html>' }],
      ['the answer breaks off', { do: 'truncate', characters: 40 }],
      ['a gateway says 502', { do: 'answer-after', status: 502, body: '' }],
    ] as const)('a create whose outcome is lost (%s) is never said not to have happened', async (_, misbehaviour) => {
      bench.faults.add({ method: 'POST', url: bench.createUrl, misbehaviour });
      const failure = await failureOf(company.createDocument(bench.booking('invoice', '20261280')));
      expect(isDefinite(failure)).toBe(false);
      bench.faults.clear();
      expect(await find(keyOf(bench.booking('invoice', '20261280')))).toHaveLength(1);
    });

    test('a refusal is definite, and explained: a sentence, a cure and a button', async () => {
      const failure = await failureOf(company.createDocument(bench.refused('invoice', '20261299')));
      expect(isDefinite(failure)).toBe(true);
      const problem = problemSchema.parse(bench.ledger.explain(failure));
      expect(problem.message).toMatch(/[.?]$/);
      expect(problem.fixes.length).toBeGreaterThan(0);
      expect(problem.raw).not.toBe('');
    });

    test('leads to its own pages only, and says nothing of budgets where no header does', () => {
      const pages = [company.startPage(), company.documentPage({ kind: 'invoice', id: 'x', contact: 'y' }), company.documentPage({ kind: 'bill', id: 'x', contact: 'y', url: 'https://evil.example/' })];
      for (const page of pages) expect(new URL(page).origin).toBe(bench.pages);
      expect(bench.ledger.budget.read?.(new Headers()) ?? {}).toEqual({});
    });
  });
}
