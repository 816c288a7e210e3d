import { describe, expect, test } from 'vitest';
import { account, contact, product, vat } from '../emulators/scoro';
import { quickBooksWorld } from '../support/quickbooks';
import { addBill, addInvoice, codesOf, detailsOf, lastNumber, lastOf, line, sent } from '../support/quickbooks-documents';

/** What the integration of these two systems does today, row by row: done here, or answered in a way its users would prefer. */

describe('Scoro with QuickBooks Online: reference data', () => {
  test('feature 1: what the company\'s edition or the user\'s rights do not allow is said, with what to do', async () => {
    const world = await quickBooksWorld();
    world.books.lapse();
    const id = addInvoice(world);
    const job = await world.run('invoice', id);
    expect(job.state).toBe('blocked');
    expect(job.problems[0]?.message).toMatch(/subscription/i);
    expect(job.problems[0]?.fixes.length).toBeGreaterThan(0);
    world.books.lapse(false);
    await sent(world, id);
  });

  test('feature 6: nothing in the host is replaced or made inactive: its taxes and accounts are mapped as they are', async () => {
    const world = await quickBooksWorld();
    const before = JSON.stringify(world.scoro.dump());
    await sent(world, addInvoice(world, { id: 9001 }));
    const writes = world.scoro.seen.filter(({ url }) => /\/(vatCodes|financeAccounts|modify|delete)/.test(url) && !url.includes('/list'));
    expect(writes).toEqual([]);
    expect(before).toContain('BTW hoog 21%');
  });

  test('feature 8: the chart of accounts and the tax rates come from the ledger, and cannot be edited here', async () => {
    const world = await quickBooksWorld();
    const reference = await world.database.reference.where({ connection: 'acme' }).toArray();
    expect(reference.find(({ kind, code }) => kind === 'account' && code === '8000')).toMatchObject({ name: 'Sales of services', use: 'revenue', postable: true });
    expect(reference.find(({ kind, name }) => kind === 'taxCode' && name === '21.0% S')).toMatchObject({ percentage: '21', side: 'both' });
    expect(reference.some(({ name }) => name.includes('(deleted)') || name === '19.0% S')).toBe(false);
  });

  test('feature 10: a document with a tax rate of the past is held, with the reason, until its rate is updated', async () => {
    const world = await quickBooksWorld();
    const id = addInvoice(world, { lines: [{ ...line, vatCodeId: 304 }] });
    expect((await world.run('invoice', id)).state).toBe('blocked');
    expect(await codesOf(world, id)).toEqual(['tax-code-unmapped']);
    expect((await world.job('invoice', id)).problems[0]?.message).toMatch(/VAT 19 %.*no code in QuickBooks Online/);
    expect(world.all('Invoice')).toEqual([]);
    world.scoro.changeInvoice(id, { lines: [line] });
    await sent(world, id);
  });

  test('feature 10: a code that has another rate by now is not used for a document of the old one', async () => {
    const world = await quickBooksWorld();
    const [code] = await world.database.reference.filter(({ name }) => name === '21.0% S').toArray();
    await world.database.mappings.put({ connection: 'acme', kind: 'taxCode', host: '304', ledger: code?.code ?? '', origin: 'hand', used: 0, updatedAt: 0 });
    const id = addInvoice(world, { lines: [{ ...line, vatCodeId: 304 }] });
    await world.run('invoice', id);
    expect(await codesOf(world, id)).toEqual(['tax-code-conflict']);
  });

  test('feature 11: reference data is read at connection, and again on demand when something is missing', async () => {
    const world = await quickBooksWorld();
    expect((await world.connection()).referenceAt).toBeGreaterThan(0);
    expect(await world.database.reference.where({ connection: 'acme' }).count()).toBeGreaterThan(20);
  });

  test('feature 12: tax is the ledger\'s own code, found by its percentage where only one has it', async () => {
    const world = await quickBooksWorld();
    await sent(world, addInvoice(world, { lines: [line, { ...line, vatCodeId: vat.low }, { ...line, vatCodeId: vat.none }] }));
    const names = new Map(world.all('TaxCode').map((code) => [code.Id, code['Name']]));
    expect(detailsOf(lastOf(world, 'Invoice')).map((detail) => names.get((detail['TaxCodeRef'] as { value: string }).value))).toEqual(['21.0% S', '9.0% S', 'Exempt']);
  });
});

