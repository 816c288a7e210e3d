import { kinds } from './groups';
import { reference, table, type FieldTable } from './table';

export const refundReceipt = table(
  {
    writable: {
      CustomField: 'CustomField[]',
      string: 'DocNumber:21 PrivateNote:4000 TxnSource TransactionLocationType PaymentRefNum:100',
      date: 'TxnDate DueDate',
      ref: 'DepartmentRef CurrencyRef ProjectRef CustomerRef ClassRef PaymentMethodRef DepositToAccountRef',
      number: 'ExchangeRate',
      Line: 'Line[]',
      TxnTaxDetail: 'TxnTaxDetail',
      MemoRef: 'CustomerMemo',
      PhysicalAddress: 'BillAddr ShipAddr',
      GlobalTaxCalculationEnum: 'GlobalTaxCalculation',
      boolean: 'ApplyTaxAfterDiscount FinanceCharge',
      PrintStatusEnum: 'PrintStatus',
      EmailStatusEnum: 'EmailStatus',
      EmailAddress: 'BillEmail',
      PaymentTypeEnum: 'PaymentType:21',
    },
    readOnly: {
      string: 'Id SyncToken TxnStatus PONumber:15 FOB:15',
      ModificationMetaData: 'MetaData',
      TxnSubTypeEnum: 'TxnSubType',
      LinkedTxn: 'LinkedTxn[]',
      ref: 'RecurDataRef TaxExemptionRef',
      boolean: 'AutoDocNumber FreeFormAddress ShippingTaxIncludedInTotalTax',
      PhysicalAddress: 'ShipFromAddr',
      number: 'TotalAmt HomeTotalAmt Balance HomeBalance DiscountRate DiscountAmt RemainingCredit',
      EmailAddress: 'BillEmailCc BillEmailBcc',
      TransactionDeliveryInfo: 'DeliveryInfo',
    },
    required: 'Line DepositToAccountRef',
    filterable: 'Id DocNumber TxnDate',
    sortable: 'TxnDate',
  },
  kinds,
);

/** A sale paid at once: a refund the other way round, whose account is Undeposited Funds unless named. */
export const salesReceipt: FieldTable = new Map(refundReceipt).set('DepositToAccountRef', { ...reference('DepositToAccountRef'), writable: true });
