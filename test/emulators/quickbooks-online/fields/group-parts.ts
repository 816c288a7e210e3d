import type { Facts } from './table';

/** Addresses, numbers and other parts of records. Those that others hold come first. */
export const partFacts: Readonly<Record<string, Facts>> = {
  ModificationMetaData: {
    readOnly: {
      datetime: 'CreateTime LastUpdatedTime',
    },
    filterable: 'CreateTime LastUpdatedTime',
    sortable: 'CreateTime LastUpdatedTime',
  },
  PhysicalAddress: {
    writable: {
      string: 'Line1:500 Line2:500 Line3:500 Line4:500 Line5:500 City:255 Country:255 CountrySubDivisionCode:255 PostalCode:30',
    },
    readOnly: {
      string: 'Id CountryCode County:25 PostalCodeSuffix Lat Long Note',
    },
  },
  TelephoneNumber: {
    writable: {
      string: 'FreeFormNumber:30',
    },
    readOnly: {
      string: 'DeviceType CountryCode AreaCode ExchangeCode Extension',
      boolean: 'Default',
    },
  },
  EmailAddress: {
    writable: {
      string: 'Address:100',
    },
    readOnly: {
      boolean: 'Default',
    },
  },
  WebSiteAddress: {
    writable: {
      string: 'URI:1000',
    },
    readOnly: {
      string: 'Id',
      boolean: 'Default',
    },
  },
  MemoRef: {
    writable: {
      string: 'value:1000',
    },
    required: 'value',
  },
  CustomField: {
    writable: {
      string: 'StringValue',
    },
    readOnly: {
      string: 'DefinitionId Name',
      CustomFieldTypeEnum: 'Type',
      boolean: 'BooleanValue',
      date: 'DateValue',
      number: 'NumberValue',
    },
  },
  AttachableRef: {
    writable: {
      ref: 'EntityRef',
      string: 'LineInfo',
      boolean: 'IncludeOnSend NoRefOnly Inactive',
      CustomField: 'CustomField[]',
    },
  },
  TransactionDeliveryInfo: {
    readOnly: {
      DeliveryTypeEnum: 'DeliveryType',
      datetime: 'DeliveryTime',
      DeliveryErrorTypeEnum: 'DeliveryErrorType',
    },
  },
  EffectiveTaxRate: {
    readOnly: {
      number: 'RateValue',
      datetime: 'EffectiveDate EndDate',
    },
  },
  TaxRateDetail: {
    writable: {
      ref: 'TaxRateRef',
      TaxTypeApplicablityEnum: 'TaxTypeApplicable',
      integer: 'TaxOrder',
    },
    readOnly: {
      integer: 'TaxOnTaxOrder',
    },
    required: 'TaxRateRef',
  },
  TaxRateList: {
    writable: {
      TaxRateDetail: 'TaxRateDetail[]',
    },
  },
  TaxRateDetails: {
    writable: {
      string: 'TaxRateName:10 TaxRateId TaxAgencyId',
      number: 'RateValue',
      TaxRateApplicableOnEnum: 'TaxApplicableOn',
    },
  },
  BillPaymentCheck: {
    writable: {
      ref: 'BankAccountRef',
      PrintStatusEnum: 'PrintStatus',
    },
    readOnly: {
      PhysicalAddress: 'PayeeAddr',
    },
    required: 'BankAccountRef',
  },
  BillPaymentCreditCard: {
    writable: {
      ref: 'CCAccountRef',
    },
    required: 'CCAccountRef',
  },
};
