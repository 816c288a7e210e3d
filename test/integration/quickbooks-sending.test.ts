import { describe, expect, test } from 'vitest';
import { contact } from '../emulators/scoro';
import { synchronize } from '../../lib/sync/synchronize';
import { createWorld } from '../support/world';
import { quickBooksWorld, type QuickBooksWorld } from '../support/quickbooks';
import { addBill, addInvoice, codesOf, costLine, lastNumber, lastOf, line, sent } from '../support/quickbooks-documents';
import { testClient } from '../emulators/quickbooks-online';

const paths = (world: QuickBooksWorld): string[] => world.calls().ledger.map((call) => call.replace(/\/v3\/company\/\d+\/|\?.*$/g, ''));
/** Questions for documents by their numbers. */
const lookupsOf = (world: QuickBooksWorld): number => world.quickBooks.seen.filter(({ body }) => body.includes('WHERE DocNumber')).length;
const readsOf = (world: QuickBooksWorld): number => world.quickBooks.metering.used('sandbox', testClient.clientId).reads;

/** Sends a backlog as "Synchronize now" does. */
async function drain(world: QuickBooksWorld): Promise<void> {
  await synchronize(world.context, 'acme', world.queue);
  await world.queue.settled();
}

/** Nothing in the host but what the test puts there. */
async function emptyWorld(options: Parameters<typeof quickBooksWorld>[0] = {}): Promise<QuickBooksWorld> {
  const world = await quickBooksWorld({ ...options, scoro: { requestsPerDay: 100_000, burst: 100_000, ...options.scoro } });
  world.scoro.site.state.invoices.length = 0;
  world.scoro.site.state.bills.length = 0;
  return world;
}

describe('a click', () => {
  test('one warm invoice is one call and no read', async () => {
    const world = await quickBooksWorld();
    await sent(world, addInvoice(world));
    world.forgetCalls();
    const before = readsOf(world);
    await sent(world, addInvoice(world));
    expect([paths(world), readsOf(world) - before]).toEqual([['POST invoice'], 0]);
  });

  test('a bill, whose number is anybody\'s, is looked for first', async () => {
    const world = await quickBooksWorld();
    await sent(world, addBill(world), 'bill');
    world.forgetCalls();
    await sent(world, addBill(world), 'bill');
    expect(paths(world)).toEqual(['POST query', 'POST bill']);
  });

  test('payments of many documents are one call, and what a write answered is not read again', async () => {
    const world = await quickBooksWorld();
    const ids = [addInvoice(world), addInvoice(world), addInvoice(world)];
    for (const id of ids) await sent(world, id);
    await world.pass(90);
    await world.run('invoice', ids[0] ?? 0, 'fetch');
    await world.pass(90);
    for (const { Id } of world.all('Invoice')) world.books.payInvoice(Id, '121', '2026-11-20');
    await world.pass(90);
    world.forgetCalls();
    await drain(world);
    expect(paths(world).filter((path) => path === 'GET cdc').length).toBeLessThanOrEqual(2);
    expect(paths(world).filter((path) => /^GET (invoice|payment)/.test(path))).toEqual([]);
    for (const id of ids) expect((await world.link('invoice', id))?.payment?.state).toBe('paid');
  });
});

