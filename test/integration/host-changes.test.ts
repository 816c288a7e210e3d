import { describe, expect, test } from 'vitest';
import { createWorld, type World } from '../support/world';
import { pageView } from '../../lib/sync/page-view';

/** Changes the invoice in the host once, when a call to the ledger is about to take effect. */
function changeOn(world: World, method: string, url: string, change: () => void): void {
  const stop = world.exact.faults.watch((moment, request) => {
    if (moment !== 'before' || request.method !== method || !request.url.includes(url)) return;
    stop();
    change();
  });
}

const word = async (world: World) => (await pageView(world.context, 'https://acme.scoro.com', { kind: 'invoice', id: '1001' })).toolbars[0]?.word;
const entry = async (world: World) => world.exact.entry((await world.link('invoice', 1001))?.ledgerId ?? '');

async function ready() {
  const world = await createWorld();
  await world.connect();
  const [line] = structuredClone(world.scoro.invoices.find(({ id }) => id === 1001)?.lines ?? []);
  const twice = () => void world.scoro.changeInvoice(1001, { deadline: '2026-12-24', lines: [{ ...line, price: '2000' }] });
  return { world, twice };
}

describe('fault 42: the host\'s document changes between reading and sending', () => {
  test.each([
    ['while its number is looked for', 'GET', 'SalesEntries'],
    ['while its customer is made', 'POST', 'crm/Accounts'],
    ['while it is booked', 'POST', 'SalesEntries'],
  ])('%s: what was read is booked, whole, and the change is told and updated', async (_, method, url) => {
    const { world, twice } = await ready();
    changeOn(world, method, url, twice);
    expect(await world.run('invoice', 1001)).toMatchObject({ state: 'done', problems: [] });
    // All of the old state, nothing of the new one.
    expect(await entry(world)).toMatchObject({ AmountFC: '1210.00', DueDate: Date.parse('2026-12-02T00:00:00Z') });
    expect(await world.link('invoice', 1001)).toMatchObject({ total: '1210' });

    const fetched = await world.run('invoice', 1001, 'fetch');
    expect(await word(world)).toBe('Changed since sent');
    expect(fetched.differences?.filter(({ differs }) => differs).map(({ field }) => field)).toEqual(['Due date', 'VAT', 'Total']);
    expect(await world.run('invoice', 1001)).toMatchObject({ state: 'done', problems: [] });
    expect(await entry(world)).toMatchObject({ AmountFC: '2420.00', DueDate: Date.parse('2026-12-24T00:00:00Z') });
    expect(world.exact.company().salesEntries).toHaveLength(1);
    expect(await word(world)).toBe('Sent');
  });

  test('between the differences shown and the press on Update: what it says by then is sent', async () => {
    const { world, twice } = await ready();
    await world.run('invoice', 1001);
    world.clock.advance(60_000);
    world.scoro.changeInvoice(1001, { deadline: '2026-12-10' });
    const shown = await world.run('invoice', 1001, 'fetch');
    expect(shown.differences?.find(({ field }) => field === 'Due date')).toMatchObject({ host: '10/12/2026' });
    twice();
    await world.run('invoice', 1001);
    expect(await entry(world)).toMatchObject({ AmountFC: '2420.00', DueDate: Date.parse('2026-12-24T00:00:00Z') });
    expect(await word(world)).toBe('Sent');
  });

  test('while an update is under way: what was read is written, and the rest is told', async () => {
    const { world, twice } = await ready();
    await world.run('invoice', 1001);
    world.clock.advance(60_000);
    world.scoro.changeInvoice(1001, { deadline: '2026-12-10' });
    changeOn(world, 'PUT', 'SalesEntries', twice);
    await world.run('invoice', 1001);
    expect(await entry(world)).toMatchObject({ AmountFC: '1210.00', DueDate: Date.parse('2026-12-10T00:00:00Z') });
    await world.run('invoice', 1001, 'fetch');
    expect(await word(world)).toBe('Changed since sent');
  });

  test('while a send waits: it is read anew before it is booked', async () => {
    const { world, twice } = await ready();
    world.exact.faults.add({ method: 'POST', url: 'salesentry/SalesEntries', misbehaviour: { do: 'answer-before', status: 429, body: '' } });
    expect((await world.run('invoice', 1001)).state).toBe('waiting');
    twice();
    for (let time = 0; time < 10; time += 1) await world.pass(15);
    expect(await entry(world)).toMatchObject({ AmountFC: '2420.00' });
    expect(await word(world)).toBe('Sent');
  });

  test('while it is looked for after a lost answer: never booked twice', async () => {
    const { world, twice } = await ready();
    world.exact.faults.add({ method: 'POST', url: 'salesentry/SalesEntries', misbehaviour: { do: 'drop-after' } });
    expect((await world.run('invoice', 1001)).state).toBe('unknown');
    twice();
    for (let time = 0; time < 60; time += 1) await world.pass(5);
    expect(world.exact.company().salesEntries).toHaveLength(1);
    expect(await world.job('invoice', 1001)).toMatchObject({ state: 'done', problems: [] });
    expect(await entry(world)).toMatchObject({ AmountFC: '2420.00' });
  });
});
