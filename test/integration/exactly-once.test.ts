import { describe, expect, test } from 'vitest';
import { ledgerOf } from '../../lib/ledgers';
import type { LedgerConfig } from '../../lib/ledgers/ledger';
import type { Misbehaviour, RequestMatch } from '../emulators/core/faults';
import { bookedAs, ledgerIds, ledgerUnderTest, requestsTo } from '../support/ledgers';
import { createWorld, type World } from '../support/world';

/** Goes on until nothing is pending, in small steps of time. */
async function untilSettled(world: World, seconds = 180) {
  for (let passed = 0; passed < seconds; passed += 3) {
    const jobs = await world.database.jobs.toArray();
    if (jobs.every(({ state }) => ['done', 'blocked', 'failed'].includes(state))) return;
    await world.pass(3);
  }
}

const lost: [string, Misbehaviour][] = [
  ['fault 3: the create left and was lost before the ledger took it', { do: 'drop-before' }],
  ['fault 4: the ledger took it and the answer was lost', { do: 'drop-after' }],
  ['fault 9: the answer is an HTML page with 200', { do: 'answer-after', status: 200, body: '<html>Service</html>' }],
  ['fault 9: the answer is cut off', { do: 'truncate', characters: 60 }],
  ['a gateway answers 502 after the ledger took it', { do: 'answer-after', status: 502, body: 'Bad gateway' }],
  ['a gateway answers 504 before the ledger took it', { do: 'answer-before', status: 504, body: 'Timeout' }],
  ['a gateway answers 500 without a reason after the ledger took it', { do: 'answer-after', status: 500, body: '' }],
];

