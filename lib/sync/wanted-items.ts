import type { LedgerCapabilities } from '../ledgers/ledger';
import type { HostValue } from '../model/document';
import type { Product } from '../model/product';
import type { ReferenceItem } from '../model/reference';
import type { CheckedLine } from './preflight';

type LedgerItems = ReturnType<LedgerCapabilities['items']>;

/** A product to be found among the ledger's items, and how it stands on the document. */
export interface WantedItem {
  reference: HostValue;
  /** The ledger's account of the line it is on. */
  account: string | null;
  /** What it is, where the host has no such product: a line without one goes on an item that stands for its account. */
  standIn: Product | null;
}

/** The items that a document's lines are booked on, each once. `mode`: how lines and items go together in the ledger. Pure. */
export function wantedItems(lines: readonly CheckedLine[], mode: LedgerItems, productsWanted: boolean): WantedItem[] {
  const wanted = lines.flatMap(({ line, account }): WantedItem[] => {
    if (line.product) return mode !== 'optional' || productsWanted ? [{ reference: line.product, account: account?.id ?? null, standIn: null }] : [];
    return mode === 'stand-in' && account ? [standInFor(account)] : [];
  });
  return [...new Map(wanted.reverse().map((item) => [item.reference.id, item])).values()].reverse();
}

/** Under which a line's item is known. */
export const itemKeyOf = ({ line, account }: Pick<CheckedLine, 'line' | 'account'>): string => line.product?.id ?? `account/${account?.code ?? ''}`;

function standInFor(account: ReferenceItem): WantedItem {
  // With the account's own code: an item that is merely called so may be booked elsewhere.
  const name = account.name === '' ? account.code : `${account.name} (${account.code})`;
  const id = `account/${account.code}`;
  return {
    reference: { id, name },
    account: account.id,
    standIn: { id, code: null, name, description: '', unit: null, group: null, price: null, service: true },
  };
}
