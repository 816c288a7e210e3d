import { bill, vendorCredit } from '../fields/purchases';
import { creditMemo, invoice } from '../fields/sales';
import { refundReceipt, salesReceipt } from '../fields/sales-cash';
import type { FieldTable } from '../fields/table';

/** What sets the documents with lines apart. */
export interface Form {
  entity: string;
  fields: FieldTable;
  side: 'sales' | 'purchase';
  party: 'CustomerRef' | 'VendorRef';
  numbering: 'sales' | 'bill' | 'vendorCredit';
  /** DetailTypes its lines may have. */
  details: readonly string[];
  /** Stays open until it is settled. */
  isOpen: boolean;
}

const sales = {
  side: 'sales', party: 'CustomerRef', numbering: 'sales', details: ['SalesItemLineDetail', 'DescriptionOnly', 'DiscountLineDetail', 'SubTotalLineDetail'],
} as const;
const purchase = { side: 'purchase', party: 'VendorRef', details: ['AccountBasedExpenseLineDetail', 'ItemBasedExpenseLineDetail'], isOpen: true } as const;

export const forms: readonly Form[] = [
  { ...sales, entity: 'Invoice', fields: invoice, isOpen: true },
  { ...sales, entity: 'CreditMemo', fields: creditMemo, isOpen: true },
  { ...sales, entity: 'RefundReceipt', fields: refundReceipt, isOpen: false },
  { ...sales, entity: 'SalesReceipt', fields: salesReceipt, isOpen: false },
  { ...purchase, entity: 'Bill', fields: bill, numbering: 'bill' },
  { ...purchase, entity: 'VendorCredit', fields: vendorCredit, numbering: 'vendorCredit' },
];

export const salesForms: readonly string[] = forms.filter(({ side }) => side === 'sales').map(({ entity }) => entity);
