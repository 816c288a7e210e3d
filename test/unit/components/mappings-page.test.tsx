import { render } from 'preact';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { LinkedTable, pageAt } from '../../../components/options/mappings/LinkedTable';
import { mappingData } from '../../../components/options/mappings/lines';
import { MappingsOf } from '../../../components/options/mappings/MappingsOf';
import { countsInWords } from '../../../components/options/mappings/MappingsChanges';
import { QueriesProvider } from '../../../components/shared/queries';
import type { ConnectionRow, EvidenceRow, HostReferenceRow, JobRow, MappingRow, ReferenceRow } from '../../../lib/storage/rows';
import type { MappingPage } from '../../../lib/sync/mapping-search';
import type { Queries } from '../../../lib/sync/queries';
import { settle as wait } from './fixtures';

const sent = vi.hoisted(() => vi.fn(async (_name: string, _data: unknown): Promise<unknown> => ({ ok: true, resumed: 0 })));
vi.mock('../../../lib/messaging', () => ({ sendMessage: sent }));
const saved = vi.hoisted(() => vi.fn());
vi.mock('../../../components/options/saveText', () => ({ saveText: saved }));

const connection = { id: 'acme', host: { system: 'scoro', site: 'https://acme.scoro.com' }, ledger: { system: 'exact-online', country: 'nl', clientId: 'c', company: '1' }, state: 'connected', companyCurrency: 'EUR', sync: {} } as unknown as ConnectionRow;
const account = (code: string, name: string): ReferenceRow => ({ connection: 'acme', kind: 'account', id: `id-${code}`, code, name });
const reference: ReferenceRow[] = [account('4000', 'General costs'), account('4300', 'Cloud service costs'), { ...account('EUR', 'Euro'), kind: 'currency' }];
const host = (id: string, code: string, name: string, more: Partial<HostReferenceRow> = {}): HostReferenceRow => ({ connection: 'acme', kind: 'account', id, code, name, active: true, ...more });
const values = [host('1', '7001', 'Costs of cloud service'), host('2', '7002', 'Zzz'), host('EUR', 'EUR', 'Euro', { kind: 'currency' }), host('SEK', 'SEK', 'Krona', { kind: 'currency' })];
const job = (id: string, kind: 'account' | 'contact', of: string, more: Partial<JobRow> = {}): JobRow =>
  ({ id, connection: 'acme', state: 'blocked', document: { kind: 'bill', id }, title: { number: `F-${id}`, contact: 'Globex', total: '1', currency: 'EUR' },
    problems: [{ code: 'unmapped', message: '', fixes: [{ id: 'fix', label: 'Choose…', action: { type: 'map', kind, host: of }, choices: [{ value: 'guid', label: 'Globex NV' }] }] }], ...more }) as JobRow;
const evidence: EvidenceRow[] = [{ connection: 'acme', kind: 'account', clue: 'product/5', ledger: '4000', documents: 30, updatedAt: 0 }];
const jobs = [job('1', 'account', '2', { clues: [{ kind: 'account', host: '2', clues: ['product/5'] }] }), job('2', 'contact', '12')];

const of = <T,>(value: T) => ({ subscribe: (observer: { next(value: T): void }) => (observer.next(value), { unsubscribe: () => undefined }) });
const contacts = 50_000;
const asked: MappingPage[] = [];
const contact = (index: number): MappingRow => ({ connection: 'acme', kind: 'contact', host: String(index), hostName: `Customer ${index}`, ledger: `g${index}`, ledgerName: `Customer ${index}`, origin: 'name', used: 0, updatedAt: 0 });
const foundMappings = (page: MappingPage) => {
  asked.push(page);
  const total = page.search === '' ? contacts : 1;
  return of({ total, first: page.first, rows: Array.from({ length: Math.min(page.count, total - page.first) }, (_, index) => contact(page.first + index)) });
};
const queries = { mappings: () => of([]), reference: () => of(reference), hostReference: () => of(values), openErrors: () => of(jobs), evidence: () => of(evidence), foundMappings } as unknown as Queries;

