import { describe, expect, test } from 'vitest';
import { sendContact } from '../../lib/sync/send-contacts';
import { openSession } from '../../lib/sync/session';
import { ledgerIds } from '../support/ledgers';
import { addInvoice, emptyWorld, synchronized } from '../support/scope';
import type { World } from '../support/world';

/** A bookmark of everybody whose kind of contact is a person: only the contacts of this test are. */
async function withBookmark(world: World): Promise<void> {
  const { id } = world.scoro.addBookmark({ name: 'For the books', module: 'contacts', filter: { contact_type: 'person' } });
  await world.database.connections.where({ id: 'acme' }).modify((row) => void (row.sync = { ...row.sync, bookmarks: { contacts: String(id) } }));
}
const person = (world: World, lastname: string, more: Parameters<World['scoro']['addContact']>[0] = {}) => world.scoro.addContact({ type: 'person', name: 'Zoë', lastname, modified: '2026-11-10T10:00:00+00:00', ...more });
const persons = (world: World): string[] => world.underTest.masters().filter((name) => name.includes('Zoë')).map((name) => name.replace(/^.*Zoë /, '')).sort();

describe.each(ledgerIds)('%s', (system) => {
  test('feature 46: contacts of the chosen bookmark go over by themselves, once', async () => {
    const world = await emptyWorld(system);
    await withBookmark(world);
    person(world, 'Customer');
    person(world, 'Supplier', { isClient: false, isSupplier: true });
    person(world, 'Nobody', { isClient: false });
    world.scoro.addContact({ name: 'Zoë Outside' });
    await synchronized(world);
    expect(persons(world)).toEqual(['Customer', 'Supplier']);
    world.forgetCalls();
    await synchronized(world);
    expect(persons(world)).toEqual(['Customer', 'Supplier']);
    expect(world.calls().ledger.filter((call) => /Accounts|customer|vendor/i.test(call) && !/changedSince|cdc/i.test(call))).toEqual([]);
  });

  test('feature 45: of contacts those count that were changed since the start date', async () => {
    const world = await emptyWorld(system, { sync: { startDate: '2026-11-10' } });
    await withBookmark(world);
    person(world, 'Before', { modified: '2026-11-09T10:00:00+00:00' });
    person(world, 'After', { modified: '2026-11-11T10:00:00+00:00' });
    await synchronized(world);
    expect(persons(world)).toEqual(['After']);
  });

  test('feature 19, 23: without a bookmark all of them go over; with contacts switched off only those on documents', async () => {
    for (const sync of [{}, { contacts: false }]) {
      const world = await emptyWorld(system, { sync });
      if (sync.contacts === false) {
        await withBookmark(world);
        await world.database.connections.where({ id: 'acme' }).modify((row) => void (row.sync = { ...row.sync, contacts: false }));
      }
      person(world, 'Alone');
      const { contactId } = person(world, 'Invoiced', { type: 'company', name: 'Zoë Invoiced', lastname: '' });
      addInvoice(world, '70', { companyId: contactId });
      await synchronized(world);
      expect(persons(world)).toEqual(sync.contacts === false ? ['Invoiced'] : ['Alone', 'Invoiced']);
    }
  });

  test('feature 19: what changes in the host later is brought, and nothing is where nothing did', async () => {
    const world = await emptyWorld(system);
    const { contactId } = person(world, 'Moving', { email: ['old@moving.example'] });
    await synchronized(world);
    const held = () => JSON.stringify(world.underTest.emulator.dump(), (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
    expect(held()).toContain('old@moving.example');
    world.scoro.changeContact(contactId, { email: ['new@moving.example'], modified: '2026-11-21T10:30:00+00:00' });
    world.clock.advance(3_600_000);
    await synchronized(world, 'news');
    expect([held().includes('new@moving.example'), held().includes('old@moving.example'), persons(world)]).toEqual([true, false, ['Moving']]);
    world.clock.advance(3_600_000);
    world.forgetCalls();
    await synchronized(world, 'news');
    expect(world.calls().ledger.filter((call) => /^(PUT|POST).*(Accounts|customer\?)/.test(call))).toEqual([]);
  });

  test('feature 46: a new contact goes over with the next run for news', async () => {
    const world = await emptyWorld(system);
    await withBookmark(world);
    await synchronized(world, 'news');
    // The lists of contacts keep to a tenth of the host's day: an hour lies between two of them.
    world.clock.advance(3_600_000);
    person(world, 'Later', { modified: '2026-11-21T10:05:00+00:00' });
    await synchronized(world, 'news');
    expect(persons(world)).toEqual(['Later']);
  });
});

test('feature 46: contacts leave room for others in the ledger\'s minute, and the rest goes over with the next runs', async () => {
  const world = await emptyWorld('exact-online');
  await withBookmark(world);
  for (let count = 10; count < 40; count += 1) person(world, `Number ${count}`);
  world.clock.advance(60_000);
  await synchronized(world, 'news');
  const first = persons(world).length;
  expect(first).toBeGreaterThan(5);
  expect(first).toBeLessThan(30);
  expect((await world.database.journal.toArray()).map(({ text }) => text)).toContain(`${30 - first} contacts are left for later: Exact Online allows no more calls for now.`);
  for (let run = 0; run < 4; run += 1) {
    world.clock.advance(300_000);
    await synchronized(world, 'news');
  }
  expect(persons(world)).toHaveLength(30);
});

describe.each(ledgerIds)('%s', (system) => {
  const send = async (world: World, id: number, role: 'customer' | 'supplier' = 'customer') => {
    await sendContact(world.context, await openSession(world.context, await world.connection()), { id: String(id), name: '' }, role);
  };

  test('feature 42: one contact is sent from its own page, once, without a document', async () => {
    const world = await emptyWorld(system);
    const { contactId } = person(world, 'Alone', { isClient: false });
    await send(world, contactId);
    expect(persons(world)).toEqual(['Alone']);
    world.forgetCalls();
    await send(world, contactId);
    expect([persons(world), world.calls().ledger]).toEqual([['Alone'], []]);
  });

  test('feature 42: an answer that is lost makes no second contact: the first is found and linked', async () => {
    const world = await emptyWorld(system);
    const { contactId } = person(world, 'Lost', { isClient: false });
    world.underTest.emulator.faults.add({ ...world.underTest.requests.contact.invoice, times: 1, misbehaviour: { do: 'drop-after' } });
    await expect(send(world, contactId)).rejects.toThrow();
    expect(persons(world)).toEqual(['Lost']);
    world.clock.advance(180_000);
    await send(world, contactId);
    expect(persons(world)).toEqual(['Lost']);
    expect((await world.database.mappings.where({ connection: 'acme', kind: 'contact' }).toArray()).filter(({ hostName }) => hostName?.includes('Lost'))).toHaveLength(1);
    expect(await world.database.intents.count()).toBe(0);
  });
});
