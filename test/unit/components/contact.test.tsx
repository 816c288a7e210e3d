import { render } from 'preact';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { ContactHere } from '../../../components/popup/ContactHere';
import { QueriesProvider } from '../../../components/shared/queries';
import { contactAt } from '../../../lib/hosts/contact-pages';
import type { ConnectionRow, MappingRow } from '../../../lib/storage/rows';
import type { Queries } from '../../../lib/sync/queries';
import { settle } from './fixtures';

const sent = vi.hoisted(() => vi.fn(async (_name: string, _data: unknown): Promise<unknown> => ({ ok: true })));
vi.mock('../../../lib/messaging', () => ({ sendMessage: sent }));

const connection = (more: Partial<ConnectionRow> = {}): ConnectionRow => ({
  id: 'acme', host: { system: 'scoro', site: 'https://acme.scoro.com' }, ledger: { system: 'quickbooks-online', environment: 'sandbox', clientId: 'c', company: '1' },
  sync: { mode: 'manual', startDate: '2026-01-01', invoices: true, bills: true, contacts: true, products: true, payments: true }, state: 'connected', ...more,
});
const mapping = (host: string, ledgerName: string): MappingRow => ({ connection: 'acme', kind: 'contact', host, ledger: 'x', ledgerName, origin: 'name', used: 0, updatedAt: 0 });

let root: HTMLElement;
const draw = async (connections: ConnectionRow[], mappings: MappingRow[] = []) => {
  const contactLinks = (_: string, contact: string) => ({ subscribe: ({ next }: { next(value: MappingRow[]): void }) => (next(mappings.filter(({ host }) => host.split('/')[0] === contact)), { unsubscribe: () => undefined }) });
  const queries = { contactLinks } as unknown as Queries;
  render(<QueriesProvider value={queries}><ContactHere connections={connections} /></QueriesProvider>, root);
  await settle();
};
const show = (url: string) => void Object.assign(fakeBrowser.tabs, { query: async () => [{ url }] });
const status = () => root.querySelector('[role="status"]')?.textContent;

beforeEach(() => {
  vi.clearAllMocks();
  sent.mockImplementation(async () => ({ ok: true }));
  vi.stubGlobal('reportError', vi.fn());
  show('https://acme.scoro.com/contacts/view/12');
  document.body.replaceChildren((root = document.createElement('div')));
});

describe('contactAt', () => {
  it.each([
    ['https://acme.scoro.com/contacts/view/12', '12'], ['https://acme.scoro.com/companies/modify/7/', '7'], ['https://acme.scoro.com/people/view/9?tab=1#x', '9'],
    ['https://acme.scoro.com/invoices/view/12', null], ['https://acme.scoro.com/contacts/view/', null], ['https://acme.example.com/contacts/view/12', null], ['not an address', null], ['', null],
  ])('%s', (address, contact) => expect(contactAt(address)?.contact ?? null).toBe(contact));
});

describe('feature 42: a contact whose page is in front of the popup', () => {
  it('is sent as what the user says it is', async () => {
    await draw([connection()]);
    expect([status(), ...[...root.querySelectorAll('button')].map(({ textContent }) => textContent)]).toEqual(['Not linked yet', 'Send as customer', 'Send as supplier']);
    root.querySelectorAll('button')[1]?.click();
    await settle();
    expect(sent).toHaveBeenCalledExactlyOnceWith('sendContact', { connection: 'acme', contact: '12', role: 'supplier' });
  });

  it('says what it is linked to, and why it could not be sent', async () => {
    sent.mockImplementation(async () => ({ ok: false, message: 'Which customer is it?' }));
    await draw([connection()], [mapping('12', 'ACME'), mapping('12/USD', 'ACME (USD)'), mapping('123', 'Another')]);
    expect(status()).toBe('Linked to ACME and ACME (USD)');
    root.querySelector('button')?.click();
    await settle();
    expect(root.textContent).toContain('Which customer is it?');
  });

  it('is offered for connections of its site alone, that are connected and send contacts', async () => {
    const { sync } = connection();
    await draw([connection({ host: { system: 'scoro', site: 'https://other.scoro.com' } }), connection({ state: 'sign-in-needed' }), connection({ sync: { ...sync, directions: { contacts: 'to-host' } } })]);
    expect(root.textContent).toBe('');
  });

  it('is not there on any other page', async () => {
    show('https://acme.scoro.com/invoices/view/12');
    await draw([connection()]);
    expect(root.textContent).toBe('');
  });
});
