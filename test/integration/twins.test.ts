import 'fake-indexeddb/auto';
import { describe, expect, test } from 'vitest';
import { Lanes } from '../../lib/net/lanes';
import type { SyncContext } from '../../lib/sync/context';
import { synchronize } from '../../lib/sync/synchronize';
import { checkAllTwins } from '../../lib/sync/twins';
import { asked, bills, check, deletes, doubled, idOf, journal, oneRemains, warm } from '../support/twins';
import type { World } from '../support/world';

describe('fault 53: the browser sends a request twice', () => {
  test('a bill: one entry remains, the first, and the link goes to it', async () => {
    const world = await warm();
    await doubled(world);
    const [first] = bills(world);
    expect(idOf(first)).not.toBe((await world.link('bill', 3001))?.ledgerId);
    expect(await check(world)).toBeNull();
    expect(idOf(bills(world)[0])).toBe(idOf(first));
    await oneRemains(world);
    expect(await journal(world)).toMatch(/It is linked to 26600001 now, not to 26600002\.\nExact Online has it twice: 26600001 stays, 26600002 is to be deleted\.\n26600002 was deleted in Exact Online/);
    expect((await world.database.requests.toArray()).filter(({ purpose }) => purpose === 'delete the document')).toHaveLength(1);
  });

  test('a bill is found at the next sync, without any other wake-up', async () => {
    const world = await warm();
    await doubled(world);
    await synchronize(world.context, 'acme', world.queue);
    await oneRemains(world);
  });

  test('a bill whose second copy arrives late, and is listed later still', async () => {
    const world = await warm();
    world.exact.setListDelay(10_000);
    world.exact.faults.add({ method: 'POST', url: 'purchaseentry/PurchaseEntries', misbehaviour: { do: 'late-duplicate', milliseconds: 20_000 } });
    await world.run('bill', 3001);
    const next = await checkAllTwins(world.context);
    expect(bills(world)).toHaveLength(1);
    expect(next).toBe(world.clock.now() + 60_000);
    await world.pass(20);
    await world.exact.faults.arrive(world.clock.now());
    expect(bills(world)).toHaveLength(2);
    await world.pass(41);
    expect(await checkAllTwins(world.context)).toBeNull();
    await oneRemains(world);
    expect(deletes(world)).toBe(1);
  });

  test('an invoice with a whole number: Exact refuses the second itself; no question is asked', async () => {
    const world = await warm();
    world.exact.faults.add({ method: 'POST', url: 'salesentry/SalesEntries', misbehaviour: { do: 'resend' } });
    expect(await world.run('invoice', 1001)).toMatchObject({ state: 'done' });
    expect(world.exact.company().salesEntries).toHaveLength(1);
    await world.pass(61);
    world.forgetCalls();
    expect(await check(world)).toBeNull();
    expect(world.calls().exact).toEqual([]);
    expect((await world.link('invoice', 1001))?.ledgerId).toBe(idOf(world.exact.company().salesEntries[0]));
  });

  test('an invoice with a number that Exact does not keep unique', async () => {
    const world = await warm();
    world.scoro.changeInvoice(1001, { no: '20260117001' });
    world.exact.faults.add({ method: 'POST', url: 'salesentry/SalesEntries', misbehaviour: { do: 'resend' } });
    await world.run('invoice', 1001);
    expect(world.exact.company().salesEntries).toHaveLength(2);
    await world.pass(61);
    expect(await check(world)).toBeNull();
    expect(world.exact.company().salesEntries.map(idOf)).toEqual([(await world.link('invoice', 1001))?.ledgerId]);
  });

  test('a sales invoice that is still to be printed', async () => {
    const world = await warm({ ledger: { salesAs: 'invoice' } });
    world.exact.faults.add({ method: 'POST', url: 'salesinvoice/SalesInvoices', misbehaviour: { do: 'resend' } });
    expect((await world.run('invoice', 1001)).result).toMatch(/^Booked as/);
    expect(world.exact.company().salesInvoices).toHaveLength(2);
    await world.pass(61);
    expect(await check(world)).toBeNull();
    expect(world.exact.company().salesInvoices.map(idOf)).toEqual([(await world.link('invoice', 1001))?.ledgerId]);
  });

  test('many bills are checked with one question, and each once', async () => {
    const world = await warm();
    for (const id of [3001, 3002, 3003, 3005]) await world.run('bill', id);
    await world.pass(61);
    world.forgetCalls();
    expect(await check(world)).toBeNull();
    expect(await check(world)).toBeNull();
    expect(world.calls().exact).toHaveLength(1);
  });

  test('a document that was sent before this was known counts as checked', async () => {
    const world = await warm();
    await world.run('bill', 3001);
    await world.database.links.toCollection().modify((link) => void delete link.twinsDueAt);
    await world.pass(61);
    world.forgetCalls();
    expect(await check(world)).toBeNull();
    expect(world.calls().exact).toEqual([]);
  });

  test('what is due outlives the worker', async () => {
    const world = await warm();
    await doubled(world, 5);
    await world.restart();
    await world.pass(61);
    await checkAllTwins(world.context);
    await oneRemains(world);
  });

  test('the check itself gets no answer, or too many calls were made: it is made again', async () => {
    const world = await warm();
    await doubled(world);
    for (const misbehaviour of [{ do: 'drop-before' }, { do: 'answer-before', status: 503, body: '' }, { do: 'answer-before', status: 429, body: '' }] as const) {
      world.exact.faults.add({ method: 'GET', url: 'purchaseentry/PurchaseEntries', times: 3, misbehaviour });
      const next = await check(world);
      expect(next).toBeGreaterThan(world.clock.now());
      world.exact.faults.clear();
      world.clock.advance((next ?? 0) - world.clock.now());
    }
    expect(bills(world)).toHaveLength(2);
    await check(world);
    await oneRemains(world);
  });

  test('a lost answer to the deletion does no harm', async () => {
    const world = await warm();
    await doubled(world);
    world.exact.faults.add({ method: 'DELETE', misbehaviour: { do: 'drop-after' } });
    const next = await check(world);
    expect(bills(world)).toHaveLength(1);
    world.clock.advance((next ?? 0) - world.clock.now());
    expect(await check(world)).toBeNull();
    await oneRemains(world);
  });

  test('trouble in the middle of it is no reason to ask anybody: it is tried again', async () => {
    const world = await warm();
    for (const [method, url] of [['GET', 'PaymentTerms'], ['GET', 'PurchaseEntryLines'], ['GET', 'PurchaseEntries(guid'], ['DELETE', 'PurchaseEntries']] as const) {
      if (bills(world).length === 0) await doubled(world);
      world.exact.faults.add({ method, url, times: 3, misbehaviour: { do: 'answer-before', status: 503, body: '' } });
      const next = await check(world);
      expect([bills(world).length, await asked(world)]).toEqual([2, []]);
      world.exact.faults.clear();
      world.clock.advance((next ?? 0) - world.clock.now());
    }
    expect(await check(world)).toBeNull();
    await oneRemains(world);
  }, 20_000);

  test('the deletion arrives twice: what is gone stays gone, and nothing else goes', async () => {
    const world = await warm();
    await doubled(world);
    world.exact.faults.add({ method: 'DELETE', misbehaviour: { do: 'resend' } });
    expect(await check(world)).toBeNull();
    await oneRemains(world);
  });
});

