import { drain, onBench, type Drained } from './drain';
import { backlog, clean, fivePercent, rate } from './limits';
import { drainWithNodeQuickBooks } from './node-quickbooks';
import type { BenchRow } from './rows';

const system = 'quickbooks-online';
/** Forty batches of thirty. */
const perMinute = 1_200;
const perBatch = 30;
/** Numbers one question holds; only those of bills have to be asked for. */
const perLookup = 100;

/** The same backlog as for Exact Online, by batches; a quarter of it are bills. */
const bound = (size: number): number => Math.ceil(size / perBatch) + Math.ceil(size / 4 / perLookup);

/** What a backlog costs in QuickBooks Online, beside two clients on node-quickbooks: one document a call, and thirty a call. */
export async function quickBooksRows(size: number): Promise<BenchRow[]> {
  const documents = backlog(size);
  const fewer = documents.slice(0, Math.min(size, 600));
  const troubled = { system, troubleOf: fivePercent(11) } as const;
  const warm = await onBench({ system }, (bench) => drain(bench, documents));
  const faulty = await onBench(troubled, (bench) => drain(bench, documents));
  const beside: [name: string, clean: Drained, faulty: Drained][] = [];
  for (const [name, batches] of [['node-quickbooks, a document a call', false], ['node-quickbooks, thirty a call', true]] as const) {
    beside.push([name, await onBench({ system }, (bench) => drainWithNodeQuickBooks(bench, fewer, batches)), await onBench(troubled, (bench) => drainWithNodeQuickBooks(bench, fewer, batches))]);
  }
  const lostOrTwice = beside.map(([name, , troubles]) => `${name}: ${clean(troubles)} of ${fewer.length}`).join('; ');
  return [
    {
      name: `Documents a minute over the limit's ${perMinute} in batches, QuickBooks Online, backlog of ${size}`, value: rate(warm) / perMinute,
      how: `${rate(warm).toFixed(0)} documents a minute for ${warm.minutes.toFixed(1)} minutes, each read from the host by a call of its own; ${clean(warm)}`,
    },
    ...beside.map(([name, plain]): BenchRow => ({ name: `The same for ${name}`, value: rate(plain) / perMinute, how: `looks up party and item of each; ${rate(plain).toFixed(0)} documents a minute (${fewer.length} documents); ${clean(plain)}` })),
    {
      name: 'Calls a document over the lower bound, QuickBooks Online, everything known', value: warm.ledgerCalls / bound(size),
      how: `${warm.ledgerCalls} ledger calls for ${size} documents; bound: one for ${perBatch} documents and one look-up for ${perLookup} bills`,
    },
    ...beside.map(([name, plain]): BenchRow => ({ name: `The same for ${name}`, value: plain.ledgerCalls / bound(fewer.length), how: `${plain.ledgerCalls} ledger calls for ${fewer.length} documents` })),
    {
      name: 'Goodput with 5 % of requests in trouble over goodput without, QuickBooks Online', value: rate(faulty) / rate(warm),
      how: `${rate(faulty).toFixed(0)} documents a minute; a batch whose answer is lost is looked for before anything of it is sent again; ${clean(faulty)}`,
    },
    ...beside.map(([name, plain, troubles]): BenchRow => ({ name: `The same for ${name}`, value: rate(troubles) / rate(plain), how: `${rate(troubles).toFixed(0)} documents a minute; tries each call three times; ${clean(troubles)}` })),
    { name: 'Duplicates with 5 % trouble, QuickBooks Online', value: faulty.duplicates + faulty.lost, target: { atMost: 0 }, how: `and losses, of ${size} documents; ${lostOrTwice}` },
  ];
}
