import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isResolved, resolveTaxCode, withoutTax, type Resolution } from '../../../lib/mapping/resolve';
import { MappingTable } from '../../../lib/mapping/table';
import { sameDecimal } from '../../../lib/model/decimal';
import type { Mapping } from '../../../lib/model/mapping';
import type { ReferenceItem, Side } from '../../../lib/model/reference';

const code = (code: string, percentage: string, more: Partial<ReferenceItem> = {}): ReferenceItem => ({
  kind: 'taxCode', id: `id-${code}`, code, name: `VAT ${percentage} (${code})`, percentage, side: 'both', taxBasis: 'excluding', ...more,
});
const map = (host: string, ledger: string): Mapping => ({ kind: 'taxCode', host, ledger, origin: 'hand' });
const table = (items: ReferenceItem[], mappings: Mapping[] = []) => new MappingTable(mappings, items);
const value = { id: '17', code: 'NL21', name: 'High rate' };
const codeOf = (resolution: Resolution) => (isResolved(resolution) ? `${resolution.item.code} by ${resolution.origin}` : resolution.gap);
const suggested = (resolution: Resolution) => (isResolved(resolution) ? [] : resolution.suggestions.map((item) => item.code));

const dutch = [code('0', '0'), code('2', '21'), code('3', '21', { taxBasis: 'including' }), code('4', '9'), code('6', '21', { reverseCharge: true })];

const day = '2026-11-03';

describe('a tax code is found', () => {
  it.each([['17'], ['NL21'], ['high RATE'], ['21']])('by a mapping of its id, code, name or percentage (%s)', (host) => {
    expect(codeOf(resolveTaxCode(table([...dutch, code('7', '21')], [map(host, '7')]), value, '21', 'sales', day))).toBe('7 by hand');
  });

  it('by a mapping to the ledger\'s own id as well', () => expect(codeOf(resolveTaxCode(table(dutch, [map('17', 'id-2')]), value, '21', 'sales', day))).toBe('2 by hand'));

  it('by the more telling name, where several are mapped', () => {
    const both = table([...dutch, code('7', '21')], [map('21', '2'), map('17', '7')]);
    expect(codeOf(resolveTaxCode(both, value, '21', 'sales', day))).toBe('7 by hand');
  });

  it('by the same code, then the same name', () => {
    const items = [code('a', '21'), code('b', '21'), code('NL21', '21'), code('c', '21', { name: 'High rate' })];
    expect(codeOf(resolveTaxCode(table(items), value, '21', 'sales', day))).toBe('NL21 by code');
    expect(codeOf(resolveTaxCode(table(items.filter((item) => item.code !== 'NL21')), value, '21', 'sales', day))).toBe('c by name');
  });

  it('by percentage, where only one code of that side has it', () => {
    expect(codeOf(resolveTaxCode(table(dutch), value, '21.00', 'sales', day))).toBe('2 by percentage');
    const sides = [code('s', '21', { side: 'sales' }), code('p', '21', { side: 'purchase' })];
    expect(codeOf(resolveTaxCode(table(sides), value, '21', 'sales', day))).toBe('s by percentage');
    expect(codeOf(resolveTaxCode(table(sides), value, '21', 'purchase', day))).toBe('p by percentage');
  });
});

describe('a tax code is not found', () => {
  it('by percentage, where two have it: both are suggested', () => {
    const resolution = resolveTaxCode(table([...dutch, code('7', '21')]), value, '21', 'sales', day);
    expect([codeOf(resolution), suggested(resolution)]).toEqual(['none', ['2', '7', '6']]);
  });

  it('pain 41: without any tax code on the line, however well one would fit', () => {
    const resolution = resolveTaxCode(table(dutch), null, '21', 'sales', day);
    expect([codeOf(resolution), suggested(resolution)]).toEqual(['none', ['2', '6']]);
  });

  it('without a rate either: codes of no tax are suggested, and one of them is taken only when mapped', () => {
    const resolution = resolveTaxCode(table(dutch), null, null, 'sales', day);
    expect([codeOf(resolution), suggested(resolution)]).toEqual(['none', ['0']]);
    expect(codeOf(resolveTaxCode(table(dutch, [map(withoutTax, '0')]), null, null, 'sales', day))).toBe('0 by hand');
    expect(codeOf(resolveTaxCode(table(dutch, [map(withoutTax, '0')]), null, '21', 'sales', day))).toBe('none');
  });

  it('by the same code or name with another percentage', () => {
    const items = [code('NL21', '9'), code('x', '6', { name: 'High rate' })];
    expect(codeOf(resolveTaxCode(table(items), value, '21', 'sales', day))).toBe('none');
  });

  it('by the same code on the other side', () => expect(codeOf(resolveTaxCode(table([code('NL21', '21', { side: 'purchase' })]), value, '21', 'sales', day))).toBe('none'));

  it('when its amounts include tax, whatever leads to it', () => {
    const including = [code('NL21', '21', { taxBasis: 'including', name: 'High rate' })];
    expect(codeOf(resolveTaxCode(table(including), value, '21', 'sales', day))).toBe('none');
    expect(codeOf(resolveTaxCode(table(including, [map('17', 'NL21')]), value, '21', 'sales', day))).toBe('conflict');
  });

  it('by percentage, when it is reverse charge', () => {
    const reverse = [code('NL21', '21', { reverseCharge: true })];
    expect(codeOf(resolveTaxCode(table(reverse), { ...value, code: 'other' }, '21', 'purchase', day))).toBe('none');
    expect(codeOf(resolveTaxCode(table(reverse), value, '21', 'purchase', day))).toBe('NL21 by code');
    expect(codeOf(resolveTaxCode(table(reverse, [map('17', 'NL21')]), { id: '17' }, '21', 'purchase', day))).toBe('NL21 by hand');
  });
});

