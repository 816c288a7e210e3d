import 'fake-indexeddb/auto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { journalRow, reconcileRow } from './costs';
import { limitRows } from './limits';
import { headRow, mixedRow, refreshRow } from './mixed';
import { quickBooksRows } from './quickbooks';
import { isMet, tableOf, type BenchRow } from './rows';

/** npm run bench: measures the table of the README. --size N: another backlog than 3,000. --write: puts the table into the README. */
const { values } = parseArgs({ options: { size: { type: 'string', default: '3000' }, write: { type: 'boolean', default: false } } });
const size = Number(values.size);
const root = resolve(import.meta.dirname, '../..');
const say = (text: string) => process.stdout.write(`${text}\n`);

const rows: BenchRow[] = [];
for (const [what, measure] of [
  ['limits', () => limitRows(size)],
  ['QuickBooks Online', () => quickBooksRows(Math.min(size, 1500))],
  ['mixed', async () => [await mixedRow(Math.min(size, 600))]],
  ['refresh', async () => [await refreshRow(Math.min(size, 1000))]],
  ['head of the queue', async () => [await headRow(Math.min(size, 1000))]],
  ['journal', async () => [await journalRow(300)]],
  ['reconciliation', async () => [reconcileRow(10_000)]],
] as [string, () => Promise<BenchRow[]>][]) {
  const started = performance.now();
  rows.push(...(await measure()));
  say(`${what}: ${((performance.now() - started) / 1000).toFixed(0)} s`);
}

const table = tableOf(rows);
say(`\n${table}\n`);
mkdirSync(join(root, '.output'), { recursive: true });
writeFileSync(join(root, '.output', 'bench.json'), `${JSON.stringify(rows, null, 2)}\n`);
if (values.write) {
  const file = join(root, 'README.md');
  const [start, end] = ['<!-- bench -->', '<!-- /bench -->'];
  const text = readFileSync(file, 'utf8');
  if (!text.includes(start)) throw new Error(`The README has no place for the table: ${start}`);
  writeFileSync(file, `${text.slice(0, text.indexOf(start) + start.length)}\n${table}\n${text.slice(text.indexOf(end))}`);
}
const missed = rows.filter((row) => isMet(row) === false);
say(`${rows.filter((row) => isMet(row) === true).length} targets met, ${missed.length} missed`);
