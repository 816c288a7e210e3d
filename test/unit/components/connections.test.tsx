import { render } from 'preact';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { AddConnection } from '../../../components/options/connections/AddConnection';
import { ConnectionCard } from '../../../components/options/connections/ConnectionCard';
import type { ConnectAnswer } from '../../../lib/messages';
import type { ConnectionRow } from '../../../lib/storage/rows';
import { settle } from './fixtures';

const sent = vi.hoisted(() => vi.fn(async (_name: string, _data: unknown): Promise<unknown> => ({ ok: true })));
vi.mock('../../../lib/messaging', () => ({ sendMessage: sent }));

const address = 'https://abcdefghijklmnopabcdefghijklmnop.chromiumapp.org/';
let root: HTMLElement;
const button = (name: string) => [...root.querySelectorAll('button')].find((one) => one.textContent?.trim() === name);
const press = async (name: string) => {
  button(name)?.click();
  await settle();
};
const labels = () => [...root.querySelectorAll('label')].map((label) => label.textContent);
const labelled = <Control extends HTMLInputElement | HTMLSelectElement = HTMLInputElement>(label: string): Control => {
  const found = [...root.querySelectorAll('label')].find((one) => one.textContent === label);
  const control = found && document.getElementById(found.htmlFor);
  if (!control) throw new Error(`There is no field "${label}"`);
  return control as Control;
};
const hintOf = (control: HTMLElement) => (control.getAttribute('aria-describedby') ?? '').split(' ').map((id) => document.getElementById(id)?.textContent).join(' ');
const type = async (label: string, value: string) => {
  const control = labelled(label);
  control.value = value;
  control.dispatchEvent(new Event('input', { bubbles: true }));
  await settle();
};
const choose = async (label: string, value: string) => {
  const control = labelled<HTMLSelectElement>(label);
  control.value = value;
  control.dispatchEvent(new Event('change', { bubbles: true }));
  await settle();
};

beforeEach(() => {
  fakeBrowser.reset();
  vi.clearAllMocks();
  sent.mockImplementation(async () => ({ ok: true }));
  Object.assign(fakeBrowser, {
    identity: { getRedirectURL: () => address },
    permissions: { request: async () => true, contains: async () => true, onAdded: { addListener: vi.fn(), removeListener: vi.fn() }, onRemoved: { addListener: vi.fn(), removeListener: vi.fn() } },
  });
  document.body.replaceChildren((root = document.createElement('div')));
});

