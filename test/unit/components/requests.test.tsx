import { render } from 'preact';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { errorsOf, meters } from '../../../components/options/requests/limits';
import { requestsCsv, requestsJson } from '../../../components/options/requests/requestFile';
import { RequestsPage } from '../../../components/options/requests/RequestsPage';
import { dayTotals, endpointTotals } from '../../../components/options/requests/totals';
import { detailsOf, leftWords, wholeOf } from '../../../components/options/requests/words';
import { csvOf } from '../../../components/options/tableFile';
import { QueriesProvider } from '../../../components/shared/queries';
import { emptyBudget } from '../../../lib/net/budget';
import type { ConnectionRow, RequestRow } from '../../../lib/storage/rows';
import { everyRequest, requestTest } from '../../../lib/sync/log-search';
import type { Queries } from '../../../lib/sync/queries';
import { settle } from './fixtures';

const sent = vi.hoisted(() => vi.fn(async (): Promise<unknown> => ({ ok: true, text: '{"about":"x"}' })));
const saved = vi.hoisted(() => vi.fn());
vi.mock('../../../lib/messaging', () => ({ sendMessage: sent }));
vi.mock('../../../components/options/saveText', () => ({ saveText: saved }));

const now = Date.parse('2026-11-21T10:00:00Z');
const call = (more: Partial<RequestRow> = {}): RequestRow => ({
  seq: 1, at: now, connection: 'acme', system: 'Exact Online', method: 'POST', url: 'https://start.exactonline.nl/api/v1/1/salesentry/SalesEntries', endpoint: 'salesentry/SalesEntries', purpose: 'book invoice 1001',
  document: 'invoice/7', status: 201, failure: null, milliseconds: 210, minuteLeft: 40, dayLeft: 4000, requestBody: '{"a":1}', answerBody: '{"d":{}}', ...more,
});
const connection = { id: 'acme', host: { system: 'scoro', site: 'https://acme.scoro.com' }, ledger: { system: 'exact-online', country: 'nl', clientId: 'x', company: '123456' }, sync: {} } as unknown as ConnectionRow;

describe('what a call is told as', () => {
  it('is what was called, for which document and in which attempt', () => {
    expect(detailsOf(call({ attempt: 2 }))).toBe('POST salesentry/SalesEntries · invoice 7 · attempt 2');
    expect(detailsOf(call({ document: 'invoice/7, bill/8' }))).toBe('POST salesentry/SalesEntries · 2 documents');
    expect(detailsOf({ ...call(), endpoint: undefined, document: undefined } as unknown as RequestRow)).toBe('POST /api/v1/1/salesentry/SalesEntries');
  });
  it('says what is left, and when that is our own count', () => {
    expect([leftWords(call()), leftWords(call({ minuteLeft: null })), leftWords(call({ minuteLeft: null, dayLeft: 12, leftCounted: true })), leftWords(call({ minuteLeft: null, dayLeft: null }))]).toEqual(['40, 4,000', '–, 4,000', '–, 12 *', '–']);
  });
  it('holds everything that was kept', () => expect(wholeOf(call({ failure: 'the answer broke off' }))).toBe('https://start.exactonline.nl/api/v1/1/salesentry/SalesEntries\n\nFailure: the answer broke off\n\nSent:\n{"a":1}\n\nAnswered:\n{"d":{}}'));
});

describe('which calls are meant', () => {
  const rows = [call(), call({ status: 500, system: 'Scoro', connection: 'beta', document: 'bill/8', purpose: 'read bill 8' }), call({ status: null, failure: 'no answer in time' })];
  const found = (change: object) => rows.filter(requestTest({ ...everyRequest, ...change })).map((row) => rows.indexOf(row));
  it('goes by words, system, connection, document and whether it failed', () => {
    expect([found({}), found({ words: 'failed scoro' }), found({ words: 'POST 201' }), found({ system: 'Scoro' }), found({ connection: 'beta' }), found({ document: 'bill 8' }), found({ document: '1001' }), found({ failedOnly: true })]).toEqual([[0, 1, 2], [1], [0], [1], [1], [1], [0, 2], [1, 2]]);
  });
});

