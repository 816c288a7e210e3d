import 'fake-indexeddb/auto';
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LedgerbarDatabase } from '../../../lib/storage/database';
import { Vault } from '../../../lib/storage/vault';

let database: LedgerbarDatabase;
let vault: Vault;
let count = 0;

beforeEach(() => {
  database = new LedgerbarDatabase(`vault-${(count += 1)}`);
  vault = new Vault(database);
});
afterEach(() => database.delete());

/** Everything in the database, bytes as text. */
async function raw(): Promise<string> {
  const decoder = new TextDecoder('latin1');
  const rows = await Promise.all(database.tables.map((table) => table.toArray() as Promise<object[]>));
  return JSON.stringify(rows, (_key, value: unknown) => (value instanceof ArrayBuffer || ArrayBuffer.isView(value) ? decoder.decode(value) : value));
}

describe('the vault', () => {
  it('gives back what was put in, whatever it is', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 200 }).filter((text) => text.isWellFormed()), async (secret) => {
        await vault.write('acme/tokens', secret);
        return (await vault.read('acme/tokens')) === secret;
      }),
      { numRuns: 50 },
    );
  });

  it('leaves nothing legible in the database', async () => {
    await vault.write('acme/tokens', '{"refreshToken":"hush-hush"}');
    expect(await raw()).toContain('acme/tokens');
    expect(await raw()).not.toMatch(/hush|refreshToken/);
  });

  it('has a key that cannot be taken out', async () => {
    await vault.write('a', 'b');
    const keys = await database.keys.toArray();
    expect(keys).toHaveLength(1);
    for (const { key } of keys) {
      expect(key.extractable).toBe(false);
      for (const format of ['raw', 'jwk'] as const) await expect(crypto.subtle.exportKey(format as 'jwk', key)).rejects.toThrow();
    }
  });

  it('writes the same secret differently each time', async () => {
    await vault.write('a', 'same');
    await vault.write('b', 'same');
    const [a, b] = await database.secrets.toArray();
    expect([...new Uint8Array(a!.data)]).not.toEqual([...new Uint8Array(b!.data)]);
    expect([...a!.iv]).not.toEqual([...b!.iv]);
  });

  it('is read by every context alike, however many make the key at once', async () => {
    const others = Array.from({ length: 5 }, () => new Vault(database));
    await Promise.all(others.map((other, index) => other.write(`s${index}`, `secret ${index}`)));
    expect(await Promise.all(others.map((_, index) => vault.read(`s${index}`)))).toEqual(others.map((_, index) => `secret ${index}`));
    expect(await database.keys.count()).toBe(1);
  });

  it('says nothing for what is not there, was removed, or was tampered with', async () => {
    expect([await vault.read('none'), await vault.has('none')]).toEqual([null, false]);
    await vault.write('a', '1');
    await vault.write('b', '2');
    expect(await vault.has('a')).toBe(true);
    await vault.remove(['a']);
    expect([await vault.read('a'), await vault.has('a'), await vault.read('b')]).toEqual([null, false, '2']);
    await database.secrets.where('key').equals('b').modify((row) => void (new Uint8Array(row.data)[0]! ^= 1));
    expect(await vault.read('b')).toBeNull();
  });

  it('says nothing when its key is gone, as in a copied profile', async () => {
    await vault.write('a', '1');
    await database.keys.clear();
    expect(await vault.read('a')).toBeNull();
    await vault.write('a', '2');
    expect(await vault.read('a')).toBe('2');
  });
});
