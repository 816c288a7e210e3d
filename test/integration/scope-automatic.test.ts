import { describe, expect, test } from 'vitest';
import { planRuns, runDue } from '../../lib/sync/automatic';
import { applySettings } from '../../lib/sync/settings-file';
import { ledgerIds } from '../support/ledgers';
import { addInvoice, emptyWorld, numbersIn, synchronized } from '../support/scope';
import type { World } from '../support/world';

const minute = 60_000;

/** What the background does when its alarm rings; the alarm is set for the moment `planRuns` gives. */
async function ring(world: World): Promise<void> {
  await runDue(world.context, world.queue);
  await world.queue.settled();
}

/** Lets time pass from alarm to alarm. Gives how many minutes lay between the runs. */
async function live(world: World, minutes: number): Promise<number[]> {
  const end = world.clock.now() + minutes * minute;
  const gaps: number[] = [];
  for (let last = world.clock.now(); ; ) {
    const due = await planRuns(world.context);
    if (due === null || due > end) break;
    world.clock.advance(Math.max(0, due - world.clock.now()));
    gaps.push(Math.round((world.clock.now() - last) / minute));
    last = world.clock.now();
    await ring(world);
  }
  world.clock.advance(end - world.clock.now());
  return gaps;
}

const generous = { host: { requestsPerDay: 100_000 }, scoro: { requestsPerDay: 100_000 } };

/** Connected, automatic, with nothing in the host. */
async function automatic(system: (typeof ledgerIds)[number], { isGenerous = true, sync = {} }: { isGenerous?: boolean; sync?: Record<string, unknown> } = {}): Promise<World> {
  const world = await emptyWorld(system, { sync: { mode: 'automatic', ...sync }, ...(isGenerous ? { scoro: generous.scoro } : {}) });
  if (isGenerous) await world.database.connections.where({ id: 'acme' }).modify((row) => void Object.assign(row.host, generous.host));
  return world;
}

