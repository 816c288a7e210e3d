import type { EdmType } from '../fields/table';
import type { Scope } from '../state';
import type { Row, Value } from '../values';
import { modelName } from './names';
import type { Resource } from './resource';

export type Json = string | number | boolean | null | Json[] | { [name: string]: Json };

export interface Shape {
  /** null for everything. "SalesEntryLines/AmountFC" selects within an expanded list. */
  select: readonly string[] | null;
  expand: ReadonlySet<string>;
}

export const everything: Shape = { select: null, expand: new Set() };

function json(value: Value, type: EdmType): Json {
  if (value === null) return null;
  if (type === 'DateTime') return `/Date(${String(value)})/`;
  if (type === 'Int64') return String(value);
  if (type === 'Guid') return String(value).toLowerCase();
  if (type === 'Boolean' || typeof value === 'boolean') return Boolean(value);
  if (type === 'String' || type === 'Binary') return String(value);
  return Number(value);
}

function literalOf(resource: Resource, row: Row, name: string): string {
  const value = String(row[name] ?? '');
  const type = resource.table.fields.get(name)?.type;
  if (type === 'Guid') return `guid'${value.toLowerCase()}'`;
  if (type === 'String') return `'${value}'`;
  return type === 'Int64' ? `${value}L` : value;
}

/** guid'...', 5L, 'EUR', 5 or Journal='70',Period=1: the key as an address writes it. */
export function keyLiteral(resource: Resource, row: Row): string {
  const names = resource.table.key.split(' ');
  if (names.length > 1) return names.map((name) => `${name}=${literalOf(resource, row, name)}`).join(',');
  return literalOf(resource, row, resource.table.key);
}

/** An entity as verbose JSON. */
export function render(scope: Scope, resource: Resource, row: Row, shape: Shape): { [name: string]: Json } {
  const { table } = resource;
  const uri = `${scope.base}/${table.path}(${keyLiteral(resource, row)})`;
  const entity: { [name: string]: Json } = { __metadata: { uri, type: modelName(table) } };
  for (const field of table.fields.values()) {
    if (!shape.select || shape.select.includes(field.name)) entity[field.name] = json(row[field.name] ?? null, field.type);
  }
  for (const name of table.lists) {
    const within = shape.select?.filter((selected) => selected.startsWith(`${name}/`)).map((selected) => selected.slice(name.length + 1));
    if (shape.select && !shape.select.includes(name) && within?.length === 0) continue;
    const list = resource.lists?.[name];
    if (!shape.expand.has(name) || !list) {
      entity[name] = { __deferred: { uri: `${uri}/${name}` } };
      continue;
    }
    const inner: Shape = { select: within && within.length > 0 ? within : null, expand: new Set() };
    entity[name] = { results: list.rows(scope, row).map((line) => render(scope, listResource(list.table), line, inner)) };
  }
  return entity;
}

export const listResource = (table: Resource['table']): Resource => ({ table, rows: () => [] });
