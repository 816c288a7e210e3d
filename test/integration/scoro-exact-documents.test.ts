import { describe, expect, test } from 'vitest';
import { openSession } from '../../lib/sync/session';
import { contact, product, vat } from '../emulators/scoro';
import { trimmed, type Row } from '../emulators/exact-online/values';
import { accountsNamed, changedLately, itemsCoded, nextRun, pairWorld, writesTo } from '../support/scoro-exact';
import { addBill, addInvoice, synchronized } from '../support/scope';
import type { World } from '../support/world';

const sales = (world: World, no: string): Row[] => world.exact.company().salesEntries.filter((row) => String(row['InvoiceNumber']) === no);
const purchases = (world: World, no: string): Row[] => world.exact.company().purchaseEntries.filter((row) => row['YourRef'] === no);
const linesOf = (world: World, entry: Row | undefined, kind: 'sales' | 'purchase' = 'sales'): Row[] =>
  (kind === 'sales' ? world.exact.company().salesEntryLines : world.exact.company().purchaseEntryLines).filter((row) => row['EntryID'] === entry?.['EntryID']);
const minute = 60_000;

describe('Scoro with Exact Online: invoices', () => {
  test('feature 27: an invoice goes from Scoro to Exact Online with its number, days, customer, lines, VAT codes and accounts, to the cent; nothing is written to Scoro', async () => {
    const world = await pairWorld();
    const { id } = addInvoice(world, '20269001', {
      date: '2026-11-10', deadline: '2026-12-10', companyId: contact.brewery,
      lines: [{ name: 'Advice', price: '33.33', amount: '3', vatCodeId: vat.high, financeAccountId: 501 }, { name: 'Book', price: '10', vatCodeId: vat.low, financeAccountId: 502 }],
    });
    expect((await world.run('invoice', id)).state).toBe('done');
    const [entry] = sales(world, '20269001');
    expect(entry).toMatchObject({ Journal: '70', Currency: 'EUR', AmountFC: '131.89', Customer: accountsNamed(world, 'Brouwerij De Linde B.V.')[0]?.['ID'] });
    expect(linesOf(world, entry).map((row) => [Number(row['AmountFC']), trimmed(row['VATCode']), trimmed(row['GLAccountCode'])])).toEqual([[99.99, '2', '8000'], [10, '1', '8010']]);
    expect(world.scoro.seen.filter(({ url }) => url.includes('/modify'))).toEqual([]);
  });

  test('feature 28: the invoice number is the key: what Exact Online has under it is linked, never booked again; another total is for the user', async () => {
    const world = await pairWorld();
    const { id } = addInvoice(world, '20269002', { companyId: contact.brewery });
    await world.run('invoice', id);
    await world.database.links.clear();
    await world.database.jobs.clear();
    world.forgetCalls();
    await synchronized(world);
    expect(sales(world, '20269002')).toHaveLength(1);
    expect(writesTo(world, 'SalesEntries')).toEqual([]);
    expect(await world.link('invoice', id)).toMatchObject({ adopted: true, number: '20269002' });

    await world.database.links.clear();
    await world.database.jobs.clear();
    world.clock.advance(minute);
    world.scoro.changeInvoice(id, { lines: [{ name: 'Advice', price: '200', vatCodeId: vat.high }] });
    const job = await world.run('invoice', id);
    expect([job.state, sales(world, '20269002').length]).toEqual(['blocked', 1]);
    expect(job.problems[0]?.fixes.length).toBeGreaterThan(0);
  });

  test('feature 29: an invoice goes over by itself once; what changes later is shown, and goes over by a press', async () => {
    const world = await pairWorld();
    const { id } = addInvoice(world, '20269003', { companyId: contact.brewery });
    await synchronized(world);
    world.clock.advance(minute);
    world.scoro.changeInvoice(id, { lines: [{ name: 'Advice', price: '200', vatCodeId: vat.high }] });
    world.forgetCalls();
    await nextRun(world);
    await synchronized(world);
    expect(sales(world, '20269003')).toMatchObject([{ AmountFC: '121.00' }]);
    expect(world.calls().scoro.filter((call) => call.includes('/view/'))).toEqual([]);
    expect(await world.link('invoice', id)).toMatchObject({ touched: true });
    expect((await world.run('invoice', id)).state).toBe('done');
    expect(sales(world, '20269003')).toMatchObject([{ AmountFC: '242.00' }]);
    await synchronized(world);
    expect(await world.link('invoice', id)).toMatchObject({ touched: false, changed: false });
  });

  test('feature 14, 17, 20: what a document needs goes along first: its customer found by name, its product by code, in the group of the same name', async () => {
    const world = await pairWorld({ ledger: { salesAs: 'invoice' } });
    world.exact.addAccount({ Name: 'Bakkerij De Hoek', Status: 'A' });
    const { id } = addInvoice(world, '20269004', { companyId: contact.bakery, lines: [{ name: 'Consulting', price: '95', unit: 'hour', productId: product.consulting, vatCodeId: vat.high }] });
    const job = await world.run('invoice', id);
    expect([job.problems, job.state]).toEqual([[], 'done']);
    expect(accountsNamed(world, 'Bakkerij De Hoek')).toMatchObject([{ Status: 'C' }]);
    expect(itemsCoded(world, 'CONS')).toMatchObject([{ ItemGroupDescription: 'Advies' }]);
    expect(world.exact.company().salesInvoiceLines.map((row) => row['Item'])).toContain(itemsCoded(world, 'CONS')[0]?.['ID']);
  });
});

