import { describe, expect, test } from 'vitest';
import { ledgerOf } from '../../lib/ledgers';
import type { CompanyTraits, Ledger } from '../../lib/ledgers/ledger';
import { connect, type ConnectRequest } from '../../lib/sync/connect';
import { pullReference } from '../../lib/sync/reference-data';
import { openSession, readTokens } from '../../lib/sync/session';
import { applySettings } from '../../lib/sync/settings-file';
import { createWorld, type World, type WorldOptions } from '../support/world';

/** A ledger that tells the company on the way back from the sign-in, wants the currencies to match, and says something of the company. */
interface Stranger {
  /** What the way back says. */
  company: string;
  currencies: string[];
  traits: CompanyTraits | undefined;
  /** The companies asked about. */
  asked: string[];
}

async function strangeWorld(options: WorldOptions = {}): Promise<{ world: World; stranger: Stranger; go: (request?: Omit<ConnectRequest, 'connection'>) => ReturnType<typeof connect> }> {
  const world = await createWorld({ ...options, sync: { directions: { bills: 'to-host' }, ...options.sync } });
  const stranger: Stranger = { company: '123456', currencies: ['EUR', 'GBP', 'USD'], traits: { homeCurrency: 'EUR' }, asked: [] };
  const known = ledgerOf('exact-online');
  const ledger: Ledger = {
    ...known,
    capabilities: { ...known.capabilities, matchesCurrencies: true },
    authorization: (config) => ({ ...known.authorization(config), companyParameter: 'realmId' }),
    companies: (call, config) => {
      stranger.asked.push(config.company);
      return known.companies(call, config);
    },
    open: (call, config) => {
      const company = known.open(call, config);
      return {
        ...company,
        readReference: async () => {
          const { items, traits: _own, ...rest } = await company.readReference();
          const currencies = stranger.currencies.map((code) => ({ kind: 'currency' as const, id: code, code, name: code }));
          return { ...rest, items: [...items.filter(({ kind }) => kind !== 'currency'), ...currencies], ...(stranger.traits ? { traits: stranger.traits } : {}) };
        },
      };
    },
  };
  world.context.ledgerOf = () => ledger;
  await applySettings(world.context, JSON.stringify(world.settings));
  const window = { ...world.signInWindow, open: async (url: string) => `${await world.signInWindow.open(url)}&realmId=${stranger.company}` };
  return { world, stranger, go: (request = {}) => connect(world.context, { connection: 'acme', ...request }, window) };
}

const signIns = (world: World): number => world.exact.seen.filter(({ url }) => url.includes('oauth2/token')).length;
const journal = async (world: World): Promise<string[]> => (await world.database.journal.toArray()).map(({ text }) => text);

describe('the company the sign-in names', () => {
  test('is the one that is asked about and connected', async () => {
    const { world, stranger, go } = await strangeWorld({ ledger: { company: '' } });
    expect(await go()).toMatchObject({ ok: true, state: 'connected' });
    expect(stranger.asked).toEqual(['123456']);
    expect((await world.connection()).ledger.company).toBe('123456');
    expect((await readTokens(world.context, 'acme'))?.company).toBe('123456');
  });

  test('must be the one the settings name: else that is said, and nothing is kept', async () => {
    const { world, stranger, go } = await strangeWorld();
    stranger.company = '654321';
    expect(await go()).toEqual({ ok: false, message: 'This sign-in is for company 654321; the settings name 123456.', detail: 'Connect again and choose company 123456 in Exact Online, or change the settings.' });
    expect(await readTokens(world.context, 'acme')).toBeNull();
    expect([(await world.connection()).state, await world.database.reference.count(), stranger.asked]).toEqual(['not-connected', 0, []]);
  });

  test('is still known when a question is answered later', async () => {
    const { world, stranger, go } = await strangeWorld({ ledger: { company: '' } });
    stranger.currencies = ['EUR'];
    await go();
    const before = signIns(world);
    stranger.currencies = ['EUR', 'GBP', 'USD'];
    expect(await go({ again: true })).toMatchObject({ state: 'connected' });
    expect([signIns(world), stranger.asked]).toEqual([before, ['123456', '123456']]);
  });
});

