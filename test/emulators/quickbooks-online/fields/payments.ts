import { kinds } from './groups';
import { table } from './table';

export const payment = table(
  {
    writable: {
      string: 'DocNumber:21 PrivateNote:4000 TxnSource TransactionLocationType PaymentRefNum',
      date: 'TxnDate',
      ref: 'CurrencyRef ProjectRef CustomerRef ARAccountRef DepositToAccountRef PaymentMethodRef',
      number: 'ExchangeRate TotalAmt',
      Line: 'Line[]',
    },
    readOnly: {
      string: 'Id SyncToken TxnStatus',
      ModificationMetaData: 'MetaData',
      TxnSubTypeEnum: 'TxnSubType',
      ref: 'DepartmentRef RecurDataRef RemitToRef TaxExemptionRef',
      LinkedTxn: 'LinkedTxn[]',
      TxnTaxDetail: 'TxnTaxDetail',
      PaymentTypeEnum: 'PaymentType',
      number: 'UnappliedAmt',
      boolean: 'ProcessPayment',
    },
    required: 'CustomerRef TotalAmt',
    filterable: 'Id TxnDate ProjectRef CustomerRef TotalAmt',
    sortable: 'Id TxnDate TotalAmt',
  },
  kinds,
);

export const billPayment = table(
  {
    writable: {
      string: 'DocNumber:21 PrivateNote:4000 TransactionLocationType',
      date: 'TxnDate',
      ref: 'DepartmentRef CurrencyRef VendorRef APAccountRef',
      number: 'ExchangeRate TotalAmt',
      Line: 'Line[]',
      BillPaymentTypeEnum: 'PayType',
      BillPaymentCheck: 'CheckPayment',
      BillPaymentCreditCard: 'CreditCardPayment',
      boolean: 'ProcessBillPayment',
    },
    readOnly: {
      string: 'Id SyncToken TxnStatus TxnSource',
      ModificationMetaData: 'MetaData',
      TxnSubTypeEnum: 'TxnSubType',
      LinkedTxn: 'LinkedTxn[]',
      TxnTaxDetail: 'TxnTaxDetail',
      ref: 'RecurDataRef ProjectRef',
      PhysicalAddress: 'VendorAddr',
    },
    required: 'Line VendorRef PayType TotalAmt',
    filterable: 'Id DocNumber TxnDate',
    sortable: 'TxnDate',
  },
  kinds,
);
