import { contact, product, vat, account, group } from '../emulators/scoro';
import { drain, onBench, tally, run, type Bench } from './drain';
import type { BenchRow } from './rows';
import { backlog } from './limits';

const perLookup = 60;

/** Every tenth document is for a customer the ledger has never seen, every thirtieth has a new product on it. */
function addStrangers({ stage }: Bench, size: number): { id: string; number: string; kind: 'invoice' }[] {
  const { scoro } = stage;
  return Array.from({ length: size }, (_, index) => {
    const newCustomer = index % 10 === 0 ? scoro.addContact({ name: `Nieuwe klant ${index}`, vatno: '' }) : null;
    const newProduct = index % 30 === 0 ? scoro.addProduct({ code: `NEW-${index}`, name: `New product ${index}`, unit: 'hour', groupId: group.services, vatCodeId: vat.high, salesAccountId: account.sales }) : null;
    const number = String(20_280_000 + index);
    const made = scoro.addInvoice({
      no: number, date: '2026-11-10', deadline: '2026-12-10', companyId: newCustomer?.contactId ?? contact.brewery,
      lines: [{ name: 'Work', unit: 'hour', amount: '1', price: '100', productId: newProduct?.productId ?? product.consulting, vatCodeId: vat.high, financeAccountId: account.sales }],
    });
    return { id: String(made.id), number, kind: 'invoice' as const };
  });
}

/** Calls where new customers and products come along: one look-up and one create for each of them at the least. */
export async function mixedRow(size: number): Promise<BenchRow> {
  return onBench({ alone: true }, async (bench) => {
    const added = addStrangers(bench, size);
    const before = bench.stage.exact.seen.length;
    await run(bench);
    await bench.settle();
    const calls = bench.stage.exact.seen.slice(before).filter(({ url }) => url.includes('/api/v1/')).length;
    const masters = Math.ceil(size / 10) + Math.ceil(size / 30);
    const { lost, duplicates } = tally(bench.stage, added);
    return {
      name: 'Calls a document over the lower bound, a tenth of the customers new', value: calls / (size + Math.ceil(size / perLookup) + 2 * masters), target: { atMost: 1.15 },
      how: `${calls} ledger calls for ${size} invoices with ${masters} new customers and products; bound: two calls for each of these; ${duplicates} duplicates, ${lost} lost`,
    };
  });
}

/** A thousand open documents, of which a tenth was paid since. */
export async function refreshRow(size: number): Promise<BenchRow> {
  return onBench({}, async (bench) => {
    const { stage } = bench;
    const added = bench.add(backlog(size).map((document) => ({ ...document, kind: 'invoice', credit: false })));
    await run(bench);
    await bench.settle();
    // Their terms are known, and each has been looked for once more.
    await bench.timeline.run(bench.timeline.now() + 180_000);
    await run(bench);
    await bench.settle();
    const numbers = new Set(added.map(({ number }) => number));
    const changed = stage.exact.company().salesEntries.filter((row) => numbers.has(String(row['YourRef']))).filter((_, index) => index % 10 === 0);
    for (const entry of changed) stage.exact.bookPayment(String(entry['EntryID']), '1', '2026-11-20');
    const before = stage.exact.seen.length;
    await run(bench);
    await bench.settle();
    const calls = stage.exact.seen.slice(before).filter(({ url }) => url.includes('/api/v1/')).length;
    const known = await bench.storage.links.filter(({ payment }) => payment?.state === 'partly').count();
    return {
      name: `Refresh of ${size} open documents, calls over ceil(changed / page)`, value: calls / Math.ceil(changed.length / 1000), target: { atMost: 2 },
      how: `${calls} ledger calls for ${changed.length} changes; ${known} of them are known afterwards`,
    };
  });
}

/** How long a press of Send waits when a backlog is under way, in the time of one that is alone. */
export async function headRow(size: number): Promise<BenchRow> {
  const press = async (bench: Bench): Promise<number> => {
    const [pressed] = bench.add([{ kind: 'invoice', contact: 0, product: 0, credit: false, cents: 777 }]);
    if (!pressed) throw new Error('There is nothing to press Send on');
    const worker = await bench.profile.awake();
    const connection = await bench.storage.connections.get('acme');
    if (!connection) throw new Error('There is no connection');
    const since = bench.timeline.now();
    bench.timeline.after(0, 'press', () => void worker.queue.request(connection, { kind: 'invoice', id: pressed.id }, 'send', 0));
    while (tally(bench.stage, [pressed]).lost > 0) await bench.timeline.run(bench.timeline.now() + 50);
    return bench.timeline.now() - since;
  };
  const alone = await onBench({}, async (bench) => {
    let total = 0;
    for (let second = 0; second < 5; second += 1) total += await press(bench);
    return total / 5;
  });
  const waits = await onBench({}, async (bench) => {
    bench.add(backlog(size));
    await run(bench);
    const each: number[] = [];
    // At odd moments of the minute, over several minutes.
    for (const wait of [7, 61, 83, 97, 71, 89, 67]) {
      await bench.timeline.run(bench.timeline.now() + wait * 1_000);
      each.push(await press(bench));
    }
    return each;
  });
  const seconds = (milliseconds: number): string => (milliseconds / 1_000).toFixed(1);
  const median = [...waits].sort((a, b) => a - b)[Math.floor(waits.length / 2)] ?? 0;
  return {
    name: `A press of Send while ${size} others are under way, over one that is alone`, value: median / alone,
    how: `median ${seconds(median)} s, longest ${seconds(Math.max(...waits))} s, alone ${seconds(alone)} s`,
  };
}

export { drain };
