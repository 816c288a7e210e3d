import { z } from 'zod';
import { parseDecimal } from '../../model/decimal';

/** One kind of record, with the fields that are read of it. Empty fields are left out of answers. */
export interface Entity<T> {
  /** As in queries and envelopes. */
  name: string;
  /** As in addresses, which mind case. */
  endpoint: string;
  noun: string;
  schema: z.ZodType<T>;
}

export type RowOf<E> = E extends Entity<infer Row> ? Row : never;
export type Fields = Record<string, unknown>;

const entity = <T>(name: string, noun: string, schema: z.ZodType<T>): Entity<T> => ({ name, endpoint: name.toLowerCase(), noun, schema });

/** Amounts are JSON numbers; read as they are printed. */
const amount = z.union([z.number(), z.string()]).transform((value, context) => {
  const decimal = parseDecimal(value);
  if (decimal !== null) return decimal;
  context.addIssue({ code: 'custom', message: 'not an amount' });
  return z.NEVER;
});
const ref = z.object({ value: z.string(), name: z.string().optional() });
const id = z.string().min(1);
const day = z.string().transform((value) => value.slice(0, 10));
const stamps = z.object({ CreateTime: z.string().optional(), LastUpdatedTime: z.string().optional() });
const record = { Id: id, SyncToken: z.string(), MetaData: stamps.optional() };

/** A record with all there is of it, since an update without a field would clear it. */
const whole = <T extends object>(schema: z.ZodType<T>): z.ZodType<T & { raw: Fields }> =>
  z.record(z.string(), z.unknown()).transform((raw, context) => {
    const read = schema.safeParse(raw);
    if (read.success) return { ...read.data, raw };
    for (const { path, message } of read.error.issues) context.addIssue({ code: 'custom', path, message });
    return z.NEVER;
  });

const links = z.array(z.object({ TxnId: z.string(), TxnType: z.string() })).optional();
const line = z.record(z.string(), z.unknown());
const taxDetail = z.object({ TotalTax: amount.optional(), TxnTaxCodeRef: ref.optional() });
const transaction = {
  ...record, DocNumber: z.string().optional(), TxnDate: day, PrivateNote: z.string().optional(), CurrencyRef: ref.optional(), TotalAmt: amount, Balance: amount.optional(),
  DueDate: day.optional(), SalesTermRef: ref.optional(), LinkedTxn: links, Line: z.array(line).default([]), TxnTaxDetail: taxDetail.optional(),
};
const sale = whole(z.object({ ...transaction, CustomerRef: ref }));
const purchase = whole(z.object({ ...transaction, VendorRef: ref }));

export const invoices = entity('Invoice', 'invoices', sale);
export const creditMemos = entity('CreditMemo', 'credit memos', sale);
export const bills = entity('Bill', 'bills', purchase);
export const vendorCredits = entity('VendorCredit', 'vendor credits', purchase);
export type Transaction = RowOf<typeof invoices> | RowOf<typeof bills>;

const payment = z.object({ Id: id, TxnDate: day, Line: z.array(z.object({ LinkedTxn: links })).default([]) });
export const payments = entity('Payment', 'payments', payment);
export const billPayments = entity('BillPayment', 'bill payments', payment);

const party = {
  ...record, DisplayName: z.string(), Active: z.boolean().optional(), CurrencyRef: ref.optional(), ParentRef: ref.optional(), IsProject: z.boolean().optional(),
};
export const customers = entity('Customer', 'customers', z.object(party));
export const vendors = entity('Vendor', 'vendors', z.object(party));

export const items = entity('Item', 'products and services', z.object({ ...record, Name: z.string(), Sku: z.string().optional(), Type: z.string().optional() }));

export const accounts = entity('Account', 'accounts', z.object({
  ...record, Name: z.string(), FullyQualifiedName: z.string().optional(), AcctNum: z.string().optional(), AccountType: z.string().optional(), Classification: z.string().optional(),
}));

const rateList = z.object({ TaxRateDetail: z.array(z.object({ TaxRateRef: ref, TaxTypeApplicable: z.string().optional() })).default([]) });
/** Read and queried only; in companies of the US there are pseudo codes among them. */
export const taxCodes = entity('TaxCode', 'tax codes', z.object({
  Id: id, Name: z.string(), Active: z.boolean().optional(), Hidden: z.boolean().optional(), SalesTaxRateList: rateList.optional(), PurchaseTaxRateList: rateList.optional(),
}));
export const taxRates = entity('TaxRate', 'tax rates', z.object({
  Id: id, RateValue: amount.optional(), SpecialTaxType: z.string().optional(),
  EffectiveTaxRate: z.array(z.object({ RateValue: amount.optional(), EffectiveDate: day.optional(), EndDate: day.optional() })).optional(),
}));

const named = z.object({ Id: id, Name: z.string(), FullyQualifiedName: z.string().optional(), Active: z.boolean().optional() });
export const terms = entity('Term', 'payment terms', named);
export const classes = entity('Class', 'classes', named);
export const departments = entity('Department', 'locations', named);
export const companyCurrencies = entity('CompanyCurrency', 'currencies', z.object({ Id: id, Code: z.string(), Name: z.string().optional(), Active: z.boolean().optional() }));

export const exchangeRates = entity('ExchangeRate', 'exchange rates', z.object({ Rate: amount }));

const pairs = z.array(z.object({ Name: z.string(), Value: z.string().optional() })).optional();
export const companyInfo = entity('CompanyInfo', 'the company', z.object({ CompanyName: z.string().optional(), LegalName: z.string().optional(), Country: z.string().optional(), NameValue: pairs }));
export const preferences = entity('Preferences', 'the settings of the company', z.object({
  AccountingInfoPrefs: z.object({
    TrackDepartments: z.boolean().optional(), ClassTrackingPerTxn: z.boolean().optional(), ClassTrackingPerTxnLine: z.boolean().optional(), BookCloseDate: day.optional(),
  }).optional(),
  /** Intuit's page writes CustomTxnNumber for the same thing in one place. */
  SalesFormsPrefs: z.object({ CustomTxnNumbers: z.boolean().optional(), CustomTxnNumber: z.boolean().optional() }).optional(),
  VendorAndPurchasesPrefs: z.object({ TrackingByCustomer: z.boolean().optional(), BillableExpenseTracking: z.boolean().optional() }).optional(),
  TaxPrefs: z.object({ UsingSalesTax: z.boolean().optional(), PartnerTaxEnabled: z.boolean().optional() }).optional(),
  CurrencyPrefs: z.object({ MultiCurrencyEnabled: z.boolean().optional(), HomeCurrency: ref }),
  OtherPrefs: z.object({ NameValue: pairs }).optional(),
}));
