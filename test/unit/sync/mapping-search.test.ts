import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { LedgerbarDatabase } from '../../../lib/storage/database';
import type { MappingRow } from '../../../lib/storage/rows';
import { findMappings } from '../../../lib/sync/mapping-search';
import { createQueries } from '../../../lib/sync/queries';

const many = 5_000;
const places = ['Amsterdam', 'Bruges', 'Córdoba', 'Delft', 'Évora', 'Ghent', 'Tallinn'];
const row = (index: number, more: Partial<MappingRow> = {}): MappingRow => ({
  connection: 'acme', kind: 'contact', host: String(index), hostName: `Customer ${String(index).padStart(5, '0')} ${places[index % places.length]}`, ledger: `ledger-id-that-is-too-long-to-be-typed-${index}`,
  ledgerName: `Customer ${index}`, origin: 'name', used: 0, updatedAt: 0, ...more,
});

describe('feature 20: thousands of contacts', () => {
  const database = new LedgerbarDatabase('thousands');
  let read = 0;
  const find = (search: string, first = 0, count = 60) => findMappings(database, { connection: 'acme', kind: 'contact', search, first, count });
  const names = async (...of: Parameters<typeof find>) => (await find(...of)).rows.map(({ hostName }) => hostName);

  beforeAll(async () => {
    const rows = Array.from({ length: many }, (_, index) => row(index));
    await database.mappings.bulkAdd(rows);
    await database.mappings.bulkAdd([row(1, { kind: 'product', hostName: 'Customer card' }), row(2, { connection: 'other', hostName: 'Customer of another' })]);
    database.mappings.hook('reading', (each) => {
      read += 1;
      return each;
    });
  }, 120_000);
  beforeEach(() => (read = 0));

  it('are listed by name, a page at a time: no more rows are read than are shown, wherever the page is', async () => {
    expect(await find('', 0)).toMatchObject({ total: many, first: 0 });
    expect(await names('', 2_500, 3)).toEqual(['Customer 02500 Bruges', 'Customer 02501 Córdoba', 'Customer 02502 Delft']);
    expect((await names('', many - 2, 60)).at(-1)).toBe('Customer 04999 Bruges');
    expect(read).toBe(60 + 3 + 60);
  });

  it('are found by the beginnings of words, whatever the accents and the order, by the index alone', async () => {
    expect(await names('evo 00004')).toEqual(['Customer 00004 Évora']);
    expect(await names('00004 ÉVORA custom')).toEqual(['Customer 00004 Évora']);
    expect(await find('cordoba')).toMatchObject({ total: Math.ceil((many - 2) / places.length) });
    expect(await find('ordoba')).toMatchObject({ total: 0, rows: [] });
    expect(read).toBe(1 + 1 + 60);
  });

  it('are not mixed with products or another connection\'s', async () => {
    expect(await find('card')).toMatchObject({ total: 0 });
    expect(await find('another')).toMatchObject({ total: 0 });
  });

  it('tell of a change without all being read again', async () => {
    const seen: number[] = [];
    const watching = createQueries(database).foundMappings({ connection: 'acme', kind: 'contact', search: '', first: 0, count: 60 }).subscribe(({ total }) => void seen.push(total));
    await expect.poll(() => seen).toEqual([many]);
    await database.mappings.put(row(many, { hostName: 'Aardvark' }));
    await expect.poll(() => seen).toEqual([many, many + 1]);
    watching.unsubscribe();
    expect(read).toBeLessThanOrEqual(3 * 60);
    expect(await names('', 0, 1)).toEqual(['Aardvark']);
  });
});

it('feature 20: what a contact is linked to is asked for by its id, in each of its uses', async () => {
  const database = new LedgerbarDatabase('links-of-one');
  await database.mappings.bulkAdd([row(12), row(12, { host: '12/vendor' }), row(12, { host: '120' }), row(12, { host: '12-x' }), row(12, { kind: 'product' })]);
  const seen: string[][] = [];
  const watching = createQueries(database).contactLinks('acme', '12').subscribe((rows) => void seen.push(rows.map(({ host }) => host)));
  await expect.poll(() => seen).toEqual([['12', '12/vendor']]);
  watching.unsubscribe();
});
