import { table } from './table';

export const accounts = table({
  path: 'crm/Accounts',
  key: 'ID',
  methods: 'GET POST PUT DELETE',
  mandatory: 'Name',
  writable: {
    Binary: 'Logo',
    Boolean: `
      Blocked CanDropShip HasWithholdingTaxSales IgnoreDatevWarningMessage IsExtraDuty IsPilot IsReseller IsSupplier RecepientOfCommissions
      ShowRemarkForSales EnableSalesPaymentLink`,
    Byte: `
      ConsolidationScenario DeliveryAdvice IsAccountant IsAgency IsCompetitor IsMailing SeparateInvPerProject SeparateInvPerSubscription
      AutomaticProcessProposedEntry`,
    DateTime: 'ControlledDate EndDate EstablishedDate StartDate',
    Double: 'CreditLinePurchase CreditLineSales DiscountPurchase DiscountSales Latitude Longitude',
    Guid: `
      ID Accountant AccountManager ActivitySector ActivitySubSector BusinessType Classification1 Classification2 Classification3 Classification4
      Classification5 Classification6 Classification7 Classification8 CompanySize GLAccountPurchase GLAccountSales GLAP GLAR InvoiceAccount
      LeadPurpose LeadSource MainContact Parent PriceList Reseller SalesTaxSchedule ShippingMethod`,
    Int16: 'IncotermVersionPurchase IncotermVersionSales',
    Int32: 'InvoiceAttachmentType InvoicingMethod PurchaseLeadDays SecurityLevel ShippingLeadDays PeppolIdentifierType',
    String: `
      AddressLine1 AddressLine2 AddressLine3 BSN ChamberOfCommerce City Code CodeAtSupplier Country DatevCreditorCode DatevDebtorCode Email Fax
      GlnNumber IncotermAddressPurchase IncotermAddressSales IncotermCodePurchase IncotermCodeSales IntraStatArea IntraStatDeliveryTerm
      IntraStatSystem IntraStatTransactionA IntraStatTransactionB IntraStatTransportMethod Language LogoFileName Name OINNumber PayAsYouEarn
      PaymentConditionPurchase PaymentConditionSales Phone PhoneExtension Postcode PurchaseCurrency PurchaseVATCode Remarks RSIN SalesCurrency
      SalesVATCode SearchCode State Status TradeName UniqueTaxpayerReference VATLiability VATNumber Website EORINumber PeppolIdentifier`,
  },
  readOnly: {
    Boolean: 'IsBank IsMember IsPurchase IsSales',
    Byte: 'CostPaid IsAnonymised AddressSource Source',
    DateTime: 'Created CustomerSince Modified StatusSince',
    Guid: 'BRIN Creator Document Modifier',
    Int32: 'AccountManagerHID Division',
    String: `
      AccountManagerFullName Classification ClassificationDescription Costcenter CostcenterDescription CountryName CreatorFullName Currency DunsNumber
      InvoiceAccountCode InvoiceAccountName LanguageDescription LogoThumbnailUrl LogoUrl ModifierFullName PaymentConditionPurchaseDescription
      PaymentConditionSalesDescription PurchaseCurrencyDescription PurchaseVATCodeDescription ResellerCode ResellerName SalesCurrencyDescription
      SalesTaxScheduleCode SalesTaxScheduleDescription SalesVATCodeDescription StateName Type CustomField`,
  },
  lists: 'BankAccounts',
});
