import { describe, expect, test } from 'vitest';
import { account, vat } from '../emulators/scoro';
import type { QuickBooksOnline } from '../emulators/quickbooks-online';
import { booksHelpers } from '../emulators/quickbooks-online/helpers';
import { pageView } from '../../lib/sync/page-view';
import { applyFix, findFix } from '../../lib/sync/fixes';
import { synchronize } from '../../lib/sync/synchronize';
import { createWorld, type World } from '../support/world';

const toHost = { invoices: 'to-host', bills: 'to-host', contacts: 'to-host', products: 'to-host' } as const;

async function stage(sync: Record<string, unknown> = {}, mappings: { kind: string; host: string; ledger: string }[] = []) {
  const world = await createWorld({ system: 'quickbooks-online', sync: { startDate: '2026-11-01', directions: toHost, ...sync } });
  world.settings.mappings.push(...mappings.map((mapping) => ({ connection: 'acme', ...mapping })));
  await world.connect();
  const company = (world.underTest.emulator as QuickBooksOnline).company();
  const books = booksHelpers(company);
  const code = (name: string) => ({ value: company.all('TaxCode').find((row) => row['Name'] === name)!.Id });
  const ref = (entity: string, name: string) => ({ value: books.byName(entity, name).Id });
  const home = { CurrencyRef: { value: 'EUR' }, GlobalTaxCalculation: 'TaxExcluded' };
  const sold = (amount: number, more: object = {}) => ({ DetailType: 'SalesItemLineDetail', Amount: amount, Description: 'Advice', SalesItemLineDetail: { ItemRef: ref('Item', 'Consulting'), TaxCodeRef: code('21.0% S'), ...more } });
  const bought = (amount: number) => ({ DetailType: 'AccountBasedExpenseLineDetail', Amount: amount, Description: 'Paper', AccountBasedExpenseLineDetail: { AccountRef: { value: books.account('4000').Id }, TaxCodeRef: code('21.0% S') } });
  const sale = (fields: object = {}, entity = 'Invoice') =>
    company.create(entity, { ...home, CustomerRef: ref('Customer', 'Maeve Byrne'), DocNumber: '5001', TxnDate: '2026-11-10', ...(entity === 'Invoice' ? { DueDate: '2026-11-24' } : {}), Line: [sold(190, { Qty: 2, UnitPrice: 95 })], ...fields });
  const purchase = (fields: object = {}, entity = 'Bill') =>
    company.create(entity, { ...home, VendorRef: ref('Vendor', 'Papierhandel Smit'), DocNumber: 'S-77', TxnDate: '2026-11-12', ...(entity === 'Bill' ? { DueDate: '2026-12-12' } : {}), Line: [bought(100)], ...fields });
  return { world, company, books, sale, purchase, sold, code, ref };
}

async function run(world: World): Promise<void> {
  await synchronize(world.context, 'acme', world.queue);
  await world.queue.settled();
}

async function passes(world: World, minutes: number): Promise<void> {
  for (let second = 0; second < minutes * 60; second += 10) await world.pass(10);
}

const numbered = (world: World, no: string) => world.scoro.invoices.filter((invoice) => invoice.no === no);
const bills = (world: World, no: string) => world.scoro.bills.filter((bill) => bill.no === no);
const bar = async (world: World, kind: 'invoice' | 'bill', id: number) => (await pageView(world.context, 'https://acme.scoro.com', { kind, id: String(id) })).toolbars[0]!;

