import { z } from 'zod';
import type { Body, Filterable } from '../query';
import { filtered, paged } from '../query';
import { ScoroError, type Page } from '../envelope';
import type { Site } from '../site';
import type { SiteSettings } from '../types';

export interface Request {
  site: Site;
  settings: SiteSettings;
  module: string;
  body: Body;
  /** The entity asked for. */
  entity: string;
  /** 0 where the address has none. */
  id: number;
}

export interface Answer {
  data: unknown;
  page?: Page;
}

/** One module of the API: its actions by name. What it does not have, Scoro does not answer. */
export type Module = Record<string, (request: Request) => Answer>;

/** The rows of the saved view that was asked for, all of them where none was. One of another module is as unknown as one that is gone. */
function inBookmark<Row>(rows: readonly Row[], fields: Filterable<Row>, { site, module, body }: Request): Row[] {
  if (!body.bookmark) return [...rows];
  const { bookmark_id: id } = body.bookmark;
  const bookmark = site.state.bookmarks.find((candidate) => candidate.id === id && candidate.module === module);
  if (!bookmark) throw new ScoroError(`Bookmark ${id} not found`, 404);
  return filtered(rows, fields, bookmark.filter);
}

/** The `list` action of a module. */
export function listOf<Row>(rows: (request: Request) => readonly Row[], fields: Filterable<Row>, write: (row: Row, request: Request) => object) {
  return (request: Request): Answer => {
    const page = paged(filtered(inBookmark(rows(request), fields, request), fields, request.body.filter), request.body);
    return { data: page.rows.map((row) => write(row, request)), page: page.page };
  };
}

/** The `view` action of a module. `missing` is what it says when there is no such row. */
export function viewOf<Row>(
  rows: (request: Request) => readonly Row[],
  id: (row: Row) => number,
  write: (row: Row, request: Request) => object,
  missing: ScoroError,
) {
  return (request: Request): Answer => {
    const row = rows(request).find((candidate) => id(candidate) === request.id);
    if (!row) throw missing;
    return { data: write(row, request) };
  };
}

/** The fields of a modify call. */
export function fieldsOf(request: Request): Record<string, unknown> {
  const fields = request.body.request;
  if (!fields || Array.isArray(fields) || Object.keys(fields).length === 0) throw new ScoroError('Request is empty');
  return fields;
}

/** Scoro takes a boolean in all the ways it gives one. */
export const flag = z
  .union([z.boolean(), z.literal([0, 1, '0', '1'])])
  .transform((value) => value === true || value === 1 || value === '1')
  .optional();

/** The fields of a modify call as the module may write them. Throws for the first that it may not. */
export function parsedFields<S extends z.ZodType>(request: Request, schema: S): z.infer<S> {
  const parsed = schema.safeParse(fieldsOf(request));
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new ScoroError(
    `Field ${issue?.code === 'unrecognized_keys' ? `${issue.keys.join(', ')} cannot be written` : `${issue?.path.join('.')} ${issue?.message}`}`,
  );
}
