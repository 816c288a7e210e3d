import type { Booking, BookingHeader, NaturalKey } from '../ledgers/ledger';
import type { HostDocument } from '../model/document';
import type { Checked, CheckedLine } from './preflight';
import { itemKeyOf } from './wanted-items';

/** SHA-256 of any plain data, keys in a fixed order. */
export async function hashOf(data: unknown): Promise<string> {
  const ordered = JSON.stringify(data, (_key, value: unknown) =>
    value && typeof value === 'object' && !Array.isArray(value) ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => a.localeCompare(b))) : value,
  );
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(ordered));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** What a ledger may not let us change once it is booked: whose it is, and its amounts. */
export const hashOfLines = (document: HostDocument): Promise<string> => {
  const { number, contact, currency, net, tax, gross, credit, lines } = document;
  return hashOf({ number, contact: contact?.id, currency, net, tax, gross, credit, lines });
};

/** What it may: dates and texts of the header. */
export const hashOfHeader = (document: HostDocument): Promise<string> => {
  const { date, dueDate, description, paymentReference } = document;
  return hashOf({ date, dueDate, description, paymentReference });
};

const bookingLine = (checked: CheckedLine, item: string | null): Booking['lines'][number] => ({
  description: checked.line.description,
  account: checked.account?.id ?? null,
  accountCode: checked.account?.code ?? null,
  taxCode: checked.taxCode?.code ?? null,
  taxPercentage: checked.line.taxPercentage,
  taxRates: checked.taxRates,
  quantity: checked.line.quantity,
  unitPrice: checked.line.unitPrice,
  net: checked.line.net,
  tax: checked.tax,
  item,
  unit: checked.unit,
  costCentre: checked.costCentre,
  costUnit: checked.costUnit ?? null,
  project: checked.project?.id ?? null,
  class: checked.class,
});

export function headerOf(checked: Checked): BookingHeader {
  const { document } = checked;
  return {
    kind: document.ref.kind,
    number: document.number,
    date: checked.date,
    dueDate: document.dueDate,
    description: document.description,
    paymentReference: document.paymentReference,
    paymentTerm: checked.paymentTerm,
  };
}

/** The plan's last step: the document in the ledger's own values. `items` are the ledger's ids by the keys of lines (`itemKeyOf`). */
export function bookingOf(checked: Checked, contact: string, items: ReadonlyMap<string, string>): Booking {
  const { document } = checked;
  return {
    ...headerOf(checked),
    credit: document.credit,
    currency: document.currency,
    journal: checked.journal,
    contact,
    net: document.net,
    tax: document.tax,
    gross: document.gross,
    lines: checked.lines.map((line) => bookingLine(line, items.get(itemKeyOf(line)) ?? null)),
  };
}

export const naturalKeyOf = (booking: Booking): NaturalKey => ({
  kind: booking.kind,
  number: booking.number,
  contact: booking.contact,
  journal: booking.journal,
  date: booking.date,
  gross: booking.gross,
  currency: booking.currency,
});
