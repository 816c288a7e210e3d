import { table } from './table';

export const paymentTerms = table({
  path: 'sync/Cashflow/PaymentTerms',
  key: 'Timestamp',
  methods: 'GET',
  writable: {
    Guid: 'ID',
    Int64: 'Timestamp',
    String: 'Description PaymentMethod PaymentReference',
  },
  readOnly: {
    Boolean: 'IsFullyPaid TransactionIsReversal',
    Byte: 'IsBatchBooking',
    DateTime: `
      Created DiscountDueDate DueDate EndDate EntryDate InvoiceDate LastPaymentDate Modified PaymentSelected ReceivableSelected TransactionDueDate`,
    Double: 'AmountDC AmountDiscountDC AmountDiscountFC AmountFC PaymentDiscountPercentage RateFC TransactionAmountDC TransactionAmountFC',
    Guid: `
      Account AccountBankAccountID AccountContact BankAccountID Creator DirectDebitMandate Document EntryID GLAccount Modifier PaymentSelector
      ReceivableSelector TransactionEntryID TransactionID`,
    Int16: `
      ApprovalStatus DirectDebitMandatePaymentType DirectDebitMandateType EndPeriod EndYear LineType Status TransactionReportingPeriod
      TransactionReportingYear TransactionStatus`,
    Int32: `
      Division DocumentNumber EntryNumber InvoiceNumber OrderNumber PaymentBatchNumber PaymentDays PaymentDaysDiscount ReceivableBatchNumber Source
      TransactionType`,
    String: `
      AccountBankAccountNumber AccountCode AccountContactName AccountCountry AccountName BankAccountNumber CashflowTransactionBatchCode
      CreatorFullName Currency DirectDebitMandateDescription DirectDebitMandateReference DocumentSubject EndToEndID GLAccountCode GLAccountDescription
      Journal JournalDescription ModifierFullName PaymentCondition PaymentConditionDescription PaymentInformationID PaymentSelectorFullName
      ReceivableSelectorFullName YourRef`,
  },
});

export const deleted = table({
  path: 'sync/Deleted',
  key: 'Timestamp',
  methods: 'GET',
  writable: {
    DateTime: 'DeletedDate',
    Guid: 'DeletedBy EntityKey ID',
    Int32: 'EntityType',
    Int64: 'Timestamp',
  },
  readOnly: {
    Int32: 'Division',
  },
});
