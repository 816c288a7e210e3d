import { expect, test } from 'vitest';
import { connect, disconnect } from '../../lib/sync/connect';
import { applySettings } from '../../lib/sync/settings-file';
import { readTokens } from '../../lib/sync/session';
import { createWorld } from '../support/world';

test('connecting reads who signed in, the company, and the reference data by the rules of row 9', async () => {
  const world = await createWorld();
  const row = await world.connect();
  expect(row).toMatchObject({ state: 'connected', companyName: 'ACME Consulting B.V.', companyCurrency: 'EUR' });
  const codes = await world.database.reference.where('[connection+kind]').equals(['acme', 'taxCode']).toArray();
  expect(codes.length).toBeGreaterThan(3);
  expect(codes.every(({ taxBasis }) => String(taxBasis) !== 'including')).toBe(true);
  const kinds = new Set((await world.database.reference.toArray()).map(({ kind }) => kind));
  for (const kind of ['taxCode', 'account', 'journal', 'itemGroup', 'unit', 'paymentTerm', 'currency'] as const) expect(kinds).toContain(kind);
});

test('without a company in the settings, several are offered and the choice goes on from the same sign-in', async () => {
  const world = await createWorld();
  const second = { ...world.exact.company(), code: 654321, name: 'ACME Trading B.V.' };
  world.exact.addCompany(second as never);
  world.settings.connections[0]!.ledger.company = '';
  await applySettings(world.context, JSON.stringify({ ...world.settings, connections: [{ ...world.settings.connections[0], ledger: { ...world.settings.connections[0]!.ledger, company: undefined } }] }));
  const offered = await connect(world.context, { connection: 'acme' }, world.signInWindow);
  expect(offered).toMatchObject({ ok: true, state: 'choose-company' });
  const tokens = world.exact.seen.filter(({ url }) => url.includes('oauth2/token')).length;
  const answer = await connect(world.context, { connection: 'acme', company: '123456' }, world.signInWindow);
  expect(answer).toMatchObject({ ok: true, state: 'connected' });
  expect(world.exact.seen.filter(({ url }) => url.includes('oauth2/token')).length).toBe(tokens);
});

test('row 4: a second connection to the same company says so, and disconnects the first only when confirmed', async () => {
  const world = await createWorld();
  await world.connect();
  const other = { ...world.settings.connections[0]!, id: 'finland', host: { ...world.settings.connections[0]!.host, companyAccountId: 'acme_finland' } };
  await applySettings(world.context, JSON.stringify({ version: 1, connections: [other] }));
  const told = await connect(world.context, { connection: 'finland' }, world.signInWindow);
  expect(told).toMatchObject({ ok: true, state: 'already-connected', other: 'acme' });
  expect((await world.connection()).state).toBe('connected');
  const confirmed = await connect(world.context, { connection: 'finland', replace: true }, world.signInWindow);
  expect(confirmed).toMatchObject({ ok: true, state: 'connected' });
  expect((await world.connection()).state).toBe('not-connected');
});

test('a company this sign-in cannot reach is named, and nothing is connected (fault 27)', async () => {
  const world = await createWorld({ ledger: { company: '999999' } });
  await applySettings(world.context, JSON.stringify(world.settings));
  const answer = await connect(world.context, { connection: 'acme' }, world.signInWindow);
  expect(answer).toMatchObject({ ok: false });
  expect(answer.ok ? '' : `${answer.message} ${answer.detail}`).toMatch(/999999.*123456/);
  expect((await world.connection()).state).toBe('not-connected');
});

test('disconnecting forgets the tokens', async () => {
  const world = await createWorld();
  await world.connect();
  await disconnect(world.context, 'acme');
  expect(await readTokens(world.context, 'acme')).toBeNull();
});

test('fault 22: two calls that need a new token ask for one', async () => {
  const world = await createWorld();
  await world.connect();
  world.clock.advance(580_000);
  const connection = await world.connection();
  await Promise.all([
    world.queue.request(connection, { kind: 'invoice', id: '1001' }, 'send', 0),
    world.queue.request(connection, { kind: 'invoice', id: '1014' }, 'send', 0),
    world.queue.request(connection, { kind: 'bill', id: '3001' }, 'send', 0),
  ]);
  await world.queue.settled();
  expect(world.exact.seen.filter(({ url }) => url.includes('oauth2/token'))).toHaveLength(1);
  expect((await world.database.jobs.toArray()).map(({ state }) => state)).toEqual(['done', 'done', 'done']);
});

test('no secret lies in the database in clear, and none is in the request log', async () => {
  const world = await createWorld();
  await world.connect();
  await world.run('invoice', 1001);
  const everything = JSON.stringify(await Promise.all(world.database.tables.map((table) => table.toArray())));
  const tokens = await readTokens(world.context, 'acme');
  for (const secret of ['scoro-key', 'exact-secret', tokens?.accessToken ?? '?', tokens?.refreshToken ?? '?']) expect(everything).not.toContain(secret);
});
