import type { Call } from '../../net/call';
import { CallFailure } from '../../net/failure';
import type { Company, Ledger, LedgerAuthorization, LedgerCompany, LedgerConfig } from '../ledger';
import { createClient } from './client';
import { contactsOf } from './contacts';
import { invoiceNumber, toCompany } from './convert';
import { documentsOf } from './documents';
import { explain } from './errors';
import { originOf, pageOf, startPageOf } from './hosts';
import { itemsOf } from './items';
import { budget } from './limits';
import { contactStatuses } from './masters';
import { readPaymentChanges } from './payments';
import { isClosed, readReference } from './reference';
import { rights } from './rights';
import { divisions, me } from './wire';
import { bookTogether } from './xml/together';
import { isStatable } from './xml/transactions';
import { createUpload } from './xml/upload';

/** Exact Online: sales and purchase entries, or sales invoices, of one division. */
export const exactOnline: Ledger = {
  id: 'exact-online',
  name: 'Exact Online',
  shortName: 'Exact',
  capabilities: {
    directions: { invoices: ['to-ledger'], bills: ['to-ledger'], contacts: ['to-ledger'], products: ['to-ledger'], payments: ['to-host'] },
    update: (config, kind) => (kind === 'invoice' && config.salesAs !== 'invoice' ? 'all' : 'header'),
    // An invoice that is booked is the bookkeeper's: what changes later takes a press. Of a bill the header may follow.
    follows: (_config, kind) => (kind === 'bill' ? 'header' : 'nothing'),
    contactStatuses,
    items: (config, kind) => (kind === 'invoice' && config.salesAs === 'invoice' ? 'needed' : 'optional'),
    itemsNeedCode: true,
    journals: true,
    // An account is customer and supplier at once, in any currency.
    contactKey: () => '',
    projectsAreParties: false,
    matchesCurrencies: false,
    statesTax: () => true,
    repeats: false,
    // Names of accounts are anybody's.
    uniqueNames: false,
    looksUpFirst: () => true,
    bulk: {
      size: 100,
      // With the look afterwards it is two calls or three.
      fewest: 4,
      // Two look-ups before and two after for a page and a half of invoices, one each for bills, and the file itself.
      calls: 7,
      // Exact says nowhere when it gives a file up; a page of its kind does after two minutes at the latest.
      endsWithin: 120_000,
      // A file is judged by rules of its own.
      refusesAlike: false,
      serves: (config, kind) => config.traits !== undefined && (kind === 'bill' || config.salesAs !== 'invoice'),
      takes: (config, booking) => (booking.kind === 'bill' || config.salesAs !== 'invoice') && isStatable(booking, config.traits),
    },
    endsWithin: 20_000,
    numericNumbers: true,
    consistencyWindow: 15_000,
    // Keys of 30 characters, each of which has to be escaped, fit one address.
    lookupSize: 25,
    // An entry goes as long as it is open and unpaid and its period is not closed, a sales invoice until it is printed.
    deletes: () => true,
    // Exact keeps InvoiceNumber unique within journal and year; YourRef and the numbers of bills are anybody's.
    keepsUnique: (config, kind, number) => kind === 'invoice' && config.salesAs !== 'invoice' && invoiceNumber(number) !== null,
  },
  budget,
  budgetKey: (config) => `exact-online:${config.country ?? ''}:${config.clientId}:${config.company}`,
  origins: (config) => [`${originOf(config.country)}/*`],
  authorization: (config) => authorization(originOf(config.country)),
  companies,
  open,
  rights,
  explain,
};

/** Exact refuses a new token before the old one is 570 s old; only the last half minute of its life, and after, are good. */
const authorization = (origin: string): LedgerAuthorization => ({
  issuer: origin,
  authorizationEndpoint: `${origin}/api/oauth2/auth`,
  tokenEndpoint: `${origin}/api/oauth2/token`,
  parameters: { force_login: '0' },
  clientAuthentication: 'post',
  proofKey: true,
  refreshAfter: 570,
  lifetime: 600,
  isTooEarly,
});

/** Said in the body or in the Reason header, with status 400 or 401. */
const isTooEarly = (body: string, headers: Headers): boolean =>
  /access[_ ]token not expired|TooEarlyToRefreshTokens/i.test(`${body}\n${headers.get('Reason') ?? ''}`);

async function companies(call: Call, config: LedgerConfig): Promise<{ user: string; companies: Company[] }> {
  const origin = originOf(config.country);
  const [user] = await createClient(call, origin, null).list(me, null, 'ask who signed in');
  const division = user?.CurrentDivision ?? user?.AccountingDivision;
  if (!user || !division) {
    throw new CallFailure('unreadable', 'Exact Online does not say which company this user works in.', { system: 'Exact Online', endpoint: me.path });
  }
  const rows = await createClient(call, origin, String(division)).list(divisions, null, 'list the companies');
  return { user: user.FullName || user.UserName || '', companies: rows.map(toCompany) };
}

/** Throws when no company is chosen: a call without one would go to no division, or to the one last used in the browser. */
function open(call: Call, config: LedgerConfig): LedgerCompany {
  if (!/^\d+$/.test(config.company)) throw new Error(`"${config.company}" is not an Exact Online division`);
  const origin = originOf(config.country);
  const client = createClient(call, origin, config.company);
  const upload = createUpload(call, origin, config.company);
  const documents = documentsOf(client, config.salesAs);
  return {
    readReference: () => readReference(client, config.company),
    isClosed: (journal, day) => isClosed(client, journal, day),
    ...contactsOf(client),
    ...itemsOf(client),
    ...documents,
    createDocuments: (bookings) => bookTogether({ client, upload, findDocuments: (keys) => documents.findDocuments(keys), traits: config.traits ?? {} }, bookings),
    paymentChanges: (cursor) => readPaymentChanges(client, cursor),
    startPage: () => startPageOf(origin, config.company),
    documentPage: (document) => pageOf(origin, config.company, document),
  };
}
