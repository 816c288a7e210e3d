import { expect, test } from 'vitest';
import { createWorld } from '../support/world';

async function sent() {
  const world = await createWorld();
  await world.connect();
  await world.run('invoice', 1001);
  const link = await world.link('invoice', 1001);
  if (!link) throw new Error('Not sent');
  world.forgetCalls();
  return { world, entryId: link.ledgerId };
}

test('open, partly paid, paid: with amounts and the date (fault 41)', async () => {
  const { world, entryId } = await sent();
  await world.run('invoice', 1001, 'fetch');
  expect((await world.link('invoice', 1001))?.payment).toMatchObject({ state: 'open', paid: '0', open: '1210' });

  world.exact.bookPayment(entryId, '484', '2026-11-12');
  await world.run('invoice', 1001, 'fetch');
  expect((await world.link('invoice', 1001))?.payment).toMatchObject({ state: 'partly', paid: '484', open: '726' });
  expect(world.scoro.receipts.filter(({ receipts }) => receipts.some(({ documentId }) => documentId === 1001))).toHaveLength(0);

  world.exact.bookPayment(entryId, '726', '2026-11-20');
  await world.run('invoice', 1001, 'fetch');
  expect((await world.link('invoice', 1001))?.payment).toMatchObject({ state: 'paid', paid: '1210', open: '0', date: '2026-11-20' });

  world.exact.reversePayment(entryId);
  await world.run('invoice', 1001, 'fetch');
  expect((await world.link('invoice', 1001))?.payment?.state).not.toBe('paid');
});

test('a fully paid document gets its receipt in Scoro once, however often it is fetched', async () => {
  const { world, entryId } = await sent();
  world.exact.bookPayment(entryId, '1210', '2026-11-20');
  for (let time = 0; time < 3; time += 1) await world.run('invoice', 1001, 'fetch');
  const receipts = world.scoro.receipts.flatMap((group) => group.receipts).filter(({ documentId }) => documentId === 1001);
  expect(receipts).toHaveLength(1);
  expect((await world.link('invoice', 1001))?.receipt).not.toBeNull();
});

test('a receipt whose answer was lost is not recorded twice', async () => {
  const { world, entryId } = await sent();
  world.exact.bookPayment(entryId, '1210', '2026-11-20');
  world.scoro.faults.add({ url: 'receipts/modify', misbehaviour: { do: 'drop-after' } });
  await world.run('invoice', 1001, 'fetch');
  for (let time = 0; time < 20; time += 1) await world.pass(5);
  expect((await world.job('invoice', 1001, 'fetch')).state).toBe('done');
  expect(world.scoro.receipts.flatMap((group) => group.receipts).filter(({ documentId }) => documentId === 1001)).toHaveLength(1);
});

test('payments of many documents cost two calls, not one each', async () => {
  const world = await createWorld();
  await world.connect();
  const first = world.scoro.invoices.find(({ id }) => id === 1001);
  const ids = [1001];
  for (let count = 0; count < 8; count += 1) ids.push(world.scoro.addInvoice({ lines: first?.lines ?? [], companyId: first?.companyId ?? 0, no: String(20269000 + count) }).id);
  for (const id of ids) await world.run('invoice', id);
  for (const id of ids) world.exact.bookPayment((await world.link('invoice', id))?.ledgerId ?? '', '100', '2026-11-20');
  world.forgetCalls();
  await world.run('invoice', 1001, 'fetch');
  expect(world.calls().exact.length).toBeLessThanOrEqual(2);
  const states = await Promise.all(ids.map(async (id) => (await world.link('invoice', id))?.payment?.state));
  expect(states).toEqual(ids.map(() => 'partly'));
});

test('fault 38: deleted in the ledger is said only when it is proven, and it can be sent again', async () => {
  const { world, entryId } = await sent();
  await world.run('invoice', 1001, 'fetch');
  world.exact.deleteEntry(entryId);
  await world.run('invoice', 1001, 'fetch');
  expect((await world.link('invoice', 1001))?.remote).toBe('deleted');
  await world.run('invoice', 1001);
  expect(await world.link('invoice', 1001)).toMatchObject({ remote: 'present', generation: 1 });
  expect(world.exact.company().salesEntries).toHaveLength(1);
});

test('fault 38: deleted before payments were ever asked for is told too', async () => {
  const { world, entryId } = await sent();
  world.exact.deleteEntry(entryId);
  await world.run('invoice', 1001, 'fetch');
  expect((await world.link('invoice', 1001))?.remote).toBe('deleted');
});

test('fault 40: a failed read is never taken for a deletion', async () => {
  const { world, entryId } = await sent();
  await world.run('invoice', 1001, 'fetch');
  world.exact.deleteEntry(entryId);
  world.exact.faults.add({ method: 'GET', url: 'SalesEntries', times: 20, misbehaviour: { do: 'answer-before', status: 503, body: '' } });
  await world.run('invoice', 1001, 'fetch');
  expect((await world.link('invoice', 1001))?.remote).toBe('present');
});

test('pain 44: a document changed in Scoro after sending shows it, with the differences', async () => {
  const { world } = await sent();
  world.scoro.changeInvoice(1001, { deadline: '2026-12-31' });
  const job = await world.run('invoice', 1001, 'fetch');
  expect((await world.link('invoice', 1001))?.changed).toBe(true);
  expect(job.differences?.find(({ field }) => field === 'Due date')).toMatchObject({ differs: true });
  expect(job.updatable).toMatch(/can still be updated/);
  await world.run('invoice', 1001);
  expect((await world.link('invoice', 1001))?.changed).toBe(false);
});

test('without the right to read deletions payments are fetched all the same, and it is not asked for again', async () => {
  const { world, entryId } = await sent();
  world.exact.faults.add({ url: 'sync/Deleted', times: 50, misbehaviour: { do: 'answer-before', status: 403, body: '' } });
  world.exact.bookPayment(entryId, '484', '2026-11-12');
  for (let time = 0; time < 3; time += 1) await world.run('invoice', 1001, 'fetch');
  expect((await world.link('invoice', 1001))?.payment).toMatchObject({ state: 'partly' });
  expect(world.calls().exact.filter((call) => call.includes('sync/Deleted'))).toHaveLength(1);
});
