import { isZero, negate, type Decimal } from '../../model/decimal';
import type { Booking, LedgerDocument } from '../ledger';
import { refuse } from './client';
import { textOfLines } from './contents';
import { documentId, partyId, readPartyId, refTo, type DocumentEntity } from './ids';
import { sharedBy, toLines } from './lines';
import { withoutMarks } from './names';
import { checkNumber, cut, exact, filled } from './numbers';
import { taxFields } from './taxes';
import type { Traits } from './traits';
import { bills, creditMemos, invoices, vendorCredits, type Entity, type Fields, type Transaction } from './wire';

/** Model <-> wire, pure. */

export const wireOf: Readonly<Record<DocumentEntity, Entity<Transaction>>> = { Invoice: invoices, CreditMemo: creditMemos, Bill: bills, VendorCredit: vendorCredits };

export const entityFor = (kind: Booking['kind'], credit: boolean): DocumentEntity => (kind === 'invoice' ? (credit ? 'CreditMemo' : 'Invoice') : credit ? 'VendorCredit' : 'Bill');

export const isSale = (entity: DocumentEntity): boolean => entity === 'Invoice' || entity === 'CreditMemo';
export const isCredit = (entity: DocumentEntity): boolean => entity === 'CreditMemo' || entity === 'VendorCredit';

const longestNote = 4000;
export const noteOf = (description: string): string => cut(description, longestNote);

/** Where each kind of document keeps a header field; what has no place is left out. */
export const headerPlaces: Readonly<Record<'date' | 'dueDate' | 'description' | 'paymentTerm', { field: string; on: readonly DocumentEntity[] }>> = {
  date: { field: 'TxnDate', on: ['Invoice', 'CreditMemo', 'Bill', 'VendorCredit'] },
  dueDate: { field: 'DueDate', on: ['Invoice', 'Bill'] },
  description: { field: 'PrivateNote', on: ['Invoice', 'CreditMemo', 'Bill', 'VendorCredit'] },
  paymentTerm: { field: 'SalesTermRef', on: ['Invoice', 'CreditMemo', 'Bill'] },
};

/** The header fields that are stated and have a place. */
export const headerFields = (entity: DocumentEntity, header: { date?: string; dueDate?: string | null; description?: string; paymentTerm?: string | null }): Fields => {
  const values = { date: header.date, dueDate: header.dueDate, description: noteOf(header.description ?? ''), paymentTerm: refTo(header.paymentTerm ?? null) };
  const placed = Object.entries(headerPlaces).filter(([, { on }]) => on.includes(entity));
  return filled(Object.fromEntries(placed.map(([name, { field }]) => [field, values[name as keyof typeof values]])));
};

function partyField(booking: Booking): Fields {
  const role = booking.kind === 'invoice' ? 'customer' : 'supplier';
  const party = readPartyId(booking.contact);
  if (party?.role !== role) throw refuse('contact-role', `“${booking.contact}” is not the key of a ${role === 'customer' ? 'customer' : 'vendor'} in QuickBooks Online.`);
  return { [role === 'customer' ? 'CustomerRef' : 'VendorRef']: { value: party.id } };
}

/**
 * A new document as it is sent. `rate`: home units for one of its currency, where that is a foreign one. Throws CallFailure
 * 'refused' for what would come out otherwise than it is meant.
 */
export function fromBooking(booking: Booking, traits: Traits, rate: Decimal | null): { entity: DocumentEntity; body: Fields } {
  checkNumber(booking.number);
  const entity = entityFor(booking.kind, booking.credit);
  return {
    entity,
    body: filled({
      ...partyField(booking),
      DocNumber: booking.number.trim(),
      ...headerFields(entity, booking),
      CurrencyRef: traits.multiCurrency ? { value: booking.currency } : null,
      ExchangeRate: rate === null ? null : exact(rate),
      ...(isSale(entity) && traits.classTracking === 'transaction' && { ClassRef: refTo(sharedBy(booking.lines, 'class')) }),
      ...(traits.departments && { DepartmentRef: refTo(sharedBy(booking.lines, 'costCentre')) }),
      ...taxFields(booking, traits, entity),
      Line: toLines(booking, traits),
    }),
  };
}

/** A void document stays, with nothing in it and a note that says so. */
const isVoided = ({ TotalAmt, PrivateNote }: Transaction): boolean => isZero(TotalAmt) && /^voided\b/i.test(PrivateNote?.trim() ?? '');

const madeAt = ({ MetaData }: Transaction): Pick<LedgerDocument, 'createdAt'> => {
  const time = Date.parse(MetaData?.CreateTime ?? '');
  return Number.isNaN(time) ? {} : { createdAt: time };
};

/** A stored document; credit notes are negative again. */
export function toDocument(entity: DocumentEntity, row: Transaction, homeCurrency: string): LedgerDocument {
  const sign = (amount: Decimal): Decimal => (isCredit(entity) ? negate(amount) : amount);
  const party = 'CustomerRef' in row ? row.CustomerRef : row.VendorRef;
  const tax = row.TxnTaxDetail?.TotalTax;
  const role = isSale(entity) ? 'customer' : 'supplier';
  const currency = row.CurrencyRef?.value ?? homeCurrency;
  return {
    id: documentId(entity, row.Id),
    number: row.DocNumber || row.Id,
    contact: partyId(role, party.value),
    // Two browsers that make a party at the same moment give it two names; it is one.
    contactName: withoutMarks(party.name ?? '', { role, currency }),
    journal: '',
    date: row.TxnDate,
    dueDate: row.DueDate ?? null,
    reference: row.DocNumber ?? '',
    description: row.PrivateNote ?? '',
    currency,
    gross: sign(row.TotalAmt),
    tax: tax === undefined ? null : sign(tax),
    version: row.SyncToken,
    lines: textOfLines(row.Line),
    ...madeAt(row),
    ...(isVoided(row) ? { voided: true as const } : {}),
  };
}
