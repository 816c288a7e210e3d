import { kinds } from './groups';
import { table } from './table';

export const bill = table(
  {
    writable: {
      string: 'DocNumber:21 PrivateNote:4000 TransactionLocationType',
      date: 'TxnDate DueDate',
      ref: 'DepartmentRef CurrencyRef VendorRef APAccountRef SalesTermRef',
      number: 'ExchangeRate',
      LinkedTxn: 'LinkedTxn[]',
      Line: 'Line[]',
      TxnTaxDetail: 'TxnTaxDetail',
      GlobalTaxCalculationEnum: 'GlobalTaxCalculation',
      boolean: 'IncludeInAnnualTPAR',
    },
    readOnly: {
      string: 'Id SyncToken TxnStatus TxnSource Memo',
      ModificationMetaData: 'MetaData',
      TxnSubTypeEnum: 'TxnSubType',
      ref: 'RecurDataRef ProjectRef',
      number: 'TotalAmt Balance HomeBalance',
      PhysicalAddress: 'RemitToAddr ShipAddr VendorAddr',
    },
    required: 'Line VendorRef',
    filterable: 'Id DocNumber TxnDate VendorRef TotalAmt SalesTermRef DueDate Balance',
    sortable: 'Id DocNumber TxnDate TotalAmt DueDate Balance',
  },
  kinds,
);

export const vendorCredit = table(
  {
    writable: {
      string: 'DocNumber:21 PrivateNote:4000 TransactionLocationType',
      date: 'TxnDate',
      ref: 'DepartmentRef CurrencyRef VendorRef APAccountRef',
      number: 'ExchangeRate',
      LinkedTxn: 'LinkedTxn[]',
      Line: 'Line[]',
      GlobalTaxCalculationEnum: 'GlobalTaxCalculation',
      boolean: 'IncludeInAnnualTPAR',
    },
    readOnly: {
      string: 'Id SyncToken TxnStatus TxnSource Memo',
      ModificationMetaData: 'MetaData',
      TxnSubTypeEnum: 'TxnSubType',
      TxnTaxDetail: 'TxnTaxDetail',
      ref: 'RecurDataRef ProjectRef',
      number: 'TotalAmt Balance',
      PhysicalAddress: 'VendorAddr',
    },
    required: 'Line VendorRef',
    filterable: 'Id DocNumber TxnDate TotalAmt',
    sortable: 'Id DocNumber TxnDate TotalAmt',
  },
  kinds,
);
