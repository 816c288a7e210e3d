import { describe, expect, test } from 'vitest';
import { connect, type ConnectRequest } from '../../lib/sync/connect';
import { openSession, readTokens } from '../../lib/sync/session';
import { applySettings, exportSettings } from '../../lib/sync/settings-file';
import { createQuickBooksOnline, productionClient, seedCompany, testClient, type QuickBooksOnline } from '../emulators/quickbooks-online';
import type { SiteSettings } from '../emulators/scoro';
import { createWorld, redirectUri, type World } from '../support/world';

const irish = '9130350000000001';
const other = '9130350000000007';

interface Options {
  ledger?: Record<string, unknown>;
  scoro?: Partial<SiteSettings>;
  quickBooks?: Parameters<typeof createQuickBooksOnline>[0];
  sync?: Record<string, unknown>;
}

interface Stage {
  world: World;
  quickBooks: QuickBooksOnline;
  /** As a press on Connect; consent is given at once. */
  go(request?: Omit<ConnectRequest, 'connection'>, connection?: string): ReturnType<typeof connect>;
  add(id: string, ledger: Record<string, unknown>): Promise<void>;
}

/** Scoro and QuickBooks Online with a connection that was never made; time passes where calls wait for their turn. */
async function stage(options: Options = {}): Promise<Stage> {
  const world = await createWorld({ scoro: { settings: options.scoro ?? {} }, ...(options.sync ? { sync: options.sync } : {}) });
  const quickBooks = createQuickBooksOnline({ clock: world.clock, autoConsent: true, companies: (clock) => [seedCompany(clock), seedCompany(clock, { realmId: other, name: 'ACME Trading Ltd' })], ...options.quickBooks });
  const route: typeof fetch = async (input, init) => {
    const request = new Request(input, init);
    return quickBooks.answersTo(new URL(request.url).hostname) ? quickBooks.app.fetch(request) : world.fetch(request);
  };
  world.context.fetch = route;
  world.context.wait = async (milliseconds) => void world.clock.advance(milliseconds);
  const window = {
    redirectUri,
    open: async (url: string): Promise<string> => {
      const answer = await route(url, { redirect: 'manual' });
      return answer.headers.get('location') ?? Promise.reject(new Error(await answer.text()));
    },
  };
  const add = async (id: string, ledger: Record<string, unknown>) => {
    const [first] = world.settings.connections;
    const settings = { ...first, id, ledger: { system: 'quickbooks-online', environment: 'sandbox', clientId: testClient.clientId, clientSecret: testClient.clientSecret, ...ledger } };
    await applySettings(world.context, JSON.stringify({ version: 1, connections: [settings] }));
  };
  await add('acme', options.ledger ?? {});
  return { world, quickBooks, add, go: (request = {}, connection = 'acme') => connect(world.context, { connection, ...request }, window) };
}

const tokenCalls = ({ quickBooks }: Stage) => quickBooks.seen.filter(({ url }) => url.includes('/oauth2/v1/tokens/bearer'));
const journal = async ({ world }: Stage): Promise<string[]> => (await world.database.journal.toArray()).map(({ text }) => text);

