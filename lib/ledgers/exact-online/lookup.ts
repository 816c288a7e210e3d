import { CallFailure } from '../../net/failure';
import type { Client } from './client';
import { query } from './odata';
import type { Resource } from './wire';

/** One record that is looked for: how to ask for it, and which of many rows answers to it. */
export interface Search<Row> {
  filter: string;
  answers(row: Row): boolean;
}

/** Exact takes addresses of 6,000 characters. The site and path, and the mark of the next page that is added to an address, need room too. */
const longestAddress = 6000;
const siteAndMark = 400;

/** A page: more keys than rows on it would only make a second call of it. */
const mostAtOnce = 60;
/** A filter of many parts may be refused for its size alone; no limit is documented. It is not tried in parts smaller than this. */
const fewestAtOnce = 7;

/** Characters on the wire. Encoders differ in what they escape beside the compulsory: counted is the longest form. */
const wireLength = (text: string): number => encodeURIComponent(text).replace(/[!'()*~]/g, '%00').length;

const bracketed = (filter: string): string => (filter.includes(' and ') ? `(${filter})` : filter);

/** One filter for several searches; that of a single one is left as it is. */
export function anyOf(filters: readonly string[]): string {
  const [first = '', ...others] = new Set(filters);
  return others.length === 0 ? first : [first, ...others].map(bracketed).join(' or ');
}

/** Parts of a list that each fit one address. What is too long by itself goes alone. Pure. */
export function chunks<Item extends { filter: string }>(searches: readonly Item[], fields: readonly string[], most = mostAtOnce): Item[][] {
  const room = longestAddress - siteAndMark - wireLength(query(fields, ''));
  const all: Item[][] = [];
  let left = 0;
  for (const search of searches) {
    const length = wireLength(`${bracketed(search.filter)} or `);
    const current = all.at(-1);
    if (current && current.length < most && length <= left) {
      current.push(search);
      left -= length;
    } else {
      all.push([search]);
      left = room - length;
    }
  }
  return all;
}

const isTooMuch = (failure: unknown): boolean => failure instanceof CallFailure && failure.kind === 'refused' && (failure.detail.status === 400 || failure.detail.status === 414);

/** The rows of each search, in as few calls as address and page allow. One search is one call with nothing but its own filter. */
export async function findAll<Row>(client: Client, resource: Resource<Row>, searches: readonly Search<Row>[], purpose: string): Promise<Row[][]> {
  const found = new Map<Search<Row>, Row[]>();
  let most = mostAtOnce;
  let waiting = chunks(searches, resource.fields, most);
  for (let part = waiting.shift(); part; part = waiting.shift()) {
    const filters = part.map(({ filter }) => filter);
    let rows: Row[];
    try {
      rows = await client.list(resource, anyOf(filters), purpose);
    } catch (failure) {
      if (!isTooMuch(failure) || part.length <= fewestAtOnce) throw failure;
      // Each refusal counts against the hour: the smaller size holds for all that is left.
      most = Math.ceil(part.length / 2);
      waiting = chunks([part, ...waiting].flat(), resource.fields, most);
      continue;
    }
    const single = new Set(filters).size === 1;
    for (const search of part) found.set(search, single ? rows : rows.filter((row) => search.answers(row)));
  }
  return searches.map((search) => found.get(search) ?? []);
}

/** Exact's database takes upper and lower case, and blanks at the end, for the same. */
export const sameText = (a: string | null | undefined, b: string): boolean => (a ?? '').trim().toLowerCase() === b.trim().toLowerCase();
