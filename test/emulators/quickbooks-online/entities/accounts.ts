import { refId, text, type Fields, type QboRecord } from '../values';
import { checkReferences } from './references';
import { account } from '../fields/lists';
import type { Books } from './books';
import { listCurrency } from './currencies';
import { placeOf, renameBelow } from './hierarchy';
import { isNameTaken, nameByActive } from './inactive';
import { badEnum, badText, business, nameTaken, noAccountType, tooLong, wrongAccount } from './refusals';
import type { Rules } from './rules';

/** Account type: classification, and the subtype it gets when none is named. */
const types: Readonly<Record<string, readonly [string, string]>> = {
  Bank: ['Asset', 'CashOnHand'],
  'Accounts Receivable': ['Asset', 'AccountsReceivable'],
  'Other Current Asset': ['Asset', 'EmployeeCashAdvances'],
  'Fixed Asset': ['Asset', 'FurnitureAndFixtures'],
  'Other Asset': ['Asset', 'Licenses'],
  'Accounts Payable': ['Liability', 'AccountsPayable'],
  'Credit Card': ['Liability', 'CreditCard'],
  'Other Current Liability': ['Liability', 'OtherCurrentLiabilities'],
  'Long Term Liability': ['Liability', 'NotesPayable'],
  Equity: ['Equity', 'RetainedEarnings'],
  Income: ['Revenue', 'ServiceFeeIncome'],
  'Other Income': ['Revenue', 'OtherMiscellaneousIncome'],
  'Cost of Goods Sold': ['Expense', 'SuppliesMaterialsCogs'],
  Expense: ['Expense', 'OtherMiscellaneousServiceCost'],
  'Other Expense': ['Expense', 'OtherMiscellaneousExpense'],
};

/** "Expense", "Bank"...; undefined without an account. */
export const accountType = (books: Books, ref: unknown): string | undefined => {
  const found = books.find('Account', refId(ref));
  return found && text(found['AccountType']);
};

/** Throws Refusal when the account, if one is named, is of none of these types. */
export function checkAccountType(books: Books, fields: Fields, name: string, allowed: readonly string[]): void {
  const type = accountType(books, fields[name]);
  if (type !== undefined && !allowed.includes(type)) throw wrongAccount(name);
}

function numberLength(country: string): number {
  if (country === 'AU' || country === 'CA' || country === 'FR') return 20;
  return 7;
}

export const accountRules: Rules = {
  prepare({ books, entity, before, fields }) {
    if (/[":]/.test(text(fields['Name']))) throw badText('Name');
    const number = text(fields['AcctNum']);
    const max = numberLength(books.options.country);
    if (number.length > max) throw tooLong('AcctNum', max);
    if (number.includes(':')) throw badText('AcctNum');
    checkReferences(books, account, fields, ['ParentRef']);
    const subType = text(fields['AccountSubType']);
    const type = text(fields['AccountType']) || Object.keys(types).find((each) => types[each]?.[1] === subType) || '';
    if (type === '' && subType === '') throw noAccountType();
    const [classification, defaultSubType] = types[type] ?? [];
    if (!classification) throw badEnum('AccountSubType', subType);
    const Name = nameByActive(before, fields, 'Name');
    const { parent, fullName } = placeOf(books, entity, fields, Name);
    if (parent && parent['AccountType'] !== type) throw business('A subaccount has the type of its parent.');
    if (isNameTaken(books.list(entity), 'FullyQualifiedName', fullName, { id: before?.Id, isActive: fields['Active'] !== false })) throw nameTaken('account');
    const currency = refId((before ?? fields)['CurrencyRef']) || books.options.homeCurrency;
    listCurrency(books, currency);
    return {
      CurrentBalance: 0, CurrentBalanceWithSubAccounts: 0, ...fields,
      Name, FullyQualifiedName: fullName, SubAccount: parent !== undefined, Active: fields['Active'] ?? true, Classification: classification, AccountType: type,
      AccountSubType: subType || defaultSubType, CurrencyRef: { value: currency },
    };
  },
  saved: (books, record) => renameBelow(books, 'Account', record, 'Name'),
};

/** The receivable or payable account of a currency; made where the company has none yet, as QuickBooks does. */
export function controlAccount(books: Books, type: 'Accounts Receivable' | 'Accounts Payable', currency: string): QboRecord {
  const found = books.list('Account').find((row) => row['AccountType'] === type && row['Active'] !== false && refId(row['CurrencyRef']) === currency);
  if (found) return found;
  const Name = `${type} (${type === 'Accounts Payable' ? 'A/P' : 'A/R'})${currency === books.options.homeCurrency ? '' : ` - ${currency}`}`;
  const [Classification, AccountSubType] = types[type] ?? [];
  return books.insert('Account', {
    Name, FullyQualifiedName: Name, SubAccount: false, Active: true, Classification, AccountType: type, AccountSubType, CurrentBalance: 0, CurrentBalanceWithSubAccounts: 0,
    CurrencyRef: { value: currency },
  });
}