describe('totals', () => {
  const day = 86_400_000;
  const rows = [call({ milliseconds: 100 }), call({ milliseconds: 300, status: 400 }), call({ milliseconds: 200 }), call({ system: 'Scoro', endpoint: 'invoices/view', status: null, failure: 'x' }), call({ at: now - day })];
  it('are by resource, the most called first, with failures and the usual time', () => {
    expect(endpointTotals(rows.slice(0, 4))).toEqual([
      { system: 'Exact Online', endpoint: 'salesentry/SalesEntries', calls: 3, failed: 1, median: 200 }, { system: 'Scoro', endpoint: 'invoices/view', calls: 1, failed: 1, median: null },
    ]);
  });
  it('are by day, the newest first', () => expect(dayTotals(rows).map(({ day: of, system, calls, failed }) => [of.slice(-2), system, calls, failed])).toEqual([['21', 'Exact Online', 3, 1], ['21', 'Scoro', 1, 1], ['20', 'Exact Online', 1, 0]]));

  const key = 'exact-online/nl/x/123456';
  it('stand against each limit once, also where connections share it', () => {
    const budgets = ['acme.scoro.com', key].map((name) => ({ ...emptyBudget(name), day: { ...emptyBudget(name).day, start: Date.parse('2026-11-21T00:00:00Z'), used: 7 } }));
    const shown = meters([connection, { ...connection, id: 'beta' }], budgets, now).map(({ label, limit }) => [label, limit]);
    expect(shown).toContainEqual(['acme, beta: Scoro, today', 500]);
    expect(new Set(shown.map(([label]) => label)).size).toBe(shown.length);
  });
  it('tell how many refusals an endpoint has left, where the system counts them', () => {
    const rows = meters([connection], [], now);
    expect(rows).toEqual([]);
    expect(errorsOf([connection], [], 'Exact Online', 'salesentry/SalesEntries', now)).toEqual({ used: 0, limit: 10 });
    expect(errorsOf([connection], [], 'Scoro', 'invoices/view', now)).toBeNull();
  });
});

describe('files', () => {
  it('threat 7: hold no formula, and numbers as they are', () => {
    const cells = ['=1+1', '+49', '-5', '-5.25', '-A1', '@x', '\tx', '\rx', 'a=b', null, 7];
    const text = csvOf(['a'], cells.map((cell) => [cell]));
    expect(text.startsWith('\uFEFFa\r\n')).toBe(true);
    expect(text.slice(1).trimEnd().split('\r\n').slice(1)).toEqual(['"\'=1+1"', '"\'+49"', '-5', '-5.25', '"\'-A1"', '"\'@x"', '"\'\tx"', '"\'\rx"', 'a=b', '', '7']);
  });
  it('hold the calls, for a spreadsheet without bodies', () => {
    const [head, line] = requestsCsv([call({ attempt: 2 })]).slice(1).split('\r\n');
    expect(head?.split(',').slice(0, 5)).toEqual(['When', 'Connection', 'System', 'Why', 'Document']);
    expect(line).toBe('2026-11-21T10:00:00.000Z,acme,Exact Online,book invoice 1001,invoice/7,POST,salesentry/SalesEntries,https://start.exactonline.nl/api/v1/1/salesentry/SalesEntries,2,201,,210,40,4000,no');
    expect(JSON.parse(requestsJson([call()]))).toMatchObject([{ at: '2026-11-21T10:00:00.000Z', answerBody: '{"d":{}}' }]);
  });
});

