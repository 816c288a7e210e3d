import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '..');
/** Rows of the list of faults the product has to survive. */
const rows = 53;

/** "fault 3", "fault 1, 2, 3", "fault 38 and 40" in the names of tests. */
function named(text: string): number[] {
  return [...text.matchAll(/\bfaults? (\d+(?:(?:, | and )\d+)*)/g)].flatMap(([, numbers]) => (numbers?.match(/\d+/g) ?? []).map(Number));
}

test('every fault there is has a test that bears its number', () => {
  const files = globSync('**/*.test.{ts,tsx}', { cwd: root }).filter((file) => !file.endsWith('faults-covered.test.ts'));
  const found = new Set(files.flatMap((file) => named(readFileSync(join(root, file), 'utf8'))));
  expect(Array.from({ length: rows }, (_, index) => index + 1).filter((row) => !found.has(row))).toEqual([]);
});
