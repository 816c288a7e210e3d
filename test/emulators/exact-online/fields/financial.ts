import { table } from './table';

export const journals = table({
  path: 'financial/Journals',
  key: 'ID',
  methods: 'GET POST PUT DELETE',
  writable: {
    Boolean: 'AllowVariableCurrency AllowVariableExchangeRate AllowVAT AutoSave IsBlocked',
    Guid: 'ID Bank BankAccountID GLAccount PaymentInTransitAccount',
    Int32: 'PaymentServiceProvider Type',
    String: 'BankAccountIncludingMask Code Currency Description PaymentServiceAccountIdentifier',
  },
  readOnly: {
    Boolean: 'BankAccountUseSEPA BankAccountUseSepaDirectDebit',
    DateTime: 'Created Modified',
    Guid: 'Creator Modifier',
    Int32: 'Division GLAccountType',
    String: `
      BankAccountBICCode BankAccountCountry BankAccountDescription BankAccountIBAN BankName CreatorFullName CurrencyDescription GLAccountCode
      GLAccountDescription ModifierFullName PaymentServiceProviderName CustomField`,
  },
});

export const glAccounts = table({
  path: 'financial/GLAccounts',
  key: 'ID',
  methods: 'GET POST PUT DELETE',
  mandatory: 'Code Description',
  writable: {
    Boolean: 'Compress IsBlocked Matching RevalueCurrency',
    Byte: 'ExcludeVATListing UseCostcenter UseCostunit AllowCostsInSales',
    Double: 'ExpenseNonDeductiblePercentage PrivatePercentage VATNonDeductiblePercentage',
    Guid: 'ID PrivateGLAccount VATNonDeductibleGLAccount YearEndCostGLAccount YearEndReflectionGLAccount',
    Int16: 'AssimilatedVATBox',
    Int32: 'BelcotaxType DescriptionTermID Type',
    String: 'BalanceSide BalanceType Code Costcenter Costunit Description ReportingCode SearchCode VATCode VATGLAccountType VATSystem',
  },
  readOnly: {
    DateTime: 'Created Modified',
    Guid: 'Creator Modifier',
    Int32: 'Division',
    String: 'CostcenterDescription CostunitDescription CreatorFullName ModifierFullName TypeDescription VATDescription CustomField',
  },
  lists: 'DeductibilityPercentages',
});

export const financialPeriods = table({
  path: 'financial/FinancialPeriods',
  key: 'ID',
  methods: 'GET',
  writable: {
    DateTime: 'EndDate StartDate',
    Guid: 'ID',
    Int16: 'FinPeriod FinYear',
  },
  readOnly: {
    DateTime: 'Created Modified',
    Guid: 'Creator Modifier',
    Int32: 'Division',
    String: 'CreatorFullName ModifierFullName',
  },
});

export const journalStatusList = table({
  path: 'read/financial/JournalStatusList',
  key: 'Journal Period Year',
  methods: 'GET',
  writable: {
    Int32: 'Period Year JournalType Status',
    String: 'Journal JournalDescription JournalTypeDescription StatusDescription',
  },
  readOnly: {
  },
});

export const receivablesList = table({
  path: 'read/financial/ReceivablesList',
  key: 'HID',
  methods: 'GET',
  writable: {
    DateTime: 'DueDate InvoiceDate',
    Double: 'Amount AmountInTransit',
    Guid: 'AccountId Id',
    Int32: 'EntryNumber InvoiceNumber',
    Int64: 'HID',
    String: 'AccountCode AccountName CurrencyCode Description JournalCode JournalDescription YourRef',
  },
  readOnly: {
  },
  lists: 'Notes',
});

export const payablesList = table({
  path: 'read/financial/PayablesList',
  key: 'HID',
  methods: 'GET',
  writable: {
    DateTime: 'DueDate InvoiceDate',
    Double: 'Amount AmountInTransit',
    Guid: 'AccountId Id',
    Int16: 'ApprovalStatus',
    Int32: 'EntryNumber InvoiceNumber',
    Int64: 'HID',
    String: 'AccountCode AccountName CurrencyCode Description JournalCode JournalDescription YourRef',
  },
  readOnly: {
  },
  lists: 'Notes',
});
