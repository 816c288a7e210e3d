import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { chipTag } from '../../../components/list-chips/chip';
import { documentLinks } from '../../../components/list-chips/links';
import { ListChipsPage, type ListOptions } from '../../../components/list-chips/page';
import { listsDocuments } from '../../../lib/hosts/list-pages';
import type { HostPages } from '../../../lib/hosts/page';
import type { DocumentRef } from '../../../lib/model/document';
import type { ListChip, ListState } from '../../../lib/model/view';

const site = 'https://acme.scoro.com';
const pages: HostPages = { documents: [{ kind: 'invoice', path: '^/invoices/(?:view|modify)/(\\d+)' }, { kind: 'bill', path: '^/bills/view/(\\d+)' }], anchors: [] };
const chip = (word: ListChip['word'], more: Partial<ListChip> = {}): ListChip => ({ ledger: 'Exact Online', short: '', word, tone: 'ok', busy: false, ...more });

let address = '';
let alive = true;
let said: Record<string, ListChip[]> = {};
let page: ListChipsPage | null = null;
let body: HTMLTableSectionElement;

const ask = vi.fn(async (documents: DocumentRef[]): Promise<ListState[] | undefined> => documents.flatMap((document) => (said[document.id] ? [{ document, chips: said[document.id]! }] : [])));
const start = (more: Partial<ListOptions> = {}) => {
  page = new ListChipsPage({ page: document, pages, address: () => address, lists: listsDocuments, ask, isAlive: () => alive, ...more });
  page.ensure();
  return page;
};
const element = (name: string, attributes: Record<string, string>, ...children: (Node | string)[]) => {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
};
const row = (id: number | string, text = `2026-${id}`) =>
  element('tr', {}, element('td', {}, element('a', { href: `${site}/invoices/modify/${id}` })), element('td', {}, element('a', { href: `${site}/invoices/view/${id}` }, text)), element('td', {}, 'Total'));
const later = async (milliseconds = 200) => vi.advanceTimersByTimeAsync(milliseconds);
const chips = () => [...document.querySelectorAll<HTMLElement>(chipTag)];
const words = () => [...body.querySelectorAll('tr')].map((each) => [...(each.querySelector<HTMLElement>(chipTag)?.shadowRoot?.querySelectorAll('.chip') ?? [])].map(({ textContent }) => textContent).join(' | '));

beforeEach(() => {
  vi.useFakeTimers();
  vi.clearAllMocks();
  address = `${site}/invoices`;
  alive = true;
  said = { 1: [chip('Sent')], 2: [chip('Not sent', { tone: 'none' })] };
  body = document.createElement('tbody');
  document.body.replaceChildren(element('nav', {}, element('a', { href: `${site}/invoices/view/1` }, 'The last one')), element('table', {}, body));
});
afterEach(() => {
  page?.dispose();
  vi.useRealTimers();
});

describe('links of rows', () => {
  it('are found once a row and document, those with words before those without, and of the site alone', () => {
    body.append(row(1), row(2), element('tr', {}, element('td', {}, element('a', { href: 'https://other.example/invoices/view/9' }, 'x'), element('a', { href: `${site}/contacts/view/3` }, 'y'))));
    expect(documentLinks(document, pages, site).map(({ key, element: link }) => [key, link.textContent])).toEqual([['invoice/1', '2026-1'], ['invoice/2', '2026-2']]);
  });
});