let root: HTMLElement;
/** Until nothing changes any more, however slow the machine. */
const settle = async () => {
  const shown = () => `${root.querySelectorAll('*').length} ${root.textContent}`;
  let before = '';
  do {
    before = shown();
    await wait();
    await wait();
  } while (shown() !== before);
};
const button = (name: string | RegExp) => [...root.querySelectorAll('button')].find((one) => (typeof name === 'string' ? (one.getAttribute('aria-label') ?? one.textContent) === name : name.test(one.getAttribute('aria-label') ?? one.textContent ?? '')));
const press = async (name: string | RegExp) => {
  button(name)!.click();
  await settle();
};
const draw = async (kind: string) => {
  location.hash = `#/mappings/${kind}`;
  render(<QueriesProvider value={queries}><MappingsOf connection={connection} choice={null} /></QueriesProvider>, root);
  await settle();
};
const choose = async (text: string) => {
  const input = root.querySelector<HTMLInputElement>('[type="file"]')!;
  Object.defineProperty(input, 'files', { value: [new File([text], 'mappings.csv')], configurable: true });
  input.dispatchEvent(new Event('change', { bubbles: true }));
  await settle();
};

beforeEach(() => {
  asked.length = 0;
  vi.clearAllMocks();
  sent.mockImplementation(async () => ({ ok: true, resumed: 1 }));
  vi.stubGlobal('reportError', vi.fn());
  document.body.replaceChildren((root = document.createElement('div')));
});

describe('feature 13: suggestions on the page', () => {
  it('say how sure they are and why; the sure ones are accepted together, and what goes on is said', async () => {
    await draw('account');
    const [first] = root.querySelectorAll('tbody tr');
    expect(first?.textContent).toContain('Holds up 1 document');
    expect(first?.textContent).toContain('4000, General costs: very likely, 96 %. All 30 documents with this product so far were booked with it.');
    expect(root.textContent).toContain('F-1 waits for what has no match here, and goes on by itself once it is set.');
    await press(/^Accept 2 suggestions \(80 % or more\)$/);
    expect(sent).toHaveBeenCalledExactlyOnceWith('setMappings', { connection: 'acme', changes: [
      { kind: 'account', host: '2', ledger: '4000', hostName: 'Zzz', suggested: true }, { kind: 'account', host: '1', ledger: '4300', hostName: 'Costs of cloud service', suggested: true },
    ] });
    expect(root.querySelector('[role="status"]')?.textContent).toBe('1 document that waited for it goes on now.');
  });

  it('are accepted one by one as well; only those that a search shows are accepted together', async () => {
    await draw('account');
    await press(/^Use 4000 for Zzz/);
    expect(sent).toHaveBeenCalledExactlyOnceWith('setMapping', { connection: 'acme', kind: 'account', host: '2', ledger: '4000', hostName: 'Zzz', suggested: true });
    const search = root.querySelector<HTMLInputElement>('[aria-label="Search the mappings"]')!;
    search.value = 'CLÓUD';
    search.dispatchEvent(new Event('input', { bubbles: true }));
    await settle();
    expect(button(/^Accept/)?.textContent).toBe('Accept 1 suggestion (80 % or more)');
  });
});

it('currencies are shown with what is missing; there is nothing to choose', async () => {
  await draw('currency');
  const rows = [...root.querySelectorAll('tbody tr')].map(({ textContent }) => textContent);
  expect(rows[0]).toContain('Euro');
  expect(rows[1]).toContain('No currency in Exact Online has this code or name.');
  expect(button(/^(Change|Use|Remove)/)).toBeUndefined();
});

