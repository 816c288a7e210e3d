import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MappingTable } from '../../../lib/mapping/table';
import { sum, sameDecimal, percentOf, roundTo } from '../../../lib/model/decimal';
import type { HostValue } from '../../../lib/model/document';
import type { Mapping } from '../../../lib/model/mapping';
import { problemSchema } from '../../../lib/model/problem';
import type { ReferenceItem } from '../../../lib/model/reference';
import { preflight, type PreflightContext } from '../../../lib/sync/preflight';
import { invoice, item, line } from './samples';

const code = fc.constantFrom('1', '2', '8000', '70', 'EUR', 'USD');
const percentage = fc.constantFrom('0', '9', '21');
const value: fc.Arbitrary<HostValue | null> = fc.option(fc.record({ id: code, code, name: code }));
const reference: fc.Arbitrary<ReferenceItem> = fc.oneof(
  fc.record({ code, percentage, side: fc.constantFrom('sales', 'purchase', 'both'), reverseCharge: fc.boolean() }).map(({ code: own, ...more }) => item('taxCode', own, more as Partial<ReferenceItem>)),
  fc.record({ code, postable: fc.boolean(), costCentreUse: fc.constantFrom('optional', 'mandatory', 'no') }).map(({ code: own, ...more }) => item('account', own, more as Partial<ReferenceItem>)),
  fc.record({ code, side: fc.constantFrom('sales', 'purchase'), currency: fc.constantFrom('EUR', 'USD'), anyCurrency: fc.boolean() }).map(({ code: own, ...more }) => item('journal', own, more as Partial<ReferenceItem>)),
  fc.record({ code }).map(({ code: own }) => item('costCentre', own)),
  fc.record({ code }).map(({ code: own }) => item('currency', own)),
);
const mapping: fc.Arbitrary<Mapping> = fc.record({ kind: fc.constantFrom('taxCode', 'account', 'journal', 'costCentre'), host: fc.oneof(code, fc.constantFrom('invoice', 'bill', '*')), ledger: code, origin: fc.constant('hand') });
const someLine = fc
  .record({ net: fc.constantFrom('0', '100', '-50', '33.33'), taxPercentage: fc.option(percentage), taxCode: value, account: value, product: value, costCentre: value, unit: fc.option(code) })
  .map((more) => line(more));
const document = fc
  .record({
    kind: fc.constantFrom('invoice' as const, 'bill' as const), credit: fc.boolean(), lines: fc.array(someLine, { maxLength: 4 }), number: fc.constantFrom('1', ' '), entity: fc.option(fc.constantFrom('acme', 'other')),
    currency: fc.constantFrom('EUR', 'USD'), deleted: fc.boolean(), contact: fc.option(fc.constant({ id: 'c', name: 'C' })), off: fc.constantFrom('0', '0', '0', '1'), taxed: fc.boolean(),
  })
  .map(({ kind, lines, off, taxed, ...more }) => {
    const net = sum([...lines.map((one) => one.net), off]);
    const tax = taxed ? sum(lines.map((one) => roundTo(percentOf(one.net, one.taxPercentage ?? '0')))) : '0';
    return invoice({ ref: { kind, id: '1' }, lines, net, tax, gross: sum([net, tax]), ...more });
  });
const periods = fc.array(fc.record({ year: fc.constant(2026), period: fc.constant(11), start: fc.constantFrom('2026-11-01', '2026-12-01'), end: fc.constantFrom('2026-11-30', '2026-12-31'), closedJournals: fc.array(code, { maxLength: 2 }) }), { maxLength: 2 });
const context: fc.Arbitrary<PreflightContext> = fc
  .record({ mappings: fc.array(mapping, { maxLength: 4 }), items: fc.array(reference, { maxLength: 10 }), periods, lineItems: fc.constantFrom('optional' as const, 'along' as const, 'stand-in' as const, 'needed' as const), itemsNeedCode: fc.boolean(), statesTax: fc.boolean(), rounding: fc.option(fc.constantFrom('0.01', '-0.01')), journals: fc.boolean(), productsWanted: fc.boolean(), postOn: fc.option(fc.constant('2026-12-01')), entity: fc.option(fc.constant('acme')) })
  .map(({ mappings, items: drawn, ...more }) => {
    const items = [...new Map(drawn.map((one) => [`${one.kind} ${one.code}`, one])).values()];
    const made = { hostName: 'Scoro', ledgerName: 'Exact Online', table: new MappingTable(mappings, items), locale: 'en-GB', ...more };
    tables.set(made.table, { mappings, items });
    return made;
  });

/** What each table was made of. */
const tables = new WeakMap<MappingTable, { mappings: Mapping[]; items: ReferenceItem[] }>();
const mappingsOf = (of: PreflightContext): Mapping[] => tables.get(of.table)?.mappings ?? [];
const itemsOf = (of: PreflightContext): ReferenceItem[] => tables.get(of.table)?.items ?? [];

