import type { Facts } from './table';

/** The groups of a company's preferences. Those that others hold come first. */
export const preferenceFacts: Readonly<Record<string, Facts>> = {
  NameValue: {
    readOnly: {
      string: 'Name Value',
    },
  },
  OtherPrefs: {
    readOnly: {
      NameValue: 'NameValue[]',
    },
  },
  CompanyAccountingPrefs: {
    writable: {
      boolean: 'TrackDepartments ClassTrackingPerTxn ClassTrackingPerTxnLine',
      string: 'DepartmentTerminology CustomerTerminology',
    },
    readOnly: {
      boolean: 'UseAccountNumbers AutoJournalEntryNumber',
      ref: 'DefaultARAccount DefaultAPAccount',
      MonthEnum: 'FirstMonthOfFiscalYear TaxYearMonth',
      string: 'TaxForm',
      date: 'BookCloseDate',
    },
  },
  CurrencyPrefs: {
    readOnly: {
      boolean: 'MultiCurrencyEnabled',
      ref: 'HomeCurrency',
    },
  },
  ProductAndServicesPrefs: {
    writable: {
      boolean: 'ForSales ForPurchase QuantityWithPriceAndRate QuantityOnHand RevenueRecognitionEnabled',
      string: 'RecognitionFrequencyType',
    },
    readOnly: {
      boolean: 'RevenueRecognition',
      string: 'RevenueRecognitionFrequency',
    },
  },
  ReportPrefs: {
    writable: {
      ReportBasisEnum: 'ReportBasis',
    },
    readOnly: {
      boolean: 'CalcAgingReportFromTxnDate',
    },
  },
  SalesFormsPrefs: {
    writable: {
      boolean: `
        CustomTxnNumbers EmailCopyToCompany AllowDeposit AllowDiscount AllowEstimates ETransactionAttachPDF ETransactionPaymentEnabled AllowServiceDate
        AllowShipping`,
      EmailAddress: 'SalesEmailCc SalesEmailBcc',
      string: 'DefaultDiscountAccount DefaultShippingAccount DefaultCustomerMessage',
      ref: 'DefaultTerms',
    },
    readOnly: {
      boolean: `
        UsingProgressInvoicing DelayedCharges IPNSupportEnabled AutoApplyCredit AutoApplyPayments TrackReimbursableExpensesAsIncome UsingSalesOrders
        UsingPriceLevels`,
      string: 'EstimateMessage InvoiceMessage DefaultDeliveryMethod DefaultFOB',
      ETransactionEnabledStatusEnum: 'ETransactionEnabledStatus',
      ref: 'DefaultItem',
    },
  },
  TaxPrefs: {
    readOnly: {
      boolean: 'UsingSalesTax PartnerTaxEnabled HideTaxManagement',
      ref: 'TaxGroupCodeRef',
    },
  },
  TimeTrackingPrefs: {
    writable: {
      boolean: 'BillCustomers ShowBillRateToAll UsingSalesTax',
    },
    readOnly: {
      boolean: 'UseServices MarkTimeEntriesBillable',
      ref: 'DefaultTimeItem',
      WeekEnum: 'WorkWeekStartDate',
    },
  },
  VendorAndPurchasesPrefs: {
    writable: {
      boolean: 'TrackingByCustomer BillableExpenseTracking',
      ref: 'DefaultTerms DefaultMarkupAccount',
      number: 'DefaultMarkup',
    },
    readOnly: {
      boolean: 'EnableBills AutomaticBillPayment TPAREnabled UsingInventory',
      string: 'MsgToVendors',
      ref: 'DiscountAccountRef',
    },
  },
};