describe.each(ledgerIds)('%s', (system) => {
  const { requests, settings } = ledgerUnderTest(system);
  const { capabilities, authorization } = ledgerOf(system);
  const { refreshAfter } = authorization(settings as unknown as LedgerConfig);
  const create = requests.create.invoice;
  /** Whose contact and an item of which are new. */
  const cold = 1002;

  async function warm() {
    const world = await createWorld({ system });
    world.settings.mappings.push({ connection: 'acme', kind: 'unit', host: 'sack of 25 kg', ledger: 'pc' }, { connection: 'acme', kind: 'itemGroup', host: '*', ledger: '1' });
    await world.connect();
    return world;
  }

  async function invariants(world: World, id = 1001) {
    const { no = '' } = world.scoro.invoices.find((invoice) => invoice.id === id) ?? {};
    expect(bookedAs(world.underTest, 'invoice', no)).toHaveLength(1);
    expect(await world.database.jobs.where('state').equals('sending').count()).toBe(0);
    expect(await world.database.intents.count()).toBe(0);
    expect(await world.link('invoice', id)).toMatchObject({ remote: 'present' });
  }

  const made: [string, RequestMatch][] = [['document', create], ['contact', requests.contact.invoice], ['item', requests.item]];
  describe.each(made)('a lost answer to the create of its %s', (_what, request) => {
    test.each(lost)('%s: one document', async (_, misbehaviour) => {
      const world = await warm();
      world.underTest.emulator.faults.add({ ...request, misbehaviour });
      const job = await world.run('invoice', cold);
      expect(job.state).toBe('unknown');
      await untilSettled(world);
      expect((await world.job('invoice', cold)).state).toBe('done');
      await invariants(world, cold);
      const masters = world.underTest.masters();
      expect(new Set(masters).size).toBe(masters.length);
    });
  });

  test('fault 11: the ledger took it but its list is stale for seconds: absence is not believed', async () => {
    const world = await warm();
    world.underTest.setListDelay(Math.min(10_000, capabilities.consistencyWindow - 1_000));
    world.underTest.emulator.faults.add({ ...create, misbehaviour: { do: 'drop-after' } });
    await world.run('invoice', 1001);
    await untilSettled(world);
    await invariants(world);
  });

  test('fault 12: the look-up itself fails: nothing is sent until it has answered', async () => {
    const world = await warm();
    world.underTest.emulator.faults.add({ ...create, misbehaviour: { do: 'drop-after' } });
    // The first one is answered, where there is one before the create.
    const skip = capabilities.looksUpFirst((await world.connection()).ledger, 'invoice', '20260117') ? 1 : 0;
    world.underTest.emulator.faults.add({ ...requests.lookUp.invoice, skip, times: 6, misbehaviour: { do: 'answer-before', status: 503, body: 'down' } });
    await world.run('invoice', 1001);
    await world.pass(60);
    expect(requestsTo(world.underTest, create)).toHaveLength(1);
    await untilSettled(world, 900);
    await invariants(world);
  });

  test('fault 13 and 14: a document of the same number and customer but another total is shown, not adopted', async () => {
    const world = await warm();
    await world.run('invoice', 1001);
    const link = await world.link('invoice', 1001);
    await world.database.links.clear();
    world.scoro.changeInvoice(1001, { lines: (world.scoro.invoices.find(({ id }) => id === 1001)?.lines ?? []).map((line) => ({ ...line, price: '2000' })) });
    const job = await world.run('invoice', 1001);
    expect(job.state).toBe('blocked');
    expect(job.problems[0]).toMatchObject({ code: 'twin-in-doubt' });
    expect(job.problems[0]?.fixes[0]?.choices?.[0]?.value).toBe(link?.ledgerId);
    expect(bookedAs(world.underTest, 'invoice', '20260117')).toHaveLength(1);
  });

  test('fault 15: a number taken by a stranger is not used, and not taken for ours', async () => {
    const world = await warm();
    await world.run('invoice', 1014);
    const taken = world.scoro.invoices.find(({ id }) => id === 1014);
    world.scoro.changeInvoice(1001, { no: taken?.no ?? '' });
    const job = await world.run('invoice', 1001);
    expect(job).toMatchObject({ state: 'blocked', problems: [{ code: 'number-taken' }] });
    expect(world.underTest.documents('invoice')).toHaveLength(1);
  });

  test('fault 10: pressed five times at once, in several tabs: one job, one document', async () => {
    const world = await warm();
    const connection = await world.connection();
    const ids = await Promise.all(Array.from({ length: 5 }, () => world.queue.request(connection, { kind: 'invoice', id: '1001' }, 'send', 0)));
    await world.queue.settled();
    expect(new Set(ids).size).toBe(1);
    await invariants(world);
  });

  test('fault 51: another browser has sent it already: known by its number or its request, not sent again', async () => {
    const world = await warm();
    await world.run('invoice', 1001);
    await world.database.links.clear();
    await world.database.mappings.clear();
    const job = await world.run('invoice', 1001);
    expect(job.result).toMatch(capabilities.repeats ? /^Booked as/ : /^Linked to/);
    await invariants(world);
  });

  test('fault 17: a 429 without a word waits for the next minute, and then goes on', async () => {
    const world = await warm();
    world.underTest.emulator.faults.add({ ...create, misbehaviour: { do: 'answer-before', status: 429, body: '' } });
    const job = await world.run('invoice', 1001);
    expect(job).toMatchObject({ state: 'waiting', wait: { reason: 'limit' } });
    expect(job.wait?.until).toBeGreaterThan(world.clock.now());
    await untilSettled(world);
    await invariants(world);
  });

  test('fault 49 and pain 42: a poison document holds nothing else up', async () => {
    const world = await warm();
    const connection = await world.connection();
    world.scoro.faults.add({ url: 'invoices/view/1001', times: 100, misbehaviour: { do: 'answer-before', status: 500, body: 'broken' } });
    await world.queue.request(connection, { kind: 'invoice', id: '1001' }, 'send', 0);
    await world.queue.request(connection, { kind: 'invoice', id: '1014' }, 'send', 10);
    await world.queue.settled();
    expect((await world.job('invoice', 1014)).state).toBe('done');
  });

  test('fault 23 and 26: consent taken back: everything waits for a sign-in, nothing is lost', async () => {
    const world = await warm();
    world.underTest.revokeConsent();
    world.clock.advance((refreshAfter + 5) * 1000);
    const job = await world.run('invoice', 1001);
    expect(job).toMatchObject({ state: 'waiting', wait: { reason: 'sign-in' } });
    expect((await world.connection()).state).toBe('sign-in-needed');
  });

  test('pain 40: a job made for one company is never sent to another', async () => {
    const world = await warm();
    const connection = await world.connection();
    await world.queue.request(connection, { kind: 'invoice', id: '1001' }, 'send', 0, (job) => ({ ...job, nextAt: world.clock.now() + 60_000 }));
    await world.database.connections.update('acme', { ledger: { ...connection.ledger, company: '654321' } });
    await world.pass(61);
    expect(await world.job('invoice', 1001)).toMatchObject({ state: 'blocked', problems: [{ code: 'other-company' }] });
    expect(world.calls().ledger).toEqual([]);
  });

  test('fault 47: storage is full when the intent is written: nothing is posted, and it is said', async () => {
    const world = await warm();
    const { intents } = world.database;
    const put = intents.put.bind(intents);
    intents.put = (() => Promise.reject(new DOMException('full', 'QuotaExceededError'))) as never;
    const job = await world.run('invoice', 1001);
    expect(job).toMatchObject({ state: 'failed', problems: [{ code: 'storage-full' }] });
    expect([create, requests.contact.invoice, requests.item].flatMap((request) => requestsTo(world.underTest, request))).toEqual([]);
    intents.put = put;
    await world.run('invoice', 1001);
    await invariants(world);
  });
});
