import { describe, expect, test } from 'vitest';
import { createWorld, type World } from '../support/world';
import { applyFix } from '../../lib/sync/fixes';

/** An invoice that was sent an hour ago, and given another due date in the host since. */
async function changedHere() {
  const world = await createWorld();
  await world.connect();
  await world.run('invoice', 1001);
  const entryId = (await world.link('invoice', 1001))?.ledgerId ?? '';
  world.clock.advance(3_600_000);
  world.scoro.changeInvoice(1001, { deadline: '2026-12-24' });
  world.forgetCalls();
  return { world, entryId, entry: () => world.exact.entry(entryId) };
}

const methods = (world: World) => world.calls().exact.map((call) => call.split(' ')[0]);
const day = (text: string) => Date.parse(`${text}T00:00:00Z`);
const isOf = (entryId: string, method: string) => (request: { method: string; url: string }) => request.method === method && request.url.includes(`SalesEntries(guid'${entryId}')`);

describe('fault 36: changed between reading and writing', () => {
  test('as it was last known: read, written and read back, without a look before', async () => {
    const { world, entry } = await changedHere();
    expect(await world.run('invoice', 1001)).toMatchObject({ state: 'done', result: 'The dates and texts of the header are updated.' });
    expect(methods(world)).toEqual(['GET', 'PUT', 'GET']);
    expect(entry()['DueDate']).toBe(day('2026-12-24'));
  });

  test('another state by now, without a conflict: looked at, and tried once more', async () => {
    const { world, entryId, entry } = await changedHere();
    world.exact.editEntry(entryId, { Description: 'By hand' });
    expect(await world.run('invoice', 1001)).toMatchObject({ state: 'done' });
    expect(methods(world)).toEqual(['GET', 'GET', 'GET', 'PUT', 'GET']);
    expect(entry()).toMatchObject({ DueDate: day('2026-12-24'), Description: 'By hand' });
  });

  test('saved again there without any change: no conflict, and nothing to tell', async () => {
    const { world, entryId, entry } = await changedHere();
    world.exact.editEntry(entryId, {});
    expect(await world.run('invoice', 1001)).toMatchObject({ state: 'done', result: 'The dates and texts of the header are updated.' });
    expect(entry()['DueDate']).toBe(day('2026-12-24'));
    expect(await world.link('invoice', 1001)).toMatchObject({ drift: [], changed: false });
  });

  test('changed again and again while it is tried: given up, nothing overwritten', async () => {
    const { world, entryId, entry } = await changedHere();
    let time = 0;
    const stop = world.exact.faults.watch((moment, request) => {
      if (moment !== 'before' || !isOf(entryId, 'GET')(request)) return;
      world.clock.advance(1000);
      world.exact.editEntry(entryId, { Description: `Version ${(time += 1)}` });
    });
    const job = await world.run('invoice', 1001);
    stop();
    expect(job).toMatchObject({ state: 'blocked', problems: [{ code: 'ledger-changed', message: 'Somebody is changing this in Exact Online right now.' }] });
    expect(job.problems[0]?.fixes.map(({ label }) => label)).toEqual(['Try again']);
    expect(methods(world)).not.toContain('PUT');
    expect(entry()['DueDate']).toBe(day('2026-12-02'));
    expect(await world.run('invoice', 1001)).toMatchObject({ state: 'done' });
    expect(entry()).toMatchObject({ DueDate: day('2026-12-24'), Description: `Version ${time}` });
  });

  test('another field changed between our read and our write is not overwritten, and noticed when it is read back', async () => {
    const { world, entryId, entry } = await changedHere();
    const stop = world.exact.faults.watch((moment, request) => {
      if (moment === 'before' && isOf(entryId, 'PUT')(request)) world.exact.editEntry(entryId, { Description: 'In between' });
    });
    const job = await world.run('invoice', 1001);
    stop();
    expect(entry()).toMatchObject({ DueDate: day('2026-12-24'), Description: 'In between' });
    expect(job.result).toBe('The dates and texts of the header are updated. The description was changed in Exact Online, and left.');
    expect(await world.link('invoice', 1001)).toMatchObject({ changed: false, drift: ['description'] });
  });

  test('the same field changed right after our write is noticed when it is read back, and asked about', async () => {
    const { world, entryId, entry } = await changedHere();
    const stop = world.exact.faults.watch((moment, request) => {
      if (moment === 'after' && isOf(entryId, 'PUT')(request)) world.exact.editEntry(entryId, { DueDate: '2027-01-15' });
    });
    await world.run('invoice', 1001);
    stop();
    expect(await world.link('invoice', 1001)).toMatchObject({ changed: false, drift: ['dueDate'] });
    const asked = await world.run('invoice', 1001);
    expect(asked).toMatchObject({ state: 'blocked', problems: [{ code: 'ledger-changed' }] });
    expect(entry()['DueDate']).toBe(day('2027-01-15'));
    const overwrite = asked.problems[0]?.fixes.find(({ label }) => label === 'Overwrite');
    if (!overwrite) throw new Error('There is no Overwrite');
    await applyFix(world.context, asked, overwrite, undefined);
    await world.run('invoice', 1001);
    expect(entry()['DueDate']).toBe(day('2026-12-24'));
  });

  test.each(['drop-after', 'drop-before'] as const)('our own write whose answer was lost (%s) is nobody else\'s change', async (what) => {
    const { world, entry } = await changedHere();
    world.scoro.changeInvoice(1001, { description: `Website, phase 1, with all that belongs to it and a text that is too long for a ledger to keep it whole` });
    world.exact.faults.add({ method: 'PUT', url: 'SalesEntries', misbehaviour: { do: what } });
    expect((await world.run('invoice', 1001)).state).toBe('waiting');
    for (let time = 0; time < 5; time += 1) await world.pass(15);
    expect(await world.job('invoice', 1001)).toMatchObject({ state: 'done', problems: [] });
    expect(entry()['DueDate']).toBe(day('2026-12-24'));
    expect(String(entry()['Description'])).toHaveLength(60);
    expect(await world.link('invoice', 1001)).toMatchObject({ changed: false, drift: [] });
  });

  test('deleted there by now: said, not written', async () => {
    const { world, entryId } = await changedHere();
    world.exact.deleteEntry(entryId);
    expect(await world.run('invoice', 1001)).toMatchObject({ state: 'done', result: 'It is deleted in Exact Online' });
    expect(await world.link('invoice', 1001)).toMatchObject({ remote: 'deleted' });
    expect(methods(world)).not.toContain('PUT');
  });
});

