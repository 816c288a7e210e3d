import { beforeEach, describe, expect, test } from 'vitest';
import { messageTable } from '../../lib/messages';
import type { ConnectionRow } from '../../lib/storage/rows';
import { isDue, listStates } from '../../lib/sync/list-states';
import { openSession } from '../../lib/sync/session';
import { listDocuments } from '../../lib/sync/synchronize';
import { addInvoice, emptyWorld } from '../support/scope';
import type { World } from '../support/world';

const site = 'https://acme.scoro.com';
const invoice = (id: number | string) => ({ kind: 'invoice' as const, id: String(id) });

let world: World;
beforeEach(async () => {
  world = await emptyWorld('exact-online');
});

const list = async () => listDocuments(world.context, await openSession(world.context, await world.connection()));
const chips = async (ids: (number | string)[], origin = site) =>
  (await listStates(world.context, origin, ids.map(invoice))).map(({ document, chips: of }) => [document.id, ...of.map(({ short, word }) => (short ? `${short}: ${word}` : word))]);
/** As after a synchronization: the whole list was read. */
const wasListed = async () => {
  await list();
  await world.database.connections.update('acme', { listedWholeAt: world.clock.now() });
};
const second = async (of: Partial<ConnectionRow>) => world.database.connections.put({ ...(await world.connection()), id: 'books', ...of });

describe('feature 43: the states on a list of the host', () => {
  test('say a word for each document, without a call', async () => {
    const [one, two] = [addInvoice(world, '70').id, addInvoice(world, '71').id];
    await world.run('invoice', one);
    await list();
    world.forgetCalls();
    expect(await listStates(world.context, site, [invoice(one), invoice(two)])).toEqual([
      { document: invoice(one), chips: [{ ledger: 'Exact Online', short: '', word: 'Sent', tone: 'ok', busy: false }] },
      { document: invoice(two), chips: [{ ledger: 'Exact Online', short: '', word: 'Not sent', tone: 'none', busy: false }] },
    ]);
    expect(world.calls()).toMatchObject({ ledger: [], scoro: [] });
  });

  test('follow the jobs', async () => {
    const { id } = addInvoice(world, '70');
    await list();
    world.exact.faults.add({ ...world.underTest.requests.create.invoice, misbehaviour: world.underTest.refusal('Not today') });
    const job = await world.run('invoice', id);
    expect((await listStates(world.context, site, [invoice(id)]))[0]?.chips[0]).toMatchObject({ word: 'Needs attention', tone: 'bad', busy: false });
    await world.database.jobs.update(job.id, { state: 'unknown' });
    expect((await listStates(world.context, site, [invoice(id)]))[0]?.chips[0]).toMatchObject({ word: 'Checking', busy: true });
  });

  test('are silent on what is out of scope, and call new what came since the list was read', async () => {
    const old = addInvoice(world, '69', { date: '2025-12-31' }).id;
    const one = addInvoice(world, '70').id;
    expect(await chips([old, one])).toEqual([[String(old), 'Not sent'], [String(one), 'Not sent']]);
    await wasListed();
    expect(await chips([old, one, one + 1])).toEqual([[String(one), 'Not sent'], [String(one + 1), 'Not sent']]);
    // Sent by hand all the same, it shows.
    await world.run('invoice', old);
    expect(await chips([old])).toEqual([[String(old), 'Sent']]);
  });

  test('are silent on kinds that are not synchronized or come from the ledger, and on what is deleted', async () => {
    const { id } = addInvoice(world, '70');
    await world.database.connections.where({ id: 'acme' }).modify((row) => void (row.sync.invoices = false));
    expect(await chips([id])).toEqual([]);
    await world.database.connections.where({ id: 'acme' }).modify((row) => void Object.assign(row.sync, { invoices: true }));
    await list();
    await world.database.documents.where({ connection: 'acme' }).modify((row) => void (row.deleted = true));
    expect(await chips([id])).toEqual([]);
  });

  test('are one a ledger where there are several, by short names, and by companies where those are the same', async () => {
    const { id } = addInvoice(world, '70');
    await world.run('invoice', id);
    await second({ ledger: { system: 'quickbooks-online', environment: 'sandbox', clientId: 'c', company: '1' } });
    expect(await chips([id])).toEqual([[String(id), 'Exact: Sent', 'QuickBooks: Not sent']]);
    await second({ companyName: 'Other BV' });
    expect(await chips([id])).toEqual([[String(id), expect.stringMatching(/^Exact, .+: Sent$/), 'Exact, Other BV: Not sent']]);
  });

  test('are none for pages of another site, for what is disconnected, and for those who do not see the bar', async () => {
    const { id } = addInvoice(world, '70');
    await world.run('invoice', id);
    expect(await chips([id], 'https://other.scoro.com')).toEqual([]);
    expect(await chips([id], '')).toEqual([]);
    await world.database.connections.where({ id: 'acme' }).modify((row) => void Object.assign(row, { me: 'me@acme.example', sync: { ...row.sync, users: ['boss@acme.example'] } }));
    expect(await chips([id])).toEqual([]);
    await world.database.connections.update('acme', { me: 'boss@acme.example' });
    expect(await chips([id])).toEqual([[String(id), 'Sent']]);
    await world.database.connections.update('acme', { state: 'not-connected' });
    expect(await chips([id])).toEqual([]);
  });

  test('are asked for 200 at a time', () => {
    const { request } = messageTable.listStates;
    const documents = Array.from({ length: 201 }, (_, id) => invoice(id));
    expect([request.safeParse({ documents: documents.slice(1) }).success, request.safeParse({ documents }).success]).toEqual([true, false]);
  });
});

test('a document nobody has listed is due where it can only be new', () => {
  const connection = (bookmark?: string, listedWholeAt: number | undefined = 1) => ({ sync: (bookmark ? { bookmarks: { invoices: bookmark } } : {}) as ConnectionRow['sync'], listedWholeAt });
  expect(isDue(connection(), invoice('101'), '100')).toBe(true);
  expect(isDue(connection(), invoice('99'), '100')).toBe(false);
  expect(isDue(connection(), invoice('99'), null)).toBe(true);
  // Whether it is in the bookmark only the host knows; ids that do not count say nothing.
  expect(isDue(connection('7'), invoice('101'), '100')).toBe(false);
  expect(isDue(connection(), invoice('b-2'), 'b-1')).toBe(false);
  expect(isDue({ sync: connection().sync }, invoice('1'), '100')).toBe(true);
});
