import { table } from './table';

export const salesInvoices = table({
  path: 'salesinvoice/SalesInvoices',
  key: 'InvoiceID',
  methods: 'GET POST PUT DELETE',
  mandatory: 'Journal OrderedBy SalesInvoiceLines',
  writable: {
    Boolean: 'IsExtraDuty',
    DateTime: 'DueDate OrderDate',
    Double: `
      AmountDiscount AmountDiscountExclVat Discount ExtraDutyAmountFC GAccountAmountFC WithholdingTaxAmountFC WithholdingTaxBaseAmount
      WithholdingTaxPercentage`,
    Guid: `
      InvoiceID DeliverToAddress DeliverToContactPerson Document InvoiceToContactPerson OrderedByContactPerson SalesChannel Salesperson SelectionCode
      TaxSchedule Warehouse ShippingMethod`,
    Int16: 'IncotermVersion',
    Int32: 'OrderNumber Type',
    String: 'Currency Description IncotermAddress IncotermCode PaymentCondition PaymentReference Remarks YourRef',
  },
  postOnly: {
    Guid: 'DeliverTo InvoiceTo OrderedBy',
    String: 'Journal',
  },
  readOnly: {
    DateTime: 'Created InvoiceDate Modified',
    Double: 'AmountDC AmountFC AmountFCExclVat VATAmountDC VATAmountFC',
    Guid: 'Creator Modifier',
    Int16: 'DiscountType StarterSalesInvoiceStatus Status',
    Int32: 'Division DocumentNumber InvoiceNumber',
    String: `
      CreatorFullName DeliverToContactPersonFullName DeliverToName DocumentSubject InvoiceToContactPersonFullName InvoiceToName JournalDescription
      ModifierFullName OrderedByContactPersonFullName OrderedByName PaymentConditionDescription SalesChannelCode SalesChannelDescription
      SalespersonFullName SelectionCodeCode SelectionCodeDescription StarterSalesInvoiceStatusDescription StatusDescription TaxScheduleCode
      TaxScheduleDescription TypeDescription ShippingMethodCode ShippingMethodDescription`,
  },
  lists: 'SalesInvoiceLines SalesInvoiceOrderChargeLines',
});

export const salesInvoiceLines = table({
  path: 'salesinvoice/SalesInvoiceLines',
  key: 'ID',
  methods: 'GET POST PUT DELETE',
  mandatory: 'GLAccount InvoiceID Item',
  writable: {
    DateTime: 'DeliveryDate EndTime StartTime',
    Double: 'AmountFC Discount ExtraDutyAmountFC ExtraDutyPercentage NetPrice Quantity UnitPrice VATAmountDC VATAmountFC VATPercentage',
    Guid: 'ID Employee Item Pricelist Project ProjectWBS TaxSchedule',
    String: 'CostCenter CostUnit Description Notes UnitCode VATCode',
  },
  postOnly: {
    Guid: 'GLAccount InvoiceID',
  },
  readOnly: {
    Double: 'AmountDC',
    Guid: 'SalesOrder SalesOrderLine Subscription',
    Int32: 'Division LineNumber SalesOrderLineNumber SalesOrderNumber',
    String: `
      CostCenterDescription CostUnitDescription CustomerItemCode EmployeeFullName GLAccountDescription ItemCode ItemDescription PricelistDescription
      ProjectDescription ProjectWBSDescription SubscriptionDescription TaxScheduleCode TaxScheduleDescription UnitDescription VATCodeDescription
      CustomField`,
  },
});

export const printedSalesInvoices = table({
  path: 'salesinvoice/PrintedSalesInvoices',
  key: 'InvoiceID',
  methods: 'POST',
  writable: {
    Boolean: 'SendEmailToCustomer SendInvoiceToCustomerPostbox SendOutputBasedOnAccount',
    DateTime: 'InvoiceDate',
    Guid: 'InvoiceID Document DocumentLayout EmailLayout PostboxSender',
    Int32: 'Division ReportingPeriod ReportingYear',
    String: `
      DocumentCreationError DocumentCreationSuccess EmailCreationError EmailCreationSuccess ExtraText PostboxMessageCreationError
      PostboxMessageCreationSuccess SenderEmailAddress`,
  },
  postOnly: {
    Boolean: 'SendInvoiceViaPeppol',
    String: 'PeppolCreationError PeppolCreationSuccess',
  },
  readOnly: {
  },
});
