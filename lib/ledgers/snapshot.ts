import { sameDecimal } from '../model/decimal';
import type { LedgerDocument, LedgerSnapshot } from './ledger';

/** What of a document can be changed: each field by itself, lines and amounts as one. */
export const documentFields = ['number', 'contact', 'date', 'dueDate', 'description', 'paymentReference', 'amounts'] as const;
export type DocumentField = (typeof documentFields)[number];

/** The part of a document that can be changed, for keeping. */
export function snapshotOf(document: LedgerSnapshot): LedgerSnapshot {
  const { contact, contactName, date, dueDate, reference, description, paymentReference, currency, gross, tax, version, lines } = document;
  return {
    contact, contactName, date, dueDate, reference, description, currency, gross, tax,
    ...(paymentReference === undefined ? {} : { paymentReference }),
    ...(version === undefined ? {} : { version }),
    ...(lines === undefined ? {} : { lines }),
  };
}

type Same = (a: LedgerSnapshot, b: LedgerSnapshot) => boolean;

/** What one of the two does not say is no difference. */
const ifKnown = <T>(a: T | null | undefined, b: T | null | undefined, same: (a: T, b: T) => boolean): boolean => a == null || b == null || same(a, b);
const sameText = (a: string, b: string): boolean => a.trim() === b.trim();

const comparisons: Record<DocumentField, Same> = {
  number: (a, b) => sameText(a.reference, b.reference),
  contact: (a, b) => a.contact === b.contact,
  date: (a, b) => a.date === b.date,
  dueDate: (a, b) => a.dueDate === b.dueDate,
  description: (a, b) => sameText(a.description, b.description),
  paymentReference: (a, b) => ifKnown(a.paymentReference, b.paymentReference, sameText),
  amounts: (a, b) => sameDecimal(a.gross, b.gross) && a.currency === b.currency && ifKnown(a.tax, b.tax, sameDecimal) && ifKnown(a.lines, b.lines, (one, other) => one === other),
};

/** Does the ledger say the same of one field in both? */
export const sameField = (field: DocumentField, a: LedgerSnapshot, b: LedgerSnapshot): boolean => comparisons[field](a, b);

/** Is it still the document that was seen, and not void? By its version, and by its fields as well, since a version may be coarser than the changes it stands for. */
export const isUnchanged = (seen: LedgerSnapshot, now: LedgerDocument): boolean =>
  !now.voided && ifKnown(seen.version, now.version, (a, b) => a === b) && documentFields.every((field) => sameField(field, seen, now));
