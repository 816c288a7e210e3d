import { render } from 'preact';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { actionsFor, isSelectable } from '../../../components/options/documents/actions';
import { DocumentsOf } from '../../../components/options/documents/DocumentsOf';
import { countLines, everything, filterLines, needingYou, notListed } from '../../../components/options/documents/filter';
import { absenceWords } from '../../../components/options/documents/scope';
import { QueriesProvider } from '../../../components/shared/queries';
import type { ConnectionRow, DocumentRow, HostReferenceRow, JobRow, LinkRow } from '../../../lib/storage/rows';
import { DocumentBook } from '../../../lib/sync/document-book';
import type { DocumentFacts } from '../../../lib/sync/document-lines';
import type { Queries } from '../../../lib/sync/queries';
import { settle } from './fixtures';

const sent = vi.hoisted(() => vi.fn(async (_name: string, data: { documents?: unknown[] }): Promise<unknown> => ({ ok: true, jobs: data.documents?.length })));
vi.mock('../../../lib/messaging', () => ({ sendMessage: sent }));

const connection: ConnectionRow = {
  id: 'acme', host: { system: 'scoro', site: 'https://acme.scoro.com' }, ledger: { system: 'quickbooks-online', environment: 'sandbox', clientId: 'c', company: '1' }, state: 'connected',
  sync: { mode: 'manual', startDate: '2026-01-01', invoices: true, bills: true, contacts: true, products: true, payments: true, bookmarks: { invoices: '7' } },
};
const row = (id: string, more: Partial<DocumentRow> = {}): DocumentRow => ({ key: `acme/invoice/${id}`, connection: 'acme', kind: 'invoice', id, number: `2026-${id}`, date: '2026-11-01', contactName: 'ACME', gross: '1.00', currency: 'EUR', modified: '', deleted: false, listedAt: 0, ...more });
const link = (id: string, more: Partial<LinkRow> = {}) => ({ key: `acme/invoice/${id}`, document: { kind: 'invoice', id }, number: `2026-${id}`, date: '2026-11-01', contactName: 'ACME', total: '1.00', currency: 'EUR', remote: 'present', ledgerNumber: '7', payment: null, changed: false, ...more }) as LinkRow;
const held = (id: string, action: 'send' | 'fetch' = 'send') => ({ id: `acme/invoice/${id}/${action}`, document: { kind: 'invoice', id }, action, state: 'blocked', problems: [{ code: 'x', message: 'No VAT code.', fixes: [] }] }) as unknown as JobRow;
const bookmark: HostReferenceRow = { connection: 'acme', kind: 'bookmark', id: '7', code: 'invoices', name: 'For the books', active: true };
const linesOf = (facts: DocumentFacts[]) => {
  const book = new DocumentBook(() => 0);
  book.load(facts);
  return book.lines;
};
/** As a site has them: two to send, one sent, one held up, one changed since, one on its way, one gone in the host. */
const mixed: DocumentFacts[] = [
  { row: row('1') }, { row: row('2'), link: link('2') }, { row: row('3', { contactName: 'Kappa', gross: '1234.50' }) }, { row: row('4'), send: held('4') }, { row: row('5'), link: link('5', { touched: true }) },
  { row: row('6'), send: { ...held('6'), state: 'sending' } as JobRow }, { row: row('7', { deleted: true }), link: link('7') }, { row: row('8', { kind: 'bill', key: 'acme/bill/8', date: '2026-10-01' }) }, { link: link('9', { date: '2025-06-01' }) },
];

