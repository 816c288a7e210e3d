import type { LedgerConfig } from '../ledger';
import { readDocumentId } from './ids';

type Environment = NonNullable<LedgerConfig['environment']>;

const apis: Readonly<Record<Environment, string>> = { production: 'https://quickbooks.api.intuit.com', sandbox: 'https://sandbox-quickbooks.api.intuit.com' };
const apps: Readonly<Record<Environment, string>> = { production: 'https://app.qbo.intuit.com', sandbox: 'https://app.sandbox.qbo.intuit.com' };

/** Where every sign-in is exchanged, whatever the environment. */
export const tokenOrigin = 'https://oauth.platform.intuit.com';

const environmentOf = ({ environment }: LedgerConfig): Environment => environment ?? 'production';

/** The origin of the API. An app's keys reach one environment only. */
export const apiOf = (config: LedgerConfig): string => apis[environmentOf(config)];

const paths = { Invoice: 'invoice', CreditMemo: 'creditmemo', Bill: 'bill', VendorCredit: 'vendorcredit' } as const;
const parties: Readonly<Record<string, string>> = { customer: 'customerdetail', vendor: 'vendordetail' };

/** A page of the app; it opens in the company last used there unless one is named. */
function pageAt(config: LedgerConfig, path: string, parameters: Record<string, string> = {}): string {
  return `${apps[environmentOf(config)]}/app/${path}?${new URLSearchParams({ ...parameters, companyId: config.company }).toString()}`;
}

export const startPageOf = (config: LedgerConfig): string => pageAt(config, '');

/** The document's own page; else its contact's, else the start page. An address from elsewhere is never followed. */
export function pageOf(config: LedgerConfig, { id, contact }: { id: string; contact: string }): string {
  const document = readDocumentId(id);
  if (document) return pageAt(config, paths[document.entity], { txnId: document.id });
  const [role = '', party = ''] = contact.split('/');
  const path = parties[role];
  return path && /^\d+$/.test(party) ? pageAt(config, path, { nameId: party }) : startPageOf(config);
}
