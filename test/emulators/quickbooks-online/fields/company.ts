import { kinds } from './groups';
import { table } from './table';

export const companyInfo = table(
  {
    writable: {
      string: 'CompanyName:1024 LegalName:1024 Country SupportedLanguages',
      PhysicalAddress: 'CompanyAddr CustomerCommunicationAddr LegalAddr',
      TelephoneNumber: 'PrimaryPhone',
      MonthEnum: 'FiscalYearStartMonth',
      EmailAddress: 'Email:100',
      WebSiteAddress: 'WebAddr:1000',
      NameValue: 'NameValue[]',
    },
    readOnly: {
      string: 'Id SyncToken EmployerId QBVersion:512 DefaultTimeZone',
      ModificationMetaData: 'MetaData',
      EmailAddress: 'CompanyEmailAddr CustomerCommunicationEmailAddr',
      WebSiteAddress: 'CompanyURL',
      date: 'CompanyStartDate',
      MonthEnum: 'TaxYearStartMonth',
      PhysicalAddress: 'ShipAddr OtherAddr[]',
      TelephoneNumber: 'Mobile Fax',
      datetime: 'LastImportedTime',
      boolean: 'MultiByteCharsSupported',
    },
    filterable: 'Id',
  },
  kinds,
);

export const preferences = table(
  {
    writable: {
      CompanyAccountingPrefs: 'AccountingInfoPrefs',
      ProductAndServicesPrefs: 'ProductAndServicesPrefs',
      SalesFormsPrefs: 'SalesFormsPrefs',
      VendorAndPurchasesPrefs: 'VendorAndPurchasesPrefs',
      TimeTrackingPrefs: 'TimeTrackingPrefs',
      ReportPrefs: 'ReportPrefs',
    },
    readOnly: {
      string: 'Id SyncToken',
      ModificationMetaData: 'MetaData',
      TaxPrefs: 'TaxPrefs',
      CurrencyPrefs: 'CurrencyPrefs',
      OtherPrefs: 'OtherPrefs',
    },
    filterable: 'Id',
  },
  kinds,
);

export const attachable = table(
  {
    writable: {
      AttachableRef: 'AttachableRef[]',
      string: 'FileName:1000 ContentType:100 Category:100 Lat:100 Long:100 PlaceName:2000 Note:2000',
    },
    readOnly: {
      string: 'Id SyncToken FileAccessUri TempDownloadUri ThumbnailFileAccessUri ThumbnailTempDownloadUri documentId',
      ModificationMetaData: 'MetaData',
      integer: 'Size',
    },
    filterable: 'Id',
  },
  kinds,
);
