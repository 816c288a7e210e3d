import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DocumentRow } from '../../../lib/storage/rows';
import { DocumentBook } from '../../../lib/sync/document-book';
import { inOrder, lineOf, type DocumentFacts } from '../../../lib/sync/document-lines';
import { job, link, now } from './samples';

const row = (id: string, more: Partial<DocumentRow> = {}): DocumentRow => ({
  key: `acme/invoice/${id}`, connection: 'acme', kind: 'invoice', id, number: `2026-${id}`, date: '2026-11-01', contactName: 'Globex', gross: '1210', currency: 'EUR', modified: 'then', deleted: false, listedAt: 0, ...more,
});
const line = (facts: DocumentFacts) => lineOf(facts, now);
const problems = [{ code: 'x', message: 'No VAT code.', fixes: [] }];

describe('a document\'s line', () => {
  it('says the state of what is listed', () => {
    expect(line({ row: row('1') })).toMatchObject({ word: 'Not sent', absence: null, needsYou: false, isLinked: false, held: [] });
    expect(line({ row: row('1'), link: link() })).toMatchObject({ text: 'Sent, 26700012', isLinked: true, needsYou: false });
    expect(line({ row: row('1'), send: job({ state: 'blocked', problems }) })).toMatchObject({ word: 'Needs attention', needsYou: true, held: ['send'] });
    expect(line({ row: row('1'), link: link(), fetch: job({ action: 'fetch', state: 'failed', problems }) })).toMatchObject({ word: 'Needs attention', held: ['fetch'] });
    expect(line({ row: row('1'), send: job({ state: 'blocked', problems, dismissed: true }) })).toMatchObject({ word: 'Not sent', held: [], needsYou: false });
  });

  it('keeps what was sent and is not listed any more, and says so', () => {
    expect(line({ link: link() })).toMatchObject({ absence: 'unlisted', needsYou: false, row: { key: 'acme/invoice/1001', number: '2026-1', gross: '1210', contactName: 'Globex' } });
    // It stands in the ledger and is gone in the host: somebody has to look.
    expect(line({ row: row('1', { deleted: true }), link: link() })).toMatchObject({ absence: 'deleted', word: 'Sent', needsYou: true });
    expect(line({ row: row('1', { deleted: true }), link: link({ remote: 'voided' }) })).toMatchObject({ absence: 'deleted', needsYou: false });
    // What came from the ledger was never listed.
    expect(line({ link: link({ brought: true }) })).toMatchObject({ absence: null });
  });

  it('is none for what is deleted in the host and was never sent', () => expect([line({ row: row('1', { deleted: true }) }), line({}), line({ send: job() })]).toEqual([null, null, null]));

  it('tells of drift on either side', () => {
    expect(line({ row: row('1'), link: link({ touched: true }) })).toMatchObject({ text: 'Changed since sent, not compared yet', needsYou: true });
    expect(line({ row: row('1'), link: link({ drift: ['dueDate'] }) })).toMatchObject({ text: 'Changed since sent, edited in the ledger', needsYou: true });
    expect(line({ row: row('1'), link: link({ remote: 'deleted' }) })).toMatchObject({ word: 'Deleted in ledger', needsYou: true });
  });
});

describe('the book', () => {
  const facts = (count: number): DocumentFacts[] => Array.from({ length: count }, (_, index) => ({ row: row(String(index + 1)) }));
  const opened = (all: DocumentFacts[]) => {
    const book = new DocumentBook(() => now);
    book.load(all);
    return book;
  };

  it('feature 43: makes one line anew for a change of one document, however many there are', () => {
    const book = opened(facts(20_000));
    expect(book.rebuilt).toBe(20_000);
    const before = book.lines;
    book.apply(new Map([['acme/invoice/77', { row: row('77'), send: job({ state: 'sending' }) }]]));
    expect(book.rebuilt).toBe(20_001);
    const changed = book.lines.filter((one, place) => one !== before[place]);
    expect(changed.map(({ row: { id }, word }) => [id, word])).toEqual([['77', 'Sending']]);
  });

  it('puts new ones in their place and takes out those that are gone', () => {
    const book = opened(facts(3));
    book.apply(new Map<string, DocumentFacts>([['acme/invoice/9', { row: row('9') }], ['acme/invoice/2', {}], ['acme/invoice/1', { row: row('1', { date: '2026-12-01' }) }]]));
    expect(book.lines.map(({ row: { id } }) => id)).toEqual(['1', '9', '3']);
  });

  it('is after any changes what it would be if it were opened with them', () => {
    const some = fc.record({ id: fc.integer({ min: 1, max: 12 }), date: fc.constantFrom('2026-11-01', '2026-11-02'), kind: fc.constantFrom('listed', 'gone', 'deleted', 'sent', 'held') });
    const of = ({ id, date, kind }: { id: number; date: string; kind: string }): [string, DocumentFacts] => {
      const key = `acme/invoice/${id}`;
      const listed = row(String(id), { date, deleted: kind === 'deleted' });
      return [key, kind === 'gone' ? {} : { row: listed, ...(kind === 'sent' ? { link: link({ key }) } : {}), ...(kind === 'held' ? { send: job({ state: 'blocked', problems }) } : {}) }];
    };
    fc.assert(
      fc.property(fc.array(fc.array(some, { maxLength: 6 }), { maxLength: 6 }), (rounds) => {
        const book = opened(facts(5));
        const all = new Map(facts(5).map((each) => [each.row?.key ?? '', each]));
        for (const round of rounds) {
          const changes = new Map(round.map(of));
          book.apply(changes);
          for (const [key, each] of changes) all.set(key, each);
        }
        const wanted = [...all.values()].flatMap((each) => line(each) ?? []).sort(inOrder);
        expect(book.lines.map(({ row: { key }, text }) => [key, text])).toEqual(wanted.map(({ row: { key }, text }) => [key, text]));
      }),
    );
  });
});
