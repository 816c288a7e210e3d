import { render } from 'preact';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { MailErrors } from '../../../components/options/sync/TryIt';
import { notifyWords } from '../../../components/options/sync/Notify';
import { bookingWords, slotViews } from '../../../components/options/sync/slots';
import { startWords } from '../../../components/options/sync/StartDate';
import { SyncForm } from '../../../components/options/sync/SyncForm';
import { QueriesProvider } from '../../../components/shared/queries';
import type { ConnectionRow, JobRow, MappingRow, ReferenceRow } from '../../../lib/storage/rows';
import type { Queries } from '../../../lib/sync/queries';
import { settle } from './fixtures';

const sent = vi.hoisted(() => vi.fn(async (_name: string, _data: unknown): Promise<unknown> => ({ ok: true, text: 'A notification was shown.' })));
vi.mock('../../../lib/messaging', () => ({ sendMessage: sent }));

const sync = { mode: 'manual', startDate: '2026-01-01', invoices: true, bills: true, contacts: true, products: true, payments: true } as const;
const people = [{ id: '1', name: 'Ann Book', email: 'ann@acme.example' }, { id: '2', name: 'Bob Desk', email: 'bob@acme.example' }];
const connection = (more: Partial<ConnectionRow> = {}): ConnectionRow => ({
  id: 'acme', host: { system: 'scoro', site: 'https://acme.scoro.com' }, ledger: { system: 'exact-online', country: 'nl', clientId: 'c', company: '1' }, sync: { ...sync }, state: 'connected', companyCurrency: 'EUR', ...more,
});
const value = (kind: ReferenceRow['kind'], code: string, name: string, more: Partial<ReferenceRow> = {}): ReferenceRow => ({ connection: 'acme', kind, id: `id-${code}`, code, name, ...more });
const reference = [
  value('journal', '70', 'Sales', { side: 'sales' }), value('journal', '71', 'Export', { side: 'sales' }), value('journal', '60', 'Purchases', { side: 'purchase' }),
  value('account', '4000', 'Costs', { use: 'cost' }), value('account', '8000', 'Revenue', { use: 'revenue' }), value('account', '1300', 'Debtors', { postable: false }),
  value('itemGroup', 'STD', 'Standard', { isDefault: true }),
];
const mapping = (kind: MappingRow['kind'], host: string, ledger: string, more: Partial<MappingRow> = {}): MappingRow => ({ connection: 'acme', kind, host, ledger, origin: 'hand', used: 0, updatedAt: 0, ...more });
const job = (more: Partial<JobRow> = {}): JobRow => ({
  id: 'acme/invoice/1/send', connection: 'acme', company: '1', document: { kind: 'invoice', id: '1' }, action: 'send', state: 'blocked', wait: null, problems: [{ code: 'contact-missing', message: 'Globex is missing', fixes: [] }],
  decisions: {}, attempts: 0, priority: 0, nextAt: 0, createdAt: 0, updatedAt: 0, ...more,
});

let root: HTMLElement;
interface Shown { mappings?: MappingRow[]; reference?: ReferenceRow[]; hasInvoices?: boolean; jobs?: JobRow[] }
const queriesOf = (row: ConnectionRow, { mappings = [], reference: known = reference, hasInvoices = false, jobs = [] }: Shown): Queries => {
  const of = <T,>(value: T) => ({ subscribe: (observer: { next(value: T): void }) => (observer.next(value), { unsubscribe: () => undefined, closed: false }) });
  return { connections: () => of([row]), budgets: () => of([]), hostReference: () => of([]), pendingJobs: () => of([]), mappings: () => of(mappings), reference: () => of(known), hasInvoices: () => of(hasInvoices), openErrors: () => of(jobs) } as unknown as Queries;
};
const draw = async (row: ConnectionRow, shown: Shown = {}) => {
  render(<QueriesProvider value={queriesOf(row, shown)}><SyncForm connection={row} /></QueriesProvider>, root);
  // Queries answer after the first frame, and the form is drawn again with what they say.
  for (let frame = 0; frame < 3; frame += 1) await settle();
};
const unfold = async (title: string) => {
  const details = [...root.querySelectorAll('details')].find((one) => one.querySelector('summary')?.textContent?.startsWith(title));
  if (details && !details.open) {
    details.open = true;
    details.dispatchEvent(new Event('toggle'));
  }
  await settle();
};
const labelled = <Control extends HTMLInputElement | HTMLSelectElement = HTMLSelectElement>(name: string): Control | undefined => {
  const label = [...root.querySelectorAll('label')].find((one) => one.textContent?.trim() === name || (one.querySelector('input') !== null && one.textContent?.startsWith(name)));
  return (label?.querySelector('input') ?? (label?.htmlFor ? document.getElementById(label.htmlFor) : null) ?? undefined) as Control | undefined;
};
const offered = (name: string) => [...(labelled(name)?.options ?? [])].map(({ textContent }) => textContent);
const choose = async (name: string, choice: string) => {
  const control = labelled(name)!;
  control.value = choice;
  control.dispatchEvent(new Event('change', { bubbles: true }));
  await settle();
};
const type = async (name: string, text: string) => {
  const control = labelled<HTMLInputElement>(name)!;
  control.value = text;
  control.dispatchEvent(new Event('input', { bubbles: true }));
  await settle();
};
const tick = async (name: string) => {
  labelled<HTMLInputElement>(name)!.click();
  await settle();
};
const button = (name: string) => [...root.querySelectorAll('button')].find((one) => one.textContent?.trim() === name);
const press = async (name: string) => {
  button(name)?.click();
  await settle();
};
const save = async () => {
  root.querySelector('form')?.requestSubmit();
  await settle();
};
const messages = () => sent.mock.calls.map(([name, data]) => [name, data]);
const saved = async () => {
  await save();
  const [, data] = sent.mock.calls.find(([name]) => name === 'saveConnection') ?? [];
  return (data as { connection: { sync: object; ledger: object } } | undefined)?.connection;
};