describe('currencies that do not match', () => {
  test('are named by side; nothing is connected, nothing of the company is stored, and another connection of it goes on', async () => {
    const { world, stranger, go } = await strangeWorld({ scoro: { settings: { activeCurrencies: ['EUR', 'CHF', 'GBP', 'SEK'] } } });
    await world.database.connections.put({ ...(await world.connection()), id: 'finland', state: 'connected' });
    expect(await go({ replace: true })).toEqual({ ok: true, state: 'currencies-differ', missingInHost: ['USD'], missingInLedger: ['CHF', 'SEK'] });
    expect([(await world.connection()).state, (await world.connection()).companyName, await world.database.reference.count()]).toEqual(['not-connected', undefined, 0]);
    expect((await world.database.connections.get('finland'))?.state).toBe('connected');
    expect((await journal(world)).at(-1)).toBe('Not connected: the currencies of Scoro and Exact Online do not match. Exact Online lacks CHF, SEK; Scoro lacks USD.');
    expect(await journal(world)).not.toContainEqual(expect.stringMatching(/^Connected/));
    expect(stranger.asked).toHaveLength(1);
  });

  test('of the ledger need not be known to the host where no document comes from there', async () => {
    const { go } = await strangeWorld({ sync: { directions: {} }, scoro: { settings: { activeCurrencies: ['EUR', 'GBP'] } } });
    expect(await go()).toMatchObject({ state: 'connected' });
  });

  test('are looked at again without another sign-in, and connected once they match', async () => {
    const { world, go } = await strangeWorld({ scoro: { settings: { activeCurrencies: ['EUR', 'GBP'] } } });
    expect(await go()).toMatchObject({ state: 'currencies-differ', missingInHost: ['USD'], missingInLedger: [] });
    expect(await go({ again: true })).toMatchObject({ state: 'currencies-differ' });
    world.scoro.settings.activeCurrencies.push('USD');
    expect(await go({ again: true })).toMatchObject({ ok: true, state: 'connected' });
    expect(signIns(world)).toBe(1);
    expect((await world.database.hostReference.toArray()).filter(({ kind }) => kind === 'currency').map(({ code }) => code)).toEqual(['EUR', 'GBP', 'USD']);
  });

  test('cost no call twice: what the host said is kept', async () => {
    const { world, go } = await strangeWorld();
    await go();
    expect(world.calls().scoro.filter((call) => call.includes('companyAccount'))).toHaveLength(1);
  });

  test('cannot be known of a host that cannot be asked: then it is not connected', async () => {
    const { world, go } = await strangeWorld();
    world.scoro.faults.add({ url: 'companyAccount', times: 9, misbehaviour: { do: 'answer-before', status: 500, body: 'down' } });
    expect(await go()).toMatchObject({ ok: false });
    expect((await world.connection()).state).toBe('not-connected');
  });

  test('are not compared where the host does not tell them, and that is said', async () => {
    const { world, stranger, go } = await strangeWorld({ scoro: { settings: { baseCurrency: '', activeCurrencies: [] } } });
    stranger.currencies = ['CHF'];
    expect(await go()).toMatchObject({ state: 'connected' });
    expect(await journal(world)).toContain('Scoro does not tell its currencies; they were not compared with those of Exact Online.');
  });
});

describe('what the ledger says of its company', () => {
  test('is kept with the connection, and follows what was read last', async () => {
    const { world, stranger, go } = await strangeWorld();
    await go();
    expect(await world.connection()).toMatchObject({ state: 'connected', referenceAt: world.clock.now(), ledger: { company: '123456', traits: { homeCurrency: 'EUR' } } });
    stranger.traits = { homeCurrency: 'EUR', multiCurrency: true };
    await pullReference(world.context, await openSession(world.context, await world.connection()));
    expect((await world.connection()).ledger.traits).toEqual({ homeCurrency: 'EUR', multiCurrency: true });
    stranger.traits = undefined;
    await pullReference(world.context, await openSession(world.context, await world.connection()));
    expect('traits' in (await world.connection()).ledger).toBe(false);
  });
});
