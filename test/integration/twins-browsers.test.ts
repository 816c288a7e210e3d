import 'fake-indexeddb/auto';
import { describe, expect, test } from 'vitest';
import type { Row } from '../emulators/exact-online/values';
import { bills, check, idOf, oneRemains, warm } from '../support/twins';
import type { World, WorldOptions } from '../support/world';

describe('fault 51: two browsers of one company send the same document at the same moment', () => {
  async function two(options: WorldOptions = {}) {
    const one = await warm(options);
    await one.pass(60);
    const other = await warm({ ...options, beside: one });
    await one.pass(60);
    // Both know the contacts, and the customer's products.
    const first = one.scoro.invoices.find(({ id }) => id === 1001);
    const earlier = one.scoro.addInvoice({ lines: first?.lines ?? [], companyId: first?.companyId ?? 0, no: '20260100' });
    for (const world of [one, other]) {
      await world.run('bill', 3003);
      await world.run('invoice', earlier.id);
      // A minute's calls are both browsers' together.
      await world.pass(60);
    }
    return [one, other] as const;
  }

  /** Holds each browser's POST until the other has looked as well. */
  function together(world: World, url: string) {
    let go: () => void = () => undefined;
    const both = new Promise<void>((resolve) => (go = resolve));
    let arrived = 0;
    world.exact.faults.watch(async (moment, request) => {
      if (moment !== 'before' || request.method !== 'POST' || !request.url.includes(url)) return;
      arrived += 1;
      if (arrived === 2) go();
      await both;
    });
  }

  test('a bill: both browsers keep the same one, whoever looks first, and both are linked to it', async () => {
    for (const order of [[0, 1], [1, 0]] as const) {
      const worlds = await two();
      const [one] = worlds;
      together(one, 'purchaseentry/PurchaseEntries');
      await Promise.all(worlds.map((world) => world.run('bill', 3001)));
      expect(bills(one)).toHaveLength(2);
      const ids = await Promise.all(worlds.map(async (world) => (await world.link('bill', 3001))?.ledgerId));
      expect(new Set(ids).size).toBe(2);
      await one.pass(61);
      for (const index of order) expect(await check(worlds[index])).toBeNull();
      for (const world of worlds) await oneRemains(world);
    }
  });

  test('a bill: both browsers check at the same moment', async () => {
    const worlds = await two();
    const [one] = worlds;
    together(one, 'purchaseentry/PurchaseEntries');
    await Promise.all(worlds.map((world) => world.run('bill', 3001)));
    await one.pass(61);
    await Promise.all(worlds.map((world) => check(world)));
    one.clock.advance(11_000);
    for (const world of worlds) expect(await check(world)).toBeNull();
    for (const world of worlds) await oneRemains(world);
  });

  test('an invoice: Exact refuses the second; its browser finds the first and links it', async () => {
    const worlds = await two();
    const [one] = worlds;
    const own = (row: Row) => row['InvoiceNumber'] === 20260117;
    together(one, 'salesentry/SalesEntries');
    const jobs = await Promise.all(worlds.map((world) => world.run('invoice', 1001)));
    expect(jobs.map(({ state }) => state)).toEqual(['done', 'done']);
    expect(one.exact.company().salesEntries.filter(own)).toHaveLength(1);
    await one.pass(61);
    for (const world of worlds) {
      expect(await check(world)).toBeNull();
      expect((await world.link('invoice', 1001))?.ledgerId).toBe(idOf(one.exact.company().salesEntries.find(own)));
    }
  });
});
