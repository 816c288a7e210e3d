import 'fake-indexeddb/auto';
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hostOf } from '../../../lib/hosts';
import { ledgerOf } from '../../../lib/ledgers';
import { mappingKinds } from '../../../lib/model/reference';
import { LedgerbarDatabase } from '../../../lib/storage/database';
import { Vault } from '../../../lib/storage/vault';
import type { SyncContext } from '../../../lib/sync/context';
import { secretNames } from '../../../lib/sync/session';
import { applySettings, exportSettings, previewImport, readSettings, saveConnection } from '../../../lib/sync/settings-file';
import { link, now } from './samples';

let database: LedgerbarDatabase;
let context: SyncContext;
let count = 0;

function fresh(): SyncContext {
  database = new LedgerbarDatabase(`settings-${(count += 1)}`);
  return { database, vault: new Vault(database), hostOf, ledgerOf, now: () => now, changed: () => undefined } as unknown as SyncContext;
}
beforeEach(() => void (context = fresh()));
afterEach(() => database.delete());

/** The example of the contract, word for word. */
const example = `{"version": 1,
 "connections": [{
    "id": "acme",
    "host":   {"system": "scoro", "site": "https://acme.scoro.com", "companyAccountId": "acme", "apiKey": "..."},
    "ledger": {"system": "exact-online", "country": "nl", "clientId": "...", "clientSecret": "...", "company": "123456"},
    "sync":   {"mode": "manual", "startDate": "2026-01-01",
               "invoices": true, "bills": true, "contacts": true, "products": true, "payments": true}}],
 "mappings": [{"connection": "acme", "kind": "taxCode", "host": "21", "ledger": "4"}]}`;

interface Settings {
  version: unknown;
  connections: { id: string; host: Record<string, unknown>; ledger: Record<string, unknown>; sync?: Record<string, unknown> }[];
  mappings: Record<string, unknown>[];
}
/** The example with something changed. */
const changed = (change: (settings: Settings) => unknown): string => {
  const settings = JSON.parse(example) as Settings;
  change(settings);
  return JSON.stringify(settings);
};
const first = (settings: Settings) => settings.connections[0]!;
const errorsOf = (text: string): string[] => {
  const read = readSettings(text);
  return 'errors' in read ? read.errors : [];
};
const stored = async () => ({ connections: await database.connections.toArray(), mappings: await database.mappings.toArray(), secrets: await database.secrets.toCollection().primaryKeys() });

describe('importing', () => {
  it('takes the contract\'s example as it is', async () => {
    expect(await previewImport(context, example)).toEqual({
      changes: [
        { kind: 'add', text: 'Connection acme: acme.scoro.com with exact-online company 123456, with the host\'s key and the client secret' },
        { kind: 'add', text: 'Mapping acme: taxCode "21" is "4"' },
      ],
      errors: [],
    });
    await applySettings(context, example);
    const { connections, mappings } = await stored();
    expect(connections).toMatchObject([{ id: 'acme', state: 'not-connected', host: { system: 'scoro', site: 'https://acme.scoro.com', companyAccountId: 'acme' }, ledger: { country: 'nl', company: '123456' }, sync: { mode: 'manual', startDate: '2026-01-01' } }]);
    expect(mappings).toMatchObject([{ connection: 'acme', kind: 'taxCode', host: '21', ledger: '4', origin: 'imported' }]);
    expect([await context.vault.read(secretNames('acme').hostSecret), await context.vault.read(secretNames('acme').clientSecret)]).toEqual(['...', '...']);
  });

  it('keeps secrets in the vault alone', async () => {
    await applySettings(context, changed((settings) => Object.assign(first(settings).host, { apiKey: 'hush1' }) && Object.assign(first(settings).ledger, { clientSecret: 'hush2' })));
    expect(JSON.stringify(await stored())).not.toContain('hush');
  });

  it('starts today where no day is given, and synchronises all by hand', async () => {
    await applySettings(context, changed((settings) => void delete first(settings).sync));
    expect((await stored()).connections[0]?.sync).toEqual({ mode: 'manual', startDate: '2026-11-21', invoices: true, bills: true, contacts: true, products: true, payments: true });
  });

  it('takes numbers for codes and companies', async () => {
    await applySettings(context, changed((settings) => {
      first(settings).ledger['company'] = 123456;
      settings.mappings = [{ connection: 'acme', kind: 'account', host: 8000, ledger: 8010 }];
    }));
    expect((await stored()).mappings).toMatchObject([{ host: '8000', ledger: '8010' }]);
  });

  it('says of a second import that all stays as it is, and changes nothing', async () => {
    const plain = changed((settings) => void (delete first(settings).host['apiKey'], delete first(settings).ledger['clientSecret']));
    await applySettings(context, example);
    await database.connections.update('acme', { state: 'connected' });
    expect((await previewImport(context, plain)).changes.map(({ kind }) => kind)).toEqual(['same', 'same']);
    const before = await stored();
    await applySettings(context, plain);
    expect(await stored()).toEqual(before);
  });

  it('says what changes, and drops the sign-in only for another company, app or country', async () => {
    await applySettings(context, example);
    const signIn = async () => {
      await database.connections.update('acme', { state: 'connected' });
      await context.vault.write(secretNames('acme').tokens, 'tokens');
    };
    await signIn();
    const dates = changed((settings) => void (first(settings).sync = { ...first(settings).sync, bills: false }));
    expect((await previewImport(context, dates)).changes[0]).toEqual({ kind: 'change', text: 'Connection acme: bills, the host\'s key and the client secret' });
    await applySettings(context, dates);
    expect([(await stored()).connections[0]?.state, await context.vault.has(secretNames('acme').tokens)]).toEqual(['connected', true]);

    for (const other of [{ company: '654321' }, { clientId: 'other' }, { country: 'be' }]) {
      await applySettings(context, example);
      await signIn();
      await applySettings(context, changed((settings) => Object.assign(first(settings).ledger, other)));
      expect([other, (await stored()).connections[0]?.state, await context.vault.has(secretNames('acme').tokens)]).toEqual([other, 'not-connected', false]);
    }
  });

  it('never empties a company that was chosen', async () => {
    await applySettings(context, example);
    await applySettings(context, changed((settings) => void delete first(settings).ledger['company']));
    expect((await stored()).connections[0]?.ledger.company).toBe('123456');
  });
});