describe('feature 50: the Requests page', () => {
  let root: HTMLElement;
  const of = <T,>(value: T) => ({ subscribe: (observer: { next(value: T): void }) => (observer.next(value), { unsubscribe: () => undefined, closed: false }) });
  const requests = vi.fn((limit: number, search?: Parameters<typeof requestTest>[0]) => of(all.filter(search ? requestTest(search) : () => true).slice(0, limit)));
  let all: RequestRow[] = [];
  const draw = async (rows: RequestRow[]) => {
    all = rows;
    const queries = { requests, requestsSince: () => of(rows), budgets: () => of([]), connections: () => of([connection]) } as unknown as Queries;
    render(<QueriesProvider value={queries}><RequestsPage /></QueriesProvider>, root);
    await settle();
  };
  const button = (name: string) => [...root.querySelectorAll('button')].find((one) => one.textContent === name);
  const press = async (name: string) => {
    button(name)?.click();
    await settle();
  };
  const rows = () => root.querySelectorAll('table.requests tbody tr');
  const field = (name: string) => root.querySelector(`[aria-label="${name}"]`) as HTMLInputElement;
  const type = async (name: string, value: string) => {
    field(name).value = value;
    const before = requests.mock.calls.length;
    field(name).dispatchEvent(new Event('input', { bubbles: true }));
    // It is looked for once typing has stopped.
    await vi.waitFor(() => expect(requests.mock.calls.length).toBeGreaterThan(before), 4000);
    await settle();
  };

  beforeEach(() => {
    vi.clearAllMocks();
    vi.stubGlobal('reportError', vi.fn());
    document.body.replaceChildren((root = document.createElement('div')));
  });

  it('lists when, to whom, why, for which document, what came back, how long it took and what is left', async () => {
    await draw([call({ seq: 2, attempt: 2 }), call({ seq: 1, status: null, failure: 'no answer in time', minuteLeft: null, dayLeft: 12, leftCounted: true })]);
    const [first, second] = [...rows()].map((row) => row.textContent ?? '');
    expect(first).toMatch(/Exact Online.*acme.*book invoice 1001.*POST salesentry\/SalesEntries · invoice 7 · attempt 2.*Sent:.*201.*210 ms.*40, 4,000/s);
    expect(second).toMatch(/no answer in time.*12 \*/s);
    expect(root.textContent).toContain('the last 5,000 calls');
  });

  it('is filtered by the database, not by what is shown, and exports what is meant', async () => {
    await draw([call({ seq: 3 }), call({ seq: 2, system: 'Scoro', status: 403, document: 'bill/8', purpose: 'read bill 8' }), call({ seq: 1 })]);
    await type('Document', 'bill 8');
    expect(rows().length).toBe(1);
    expect(requests.mock.lastCall).toEqual([200, { ...everyRequest, document: 'bill 8' }]);
    await press('Export as CSV');
    expect(saved.mock.calls[0]?.[1].split('\r\n')).toHaveLength(3);
    await press('Export as JSON');
    expect(JSON.parse(saved.mock.calls[1]?.[1])).toHaveLength(1);
    await type('Filter', 'nowhere');
    expect(root.textContent).toContain('Nothing matches.');
  });

  it('tells of totals when asked', async () => {
    await draw([call({ at: Date.now() }), call({ at: Date.now(), status: 500 })]);
    const fold = root.querySelector('[aria-label="Totals"] details') as HTMLDetailsElement;
    expect(fold.querySelector('table')).toBeNull();
    fold.open = true;
    fold.dispatchEvent(new Event('toggle'));
    await settle();
    expect([...fold.querySelectorAll('tbody tr')].map((row) => [...row.children].map((cell) => cell.textContent))[0]).toEqual(['Exact Online', 'salesentry/SalesEntries', '2', '1', '0 of 10', '210 ms']);
  });

  it('saves a support bundle once it was said what is in it', async () => {
    await draw([call()]);
    await press('Support bundle');
    expect(sent).not.toHaveBeenCalled();
    expect(root.querySelector('dialog')?.textContent).toMatch(/sent to nobody.*Document numbers, amounts and the address of your site are in it/s);
    await press('Save the file');
    expect(sent.mock.calls).toEqual([['supportBundle', {}]]);
    expect([saved.mock.calls[0]?.[0], saved.mock.calls[0]?.[1]]).toEqual([expect.stringMatching(/^ledgerbar-support-\d{4}-\d\d-\d\d\.json$/), '{"about":"x"}']);
    expect(root.querySelector('dialog')).toBeNull();
  });

  it('is empty before anything was called', async () => {
    await draw([]);
    expect(root.textContent).toContain('No calls yet');
    expect(button('Export as CSV')?.disabled).toBe(true);
  });
});