describe('documents from QuickBooks Online', () => {
  test('feature 27: an invoice comes over whole, once, under its own number, and the bar on its page shows its state', async () => {
    const { world, sale } = await stage();
    sale();
    await run(world);
    await run(world);
    const [invoice, ...others] = numbered(world, '5001');
    expect(others).toEqual([]);
    const maeve = world.scoro.contacts.find(({ lastname }) => lastname === 'Byrne');
    expect(invoice).toMatchObject({ date: '2026-11-10', deadline: '2026-11-24', currency: 'EUR', personId: maeve?.contactId, companyId: 0 });
    expect(invoice?.lines).toMatchObject([{ name: 'Consulting', comment: 'Advice', price: '95', amount: '2', vatCodeId: vat.high, financeAccountId: account.sales }]);
    expect(await world.link('invoice', invoice!.id)).toMatchObject({ number: '5001', total: '229.9', brought: true, changed: false, remote: 'present' });
    const toolbar = await bar(world, 'invoice', invoice!.id);
    expect(toolbar).toMatchObject({ word: 'Sent', send: { enabled: false, description: 'Invoices come from QuickBooks Online here' }, fetch: { enabled: true }, open: { enabled: true } });
    expect(world.underTest.violations()).toEqual([]);
  });

  test('feature 27: what comes from there is not sent from here, neither by a press nor by itself', async () => {
    const { world } = await stage();
    const job = await world.run('invoice', 1001);
    expect([job.state, job.problems[0]?.message]).toEqual(['blocked', 'Invoices come from QuickBooks Online here.']);
    await run(world);
    expect(world.underTest.documents()).toEqual([]);
  });

  test('feature 31: a credit memo comes with the invoices, negative', async () => {
    const { world, sale } = await stage();
    sale({ DocNumber: '5002' }, 'CreditMemo');
    await run(world);
    const [credit] = numbered(world, '5002');
    expect(credit?.lines).toMatchObject([{ price: '95', amount: '-2' }]);
    expect(await world.link('invoice', credit!.id)).toMatchObject({ total: '-229.9', currency: 'EUR' });
  });

  test('feature 32: bills and vendor credits come with the supplier’s number', async () => {
    const { world, purchase } = await stage();
    purchase();
    purchase({ DocNumber: 'S-78' }, 'VendorCredit');
    await run(world);
    await run(world);
    expect(bills(world, 'S-77')).toMatchObject([{ date: '2026-11-12', deadline: '2026-12-12', lines: [{ comment: 'Paper', price: '100', amount: '1', vatCodeId: vat.inputHigh, financeAccountId: account.costs }] }]);
    expect(bills(world, 'S-78')).toMatchObject([{ lines: [{ amount: '-1' }] }]);
    expect(bills(world, 'S-77')).toHaveLength(1);
  });

  test('feature 45: documents come by their date of issue, whenever they are changed', async () => {
    const { world, sale, books } = await stage();
    const old = sale({ DocNumber: '4001', TxnDate: '2026-10-31' });
    await run(world);
    books.edit('Invoice', old.Id, { PrivateNote: 'Later' });
    await run(world);
    expect(numbered(world, '4001')).toEqual([]);
  });

  test('feature 27: bills go one way while invoices go the other', async () => {
    const { world, sale } = await stage({ directions: { invoices: 'to-host' } });
    sale();
    await run(world);
    expect(numbered(world, '5001')).toHaveLength(1);
    expect(world.underTest.documents('bill').length).toBeGreaterThan(0);
  });

  test('a code that several may stand for is asked about once, on the Log page, and the choice holds', async () => {
    const { world, sale, sold, code } = await stage();
    world.scoro.vatCodes.push({ id: 399, code: '2b', percent: '21', name: 'BTW hoog diensten', isSales: true, isPurchases: false, isActive: true });
    await world.context.database.hostReference.put({ connection: 'acme', kind: 'taxCode', id: '399', code: '2b', name: 'BTW hoog diensten', percentage: '21', side: 'sales', active: true });
    sale();
    sale({ DocNumber: '5009', Line: [sold(100, { TaxCodeRef: code('21.0% S') })] });
    await run(world);
    const jobs = (await world.database.jobs.where({ state: 'blocked' }).toArray()).filter(({ action }) => action === 'bring');
    expect(jobs.map(({ problems }) => problems[0]?.code)).toEqual(['host-tax-code-unmapped', 'host-tax-code-unmapped']);
    const [job] = jobs;
    const { code: problem, fixes } = job!.problems[0]!;
    await applyFix(world.context, job!, findFix(job!, problem, fixes[0]!.id)!.fix, '399');
    for (const { document } of jobs) await world.queue.request(await world.connection(), document, 'bring', 0);
    await world.queue.settled();
    for (const no of ['5001', '5009']) expect(numbered(world, no)[0]?.lines).toMatchObject([{ vatCodeId: 399 }]);
  });

  test('an invoice that Scoro has already, with this number, contact and total, is linked and not made twice', async () => {
    const { world, sale } = await stage();
    const { contactId } = world.scoro.addContact({ type: 'person', name: 'Maeve', lastname: 'Byrne' });
    const own = world.scoro.addInvoice({ no: '5001', date: '2026-11-10', companyId: 0, personId: contactId, lines: [{ price: '190', amount: '1', vatCodeId: vat.high }] });
    sale();
    await run(world);
    expect(numbered(world, '5001')).toHaveLength(1);
    expect(await world.link('invoice', own.id)).toMatchObject({ adopted: true });
  });

  test('one with the same number and another total is put before the user', async () => {
    const { world, sale } = await stage();
    const { contactId } = world.scoro.addContact({ type: 'person', name: 'Maeve', lastname: 'Byrne' });
    world.scoro.addInvoice({ no: '5001', date: '2026-11-10', companyId: 0, personId: contactId });
    sale();
    await run(world);
    const [job] = (await world.database.jobs.toArray()).filter(({ action }) => action === 'bring');
    expect([job?.state, job?.problems[0]?.code]).toEqual(['blocked', 'host-twin-in-doubt']);
    expect(numbered(world, '5001')).toHaveLength(1);
  });

  test('a number that Scoro cannot bear goes into the reference', async () => {
    const { world, sale } = await stage();
    sale({ DocNumber: 'INV-7' });
    await run(world);
    await run(world);
    expect(world.scoro.invoices.filter(({ referenceNo }) => referenceNo === 'INV-7')).toHaveLength(1);
  });

  test.each([
    ['a lost answer', { do: 'drop-after' } as const],
    ['a call that was lost before', { do: 'drop-before' } as const],
    ['an answer cut short', { do: 'truncate', characters: 20 } as const],
  ])('%s leaves one invoice, found before anything else happens', async (_name, misbehaviour) => {
    const { world, sale } = await stage();
    sale();
    world.scoro.faults.add({ url: 'invoices/modify', misbehaviour });
    await run(world);
    await passes(world, 3);
    expect(numbered(world, '5001')).toHaveLength(1);
    expect(await world.database.intents.count()).toBe(0);
    expect((await world.database.jobs.toArray()).filter(({ action }) => action === 'bring').map(({ state }) => state)).toEqual(['done']);
  });

  test('a request that the browser sent twice makes two in Scoro, which is shown; nothing is deleted there', async () => {
    const { world, sale } = await stage();
    sale();
    world.scoro.faults.add({ url: 'invoices/modify', misbehaviour: { do: 'resend' } });
    await run(world);
    await run(world);
    expect(numbered(world, '5001')).toHaveLength(2);
    expect(numbered(world, '5001').filter(({ deleted }) => deleted !== null)).toEqual([]);
    const linked = (await world.database.links.toArray()).filter(({ number }) => number === '5001');
    expect(linked).toHaveLength(1);
    expect((await bar(world, 'invoice', Number(linked[0]!.document.id))).problems.map(({ code }) => code)).toEqual(['host-copies']);
    await run(world);
    expect(numbered(world, '5001')).toHaveLength(2);
  });

  test('a worker that dies after the call has left goes on by looking', async () => {
    const { world, sale } = await stage();
    sale();
    world.scoro.faults.add({ url: 'invoices/modify', misbehaviour: { do: 'drop-after' } });
    await run(world);
    const [job] = (await world.database.jobs.toArray()).filter(({ action }) => action === 'bring');
    await world.database.jobs.update(job!.id, { state: 'sending' });
    await world.restart();
    await passes(world, 2);
    expect(numbered(world, '5001')).toHaveLength(1);
  });
});

