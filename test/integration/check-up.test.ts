import { describe, expect, test } from 'vitest';
import type { Finding } from '../../lib/model/check-up';
import { runCheckUp, type CheckUpExtent } from '../../lib/sync/check-up/run';
import { setMapping } from '../../lib/sync/mappings';
import { openSession } from '../../lib/sync/session';
import { listDocuments } from '../../lib/sync/synchronize';
import { createWorld, type World, type WorldOptions } from '../support/world';

/** The findings of a check-up, by their ids. */
async function checked(world: World, extent: CheckUpExtent = 'whole'): Promise<Record<string, Finding>> {
  // A minute has room for two or three readings of everything.
  if (extent === 'whole') world.clock.advance(60_000);
  await runCheckUp(world.context, 'acme', extent);
  return Object.fromEntries(((await world.connection()).checkUp?.findings ?? []).map((finding) => [finding.id, finding]));
}

async function connected(options: WorldOptions = {}): Promise<World> {
  const world = await createWorld(options);
  await world.connect();
  return world;
}

const list = async (world: World) => listDocuments(world.context, await openSession(world.context, await world.connection()));
const map = (world: World, kind: 'unit' | 'account' | 'itemGroup' | 'taxCode' | 'paymentTerm' | 'journal', host: string, ledger: string) => setMapping(world.context, { connection: 'acme', kind, host, ledger });
const forbidden = (url: string, method = 'GET', times = 99) => ({ url, method, times, misbehaviour: { do: 'answer-before' as const, status: 403, body: '{"error":{"code":"","message":{"lang":"","value":"Forbidden"}}}', contentType: 'application/json' } });
const statesOf = (findings: Record<string, Finding>) => Object.fromEntries(Object.entries(findings).map(([id, { state }]) => [id, state]));

describe('the check-up at connect', () => {
  test('feature 5: says of each precondition how it stands, in ten calls', async () => {
    const world = await connected();
    const findings = await checked(world, 'look');
    expect(statesOf(findings)).toEqual({
      'sign-in': 'ok', access: 'ok', reference: 'ok', company: 'ok', rights: 'unknown', settings: 'ok', 'tax-codes': 'ok', accounts: 'ok', journals: 'ok', periods: 'ok', currencies: 'ok',
      'item-groups': 'ok', units: 'wrong', 'payment-terms': 'unknown', budget: 'ok',
    });
    const calls = world.calls();
    expect(calls.scoro.length + calls.ledger.length).toBe(10);
    expect((await world.connection()).checkUp).toMatchObject({ at: world.clock.now(), calls: { host: 8, ledger: 2 } });
    expect((await world.connection()).checkUp?.runningSince).toBeUndefined();
    expect((await world.database.journal.toArray()).at(-1)?.text).toBe('Check-up: 1 thing to mend (Units).');
  });

  test('asks for nothing again that connecting has just read, and makes no call to judge anew', async () => {
    const world = await connected();
    await checked(world, 'look');
    expect(world.calls().ledger.every((call) => /current\/Me|system\/Divisions/.test(call))).toBe(true);
    world.forgetCalls();
    await checked(world, 'known');
    expect(world.calls()).toEqual({ ledger: [], exact: [], scoro: [] });
  });

  test('works for the other ledger through the same ports: no journals, no units, and what it has', async () => {
    const world = await connected({ system: 'quickbooks-online' });
    const findings = await checked(world, 'look');
    expect(Object.keys(findings)).toEqual(['sign-in', 'access', 'reference', 'company', 'rights', 'settings', 'tax-codes', 'accounts', 'periods', 'currencies', 'payment-terms', 'budget']);
    expect(findings['company']).toMatchObject({ state: 'warning', detail: expect.stringContaining('country NL in Scoro, IE in QuickBooks Online') });
    expect(findings['currencies']?.state).toBe('ok');
  });

  test('says so when there is nothing to check yet', async () => {
    const world = await createWorld();
    await expect(checked(world)).rejects.toThrow('There is no such connection any more.');
  });
});

