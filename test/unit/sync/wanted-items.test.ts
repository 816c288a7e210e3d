import { describe, expect, it } from 'vitest';
import type { DocumentLine } from '../../../lib/model/document';
import type { CheckedLine } from '../../../lib/sync/preflight';
import { itemKeyOf, wantedItems } from '../../../lib/sync/wanted-items';
import { item, line } from './samples';

const sales = item('account', '8000', { name: 'Sales' });
const checked = (more: Partial<DocumentLine> = {}, account: CheckedLine['account'] = sales): CheckedLine => ({ line: line(more), account, taxCode: null, taxRates: [], tax: null, costCentre: null, project: null, class: null, unit: null });
const product = { id: 'p1', code: 'P-1', name: 'Hosting' };
const names = (...of: Parameters<typeof wantedItems>) => wantedItems(...of).map(({ reference, standIn }) => `${reference.id}${standIn ? ' (stands in)' : ''}`);

describe('the items that lines are booked on', () => {
  it('feature 18: are the products of a sent document, where the settings or the ledger ask for it', () => {
    expect(names([checked({ product })], 'optional', false)).toEqual([]);
    expect(names([checked({ product })], 'optional', true)).toEqual(['p1']);
    for (const mode of ['along', 'stand-in', 'needed'] as const) expect(names([checked({ product })], mode, false)).toEqual(['p1']);
  });

  it('are each wanted once, with the account of the first line', () => {
    const twice = wantedItems([checked({ product }), checked({ product }, item('account', '8010'))], 'along', true);
    expect(twice.map(({ account }) => account)).toEqual(['id-8000']);
  });

  it('feature 13: a line without a product is booked on an item that stands for its account', () => {
    const lines = [checked(), checked(), checked({}, item('account', '8010', { name: 'Hosting' })), checked({ product })];
    expect(names(lines, 'stand-in', true)).toEqual(['account/8000 (stands in)', 'account/8010 (stands in)', 'p1']);
    expect(wantedItems(lines, 'stand-in', true)[0]).toMatchObject({ account: 'id-8000', standIn: { name: 'Sales (8000)', code: null, service: true } });
    expect(names(lines, 'along', true)).toEqual(['p1']);
    expect(lines.map(itemKeyOf)).toEqual(['account/8000', 'account/8000', 'account/8010', 'p1']);
  });
});
