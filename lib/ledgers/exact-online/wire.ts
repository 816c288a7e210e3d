import { z } from 'zod';
import { field } from './odata';

/** One endpoint, with exactly the fields that are asked for ($select) and read. */
export interface Resource<T> {
  /** Below the division; paths are case-sensitive. */
  path: string;
  key: string;
  fields: readonly string[];
  schema: z.ZodType<T>;
  /** What it holds, and the right that reading it takes, in the words of the app registration. */
  noun: string;
  right: string;
}

function resource<Shape extends z.ZodRawShape>(
  path: string, noun: string, right: string, shape: Shape, key: keyof Shape & string = 'ID',
): Resource<z.output<z.ZodObject<Shape>>> {
  return { path, key, noun, right, fields: Object.keys(shape), schema: z.object(shape) };
}

export type RowOf<R> = R extends Resource<infer Row> ? Row : never;

const { guid, code, text, int, amount, flag, int64, day, moment } = field;

/** Exact REST reference, SystemSystemMe: the one endpoint without a division. */
export const me = resource('current/Me', 'the signed-in user', 'none', {
  UserID: guid, FullName: text.nullish(), UserName: text.nullish(), CurrentDivision: int.nullish(), AccountingDivision: int.nullish(),
}, 'UserID');

export const divisions = resource('system/Divisions', 'companies', 'Organization administration', {
  Code: int, Description: text.nullish(), Status: int.nullish(), BlockingStatus: int.nullish(), Currency: code.nullish(), Country: code.nullish(),
  VATNumber: text.nullish(), ChamberOfCommerceNumber: text.nullish(),
}, 'Code');

/** Percentage is a fraction; Type E excluding, I including, B base only, N none; VATTransactionType S, P or B(oth). */
export const vatCodes = resource('vat/VATCodes', 'VAT codes', 'Financial accounting', {
  ID: guid, Code: code, Description: text.nullish(), Type: code.nullish(), VATTransactionType: code.nullish(),
  Percentage: z.number().nullish(), IsBlocked: flag.nullish(), Charged: flag.nullish(), GLToPayCode: code.nullish(), GLToClaimCode: code.nullish(),
});

export const journals = resource('financial/Journals', 'journals', 'Financial generalledgers', {
  ID: guid, Code: code, Description: text.nullish(), Type: int, IsBlocked: flag.nullish(), Currency: code.nullish(), AllowVariableCurrency: flag.nullish(), GLAccountCode: code.nullish(),
});

export const glAccounts = resource('financial/GLAccounts', 'G/L accounts', 'Financial generalledgers', {
  ID: guid, Code: code, Description: text.nullish(), Type: int.nullish(), IsBlocked: flag.nullish(), UseCostcenter: int.nullish(), UseCostunit: int.nullish(),
});

export const itemGroups = resource('logistics/ItemGroups', 'item groups', 'Logistics items', {
  ID: guid, Code: code, Description: text.nullish(), IsDefault: flag.nullish(), GLRevenue: guid.nullish(), GLCosts: guid.nullish(),
});

export const units = resource('logistics/Units', 'units', 'Logistics items', {
  ID: guid, Code: code, Description: text.nullish(), Active: flag.nullish(), Main: flag.nullish(),
});

export const paymentConditions = resource('cashflow/PaymentConditions', 'payment conditions', 'Financial cashflow', {
  ID: guid, Code: code, Description: text.nullish(),
});

export const currencies = resource('general/Currencies', 'currencies', 'Financial currencies', {
  Code: code, Description: text.nullish(),
}, 'Code');

const costShape = { ID: guid, Code: code, Description: text.nullish(), EndDate: day.nullish() };
export const costCentres = resource('hrm/Costcenters', 'cost centres', 'Financial costcenters', costShape);
export const costUnits = resource('hrm/Costunits', 'cost units', 'Financial costcenters', costShape);
export const projects = resource('project/Projects', 'projects', 'Projects projects', costShape);

export const financialPeriods = resource('financial/FinancialPeriods', 'financial periods', 'Financial accounting', {
  ID: guid, FinYear: int, FinPeriod: int, StartDate: day, EndDate: day,
});

/** Status 0 open, 1 closed. To be filtered by Journal. */
export const journalStatuses = resource('read/financial/JournalStatusList', 'closed periods', 'Financial accounting', {
  Journal: code, Year: int, Period: int, Status: int,
}, 'Journal');

/** Status C customer, P prospect, S suspect, A none. */
export const accounts = resource('crm/Accounts', 'customers and suppliers', 'Crm accounts', {
  ID: guid, Code: code.nullish(), Name: text, VATNumber: text.nullish(), Status: code.nullish(), IsSupplier: flag.nullish(),
  Blocked: flag.nullish(), StartDate: day.nullish(), EndDate: day.nullish(),
});

