import type { MappingKind } from '../model/reference';
import { foldedWords } from '../model/words';
import type { LedgerbarDatabase } from '../storage/database';
import { wordScope } from '../storage/mapping-words';
import type { MappingRow } from '../storage/rows';

/** The kinds of which there may be tens of thousands: never read whole. */
export type LinkedKind = Extract<MappingKind, 'contact' | 'product'>;
export const isLinkedKind = (kind: MappingKind): kind is LinkedKind => kind === 'contact' || kind === 'product';

/** What is asked for: all rows of a kind, or those in which a word begins with each of the search's; of them `count` from `first` on. */
export interface MappingPage {
  connection: string;
  kind: LinkedKind;
  search: string;
  first: number;
  count: number;
}

export interface FoundMappings {
  /** How many there are in all. */
  total: number;
  /** The place of the first of `rows` among them. */
  first: number;
  rows: MappingRow[];
}

type Key = [string, string, string];

/** As many rows as are read to show those at their end. */
const fewRows = 300;

/** Past every text of people. */
const end = '\uffff';

/** A page of mappings by the index: no more rows are read than are asked for. In the order of their names; found ones in that of the words. */
export async function findMappings(database: LedgerbarDatabase, { connection, kind, search, first, count }: MappingPage): Promise<FoundMappings> {
  const words = foldedWords(search).sort((a, b) => b.length - a.length);
  if (words.length === 0) {
    const all = () => database.mappings.where('[connection+kind+sort]').between([connection, kind, ''], [connection, kind, end], true, true);
    const total = await all().count();
    const from = Math.max(0, Math.min(first, total - count));
    // Up to here it is quicker to read the rows before than the keys of all.
    if (from + count <= fewRows) return { total, first: from, rows: (await all().limit(from + count).toArray()).slice(from) };
    return { total, first: from, rows: await rowsOf(database, (await all().primaryKeys()) as Key[], from, count) };
  }
  const keys = await matching(database, wordScope(connection, kind), words);
  const from = Math.max(0, Math.min(first, keys.length - count));
  return { total: keys.length, first: from, rows: await rowsOf(database, keys, from, count) };
}

const rowsOf = async (database: LedgerbarDatabase, keys: readonly Key[], from: number, count: number): Promise<MappingRow[]> =>
  (await database.mappings.bulkGet(keys.slice(from, from + count))).filter((row) => row !== undefined);

/** The keys of what every word is found in. Of the index alone; the longest word is the rarest, as a rule, and gives the order. */
async function matching(database: LedgerbarDatabase, scope: string, words: readonly string[]): Promise<Key[]> {
  let found: Key[] | null = null;
  for (const word of words) {
    // All at once: one by one, without those that come again, takes a hundred times as long.
    const keys = (await database.mappings.where('words').startsWith(scope + word).primaryKeys()) as Key[];
    const byHost = new Map(keys.map((key) => [key[2], key]));
    found = found ? found.filter(([, , host]) => byHost.has(host)) : [...byHost.values()];
    if (found.length === 0) return found;
  }
  return found ?? [];
}
