import type { LedgerbarDatabase } from './database';

/**
 * Calls back, once, when the open database is closed by anybody else: deleted, taken over by a later version, or given up by
 * the browser. It stays closed, so that work begun on it stops at its next step instead of going on with another database.
 */
export function onLoss(database: LedgerbarDatabase, lost: () => void): void {
  let told = false;
  database.on('close', () => {
    if (told) return;
    told = true;
    // After Dexie has finished its own closing, which may mean to open it again.
    queueMicrotask(() => database.close());
    lost();
  });
}
