import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '..');

/** "feature 3", "feature 18, 23" in the names of tests. */
const named = (text: string): number[] => [...text.matchAll(/\bfeatures? (\d+(?:(?:, | and )\d+)*)/g)].flatMap(([, numbers]) => (numbers?.match(/\d+/g) ?? []).map(Number));
const rowsOf = (file: string): Set<number> => new Set(named(readFileSync(join(root, file), 'utf8')));

/** The rows of the list of what integrations do that say something of Scoro with QuickBooks Online. */
const scoroWithQuickBooks = [1, 2, 4, 5, 6, 7, 8, 10, 11, 12, 13, 16, 18, 19, 21, 22, 23, 24, 25, 27, 29, 31, 32, 34, 35, 40, 41, 42, 43, 45, 46, 47, 50];

/** The same of Scoro with Exact Online, each with the file whose tests show it with this pair, or with every ledger, or without any. */
const scoroWithExact: Readonly<Record<number, string>> = {
  1: 'integration/check-up.test.ts',
  2: 'integration/scoro-exact-setup.test.ts',
  4: 'integration/check-up.test.ts',
  5: 'integration/check-up.test.ts',
  6: 'integration/scoro-exact-setup.test.ts',
  7: 'integration/scoro-exact-setup.test.ts',
  8: 'integration/scoro-exact-setup.test.ts',
  9: 'integration/scoro-exact-setup.test.ts',
  10: 'integration/scoro-exact-setup.test.ts',
  11: 'integration/scoro-exact-setup.test.ts',
  12: 'integration/scoro-exact-setup.test.ts',
  13: 'integration/scoro-exact-setup.test.ts',
  14: 'integration/scoro-exact-masters.test.ts',
  15: 'integration/scoro-exact-masters.test.ts',
  16: 'integration/scoro-exact-masters.test.ts',
  17: 'integration/scoro-exact-masters.test.ts',
  18: 'integration/scoro-exact-masters.test.ts',
  19: 'integration/scoro-exact-masters.test.ts',
  20: 'integration/scoro-exact-masters.test.ts',
  21: 'integration/scoro-exact-masters.test.ts',
  23: 'integration/scoro-exact-masters.test.ts',
  27: 'integration/scoro-exact-documents.test.ts',
  28: 'integration/scoro-exact-documents.test.ts',
  29: 'integration/scoro-exact-documents.test.ts',
  32: 'integration/scoro-exact-documents.test.ts',
  33: 'integration/scoro-exact-documents.test.ts',
  34: 'integration/scoro-exact-documents.test.ts',
  35: 'integration/scoro-exact-documents.test.ts',
  40: 'integration/scoro-exact-automatic.test.ts',
  41: 'integration/scoro-exact-documents.test.ts',
  42: 'integration/scoro-exact-documents.test.ts',
  44: 'integration/users.test.ts',
  45: 'integration/scoro-exact-documents.test.ts',
  47: 'integration/scoro-exact-documents.test.ts',
  48: 'integration/notify.test.ts',
  49: 'integration/scoro-exact-automatic.test.ts',
  50: 'integration/scoro-exact-kills.test.ts',
};

describe('every feature of a pair has a test that bears its number', () => {
  test('Scoro with QuickBooks Online', () => {
    // What shows it with another ledger alone shows nothing of this one.
    const files = globSync('**/*.test.{ts,tsx}', { cwd: root }).filter((file) => !/features-covered|\/scoro-exact-|\/exact-online\//.test(file));
    const found = new Set(files.flatMap((file) => [...rowsOf(file)]));
    expect(scoroWithQuickBooks.filter((row) => !found.has(row))).toEqual([]);
  });

  test('Scoro with Exact Online', () => {
    expect(Object.entries(scoroWithExact).filter(([row, file]) => !rowsOf(file).has(Number(row)))).toEqual([]);
    expect(Object.values(scoroWithExact).filter((file) => /quickbooks/.test(file))).toEqual([]);
  });
});
