import { freeze, type Fields, type QboRecord } from '../values';
import type { Books } from './books';
import { currencyName } from './currencies';

const base = { domain: 'QBO', sparse: false, Id: '1', SyncToken: '4', MetaData: { CreateTime: '2024-01-02T01:00:00-08:00', LastUpdatedTime: '2026-10-01T02:00:00-07:00' } };
const pairs = (values: Record<string, string>): Fields[] => Object.entries(values).map(([Name, Value]) => ({ Name, Value }));

/** Name, country and plan. */
export function companyInfo({ options }: Books): QboRecord {
  return freeze({
    CompanyName: options.name,
    LegalName: options.name,
    CompanyStartDate: '2024-01-02',
    FiscalYearStartMonth: 'January',
    Country: options.country,
    Email: { Address: 'accounts@acme.example' },
    SupportedLanguages: 'en',
    NameValue: pairs({ NeoEnabled: 'true', OfferingSku: 'QuickBooks Online Plus', SubscriptionStatus: 'PAID', ItemCategoriesFeature: 'true' }),
    ...base,
  });
}

/** The settings that decide what may be sent. */
export function preferences({ options, preferences: set }: Books): QboRecord {
  return freeze({
    AccountingInfoPrefs: {
      UseAccountNumbers: true,
      TrackDepartments: set.trackDepartments,
      DepartmentTerminology: 'Location',
      ClassTrackingPerTxn: set.classTracking === 'transaction',
      ClassTrackingPerTxnLine: set.classTracking === 'line',
      FirstMonthOfFiscalYear: 'January',
      TaxYearMonth: 'January',
      ...(set.bookCloseDate === '' ? {} : { BookCloseDate: set.bookCloseDate }),
      CustomerTerminology: 'Customers',
    },
    ProductAndServicesPrefs: { ForSales: true, ForPurchase: true, QuantityWithPriceAndRate: true, QuantityOnHand: true },
    SalesFormsPrefs: {
      CustomTxnNumbers: set.customTxnNumbers,
      AllowDeposit: set.allowDeposit,
      AllowDiscount: set.allowDiscount,
      AllowServiceDate: true,
      AllowShipping: false,
      AutoApplyCredit: set.autoApplyCredit,
    },
    VendorAndPurchasesPrefs: { TrackingByCustomer: set.trackingByCustomer, BillableExpenseTracking: set.billableExpenses },
    TaxPrefs: { UsingSalesTax: set.usingSalesTax, ...(options.taxModel === 'us-automated' ? { PartnerTaxEnabled: true } : {}) },
    CurrencyPrefs: { MultiCurrencyEnabled: set.multiCurrency, HomeCurrency: { value: options.homeCurrency, name: currencyName(options.homeCurrency) } },
    ReportPrefs: { ReportBasis: 'Accrual' },
    OtherPrefs: {
      NameValue: pairs({
        'VendorAndPurchasesPrefs.UseCustomTxnNumbers': String(set.customPurchaseNumbers),
        WarnDuplicateBillNumber: String(set.warnDuplicateBillNumber),
        ProjectsEnabled: String(set.projects),
        'AccountingInfoPrefs.DefaultTaxRateSelection': '1',
      }),
    },
    ...base,
  });
}
