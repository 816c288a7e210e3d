import type { Facts } from './table';

/** Lines, their details and tax. Those that others hold come first. */
export const lineFacts: Readonly<Record<string, Facts>> = {
  LinkedTxn: {
    writable: {
      string: 'TxnId TxnType TxnLineId',
    },
    required: 'TxnId TxnType',
  },
  MarkupInfo: {
    writable: {
      number: 'Percent',
      ref: 'PriceLevelRef',
    },
    readOnly: {
      boolean: 'PercentBased',
      number: 'Value',
      ref: 'MarkUpIncomeAccountRef',
    },
  },
  SalesItemLineDetail: {
    writable: {
      ref: 'ItemRef ClassRef ItemAccountRef TaxCodeRef',
      number: 'UnitPrice Qty TaxInclusiveAmt DiscountRate DiscountAmt',
      MarkupInfo: 'MarkupInfo',
      date: 'ServiceDate',
    },
    readOnly: {
      number: 'UnitCostPrice RatePercent',
      ref: 'PriceLevelRef TaxClassificationRef',
      boolean: 'DeferredRevenue',
    },
  },
  DescriptionLineDetail: {
    writable: {
      date: 'ServiceDate',
      ref: 'TaxCodeRef',
    },
  },
  DiscountLineDetail: {
    writable: {
      boolean: 'PercentBased',
      number: 'DiscountPercent',
      ref: 'DiscountAccountRef ClassRef TaxCodeRef',
    },
    readOnly: {
      ref: 'DiscountRef',
      date: 'ServiceDate',
    },
  },
  SubTotalLineDetail: {
    writable: {
      ref: 'ItemRef',
    },
    readOnly: {
      date: 'ServiceDate',
    },
  },
  ItemBasedExpenseLineDetail: {
    writable: {
      ref: 'ItemRef ClassRef PriceLevelRef TaxCodeRef CustomerRef',
      number: 'UnitPrice Qty TaxInclusiveAmt',
      MarkupInfo: 'MarkupInfo',
      BillableStatusEnum: 'BillableStatus',
    },
    readOnly: {
      number: 'UnitCostPrice RatePercent',
      ref: 'ItemAccountRef TaxClassificationRef',
    },
  },
  AccountBasedExpenseLineDetail: {
    writable: {
      ref: 'CustomerRef ClassRef AccountRef TaxCodeRef',
      BillableStatusEnum: 'BillableStatus',
      MarkupInfo: 'MarkupInfo',
      number: 'TaxAmount TaxInclusiveAmt',
    },
    required: 'AccountRef',
  },
  TaxLineDetail: {
    writable: {
      ref: 'TaxRateRef',
      boolean: 'PercentBased',
      number: 'TaxPercent NetAmountTaxable TaxInclusiveAmount OverrideDeltaAmount',
    },
    readOnly: {
      date: 'ServiceDate',
    },
    required: 'TaxRateRef',
  },
  Line: {
    writable: {
      integer: 'LineNum',
      string: 'Id Description:4000',
      number: 'Amount',
      LinkedTxn: 'LinkedTxn[]',
      LineDetailTypeEnum: 'DetailType',
      DiscountLineDetail: 'DiscountLineDetail',
      TaxLineDetail: 'TaxLineDetail',
      SalesItemLineDetail: 'SalesItemLineDetail',
      ItemBasedExpenseLineDetail: 'ItemBasedExpenseLineDetail',
      AccountBasedExpenseLineDetail: 'AccountBasedExpenseLineDetail',
      SubTotalLineDetail: 'SubTotalLineDetail',
      ref: 'ProjectRef',
      DescriptionLineDetail: 'DescriptionLineDetail',
    },
    readOnly: {
      number: 'CostAmount HomeCostAmount',
    },
  },
  TxnTaxDetail: {
    writable: {
      ref: 'TxnTaxCodeRef',
      number: 'TotalTax',
      Line: 'TaxLine[]',
    },
    readOnly: {
      TaxReviewStatusEnum: 'TaxReviewStatus',
      boolean: 'UseAutomatedSalesTax',
    },
  },
};