/** A worker that dies at one moment: before or after one of its calls took effect. Nothing of it goes on. */
function mortal(world: World, dieAt: number): { context: SyncContext; died: Promise<true>; moments: () => number } {
  let moments = 0;
  let die: (value: true) => void = () => undefined;
  const died = new Promise<true>((resolve) => (die = resolve));
  const moment = async (): Promise<void> => {
    moments += 1;
    if (moments <= dieAt) return;
    die(true);
    await new Promise(() => undefined);
  };
  const fetch: SyncContext['fetch'] = async (input, init) => {
    await moment();
    const answer = await world.context.fetch(input, init);
    await moment();
    return answer;
  };
  return { context: { ...world.context, fetch, exclusively: (_, work) => work(), lanes: new Lanes(), underWay: new Map() }, died, moments: () => moments };
}

/** Look-up, payments, deletions, lines, both once more, and the deletion: each before and after. */
const moments = 14;

test.each(Array.from({ length: moments }, (_, dieAt) => dieAt))('fault 53: the worker is killed at moment %i of the check: exactly one remains, and it is linked', async (dieAt) => {
  const world = await warm();
  await doubled(world);
  const worker = mortal(world, dieAt);
  expect(await Promise.race([worker.died, check(world, worker.context)])).toBe(true);
  // At no moment does the link go to what is gone.
  expect(bills(world).map(idOf)).toContain((await world.link('bill', 3001))?.ledgerId);
  world.clock.advance(1_000);
  await check(world, mortal(world, Infinity).context);
  await oneRemains(world);
});

test('fault 53: these are all the moments there are', async () => {
  const world = await warm();
  await doubled(world);
  const worker = mortal(world, Infinity);
  expect(await check(world, worker.context)).toBeNull();
  expect(worker.moments()).toBe(moments);
});
