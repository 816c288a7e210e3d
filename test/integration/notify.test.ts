import { describe, expect, test } from 'vitest';
import type { NotifySettings } from '../../lib/settings';
import type { Channel, ConnectionRow } from '../../lib/storage/rows';
import { batchEvery } from '../../lib/sync/notify/due';
import { nextToTell, tellDue, type Messenger } from '../../lib/sync/notify/tell';
import { next } from '../../lib/sync/job';
import { createWorld, type World } from '../support/world';

/** Ways out that remember what went through them. */
function recorder() {
  const shown = new Map<string, string>();
  const posted: string[] = [];
  const state = { fails: false, able: new Set<Channel>(['desktop', 'webhook']), shows: 0 };
  const messenger: Messenger = {
    able: async () => state.able,
    show: async (id, { title }) => {
      state.shows += 1;
      shown.set(id, title);
    },
    post: async (_connection: ConnectionRow, text) => {
      if (state.fails) throw new Error('hooks.example.com did not answer.');
      posted.push(text);
    },
  };
  return { messenger, shown, posted, state };
}

const lineWithoutCode = { productId: 0, name: 'Travel', unit: '', price: '23.4', vatCodeId: null, financeAccountId: 501 };

async function toldWorld(notify: NotifySettings): Promise<World & ReturnType<typeof recorder> & { look: () => Promise<number | null>; hold: (no: string) => Promise<string>; tell: () => Promise<void> }> {
  const world = await createWorld({ sync: { notify } });
  await world.connect();
  const record = recorder();
  /** An invoice that cannot be sent. */
  const hold = async (no: string): Promise<string> => {
    const sample = world.scoro.invoices.find(({ id }) => id === 1001)!;
    const { id } = world.scoro.addInvoice({ no, date: '2026-11-02', companyId: sample.companyId, lines: [lineWithoutCode] });
    const job = await world.run('invoice', id);
    expect(job.state).toBe('blocked');
    return job.id;
  };
  return { ...world, ...record, hold, look: () => nextToTell(world.context, record.messenger), tell: () => tellDue(world.context, record.messenger) };
}

const hook = 'https://hooks.example.com/services/T1/secret';

describe('feature 48: new errors', () => {
  test('are told on the screen once, together, and not again for the same cause', async () => {
    const world = await toldWorld({ desktop: true });
    expect(await world.look()).toBeNull();
    const job = await world.hold('20290001');
    await world.hold('20290002');
    expect(await world.look()).toBe(world.clock.now());
    await world.tell();
    expect([...world.shown.values()]).toEqual(['acme: 2 documents need you']);
    expect(await world.look()).toBeNull();
    // Tried again with the same outcome: nobody is told twice.
    await world.run('invoice', job.split('/')[2]!);
    await world.tell();
    expect(world.state.shows).toBe(1);
    // A third one waits until the quarter of an hour is over.
    await world.hold('20290003');
    expect(await world.look()).toBe(world.clock.now() + batchEvery);
    await world.tell();
    expect(world.state.shows).toBe(1);
    world.clock.advance(batchEvery);
    await world.tell();
    expect([...world.shown.values()].at(-1)).toBe('acme: 1 document needs you');
  });

  test('are told by a clock that goes on meanwhile', async () => {
    const world = await toldWorld({ desktop: true });
    await world.hold('20290001');
    const { now } = world.context;
    world.context.now = () => {
      world.clock.advance(1);
      return now();
    };
    await world.tell();
    expect(world.state.shows).toBe(1);
  });

  test('are told again once they were mended and came back', async () => {
    const world = await toldWorld({ desktop: true });
    const job = await world.hold('20290001');
    await world.tell();
    const row = (await world.database.jobs.get(job))!;
    const mended = next(row, { type: 'done', result: 'booked' }, world.clock.now());
    await world.database.jobs.put(next(mended, { type: 'blocked', problems: row.problems }, world.clock.now()));
    expect(await world.look()).not.toBeNull();
  });

  test('survive a worker that dies between the telling and the noting: the second notification takes the place of the first', async () => {
    const world = await toldWorld({ desktop: true });
    await world.hold('20290001');
    const dying: Messenger = { ...world.messenger, show: async (id, message) => { await world.messenger.show(id, message); throw new Error('killed'); } };
    const before = await world.connection();
    await tellDue(world.context, dying).catch(() => undefined);
    // As after a kill: nothing of what followed is on disk.
    await world.database.connections.put(before);
    await world.tell();
    expect(world.state.shows).toBe(2);
    expect([...world.shown.keys()]).toHaveLength(1);
    expect(await world.look()).toBeNull();
  });

  test('come for a connection that needs a sign-in too, and anew once it was mended', async () => {
    const world = await toldWorld({ desktop: true });
    await world.database.connections.update('acme', { state: 'sign-in-needed' });
    await world.tell();
    expect([...world.shown.values()]).toEqual(['acme: the connection needs you']);
    expect(await world.look()).toBeNull();
    await world.database.connections.update('acme', { state: 'connected' });
    await world.look();
    world.clock.advance(batchEvery);
    await world.database.connections.update('acme', { state: 'sign-in-needed' });
    await world.tell();
    expect(world.state.shows).toBe(2);
  });
});

