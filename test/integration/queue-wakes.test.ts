import { expect, test } from 'vitest';
import { ledgerOf } from '../../lib/ledgers';
import { emptyBudget } from '../../lib/net/budget';
import { Queue } from '../../lib/sync/queue';
import { ledgerIds } from '../support/ledgers';
import { createWorld } from '../support/world';

test.each(ledgerIds)('%s, fault 12 and 16: what is being checked while the limit is reached wakes the queue when there is room again, though nothing else does', async (system) => {
  const world = await createWorld({ system });
  const connection = await world.connect();
  const closedUntil = world.clock.now() + 60_000;
  await world.database.budgets.put({ ...emptyBudget(ledgerOf(system).budgetKey(connection.ledger)), closedUntil, closedBudget: 'minute' });
  await world.queue.request(connection, { kind: 'invoice', id: '1001' }, 'send', 10, (job) => ({ ...job, state: 'unknown', wait: { reason: 'checking', until: world.clock.now() } }));
  await world.queue.settled();
  const wakes: (number | null)[] = [];
  const queue = new Queue(world.context, (work) => work, (moment) => wakes.push(moment), async () => null);
  await queue.settled();
  expect((await world.job('invoice', 1001)).state).toBe('unknown');
  expect(wakes.at(-1)).toBe(closedUntil);
  expect(world.calls().ledger).toEqual([]);
});