describe('changes in QuickBooks Online', () => {
  async function brought() {
    const it = await stage();
    const invoice = it.sale();
    await run(it.world);
    it.world.clock.advance(120_000);
    return { ...it, invoice, id: numbered(it.world, '5001')[0]!.id };
  }

  test('feature 29: are brought while nothing is paid', async () => {
    const { world, books, invoice, id } = await brought();
    books.editLine('Invoice', invoice.Id, { Amount: 285, Qty: 3, UnitPrice: 95 });
    books.edit('Invoice', invoice.Id, { DueDate: '2026-12-31' });
    await run(world);
    expect(numbered(world, '5001')).toMatchObject([{ deadline: '2026-12-31', lines: [{ amount: '3', price: '95' }] }]);
    expect(await world.link('invoice', id)).toMatchObject({ total: '344.85', changed: false, drift: [] });
    await run(world);
    expect((await bar(world, 'invoice', id)).word).toBe('Sent');
  });

  test('feature 29: a lost answer to an update is looked for, and the update is made once more where it did not arrive', async () => {
    for (const misbehaviour of [{ do: 'drop-after' }, { do: 'drop-before' }] as const) {
      const { world, books, invoice, id } = await brought();
      books.edit('Invoice', invoice.Id, { DueDate: '2026-12-31' });
      world.scoro.faults.add({ url: `invoices/modify/${id}`, misbehaviour });
      await run(world);
      await passes(world, 3);
      expect(numbered(world, '5001')).toMatchObject([{ deadline: '2026-12-31' }]);
      expect([await world.database.intents.count(), (await world.link('invoice', id))?.changed]).toEqual([0, false]);
    }
  });

  test('feature 29: are shown and not written over what somebody changed in Scoro', async () => {
    const { world, books, invoice, id } = await brought();
    world.scoro.changeInvoice(id, { deadline: '2027-01-15' });
    books.edit('Invoice', invoice.Id, { DueDate: '2026-12-31' });
    await run(world);
    expect(numbered(world, '5001')).toMatchObject([{ deadline: '2027-01-15' }]);
    expect((await bar(world, 'invoice', id)).text).toBe('Changed since sent, here and in the ledger');
  });

  test('feature 29: are left once something is paid', async () => {
    const { world, books, invoice } = await brought();
    books.payInvoice(invoice.Id, '50', '2026-11-20');
    books.edit('Invoice', invoice.Id, { DueDate: '2026-12-31' });
    await run(world);
    expect(numbered(world, '5001')).toMatchObject([{ deadline: '2026-11-24' }]);
  });

  test('a deleted or void document is shown as such, and stays in Scoro', async () => {
    const { world, books, invoice, id, sale } = await brought();
    const other = sale({ DocNumber: '5003' });
    await run(world);
    world.clock.advance(120_000);
    books.remove('Invoice', invoice.Id);
    books.voidInvoice(other.Id);
    await run(world);
    expect((await bar(world, 'invoice', id)).word).toBe('Deleted in ledger');
    expect((await bar(world, 'invoice', numbered(world, '5003')[0]!.id)).word).toBe('Voided');
    expect(numbered(world, '5001')[0]?.deleted).toBeNull();
    await run(world);
    expect(numbered(world, '5001')).toHaveLength(1);
  });

  test('feature 42: Fetch brings the document anew, and its payment with it', async () => {
    const { world, books, invoice, id } = await brought();
    books.edit('Invoice', invoice.Id, { DueDate: '2026-12-31' });
    await world.run('invoice', id, 'fetch');
    expect(numbered(world, '5001')).toMatchObject([{ deadline: '2026-12-31' }]);
    books.payInvoice(invoice.Id, '229.90', '2026-11-20');
    await world.run('invoice', id, 'fetch');
    expect(world.scoro.receipts.flatMap(({ receipts }) => receipts).filter(({ documentId }) => documentId === id)).toMatchObject([{ sum: '229.9' }]);
  });
});
