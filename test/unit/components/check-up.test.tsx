import { render } from 'preact';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { CheckUp } from '../../../components/options/connections/CheckUp';
import { CheckUpLine } from '../../../components/popup/CheckUpLine';
import type { Finding } from '../../../lib/model/check-up';
import type { ConnectionRow } from '../../../lib/storage/rows';
import { settle } from './fixtures';

const sent = vi.hoisted(() => vi.fn(async (_name: string, _data: unknown): Promise<unknown> => ({ ok: true })));
vi.mock('../../../lib/messaging', () => ({ sendMessage: sent }));

let root: HTMLElement;
const onConnect = vi.fn();
const finding = (id: string, state: Finding['state'], more: Partial<Finding> = {}): Finding => ({ id, state, title: `The ${id}`, detail: `How the ${id} stand.`, items: [], fixes: [], ...more });
const units = finding('units', 'wrong', {
  items: [{ code: 'unit-sack', message: '“sack”, on the product Flour', fixes: [{ id: 'map', label: 'Choose…', action: { type: 'map', kind: 'unit', host: 'sack' }, choices: [{ value: 'kg', label: 'kg, Kilogram' }, { value: 'pc', label: 'pc, Pieces' }] }] }],
});
const row = (findings: Finding[] | null, more: Partial<ConnectionRow> = {}): ConnectionRow => ({
  id: 'acme', host: { system: 'scoro', site: 'https://acme.scoro.com' }, ledger: { system: 'exact-online', country: 'nl', clientId: 'c', company: '123456' },
  sync: { mode: 'manual', startDate: '2026-01-01', invoices: true, bills: true, contacts: true, products: true, payments: true }, state: 'connected',
  ...(findings ? { checkUp: { at: Date.now() - 300_000, findings, look: { survey: null, company: null, rights: {} }, calls: { host: 8, ledger: 2 } } } : {}), ...more,
});
const draw = async (connection: ConnectionRow) => {
  render(<CheckUp connection={connection} onConnect={onConnect} />, root);
  await settle();
};
const button = (name: string) => [...root.querySelectorAll('button')].find((one) => one.textContent?.trim() === name);
const press = async (name: string) => {
  button(name)?.click();
  await settle();
};
const pressFix = async (action: Finding['fixes'][number]['action']) => {
  await draw(row([finding('thing', 'wrong', { fixes: [{ id: 'fix', label: 'Mend it', action }] })]));
  sent.mockClear();
  await press('Mend it');
};

beforeEach(() => {
  fakeBrowser.reset();
  vi.clearAllMocks();
  sent.mockImplementation(async () => ({ ok: true }));
  Object.assign(fakeBrowser, { permissions: { request: vi.fn(async () => true) } });
  document.body.replaceChildren((root = document.createElement('div')));
  location.hash = '';
});

