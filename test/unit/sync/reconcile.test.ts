import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sameDecimal } from '../../../lib/model/decimal';
import { reconcile, type HostSide, type LedgerSide, type Reconciliation } from '../../../lib/sync/reconcile';

type Host = HostSide & { key: string };
const host = (key: string, change: Partial<HostSide> = {}): Host => ({ key, kind: 'invoice', contact: 'acme', number: '1001', date: '2026-03-02', total: '121.00', currency: 'EUR', ...change });
const ledger = (id: string, change: Partial<LedgerSide> = {}): LedgerSide => ({ id, kind: 'invoice', contact: 'acme', reference: '1001', date: '2026-03-02', gross: '121', currency: 'EUR', ...change });

/** Names instead of documents, so that a failure can be read. */
const named = ({ matched, missingInLedger, twins, unknownInHost, differentTotal }: Reconciliation<Host, LedgerSide>) => ({
  matched: matched.map((pair) => [pair.host.key, pair.ledger.id]),
  missingInLedger: missingInLedger.map(({ key }) => key),
  twins: twins.map((found) => [found.host.key, ...found.ledger.map(({ id }) => id)]),
  unknownInHost: unknownInHost.map(({ id }) => id),
  differentTotal: differentTotal.map((pair) => [pair.host.key, pair.ledger.id]),
});
const nothing = { matched: [], missingInLedger: [], twins: [], unknownInHost: [], differentTotal: [] };

/** The same in words: looks through everything for each document. */
function naive(hosts: readonly Host[], ledgers: readonly LedgerSide[]): Reconciliation<Host, LedgerSide> {
  const fold = (number: string) => number.trim().toLowerCase();
  const alike = (a: { kind: string; contact: string; date: string; number: string }, b: LedgerSide) =>
    fold(a.number) !== '' && a.kind === b.kind && a.contact === b.contact && fold(a.number) === fold(b.reference) && (a.kind === 'invoice' || a.date === b.date);
  const sameTotal = (total: string, currency: string, b: LedgerSide) => sameDecimal(total, b.gross) && currency === b.currency;
  const free = new Set(ledgers);
  const partner = new Map<Host, LedgerSide>();
  const take = (from: Host, fits: (candidate: LedgerSide) => boolean) => {
    const found = partner.has(from) ? undefined : [...free].find(fits);
    if (!found) return;
    free.delete(found);
    partner.set(from, found);
  };
  for (const one of hosts) take(one, (candidate) => one.ledgerId === candidate.id && one.kind === candidate.kind);
  for (const one of hosts) take(one, (candidate) => alike(one, candidate) && sameTotal(one.total, one.currency, candidate));
  const others = new Map<Host, LedgerSide[]>();
  for (const one of hosts) {
    const own = partner.get(one);
    const equal = [...free].filter((candidate) => own && alike({ ...own, number: own.reference }, candidate) && sameTotal(own.gross, own.currency, candidate));
    for (const twin of equal) free.delete(twin);
    if (equal.length > 0) others.set(one, equal);
  }
  for (const one of hosts) take(one, (candidate) => alike(one, candidate));
  const paired = hosts.flatMap((one) => {
    const own = partner.get(one);
    return own && !others.has(one) ? [{ host: one, ledger: own }] : [];
  });
  return {
    matched: paired.filter((pair) => sameTotal(pair.host.total, pair.host.currency, pair.ledger)),
    missingInLedger: hosts.filter((one) => !partner.has(one)),
    twins: hosts.flatMap((one) => (others.has(one) ? [{ host: one, ledger: [partner.get(one) as LedgerSide, ...(others.get(one) ?? [])] }] : [])),
    unknownInHost: [...free],
    differentTotal: paired.filter((pair) => !sameTotal(pair.host.total, pair.host.currency, pair.ledger)),
  };
}

