import { table } from './table';

export const paymentConditions = table({
  path: 'cashflow/PaymentConditions',
  key: 'ID',
  methods: 'GET POST',
  mandatory: 'Code Description',
  writable: {
    Double: 'DiscountPercentage Percentage',
    Guid: 'ID CreditManagementScenario',
    Int32: 'DiscountPaymentDays PaymentDays PaymentEndOfMonths',
    String: 'Code Description DiscountCalculation PaymentDiscountType PaymentMethod VATCalculation',
  },
  readOnly: {
    DateTime: 'Created Modified',
    Guid: 'Creator Modifier',
    Int32: 'Division',
    String: 'CreatorFullName CreditManagementScenarioCode CreditManagementScenarioDescription ModifierFullName',
  },
});

export const receivables = table({
  path: 'cashflow/Receivables',
  key: 'ID',
  methods: 'GET PUT',
  writable: {
    Guid: 'ID',
    String: 'Description PaymentMethod PaymentReference',
  },
  readOnly: {
    Boolean: 'IsFullyPaid TransactionIsReversal',
    Byte: 'IsBatchBooking',
    DateTime: 'Created DiscountDueDate DueDate EndDate EntryDate InvoiceDate LastPaymentDate Modified ReceivableSelected TransactionDueDate',
    Double: 'AmountDC AmountDiscountDC AmountDiscountFC AmountFC PaymentDiscountPercentage RateFC TransactionAmountDC TransactionAmountFC',
    Guid: `
      Account AccountBankAccountID AccountContact BankAccountID Creator DirectDebitMandate Document EntryID GLAccount Modifier ReceivableSelector
      TransactionEntryID TransactionID`,
    Int16: `
      DirectDebitMandatePaymentType DirectDebitMandateType EndPeriod EndYear Status TransactionReportingPeriod TransactionReportingYear
      TransactionStatus`,
    Int32: 'Division DocumentNumber EntryNumber InvoiceNumber OrderNumber PaymentDays PaymentDaysDiscount ReceivableBatchNumber Source TransactionType',
    String: `
      AccountBankAccountNumber AccountCode AccountContactName AccountCountry AccountName BankAccountNumber CashflowTransactionBatchCode
      CreatorFullName Currency DirectDebitMandateDescription DirectDebitMandateReference DocumentSubject EndToEndID GLAccountCode GLAccountDescription
      Journal JournalDescription ModifierFullName PaymentCondition PaymentConditionDescription PaymentInformationID ReceivableSelectorFullName YourRef`,
  },
});

export const payments = table({
  path: 'cashflow/Payments',
  key: 'ID',
  methods: 'GET PUT',
  writable: {
    Guid: 'ID',
    String: 'Description PaymentMethod PaymentReference',
  },
  readOnly: {
    Boolean: 'TransactionIsReversal',
    Byte: 'IsBatchBooking',
    DateTime: 'Created DiscountDueDate DueDate EndDate EntryDate InvoiceDate Modified PaymentSelected TransactionDueDate',
    Double: 'AmountDC AmountDiscountDC AmountDiscountFC AmountFC PaymentDiscountPercentage RateFC TransactionAmountDC TransactionAmountFC',
    Guid: `
      Account AccountBankAccountID AccountContact BankAccountID Creator Document EntryID GLAccount Modifier PaymentSelector TransactionEntryID
      TransactionID`,
    Int16: 'EndPeriod EndYear Status TransactionReportingPeriod TransactionReportingYear TransactionStatus',
    Int32: 'Division DocumentNumber EntryNumber InvoiceNumber PaymentBatchNumber PaymentDays PaymentDaysDiscount Source TransactionType',
    String: `
      AccountBankAccountNumber AccountCode AccountContactName AccountName BankAccountNumber CashflowTransactionBatchCode CreatorFullName Currency
      DocumentSubject GLAccountCode GLAccountDescription Journal JournalDescription ModifierFullName PaymentCondition PaymentConditionDescription
      PaymentSelectorFullName YourRef`,
  },
});
