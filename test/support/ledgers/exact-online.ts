import { negate } from '../../../lib/model/decimal';
import { createExactOnline, testClient, type ExactOnline } from '../../emulators/exact-online';
import type { SeenRequest } from '../../emulators/core/emulator';
import { isRequest } from '../../emulators/core/faults';
import { trimmed, type Row } from '../../emulators/exact-online/values';
import type { HeldDocument, Kind, LedgerUnderTest, RequestsOf } from './ledger-under-test';

export interface ExactUnderTest extends LedgerUnderTest {
  readonly emulator: ExactOnline;
}

const types: Record<Kind, { credit: number }> = { invoice: { credit: 21 }, bill: { credit: 31 } };
/** Of a purchase entry that counts for nothing. */
const rejected = 5;
const amount = (value: unknown): string => String(value);

function held(kind: Kind, row: Row, contactName: (id: unknown) => string): HeldDocument {
  const number = row['InvoiceNumber'] != null && kind === 'invoice' ? String(row['InvoiceNumber']) : String(row['YourRef'] ?? '');
  const credit = row['Type'] === types[kind].credit;
  const gross = amount(row['AmountFC']);
  return { id: String(row['EntryID']), kind, credit, number, otherNumber: String(row['YourRef'] ?? ''), contactName: contactName(row['Customer'] ?? row['Supplier']), date: String(row['EntryDate']), gross: credit && !gross.startsWith('-') ? negate(gross) : gross };
}

const post = (url: string) => ({ method: 'POST', url });
const upload = post('/docs/XMLUpload.aspx');
const requests: RequestsOf = {
  create: { invoice: post('/salesentry/SalesEntries'), bill: post('/purchaseentry/PurchaseEntries') },
  lookUp: { invoice: { method: 'GET', url: '/salesentry/SalesEntries?' }, bill: { method: 'GET', url: '/purchaseentry/PurchaseEntries?' } },
  contact: { invoice: post('/crm/Accounts'), bill: post('/crm/Accounts') },
  item: post('/logistics/Items'),
  read: { invoice: { key: { method: 'GET', url: '/salesentry/SalesEntries(' }, list: { method: 'GET', url: '/salesentry/SalesEntries?' } } },
  update: post('/salesentry/SalesEntryLines'),
  token: post('/api/oauth2/token'),
  bulk: upload,
};

/** Transactions of a file, or an entry by itself. */
function creates(kind: Kind, request: SeenRequest, index: number): string[] {
  if (!isRequest(upload, request)) return isRequest(requests.create[kind], request) ? [String(index)] : [];
  const types = kind === 'invoice' ? /<TransactionType number="2[01]"/g : /<TransactionType number="3[01]"/g;
  return [...request.body.matchAll(types)].map((_, place) => `${index}/${place}`);
}

/** Exact Online, one division. */
export function exactUnderTest(options: Parameters<typeof createExactOnline>[0] = {}, emulator: ExactOnline = createExactOnline(options)): ExactUnderTest {
  const rows = (kind: Kind) => (kind === 'invoice' ? emulator.company().salesEntries : emulator.company().purchaseEntries.filter((row) => row['Status'] !== rejected));
  const contactName = (id: unknown) => String(emulator.company().accounts.find((row) => row['ID'] === id)?.['Name'] ?? '');
  return {
    id: 'exact-online',
    name: 'Exact Online',
    emulator,
    settings: { system: 'exact-online', country: 'nl', clientId: testClient.clientId, clientSecret: testClient.clientSecret, company: '123456' },
    mappings: [],
    untaxed: '0',
    documentPage: /^https:\/\/start\.exactonline\.nl\/.*[?&]_Division_=123456(&|$)/,
    granted: ['https://start.exactonline.nl/*'],
    requests,
    // Without a product a line has no item.
    knownProduct: 0,
    apart: 0,
    signIn(issuedAt) {
      const user = emulator.world.users[0];
      if (!user) throw new Error('The ledger has no user');
      const tokens = emulator.tokens.give(testClient.clientId, user, [...emulator.world.companies.keys()]);
      const grant = emulator.tokens.grants.at(-1);
      if (grant) grant.issuedAt = issuedAt;
      return { accessToken: tokens.access_token, refreshToken: tokens.refresh_token, receivedAt: issuedAt, expiresIn: 600 };
    },
    expire(accessToken) {
      for (const [value, token] of emulator.tokens.access) if (accessToken === undefined || value === accessToken) token.expires = 0;
    },
    revokeConsent: () => emulator.revokeConsent(),
    documents: (kind) => (kind ? [kind] : (['invoice', 'bill'] as const)).flatMap((one) => rows(one).map((row) => held(one, row, contactName))),
    creates: (kind) => emulator.seen.flatMap((request, index) => creates(kind, request, index)),
    books: (request) => (request.status ?? 0) >= 200 && (request.status ?? 0) < 300 && (['invoice', 'bill'] as const).some((kind) => creates(kind, request, 0).length > 0),
    masters: () => [...emulator.company().accounts.map((row) => `contact ${String(row['Name'])}`), ...emulator.company().items.map((row) => `item ${trimmed(row['Code'])}`)],
    pay: (id, paid, day) => emulator.bookPayment(id, paid, day),
    remove: (id) => emulator.deleteEntry(id),
    voids: 'bill',
    void: (id) => emulator.rejectEntry(id),
    edit: (id, { dueDate, description }) => emulator.editEntry(id, { ...(dueDate ? { DueDate: dueDate } : {}), ...(description ? { Description: description } : {}) }),
    setListDelay: (milliseconds) => emulator.setListDelay(milliseconds),
    refusal: (words) => ({ do: 'answer-before', status: 500, contentType: 'application/json', body: JSON.stringify({ error: { code: '', message: { lang: '', value: words } } }) }),
    forgetErrors: () => emulator.errors.clear(),
    violations: () => emulator.world.violations.map(({ what }) => what),
    consent: (page) => page.getByRole('button', { name: 'Allow' }).click(),
  };
}

