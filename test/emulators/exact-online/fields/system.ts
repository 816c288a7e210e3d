import { table } from './table';

export const me = table({
  path: 'current/Me',
  key: 'UserID',
  methods: 'GET',
  writable: {
    Binary: 'ThumbnailPicture',
    Boolean: 'IsClientUser IsMyFirmPortalUser',
    Double: 'ServerUtcOffset',
    Guid: 'UserID DivisionCustomer EmployeeID',
    Int32: 'AccountingDivision CurrentDivision DossierDivision',
    Int64: 'Legislation',
    String: `
      CustomerCode DivisionCustomerCode DivisionCustomerName DivisionCustomerSiretNumber DivisionCustomerVatNumber Email FirstName FullName Gender
      Initials Language LanguageCode LastName MiddleName Mobile Nationality Phone PhoneExtension PictureUrl ServerTime ThumbnailPictureFormat Title
      UserName`,
  },
  readOnly: {
    Boolean: 'IsEmployeeSelfServiceUser IsMyFirmLiteUser IsOEIMigrationMandatory IsStarterUser',
    String: 'PackageCode',
  },
});

export const divisions = table({
  path: 'system/Divisions',
  key: 'Code',
  methods: 'GET DELETE',
  writable: {
    Boolean: 'Current IsDossierDivision IsMainDivision IsPracticeDivision',
    DateTime: 'ArchiveDate DivisionMoveDate StartDate',
    Double: 'ShareCapital',
    Guid: 'Customer',
    Int32: 'Code BlockingStatus Status',
    Int64: 'Hid',
    String: `
      AddressLine1 AddressLine2 AddressLine3 BusinessTypeCode BusinessTypeDescription ChamberOfCommerceEstablishment ChamberOfCommerceNumber City
      CompanySizeCode CompanySizeDescription Country Currency CustomerCode CustomerName DatevAccountantNumber DatevClientNumber Description Email Fax
      OBNumber Phone Postcode SbiCode SbiDescription SectorCode SectorDescription SiretNumber State SubsectorCode SubsectorDescription TaxOfficeNumber
      TaxReferenceNumber TemplateCode VATNumber Website`,
  },
  readOnly: {
    Boolean: 'IsHRDivision',
    DateTime: 'Created Modified DivisionHRLinkUnlinkDate',
    Guid: 'Creator Modifier',
    String: 'CreatorFullName Legislation ModifierFullName',
  },
});