describe('Scoro with Exact Online: bills', () => {
  test('feature 32: a bill goes from Scoro to Exact Online with the supplier\'s number, days, lines and VAT', async () => {
    const world = await pairWorld();
    const { id } = addBill(world, 'F-2026/11', { companyId: contact.paper, deadline: '2026-11-24' });
    expect((await world.run('bill', id)).state).toBe('done');
    const [entry] = purchases(world, 'F-2026/11');
    expect(entry).toMatchObject({ Journal: '60', AmountFC: '60.50', Supplier: accountsNamed(world, 'Papierhandel Smit')[0]?.['ID'] });
    expect(linesOf(world, entry, 'purchase').map((row) => [Number(row['AmountFC']), trimmed(row['VATCode'])])).toEqual([[50, '5']]);
  });

  test('feature 33: a bill has a key after all: number, supplier, day and total; so none is booked twice, and what may be the same is asked about', async () => {
    const world = await pairWorld();
    const { id } = addBill(world, 'S-9', { companyId: contact.paper });
    await synchronized(world);
    await world.database.links.clear();
    await world.database.jobs.clear();
    await synchronized(world);
    expect(purchases(world, 'S-9')).toHaveLength(1);
    expect(await world.link('bill', id)).toMatchObject({ adopted: true });
    const alike = addBill(world, 'S-9', { companyId: contact.paper, date: '2026-10-10' });
    addBill(world, 'S-9', { companyId: contact.printer });
    await synchronized(world);
    expect(purchases(world, 'S-9')).toHaveLength(2);
    const job = await world.job('bill', alike.id);
    expect([job.state, (job.problems[0]?.fixes.length ?? 0) > 1]).toEqual(['blocked', true]);
  });

  test('feature 34: later the header of a bill follows by itself, and its lines do not, which is said', async () => {
    const world = await pairWorld();
    const { id } = addBill(world, 'S-10', { companyId: contact.paper });
    await synchronized(world);
    world.clock.advance(minute);
    world.scoro.changeBill(id, { description: 'Paper for the office', lines: [{ name: 'Paper', price: '80', vatCodeId: vat.inputHigh }] });
    world.forgetCalls();
    await nextRun(world);
    expect(purchases(world, 'S-10')).toMatchObject([{ Description: 'Paper for the office', AmountFC: '60.50' }]);
    expect(world.calls().scoro.filter((call) => call.includes('/view/'))).toEqual([`POST /api/v2/bills/view/${id}`]);
    expect(await world.link('bill', id)).toMatchObject({ changed: true });
    expect((await world.job('bill', id)).result).toMatch(/header are updated\. .*lines/);
    expect((await world.job('bill', id)).differences?.some(({ differs }) => differs)).toBe(true);
    world.forgetCalls();
    await nextRun(world);
    expect([writesTo(world, 'Purchase'), world.calls().scoro.filter((call) => call.includes('/view/'))]).toEqual([[], []]);
  });

  test.each(['is paid', 'was changed in Exact Online', 'is in a closed period'] as const)('feature 34: nothing of a bill that %s follows by itself', async (state) => {
    const world = await pairWorld();
    const { id } = addBill(world, 'S-11', { companyId: contact.paper, description: 'Paper' });
    await synchronized(world);
    const ledgerId = (await world.link('bill', id))?.ledgerId ?? '';
    if (state === 'is paid') world.underTest.pay(ledgerId, '60.5', '2026-11-20');
    else if (state === 'is in a closed period') {
      world.exact.closePeriod('60', 2026, 11);
      world.clock.advance(25 * 60 * minute);
    } else {
      world.clock.advance(minute);
      world.underTest.edit(ledgerId, { description: 'By the bookkeeper' });
      await world.run('bill', id, 'fetch');
    }
    const before = String(purchases(world, 'S-11')[0]?.['Description']);
    world.clock.advance(minute);
    world.scoro.changeBill(id, { description: 'Changed here' });
    await nextRun(world);
    await nextRun(world);
    expect(purchases(world, 'S-11')).toMatchObject([{ Description: before }]);
    expect(await world.job('bill', id)).toMatchObject({ state: 'done', problems: [] });
  });
});

