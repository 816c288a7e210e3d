import { describe, expect, test } from 'vitest';
import { mostRead } from '../../lib/sync/document-lines';
import { fetchMany, retryMany, sendMany } from '../../lib/sync/many';
import { ledgerIds } from '../support/ledgers';
import { addInvoice, emptyWorld } from '../support/scope';

const refs = (ids: readonly number[]) => ids.map((id) => ({ kind: 'invoice' as const, id: String(id) }));

describe.each(ledgerIds)('feature 43, 50: several documents of the host at once, %s', (system) => {
  test('are sent, each once, and fetched where they were sent', async () => {
    const world = await emptyWorld(system);
    const ids = ['70', '71', '72'].map((no) => addInvoice(world, no).id);
    const connection = await world.connection();
    expect(await sendMany(world.queue, connection, refs(ids.slice(0, 2)))).toBe(2);
    await sendMany(world.queue, connection, refs(ids.slice(0, 2)));
    for (let minute = 0; minute < 5; minute += 1) await world.pass(30);
    expect(world.underTest.documents('invoice').map(({ number }) => number).sort()).toEqual(['70', '71']);
    // Of what was not sent there is nothing to fetch, and nobody is told that there is.
    expect(await fetchMany(world.context, world.queue, connection, refs(ids))).toBe(2);
    await world.queue.settled();
    expect(await world.database.jobs.where({ connection: 'acme' }).filter(({ action }) => action === 'fetch').count()).toBe(2);
    expect(await world.database.jobs.where('state').anyOf('blocked', 'failed').count()).toBe(0);
  });

  test('are tried again, those that are held up and no others', async () => {
    const world = await emptyWorld(system);
    const ids = ['70', '71', '72'].map((no) => addInvoice(world, no).id);
    for (const id of ids.slice(0, 2)) {
      world.underTest.emulator.faults.add({ ...world.underTest.requests.create.invoice, misbehaviour: world.underTest.refusal('Not today') });
      await world.run('invoice', id);
    }
    await world.run('invoice', ids[2]!);
    expect((await Promise.all(ids.map((id) => world.job('invoice', id)))).map(({ state }) => state === 'done')).toEqual([false, false, true]);
    await world.database.jobs.update(`acme/invoice/${ids[1]}/send`, { dismissed: true });
    expect(await retryMany(world.context, world.queue, await world.connection(), refs(ids))).toBe(1);
    for (let time = 0; time < 5; time += 1) await world.pass(30);
    expect((await Promise.all(ids.map((id) => world.job('invoice', id)))).map(({ state }) => state === 'done')).toEqual([true, false, true]);
    expect(world.underTest.documents('invoice').map(({ number }) => number).sort()).toEqual(['70', '72']);
  });

  test('a few that are fetched are each looked at in the ledger, a moment after they were looked at before', async () => {
    const world = await emptyWorld(system);
    const ids = ['70', '71', '72'].map((no) => addInvoice(world, no).id);
    for (const id of ids) await world.run('invoice', id);
    const connection = await world.connection();
    const fetch = async () => {
      await fetchMany(world.context, world.queue, connection, refs(ids));
      for (let time = 0; time < 3; time += 1) await world.pass(5);
    };
    await fetch();
    const [one, two] = await Promise.all(ids.map((id) => world.link('invoice', id)));
    world.underTest.remove(one!.ledgerId);
    world.underTest.edit(two!.ledgerId, { dueDate: '2026-12-31' });
    world.clock.advance(15_000);
    await fetch();
    expect((await Promise.all(ids.map((id) => world.link('invoice', id)))).map((link) => [link?.remote, link?.drift ?? []])).toEqual([['deleted', []], ['present', ['dueDate']], ['present', []]]);
  });

  test('very many are not read one by one: what was deleted shows all the same', async () => {
    const world = await emptyWorld(system);
    const many = mostRead + 10;
    const ids = Array.from({ length: many }, (_, index) => addInvoice(world, `7${String(index).padStart(3, '0')}`).id);
    await sendMany(world.queue, await world.connection(), refs(ids));
    const workOff = async () => {
      do await world.pass(30);
      while ((await world.database.jobs.where('state').anyOf('queued', 'waiting', 'sending', 'unknown').count()) > 0);
    };
    await workOff();
    expect(await world.database.links.count()).toBe(many);
    await fetchMany(world.context, world.queue, await world.connection(), refs(ids));
    await workOff();
    const gone = await world.link('invoice', ids[17]!);
    world.underTest.remove(gone!.ledgerId);
    world.clock.advance(15_000);
    world.forgetCalls();
    await fetchMany(world.context, world.queue, await world.connection(), refs(ids));
    await workOff();
    expect((await world.link('invoice', ids[17]!))?.remote).toBe('deleted');
    expect(world.calls().ledger.length).toBeLessThan(many / 3);
  }, 60_000);
});
