import { expect, test } from 'vitest';
import { connect } from '../../lib/sync/connect';
import { applySettings } from '../../lib/sync/settings-file';
import { synchronize } from '../../lib/sync/synchronize';
import { seedCompany } from '../emulators/exact-online';
import { createWorld } from '../support/world';

/** The clock stands still, so all calls fall into one of Scoro's two seconds. Two entities of one Scoro site, each with a company of its own in Exact; both allow only a few calls a minute. */
async function twoCompanies() {
  const other = 654321;
  const world = await createWorld({ exact: { companies: () => [seedCompany(), seedCompany({ code: other })], limits: { perMinute: 30 } }, scoro: { burst: 1_000 } });
  const [acme] = world.settings.connections;
  if (!acme) throw new Error('There is no connection');
  world.settings.connections.push({ ...acme, id: 'finland', host: { ...acme.host, companyAccountId: 'acme_finland' }, ledger: { ...acme.ledger, company: String(other) } });
  await applySettings(world.context, JSON.stringify(world.settings));
  for (const connection of ['acme', 'finland']) {
    world.clock.advance(60_000);
    const answer = await connect(world.context, { connection }, world.signInWindow);
    expect(answer).toMatchObject({ ok: true, state: 'connected' });
  }
  world.clock.advance(60_000);
  world.forgetCalls();
  return { world, other };
}

test('fault 16: one company has used its minute up; the other one goes on', async () => {
  const { world, other } = await twoCompanies();
  const taken = world.scoro.invoices.find(({ id }) => id === 1014);
  const theirs = world.scoro.addInvoice({ no: '20290001', accountId: 'acme_finland', date: '2026-11-10', companyId: taken?.companyId ?? 0, lines: taken?.lines ?? [] });
  const row = async (id: string) => (await world.database.connections.get(id))!;
  // Somebody else has made the calls of the first company's minute.
  world.exact.faults.add({ url: '/123456/', times: 1, misbehaviour: { do: 'answer-before', status: 429, body: '' } });
  await world.queue.request(await row('acme'), { kind: 'invoice', id: '1014' }, 'send', 0);
  await world.queue.settled();
  await world.queue.request(await row('finland'), { kind: 'invoice', id: String(theirs.id) }, 'send', 0);
  await world.queue.settled();
  const jobs = await world.database.jobs.toArray();
  expect(jobs.map(({ connection, state, wait }) => [connection, state, wait?.budget ?? null]).sort()).toEqual([['acme', 'waiting', 'minute'], ['finland', 'done', null]]);
  expect(world.exact.company(other).salesEntries).toHaveLength(1);
});

test('a backlog of one company does not use up what the other one needs', async () => {
  const { world, other } = await twoCompanies();
  const taken = world.scoro.invoices.find(({ id }) => id === 1014);
  world.scoro.site.state.invoices.length = 0;
  world.scoro.site.state.bills.length = 0;
  const add = (no: number) => world.scoro.addInvoice({ no: String(no), accountId: no % 2 === 0 ? 'acme' : 'acme_finland', date: '2026-11-10', companyId: taken?.companyId ?? 0, lines: taken?.lines ?? [] });
  const everything = async () => {
    await Promise.all(['acme', 'finland'].map((id) => synchronize(world.context, id, world.queue)));
    await world.queue.settled();
  };
  // Customer and product are known to both companies; then, late in a minute, when its last calls are nobody's any more:
  add(20_300_000);
  add(20_300_001);
  await everything();
  world.clock.advance(106_000);
  for (let index = 0; index < 80; index += 1) add(20_310_000 + index);
  await everything();
  // Each has a minute of its own: both come near what thirty calls allow, at the same time.
  const booked = [world.exact.company().salesEntries.length, world.exact.company(other).salesEntries.length];
  for (const count of booked) expect(count).toBeGreaterThan(20);
});
