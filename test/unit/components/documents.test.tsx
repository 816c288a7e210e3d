import { render } from 'preact';
import { beforeEach, expect, it, vi } from 'vitest';
import { DocumentsOf } from '../../../components/options/documents/DocumentsOf';
import { QueriesProvider } from '../../../components/shared/queries';
import type { ConnectionRow, DocumentRow, HostReferenceRow, LinkRow } from '../../../lib/storage/rows';
import type { Queries } from '../../../lib/sync/queries';
import { settle } from './fixtures';

const sent = vi.hoisted(() => vi.fn(async (_name: string, _data: unknown): Promise<unknown> => ({ ok: true })));
vi.mock('../../../lib/messaging', () => ({ sendMessage: sent }));

const connection: ConnectionRow = {
  id: 'acme', host: { system: 'scoro', site: 'https://acme.scoro.com' }, ledger: { system: 'quickbooks-online', environment: 'sandbox', clientId: 'c', company: '1' }, state: 'connected',
  sync: { mode: 'manual', startDate: '2026-01-01', invoices: true, bills: true, contacts: true, products: true, payments: true, bookmarks: { invoices: '7' } },
};
const row = (id: string, contactName = 'ACME'): DocumentRow => ({ key: `acme/invoice/${id}`, connection: 'acme', kind: 'invoice', id, number: `2026-${id}`, date: '2026-11-01', contactName, gross: '1.00', currency: 'EUR', modified: '', deleted: false, listedAt: 0 });
const link = { document: { kind: 'invoice', id: '2' }, remote: 'present', ledgerNumber: '7', payment: null, changed: false } as LinkRow;
const bookmark: HostReferenceRow = { connection: 'acme', kind: 'bookmark', id: '7', code: 'invoices', name: 'For the books', active: true };

let root: HTMLElement;
const draw = async (documents: DocumentRow[]) => {
  const of = <T,>(value: T) => ({ subscribe: (observer: { next(value: T): void }) => (observer.next(value), { unsubscribe: () => undefined }) });
  const queries = { documents: () => of(documents), links: () => of([link]), jobs: () => of([]), hostReference: () => of([bookmark]) } as unknown as Queries;
  render(<QueriesProvider value={queries}><DocumentsOf connection={connection} choice={null} /></QueriesProvider>, root);
  await settle();
};
const box = (name: string) => root.querySelector<HTMLInputElement>(`[aria-label="${name}"]`);
const press = async (name: string) => {
  [...root.querySelectorAll('button')].find((one) => one.textContent === name)?.click();
  await settle();
};

beforeEach(() => {
  vi.clearAllMocks();
  vi.stubGlobal('reportError', vi.fn());
  document.body.replaceChildren((root = document.createElement('div')));
});

it('feature 43: all rows that can be sent are selected at once and sent together', async () => {
  await draw([row('1'), row('2'), row('3')]);
  box('Select all that can be sent')?.click();
  await settle();
  expect(root.textContent).toContain('2 selected');
  await press('Send selected');
  expect(sent).toHaveBeenCalledExactlyOnceWith('sendDocuments', { connection: 'acme', documents: [{ kind: 'invoice', id: '3' }, { kind: 'invoice', id: '1' }] });
});

it('feature 43: what a search leaves out is not among all', async () => {
  await draw([row('1'), row('3', 'Kappa')]);
  const search = root.querySelector<HTMLInputElement>('[type="search"]');
  if (search) search.value = 'kappa';
  search?.dispatchEvent(new Event('input', { bubbles: true }));
  await settle();
  box('Select all that can be sent')?.click();
  await settle();
  await press('Send selected');
  expect(sent.mock.calls[0]?.[1]).toEqual({ connection: 'acme', documents: [{ kind: 'invoice', id: '3' }] });
});

it('feature 46: says which bookmark the list keeps to, with documents and without', async () => {
  await draw([row('1')]);
  expect(root.textContent).toMatch(/1 not sent\. Issued since [\d/]+, invoices only in For the books/);
  await draw([]);
  expect(root.textContent).toMatch(/invoices only in For the books: there are none, or they could not be read/);
});
