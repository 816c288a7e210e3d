import { describe, expect, it } from 'vitest';
import { ManualClock } from '../core/emulator';
import { createScoro, type ScoroEmulator } from './index';

const noon = Date.parse('2026-11-21T12:00:00Z');
const make = (options: Parameters<typeof createScoro>[0] = {}) =>
  createScoro({ clock: new ManualClock(noon), apiKey: 'key', entities: ['acme', 'acme_finland'], ...options });

/** What a test looks at in an answer. */
interface Envelope {
  status: string;
  statusCode: number | string;
  messages?: { error?: string[] } | null;
  data: Record<string, unknown> & Record<string, unknown>[] & { lines: Record<string, unknown>[] };
  page?: number;
  pages?: number;
  total?: number;
}

function post(scoro: ScoroEmulator, path: string, body: object = {}, headers: Record<string, string> = {}): Promise<Response> {
  const whole = JSON.stringify({ apiKey: 'key', company_account_id: 'acme', ...body });
  return Promise.resolve(scoro.app.fetch(new Request(`https://acme.scoro.com/api/v2/${path}`, { method: 'POST', body: whole, headers })));
}

const ask = async (scoro: ScoroEmulator, path: string, body: object = {}): Promise<Envelope> =>
  (await post(scoro, path, body)).json() as Promise<Envelope>;
const errorOf = (envelope: Envelope) => [envelope.status, envelope.messages?.error?.[0]];

describe('reading documents', () => {
  it('gives an invoice with lines, its own number, and no gross amount', async () => {
    const { status, data } = await ask(make(), 'invoices/view/1001');
    expect(status).toBe('OK');
    expect(data).toMatchObject({ id: 1001, no: 20260117, sum: 1000, vat_sum: 210, account_id: 'acme', status: 'unpaid', is_deleted: false });
    expect(data.lines[0]).toMatchObject({ price: '1000', sum: '1000.00', vat_code: '2', finance_account_symbol: '8000', product_code: 'CONS' });
    expect(data).not.toHaveProperty('gross');
  });

  it('gives a bill with text for a number, text for amounts, and -1 for several projects', async () => {
    const envelope = await ask(make(), 'bills/view/3005');
    expect(envelope.statusCode).toBe('200');
    expect(envelope.data).toMatchObject({ no: 'A 77', sum: '200.000000', project_id: -1, is_deleted: '0' });
    expect(envelope.data).not.toHaveProperty('receivable_sum');
  });

  it('rounds VAT once a rate, not once a line', async () => {
    const { data } = await ask(make(), 'invoices/view/1004');
    expect(data).toMatchObject({ sum: 30.06, vat_sum: 6.31 });
  });

  it('takes the discounts of a document off its sum, not off its lines', async () => {
    const { data } = await ask(make(), 'invoices/view/1003');
    expect(data.lines.map((line) => line.sum)).toEqual(['37.50', '9.99', '90.25']);
    expect(data).toMatchObject({ discount: 10, sum: 123.97 });
  });

  it('gives a document of another entity with its own account', async () => {
    expect((await ask(make(), 'invoices/view/1007')).data).toMatchObject({ account_id: 'acme_finland' });
  });

  it('gives a deleted one, a spelt amount and an empty deadline as Scoro does', async () => {
    const scoro = make();
    expect((await ask(scoro, 'invoices/view/1008')).data).toMatchObject({ is_deleted: true });
    expect((await ask(scoro, 'invoices/view/1011')).data.lines[0]).toMatchObject({ sum: '1 234,50' });
    scoro.changeBill(3001, { deadline: null });
    expect((await ask(scoro, 'bills/view/3001')).data).toMatchObject({ deadline: '' });
  });

  it('leaves out what the site has not switched on', async () => {
    const { data } = await ask(make({ settings: { lineBasedTax: false, financeAccounts: false, productCode: false } }), 'invoices/view/1001');
    for (const field of ['vat', 'vat_code', 'finance_account_symbol', 'product_code']) expect(data.lines[0]).not.toHaveProperty(field);
    expect(data).toMatchObject({ vat: 21, vat_code: '2' });
  });
});

