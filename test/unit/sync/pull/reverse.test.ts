import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HostReferenceItem } from '../../../../lib/hosts/host';
import type { Mapping } from '../../../../lib/model/mapping';
import type { ReferenceItem } from '../../../../lib/model/reference';
import { backSuffix, hostAccount, hostTaxCode, type HostValues } from '../../../../lib/sync/pull/reverse';

const code = (id: string, percentage: string, more: Partial<HostReferenceItem> = {}): HostReferenceItem => ({ kind: 'taxCode', id, code: `c${id}`, name: `n${id}`, percentage, side: 'both', active: true, ...more });
const taxCode = (more: Partial<ReferenceItem> = {}): ReferenceItem => ({ kind: 'taxCode', id: '#4', code: '#4', name: '21.0% S', side: 'both', percentage: '21', ...more });
const account = (id: string, symbol: string, name: string, more: Partial<HostReferenceItem> = {}): HostReferenceItem => ({ kind: 'account', id, code: symbol, name, side: 'both', active: true, ...more });
const mapping = (kind: Mapping['kind'], host: string, ledger: string): Mapping => ({ kind, host, ledger, origin: 'hand' });
const values = (items: HostReferenceItem[], mappings: Mapping[] = []): HostValues => ({ items, mappings });
const idOf = (found: ReturnType<typeof hostTaxCode>) => ('host' in found ? found.host.id : found.gap);

describe('tax codes', () => {
  it('are found by the only percentage of their side', () => {
    const items = [code('1', '21', { side: 'sales' }), code('2', '21', { side: 'purchase' }), code('3', '9')];
    expect([idOf(hostTaxCode(taxCode(), '21', 'sales', values(items))), idOf(hostTaxCode(taxCode(), '21', 'purchase', values(items)))]).toEqual(['1', '2']);
  });

  it('are asked about where several have it, and where none has', () => {
    const two = values([code('1', '21'), code('2', '21')]);
    expect([idOf(hostTaxCode(taxCode(), '21', 'sales', two)), idOf(hostTaxCode(taxCode(), '19', 'sales', two))]).toEqual(['several', 'none']);
  });

  it('follow the mapping that leads to them, by id, code or name of the host', () => {
    const items = [code('1', '21'), code('2', '21')];
    for (const host of ['2', 'c2', 'N2']) expect(idOf(hostTaxCode(taxCode(), '21', 'sales', values(items, [mapping('taxCode', host, '#4')])))).toBe('2');
  });

  it('follow what was chosen for them before anything else, and say when it contradicts the line', () => {
    const items = [code('1', '21'), code('2', '21'), code('3', '9')];
    const chosen = (id: string) => values(items, [mapping('taxCode', '1', '#4'), mapping('taxCode', `${id}${backSuffix('#4')}`, '#4')]);
    expect([idOf(hostTaxCode(taxCode(), '21', 'sales', chosen('2'))), idOf(hostTaxCode(taxCode(), '21', 'sales', chosen('3'))), idOf(hostTaxCode(taxCode(), '21', 'sales', chosen('7')))]).toEqual(['2', 'conflict', 'conflict']);
  });

  it('that are reversed are never found by their percentage', () => {
    expect(idOf(hostTaxCode(taxCode({ reverseCharge: true, percentage: '0' }), '0', 'purchase', values([code('1', '0')])))).toBe('none');
  });

  it('of another percentage, of the other side, or not used any more are never taken', () => {
    const item = fc.record({
      id: fc.constantFrom('1', '2', '3', '4'), percentage: fc.constantFrom('0', '9', '21'), side: fc.constantFrom('sales' as const, 'purchase' as const, 'both' as const), active: fc.boolean(),
    });
    const mapped = fc.record({ host: fc.constantFrom('1', '2', '3', '4', `1${backSuffix('#4')}`, `2${backSuffix('#4')}`), ledger: fc.constantFrom('#4', '#5') });
    fc.assert(
      fc.property(fc.uniqueArray(item, { selector: ({ id }) => id }), fc.array(mapped), fc.constantFrom('sales' as const, 'purchase' as const), (items, mappings, side) => {
        const found = hostTaxCode(taxCode(), '21', side, values(items.map(({ id, percentage, ...more }) => code(id, percentage, more)), mappings.map(({ host, ledger }) => mapping('taxCode', host, ledger))));
        return !('host' in found) || (found.host.active && found.host.percentage === '21' && [side, 'both'].includes(found.host.side ?? 'both'));
      }),
    );
  });
});

describe('accounts', () => {
  const sales: ReferenceItem = { kind: 'account', id: '#35', code: '8000', name: 'Income:Sales of services' };
  it('are found by code, else by the last part of the name', () => {
    expect(idOf(hostAccount(sales, 'sales', values([account('1', '8000', 'Omzet'), account('2', '8010', 'Sales of services')])))).toBe('1');
    expect(idOf(hostAccount(sales, 'sales', values([account('1', '1', 'Omzet'), account('2', '8010', 'sales of services')])))).toBe('2');
    expect(idOf(hostAccount(sales, 'purchase', values([account('1', '8000', 'Omzet', { side: 'sales' })])))).toBe('none');
  });
});
