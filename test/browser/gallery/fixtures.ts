import { checkUp } from './check-up';
import { evidence, foundIn, held, hostReference, mappings, reference } from './mappings';
import type { PageView, ToolbarView } from '../../../lib/model/view';
import { DocumentBook } from '../../../lib/sync/document-book';
import type { MappingPage } from '../../../lib/sync/mapping-search';
import type { Queries } from '../../../lib/sync/queries';
import type { BudgetRow, ConnectionRow, DocumentRow, JobRow, JournalRow, LinkRow, QuarantineRow, RequestRow } from '../../../lib/storage/rows';

const now = Date.now();
const day = 86_400_000;
const on = (description: string, best = false) => ({ enabled: true, description, ...(best ? { best } : {}) });
const off = (description: string) => ({ enabled: false, description });

const base: ToolbarView = {
  connection: 'acme', ledger: 'Exact Online', company: 'ACME Nederland BV', word: 'Not sent', text: 'Not sent', tone: 'none', busy: false,
  send: on('Book this document in Exact Online', true), fetch: off('Not sent yet: there is nothing to fetch'), log: on('What happened with this document'),
  open: off('Not sent yet'), document: '2024-0117, 1,210.00 EUR', problems: [], differences: [], updatable: null,
};
const sent = { fetch: on('Bring back payments'), open: on('Open it in Exact Online') };

const problems: ToolbarView['problems'] = [
  {
    code: 'tax-code-unmapped', message: 'Line 2 has VAT 9 %, which has no code in Exact Online', detail: 'Suggested: 2, Low rate 9 %. Used for 41 earlier lines.',
    fixes: [
      { id: 'best', label: 'Use 2', best: true, action: { type: 'map', kind: 'taxCode', host: '9', ledger: '2' } },
      {
        id: 'choose', label: 'Choose…', action: { type: 'map', kind: 'taxCode', host: '9' },
        choices: [['0', 'No VAT', '0 %'], ['2', 'Low rate', '9 %'], ['4', 'High rate', '21 %'], ['6', 'Reverse charge EU', '0 %'], ['7', 'Export', '0 %']].map(([value, label, detail]) => ({ value: value!, label: `${value}, ${label}`, detail: detail! })),
      },
    ],
  },
  {
    code: 'contact-missing', message: 'ACME Holding is not a customer yet', detail: 'Two accounts have a similar name.',
    fixes: [
      { id: 'link', label: 'Link…', action: { type: 'map', kind: 'contact', host: '12' }, choices: [{ value: 'a', label: 'ACME Holding NV', detail: '10021' }] },
      { id: 'create', label: 'Create', action: { type: 'create-contact' } },
    ],
  },
  {
    code: 'period-closed', message: 'Period 2025-12 is closed in journal 70', detail: 'Next open day is 1 January 2026.', raw: '{"error":{"code":"","message":{"value":"Period is closed: 12"}}}',
    fixes: [{ id: 'post-on', label: 'Post on 01-01-2026', action: { type: 'post-on', date: '2026-01-01' } }],
  },
];
const differences: ToolbarView['differences'] = [
  { field: 'Customer', host: 'ACME Holding', ledger: 'ACME Holding', differs: false },
  { field: 'Due date', host: '15/12/2026', ledger: '01/12/2026', note: 'changed here, 3 Nov', differs: true },
  { field: 'Line 2, VAT', host: '70.36', ledger: '70.35', note: 'rounding per line', differs: true, numeric: true },
  { field: 'Total', host: '1,210.00', ledger: '1,209.99', differs: false, numeric: true },
];