describe('each red one, provoked and mended', () => {
  test('feature 15: a unit without a code in the ledger is listed, and mapped right there', async () => {
    const world = await connected();
    const { units } = await checked(world, 'look');
    expect(units).toMatchObject({ state: 'wrong', items: [{ message: '“sack of 25 kg”, on the product Flour' }] });
    const [fix] = units?.items[0]?.fixes ?? [];
    expect(fix?.action).toEqual({ type: 'map', kind: 'unit', host: 'sack of 25 kg' });
    expect(fix?.choices?.map(({ value }) => value)).toContain('kg');
    await map(world, 'unit', 'sack of 25 kg', 'kg');
    expect((await checked(world, 'known'))['units']?.state).toBe('ok');
    expect((await world.run('invoice', 1002)).state).toBe('done');
  });

  test('feature 15: so is one that only holds up a document', async () => {
    const world = await connected();
    world.scoro.site.changeProduct(603, { unit: 'pc' });
    expect((await checked(world, 'look'))['units']?.state).toBe('ok');
    const added = world.scoro.addProduct({ code: 'ROPE', name: 'Rope', unit: 'fathom', groupId: 41 });
    const { id } = world.scoro.addInvoice({ date: '2026-11-20', lines: [{ productId: added.productId, name: 'Rope', unit: 'fathom' }] });
    expect((await world.run('invoice', id)).state).toBe('blocked');
    expect((await checked(world, 'known'))['units']?.items.map(({ message }) => message)).toEqual([expect.stringMatching(/^“fathom”, on invoice \d+, which waits for it$/)]);
  });

  test('feature 6: settings of the host that are off are seen from its data', async () => {
    const world = await connected({ scoro: { settings: { lineBasedTax: false, financeAccounts: false, productCode: false, productGroups: false } } });
    const { settings } = await checked(world, 'look');
    expect(settings?.state).toBe('wrong');
    expect(settings?.items.map(({ message }) => message)).toEqual(['Line based tax rates', 'Finance accounts', 'Product groups', 'Product code'].map((name) => `“${name}” seems to be switched off.`));
    Object.assign(world.scoro.settings, { lineBasedTax: true, financeAccounts: true, productCode: true, productGroups: true });
    expect((await checked(world))['settings']?.state).toBe('ok');
  });

  test('feature 6: a default account makes good for finance accounts that are off', async () => {
    const world = await connected({ scoro: { settings: { financeAccounts: false } } });
    expect((await checked(world, 'look'))['settings']).toMatchObject({ state: 'wrong', items: [{ fixes: [{ label: 'Default for sales…' }, { label: 'Default for purchases…' }, { label: 'Open Scoro' }] }] });
    await map(world, 'account', '*sales', '8000');
    await map(world, 'account', '*purchase', '4000');
    expect((await checked(world, 'known'))['settings']?.state).toBe('warning');
  });

  test('feature 1: a right that is missing is named as the ledger names it, and not tried over and over', async () => {
    const world = await createWorld();
    world.exact.faults.add(forbidden('logistics/Units'));
    await world.connect();
    const { rights, units } = await checked(world, 'look');
    expect(rights).toMatchObject({ state: 'wrong', items: [{ message: 'ACME Bookkeeper lacks the right “Logistics items”, or the company the module for it.', detail: expect.stringContaining('Products cannot become items.') }] });
    expect(units?.state).toBe('unknown');
    const asked = () => world.calls().exact.filter((call) => call.includes('logistics/Units')).length;
    const before = asked();
    const again = await checked(world);
    expect(again['rights']?.state).toBe('wrong');
    expect(again['reference']).toMatchObject({ state: 'unknown', detail: expect.stringContaining('counts what it refuses, so it is not asked again so soon') });
    expect(asked()).toBe(before);
    world.exact.faults.clear();
    world.clock.advance(600_000);
    const mended = await checked(world);
    expect(asked()).toBe(before + 1);
    expect(mended['rights']?.items).toEqual([]);
    expect(mended['units']?.state).toBe('wrong');
  });

  test('feature 1: a right to book that is missing shows with the first document; that it is there, as well', async () => {
    const world = await connected();
    world.exact.faults.add(forbidden('/salesentry/SalesEntries', 'POST', 1));
    await world.run('invoice', 1001);
    expect((await checked(world, 'look'))['rights']?.items.map(({ code }) => code)).toEqual(['right-Financial accounting']);
    await world.run('invoice', 1001);
    const { rights } = await checked(world, 'look');
    expect(rights).toMatchObject({ state: 'unknown', items: [], detail: expect.stringMatching(/Seen to be given: Financial accounting.*cannot be told yet: Organization administration/) });
  });

  test('feature 30: journals that are blocked or take no other currency', async () => {
    const world = await connected();
    const journals = world.exact.company().journals;
    for (const row of journals) if (row['Type'] === 20) row['IsBlocked'] = true;
    expect((await checked(world))['journals']).toMatchObject({ state: 'wrong', items: [{ message: 'There is no sales journal that may be used.' }] });
    for (const row of journals) if (row['Code'] === '71') row['IsBlocked'] = false;
    await list(world);
    expect((await checked(world))['journals']).toMatchObject({ state: 'wrong', items: [{ message: 'No sales journal takes USD.' }] });
    for (const row of journals) if (row['Code'] === '70') row['IsBlocked'] = false;
    expect((await checked(world))['journals']?.state).toBe('ok');
    await map(world, 'journal', 'invoice', '71');
    const { journals: chosen } = await checked(world, 'known');
    expect(chosen?.items).toMatchObject([{ message: 'Journal 71 does not take USD.' }]);
    expect(chosen?.items[0]?.fixes[0]?.choices?.map(({ value }) => value)).toEqual(['70']);
  });

  test('periods that are closed, with the unsent documents in them', async () => {
    const world = await connected();
    await list(world);
    world.exact.closePeriod('70', 2026, 11);
    const { periods } = await checked(world);
    expect(periods).toMatchObject({ state: 'wrong', items: [{ message: 'Period 2026-11 is closed in journal 70.', detail: expect.stringMatching(/unsent documents in it: .*Documents of today cannot be booked/) }] });
    world.exact.openPeriod('70', 2026, 11);
    expect((await checked(world))['periods']?.state).toBe('ok');
  });

  test('a currency of an unsent document that the ledger does not know', async () => {
    const world = await connected();
    const currencies = world.exact.company().currencies;
    const [gone] = currencies.splice(currencies.findIndex((row) => row['Code'] === 'USD'), 1);
    expect((await checked(world))['currencies']).toMatchObject({ state: 'warning', items: [{ detail: 'Scoro may use it; no unsent document does.' }] });
    await list(world);
    expect((await checked(world))['currencies']).toMatchObject({ state: 'wrong', items: [{ message: 'Exact Online does not know USD.' }] });
    if (gone) currencies.push(gone);
    expect((await checked(world))['currencies']?.state).toBe('ok');
  });

  test('feature 4: an entity and a company that are not the same', async () => {
    const world = await connected();
    const own = world.scoro.settings.company;
    world.scoro.settings.company = { name: 'Beta Holding', vatNumber: 'NL999999999B01', registrationNumber: '99999999', country: 'NLD' };
    expect((await checked(world, 'look'))['company']).toMatchObject({ state: 'wrong', detail: expect.stringContaining('VAT number NL999999999B01 in Scoro, NL004567890B01 in Exact Online') });
    world.scoro.settings.company = { ...own, vatNumber: 'nl 0045.67.890 B01', name: 'ACME' };
    expect((await checked(world, 'look'))['company']?.state).toBe('ok');
  });

  test('feature 4: documents of another entity than the one the connection is for', async () => {
    const world = await createWorld({ scoro: { entities: ['acme', 'acme_finland'], settings: { listsEveryEntity: true } } });
    for (const connection of world.settings.connections) connection.host.companyAccountId = 'acme_finland';
    await world.connect();
    expect((await checked(world, 'look'))['company']?.state).not.toBe('wrong');
    for (const invoice of [...world.scoro.invoices, ...world.scoro.bills]) invoice.accountId = 'acme';
    expect((await checked(world, 'look'))['company']).toMatchObject({ state: 'wrong', detail: expect.stringContaining('belong to "acme", the connection is for "acme_finland"') });
  });

  test('feature 14: product groups without an item group, and groups without accounts', async () => {
    const world = await connected();
    world.exact.byCode('itemGroups', 'ADV')['IsDefault'] = 0;
    const { 'item-groups': groups } = await checked(world);
    expect(groups).toMatchObject({ state: 'wrong', items: [{ message: '“Goederen” has no item group in Exact Online.' }, { message: 'There is no default item group.' }] });
    await map(world, 'itemGroup', '*', 'PROD');
    expect((await checked(world, 'known'))['item-groups']?.state).toBe('ok');
    world.exact.byCode('itemGroups', 'PROD')['GLCosts'] = null;
    expect((await checked(world))['item-groups']).toMatchObject({ state: 'warning', items: [{ message: 'PROD has no cost account.' }] });
    await map(world, 'account', '*purchase', '4000');
    expect((await checked(world, 'known'))['item-groups']?.state).toBe('ok');
  });

  test('a VAT code in use that leads to none of the same percentage', async () => {
    const world = await connected();
    world.exact.blockVatCode('2');
    world.exact.blockVatCode('2A');
    const { 'tax-codes': codes } = await checked(world);
    expect(codes).toMatchObject({ state: 'wrong', items: [{ message: 'BTW hoog 21%, 21 %, seen on a document' }] });
    for (const row of world.exact.company().vatCodes) row['IsBlocked'] = false;
    expect((await checked(world))['tax-codes']?.state).toBe('ok');
  });

  test('a default payment term that is gone', async () => {
    const world = await connected();
    await map(world, 'paymentTerm', '*', '30');
    expect((await checked(world, 'look'))['payment-terms']).toMatchObject({ state: 'ok', detail: 'Defaults: sales: 30, purchase: 30.' });
    const terms = world.exact.company().paymentConditions;
    terms.splice(terms.findIndex((row) => row['Code'] === '30'), 1);
    expect((await checked(world))['payment-terms']).toMatchObject({ state: 'wrong', fixes: [{ action: { type: 'map', kind: 'paymentTerm', host: '*' } }] });
    await map(world, 'paymentTerm', '*', '14');
    expect((await checked(world, 'known'))['payment-terms']?.state).toBe('ok');
  });

  test('a sign-in that was taken back is noticed, and the connection asks for another', async () => {
    const world = await connected();
    world.exact.revokeConsent();
    world.clock.advance(600_000);
    const findings = await checked(world, 'look');
    expect(findings['sign-in']).toMatchObject({ state: 'wrong', fixes: [{ label: 'Sign in' }] });
    expect((await world.connection()).state).toBe('sign-in-needed');
  });

  test('access to a site that the user took back', async () => {
    const world = await connected();
    let mayReach = false;
    world.context.mayReach = async (url) => mayReach || !url.includes('exactonline');
    expect((await checked(world, 'look'))['access']).toMatchObject({ state: 'wrong', fixes: [{ action: { type: 'grant-access', origins: ['https://start.exactonline.nl/*'] } }] });
    mayReach = true;
    expect((await checked(world, 'known'))['access']?.state).toBe('ok');
  });

  test('too few calls left for what is unsent: the last ones are not spent on looking', async () => {
    const world = await connected({ scoro: { requestsPerDay: 60 } });
    await world.database.connections.where('id').equals('acme').modify((row) => void (row.host.requestsPerDay = 24));
    await list(world);
    world.forgetCalls();
    const findings = await checked(world, 'look');
    expect(findings['budget']).toMatchObject({ state: 'warning', detail: expect.stringMatching(/^Scoro \d+ of 24.*goes on by itself/) });
    expect(findings['settings']).toMatchObject({ state: 'unknown', detail: expect.stringContaining('kept for sending') });
    expect(world.calls().scoro).toEqual([]);
  });
});