describe('Scoro with Exact Online: payments', () => {
  const paid = async (world: World, part: string) => {
    const { id } = addInvoice(world, '20269005', { companyId: contact.brewery });
    await synchronized(world);
    world.underTest.pay((await world.link('invoice', id))?.ledgerId ?? '', part, '2026-11-20');
    await nextRun(world);
    await nextRun(world);
    return { id, receipts: world.scoro.receipts.flatMap(({ receipts }) => receipts).filter(({ documentId }) => documentId === id) };
  };

  test('feature 35: what is paid in full gets its receipt in Scoro by itself, once, with the day of the payment', async () => {
    const world = await pairWorld();
    const { id, receipts } = await paid(world, '121');
    expect(receipts).toMatchObject([{ sum: '121', date: '2026-11-20' }]);
    expect((await world.link('invoice', id))?.payment).toMatchObject({ state: 'paid', paid: '121' });
  });

  test('feature 35: a part that is paid is shown as such, and makes no receipt before it is paid in full', async () => {
    const world = await pairWorld();
    const { id, receipts } = await paid(world, '21');
    expect(receipts).toEqual([]);
    expect((await world.link('invoice', id))?.payment).toMatchObject({ state: 'partly', paid: '21', open: '100' });
  });

  test('feature 35: by hand it is one press on the document, and a bill that is paid gets its receipt as well', async () => {
    const world = await pairWorld();
    const { id } = addBill(world, 'S-12', { companyId: contact.paper });
    await world.run('bill', id);
    world.underTest.pay((await world.link('bill', id))?.ledgerId ?? '', '60.5', '2026-11-19');
    expect((await world.run('bill', id, 'fetch')).state).toBe('done');
    expect(world.scoro.receipts.filter(({ salesDocType }) => salesDocType === 'bills').flatMap(({ receipts }) => receipts).filter(({ documentId }) => documentId === id)).toMatchObject([{ sum: '60.5', date: '2026-11-19' }]);
  });
});

describe('Scoro with Exact Online: what goes over', () => {
  test('feature 41: one press sends all that is unsent, of every kind, and nothing twice', async () => {
    const world = await pairWorld();
    for (const no of ['20269011', '20269012', '20269013']) addInvoice(world, no, { companyId: contact.brewery });
    addBill(world, 'S-13', { companyId: contact.paper });
    world.scoro.addContact({ name: 'Pressed', modified: changedLately.contact });
    await world.run('invoice', world.scoro.invoices.find(({ no }) => no === '20269011')?.id ?? 0);
    await synchronized(world);
    await synchronized(world);
    expect([...['20269011', '20269012', '20269013'].map((no) => sales(world, no).length), purchases(world, 'S-13').length, accountsNamed(world, 'Pressed').length]).toEqual([1, 1, 1, 1, 1]);
  });

  test('feature 42: one document alone: sent, fetched and found again by a press each', async () => {
    const world = await pairWorld();
    const { id } = addInvoice(world, '20269014', { companyId: contact.brewery });
    addInvoice(world, '20269015', { companyId: contact.brewery });
    expect((await world.run('invoice', id)).result).toMatch(/^Booked as/);
    expect((await world.run('invoice', id, 'fetch')).result).toBe('Open, nothing is paid yet');
    expect(sales(world, '20269015')).toEqual([]);
    const link = await world.link('invoice', id);
    const { ledger } = await openSession(world.context, await world.connection());
    expect(ledger.documentPage({ kind: 'invoice', id: link?.ledgerId ?? '', contact: link?.ledgerContact ?? '' })).toMatch(world.underTest.documentPage);
  });

  test('feature 45: since the start date: documents by their day of issue, contacts and products by when they were changed', async () => {
    const world = await pairWorld({ sync: { startDate: '2026-11-10' } });
    addInvoice(world, '20269016', { date: '2026-11-09', companyId: contact.brewery });
    addInvoice(world, '20269017', { date: '2026-11-10', companyId: contact.brewery, modified: '2026-01-01 10:00:00' });
    for (const [name, day] of [['Before', '09'], ['After', '10']] as const) {
      world.scoro.addContact({ name, modified: `2026-11-${day}T12:00:00+00:00` });
      world.scoro.addProduct({ code: name, name, modified: `2026-11-${day} 12:00:00` });
    }
    await synchronized(world);
    expect([sales(world, '20269016').length, sales(world, '20269017').length]).toEqual([0, 1]);
    expect(['Before', 'After'].map((name) => [accountsNamed(world, name).length, itemsCoded(world, name).length])).toEqual([[0, 0], [1, 1]]);
  });

  test.each(['invoices', 'bills', 'contacts', 'products', 'payments'] as const)('feature 47: %s can be switched off by themselves', async (kind) => {
    const world = await pairWorld({ sync: { [kind]: false } });
    addInvoice(world, '20269018', { companyId: contact.brewery });
    addBill(world, 'S-14', { companyId: contact.paper });
    world.scoro.addContact({ name: 'Switched', modified: changedLately.contact });
    world.scoro.addProduct({ code: 'SWITCHED', name: 'Switched', modified: changedLately.product });
    world.forgetCalls();
    await synchronized(world);
    const went = {
      invoices: sales(world, '20269018').length, bills: purchases(world, 'S-14').length, contacts: accountsNamed(world, 'Switched').length, products: itemsCoded(world, 'SWITCHED').length,
      payments: world.calls().exact.some((call) => call.includes('PaymentTerms')) ? 1 : 0,
    };
    expect(went).toEqual({ invoices: 1, bills: 1, contacts: 1, products: 1, payments: 1, [kind]: 0 });
  });
});
