import type { Company } from '../company';
import type { Row } from '../values';

/** What sets sales entries apart from purchase entries. */
export interface Side {
  name: 'sales' | 'purchase';
  /** The field that holds the account: and that of its name. */
  relation: 'Customer' | 'Supplier';
  lineList: 'SalesEntryLines' | 'PurchaseEntryLines';
  journalTypes: readonly number[];
  vatSide: 'S' | 'P';
  /** Entry types of an invoice and of a credit note. */
  types: readonly [number, number];
  /** In the stream of payment terms; also the type of the control account. */
  lineType: 20 | 22;
  conditionOf: 'PaymentConditionSales' | 'PaymentConditionPurchase';
  vatCodeOf: 'SalesVATCode' | 'PurchaseVATCode';
  glAccountOf: 'GLAccountSales' | 'GLAccountPurchase';
  /** Where an account is kept when not on the journal's control account. */
  controlOf: 'GLAR' | 'GLAP';
  /** Of a term's open amount: what is to be received is negative. */
  termSign: 1 | -1;
  entries(company: Company): Row[];
  lines(company: Company): Row[];
}

export const sales: Side = {
  name: 'sales',
  relation: 'Customer',
  lineList: 'SalesEntryLines',
  journalTypes: [20, 21],
  vatSide: 'S',
  types: [20, 21],
  lineType: 20,
  conditionOf: 'PaymentConditionSales',
  vatCodeOf: 'SalesVATCode',
  glAccountOf: 'GLAccountSales',
  controlOf: 'GLAR',
  termSign: -1,
  entries: (company) => company.salesEntries,
  lines: (company) => company.salesEntryLines,
};

export const purchase: Side = {
  name: 'purchase',
  relation: 'Supplier',
  lineList: 'PurchaseEntryLines',
  journalTypes: [22, 23],
  vatSide: 'P',
  types: [30, 31],
  lineType: 22,
  conditionOf: 'PaymentConditionPurchase',
  vatCodeOf: 'PurchaseVATCode',
  glAccountOf: 'GLAccountPurchase',
  controlOf: 'GLAP',
  termSign: 1,
  entries: (company) => company.purchaseEntries,
  lines: (company) => company.purchaseEntryLines,
};
