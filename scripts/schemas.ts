/** Writes the JSON Schemas that go with the extension; a test fails when they are out of date. */
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { managedJsonSchema, settingsJsonSchema } from '../lib/settings-schema';

const folder = join(resolve(import.meta.dirname, '..'), 'public');
for (const [name, schema] of Object.entries({ 'settings.schema.json': settingsJsonSchema(), 'managed.schema.json': managedJsonSchema() })) {
  writeFileSync(join(folder, name), `${JSON.stringify(schema, null, 2)}\n`);
}
