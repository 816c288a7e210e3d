import { beforeEach, describe, expect, test } from 'vitest';
import type { Booking, Ledger, LedgerCompany, LedgerConfig, NaturalKey } from '../../lib/ledgers/ledger';
import { decimalSchema, sameDecimal } from '../../lib/model/decimal';
import { problemSchema } from '../../lib/model/problem';
import { referenceItemSchema } from '../../lib/model/reference';
import type { Call } from '../../lib/net/call';
import { isDefinite } from '../../lib/net/failure';
import type { Faults } from '../emulators/core/faults';
import { failureOf } from './support';

const use = { role: 'customer', currency: 'EUR' } as const;

/** One ledger with its emulator, fresh for each test. */
export interface LedgerBench {
  ledger: Ledger;
  config: LedgerConfig;
  call: Call;
  /** Every request that arrived, oldest first. */
  calls: unknown[];
  faults: Faults;
  /** Part of the address that creates documents. */
  createUrl: string;
  /** A booking the ledger must take: 100.00 net on one line, with tax. */
  booking(kind: 'invoice' | 'bill', number: string): Booking;
  pay(documentId: string, amount: string, day: string): void;
  remove(documentId: string): void;
  /** A booking the ledger must refuse with a reason. */
  refused(): Booking;
}

const keyOf = ({ kind, number, contact, journal, date, gross, currency }: Booking): NaturalKey => ({ kind, number, contact, journal, date, gross, currency });

/** What sync relies on, whatever the ledger. */
export function ledgerConformance(name: string, makeBench: () => LedgerBench): void {
  describe(`${name} as a ledger`, () => {
    let bench: LedgerBench;
    let company: LedgerCompany;
    const find = async (key: NaturalKey) => (await company.findDocuments([key]))[0] ?? [];
    beforeEach(() => {
      bench = makeBench();
      company = bench.ledger.open(bench.call, bench.config);
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

    test('finds no contact that is not there, and the one it created by name and VAT number', async () => {
      expect(await company.findContacts({ name: 'Nobody of this name' }, use)).toEqual([]);
      for (const role of ['customer', 'supplier'] as const) {
        const made = await company.createContact({ id: role, name: `O'Brien & ${role}`, vatNumber: role === 'customer' ? 'NL859242157B01' : 'NL859242158B01' }, { role, currency: 'EUR' });
        expect(made.roles).toContain(role);
        expect((await company.findContacts({ name: `O'Brien & ${role}` }, { role, currency: 'EUR' })).map(({ id }) => id)).toEqual([made.id]);
        expect((await company.findContacts({ vatNumber: role === 'customer' ? 'NL859242157B01' : 'NL859242158B01' }, use)).map(({ id }) => id)).toEqual([made.id]);
      }
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
          if (index % 3 !== 2) await company.createDocument(booking);
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

    test('refuses a second one of a number that it says it keeps unique, and finds the first', async () => {
      for (const kind of ['invoice', 'bill'] as const) {
        const booking = bench.booking(kind, '20261295');
        const first = await company.createDocument(booking);
        if (!bench.ledger.capabilities.keepsUnique(bench.config, kind, booking.number)) continue;
        const refusal = await failureOf(company.createDocument(booking));
        expect(isDefinite(refusal)).toBe(true);
        expect(bench.ledger.explain(refusal).code).toBe('number-used');
        expect((await find(keyOf(booking))).map(({ id }) => id)).toEqual([first.id]);
      }
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
      const booking = bench.booking(kind, '20261240');
      const turned = (amount: string) => `-${amount}`;
      const credit: Booking = {
        ...booking, credit: true, net: turned(booking.net), tax: turned(booking.tax), gross: turned(booking.gross),
        lines: booking.lines.map((line) => ({ ...line, net: turned(line.net), quantity: turned(line.quantity) })),
      };
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

    test('a deleted document is proven to be, one that is there never is', async () => {
      const booked = await company.createDocument(bench.booking('invoice', '20261270'));
      const terms = (await company.paymentChanges(null)).terms.filter((term) => term.document === booked.id).map(({ id }) => id);
      expect(await company.isDeleted('invoice', booked.id, terms)).toBe(false);
      bench.remove(booked.id);
      expect((await failureOf(company.readDocument('invoice', booked.id))).kind).toBe('absent');
      expect(await company.isDeleted('invoice', booked.id, terms)).toBe(true);
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
      const failure = await failureOf(company.createDocument(bench.refused()));
      expect(isDefinite(failure)).toBe(true);
      const problem = problemSchema.parse(bench.ledger.explain(failure));
      expect(problem.message).toMatch(/[.?]$/);
      expect(problem.fixes.length).toBeGreaterThan(0);
      expect(problem.raw).not.toBe('');
    });

    test('leads to its own pages only, and says nothing of budgets where no header does', () => {
      const pages = [company.startPage(), company.documentPage({ kind: 'invoice', id: 'x', contact: 'y' }), company.documentPage({ kind: 'bill', id: 'x', contact: 'y', url: 'https://evil.example/' })];
      const origins = bench.ledger.origins(bench.config).map((pattern) => pattern.replace(/\*$/, ''));
      for (const page of pages) expect(origins.some((origin) => page.startsWith(origin))).toBe(true);
      expect(bench.ledger.budget.read?.(new Headers()) ?? {}).toEqual({});
    });
  });
}
