import { render } from 'preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { intervalWords, spanWords } from '../../../components/options/sync/Frequency';
import { scopeWords } from '../../../components/options/documents/scope';
import { SyncCard } from '../../../components/options/sync/SyncCard';
import { QueriesProvider } from '../../../components/shared/queries';
import type { ConnectionRow, HostReferenceRow } from '../../../lib/storage/rows';
import type { Queries } from '../../../lib/sync/queries';
import { settle } from './fixtures';

const sent = vi.hoisted(() => vi.fn(async (_name: string, _data: unknown): Promise<unknown> => ({ ok: true })));
vi.mock('../../../lib/messaging', () => ({ sendMessage: sent }));

const sync = { mode: 'manual', startDate: '2026-01-01', invoices: true, bills: true, contacts: true, products: true, payments: true } as const;
const connection = (more: Partial<ConnectionRow> = {}): ConnectionRow => ({
  id: 'acme', host: { system: 'scoro', site: 'https://acme.scoro.com' }, ledger: { system: 'exact-online', country: 'nl', clientId: 'c', company: '1' }, sync: { ...sync }, state: 'connected', ...more,
});
const quickBooks = { system: 'quickbooks-online', environment: 'sandbox', clientId: 'c', company: '1' } as const;
const bookmark = (id: string, name: string, code: string): HostReferenceRow => ({ connection: 'acme', kind: 'bookmark', id, code, name, active: true });
const bookmarks = [bookmark('7', 'For the books', 'invoices'), bookmark('8', 'Approved', 'bills'), bookmark('9', 'Mine', '')];

let root: HTMLElement;
const draw = async (row: ConnectionRow, values: HostReferenceRow[] = bookmarks) => {
  const of = <T,>(value: T) => ({ subscribe: (observer: { next(value: T): void }) => (observer.next(value), { unsubscribe: () => undefined, closed: false }) });
  const queries = { connections: () => of([row]), budgets: () => of([]), hostReference: () => of(values), pendingJobs: () => of([]), mappings: () => of([]), reference: () => of([]), hasInvoices: () => of(false), openErrors: () => of([]) } as unknown as Queries;
  render(<QueriesProvider value={queries}><SyncCard connection={row} /></QueriesProvider>, root);
  // Queries answer after the first frame, and the form is drawn again with what they say.
  for (let frame = 0; frame < 3; frame += 1) await settle();
};
const labelled = <Control extends HTMLInputElement | HTMLSelectElement = HTMLSelectElement>(name: string): Control | undefined => {
  const label = [...root.querySelectorAll('label')].find((one) => one.textContent === name);
  return (label?.querySelector('input') ?? (label?.htmlFor ? document.getElementById(label.htmlFor) : null) ?? root.querySelector(`[aria-label="${name}"]`) ?? undefined) as Control | undefined;
};
const offered = (name: string) => [...(labelled(name)?.options ?? [])].map(({ textContent }) => textContent);
const choose = async (name: string, value: string) => {
  const control = labelled(name)!;
  control.value = value;
  control.dispatchEvent(new Event('change', { bubbles: true }));
  await settle();
};
const type = async (name: string, value: string) => {
  const control = labelled<HTMLInputElement>(name)!;
  control.value = value;
  control.dispatchEvent(new Event('input', { bubbles: true }));
  await settle();
};
const press = async (name: string) => {
  [...root.querySelectorAll('button')].find((one) => one.textContent?.trim() === name)?.click();
  await settle();
};
const saved = async () => {
  root.querySelector('form')?.requestSubmit();
  await settle();
  const [, data] = sent.mock.calls.find(([name]) => name === 'saveConnection') ?? [];
  return (data as { connection: { sync: object } }).connection.sync;
};

beforeEach(() => {
  vi.clearAllMocks();
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-11-21T00:00:00Z') });
  vi.stubGlobal('reportError', (error: unknown) => { throw error; });
  document.body.replaceChildren((root = document.createElement('div')));
});

afterEach(() => void vi.useRealTimers());

describe('feature 47: the kinds', () => {
  it('keep their names, each with its switch', async () => {
    await draw(connection());
    expect([...root.querySelectorAll('[role="group"][aria-label="What is synchronized"] label')].map(({ textContent }) => textContent)).toEqual(['Invoices', 'Bills', 'Contacts', 'Products', 'Payments']);
    labelled<HTMLInputElement>('Bills')?.click();
    await settle();
    expect(await saved()).toEqual({ ...sync, bills: false });
  });

  it('say their way where there is one, and offer it where both systems allow two', async () => {
    await draw(connection());
    expect([...root.querySelectorAll('span.way')].map(({ textContent }) => textContent)).toEqual(['to Exact Online', 'to Exact Online', 'to Exact Online', 'to Exact Online', 'from Exact Online']);
    expect(root.querySelector('select.way')).toBeNull();
    await draw(connection({ id: 'other', ledger: quickBooks }));
    expect(offered('Direction of bills')).toEqual(['to QuickBooks Online', 'from QuickBooks Online']);
    await choose('Direction of bills', 'to-host');
    expect(labelled('Bookmark of bills')).toBeUndefined();
    expect(await saved()).toEqual({ ...sync, directions: { bills: 'to-host' } });
  });

  it('are as usual again when the choice is taken back', async () => {
    await draw(connection({ ledger: quickBooks, sync: { ...sync, directions: { bills: 'to-host' } } }));
    await choose('Direction of bills', 'to-ledger');
    expect(await saved()).toEqual(sync);
  });
});