describe('lists', () => {
  it('gives no lines, and no deleted or foreign documents unless asked', async () => {
    const scoro = make();
    const { data } = await ask(scoro, 'invoices/list');
    expect(data.every((row) => row.lines === null && row.account_id === 'acme' && row.is_deleted === false)).toBe(true);
    expect((await ask(scoro, 'invoices/list', { include_deleted: '1' })).data.length).toBe(data.length + 1);
  });

  it('filters by range and by ids', async () => {
    const scoro = make();
    const ids = async (filter: object) => (await ask(scoro, 'invoices/list', { filter })).data.map((row) => row.id);
    expect(await ids({ date: { from_date: '2026-11-16', to_date: '2026-11-17' } })).toEqual([1012, 1013]);
    expect(await ids({ id: [1001, 1004] })).toEqual([1001, 1004]);
    scoro.changeInvoice(1002, { description: 'New' });
    expect(await ids({ modified_date: { from_date: '2026-11-21' } })).toEqual([1002]);
    expect(errorOf(await ask(scoro, 'invoices/list', { filter: { colour: 1 } }))).toEqual(['ERROR', 'Unknown filter field colour']);
    expect((await ask(scoro, 'invoices/list', { filter: { date: { start: '2026-11-01' } } })).status).toBe('ERROR');
  });

  it('keeps to a bookmark of the module, beside the filter, and knows no other', async () => {
    const scoro = make();
    const { id } = scoro.addBookmark({ module: 'invoices', filter: { company_id: 2002 } });
    const list = async (body: object, module = 'invoices') => ask(scoro, `${module}/list`, body);
    const { data } = await list({ bookmark: { bookmark_id: id } });
    expect([data.length > 0, data.every((row) => row.company_id === 2002)]).toEqual([true, true]);
    expect((await list({ bookmark: { bookmark_id: id }, filter: { id: [data[0]?.id] } })).data).toHaveLength(1);
    expect(errorOf(await list({ bookmark: { bookmark_id: id } }, 'bills'))).toEqual(['ERROR', `Bookmark ${id} not found`]);
    expect(errorOf(await list({ bookmark: { bookmark_id: 5 } }))).toEqual(['ERROR', 'Bookmark 5 not found']);
    expect((await list({ bookmark: { bookmark_id: String(id) } })).status).toBe('ERROR');
    expect((await ask(scoro, 'bookmarks/list')).data).toContainEqual({ id, name: 'New bookmark', module: 'invoices' });
  });

  it('pages by 50, by 100 at most', async () => {
    const scoro = make();
    for (let count = 0; count < 120; count += 1) scoro.addInvoice();
    const first = await ask(scoro, 'invoices/list');
    expect([first.data.length, first.page, first.pages, first.total]).toEqual([50, 1, 3, 132]);
    expect((await ask(scoro, 'invoices/list', { per_page: 500 })).data.length).toBe(100);
    expect((await ask(scoro, 'invoices/list', { per_page: 100, page: 2 })).data.length).toBe(32);
    scoro.settings.pagingFields = false;
    expect(await ask(scoro, 'invoices/list')).not.toHaveProperty('pages');
  });

  it.each([
    'contacts',
    'products',
    'productGroups',
    'vatCodes',
    'financeAccounts',
    'users',
    'companyAccount',
    'statuses',
    'projects',
    'bookmarks',
    'receipts',
    'receiptAccounts',
  ])('has %s', async (module) => {
    const { status, data } = await ask(make(), `${module}/list`);
    expect([status, data.length > 0]).toEqual(['OK', true]);
  });
});

describe('refusals', () => {
  it.each([
    ['a wrong key', 'invoices/list', { apiKey: 'no' }, 'Invalid API key'],
    ['a wrong entity', 'invoices/list', { company_account_id: 'other' }, 'Company account other not found on this site'],
    ['an unknown module', 'money/list', {}, 'Unknown module money'],
    ['an unknown action', 'receipts/view/1', {}, 'Unknown action view of receipts'],
    ['an unknown parameter', 'invoices/list', { limit: 5 }, 'Unknown parameter limit'],
    ['an unknown invoice', 'invoices/view/5', {}, 'Object not found'],
    ['an unknown bill', 'bills/view/5', {}, 'Bill does not exist'],
    ['a status', 'invoices/modify/1001', { request: { status: 'paid' } }, 'Field status cannot be written'],
  ])('of %s is HTTP 200 with status ERROR', async (_name, path, body, message) => {
    const response = await post(make(), path, body);
    expect(response.status).toBe(200);
    expect(errorOf((await response.json()) as Envelope)).toEqual(['ERROR', message]);
  });

  it('counts a day and a burst', async () => {
    const clock = new ManualClock(noon);
    const scoro = make({ clock, requestsPerDay: 5, burst: 3 });
    const call = async () => (await post(scoro, 'users/list')).status;
    expect([await call(), await call(), await call(), await call()]).toEqual([200, 200, 200, 429]);
    clock.advance(2001);
    expect([await call(), await call()]).toEqual([200, 200]);
    expect(errorOf(await ask(scoro, 'users/list'))).toEqual(['ERROR', 'Daily API request limit exceeded (5 requests per day)']);
    clock.advance(86_400_000);
    expect((await ask(scoro, 'users/list')).status).toBe('OK');
  });

  it('takes POST alone and answers pages under other names', async () => {
    const scoro = make();
    const get = await scoro.app.fetch(new Request('https://acme.scoro.com/api/v2/invoices/list'));
    expect(get.status).toBe(405);
    const options = await scoro.app.fetch(
      new Request('https://acme.scoro.com/api/v2/invoices/list', { method: 'OPTIONS', headers: { origin: 'https://evil.example' } }),
    );
    expect(options.headers.get('access-control-allow-origin')).toBeNull();
    const stranger = await scoro.app.fetch(new Request('https://acmee.scoro.com/api/v2/invoices/list', { method: 'POST', body: '{}' }));
    expect(stranger.headers.get('content-type')).toContain('text/html');
    expect(scoro.answersTo('acmee.scoro.com')).toBe(true);
    expect(scoro.answersTo('scoro.com.evil.example')).toBe(false);
  });

  it('notes and refuses the session cookie', async () => {
    const scoro = make();
    expect((await post(scoro, 'invoices/list', {}, { cookie: 'scoro_session=1' })).status).toBe(400);
    expect(scoro.cookieLeaks).toHaveLength(1);
  });
});

