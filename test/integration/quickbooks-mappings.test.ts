import { expect, test } from 'vitest';
import { contact, product, vat } from '../emulators/scoro';
import { quickBooksWorld } from '../support/quickbooks';
import { addBill, addInvoice, detailsOf, lastOf, line, sent } from '../support/quickbooks-documents';

/** Mappings as somebody writes them into a settings file who reads ids off the pages of QuickBooks Online. */

const map = (kind: string, host: string, ledger: string) => ({ connection: 'acme', kind: kind as never, host, ledger, origin: 'hand' as const, used: 0, updatedAt: 0 });

test('a tax code, an account and a product are pointed at by their ids', async () => {
  const world = await quickBooksWorld();
  const zero = world.all('TaxCode').find(({ Name }) => Name === '0.0% Z')?.Id ?? '';
  const book = world.books.byName('Item', 'Handbook').Id;
  await world.database.mappings.bulkPut([map('taxCode', String(vat.none), zero), map('product', String(product.consulting), book), map('account', '501', world.books.account('8010').Id)]);
  await sent(world, addInvoice(world, { lines: [{ ...line, vatCodeId: vat.none }] }));
  expect(detailsOf(lastOf(world, 'Invoice'))).toMatchObject([{ TaxCodeRef: { value: zero }, ItemRef: { value: book } }]);
});

test('a customer is pointed at by the bare id, a supplier by one that says so', async () => {
  const world = await quickBooksWorld();
  const customer = world.books.byName('Customer', 'Maeve Byrne').Id;
  const vendor = world.books.byName('Vendor', 'Dublin Cleaning').Id;
  await world.database.mappings.bulkPut([map('contact', String(contact.bakery), customer), map('contact', String(contact.printer), `vendor/${vendor}`)]);
  await sent(world, addInvoice(world, { companyId: contact.bakery }));
  expect(lastOf(world, 'Invoice')).toMatchObject({ CustomerRef: { value: customer } });
  await sent(world, addBill(world, { companyId: contact.printer }), 'bill');
  expect(lastOf(world, 'Bill')).toMatchObject({ VendorRef: { value: vendor } });
});

test('a customer\'s bare id is never taken for a supplier\'s', async () => {
  const world = await quickBooksWorld();
  await world.database.mappings.put(map('contact', String(contact.nordic), world.books.byName('Customer', 'Maeve Byrne').Id));
  await sent(world, addBill(world, { companyId: contact.nordic }), 'bill');
  expect((lastOf(world, 'Bill')['VendorRef'] as { name: string }).name).toMatch(/^Nordic Parts Oy/);
});