describe('feature 46: bookmarks', () => {
  it('are offered by name, each where it belongs', async () => {
    await draw(connection());
    expect(offered('Bookmark of invoices')).toEqual(['all of them', 'only in For the books', 'only in Mine', 'a bookmark by its number…']);
    expect(offered('Bookmark of bills')).toEqual(['all of them', 'only in Approved', 'only in Mine', 'a bookmark by its number…']);
    await choose('Bookmark of invoices', '7');
    expect(await saved()).toEqual({ ...sync, bookmarks: { invoices: '7' } });
  });

  it('can be typed where the site tells none, and show what was typed before', async () => {
    await draw(connection({ sync: { ...sync, bookmarks: { bills: '44' } } }), []);
    expect(offered('Bookmark of bills')).toContain('only in bookmark 44');
    await choose('Bookmark of invoices', '#');
    await type('Number of the bookmark of invoices', ' 12 ');
    expect(await saved()).toEqual({ ...sync, bookmarks: { bills: '44', invoices: '12' } });
  });

  it('are read again on request', async () => {
    await draw(connection());
    await press('Read bookmarks again');
    expect(sent).toHaveBeenCalledExactlyOnceWith('refreshReference', { connection: 'acme' });
  });

  it('stand on the Documents page, by name where it is known', () => {
    expect(scopeWords(connection(), [])).toMatch(/^Issued since [\d/]+$/);
    expect(scopeWords(connection({ sync: { ...sync, bookmarks: { invoices: '7', bills: '12' } } }), bookmarks)).toMatch(/, invoices only in For the books, bills only in bookmark 12$/);
    expect(scopeWords(connection({ sync: { ...sync, bills: false } }), [])).toMatch(/^Invoices issued since/);
    expect(scopeWords(connection({ sync: { ...sync, bookmarks: { bills: '8' }, directions: { bills: 'to-host' } } }), bookmarks)).toMatch(/^Invoices issued since [\d/]+$/);
  });
});

describe('feature 45: the start date', () => {
  it('may be chosen until something was synchronized, and says what it means', async () => {
    await draw(connection());
    expect(labelled<HTMLInputElement>('Start date')?.readOnly).toBe(false);
    await type('Start date', '2025-06-01');
    expect(await saved()).toEqual({ ...sync, startDate: '2025-06-01' });
  });

  it('is read from then on, with the reason and a way on', async () => {
    await draw(connection({ firstSyncAt: Date.parse('2026-11-03T10:00:00Z') }));
    expect(labelled<HTMLInputElement>('Start date')?.readOnly).toBe(true);
    expect(root.textContent).toMatch(/It stays since the first synchronization.*can still be sent one by one/);
  });
});

describe('feature 40: automatic', () => {
  it('says how often it runs and why not more often', async () => {
    await draw(connection({ sync: { ...sync, mode: 'automatic' } }));
    expect(root.textContent).toMatch(/Runs every 15 minutes for now instead of every 5 minutes: Scoro allows 500 requests a day, 500 of them are left until/);
    await choose('How often', '60');
    expect(await saved()).toEqual({ ...sync, mode: 'automatic', everyMinutes: 60 });
  });

  it('keeps an interval of the settings file, and forgets one that is as usual', async () => {
    await draw(connection({ host: { system: 'scoro', site: 'https://acme.scoro.com', requestsPerDay: 100_000 }, sync: { ...sync, mode: 'automatic', everyMinutes: 7 } }));
    expect(labelled('How often')?.value).toBe('7');
    expect(root.textContent).toContain('Runs every 7 minutes.');
    await choose('How often', '5');
    expect(await saved()).toEqual({ ...sync, mode: 'automatic' });
  });

  it('asks nothing of it where nothing runs by itself', async () => {
    await draw(connection());
    expect(labelled('How often')).toBeUndefined();
  });

  it('says what becomes of later changes, as the ledger is', async () => {
    await draw(connection());
    expect(root.textContent).toContain('Of a bill that is changed later the header follows; its lines and later changes of invoices go to Exact Online only when you press Send.');
    await draw(connection({ ledger: quickBooks }));
    expect(root.textContent).toContain('Changes of a document follow until a payment is attached.');
  });

  it('names spans as people do', () => {
    expect([5, 60, 90, 120, 1440].map(spanWords)).toEqual(['5 minutes', 'hour', '90 minutes', '2 hours', 'day']);
    const stretchedBy = { system: 'Host', limit: 500, left: 80, endsAt: 0, callsPerRun: 2, sharers: 2 };
    expect(intervalWords({ minutes: 40, wanted: 5, stretchedBy })).toContain('Host allows 500 requests a day, shared by 2 connections, 80 of them are left');
  });
});

it('policy leaves nothing to be changed', async () => {
  await draw(connection({ locked: true }));
  expect(root.querySelector('fieldset')?.disabled).toBe(true);
  expect(root.textContent).toContain('Set by your organisation');
});
