import type { EdmType, Field, Method, Table } from '../fields/table';
import { badStream } from '../refusal';
import { guidPattern, parseDate, type Row, type Value } from '../values';
import { modelName } from './names';
import type { Payload } from './resource';

const ranges: Partial<Record<EdmType, number>> = { Byte: 255, Int16: 32767, Int32: 2147483647 };

function convert(value: unknown, type: EdmType): Value | undefined {
  if (type === 'String' || type === 'Binary') return typeof value === 'string' ? value : undefined;
  if (type === 'Guid') return typeof value === 'string' && guidPattern.test(value) ? value.toLowerCase() : undefined;
  if (type === 'Boolean') return typeof value === 'boolean' ? value : undefined;
  if (type === 'DateTime') return typeof value === 'string' ? (parseDate(value) ?? undefined) : undefined;
  if (type === 'Double') return typeof value === 'number' ? value : undefined;
  if (type === 'Int64') return /^-?\d+$/.test(String(value)) ? BigInt(String(value)) : undefined;
  const limit = ranges[type] ?? 0;
  return typeof value === 'number' && Number.isInteger(value) && value <= limit && value >= (type === 'Byte' ? 0 : -limit - 1) ? value : undefined;
}

function read(field: Field, value: unknown): Value {
  if (value === null) return null;
  const converted = convert(value, field.type);
  if (converted === undefined) throw badStream(`Error encountered in converting the value from request payload for property '${field.name}' to type '${field.type}'`);
  // Amounts are kept as text: nothing is reckoned with floats.
  return field.type === 'Double' ? String(converted) : converted;
}

function entityOf(table: Table, body: unknown, method: Method, nested: Record<string, Table>): Payload {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw badStream('The request should be a valid top-level resource object.');
  const values: Row = {};
  const lists: Record<string, Row[]> = {};
  for (const [name, value] of Object.entries(body)) {
    if (name === '__metadata') continue;
    const lineTable = nested[name];
    if (lineTable) {
      if (method === 'PUT') throw badStream(`Binding to new entities is not supported for the navigation property '${name}' in an update.`);
      const items: unknown = Array.isArray(value) ? value : (value as { results?: unknown } | null)?.results;
      if (!Array.isArray(items)) throw badStream(`The value of the navigation property '${name}' is not a collection.`);
      lists[name] = items.map((line) => entityOf(lineTable, line, 'POST', {}).values);
      continue;
    }
    const field = table.fields.get(name);
    if (!field) throw badStream(`The property name '${name}' specified for type '${modelName(table)}' is not valid.`);
    const converted = read(field, value);
    // A field that cannot be written is left out without a word; so is the key, which the server gives.
    if (name !== table.key && (method === 'PUT' ? field.put : field.post)) values[name] = converted;
  }
  return { values, lists };
}

/** Reads a payload by the field table. Unknown names and wrong types are refused; read-only fields pass unread. */
export function parsePayload(table: Table, text: string, method: Method, nested: Record<string, Table> = {}): Payload {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw badStream('The request should be a valid top-level resource object.');
  }
  return entityOf(table, body, method, nested);
}
