import 'fake-indexeddb/auto';
import { describe, expect, test } from 'vitest';
import { applyFix } from '../../lib/sync/fixes';
import type { Row } from '../emulators/exact-online/values';
import { asked, bills, check, deletes, doubled, idOf, journal, oneRemains, twinProblem, warm } from '../support/twins';
import type { World } from '../support/world';

describe('fault 53: what is not to be deleted is shown', () => {
  test('the twin is paid: both stay, both are shown, with buttons', async () => {
    const world = await warm();
    await doubled(world);
    const [first, second] = bills(world);
    world.exact.bookPayment(idOf(second), '10', '2026-11-21');
    await check(world);
    expect(bills(world)).toHaveLength(2);
    expect(deletes(world)).toBe(0);
    const { found } = await twinProblem(world);
    expect(found.message).toBe(`Exact Online has this document twice: ${String(first?.['EntryNumber'])} and ${String(second?.['EntryNumber'])}.`);
    expect(found.detail).toContain(`${String(second?.['EntryNumber'])} is paid, wholly or in part.`);
    expect(found.fixes.map(({ id }) => id)).toEqual(['keep-one', 'open-ledger', 'keep-all']);
    expect(found.fixes[0]?.choices?.map(({ value }) => value).sort()).toEqual([idOf(first), idOf(second)].sort());
  });

  test('the period was closed: Exact refuses to delete it; both are shown, and the link stands', async () => {
    const world = await warm();
    await doubled(world);
    world.exact.closePeriod('60', 2026, 11);
    await check(world);
    expect(bills(world)).toHaveLength(2);
    const { found } = await twinProblem(world);
    expect(found.detail).toMatch(/closed/i);
    const link = await world.link('bill', 3001);
    expect(bills(world).map(idOf)).toContain(link?.ledgerId);
    // Shown once, however often it is looked at, and not tried again; gone by itself once somebody deleted it there.
    const lines = await journal(world);
    await world.pass(3600);
    world.forgetCalls();
    await check(world);
    expect(await journal(world)).toBe(lines);
    expect(world.calls().exact).toHaveLength(1);
  });

  test.each(['its own', 'the other'])('%s was deleted there by hand: the problem goes by itself, and the link to the one that is left', async (which) => {
    const world = await warm();
    await doubled(world);
    world.exact.closePeriod('60', 2026, 11);
    await check(world);
    await twinProblem(world);
    const link = await world.link('bill', 3001);
    world.exact.deleteEntry(bills(world).map(idOf).find((id) => (id === link?.ledgerId) === (which === 'its own')) ?? '');
    await world.pass(3600);
    expect(await check(world)).toBeNull();
    expect(await world.job('bill', 3001, 'fetch')).toMatchObject({ state: 'done', problems: [] });
    expect((await world.link('bill', 3001))?.twins).toBeUndefined();
    await oneRemains(world);
  });

  test.each([
    ['a line was changed', (world: World, entry: Row) => void (world.exact.company().purchaseEntryLines.find((line) => line['EntryID'] === entry['EntryID'])!['Description'] = 'Other work')],
    ['the due date was changed', (_: World, entry: Row) => void (entry['DueDate'] = Number(entry['DueDate']) + 86_400_000)],
    ['it was made an hour later', (_: World, entry: Row) => void (entry['Created'] = Number(entry['Created']) + 3_600_000)],
  ])('%s: no copy any more', async (_, change) => {
    const world = await warm();
    await doubled(world);
    change(world, bills(world)[0]!);
    await check(world);
    expect(bills(world)).toHaveLength(2);
    expect(deletes(world)).toBe(0);
    await twinProblem(world);
  });

  test.each([
    ['another day', { EntryDate: Date.parse('2026-11-03T00:00:00Z') }],
    ['another total', { AmountFC: '999.00' }],
    ['another currency', { Currency: 'USD' }],
    ['another supplier', { Supplier: '00000000-0000-4000-8000-000000000001', SupplierName: 'Somebody else' }],
    ['rejected there', { Status: 5 }],
  ])('a second bill of the same number with %s is none of ours', async (_, change) => {
    const world = await warm();
    await doubled(world);
    Object.assign(bills(world)[0]!, change);
    expect(await check(world)).toBeNull();
    expect(bills(world)).toHaveLength(2);
    expect(await asked(world)).toEqual([]);
  });

  test('two bills of the host that are the same to the last field are two, when the user sent both', async () => {
    const world = await warm();
    await doubled(world);
    const link = await world.link('bill', 3001);
    const other = bills(world).find((row) => idOf(row) !== link?.ledgerId);
    for (const twinsDueAt of [undefined, link?.twinsDueAt]) {
      await world.database.links.put({ ...link!, key: 'acme/bill/3999', document: { kind: 'bill', id: '3999' }, ledgerId: idOf(other), twinsDueAt });
      await world.database.links.put(link!);
      expect(await check(world)).toBeNull();
      expect(bills(world)).toHaveLength(2);
      expect(await asked(world)).toEqual([]);
    }
  });

  test('a document that was only linked, not booked from here, is never deleted', async () => {
    const world = await warm();
    await doubled(world);
    await world.database.links.update('acme/bill/3001', { adopted: true });
    await check(world);
    expect(bills(world)).toHaveLength(2);
    expect((await twinProblem(world)).found.detail).toContain('not booked from this browser');
  });

  test('the button that keeps one: the other goes, whichever was chosen', async () => {
    for (const chosen of [0, 1]) {
      const world = await warm();
      await doubled(world);
      world.exact.closePeriod('60', 2026, 11);
      await check(world);
      const { job, fix } = await twinProblem(world);
      world.exact.openPeriod('60', 2026, 11);
      const keep = idOf(bills(world)[chosen]);
      expect(await applyFix(world.context, job, fix('keep-one'), keep)).toEqual({ effect: 'run' });
      await expect(applyFix(world.context, job, fix('keep-one'), 'something else')).rejects.toThrow('Choose one');
      expect(await world.run('bill', 3001, 'fetch')).toMatchObject({ state: 'done' });
      expect(await check(world)).toBeNull();
      expect(bills(world).map(idOf)).toEqual([keep]);
      await oneRemains(world);
    }
  });

  test('the button that keeps one never deletes one that is paid', async () => {
    const world = await warm();
    await doubled(world);
    const [first, second] = bills(world);
    world.exact.bookPayment(idOf(second), '10', '2026-11-21');
    await check(world);
    const { job, fix } = await twinProblem(world);
    await applyFix(world.context, job, fix('keep-one'), idOf(first));
    await world.run('bill', 3001, 'fetch');
    await check(world);
    expect(bills(world)).toHaveLength(2);
    await twinProblem(world);
    // The other way round it may go.
    const shown = await twinProblem(world);
    await applyFix(world.context, shown.job, shown.fix('keep-one'), idOf(second));
    await world.run('bill', 3001, 'fetch');
    await check(world);
    expect(bills(world).map(idOf)).toEqual([idOf(second)]);
    expect(await world.link('bill', 3001)).toMatchObject({ ledgerId: idOf(second), payment: { state: 'partly', paid: '10' } });
  });

  test('the button that keeps both: they stay, and are not asked about again', async () => {
    const world = await warm();
    await doubled(world);
    world.exact.bookPayment(idOf(bills(world)[1]), '10', '2026-11-21');
    await check(world);
    const { job, fix } = await twinProblem(world);
    expect(await applyFix(world.context, job, fix('keep-all'), undefined)).toEqual({ effect: 'settle' });
    expect(await check(world)).toBeNull();
    await world.database.links.update('acme/bill/3001', { twinsDueAt: world.clock.now() });
    await world.database.jobs.delete(job.id);
    expect(await check(world)).toBeNull();
    expect(bills(world)).toHaveLength(2);
    expect(await asked(world)).toEqual([]);
  });

  test('a fetch takes the problem off the document; the next check puts it back', async () => {
    const world = await warm();
    await doubled(world);
    world.exact.bookPayment(idOf(bills(world)[1]), '10', '2026-11-21');
    await check(world);
    expect(await world.run('bill', 3001, 'fetch')).toMatchObject({ state: 'done' });
    await check(world);
    const { job } = await twinProblem(world);
    await world.database.jobs.update(job.id, { dismissed: true });
    await world.pass(3600);
    await check(world);
    expect(await world.job('bill', 3001, 'fetch')).toMatchObject({ state: 'blocked', dismissed: true });
  });
});
