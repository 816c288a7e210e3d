import { render } from 'preact';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { causesOf, everyError, filterErrors } from '../../../components/options/log/filter';
import { causeKey, groupErrors, groupFixes } from '../../../components/options/log/groups';
import { journalCsv, journalJson } from '../../../components/options/log/journalFile';
import { LogPage } from '../../../components/options/log/LogPage';
import { QueriesProvider } from '../../../components/shared/queries';
import type { Problem } from '../../../lib/model/problem';
import type { ConnectionRow, JobRow, JournalRow } from '../../../lib/storage/rows';
import type { Queries } from '../../../lib/sync/queries';
import { problem as taxProblem, settle } from './fixtures';

const sent = vi.hoisted(() => vi.fn(async (): Promise<unknown> => ({ ok: true })));
const saved = vi.hoisted(() => vi.fn());
vi.mock('../../../lib/messaging', () => ({ sendMessage: sent }));
vi.mock('../../../components/options/saveText', () => ({ saveText: saved }));

const now = Date.parse('2026-11-21T10:00:00Z');
const job = (n: number, problems: Problem[], more: Partial<JobRow> = {}): JobRow => ({
  id: `acme/invoice/${n}/send`, connection: 'acme', company: '1', document: { kind: 'invoice', id: String(n) }, action: 'send', state: 'blocked', wait: null, problems, decisions: {},
  attempts: 0, priority: 0, nextAt: 0, createdAt: now, updatedAt: now - n, title: { number: `2026-${n}`, contact: `Customer ${n}`, total: '10.00', currency: 'EUR' }, ...more,
});
const tax = (line: number): Problem => ({ ...taxProblem, message: `Line ${line} has VAT 9 %, which has no code` });
const period: Problem = { code: 'period-closed', message: 'The period is closed.', detail: 'Open it.', raw: 'Period is closed: 2026 - 4', fixes: [{ id: 'retry', label: 'Retry', action: { type: 'retry' } }, { id: 'open-host', label: 'Open', action: { type: 'open-host' } }, { id: 'refresh', label: 'Read again', action: { type: 'refresh-reference' } }] };

describe('open errors by their cause', () => {
  it('are one group where the same buttons do the same, however the sentences differ', () => {
    const groups = groupErrors([job(1, [tax(1)]), job(2, [period]), job(3, [tax(2)]), job(4, [tax(1)])]);
    expect(groups.map(({ jobs }) => jobs.map(({ id }) => id.split('/')[2]))).toEqual([['1', '3', '4'], ['2']]);
  });

  it('stand in one group each, the one they share with most; what mends a cause is pressed for all that have it', () => {
    const groups = groupErrors([job(1, [period, tax(1)]), job(2, [tax(1)]), job(3, [tax(1)]), job(4, [period])]);
    expect(groups.map(({ jobs, affected }) => [jobs.length, affected.length])).toEqual([[3, 3], [1, 2]]);
  });

  it('are told apart by connection, by what the buttons do, and where no cause is known', () => {
    const other: Problem = { ...taxProblem, fixes: taxProblem.fixes.map((fix) => ({ ...fix, action: { type: 'map', kind: 'taxCode', host: '21' } })) };
    expect(groupErrors([job(1, [tax(1)]), job(2, [other]), job(3, [tax(1)], { connection: 'beta' }), job(4, []), job(5, [])])).toHaveLength(5);
    expect(causeKey('acme', tax(1))).toBe(causeKey('acme', tax(7)));
  });

  it('offer for many only what can be done for many', () => expect([groupFixes(period).map(({ id }) => id), groupFixes(tax(1)).map(({ id }) => id)]).toEqual([['refresh'], ['best', 'choose']]));

  it('are grouped at once when there are thousands', () => {
    const many = Array.from({ length: 5000 }, (_, n) => job(n, [tax(n % 7), ...(n % 2 ? [period] : [])]));
    const before = performance.now();
    expect(groupErrors(many).map(({ jobs }) => jobs.length)).toEqual([5000]);
    // Some tens of milliseconds by itself; a machine may be busy.
    expect(performance.now() - before).toBeLessThan(4000);
  });
});

