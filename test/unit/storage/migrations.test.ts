import 'fake-indexeddb/auto';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { LedgerbarDatabase } from '../../../lib/storage/database';
import { foldedWords } from '../../../lib/model/words';
import { isNewerDatabase } from '../../../lib/storage/failures';
import { searchFieldsOf, wordScope } from '../../../lib/storage/mapping-words';
import { schemaVersions, type SchemaVersion } from '../../../lib/storage/schema';
import { Vault } from '../../../lib/storage/vault';
import { readStored, storedDatabases, writeStored, type StoredDatabase } from '../../fixtures/storage/native';

const present = schemaVersions.at(-1)!.version;
const stored = storedDatabases().filter(({ version }) => version < present);
let count = 0;
const newName = () => `migrations-${(count += 1)}`;
afterEach(() => vi.restoreAllMocks());

/** What a fixture cannot hold: secrets under a key that no file can keep. */
async function withSecrets(database: StoredDatabase): Promise<StoredDatabase> {
  const source = new LedgerbarDatabase(newName());
  await new Vault(source).write('acme/tokens', 'hush');
  const [secrets, keys] = await Promise.all([source.secrets.toArray(), source.keys.toArray()]);
  source.close();
  return { ...database, rows: { ...database.rows, secrets: secrets as never, keys: keys as never } };
}

const openOnce = async (name: string, versions?: readonly SchemaVersion[]): Promise<void> => {
  const database = new LedgerbarDatabase(name, versions);
  await database.open().finally(() => database.close());
};

/** A version to come, which rewrites rows; whatever it does must be all or nothing too. */
const next: SchemaVersion = {
  version: present + 1,
  stores: { links: 'key, connection, [connection+ledgerId], number' },
  upgrade: (transaction) => transaction.table('links').toCollection().modify((row: { number: string }) => void (row.number = `new ${row.number}`)),
};

/** Breaks the upgrade off at its n-th step, as the browser does with one that its own end overtook. Returns how many steps were begun. */
function dieAtStep(at: number): () => number {
  let steps = 0;
  let upgrade: IDBTransaction | null = null;
  const open = IDBFactory.prototype.open;
  vi.spyOn(IDBFactory.prototype, 'open').mockImplementation(function (this: IDBFactory, ...of) {
    const request = open.apply(this, of);
    request.addEventListener('upgradeneeded', () => (upgrade = request.transaction));
    return request;
  });
  const step = (prototype: object, method: string) => {
    const methods = prototype as Record<string, (...of: unknown[]) => unknown>;
    const real = methods[method]!;
    vi.spyOn(methods, method).mockImplementation(function (this: unknown, ...of: unknown[]) {
      if (upgrade && (steps += 1) === at) upgrade.abort();
      return real.apply(this, of);
    });
  };
  step(IDBDatabase.prototype, 'createObjectStore');
  for (const method of ['createIndex', 'add', 'put', 'openCursor', 'getAll']) step(IDBObjectStore.prototype, method);
  return () => steps;
}

it('every shipped version has its example', () => {
  expect(stored.map(({ version }) => version)).toEqual(schemaVersions.map(({ version }) => version).filter((version) => version < present));
});

