import { render } from 'preact';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Actions } from '../../../components/quick-actions/actions';
import { Bar } from '../../../components/quick-actions/Bar';
import type { PageView } from '../../../lib/model/view';
import { attention, problem, settle, toolbar, view } from './fixtures';

const verdict = vi.hoisted(() => ({ is: 'act' }));
vi.mock('../../../components/quick-actions/visible', () => ({ judge: () => verdict.is }));

let root: HTMLElement;
const fine = vi.fn(async () => ({ ok: true }) as const);
const actions = { send: vi.fn(fine), fetch: vi.fn(fine), open: vi.fn(fine), fix: vi.fn(fine), log: vi.fn(async () => [{ at: 1, text: 'Booked <img src=x>', tone: 'ok' as const, raw: '{}' }]), refresh: vi.fn() };
const draw = (page: PageView) => render(<Bar view={page} actions={actions as unknown as Actions} />, root);
const button = (name: string) => [...root.querySelectorAll('button')].find((one) => one.textContent?.trim().startsWith(name))!;
const region = (name: string) => root.querySelector(`[role="region"][aria-label="${name}"]`);
const press = async (name: string) => {
  button(name).click();
  await settle();
};

beforeEach(() => {
  verdict.is = 'act';
  vi.clearAllMocks();
  document.body.replaceChildren((root = document.createElement('div')));
});

describe('the toolbar', () => {
  it('has the names that people and tests rely on', () => {
    draw(view(toolbar()));
    const bar = root.querySelector('[role="toolbar"]')!;
    expect(bar.getAttribute('aria-label')).toBe('Exact Online');
    expect(bar.querySelectorAll('[role="status"]')).toHaveLength(1);
    expect(bar.querySelector('[role="status"]')?.textContent).toBe('Not sent');
    expect([...bar.querySelectorAll('button')].map((one) => one.textContent)).toEqual(['Send', 'Fetch', 'Log', 'Open']);
    expect(bar.querySelector('.who')?.getAttribute('title')).toBe('Exact Online, ACME BV');
  });

  it('says why a button is disabled', () => {
    draw(view(toolbar()));
    const fetch = button('Fetch');
    expect(fetch.disabled).toBe(true);
    expect(document.getElementById(fetch.getAttribute('aria-describedby')!)?.textContent).toBe('Not sent yet: there is nothing to fetch');
  });

  it('is one tab stop, and arrows move within it', async () => {
    draw(view(toolbar()));
    await settle();
    expect([...root.querySelectorAll('button')].filter((one) => one.tabIndex === 0)).toEqual([button('Send')]);
    button('Send').focus();
    button('Send').dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true }));
    expect(document.activeElement).toBe(button('Log'));
    expect(button('Log').tabIndex).toBe(0);
    expect(button('Send').tabIndex).toBe(-1);
  });

  it('draws one for each ledger', () => {
    draw(view(toolbar(), toolbar({ connection: 'b', ledger: 'QuickBooks Online' })));
    expect([...root.querySelectorAll('[role="toolbar"]')].map((one) => one.getAttribute('aria-label'))).toEqual(['Exact Online', 'QuickBooks Online']);
  });
});

describe('a press', () => {
  it('sends, and looks at the state again', async () => {
    draw(view(toolbar()));
    await press('Send');
    expect(actions.send).toHaveBeenCalledWith({ kind: 'invoice', id: '1001' }, 'acme');
    expect(actions.refresh).toHaveBeenCalled();
  });

  it.each(['forged', 'covered'])('does nothing when it is %s', async (is) => {
    verdict.is = is;
    draw(view(attention));
    for (const name of ['Send', 'Problems', 'Log']) await press(name);
    expect(actions.send).not.toHaveBeenCalled();
    expect(actions.log).not.toHaveBeenCalled();
    expect(root.querySelector('[role="region"]')).toBeNull();
    expect(root.querySelector('[role="alert"]') !== null).toBe(is === 'covered');
  });

  it('shows why it was refused', async () => {
    actions.send.mockResolvedValueOnce({ ok: false, message: 'Not for your role.' } as never);
    draw(view(toolbar()));
    await press('Send');
    expect(root.querySelector('[role="alert"]')?.textContent).toBe('Not for your role.');
  });
});

describe('Problems', () => {
  it('opens by itself after Send, and only then', async () => {
    draw(view(attention));
    await settle();
    expect(region('Problems')).toBeNull();
    draw(view(toolbar()));
    await press('Send');
    draw(view(toolbar()));
    draw(view(toolbar({ word: 'Sending', text: 'Sending', busy: true })));
    await settle();
    draw(view(attention));
    await settle();
    expect(region('Problems')?.querySelectorAll('li')).toHaveLength(1);
  });

  it('sends a fix by its id', async () => {
    draw(view(attention));
    await press('Problems');
    await press('Use 2');
    expect(actions.fix).toHaveBeenCalledWith({ kind: 'invoice', id: '1001' }, 'acme', problem.code, 'best', undefined);
  });

  it('lets one be chosen from a list that can be searched', async () => {
    draw(view(attention));
    await press('Problems');
    await press('Choose');
    const search = root.querySelector<HTMLInputElement>('input[type="search"]')!;
    search.value = 'high';
    search.dispatchEvent(new Event('input', { bubbles: true }));
    await settle();
    expect([...root.querySelectorAll('option')].map((one) => one.value)).toEqual(['4']);
    await press('Apply');
    expect(actions.fix).toHaveBeenCalledWith(expect.anything(), 'acme', problem.code, 'choose', '4');
  });

  it('closes with Escape, and gives the focus back', async () => {
    draw(view(attention));
    button('Problems').focus();
    await press('Problems');
    button('Problems').dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
    await settle();
    expect(region('Problems')).toBeNull();
    expect(document.activeElement).toBe(button('Problems'));
  });

  it('closes when nothing is left to mend', async () => {
    draw(view(attention));
    await press('Problems');
    draw(view(toolbar({ word: 'Sent', text: 'Sent' })));
    await settle();
    expect(region('Problems')).toBeNull();
  });
});

describe('Log', () => {
  it("shows what was said as text, and another's words behind a fold", async () => {
    draw(view(toolbar()));
    await press('Log');
    expect(region('Log')?.textContent).toContain('Booked <img src=x>');
    expect(region('Log')?.querySelector('img')).toBeNull();
    expect(region('Log')?.querySelector('details')).not.toBeNull();
    expect(button('Log').getAttribute('aria-expanded')).toBe('true');
  });
});

describe('Differences', () => {
  const changed = toolbar({
    word: 'Changed since sent', text: 'Changed since sent', updatable: 'Due date can still be updated.',
    differences: [{ field: 'Customer', host: 'A', ledger: 'A', differs: false }, { field: 'Due date', host: '15-12-2026', ledger: '01-12-2026', differs: true }],
  });
  it('marks what differs, not by colour alone, and updates', async () => {
    draw(view(changed));
    await press('Differences');
    const table = region('Differences')!.querySelector('table')!;
    expect([...table.querySelectorAll('thead th')].map((cell) => cell.textContent)).toEqual(['Field', 'In Scoro', 'In Exact Online']);
    const rows = [...table.querySelectorAll('tbody tr')].map((row) => row.textContent);
    expect(rows[0]).not.toContain('Differs');
    expect(rows[1]).toContain('Differs');
    await press('Update in Exact Online');
    expect(actions.send).toHaveBeenCalledTimes(1);
  });
});