describe('a backlog', () => {
  test('feature 41: everything unsent goes with one press, in batches of thirty, with no read where the ledger keeps the numbers apart', async () => {
    const world = await emptyWorld();
    for (let index = 0; index < 65; index += 1) addInvoice(world);
    await sent(world, addInvoice(world));
    world.forgetCalls();
    await drain(world);
    expect(world.all('Invoice')).toHaveLength(66);
    expect(paths(world).filter((path) => path === 'POST batch')).toHaveLength(3);
    expect(paths(world).filter((path) => path === 'POST invoice')).toEqual([]);
    expect(lookupsOf(world)).toBe(0);
  });

  test('of one new customer does not read that customer for each document, and makes it once', async () => {
    const world = await emptyWorld();
    for (let index = 0; index < 12; index += 1) addInvoice(world, { companyId: contact.bakery });
    world.forgetCalls();
    await drain(world);
    expect(world.all('Invoice')).toHaveLength(12);
    // Those that come a moment later read once more.
    expect(world.calls().scoro.filter((call) => call.includes('/contacts/view')).length).toBeLessThanOrEqual(2);
    expect(paths(world).filter((path) => /customer/.test(path))).toEqual(['POST customer']);
  });

  test('of bills is looked for in one call', async () => {
    const world = await emptyWorld();
    await sent(world, addBill(world), 'bill');
    for (let index = 0; index < 29; index += 1) addBill(world);
    world.forgetCalls();
    await drain(world);
    expect(world.all('Bill')).toHaveLength(30);
    expect([lookupsOf(world), paths(world).filter((path) => path === 'POST batch').length]).toEqual([1, 1]);
  });

  test('one that is refused is told so, and the others are booked', async () => {
    const world = await emptyWorld();
    await sent(world, addInvoice(world));
    world.books.closeBooks('2026-10-31');
    const ids = [addInvoice(world), addInvoice(world, { date: '2026-10-15' }), addInvoice(world)];
    await drain(world);
    const states = await Promise.all(ids.map(async (id) => (await world.job('invoice', id)).state));
    expect(states).toEqual(['done', 'blocked', 'done']);
    expect(await codesOf(world, ids[1] ?? 0)).toEqual(['period-closed']);
    expect(world.all('Invoice')).toHaveLength(3);
  });

  test.each(['drop-after', 'drop-before'] as const)('a batch whose answer is lost (%s): each is booked once', async (misbehaviour) => {
    const world = await emptyWorld();
    await sent(world, addInvoice(world));
    await sent(world, addBill(world), 'bill');
    for (let index = 0; index < 12; index += 1) (index % 2 === 0 ? addInvoice : addBill)(world);
    world.quickBooks.faults.add({ method: 'POST', url: '/batch', misbehaviour: { do: misbehaviour } });
    await drain(world);
    for (let round = 0; round < 60; round += 1) await world.pass(10);
    expect([world.all('Invoice').length, world.all('Bill').length]).toEqual([7, 7]);
    expect(await world.database.intents.count()).toBe(0);
    expect((await world.database.jobs.toArray()).filter(({ state }) => state !== 'done')).toEqual([]);
  });
});

