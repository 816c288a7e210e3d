import type { ReferenceKind } from '../model/reference';

/** A right that a ledger gives its users apart from others. */
export interface LedgerRight {
  /** As the ledger names it to whoever gives it. */
  name: string;
  /** What is read or written by it ("item groups, units and items"). */
  covers: string;
  /** What it is needed for: `extras` are values that documents can go without. */
  use: 'documents' | 'products' | 'payments' | 'extras';
  /** What will not work without it, in one sentence. */
  without: string;
  /** Reference data that is missing without it. */
  kinds: readonly ReferenceKind[];
  /** Does a call to this address take it? Not one to a single record: that is refused as well when the record is gone. */
  takes(url: string): boolean;
}
