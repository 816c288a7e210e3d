import { describe, expect, test } from 'vitest';
import { openSession } from '../../lib/sync/session';
import { saveConnection } from '../../lib/sync/settings-file';
import { listDocuments } from '../../lib/sync/synchronize';
import { contact } from '../emulators/scoro';
import { ledgerIds } from '../support/ledgers';
import { addBill, addInvoice, emptyWorld, numbersIn, synchronized } from '../support/scope';
import type { World } from '../support/world';

/** Two views of the site; without an invoice or a bill in each the rest would prove nothing. */
function views(world: World) {
  const invoices = world.scoro.addBookmark({ name: 'For the books', module: 'invoices', filter: { company_id: contact.acme } });
  const bills = world.scoro.addBookmark({ name: 'Approved', module: 'bills', filter: { no: ['72'] } });
  const inside = addInvoice(world, '70');
  const outside = addInvoice(world, '71', { companyId: contact.bakery });
  addBill(world, '72');
  const outsideBill = addBill(world, '73');
  return { invoices: String(invoices.id), bills: String(bills.id), inside, outside, outsideBill };
}

const choose = async (world: World, bookmarks: Record<string, string>): Promise<void> => {
  const { id, host, ledger, sync } = await world.connection();
  await saveConnection(world.context, { id, host, ledger, sync: { ...sync, bookmarks } });
};

describe.each(ledgerIds)('%s', (system) => {
  test('feature 46: what is outside of the chosen views does not go over, neither by hand nor by itself', async () => {
    const world = await emptyWorld(system);
    const { invoices, bills } = views(world);
    await choose(world, { invoices, bills });
    await synchronized(world);
    expect(numbersIn(world)).toEqual(['70', '72']);
    addInvoice(world, '74', { companyId: contact.bakery });
    addInvoice(world, '75');
    await world.pass(600);
    await synchronized(world, 'news');
    expect(numbersIn(world)).toEqual(['70', '72', '75']);
  });

  test('feature 46: a document outside of the view is still sent by the press on its own page', async () => {
    const world = await emptyWorld(system);
    const { invoices, outside } = views(world);
    await choose(world, { invoices });
    expect((await world.run('invoice', outside.id)).state).toBe('done');
    expect(numbersIn(world)).toEqual(['71']);
  });

  test('feature 46: a view without a choice limits nothing', async () => {
    const world = await emptyWorld(system);
    const { invoices } = views(world);
    await choose(world, { invoices });
    await synchronized(world);
    expect(numbersIn(world)).toEqual(['70', '72', '73']);
    await choose(world, {});
    await synchronized(world);
    expect(numbersIn(world)).toEqual(['70', '71', '72', '73']);
  });

  test.each([['is gone', '99999'], ['is one of bills', null], ['is no number', 'Unpaid']])('feature 46: nothing goes over where the view %s, rather than everything', async (_what, id) => {
    const world = await emptyWorld(system);
    const { bills } = views(world);
    await choose(world, { invoices: id ?? bills, bills });
    await expect(synchronized(world)).rejects.toThrow(/[Bb]ookmark/);
    await world.queue.settled();
    expect(numbersIn(world)).toEqual([]);
    expect((await world.database.journal.toArray()).at(-1)).toMatchObject({ event: 'synchronize-failed', tone: 'bad' });
  });

  test('feature 43: the list to select from is what the views hold, and is read anew when another is chosen', async () => {
    const world = await emptyWorld(system);
    const { invoices, bills, inside, outside, outsideBill } = views(world);
    const listed = async () => (await listDocuments(world.context, await openSession(world.context, await world.connection()))).map(({ id }) => Number(id));
    await choose(world, { invoices, bills });
    expect(await listed()).toContain(inside.id);
    expect((await world.database.documents.toArray()).map(({ number }) => number).sort()).toEqual(['70', '72']);
    await choose(world, {});
    expect(await world.database.documents.count()).toBe(0);
    expect(await listed()).toEqual(expect.arrayContaining([inside.id, outside.id, outsideBill.id]));
  });
});
