import { negate } from '../../../lib/model/decimal';
import type { SeenRequest } from '../../emulators/core/emulator';
import { createQuickBooksOnline, testClient, type QuickBooksOnline } from '../../emulators/quickbooks-online';
import { booksHelpers } from '../../emulators/quickbooks-online/helpers';
import type { QboRecord } from '../../emulators/quickbooks-online/values';
import { vat } from '../../emulators/scoro';
import type { HeldDocument, Kind, LedgerUnderTest, RequestsOf } from './ledger-under-test';

export interface QuickBooksUnderTest extends LedgerUnderTest {
  readonly emulator: QuickBooksOnline;
}

const entities: Record<Kind, readonly [plain: string, credit: string]> = { invoice: ['Invoice', 'CreditMemo'], bill: ['Bill', 'VendorCredit'] };
const nameOf = (reference: unknown): string => String((reference as { name?: string } | undefined)?.name ?? '');
const isVoid = (row: QboRecord): boolean => Number(row['TotalAmt']) === 0 && String(row['PrivateNote'] ?? '').startsWith('Voided');

function held(kind: Kind, entity: string, row: QboRecord): HeldDocument {
  const credit = entity === entities[kind][1];
  const gross = String(row['TotalAmt']);
  return {
    id: `${entity}/${row.Id}`, kind, credit, number: String(row['DocNumber'] ?? ''), date: String(row['TxnDate']), gross: credit ? negate(gross) : gross,
    contactName: nameOf(row['CustomerRef'] ?? row['VendorRef']),
  };
}

const post = (url: string) => ({ method: 'POST', url });
const query = (entity: string) => ({ ...post('/query?'), body: `FROM ${entity} WHERE DocNumber` });
const requests: RequestsOf = {
  create: { invoice: post('/invoice?'), bill: post('/bill?') },
  lookUp: { invoice: query('Invoice'), bill: query('Bill') },
  contact: { invoice: post('/customer?'), bill: post('/vendor?') },
  item: post('/item?'),
  read: { invoice: { key: { method: 'GET', url: '/invoice/' }, list: { ...post('/query?'), body: 'FROM Invoice WHERE Id' } } },
  update: { ...post('/invoice?'), body: '"SyncToken"' },
  token: post('/oauth2/v1/tokens/bearer'),
  bulk: post('/batch?'),
};

type Batch = { BatchItemRequest: Record<string, unknown>[] };

/** An update names the record it changes. */
const isCreate = ({ url, body }: SeenRequest): boolean => !url.includes('operation=') && !('Id' in (JSON.parse(body) as object));

function creates(kind: Kind, request: SeenRequest, index: number): string[] {
  const { pathname, searchParams } = new URL(request.url);
  const endpoint = pathname.split('/').at(-1);
  if (endpoint === 'batch') return (JSON.parse(request.body) as Batch).BatchItemRequest.flatMap((item) => (entities[kind].some((entity) => entity in item) ? [`${index}/${String(item['bId'])}`] : []));
  return request.method === 'POST' && entities[kind].some((entity) => entity.toLowerCase() === endpoint) && isCreate(request) ? [searchParams.get('requestid') ?? String(index)] : [];
}

/** QuickBooks Online, a company outside the US with several currencies. */
export function quickBooksUnderTest(options: Parameters<typeof createQuickBooksOnline>[0] = {}, emulator: QuickBooksOnline = createQuickBooksOnline(options)): QuickBooksUnderTest {
  const company = () => emulator.company();
  const books = () => booksHelpers(company());
  const locate = (id: string): [entity: string, id: string] => {
    const [entity = '', own = ''] = id.split('/');
    return [entity, own];
  };
  return {
    id: 'quickbooks-online',
    name: 'QuickBooks Online',
    emulator,
    settings: { system: 'quickbooks-online', environment: 'sandbox', clientId: testClient.clientId, clientSecret: testClient.clientSecret, company: company().realmId },
    // Two codes are of 0 %: which is meant is the user's to say.
    mappings: [{ kind: 'taxCode', host: String(vat.none), ledger: 'Exempt' }],
    untaxed: '#6',
    documentPage: /^https:\/\/app\.sandbox\.qbo\.intuit\.com\/app\/(invoice|creditmemo|bill|vendorcredit)\?txnId=\d+&companyId=9130350000000001$/,
    granted: ['https://oauth.platform.intuit.com/*', 'https://sandbox-quickbooks.api.intuit.com/*'],
    requests,
    // Without a product a line goes on an item that stands for its account.
    knownProduct: 1,
    apart: 101,
    signIn(issuedAt) {
      const tokens = emulator.connect();
      return { accessToken: tokens.access_token, refreshToken: tokens.refresh_token, receivedAt: issuedAt, expiresIn: tokens.expires_in };
    },
    expire(accessToken) {
      for (const [value, token] of emulator.tokens.access) if (accessToken === undefined || value === accessToken) token.expires = 0;
    },
    revokeConsent: () => emulator.revokeConsent(),
    documents: (kind) =>
      (kind ? [kind] : (['invoice', 'bill'] as const)).flatMap((one) => entities[one].flatMap((entity) => company().all(entity).filter((row) => !isVoid(row)).map((row) => held(one, entity, row)))),
    creates: (kind) => emulator.seen.flatMap((request, index) => creates(kind, request, index)),
    books: (request) => request.status === 200 && (['invoice', 'bill'] as const).some((kind) => creates(kind, request, 0).length > 0),
    masters: () => [
      ...company().all('Customer').map((row) => `customer ${String(row['FullyQualifiedName'])}`), ...company().all('Vendor').map((row) => `vendor ${String(row['DisplayName'])}`),
      ...company().all('Item').map((row) => `item ${String(row['Name'])}`),
    ],
    pay(id, amount, day) {
      const [entity, own] = locate(id);
      if (entity === 'Invoice') books().payInvoice(own, amount, day);
      else books().payBill(own, amount, day);
    },
    remove: (id) => books().remove(...locate(id)),
    voids: 'invoice',
    void: (id) => void books().voidInvoice(locate(id)[1]),
    edit: (id, { dueDate, description }) => void books().edit(...locate(id), { ...(dueDate ? { DueDate: dueDate } : {}), ...(description ? { PrivateNote: description } : {}) }),
    setListDelay: (milliseconds) => void (emulator.behaviour.listDelay = milliseconds),
    refusal: (words) => ({
      do: 'answer-before', status: 400, contentType: 'application/json',
      body: JSON.stringify({ Fault: { Error: [{ Message: 'A business validation error has occurred while processing your request', Detail: words, code: '6000', element: '' }], type: 'ValidationFault' }, time: '2026-11-21T02:00:05.000-08:00' }),
    }),
    forgetErrors: () => undefined,
    violations: () => emulator.world.violations.map(({ what }) => what),
    consent: (page) => page.getByRole('button', { name: 'Connect' }).click(),
  };
}
