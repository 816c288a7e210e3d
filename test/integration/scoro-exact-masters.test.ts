import { describe, expect, test } from 'vitest';
import { account, group } from '../emulators/scoro';
import { accountsNamed, changedLately, itemsCoded, journalOf, nextRun, pairWorld, untilOver, writesTo } from '../support/scoro-exact';
import { addBill, addInvoice, synchronized } from '../support/scope';
import type { World } from '../support/world';

const company = (world: World, name: string, more: Parameters<World['scoro']['addContact']>[0] = {}) => world.scoro.addContact({ name, modified: changedLately.contact, ...more });
const product = (world: World, code: string, more: Parameters<World['scoro']['addProduct']>[0] = {}) =>
  world.scoro.addProduct({ code, name: `Product ${code}`, unit: 'pc', groupId: group.services, salesAccountId: account.sales, modified: changedLately.product, ...more });
const street = (text: string, city = 'Delft') => [{ country: 'NLD', county: '', municipality: '', city, street: text, zipcode: '2611 AA' }];

describe('Scoro with Exact Online: contacts', () => {
  test('feature 19: customers and suppliers changed since the start date go over by themselves, from Scoro to Exact Online, once', async () => {
    const world = await pairWorld({ sync: { startDate: '2026-11-10' } });
    company(world, 'New Customer', { vatno: 'NL111111111B01', email: ['a@new.example'], phone: ['010'], addresses: street('Markt 1\nHoog') });
    company(world, 'New Supplier', { isClient: false, isSupplier: true });
    company(world, 'Old Customer', { modified: '2026-11-09T10:00:00+00:00' });
    await synchronized(world);
    expect(accountsNamed(world, 'New Customer')).toMatchObject([{ Status: 'C', VATNumber: 'NL111111111B01', Email: 'a@new.example', Phone: '010', AddressLine1: 'Markt 1', AddressLine2: 'Hoog', City: 'Delft' }]);
    expect(accountsNamed(world, 'New Supplier')).toMatchObject([{ Status: 'A', IsSupplier: true }]);
    expect(accountsNamed(world, 'Old Customer')).toEqual([]);
    expect(world.scoro.seen.filter(({ url }) => url.includes('/contacts/modify'))).toEqual([]);
    await synchronized(world);
    expect(accountsNamed(world, 'New Customer')).toHaveLength(1);
  });

  test('feature 20: one whose name Exact Online has is that one; with the VAT number even where the names differ, and of several nobody is guessed', async () => {
    const world = await pairWorld();
    world.exact.addAccount({ Name: 'Same Name', Status: 'C' });
    world.exact.addAccount({ Name: 'Other Name B.V.', Status: 'C', VATNumber: 'NL222222222B01' });
    world.exact.addAccount({ Name: 'Twice', Status: 'C' });
    world.exact.addAccount({ Name: 'Twice', Status: 'C' });
    company(world, 'Same Name');
    company(world, 'Other Name', { vatno: 'NL 2222.22.222.B01' });
    const twice = company(world, 'Twice');
    world.forgetCalls();
    await synchronized(world);
    expect(writesTo(world, 'crm/Accounts')).toEqual([]);
    expect(await world.database.mappings.where({ connection: 'acme', kind: 'contact' }).count()).toBe(2);
    expect((await world.database.journal.where({ connection: 'acme' }).toArray()).find(({ document }) => document === `contact/${twice.contactId}`)?.text).toContain('Which customer in Exact Online is Twice?');
  });

  test('feature 21: what a contact is stays: both roles where it has both; one that is neither becomes what the settings say, or stays behind', async () => {
    const world = await pairWorld();
    company(world, 'Both', { isSupplier: true });
    company(world, 'Neither', { isClient: false });
    await synchronized(world);
    expect(accountsNamed(world, 'Both')).toMatchObject([{ Status: 'C', IsSupplier: true }]);
    expect(accountsNamed(world, 'Neither')).toEqual([]);
    for (const [contactStatus, held] of [['prospect', { Status: 'P', IsSupplier: false }], ['suspect', { Status: 'S' }], ['none', { Status: 'A' }], ['customer', { Status: 'C' }], ['supplier', { Status: 'A', IsSupplier: true }]] as const) {
      const other = await pairWorld({ sync: { contactStatus } });
      company(other, 'Neither', { isClient: false });
      await synchronized(other);
      expect(accountsNamed(other, 'Neither')).toMatchObject([held]);
    }
  });

  test('feature 21: one that went over as a prospect becomes a customer with its first invoice, and a supplier with its first bill', async () => {
    const world = await pairWorld({ sync: { contactStatus: 'prospect' } });
    const { contactId } = company(world, 'Prospect', { isClient: false });
    await synchronized(world);
    const { id } = addInvoice(world, '70', { companyId: contactId });
    expect((await world.run('invoice', id)).state).toBe('done');
    expect(accountsNamed(world, 'Prospect')).toMatchObject([{ Status: 'C', IsSupplier: false }]);
    const bill = addBill(world, 'S-1', { companyId: contactId });
    expect((await world.run('bill', bill.id)).state).toBe('done');
    expect(accountsNamed(world, 'Prospect')).toMatchObject([{ Status: 'C', IsSupplier: true }]);
    world.forgetCalls();
    await world.run('bill', addBill(world, 'S-2', { companyId: contactId }).id);
    expect(writesTo(world, 'crm/Accounts')).toEqual([]);
  });

  test('feature 19: what changes in Scoro later is brought, field by field, in one call; what was changed in Exact Online alone stays', async () => {
    const world = await pairWorld();
    const { contactId } = company(world, 'Moving', { email: ['old@moving.example'], phone: ['010'], addresses: street('Markt 1\nHoog') });
    await synchronized(world);
    const [held] = accountsNamed(world, 'Moving');
    Object.assign(held ?? {}, { Phone: '020', Website: 'https://moving.example' });
    world.clock.advance(60_000);
    world.scoro.changeContact(contactId, { email: ['new@moving.example'], addresses: street('Kade 2', 'Gouda') });
    world.forgetCalls();
    await nextRun(world);
    expect(writesTo(world, 'crm/Accounts')).toEqual(['PUT crm/Accounts(…)']);
    expect(accountsNamed(world, 'Moving')).toMatchObject([{ Email: 'new@moving.example', AddressLine1: 'Kade 2', AddressLine2: null, City: 'Gouda', Phone: '020', Website: 'https://moving.example' }]);
    expect(await journalOf(world)).toContain('Moving is updated in Exact Online: e-mail, address.');
    world.forgetCalls();
    await nextRun(world);
    expect(writesTo(world, 'crm/Accounts')).toEqual([]);
  });

  test('feature 19: a change that got no answer is made again, and one that is refused is not tried over and over', async () => {
    const world = await pairWorld();
    const { contactId } = company(world, 'Unlucky');
    await synchronized(world);
    const put = { method: 'PUT', url: '/crm/Accounts' } as const;
    world.exact.faults.add({ ...put, times: 1, misbehaviour: { do: 'drop-after' } });
    world.clock.advance(60_000);
    world.scoro.changeContact(contactId, { email: ['one@unlucky.example'] });
    await nextRun(world).catch(() => undefined);
    await nextRun(world);
    expect(accountsNamed(world, 'Unlucky')).toMatchObject([{ Email: 'one@unlucky.example' }]);

    world.exact.faults.add({ ...put, times: 9, misbehaviour: world.underTest.refusal('Invalid: Email') });
    world.scoro.changeContact(contactId, { email: ['two'] });
    world.forgetCalls();
    await nextRun(world);
    await synchronized(world, 'news');
    expect(writesTo(world, 'crm/Accounts')).toEqual(['PUT crm/Accounts(…)']);
    expect((await world.database.journal.where({ connection: 'acme' }).toArray()).filter(({ event }) => event === 'contact-open')).toHaveLength(1);
  });

  test('feature 23: with contacts switched off only those on sent documents go over', async () => {
    const world = await pairWorld({ sync: { contacts: false } });
    company(world, 'Alone');
    const { contactId } = company(world, 'Invoiced');
    addInvoice(world, '70', { companyId: contactId });
    await synchronized(world);
    expect([accountsNamed(world, 'Alone').length, accountsNamed(world, 'Invoiced').length]).toEqual([0, 1]);
    expect(world.calls().scoro).not.toContain('POST /api/v2/contacts/list');
  });

  test('feature 19: refusals stop it before the ledger closes its door, and the rest goes over later', async () => {
    const world = await pairWorld();
    for (let count = 10; count < 15; count += 1) company(world, `Number ${count}`);
    world.exact.faults.add({ method: 'POST', url: '/crm/Accounts', times: 2, misbehaviour: world.underTest.refusal('Mandatory: Something') });
    await synchronized(world);
    expect([accountsNamed(world, 'Number 11').length, accountsNamed(world, 'Number 12').length]).toEqual([0, 0]);
    expect(world.calls().exact.filter((call) => call.startsWith('POST')).length).toBe(2);
    expect(await untilOver(world, 60)).toBeGreaterThan(0);
    expect(['12', '13', '14'].map((count) => accountsNamed(world, `Number ${count}`).length)).toEqual([1, 1, 1]);
  });
});

