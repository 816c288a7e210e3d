import { kinds } from './groups';
import { table } from './table';

export const taxCode = table(
  {
    readOnly: {
      string: 'Id SyncToken Name:100 Description:100',
      ModificationMetaData: 'MetaData',
      boolean: 'Active Hidden Taxable TaxGroup',
      TaxRateList: 'SalesTaxRateList PurchaseTaxRateList AdjustmentTaxRateList',
      GTMConfigTypeEnum: 'TaxCodeConfigType',
    },
    filterable: 'Id Name Active',
    sortable: 'Name',
  },
  kinds,
);

export const taxRate = table(
  {
    readOnly: {
      string: 'Id SyncToken Name:100 Description:100',
      ModificationMetaData: 'MetaData',
      boolean: 'Active',
      number: 'RateValue',
      ref: 'AgencyRef TaxReturnLineRef OriginalTaxRate',
      EffectiveTaxRate: 'EffectiveTaxRate[]',
      SpecialTaxTypeEnum: 'SpecialTaxType',
      TaxRateDisplayTypeEnum: 'DisplayType',
    },
    filterable: 'Id Active',
  },
  kinds,
);

export const taxAgency = table(
  {
    writable: {
      string: 'DisplayName:100',
    },
    readOnly: {
      string: 'Id SyncToken SalesTaxCountry TaxRegistrationNumber ReportingPeriod TaxAgencyConfig',
      ModificationMetaData: 'MetaData',
      ref: 'SalesTaxCodeRef SalesTaxReturnRef TaxOnPurchasesAccountRef TaxTrackedOnSalesAccountRef',
      boolean: 'TaxTrackedOnPurchases TaxTrackedOnSales TaxOnTax',
      date: 'LastFileDate',
    },
    required: 'DisplayName',
    filterable: 'Id',
  },
  kinds,
);

export const taxService = table(
  {
    writable: {
      string: 'TaxCode:100',
      TaxRateDetails: 'TaxRateDetails[]',
    },
    readOnly: {
      string: 'TaxCodeId',
    },
    required: 'TaxCode TaxRateDetails',
  },
  kinds,
);

export const companyCurrency = table(
  {
    writable: {
      boolean: 'Active',
    },
    createOnly: {
      string: 'Code:3',
    },
    readOnly: {
      string: 'Id SyncToken Name',
      ModificationMetaData: 'MetaData',
    },
    required: 'Code',
    filterable: 'Id Active',
  },
  kinds,
);

export const exchangeRate = table(
  {
    writable: {
      CustomField: 'CustomField[]',
      string: 'SourceCurrencyCode:3 TargetCurrencyCode:3',
      number: 'Rate',
      date: 'AsOfDate',
    },
    readOnly: {
      string: 'Id SyncToken',
      ModificationMetaData: 'MetaData',
    },
    filterable: 'Id',
  },
  kinds,
);