describe('putting both sides beside each other', () => {
  it('matches by contact, number and total, however they are written', () => {
    expect(named(reconcile([host('h', { number: ' inv-1 ', total: '121.0' })], [ledger('l', { reference: 'INV-1' })]))).toEqual({ ...nothing, matched: [['h', 'l']] });
  });

  it('tells what is missing on either side: another contact, number or kind', () => {
    const others = [ledger('a', { contact: 'other' }), ledger('b', { reference: '1002' }), ledger('c', { kind: 'bill' })];
    expect(named(reconcile([host('h')], others))).toEqual({ ...nothing, missingInLedger: ['h'], unknownInHost: ['a', 'b', 'c'] });
  });

  it('tells twins, and which one goes with the document', () => {
    expect(named(reconcile([host('h')], [ledger('a'), ledger('b')]))).toEqual({ ...nothing, twins: [['h', 'a', 'b']] });
    expect(named(reconcile([host('h', { ledgerId: 'b' })], [ledger('a'), ledger('b')]))).toEqual({ ...nothing, twins: [['h', 'b', 'a']] });
  });

  it('leaves two documents of the host their own', () => {
    expect(named(reconcile([host('h'), host('i')], [ledger('a'), ledger('b')]))).toEqual({ ...nothing, matched: [['h', 'a'], ['i', 'b']] });
  });

  it('never takes a second bill of the same number for a twin: another day, total or currency', () => {
    const [bill, kind] = [host('h', { kind: 'bill' }), 'bill' as const];
    expect(named(reconcile([bill], [ledger('a', { kind }), ledger('b', { kind, date: '2025-03-02' })]))).toEqual({ ...nothing, matched: [['h', 'a']], unknownInHost: ['b'] });
    expect(named(reconcile([bill], [ledger('a', { kind }), ledger('b', { kind, gross: '122' })]))).toEqual({ ...nothing, matched: [['h', 'a']], unknownInHost: ['b'] });
    expect(named(reconcile([bill], [ledger('a', { kind }), ledger('b', { kind, currency: 'USD' })]))).toEqual({ ...nothing, matched: [['h', 'a']], unknownInHost: ['b'] });
  });

  it('shows another total under the same number, and for a linked one under any number', () => {
    expect(named(reconcile([host('h')], [ledger('a', { gross: '122' })]))).toEqual({ ...nothing, differentTotal: [['h', 'a']] });
    expect(named(reconcile([host('h', { ledgerId: 'a' })], [ledger('a', { reference: '7', gross: '122' })]))).toEqual({ ...nothing, differentTotal: [['h', 'a']] });
  });

  it('matches nothing by an empty number', () => {
    expect(named(reconcile([host('h', { number: ' ' })], [ledger('a', { reference: '' })]))).toEqual({ ...nothing, missingInLedger: ['h'], unknownInHost: ['a'] });
  });

  const few = <Value>(...values: Value[]) => fc.constantFrom(...values);
  const kind = few('invoice' as const, 'bill' as const);
  const common = { kind, contact: few('a', 'b'), date: few('2026-01-01', '2026-01-02'), currency: few('EUR', 'EUR', 'USD') };
  const amount = few('1', '1.00', '1.10', '1.1', '-0', '0.00', '01.1', '-1.1', '1200', '120');
  const number = few('1', '2', 'INV', ' inv', '');
  const hosts = fc.array(fc.record({ ...common, number, total: amount, ledgerId: few(undefined, undefined, '0', '1', '2', '3') }), { maxLength: 9 });
  const ledgers = fc.array(fc.record({ ...common, reference: number, gross: amount }), { maxLength: 9 });

  it('does what looking through everything for each document does', () => {
    fc.assert(
      fc.property(hosts, ledgers, (left, right) => {
        const [a, b] = [left.map((one, index) => ({ ...one, key: `h${index}` })), right.map((one, index) => ({ ...one, id: String(index) }))];
        expect(named(reconcile(a, b))).toEqual(named(naive(a, b)));
      }),
      { numRuns: 3000 },
    );
  });

  it('puts each document in exactly one place', () => {
    fc.assert(
      fc.property(hosts, ledgers, (left, right) => {
        const [a, b] = [left.map((one, index) => ({ ...one, key: `h${index}` })), right.map((one, index) => ({ ...one, id: String(index) }))];
        const { matched, missingInLedger, twins, unknownInHost, differentTotal } = reconcile(a, b);
        const places = [...matched, ...differentTotal];
        expect([...places.map((pair) => pair.host), ...missingInLedger, ...twins.map((found) => found.host)].map(({ key }) => key).sort()).toEqual(a.map(({ key }) => key).sort());
        expect([...places.map((pair) => pair.ledger), ...unknownInHost, ...twins.flatMap((found) => found.ledger)].map(({ id }) => id).sort()).toEqual(b.map(({ id }) => id).sort());
      }),
    );
  });
});
