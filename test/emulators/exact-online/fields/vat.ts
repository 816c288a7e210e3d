import { table } from './table';

export const vatCodes = table({
  path: 'vat/VATCodes',
  key: 'ID',
  methods: 'GET POST PUT DELETE',
  mandatory: 'Code Description',
  writable: {
    Boolean: 'Charged IntraStat IsBlocked',
    Byte: 'CalculationBasis ExcludeVATListing VatMargin',
    Guid: 'ID Account GLDiscountPurchase GLDiscountSales GLToClaim GLToPay',
    Int16: 'TaxReturnType VATPartialRatio',
    String: 'Code Description EUSalesListing IntrastatType LegalText OssCountry Type VatDocType VATTransactionType',
  },
  readOnly: {
    DateTime: 'Created Modified',
    Double: 'Percentage',
    Guid: 'Creator Modifier',
    Int32: 'Division',
    String: `
      AccountCode AccountName Country CreatorFullName GLDiscountPurchaseCode GLDiscountPurchaseDescription GLDiscountSalesCode
      GLDiscountSalesDescription GLToClaimCode GLToClaimDescription GLToPayCode GLToPayDescription ModifierFullName CustomField`,
  },
  lists: 'VATPercentages',
});

export const vatPercentages = table({
  path: 'vat/VatPercentages',
  key: 'ID',
  methods: 'GET',
  writable: {
    DateTime: 'EndDate StartDate',
    Double: 'Percentage',
    Guid: 'ID VATCodeID',
    Int16: 'Type',
    Int32: 'LineNumber',
  },
  readOnly: {
    DateTime: 'Created Modified',
    Guid: 'Creator Modifier',
    Int32: 'Division',
    String: 'CreatorFullName ModifierFullName',
  },
});