let root: HTMLElement;
const draw = async (facts: DocumentFacts[], of: Partial<ConnectionRow> = {}) => {
  const give = <T,>(value: T) => ({ subscribe: (observer: { next(value: T): void }) => (observer.next(value), { unsubscribe: () => undefined }) });
  const queries = { documentList: () => give({ lines: linesOf(facts), rebuilt: 0 }), hostReference: () => give([bookmark]) } as unknown as Queries;
  render(<QueriesProvider value={queries}><DocumentsOf connection={{ ...connection, ...of }} choice={null} /></QueriesProvider>, root);
  await vi.waitFor(() => expect(root.querySelector(facts.length > 0 ? 'tbody tr' : '.empty-page')).not.toBeNull(), 5000);
  await settle();
};
const box = (name: string | RegExp) => [...root.querySelectorAll<HTMLInputElement>('input[type="checkbox"]')].find((one) => (one.getAttribute('aria-label') ?? '').match(name));
const button = (name: string) => [...root.querySelectorAll('button')].find((one) => one.textContent?.startsWith(name));
const press = async (name: string) => {
  button(name)?.click();
  await settle();
};
const select = async (name: string | RegExp) => {
  box(name)?.click();
  await settle();
};
const enter = async (name: string, value: string, event = 'input') => {
  const field = root.querySelector<HTMLInputElement>(`[aria-label="${name}"]`)!;
  field.value = value;
  field.dispatchEvent(new Event(event, { bubbles: true }));
  await settle();
};
const numbers = () => [...root.querySelectorAll('tbody tr')].map((each) => each.children[1]?.textContent);
const described = (name: string) => document.getElementById(button(name)?.getAttribute('aria-describedby') ?? '')?.textContent;

beforeEach(() => {
  vi.clearAllMocks();
  vi.stubGlobal('reportError', vi.fn());
  document.body.replaceChildren((root = document.createElement('div')));
});

describe('feature 43: several documents at once', () => {
  it('all shown that something can be done with are selected, and each action takes those it is for', async () => {
    await draw(mixed);
    await select(/^Select all/);
    expect(root.textContent).toContain('8 selected');
    expect(described('Send selected')).toBe('5 of 8 will be sent. Left out: 1 deleted in Scoro, 2 sent already.');
    expect(described('Fetch selected')).toBe('4 of 8 will be fetched. Left out: 4 not sent yet.');
    expect(described('Retry selected')).toBe('1 of 8 will be tried again. Left out: 7 not held up.');
    await press('Retry selected');
    expect(sent).toHaveBeenCalledExactlyOnceWith('retryDocuments', { connection: 'acme', documents: [{ kind: 'invoice', id: '4' }] });
    expect(root.querySelector('[role="status"]')?.textContent).toBe('1 document is queued to be tried again.');
    expect(root.textContent).toContain('Nothing selected');
  });

  it('those that are sent already are left out of Send, and fetched together', async () => {
    await draw([{ row: row('1') }, { row: row('2'), link: link('2') }]);
    for (const name of ['Select 2026-1', 'Select 2026-2']) await select(name);
    await press('Send selected');
    await select('Select 2026-2');
    expect(button('Send selected')?.disabled).toBe(true);
    expect(described('Send selected')).toBe('None of the selected can be sent: 1 sent already.');
    await press('Fetch selected');
    expect(sent.mock.calls.filter(([name]) => name !== 'listDocuments')).toEqual([['sendDocuments', { connection: 'acme', documents: [{ kind: 'invoice', id: '1' }] }], ['fetchDocuments', { connection: 'acme', documents: [{ kind: 'invoice', id: '2' }] }]]);
  });

  it('says what is booked once more before it is', () => {
    const [line] = linesOf([{ row: row('1'), link: link('1', { remote: 'deleted' }) }]);
    const of = { connected: true, sends: new Set(['invoice'] as const), hostName: 'Scoro', ledgerName: 'QuickBooks Online' };
    expect(actionsFor([line!], of).send.hint).toBe('1 of 1 will be sent. 1 of them was deleted in the ledger and will be booked there again.');
    expect(actionsFor([line!], { ...of, sends: new Set() }).send.hint).toBe('None of the selected can be sent: 1 of a kind that does not go to QuickBooks Online.');
    expect(actionsFor([line!], { ...of, connected: false }).send).toEqual({ documents: [], hint: 'Connect first, on Connections.' });
    expect(actionsFor([], of).send.hint).toBe('Select documents first.');
    const [busy] = linesOf([{ row: row('1'), send: { ...held('1'), state: 'queued' } as JobRow }]);
    expect(isSelectable(busy!, of)).toBe(false);
  });

  it('more than one message takes are sent in several', async () => {
    await draw(Array.from({ length: 10_050 }, (_, index) => ({ row: row(String(index + 1)) })));
    await select(/^Select all/);
    await press('Send selected');
    expect(sent.mock.calls.map(([name, data]) => [name, data.documents?.length])).toEqual([['sendDocuments', 10_000], ['sendDocuments', 50]]);
    expect(root.querySelector('[role="status"]')?.textContent).toBe('10050 documents are queued to be sent.');
  });

  it('of many only those in sight are drawn, in a table that says how many there are', async () => {
    await draw(Array.from({ length: 20_000 }, (_, index) => ({ row: row(String(index + 1)) })));
    const table = root.querySelector('table[aria-label="Documents"]');
    expect(table?.getAttribute('aria-rowcount')).toBe('20001');
    expect(root.querySelectorAll('tbody tr').length).toBeLessThan(100);
    await enter('Search documents', '2026-19999');
    expect(numbers()).toEqual(['2026-19999']);
  });

  it('what a search leaves out is not among all', async () => {
    await draw(mixed);
    await enter('Search documents', 'kappa');
    await select(/^Select all/);
    await press('Send selected');
    expect(sent.mock.calls[0]?.[1]).toEqual({ connection: 'acme', documents: [{ kind: 'invoice', id: '3' }] });
  });
});

