import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LedgerbarDatabase } from '../../../lib/storage/database';
import type { DocumentRow } from '../../../lib/storage/rows';
import { DocumentWatch, watchDocuments, type DocumentList } from '../../../lib/sync/document-watch';
import { createQueries } from '../../../lib/sync/queries';
import { connection, job, link, payment } from './samples';

let database: LedgerbarDatabase;
let told: DocumentList[];
let watch: DocumentWatch | null = null;
let databases = 0;

const row = (id: number, more: Partial<DocumentRow> = {}): DocumentRow => ({
  key: `acme/invoice/${id}`, connection: 'acme', kind: 'invoice', id: String(id), number: `2026-${id}`, date: '2026-11-01', contactName: 'Globex', gross: '1210', currency: 'EUR', modified: '', deleted: false, listedAt: 0, ...more,
});
const open = () => {
  watch = new DocumentWatch(database, connection(), (list) => told.push(list), (error) => { throw error; });
};
const until = (holds: (list: DocumentList) => boolean) => vi.waitFor(() => {
  const last = told.at(-1);
  if (!last || !holds(last)) throw new Error('Not yet');
  return last;
}, { timeout: 10_000 });
const stateIs = (id: string, text: string) => until(({ lines }) => lines.some((line) => line.row.id === id && line.text === text));

beforeEach(() => {
  database = new LedgerbarDatabase(`watch-${(databases += 1)}`);
  told = [];
});
afterEach(async () => {
  watch?.end();
  await database.delete();
});

describe('the list of documents', () => {
  it('feature 43: reads only what was written, and makes only that anew', async () => {
    await database.documents.bulkPut(Array.from({ length: 3000 }, (_, index) => row(index + 1)));
    open();
    expect((await until(({ lines }) => lines.length === 3000)).rebuilt).toBe(3000);
    const whole = vi.spyOn(database.documents, 'where');
    await database.jobs.put(job({ id: 'acme/invoice/7/send', document: { kind: 'invoice', id: '7' }, state: 'sending' }));
    expect((await stateIs('7', 'Sending')).rebuilt).toBe(3001);
    await database.links.put(link({ key: 'acme/invoice/7', document: { kind: 'invoice', id: '7' } }));
    await database.jobs.update('acme/invoice/7/send', { state: 'done' });
    expect((await stateIs('7', 'Sent, 26700012')).rebuilt).toBeLessThanOrEqual(3003);
    expect(whole).not.toHaveBeenCalled();
  });

  it('shows many changes that come together once', async () => {
    await database.documents.bulkPut(Array.from({ length: 40 }, (_, index) => row(index + 1)));
    open();
    await until(({ lines }) => lines.length === 40);
    const before = told.length;
    for (let id = 1; id <= 40; id += 1) await database.jobs.put(job({ id: `acme/invoice/${id}/send`, document: { kind: 'invoice', id: String(id) } }));
    await until(({ lines }) => lines.every(({ word }) => word === 'Queued'));
    expect(told.length - before).toBeLessThan(10);
  });

  it('follows what is written in one go, listed anew, or removed', async () => {
    open();
    await until(({ lines }) => lines.length === 0);
    await database.documents.bulkPut(Array.from({ length: 300 }, (_, index) => row(index + 1)));
    await until(({ lines }) => lines.length === 300);
    await database.documents.where({ connection: 'acme' }).delete();
    await until(({ lines }) => lines.length === 0);
    await database.documents.put(row(5));
    await until(({ lines }) => lines.length === 1);
    await database.documents.clear();
    await until(({ lines }) => lines.length === 0);
  });

  it('shows what keeps a change of the ledger from being brought', async () => {
    await database.links.put(link({ brought: true }));
    open();
    await stateIs('1001', 'Sent, 26700012, brought from the ledger');
    await database.jobs.put(job({ id: 'acme/invoice/L1/bring', document: { kind: 'invoice', id: 'L1' }, action: 'bring', state: 'blocked', problems: [{ code: 'x', message: 'No such account.', fixes: [] }] }));
    await stateIs('1001', 'Needs attention, No such account');
  });

  it('leaves out other connections, and links to another company of the ledger', async () => {
    await database.documents.bulkPut([row(1), row(2, { key: 'acme2/invoice/2', connection: 'acme2' })]);
    await database.links.put(link({ key: 'acme/invoice/1', company: 'another', document: { kind: 'invoice', id: '1' } }));
    open();
    expect((await until(({ lines }) => lines.length > 0)).lines.map(({ row: { key }, word }) => [key, word])).toEqual([['acme/invoice/1', 'Not sent']]);
    await database.documents.update('acme2/invoice/2', { number: 'x' });
    await database.documents.put(row(3));
    expect((await until(({ lines }) => lines.length === 2)).rebuilt).toBe(2);
  });

  it('tells nobody any more who has gone', async () => {
    const next = vi.fn();
    const subscription = watchDocuments(database, connection()).subscribe({ next });
    await vi.waitFor(() => expect(next).toHaveBeenCalledTimes(1));
    subscription.unsubscribe();
    expect(subscription.closed).toBe(true);
    await database.documents.put(row(1));
    await new Promise((later) => setTimeout(later, 300));
    expect(next).toHaveBeenCalledTimes(1);
  });
});

it('feature 50: what is not as it was sent any more is counted for the popup', async () => {
  await database.links.bulkPut([
    link(), link({ key: 'a', touched: true }), link({ key: 'b', drift: ['dueDate'] }), link({ key: 'c', changed: true }), link({ key: 'd', remote: 'deleted' }),
    // What is paid is not written any more, whatever was changed.
    link({ key: 'e', changed: true, payment: payment('paid', '1210', '0') }),
  ]);
  const counts = await new Promise((done, failed) => createQueries(database).drifted().subscribe({ next: done, error: failed }));
  expect(counts).toEqual({ changed: 3, deleted: 1 });
});

it('what could not be read is read with the next change', async () => {
  const failed = vi.fn();
  vi.spyOn(database.documents, 'where').mockImplementationOnce(() => { throw new Error('Not now'); });
  watch = new DocumentWatch(database, connection(), (list) => told.push(list), failed);
  await vi.waitFor(() => expect(failed).toHaveBeenCalledTimes(1));
  await database.documents.bulkPut([row(1), row(2)]);
  await until(({ lines }) => lines.length === 2);
});
