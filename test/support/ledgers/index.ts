import type { LedgerId } from '../../../lib/ledgers/ledger';
import type { Clock } from '../../emulators/core/emulator';
import { createExactOnline } from '../../emulators/exact-online';
import { exactUnderTest } from './exact-online';
import type { LedgerUnderTest } from './ledger-under-test';
import { quickBooksUnderTest } from './quickbooks-online';

export { bookedAs, createsOf, requestsTo, type HeldDocument, type Kind, type LedgerUnderTest, type RequestsOf } from './ledger-under-test';

const makers: Readonly<Record<LedgerId, (options: { clock?: Clock; autoConsent?: boolean }) => LedgerUnderTest>> = { 'exact-online': exactUnderTest, 'quickbooks-online': quickBooksUnderTest };

/** Every ledger: what is tested for one is tested for each. */
export const ledgerIds = Object.keys(makers) as LedgerId[];

/** The same with a minute that is never full: for tests that are not about limits and run by the real clock. */
export const roomyLedger = (id: LedgerId): LedgerUnderTest => (id === 'exact-online' ? exactUnderTest({}, createExactOnline({ limits: { perMinute: 6000, perDay: 100_000 } })) : makers[id]({}));

export const ledgerUnderTest = (id: LedgerId, options: { clock?: Clock; autoConsent?: boolean } = {}): LedgerUnderTest => makers[id](options);
