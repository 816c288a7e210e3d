import { ManualClock } from '../core/emulator';
import { createExactOnline, type ExactOnline, type ExactOnlineOptions } from './index';
import { seedCompany } from './seed/company';

/** What a test of the emulator reads from an answer: JSON of any shape. */
export type Anything = ReturnType<typeof JSON.parse>;

export const host = 'https://start.exactonline.nl';
export const noon = Date.parse('2026-03-10T12:00:00Z');

export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  json: Anything;
  /** The message of a refusal. */
  message: string;
}

export interface Bench {
  exact: ExactOnline;
  clock: ManualClock;
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  get(path: string): Promise<Answer>;
  /** POST that asks for the whole record. */
  create(path: string, body: unknown): Promise<Answer>;
  sale(change?: object, line?: object): Promise<Answer>;
  bill(change?: object, line?: object): Promise<Answer>;
  id(list: 'accounts' | 'glAccounts' | 'items' | 'itemGroups' | 'projects', code: string): string;
}

async function answerOf(response: Response): Promise<Answer> {
  const text = await response.text();
  const json: Anything = text.startsWith('{') ? JSON.parse(text) : null;
  return { status: response.status, headers: response.headers, text, json, message: json?.error?.message?.value ?? '' };
}

/** An emulator with two companies, a signed-in app and shorthands. Paths are taken under division 123456. */
export function bench(options: ExactOnlineOptions = {}): Bench {
  const clock = new ManualClock(noon);
  const exact = createExactOnline({ clock, companies: () => [seedCompany(), seedCompany({ code: 654321, name: 'ACME Beheer B.V.' })], limits: { perMinute: 1_000_000, perDay: 1_000_000 }, ...options });
  const token = exact.accessToken([123456]);

  async function call(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    const url = path.startsWith('https:') ? path : `${host}/api/v1/${path.startsWith('current') ? '' : '123456/'}${path}`;
    const given = { accept: 'application/json', authorization: `Bearer ${token}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers };
    const kept = Object.entries(given).filter(([, value]) => value !== '');
    const sent = body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) };
    return answerOf(await exact.app.fetch(new Request(url, { method, headers: kept, ...sent })));
  }
  const create = (path: string, body: unknown) => call('POST', path, body, { prefer: 'return=representation' });
  const id: Bench['id'] = (list, code) => String(exact.byCode(list, code)['ID']);
  return {
    exact,
    clock,
    call,
    create,
    id,
    get: (path) => call('GET', path),
    sale: (change = {}, line = {}) =>
      create('salesentry/SalesEntries', {
        Customer: id('accounts', '1'), Journal: '70', EntryDate: '2026-03-01', YourRef: 'S-1001',
        SalesEntryLines: [{ GLAccount: id('glAccounts', '8010'), AmountFC: 100, VATCode: '2', Description: 'Advies', ...line }], ...change,
      }),
    bill: (change = {}, line = {}) =>
      create('purchaseentry/PurchaseEntries', {
        Supplier: id('accounts', '4'), Journal: '60', EntryDate: '2026-03-01', YourRef: 'B-77',
        PurchaseEntryLines: [{ GLAccount: id('glAccounts', '4010'), AmountFC: 100, VATCode: '5', Description: 'Papier', ...line }], ...change,
      }),
  };
}

export const dates = (text: string): number => Number(/^\/Date\((-?\d+)\)\/$/.exec(text)?.[1]);
export const filter = (text: string): string => `$filter=${encodeURIComponent(text)}`;
