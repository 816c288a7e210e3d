import { table } from './table';

export const salesEntries = table({
  path: 'salesentry/SalesEntries',
  key: 'EntryID',
  methods: 'GET POST PUT DELETE',
  mandatory: 'Customer Journal SalesEntryLines',
  writable: {
    Boolean: 'IsExtraDuty Reversal',
    DateTime: 'DueDate EntryDate',
    Double: 'GAccountAmountFC Rate VATAmountFC WithholdingTaxAmountDC WithholdingTaxBaseAmount WithholdingTaxPercentage',
    Guid: 'EntryID Customer Document',
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
      CreatorFullName CustomerName DocumentSubject ExternalLinkDescription JournalDescription ModifierFullName PaymentConditionDescription
      StatusDescription TypeDescription CustomField PaymentConditionPaymentMethod`,
  },
  lists: 'SalesEntryLines',
});

export const salesEntryLines = table({
  path: 'salesentry/SalesEntryLines',
  key: 'ID',
  methods: 'GET POST PUT DELETE',
  mandatory: 'AmountFC EntryID GLAccount',
  writable: {
    DateTime: 'From To',
    Double: `
      AmountFC ExtraDutyAmountFC ExtraDutyPercentage Quantity StatisticalNetWeight StatisticalQuantity StatisticalValue VATAmountFC VATBaseAmountDC
      VATBaseAmountFC VATPercentage`,
    Guid: 'ID Asset EntryID GLAccount Project Subscription TaxSchedule TrackingNumber ProjectWBS',
    String: `
      CostCenter CostUnit Description IntraStatArea IntraStatCountry IntraStatDeliveryTerm IntraStatTransactionA IntraStatTransactionB
      IntraStatTransportMethod Notes SerialNumber StatisticalNumber VATCode`,
  },
  readOnly: {
    Double: 'AmountDC VATAmountDC',
    Int32: 'Division LineNumber Type',
    String: `
      AssetDescription CostCenterDescription CostUnitDescription GLAccountCode GLAccountDescription ProjectDescription SubscriptionDescription
      TrackingNumberDescription VATCodeDescription CustomField ProjectWBSDescription`,
  },
});
