import { render } from 'preact';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { SetAside } from '../../../components/options/log/SetAside';
import { StorageAlerts } from '../../../components/options/StorageAlerts';
import { StorageNote } from '../../../components/popup/StorageNote';
import { alertWords } from '../../../components/shared/alertWords';
import { QueriesProvider } from '../../../components/shared/queries';
import { dropAlerts, raiseAlert, type StorageAlert } from '../../../lib/storage/alerts';
import type { QuarantineRow } from '../../../lib/storage/rows';
import type { Queries } from '../../../lib/sync/queries';
import { settle } from './fixtures';

const sent = vi.hoisted(() => vi.fn(async (): Promise<unknown> => ({ ok: true })));
const saved = vi.hoisted(() => vi.fn());
vi.mock('../../../lib/messaging', () => ({ sendMessage: sent }));
vi.mock('../../../components/options/saveText', () => ({ saveText: saved }));

let root: HTMLElement;
const button = (name: string) => [...root.querySelectorAll('button')].find((one) => one.textContent?.trim() === name);
const press = async (name: string) => {
  button(name)?.click();
  await settle();
};
const names = () => [...root.querySelectorAll('button')].map((one) => one.textContent?.trim());

beforeEach(() => {
  fakeBrowser.reset();
  vi.clearAllMocks();
  sent.mockImplementation(async () => ({ ok: true }));
  vi.stubGlobal('reportError', vi.fn());
  document.body.replaceChildren((root = document.createElement('div')));
});

const seen = new Date(2026, 10, 20, 14, 3).getTime();
const now = new Date(2026, 10, 21, 12).getTime();
const cleared = (lost: Partial<Extract<StorageAlert, { kind: 'cleared' }>['lost']> = {}): StorageAlert => ({ kind: 'cleared', at: now, seen, lost: { connections: 1, mappings: 14, links: 1204, ...lost } });

describe('fault 47: what a cleared storage is told as', () => {
  it('says what is gone, what is not, and what to do', () => {
    const { title, lines } = alertWords(cleared(), now);
    expect(title).toBe('The storage of Ledgerbar in this browser was cleared');
    expect(lines[0]).toMatch(/^Gone from this browser: 1 connection with its keys and sign-in, 14 mappings and 1\W?204 records of documents that were sent, last seen .*20.*03/);
    expect(lines[1]).toMatch(/Nothing is gone from your app or your ledger.*found there by its number and linked; it is never sent twice/);
    expect(lines[2]).toMatch(/^Import your settings file/);
  });
  it('leaves out what there was none of', () => {
    expect(alertWords(cleared({ mappings: 0, links: 1 }), now).lines[0]).toContain(': 1 connection with its keys and sign-in and 1 record of a document that was sent,');
    expect(alertWords(cleared({ connections: 2, mappings: 0, links: 0 }), now).lines[0]).toContain(': 2 connections with their keys and sign-ins,');
  });
});

describe('the alert above the options', () => {
  const onImport = vi.fn();
  const draw = async () => {
    render(<StorageAlerts onImport={onImport} />, root);
    await settle();
  };

  it('is not there when all is well', async () => {
    await draw();
    expect(root.children).toHaveLength(0);
  });

  it('fault 47: of a cleared storage leads to the import, and can be dismissed', async () => {
    await raiseAlert(cleared());
    await draw();
    expect(root.querySelector('[role="alert"]')?.getAttribute('aria-labelledby')).toBe(root.querySelector('h2')?.id);
    expect(names()).toEqual(['Import your settings', 'Dismiss']);
    await press('Import your settings');
    expect(onImport).toHaveBeenCalledOnce();
    await press('Dismiss');
    expect(sent).toHaveBeenCalledWith('dismissStorageAlert', { kind: 'cleared' });
  });

  it('comes and goes with the alert, without being loaded again', async () => {
    await draw();
    await raiseAlert({ kind: 'full', at: now });
    await settle();
    expect(root.querySelector('h2')?.textContent).toBe('This browser has no room left');
    await dropAlerts(['full']);
    await settle();
    expect(root.children).toHaveLength(0);
  });

  it('fault 47: of a full storage offers another try and the settings as a file', async () => {
    sent.mockImplementation(async (...[name]: unknown[]) => (name === 'exportSettings' ? '{"version":1}' : { ok: true }));
    await raiseAlert({ kind: 'full', at: now });
    await draw();
    expect(names()).toEqual(['Try again', 'Export your settings']);
    await press('Try again');
    expect(sent).toHaveBeenCalledWith('retryStorage', {});
    await press('Export your settings');
    expect(saved).toHaveBeenCalledWith('ledgerbar-settings.json', '{"version":1}');
  });

  it('of a storage that cannot be opened tries again, and says why that did not help', async () => {
    sent.mockImplementation(() => Promise.reject(new Error('still closed')));
    await raiseAlert({ kind: 'cannot-open', at: now, raw: 'UnknownError: <b>backing store</b>' });
    await draw();
    expect(root.querySelector('pre')?.textContent).toBe('UnknownError: <b>backing store</b>');
    await press('Try again');
    expect(root.querySelector('.error-text')?.textContent).toContain('still closed');
  });

  it('of a newer version says to update', async () => {
    await raiseAlert({ kind: 'newer', at: now });
    await draw();
    expect(root.textContent).toMatch(/Update Ledgerbar/);
    expect(names()).toEqual(['Try again']);
  });
});