export const toolbars = {
  notSent: base,
  sending: { ...base, word: 'Sending', text: 'Sending', tone: 'info', busy: true, send: off('It is on its way') },
  attention: { ...base, word: 'Needs attention', text: 'Needs attention, 3 to fix', tone: 'bad', send: on('Check again and send'), problems },
  waiting: { ...base, word: 'Waiting', text: 'Waiting, limit until 14:03', tone: 'info', busy: false, send: off('It is sent by itself'), ...sent, open: off('Not sent yet') },
  changed: { ...base, word: 'Changed since sent', text: 'Changed since sent', tone: 'warn', ...sent, differences, updatable: 'Due date can still be updated.' },
  partly: { ...base, word: 'Partly paid', text: 'Partly paid, 484.00 of 1,210.00', tone: 'ok', send: off('Payments are matched with it'), ...sent },
} satisfies Record<string, ToolbarView>;

export const viewOf = (...shown: ToolbarView[]): PageView => ({ document: { kind: 'invoice', id: '1001' }, host: 'Scoro', toolbars: shown });

const connection = (id: string, more: Partial<ConnectionRow>): ConnectionRow => ({
  id, host: { system: 'scoro', site: `https://${id}.scoro.com`, companyAccountId: id },
  ledger: { system: 'exact-online', country: 'nl', clientId: 'x', company: '123456' },
  sync: { mode: 'manual', startDate: '2026-01-01', invoices: true, bills: true, contacts: true, products: true, payments: true },
  state: 'connected', ...more,
});
export const connections: ConnectionRow[] = [
  connection('acme', { user: 'ACME Bookkeeper', companyName: 'ACME Nederland BV', companyCurrency: 'EUR', connectedAt: now - 9 * day, referenceAt: now - 3 * 3_600_000, checkUp: checkUp(now - 300_000), run: { startedAt: now, phase: 'sending', total: 412, paused: false } }),
  connection('books', {
    ledger: { system: 'quickbooks-online', environment: 'production', clientId: 'x', company: '9130350000000001' }, companyName: 'ACME Trading Ltd', firstSyncAt: now - 9 * day, nextRunAt: now + 7 * 60_000,
    sync: { mode: 'automatic', startDate: '2026-01-01', invoices: true, bills: true, contacts: true, products: false, payments: true, bookmarks: { invoices: '7', bills: '12' }, directions: { contacts: 'to-host' }, users: ['books@acme.example', 'gone@acme.example'], notify: { desktop: true, digest: 'daily', mailto: 'books@acme.example' } },
    people: [{ id: '1', name: 'ACME Bookkeeper', email: 'books@acme.example' }, { id: '2', name: 'Mary Manager', email: 'mary@acme.example' }], me: 'books@acme.example', webhookHost: 'hooks.chat.example',
  }),
  connection('beta', { state: 'sign-in-needed', companyName: 'Beta BV', anchorMissing: ['.invoice-toolbar .actions', '#view-header'] }),
];

const job = (n: number, more: Partial<JobRow>): JobRow => ({
  id: `acme/invoice/${n}/send`, connection: 'acme', company: '123456', document: { kind: 'invoice', id: String(n) }, action: 'send', state: 'blocked', wait: null, problems: [], decisions: {},
  attempts: 1, priority: 0, nextAt: 0, createdAt: now, updatedAt: now - n * 60_000, ...more,
});
export const errors = [
  ...held.map(({ problems: of, clues }, n) => job(60 + n, { document: { kind: 'bill', id: String(60 + n) }, problems: of, clues, title: { number: `F-${n + 301}`, contact: 'Bakkerij De Hoek', total: '121.00', currency: 'EUR' } })),
  job(17, { problems, title: { number: '2024-0117', contact: 'ACME Holding', total: '1210.00', currency: 'EUR' } }),
  job(12, { problems: [problems[2]!], title: { number: '2024-0112', contact: 'Kappa GmbH', total: '12000.00', currency: 'USD' } }),
  ...Array.from({ length: 14 }, (_, n) => job(40 + n, {
    title: { number: `2024-02${String(n + 10)}`, contact: ['Bakkerij De Hoek', 'Nordic Parts Oy', 'Müller & Söhne'][n % 3]!, total: (88.5 * (n + 1)).toFixed(2), currency: 'EUR' },
    problems: [{ ...problems[0]!, message: `Line ${(n % 3) + 1} has VAT 9 %, which has no code in Exact Online` }, ...(n === 2 ? [problems[2]!] : [])],
  })),
];
const dismissed = [job(90, { dismissed: true, problems: [problems[2]!], title: { number: '2023-0990', contact: 'Tallinn Design', total: '410.00', currency: 'EUR' } })];
const pending = Array.from({ length: 183 }, (_, n) => job(1000 + n, { state: 'queued' }));

