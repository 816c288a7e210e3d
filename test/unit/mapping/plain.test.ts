import { describe, expect, it } from 'vitest';
import { isResolved, resolveJournal, resolvePlain, takesCurrency, type Resolution } from '../../../lib/mapping/resolve';
import { MappingTable } from '../../../lib/mapping/table';
import type { Mapping } from '../../../lib/model/mapping';
import type { MappingKind, ReferenceItem, ReferenceKind } from '../../../lib/model/reference';

const item = (kind: ReferenceKind, code: string, more: Partial<ReferenceItem> = {}): ReferenceItem => ({ kind, id: `id-${code}`, code, name: `Name of ${code}`, ...more });
const map = (kind: MappingKind, host: string, ledger: string): Mapping => ({ kind, host, ledger, origin: 'hand' });
const codeOf = (resolution: Resolution) => (isResolved(resolution) ? `${resolution.item.code} by ${resolution.origin}` : resolution.gap);

describe('an account, unit or group', () => {
  const accounts = [item('account', '8000', { postable: true }), item('account', '8010', { name: 'Licences', postable: true }), item('account', '9999', { postable: false })];
  const value = { id: '5', code: '8010', name: 'Licences' };
  const find = (mappings: Mapping[], host: typeof value | { id: string } | null = value, options = {}) => codeOf(resolvePlain(new MappingTable(mappings, accounts), 'account', host, options));

  it('goes by a mapping first, then by the same code, then by the same name', () => {
    expect(find([map('account', '5', '8000')])).toBe('8000 by hand');
    expect(find([map('account', ' LICENCES ', '8000')])).toBe('8000 by hand');
    expect(find([])).toBe('8010 by code');
    expect(find([], { id: '5', code: 'x', name: 'licences' })).toBe('8010 by name');
  });

  it('is not found by a name that two have: both are suggested', () => {
    const twins = [item('unit', 'a', { name: 'Hour' }), item('unit', 'b', { name: 'hour' })];
    const resolution = resolvePlain(new MappingTable([], twins), 'unit', { id: 'h', name: 'Hour' });
    expect(resolution).toMatchObject({ gap: 'none', suggestions: twins });
  });

  it('is gone when its mapping leads nowhere, and is not replaced by something alike', () => {
    expect(find([map('account', '5', '4711')])).toBe('gone');
    expect(find([map('account', '5', '9999')], value, { usable: (account: ReferenceItem) => account.postable })).toBe('gone');
  });

  it('takes a default only when nothing else fits, the first that is set', () => {
    const defaults = { defaults: ['*sales', '*'] };
    expect(find([map('account', '*', '8000')], value, defaults)).toBe('8010 by code');
    expect(find([map('account', '*', '8000')], null, defaults)).toBe('8000 by default');
    expect(find([map('account', '*', '8000'), map('account', '*sales', '8010')], null, defaults)).toBe('8010 by default');
    expect(find([map('account', '*', '8000')], null)).toBe('none');
  });

  it('takes the ledger\'s own default only where asked to, and only where there is one', () => {
    const groups = [item('itemGroup', 'a', { isDefault: true }), item('itemGroup', 'b')];
    const ask = (items: ReferenceItem[], ledgerDefault: boolean) => codeOf(resolvePlain(new MappingTable([], items), 'itemGroup', null, { ledgerDefault }));
    expect(ask(groups, true)).toBe('a by default');
    expect(ask(groups, false)).toBe('none');
    expect(ask([...groups, item('itemGroup', 'c', { isDefault: true })], true)).toBe('none');
  });
});

describe('a journal', () => {
  const euro = { currency: 'EUR', anyCurrency: false };
  const journals = [
    item('journal', '100', { side: 'sales', ...euro }), item('journal', '20', { side: 'sales', ...euro }), item('journal', '10', { side: 'sales', forReturns: true, ...euro }),
    item('journal', '30', { side: 'sales', currency: 'EUR', anyCurrency: true }), item('journal', '60', { side: 'purchase', ...euro }),
  ];
  const find = (mappings: Mapping[], names: string[], side: 'sales' | 'purchase' = 'sales', currency = 'EUR', items = journals) => codeOf(resolveJournal(new MappingTable(mappings, items), names, side, currency));

  it('is the mapped one, by the most telling name', () => {
    const mappings = [map('journal', 'invoice', '100'), map('journal', 'creditInvoice', '10'), map('journal', '*', '30')];
    expect(find(mappings, ['creditInvoice', 'invoice', 'sales'])).toBe('10 by hand');
    expect(find(mappings, ['invoice', 'sales'])).toBe('100 by hand');
    expect(find([map('journal', '*', '30')], ['invoice'])).toBe('30 by hand');
  });

  it('is else the first by number of that side, not one kept for returns', () => {
    expect(find([], ['invoice'])).toBe('20 by default');
    expect(find([], ['bill'], 'purchase')).toBe('60 by default');
  });

  it('fault 33: is one that takes the currency', () => {
    expect(find([], ['invoice'], 'sales', 'USD')).toBe('30 by default');
    expect(find([], ['bill'], 'purchase', 'USD')).toBe('none');
  });

  it('of the other side is never taken, even when it is mapped', () => expect(find([map('journal', 'bill', '20')], ['bill'], 'purchase')).toBe('gone'));

  it('takes its own currency, any if it says so, and any where it states none', () => {
    expect([takesCurrency(item('journal', 'a', euro), 'EUR'), takesCurrency(item('journal', 'a', euro), 'USD')]).toEqual([true, false]);
    expect([takesCurrency(item('journal', 'a', { ...euro, anyCurrency: true }), 'USD'), takesCurrency(item('journal', 'a'), 'USD')]).toEqual([true, true]);
  });
});

describe('the table', () => {
  const table = new MappingTable([map('taxCode', ' Hoog ', '2'), map('unit', 'hoog', 'u')], [item('taxCode', 'A1'), item('unit', 'A1', { id: 'other' })]);

  it('finds a mapping by any of the names, whatever their case and blanks, and of its own kind alone', () => {
    expect(table.mapping('taxCode', [undefined, 'nothing', 'HOOG'])?.ledger).toBe('2');
    expect(table.mapping('unit', ['Hoog'])?.ledger).toBe('u');
    expect(table.mapping('account', ['Hoog'])).toBeNull();
    expect(table.mapping('taxCode', ['', undefined])).toBeNull();
  });

  it('finds an item by code or id', () => {
    expect([table.item('taxCode', 'a1')?.id, table.item('unit', 'other')?.code, table.item('unit', 'id-A1')]).toEqual(['id-A1', 'A1', null]);
    expect(table.items('journal')).toEqual([]);
  });

  it('keeps names apart that an object would not', () => {
    expect(new MappingTable([map('taxCode', 'x', '1')], []).mapping('taxCode', ['constructor', '__proto__', 'toString'])).toBeNull();
  });
});
