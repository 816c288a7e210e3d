import type { ConnectionSettings } from '../../../lib/settings';

/** The form of a new connection, as typed. */
export interface Draft {
  id: string;
  site: string;
  companyAccountId: string;
  apiKey: string;
  country: string;
  clientId: string;
  clientSecret: string;
  company: string;
  salesAs: 'entry' | 'invoice';
}

export const emptyDraft: Draft = {
  id: '', site: '', companyAccountId: '', apiKey: '', country: 'nl', clientId: '', clientSecret: '', company: '', salesAs: 'entry',
};

export const countries = [
  ['nl', 'Netherlands'], ['be', 'Belgium'], ['de', 'Germany'], ['fr', 'France'], ['es', 'Spain'], ['uk', 'United Kingdom'], ['us', 'United States'],
] as const;

/** The origin of what was typed ("acme.scoro.com" will do); null when it is no https address. Pure. */
export function siteOrigin(typed: string): string | null {
  const text = typed.trim();
  if (!text || /\s/.test(text)) return null;
  try {
    const url = new URL(text.includes('://') ? text : `https://${text}`);
    return url.protocol === 'https:' && url.hostname.includes('.') ? url.origin : null;
  } catch {
    return null;
  }
}

/** "acme" for https://acme.scoro.com: the name a connection gets when none is typed. Pure. */
export const nameFor = (site: string): string => siteOrigin(site)?.replace('https://', '').split('.')[0] ?? '';

/** What is wrong, by field. Empty when the connection can be saved. Pure. */
export function faultsOf(draft: Draft, taken: readonly string[]): Partial<Record<keyof Draft, string>> {
  const faults: Partial<Record<keyof Draft, string>> = {};
  const site = siteOrigin(draft.site);
  const id = draft.id || nameFor(draft.site);
  if (!site) faults.site = 'The address of your site, such as acme.scoro.com';
  else if (!new URL(site).hostname.endsWith('.scoro.com')) faults.site = 'A Scoro site ends in .scoro.com';
  if (id && !/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(id)) faults.id = 'Letters, digits, dot, dash and underscore';
  else if (taken.includes(id)) faults.id = `There is a connection "${id}" already`;
  if (!draft.apiKey.trim()) faults.apiKey = 'Without a key nothing can be read';
  if (!draft.clientId.trim()) faults.clientId = 'The client id of your app in the Exact Online App Center';
  if (!draft.clientSecret.trim()) faults.clientSecret = 'The client secret of the same app';
  if (draft.company && !/^\d+$/.test(draft.company.trim())) faults.company = 'A division is a number; leave it empty to choose when you connect';
  return faults;
}

/** The draft as the settings have it. Only for one without faults. Pure. */
export function settingsOf(draft: Draft): ConnectionSettings {
  const text = (value: string) => value.trim();
  return {
    id: text(draft.id) || nameFor(draft.site),
    host: {
      system: 'scoro',
      site: siteOrigin(draft.site) ?? '',
      apiKey: text(draft.apiKey),
      ...(text(draft.companyAccountId) ? { companyAccountId: text(draft.companyAccountId) } : {}),
    },
    ledger: {
      system: 'exact-online',
      country: draft.country as 'nl',
      clientId: text(draft.clientId),
      clientSecret: text(draft.clientSecret),
      salesAs: draft.salesAs,
      ...(text(draft.company) ? { company: text(draft.company) } : {}),
    },
  };
}
