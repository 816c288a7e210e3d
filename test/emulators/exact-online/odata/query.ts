import { badRequest } from '../refusal';
import type { Scope } from '../state';
import type { Row } from '../values';
import { compare, parseFilter } from './filter';
import { modelName } from './names';
import { keyLiteral, type Shape } from './render';
import type { Resource } from './resource';

const known = new Set(['$filter', '$select', '$top', '$skiptoken', '$orderby', '$expand', '$inlinecount', '$format']);

/** Refuses options the API does not know, or no longer takes. */
export function checkOptions(query: URLSearchParams): void {
  for (const name of query.keys()) {
    if (name === '$skip') throw badRequest("The query parameter '$skip' is not supported for this resource.");
    if (name.startsWith('$') && !known.has(name)) throw badRequest(`The query parameter '${name}' begins with a system-reserved '$' character but is not recognized.`);
  }
}

const split = (value: string | null): string[] => (value ?? '').split(',').map((name) => name.trim()).filter(Boolean);

/** Reads $select and $expand, and refuses names that do not exist. */
export function shapeOf(resource: Resource, query: URLSearchParams): Shape {
  const { table } = resource;
  const expand = new Set(split(query.get('$expand')));
  for (const name of expand) {
    if (!resource.lists?.[name]) throw badRequest(`Could not find a navigation property named '${name}' on type '${modelName(table)}'.`);
  }
  if (!query.has('$select')) return { select: null, expand };
  const select = split(query.get('$select'));
  if (select.includes('*')) return { select: null, expand };
  for (const name of select) {
    const [head = '', field] = name.split('/');
    const exists = field ? expand.has(head) && resource.lists?.[head]?.table.fields.has(field) : table.fields.has(head) || table.lists.has(head);
    if (!exists) throw badRequest(`Could not find a property named '${name}' on type '${modelName(table)}'.`);
  }
  return { select, expand };
}

function filtered(scope: Scope, resource: Resource, query: URLSearchParams): Row[] {
  const text = query.get('$filter');
  const rows = resource.rows(scope).filter((row) => scope.world.isListed(row));
  if (text === null) {
    if (resource.mandatoryFilter) {
      throw badRequest(`This endpoint has mandatory filtering applied. A GET request for this endpoint must have a $filter parameter with one of the following fields in the url:${resource.mandatoryFilter.join(',')}.`);
    }
    return rows;
  }
  const filter = parseFilter(text, resource.table);
  const unfit = resource.onlyFilters ? [...filter.fields].filter((field) => !resource.onlyFilters?.includes(field)) : [];
  if (unfit.length > 0) throw badRequest(`Filtering on these fields is not supported: ${unfit.join(',')}`);
  if (resource.mandatoryFilter && ![...filter.fields].some((field) => resource.mandatoryFilter?.includes(field))) {
    throw badRequest(`This endpoint has mandatory filtering applied. A GET request for this endpoint must have a $filter parameter with one of the following fields in the url:${resource.mandatoryFilter.join(',')}.`);
  }
  return rows.filter((row) => filter.matches(row));
}

function ordered(resource: Resource, rows: Row[], text: string | null): Row[] {
  if (!text) return rows;
  const terms = split(text).map((term) => {
    const [name = '', direction = 'asc'] = term.split(/\s+/);
    if (!resource.table.fields.has(name)) throw badRequest(`No property '${name}' exists in type '${modelName(resource.table)}' at position 0.`);
    return { name, sign: direction === 'desc' ? -1 : 1 };
  });
  return rows.toSorted((a, b) => {
    for (const { name, sign } of terms) {
      const type = resource.table.fields.get(name)?.type;
      const order = compare(a[name] ?? null, b[name] ?? null, `System.${type}`) ?? Number((a[name] ?? null) !== null) - Number((b[name] ?? null) !== null);
      if (order !== 0) return order * sign;
    }
    return 0;
  });
}

function whole(query: URLSearchParams, name: string): number | null {
  const value = query.get(name);
  if (value === null) return null;
  if (!/^\d+$/.test(value)) throw badRequest(`Incorrect format for ${name} argument '${value}'.`);
  return Number(value);
}

export interface Page {
  rows: Row[];
  /** All that match, whatever the page. */
  count: number;
  /** The options that fetch what is left; null on the last page. */
  next: URLSearchParams | null;
  top: number | null;
}

/** The rows a query asks for, one page of them. */
export function page(scope: Scope, resource: Resource, query: URLSearchParams): Page {
  const top = whole(query, '$top');
  if (resource.needsSelect && !query.has('$select') && top !== 1) throw badRequest('Please add a $select or a $top=1 statement to the query string.');
  const all = ordered(resource, filtered(scope, resource, query), query.get('$orderby'));
  const token = query.get('$skiptoken');
  const at = token === null ? -1 : all.findIndex((row) => keyLiteral(resource, row) === token);
  // A row that went while pages were read ends the list: pages have to be read in one go.
  const left = token !== null && at < 0 ? [] : all.slice(at + 1);
  const size = Math.min(resource.table.pageSize, top ?? Infinity);
  const rows = left.slice(0, size);
  const last = rows.at(-1);
  const remaining = (top ?? Infinity) - rows.length;
  if (!last || left.length <= rows.length || remaining <= 0) return { rows, count: all.length, next: null, top };
  const next = new URLSearchParams(query);
  if (top !== null) next.set('$top', String(remaining));
  next.set('$skiptoken', keyLiteral(resource, last));
  return { rows, count: all.length, next, top };
}

export const countOf = (scope: Scope, resource: Resource, query: URLSearchParams): number => filtered(scope, resource, query).length;
