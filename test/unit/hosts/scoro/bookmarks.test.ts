import { describe, expect, it } from 'vitest';
import { contact } from '../../../emulators/scoro';
import { open } from './account';

const bodies = (calls: { body?: string }[]) => calls.map(({ body }) => JSON.parse(body ?? '{}') as Record<string, unknown>);

describe('a list within a bookmark', () => {
  it('is asked for by its number, beside the day, and holds nothing else', async () => {
    const { account, emulator, calls } = open();
    const { id } = emulator.addBookmark({ module: 'invoices', filter: { company_id: contact.bakery } });
    const rows = await account.listDocuments('invoice', '2026-01-01', { bookmark: String(id) });
    expect(rows.length).toBeGreaterThan(0);
    expect(new Set(rows.map(({ contactName }) => contactName)).size).toBe(1);
    expect(bodies(calls)).toMatchObject([{ bookmark: { bookmark_id: id }, filter: { date: { from_date: '2026-01-01' } } }]);
  });

  it('is refused, never widened, where the bookmark is unknown', async () => {
    const { account, calls } = open();
    await expect(account.listDocuments('bill', '2026-01-01', { bookmark: '1' })).rejects.toMatchObject({ kind: 'refused', message: 'Scoro refused: Bookmark 1 not found.' });
    const before = calls.length;
    for (const bookmark of ['', 'Unpaid', '1e3', '-1', '9'.repeat(16)]) await expect(account.listDocuments('bill', '2026-01-01', { bookmark })).rejects.toMatchObject({ kind: 'refused' });
    expect(calls.length).toBe(before);
  });
});

describe('a list of what was changed', () => {
  it('leaves out what was not, and what was issued before the day', async () => {
    const { account, emulator } = open();
    emulator.addInvoice({ no: '70', date: '2026-05-01', modified: '2026-11-20 09:00:00' });
    emulator.addInvoice({ no: '71', date: '2025-05-01', modified: '2026-11-20 09:00:00' });
    emulator.addInvoice({ no: '72', date: '2026-05-01', modified: '2026-11-19 23:59:59' });
    const numbers = (await account.listDocuments('invoice', '2026-01-01', { changedSince: '2026-11-20' })).map(({ number }) => number);
    expect(numbers).toContain('70');
    expect(numbers).not.toContain('71');
    expect(numbers).not.toContain('72');
  });
});

describe('bookmarks', () => {
  it.each<[string, object, object | null]>([
    ['of invoices', { id: 4, name: 'Mine', module: 'invoices' }, { id: '4', code: 'invoices', name: 'Mine' }],
    ['named otherwise', { bookmark_id: '4', bookmark_name: 'Mine', module: 'Bills' }, { id: '4', code: 'bills', name: 'Mine' }],
    ['of companies', { id: 4, name: 'Mine', module: 'companies' }, { id: '4', code: 'contacts', name: 'Mine' }],
    ['that do not say of what, nor their name', { id: 4, module: null }, { id: '4', code: '', name: '4' }],
    ['of tasks', { id: 4, name: 'Mine', module: 'tasks' }, null],
    ['without a number', { name: 'Mine', module: 'invoices' }, null],
    ['of another shape', { id: { value: 4 }, name: ['Mine'], module: 'invoices' }, null],
  ])('%s are read for what they tell', async (_what, row, found) => {
    const { account, emulator } = open();
    const body = JSON.stringify({ status: 'OK', statusCode: 200, data: [row] });
    emulator.faults.add({ url: 'bookmarks/list', misbehaviour: { do: 'answer-before', status: 200, body, contentType: 'application/json' } });
    const items = (await account.readReference()).filter(({ kind }) => kind === 'bookmark');
    expect(items).toEqual(found ? [{ kind: 'bookmark', active: true, ...found }] : []);
  });
});

describe('contacts by themselves', () => {
  it('are those changed since the day, with what they are to the company, whole, in one call; of a bookmark where one is named', async () => {
    const { account, emulator, calls } = open();
    const { id } = emulator.addBookmark({ module: 'contacts', filter: { contact_type: 'person' } });
    emulator.addContact({ type: 'person', name: 'Zoë', lastname: 'Both', isClient: true, isSupplier: true, modified: '2026-11-20T09:00:00+00:00' });
    emulator.addContact({ type: 'person', name: 'Zoë', lastname: 'Old', modified: '2026-10-20T09:00:00+00:00' });
    emulator.addContact({ type: 'person', name: 'Zoë', lastname: 'Gone', deleted: true, modified: '2026-11-20T09:00:00+00:00' });
    emulator.addContact({ name: 'Zoë Outside', modified: '2026-11-20T09:00:00+00:00' });
    expect(await account.listContacts?.('2026-11-01', 1, String(id))).toMatchObject({ rows: [{ name: 'Zoë Both', roles: ['customer', 'supplier'] }], isLast: true });
    expect(bodies(calls)).toMatchObject([{ bookmark: { bookmark_id: id }, filter: { modified_date: { from_date: '2026-11-01' } }, detailed_response: true, page: 1, per_page: 100 }]);
    expect((await account.listContacts?.('2026-11-01', 1))?.rows.map(({ name }) => name)).toEqual(['Zoë Both', 'Zoë Outside']);
  });

  it.each([true, false])('come a hundred at a time, and the last page is known (said: %s)', async (pagingFields) => {
    const { account, emulator, calls } = open({ settings: { pagingFields } });
    for (let count = 0; count < 230; count += 1) emulator.addContact({ name: `Number ${count}`, modified: '2026-11-20T09:00:00+00:00' });
    const pages = [];
    for (let page = 1; ; page += 1) {
      const read = await account.listContacts?.('2026-11-01', page);
      pages.push(read?.rows.length);
      if (read?.isLast) break;
    }
    expect(pages).toEqual([100, 100, 30]);
    expect(calls).toHaveLength(3);
  });

  it('are read again for the day where a site does not know the filter', async () => {
    const { account, emulator } = open();
    const data = [['1', '2026-11-20T09:00:00+00:00'], ['2', '2025-11-20T09:00:00+00:00'], ['3', '']].map(([contact_id, modified_date]) => ({ contact_id, name: `C${contact_id}`, contact_type: 'company', is_client: 1, modified_date }));
    emulator.faults.add({ url: 'contacts/list', misbehaviour: { do: 'answer-before', status: 200, body: JSON.stringify({ status: 'OK', statusCode: 200, data }), contentType: 'application/json' } });
    expect((await account.listContacts?.('2026-11-01', 1))?.rows.map(({ id }) => id)).toEqual(['1', '3']);
  });
});

describe('products by themselves', () => {
  it('are those in use that were changed since the day, with their accounts and the id of their group', async () => {
    const { account, emulator, calls } = open();
    emulator.addProduct({ code: 'NEW', name: 'New', groupId: 41, salesAccountId: 81, modified: '2026-11-20 09:00:00' });
    emulator.addProduct({ code: 'OFF', name: 'Off', isActive: false, modified: '2026-11-20 09:00:00' });
    emulator.addProduct({ code: 'OLD', name: 'Old', modified: '2026-10-20 09:00:00' });
    expect(await account.listProducts?.('2026-11-01', 1)).toMatchObject({ rows: [{ code: 'NEW', group: { id: '41' }, salesAccount: '81', costAccount: null }], isLast: true });
    expect(calls).toHaveLength(1);
  });
});
