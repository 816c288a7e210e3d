import { table } from './table';

export const currencies = table({
  path: 'general/Currencies',
  key: 'Code',
  methods: 'GET',
  writable: {
    DateTime: 'Created Modified',
    Double: 'AmountPrecision PricePrecision',
    String: 'Code Description',
  },
  readOnly: {
  },
});

export const costcenters = table({
  path: 'hrm/Costcenters',
  key: 'ID',
  methods: 'GET POST PUT DELETE',
  mandatory: 'Code Description',
  writable: {
    Boolean: 'Active',
    DateTime: 'EndDate',
    Guid: 'ID',
    String: 'Description',
  },
  postOnly: {
    String: 'Code',
  },
  readOnly: {
    DateTime: 'Created Modified',
    Guid: 'Creator Modifier',
    Int32: 'Division',
    String: 'CreatorFullName ModifierFullName CustomField',
  },
});

export const costunits = table({
  path: 'hrm/Costunits',
  key: 'ID',
  methods: 'GET POST PUT DELETE',
  mandatory: 'Code Description',
  writable: {
    DateTime: 'EndDate',
    Guid: 'ID',
    String: 'Description',
  },
  postOnly: {
    String: 'Code',
  },
  readOnly: {
    DateTime: 'Created Modified',
    Guid: 'Creator Modifier',
    Int32: 'Division',
    String: 'CreatorFullName ModifierFullName CustomField',
  },
});

export const projects = table({
  path: 'project/Projects',
  key: 'ID',
  methods: 'GET POST PUT DELETE',
  mandatory: 'Code Description Type',
  writable: {
    Boolean: `
      AllowAdditionalInvoicing BlockEntry BlockPurchasing BlockRebilling IncludeSpecificationInInvoicePdf UseBillingMilestones AllowMemberEntryOnly
      BlockInvoicing BlockPlanning EnableWorkInProgress`,
    Byte: 'BudgetOverrunHours IsWBSRequiredForEntry',
    DateTime: 'EndDate StartDate',
    Double: 'BudgetedAmount BudgetedCosts BudgetedRevenue MarkupPercentage SalesTimeQuantity TimeQuantityToAlert',
    Guid: 'ID Account AccountContact Classification FixedPriceItem InvoiceAddress Manager PrepaidItem',
    Int16: 'BudgetType IncludeInvoiceSpecification PrepaidType',
    Int32: 'Type',
    String: 'Code CustomerPOnumber Description InternalNotes Notes InvoiceDescription PaymentCondition',
  },
  readOnly: {
    Boolean: 'HasWBSLines InvoiceAsQuoted',
    DateTime: 'Created Modified',
    Double: 'CostsAmountFC',
    Guid: 'Creator Modifier SourceQuotation',
    Int32: 'Division',
    String: `
      AccountCode AccountName BudgetTypeDescription ClassificationDescription CreatorFullName DivisionName FixedPriceItemDescription ManagerFullname
      ModifierFullName PrepaidItemDescription PrepaidTypeDescription TypeDescription CustomField`,
  },
  lists: 'BudgetedHoursPerHourType InvoiceTerms ProjectRestrictionEmployees ProjectRestrictionItems ProjectRestrictionRebillings',
});
