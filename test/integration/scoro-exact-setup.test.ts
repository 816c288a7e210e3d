import { describe, expect, test } from 'vitest';
import { connect } from '../../lib/sync/connect';
import { readTokens } from '../../lib/sync/session';
import { applySettings } from '../../lib/sync/settings-file';
import { exactOnlineFields } from '../../lib/ledgers/exact-online/fields';
import { account, contact, vat } from '../emulators/scoro';
import { trimmed } from '../emulators/exact-online/values';
import { journalOf, pairWorld } from '../support/scoro-exact';
import { synchronized } from '../support/scope';
import { createWorld, type World } from '../support/world';

const reads = (world: World): string[] => world.calls().exact.map((call) => call.replace(/^GET \/api\/v1\/\d+\//, '').replace(/\?.*/, ''));
const codes = async (world: World, kind: string): Promise<string[]> => (await world.database.reference.where('[connection+kind]').equals(['acme', kind]).toArray()).map(({ code }) => code);

describe('Scoro with Exact Online: setting it up', () => {
  test('feature 2: the country is picked, consent is given on Exact Online\'s own page of it, and the way back brings the company', async () => {
    const country = exactOnlineFields.find(({ name }) => name === 'country');
    expect(country?.choices?.map(([value]) => value)).toEqual(expect.arrayContaining(['nl', 'be', 'de', 'uk']));
    const world = await createWorld();
    const opened: string[] = [];
    const { open } = world.signInWindow;
    world.signInWindow.open = async (url) => {
      opened.push(url);
      return open(url);
    };
    await world.connect();
    expect(opened).toHaveLength(1);
    expect(new URL(opened[0] ?? '').origin).toBe('https://start.exactonline.nl');
    expect(await world.connection()).toMatchObject({ state: 'connected', companyName: 'ACME Consulting B.V.', user: 'ACME Bookkeeper' });
  });

  test('feature 2: consent that is refused connects nothing', async () => {
    const world = await createWorld();
    await applySettings(world.context, JSON.stringify(world.settings));
    const answer = await connect(world.context, { connection: 'acme' }, { ...world.signInWindow, open: async () => { throw new Error('The window was closed'); } });
    expect([answer.ok, (await world.connection()).state, await readTokens(world.context, 'acme')]).toEqual([false, 'not-connected', null]);
  });

  test('feature 7: an administrator does it alone, with the keys of both sides and one press: nobody else is asked for anything', async () => {
    const world = await createWorld();
    await world.connect();
    const asked = [...world.exact.seen, ...world.scoro.seen].map(({ url }) => new URL(url).hostname);
    expect(asked.every((host) => ['start.exactonline.nl', 'acme.scoro.com'].includes(host))).toBe(true);
    expect((await world.run('invoice', 1001)).state).toBe('done');
  });
});

describe('Scoro with Exact Online: reference data', () => {
  test('feature 8: tax rates, accounts, journals and item groups come from Exact Online, and more: units, terms, cost centres, projects, periods', async () => {
    const world = await pairWorld();
    expect(await codes(world, 'taxCode')).toEqual(expect.arrayContaining(['1', '2', '5', '6']));
    expect(await codes(world, 'account')).toEqual(expect.arrayContaining(['8000', '4000']));
    expect(await codes(world, 'journal')).toEqual(expect.arrayContaining(['60', '70']));
    expect(await codes(world, 'itemGroup')).toEqual(expect.arrayContaining(['ADV', 'PROD']));
    for (const kind of ['unit', 'paymentTerm', 'costCentre', 'costUnit', 'project', 'currency']) expect((await codes(world, kind)).length).toBeGreaterThan(0);
    expect(await world.database.periods.count()).toBeGreaterThan(11);
  });

  test('feature 9: tax codes that are blocked or include tax stay away, and so do blocked accounts and journals, ended cost centres and units out of use', async () => {
    const world = await createWorld();
    const unit = world.exact.byCode('units', 'day');
    unit['Active'] = false;
    await world.connect();
    const taxCodes = await codes(world, 'taxCode');
    for (const code of ['3', '2I', '4', '5I']) expect(taxCodes).not.toContain(code);
    expect(await codes(world, 'account')).not.toContain('8900');
    expect(await codes(world, 'journal')).not.toContain('72');
    expect(await codes(world, 'costCentre')).not.toContain('OLD');
    expect(await codes(world, 'unit')).not.toContain('day');
  });

  test('feature 11: it is read anew by itself once a day, before everything else of a run, and by a press on Synchronize now', async () => {
    const world = await pairWorld();
    await synchronized(world, 'news');
    expect(reads(world)).not.toContain('vat/VATCodes');
    world.exact.blockVatCode('2A');
    world.clock.advance(25 * 3_600_000);
    world.forgetCalls();
    await synchronized(world, 'news');
    const order = world.calls().exact.map((call) => call.replace(/\?.*/, ''));
    expect(order.findIndex((call) => call.endsWith('vat/VATCodes'))).toBeGreaterThanOrEqual(0);
    expect(world.scoro.seen.map(({ url }) => new URL(url).pathname.replace('/api/v2/', '')).slice(0, 1)).toEqual(['vatCodes/list']);
    expect(await codes(world, 'taxCode')).not.toContain('2A');

    world.exact.blockVatCode('9');
    world.clock.advance(3_600_000);
    await synchronized(world, 'news');
    expect(await codes(world, 'taxCode')).toContain('9');
    await synchronized(world, 'all');
    expect(await codes(world, 'taxCode')).not.toContain('9');
  });

  test('feature 11: where it cannot be read, what was read before holds, that is said, and documents go on', async () => {
    const world = await pairWorld();
    const before = await codes(world, 'taxCode');
    world.clock.advance(25 * 3_600_000);
    world.exact.faults.add({ url: '/vat/VATCodes', times: 5, misbehaviour: { do: 'answer-before', status: 503, body: '' } });
    world.scoro.addInvoice({ no: '20268001', date: '2026-11-10', lines: [{ name: 'Advice', price: '100' }] });
    await synchronized(world, 'news');
    expect(await codes(world, 'taxCode')).toEqual(before);
    expect((await journalOf(world)).some((text) => text.startsWith('The reference data is as it was read before:'))).toBe(true);
    expect(world.underTest.documents('invoice').map(({ number }) => number)).toContain('20268001');
  });
});

describe('Scoro with Exact Online: what leads from one side to the other', () => {
  const lineOf = (world: World) => world.exact.company().salesEntryLines.at(-1);
  const send = async (world: World, line: Parameters<World['scoro']['addInvoice']>[0] = {}) => {
    const { id } = world.scoro.addInvoice({ date: '2026-11-10', companyId: contact.brewery, ...line });
    return world.run('invoice', id);
  };

  test('feature 6, 10: nothing in Scoro is replaced, made inactive or switched: what is there is matched, by code, else by name', async () => {
    const world = await pairWorld();
    const before = JSON.stringify([world.scoro.vatCodes, world.scoro.financeAccounts, world.scoro.productGroups, world.scoro.settings]);
    expect((await send(world, { lines: [{ name: 'Advice', price: '100', vatCodeId: vat.high, financeAccountId: account.sales }] })).state).toBe('done');
    await synchronized(world);
    expect(JSON.stringify([world.scoro.vatCodes, world.scoro.financeAccounts, world.scoro.productGroups, world.scoro.settings])).toBe(before);
    expect(world.scoro.seen.filter(({ url }) => /\/(vatCodes|financeAccounts|productGroups)\/(modify|delete)/.test(url))).toEqual([]);
  });

  test('feature 12: the tax code of a line is Exact Online\'s, by the code of the same name or as mapped; an old rate holds the document up, with the reason', async () => {
    const world = await pairWorld();
    await send(world, { lines: [{ name: 'Book', price: '100', vatCodeId: vat.low }] });
    expect(trimmed(lineOf(world)?.['VATCode'])).toBe('1');
    await world.database.mappings.put({ connection: 'acme', kind: 'taxCode', host: String(vat.high), ledger: '2A', origin: 'hand', used: 0, updatedAt: 0 });
    await send(world, { lines: [{ name: 'Abroad', price: '100', vatCodeId: vat.high }] });
    expect(trimmed(lineOf(world)?.['VATCode'])).toBe('2A');
    const held = await send(world, { lines: [{ name: 'Old', price: '100', vatCodeId: 304 }] });
    expect([held.state, held.problems[0]?.code]).toEqual(['blocked', 'tax-code-unmapped']);
  });

  test('feature 13: the account is that of the line, by its code or as mapped; a line without one is booked on the default', async () => {
    const world = await pairWorld();
    await send(world, { lines: [{ name: 'Goods', price: '100', vatCodeId: vat.high, financeAccountId: account.salesOther }] });
    expect(trimmed(lineOf(world)?.['GLAccountCode'])).toBe('8010');
    const without = { lines: [{ name: 'Something', price: '100', vatCodeId: vat.high, financeAccountId: null }] };
    expect((await send(world, without)).problems[0]?.code).toBe('account-missing');
    await world.database.mappings.put({ connection: 'acme', kind: 'account', host: '*sales', ledger: '8020', origin: 'hand', used: 0, updatedAt: 0 });
    expect((await send(world, without)).state).toBe('done');
    expect(trimmed(lineOf(world)?.['GLAccountCode'])).toBe('8020');
  });
});
