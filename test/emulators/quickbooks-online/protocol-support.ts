import { ManualClock, type Clock } from '../core/emulator';
import type { Company } from './company';
import { hosts } from './hosts';
import { createQuickBooksOnline, type QuickBooksOnline, type QuickBooksOnlineOptions } from './index';
import { seedUsCompany } from './seed/company';
import type { QboRecord } from './values';

/** What a test of the emulator reads from an answer: JSON of any shape. */
export type Anything = ReturnType<typeof JSON.parse>;

export const host = `https://${hosts.api.sandbox}`;
export const noon = Date.parse('2026-11-10T20:00:00Z');
export const realm = '4620816365000001';
export const otherRealm = '4620816365000002';

export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  json: Anything;
  /** The code of the first error, in either envelope. */
  code: string | undefined;
  detail: string | undefined;
}

export interface Bench {
  quickBooks: QuickBooksOnline;
  clock: ManualClock;
  company: Company;
  token: string;
  /** Paths are taken under the company; whole addresses as they are. */
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  get(path: string): Promise<Answer>;
  post(path: string, body: unknown): Promise<Answer>;
  query(statement: string): Promise<Answer>;
  /** A body that makes an invoice of 100 for the first customer. */
  invoice(change?: object): Record<string, unknown>;
  /** Puts an invoice into the books and answers it. */
  invoiced(change?: object): Promise<QboRecord>;
}

export async function answerOf(response: Response): Promise<Answer> {
  const text = await response.text();
  const json: Anything = text.startsWith('{') ? JSON.parse(text) : null;
  const error = json?.Fault?.Error?.[0] ?? json?.fault?.error?.[0];
  return { status: response.status, headers: response.headers, text, json, code: error?.code, detail: error?.Detail ?? error?.detail };
}

const ample = { perMinute: 1_000_000, perSecond: 1_000_000, batchesPerMinute: 1_000_000, companyBatchesPerMinute: 1_000_000, allPerMinute: 1_000_000 };

/** A company in one currency that numbers its invoices itself. */
export const american = (clock: Clock, facts: { realmId: string; name?: string }): Company => seedUsCompany(clock, { ...facts, preferences: { customTxnNumbers: false } });

/** An emulator with two sandbox companies and one in production, a connected app and shorthands. */
export function bench(options: QuickBooksOnlineOptions = {}): Bench {
  const clock = new ManualClock(noon);
  const quickBooks = createQuickBooksOnline({ clock, companies: (at) => [american(at, { realmId: realm }), american(at, { realmId: otherRealm, name: 'Other & Sons' })], ...options, limits: { ...ample, ...options.limits } });
  const company = quickBooks.company();
  const token = quickBooks.accessToken();

  async function call(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    const url = path.startsWith('http') ? path : `${host}/v3/company/${realm}/${path}`;
    const given = { accept: 'application/json', authorization: `Bearer ${token}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers };
    const kept = Object.entries(given).filter(([, value]) => value !== '');
    const sent = body === undefined ? {} : { body: typeof body === 'string' || body instanceof Uint8Array ? (body as BodyInit) : JSON.stringify(body) };
    return answerOf(await quickBooks.app.fetch(new Request(url, { method, headers: kept, ...sent })));
  }
  const first = (entity: string, fits: (record: QboRecord) => boolean = () => true): string => company.all(entity).find((record) => record['Active'] !== false && fits(record))?.Id ?? '';
  const invoice = (change: object = {}) => ({
    CustomerRef: { value: first('Customer') },
    Line: [{ Amount: 100, DetailType: 'SalesItemLineDetail', SalesItemLineDetail: { ItemRef: { value: first('Item', ({ Type }) => Type === 'Service') } } }],
    ...change,
  });
  return {
    quickBooks,
    clock,
    company,
    token,
    call,
    get: (path) => call('GET', path),
    post: (path, body) => call('POST', path, body),
    query: (statement) => call('GET', `query?query=${encodeURIComponent(statement)}`),
    invoice,
    invoiced: async (change) => (await call('POST', 'invoice', invoice(change))).json.Invoice,
  };
}
