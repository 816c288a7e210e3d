import type { LedgerDocument, NaturalKey } from '../ledgers/ledger';
import { sameDecimal } from '../model/decimal';

/** What a look-up for a document found. */
export type Found =
  | { is: 'none' }
  | { is: 'it'; document: LedgerDocument }
  /** The same contact and number, but another total or several: for the user to decide. */
  | { is: 'doubtful'; documents: LedgerDocument[] }
  /** The number is taken by a document of somebody else. */
  | { is: 'taken'; documents: LedgerDocument[] };

/**
 * Sorts what the ledger has under a document's number. The key is the number with the contact (and for a bill
 * the day); a document with the same total and currency is it, anything else is shown, never adopted silently.
 * A stranger counts only where it would clash: in the same journal.
 */
export function judge(key: NaturalKey, documents: readonly LedgerDocument[]): Found {
  const own = documents.filter((document) => document.contact === key.contact);
  const exact = own.filter((document) => sameDecimal(document.gross, key.gross) && document.currency === key.currency);
  // A supplier may use a number again in another year: for a bill the day belongs to the key.
  const alike = key.kind === 'bill' ? exact.filter((document) => document.date === key.date) : exact;
  const [only] = alike;
  if (only && alike.length === 1 && (key.kind === 'bill' || own.length === 1)) return { is: 'it', document: only };
  if (own.length > 0) return { is: 'doubtful', documents: own };
  const strangers = documents.filter((document) => document.journal === key.journal && key.kind === 'invoice');
  return strangers.length > 0 ? { is: 'taken', documents: strangers } : { is: 'none' };
}