describe('once, whatever happens', () => {
  test('the answer is lost: the same request is made again, and makes nothing new', async () => {
    const world = await quickBooksWorld();
    const id = addBill(world);
    await sent(world, addBill(world), 'bill');
    world.quickBooks.faults.add({ method: 'POST', url: '/bill?', misbehaviour: { do: 'drop-after' } });
    await world.run('bill', id);
    for (let round = 0; round < 20; round += 1) await world.pass(5);
    expect((await world.job('bill', id)).state).toBe('done');
    expect(world.all('Bill')).toHaveLength(2);
  });

  test('deleted there and sent again: the request that is remembered is not taken for a booking', async () => {
    const world = await quickBooksWorld();
    const id = addInvoice(world);
    await sent(world, id);
    await world.run('invoice', id, 'fetch');
    world.books.remove('Invoice', lastOf(world, 'Invoice').Id);
    await world.pass(120);
    await world.run('invoice', id, 'fetch');
    expect((await world.link('invoice', id))?.remote).toBe('deleted');
    await sent(world, id);
    expect(world.all('Invoice')).toHaveLength(1);
    expect((await world.link('invoice', id))?.ledgerId).toBe(`Invoice/${lastOf(world, 'Invoice').Id}`);
  });

  test('another browser had it booked, and it was deleted since: booked anew, not linked to what is gone', async () => {
    const world = await quickBooksWorld();
    const id = addInvoice(world);
    await sent(world, id);
    world.books.remove('Invoice', lastOf(world, 'Invoice').Id);
    await world.pass(120);
    const other = await createWorld({ system: 'quickbooks-online', beside: world });
    await other.connect();
    expect((await other.run('invoice', id)).state).toBe('done');
    expect(world.all('Invoice')).toHaveLength(1);
    expect((await other.link('invoice', id))?.ledgerId).toBe(`Invoice/${lastOf(world, 'Invoice').Id}`);
  });

  test('two browsers send the same bill at the same moment: one bill, both linked to it', async () => {
    const world = await quickBooksWorld();
    await sent(world, addBill(world), 'bill');
    const other = await createWorld({ system: 'quickbooks-online', beside: world });
    await other.connect();
    const id = addBill(world);
    const [one, two] = await Promise.all([world.run('bill', id), other.run('bill', id)]);
    expect([one.state, two.state]).toEqual(['done', 'done']);
    expect(world.all('Bill')).toHaveLength(2);
    expect((await other.link('bill', id))?.ledgerId).toBe((await world.link('bill', id))?.ledgerId);
  });

  test('refused, mended in the ledger and sent again: the refusal that is remembered does not come back', async () => {
    const world = await quickBooksWorld();
    const id = addInvoice(world);
    const code = world.all('TaxCode').find(({ Name }) => Name === '21.0% S');
    world.books.retireTaxCode('21.0% S');
    expect((await world.run('invoice', id)).state).toBe('blocked');
    const { books } = world.quickBooks.company();
    books.replace('TaxCode', code?.Id ?? '', { ...books.find('TaxCode', code?.Id ?? ''), Active: true } as never);
    await sent(world, id);
    expect(world.all('Invoice')).toHaveLength(1);
  });

  test('a number that another customer\'s invoice has (6140) is looked at, said, and never taken for ours', async () => {
    const world = await quickBooksWorld();
    const id = addInvoice(world);
    await sent(world, id);
    const stranger = addInvoice(world, { no: lastNumber(), companyId: contact.bakery });
    expect((await world.run('invoice', stranger)).state).toBe('blocked');
    expect(await codesOf(world, stranger)).toEqual(['number-taken']);
    expect(await world.link('invoice', stranger)).toBeUndefined();
    expect(world.all('Invoice')).toHaveLength(1);
  });

  test('our own invoice that is there already (6140) is linked', async () => {
    const world = await quickBooksWorld();
    const id = addInvoice(world);
    const customer = world.books.byName('Customer', 'Brouwerij De Linde');
    const item = world.books.byName('Item', 'Consulting');
    const code = world.all('TaxCode').find(({ Name }) => Name === '21.0% S');
    world.quickBooks.company().create('Invoice', {
      DocNumber: lastNumber(), TxnDate: '2026-11-10', CurrencyRef: { value: 'EUR' }, CustomerRef: { value: customer.Id }, GlobalTaxCalculation: 'TaxExcluded',
      Line: [{ Amount: 100, DetailType: 'SalesItemLineDetail', SalesItemLineDetail: { ItemRef: { value: item.Id }, TaxCodeRef: { value: code?.Id } } }],
    });
    const job = await sent(world, id);
    expect(job.result).toMatch(/^Linked to/);
    expect(world.all('Invoice')).toHaveLength(1);
  });

  test('a name that an employee has (6240) is not taken for the supplier\'s', async () => {
    const world = await quickBooksWorld();
    const made = world.scoro.addContact({ name: 'Jan Peeters', isSupplier: true, isClient: false } as never);
    await sent(world, addBill(world, { companyId: made.contactId, lines: [costLine] }), 'bill');
    expect(world.books.byName('Vendor', 'Jan Peeters (v)')['Active']).toBe(true);
  });

  test('edited while its outcome was unknown: found by what was sent, then brought up to date', async () => {
    const world = await quickBooksWorld();
    await sent(world, addInvoice(world));
    const id = addInvoice(world);
    world.quickBooks.faults.add({ method: 'POST', url: '/invoice?', misbehaviour: { do: 'drop-after' } });
    await world.run('invoice', id);
    world.scoro.changeInvoice(id, { lines: [{ ...line, price: '300' }] });
    for (let round = 0; round < 40; round += 1) await world.pass(5);
    expect((await world.job('invoice', id)).state).toBe('done');
    expect(world.all('Invoice')).toHaveLength(2);
    expect(lastOf(world, 'Invoice')['TotalAmt']).toBe(363);
  });
});