let granted: boolean;
let asked: unknown[];
beforeEach(() => {
  vi.clearAllMocks();
  fakeBrowser.reset();
  granted = true;
  asked = [];
  const event = { addListener: () => undefined, removeListener: () => undefined };
  fakeBrowser.permissions = { contains: async () => granted, request: async (what: unknown) => (asked.push(what), granted), onAdded: event, onRemoved: event } as never;
  vi.stubGlobal('reportError', (error: unknown) => { throw error; });
  document.body.replaceChildren((root = document.createElement('div')));
});

describe('feature 45: the start date', () => {
  it('says what it means for each kind that goes over', async () => {
    await draw(connection());
    const meanings = [...root.querySelectorAll('dl[aria-label="What the start date means"] > div')].map((row) => [row.querySelector('dt')?.textContent, row.querySelector('dd')?.textContent]);
    expect(meanings).toEqual([
      ['Invoices and bills', 'issued on or after it, whenever they were made or changed'],
      ['Contacts and products', 'changed on or after it, and whatever a document that is sent needs'],
      ['Payments', 'whenever they are made, of the documents that were sent'],
    ]);
  });

  it('leaves out what does not go over', () => {
    expect(startWords({ ...sync, bills: false, contacts: false, payments: false }).map(({ kinds }) => kinds)).toEqual(['Invoices', 'Products']);
    expect(startWords({ ...sync, directions: { payments: 'to-ledger' } }).at(-1)?.meaning).toBe('changed on or after it');
  });
});

