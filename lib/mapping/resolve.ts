import type { Day } from '../model/dates';
import { isZero, sameDecimal, sum, type Decimal } from '../model/decimal';
import type { HostValue } from '../model/document';
import type { MappingOrigin } from '../model/mapping';
import { shortOf, type ReferenceItem, type ReferenceKind, type Side, type TaxRatePart } from '../model/reference';
import { foldName, type MappingTable } from './table';

/**
 * How a host value came to its ledger value, or why it did not.
 * `none`: nothing fits well enough; `gone`: it is mapped to something the ledger no longer has;
 * `conflict`: it is mapped to something that contradicts the document. Suggestions, best first.
 */
export type Resolution =
  | { item: ReferenceItem; origin: MappingOrigin; /** Host name of the mapping that decided, where one did. */ by?: string }
  | { gap: 'none' | 'gone' | 'conflict'; mappedTo?: string; suggestions: ReferenceItem[] };

export const isResolved = (resolution: Resolution): resolution is Extract<Resolution, { item: ReferenceItem }> => 'item' in resolution;

/** May the value stand on a document of that side? */
export const onSide = (item: ReferenceItem, side: Side): boolean => item.side === undefined || item.side === 'both' || item.side === side;

/** The rates a tax code is made of on that side and day, where the ledger names them. */
export const ratesOn = (item: ReferenceItem, side: Side, day: Day): TaxRatePart[] => {
  const parts = side === 'purchase' ? item.rates?.purchase : item.rates?.sales;
  return (parts ?? []).filter(({ from, until }) => (from === undefined || from <= day) && (until === undefined || day <= until));
};

/** The percentage of a tax code on that side and day; undefined where the ledger does not say, or had none then. */
export function percentageOn(item: ReferenceItem, side: Side, day: Day): Decimal | undefined {
  if (!item.rates) return item.percentage;
  const rates = ratesOn(item, side, day);
  return rates.length === 0 ? undefined : sum(rates.map(({ percentage }) => percentage));
}

/** May the code stand for that percentage? One whose rate the ledger works out itself may for any but none; one that had no rate on that day may not. */
function agrees(item: ReferenceItem, percentage: Decimal | null, side: Side, day: Day): boolean {
  if (item.anyRate) return percentage === null || !isZero(percentage);
  const own = percentageOn(item, side, day);
  if (own === undefined) return item.rates === undefined;
  return percentage === null || sameDecimal(own, percentage);
}

/** The host name of one rate of a code that has had several: mapped apart, so that what is right for one leaves the other as it is. */
export const rateName = (code: string, percentage: Decimal): string => `${code} at ${percentage} %`;

/** What a mapping's ledger value means: a code, the ledger's own id, or a name that only one value has. */
function pointedAt(items: readonly ReferenceItem[], ledger: string): ReferenceItem | undefined {
  // Somebody who writes a mapping by hand knows the ledger's id as the ledger shows it.
  const exact = items.find((item) => item.code === ledger.trim()) ?? items.find((item) => item.id === ledger.trim() || item.id === `#${ledger.trim()}`);
  if (exact) return exact;
  const named = items.filter((item) => foldName(item.name) === foldName(ledger));
  return named.length === 1 ? named[0] : undefined;
}

/** The host name of "no VAT at all": what a line without code and percentage may be mapped from. */
export const withoutTax = 'none';

/** Tax codes that may stand on a line of that side: not one whose line amounts include tax. */
const usableTaxCodes = (table: MappingTable, side: Side): ReferenceItem[] =>
  table.items('taxCode').filter((item) => onSide(item, side) && item.taxBasis !== 'including');

/**
 * The ledger's tax code for a line. A mapping set by hand goes first, then the same code, the same name, and last the
 * percentage where only one code of that side has it. Whatever is found must have the line's percentage: a code that
 * means something else is a conflict, never a match. A line without any tax code is never matched by percentage.
 */
