import type { Body, Filterable } from '../query';
import { filtered, paged } from '../query';
import { ScoroError, type Page } from '../envelope';
import type { Site } from '../site';
import type { SiteSettings } from '../types';

export interface Request {
  site: Site;
  settings: SiteSettings;
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

/** The `list` action of a module. */
export function listOf<Row>(rows: (request: Request) => readonly Row[], fields: Filterable<Row>, write: (row: Row, request: Request) => object) {
  return (request: Request): Answer => {
    const page = paged(filtered(rows(request), fields, request.body.filter), request.body);
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