describe('writing', () => {
  const receipt = (sum: string, id = 1001) => ({
    request: { date: '2026-11-20', contact_id: 2001, sum, currency: 'EUR', sales_doc_type: 'invoices', receipts: [{ invoice_id: id, sum }] },
  });

  it('turns a document paid once nothing is open', async () => {
    const scoro = make();
    const state = async () => (await ask(scoro, 'invoices/view/1001')).data;
    expect((await ask(scoro, 'receipts/modify', receipt('210'))).status).toBe('OK');
    expect(await state()).toMatchObject({ status: 'unpaid', paid_sum: 210, receivable_sum: 1000 });
    expect((await ask(scoro, 'receipts/modify', receipt('1000'))).status).toBe('OK');
    expect(await state()).toMatchObject({ status: 'paid', receivable_sum: 0 });
    expect(errorOf(await ask(scoro, 'receipts/modify', receipt('1')))).toEqual(['ERROR', 'Receipt sum exceeds the open sum of the document']);
  });

  it('has the seeded payments', async () => {
    const scoro = make();
    expect((await ask(scoro, 'invoices/view/1012')).data).toMatchObject({ status: 'paid' });
    expect((await ask(scoro, 'invoices/view/1014')).data).toMatchObject({ status: 'unpaid', paid_sum: 50 });
    expect((await ask(scoro, 'bills/view/3006')).data).toMatchObject({ status: 'paid', dateofpayment: '2026-11-18' });
    expect((await ask(scoro, 'receipts/list', { filter: { sales_doc_type: 'bills' } })).data).toHaveLength(1);
  });

  it('creates, changes and deletes a document', async () => {
    const scoro = make();
    const { data } = await ask(scoro, 'invoices/modify', {
      request: { company_id: 2001, lines: [{ comment: 'Advice', price: 10, amount: '3', vat_code_id: 301 }] },
    });
    expect(data).toMatchObject({ sum: 30, vat_sum: 6.3, lines: null });
    await ask(scoro, 'invoices/modify/1001', { request: { reference_no: '77' } });
    expect((await ask(scoro, 'invoices/view/1001')).data).toMatchObject({ reference_no: '77', modified_date: '2026-11-21 12:00:00' });
    await ask(scoro, 'invoices/delete/1001');
    expect(scoro.invoices.find((invoice) => invoice.id === 1001)?.deleted).not.toBeNull();
  });
});

describe('control', () => {
  const control = (scoro: ScoroEmulator, path: string, init?: RequestInit) =>
    Promise.resolve(scoro.app.fetch(new Request(`https://acme.scoro.com/__emulator/${path}`, init)));

  it('dumps, takes faults and starts over', async () => {
    const scoro = make();
    scoro.deleteInvoice(1001);
    expect(((await (await control(scoro, 'dump')).json()) as { invoices: unknown[] }).invoices).toHaveLength(14);
    await control(scoro, 'faults', { method: 'POST', body: JSON.stringify({ url: 'invoices', misbehaviour: { do: 'drop-before' } }) });
    await expect(post(scoro, 'invoices/list')).rejects.toThrow('closed without an answer');
    await control(scoro, 'reset', { method: 'POST' });
    expect(scoro.invoices[0]?.deleted).toBeNull();
    expect(scoro.seen).toHaveLength(0);
  });
});
