import type { EntityInfo } from '../entities';
import type { Field, FieldType } from '../fields/table';
import { refusal } from '../refusal';
import { group, refId, text, type QboRecord } from '../values';

/** What a property of a query stands for in a record. */
export interface Property {
  type: FieldType;
  /** A boolean, or a text; null where the record has none. */
  value(record: QboRecord): string | boolean | null;
}

export const invalid = (detail: string) => refusal('4001', 'Invalid query', `QueryValidationError: ${detail}`);

const notFound = (name: string, entity: EntityInfo) => invalid(`Property ${name} not found for Entity ${entity.name}`);

/** MetaData is written in either way. */
const stampOf = (name: string): string | null => /^meta[dD]ata\.(CreateTime|LastUpdatedTime)$/i.exec(name)?.[1] ?? null;

function valueOf(field: Field, record: QboRecord): string | boolean | null {
  const value = record[field.name];
  if (value === undefined || value === null) return null;
  if (typeof value === 'boolean') return value;
  if (field.type === 'ref') return refId(value);
  return field.type === 'object' ? text(group(value)['Address']) : text(value);
}

/** A property to compare or to sort by. Throws 4001. */
export function property(entity: EntityInfo, name: string, use: 'filterable' | 'sortable'): Property {
  const stamp = stampOf(name);
  if (stamp) return { type: 'datetime', value: (record) => text(group(record.MetaData)[stamp]) || null };
  const field = entity.fields.get(name);
  if (!field || field.list) throw notFound(name, entity);
  if (!field[use]) throw invalid(`property '${name}' is not ${use === 'filterable' ? 'queryable' : 'sortable'}`);
  return { type: field.type, value: (record) => valueOf(field, record) };
}

/** Refuses names in a field list that the entity does not have; groups cannot be listed. Throws 4001. */
export function checkSelected(entity: EntityInfo, names: readonly string[]): void {
  for (const name of names) {
    const field = entity.fields.get(name);
    if (!stampOf(name) && (!field || field.list || field.type === 'object')) throw notFound(name, entity);
  }
}

/** A record cut down to a field list. */
export function cutDown(record: QboRecord, names: readonly string[]): Record<string, unknown> {
  const stamps = names.flatMap((name) => stampOf(name) ?? []);
  const metaData = Object.fromEntries(stamps.map((stamp) => [stamp, group(record.MetaData)[stamp]]));
  const chosen = Object.fromEntries(names.filter((name) => record[name] !== undefined).map((name) => [name, record[name]]));
  return { domain: 'QBO', sparse: true, ...chosen, ...(stamps.length > 0 ? { MetaData: metaData } : {}) };
}
