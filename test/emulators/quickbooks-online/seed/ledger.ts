import { controlAccount } from '../entities/accounts';
import { createRecord, revise } from '../entities/write';
import type { Books } from '../entities/books';
import type { Fields } from '../values';

/** number, name, type, subtype. */
type AccountRow = readonly [string, string, string, string];

/** Numbers are those of the app the documents come from, where it has the account as well. */
const accounts: readonly AccountRow[] = [
  ['1100', 'Current account', 'Bank', 'Checking'],
  ['1110', 'Undeposited Funds', 'Other Current Asset', 'UndepositedFunds'],
  ['1120', 'Inventory Asset', 'Other Current Asset', 'Inventory'],
  ['1500', 'VAT Control', 'Other Current Liability', 'GlobalTaxPayable'],
  ['1700', 'Company card', 'Credit Card', 'CreditCard'],
  ['4000', 'General expenses', 'Expense', 'OfficeGeneralAdministrativeExpenses'],
  ['4010', 'Office supplies', 'Expense', 'OfficeGeneralAdministrativeExpenses'],
  ['4100', 'Travel', 'Expense', 'Travel'],
  ['7000', 'Cost of sales', 'Cost of Goods Sold', 'SuppliesMaterialsCogs'],
  ['7010', 'Subcontractors', 'Cost of Goods Sold', 'CostOfLaborCos'],
  ['8000', 'Sales of services', 'Income', 'ServiceFeeIncome'],
  ['8010', 'Sales of goods', 'Income', 'SalesOfProductIncome'],
  ['8090', 'Discounts given', 'Income', 'DiscountsRefundsGiven'],
];

function inactive(books: Books, entity: string, fields: Fields): void {
  const before = books.find(entity, createRecord(books, entity, fields).Id);
  if (before) revise(books, entity, before, { Active: false });
}

/** Accounts, with receivables and payables of every currency named; terms, classes and a location. */
export function seedLedger(books: Books, currencies: readonly string[]): void {
  for (const [AcctNum, Name, AccountType, AccountSubType] of accounts) createRecord(books, 'Account', { AcctNum, Name, AccountType, AccountSubType });
  inactive(books, 'Account', { AcctNum: '4900', Name: 'Old expenses', AccountType: 'Expense' });
  for (const currency of [books.options.homeCurrency, ...currencies]) {
    controlAccount(books, 'Accounts Receivable', currency);
    controlAccount(books, 'Accounts Payable', currency);
  }
  for (const [Name, DueDays] of [['Due on receipt', 0], ['Net 14', 14], ['Net 30', 30]] as const) createRecord(books, 'Term', { Name, DueDays });
  createRecord(books, 'Term', { Name: 'End of month', DayOfMonthDue: 31, DueNextMonthDays: 5 });
  for (const Name of ['Consultancy', 'Administration']) createRecord(books, 'Class', { Name });
  inactive(books, 'Class', { Name: 'Closed branch' });
  for (const Name of ['Dublin', 'Cork']) createRecord(books, 'Department', { Name });
}
