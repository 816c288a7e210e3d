import { z } from 'zod';
import type { CompanyTraits, LedgerConfig } from '../ledger';
import type { companyInfo, preferences, RowOf } from './wire';

/** 'none': a company outside the US that has no sales tax. */
export type TaxModel = 'us-automated' | 'us-manual' | 'global' | 'none';

const schema = z.object({
  homeCurrency: z.string(),
  multiCurrency: z.boolean(),
  /** Sales keep the number that is sent, and no two of a kind have the same. */
  customTxnNumbers: z.boolean(),
  classTracking: z.enum(['line', 'transaction', 'none']),
  taxModel: z.enum(['us-automated', 'us-manual', 'global', 'none']),
  country: z.string(),
  departments: z.boolean(),
  /** Lines of bills may name a customer. */
  trackingByCustomer: z.boolean(),
  billableExpenses: z.boolean(),
  warnDuplicateBillNumber: z.boolean(),
  usesProjects: z.boolean(),
  edition: z.string(),
});

/** What of a company's settings decides how it is booked in. */
export type Traits = z.infer<typeof schema>;

/** null until the reference data was read. */
export const knownTraits = ({ traits }: Pick<LedgerConfig, 'traits'>): Traits | null => schema.safeParse(traits).data ?? null;

export const isUs = (country: string): boolean => /^USA?$/i.test(country.trim());
export const isUsTax = ({ taxModel }: Traits): boolean => taxModel === 'us-automated' || taxModel === 'us-manual';

const pairOf = (pairs: readonly { Name: string; Value?: string | undefined }[] | undefined, name: string): string => pairs?.find((pair) => pair.Name === name)?.Value ?? '';

function taxModelOf(country: string, { TaxPrefs }: RowOf<typeof preferences>): TaxModel {
  if (isUs(country)) return TaxPrefs?.PartnerTaxEnabled === true ? 'us-automated' : 'us-manual';
  return TaxPrefs?.UsingSalesTax === false ? 'none' : 'global';
}

export function toTraits(settings: RowOf<typeof preferences>, company: RowOf<typeof companyInfo>): Traits {
  const { AccountingInfoPrefs, SalesFormsPrefs, VendorAndPurchasesPrefs, CurrencyPrefs, OtherPrefs } = settings;
  const country = company.Country ?? '';
  const isOn = (name: string): boolean => pairOf(OtherPrefs?.NameValue, name).toLowerCase() === 'true';
  return {
    homeCurrency: CurrencyPrefs.HomeCurrency.value,
    multiCurrency: CurrencyPrefs.MultiCurrencyEnabled ?? false,
    customTxnNumbers: SalesFormsPrefs?.CustomTxnNumbers ?? SalesFormsPrefs?.CustomTxnNumber ?? false,
    classTracking: AccountingInfoPrefs?.ClassTrackingPerTxnLine ? 'line' : AccountingInfoPrefs?.ClassTrackingPerTxn ? 'transaction' : 'none',
    taxModel: taxModelOf(country, settings),
    country,
    departments: AccountingInfoPrefs?.TrackDepartments ?? false,
    trackingByCustomer: VendorAndPurchasesPrefs?.TrackingByCustomer ?? false,
    billableExpenses: VendorAndPurchasesPrefs?.BillableExpenseTracking ?? false,
    warnDuplicateBillNumber: isOn('WarnDuplicateBillNumber') || isOn('VendorAndPurchasesPrefs.WarnDuplicateBillNumber'),
    usesProjects: isOn('ProjectsEnabled'),
    edition: pairOf(company.NameValue, 'OfferingSku'),
  };
}

export const asTraits = (traits: Traits): CompanyTraits => ({ ...traits });