describe('Scoro with QuickBooks Online', () => {
  test('feature 2, 7: Connect leads through sign-in and consent, with the keys of the own app, to the company that was chosen there', async () => {
    const it = await stage({ quickBooks: { autoConsent: other, behaviour: { pkce: 'refused' } } });
    expect(await it.go()).toMatchObject({ ok: true, state: 'connected', company: 'ACME Trading Ltd' });
    expect(await it.world.connection()).toMatchObject({ state: 'connected', companyName: 'ACME Trading Ltd', companyCurrency: 'EUR', ledger: { company: other, traits: { homeCurrency: 'EUR', multiCurrency: true } } });
    const [exchange] = tokenCalls(it);
    expect(exchange?.headers['authorization']).toMatch(/^Basic /);
    expect(exchange?.body).not.toContain(testClient.clientSecret);
    expect(it.quickBooks.world.violations).toEqual([]);
  });

  test('feature 2: consent that is refused connects nothing, and says so', async () => {
    const it = await stage();
    const refused = { redirectUri, open: async (url: string) => `${redirectUri}?error=access_denied&state=${new URL(url).searchParams.get('state')}` };
    expect(await connect(it.world.context, { connection: 'acme' }, refused)).toMatchObject({ ok: false, message: 'QuickBooks Online did not give access: access_denied.' });
    expect(await readTokens(it.world.context, 'acme')).toBeNull();
  });

  test('feature 2: keys of the wrong environment, or a wrong secret, connect nothing', async () => {
    const wrongKeys = await stage({ ledger: { environment: 'sandbox', clientId: productionClient.clientId, clientSecret: productionClient.clientSecret } });
    expect(await wrongKeys.go()).toMatchObject({ ok: false });
    expect((await wrongKeys.world.connection()).state).toBe('not-connected');
    for (const status of [400, 401] as const) {
      const wrongSecret = await stage({ ledger: { clientSecret: 'wrong' }, quickBooks: { behaviour: { invalidClientStatus: status } } });
      expect(await wrongSecret.go()).toMatchObject({ ok: false, message: 'QuickBooks Online refused the sign-in: invalid_client' });
    }
  });

  test('feature 2: the sign-in lasts: an hour later a new token is had without the user, and the company stays known', async () => {
    const it = await stage();
    await it.go();
    it.world.clock.advance(25 * 3_600_000);
    await (await openSession(it.world.context, await it.world.connection())).ledger.readReference();
    expect(tokenCalls(it)).toHaveLength(2);
    const tokens = await readTokens(it.world.context, 'acme');
    expect(tokens?.company).toBe(irish);
    expect(it.quickBooks.tokens.refresh.get(tokens?.refreshToken ?? '')?.replacedAt).toBeNull();
  });

  test('feature 3: one app serves several companies, a connection each', async () => {
    const it = await stage({ ledger: { company: irish } });
    await it.go();
    it.quickBooks.setAutoConsent(other);
    await it.add('trading', { company: other });
    expect(await it.go({}, 'trading')).toMatchObject({ state: 'connected' });
    expect((await it.world.database.connections.toArray()).map(({ state, ledger }) => [state, ledger.company])).toEqual([['connected', irish], ['connected', other]]);
  });

  test('feature 4: a sign-in for another company than the settings name is not used, and nothing of it is kept', async () => {
    const it = await stage({ ledger: { company: irish }, quickBooks: { autoConsent: other } });
    expect(await it.go()).toMatchObject({ ok: false, message: `This sign-in is for company ${other}; the settings name ${irish}.` });
    expect([await readTokens(it.world.context, 'acme'), (await it.world.connection()).ledger.company, await it.world.database.reference.count()]).toEqual([null, irish, 0]);
  });

  test('feature 4: a second connection to the same company says so, and disconnects the first only when confirmed', async () => {
    const it = await stage();
    await it.go();
    await it.add('finland', {});
    expect(await it.go({}, 'finland')).toMatchObject({ ok: true, state: 'already-connected', other: 'acme', company: 'ACME Consulting Ltd' });
    expect((await it.world.connection()).state).toBe('connected');
    const before = tokenCalls(it).length;
    expect(await it.go({ replace: true }, 'finland')).toMatchObject({ ok: true, state: 'connected' });
    expect([(await it.world.connection()).state, tokenCalls(it).length]).toEqual(['not-connected', before]);
  });

  test('feature 5: connecting is refused while currencies are unmatched, names them by side, and works once they match', async () => {
    const it = await stage({ sync: { directions: { invoices: 'to-host' } }, scoro: { activeCurrencies: ['EUR', 'SEK'] } });
    expect(await it.go()).toEqual({ ok: true, state: 'currencies-differ', missingInHost: ['GBP', 'USD'], missingInLedger: ['SEK'] });
    expect((await it.world.connection()).state).toBe('not-connected');
    expect((await journal(it)).at(-1)).toBe('Not connected: the currencies of Scoro and QuickBooks Online do not match. QuickBooks Online lacks SEK; Scoro lacks GBP, USD.');
    it.world.scoro.settings.activeCurrencies.push('GBP', 'USD');
    expect(await it.go({ again: true })).toEqual({ ok: true, state: 'currencies-differ', missingInHost: [], missingInLedger: ['SEK'] });
    it.quickBooks.company(irish).create('CompanyCurrency', { Code: 'SEK' });
    expect(await it.go({ again: true })).toMatchObject({ ok: true, state: 'connected' });
    expect(tokenCalls(it)).toHaveLength(1);
  });

  test('feature 5: a currency that only the ledger knows hinders nothing as long as documents go there', async () => {
    const it = await stage({ scoro: { activeCurrencies: ['EUR'] } });
    expect(await it.go()).toMatchObject({ ok: true, state: 'connected' });
  });

  test('feature 5: a company without multicurrency has its home currency alone', async () => {
    const it = await stage({ quickBooks: { companies: (clock) => [seedCompany(clock, { preferences: { multiCurrency: false } })] } });
    expect(await it.go()).toEqual({ ok: true, state: 'currencies-differ', missingInHost: [], missingInLedger: ['GBP', 'USD'] });
    it.world.scoro.settings.activeCurrencies.splice(0, 3, 'EUR');
    expect(await it.go({ again: true })).toMatchObject({ ok: true, state: 'connected' });
  });

  test('feature 3: what is exported has no secret and nothing that was read of the company', async () => {
    const it = await stage();
    expect(await it.go()).toMatchObject({ state: 'connected' });
    const [exported] = (JSON.parse(await exportSettings(it.world.context)) as { connections: { ledger: object }[] }).connections;
    expect(exported?.ledger).toEqual({ system: 'quickbooks-online', environment: 'sandbox', clientId: testClient.clientId, company: irish });
  });

  test('no secret lies in the database in clear', async () => {
    const it = await stage();
    expect(await it.go()).toMatchObject({ state: 'connected' });
    const everything = JSON.stringify(await Promise.all(it.world.database.tables.map((table) => table.toArray())));
    const tokens = await readTokens(it.world.context, 'acme');
    for (const secret of [testClient.clientSecret, tokens?.accessToken ?? '?', tokens?.refreshToken ?? '?']) expect(everything).not.toContain(secret);
  });
});