describe('Scoro with Exact Online: products', () => {
  test('feature 16, 17: products changed since the start date go over by themselves, from Scoro to Exact Online, by their code; one with the code is found', async () => {
    const world = await pairWorld({ sync: { startDate: '2026-11-10' } });
    world.exact.addItem({ Code: 'KNOWN', Description: 'Known there under another name' });
    product(world, 'NEW', { name: 'Brand new', unit: 'hour' });
    product(world, 'KNOWN');
    product(world, 'OLD', { modified: '2026-11-09 10:00:00' });
    product(world, 'OFF', { isActive: false });
    product(world, '', { name: 'Without a code' });
    await synchronized(world);
    expect(itemsCoded(world, 'NEW')).toMatchObject([{ Description: 'Brand new', ItemGroupCode: 'ADV', IsSalesItem: true }]);
    expect(String(itemsCoded(world, 'NEW')[0]?.['Unit']).trim()).toBe('hour');
    expect(itemsCoded(world, 'KNOWN')).toMatchObject([{ Description: 'Known there under another name' }]);
    expect([itemsCoded(world, 'OLD').length, itemsCoded(world, 'OFF').length]).toEqual([0, 0]);
    expect(await journalOf(world)).toContain('1 product has no code, by which Exact Online knows items: it was passed over.');
    world.forgetCalls();
    await synchronized(world);
    expect(writesTo(world, 'logistics/Items')).toEqual([]);
  });

  test('feature 14, 15: a product whose unit or group leads nowhere is said and costs no call to write; mended, it goes over', async () => {
    const world = await pairWorld();
    product(world, 'ODD', { unit: 'barrel', groupId: group.goods });
    world.forgetCalls();
    await synchronized(world);
    expect([itemsCoded(world, 'ODD').length, writesTo(world, 'logistics/Items')]).toEqual([0, []]);
    expect((await journalOf(world)).find((text) => text.includes('barrel'))).toContain('is not a unit in Exact Online');
    await world.database.mappings.put({ connection: 'acme', kind: 'unit', host: 'barrel', ledger: 'pc', origin: 'hand', used: 0, updatedAt: 0 });
    await world.database.mappings.put({ connection: 'acme', kind: 'itemGroup', host: String(group.goods), ledger: 'PROD', origin: 'hand', used: 0, updatedAt: 0 });
    await synchronized(world);
    expect(itemsCoded(world, 'ODD')).toMatchObject([{ ItemGroupCode: 'PROD' }]);
  });

  test('feature 14: a product of a group that is newer than the reference data is matched by its name all the same', async () => {
    const world = await pairWorld();
    world.scoro.productGroups.push({ id: 77, parentId: 0, name: 'Producten' });
    product(world, 'FRESH', { groupId: 77 });
    await synchronized(world);
    expect(itemsCoded(world, 'FRESH')).toMatchObject([{ ItemGroupCode: 'PROD' }]);
  });

  test('feature 16: a later name goes over, the unit with it; a price is said to be kept elsewhere, and what was changed there alone stays', async () => {
    const world = await pairWorld();
    const { productId } = product(world, 'NEW');
    await synchronized(world);
    Object.assign(itemsCoded(world, 'NEW')[0] ?? {}, { ExtraDescription: 'By hand' });
    world.clock.advance(60_000);
    world.scoro.site.changeProduct(productId, { name: 'Renamed', price: '99', unit: 'hour' });
    world.forgetCalls();
    await nextRun(world);
    expect(writesTo(world, 'logistics/Items')).toEqual(['PUT logistics/Items(…)']);
    expect(itemsCoded(world, 'NEW')).toMatchObject([{ Description: 'Renamed', ExtraDescription: 'By hand' }]);
    expect(String(itemsCoded(world, 'NEW')[0]?.['Unit']).trim()).toBe('hour');
    expect((await journalOf(world)).find((text) => text.startsWith('Product NEW is updated'))).toBe('Product NEW is updated in Exact Online: name, unit. What Exact Online has as its price stays: it is not kept with the item there, or leads nowhere.');
  });

  test('feature 18: with products switched off only those on documents sent by the button go over, and what stands in their way holds no document up', async () => {
    const world = await pairWorld({ sync: { products: false } });
    product(world, 'ALONE');
    const { productId } = product(world, 'USED');
    const odd = product(world, 'ODD', { unit: 'barrel' });
    const line = (id: number) => ({ lines: [{ name: 'Something', price: '100', productId: id, vatCodeId: 301 }] });
    addInvoice(world, '70', line(productId));
    await synchronized(world);
    expect(world.underTest.documents('invoice').map(({ number }) => number)).toContain('70');
    expect(itemsCoded(world, 'USED')).toEqual([]);

    const pressed = addInvoice(world, '71', line(productId));
    expect((await world.run('invoice', pressed.id)).state).toBe('done');
    expect([itemsCoded(world, 'ALONE').length, itemsCoded(world, 'USED').length]).toEqual([0, 1]);
    const hindered = addInvoice(world, '72', line(odd.productId));
    expect((await world.run('invoice', hindered.id)).state).toBe('done');
    expect(itemsCoded(world, 'ODD')).toEqual([]);
    expect((await journalOf(world)).some((text) => text.startsWith('The product Product ODD did not go along: ') || text.includes('did not go along'))).toBe(true);
  });
});
