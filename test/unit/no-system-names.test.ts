import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { knownHosts } from '../../lib/hosts';
import { knownLedgers } from '../../lib/ledgers';

const project = fileURLToPath(new URL('../..', import.meta.url));
/** What must work for a ledger or host nobody has thought of yet. */
const folders = ['lib/sync', 'lib/storage', 'lib/mapping', 'lib/net', 'lib/model', 'components'];
/** The systems in any spelling. "exact" is a word of its own too: as a name it has a capital, or "Online" after it. */
const names = [/scoro|precoro|halo ?psa|quick-?books|intuit/i, /exact[- ]?online/i, /\bExact\b(?! for amounts)/];

const isSource = (path: string): boolean => /\.(ts|tsx|css)$/.test(path);
const lines = folders.flatMap((folder) =>
  readdirSync(`${project}/${folder}`, { recursive: true, encoding: 'utf8' })
    .filter(isSource)
    .flatMap((path) => readFileSync(`${project}/${folder}/${path}`, 'utf8').split('\n').map((text, index) => ({ where: `${folder}/${path}:${index + 1}`, text }))),
);

test('no host or ledger is named where the ports are used', () => {
  expect(lines.length).toBeGreaterThan(5000);
  expect(lines.filter(({ text }) => names.some((name) => name.test(text))).map(({ where, text }) => `${where} ${text.trim()}`)).toEqual([]);
});

test('the names looked for are those of all systems there are', () => {
  for (const { id, name } of [...knownHosts(), ...knownLedgers()]) for (const spelt of [id, name]) expect(names.some((pattern) => pattern.test(spelt))).toBe(true);
  for (const english of ['exactly once', 'an exact match', 'Exactly the members', 'Exact for amounts below']) expect(names.some((pattern) => pattern.test(english))).toBe(false);
  expect(names.some((pattern) => pattern.test('look in Exact, then'))).toBe(true);
});
