import { attachable, companyInfo, preferences } from '../fields/company';
import { account, department, item, term, trackingClass } from '../fields/lists';
import { customer, vendor } from '../fields/names';
import { billPayment, payment } from '../fields/payments';
import { bill, vendorCredit } from '../fields/purchases';
import { creditMemo, invoice } from '../fields/sales';
import { refundReceipt, salesReceipt } from '../fields/sales-cash';
import { words, type FieldTable } from '../fields/table';
import { companyCurrency, exchangeRate, taxAgency, taxCode, taxRate } from '../fields/taxes';

export type Operation = 'create' | 'read' | 'query' | 'update' | 'sparse' | 'delete' | 'void';

export interface EntityInfo {
  /** "Invoice". */
  name: string;
  /** "invoice". */
  endpoint: string;
  operations: ReadonlySet<Operation>;
  fields: FieldTable;
  /** Change data capture tells of it. */
  inCdc: boolean;
  /** Has Active instead of being deleted; queries leave inactive ones out unless asked. */
  isNameList: boolean;
}

const notInCdc = new Set(['TaxAgency', 'TaxCode', 'TaxRate']);

function entity(name: string, operations: string, fields: FieldTable): EntityInfo {
  return { name, endpoint: name.toLowerCase(), operations: new Set(words(operations) as Operation[]), fields, inCdc: !notInCdc.has(name), isNameList: fields.has('Active') };
}

/** Sparse updates of bills, items and vendors are not documented, but in wide use. */
export const entities: readonly EntityInfo[] = [
  entity('CompanyInfo', 'read query', companyInfo),
  entity('Preferences', 'read query', preferences),
  entity('Customer', 'create read query update sparse', customer),
  entity('Vendor', 'create read query update sparse', vendor),
  entity('Item', 'create read query update sparse', item),
  entity('Account', 'create read query update', account),
  entity('TaxCode', 'read query', taxCode),
  entity('TaxRate', 'read query', taxRate),
  entity('TaxAgency', 'create read query', taxAgency),
  entity('Term', 'create read query update', term),
  entity('Class', 'create read query update', trackingClass),
  entity('Department', 'create read query update', department),
  entity('CompanyCurrency', 'create read query update', companyCurrency),
  entity('ExchangeRate', 'query', exchangeRate),
  entity('Invoice', 'create read query update sparse delete void', invoice),
  entity('CreditMemo', 'create read query update delete', creditMemo),
  entity('RefundReceipt', 'create read query update sparse delete', refundReceipt),
  entity('SalesReceipt', 'create read query update sparse delete void', salesReceipt),
  entity('Bill', 'create read query update sparse delete', bill),
  entity('VendorCredit', 'create read query update delete', vendorCredit),
  entity('Payment', 'create read query update delete void', payment),
  entity('BillPayment', 'create read query update delete', billPayment),
  entity('Attachable', 'create read query update delete', attachable),
];

const byName = new Map(entities.map((each) => [each.name, each]));
const byEndpoint = new Map(entities.map((each) => [each.endpoint, each]));

/** Undefined for what the API does not have. */
export const entityByName = (name: string): EntityInfo | undefined => byName.get(name);
export const entityByEndpoint = (endpoint: string): EntityInfo | undefined => byEndpoint.get(endpoint);
