import { beforeEach, describe, expect, it } from 'vitest';
import { mappingData, mappingLines } from '../../../components/options/mappings/lines';
import { removeMapping, setMapping } from '../../../lib/sync/mappings';
import { createWorld, type World } from '../../support/world';

let world: World;
beforeEach(async () => {
  world = await createWorld();
  await world.connect();
});

const set = (kind: Parameters<typeof setMapping>[1]['kind'], host: string, ledger: string) => setMapping(world.context, { connection: 'acme', kind, host, ledger });
const row = (kind: string, host: string) => world.database.mappings.get(['acme', kind, host]);
const bookedTax = () => world.exact.company().salesEntryLines.map((line) => String(line['VATCode']).trim());

describe('setting a mapping', () => {
  it('takes what the ledger has, writes it in the journal, and the next send uses it', async () => {
    await set('taxCode', '301', '2A');
    expect(await row('taxCode', '301')).toMatchObject({ ledger: '2A', origin: 'hand', used: 0 });
    expect((await world.database.journal.toArray()).at(-1)).toMatchObject({ connection: 'acme', document: '', event: 'mapped', text: expect.stringContaining('The VAT code "301" is now 2A') });
    expect((await world.run('invoice', 1001)).state).toBe('done');
    expect(new Set(bookedTax())).toContain('2A');
    expect(bookedTax()).not.toContain('2');
  });

  it('sends nothing by itself', async () => {
    const before = await world.database.jobs.count();
    await set('account', '*sales', '8000');
    expect(await world.database.jobs.count()).toBe(before);
  });

  it.each([
    ['taxCode', '301', '99', /has no VAT code 99/],
    ['taxCode', '301', '2I', /has no VAT code 2I|cannot be used/],
    ['account', '*', '1300', /cannot be used/],
    ['journal', 'invoice', '60', /cannot be used/],
    ['contact', '12', 'x', /is linked when/],
    ['unit', '  ', 'pc', /Say which/],
  ] as const)('refuses %s %s as %s', async (kind, host, ledger, message) => {
    await expect(set(kind, host, ledger)).rejects.toThrow(message);
    expect(await row(kind, host)).toBeUndefined();
  });

  it('takes the place of the same name in other spelling', async () => {
    await world.database.mappings.put({ connection: 'acme', kind: 'paymentTerm', host: '*SALES', ledger: 'gone', origin: 'imported', used: 4, updatedAt: 0 });
    const [term] = await world.database.reference.where({ connection: 'acme', kind: 'paymentTerm' }).toArray();
    await set('paymentTerm', ' *sales ', term?.code ?? '');
    expect((await world.database.mappings.toArray()).map(({ host, ledger, used }) => [host, ledger, used])).toEqual([['*sales', term?.code, 0]]);
  });

  it('leaves what the policy sets, however it is spelt', async () => {
    await world.database.mappings.put({ connection: 'acme', kind: 'taxCode', host: 'NL', ledger: '2', origin: 'policy', used: 0, updatedAt: 0 });
    await expect(set('taxCode', 'nl', '1')).rejects.toThrow(/policy/);
    await expect(removeMapping(world.context, { connection: 'acme', kind: 'taxCode', host: 'NL' })).rejects.toThrow(/policy/);
    expect(await world.database.mappings.count()).toBe(1);
  });
});

describe('removing a mapping', () => {
  it('has the contact looked for again', async () => {
    await world.run('invoice', 1001);
    const [contact] = await world.database.mappings.where('[connection+kind]').equals(['acme', 'contact']).toArray();
    await removeMapping(world.context, { connection: 'acme', kind: 'contact', host: contact?.host ?? '' });
    expect(await row('contact', contact?.host ?? '')).toBeUndefined();
    expect((await world.database.journal.toArray()).at(-1)?.event).toBe('unmapped');
    world.forgetCalls();
    expect((await world.run('invoice', 1004)).state).toBe('done');
    expect(world.calls().exact.some((call) => call.includes('crm/Accounts'))).toBe(true);
  });

  it('does nothing for what is gone already', async () => {
    const before = await world.database.journal.count();
    await removeMapping(world.context, { connection: 'acme', kind: 'unit', host: 'x' });
    expect(await world.database.journal.count()).toBe(before);
  });
});

describe('how often a mapping was used', () => {
  it('is counted once a document is booked, for each line, and matches by themselves leave no row', async () => {
    await set('taxCode', '301', '2');
    await set('journal', 'invoice', '71');
    expect((await world.run('invoice', 1001)).state).toBe('done');
    const high = bookedTax().filter((code) => code === '2').length;
    expect(high).toBeGreaterThan(0);
    expect([(await row('taxCode', '301'))?.used, (await row('journal', 'invoice'))?.used]).toEqual([high, 1]);
    const rows = await world.database.mappings.toArray();
    expect(rows.filter(({ kind }) => kind === 'account')).toEqual([]);
    expect(rows.filter(({ kind }) => kind === 'contact').map(({ used }) => used)).toEqual([1]);
  });

  it('is not counted for what only was looked at, or sent again unchanged', async () => {
    await set('taxCode', '301', '2');
    await world.run('invoice', 1001);
    const once = (await row('taxCode', '301'))?.used;
    await world.run('invoice', 1001);
    expect((await row('taxCode', '301'))?.used).toBe(once);
  });
});

it('the page shows for the seeds what a send uses', async () => {
  const { database } = world;
  const { companyCurrency } = await world.connection();
  const data = mappingData(await database.mappings.toArray(), await database.reference.toArray(), await database.hostReference.toArray(), { currency: companyCurrency ?? '', hostName: 'Scoro', ledgerName: 'Exact Online' });
  const shown = mappingLines('taxCode', data).map(({ name, side, ledger, origin, state }) => `${name} ${side ?? 'both'}: ${ledger?.code ?? state} ${origin ?? ''}`.trim());
  expect(shown).toContain('BTW hoog 21% sales: 2 code');
  expect(mappingLines('journal', data).map(({ ledger }) => ledger?.code)).toEqual(['70', '70', '60', '60']);
  await world.run('invoice', 1001);
  expect(bookedTax()).toContain('2');
});
