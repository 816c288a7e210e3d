import type { Field, FieldTable } from '../fields/table';
import { isDay } from '../dates';
import type { Fields } from '../values';
import { badDate, badDateFormat, badEnum, missing, notANumber, tooLong, unknownProperty, wrongKind } from './refusals';

/** Base fields of every record; `sparse` is read by whoever updates. */
const base = new Set(['domain', 'status', 'sparse']);
const identity = new Set(['Id', 'SyncToken']);

const isObject = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);

/** "" and null both mean: nothing. They stay as null, since a sparse update blanks with them. */
const blank = (value: unknown): boolean => value === null || value === undefined || value === '';

/** What the table lets one write, checked for type and length; the rest is dropped. Throws Refusal. */
export function parse(table: FieldTable, body: unknown): Fields {
  if (!isObject(body)) throw wrongKind('body');
  const result: Fields = {};
  for (const [name, value] of Object.entries(body)) {
    const field = table.get(name);
    if (!field) {
      if (base.has(name)) continue;
      throw unknownProperty(name);
    }
    if (field.writable === false && !identity.has(name)) continue;
    result[name] = blank(value) ? null : parseField(field, value);
  }
  return result;
}

/** Throws Refusal for the first required field that is empty. */
export function checkRequired(table: FieldTable, fields: Fields): void {
  for (const field of table.values()) if (field.required && blank(fields[field.name])) throw missing(field.name);
}

function parseField(field: Field, value: unknown): unknown {
  if (!field.list) return parseValue(field, value);
  if (!Array.isArray(value)) throw wrongKind(field.name);
  return value.map((each) => parseValue(field, each));
}

function parseValue(field: Field, value: unknown): unknown {
  const { name } = field;
  switch (field.type) {
    case 'string':
      return parseText(field, value);
    case 'enum':
      if (typeof value !== 'string') throw wrongKind(name);
      if (!field.values?.includes(value)) throw badEnum(name, value);
      return value;
    case 'number':
    case 'integer':
      if (typeof value !== 'number' || !Number.isFinite(value) || (field.type === 'integer' && !Number.isInteger(value))) throw notANumber(name);
      return value;
    case 'boolean':
      if (typeof value !== 'boolean') throw wrongKind(name);
      return value;
    case 'date':
    case 'datetime':
      if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}(T|$)/.test(value)) throw badDateFormat(name);
      if (!isDay(value.slice(0, 10))) throw badDate(name);
      return field.type === 'date' ? value.slice(0, 10) : value;
    case 'ref':
      return parseRef(name, value);
    case 'object':
      return parseGroup(field, value);
  }
}

function parseText({ name, max }: Field, value: unknown): string {
  if (typeof value !== 'string') throw wrongKind(name);
  if (max !== undefined && value.length > max) throw tooLong(name, max);
  return value;
}

/** The name is an echo of what was answered before: only the value counts. */
function parseRef(name: string, value: unknown): Fields | null {
  if (!isObject(value)) throw wrongKind(name);
  for (const key of Object.keys(value)) if (!['value', 'name', 'type'].includes(key)) throw unknownProperty(key);
  if (blank(value['value'])) return null;
  if (typeof value['value'] !== 'string') throw wrongKind(name);
  return { value: value['value'], ...(typeof value['type'] === 'string' ? { type: value['type'] } : {}) };
}

function parseGroup(field: Field, value: unknown): Fields {
  if (!field.fields) throw new Error(`${field.name} has no fields`);
  const group = parse(field.fields, value);
  checkRequired(field.fields, group);
  return Object.fromEntries(Object.entries(group).filter(([, each]) => each !== null));
}
