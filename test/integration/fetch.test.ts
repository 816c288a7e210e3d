import { describe, expect, test } from 'vitest';
import type { Misbehaviour } from '../emulators/core/faults';
import { createWorld, type World } from '../support/world';
import { pageView } from '../../lib/sync/page-view';

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

test('fault 41: a credit note netted, and the rest written off: both are settled, and no money is said to have come for the credit note', async () => {
  const world = await createWorld();
  world.settings.mappings.push({ connection: 'acme', kind: 'unit', host: 'sack of 25 kg', ledger: 'pc' }, { connection: 'acme', kind: 'itemGroup', host: '*', ledger: '1' });
  await world.connect();
  await world.run('invoice', 1001);
  await world.run('invoice', 1005);
  const [invoice, credit] = [await world.link('invoice', 1001), await world.link('invoice', 1005)];
  const netted = Math.abs(Number(credit?.total));
  world.exact.netEntries(invoice?.ledgerId ?? '', credit?.ledgerId ?? '', '2026-11-12');
  await world.run('invoice', 1001, 'fetch');
  expect((await world.link('invoice', 1001))?.payment).toMatchObject({ state: 'partly', date: '2026-11-12' });
  expect(Number((await world.link('invoice', 1001))?.payment?.paid)).toBeCloseTo(netted);
  expect((await world.link('invoice', 1005))?.payment).toMatchObject({ state: 'paid', open: '0' });

  world.exact.writeOff(invoice?.ledgerId ?? '', '2026-11-20');
  await world.run('invoice', 1001, 'fetch');
  await world.run('invoice', 1005, 'fetch');
  expect((await world.link('invoice', 1001))?.payment).toMatchObject({ state: 'paid', paid: '1210', open: '0', date: '2026-11-20' });
  expect(world.scoro.receipts.flatMap((group) => group.receipts).filter(({ documentId }) => documentId === 1005)).toEqual([]);

  world.exact.reversePayment(invoice?.ledgerId ?? '');
  await world.run('invoice', 1001, 'fetch');
  expect((await world.link('invoice', 1001))?.payment).toMatchObject({ state: 'open', paid: '0', open: '1210', date: null });
  expect((await world.link('invoice', 1001))?.drift).toEqual([]);
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

test('payments of many documents cost two calls, not one each; a pressed Fetch one more, for the document itself', async () => {
  const world = await createWorld();
  await world.connect();
  const first = world.scoro.invoices.find(({ id }) => id === 1001);
  const ids = [1001];
  for (let count = 0; count < 8; count += 1) ids.push(world.scoro.addInvoice({ lines: first?.lines ?? [], companyId: first?.companyId ?? 0, no: String(20269000 + count) }).id);
  for (const id of ids) await world.run('invoice', id);
  for (const id of ids) world.exact.bookPayment((await world.link('invoice', id))?.ledgerId ?? '', '100', '2026-11-20');
  world.forgetCalls();
  await world.run('invoice', 1001, 'fetch');
  expect(world.calls().exact.length).toBeLessThanOrEqual(3);
  const states = await Promise.all(ids.map(async (id) => (await world.link('invoice', id))?.payment?.state));
  expect(states).toEqual(ids.map(() => 'partly'));
});

test('fault 38: deleted in the ledger is said only when it is proven, and it can be sent again', async () => {
  const { world, entryId } = await sent();
  await world.run('invoice', 1001, 'fetch');
  world.exact.deleteEntry(entryId);
  await world.run('invoice', 1001, 'fetch');
  expect((await world.link('invoice', 1001))?.remote).toBe('deleted');
  const gone = await world.run('invoice', 1001, 'fetch');
  expect(gone.result).toBe('Deleted in Exact Online');
  await world.run('invoice', 1001);
  const again = await world.link('invoice', 1001);
  expect(again).toMatchObject({ remote: 'present', generation: 1, changed: false, payment: null });
  expect(again?.ledgerId).not.toBe(entryId);
  expect(world.exact.company().salesEntries.map((row) => row['EntryID'])).toEqual([again?.ledgerId]);
  // Deleted once more, it is sent once more: each as another generation.
  world.exact.deleteEntry(again?.ledgerId ?? '');
  await world.run('invoice', 1001, 'fetch');
  await world.run('invoice', 1001);
  expect(await world.link('invoice', 1001)).toMatchObject({ remote: 'present', generation: 2 });
  expect(world.exact.company().salesEntries).toHaveLength(1);
});

test('fault 38: deleted before payments were ever asked for is told too', async () => {
  const { world, entryId } = await sent();
  world.exact.deleteEntry(entryId);
  await world.run('invoice', 1001, 'fetch');
  expect((await world.link('invoice', 1001))?.remote).toBe('deleted');
});

const answer = (status: number, body = ''): Misbehaviour => ({ do: 'answer-before', status, body });
/** The read by key, the look into the list, and both. */
const [byKey, byList, entries] = ['SalesEntries(', 'SalesEntries?', 'SalesEntries'];

const failing: [name: string, url: string, misbehaviour: Misbehaviour][] = [
  ['401', entries, answer(401)],
  ['403', entries, answer(403, 'Forbidden')],
  ['403 by key alone', byKey, answer(403, 'Forbidden')],
  ['404 by key alone', byKey, answer(404, '{"error":{"code":"","message":{"lang":"","value":"Resource not found"}}}')],
  ['404 of the list of deletions', 'sync/Deleted', answer(404)],
  ['403 of the list of deletions', 'sync/Deleted', answer(403)],
  ['429', entries, answer(429)],
  ['500', entries, answer(500)],
  ['500 with a text', entries, answer(500, '{"error":{"code":"","message":{"lang":"","value":"Object reference not set to an instance of an object"}}}')],
  ['503', entries, answer(503)],
  ['503 of the list', byList, answer(503)],
  ['a cut connection', entries, { do: 'drop-before' }],
  ['a web page with 200', entries, { do: 'answer-after', status: 200, body: '<html>Maintenance</html>' }],
  ['an empty answer with 200', entries, { do: 'answer-after', status: 200, body: '' }],
  ['an answer cut off', entries, { do: 'truncate', characters: 12 }],
];

/** What a link says of the document itself; its payment may well be known to have changed. */
async function standing(world: World) {
  const link = await world.link('invoice', 1001);
  if (!link) throw new Error('The link is gone');
  const { payment: _, ...rest } = link;
  return rest;
}

describe('fault 40: while looking whether it is deleted, a read that fails leaves everything as it was', () => {
  test.each(failing)('%s, and it is there', async (_, url, misbehaviour) => {
    const { world } = await sent();
    await world.run('invoice', 1001, 'fetch');
    world.clock.advance(3_600_000);
    const before = await standing(world);
    world.exact.faults.add({ method: 'GET', url, times: 50, misbehaviour });
    await world.run('invoice', 1001, 'fetch');
    expect(await standing(world)).toEqual(before);
  });

  test.each(failing)('%s, and it was deleted: said only when it can be told', async (_, url, misbehaviour) => {
    const { world, entryId } = await sent();
    await world.run('invoice', 1001, 'fetch');
    world.clock.advance(3_600_000);
    const before = await standing(world);
    world.exact.deleteEntry(entryId);
    world.exact.faults.add({ method: 'GET', url, times: 50, misbehaviour });
    world.forgetCalls();
    const job = await world.run('invoice', 1001, 'fetch');
    expect(world.calls().exact.some((call) => call.includes(url))).toBe(true);
    if (url !== byKey) {
      expect(await standing(world)).toEqual(before);
      expect(job.state).not.toBe('done');
    }
    // A gone record is answered with 403 by key; with the list and the feed that agree, it is proven all the same.
    else expect((await standing(world)).remote).toBe('deleted');
  });

  test('no answer in time', async () => {
    const { world, entryId } = await sent();
    await world.run('invoice', 1001, 'fetch');
    const before = await standing(world);
    world.exact.deleteEntry(entryId);
    const { fetch } = world.context;
    world.context.fetch = (input, init) => (new Request(input).url.includes(entries) ? Promise.reject(new DOMException('late', 'TimeoutError')) : fetch(input, init));
    await world.run('invoice', 1001, 'fetch');
    expect(await standing(world)).toEqual(before);
    world.context.fetch = fetch;
    await world.run('invoice', 1001, 'fetch');
    expect((await standing(world)).remote).toBe('deleted');
  });

  test('a second press on Send does not book again what cannot be read', async () => {
    const { world } = await sent();
    world.exact.faults.add({ method: 'GET', url: entries, times: 50, misbehaviour: answer(404) });
    world.scoro.changeInvoice(1001, { deadline: '2026-12-24' });
    const job = await world.run('invoice', 1001);
    expect(job.state).toBe('blocked');
    expect(world.calls().exact.filter((call) => call.startsWith('POST'))).toEqual([]);
    expect((await standing(world)).remote).toBe('present');
  });
});

describe('fault 39: voided in the ledger', () => {
  async function rejected() {
    const world = await createWorld();
    await world.connect();
    await world.run('bill', 3001);
    world.clock.advance(3_600_000);
    const id = (await world.link('bill', 3001))?.ledgerId ?? '';
    world.exact.rejectEntry(id);
    const job = await world.run('bill', 3001, 'fetch');
    const toolbar = async () => (await pageView(world.context, 'https://acme.scoro.com', { kind: 'bill', id: '3001' })).toolbars[0];
    return { world, id, job, toolbar };
  }

  test('is said, and Send is disabled with the reason', async () => {
    const { world, job, toolbar } = await rejected();
    expect(job).toMatchObject({ state: 'done', result: 'Voided in Exact Online' });
    expect(await world.link('bill', 3001)).toMatchObject({ remote: 'voided', generation: 0 });
    expect(await toolbar()).toMatchObject({ word: 'Voided', send: { enabled: false, description: 'It is voided in Exact Online' }, fetch: { enabled: true }, open: { enabled: true } });
  });

  test('restored there, it can be updated again', async () => {
    const { world, id, toolbar } = await rejected();
    world.exact.rejectEntry(id, false);
    await world.run('bill', 3001, 'fetch');
    expect(await world.link('bill', 3001)).toMatchObject({ remote: 'present' });
    expect(await toolbar()).toMatchObject({ word: 'Sent', send: { enabled: true } });
  });

  test('an update that meets a void document writes nothing', async () => {
    const world = await createWorld();
    await world.connect();
    await world.run('bill', 3001);
    world.clock.advance(3_600_000);
    world.exact.rejectEntry((await world.link('bill', 3001))?.ledgerId ?? '');
    world.scoro.changeBill(3001, { deadline: '2026-12-24' });
    world.forgetCalls();
    const job = await world.run('bill', 3001);
    expect(job).toMatchObject({ state: 'blocked', problems: [{ code: 'document-voided', message: 'It is voided in Exact Online.' }] });
    expect(world.calls().exact.filter((call) => !call.startsWith('GET'))).toEqual([]);
    expect(await world.link('bill', 3001)).toMatchObject({ remote: 'voided' });
  });
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
