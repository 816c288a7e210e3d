import { kinds } from './groups';
import { table } from './table';

export const item = table(
  {
    writable: {
      string: 'Name:100 Sku:100 Description:4000 PurchaseDesc:1000 ItemCategoryType Source',
      boolean: 'Active SubItem Taxable SalesTaxIncluded PurchaseTaxIncluded TrackQtyOnHand',
      ref: 'ParentRef IncomeAccountRef ExpenseAccountRef AssetAccountRef PrefVendorRef SalesTaxCodeRef PurchaseTaxCodeRef TaxClassificationRef ClassRef',
      number: 'UnitPrice PurchaseCost QtyOnHand ReorderPoint',
      ItemTypeEnum: 'Type',
      date: 'InvStartDate',
    },
    readOnly: {
      string: 'Id SyncToken FullyQualifiedName ManPartNum',
      ModificationMetaData: 'MetaData',
      integer: 'Level',
      boolean: 'PercentBased SpecialItem DeferredRevenue',
      number: 'RatePercent AvgCost QtyOnPurchaseOrder QtyOnSalesOrder BuildPoint',
      ref: 'PaymentMethodRef COGSAccountRef DepositToAccountRef',
      SpecialItemTypeEnum: 'SpecialItemType',
    },
    required: 'Name Type',
    filterable: 'Id Name Sku Active FullyQualifiedName Type',
    sortable: 'Id Name Sku FullyQualifiedName Type',
  },
  kinds,
);

export const account = table(
  {
    writable: {
      string: 'Name:100 Description:100 AccountAlias:100 TxnLocationType:50 AccountSubType AcctNum',
      ref: 'ParentRef TaxCodeRef',
      boolean: 'Active',
      AccountTypeEnum: 'AccountType',
    },
    createOnly: {
      ref: 'CurrencyRef',
    },
    readOnly: {
      string: 'Id SyncToken FullyQualifiedName AcctNumExtn FIName',
      ModificationMetaData: 'MetaData',
      boolean: 'SubAccount TaxAccount OnlineBankingEnabled',
      AccountClassificationEnum: 'Classification',
      number: 'OpeningBalance CurrentBalance CurrentBalanceWithSubAccounts',
      date: 'OpeningBalanceDate',
      ref: 'JournalCodeRef',
    },
    required: 'Name',
    filterable: `
      Id Name SubAccount ParentRef Description FullyQualifiedName Active Classification AccountType AccountSubType CurrentBalance
      CurrentBalanceWithSubAccounts`,
    sortable: 'Id Name FullyQualifiedName Classification AccountType CurrentBalance CurrentBalanceWithSubAccounts',
  },
  kinds,
);

export const trackingClass = table(
  {
    writable: {
      string: 'Name:100',
      ref: 'ParentRef',
      boolean: 'Active',
    },
    readOnly: {
      string: 'Id SyncToken FullyQualifiedName',
      ModificationMetaData: 'MetaData',
      boolean: 'SubClass',
    },
    required: 'Name',
    filterable: 'Id Active Name FullyQualifiedName',
    sortable: 'Name',
  },
  kinds,
);

export const department = table(
  {
    writable: {
      string: 'Name:100',
      ref: 'ParentRef',
      boolean: 'Active',
    },
    readOnly: {
      string: 'Id SyncToken FullyQualifiedName',
      ModificationMetaData: 'MetaData',
      boolean: 'SubDepartment',
      PhysicalAddress: 'Address',
    },
    required: 'Name',
    filterable: 'Id Name FullyQualifiedName Active',
  },
  kinds,
);

export const term = table(
  {
    writable: {
      string: 'Name:31',
      boolean: 'Active',
      number: 'DiscountPercent',
      integer: 'DueDays DiscountDays DayOfMonthDue DueNextMonthDays DiscountDayOfMonth',
    },
    readOnly: {
      string: 'Id SyncToken Type',
      ModificationMetaData: 'MetaData',
    },
    required: 'Name',
    filterable: 'Id Name Active',
    sortable: 'Name',
  },
  kinds,
);
