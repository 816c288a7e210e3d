import { describe, expect, test } from 'vitest';
import { applySettings, previewImport, saveConnection } from '../../lib/sync/settings-file';
import { ledgerIds } from '../support/ledgers';
import { addInvoice, emptyWorld, numbersIn, synchronized } from '../support/scope';
import type { World } from '../support/world';

const withStart = (world: World, startDate: string): string => JSON.stringify({ ...world.settings, connections: world.settings.connections.map((one) => ({ ...one, sync: { ...one.sync, startDate } })) });
const startOf = async (world: World) => (await world.connection()).sync.startDate;
const save = async (world: World, startDate: string): Promise<void> => {
  const { id, host, ledger, sync } = await world.connection();
  await saveConnection(world.context, { id, host, ledger, sync: { ...sync, startDate } });
};

describe.each(ledgerIds)('%s', (system) => {
  test('feature 45: documents go over by their date of issue, whenever they were changed', async () => {
    const world = await emptyWorld(system, { sync: { startDate: '2026-11-10' } });
    addInvoice(world, '70', { date: '2026-11-09', modified: '2026-11-20 10:00:00' });
    addInvoice(world, '71', { date: '2026-11-10', modified: '2026-11-01 10:00:00' });
    await synchronized(world);
    expect(numbersIn(world)).toEqual(['71']);
  });

  test('feature 45: the date may be set as long as nothing was synchronized, even before the connection was made', async () => {
    const world = await emptyWorld(system);
    await save(world, '2020-01-01');
    expect(await startOf(world)).toBe('2020-01-01');
  });

  test('feature 45: it stays once a run came to its end, though nothing was there to send', async () => {
    const world = await emptyWorld(system);
    await synchronized(world);
    await expect(save(world, '2026-02-01')).rejects.toThrow('start date cannot be changed any more');
    expect(await startOf(world)).toBe('2026-01-01');
  });

  test('feature 45: it stays once a document was sent, and older ones are still sent one by one', async () => {
    const world = await emptyWorld(system, { sync: { startDate: '2026-11-10' } });
    const sent = addInvoice(world, '70');
    const older = addInvoice(world, '71', { date: '2026-11-02' });
    await world.run('invoice', sent.id);
    await expect(save(world, '2026-11-01')).rejects.toThrow('start date');
    expect((await world.run('invoice', older.id)).state).toBe('done');
    await synchronized(world);
    expect(numbersIn(world)).toEqual(['70', '71']);
  });

  test('feature 45: a settings file that wants another date is told that it stays, and changes the rest', async () => {
    const world = await emptyWorld(system);
    await synchronized(world);
    const file = withStart(world, '2025-06-01').replace('"bills":true', '"bills":false');
    expect((await previewImport(world.context, file)).changes[0]).toMatchObject({ kind: 'change', text: expect.stringMatching(/^Connection acme: bills, .*; its start date stays 01\/01\/2026, since something was synchronized from it$/) as string });
    await applySettings(world.context, file);
    expect((await world.connection()).sync).toMatchObject({ startDate: '2026-01-01', bills: false });
  });

  test('feature 45: policy sets it all the same', async () => {
    const world = await emptyWorld(system);
    await synchronized(world);
    await applySettings(world.context, withStart(world, '2025-06-01'), 'policy');
    expect(await startOf(world)).toBe('2025-06-01');
  });
});

describe.each(ledgerIds)('%s', (system) => {
  test('feature 47: a kind that is switched off is not listed and not sent', async () => {
    const world = await emptyWorld(system, { sync: { bills: false } });
    addInvoice(world, '70');
    world.forgetCalls();
    await synchronized(world);
    expect(numbersIn(world)).toEqual(['70']);
    expect(world.calls().scoro.filter((call) => call.includes('bills'))).toEqual([]);
  });
});
