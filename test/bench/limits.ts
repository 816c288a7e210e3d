import type { PlannedDocument } from '../simulation/schedule';
import { troubles } from '../simulation/network';
import { createRandom } from '../simulation/random';
import { drain, onBench, type Drained } from './drain';
import type { BenchRow } from './rows';
import { drainStraightforwardly } from './straightforward';

const perMinute = 60;
/** Documents one page of the ledger's lists holds, and so the most that one look-up can tell of. */
const perLookup = 60;

/** Three invoices for each bill, over three customers and suppliers and two products. */
export const backlog = (size: number): PlannedDocument[] =>
  Array.from({ length: size }, (_, index) => ({ kind: index % 4 === 3 ? 'bill' : 'invoice', contact: (index % 3) as 0 | 1 | 2, product: (index % 3) as 0 | 1 | 2, credit: index % 50 === 49, cents: 1_000 + index }));

export const rate = ({ documents, minutes }: Drained): number => documents / minutes;
const bound = (creates: number): number => creates + Math.ceil(creates / perLookup);
export const clean = ({ duplicates, lost }: Drained): string => `${duplicates} duplicates, ${lost} lost`;

/** Five requests in a hundred meet with one of the troubles of the network. */
export const fivePercent = (seed: number) => {
  const random = createRandom(seed);
  const drawn: (string | undefined)[] = [];
  return (request: number) => {
    if (request < 1) return undefined;
    while (drawn.length <= request) drawn.push(random() < 0.05 ? troubles.filter((trouble) => trouble !== '401')[Math.floor(random() * (troubles.length - 1))] : undefined);
    return drawn[request] as (typeof troubles)[number] | undefined;
  };
};

export async function limitRows(size: number): Promise<BenchRow[]> {
  const documents = backlog(size);
  const warm = await onBench({ alone: true }, (bench) => drain(bench, documents));
  const faulty = await onBench({ alone: true, troubleOf: fivePercent(11) }, (bench) => drain(bench, documents));
  const bulk = await onBench({}, (bench) => drain(bench, documents));
  const fewer = documents.slice(0, Math.min(size, 600));
  const bulkFaulty = await onBench({ troubleOf: fivePercent(11) }, (bench) => drain(bench, fewer));
  const plain = await onBench({}, (bench) => drainStraightforwardly(bench, fewer));
  const plainFaulty = await onBench({ troubleOf: fivePercent(11) }, (bench) => drainStraightforwardly(bench, fewer));
  return [
    {
      name: `Documents a minute over the limit's ${perMinute} calls, Exact REST, backlog of ${size}`, value: rate(warm) / perMinute, target: { atLeast: 0.97 },
      how: `${rate(warm).toFixed(1)} documents a minute for ${warm.minutes.toFixed(1)} minutes; ${clean(warm)}`,
    },
    {
      name: `Documents a minute over the limit's ${perMinute} calls, Exact XML bulk, backlog of ${size}`, value: rate(bulk) / perMinute, target: { atLeast: 10 },
      how: `${rate(bulk).toFixed(0)} documents a minute for ${bulk.minutes.toFixed(1)} minutes, each read from the host by a call of its own; ${clean(bulk)}`,
    },
    {
      name: 'Calls for a hundred documents, Exact XML bulk', value: (bulk.ledgerCalls / size) * 100,
      how: `${bulk.ledgerCalls} ledger calls for ${size} documents: looked for before, in one file, looked for after, and bills once more later`,
    },
    {
      name: 'The same for a straightforward client', value: rate(plain) / perMinute,
      how: `looks up customer and item, creates; ${rate(plain).toFixed(1)} documents a minute (${fewer.length} documents); ${clean(plain)}`,
    },
    {
      name: 'Calls a document over the lower bound, everything known', value: warm.ledgerCalls / bound(size), target: { atMost: 1.05 },
      how: `${warm.ledgerCalls} ledger calls; bound: one create each and one look-up for ${perLookup}`,
    },
    {
      name: 'The same for a straightforward client', value: plain.ledgerCalls / bound(fewer.length),
      how: `${plain.ledgerCalls} ledger calls for ${fewer.length} documents`,
    },
    {
      name: 'Goodput with 5 % of requests in trouble over goodput without', value: rate(faulty) / rate(warm), target: { atLeast: 0.85 },
      how: `lost before or after, late, cut off, doubled, HTML, 5xx, 429; ${clean(faulty)}`,
    },
    {
      name: 'The same for a straightforward client', value: rate(plainFaulty) / rate(plain),
      how: `tries again three times; ${clean(plainFaulty)}`,
    },
    {
      name: 'Goodput with 5 % of requests in trouble over goodput without, Exact XML bulk', value: rate(bulkFaulty) / rate(bulk),
      how: `${rate(bulkFaulty).toFixed(0)} documents a minute until the last; a file whose answer is lost is looked for until it must have ended before anything of it is sent again (${fewer.length} documents); ${clean(bulkFaulty)}`,
    },
    { name: 'Duplicates with 5 % trouble, Exact XML bulk', value: bulkFaulty.duplicates + bulkFaulty.lost, target: { atMost: 0 }, how: `and losses, of ${fewer.length} documents` },
    { name: 'Duplicates with 5 % trouble', value: faulty.duplicates + faulty.lost, target: { atMost: 0 }, how: `and losses, of ${size} documents; the straightforward client: ${clean(plainFaulty)} of ${fewer.length}` },
  ];
}