describe('feature 30: journals and defaults', () => {
  it('show what holds, offer what fits, and are set as mappings when saved', async () => {
    await draw(connection(), { mappings: [mapping('journal', 'Bill', '60')] });
    expect(root.querySelector('summary')?.textContent).toContain('sales in 70, Sales; purchases in 60, Purchases');
    await unfold('Journals and defaults');
    expect(offered('Sales journal')).toEqual(['Not set (70, Sales)', '70, Sales', '71, Export']);
    expect([labelled('Purchase journal')?.value, labelled('Default item group')?.value]).toEqual(['60', '']);
    expect(offered('Default sales account')).toEqual(['Not set (lines without one ask)', '8000, Revenue', '4000, Costs']);
    await choose('Sales journal', '71');
    await choose('Purchase journal', '');
    await choose('Default sales account', '8000');
    expect(sent).not.toHaveBeenCalled();
    await save();
    expect(messages()).toEqual([
      ['setMapping', { connection: 'acme', kind: 'journal', host: 'invoice', ledger: '71', hostName: 'Invoices' }],
      ['removeMapping', { connection: 'acme', kind: 'journal', host: 'bill' }],
      ['setMapping', { connection: 'acme', kind: 'account', host: '*sales', ledger: '8000', hostName: 'Any other on sales' }],
    ]);
  });

  it('keep in the form what was not saved', async () => {
    sent.mockResolvedValueOnce({ ok: false, message: 'Your company\'s policy sets this mapping.' });
    await draw(connection());
    await unfold('Journals and defaults');
    await choose('Sales journal', '71');
    await save();
    expect(root.querySelector('[role="alert"]')?.textContent).toContain('policy');
    expect([labelled('Sales journal')?.value, button('Save') === undefined]).toEqual(['71', false]);
  });

  it('say what is gone, and open by themselves then; what policy set is locked', async () => {
    await draw(connection(), { mappings: [mapping('journal', 'invoice', '99'), mapping('account', '*sales', '8000', { origin: 'policy' })] });
    expect(root.querySelector('details')?.open).toBe(true);
    expect(labelled('Sales journal')?.getAttribute('aria-invalid')).toBe('true');
    expect(root.textContent).toContain('The ledger has it no longer');
    expect(labelled('Default sales account')?.disabled).toBe(true);
  });

  it('have a credit note follow its invoice', () => {
    const views = slotViews([mapping('journal', 'invoice', '71')], reference, { currency: 'EUR', journals: true, booking: {} });
    expect(views.find(({ slot }) => slot.host === 'creditInvoice')?.otherwise).toBe('71, Export');
    expect(bookingWords([])).toBe('to be chosen once it is connected');
    expect(slotViews([], reference, { currency: 'EUR', journals: false, booking: {} }).map(({ slot }) => slot.kind)).toEqual(['itemGroup', 'account', 'account']);
  });

  it('let sales be booked otherwise until an invoice was sent, and say what either means', async () => {
    await draw(connection());
    await unfold('Journals and defaults');
    expect(root.textContent).toContain('A sales invoice gets its number from Exact Online, needs an item on each line, and is printed there.');
    await choose('Book sales as', 'invoice');
    expect((await saved())?.ledger).toMatchObject({ salesAs: 'invoice' });
    await draw(connection({ id: 'other' }), { hasInvoices: true });
    await unfold('Journals and defaults');
    expect(labelled('Book sales as')?.disabled).toBe(true);
    expect(root.textContent).toContain('Invoices were sent already.');
  });

  it('are not asked of a ledger that has no such choice', async () => {
    await draw(connection({ ledger: { system: 'quickbooks-online', environment: 'sandbox', clientId: 'c', company: '1' } }));
    await unfold('Journals and defaults');
    expect([labelled('Book sales as'), labelled('Sales journal')]).toEqual([undefined, undefined]);
    expect(labelled('Default sales account')).toBeDefined();
  });
});

describe('feature 47: contacts that are neither client nor supplier', () => {
  it('stay, or become what the ledger has for them', async () => {
    await draw(connection());
    const name = 'Contacts that are neither client nor supplier';
    const [stay, ...statuses] = offered(name);
    expect(stay).toBe('stay in Scoro');
    expect(statuses.length).toBeGreaterThan(2);
    const last = labelled(name)!.options[2]!.value;
    await choose(name, last);
    expect((await saved())?.sync).toEqual({ ...sync, contactStatus: last });
  });
});

describe('feature 44: who sees the bar', () => {
  it('is everybody until users are ticked, and says what follows', async () => {
    await draw(connection({ people }));
    await unfold('Who sees the bar');
    await tick('Bob Desk');
    expect((await saved())?.sync).toEqual({ ...sync, users: ['bob@acme.example'] });
  });

  it('reads the users on demand, in one call', async () => {
    await draw(connection());
    await unfold('Who sees the bar');
    expect(labelled('You are')?.disabled).toBe(true);
    await press('Read users from Scoro');
    expect(messages()).toEqual([['readUsers', { connection: 'acme' }]]);
  });

  it('asks who is here when the bar is hidden for it, and keeps the answer at once', async () => {
    await draw(connection({ people, sync: { ...sync, users: ['ann@acme.example'] } }));
    // Opened by itself: something is to be said.
    expect(root.textContent).toContain('The bar is hidden in this browser until you say who you are.');
    await choose('You are', 'ann@acme.example');
    expect(messages()).toEqual([['setMe', { connection: 'acme', email: 'ann@acme.example' }]]);
    await draw(connection({ people, me: 'bob@acme.example', sync: { ...sync, users: ['ann@acme.example'] } }));
    expect(root.textContent).toContain('The bar is hidden in this browser: you are not among them.');
    await draw(connection({ people, me: 'ANN@acme.example', sync: { ...sync, users: ['ann@acme.example'] } }));
    expect(root.textContent).toContain('The bar is shown in this browser.');
  });

  it('shows who was named and is no active user, and lets them be taken off', async () => {
    await draw(connection({ people, me: 'ann@acme.example', sync: { ...sync, users: ['ann@acme.example', 'gone@acme.example'] } }));
    await unfold('Who sees the bar');
    expect(root.textContent).toContain('gone@acme.example no active user');
    await tick('gone@acme.example');
    expect((await saved())?.sync).toEqual({ ...sync, users: ['ann@acme.example'] });
  });

  it('can be said where policy sets the list', async () => {
    await draw(connection({ locked: true, people, sync: { ...sync, users: ['ann@acme.example'] } }));
    expect(labelled('You are')?.closest('fieldset')).toBeNull();
    expect(labelled<HTMLInputElement>('Ann Book')?.closest('fieldset')?.disabled).toBe(true);
  });
});

