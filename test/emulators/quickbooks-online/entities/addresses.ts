import { sum, text, type Fields } from '../values';
import Big from 'big.js';
import type { Books } from './books';
import { tooLong } from './refusals';

const lines = ['Line1', 'Line2', 'Line3', 'Line4', 'Line5'] as const;

/** ISO 3166: alpha-2, alpha-3 and English name of countries that occur; others come back as they were sent. */
const countries: readonly [string, string, string][] = [
  ['AT', 'AUT', 'Austria'], ['AU', 'AUS', 'Australia'], ['BE', 'BEL', 'Belgium'], ['CA', 'CAN', 'Canada'], ['CH', 'CHE', 'Switzerland'], ['CZ', 'CZE', 'Czechia'],
  ['DE', 'DEU', 'Germany'], ['DK', 'DNK', 'Denmark'], ['EE', 'EST', 'Estonia'], ['ES', 'ESP', 'Spain'], ['FI', 'FIN', 'Finland'], ['FR', 'FRA', 'France'],
  ['GB', 'GBR', 'United Kingdom'], ['GR', 'GRC', 'Greece'], ['IE', 'IRL', 'Ireland'], ['IN', 'IND', 'India'], ['IT', 'ITA', 'Italy'], ['LT', 'LTU', 'Lithuania'],
  ['LU', 'LUX', 'Luxembourg'], ['LV', 'LVA', 'Latvia'], ['NL', 'NLD', 'Netherlands'], ['NO', 'NOR', 'Norway'], ['PL', 'POL', 'Poland'], ['PT', 'PRT', 'Portugal'],
  ['SE', 'SWE', 'Sweden'], ['US', 'USA', 'United States'],
];

function alpha3(country: string): string {
  return countries.find((names) => names.some((name) => name.toLowerCase() === country.toLowerCase()))?.[1] ?? country;
}

function numbered(books: Books, address: Fields): Fields {
  const { Id: _id, ...rest } = address;
  const length = sum(lines.map((line) => new Big(text(rest[line]).length)));
  if (length.gt(2000)) throw tooLong('Line1', 2000);
  return { Id: String(books.next('address')), ...rest };
}

/** An address of a customer or vendor, with an id of its own. Throws Refusal. */
export function partyAddress(books: Books, address: unknown): Fields | undefined {
  if (typeof address !== 'object' || address === null) return undefined;
  const fields = numbered(books, address as Fields);
  const country = text(fields['Country']);
  return country === '' ? fields : { ...fields, Country: alpha3(country) };
}

/** An address on a transaction: it comes back rearranged, the party's name first and all else as free text. Throws Refusal. */
export function transactionAddress(books: Books, address: unknown, partyName: string): Fields | undefined {
  if (typeof address !== 'object' || address === null) return undefined;
  const { Id, ...sent } = numbered(books, address as Fields);
  const town = [text(sent['City']), text(sent['CountrySubDivisionCode']), text(sent['PostalCode'])].filter(Boolean).join(' ');
  const parts = [partyName, ...lines.map((line) => text(sent[line])), town, alpha3(text(sent['Country']))].filter(Boolean);
  // As sent back it is already in this shape.
  const once = parts[1] === partyName ? parts.slice(1) : parts;
  const last = once.slice(4).join(', ');
  return Object.fromEntries([['Id', Id], ...[...once.slice(0, 4), last].map((line, index) => [lines[index], line] as const).filter(([, line]) => line !== '')]) as Fields;
}
