import { createCipheriv, createDecipheriv, createHash, KeyObject, type webcrypto } from 'node:crypto';
import type { Timeline } from './timeline';

const bytes = (source: BufferSource): Uint8Array => (ArrayBuffer.isView(source) ? new Uint8Array(source.buffer, source.byteOffset, source.byteLength) : new Uint8Array(source));
const own = (buffer: Uint8Array): ArrayBuffer => Uint8Array.from(buffer).buffer;
const ivOf = (algorithm: AlgorithmIdentifier): Uint8Array => bytes((algorithm as AesGcmParams).iv);
/** The vault's key stays in the database, and cannot be taken out of it; here it must be, for the work to be done at once. */
const generateKey = crypto.subtle.generateKey.bind(crypto.subtle) as (algorithm: AlgorithmIdentifier, extractable: boolean, uses: KeyUsage[]) => Promise<CryptoKey>;
Object.assign(crypto.subtle, { generateKey: (algorithm: AlgorithmIdentifier, _extractable: boolean, uses: KeyUsage[]) => generateKey(algorithm, true, uses) });
const keyOf = (key: CryptoKey): KeyObject => KeyObject.from(key as webcrypto.CryptoKey);
const tagLength = 16;

/** The same results as the platform's own, but at once: work in another thread would end in an order that no seed decides. */
const subtle = {
  digest: async (_algorithm: AlgorithmIdentifier, data: BufferSource) => own(createHash('sha256').update(bytes(data)).digest()),
  async encrypt(algorithm: AlgorithmIdentifier, key: CryptoKey, data: BufferSource) {
    const cipher = createCipheriv('aes-256-gcm', keyOf(key), ivOf(algorithm));
    return own(Buffer.concat([cipher.update(bytes(data)), cipher.final(), cipher.getAuthTag()]));
  },
  async decrypt(algorithm: AlgorithmIdentifier, key: CryptoKey, data: BufferSource) {
    const all = bytes(data);
    const decipher = createDecipheriv('aes-256-gcm', keyOf(key), ivOf(algorithm));
    decipher.setAuthTag(all.subarray(-tagLength));
    return own(Buffer.concat([decipher.update(all.subarray(0, -tagLength)), decipher.final()]));
  },
};

/** Puts timers, time-outs and cryptography under virtual time. Call the answer to put the platform's own back. */
export function installPlatform(timeline: Timeline): () => void {
  const before = { setTimeout: globalThis.setTimeout, clearTimeout: globalThis.clearTimeout, timeout: AbortSignal.timeout.bind(AbortSignal) };
  const { digest, encrypt, decrypt } = crypto.subtle;
  const cancels = new Map<number, () => void>();
  let timers = 0;

  globalThis.setTimeout = ((run: (...given: unknown[]) => void, milliseconds = 0, ...given: unknown[]) => {
    const id = (timers += 1);
    cancels.set(id, timeline.after(milliseconds, 'timer', () => run(...given)));
    return id;
  }) as unknown as typeof setTimeout;
  globalThis.clearTimeout = ((id: number) => {
    cancels.get(id)?.();
    cancels.delete(id);
  }) as unknown as typeof clearTimeout;
  AbortSignal.timeout = (milliseconds) => {
    const controller = new AbortController();
    timeline.after(milliseconds, 'time-out', () => controller.abort(new DOMException('The time is up', 'TimeoutError')));
    return controller.signal;
  };
  Object.assign(crypto.subtle, subtle);

  return () => {
    globalThis.setTimeout = before.setTimeout;
    globalThis.clearTimeout = before.clearTimeout;
    AbortSignal.timeout = before.timeout;
    Object.assign(crypto.subtle, { digest, encrypt, decrypt });
  };
}
