import { expect, test } from 'vitest';
import type { QuickBooksOnline } from '../emulators/quickbooks-online';
import { booksHelpers } from '../emulators/quickbooks-online/helpers';
import { dieAtCall, goOn } from '../support/dying-worker';
import { createWorld } from '../support/world';

const toHost = { invoices: 'to-host', bills: 'to-host', contacts: 'to-host', products: 'to-host', payments: 'to-ledger' } as const;

/** An invoice, a credit memo and a bill in QuickBooks Online, each with something that Scoro does not have. */
async function stage() {
  const world = await createWorld({ system: 'quickbooks-online', sync: { startDate: '2026-11-01', directions: toHost } });
  await world.connect();
  const company = (world.underTest.emulator as QuickBooksOnline).company();
  const books = booksHelpers(company);
  const code = { value: company.all('TaxCode').find((row) => row['Name'] === '21.0% S')!.Id };
  const home = { CurrencyRef: { value: 'EUR' }, GlobalTaxCalculation: 'TaxExcluded', TxnDate: '2026-11-10' };
  const Line = [{ DetailType: 'SalesItemLineDetail', Amount: 24, SalesItemLineDetail: { ItemRef: { value: books.byName('Item', 'Handbook').Id }, TaxCodeRef: code } }];
  const CustomerRef = { value: books.byName('Customer', 'Maeve Byrne').Id };
  company.create('Invoice', { ...home, CustomerRef, DocNumber: '5001', Line });
  company.create('CreditMemo', { ...home, CustomerRef, DocNumber: '5002', Line });
  const cost = [{ DetailType: 'AccountBasedExpenseLineDetail', Amount: 50, AccountBasedExpenseLineDetail: { AccountRef: { value: books.account('4000').Id }, TaxCodeRef: code } }];
  company.create('Bill', { ...home, VendorRef: { value: books.byName('Vendor', 'Dublin Cleaning').Id }, DocNumber: 'C-1', Line: cost });
  return { world, company };
}

test.each(['before', 'after'] as const)('a worker killed %s any call goes on, and everything is there once', { timeout: 300_000 }, async (moment) => {
  let deaths = 0;
  for (let call = 1; ; call += 1) {
    const { world, company } = await stage();
    if (!(await dieAtCall(world, call, moment))) break;
    deaths += 1;
    await goOn(world);
    const { scoro } = world;
    const seen = {
      documents: [...scoro.invoices, ...scoro.bills].filter(({ no }) => ['5001', '5002', 'C-1'].includes(no)).map(({ no }) => no).sort(),
      persons: scoro.contacts.filter(({ lastname }) => lastname === 'Byrne').length,
      vendors: scoro.contacts.filter(({ name }) => name === 'Dublin Cleaning').length,
      products: scoro.products.filter(({ code }) => code === 'BOOK').length,
      intents: await world.database.intents.count(),
      payments: company.all('Payment').length,
    };
    expect({ call, ...seen }).toEqual({ call, documents: ['5001', '5002', 'C-1'], persons: 1, vendors: 1, products: 1, intents: 0, payments: 0 });
  }
  expect(deaths).toBeGreaterThan(15);
});
