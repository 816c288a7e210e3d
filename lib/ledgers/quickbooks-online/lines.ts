import { z } from 'zod';
import type { Decimal } from '../../model/decimal';
import type { Booking, BookingLine } from '../ledger';
import { lineAmounts, quantityAndPrice } from './amounts';
import { refuse } from './client';
import { readPartyId, refTo } from './ids';
import { cut, exact, filled } from './numbers';
import { taxCodeOf } from './taxes';
import type { Traits } from './traits';
import type { Fields } from './wire';

const longestText = 4000;

/** What all lines say alike; null where they do not. */
export const sharedBy = (lines: readonly BookingLine[], field: 'class' | 'costCentre'): string | null => {
  const [value = null, ...others] = new Set(lines.map((line) => line[field]));
  return others.length === 0 ? value : null;
};

/** Tracked by transaction a line bears none, and purchases have no place for the one of the whole. */
const classOf = (line: BookingLine, { classTracking }: Traits): string | null => (classTracking === 'line' ? line.class : null);

function priced(amount: Decimal, line: BookingLine): Fields {
  const pair = quantityAndPrice(amount, line);
  return pair ? { Qty: exact(pair.quantity), UnitPrice: exact(pair.price) } : {};
}

const taxRef = (line: BookingLine, booking: Booking, traits: Traits) => refTo(taxCodeOf(line, booking, traits));

/** Without an item QuickBooks takes a line for mere text, and its amount for nothing. */
function saleDetail(line: BookingLine, amount: Decimal, booking: Booking, traits: Traits): Fields {
  if (line.item === null) throw refuse('item-missing', `The line “${cut(line.description, 60)}” has no product, and QuickBooks Online books sales on products only.`);
  return { ItemRef: refTo(line.item), ...priced(amount, line), TaxCodeRef: taxRef(line, booking, traits), ClassRef: refTo(classOf(line, traits)) };
}

/** The customer whose cost it is: a project is one. */
function customerOf(line: BookingLine, traits: Traits): Fields {
  const party = traits.trackingByCustomer && line.project !== null ? readPartyId(line.project) : null;
  return party?.role === 'customer' ? { CustomerRef: { value: party.id }, BillableStatus: traits.billableExpenses ? 'NotBillable' : null } : {};
}

function costDetail(line: BookingLine, amount: Decimal, booking: Booking, traits: Traits): { type: string; detail: Fields } {
  const shared = { TaxCodeRef: taxRef(line, booking, traits), ClassRef: refTo(classOf(line, traits)), ...customerOf(line, traits) };
  if (line.item !== null) return { type: 'ItemBasedExpenseLineDetail', detail: { ItemRef: refTo(line.item), ...priced(amount, line), ...shared } };
  if (line.account === null) throw refuse('account-missing', `The line “${cut(line.description, 60)}” has neither a product nor an account.`);
  return { type: 'AccountBasedExpenseLineDetail', detail: { AccountRef: refTo(line.account), ...shared } };
}

/** The lines of a document as they are sent, in the booking's order. Throws CallFailure 'refused' for one that cannot be booked. */
export function toLines(booking: Booking, traits: Traits): Fields[] {
  const amounts = lineAmounts(booking, traits);
  return booking.lines.map((line, index) => {
    const amount = amounts[index] ?? '0';
    const { type, detail } = booking.kind === 'invoice' ? { type: 'SalesItemLineDetail', detail: saleDetail(line, amount, booking, traits) } : costDetail(line, amount, booking, traits);
    return filled({ Description: cut(line.description, longestText), Amount: exact(amount), DetailType: type, [type]: filled(detail) });
  });
}

const kindOf = (line: Fields): string => String(line['DetailType'] ?? '');
const booked: ReadonlySet<string> = new Set(['SalesItemLineDetail', 'ItemBasedExpenseLineDetail', 'AccountBasedExpenseLineDetail']);

/** QuickBooks adds a subtotal itself, and gives back more than it takes. */
const answeredOnly: ReadonlySet<string> = new Set(['LineEx', 'CustomExtensions']);

/** Stored lines as they may be sent back. */
export const echoed = (lines: readonly Fields[]): Fields[] =>
  lines.filter((line) => kindOf(line) !== 'SubTotalLineDetail').map((line) => Object.fromEntries(Object.entries(line).filter(([name]) => !answeredOnly.has(name))));

const detailSchema = z.record(z.string(), z.unknown()).catch({});

/** Reckoned from the amount that is about to change. */
const ofAmount: ReadonlySet<string> = new Set(['Qty', 'UnitPrice', 'TaxInclusiveAmt', 'TaxAmount', 'DiscountRate', 'DiscountAmt']);

/**
 * Wanted lines in the place of the stored ones, in their order, with what people added to those there: a field that is left
 * out of a line is cleared.
 */
export function inPlace(stored: readonly Fields[], wanted: readonly Fields[]): Fields[] {
  const before = echoed(stored).filter((line) => booked.has(kindOf(line)));
  return wanted.map((line, index) => {
    const old = before[index];
    if (!old) return line;
    const kind = kindOf(line);
    if (kind !== kindOf(old)) return { Id: old['Id'], ...line };
    const kept = Object.entries(detailSchema.parse(old[kind])).filter(([name]) => !ofAmount.has(name));
    return filled({ ...old, Description: null, ...line, [kind]: { ...Object.fromEntries(kept), ...detailSchema.parse(line[kind]) } });
  });
}