describe('Scoro with QuickBooks Online: what documents need', () => {
  test('feature 13: a new product gets the income account of its line, and the default expense account; a bill line without a product is on its account', async () => {
    const world = await quickBooksWorld();
    await world.database.mappings.put({ connection: 'acme', kind: 'account', host: '*purchase', ledger: '4010', origin: 'hand', used: 0, updatedAt: 0 });
    await sent(world, addInvoice(world, { lines: [{ ...line, productId: product.hosting, name: 'Hosting' }] }));
    const item = world.books.byName('Item', 'Hosting');
    expect([item['Sku'], item['IncomeAccountRef'], item['ExpenseAccountRef']]).toMatchObject(['HOST', { value: world.books.account('8000').Id }, { value: world.books.account('4010').Id }]);

    await sent(world, addBill(world), 'bill');
    expect(detailsOf(lastOf(world, 'Bill'))).toMatchObject([{ AccountRef: { value: world.books.account('4000').Id } }]);
  });

  test('feature 13: an invoice line without a product is booked on an item that stands for its account, made once', async () => {
    const world = await quickBooksWorld();
    const free = { ...line, productId: 0, name: 'Free text' };
    await sent(world, addInvoice(world, { lines: [free, free] }));
    await sent(world, addInvoice(world, { lines: [free] }));
    const items = world.all('Item').filter((item) => String(item['Name']).startsWith('Sales of services'));
    expect(items).toMatchObject([{ IncomeAccountRef: { value: world.books.account('8000').Id } }]);
    expect(detailsOf(lastOf(world, 'Invoice'))).toMatchObject([{ ItemRef: { value: items[0]?.Id } }]);
  });

  test('feature 18, 23: products and contacts of a sent document go along, whatever is switched off', async () => {
    const world = await quickBooksWorld({ sync: { products: false, contacts: false } });
    await sent(world, addInvoice(world, { companyId: contact.bakery, lines: [{ ...line, productId: product.hosting, name: 'Hosting' }] }));
    expect(world.books.byName('Customer', 'Bakkerij De Hoek')['Active']).toBe(true);
    expect(world.books.byName('Item', 'Hosting')['Sku']).toBe('HOST');
  });

  test('feature 18: a product without a code is known by its name', async () => {
    const world = await quickBooksWorld();
    await sent(world, addInvoice(world, { lines: [{ ...line, productId: product.uncoded, name: 'Poster', financeAccountId: account.salesOther }] }));
    expect(world.books.byName('Item', 'Poster')['IncomeAccountRef']).toMatchObject({ value: world.books.account('8010').Id });
  });

  test('feature 21: who is both customer and supplier has "(v)" behind the name as a supplier', async () => {
    const world = await quickBooksWorld();
    await sent(world, addInvoice(world, { companyId: contact.nordic }));
    await sent(world, addBill(world, { companyId: contact.nordic }), 'bill');
    expect(world.books.byName('Customer', 'Nordic Parts Oy')['CompanyName']).toBe('Nordic Parts Oy');
    expect(world.books.byName('Vendor', 'Nordic Parts Oy (v)')['CompanyName']).toBe('Nordic Parts Oy');
    // And both are known from then on.
    world.forgetCalls();
    await sent(world, addBill(world, { companyId: contact.nordic }), 'bill');
    expect(world.calls().ledger.filter((call) => call.includes('/vendor'))).toEqual([]);
    expect(world.all('Vendor').filter((vendor) => String(vendor['DisplayName']).startsWith('Nordic'))).toHaveLength(1);
  });

  test('feature 21: a known customer of the same name is found, whatever the case, and not made again', async () => {
    const world = await quickBooksWorld();
    const before = world.all('Customer').length;
    await sent(world, addInvoice(world, { companyId: contact.brewery }));
    expect(world.all('Customer')).toHaveLength(before);
  });

  test('feature 22: a party\'s currency is set once: a document in another currency is made out to a record of its own', async () => {
    const world = await quickBooksWorld();
    await sent(world, addInvoice(world, { companyId: contact.bakery }));
    await sent(world, addInvoice(world, { companyId: contact.bakery, currency: 'USD', currencyRate: '0.92' }));
    const parties = world.all('Customer').filter((customer) => String(customer['DisplayName']).startsWith('Bakkerij De Hoek'));
    expect(parties.map((party) => (party['CurrencyRef'] as { value: string }).value).toSorted()).toEqual(['EUR', 'USD']);
    expect(lastOf(world, 'Invoice')).toMatchObject({ CurrencyRef: { value: 'USD' }, TotalAmt: 121 });
    // Both are known from then on.
    world.forgetCalls();
    await sent(world, addInvoice(world, { companyId: contact.bakery, currency: 'USD', currencyRate: '0.92' }));
    expect(world.calls().ledger.filter((call) => /\/(customer|query)\?/.test(call))).toEqual([]);
  });

  test('feature 24: an invoice of one project is made out to it, name and customer matching; of several, to the customer', async () => {
    const world = await quickBooksWorld();
    world.scoro.site.state.projects.push({ id: 81, no: 2, name: 'Website', companyId: contact.brewery }, { id: 82, no: 3, name: 'Maintenance', companyId: contact.brewery });
    const website = world.books.byName('Customer', 'Website');
    await sent(world, addInvoice(world, { projectId: 81, lines: [{ ...line, projectId: 81 }] }));
    expect(lastOf(world, 'Invoice')).toMatchObject({ CustomerRef: { value: website.Id } });

    await sent(world, addInvoice(world, { lines: [{ ...line, projectId: 81 }, { ...line, projectId: 82 }] }));
    expect(lastOf(world, 'Invoice')).toMatchObject({ CustomerRef: { value: world.books.byName('Customer', 'Brouwerij De Linde').Id } });

    // Another customer's project of the same name is not this one's.
    await sent(world, addInvoice(world, { companyId: contact.bakery, lines: [{ ...line, projectId: 81 }] }));
    expect(lastOf(world, 'Invoice')).toMatchObject({ CustomerRef: { value: world.books.byName('Customer', 'Bakkerij De Hoek').Id } });
  });

  test('feature 24: a bill may have one project a line', async () => {
    const world = await quickBooksWorld();
    world.scoro.site.state.projects.push({ id: 81, no: 2, name: 'Website', companyId: contact.brewery }, { id: 82, no: 3, name: 'Maintenance', companyId: contact.brewery });
    const cost = { ...line, productId: 0, name: 'Paper', vatCodeId: vat.inputHigh, financeAccountId: account.costs };
    await sent(world, addBill(world, { projectId: -1, lines: [{ ...cost, projectId: 81 }, { ...cost, projectId: 82 }, cost] }), 'bill');
    const customers = detailsOf(lastOf(world, 'Bill')).map((detail) => (detail['CustomerRef'] as { value: string } | undefined)?.value);
    expect(customers).toEqual([world.books.byName('Customer', 'Website').Id, world.books.byName('Customer', 'Maintenance').Id, undefined]);
  });

  test('feature 25: classes come from the ledger and stand on lines, only where it tracks them by line', async () => {
    for (const [classTracking, wanted] of [['line', true], ['none', false]] as const) {
      const world = await quickBooksWorld({ company: { preferences: { classTracking } } });
      const [first] = world.all('Class');
      await world.database.mappings.put({ connection: 'acme', kind: 'class', host: '*sales', ledger: String(first?.['Name']), origin: 'hand', used: 0, updatedAt: 0 });
      await sent(world, addInvoice(world));
      expect(detailsOf(lastOf(world, 'Invoice')).map((detail) => 'ClassRef' in detail)).toEqual([wanted]);
    }
  });
});