describe('which errors are shown', () => {
  const errors = [job(1, [tax(1)]), job(2, [period], { document: { kind: 'bill', id: '2' } }), job(3, [period], { connection: 'beta' })];
  const found = (change: object) => filterErrors(errors, { ...everyError, ...change }).map(({ id }) => id.split('/')[2]);
  it('is searched in numbers, contacts, causes and answers, and limited', () => {
    expect(found({ words: 'CUSTOMER 2026-2' })).toEqual(['2']);
    expect(found({ words: '2026 - 4' })).toEqual(['2', '3']);
    expect(found({ connection: 'beta' })).toEqual(['3']);
    expect(found({ kind: 'bill' })).toEqual(['2']);
    expect(found({ cause: 'period-closed', connection: 'acme' })).toEqual(['2']);
    expect(causesOf(errors)).toEqual([{ code: 'period-closed', label: 'The period is closed.', count: 2 }, { code: 'tax-code-unmapped', label: 'Line 1 has VAT 9 %, which has no code', count: 1 }]);
  });
});

describe('feature 49: the Log page', () => {
  let root: HTMLElement;
  const of = <T,>(value: T) => ({ subscribe: (observer: { next(value: T): void }) => (observer.next(value), { unsubscribe: () => undefined, closed: false }) });
  const line: JournalRow = { seq: 1, at: now, connection: 'acme', document: 'invoice/1', job: '', event: 'sent', text: '=Booked', tone: 'ok', raw: '{}' };
  const journal = vi.fn((_limit: number, _search?: unknown) => of([line]));
  const draw = async (errors: JobRow[], dismissed: JobRow[] = []) => {
    const queries = {
      openErrors: () => of(errors), dismissedErrors: () => of(dismissed), setAside: () => of([]), journal,
      connections: () => of([{ id: 'acme', host: { system: 'scoro', site: 'https://acme.scoro.com' }, ledger: { system: 'exact-online' }, sync: {} } as unknown as ConnectionRow]),
    } as unknown as Queries;
    render(<QueriesProvider value={queries}><LogPage /></QueriesProvider>, root);
    await settle();
  };
  const buttons = (within: ParentNode, name: RegExp) => [...within.querySelectorAll('button')].filter((one) => name.test(one.getAttribute('aria-label') ?? one.textContent ?? ''));
  const press = async (within: ParentNode, name: RegExp) => {
    buttons(within, name)[0]?.click();
    await settle();
  };
  const articles = () => [...root.querySelectorAll('[aria-label="Open errors"] article')];

  beforeEach(() => {
    vi.clearAllMocks();
    vi.stubGlobal('reportError', vi.fn());
    sent.mockImplementation(async () => ({ ok: true }));
    document.body.replaceChildren((root = document.createElement('div')));
  });

  it('shows each error with Retry, Dismiss and Go to document, also in a group', async () => {
    await draw([job(1, [period]), job(2, [tax(1)]), job(3, [tax(2)])]);
    expect(articles().map((article) => article.getAttribute('aria-label'))).toEqual(['2026-2', '2026-3', '2026-1']);
    for (const article of articles()) expect([/^Retry$/, /^Dismiss$/, /^Go to document$/].map((name) => buttons(article, name).length)).toEqual([1, 1, 1]);
    await press(articles()[1] as Element, /^Retry$/);
    await press(articles()[1] as Element, /^Dismiss$/);
    expect(sent.mock.calls).toEqual([['retry', { job: 'acme/invoice/3/send' }], ['dismiss', { job: 'acme/invoice/3/send' }]]);
    expect(articles()[2]?.querySelector('details')?.textContent).toContain('Period is closed: 2026 - 4');
  });

  it('applies a fix of the cause to all documents at once', async () => {
    await draw([job(1, [tax(1)]), job(2, [tax(2)]), job(3, [period, tax(3)])]);
    await press(root, /^Choose… for 3 documents$/);
    const list = root.querySelector('select[size]') as HTMLSelectElement;
    list.value = '4';
    list.dispatchEvent(new Event('change', { bubbles: true }));
    await settle();
    await press(root, /^Apply$/);
    const jobs = [1, 2, 3].map((n) => `acme/invoice/${n}/send`);
    expect(sent.mock.calls).toEqual([['fixJobs', { jobs, problem: 'tax-code-unmapped', fix: 'choose', choice: '4' }]]);
    await press(root, /^Use 2 for 3 documents$/);
    expect(sent.mock.calls[1]).toEqual(['fixJobs', { jobs, problem: 'tax-code-unmapped', fix: 'best' }]);
    // The third has another problem of its own, with its own buttons.
    expect(articles()[2]?.textContent).toContain('The period is closed.');
    // Of few, each can be mended alone as well.
    await press(articles()[1] as Element, /^Use 2$/);
    expect(sent.mock.calls[2]).toEqual(['fixJob', { job: 'acme/invoice/2/send', problem: 'tax-code-unmapped', fix: 'best' }]);
  });

  it('tries all again that are shown, and asks before it dismisses them', async () => {
    await draw([job(1, [period]), job(2, [tax(1)]), job(3, [tax(2)]), job(4, [tax(2)])]);
    await press(root, /^Retry all 4 errors$/);
    expect(sent.mock.calls).toEqual([['retryJobs', { jobs: [1, 2, 3, 4].map((n) => `acme/invoice/${n}/send`) }]]);
    await press(root, /^Dismiss all 3 documents$/);
    expect(sent).toHaveBeenCalledTimes(1);
    await press(root.querySelector('dialog') as Element, /^Cancel$/);
    await press(root, /^Dismiss all 3 documents$/);
    await press(root.querySelector('dialog') as Element, /^Dismiss 3 documents$/);
    expect(sent.mock.calls[1]).toEqual(['dismissJobs', { jobs: [2, 3, 4].map((n) => `acme/invoice/${n}/send`), dismissed: true }]);
  });

  it('asks before very many are tried again', async () => {
    await draw(Array.from({ length: 101 }, (_, n) => job(n, [tax(1)])));
    await press(root, /^Retry all 101 errors$/);
    expect(sent).not.toHaveBeenCalled();
    await press(root.querySelector('dialog') as Element, /^Retry 101 errors$/);
    expect(sent).toHaveBeenCalledTimes(1);
    expect(articles().length).toBeLessThan(20);
    await press(root, /^Show \d+ documents more$/);
    expect(articles().length).toBe(50);
  });

  it('shows what was dismissed again', async () => {
    await draw([], [job(9, [period], { dismissed: true })]);
    expect(root.textContent).toContain('Nothing needs you');
    const fold = root.querySelector('[aria-label="Dismissed"] details') as HTMLDetailsElement;
    fold.open = true;
    fold.dispatchEvent(new Event('toggle'));
    await settle();
    await press(fold, /^Show again$/);
    expect(sent.mock.calls).toEqual([['dismissJobs', { jobs: ['acme/invoice/9/send'], dismissed: false }]]);
  });

  it('searches the whole journal, and exports what was found', async () => {
    await draw([]);
    expect(journal.mock.calls.at(-1)).toEqual([200, undefined]);
    const search = root.querySelector('[aria-label="Search the journal"]') as HTMLInputElement;
    search.value = 'booked';
    search.dispatchEvent(new Event('input', { bubbles: true }));
    await vi.waitFor(() => expect(journal.mock.calls.at(-1)).toEqual([200, { words: 'booked', connection: '', tone: '' }]), 4000);
    await settle();
    await press(root.querySelector('[aria-label="Journal"].journal') as Element, /^Export as CSV$/);
    expect(saved.mock.calls[0]?.[0]).toBe('ledgerbar-journal.csv');
    expect(journal.mock.calls.at(-1)).toEqual([100_000, { words: 'booked', connection: '', tone: '' }]);
  });

  it('threat 7: a line that begins like a formula is none in the file', () => {
    expect(journalCsv([line])).toBe('\uFEFFWhen,Connection,Document,Event,Text,Answer\r\n2026-11-21T10:00:00.000Z,acme,invoice/1,sent,"\'=Booked",{}\r\n');
    expect(JSON.parse(journalJson([line]))).toMatchObject([{ at: '2026-11-21T10:00:00.000Z', text: '=Booked' }]);
  });
});
