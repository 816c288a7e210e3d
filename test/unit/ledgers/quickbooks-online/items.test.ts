import { beforeEach, describe, expect, it } from 'vitest';
import { quickBooksOnline } from '../../../../lib/ledgers/quickbooks-online';
import type { Product } from '../../../../lib/model/product';
import { failureOf } from '../../../conformance/support';
import { makeBench, type Bench } from './bench';

let bench: Bench;
beforeEach(async () => {
  bench = await makeBench();
});
const product = (name: string, code: string | null, more: Partial<Product> = {}): Product => ({ id: '7', code, name, description: '', unit: null, group: null, price: null, service: true, ...more });
const defaults = (revenue: string | null, cost: string | null) => ({
  unit: null, itemGroup: null, revenueAccount: revenue && `#${bench.books.account(revenue).Id}`, costAccount: cost && `#${bench.books.account(cost).Id}`,
});

describe('items', () => {
  it('are found by their SKU first, in one call', async () => {
    const { company, books, asked } = bench;
    const consulting = books.byName('Item', 'Consulting').Id;
    expect(await company.findItems({ code: 'cons', name: 'Something else' })).toEqual([{ id: consulting, code: 'cons', name: 'Consulting' }]);
    expect(asked).toHaveLength(1);
  });

  it('are found by the name, as that one only where they have no other SKU', async () => {
    const { company, books } = bench;
    const free = books.addItem({ Name: 'Travel: by train'.replace(':', ' -') });
    expect(await company.findItems({ code: 'TRAIN', name: 'Travel: by train' })).toEqual([{ id: free.Id, code: 'TRAIN', name: 'Travel - by train' }]);
    // By the name it is asked for, so that whoever asked knows it again.
    expect(await company.findItems({ code: null, name: 'Travel: by train' })).toEqual([{ id: free.Id, code: '', name: 'Travel: by train' }]);
    expect(await company.findItems({ code: 'OTHER', name: 'Consulting' })).toMatchObject([{ code: 'CONS' }]);
    expect(await company.findItems({ code: null, name: 'Fax service' })).toEqual([]);
    expect(await company.findItems({ code: null, name: ' ' })).toEqual([]);
  });

  it('are made with their accounts, price and SKU', async () => {
    const { company, books } = bench;
    const made = await company.createItem(product('Advice', 'ADV', { price: '95.50', description: 'By the hour' }), defaults('8000', '7010'), 'customer');
    expect(made).toMatchObject({ code: 'ADV', name: 'Advice' });
    expect(books.byName('Item', 'Advice')).toMatchObject({ Sku: 'ADV', Type: 'Service', UnitPrice: 95.5, Description: 'By the hour', IncomeAccountRef: { value: books.account('8000').Id }, ExpenseAccountRef: { value: books.account('7010').Id } });
    expect(await company.findItems({ code: 'ADV', name: 'Advice' })).toEqual([made]);
  });

  it('are of the type that goes with the accounts there are', async () => {
    const { company, books } = bench;
    await company.createItem(product('Sold goods', 'S', { service: false }), defaults('8010', null), 'customer');
    await company.createItem(product('Bought service', 'B'), defaults(null, '4010'), 'supplier');
    await company.createItem(product('Both goods', 'G', { service: false }), defaults('8010', '4010'), 'supplier');
    expect(['Sold goods', 'Bought service', 'Both goods'].map((name) => books.byName('Item', name)['Type'])).toEqual(['Service', 'NonInventory', 'NonInventory']);
    const failure = await failureOf(company.createItem(product('Neither', 'N'), defaults(null, null), 'customer'));
    expect(quickBooksOnline.explain(failure).code).toBe('account-missing');
  });

  it('get the code into their name where another one has it', async () => {
    const { company } = bench;
    expect((await company.createItem(product('Consulting', 'CONS-2'), defaults('8000', null), 'customer')).name).toBe('Consulting (CONS-2)');
    const failure = await failureOf(company.createItem(product('Consulting', null), defaults('8000', null), 'customer'));
    expect(quickBooksOnline.explain(failure).code).toBe('record-exists');
  });
});
