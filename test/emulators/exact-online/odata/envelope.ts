import type { Scope } from '../state';
import type { Row } from '../values';
import { atomEntry, atomFeed } from './atom';
import { page, shapeOf } from './query';
import { render, type Json, type Shape } from './render';
import type { Resource } from './resource';

/** How the caller wants its answer: verbose JSON when asked for, Atom otherwise. */
export type Format = 'json' | 'atom';

const jsonType = { 'content-type': 'application/json; charset=utf-8' };
const atomType = (type: string) => ({ 'content-type': `application/atom+xml;type=${type};charset=utf-8` });

/** A list: {"d":{"results":[...]}}, or {"d":[...]} when $top is no larger than a page. */
export function collection(scope: Scope, resource: Resource, query: URLSearchParams, format: Format): Response {
  const shape = shapeOf(resource, query);
  const { rows, count, next, top } = page(scope, resource, query);
  const entities = rows.map((row) => render(scope, resource, row, shape));
  if (format === 'atom') return new Response(atomFeed(resource.table.path, entities), { headers: atomType('feed') });
  const counted = query.get('$inlinecount') === 'allpages';
  const bare = top !== null && top <= resource.table.pageSize && !resource.alwaysResults && !counted;
  if (bare) return new Response(JSON.stringify({ d: entities }), { headers: jsonType });
  const d: { [name: string]: Json } = { results: entities };
  if (counted) d['__count'] = String(count);
  if (next) d['__next'] = `${scope.base}/${resource.table.path}?${next.toString()}`;
  return new Response(JSON.stringify({ d }), { headers: jsonType });
}

/** One entity: {"d":{...}}. */
export function entity(scope: Scope, resource: Resource, row: Row, shape: Shape, format: Format, status = 200): Response {
  const rendered = render(scope, resource, row, shape);
  if (format === 'atom') return new Response(atomEntry(rendered), { status, headers: atomType('entry') });
  return new Response(JSON.stringify({ d: rendered }), { status, headers: jsonType });
}