describe('feature 48: the webhook', () => {
  test('gets numbers and causes, and neither amounts nor names', async () => {
    const world = await toldWorld({ webhook: hook });
    await world.hold('20290001');
    await world.tell();
    expect(world.posted).toEqual(['Ledgerbar, acme: 1 document needs you.\n- invoice 20290001: tax code missing']);
  });

  test('that does not answer is said once in the journal; nothing is lost, and nothing is told twice', async () => {
    const world = await toldWorld({ webhook: hook });
    world.state.fails = true;
    await world.hold('20290001');
    await world.tell();
    await world.tell();
    world.clock.advance(batchEvery);
    await world.tell();
    const failed = async () => (await world.database.journal.where({ connection: 'acme' }).toArray()).filter(({ event }) => event.startsWith('notify')).map(({ text }) => text);
    expect(await failed()).toEqual([expect.stringMatching(/^A message could not be posted: hooks\.example\.com did not answer\. It is tried again with the next one\./)]);
    expect(JSON.stringify(await world.database.journal.toArray())).not.toContain('secret');
    world.state.fails = false;
    await world.hold('20290002');
    world.clock.advance(batchEvery);
    await world.tell();
    expect(world.posted).toEqual([expect.stringMatching(/: 2 documents need you\./)]);
    expect((await failed()).at(-1)).toBe('Messages arrive at hooks.example.com again.');
    world.clock.advance(batchEvery);
    await world.tell();
    expect(world.posted).toHaveLength(1);
  });
});

describe('feature 48: the summary', () => {
  test('says what was sent since the last and what is open; one that did not arrive is made up for by the next', async () => {
    const world = await toldWorld({ webhook: hook, digest: 'hourly' });
    const began = world.clock.now();
    expect(await world.look()).toBe(began + 3_600_000);
    world.clock.advance(60_000);
    expect((await world.run('invoice', 1001)).state).toBe('done');
    await world.hold('20290001');
    await world.tell();
    expect(world.posted).toEqual([]);
    world.state.fails = true;
    world.clock.advance(3_600_000);
    await world.tell();
    world.state.fails = false;
    world.clock.advance(3_600_000);
    await world.tell();
    expect(world.posted).toEqual([expect.stringMatching(/: 1 document was sent since .*; 1 document needs you\.\n- invoice 20290001: tax code missing$/)]);
    world.clock.advance(3_600_000);
    await world.tell();
    expect(world.posted.at(-1)).toMatch(/: no documents were sent since .*; 1 document needs you\./);
  });

  test('is not made where nothing happened', async () => {
    const world = await toldWorld({ webhook: hook, digest: 'hourly' });
    await world.look();
    world.clock.advance(3_600_001);
    await world.tell();
    expect(world.posted).toEqual([]);
    expect(await world.look()).toBe(world.clock.now() + 3_600_000);
  });
});
