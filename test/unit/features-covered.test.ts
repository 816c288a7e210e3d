import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '..');

/** The rows of the list of what integrations do that say something of Scoro with QuickBooks Online. */
const scoroWithQuickBooks = [1, 2, 4, 5, 6, 7, 8, 10, 11, 12, 13, 16, 18, 19, 21, 22, 23, 24, 25, 27, 29, 31, 32, 34, 35, 40, 41, 42, 43, 45, 46, 47, 50];

/** "feature 3", "feature 18, 23" in the names of tests. */
const named = (text: string): number[] => [...text.matchAll(/\bfeatures? (\d+(?:(?:, | and )\d+)*)/g)].flatMap(([, numbers]) => (numbers?.match(/\d+/g) ?? []).map(Number));

test('every feature of this pair has a test that bears its number', () => {
  const files = globSync('**/*.test.{ts,tsx}', { cwd: root }).filter((file) => !file.endsWith('features-covered.test.ts'));
  const found = new Set(files.flatMap((file) => named(readFileSync(join(root, file), 'utf8'))));
  expect(scoroWithQuickBooks.filter((row) => !found.has(row))).toEqual([]);
});
