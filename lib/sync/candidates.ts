import type { LedgerDocument, NaturalKey } from '../ledgers/ledger';
import { sameDecimal } from '../model/decimal';
import { sameName } from './names';
import { inOrder } from './twin-verdict';

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
 * A stranger counts only where it would clash: in the same journal of a ledger that keeps the number unique (`isUnique`). One that bears the same name and holds the very same
 * document is none: two browsers made the same contact at the same moment. `contactName`: as the host has it.
 */
export function judge(key: NaturalKey, all: readonly LedgerDocument[], contactName = '', isUnique = true): Found {
  // What is void counts for nothing, and is nothing to be linked to.
  const documents = all.filter(({ voided }) => !voided);
  const isNamesake = (document: LedgerDocument): boolean =>
    contactName !== '' && sameName(document.contactName, contactName) && document.journal === key.journal && document.date === key.date && document.currency === key.currency && sameDecimal(document.gross, key.gross);
  const own = documents.filter((document) => document.contact === key.contact || isNamesake(document));
  const exact = own.filter((document) => sameDecimal(document.gross, key.gross) && document.currency === key.currency);
  // A supplier may use a number again in another year: for a bill the day belongs to the key.
  const alike = key.kind === 'bill' ? exact.filter((document) => document.date === key.date) : exact;
  const [only] = alike;
  if (only && alike.length === 1 && (key.kind === 'bill' || own.length === 1)) return { is: 'it', document: only };
  if (own.length > 0) return { is: 'doubtful', documents: own };
  const strangers = documents.filter((document) => document.journal === key.journal && key.kind === 'invoice' && isUnique);
  return strangers.length > 0 ? { is: 'taken', documents: strangers } : { is: 'none' };
}

/** Those that are the very document sought, each like the other, the oldest first. */
export const copiesOf = (key: NaturalKey, documents: readonly LedgerDocument[]): LedgerDocument[] =>
  documents
    .filter((document) => !document.voided && document.contact === key.contact && document.date === key.date && document.currency === key.currency && sameDecimal(document.gross, key.gross))
    .sort(inOrder);
