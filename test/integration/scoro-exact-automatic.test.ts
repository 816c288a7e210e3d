import { describe, expect, test } from 'vitest';
import { planRuns, runDue } from '../../lib/sync/automatic';
import { applySettings } from '../../lib/sync/settings-file';
import { contact } from '../emulators/scoro';
import { accountsNamed, changedLately, itemsCoded, journalOf, nextRun, pairWorld, untilOver } from '../support/scoro-exact';
import { addBill, addInvoice, synchronized } from '../support/scope';
import type { World } from '../support/world';

const minute = 60_000;
const hostCalls = (world: World): string[] => world.calls().scoro.map((call) => call.replace('POST /api/v2/', ''));
const ledgerCalls = (world: World): string[] => world.calls().exact.map((call) => call.replace(/\/api\/v1\/\d+\//, '').replace(/[?(].*/, ''));

describe('Scoro with Exact Online: by itself', () => {
  test('feature 40: it begins five minutes after it was switched on, and all that was changed goes over, in order: contacts, products, invoices and bills, payments', async () => {
    const world = await pairWorld({ sync: { mode: 'automatic' } });
    world.scoro.addContact({ name: 'Changed', modified: changedLately.contact });
    world.scoro.addProduct({ code: 'NEW', name: 'New', modified: changedLately.product });
    addInvoice(world, '70');
    addBill(world, 'S-70', { companyId: contact.paper });
    const due = await planRuns(world.context);
    expect(due).toBe(world.clock.now() + 5 * minute);
    world.clock.advance(5 * minute);
    world.forgetCalls();
    await runDue(world.context, world.queue);
    await world.queue.settled();
    const [contacts, products, invoices, bills] = ['contacts', 'products', 'invoices', 'bills'].map((module) => hostCalls(world).indexOf(`${module}/list`));
    expect([contacts, products, invoices, bills].every((place) => place !== undefined && place >= 0)).toBe(true);
    expect([contacts, products, invoices, bills]).toEqual([contacts, products, invoices, bills].toSorted((a, b) => Number(a) - Number(b)));
    expect(ledgerCalls(world).indexOf('POST crm/Accounts')).toBeLessThan(ledgerCalls(world).indexOf('POST logistics/Items'));
    expect(world.underTest.documents().map(({ number }) => number)).toEqual(expect.arrayContaining(['70', 'S-70']));
    expect(ledgerCalls(world)).toContain('GET sync/Cashflow/PaymentTerms');
  });

  test('feature 40: a run that finds nothing new costs four lists of the host at most, and the ledger\'s feeds, however much was sent before', async () => {
    const world = await pairWorld();
    for (let count = 10; count < 30; count += 1) addInvoice(world, `70${count}`, { companyId: contact.brewery });
    for (let count = 0; count < 20; count += 1) world.scoro.addContact({ name: `Changed ${count}`, modified: changedLately.contact });
    await synchronized(world);
    for (let minutes = 0; minutes < 5; minutes += 1) await world.pass(60);
    await untilOver(world);
    world.clock.advance(3_600_000);
    world.forgetCalls();
    await synchronized(world, 'news');
    expect(hostCalls(world)).toEqual(['contacts/list', 'products/list', 'invoices/list', 'bills/list']);
    expect(world.calls().exact.length).toBeLessThanOrEqual(3);
    // Within the hour the lists of contacts and products are left alone.
    world.clock.advance(5 * minute);
    world.forgetCalls();
    await synchronized(world, 'news');
    expect(hostCalls(world)).toEqual(['invoices/list', 'bills/list']);
  });

  test.each([1, 2, 5])('feature 40: %d changed contacts cost one list and one call each, and no document is read', async (changed) => {
    const world = await pairWorld();
    const ids = Array.from({ length: 8 }, (_, index) => world.scoro.addContact({ name: `Contact ${index}`, modified: changedLately.contact }).contactId);
    addInvoice(world, '70', { companyId: ids[0] ?? 0 });
    await synchronized(world);
    await untilOver(world);
    world.clock.advance(minute);
    for (const id of ids.slice(0, changed)) world.scoro.changeContact(id, { email: [`${id}@changed.example`] });
    world.forgetCalls();
    await nextRun(world);
    expect(hostCalls(world)).toEqual(['contacts/list', 'products/list', 'invoices/list', 'bills/list']);
    expect(ledgerCalls(world).filter((call) => call.includes('crm/Accounts'))).toEqual(Array.from({ length: changed }, () => 'PUT crm/Accounts'));
  });

  test('feature 40: many contacts leave room for documents and clicks, and go on minute by minute until all are over, in manual mode too', async () => {
    const world = await pairWorld();
    for (let count = 100; count < 160; count += 1) world.scoro.addContact({ name: `Number ${count}`, modified: changedLately.contact });
    addInvoice(world, '70', { companyId: contact.brewery });
    world.clock.advance(minute);
    await synchronized(world);
    expect(world.underTest.documents('invoice').map(({ number }) => number)).toContain('70');
    expect((await journalOf(world)).some((text) => text.includes('left for later: Exact Online allows no more calls for now.'))).toBe(true);
    expect((await world.connection()).walkAgainAt).toBeGreaterThan(world.clock.now());
    expect(await planRuns(world.context)).toBe((await world.connection()).walkAgainAt);
    for (let minutes = 0; minutes < 10; minutes += 1) {
      world.clock.advance(minute);
      await runDue(world.context, world.queue);
    }
    expect(Array.from({ length: 60 }, (_, index) => accountsNamed(world, `Number ${100 + index}`).length)).toEqual(Array.from({ length: 60 }, () => 1));
    expect(await planRuns(world.context)).toBeNull();
  }, 30_000);

  test('feature 40: with most of Scoro\'s day used up no more contacts are listed, and documents still go', async () => {
    const world = await pairWorld({ scoro: { requestsPerDay: 100 } });
    await world.database.connections.where({ id: 'acme' }).modify((row) => void (row.host.requestsPerDay = 100));
    world.scoro.addContact({ name: 'Later', modified: changedLately.contact });
    addInvoice(world, '70', { companyId: contact.brewery });
    const [key] = await world.database.budgets.filter((row) => row.key.includes('scoro')).primaryKeys();
    await world.database.budgets.where('key').equals(key ?? '').modify((row) => void (row.day.used = 75));
    world.forgetCalls();
    await synchronized(world, 'news');
    expect(hostCalls(world)).not.toContain('contacts/list');
    expect(world.underTest.documents('invoice').map(({ number }) => number)).toContain('70');
    world.clock.advance(24 * 3_600_000);
    await untilOver(world);
    expect(accountsNamed(world, 'Later')).toHaveLength(1);
  });

  test.each([['contacts', '/contacts/list'], ['products', '/products/list']] as const)('feature 40: %s that cannot be listed keep no document from going; it is said once, and tried again later', async (kind, url) => {
    const world = await pairWorld();
    world.scoro.faults.add({ url, times: 1, misbehaviour: { do: 'answer-before', status: 200, contentType: 'application/json', body: JSON.stringify({ status: 'ERROR', statusCode: 403, messages: { error: ['Permission denied'] } }) } });
    world.scoro.addContact({ name: 'Later', modified: changedLately.contact });
    world.scoro.addProduct({ code: 'LATER', name: 'Later', modified: changedLately.product });
    addInvoice(world, '70', { companyId: contact.brewery });
    await synchronized(world, 'news');
    expect(world.underTest.documents('invoice').map(({ number }) => number)).toContain('70');
    expect((await journalOf(world)).filter((text) => text.startsWith(`What changed of ${kind} goes over later: Scoro does not allow this call`))).toHaveLength(1);
    await untilOver(world);
    expect([accountsNamed(world, 'Later').length, itemsCoded(world, 'LATER').length]).toEqual([1, 1]);
  });

  test('feature 40: with other settings in the middle of it, it begins anew', async () => {
    const world = await pairWorld();
    for (let count = 0; count < 30; count += 1) world.scoro.addContact({ name: `Number ${count}`, modified: changedLately.contact });
    world.scoro.addContact({ name: 'Neither', isClient: false, modified: changedLately.contact });
    await synchronized(world);
    expect((await world.connection()).walks?.contacts?.under).toBeDefined();
    const [acme] = world.settings.connections;
    await applySettings(world.context, JSON.stringify({ version: 1, connections: [{ ...acme, sync: { ...acme?.sync, contactStatus: 'prospect' } }] }));
    expect((await world.connection()).walks).toBeUndefined();
    await synchronized(world);
    await untilOver(world);
    expect(accountsNamed(world, 'Neither')).toMatchObject([{ Status: 'P' }]);
  });

  test('feature 49: what goes wrong in a run is in the log with what it is about, and a document\'s error stays open until it is mended', async () => {
    const world = await pairWorld();
    const { contactId } = world.scoro.addContact({ name: '', modified: changedLately.contact });
    const { id } = addInvoice(world, '70', { lines: [{ name: 'Old rate', price: '100', vatCodeId: 304 }] });
    await synchronized(world);
    const rows = await world.database.journal.where({ connection: 'acme' }).toArray();
    expect(rows.find(({ document }) => document === `contact/${contactId}`)?.text).toContain('has no name');
    expect((await world.job('invoice', id)).state).toBe('blocked');
    expect((await world.job('invoice', id)).problems[0]).toMatchObject({ code: 'tax-code-unmapped' });
    world.scoro.changeInvoice(id, { lines: [{ name: 'New rate', price: '100', vatCodeId: 301 }] });
    expect((await world.run('invoice', id)).state).toBe('done');
    expect((await world.job('invoice', id)).problems).toEqual([]);
  });
});