/** Where a relation is kept when not on the journal's control account. */
export const controlAccounts = resource('crm/Accounts', 'customers and suppliers', 'Crm accounts', { ID: guid, GLAR: guid.nullish(), GLAP: guid.nullish() });

export const items = resource('logistics/Items', 'items', 'Logistics items', {
  ID: guid, Code: code, Description: text.nullish(),
});

const entryShape = {
  EntryID: guid, EntryNumber: int.nullish(), InvoiceNumber: int.nullish(), Journal: code, EntryDate: day, DueDate: day.nullish(),
  YourRef: text.nullish(), Description: text.nullish(), Currency: code, AmountFC: amount, VATAmountFC: amount.nullish(),
  PaymentCondition: code.nullish(), PaymentReference: text.nullish(), Created: moment.nullish(), Modified: moment.nullish(),
};

export const salesEntries = resource('salesentry/SalesEntries', 'sales entries', 'Financial accounting', {
  ...entryShape, Customer: guid, CustomerName: text.nullish(),
}, 'EntryID');

/** Status 5 rejected, 20 open, 50 processed. */
export const purchaseEntries = resource('purchaseentry/PurchaseEntries', 'purchase entries', 'Financial accounting', {
  ...entryShape, Supplier: guid, SupplierName: text.nullish(), Status: int.nullish(),
}, 'EntryID');

export const salesEntryLines = resource('salesentry/SalesEntryLines', 'sales entry lines', 'Financial accounting', {
  ID: guid, LineNumber: int.nullish(), GLAccount: guid, AmountFC: amount, VATCode: code.nullish(), VATAmountFC: amount.nullish(),
  Description: text.nullish(), Quantity: amount.nullish(), CostCenter: code.nullish(), CostUnit: code.nullish(), Project: guid.nullish(),
});

/** What a line says, without what Exact gives it: its key, number and names. */
const lineContent = {
  LineNumber: int.nullish(), GLAccount: guid.nullish(), AmountFC: amount, VATCode: code.nullish(), VATAmountFC: amount.nullish(), Description: text.nullish(),
  Quantity: amount.nullish(), CostCenter: code.nullish(), CostUnit: code.nullish(), Project: guid.nullish(),
};
const inEntry = { ...lineContent, EntryID: guid };

export const salesEntryContents = resource('salesentry/SalesEntryLines', 'sales entry lines', 'Financial accounting', inEntry, 'EntryID');
export const purchaseEntryContents = resource('purchaseentry/PurchaseEntryLines', 'purchase entry lines', 'Financial accounting', inEntry, 'EntryID');
export const salesInvoiceContents = resource('salesinvoice/SalesInvoiceLines', 'sales invoice lines', 'Sales invoices', {
  ...lineContent, Item: guid.nullish(), UnitCode: code.nullish(), InvoiceID: guid,
}, 'InvoiceID');

/** InvoiceNumber and InvoiceDate come with printing; until then there is only the order date. Status 10 draft, 20 open, 50 processed. */
export const salesInvoices = resource('salesinvoice/SalesInvoices', 'sales invoices', 'Sales invoices', {
  InvoiceID: guid, InvoiceNumber: int.nullish(), OrderNumber: int.nullish(), OrderedBy: guid, OrderedByName: text.nullish(), Journal: code,
  InvoiceDate: day.nullish(), OrderDate: day, DueDate: day.nullish(), YourRef: text.nullish(), Description: text.nullish(), Currency: code,
  AmountFC: amount, VATAmountFC: amount.nullish(), PaymentCondition: code.nullish(), PaymentReference: text.nullish(), Created: moment.nullish(), Modified: moment.nullish(),
  Status: int.nullish(),
}, 'InvoiceID');

/** LineType 20 receivable, 22 payable; Status 50 matched. Only Timestamp may be filtered. */
export const paymentTerms = resource('sync/Cashflow/PaymentTerms', 'payment terms', 'Financial cashflow', {
  Timestamp: int64, ID: guid, LineType: int.nullish(), IsFullyPaid: flag.nullish(), Status: int.nullish(), TransactionEntryID: guid.nullish(),
  AmountFC: amount.nullish(), AmountDC: amount.nullish(), TransactionAmountFC: amount.nullish(), TransactionAmountDC: amount.nullish(),
  Currency: code.nullish(), LastPaymentDate: day.nullish(),
}, 'Timestamp');

/** What was deleted in the last two months. EntityType 10: payment terms. */
export const deletions = resource('sync/Deleted', 'deleted records', 'Organization administration', {
  Timestamp: int64, EntityType: int, EntityKey: guid, DeletedDate: day.nullish(),
}, 'Timestamp');
