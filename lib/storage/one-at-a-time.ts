import type { DBCore, Middleware } from 'dexie';

/** The store that every writing transaction takes part in. Nothing is ever written to it. */
export const turn = 'turn';

/**
 * Has transactions that write follow one another. Chromium (measured in 156) writes parts of a transaction down before it
 * is committed; killed while two such are open, it finds their locks in conflict at its next start, takes that for
 * corruption and deletes the whole database.
 */
export const oneAtATime: Middleware<DBCore> = {
  stack: 'dbcore',
  name: 'one-at-a-time',
  // Below all of Dexie's own, so that none of them hears of the store.
  level: -10,
  create: (core) => ({
    transaction: (stores, mode, options) => core.transaction(mode === 'readwrite' && !stores.includes(turn) ? [...stores, turn] : stores, mode, options),
  }),
};
