import { z } from 'zod';
import { parseDecimal } from '../../model/decimal';
import type { Fields } from './wire';

/** What lines say, in one form for all: without keys, names, and what QuickBooks adds or counts by itself. Pure. */

const details: ReadonlySet<string> = new Set([
  'SalesItemLineDetail', 'ItemBasedExpenseLineDetail', 'AccountBasedExpenseLineDetail', 'DiscountLineDetail', 'GroupLineDetail', 'DescriptionLineDetail',
]);
const meaning: ReadonlySet<string> = new Set([
  'DetailType', 'Description', 'Amount', 'ProjectRef', 'ItemRef', 'AccountRef', 'Qty', 'UnitPrice', 'TaxCodeRef', 'ClassRef', 'CustomerRef', 'BillableStatus', 'ServiceDate',
  'PercentBased', 'DiscountPercent', 'DiscountAccountRef', 'GroupItemRef', 'Quantity', 'Line', ...details,
]);

const refSchema = z.object({ value: z.string() });

function contentOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(contentOf);
  if (typeof value === 'number') return parseDecimal(value);
  if (typeof value !== 'object' || value === null) return value;
  const ref = refSchema.safeParse(value).data;
  if (ref) return ref.value;
  return Object.entries(value)
    .filter(([name, each]) => meaning.has(name) && each !== null && each !== undefined && each !== '')
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, each]) => [name, contentOf(each)]);
}

/** One text a line, the same for two lines exactly when they say the same. */
export const contentsOf = (lines: readonly Fields[]): string[] =>
  lines.filter((line) => line['DetailType'] !== 'SubTotalLineDetail').map((line) => JSON.stringify(contentOf(line)));

/** All lines in one text. */
export const textOfLines = (lines: readonly Fields[]): string => JSON.stringify(contentsOf(lines));