describe.each(ledgerIds)('%s', (system) => {
  test('feature 40: what is new goes over by itself, every five minutes where the limits allow it', async () => {
    const world = await automatic(system);
    addInvoice(world, '70');
    expect(await live(world, 5)).toEqual([5]);
    expect(numbersIn(world)).toEqual(['70']);
    addInvoice(world, '71');
    expect(await live(world, 20)).toEqual([5, 5, 5, 5]);
    expect(numbersIn(world)).toEqual(['70', '71']);
  });

  test('feature 40: a connection that is not automatic never runs by itself', async () => {
    const world = await emptyWorld(system);
    addInvoice(world, '70');
    expect(await live(world, 600)).toEqual([]);
    expect(numbersIn(world)).toEqual([]);
  });

  test('feature 40: with 500 calls a day of the host it runs more rarely, all day long, and leaves much of them', async () => {
    const world = await automatic(system, { isGenerous: false });
    world.clock.advance(Date.parse('2026-11-22T00:00:05Z') - world.clock.now());
    const gaps = await live(world, 1439);
    expect(gaps.slice(1, 3)).toEqual([15, 15]);
    expect(gaps.length).toBeGreaterThan(85);
    expect(Math.max(...gaps)).toBeLessThanOrEqual(25);
    expect(world.scoro.requestsToday()).toBeGreaterThan(200);
    expect(world.scoro.requestsToday()).toBeLessThan(310);
  }, 20_000);

  test('feature 40: as often as the settings say, where that is less', async () => {
    const world = await automatic(system, { sync: { everyMinutes: 30 } });
    expect(await live(world, 100)).toEqual([5, 30, 30, 30]);
  });

  test('feature 40: a run that finds nothing costs the host one call for each kind', async () => {
    const world = await automatic(system);
    for (let count = 0; count < 150; count += 1) addInvoice(world, `7${count}`, { date: '2025-12-01', modified: '2026-01-01 10:00:00' });
    await live(world, 5);
    world.forgetCalls();
    await live(world, 5);
    expect(world.calls().scoro).toEqual(['contacts', 'products', 'invoices', 'bills'].map((module) => `POST /api/v2/${module}/list`));
    expect(world.calls().ledger.length).toBeLessThanOrEqual(3);
  });

  test('feature 40: runs missed while the browser was closed are one run, and a new worker knows when the next is due', async () => {
    const world = await automatic(system);
    await live(world, 5);
    addInvoice(world, '70');
    world.clock.advance(3 * 24 * 60 * minute);
    await world.restart();
    expect(await planRuns(world.context)).toBeLessThan(world.clock.now());
    world.forgetCalls();
    const before = world.clock.now();
    await ring(world);
    expect(numbersIn(world)).toEqual(['70']);
    expect(world.calls().scoro.filter((call) => call.endsWith('invoices/list'))).toHaveLength(1);
    expect(await planRuns(world.context)).toBe(before + 5 * minute);
  });

  test('feature 40: what came into a view without being changed goes over within a day', async () => {
    const world = await automatic(system, { sync: { everyMinutes: 20 } });
    const view = world.scoro.addBookmark({ module: 'invoices', filter: { no: ['70'] } });
    await world.database.connections.where({ id: 'acme' }).modify((row) => void (row.sync = { ...row.sync, bookmarks: { invoices: String(view.id) } }));
    addInvoice(world, '70');
    addInvoice(world, '71', { modified: '2026-01-01 10:00:00' });
    await live(world, 60);
    view.filter = { no: ['70', '71'] };
    await live(world, 60);
    expect(numbersIn(world)).toEqual(['70']);
    await live(world, 24 * 60);
    expect(numbersIn(world)).toEqual(['70', '71']);
  }, 20_000);

  test('feature 40: what the user has paused stays paused, and nothing is tried while the computer is offline', async () => {
    const world = await automatic(system);
    await live(world, 5);
    world.forgetCalls();
    await world.database.connections.update('acme', { run: { startedAt: 0, phase: 'sending', total: 3, paused: true } });
    await live(world, 30);
    expect((await world.connection()).run?.paused).toBe(true);
    await world.database.connections.update('acme', { run: null });
    world.context.online = () => false;
    await live(world, 30);
    expect([...world.calls().scoro, ...world.calls().ledger]).toEqual([]);
    expect((await world.database.journal.toArray()).filter(({ event }) => event === 'synchronize-failed')).toEqual([]);
  });

  test('feature 40: one connection that fails keeps no other from its turn', async () => {
    const world = await automatic(system);
    const [acme] = world.settings.connections;
    await applySettings(world.context, JSON.stringify({ version: 1, connections: [{ ...acme, id: 'aardvark', host: { ...acme?.host, companyAccountId: 'nobody' } }] }));
    await world.database.connections.update('aardvark', { state: 'connected' });
    addInvoice(world, '70');
    await live(world, 5);
    expect(numbersIn(world)).toEqual(['70']);
    expect((await world.database.journal.toArray()).filter(({ event, connection }) => event === 'synchronize-failed' && connection === 'aardvark')).toHaveLength(1);
  });
});

describe('feature 40: a document that was changed since it was sent', () => {
  const total = (world: World) => world.underTest.documents('invoice').filter(({ number }) => number === '70').map(({ gross }) => Number(gross));
  const change = (world: World, id: number) => {
    world.clock.advance(minute);
    world.scoro.changeInvoice(id, { lines: [{ name: 'Advice', price: '200', vatCodeId: 301 }] });
  };

  test('goes over again by itself until a payment is attached, where every document can be changed whole', async () => {
    const world = await automatic('quickbooks-online');
    const { id } = addInvoice(world, '70');
    await live(world, 5);
    expect(total(world)).toEqual([121]);
    change(world, id);
    await live(world, 10);
    expect(total(world)).toEqual([242]);

    const before = (await world.database.journal.toArray()).length;
    await live(world, 30);
    expect(await world.database.journal.count()).toBe(before);

    world.underTest.pay((await world.link('invoice', id))?.ledgerId ?? '', '42', '2026-11-21');
    world.scoro.changeInvoice(id, { lines: [{ name: 'Advice', price: '300', vatCodeId: 301 }] });
    await live(world, 30);
    expect(total(world)).toEqual([242]);
  });

  test('goes over again by "Synchronize now" too, there', async () => {
    const world = await emptyWorld('quickbooks-online');
    const { id } = addInvoice(world, '70');
    await synchronized(world);
    change(world, id);
    await world.pass(120);
    await synchronized(world);
    expect(total(world)).toEqual([242]);
  });

  test('goes over once elsewhere, and later by the button alone', async () => {
    const world = await automatic('exact-online');
    const { id } = addInvoice(world, '70');
    await live(world, 5);
    change(world, id);
    await live(world, 60);
    expect(total(world)).toEqual([121]);
    await world.run('invoice', id);
    expect(total(world)).toEqual([242]);
  });
});
