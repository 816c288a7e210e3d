import type { LedgerbarDatabase } from './database';

/**
 * Secrets at rest: AES-GCM under a key that the browser keeps and never gives out.
 * What is written is on disk when the promise resolves.
 */
export class Vault {
  constructor(private readonly database: LedgerbarDatabase) {}

  private async key(): Promise<CryptoKey> {
    const found = await this.database.keys.get('vault');
    if (found) return found.key;
    const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
    // Two contexts may get here at once; the first stored key is the one everybody uses.
    return this.database.transaction('rw', this.database.keys, async () => {
      const other = await this.database.keys.get('vault');
      if (other) return other.key;
      await this.database.keys.add({ name: 'vault', key });
      return key;
    });
  }

  /** Null when there is no such secret, or when its key is gone (a copied profile). */
  async read(name: string): Promise<string | null> {
    const row = await this.database.secrets.get(name);
    if (!row) return null;
    try {
      const clear = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: row.iv as BufferSource }, await this.key(), row.data);
      return new TextDecoder().decode(clear);
    } catch {
      return null;
    }
  }

  async write(name: string, secret: string): Promise<void> {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const data = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, await this.key(), new TextEncoder().encode(secret));
    await this.database.secrets.put({ key: name, iv, data });
  }

  async has(name: string): Promise<boolean> {
    return (await this.database.secrets.where('key').equals(name).count()) > 0;
  }

  async remove(names: string[]): Promise<void> {
    await this.database.secrets.bulkDelete(names);
  }
}