/** A ledger that has what the lines ask for, and something to confuse them with. */
const sound = fc.record({ base: context, mappings: fc.array(mapping, { maxLength: 1 }), items: fc.array(reference, { maxLength: 2 }) }).map(({ base, mappings, items }): PreflightContext => ({
  ...base,
  periods: [],
  lineItems: 'optional',
  itemsNeedCode: true,
  statesTax: true,
  rounding: null,
  journals: true,
  table: new MappingTable(mappings, [
    item('taxCode', '2', { percentage: '21', side: 'both' }), item('taxCode', '1', { percentage: '0', side: 'both' }), item('taxCode', '9', { percentage: '9', side: 'both' }),
    item('account', '8000', { postable: true }), item('account', '70', { postable: true }), item('journal', '70', { side: 'sales' }), item('journal', '60', { side: 'purchase' }), ...items,
  ]),
}));

describe('whatever the document and the ledger', () => {
  it('each problem says what is wrong in a sentence and offers a fix that can be pressed', () => {
    fc.assert(
      fc.property(document, context, (doc, of) => {
        const result = preflight(doc, of);
        for (const problem of result.ok ? [] : result.problems) {
          expect(problemSchema.safeParse(problem).success).toBe(true);
          expect(problem.message).toMatch(/^[A-Z].*[.?]$/);
          if (problem.detail) expect(problem.detail).toMatch(/[.?]$/);
          expect([problem.code, problem.fixes.length]).not.toEqual([problem.code, 0]);
          expect(new Set(problem.fixes.map(({ id }) => id)).size).toBe(problem.fixes.length);
          for (const { action, choices } of problem.fixes) if (action.type === 'map' && action.ledger === undefined) expect(choices?.length).toBeGreaterThan(0);
        }
        expect(result.ok || result.problems.length > 0).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('the same document and context give the same answer, and neither is changed', () => {
    fc.assert(
      fc.property(document, context, (doc, of) => {
        const before = JSON.stringify([doc, of]);
        const [first, second] = [preflight(doc, of), preflight(structuredClone(doc), of)];
        expect(second).toEqual(first);
        expect(JSON.stringify([doc, of])).toBe(before);
      }),
    );
  });

  it('a value chosen from a fix settles it: the same is not asked again', () => {
    fc.assert(
      fc.property(document, context, fc.nat(), (doc, of, pick) => {
        const first = preflight(doc, of);
        const offered = (first.ok ? [] : first.problems).flatMap(({ code: own, fixes }) =>
          fixes.flatMap(({ id, action, choices = [] }) => {
            if (action.type !== 'map') return [];
            // A tax code or journal that does not go with the document is asked for again.
            const chosen = action.ledger ?? (action.kind === 'taxCode' || action.kind === 'journal' ? undefined : choices[pick % choices.length]?.value);
            return chosen === undefined ? [] : [{ own, id, chosen: { kind: action.kind, host: action.host, ledger: chosen, origin: 'hand' as const } }];
          }),
        );
        for (const { own, id, chosen } of offered) {
          const table = new MappingTable([...mappingsOf(of), chosen], itemsOf(of));
          const second = preflight(doc, { ...of, table });
          const again = second.ok ? [] : second.problems.filter(({ code: other, fixes }) => other === own && fixes.some((fix) => fix.id === id));
          expect(again).toEqual([]);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('what passes has lines, each with an account and a tax code of its rate, and their tax is the document\'s', () => {
    let passed = 0;
    fc.assert(
      fc.property(document, sound, (any, of) => {
        const doc = { ...any, deleted: false, number: '1', entity: null, contact: { id: 'c', name: 'C' } };
        const result = preflight(doc, of);
        if (!result.ok) return;
        passed += 1;
        const { lines } = result.checked;
        expect(lines.length).toBeGreaterThan(0);
        for (const { account, taxCode, line: own } of lines) {
          expect(account?.postable).toBe(true);
          if (own.taxPercentage !== null) expect(sameDecimal(taxCode?.percentage ?? '-1', own.taxPercentage)).toBe(true);
        }
        const tax = sum(lines.map(({ tax: stated, taxCode, line: own }) => stated ?? (taxCode?.reverseCharge ? '0' : roundTo(percentOf(own.net, taxCode?.percentage ?? '0')))));
        expect(sameDecimal(tax, doc.tax)).toBe(true);
        expect(sameDecimal(sum(lines.map(({ line: own }) => own.net)), doc.net)).toBe(true);
      }),
      { numRuns: 3000 },
    );
    expect(passed).toBeGreaterThan(20);
  });
});
