import { describe, expect, it } from 'vitest';
import type { LedgerContact } from '../../../lib/ledgers/ledger';
import type { Contact } from '../../../lib/model/contact';
import type { Product } from '../../../lib/model/product';
import { MappingTable } from '../../../lib/mapping/table';
import { judgeContacts } from '../../../lib/sync/contacts';
import { itemDefaults } from '../../../lib/sync/items';
import { item } from './samples';

const wanted: Contact = { id: 'c1', name: 'Globex B.V.', code: '12', vatNumber: 'NL 0012.34.567.B01' };
const found = (more: Partial<LedgerContact> = {}): LedgerContact => ({ id: 'K1', code: '12', name: 'Globex BV', vatNumber: 'NL001234567B01', roles: ['customer'], ...more });
const verdict = (by: 'code' | 'vatNumber' | 'name', candidates: LedgerContact[], contact = wanted): string => {
  const judged = judgeContacts(contact, by, candidates);
  if (judged === null) return 'nobody';
  return 'it' in judged ? judged.it.id : `ask about ${judged.ask.map(({ id }) => id).join(', ')}`;
};

describe('who a contact is in the ledger', () => {
  it('is nobody where nobody was found', () => expect(verdict('code', [])).toBe('nobody'));

  it('is the only one with the VAT number, whatever the name', () => expect(verdict('vatNumber', [found({ name: 'Initech' })])).toBe('K1'));

  it('is the only one of the name, unless the VAT number says otherwise', () => {
    expect(verdict('name', [found()])).toBe('K1');
    expect(verdict('name', [found({ vatNumber: '' })])).toBe('K1');
    expect(verdict('name', [found({ vatNumber: 'NL999999999B01' })])).toBe('ask about K1');
    const { vatNumber: _none, ...without } = wanted;
    expect(verdict('name', [found({ vatNumber: 'NL999999999B01' })], without)).toBe('K1');
  });

  it('is the one with the code only when the name has a word in common', () => {
    expect(verdict('code', [found()])).toBe('K1');
    expect(verdict('code', [found({ name: 'Globex Holding' })])).toBe('K1');
    expect(verdict('code', [found({ name: 'Initech' })])).toBe('ask about K1');
    expect(verdict('code', [found({ name: 'Initech B.V.' })])).toBe('ask about K1');
  });

  it('fault 30: pain 45: is asked for when several fit', () => expect(verdict('vatNumber', [found(), found({ id: 'K2' })])).toBe('ask about K1, K2'));

  it('is never one that cannot be booked on, silently', () => {
    expect(verdict('vatNumber', [found({ unusable: 'blocked' })])).toBe('ask about K1');
    expect(verdict('vatNumber', [found({ unusable: 'blocked' }), found({ id: 'K2' })])).toBe('K2');
  });
});

describe('what a new item needs', () => {
  const product = (more: Partial<Product> = {}): Product => ({ id: 'p', code: 'P-1', name: 'Thing', description: '', unit: 'hour', group: { id: 'g', name: 'Hardware' }, price: null, service: false, ...more });
  const units = [item('unit', 'hour'), item('unit', 'pc', { isDefault: true })];
  const groups = [item('itemGroup', 'HW', { name: 'Hardware' }), item('itemGroup', 'STD', { isDefault: true })];
  const defaults = (of: Product, items = [...units, ...groups]) => itemDefaults(of, new MappingTable([], items), 'Exact Online');

  it('is the same unit and group', () => expect(defaults(product())).toEqual({ unit: 'hour', itemGroup: 'id-HW', problems: [] }));

  it('is the ledger\'s default where the product says nothing', () => expect(defaults(product({ unit: null, group: null }))).toEqual({ unit: 'pc', itemGroup: 'id-STD', problems: [] }));

  it('is not the default unit where the product has another: an hour is not a piece', () => {
    const { unit, problems } = defaults(product({ unit: 'furlong' }));
    expect([unit, problems.map(({ code, fixes }) => [code, fixes.length > 0])]).toEqual([null, [['unit-unmapped', true]]]);
  });

  it('is asked for where there is no default group', () => {
    const without = [...units, item('itemGroup', 'HW', { name: 'Hardware' })];
    expect(defaults(product({ group: { id: 'x', name: 'Toys' } }), without).problems.map(({ code, message }) => [code, message])).toEqual([['item-group-unmapped', 'The product group "Toys" is not an item group in Exact Online.']]);
    expect(defaults(product({ group: null }), without).problems[0]?.message).toBe('Thing has no product group, and Exact Online has no default one.');
  });

  it('is nothing where the ledger has neither units nor groups', () => expect(defaults(product(), [])).toEqual({ unit: null, itemGroup: null, problems: [] }));
});
