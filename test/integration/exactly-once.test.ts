import { describe, expect, test } from 'vitest';
import type { Misbehaviour } from '../emulators/core/faults';
import { createWorld, type World } from '../support/world';

/** Entries in Exact for a host document, by its printed number. */
const entries = (world: World, number: number) => world.exact.company().salesEntries.filter((row) => row['InvoiceNumber'] === number);

async function warm() {
  const world = await createWorld();
  await world.connect();
  return world;
}

/** Goes on until nothing is pending, in small steps of time. */
async function untilSettled(world: World, seconds = 180) {
  for (let passed = 0; passed < seconds; passed += 3) {
    const jobs = await world.database.jobs.toArray();
    if (jobs.every(({ state }) => ['done', 'blocked', 'failed'].includes(state))) return;
    await world.pass(3);
  }
}

const invariants = async (world: World) => {
  expect(entries(world, 20260117)).toHaveLength(1);
  expect(await world.database.jobs.where('state').equals('sending').count()).toBe(0);
  expect(await world.database.intents.count()).toBe(0);
  expect(await world.link('invoice', 1001)).toMatchObject({ remote: 'present' });
};

const lost: [string, Misbehaviour][] = [
  ['fault 3: the POST left and was lost before Exact took it', { do: 'drop-before' }],
  ['fault 4: Exact took it and the answer was lost', { do: 'drop-after' }],
  ['fault 9: the answer is an HTML page with 200', { do: 'answer-after', status: 200, body: '<html>Service</html>' }],
  ['fault 9: the answer is cut off', { do: 'truncate', characters: 60 }],
  ['a gateway answers 502 after Exact took it', { do: 'answer-after', status: 502, body: 'Bad gateway' }],
  ['a gateway answers 504 before Exact took it', { do: 'answer-before', status: 504, body: 'Timeout' }],
  ['a gateway answers 500 without a reason after Exact took it', { do: 'answer-after', status: 500, body: '' }],
];

describe.each(['salesentry/SalesEntries', 'crm/Accounts', 'logistics/Items'])('a lost answer of %s', (endpoint) => {
  test.each(lost)('%s: one document', async (_, misbehaviour) => {
    const world = await warm();
    world.exact.faults.add({ method: 'POST', url: endpoint, misbehaviour });
    const job = await world.run('invoice', 1001);
    expect(job.state).toBe('unknown');
    await untilSettled(world);
    expect((await world.job('invoice', 1001)).state).toBe('done');
    await invariants(world);
    expect(world.exact.company().accounts.filter((row) => row['Name'] === 'ACME Holding B.V.')).toHaveLength(1);
    expect(world.exact.company().items.filter((row) => String(row['Code']).trim() === 'CONS')).toHaveLength(1);
  });
});

test('fault 11: Exact took it but its list is stale for 10 s: absence is not believed', async () => {
  const world = await warm();
  world.exact.setListDelay(10_000);
  world.exact.faults.add({ method: 'POST', url: 'salesentry/SalesEntries', misbehaviour: { do: 'drop-after' } });
  await world.run('invoice', 1001);
  await untilSettled(world);
  await invariants(world);
});

test('fault 12: the look-up itself fails: nothing is sent until it has answered', async () => {
  const world = await warm();
  world.exact.faults.add({ method: 'POST', url: 'salesentry/SalesEntries', misbehaviour: { do: 'drop-after' } });
  world.exact.faults.add({ method: 'GET', url: 'salesentry/SalesEntries', skip: 1, times: 6, misbehaviour: { do: 'answer-before', status: 503, body: 'down' } });
  await world.run('invoice', 1001);
  const posts = () => world.calls().exact.filter((call) => call.startsWith('POST') && call.includes('SalesEntries')).length;
  await world.pass(60);
  expect(posts()).toBe(1);
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
  expect(entries(world, 20260117)).toHaveLength(1);
});

test('fault 15: a number taken by a stranger is not used, and not taken for ours', async () => {
  const world = await warm();
  await world.run('invoice', 1014);
  const taken = world.scoro.invoices.find(({ id }) => id === 1014);
  world.scoro.changeInvoice(1001, { no: taken?.no ?? '' });
  const job = await world.run('invoice', 1001);
  expect(job).toMatchObject({ state: 'blocked', problems: [{ code: 'number-taken' }] });
  expect(world.exact.company().salesEntries).toHaveLength(1);
});

test('fault 10: pressed five times at once, in several tabs: one job, one document', async () => {
  const world = await warm();
  const connection = await world.connection();
  const ids = await Promise.all(Array.from({ length: 5 }, () => world.queue.request(connection, { kind: 'invoice', id: '1001' }, 'send', 0)));
  await world.queue.settled();
  expect(new Set(ids).size).toBe(1);
  await invariants(world);
});

test('fault 51: another browser has sent it already: found by its number, linked, not sent again', async () => {
  const world = await warm();
  await world.run('invoice', 1001);
  await world.database.links.clear();
  await world.database.mappings.clear();
  const job = await world.run('invoice', 1001);
  expect(job.result).toMatch(/^Linked to/);
  await invariants(world);
});

test('fault 17: a 429 without headers waits for the next minute, and then goes on', async () => {
  const world = await warm();
  world.exact.faults.add({ method: 'POST', url: 'salesentry/SalesEntries', misbehaviour: { do: 'answer-before', status: 429, body: '' } });
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
  world.exact.revokeConsent();
  world.clock.advance(575_000);
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
  expect(world.calls().exact).toEqual([]);
});

test('fault 47: storage is full when the intent is written: nothing is posted, and it is said', async () => {
  const world = await warm();
  const { intents } = world.database;
  const put = intents.put.bind(intents);
  intents.put = (() => Promise.reject(new DOMException('full', 'QuotaExceededError'))) as never;
  const job = await world.run('invoice', 1001);
  expect(job).toMatchObject({ state: 'failed', problems: [{ code: 'storage-full' }] });
  expect(world.calls().exact.filter((call) => call.startsWith('POST'))).toEqual([]);
  intents.put = put;
  await world.run('invoice', 1001);
  await invariants(world);
});
