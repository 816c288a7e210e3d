const accounts = 'AccountRef DepositToAccountRef APAccountRef ARAccountRef BankAccountRef CCAccountRef IncomeAccountRef ExpenseAccountRef AssetAccountRef DiscountAccountRef ItemAccountRef';
const taxCodes = 'TaxCodeRef TxnTaxCodeRef SalesTaxCodeRef PurchaseTaxCodeRef DefaultTaxCodeRef';
const each = (names: string, entity: string) => names.split(' ').map((name): [string, string] => [name, entity]);

/** What a reference of this name points to. ParentRef points to its own kind and CurrencyRef to an ISO code. */
export const targets: ReadonlyMap<string, string> = new Map([
  ...each(accounts, 'Account'),
  ...each(taxCodes, 'TaxCode'),
  ...each('SalesTermRef TermRef DefaultTerms', 'Term'),
  ['CustomerRef', 'Customer'],
  ['VendorRef', 'Vendor'],
  ['PrefVendorRef', 'Vendor'],
  ['ItemRef', 'Item'],
  ['ClassRef', 'Class'],
  ['DepartmentRef', 'Department'],
  ['TaxRateRef', 'TaxRate'],
  ['AgencyRef', 'TaxAgency'],
  ['InvoiceRef', 'Invoice'],
]);