describe('a mapping', () => {
  it('that contradicts the line is a conflict, never a match and never passed over', () => {
    for (const ledger of ['4', '0']) {
      const resolution = resolveTaxCode(table(dutch, [map('17', ledger)]), value, '21', 'sales', day);
      expect(resolution).toMatchObject({ gap: 'conflict', mappedTo: ledger });
      expect(suggested(resolution)).toEqual(['2', '6']);
    }
    expect(codeOf(resolveTaxCode(table([code('p', '21', { side: 'purchase' }), code('2', '21')], [map('17', 'p')]), value, '21', 'sales', day))).toBe('conflict');
  });

  it('fault 31: to a code that is no longer there is gone, with what would fit', () => {
    const resolution = resolveTaxCode(table(dutch, [map('17', '99')]), value, '21', 'sales', day);
    expect(resolution).toMatchObject({ gap: 'gone', mappedTo: '99' });
    expect(suggested(resolution)).toEqual(['2', '6']);
  });

  it('of one percentage does not stand in for another', () => expect(codeOf(resolveTaxCode(table([code('2', '21'), code('4', '9'), code('5', '9')], [map('21', '2')]), value, '9', 'sales', day))).toBe('none'));
});

describe('whatever the tables', () => {
  const names = fc.constantFrom('1', '2', '9', '21', '21.0', 'NL', 'High rate', 'gone');
  const item = fc
    .record({ code: names, name: names, percentage: fc.constantFrom('0', '9', '21', '21.00'), side: fc.constantFrom<Side>('sales', 'purchase', 'both'), taxBasis: fc.constantFrom('excluding' as const, 'including' as const, 'none' as const), reverseCharge: fc.boolean() })
    .map(({ code: own, percentage, ...more }) => code(own, percentage, more));
  const line = fc.option(fc.record({ id: names, code: names, name: names }));

  it('what is found has the line\'s percentage and side, excludes tax, and reverse charge is never guessed', () => {
    fc.assert(
      fc.property(fc.array(item, { maxLength: 8 }), fc.array(fc.tuple(names, names), { maxLength: 4 }), line, fc.option(fc.constantFrom('0', '9', '21', '21.000')), fc.constantFrom<Side>('sales', 'purchase'), (items, mappings, host, percentage, side) => {
        const resolution = resolveTaxCode(table(items, mappings.map(([from, to]) => map(from, to))), host, percentage, side, day);
        if (!isResolved(resolution)) return resolution.suggestions.every((suggestion) => sameDecimal(suggestion.percentage ?? '', percentage ?? '0'));
        const { item: found, origin } = resolution;
        expect(percentage === null || sameDecimal(found.percentage ?? '', percentage)).toBe(true);
        expect([side, 'both']).toContain(found.side);
        expect(found.taxBasis).not.toBe('including');
        if (origin === 'percentage') expect([found.reverseCharge, host === null]).toEqual([false, false]);
        if (host === null) expect(origin).toBe('hand');
        return true;
      }),
    );
  });
});

it('a mapping may name a code, the ledger\'s id with or without its mark, or a name that only one has', () => {
  const items = [code('#5', '0', { id: '#5', name: 'Zero' }), code('#6', '0', { id: '#6', name: 'Exempt' }), code('#7', '0', { id: '#7', name: 'Twice' }), code('#8', '0', { id: '#8', name: 'twice ' })];
  for (const [ledger, found] of [['#6', '#6'], ['6', '#6'], ['exempt', '#6'], ['Twice', null]] as const) {
    const resolution = resolveTaxCode(table(items, [map('17', ledger)]), { id: '17' }, '0', 'sales', day);
    expect([ledger, isResolved(resolution) ? resolution.item.code : null]).toEqual([ledger, found]);
  }
});