describe('what was read of the company', () => {
  const traits = { homeCurrency: 'EUR', multiCurrency: true };
  beforeEach(async () => {
    await applySettings(context, example);
    await database.connections.where({ id: 'acme' }).modify((row) => void (row.ledger = { ...row.ledger, traits }));
  });
  const kept = async () => (await stored()).connections[0]?.ledger.traits;

  it('is no setting: it is neither exported nor imported', async () => {
    expect(await exportSettings(context)).not.toContain('traits');
    await applySettings(context, changed((settings) => Object.assign(first(settings).ledger, { traits: { homeCurrency: 'USD' } })));
    expect(await kept()).toEqual(traits);
  });

  it('stays when the same company is imported again, and is no change', async () => {
    const plain = changed((settings) => void (delete first(settings).host['apiKey'], delete first(settings).ledger['clientSecret']));
    expect((await previewImport(context, plain)).changes.map(({ kind }) => kind)).toEqual(['same', 'same']);
    await applySettings(context, plain);
    expect(await kept()).toEqual(traits);
  });

  it('goes with the company it was said of', async () => {
    const other = changed((settings) => Object.assign(first(settings).ledger, { company: '654321' }));
    expect((await previewImport(context, other)).changes[0]?.text).toBe('Connection acme: ledger company, the host\'s key and the client secret');
    await applySettings(context, other);
    expect(await kept()).toBeUndefined();
  });
});

describe('the second ledger', () => {
  const other = (more: object) => changed((settings) => void (first(settings).ledger = { system: 'quickbooks-online', environment: 'sandbox', clientId: 'c', ...more }));
  it('needs an environment, and takes a company that is letters and digits, or none yet', () => {
    for (const more of [{}, { environment: 'production' }, { company: '9341453308059321' }, { company: 4620816365 }, { company: '' }]) expect([more, errorsOf(other(more))]).toEqual([more, []]);
    for (const more of [{ environment: 'test' }, { environment: undefined }, { company: '1/../2' }, { company: '1'.repeat(65) }]) expect(errorsOf(other(more))[0]).toMatch(/^connections\[0\]\.ledger\./);
  });

  it('does not take a company for another that a number cannot hold', () => {
    expect(errorsOf(other({}).replace('"clientId"', '"company":9341453308059321,"clientId"'))[0]).toMatch(/^connections\[0\]\.ledger\.company: /);
  });
});