describe('Scoro with QuickBooks Online: documents', () => {
  test('feature 27: an invoice arrives with its number, dates, lines and total, to the cent', async () => {
    const world = await quickBooksWorld();
    await sent(world, 1001);
    expect(lastOf(world, 'Invoice')).toMatchObject({ DocNumber: '20260117', TxnDate: '2026-11-02', DueDate: '2026-12-02', TotalAmt: 1210, CurrencyRef: { value: 'EUR' } });
  });

  test('feature 29: an invoice can be sent again until a payment is attached', async () => {
    const world = await quickBooksWorld();
    const id = addInvoice(world);
    await sent(world, id);
    world.scoro.changeInvoice(id, { lines: [{ ...line, price: '120' }], deadline: '2026-12-24' });
    await sent(world, id);
    expect(lastOf(world, 'Invoice')).toMatchObject({ TotalAmt: 145.2, DueDate: '2026-12-24' });
    expect(world.all('Invoice')).toHaveLength(1);

    world.books.payInvoice(lastOf(world, 'Invoice').Id, '45.20', '2026-11-20');
    world.scoro.changeInvoice(id, { lines: [{ ...line, price: '150' }] });
    await world.run('invoice', id, 'fetch');
    await world.run('invoice', id);
    expect(lastOf(world, 'Invoice')).toMatchObject({ TotalAmt: 145.2, Balance: 100 });
  });

  test('feature 31: a credit note is part of the invoices and becomes a credit memo', async () => {
    const world = await quickBooksWorld();
    const id = addInvoice(world, { creditedInvoices: [1001], lines: [{ ...line, amount: '-1' }] } as never);
    await sent(world, id);
    expect(lastOf(world, 'CreditMemo')).toMatchObject({ TotalAmt: 121, DocNumber: lastNumber() });
    expect((await world.link('invoice', id))?.total).toBe('-121');
  });

  test('feature 32: a bill arrives with the supplier\'s number; a credit note of one becomes a vendor credit', async () => {
    const world = await quickBooksWorld();
    await sent(world, 3001, 'bill');
    expect(lastOf(world, 'Bill')).toMatchObject({ DocNumber: 'VD-2026/0815', TotalAmt: 302.5 });
    await sent(world, 3004, 'bill');
    expect(lastOf(world, 'VendorCredit')).toMatchObject({ DocNumber: 'VD-2026/0815-C', TotalAmt: 302.5 });
  });

  test('feature 34: a bill can be sent again, lines and all, until a payment is attached', async () => {
    const world = await quickBooksWorld();
    const id = addBill(world);
    await sent(world, id, 'bill');
    const [first] = world.scoro.site.state.bills.find((bill) => bill.id === id)?.lines ?? [];
    world.scoro.changeBill(id, { lines: [{ ...first, price: '110' }] });
    await sent(world, id, 'bill');
    expect(lastOf(world, 'Bill')).toMatchObject({ TotalAmt: 133.1 });
    expect(world.all('Bill')).toHaveLength(1);
  });

  test('feature 35: payments come back part by part, and the host gets its receipt once it is paid in full', async () => {
    const world = await quickBooksWorld();
    const id = addInvoice(world);
    await sent(world, id);
    const booked = lastOf(world, 'Invoice').Id;
    world.books.payInvoice(booked, '21', '2026-11-18');
    await world.pass(60);
    await world.run('invoice', id, 'fetch');
    expect((await world.link('invoice', id))?.payment).toMatchObject({ state: 'partly', paid: '21', open: '100' });
    world.books.payInvoice(booked, '100', '2026-11-20');
    await world.pass(60);
    await world.run('invoice', id, 'fetch');
    await world.run('invoice', id, 'fetch');
    expect((await world.link('invoice', id))?.payment).toMatchObject({ state: 'paid', date: '2026-11-20' });
    expect(world.scoro.receipts.flatMap(({ receipts }) => receipts).filter(({ documentId }) => documentId === id)).toHaveLength(1);
  });

  test('feature 42: one document is one press, and a press more changes nothing', async () => {
    const world = await quickBooksWorld();
    const id = addInvoice(world);
    for (let press = 1; press <= 3; press += 1) await sent(world, id);
    expect(world.all('Invoice')).toHaveLength(1);
  });

  test('feature 50: what is about to be sent, what was sent, and what is left of the limits can be seen', async () => {
    const world = await quickBooksWorld();
    const id = addInvoice(world);
    await sent(world, id);
    const journal = await world.database.journal.filter(({ document }) => document === `invoice/${id}`).toArray();
    expect(journal.map(({ text }) => text).join('\n')).toMatch(/Booked in QuickBooks Online as/);
    const requests = await world.database.requests.toArray();
    expect(requests.some(({ purpose, status }) => purpose.includes('book invoice') && status === 200)).toBe(true);
    expect((await world.database.budgets.toArray()).some(({ key }) => key.startsWith('quickbooks-online:'))).toBe(true);
  });
});
