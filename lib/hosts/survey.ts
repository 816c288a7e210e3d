/** What a host's data tells of the site it is from: for the check-up, in a few calls. */

/** What documents and products are made with, and a site may have switched off. */
export type HostSettingId = 'line-tax' | 'line-accounts' | 'product-groups' | 'product-codes';

export interface HostSetting {
  id: HostSettingId;
  /** As the host calls it. */
  name: string;
  /** `untold`: nothing was seen that would show it. */
  seen: 'on' | 'off' | 'untold';
  /** What shows it, in one sentence. */
  evidence: string;
}

/** A unit by its name, and the first thing it was seen on ("the product Flour"). */
export interface UnitSeen {
  name: string;
  on: string;
}

/** What the entity says of itself; empty where it does not. */
export interface HostEntity {
  name: string;
  vatNumber: string;
  registrationNumber: string;
  /** ISO 3166, two letters. */
  country: string;
  /** Its own currency, ISO 4217. */
  currency: string;
}

export interface HostSurvey {
  settings: HostSetting[];
  units: UnitSeen[];
  /** How many products have no unit. */
  unitless: number;
  /** Ids of the tax codes and accounts that lines were seen with. */
  taxCodes: string[];
  accounts: string[];
  /** null where the host does not tell. */
  entity: HostEntity | null;
  /** The entities that the documents looked at belong to. */
  entities: string[];
  /** How much was looked at; `more`: there are further products. */
  products: number;
  more: boolean;
  documents: number;
}
