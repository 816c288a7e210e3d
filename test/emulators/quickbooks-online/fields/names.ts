import { kinds } from './groups';
import { table } from './table';

export const customer = table(
  {
    writable: {
      string: `
        Title:16 GivenName:100 MiddleName:100 FamilyName:100 Suffix:16 CompanyName:100 DisplayName:500 PrintOnCheckName:110 Notes:2000 PreferredDeliveryMethod
        ResaleNum:16 SecondaryTaxIdentifier PrimaryTaxIdentifier TaxExemptionReasonId BusinessNumber:10 GSTIN:15 GSTRegistrationType:15 Source`,
      boolean: 'Active Taxable Job BillWithParent',
      TelephoneNumber: 'PrimaryPhone:30 AlternatePhone:30 Mobile:30 Fax:30',
      EmailAddress: 'PrimaryEmailAddr',
      WebSiteAddress: 'WebAddr:1000',
      ref: 'DefaultTaxCodeRef ParentRef CustomerTypeRef SalesTermRef PaymentMethodRef',
      PhysicalAddress: 'BillAddr ShipAddr',
    },
    createOnly: {
      number: 'Balance',
      date: 'OpenBalanceDate',
      ref: 'CurrencyRef ARAccountRef',
    },
    readOnly: {
      string: 'Id SyncToken FullyQualifiedName V4IDPseudonym',
      ModificationMetaData: 'MetaData',
      ref: 'RootCustomerRef',
      integer: 'Level',
      number: 'BalanceWithJobs',
      boolean: 'IsProject',
    },
    filterable: 'Id GivenName MiddleName FamilyName FullyQualifiedName CompanyName DisplayName PrintOnCheckName Active PrimaryEmailAddr Balance',
    sortable: 'Id GivenName MiddleName FamilyName FullyQualifiedName CompanyName DisplayName PrintOnCheckName Balance BalanceWithJobs',
  },
  kinds,
);

export const vendor = table(
  {
    writable: {
      string: `
        Title:16 GivenName:100 MiddleName:100 FamilyName:100 Suffix:16 CompanyName:100 DisplayName:500 PrintOnCheckName:100 TaxIdentifier:20 BusinessNumber:10
        AcctNum:100 TaxReportingBasis GSTIN:15 GSTRegistrationType:15 Source`,
      boolean: 'Active Vendor1099 T4AEligible T5018Eligible HasTPAR',
      TelephoneNumber: 'PrimaryPhone AlternatePhone Mobile Fax',
      EmailAddress: 'PrimaryEmailAddr',
      WebSiteAddress: 'WebAddr',
      PhysicalAddress: 'BillAddr',
      ref: 'TermRef APAccountRef',
      number: 'BillRate CostRate',
    },
    createOnly: {
      number: 'Balance',
      date: 'OpenBalanceDate',
      ref: 'CurrencyRef',
    },
    readOnly: {
      string: 'Id SyncToken FullyQualifiedName V4IDPseudonym ContactName AltContactName Notes:1024',
      ModificationMetaData: 'MetaData',
      ref: 'DefaultTaxCodeRef ParentRef',
      PhysicalAddress: 'ShipAddr',
      date: 'TaxIdEffectiveDate',
      number: 'CreditLimit',
    },
    filterable: 'Id GivenName MiddleName FamilyName DisplayName CompanyName FullyQualifiedName PrintOnCheckName PrimaryEmailAddr Active Balance',
    sortable: 'GivenName MiddleName FamilyName Id DisplayName CompanyName FullyQualifiedName PrintOnCheckName Balance',
  },
  kinds,
);
