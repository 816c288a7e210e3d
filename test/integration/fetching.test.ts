import { describe, expect, test } from 'vitest';
import { ledgerOf } from '../../lib/ledgers';
import { connect } from '../../lib/sync/connect';
import { pageView } from '../../lib/sync/page-view';
import { openSession } from '../../lib/sync/session';
import type { Misbehaviour, RequestMatch } from '../emulators/core/faults';
import { ledgerIds, ledgerUnderTest } from '../support/ledgers';
import { createWorld, type World } from '../support/world';

const answer = (status: number, body = ''): Misbehaviour => ({ do: 'answer-before', status, body });

/** What is fetched of a document that was sent, whichever ledger it is in. */
describe.each(ledgerIds)('%s', (system) => {
  const { name } = ledgerOf(system);
  const { requests } = ledgerUnderTest(system);

  async function sent(kind: 'invoice' | 'bill' = 'invoice', id = kind === 'invoice' ? 1001 : 3001) {
    const world = await createWorld({ system });
    await world.connect();
    await world.run(kind, id);
    const link = await world.link(kind, id);
    if (!link) throw new Error('Not sent');
    world.forgetCalls();
    return { world, ledgerId: link.ledgerId };
  }
  const payment = async (world: World, kind: 'invoice' | 'bill' = 'invoice', id = 1001) => {
    await world.run(kind, id, 'fetch');
    return (await world.link(kind, id))?.payment;
  };
  const receiptsOf = (world: World, id = 1001) => world.scoro.receipts.flatMap((group) => group.receipts).filter(({ documentId }) => documentId === id);

  test('fault 41: open, partly paid, paid: with amounts and the date; no receipt before it is paid in full, and one then', async () => {
    const { world, ledgerId } = await sent();
    expect(await payment(world)).toMatchObject({ state: 'open', paid: '0', open: '1210' });
    world.underTest.pay(ledgerId, '484', '2026-11-12');
    expect(await payment(world)).toMatchObject({ state: 'partly', paid: '484', open: '726', date: '2026-11-12' });
    expect(receiptsOf(world)).toEqual([]);
    world.underTest.pay(ledgerId, '726', '2026-11-20');
    for (let time = 0; time < 3; time += 1) expect(await payment(world)).toMatchObject({ state: 'paid', paid: '1210', open: '0', date: '2026-11-20' });
    expect(receiptsOf(world)).toHaveLength(1);
    expect((await world.link('invoice', 1001))?.receipt).not.toBeNull();
  });

  test('a bill\'s payment is told as well', async () => {
    const { world, ledgerId } = await sent('bill');
    world.underTest.pay(ledgerId, '302.5', '2026-11-20');
    expect(await payment(world, 'bill', 3001)).toMatchObject({ state: 'paid', open: '0', date: '2026-11-20' });
  });

  test('a receipt whose answer was lost is not recorded twice', async () => {
    const { world, ledgerId } = await sent();
    world.underTest.pay(ledgerId, '1210', '2026-11-20');
    world.scoro.faults.add({ url: 'receipts/modify', misbehaviour: { do: 'drop-after' } });
    await world.run('invoice', 1001, 'fetch');
    for (let time = 0; time < 20; time += 1) await world.pass(5);
    expect((await world.job('invoice', 1001, 'fetch')).state).toBe('done');
    expect(receiptsOf(world)).toHaveLength(1);
  });

  test('fault 38: deleted in the ledger is said only when it is proven, and it can be sent again, each time as another generation', async () => {
    const { world, ledgerId } = await sent();
    await world.run('invoice', 1001, 'fetch');
    const seen = [ledgerId];
    for (const generation of [1, 2]) {
      world.underTest.remove(seen.at(-1) ?? '');
      expect((await world.run('invoice', 1001, 'fetch')).result).toBe(`Deleted in ${name}`);
      expect((await world.link('invoice', 1001))?.remote).toBe('deleted');
      await world.run('invoice', 1001);
      const link = await world.link('invoice', 1001);
      expect(link).toMatchObject({ remote: 'present', generation, changed: false, payment: null });
      expect(seen).not.toContain(link?.ledgerId);
      expect(world.underTest.documents('invoice').map(({ id }) => id)).toEqual([link?.ledgerId]);
      seen.push(link?.ledgerId ?? '');
    }
  });

  test('fault 38: deleted before payments were ever asked for is told too', async () => {
    const { world, ledgerId } = await sent();
    world.underTest.remove(ledgerId);
    await world.run('invoice', 1001, 'fetch');
    expect((await world.link('invoice', 1001))?.remote).toBe('deleted');
  });

  describe('fault 40: while looking whether it is deleted, a read that fails leaves everything as it was', () => {
    const { key, list } = requests.read.invoice;
    const failing: [name: string, where: RequestMatch[], misbehaviour: Misbehaviour][] = [
      ['401', [key, list], answer(401)],
      ['403', [key, list], answer(403, 'Forbidden')],
      ['403 by key alone', [key], answer(403, 'Forbidden')],
      ['429', [key, list], answer(429)],
      ['500', [key, list], answer(500)],
      ['503', [key, list], answer(503)],
      ['503 of the list', [list], answer(503)],
      ['a cut connection', [key, list], { do: 'drop-before' }],
      ['a web page with 200', [key, list], { do: 'answer-after', status: 200, body: '<html>Maintenance</html>' }],
      ['an empty answer with 200', [key, list], { do: 'answer-after', status: 200, body: '' }],
      ['an answer cut off', [key, list], { do: 'truncate', characters: 12 }],
    ];
    /** What a link says of the document itself; its payment may well be known to have changed. */
    async function standing(world: World) {
      const { payment: _, ...rest } = (await world.link('invoice', 1001)) ?? { payment: null };
      return rest;
    }
    async function disturbed(where: readonly RequestMatch[], misbehaviour: Misbehaviour, isDeleted: boolean) {
      const { world, ledgerId } = await sent();
      await world.run('invoice', 1001, 'fetch');
      world.clock.advance(3_000_000);
      const before = await standing(world);
      if (isDeleted) world.underTest.remove(ledgerId);
      for (const at of where) world.underTest.emulator.faults.add({ ...at, times: 50, misbehaviour });
      await world.run('invoice', 1001, 'fetch');
      return { world, before };
    }

    test.each([...failing, ['404 by key alone', [key], answer(404, 'Not found')] as (typeof failing)[number]])('%s, and it is there', async (_, where, misbehaviour) => {
      const { world, before } = await disturbed(where, misbehaviour, false);
      expect(await standing(world)).toEqual(before);
    });

    test.each(failing)('%s, and it was deleted: said only when it can be told', async (_, where, misbehaviour) => {
      const { world, before } = await disturbed(where, misbehaviour, true);
      const after = await standing(world);
      // With nothing but one of two witnesses disturbed, the other and the feed may do.
      if (where.length > 1) expect(after).toEqual(before);
      else expect([{ ...before }, { ...before, remote: 'deleted' }]).toContainEqual(after);
      world.underTest.emulator.faults.clear();
      if ((await world.connection()).state === 'sign-in-needed') await connect(world.context, { connection: 'acme' }, world.signInWindow);
      for (let time = 0; time < 6; time += 1) await world.pass(120);
      await world.run('invoice', 1001, 'fetch');
      expect(await standing(world)).toMatchObject({ remote: 'deleted' });
    });

    test('a second press on Send does not book again what cannot be read', async () => {
      const { world } = await sent();
      for (const at of [key, list]) world.underTest.emulator.faults.add({ ...at, times: 50, misbehaviour: answer(404) });
      world.scoro.changeInvoice(1001, { deadline: '2026-12-24' });
      await world.run('invoice', 1001);
      expect(world.underTest.documents('invoice')).toHaveLength(1);
      expect(world.underTest.creates('invoice')).toEqual([]);
      expect(await standing(world)).toMatchObject({ remote: 'present' });
    });
  });

  describe('fault 39: voided in the ledger', () => {
    const kind = ledgerUnderTest(system).voids;
    const id = kind === 'invoice' ? 1001 : 3001;
    async function voided() {
      const { world, ledgerId } = await sent(kind);
      world.clock.advance(3_000_000);
      world.underTest.void(ledgerId);
      return { world, ledgerId };
    }

    test('is said, and Send is disabled with the reason', async () => {
      const { world } = await voided();
      expect(await world.run(kind, id, 'fetch')).toMatchObject({ state: 'done', result: `Voided in ${name}` });
      expect(await world.link(kind, id)).toMatchObject({ remote: 'voided', generation: 0 });
      const [toolbar] = (await pageView(world.context, 'https://acme.scoro.com', { kind, id: String(id) })).toolbars;
      expect(toolbar).toMatchObject({ word: 'Voided', send: { enabled: false, description: `It is voided in ${name}` }, fetch: { enabled: true }, open: { enabled: true } });
      expect((await world.link(kind, id))?.payment?.state).not.toBe('paid');
    });

    test('an update that meets a void document writes nothing', async () => {
      const { world, ledgerId } = await voided();
      if (kind === 'invoice') world.scoro.changeInvoice(id, { deadline: '2026-12-24' });
      else world.scoro.changeBill(id, { deadline: '2026-12-24' });
      const stored = async () => (await openSession(world.context, await world.connection())).ledger.readDocument(kind, ledgerId);
      const before = await stored();
      expect(await world.run(kind, id)).toMatchObject({ state: 'blocked', problems: [{ code: 'document-voided', message: `It is voided in ${name}.` }] });
      expect(await world.link(kind, id)).toMatchObject({ remote: 'voided' });
      expect(await stored()).toEqual(before);
    });
  });
});
