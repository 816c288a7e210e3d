import type { MappingKind, ReferenceItem, Side } from '../model/reference';
import { onSide } from './resolve';

/** What people call the kinds of mappings. */
export const kindNames: Readonly<Record<MappingKind, { one: string; many: string }>> = {
  taxCode: { one: 'VAT code', many: 'VAT codes' },
  account: { one: 'account', many: 'Accounts' },
  journal: { one: 'journal', many: 'Journals' },
  itemGroup: { one: 'item group', many: 'Item groups' },
  unit: { one: 'unit', many: 'Units' },
  paymentTerm: { one: 'payment term', many: 'Payment terms' },
  costCentre: { one: 'cost centre', many: 'Cost centres' },
  costUnit: { one: 'cost unit', many: 'Cost units' },
  project: { one: 'project', many: 'Projects' },
  class: { one: 'class', many: 'Classes' },
  currency: { one: 'currency', many: 'Currencies' },
  contact: { one: 'contact', many: 'Contacts' },
  product: { one: 'product', many: 'Products' },
};

/** The side a host name of a journal, or a default of any kind, is for. */
const sides: Readonly<Record<string, Side>> = {
  invoice: 'sales', creditInvoice: 'sales', sales: 'sales', '*sales': 'sales', bill: 'purchase', creditBill: 'purchase', purchase: 'purchase', '*purchase': 'purchase',
};

/** May a document point to the value at all? What the resolvers would pass over cannot be chosen either. */
export function isUsable(item: ReferenceItem, host: string): boolean {
  if (item.kind === 'taxCode') return item.taxBasis !== 'including';
  if (item.kind === 'account') return item.postable !== false;
  const side = sides[host];
  if (item.kind === 'journal') return side === undefined || onSide(item, side);
  return true;
}