describe('a file that is refused', () => {
  it.each<[string, string, RegExp]>([
    ['no JSON', 'version: 1', /not JSON/],
    ['an empty file', '', /not JSON/],
    ['half a file', example.slice(0, 200), /not JSON/],
    ['a list', '[]', /The file: /],
    ['null', 'null', /The file: /],
    ['a text', '"settings"', /The file: /],
    ['no version', changed((settings) => void delete settings.version), /^version: /],
    ['another version', changed((settings) => void (settings.version = 2)), /^version: /],
    ['the version as text', changed((settings) => void (settings.version = '1')), /^version: /],
    ['connections that are no list', changed((settings) => void (settings.connections = {} as never)), /^connections: /],
    ['a host nobody knows', changed((settings) => void (first(settings).host['system'] = 'sap')), /^connections\[0\]\.host/],
    ['a site without https', changed((settings) => void (first(settings).host['site'] = 'http://acme.scoro.com')), /^connections\[0\]\.host\.site/],
    ['a site that is a script', changed((settings) => void (first(settings).host['site'] = 'javascript:alert(1)')), /^connections\[0\]\.host\.site/],
    ['a country without an Exact', changed((settings) => void (first(settings).ledger['country'] = 'xx')), /^connections\[0\]\.ledger\.country/],
    ['a company that is no number', changed((settings) => void (first(settings).ledger['company'] = '12/../3')), /^connections\[0\]\.ledger\.company/],
    ['an id with a slash', changed((settings) => void (first(settings).id = 'a/b')), /^connections\[0\]\.id/],
    ['an id that is too long', changed((settings) => void (first(settings).id = 'a'.repeat(65))), /^connections\[0\]\.id/],
    ['a day in another format', changed((settings) => void (first(settings).sync = { startDate: '1-1-2026' })), /^connections\[0\]\.sync\.startDate/],
    ['a mode nobody knows', changed((settings) => void (first(settings).sync = { mode: 'sometimes' })), /^connections\[0\]\.sync\.mode/],
    ['a mapping of an unknown kind', changed((settings) => void (settings.mappings[0]!['kind'] = 'colour')), /^mappings\[0\]\.kind/],
    ['a mapping without a host value', changed((settings) => void delete settings.mappings[0]!['host']), /^mappings\[0\]\.host/],
    ['a mapping to nothing', changed((settings) => void (settings.mappings[0]!['ledger'] = null)), /^mappings\[0\]\.ledger/],
    ['a mapping to a list', changed((settings) => void (settings.mappings[0]!['ledger'] = ['4'])), /^mappings\[0\]\.ledger/],
    ['a mapping of an object', changed((settings) => void (settings.mappings[0]!['host'] = {})), /^mappings\[0\]\.host/],
    ['one connection twice', changed((settings) => void settings.connections.push(first(settings))), /"acme" stands in the file twice/],
    ['too many connections', changed((settings) => void (settings.connections = Array.from({ length: 201 }, (_, index) => ({ ...first(settings), id: `c${index}` })))), /^connections: /],
    ['nesting without end', changed((settings) => void (first(settings).host['deep'] = JSON.parse(`${'['.repeat(60)}${']'.repeat(60)}`))), /nested too deeply/],
    ['nesting by the thousands', `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`, /./],
  ])('is %s, and nothing is applied', async (_what, text, error) => {
    expect(errorsOf(text)[0]).toMatch(error);
    expect((await previewImport(context, text)).errors).not.toEqual([]);
    await expect(applySettings(context, text)).rejects.toThrow();
    expect(await stored()).toEqual({ connections: [], mappings: [], secrets: [] });
  });

  it('names a mapping whose connection is neither in the file nor here', async () => {
    const stray = changed((settings) => void (settings.mappings[0]!['connection'] = 'globex'));
    expect((await previewImport(context, stray)).errors).toEqual(['There is no connection "globex" for a mapping of taxCode "21".']);
    await expect(applySettings(context, stray)).rejects.toThrow('globex');
    expect(await stored()).toEqual({ connections: [], mappings: [], secrets: [] });
    await applySettings(context, example);
    expect((await previewImport(context, '{"version":1,"mappings":[{"connection":"acme","kind":"unit","host":"h","ledger":"u"}]}')).errors).toEqual([]);
  });

  it('is never one that throws, whatever it holds', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json(), fc.json().map((json) => `{"version":1,"connections":${json},"mappings":[]}`), fc.json().map((json) => `{"version":1,"connections":[],"mappings":${json}}`)), (text) => typeof readSettings(text) === 'object'));
  });

  it('cannot reach a prototype', async () => {
    const text = example.replace('"id": "acme",', '"id": "acme", "__proto__": {"locked": true}, "constructor": {"prototype": {"polluted": 1}},').replace('"version": 1', '"version": 1, "__proto__": {"polluted": 1}');
    await applySettings(context, text);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    expect((await stored()).connections[0]?.locked).toBe(false);
  });

  it('gives a line per mistake, but not thousands', () => expect(errorsOf(changed((settings) => void (settings.mappings = Array.from({ length: 500 }, () => ({}))))).length).toBe(20));
});

