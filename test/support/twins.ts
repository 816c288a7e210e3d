import 'fake-indexeddb/auto';
import { expect } from 'vitest';
import type { SyncContext } from '../../lib/sync/context';
import { openSession } from '../../lib/sync/session';
import { checkTwins } from '../../lib/sync/twins';
import type { Row } from '../emulators/exact-online/values';
import { createWorld, type World, type WorldOptions } from './world';

/** What the tests of twins share: a bill that is in the ledger twice. */

export const bill = 'VD-2026/0815';
export const bills = (world: World, number = bill): Row[] => world.exact.company().purchaseEntries.filter((row) => row['YourRef'] === number);
export const idOf = (row: Row | undefined): string => String(row?.['EntryID'] ?? row?.['InvoiceID']);
export const deletes = (world: World): number => world.calls().exact.filter((call) => call.startsWith('DELETE')).length;
export const journal = async (world: World): Promise<string> => (await world.database.journal.toArray()).map(({ text }) => text).join('\n');

/** What the user is asked about the bill. */
export const asked = async (world: World) => (await world.database.jobs.toArray()).filter(({ id }) => id.startsWith('acme/bill/3001/')).flatMap(({ problems }) => problems);

export async function warm(options: WorldOptions = {}) {
  const world = await createWorld(options);
  await world.connect();
  return world;
}

export async function check(world: World, context: SyncContext = world.context) {
  return checkTwins(context, await openSession(context, await world.connection()), world.clock.now());
}

/** Sends a bill that arrives twice, and lets the time pass until it is checked. */
export async function doubled(world: World, seconds = 61) {
  world.exact.faults.add({ method: 'POST', url: 'purchaseentry/PurchaseEntries', misbehaviour: { do: 'resend' } });
  const job = await world.run('bill', 3001);
  expect(job.result).toMatch(/^Booked as/);
  expect(bills(world)).toHaveLength(2);
  await world.pass(seconds);
  world.forgetCalls();
}

/** One remains, the link goes to it, and nobody is asked anything. */
export async function oneRemains(world: World) {
  expect(bills(world)).toHaveLength(1);
  expect(await world.link('bill', 3001)).toMatchObject({ ledgerId: idOf(bills(world)[0]), ledgerNumber: String(bills(world)[0]?.['EntryNumber']), remote: 'present' });
  expect((await world.link('bill', 3001))?.twinsDueAt).toBeUndefined();
  expect(await asked(world)).toEqual([]);
}

export async function twinProblem(world: World) {
  const job = await world.job('bill', 3001, 'fetch');
  expect(job.state).toBe('blocked');
  const found = job.problems.find(({ code }) => code === 'twin');
  if (!found) throw new Error('No twin is shown');
  return { job, found, fix: (id: string) => found.fixes.find((fix) => fix.id === id) ?? found.fixes[0]! };
}
