import { exactOnline } from './exact-online';
import type { Ledger, LedgerId } from './ledger';
import { quickBooksOnline } from './quickbooks-online';

const ledgers: Partial<Record<LedgerId, Ledger>> = { 'exact-online': exactOnline, 'quickbooks-online': quickBooksOnline };

/** Throws for a ledger this version does not know. */
export function ledgerOf(id: LedgerId): Ledger {
  const ledger = ledgers[id];
  if (!ledger) throw new Error(`There is no ledger "${id}" in this version`);
  return ledger;
}

export const knownLedgers = (): Ledger[] => Object.values(ledgers);