describe('exporting', () => {
  const name = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._-]{0,12}$/);
  const text = fc.string({ minLength: 1, maxLength: 12 });
  const flags = { invoices: fc.boolean(), bills: fc.boolean(), contacts: fc.boolean(), products: fc.boolean(), payments: fc.boolean() };
  const settings = fc
    .record({
      connections: fc.uniqueArray(
        fc.record({
          id: name,
          host: fc.record({ system: fc.constant('scoro'), site: fc.constantFrom('https://acme.scoro.com', 'https://globex.scoro.com'), companyAccountId: name, apiKey: fc.constant('hush-api-key') }),
          ledger: fc.record({ system: fc.constant('exact-online'), country: fc.constantFrom('nl', 'be'), clientId: name, clientSecret: fc.constant('hush-client-secret'), company: fc.integer({ min: 1, max: 999_999 }).map(String) }),
          sync: fc.record({ mode: fc.constantFrom('manual', 'automatic'), startDate: fc.constantFrom('2026-01-01', '2025-12-31'), ...flags }),
        }),
        { selector: ({ id }) => id, minLength: 1, maxLength: 3 },
      ),
      mappings: fc.uniqueArray(fc.record({ kind: fc.constantFrom(...mappingKinds), host: text, ledger: text }), { selector: ({ kind, host }) => `${kind} ${host}`, maxLength: 5 }),
    })
    .map(({ connections, mappings }) => ({ version: 1, connections, mappings: mappings.map((mapping) => ({ connection: connections[0]!.id, ...mapping })) }));

  it('and importing again gives the same settings, without a secret on the way', async () => {
    await fc.assert(
      fc.asyncProperty(settings, async (file) => {
        const here = fresh();
        await applySettings(here, JSON.stringify(file));
        const out = await exportSettings(here);
        expect(out).not.toContain('hush');
        const before = await stored();
        await database.delete();
        const there = fresh();
        expect((await previewImport(there, out)).errors).toEqual([]);
        await applySettings(there, out);
        const after = await stored();
        expect(after.connections).toEqual(before.connections);
        expect(after.mappings).toEqual(before.mappings);
        expect([before.secrets.length, after.secrets]).toEqual([file.connections.length * 2, []]);
        expect(await exportSettings(there)).toBe(out);
        await database.delete();
      }),
      { numRuns: 30 },
    );
  });

  it('leaves out what the policy gave', async () => {
    await applySettings(context, example, 'policy');
    expect(JSON.parse(await exportSettings(context))).toEqual({ version: 1, connections: [], mappings: [] });
  });
});

describe('policy', () => {
  it('wins over a file: what it set is not changed by an import', async () => {
    await applySettings(context, example, 'policy');
    const before = (await stored()).connections;
    const other = changed((settings) => {
      first(settings).ledger['company'] = '654321';
      settings.mappings[0]!['ledger'] = '9';
    });
    expect((await previewImport(context, other)).changes).toEqual([
      { kind: 'same', text: 'Connection acme stays as your company\'s policy sets it' },
      { kind: 'same', text: 'Mapping acme: taxCode "21" is "4" stays as your company\'s policy sets it' },
    ]);
    await applySettings(context, other);
    expect((await stored()).connections).toEqual(before);
    expect((await stored()).mappings).toMatchObject([{ ledger: '4', origin: 'policy' }]);
  });

  it('may change what it set itself', async () => {
    await applySettings(context, example, 'policy');
    await applySettings(context, changed((settings) => void (first(settings).ledger['company'] = '654321')), 'policy');
    expect((await stored()).connections[0]).toMatchObject({ locked: true, ledger: { company: '654321' } });
  });

  it('locks the form', async () => {
    await applySettings(context, example, 'policy');
    await expect(saveConnection(context, first(JSON.parse(example) as Settings))).rejects.toThrow('policy');
  });
});

describe('the form', () => {
  it('refuses with a sentence, and keeps the start date once something was sent', async () => {
    const form = first(JSON.parse(example) as Settings);
    await expect(saveConnection(context, { ...form, id: '' })).rejects.toThrow('id');
    await saveConnection(context, form);
    await saveConnection(context, { ...form, sync: { ...form.sync, startDate: '2026-02-01' } });
    await database.links.put(link());
    await expect(saveConnection(context, { ...form, sync: { ...form.sync, startDate: '2026-03-01' } })).rejects.toThrow('start date');
    expect((await stored()).connections[0]?.sync.startDate).toBe('2026-02-01');
  });
});
