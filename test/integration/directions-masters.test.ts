import { describe, expect, test } from 'vitest';
import { account } from '../emulators/scoro';
import type { QuickBooksOnline } from '../emulators/quickbooks-online';
import { booksHelpers } from '../emulators/quickbooks-online/helpers';
import { synchronize } from '../../lib/sync/synchronize';
import { createWorld, type World } from '../support/world';

const directions = { contacts: 'to-host', products: 'to-host' } as const;

/** A connection whose contacts and products come from QuickBooks Online, which has had them since September. */
async function stage(sync: Record<string, unknown> = {}) {
  const world = await createWorld({ system: 'quickbooks-online', sync: { invoices: false, bills: false, payments: false, startDate: '2026-09-01', directions, ...sync } });
  await world.connect();
  const quickBooks = world.underTest.emulator as QuickBooksOnline;
  return { world, quickBooks, books: booksHelpers(quickBooks.company()) };
}

async function run(world: World): Promise<void> {
  await synchronize(world.context, 'acme', world.queue);
  await world.queue.settled();
}

const contactsNamed = (world: World, name: string) => world.scoro.contacts.filter((contact) => `${contact.name} ${contact.lastname}`.trim() === name);
const journal = async (world: World): Promise<string[]> => (await world.database.journal.toArray()).map(({ text }) => text);

describe('contacts and products from QuickBooks Online', () => {
  test('feature 19: contacts come over once, however often it is synchronized; what Scoro has is found by its name', async () => {
    const { world } = await stage();
    const before = world.scoro.contacts.length;
    await run(world);
    await run(world);
    expect(contactsNamed(world, "O'Brien & Sons")).toMatchObject([{ type: 'company', isClient: true, isSupplier: false }]);
    expect(contactsNamed(world, 'Dublin Cleaning')).toMatchObject([{ isClient: false, isSupplier: true }]);
    for (const name of ['Brouwerij De Linde', 'Papierhandel Smit', 'Groene Stroom Nederland']) expect(contactsNamed(world, name)).toHaveLength(1);
    // Projects are nobody, and nobody is brought who is not dealt with any more.
    expect(contactsNamed(world, 'Website')).toEqual([]);
    expect(contactsNamed(world, 'Closed Shop')).toEqual([]);
    expect(world.scoro.contacts).toHaveLength(before + 3);
  });

  test('feature 21: individuals become persons; a vendor that is a customer too is one contact here, without its mark', async () => {
    const { world, books } = await stage();
    books.addCustomer({ DisplayName: 'Weaver Ltd', CompanyName: 'Weaver Ltd' });
    books.addVendor({ DisplayName: 'Weaver Ltd (v)', CompanyName: 'Weaver Ltd' });
    await run(world);
    expect(contactsNamed(world, 'Maeve Byrne')).toMatchObject([{ type: 'person', name: 'Maeve', lastname: 'Byrne' }]);
    expect(contactsNamed(world, 'Weaver Ltd')).toMatchObject([{ isClient: true, isSupplier: true }]);
    expect(contactsNamed(world, 'Weaver Ltd (v)')).toEqual([]);
  });

  test('feature 19: what is changed in QuickBooks Online later is brought, countries with three letters; what was changed in Scoro too is left', async () => {
    const { world, books } = await stage();
    await run(world);
    const vendor = books.byName('Vendor', 'Dublin Cleaning');
    const customer = books.byName('Customer', "O'Brien & Sons");
    world.clock.advance(120_000);
    books.edit('Vendor', vendor.Id, { BillAddr: { Line1: 'Quay 4', City: 'Dublin', PostalCode: 'D01', Country: 'IE' }, PrimaryEmailAddr: { Address: 'hello@clean.example' } });
    books.edit('Customer', customer.Id, { PrimaryEmailAddr: { Address: 'new@obrien.example' } });
    world.scoro.changeContact(contactsNamed(world, "O'Brien & Sons")[0]!.contactId, { email: ['own@obrien.example'] });
    await run(world);
    expect(contactsNamed(world, 'Dublin Cleaning')).toMatchObject([{ email: ['hello@clean.example'], addresses: [{ country: 'IRL', city: 'Dublin', street: 'Quay 4', zipcode: 'D01' }] }]);
    expect(contactsNamed(world, "O'Brien & Sons")).toMatchObject([{ email: ['own@obrien.example'] }]);
    expect(await journal(world)).toContain("O'Brien & Sons was changed on both sides; Scoro is left as it is.");
  });

  test('feature 45: contacts and products come that were made or changed since the start date, and no others', async () => {
    const { world, books } = await stage({ startDate: '2026-11-01' });
    await run(world);
    expect(contactsNamed(world, 'Dublin Cleaning')).toEqual([]);
    books.edit('Vendor', books.byName('Vendor', 'Dublin Cleaning').Id, { Notes: 'Tuesdays' });
    await run(world);
    expect(contactsNamed(world, 'Dublin Cleaning')).toHaveLength(1);
  });

  test('feature 16: products come over with code, price and accounts; one with the same code is found', async () => {
    const { world } = await stage();
    await run(world);
    await run(world);
    const named = (name: string) => world.scoro.products.filter((product) => product.name === name);
    expect(named('Handbook')).toMatchObject([{ code: 'BOOK', price: '24', isService: false, salesAccountId: account.salesOther }]);
    expect(named('Consulting')).toHaveLength(1);
    expect(named('Fax service')).toEqual([]);
    expect(world.scoro.products.filter(({ code }) => code === 'CONS')).toHaveLength(1);
  });

  test('a lost answer makes no second contact, and a second product neither', async () => {
    const { world } = await stage();
    world.scoro.faults.add({ url: 'contacts/modify', misbehaviour: { do: 'drop-after' }, times: 2 });
    world.scoro.faults.add({ url: 'products/modify', misbehaviour: { do: 'drop-after' } });
    await run(world);
    for (let turn = 0; turn < 3; turn += 1) {
      world.clock.advance(60_000);
      await run(world);
    }
    for (const name of ["O'Brien & Sons", 'Dublin Cleaning', 'Maeve Byrne']) expect(contactsNamed(world, name)).toHaveLength(1);
    expect(world.scoro.products.filter(({ code }) => code === 'BOOK')).toHaveLength(1);
    expect((await world.connection()).sourceLeft).toEqual([]);
    expect(await world.database.intents.count()).toBe(0);
  });

  test('the other way round nothing is brought', async () => {
    const { world } = await stage({ directions: {} });
    const before = [world.scoro.contacts.length, world.scoro.products.length];
    await run(world);
    expect([world.scoro.contacts.length, world.scoro.products.length]).toEqual(before);
  });
});
