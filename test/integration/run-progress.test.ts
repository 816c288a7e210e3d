import { describe, expect, test } from 'vitest';
import { progressOf } from '../../components/shared/progress';
import type { JobRow } from '../../lib/storage/rows';
import { endRunWhenDone, resumeRuns, synchronize } from '../../lib/sync/synchronize';
import { ledgerIds } from '../support/ledgers';
import { addInvoice, emptyWorld, numbersIn, synchronized } from '../support/scope';
import type { World } from '../support/world';

const pendingStates: readonly JobRow['state'][] = ['queued', 'sending', 'unknown', 'waiting'];
/** What the Sync page says. */
const said = async (world: World) => progressOf(await world.connection(), await world.database.jobs.filter(({ state }) => pendingStates.includes(state)).toArray(), world.clock.now());
const pause = async (world: World, paused: boolean) => world.database.connections.where({ id: 'acme' }).modify((row) => void (row.run && (row.run.paused = paused)));
/** Works off what is due, however long that takes, as alarms do. */
const workOff = async (world: World) => {
  for (let time = 0; time < 40; time += 1) await world.pass(30);
  await endRunWhenDone(world.context, 'acme');
};

describe.each(ledgerIds)('feature 41: Synchronize now, %s', (system) => {
  test('says at its end how many went over, and how many need somebody', async () => {
    const world = await emptyWorld(system);
    addInvoice(world, '70');
    addInvoice(world, '71', { lines: [{ name: 'Odd', price: '100', vatCodeId: 99_999 as never }] });
    await synchronized(world);
    await workOff(world);
    const held = await world.database.jobs.where('state').anyOf('blocked', 'failed').count();
    expect(held).toBe(1);
    expect(await world.connection()).toMatchObject({ run: null, lastRun: { total: 2, attention: 1 } });
    // The next one finds nothing to do: what was held up before is none of its own.
    world.clock.advance(60_000);
    await synchronized(world);
    await workOff(world);
    expect(await world.connection()).toMatchObject({ run: null, lastRun: { total: 0, attention: 0 } });
  });

  test('says why it broke off', async () => {
    const world = await emptyWorld(system);
    world.scoro.faults.add({ url: '/invoices/list', misbehaviour: { do: 'answer-before', status: 503, body: '' }, times: 20 });
    await expect(synchronize(world.context, 'acme', world.queue)).rejects.toThrow();
    expect((await world.connection()).run).toBeNull();
    expect((await world.connection()).lastRun?.message).toMatch(/Scoro/);
  });

  test('paused, it stays so when the worker dies, and goes on from there', async () => {
    const world = await emptyWorld(system);
    for (const no of ['70', '71', '72']) addInvoice(world, no);
    // Paused while it lists; then the worker dies, and the next one lists anew.
    await world.database.connections.where({ id: 'acme' }).modify((row) => void (row.run = { startedAt: world.clock.now(), phase: 'listing', total: 0, paused: true }));
    await world.restart();
    await resumeRuns(world.context, world.queue);
    await workOff(world);
    expect(numbersIn(world)).toEqual([]);
    expect((await said(world))?.words).toBe('0 of 3 done, 3 left; paused');
    await pause(world, false);
    await workOff(world);
    expect(numbersIn(world)).toEqual(['70', '71', '72']);
    expect(await said(world)).toBeNull();
    expect((await world.connection()).lastRun).toMatchObject({ total: 3, attention: 0 });
  });
});

test('feature 41: waits for the limit until a time that it says, and whose limit it is', async () => {
  const world = await emptyWorld('exact-online');
  for (const no of ['70', '71', '72', '73', '74']) addInvoice(world, no);
  // Others have used the minute up by the time that the documents are listed.
  const key = world.context.ledgerOf('exact-online').budgetKey((await world.connection()).ledger);
  const stop = world.scoro.faults.watch(async (moment, { url }) => {
    if (moment !== 'after' || !url.includes('/bills/list')) return;
    stop();
    await world.database.budgets.update(key, { closedUntil: world.clock.now() + 55_000, closedBudget: 'minute' });
  });
  await world.database.connections.where({ id: 'acme' }).modify((row) => void (row.sync.payments = false));
  await synchronize(world.context, 'acme', world.queue);
  await world.queue.settled();
  const words = (await said(world))?.words ?? '';
  expect(words).toMatch(/^0 of 5 done, 5 left; waiting for the limit until .*10:01.* \(Exact Online, minute limit\)$/);
  await workOff(world);
  expect(numbersIn(world)).toHaveLength(5);
});
