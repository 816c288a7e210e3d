import type { Call } from '../../net/call';
import { CallFailure } from '../../net/failure';
import type { Company, ContactUse, Ledger, LedgerAuthorization, LedgerCompany, LedgerConfig } from '../ledger';
import { createClient } from './client';
import { readSettings, toCompany, traitsReader } from './company';
import { contactsOf } from './contacts';
import { documentsOf } from './documents';
import { explain } from './errors';
import { apiOf, pageOf, startPageOf, tokenOrigin } from './hosts';
import { bareId, partyId, readPartyId } from './ids';
import { itemsOf } from './items';
import { budget } from './limits';
import { longestNumber } from './numbers';
import { readPaymentChanges } from './payments';
import { isClosed, readReference } from './reference';
import { paymentsOf } from './record-payments';
import { rights } from './rights';
import { sourceOf } from './source';
import { system } from './system';
import { knownTraits } from './traits';

const ownsNumber = (config: LedgerConfig, kind: 'invoice' | 'bill', number: string): boolean =>
  kind === 'invoice' && knownTraits(config)?.customTxnNumbers === true && number.trim() !== '' && number.length <= longestNumber;

const bothWays = ['to-ledger', 'to-host'] as const;

function isForeign(config: LedgerConfig, { currency }: ContactUse): boolean {
  const traits = knownTraits(config);
  return traits !== null && traits.multiCurrency && currency !== traits.homeCurrency;
}

/** QuickBooks Online: invoices, credit memos, bills and vendor credits of one company. */
export const quickBooksOnline: Ledger = {
  id: 'quickbooks-online',
  name: system,
  shortName: 'QuickBooks',
  capabilities: {
    directions: { invoices: bothWays, bills: bothWays, contacts: bothWays, products: bothWays, payments: bothWays },
    update: () => 'all',
    follows: () => 'whole',
    // A party is a customer or a vendor, and nothing else.
    contactStatuses: [{ id: 'customer', label: 'Customer' }, { id: 'supplier', label: 'Vendor' }],
    items: (_config, kind) => (kind === 'invoice' ? 'stand-in' : 'along'),
    itemsNeedCode: false,
    journals: false,
    // Customers and vendors are records of their own, and each is in one currency for ever.
    contactKey: (config, use) => [use.role === 'supplier' ? use.role : '', isForeign(config, use) ? use.currency : ''].filter(Boolean).join('/'),
    projectsAreParties: true,
    matchesCurrencies: true,
    // What is said of a vendor credit's tax is not read.
    statesTax: (_config, kind, credit) => !(kind === 'bill' && credit),
    repeats: true,
    uniqueNames: true,
    // With numbers of one's own a second one is refused, and the refusal leads to the first.
    looksUpFirst: (config, kind, number) => !ownsNumber(config, kind, number),
    bulk: { size: 30, fewest: 2, calls: 1, endsWithin: 120_000, refusesAlike: true, serves: () => true, takes: () => true },
    // Intuit cuts a request after two minutes.
    endsWithin: 120_000,
    numericNumbers: false,
    // Nothing is documented; a query answers from the books themselves.
    consistencyWindow: 5_000,
    // Each number is in a handful of documents, and a page holds a thousand; the statement stays far below what a request may hold.
    lookupSize: 100,
    deletes: () => true,
    // The check of bills is a warning that covers no vendor credits.
    keepsUnique: ownsNumber,
  },
  budget,
  budgetKey: (config) => `quickbooks-online:${config.environment ?? 'production'}:${config.clientId}:${config.company}`,
  origins: (config) => [`${apiOf(config)}/*`, `${tokenOrigin}/*`],
  authorization: () => authorization,
  contactIdOf: (config, written, use, isOwn) => {
    const { role } = use;
    // What was written without a currency is in the company's own.
    if (!isOwn && isForeign(config, use)) return null;
    const read = readPartyId(written.trim());
    if (read) return read.role === role ? partyId(read.role, read.id) : null;
    return isOwn && /^#?\d+$/.test(written.trim()) ? partyId(role, bareId(written.trim())) : null;
  },
  companies,
  open,
  rights,
  explain,
};

/** A token lives an hour and may be refreshed at any time; PKCE is not offered, and what is made of one is not known. */
const authorization: LedgerAuthorization = {
  issuer: `${tokenOrigin}/op/v1`,
  authorizationEndpoint: 'https://appcenter.intuit.com/connect/oauth2',
  tokenEndpoint: `${tokenOrigin}/oauth2/v1/tokens/bearer`,
  parameters: { scope: 'com.intuit.quickbooks.accounting' },
  clientAuthentication: 'basic',
  proofKey: false,
  companyParameter: 'realmId',
  refreshAfter: 3540,
  lifetime: 3600,
  isTooEarly: () => false,
};

const isRealm = (company: string): boolean => /^\d+$/.test(company);

/** The one company that was chosen when signing in. Who signed in is not told without scopes of identity, so it speaks for itself. */
async function companies(call: Call, config: LedgerConfig): Promise<{ user: string; companies: Company[] }> {
  if (!isRealm(config.company)) throw new CallFailure('unreadable', `${system} did not say which company was chosen. Sign in again.`, { system });
  const company = toCompany(config.company, await readSettings(createClient(call, apiOf(config), config.company), config.company, 'ask which company this is'));
  return { user: company.name, companies: [company] };
}

/** Throws when no company is chosen. */
function open(call: Call, config: LedgerConfig): LedgerCompany {
  if (!isRealm(config.company)) throw new Error(`"${config.company}" is not a QuickBooks Online company`);
  const client = createClient(call, apiOf(config), config.company);
  const traitsOf = traitsReader(client, config);
  return {
    readReference: () => readReference(client, config.company),
    isClosed: (_journal, day) => isClosed(client, day),
    ...contactsOf(client, traitsOf),
    ...itemsOf(client),
    ...documentsOf(client, traitsOf, knownTraits(config)?.homeCurrency ?? ''),
    paymentChanges: (cursor) => readPaymentChanges(client, cursor),
    source: sourceOf(client, traitsOf),
    payments: paymentsOf(client, traitsOf),
    startPage: () => startPageOf(config),
    documentPage: (document) => pageOf(config, document),
  };
}