describe.each(stored.map((of) => [of.version, of] as const))('from version %i', (_, old) => {
  it('fault 46: everything is kept, secrets too', async () => {
    const name = newName();
    await writeStored(name, await withSecrets(old));
    const before = await readStored(name);
    const database = new LedgerbarDatabase(name);
    await database.open();
    expect(await new Vault(database).read('acme/tokens')).toBe('hush');
    expect(await database.meta.get('installation')).toMatchObject({ value: expect.stringMatching(/^[0-9a-f-]{36}$/) });
    database.close();
    const after = await readStored(name);
    expect(after.nativeVersion).toBe(present * 10);
    expect(after.rows).toMatchObject(before.rows);
    expect(Object.values(before.rows).flat().length).toBeGreaterThan(200);
  });

  it('fault 46: every mapping can be found and listed by its names', async () => {
    const name = newName();
    await writeStored(name, old);
    const database = new LedgerbarDatabase(name);
    const rows = await database.mappings.toArray();
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) expect(row).toMatchObject(searchFieldsOf(row));
    const [row] = rows.filter(({ kind, hostName }) => kind === 'contact' && hostName);
    const [word = ''] = foldedWords(row?.hostName ?? '');
    expect(await database.mappings.where('words').startsWith(wordScope('acme', 'contact') + word.slice(0, 4)).primaryKeys()).toContainEqual(['acme', 'contact', row?.host]);
    expect(await database.mappings.where('[connection+kind+sort]').between(['acme', 'contact', ''], ['acme', 'contact', '\uffff']).count()).toBe(rows.filter(({ kind }) => kind === 'contact').length);
    database.close();
  });

  it('has the tables and indexes of a database made anew', async () => {
    const [migrated, fresh] = [newName(), newName()];
    await writeStored(migrated, old);
    const shapes = await Promise.all([migrated, fresh].map(async (name) => {
      const database = new LedgerbarDatabase(name);
      await database.open();
      const native = database.backendDB();
      const read = native.transaction([...native.objectStoreNames], 'readonly');
      const shape = [...native.objectStoreNames].map((store) => [store, read.objectStore(store).keyPath, read.objectStore(store).autoIncrement, [...read.objectStore(store).indexNames]]);
      database.close();
      return shape;
    }));
    expect(shapes[0]).toEqual(shapes[1]);
  });

  const versionsOf = { 'this version': schemaVersions, 'one that rewrites rows': [...schemaVersions, next] };
  it.each(Object.entries(versionsOf))('fault 46: broken off at any step of the way to %s, all is as it was, and the next start goes through', async (_name, versions) => {
    const counting = newName();
    await writeStored(counting, old);
    const steps = dieAtStep(Infinity);
    await openOnce(counting, versions);
    const all = steps();
    vi.restoreAllMocks();
    expect(all).toBeGreaterThan(2);

    for (let at = 1; at <= all; at += 1) {
      const name = newName();
      await writeStored(name, old);
      const before = await readStored(name);
      dieAtStep(at);
      await expect(openOnce(name, versions)).rejects.toThrow();
      vi.restoreAllMocks();
      expect(await readStored(name)).toEqual(before);
      await openOnce(name, versions);
      const after = await readStored(name);
      expect(after.nativeVersion).toBe(versions.at(-1)!.version * 10);
      expect(after.rows['links']).toHaveLength(before.rows['links']!.length);
    }
  });

  it('fault 46: an upgrade that throws half-way leaves nothing of what it did', async () => {
    const name = newName();
    await writeStored(name, old);
    const before = await readStored(name);
    const throwing: SchemaVersion = {
      ...next,
      upgrade: async (transaction) => {
        await transaction.table('jobs').clear();
        throw new Error('half-way');
      },
    };
    await expect(openOnce(name, [...schemaVersions, throwing])).rejects.toThrow('half-way');
    expect(await readStored(name)).toEqual(before);
    await openOnce(name);
    expect((await readStored(name)).rows).toMatchObject(before.rows);
  });
});

describe('a database of a newer version', () => {
  const newer: StoredDatabase = {
    version: present + 1,
    nativeVersion: (present + 1) * 10,
    stores: [{ name: 'links', keyPath: 'id', autoIncrement: false, indexes: [] }, { name: 'ledgers', keyPath: 'id', autoIncrement: false, indexes: [] }],
    rows: { links: [{ id: 1 }], ledgers: [{ id: 'x' }] },
  };

  it('is refused with a sentence, and nothing of it is touched', async () => {
    const name = newName();
    await writeStored(name, newer);
    const before = await readStored(name);
    await expect(openOnce(name)).rejects.toThrow('The data in this browser was written by a newer version of Ledgerbar. This version leaves it untouched.');
    const database = new LedgerbarDatabase(name);
    const failure: unknown = await database.links.toArray().catch((error: unknown) => error);
    expect(isNewerDatabase(failure)).toBe(true);
    await expect(database.links.put({ key: 'a' } as never)).rejects.toThrow();
    database.close();
    expect(await readStored(name)).toEqual(before);
  });

  it('is worked with again by the version that wrote it', async () => {
    const name = newName();
    await openOnce(name, [...schemaVersions, next]);
    await expect(openOnce(name)).rejects.toThrow('newer version');
    await openOnce(name, [...schemaVersions, next]);
  });
});
