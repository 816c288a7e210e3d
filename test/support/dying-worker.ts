import { Lanes } from '../../lib/net/lanes';
import { Queue } from '../../lib/sync/queue';
import { resumeRuns, synchronize } from '../../lib/sync/synchronize';
import type { World } from './world';

/** Locks that die with the worker that holds them. */
function newLocks() {
  const tails = new Map<string, Promise<unknown>>();
  return <T>(name: string, work: () => Promise<T>): Promise<T> => {
    const mine = (tails.get(name) ?? Promise.resolve()).then(work, work);
    tails.set(name, mine.catch(() => undefined));
    return mine;
  };
}

/** A worker of its own on the world's database. */
export function workerOn(world: World, fetchOf: typeof fetch) {
  const context = { ...world.context, fetch: fetchOf, exclusively: newLocks(), lanes: new Lanes(), underWay: new Map<string, number>() };
  const queue = new Queue(context, (work) => work, () => undefined, async () => null);
  return {
    queue,
    context,
    async synchronize(): Promise<void> {
      await synchronize(context, 'acme', queue);
      await queue.settled();
    },
  };
}

/** A worker that makes so many calls and dies: at the last one before it arrives, or after it took effect. Returns whether it came to that. */
export async function dieAtCall(world: World, last: number, moment: 'before' | 'after'): Promise<boolean> {
  let calls = 0;
  let died: () => void = () => undefined;
  const death = new Promise<'died'>((resolve) => (died = () => resolve('died')));
  const worker = workerOn(world, async (input, init) => {
    calls += 1;
    if (calls < last) return world.fetch(input, init);
    if (calls === last && moment === 'after') await world.fetch(input, init).catch(() => undefined);
    died();
    return new Promise(() => undefined);
  });
  const ended = await Promise.race([death, worker.synchronize().then(() => 'ended' as const)]);
  // What else it had begun comes to its next call, which is never made; turns are counted, since a busy machine makes milliseconds mean little.
  for (let turn = 0; turn < 500; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  return ended === 'died';
}

/** The next worker takes up what was left, and time passes until nothing is left of it. */
export async function goOn(world: World): Promise<void> {
  const worker = workerOn(world, world.fetch);
  await worker.queue.revive();
  await resumeRuns(worker.context, worker.queue);
  for (let step = 0; step < 10; step += 1) {
    await worker.queue.settled();
    world.clock.advance(10_000);
  }
  await worker.synchronize();
  world.clock.advance(60_000);
  await worker.synchronize();
}