describe('feature 5: the check-up of a connection', () => {
  it('says in words how many things there are to mend, when it ran and what it cost', async () => {
    await draw(row([finding('sign-in', 'ok'), units, finding('rights', 'unknown')]));
    expect(root.querySelector('[role="group"]')?.getAttribute('aria-labelledby')).toBe(root.querySelector('h3')?.id);
    expect(root.querySelector('.chip')?.textContent).toBe('1 thing to mend');
    expect(root.textContent).toContain('Ran 5 minutes ago, with 8 calls to Scoro and 2 to Exact Online');
    expect(root.querySelector('details summary')?.textContent).toBe('1 in order, 1 cannot be told yet');
  });

  it('tells each state by word and shape, not by colour alone; red first', async () => {
    await draw(row([finding('a', 'ok'), finding('b', 'warning'), finding('c', 'unknown'), finding('d', 'wrong')]));
    const shown = [...root.querySelectorAll('.finding')].map((one) => [one.querySelector('.finding-state span')?.textContent, one.querySelector('.problem-message')?.textContent]);
    expect(shown).toEqual([['To mend', 'The d'], ['Look at it', 'The b'], ['In order', 'The a'], ['Cannot be told yet', 'The c']]);
    expect(new Set([...root.querySelectorAll('.finding path')].map((path) => path.getAttribute('d'))).size).toBe(4);
  });

  it('feature 15: maps a unit right there and has what is known judged anew', async () => {
    await draw(row([units]));
    await press('Choose…');
    await press('Apply');
    expect(sent.mock.calls.slice(1)).toEqual([['setMapping', { connection: 'acme', kind: 'unit', host: 'sack', ledger: 'kg', suggested: false }], ['checkUp', { connection: 'acme', extent: 'known' }]]);
  });

  it('keeps the focus by what was mended, once that is gone', async () => {
    await draw(row([units]));
    await press('Choose…');
    const apply = button('Apply');
    apply?.focus();
    apply?.click();
    await settle();
    await draw(row([finding('units', 'ok')]));
    expect(document.activeElement).toBe(root.querySelector('h3'));
    expect(root.querySelector('[aria-live]')?.textContent).toBe('Check-up: everything is in order');
  });

  it('says why a mapping was refused, and judges nothing then', async () => {
    sent.mockImplementation(async (name) => (name === 'setMapping' ? { ok: false, message: 'Your company\'s policy sets this mapping.' } : { ok: true }));
    await draw(row([units]));
    sent.mockClear();
    await press('Choose…');
    await press('Apply');
    expect(root.querySelector('[role="alert"]')?.textContent).toBe('Your company\'s policy sets this mapping.');
    expect(sent).toHaveBeenCalledOnce();
  });

  it('judges what is known when it is opened, without a call, and looks at everything when asked', async () => {
    await draw(row([finding('a', 'ok')]));
    expect(sent.mock.calls).toEqual([['checkUp', { connection: 'acme', extent: 'known' }]]);
    await press('Check now');
    expect(sent).toHaveBeenLastCalledWith('checkUp', { connection: 'acme', extent: 'whole' });
  });

  it('says that it has not run yet, that it runs, and asks for nothing of a connection that is none', async () => {
    await draw(row(null));
    expect(root.textContent).toContain('Not run yet');
    expect(sent).not.toHaveBeenCalled();
    const { checkUp } = row([]);
    await draw(row(null, { checkUp: { ...checkUp!, at: 0, runningSince: Date.now() } }));
    expect([root.textContent?.includes('Checking…'), button('Check now')?.disabled]).toEqual([true, true]);
    await draw(row(null, { checkUp: { ...checkUp!, at: 0, runningSince: Date.now() - 600_000 } }));
    expect(button('Check now')?.disabled).toBe(false);
    await draw(row(null, { state: 'not-connected' }));
    expect(root.textContent).toBe('');
  });

  it('survives what another version kept', async () => {
    await draw(row(null, { checkUp: { odd: true } as never }));
    expect(root.textContent).toContain('Not run yet');
  });

  it('does what each button says', async () => {
    await pressFix({ type: 'refresh-reference' });
    expect(sent.mock.calls).toEqual([['refreshReference', { connection: 'acme' }]]);
    await pressFix({ type: 'grant-access', origins: ['https://acme.scoro.com/*'] });
    expect(fakeBrowser.permissions.request).toHaveBeenCalledWith({ origins: ['https://acme.scoro.com/*'] });
    expect(sent.mock.calls).toEqual([['checkUp', { connection: 'acme', extent: 'known' }]]);
    await pressFix({ type: 'sign-in' });
    expect(onConnect).toHaveBeenCalledOnce();
    await pressFix({ type: 'open-options', route: '#/mappings/unit' });
    expect(location.hash).toBe('#/mappings/unit');
    const create = vi.spyOn(fakeBrowser.tabs, 'create');
    await pressFix({ type: 'open-host' });
    expect(create).toHaveBeenCalledWith({ url: 'https://acme.scoro.com' });
  });

  it('says so when access was not given', async () => {
    Object.assign(fakeBrowser.permissions, { request: async () => false });
    await pressFix({ type: 'grant-access', origins: ['https://acme.scoro.com/*'] });
    expect(root.querySelector('[role="alert"]')?.textContent).toMatch(/^Access was not given/);
  });

  it('is where the address leads', async () => {
    location.hash = '#/connections/acme';
    await draw(row([units]));
    expect(document.activeElement).toBe(root.querySelector('h3'));
  });
});

describe('the popup\'s line', () => {
  const onSee = vi.fn();
  const line = async (connection: ConnectionRow) => {
    render(<CheckUpLine connection={connection} onSee={onSee} />, root);
    await settle();
    return root.querySelector('.check-up-line')?.textContent ?? null;
  };
  it('is there when something is to be mended, and leads to it', async () => {
    expect(await line(row([units, finding('b', 'wrong')]))).toBe('Check-up: 2 things to mendSee');
    await press('See');
    expect(onSee).toHaveBeenCalledOnce();
    expect(await line(row([finding('a', 'warning')]))).toBe('Check-up: 1 thing to look atSee');
  });
  it('is not there otherwise', async () => {
    expect(await line(row([finding('a', 'ok'), finding('b', 'unknown')]))).toBeNull();
    expect(await line(row(null))).toBeNull();
    expect(await line(row([units], { state: 'not-connected' }))).toBeNull();
  });
});
