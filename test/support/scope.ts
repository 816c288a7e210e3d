import type { LedgerId } from '../../lib/ledgers/ledger';
import { synchronize, type Extent } from '../../lib/sync/synchronize';
import { contact, vat } from '../emulators/scoro';
import { createWorld, type World, type WorldOptions } from './world';

/** A connected world whose host has nothing but what the test puts there. */
export async function emptyWorld(system: LedgerId, options: WorldOptions = {}): Promise<World> {
  const world = await createWorld({ ...options, system, scoro: { burst: 1_000, ...options.scoro } });
  world.scoro.invoices.length = 0;
  world.scoro.bills.length = 0;
  // The clock stands still: what waits for the next second waits no time.
  world.context.wait = async (milliseconds) => void world.clock.advance(milliseconds);
  await world.connect();
  return world;
}

/** An invoice of one plain line that any ledger takes. */
export const addInvoice = (world: World, no: string, more: Parameters<World['scoro']['addInvoice']>[0] = {}) =>
  world.scoro.addInvoice({ no, date: '2026-11-10', companyId: contact.acme, lines: [{ name: 'Advice', price: '100', vatCodeId: vat.high }], ...more });

export const addBill = (world: World, no: string, more: Parameters<World['scoro']['addBill']>[0] = {}) =>
  world.scoro.addBill({ no, date: '2026-11-10', companyId: contact.printer, lines: [{ name: 'Paper', price: '50', vatCodeId: vat.inputHigh }], ...more });

/** "Synchronize now", worked off to the end. */
export async function synchronized(world: World, extent?: Extent): Promise<void> {
  await synchronize(world.context, 'acme', world.queue, extent);
  await world.queue.settled();
}

/** The host's numbers of everything the ledger holds that did not come with it. */
export const numbersIn = (world: World): string[] => world.underTest.documents().map(({ number }) => number).filter((number) => number.startsWith('7')).sort();