describe('what is shown', () => {
  const ids = (change: Partial<typeof everything>) => filterLines(linesOf(mixed), { ...everything, ...change }).map((each) => each.row.id);

  it('begins with what needs somebody, the newest first in each part', () => {
    expect(ids({})).toEqual(['7', '5', '4', '6', '3', '2', '1', '8', '9']);
    expect(ids({ needingFirst: false })).toEqual(['7', '6', '5', '4', '3', '2', '1', '8', '9']);
  });

  it('is limited by state, kind and day', () => {
    expect(ids({ state: 'Sent' })).toEqual(['7', '2', '9']);
    expect(ids({ state: needingYou })).toEqual(['7', '5', '4']);
    expect(ids({ state: notListed })).toEqual(['7', '9']);
    expect(ids({ kind: 'bill' })).toEqual(['8']);
    expect(ids({ from: '2026-10-01', to: '2026-10-31' })).toEqual(['8']);
    expect(ids({ to: '2026-09-30' })).toEqual(['9']);
  });

  it('is found by number, contact and amount, as they are written and as they are shown', () => {
    for (const search of ['2026-3', 'KAPPA', '1234.50', 'kap 2026', '1,234.50', '1.234,50', '1\u202f234,50']) expect([search, ids({ search })]).toEqual([search, ['3']]);
    expect(ids({ search: 'nobody' })).toEqual([]);
  });

  it('is counted by state', () => {
    const { states, ...others } = countLines(linesOf(mixed));
    expect([...states]).toEqual([['Not sent', 3], ['Sending', 1], ['Needs attention', 1], ['Sent', 3], ['Changed since sent', 1]]);
    expect(others).toEqual({ needingYou: 3, notListed: 2 });
  });

  it('says why what was sent is not listed any more', async () => {
    await draw(mixed);
    const text = (number: string) => [...root.querySelectorAll('tbody tr')].find((each) => each.children[1]?.textContent === number)?.lastElementChild?.textContent;
    expect(text('2026-7')).toBe('Sent, 7Deleted in Scoro');
    expect(text('2026-9')).toBe('Sent, 7Issued before the start date');
    expect(absenceWords('unlisted', { date: '2026-02-01' }, connection)).toBe('Not listed by Scoro any more');
    // There is no page to open any more.
    expect([...root.querySelectorAll('tbody a')].map(({ textContent }) => textContent)).not.toContain('2026-7');
  });

  it('says that nothing goes on while synchronizing is paused', async () => {
    await draw(mixed, { run: { startedAt: 0, phase: 'sending', total: 3, paused: true } });
    expect(root.textContent).toContain('Synchronizing is paused: what is queued waits until it is resumed on Sync.');
  });

  it('can be had whole again', async () => {
    await draw(mixed);
    await enter('State', 'Sent', 'change');
    expect(numbers()).toEqual(['2026-7', '2026-2', '2026-9']);
    expect(root.textContent).toContain('3 of 9 documents shown.');
    await press('Show all');
    expect(numbers()).toHaveLength(9);
  });
});

it('feature 46: says which bookmark the list keeps to, with documents and without', async () => {
  await draw([{ row: row('1') }]);
  expect(root.textContent).toMatch(/1 not sent\. Issued since [\d/]+, invoices only in For the books/);
  await draw([]);
  expect(root.textContent).toMatch(/invoices only in For the books: there are none, or they could not be read/);
});