const names = ['ACME Holding', 'Bakkerij De Hoek', 'Nordic Parts Oy', 'Tallinn Design', 'Kappa GmbH', 'Müller & Söhne', 'Ristorante <b>Da Pino</b>'];
const documents: DocumentRow[] = Array.from({ length: 24 }, (_, n) => ({
  key: `acme/invoice/${24 - n}`, connection: 'acme', kind: n % 6 === 5 ? 'bill' : 'invoice', id: String(24 - n), number: `2024-01${String(24 - n).padStart(2, '0')}`, date: new Date(now - n * day).toISOString().slice(0, 10),
  contactName: names[n % names.length]!, gross: (1210 * (n + 1) / 3).toFixed(2), currency: n % 7 === 4 ? 'USD' : 'EUR', modified: '', deleted: false, listedAt: now,
}));
const link = (n: number, more: Partial<LinkRow>): LinkRow => ({
  key: `acme/invoice/${n}`, connection: 'acme', company: '123456', document: { kind: 'invoice', id: String(n) }, number: '', ledgerId: '', ledgerNumber: `267000${n}`, ledgerContact: '', total: '1210.00', currency: 'EUR',
  contactName: '', date: '', linesHash: '', headerHash: '', changed: false, remote: 'present', generation: 0, sentAt: now, payment: null, receipt: null, adopted: false, ...more,
});
const links = [
  link(22, { payment: { state: 'paid', paid: '1210.00', open: '0', date: null, checkedAt: now } }), link(21, { changed: true }), link(20, {}), link(18, { payment: { state: 'partly', paid: '484.00', open: '726.00', date: null, checkedAt: now } }), link(16, { remote: 'deleted' }), link(15, {}), link(14, {}),
];

const jobs = [job(24, { state: 'blocked', problems: [problems[2]!] }), job(19, { state: 'queued' }), job(23, { state: 'unknown' })];
const book = new DocumentBook(() => now);
book.load([
  ...documents.map((row) => ({ row: { ...row, deleted: row.id === '14' }, link: links.find(({ document }) => document.id === row.id), send: jobs.find(({ document }) => document.id === row.id) })),
  { link: link(7, { number: '2023-0907', contactName: 'Nordic Parts Oy', date: '2023-12-20', touched: true }) },
]);

const journal: JournalRow[] = [
  { seq: 5, at: now - 60_000, connection: 'acme', document: 'invoice/20', job: '', event: 'sent', text: 'Booked as 26700020 in journal 70', tone: 'ok', raw: '{"d":{"EntryNumber":26700020}}' },
  { seq: 4, at: now - 62_000, connection: 'acme', document: 'invoice/20', job: '', event: 'checked', text: 'Not in Exact Online yet: no entry with number 2024-0120', tone: 'none' },
  { seq: 3, at: now - 7_200_000, connection: 'acme', document: 'invoice/17', job: '', event: 'blocked', text: 'Needs attention: 3 to fix', tone: 'bad' },
  { seq: 2, at: now - 2 * day, connection: 'acme', document: '', job: '', event: 'connected', text: 'Connected to ACME Nederland BV as ACME Bookkeeper', tone: 'info' },
];
export const log = journal.map(({ at, text, tone, raw }) => ({ at, text, tone, ...(raw ? { raw } : {}) }));

