import { table } from './table';

export const documents = table({
  path: 'documents/Documents',
  key: 'ID',
  methods: 'GET POST PUT DELETE',
  mandatory: 'Subject Type',
  writable: {
    Boolean: 'InheritShare',
    DateTime: 'DocumentDate ExpiryDate',
    Double: 'AmountFC',
    Guid: 'ID Account Category Contact DocumentFolder FinancialTransactionEntryID Opportunity Project ContractID Item',
    Int16: 'ProposedEntryStatus ScanServiceStatus',
    Int32: 'HID SalesInvoiceNumber SalesOrderNumber ShopOrderNumber Type',
    String: 'Body CategoryDescription CreatorFullName Currency Language Subject TeamsMeetingId',
  },
  readOnly: {
    Boolean: 'HasEmptyBody',
    DateTime: 'Created Modified',
    Guid: 'Creator Modifier',
    Int32: 'Division SendMethod',
    String: `
      AccountCode AccountName ContactFullName DocumentFolderCode DocumentFolderDescription DocumentViewUrl ModifierFullName ProjectCode
      ProjectDescription TypeDescription ContractNumber ItemCode ItemDescription`,
  },
});
