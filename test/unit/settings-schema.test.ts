import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { managedJsonSchema, settingsJsonSchema } from '../../lib/settings-schema';

const published = (name: string): unknown => JSON.parse(readFileSync(new URL(`../../public/${name}`, import.meta.url), 'utf8'));

test('the published schemas are those of the code: npm run schemas writes them', () => {
  expect(published('settings.schema.json')).toEqual(JSON.parse(JSON.stringify(settingsJsonSchema())));
  expect(published('managed.schema.json')).toEqual(JSON.parse(JSON.stringify(managedJsonSchema())));
});

test('the policy schema has what a policy needs, in the form browsers take: objects, arrays, plain values', () => {
  const schema = managedJsonSchema() as { type: string; properties: Record<string, { type: string; items?: { properties: Record<string, { properties?: object }> } }> };
  expect(schema.type).toBe('object');
  expect(Object.keys(schema.properties).sort()).toEqual(['connections', 'mappings', 'version']);
  const connection = schema.properties['connections']?.items?.properties ?? {};
  expect(Object.keys(connection['ledger']?.properties ?? {})).toEqual(expect.arrayContaining(['system', 'country', 'clientId', 'company', 'environment']));
  const text = JSON.stringify(schema);
  for (const unknown of ['additionalProperties', 'oneOf', 'anyOf', 'const', 'enum', '$ref']) expect(text).not.toContain(`"${unknown}"`);
});