test('what would be refused otherwise, missing rights, item group, its accounts and unit, is red before anything is sent', async () => {
  const world = await createWorld();
  world.exact.byCode('itemGroups', 'ADV')['IsDefault'] = 0;
  for (const row of world.exact.company().units) row['Main'] = 0;
  world.scoro.addProduct({ code: 'BARE', name: 'Bare', unit: '', groupId: 0 });
  world.exact.faults.add(forbidden('project/Projects'));
  await world.connect();
  const findings = await checked(world, 'look');
  expect(findings['rights']).toMatchObject({ state: 'warning', items: [{ message: expect.stringContaining('“Projects projects”') }] });
  expect(findings['item-groups']?.items.map(({ code }) => code)).toEqual(['item-group-42', 'item-group-default']);
  expect(findings['units']?.items.map(({ message }) => message)).toEqual(['“sack of 25 kg”, on the product Flour', '1 product has no unit, and Exact Online has no default one.']);
  expect(world.calls().exact.filter((call) => call.startsWith('POST'))).toEqual([]);
});

describe('a check-up that is disturbed', () => {
  test('says what cannot be told while the host does not answer, and keeps the rest', async () => {
    const world = await connected();
    world.scoro.faults.add({ url: 'products/list', times: 9, misbehaviour: { do: 'answer-before', status: 503, body: 'busy' } });
    const findings = await checked(world, 'look');
    expect(findings['units']?.state).toBe('unknown');
    expect(findings['journals']?.state).toBe('ok');
  });

  test('is not kept when somebody signed in anew meanwhile', async () => {
    const world = await connected();
    await checked(world, 'look');
    const first = (await world.connection()).checkUp?.at;
    world.clock.advance(1000);
    const { fetch } = world.context;
    world.context.fetch = async (input, init) => {
      await world.database.connections.update('acme', { connectedAt: world.clock.now() });
      return fetch(input, init);
    };
    await checked(world, 'look');
    expect((await world.connection()).checkUp?.at).toBe(first);
  });

  test('runs once at a time', async () => {
    const world = await connected();
    await Promise.all([checked(world, 'look'), checked(world, 'known')]);
    expect(world.calls().scoro).toHaveLength(8);
  });
});
