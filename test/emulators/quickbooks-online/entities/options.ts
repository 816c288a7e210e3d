/** What a company's settings decide. Left out: as a new company has it. */
export interface CompanyPreferences {
  multiCurrency: boolean;
  /** Sales forms carry what is sent instead of the next number. */
  customTxnNumbers: boolean;
  /** The same for vendor credits. */
  customPurchaseNumbers: boolean;
  warnDuplicateBillNumber: boolean;
  classTracking: 'none' | 'transaction' | 'line';
  trackDepartments: boolean;
  /** CustomerRef on lines of bills. */
  trackingByCustomer: boolean;
  billableExpenses: boolean;
  projects: boolean;
  usingSalesTax: boolean;
  allowDiscount: boolean;
  allowDeposit: boolean;
  autoApplyCredit: boolean;
  /** "2025-12-31": the last closed day; '' for none. */
  bookCloseDate: string;
  /** The closing is guarded by a password. */
  bookClosePassword: boolean;
}

export type TaxModel = 'us-automated' | 'us-manual' | 'global';

export interface CompanyOptions {
  realmId: string;
  name: string;
  /** ISO 3166 alpha-2; decides wordings and lengths. */
  country: string;
  homeCurrency: string;
  taxModel: TaxModel;
  preferences?: Partial<CompanyPreferences>;
  /** As one measured company did: a new vendor gets the home currency whatever was sent. */
  vendorCurrencyIgnored?: boolean;
  /** Reports differ on whether a name is free once its customer, vendor or employee is inactive: with this it is not. */
  inactiveNamesTaken?: boolean;
}

export const defaultPreferences: CompanyPreferences = {
  multiCurrency: false,
  customTxnNumbers: false,
  customPurchaseNumbers: false,
  warnDuplicateBillNumber: false,
  classTracking: 'none',
  trackDepartments: false,
  trackingByCustomer: false,
  billableExpenses: false,
  projects: false,
  usingSalesTax: true,
  allowDiscount: false,
  allowDeposit: false,
  autoApplyCredit: false,
  bookCloseDate: '',
  bookClosePassword: false,
};
