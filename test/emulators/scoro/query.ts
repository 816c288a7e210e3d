import { z } from 'zod';
import { isDay } from '../../../lib/model/dates';
import { ScoroError, type Page } from './envelope';

/** The keys a request body may have (API v2, request body). Anything else is a mistake of the caller. */
export const bodySchema = z.strictObject({
  apiKey: z.string().optional(),
  user_token: z.string().optional(),
  company_account_id: z.string().optional(),
  lang: z.string().optional(),
  request: z.union([z.record(z.string(), z.unknown()), z.array(z.unknown()).max(0)]).optional(),
  filter: z.union([z.record(z.string(), z.unknown()), z.array(z.unknown()).max(0)]).optional(),
  page: z.coerce.number().int().min(1).optional(),
  per_page: z.coerce.number().int().min(1).optional(),
  detailed_response: z.boolean().optional(),
  basic_data: z.union([z.literal('1'), z.literal('0')]).optional(),
  bookmark: z.object({ bookmark_id: z.number() }).optional(),
  include_deleted: z.union([z.literal('1'), z.literal('0')]).optional(),
});
export type Body = z.infer<typeof bodySchema>;

const rangeSchema = z.strictObject({ from_date: z.string().optional(), to_date: z.string().optional() });

/** What a list can be filtered by: field name to the value a row has for it, as text. */
export type Filterable<Row> = Record<string, { value: (row: Row) => string; range?: boolean }>;

function rangeTest(field: string, wanted: unknown): (value: string) => boolean {
  const range = rangeSchema.safeParse(wanted);
  if (!range.success) throw new ScoroError(`Filter ${field}: expected from_date and to_date`);
  const { from_date: from, to_date: to } = range.data;
  for (const edge of [from, to]) if (edge !== undefined && !isDay(edge.slice(0, 10))) throw new ScoroError(`Filter ${field}: invalid date ${edge}`);
  return (value) => (from === undefined || value >= from) && (to === undefined || value.slice(0, to.length) <= to);
}

function valueTest(wanted: unknown): (value: string) => boolean {
  const values = (Array.isArray(wanted) ? wanted : [wanted]).map(String);
  return (value) => values.includes(value);
}

/** The rows a filter lets through. Throws for a field the module cannot be filtered by. */
export function filtered<Row>(rows: readonly Row[], fields: Filterable<Row>, filter: Body['filter']): Row[] {
  let left = [...rows];
  for (const [name, wanted] of Object.entries(Array.isArray(filter) ? {} : (filter ?? {}))) {
    const field = fields[name];
    if (!field) throw new ScoroError(`Unknown filter field ${name}`);
    const passes = field.range && typeof wanted === 'object' && !Array.isArray(wanted) ? rangeTest(name, wanted) : valueTest(wanted);
    left = left.filter((row) => passes(field.value(row)));
  }
  return left;
}

/** One page of the rows: 50 unless asked otherwise, never more than 100. */
export function paged<Row>(rows: readonly Row[], body: Body): { rows: Row[]; page: Page } {
  const perPage = Math.min(body.per_page ?? 50, 100);
  const page = body.page ?? 1;
  const start = (page - 1) * perPage;
  return { rows: rows.slice(start, start + perPage), page: { page, pages: Math.ceil(rows.length / perPage), perPage, total: rows.length } };
}
