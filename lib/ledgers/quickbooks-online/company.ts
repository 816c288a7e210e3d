import type { Company, LedgerConfig } from '../ledger';
import type { Client } from './client';
import { refuse } from './client';
import { system } from './system';
import { knownTraits, toTraits, type Traits } from './traits';
import { companyInfo, preferences, type RowOf } from './wire';

export interface Settings {
  preferences: RowOf<typeof preferences>;
  company: RowOf<typeof companyInfo>;
}

export const readPreferences = (client: Client, purpose: string): Promise<RowOf<typeof preferences>> => client.single(preferences, 'preferences', purpose);

/** Name and settings of a company: two reads. */
export async function readSettings(client: Client, realm: string, purpose: string): Promise<Settings> {
  const [company, settings] = await Promise.all([client.single(companyInfo, `companyinfo/${realm}`, purpose), readPreferences(client, purpose)]);
  return { company, preferences: settings };
}

export function toCompany(realm: string, settings: Settings): Company {
  const { homeCurrency, country } = toTraits(settings.preferences, settings.company);
  return { id: realm, name: settings.company.CompanyName || settings.company.LegalName || realm, currency: homeCurrency, country };
}

/** The company's traits: as they were kept, else read once. */
export function traitsReader(client: Client, config: LedgerConfig): () => Promise<Traits> {
  let reading: Promise<Traits> | null = null;
  const read = async (): Promise<Traits> => {
    const settings = await readSettings(client, config.company, 'read the settings of the company');
    return toTraits(settings.preferences, settings.company);
  };
  return async () => {
    const known = knownTraits(config);
    if (known) return known;
    reading ??= read();
    try {
      return await reading;
    } catch (failure) {
      reading = null;
      throw failure;
    }
  };
}

/** Throws CallFailure for a currency the company does not book in. */
export function checkCurrency({ homeCurrency, multiCurrency }: Traits, currency: string): void {
  if (multiCurrency || currency === homeCurrency) return;
  throw refuse('currency-off', `This company books in ${homeCurrency} only; ${currency} takes multicurrency, which is switched on in the settings of ${system}.`);
}
