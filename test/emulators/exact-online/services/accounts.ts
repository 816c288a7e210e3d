import { failed, Problems } from '../booking/problems';
import { entityTypes, removeRow } from '../booking/deletions';
import { accounts } from '../fields/crm';
import { sibling } from '../fields/table';
import type { Resource } from '../odata/resource';
import type { Scope } from '../state';
import { messages } from '../texts';
import { padAccountCode, padCountry, padVatCode, text, trimmed, type Row } from '../values';
import { accountFilter } from './mandatory-filters';

/** Codes as the database keeps them. */
function pad(values: Row): Row {
  const result = { ...values };
  if (result['Code'] != null) result['Code'] = padAccountCode(text(result['Code']));
  if (result['Country'] != null) result['Country'] = padCountry(text(result['Country']));
  for (const name of ['SalesVATCode', 'PurchaseVATCode']) if (result[name] != null) result[name] = padVatCode(text(result[name]));
  return result;
}

function check(scope: Scope, values: Row, problems: Problems): void {
  const { company } = scope;
  if (values['Code'] != null && trimmed(values['Code']).length > 18) problems.add(messages.invalid('code'));
  if (values['Country'] != null && !/^[A-Z]{2}$/.test(trimmed(values['Country']))) problems.add(messages.unknownReference('country'));
  for (const name of ['PaymentConditionSales', 'PaymentConditionPurchase']) {
    if (values[name] != null && !company.paymentConditions.some((row) => row['Code'] === values[name])) problems.add(messages.unknownReference('condition'));
  }
  for (const name of ['SalesVATCode', 'PurchaseVATCode']) {
    if (values[name] != null && !company.vatCodes.some((row) => row['Code'] === values[name])) problems.add(messages.unknownReference('vatCode'));
  }
}

/** The next free number, as Exact gives when no code is sent. */
function nextCode(scope: Scope): string {
  for (;;) {
    const code = padAccountCode(String(scope.company.next('account')).padStart(7, '0'));
    if (!scope.company.accounts.some((row) => row['Code'] === code)) return code;
  }
}

export function createAccount(scope: Scope, given: Row): Row {
  const { company, world, user } = scope;
  const values = pad(given);
  const problems = new Problems(scope);
  if (trimmed(values['Name']) === '') problems.add(messages.mandatory('name'));
  if (values['Code'] != null && company.accounts.some((row) => row['Code'] === values['Code'])) problems.add(messages.exists);
  check(scope, values, problems);
  problems.settle();
  const account: Row = {
    Status: 'A', IsSupplier: false, Blocked: false, IsReseller: false, IsMailing: false, IsPilot: false, IsAccountant: 0, Type: 'A', StartDate: null, EndDate: null, Country: padCountry('NL'),
    ...values,
    ID: company.guid(), Code: values['Code'] ?? nextCode(scope), Division: company.code, Timestamp: company.timestamp(),
    Created: world.wall, Creator: user.id, CreatorFullName: user.name, Modified: world.wall, Modifier: user.id, ModifierFullName: user.name,
  };
  account['IsSales'] = account['Status'] === 'C';
  company.accounts.push(world.bear(account));
  return account;
}

function updateAccount(scope: Scope, account: Row, given: Row): void {
  const values = pad(given);
  // The code is compared with all, its own record's included.
  if (values['Code'] != null && scope.company.accounts.some((row) => row['Code'] === values['Code'])) throw failed(scope, messages.exists);
  const problems = new Problems(scope);
  if (values['Name'] !== undefined && trimmed(values['Name']) === '') problems.add(messages.mandatory('name'));
  check(scope, values, problems);
  problems.settle();
  const { company, world, user } = scope;
  Object.assign(account, values, { Timestamp: company.timestamp(), Modified: world.wall, Modifier: user.id, ModifierFullName: user.name });
  account['IsSales'] = account['Status'] === 'C';
}

function removeAccount(scope: Scope, account: Row): void {
  const { company } = scope;
  const used = [...company.salesEntries, ...company.purchaseEntries].some((entry) => entry['Customer'] === account['ID'] || entry['Supplier'] === account['ID']);
  if (used) throw failed(scope, messages.processed);
  removeRow(scope, company.accounts, account, entityTypes.account);
}

const crmAccounts: Resource = {
  table: accounts,
  rows: ({ company }) => company.accounts,
  mandatoryFilter: accountFilter,
  create: (scope, { values }) => createAccount(scope, values),
  thin: ({ ID }) => ({ ID, CreditLineSales: '0', CreditLinePurchase: '0', DiscountPurchase: '0', DiscountSales: '0', InvoiceCode: null }),
  update: (scope, row, { values }) => updateAccount(scope, row, values),
  remove: removeAccount,
};

export const accountResources: Resource[] = [
  crmAccounts,
  { table: sibling(accounts, 'bulk/CRM/Accounts'), rows: ({ company }) => company.accounts, needsSelect: true },
];
export const syncAccounts = sibling(accounts, 'sync/CRM/Accounts', { timestamp: true });
