import { table } from './table';

export const purchaseEntries = table({
  path: 'purchaseentry/PurchaseEntries',
  key: 'EntryID',
  methods: 'GET POST PUT DELETE',
  mandatory: 'Journal PurchaseEntryLines Supplier',
  writable: {
    Boolean: 'Reversal',
    DateTime: 'DueDate EntryDate',
    Double: 'GAccountAmountFC Rate VATAmountFC',
    Guid: 'EntryID Document Supplier',
    Int16: 'ReportingPeriod ReportingYear',
    Int32: 'BatchNumber EntryNumber InvoiceNumber OrderNumber ProcessNumber',
    String: 'Currency Description ExternalLinkReference Journal PaymentCondition PaymentReference YourRef',
  },
  readOnly: {
    DateTime: 'Created Modified',
    Double: 'AmountDC AmountFC VATAmountDC',
    Guid: 'Creator Modifier',
    Int16: 'Status',
    Int32: 'Division DocumentNumber Type',
    String: `
      CreatorFullName DocumentSubject ExternalLinkDescription JournalDescription ModifierFullName PaymentConditionDescription StatusDescription
      SupplierName TypeDescription CustomField PaymentConditionPaymentMethod`,
  },
  lists: 'PurchaseEntryLines',
});

export const purchaseEntryLines = table({
  path: 'purchaseentry/PurchaseEntryLines',
  key: 'ID',
  methods: 'GET POST PUT DELETE',
  mandatory: 'AmountFC EntryID GLAccount',
  writable: {
    DateTime: 'From To',
    Double: `
      AmountFC PrivateUsePercentage Quantity StatisticalNetWeight StatisticalQuantity StatisticalValue VATAmountFC VATBaseAmountFC
      VATNonDeductiblePercentage VATPercentage WithholdingAmountDC`,
    Guid: 'ID Asset EntryID GLAccount Project Subscription TrackingNumber Expense',
    String: `
      CostCenter CostUnit Description IntraStatArea IntraStatCountry IntraStatDeliveryTerm IntraStatTransactionA IntraStatTransactionB
      IntraStatTransportMethod Notes SerialNumber StatisticalNumber VATCode WithholdingTax`,
  },
  readOnly: {
    Double: 'AmountDC VATAmountDC VATBaseAmountDC',
    Int32: 'Division LineNumber Type',
    String: `
      AssetDescription CostCenterDescription CostUnitDescription GLAccountCode GLAccountDescription ProjectDescription SubscriptionDescription
      TrackingNumberDescription VATCodeDescription CustomField ExpenseDescription`,
  },
});