describe('Add connection', () => {
  const onClose = vi.fn();
  const draw = async () => {
    render(<AddConnection taken={['taken']} onClose={onClose} />, root);
    await settle();
  };

  it('asks for the first ledger as it always did', async () => {
    await draw();
    expect(labels()).toEqual(['Site', 'Company account id', 'API key', 'Name of this connection', 'Accounting system', 'Country', 'Redirect URI', 'Client id', 'Client secret', 'Company', 'Book sales as']);
    expect([...root.querySelectorAll('legend')].map((legend) => legend.textContent)).toEqual(['Scoro', 'Exact Online']);
    expect([labelled('API key').type, labelled('Client secret').type, labelled('Client id').type]).toEqual(['password', 'password', 'text']);
    expect(document.activeElement).toBe(labelled('Site'));
  });

  it('offers the second with what that one needs: environment, keys, and the address to register', async () => {
    await draw();
    await choose('Accounting system', 'quickbooks-online');
    expect(labels().slice(4)).toEqual(['Accounting system', 'Environment', 'Redirect URI', 'Client id', 'Client secret', 'Company']);
    expect([...root.querySelectorAll('legend')].map((legend) => legend.textContent)).toEqual(['Scoro', 'QuickBooks Online']);
    expect(labelled('Redirect URI').value).toBe(address);
    expect(hintOf(labelled('Redirect URI'))).toMatch(/https addresses only/);
  });

  it('saves what was typed for the chosen one alone', async () => {
    await draw();
    await type('Site', 'acme.scoro.com');
    await type('API key', 'key');
    await type('Client id', 'of the first');
    await choose('Accounting system', 'quickbooks-online');
    expect(labelled('Client id').value).toBe('');
    await choose('Environment', 'sandbox');
    await type('Client id', 'id');
    await type('Client secret', 'secret');
    await press('Save');
    expect(sent).toHaveBeenCalledExactlyOnceWith('saveConnection', {
      connection: {
        id: 'acme',
        host: { system: 'scoro', site: 'https://acme.scoro.com', apiKey: 'key' },
        ledger: { system: 'quickbooks-online', environment: 'sandbox', clientId: 'id', clientSecret: 'secret' },
      },
    });
    expect(onClose).toHaveBeenCalledOnce();
  });

  it('says beside each field what is missing, and saves nothing', async () => {
    await draw();
    await press('Save');
    const wrong = [...root.querySelectorAll<HTMLElement>('[aria-invalid="true"]')];
    expect(wrong.map((control) => labels()[[...root.querySelectorAll('label')].findIndex((label) => label.htmlFor === control.id)])).toEqual(['Site', 'API key', 'Client id', 'Client secret']);
    expect(hintOf(labelled('Client id'))).toContain('The client id of your app in the Exact Online App Center');
    expect(document.activeElement).toBe(labelled('Site'));
    expect(sent).not.toHaveBeenCalled();
  });

  it('complains of a field once it was left, and not before', async () => {
    await draw();
    await type('Company', 'x');
    expect(labelled('Company').getAttribute('aria-invalid')).toBe('false');
    labelled('Company').dispatchEvent(new Event('blur'));
    await settle();
    expect(labelled('Company').getAttribute('aria-invalid')).toBe('true');
  });
});

describe('feature 5: Connect, while the currencies do not match', () => {
  const connection: ConnectionRow = {
    id: 'acme', host: { system: 'scoro', site: 'https://acme.scoro.com' }, ledger: { system: 'quickbooks-online', environment: 'sandbox', clientId: 'c', company: '' },
    sync: { mode: 'manual', startDate: '2026-01-01', invoices: true, bills: true, contacts: true, products: true, payments: true }, state: 'not-connected',
  };
  const answers = (...list: ConnectAnswer[]) => void sent.mockImplementation(async () => list.shift() ?? { ok: false, message: 'asked too often' });
  const differ: ConnectAnswer = { ok: true, state: 'currencies-differ', missingInHost: ['USD'], missingInLedger: ['GBP', 'SEK'] };
  const draw = async () => {
    render(<ConnectionCard connection={connection} />, root);
    await settle();
  };

  it('says what is missing on which side, and never "Connected"', async () => {
    answers(differ);
    await draw();
    await press('Connect');
    expect([...root.querySelectorAll('[role="alert"] li')].map((line) => line.textContent)).toEqual(['Missing in QuickBooks Online: GBP, SEK', 'Missing in Scoro: USD']);
    expect(root.querySelector('[role="status"]')?.textContent).toBe('Not connected');
    expect(root.textContent).not.toMatch(/\bConnected\b/);
  });

  it('names no side that lacks nothing, looks again on request, and takes earlier answers along', async () => {
    answers({ ok: true, state: 'already-connected', other: 'globex', company: 'ACME Ltd' }, { ...differ, missingInLedger: [] }, { ok: true, state: 'connected', user: 'Alex', company: 'ACME Ltd' });
    await draw();
    await press('Connect');
    await press('Replace');
    expect([...root.querySelectorAll('[role="alert"] li')].map((line) => line.textContent)).toEqual(['Missing in Scoro: USD']);
    await press('Check again');
    expect(sent.mock.calls.map(([, data]) => data)).toEqual([{ connection: 'acme' }, { connection: 'acme', replace: true }, { connection: 'acme', replace: true, again: true }]);
    expect(root.querySelector('[role="alert"]')).toBeNull();
  });
});
