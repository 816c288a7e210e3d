import { goOnWithMasters } from '../../lib/sync/masters';
import { trimmed, type Row } from '../emulators/exact-online/values';
import { emptyWorld, synchronized } from './scope';
import type { World, WorldOptions } from './world';

/** What tests of the pair Scoro with Exact Online have in common. */

/** Of contacts and products that tests add: after every start date, before the clock's now. */
export const changedLately = { contact: '2026-11-20T10:00:00+00:00', product: '2026-11-20 10:00:00' } as const;

/** Connected, nothing in the host but what is in the books since long. */
export const pairWorld = (options: WorldOptions = {}): Promise<World> => emptyWorld('exact-online', options);

export const accountsNamed = ({ exact }: World, name: string): Row[] => exact.company().accounts.filter((row) => row['Name'] === name);
export const itemsCoded = ({ exact }: World, code: string): Row[] => exact.company().items.filter((row) => trimmed(row['Code']) === code);

/** Writes to those endpoints of the ledger, as method and path below the division. */
export const writesTo = (world: World, path: string): string[] =>
  world.calls().exact.filter((call) => !call.startsWith('GET') && call.includes(path)).map((call) => call.replace(/\/api\/v1\/\d+\//, '').replace(/\(guid'[^']*'\)/, '(…)'));

/** What is left of contacts and products is gone on with, minute by minute, until nothing is. Gives how many minutes that took. */
export async function untilOver(world: World, most = 60): Promise<number> {
  for (let minutes = 0; minutes < most; minutes += 1) {
    if ((await world.connection()).walkAgainAt === undefined) return minutes;
    world.clock.advance(60_000);
    await goOnWithMasters(world.context, 'acme');
  }
  throw new Error('It does not come to its end');
}

/** The lists of contacts and products keep to a tenth of the host's day: an hour later they are due again. */
export async function nextRun(world: World): Promise<void> {
  world.clock.advance(3_600_000);
  await synchronized(world, 'news');
}

export const journalOf = async (world: World): Promise<string[]> => (await world.database.journal.toArray()).map(({ text }) => text);