describe('feature 48: being told', () => {
  it('asks the browser in the press itself, and is ticked once it may', async () => {
    await draw(connection());
    await unfold('Being told');
    granted = false;
    await tick('Notifications on this computer');
    expect(asked).toEqual([{ permissions: ['notifications'] }]);
    expect(labelled<HTMLInputElement>('Notifications on this computer')?.checked).toBe(false);
    expect(root.querySelector('[role="alert"]')?.textContent).toContain('Without the permission');
    granted = true;
    await tick('Notifications on this computer');
    await choose('Summary', 'daily');
    expect((await saved())?.sync).toEqual({ ...sync, notify: { desktop: true, digest: 'daily' } });
  });

  it('offers the permission where notifications are wanted without it, by policy too', async () => {
    granted = false;
    await draw(connection({ locked: true, sync: { ...sync, notify: { desktop: true } } }));
    await unfold('Being told');
    expect(button('Allow notifications')?.closest('fieldset') ?? null).toBeNull();
    granted = true;
    await press('Allow notifications');
    expect(asked).toHaveLength(1);
  });

  it('takes a webhook, says beside the field what is wrong with one, and shows of a kept one its host alone', async () => {
    await draw(connection());
    await unfold('Being told');
    await type('Webhook', 'http://hooks.example.com/x');
    expect([labelled('Webhook')?.getAttribute('aria-invalid'), button('Save')?.disabled]).toEqual(['true', true]);
    await type('Webhook', 'https://hooks.example.com/x');
    expect((await saved())?.sync).toEqual({ ...sync, notify: { webhook: 'https://hooks.example.com/x' } });
    vi.clearAllMocks();
    await draw(connection({ id: 'other', webhookHost: 'hooks.example.com' }));
    await unfold('Being told');
    expect(labelled('Webhook')).toBeUndefined();
    await press('Change');
    expect((await saved())?.sync).toEqual({ ...sync, notify: { webhook: '' } });
  });

  it('says that a summary has no way yet', async () => {
    await draw(connection());
    await unfold('Being told');
    await choose('Summary', 'hourly');
    expect(root.textContent).toContain('It has no way to reach you yet');
  });

  it('tries the ways out as they are saved', async () => {
    await draw(connection({ sync: { ...sync, notify: { desktop: true } } }));
    await unfold('Being told');
    await press('Send a test');
    expect(messages()).toEqual([['tryNotification', { connection: 'acme' }]]);
    expect([...root.querySelectorAll('[role="status"]')].map(({ textContent }) => textContent)).toContain('A notification was shown.');
    await choose('Summary', 'hourly');
    expect([button('Send a test')?.disabled, button('Send a test')?.title]).toEqual([true, 'Save first']);
  });

  it('writes an e-mail in the user\'s own program, with numbers and causes', async () => {
    const row = connection({ sync: { ...sync, notify: { mailto: 'books@acme.example' } } });
    render(<QueriesProvider value={queriesOf(row, { jobs: [job(), job({ id: 'x', connection: 'other' })] })}><MailErrors connection={row} /></QueriesProvider>, root);
    await settle();
    const link = root.querySelector('a');
    expect(link?.textContent).toBe('E-mail the open error of acme to books@acme.example');
    expect(link?.getAttribute('href')).toMatch(/^mailto:books@acme\.example\?subject=.*contact%20missing/);
    expect(link?.getAttribute('href')).not.toContain('Globex');
    render(<QueriesProvider value={queriesOf(row, {})}><MailErrors connection={row} /></QueriesProvider>, root);
    await settle();
    expect(root.querySelector('a')).toBeNull();
  });

  it('is one line while it is folded', () => {
    expect(notifyWords({}, undefined)).toBe('the number on the button alone');
    expect(notifyWords({ desktop: true, digest: 'hourly' }, 'hooks.example.com')).toBe('on this computer and at hooks.example.com, a summary every hour');
    expect(notifyWords({ webhook: '' }, 'hooks.example.com')).toBe('the number on the button alone');
    expect(notifyWords({ mailto: 'a@b.example' }, undefined)).toBe('by an e-mail you send');
  });
});
