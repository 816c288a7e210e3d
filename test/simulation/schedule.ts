import * as fc from 'fast-check';
import type { LedgerId } from '../../lib/ledgers/ledger';
import type { RequestMatch } from '../emulators/core/faults';
import { ledgerIds } from '../support/ledgers';
import { troubles, type Trouble } from './network';

/** A document of the host: which contact and product of the seed it is for, new to the ledger or known. */
export interface PlannedDocument {
  kind: 'invoice' | 'bill';
  contact: 0 | 1 | 2;
  product: 0 | 1 | 2;
  credit: boolean;
  cents: number;
}

/** What people do, and what happens around them. `at`: milliseconds from the start. */
export interface PlannedAction {
  at: number;
  browser: number;
  do: 'send' | 'fetch' | 'synchronize' | 'edit' | 'pay' | 'offline' | 'online' | 'clock' | 'expire';
  document: number;
  /** Minutes the clock is set by, for "clock". */
  minutes: number;
}

/** Everything that makes a simulation what it is: the same schedule always runs the same. */
export interface Schedule {
  /** Of latencies, of holds between steps, and of how long a killed worker is down. */
  seed: number;
  ledger: LedgerId;
  browsers: 1 | 2;
  /** Milliseconds for which the ledger's lists do not show what is new. */
  listDelay: number;
  documents: PlannedDocument[];
  actions: PlannedAction[];
  /** Trouble of the n-th request. */
  troubles: [number, Trouble][];
  /** Trouble of the n-th request of a sort; the first one where none is named. */
  troublesAt?: { at: RequestMatch; nth?: number; trouble: Trouble }[];
  /** Kills of a browser's worker at its n-th step. */
  kills: [number, number][];
}

const document: fc.Arbitrary<PlannedDocument> = fc.record({
  kind: fc.constantFrom('invoice', 'bill'),
  contact: fc.constantFrom(0, 1, 2),
  product: fc.constantFrom(0, 1, 2),
  credit: fc.boolean(),
  cents: fc.integer({ min: 1, max: 250_000 }),
});

const action: fc.Arbitrary<PlannedAction> = fc.record({
  at: fc.integer({ min: 0, max: 60_000 }),
  browser: fc.nat({ max: 1 }),
  do: fc.oneof(
    { weight: 5, arbitrary: fc.constant('send' as const) },
    { weight: 2, arbitrary: fc.constant('synchronize' as const) },
    { weight: 1, arbitrary: fc.constantFrom<PlannedAction['do']>('fetch', 'edit', 'pay', 'offline', 'online', 'clock', 'expire') },
  ),
  document: fc.nat({ max: 3 }),
  minutes: fc.constantFrom(-15, 15),
});

/** Any schedule of a size that runs in moments. Shrinks to fewer documents, actions, troubles and kills. */
export const anySchedule: fc.Arbitrary<Schedule> = fc.record({
  seed: fc.nat(),
  ledger: fc.constantFrom(...ledgerIds),
  browsers: fc.constantFrom(1 as const, 1 as const, 2 as const),
  listDelay: fc.constantFrom(0, 0, 4_000, 10_000),
  documents: fc.array(document, { minLength: 1, maxLength: 4 }),
  actions: fc.array(action, { minLength: 1, maxLength: 5 }),
  troubles: fc.array(fc.tuple(fc.integer({ min: 1, max: 40 }), fc.constantFrom(...troubles)), { maxLength: 4 }),
  kills: fc.array(fc.tuple(fc.nat({ max: 1 }), fc.integer({ min: 1, max: 160 })), { maxLength: 4 }),
});