describe('a link from before its base was kept', () => {
  async function old() {
    const of = await changedHere();
    await of.world.database.links.toCollection().modify((link) => {
      delete link.base;
      delete link.drift;
    });
    return of;
  }

  test('is updated as ever, shows the differences, and has a base from then on', async () => {
    const { world, entryId, entry } = await old();
    world.exact.editEntry(entryId, { EntryDate: '2026-11-09', DueDate: '2026-12-31' });
    const fetched = await world.run('invoice', 1001, 'fetch');
    expect(fetched.differences?.filter(({ differs }) => differs).map(({ field, ledger }) => [field, ledger])).toEqual([['Date', '09/11/2026'], ['Due date', '31/12/2026']]);
    expect((await world.link('invoice', 1001))?.base).toBeUndefined();
    expect(await world.run('invoice', 1001)).toMatchObject({ state: 'done', problems: [] });
    expect(entry()).toMatchObject({ DueDate: day('2026-12-24'), EntryDate: day('2026-11-02') });
    expect((await world.link('invoice', 1001))?.base).toMatchObject({ host: { dueDate: '2026-12-24' }, ledger: { dueDate: '2026-12-24' } });
  });

  test('has its base once nothing differs, and not before', async () => {
    const { world, entryId } = await old();
    world.scoro.changeInvoice(1001, { deadline: '2026-12-02' });
    world.exact.editEntry(entryId, { DueDate: '2026-12-31' });
    await world.run('invoice', 1001, 'fetch');
    expect((await world.link('invoice', 1001))?.base).toBeUndefined();
    world.exact.editEntry(entryId, { DueDate: '2026-12-02' });
    await world.run('invoice', 1001, 'fetch');
    expect((await world.link('invoice', 1001))?.base?.ledger).toMatchObject({ dueDate: '2026-12-02', gross: '1210' });
  });
});
