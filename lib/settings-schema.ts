import { z } from 'zod';
import { settingsFileSchema } from './settings';

type JsonSchema = Record<string, unknown>;

/** The published JSON Schema of the settings file, made from the schema that checks it. */
export function settingsJsonSchema(): JsonSchema {
  return {
    title: 'Ledgerbar settings',
    description: 'Connections and mappings of Ledgerbar. Secrets may be imported; they are never exported.',
    ...(z.toJSONSchema(settingsFileSchema, { io: 'input', unrepresentable: 'any' }) as JsonSchema),
  };
}

const plainTypes = new Set(['string', 'integer', 'number', 'boolean']);

/** Policies know objects, arrays and plain values; alternatives are merged into one object that has the properties of all. */
function simplified(schema: JsonSchema): JsonSchema {
  const alternatives = (schema['oneOf'] ?? schema['anyOf']) as JsonSchema[] | undefined;
  if (alternatives) return simplified({ type: 'object', properties: Object.assign({}, ...alternatives.map((one) => one['properties'] as JsonSchema)) as JsonSchema });
  if (schema['type'] === 'object') {
    const properties = Object.entries((schema['properties'] ?? {}) as Record<string, JsonSchema>).map(([name, value]) => [name, simplified(value)]);
    return { type: 'object', properties: Object.fromEntries(properties) as JsonSchema };
  }
  if (schema['type'] === 'array') return { type: 'array', items: simplified(schema['items'] as JsonSchema) };
  if (plainTypes.has(String(schema['type']))) return { type: schema['type'] };
  return { type: typeof schema['const'] === 'number' ? 'integer' : 'string' };
}

/** The same shape as far as a browser's enterprise policy can say it; the extension checks the rest itself. */
export const managedJsonSchema = (): JsonSchema => simplified(settingsJsonSchema());
