import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exactOnline } from '../../../../lib/ledgers/exact-online';
import { contactFilter } from '../../../../lib/ledgers/exact-online/contacts';
import { highest, readCursor } from '../../../../lib/ledgers/exact-online/payments';
import { answer, bodyOf, byEndpoint, config, empty, entity, filterOf, id, results, root, scripted, wireDate } from './fake';

const use = { role: 'customer', currency: 'EUR' } as const;

const acme = { ID: id(1), Code: '           0000002', Name: 'Acme', Status: 'C', IsSupplier: false, VATNumber: 'NL1', Blocked: false };

describe('contacts', () => {
  it('are looked for by code, VAT number or name', () => {
    expect(contactFilter({ code: '0000002' })).toBe("Code eq '           0000002'");
    expect(contactFilter({ name: "O'Brien " })).toBe("Name eq 'O''Brien'");
    expect(contactFilter({ vatNumber: 'NL001234567B01' })).toBe("VATNumber eq 'NL001234567B01'");
    expect(contactFilter({ vatNumber: 'nl 0012.34.567-B01' })).toBe("VATNumber eq 'nl 0012.34.567-B01' or VATNumber eq 'NL001234567B01'");
  });

  it('are not looked for by nothing: that would be everyone', async () => {
    const { call, asked } = scripted();
    const company = exactOnline.open(call, config);
    for (const by of [{ code: ' ' }, { vatNumber: ' - ' }, { name: '' }, { code: 'x'.repeat(19) }]) expect(await company.findContacts(by, use)).toEqual([]);
    expect(asked).toHaveLength(0);
  });

  it('are found, read, made and given a role', async () => {
    const { call, asked } = scripted(results(acme), entity(acme), entity(acme, 201), empty(), empty());
    const company = exactOnline.open(call, config);
    expect(await company.findContacts({ name: 'Acme' }, use)).toEqual([{ id: id(1), code: '0000002', name: 'Acme', vatNumber: 'NL1', roles: ['customer'] }]);
    expect((await company.readContact(id(1))).name).toBe('Acme');
    expect((await company.createContact({ id: '7', name: 'Acme' }, { role: 'customer', currency: 'EUR' })).id).toBe(id(1));
    await company.giveRole(id(1), 'supplier');
    await company.giveRole(id(1), 'customer');
    expect(asked.slice(2).map((request) => [request.method, bodyOf(request)])).toEqual([
      ['POST', { Name: 'Acme', Status: 'C' }], ['PUT', { IsSupplier: true }], ['PUT', { Status: 'C' }],
    ]);
  });
});

describe('items', () => {
  it('are found by code and made', async () => {
    const row = { ID: id(3), Code: 'P-1', Description: 'Thing' };
    const { call, asked } = scripted(results(row), entity(row, 201));
    const company = exactOnline.open(call, config);
    expect(await company.findItems({ code: ' P-1 ', name: '' })).toEqual([{ id: id(3), code: 'P-1', name: 'Thing' }]);
    expect(await company.findItems({ code: '', name: '' })).toEqual([]);
    const product = { id: '1', code: 'P-1', name: 'Thing', description: '', unit: null, group: null, price: null, service: false };
    expect((await company.createItem(product, { unit: 'pc', itemGroup: id(4), revenueAccount: null, costAccount: null }, 'customer')).id).toBe(id(3));
    expect(filterOf(asked[0])).toBe("Code eq 'P-1'");
    expect(bodyOf(asked[1])).toEqual({ Code: 'P-1', Description: 'Thing', Unit: 'pc', ItemGroup: id(4), IsSalesItem: true });
  });
});

const term = (Timestamp: string, fields: object = {}) => ({
  Timestamp, ID: id(1), LineType: 20, IsFullyPaid: false, Status: 20, TransactionEntryID: id(5), AmountFC: -1210, TransactionAmountFC: 1210, Currency: 'EUR', LastPaymentDate: null, ...fields,
});

describe('payments', () => {
  it('begin at the beginning and go on where they were', async () => {
    const feeds = byEndpoint({
      'sync/Cashflow/PaymentTerms': results(term('24000000000000008'), term('24000000000000009', { ID: id(2), LineType: 22, Status: 50, LastPaymentDate: wireDate('2026-03-09') })),
      'sync/Deleted': results({ Timestamp: '24000000000000011', EntityType: 10, EntityKey: id(7) }, { Timestamp: '24000000000000010', EntityType: 2, EntityKey: id(8) }),
    });
    const company = exactOnline.open(feeds.call, config);
    const first = await company.paymentChanges(null);
    expect(feeds.asked.map(filterOf)).toEqual(['Timestamp gt 1L', 'Timestamp gt 1L']);
    expect(first.terms).toMatchObject([{ id: id(1), open: '1210', settled: false }, { id: id(2), open: '0', settled: true, lastPaymentDate: '2026-03-09' }]);
    expect(first.removed).toEqual([id(7)]);
    await company.paymentChanges(first.cursor);
    expect(feeds.asked.slice(2).map(filterOf)).toEqual(['Timestamp gt 24000000000000009L', 'Timestamp gt 24000000000000011L']);
  });

  it('keep the cursor when nothing changed', async () => {
    const { call } = byEndpoint({});
    const cursor = JSON.stringify({ terms: '24000000000000009', deleted: '7' });
    expect(await exactOnline.open(call, config).paymentChanges(cursor)).toEqual({ terms: [], removed: [], cursor });
  });

  it('are read over all pages', async () => {
    const next = `${root}/sync/Cashflow/PaymentTerms?$skiptoken=8L`;
    const { call, asked } = scripted(answer(200, { d: { results: [term('8')], __next: next } }), results(term('9', { ID: id(2) })), results());
    expect((await exactOnline.open(call, config).paymentChanges(null)).terms).toHaveLength(2);
    expect(asked[1]?.url).toBe(next);
  });

  it('leave out other lines, terms of no entry, and terms that are gone; the latest row holds', async () => {
    const { call } = byEndpoint({
      'sync/Cashflow/PaymentTerms': results(term('2'), term('3', { IsFullyPaid: true }), term('4', { ID: id(2), LineType: 30 }), term('5', { ID: id(3), TransactionEntryID: null }), term('6', { ID: id(4) })),
      'sync/Deleted': results({ Timestamp: '9', EntityType: 10, EntityKey: id(4) }),
    });
    const changes = await exactOnline.open(call, config).paymentChanges(null);
    expect(changes.terms).toMatchObject([{ id: id(1), settled: true }]);
    expect(changes.cursor).toBe('{"terms":"6","deleted":"9"}');
  });

  it.each([null, '', 'nonsense', '5', '{"terms":5}', '{"terms":"1 or 1","deleted":"1"}'])('start over with the cursor %j', (cursor) => {
    expect(readCursor(cursor)).toEqual({ terms: '1', deleted: '1' });
  });

  it('compares timestamps as whole numbers, never as floats', () => {
    fc.assert(fc.property(fc.array(fc.bigInt({ min: 1n, max: 2n ** 63n - 1n }), { minLength: 1 }), (stamps) => {
      const top = stamps.reduce((a, b) => (a > b ? a : b));
      expect(highest('1', stamps.map((stamp) => ({ Timestamp: String(stamp) })))).toBe(String(top));
    }));
  });
});