const request = (seq: number, more: Partial<RequestRow>): RequestRow => ({
  seq, at: now - seq * 40_000, connection: 'acme', system: 'Exact Online', method: 'GET', endpoint: 'salesentry/SalesEntries', document: 'invoice/20', url: 'https://start.exactonline.nl/api/v1/123456/salesentry/SalesEntries?$filter=…', purpose: 'look for invoice 2024-0120', status: 200, failure: null,
  milliseconds: 184, minuteLeft: 42, dayLeft: 4812, requestBody: null, answerBody: '{"d":{"results":[]}}', ...more,
});
const requests = [
  request(1, { method: 'POST', purpose: 'book invoice 2024-0120', status: 201, milliseconds: 412, requestBody: '{"Journal":"70","YourRef":"***"}' }), request(2, {}), request(3, { system: 'Scoro', method: 'POST', purpose: 'read invoice 20', endpoint: 'invoices/view', minuteLeft: null, dayLeft: 288, leftCounted: true, milliseconds: 96 }),
  request(4, { status: 400, purpose: 'book invoice 2024-0112', milliseconds: 201 }), request(5, { status: null, failure: 'no answer in time', milliseconds: 20_000, purpose: 'read the payment terms', endpoint: 'sync/Cashflow/PaymentTerms', attempt: 2 }),
];

const minute = Math.floor(now / 60_000) * 60_000;
const budget = (key: string, m: number, mLimit: number | null, d: number, dLimit: number): BudgetRow => ({
  key, minute: { start: minute, used: m, limit: mLimit, left: null, resetsAt: null }, day: { start: new Date(now).setUTCHours(0, 0, 0, 0), used: d, limit: dLimit, left: null, resetsAt: null }, errors: {}, closedUntil: null, closedBudget: null,
});

const aside: QuarantineRow[] = [
  { seq: 2, table: 'links', key: 'acme/invoice/23', connection: 'acme', row: { ...link(23, {}), number: '2024-0123', total: 'NaN' }, reason: 'total: not a decimal number', at: now - 3_600_000 },
  { seq: 1, table: 'connections', key: 'gamma', connection: 'gamma', row: { id: 'gamma', host: null }, reason: 'host: Invalid input: expected object, received null', at: now - 3_600_000 },
];

const sentAt = [6, 9, 14, 4, 0, 0, 18, 22, 15, 9, 12, 0, 0, 20, 24, 31, 19, 16, 0, 0, 25, 38, 28, 22, 17, 0, 0, 30, 41, 36].flatMap((count, index) => Array.from({ length: count }, () => now - (29 - index) * day));

const of = <T>(value: T) => ({ subscribe: (observer: { next(value: T): void }) => (observer.next(value), { unsubscribe: () => undefined, closed: false }) });

const foundMappings = (page: MappingPage) => of(foundIn(page));

/** Live queries that never change. `empty` is the first day. */
export function fixtureQueries(empty: boolean, budgetKeys: (row: ConnectionRow) => [string, string]): Queries {
  const give = <T>(value: T[]) => () => of(empty ? [] : value);
  const [ledgerKey, hostKey] = budgetKeys(connections[0]!);
  return {
    connections: give(connections), openErrors: give(errors), dismissedErrors: give(dismissed), requestsSince: give(requests), pendingJobs: (id: string) => of(id === 'acme' && !empty ? pending : []),
    budgets: give([budget(ledgerKey, 18, 60, 812, 5000), budget(hostKey, 0, null, 212, 500)]), requests: give(requests), journal: give(journal),
    documentList: () => of({ lines: empty ? [] : book.lines, rebuilt: 0 }), sentSince: give(sentAt), drifted: () => of({ changed: empty ? 0 : 2, deleted: empty ? 0 : 1 }),
    mappings: give(mappings.filter(({ kind }) => kind !== 'contact' && kind !== 'product')), foundMappings, evidence: give(evidence), contactLinks: (_: string, contact: string) => of(mappings.filter(({ kind, host }) => kind === 'contact' && host === contact)), reference: give(reference), hostReference: give(hostReference), setAside: give(aside), hasInvoices: () => of(!empty),
  } as unknown as Queries;
}
