import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { QuickActionsPage, type PageOptions } from '../../../components/quick-actions/page';
import { barTag } from '../../../components/quick-actions/mount';
import type { HostPages } from '../../../lib/hosts/page';
import { settle, toolbar, view } from './fixtures';

const pages: HostPages = { documents: [{ kind: 'invoice', path: '^/invoices/view/(\\d+)' }], anchors: [{ selector: 'h1', place: 'after' }] };
let address = '';
let alive = true;
let page: QuickActionsPage | null = null;

const start = (more: Partial<PageOptions> = {}) => {
  const options: PageOptions = {
    page: document, pages, address: () => address, ask: vi.fn(async (document) => ({ ...view(toolbar()), document })),
    actions: {} as PageOptions['actions'], isAlive: () => alive, onAnchor: vi.fn(), onReload: vi.fn(), ...more,
  };
  page = new QuickActionsPage(options);
  page.ensure();
  return { page, options };
};
const bars = () => [...document.querySelectorAll<HTMLElement>(barTag)];
const text = () => bars()[0]?.shadowRoot?.querySelector('.lb-root')?.textContent ?? '';

beforeEach(() => {
  address = 'https://acme.scoro.com/invoices/view/1001';
  alive = true;
  document.body.replaceChildren(document.createElement('h1'));
});
afterEach(() => page?.dispose());

describe('QuickActionsPage', () => {
  it('shows one bar in an open shadow root, and says that its place was found', async () => {
    const { page, options } = start();
    await settle();
    page.ensure();
    expect(bars()).toHaveLength(1);
    expect(bars()[0]?.shadowRoot?.querySelector('[role="toolbar"]')).not.toBeNull();
    expect(options.onAnchor).toHaveBeenCalledTimes(1);
    expect(options.onAnchor).toHaveBeenCalledWith(true);
  });

  it('shows nothing where no ledger is connected, or no document is shown', async () => {
    const { page } = start({ ask: async () => view() });
    await settle();
    expect(bars()).toHaveLength(0);
    page.dispose();
    address = 'https://acme.scoro.com/invoices';
    const { options } = start();
    await settle();
    expect(options.ask).not.toHaveBeenCalled();
    expect(bars()).toHaveLength(0);
  });

  it('follows the address to another document, and away', async () => {
    const { page, options } = start();
    await settle();
    address = 'https://acme.scoro.com/invoices/view/1002';
    page.ensure();
    expect(bars()).toHaveLength(0);
    await settle();
    expect(options.ask).toHaveBeenLastCalledWith({ kind: 'invoice', id: '1002' });
    expect(bars()).toHaveLength(1);
    address = 'https://acme.scoro.com/calendar';
    page.ensure();
    expect(bars()).toHaveLength(0);
  });

  it('survives ten redraws of the page', async () => {
    const { page } = start();
    await settle();
    for (let round = 0; round < 10; round++) {
      document.body.replaceChildren(document.createElement('h1'));
      page.ensure();
      expect(bars()).toHaveLength(1);
    }
  });

  it('replaces the bar by one notice when the extension was updated', async () => {
    const { page } = start();
    await settle();
    alive = false;
    page.ensure();
    page.ensure();
    expect(bars()).toHaveLength(1);
    expect(text()).toBe('Ledgerbar was updated. Reload this page.Reload');
  });

  it('makes way for the bar of a newer version', async () => {
    const { page: old } = start();
    await settle();
    alive = false;
    old.ensure();
    alive = true;
    start();
    await settle();
    alive = false;
    old.ensure();
    alive = true;
    expect(bars()).toHaveLength(1);
    expect(text()).toContain('Send');
  });

  it('keeps keys from the page', async () => {
    start();
    await settle();
    const heard = vi.fn();
    for (const name of ['keydown', 'keyup', 'keypress', 'input', 'paste', 'click']) document.addEventListener(name, heard);
    const inside = bars()[0]!.shadowRoot!.querySelector('button')!;
    for (const name of ['keydown', 'keyup', 'keypress']) inside.dispatchEvent(new KeyboardEvent(name, { key: 'c', bubbles: true, composed: true }));
    for (const name of ['input', 'paste', 'click']) inside.dispatchEvent(new Event(name, { bubbles: true, composed: true }));
    expect(heard).not.toHaveBeenCalled();
  });
});