it('the popup says it in a line and leads to the options', async () => {
  const onSee = vi.fn();
  await raiseAlert(cleared());
  render(<StorageNote onSee={onSee} />, root);
  await settle();
  expect(root.querySelector('[role="alert"] p')?.textContent).toBe('The storage of Ledgerbar in this browser was cleared.');
  await press('See');
  expect(onSee).toHaveBeenCalledOnce();
});

describe('fault 48: records that were set aside', () => {
  const link: QuarantineRow = { seq: 4, table: 'links', key: 'acme/invoice/1001', connection: 'acme', row: { number: '2026-1', note: '<img src=x>' }, reason: 'total: not a decimal number', at: now };
  const connection: QuarantineRow = { seq: 3, table: 'connections', key: 'acme', connection: 'acme', row: null, reason: 'the browser cannot read it', at: now };
  const mapping: QuarantineRow = { ...connection, seq: 2, table: 'mappings', key: ['acme', 'unit', 'piece'] };
  const budget: QuarantineRow = { ...connection, seq: 1, table: 'budgets', key: 'x' };
  const draw = async (rows: QuarantineRow[]) => {
    const queries = { setAside: () => ({ subscribe: (observer: { next(value: unknown): void }) => (observer.next(rows), { unsubscribe: () => undefined }) }) };
    render(
      <QueriesProvider value={queries as unknown as Queries}>
        <SetAside />
      </QueriesProvider>,
      root,
    );
    await settle();
  };

  it('are not a section when there are none', async () => {
    await draw([]);
    expect(root.children).toHaveLength(0);
  });

  it('say what they were, why, and what follows; what is in them stays text', async () => {
    await draw([link]);
    const card = root.querySelector('article')!;
    expect(card.getAttribute('aria-label')).toBe('The link of invoice 2026-1');
    expect(card.textContent).toMatch(/acme · .* · total: not a decimal number/);
    expect(card.querySelector('pre')?.textContent).toContain('<img src=x>');
  });

  it('each have the button that helps, and one to let it go', async () => {
    await draw([link, connection, mapping, budget]);
    expect([...root.querySelectorAll('article')].map((card) => [...card.querySelectorAll('button')].map((one) => one.textContent?.trim()))).toEqual([
      ['Send again', 'Remove'], ['Go to Connections', 'Remove'], ['Go to Mappings', 'Remove'], ['Remove'],
    ]);
    await press('Send again');
    expect(sent).toHaveBeenCalledWith('sendSetAside', { seq: 4 });
    await press('Remove');
    expect(sent).toHaveBeenCalledWith('removeSetAside', { seq: 4 });
    await press('Go to Mappings');
    expect(location.hash).toBe('#/mappings');
  });

  it('can be had whole as JSON', async () => {
    await draw([link]);
    await press('Export as JSON');
    expect(JSON.parse(saved.mock.calls[0]?.[1] as string)).toEqual([link]);
  });

  it('say why a button did not work', async () => {
    sent.mockImplementation(async () => ({ ok: false, message: 'Its connection is not here.' }));
    await draw([link]);
    await press('Send again');
    expect(root.querySelector('[role="alert"]')?.textContent).toBe('Its connection is not here.');
  });
});