describe('feature 43: chips on a list', () => {
  it('stand behind the links, with the state in words, in an open shadow root', async () => {
    body.append(row(1), row(2), row(3));
    start();
    await later();
    expect(words()).toEqual(['Exact Online: Sent', 'Exact Online: Not sent', '']);
    expect(ask).toHaveBeenCalledExactlyOnceWith([1, 2, 3].map((id) => ({ kind: 'invoice', id: String(id) })));
    expect(chips()[0]?.previousElementSibling?.textContent).toBe('2026-1');
    // What the host reads of its own cells stays as it was.
    expect(body.querySelector('tr')?.textContent).toBe('2026-1Total');
    expect(chips().every(({ shadowRoot }) => shadowRoot?.querySelectorAll('button, a, input, [tabindex]').length === 0)).toBe(true);
  });

  it('are one a ledger, with its short name', async () => {
    said = { 1: [chip('Sent', { short: 'Exact' }), chip('Not sent', { short: 'QuickBooks', ledger: 'QuickBooks Online' })] };
    body.append(row(1));
    start();
    await later();
    expect(words()).toEqual(['Exact: Sent | QuickBooks: Not sent']);
  });

  it('come for rows that come later, and only those are asked for', async () => {
    start();
    await later();
    expect(ask).not.toHaveBeenCalled();
    body.append(row(1));
    page?.ensureSoon();
    await later();
    body.append(row(2));
    page?.ensureSoon();
    await later(400);
    expect(words()).toEqual(['Exact Online: Sent', 'Exact Online: Not sent']);
    expect(ask.mock.calls.map(([documents]) => documents.map(({ id }) => id))).toEqual([['1'], ['2']]);
  });

  it('are asked for 200 at a time', async () => {
    body.append(...Array.from({ length: 450 }, (_, index) => row(index + 1)));
    start();
    await later(2000);
    expect(ask.mock.calls.map(([documents]) => documents.length)).toEqual([200, 200, 50]);
  });

  it('are put once however often they are looked at, and change nothing when nothing changed', async () => {
    body.append(row(1), row(2));
    start();
    await later();
    const before = chips();
    for (let time = 0; time < 5; time += 1) page?.ensure();
    await later();
    expect(chips()).toEqual(before);
    expect(ask).toHaveBeenCalledTimes(1);
  });

  it('follow a row that becomes another document\'s, and go with its link', async () => {
    body.append(row(1), row(2));
    start();
    await later();
    body.querySelectorAll('tr')[0]?.querySelectorAll('a').forEach((link) => link.setAttribute('href', `${site}/invoices/view/2`));
    body.querySelectorAll('tr')[1]?.querySelectorAll('a').forEach((link) => link.remove());
    page?.ensure();
    expect(words()).toEqual(['Exact Online: Not sent', '']);
    expect(chips()).toHaveLength(1);
  });

  it('are taken out of copies of a row, and put back where the page drew it anew', async () => {
    body.append(row(1));
    start();
    await later();
    body.append(body.querySelector('tr')!.cloneNode(true));
    page?.ensure();
    expect(words()).toEqual(['Exact Online: Sent', 'Exact Online: Sent']);
    body.replaceChildren(row(1));
    page?.ensure();
    expect(words()).toEqual(['Exact Online: Sent']);
    expect(chips()).toHaveLength(1);
  });

  it('leave a page alone that puts them out each time', async () => {
    body.append(row(1));
    start();
    await later();
    for (let time = 0; time < 40; time += 1) {
      chips()[0]?.remove();
      page?.ensure();
    }
    expect(chips()).toEqual([]);
    // Another list is another page.
    address = `${site}/bills`;
    page?.ensure();
    await later();
    expect(words()).toEqual(['Exact Online: Sent']);
  });

  it('go away where no documents are listed, and are asked for anew on coming back', async () => {
    body.append(row(1));
    start();
    await later();
    address = `${site}/invoices/view/1`;
    page?.ensure();
    expect(chips()).toEqual([]);
    said = { 1: [chip('Paid')] };
    address = `${site}/invoices`;
    page?.ensure();
    await later();
    expect(words()).toEqual(['Exact Online: Paid']);
  });

  it('follow what the background says has changed, and what is under way', async () => {
    body.append(row(1), row(2));
    start();
    await later();
    said = { 1: [chip('Sending', { busy: true })], 2: [chip('Sent')] };
    page?.refresh({ kind: 'invoice', id: '1' });
    page?.refresh({ kind: 'invoice', id: '77' });
    await later();
    expect(words()).toEqual(['Exact Online: Sending', 'Exact Online: Not sent']);
    expect(ask.mock.lastCall?.[0].map(({ id }) => id)).toEqual(['1']);
    said = { 1: [chip('Sent')] };
    await later(2500);
    expect(words()).toEqual(['Exact Online: Sent', 'Exact Online: Not sent']);
  });

  it('lose no change that comes while they are asked for', async () => {
    body.append(row(1));
    start();
    await later();
    said = { 1: [chip('Sending')] };
    page?.refresh({ kind: 'invoice', id: '1' });
    ask.mockImplementationOnce(async (documents) => {
      page?.refresh({ kind: 'invoice', id: '1' });
      const answer = documents.map((document) => ({ document, chips: said[document.id]! }));
      said = { 1: [chip('Paid')] };
      return answer;
    });
    await later(1000);
    expect(words()).toEqual(['Exact Online: Paid']);
  });

  it('are asked for again when a question got lost, and go when the extension is gone', async () => {
    body.append(row(1));
    ask.mockRejectedValueOnce(new Error('Could not establish connection')).mockResolvedValueOnce(undefined);
    start();
    await later();
    expect(words()).toEqual(['']);
    await later(3000);
    expect(words()).toEqual(['Exact Online: Sent']);
    alive = false;
    page?.ensure();
    expect(chips()).toEqual([]);
    expect(page?.signal.aborted).toBe(true);
  });
});

it('lists are known by their address', () => {
  for (const path of ['/invoices', '/invoices/', '/invoices/list', '/bills', '/bills/list?page=2']) expect([path, listsDocuments(site + path)]).toEqual([path, true]);
  for (const path of ['/', '/invoices/view/1', '/quotes', '/invoices/templates', '/notifications']) expect([path, listsDocuments(site + path)]).toEqual([path, false]);
  expect([listsDocuments('nonsense'), listsDocuments('')]).toEqual([false, false]);
});
