import { absolute, dividedBy, isNegative, isZero, negate, sameDecimal, times, toNumber, type Decimal } from '../../model/decimal';
import type { Day } from '../../model/dates';
import type { Booking, BookingLine, Company, HeaderChange, LedgerDocument, PaymentTerm } from '../ledger';
import type { divisions, paymentTerms, purchaseEntries, RowOf, salesEntries, salesInvoices } from './wire';

/** Model <-> wire, pure. Amounts go out as JSON numbers, days as ISO days, and an empty value not at all: Exact refuses "". */

const longestDescription = 60;
const largestInt32 = 2_147_483_647;

export type Fields = Record<string, unknown>;

export const filled = (fields: Fields): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null && value !== undefined && value !== ''));

/** On one line and at most 60 characters, no pair of surrogates torn apart. */
export function shortText(value: string, longest = longestDescription): string {
  const line = value.replace(/\s+/g, ' ').trim();
  if (line.length <= longest) return line;
  const cut = line.slice(0, longest);
  return (/[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut).trimEnd();
}

/** The number as Exact's InvoiceNumber (Int32), or null. Only as it is usually written: "0017" must not become 17. */
export function invoiceNumber(number: string): number | null {
  if (!/^[1-9]\d{0,9}$/.test(number)) return null;
  const value = Number(number);
  return value <= largestInt32 ? value : null;
}

export function toCompany(row: RowOf<typeof divisions>): Company {
  const company = {
    id: String(row.Code), name: row.Description || String(row.Code), currency: row.Currency ?? '', country: row.Country ?? '',
    ...(row.VATNumber && { vatNumber: row.VATNumber }),
    ...(row.ChamberOfCommerceNumber && { registrationNumber: row.ChamberOfCommerceNumber }),
  };
  const unusable = whyUnusable(row);
  return unusable ? { ...company, unusable } : company;
}

function whyUnusable(row: RowOf<typeof divisions>): string | null {
  if (row.Status === 0) return 'This company is inactive in Exact Online.';
  if (row.Status === 2) return 'This company is archived in Exact Online.';
  if (row.Status !== 1) return 'Exact Online does not say that this company is active.';
  if ((row.BlockingStatus ?? 0) !== 0) return 'Exact Online is working on this company (backup, copy or conversion).';
  return null;
}

/** Exact keeps no count of changes: when a record was last changed stands for one. */
const made = ({ Created, Modified }: { Created?: number | null | undefined; Modified?: number | null | undefined }): Pick<LedgerDocument, 'createdAt' | 'version'> => ({
  ...(Created == null ? {} : { createdAt: Created }),
  ...(Modified == null ? {} : { version: String(Modified) }),
});

type EntryRow = Omit<RowOf<typeof salesEntries>, 'Customer' | 'CustomerName'>;

/** `sought` is the number that was looked for: a stranger may hold it as its invoice number, beside another reference. */
function toEntry(row: EntryRow, contact: string, contactName: string | null | undefined, sought?: string): LedgerDocument {
  const number = row.InvoiceNumber ? String(row.InvoiceNumber) : '';
  return {
    id: row.EntryID,
    number: row.EntryNumber ? String(row.EntryNumber) : number,
    contact,
    contactName: contactName ?? '',
    journal: row.Journal,
    date: row.EntryDate,
    dueDate: row.DueDate ?? null,
    reference: number !== '' && number === sought ? number : row.YourRef || number,
    description: row.Description ?? '',
    paymentReference: row.PaymentReference ?? '',
    currency: row.Currency,
    gross: row.AmountFC,
    tax: row.VATAmountFC ?? null,
    ...made(row),
  };
}

export const toSalesEntry = (row: RowOf<typeof salesEntries>, sought?: string): LedgerDocument => toEntry(row, row.Customer, row.CustomerName, sought);

/** Exact REST reference, PurchaseEntryPurchaseEntries. Sales entries and invoices have no such status. */
const rejected = 5;

/** A bill's number is the supplier's own, which lies in YourRef; its InvoiceNumber is Exact's. */
export const toPurchaseEntry = (row: RowOf<typeof purchaseEntries>): LedgerDocument => ({
  ...toEntry(row, row.Supplier, row.SupplierName),
  reference: row.YourRef ?? '',
  ...(row.Status === rejected ? { voided: true } : {}),
});

/** A sales invoice that was printed, and thus booked. */
const processed = 50;

export const toSalesInvoice = (row: RowOf<typeof salesInvoices>): LedgerDocument => ({
  id: row.InvoiceID,
  // Exact numbers it when it is printed; until then people know it by its reference.
  number: String(row.InvoiceNumber || row.OrderNumber || row.YourRef || ''),
  contact: row.OrderedBy,
  contactName: row.OrderedByName ?? '',
  journal: row.Journal,
  date: row.InvoiceDate ?? row.OrderDate,
  dueDate: row.DueDate ?? null,
  reference: row.YourRef ?? '',
  description: row.Description ?? '',
  paymentReference: row.PaymentReference ?? '',
  currency: row.Currency,
  gross: row.AmountFC,
  tax: row.VATAmountFC ?? null,
  ...(row.Status != null && row.Status < processed && { draft: true }),
  ...made(row),
});

const sharedHeader = (booking: Booking): Fields => ({
  Journal: booking.journal,
  YourRef: booking.number,
  Description: shortText(booking.description),
  Currency: booking.currency,
  DueDate: booking.dueDate,
  PaymentCondition: booking.paymentTerm,
  PaymentReference: booking.paymentReference,
});

const analysis = (line: BookingLine): Fields => ({ CostCenter: line.costCentre, CostUnit: line.costUnit, Project: line.project });

/** Amounts in the document's currency, without tax. Never AmountDC, which Exact ignores without a word; no VATCode at all where there is none. */
export const entryLine = (line: BookingLine): Fields =>
  filled({
    GLAccount: line.account,
    AmountFC: toNumber(line.net),
    VATCode: line.taxCode,
    VATAmountFC: line.tax === null ? null : toNumber(line.tax),
    Description: shortText(line.description),
    Quantity: toNumber(line.quantity),
    ...analysis(line),
  });

/** Body of a new sales entry (Exact REST reference, SalesEntrySalesEntries). A credit note is one with negative amounts. */
export const fromSale = (booking: Booking): Fields =>
  filled({
    Customer: booking.contact,
    EntryDate: booking.date,
    InvoiceNumber: invoiceNumber(booking.number),
    ...sharedHeader(booking),
    SalesEntryLines: booking.lines.map(entryLine),
  });

/** Body of a new purchase entry. Its own number is given by the journal; the supplier's is the reference. */
export const fromPurchase = (booking: Booking): Fields =>
  filled({ Supplier: booking.contact, EntryDate: booking.date, ...sharedHeader(booking), PurchaseEntryLines: booking.lines.map(entryLine) });

const invoiceType = { invoice: 8020, creditNote: 8021 } as const;

/** Body of a new sales invoice, to be printed in Exact. Exact numbers it. */
export const fromInvoice = (booking: Booking): Fields =>
  filled({
    OrderedBy: booking.contact,
    InvoiceTo: booking.contact,
    OrderDate: booking.date,
    Type: booking.credit ? invoiceType.creditNote : invoiceType.invoice,
    ...sharedHeader(booking),
    SalesInvoiceLines: booking.lines.map((line) => invoiceLine(line, booking.credit)),
  });

function invoiceLine(line: BookingLine, credit: boolean): Fields {
  const { quantity, price } = quantityAndPrice(line, credit);
  return filled({
    Item: line.item,
    Quantity: toNumber(quantity),
    NetPrice: toNumber(price),
    VATCode: line.taxCode,
    Description: shortText(line.description),
    UnitCode: line.unit,
    ...analysis(line),
  });
}

/**
 * A quantity and a price whose product is exactly the line's net. Where the quantity does not divide it, once the whole amount:
 * a wrong quantity is easier to live with than a wrong cent. On credit notes the quantity is the negative one.
 */
export function quantityAndPrice(line: Pick<BookingLine, 'quantity' | 'unitPrice' | 'net'>, credit: boolean): { quantity: Decimal; price: Decimal } {
  const pair = exactPair(line);
  const turn = credit && isNegative(line.net) && !isNegative(pair.quantity);
  return turn ? { quantity: negate(pair.quantity), price: negate(pair.price) } : pair;
}

function exactPair({ quantity, unitPrice, net }: Pick<BookingLine, 'quantity' | 'unitPrice' | 'net'>): { quantity: Decimal; price: Decimal } {
  const once = { quantity: '1', price: net };
  if (isZero(quantity)) return once;
  if (sameDecimal(times(quantity, unitPrice), net)) return { quantity, price: unitPrice };
  const price = dividedBy(net, quantity);
  return sameDecimal(times(quantity, price), net) ? { quantity, price } : once;
}

/** The header fields a booked document lets be changed, as they lie in it. */
export interface StoredHeader {
  DueDate?: Day | null | undefined;
  Description?: string | null | undefined;
  PaymentReference?: string | null | undefined;
  PaymentCondition?: string | null | undefined;
}

/** The fields to change: those the host fills and that differ. What is empty in the host never wipes what Exact filled in itself. */
export function changedFields(stored: StoredHeader, header: HeaderChange, date: { field: string; stored: Day }): Fields {
  const now: Fields = { ...stored, [date.field]: date.stored };
  const wanted = filled({
    [date.field]: header.date,
    DueDate: header.dueDate,
    Description: shortText(header.description ?? ''),
    PaymentReference: header.paymentReference,
    PaymentCondition: header.paymentTerm,
  });
  const changed = Object.entries(wanted).filter(([name, value]) => value !== now[name]);
  // Another date or condition makes Exact reckon the due date anew, unless it is stated.
  const rescheduled = changed.some(([name]) => name === date.field || name === 'PaymentCondition');
  return { ...Object.fromEntries(changed), ...(rescheduled && header.dueDate != null && { DueDate: header.dueDate }) };
}

const matched = 50;

/**
 * A row of the payment feed as a term; null for rows that belong to no entry. Exact's signs differ by side, so amounts are
 * made positive. AmountFC is what the term still stands for; TransactionAmountFC the whole document's.
 */
export function toTerm(row: RowOf<typeof paymentTerms>): PaymentTerm | null {
  if (!row.TransactionEntryID) return null;
  const settled = row.IsFullyPaid === true || row.Status === matched;
  const rest = row.AmountFC ?? row.AmountDC;
  const total = absolute(row.TransactionAmountFC ?? row.TransactionAmountDC ?? rest ?? '0');
  return {
    id: row.ID,
    document: row.TransactionEntryID,
    total,
    ...(row.TransactionAmountFC == null ? {} : { documentTotal: total }),
    open: settled ? '0' : absolute(rest ?? total),
    settled,
    currency: row.Currency ?? '',
    lastPaymentDate: row.LastPaymentDate ?? null,
  };
}
