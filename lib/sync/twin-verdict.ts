import type { LedgerDocument, PaymentTerm } from '../ledgers/ledger';
import { documentFields, sameField } from '../ledgers/snapshot';
import { sameName } from './names';
import { absolute, sameDecimal, sum } from '../model/decimal';

/** A document of the ledger with all that is known of it. */
export interface Seen {
  document: LedgerDocument;
  lines: readonly string[];
  terms: readonly PaymentTerm[];
}

/** A request that arrives twice does so within seconds; the ledger's clock may be read to the minute. */
export const madeTogether = 5 * 60_000;

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
/** Numbers grow; of two with as many digits the lower is the earlier. */
const byNumber = (a: string, b: string): number => a.length - b.length || byText(a, b);

/** The order in which twins stay: the first made, then by number and id. The same in every browser, so that all keep the same one. */
export const inOrder = (a: LedgerDocument, b: LedgerDocument): number =>
  (a.createdAt ?? Infinity) - (b.createdAt ?? Infinity) || byNumber(a.number, b.number) || byText(a.id, b.id);

/** Was it there before, so that whoever sent the other one knew of it? */
export const isOlder = (document: LedgerDocument, than: LedgerDocument): boolean =>
  document.createdAt !== undefined && than.createdAt !== undefined && document.createdAt < than.createdAt - madeTogether;

/** Why one of two equal documents is not proven to be a copy of the other; null when it is. Pure. */
export function whyNoCopy(one: Seen, other: Seen): string | null {
  const [a, b] = [one.document, other.document];
  if (a.createdAt === undefined || b.createdAt === undefined) return 'It is not known when they were made.';
  if (Math.abs(a.createdAt - b.createdAt) > madeTogether) return 'They were not made at the same time.';
  if (a.journal !== b.journal || !sameName(a.contactName, b.contactName) || documentFields.some((field) => field !== 'contact' && !sameField(field, a, b))) return 'They are not the same in every field.';
  if (one.lines.length !== other.lines.length || one.lines.some((line, index) => line !== other.lines[index])) return 'Their lines are not the same.';
  return null;
}

/** Why a document may not be deleted; null when it is known that nothing hangs on it. Pure. */
export function whyBound({ document, terms }: Pick<Seen, 'document' | 'terms'>): string | null {
  if (document.draft) return null;
  if (terms.length === 0) return `It is not known whether ${document.number} is paid.`;
  const isOpen = terms.every((term) => !term.settled && term.lastPaymentDate === null) && sameDecimal(sum(terms.map((term) => term.open)), absolute(document.gross));
  return isOpen ? null : `${document.number} is paid, wholly or in part.`;
}