describe('feature 20: contacts', () => {
  it('are read as they come in sight, and searched by the index', async () => {
    await draw('contact');
    expect(root.querySelector('table')?.getAttribute('aria-rowcount')).toBe(String(contacts + 2));
    expect(root.querySelectorAll('tbody tr[data-index]').length).toBeLessThan(60);
    const scroller = root.querySelector<HTMLElement>('.scroll.tall')!;
    scroller.scrollTop = 30_000 * 53;
    scroller.dispatchEvent(new Event('scroll'));
    await settle();
    expect(root.textContent).toContain('Customer 30000');
    expect(Math.max(...asked.map(({ count }) => count))).toBeLessThanOrEqual(150);
    expect(root.querySelectorAll('tbody tr[data-index]').length).toBeLessThan(60);
    const search = root.querySelector<HTMLInputElement>('[aria-label="Search the mappings"]')!;
    search.value = 'custom 7';
    search.dispatchEvent(new Event('input', { bubbles: true }));
    await settle();
    expect(asked.at(-1)).toMatchObject({ search: 'custom 7', first: 0 });
    expect([...root.querySelectorAll('tbody th')].map(({ textContent }) => textContent)).toEqual(['Customer 00']);
  });

  it('in doubt stand first; the choice is made among those found, and says what goes on', async () => {
    await draw('contact');
    const [first] = root.querySelectorAll('tbody tr');
    expect(first?.textContent).toContain('GlobexNo matchHolds up 1 document');
    await press('Change Globex');
    await press('Apply');
    expect(sent).toHaveBeenCalledExactlyOnceWith('fixJob', { job: '2', problem: 'unmapped', fix: 'fix', choice: 'guid' });
  });

  it('a row that is not read yet says so', async () => {
    const data = mappingData([], reference, values, { currency: 'EUR', hostName: 'Scoro', ledgerName: 'Exact Online' });
    const slow = { ...queries, foundMappings: () => of({ total: 5, first: 0, rows: [contact(0)] }) } as unknown as Queries;
    render(<QueriesProvider value={slow}><LinkedTable connection="acme" kind="contact" gaps={[]} search="" data={data} onSet={() => undefined} /></QueriesProvider>, root);
    await settle();
    expect([...root.querySelectorAll('tbody tr')].map(({ textContent }) => textContent?.includes('Reading…'))).toEqual([false, true, true, true, true]);
    expect([0, 49, 50, 149, 30_010].map(pageAt)).toEqual([0, 0, 0, 50, 29_950]);
  });
});

describe('a file of mappings', () => {
  const preview = { ok: true, counts: { add: 1, change: 1, same: 3, refused: 1 }, unchecked: 0, changes: [{ line: 2, change: 'add', kind: 'account', host: 'Cloud', to: '4300, Cloud' }, { line: 3, change: 'change', kind: 'account', host: 'Zzz', from: '4000, General', to: '4300, Cloud' }], refused: [{ line: 9, reason: 'There is no kind "acount".' }] };

  it('features 12, 13, 14: is shown with what is now and what would be, and what is refused, before it is applied', async () => {
    sent.mockImplementation(async (name) => (name === 'previewMappings' ? preview : { ok: true, imported: 2, resumed: 3 }));
    await draw('account');
    await press('Import mappings');
    expect(button('Apply')?.disabled).toBe(true);
    await choose('kind,host,ledger');
    const dialog = root.querySelector('dialog')!;
    expect(dialog.textContent).toContain('1 added, 1 changed, 3 stay as they are, 1 refused.');
    expect([...dialog.querySelectorAll('[aria-label="Refused"] li')].map(({ textContent }) => textContent)).toEqual(['Line 9: There is no kind "acount".']);
    expect([...dialog.querySelectorAll('[aria-label="What would change"] li')].map(({ textContent }) => textContent)).toEqual(['+Adds: account "Cloud":  4300, Cloud', '~Changes: account "Zzz": 4000, General 4300, Cloud']);
    await press('Apply 2 changes');
    expect(sent.mock.calls).toEqual([['previewMappings', { connection: 'acme', text: 'kind,host,ledger' }], ['importMappings', { connection: 'acme', text: 'kind,host,ledger' }]]);
    expect(root.querySelector('dialog')).toBeNull();
    expect(root.querySelector('[role="status"]')?.textContent).toBe('3 documents that waited for it go on now.');
  });

  it('that is none says why, and cannot be applied', async () => {
    sent.mockImplementation(async () => ({ ok: false, message: 'The file has no column "kind".' }));
    await draw('account');
    await press('Import mappings');
    await choose('nonsense');
    expect(root.querySelector('dialog')?.textContent).toContain('The file has no column "kind".');
    expect(button('Apply')?.disabled).toBe(true);
  });

  it('is given in both formats', async () => {
    sent.mockImplementation(async (_, data) => ({ ok: true, text: `as ${(data as { format: string }).format}` }));
    await draw('account');
    await press('Export CSV');
    await press('Export JSON');
    expect(saved.mock.calls).toEqual([['ledgerbar-mappings-acme.csv', 'as csv', 'text/csv'], ['ledgerbar-mappings-acme.json', 'as json', 'application/json']]);
  });

  it('without any mapping says so', () => expect(countsInWords({ add: 0, change: 0, same: 0, refused: 0 })).toBe('The file holds no mappings'));
});
