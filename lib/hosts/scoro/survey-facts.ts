import type { HostEntity, HostSetting, HostSurvey, UnitSeen } from '../survey';
import { countryCode } from './countries';
import type { WireEntity, WireSurveyedDocument, WireSurveyedLine, WireSurveyedProduct } from './wire';

/** What a site's switches are seen by: a field that hangs on one is absent from every line while it is off. Pure. */

const count = (number: number, one: string, many: string): string => `${number} ${number === 1 ? one : many}`;
const has = (line: WireSurveyedLine, ...fields: string[]): boolean => fields.some((field) => line[field] !== undefined);

/** A switch that shows in lines alone. */
function inLines(lines: readonly WireSurveyedLine[], setting: Pick<HostSetting, 'id' | 'name'>, what: string, ...fields: string[]): HostSetting {
  if (lines.length === 0) return { ...setting, seen: 'untold', evidence: 'No document with lines was seen yet.' };
  const seen = lines.some((line) => has(line, ...fields));
  return { ...setting, seen: seen ? 'on' : 'off', evidence: seen ? `Lines carry ${what}.` : `None of ${count(lines.length, 'line', 'lines')} looked at carries ${what}.` };
}

function groups(products: readonly WireSurveyedProduct[]): HostSetting {
  const setting = { id: 'product-groups', name: 'Product groups' } as const;
  if (products.length === 0) return { ...setting, seen: 'untold', evidence: 'There is no product yet.' };
  const grouped = products.filter(({ productgroup_id: id }) => id !== null).length;
  return { ...setting, seen: grouped > 0 ? 'on' : 'off', evidence: grouped > 0 ? `${grouped} of ${count(products.length, 'product', 'products')} are in a group.` : `None of ${count(products.length, 'product', 'products')} is in a group.` };
}

/** Seen by lines with a product where there are such; products themselves keep a code either way. */
function codes(products: readonly WireSurveyedProduct[], lines: readonly WireSurveyedLine[]): HostSetting {
  const setting = { id: 'product-codes', name: 'Product code' } as const;
  const withProduct = lines.filter(({ product_id: id }) => id !== null);
  if (withProduct.length > 0 && !withProduct.some((line) => has(line, 'product_code'))) return { ...setting, seen: 'off', evidence: 'Lines with a product carry no product code.' };
  const coded = products.filter(({ code }) => code !== '').length;
  if (products.length > 0) return { ...setting, seen: coded > 0 ? 'on' : 'off', evidence: `${coded} of ${count(products.length, 'product', 'products')} have a code.` };
  if (withProduct.length > 0) return { ...setting, seen: 'on', evidence: 'Lines with a product carry its code.' };
  return { ...setting, seen: 'untold', evidence: 'There is no product yet.' };
}

/** The four switches that the books rely on, by the names Scoro gives them. */
export const settingsOf = (products: readonly WireSurveyedProduct[], lines: readonly WireSurveyedLine[]): HostSetting[] => [
  inLines(lines, { id: 'line-tax', name: 'Line based tax rates' }, 'a VAT code', 'vat_code_id', 'vat_code', 'vat'),
  inLines(lines, { id: 'line-accounts', name: 'Finance accounts' }, 'a finance account', 'finance_account_id', 'finance_account_symbol', 'finance_account_name'),
  groups(products),
  codes(products, lines),
];

/** The names of units, each once however it is spelt, in the order they were met. */
function unitsOf(products: readonly WireSurveyedProduct[], documents: readonly WireSurveyedDocument[]): UnitSeen[] {
  const met = [
    ...products.map(({ unit, name, code, product_id: id }) => ({ unit, on: `the product ${name || code || id}` })),
    ...documents.flatMap(({ no, id, lines }) => (lines ?? []).map(({ unit }) => ({ unit, on: `a line of ${no || id}` }))),
  ];
  const units = new Map<string, UnitSeen>();
  for (const { unit, on } of met) {
    const name = unit.trim();
    if (name !== '' && !units.has(name.toLowerCase())) units.set(name.toLowerCase(), { name, on });
  }
  return [...units.values()];
}

/** An address comes as a list of one, as an object, or not at all. */
function countryIn(address: unknown): string {
  const first: unknown = Array.isArray(address) ? address[0] : address;
  const country = typeof first === 'object' && first !== null ? (first as Record<string, unknown>)['country'] : undefined;
  return typeof country === 'string' ? countryCode(country) : '';
}

/** An entity in our words (Scoro API v2, companyAccount). */
export const entityOf = (wire: WireEntity): HostEntity => ({
  name: wire.company_name,
  vatNumber: wire.vat_no,
  registrationNumber: wire.reg_no,
  country: countryIn(wire.address),
  currency: wire.base_currency.trim().toUpperCase(),
});

const distinct = (values: readonly string[]): string[] => [...new Set(values)].filter((value) => value !== '' && value !== '0');

/** All that products and documents show of a site. `more`: not all of its products were looked at. */
export function surveyOf(products: readonly WireSurveyedProduct[], more: boolean, documents: readonly WireSurveyedDocument[], entity: WireEntity | null): HostSurvey {
  const lines = documents.flatMap((document) => document.lines ?? []);
  return {
    settings: settingsOf(products, lines),
    units: unitsOf(products, documents),
    unitless: products.filter(({ unit }) => unit === '').length,
    taxCodes: distinct(lines.map(({ vat_code_id: id }) => String(id ?? ''))),
    accounts: distinct(lines.map(({ finance_account_id: id }) => String(id ?? ''))),
    entity: entity && entityOf(entity),
    entities: distinct(documents.map(({ account_id: account }) => account)),
    products: products.length,
    more,
    documents: documents.length,
  };
}