export function resolveTaxCode(table: MappingTable, value: HostValue | null, percentage: Decimal | null, side: Side, day: Day): Resolution {
  const usable = usableTaxCodes(table, side);
  const isZeroRate = (item: ReferenceItem) => !item.anyRate && isZero(percentageOn(item, side, day) ?? '1');
  const isSure = (item: ReferenceItem) => item.anyRate === true || percentageOn(item, side, day) !== undefined;
  const alike = percentage === null ? usable.filter((item) => !value && isZeroRate(item)) : usable.filter((item) => isSure(item) && agrees(item, percentage, side, day));
  const plain = alike.filter((item) => !item.reverseCharge);
  const suggestions = [...plain, ...alike.filter((item) => item.reverseCharge)];

  const names = [value && percentage !== null ? rateName(value.id, percentage) : undefined, value?.id, value?.code, value?.name, percentage ?? undefined, !value && percentage === null ? withoutTax : undefined].filter((name): name is string => Boolean(name));
  const mapped = names.flatMap((name) => table.mapping('taxCode', [name]) ?? []);
  if (mapped.length > 0) {
    const items = mapped.map((mapping) => ({ mapping, item: pointedAt(usable, mapping.ledger) }));
    for (const { mapping, item } of items) if (item && agrees(item, percentage, side, day)) return { item, origin: mapping.origin, by: mapping.host };
    const first = items[0];
    const known = first && (first.item ?? table.item('taxCode', first.mapping.ledger));
    return { gap: known ? 'conflict' : 'gone', mappedTo: known ? shortOf(known) : (first?.mapping.ledger ?? ''), suggestions };
  }
  if (!value) return { gap: 'none', suggestions };

  const sameCode = usable.find((item) => value.code !== undefined && item.code === value.code.trim());
  if (sameCode && agrees(sameCode, percentage, side, day)) return { item: sameCode, origin: 'code' };
  const sameName = value.name === undefined ? [] : usable.filter((item) => item.name.toLowerCase() === value.name?.trim().toLowerCase());
  if (sameName.length === 1 && sameName[0] && agrees(sameName[0], percentage, side, day)) return { item: sameName[0], origin: 'name' };
  if (plain.length === 1 && plain[0]) return { item: plain[0], origin: 'percentage' };
  return { gap: 'none', suggestions };
}

export interface PlainOptions {
  /** Items that may be used at all; the others are as good as absent. */
  usable?: (item: ReferenceItem) => boolean;
  /** Names of the default mapping, tried when the value itself leads nowhere ("*sales", "*"). */
  defaults?: readonly string[];
  /** Take the ledger's own default when nothing else fits. */
  ledgerDefault?: boolean;
}

/** By mapping, then same code, then same name, then a default: for accounts, units, item groups, cost centres, projects, payment terms. */
export function resolvePlain(table: MappingTable, kind: ReferenceKind, value: HostValue | null, options: PlainOptions = {}): Resolution {
  const usable = table.items(kind).filter(options.usable ?? (() => true));
  const mapping = table.mapping(kind, [value?.id, value?.code, value?.name]);
  if (mapping) {
    const item = pointedAt(usable, mapping.ledger);
    return item ? { item, origin: mapping.origin, by: mapping.host } : { gap: 'gone', mappedTo: mapping.ledger, suggestions: [] };
  }
  const code = value?.code?.trim();
  const sameCode = code ? usable.find((item) => item.code.toLowerCase() === code.toLowerCase()) : undefined;
  if (sameCode) return { item: sameCode, origin: 'code' };
  const sameName = value?.name ? table.named(kind, value.name).filter((item) => usable.includes(item)) : [];
  if (sameName.length === 1 && sameName[0]) return { item: sameName[0], origin: 'name' };

  const fallback = table.mapping(kind, options.defaults ?? []);
  const fallbackItem = fallback && pointedAt(usable, fallback.ledger);
  if (fallbackItem) return { item: fallbackItem, origin: 'default', by: fallback.host };
  const own = options.ledgerDefault ? usable.filter((item) => item.isDefault) : [];
  if (own.length === 1 && own[0]) return { item: own[0], origin: 'default' };
  return { gap: 'none', suggestions: sameName };
}

/**
 * The journal for a document: the one mapped ("invoice", "creditInvoice", "bill", "creditBill"), else the first by code of
 * that side that takes the currency and is not kept for returns. The choice is named wherever a booking is shown.
 */
export function resolveJournal(table: MappingTable, names: readonly string[], side: Side, currency: string): Resolution {
  const ofSide = table.items('journal').filter((item) => onSide(item, side));
  const mapping = table.mapping('journal', [...names, '*']);
  if (mapping) {
    const item = pointedAt(ofSide, mapping.ledger);
    return item ? { item, origin: mapping.origin, by: mapping.host } : { gap: 'gone', mappedTo: mapping.ledger, suggestions: ofSide };
  }
  const fitting = ofSide.filter((journal) => takesCurrency(journal, currency)).sort((a, b) => a.code.localeCompare(b.code, 'en', { numeric: true }));
  const first = fitting.find((journal) => !journal.forReturns) ?? fitting[0];
  return first ? { item: first, origin: 'default' } : { gap: 'none', suggestions: ofSide };
}

/** May a document in that currency be booked in the journal? */
export const takesCurrency = (journal: ReferenceItem, currency: string): boolean =>
  journal.anyCurrency === true || journal.currency === undefined || journal.currency === '' || journal.currency === currency;
