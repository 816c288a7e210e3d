import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { foldedWords, foldText } from '../../../lib/model/words';
import { LedgerbarDatabase } from '../../../lib/storage/database';
import { searchFieldsOf, wordScope } from '../../../lib/storage/mapping-words';
import type { MappingRow } from '../../../lib/storage/rows';

let database: LedgerbarDatabase;
let count = 0;
beforeEach(() => (database = new LedgerbarDatabase(`words-${(count += 1)}`)));

const row = (more: Partial<MappingRow> = {}): MappingRow => ({ connection: 'acme', kind: 'contact', host: '12', hostName: 'Café Zürich B.V.', ledger: 'f1a2b3c4-0000-4000-8000-123456789abc', ledgerName: 'Cafe Zurich BV', origin: 'name', used: 0, updatedAt: 0, ...more });
const found = async (word: string) => (await database.mappings.where('words').startsWith(wordScope('acme', 'contact') + word).distinct().primaryKeys()).map(([, , host]) => host);

describe('folding', () => {
  it('makes one of what people type for the same', () => {
    expect([foldText(' Ｃafé '), foldText('Straße'), foldText('Łódź'), foldText('Ærø')]).toEqual(['cafe', 'strasse', 'lodz', 'aero']);
    expect(foldedWords('Bakker & Zn., B.V. (Amsterdam) bakker')).toEqual(['bakker', 'zn', 'b', 'v', 'amsterdam']);
  });
  it('bounds what is kept, whatever the text', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (text) => {
      const words = foldedWords(text);
      return words.length <= 24 && words.every((word) => word.length > 0 && [...word].length <= 40) && new Set(words).size === words.length;
    }));
  });
});

describe('whoever writes a mapping', () => {
  const isRight = async () => {
    const rows = await database.mappings.toArray();
    expect(rows.length).toBeGreaterThan(0);
    for (const each of rows) expect(each).toMatchObject(searchFieldsOf(each));
  };
  it.each<[string, () => PromiseLike<unknown>]>([
    ['put', () => database.mappings.put(row())],
    ['add', () => database.mappings.add(row())],
    ['bulkPut', () => database.mappings.bulkPut([row(), row({ host: '13' })])],
    ['bulkAdd', () => database.mappings.bulkAdd([row(), row({ host: '13' })])],
    ['a put over one that was there', () => database.mappings.put(row()).then(() => database.mappings.put(row({ hostName: 'Globex' })))],
    ['update', () => database.mappings.put(row()).then(() => database.mappings.update(['acme', 'contact', '12'], { hostName: 'Globex' }))],
    ['modify', () => database.mappings.put(row()).then(() => database.mappings.where({ connection: 'acme' }).modify((each) => void (each.hostName = 'Globex')))],
    ['a put of fields that are wrong', () => database.mappings.put(row({ sort: 'x', words: ['y'] }))],
    ['a put in a transaction', () => database.transaction('rw', database.mappings, () => database.mappings.put(row()))],
  ])('%s: it can be found', async (_, write) => {
    await write();
    await isRight();
  });

  it('it is found by the beginnings of words of either side, by its new name and not the old one', async () => {
    await database.mappings.put(row());
    expect([await found('zuri'), await found('caf'), await found('12'), await found('f1a2')]).toEqual([['12'], ['12'], ['12'], []]);
    await database.mappings.update(['acme', 'contact', '12'], { hostName: 'Globex', ledgerName: 'Globex NV' });
    expect([await found('zuri'), await found('glob')]).toEqual([[], ['12']]);
    await database.mappings.delete(['acme', 'contact', '12']);
    expect(await found('glob')).toEqual([]);
  });

  it('a record that is not what it should be is stored all the same, to be set aside later', async () => {
    await database.mappings.put({ connection: 'acme', kind: 'unit', host: 'spoilt' } as never);
    await database.mappings.put({ connection: 'acme', kind: 'unit', host: 'worse', hostName: 7, ledger: null } as never);
    expect(await database.mappings.count()).toBe(2);
  });
});
