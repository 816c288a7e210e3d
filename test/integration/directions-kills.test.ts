import { expect, test } from 'vitest';
import type { QuickBooksOnline } from '../emulators/quickbooks-online';
import { booksHelpers } from '../emulators/quickbooks-online/helpers';
import { Lanes } from '../../lib/net/lanes';
import { Queue } from '../../lib/sync/queue';
import { resumeRuns, synchronize } from '../../lib/sync/synchronize';
import { createWorld, type World } from '../support/world';

const toHost = { invoices: 'to-host', bills: 'to-host', contacts: 'to-host', products: 'to-host', payments: 'to-ledger' } as const;

/** An invoice, a credit memo and a bill in QuickBooks Online, each with something that Scoro does not have. */
async function stage() {
  const world = await createWorld({ system: 'quickbooks-online', sync: { startDate: '2026-11-01', directions: toHost } });
  await world.connect();
  const company = (world.underTest.emulator as QuickBooksOnline).company();
  const books = booksHelpers(company);
  const code = { value: company.all('TaxCode').find((row) => row['Name'] === '21.0% S')!.Id };
  const home = { CurrencyRef: { value: 'EUR' }, GlobalTaxCalculation: 'TaxExcluded', TxnDate: '2026-11-10' };
  const Line = [{ DetailType: 'SalesItemLineDetail', Amount: 24, SalesItemLineDetail: { ItemRef: { value: books.byName('Item', 'Handbook').Id }, TaxCodeRef: code } }];
  const CustomerRef = { value: books.byName('Customer', 'Maeve Byrne').Id };
  company.create('Invoice', { ...home, CustomerRef, DocNumber: '5001', Line });
  company.create('CreditMemo', { ...home, CustomerRef, DocNumber: '5002', Line });
  const cost = [{ DetailType: 'AccountBasedExpenseLineDetail', Amount: 50, AccountBasedExpenseLineDetail: { AccountRef: { value: books.account('4000').Id }, TaxCodeRef: code } }];
  company.create('Bill', { ...home, VendorRef: { value: books.byName('Vendor', 'Dublin Cleaning').Id }, DocNumber: 'C-1', Line: cost });
  return { world, company };
}

/** Locks that die with the worker that holds them. */
function newLocks() {
  const tails = new Map<string, Promise<unknown>>();
  return <T>(name: string, work: () => Promise<T>): Promise<T> => {
    const mine = (tails.get(name) ?? Promise.resolve()).then(work, work);
    tails.set(name, mine.catch(() => undefined));
    return mine;
  };
}

/** A worker of its own on the world's database. */
function workerOn(world: World, fetchOf: typeof fetch) {
  const context = { ...world.context, fetch: fetchOf, exclusively: newLocks(), lanes: new Lanes(), underWay: new Map<string, number>() };
  const queue = new Queue(context, (work) => work, () => undefined, async () => null);
  return {
    queue,
    context,
    async synchronize(): Promise<void> {
      await synchronize(context, 'acme', queue);
      await queue.settled();
    },
  };
}

/** A worker that makes so many calls and dies: at the last one before it arrives, or after it took effect. Returns whether it came to that. */
async function dieAtCall(world: World, last: number, moment: 'before' | 'after'): Promise<boolean> {
  let calls = 0;
  let died: () => void = () => undefined;
  const death = new Promise<'died'>((resolve) => (died = () => resolve('died')));
  const worker = workerOn(world, async (input, init) => {
    calls += 1;
    if (calls < last) return world.fetch(input, init);
    if (calls === last && moment === 'after') await world.fetch(input, init).catch(() => undefined);
    died();
    return new Promise(() => undefined);
  });
  const ended = await Promise.race([death, worker.synchronize().then(() => 'ended' as const)]);
  // What else it had begun comes to its next call, which is never made; turns are counted, since a busy machine makes milliseconds mean little.
  for (let turn = 0; turn < 500; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  return ended === 'died';
}

/** The next worker takes up what was left, and time passes until nothing is left of it. */
async function goOn(world: World): Promise<void> {
  const worker = workerOn(world, world.fetch);
  await worker.queue.revive();
  await resumeRuns(worker.context, worker.queue);
  for (let step = 0; step < 10; step += 1) {
    await worker.queue.settled();
    world.clock.advance(10_000);
  }
  await worker.synchronize();
  world.clock.advance(60_000);
  await worker.synchronize();
}

test.each(['before', 'after'] as const)('a worker killed %s any call goes on, and everything is there once', { timeout: 300_000 }, async (moment) => {
  let deaths = 0;
  for (let call = 1; ; call += 1) {
    const { world, company } = await stage();
    if (!(await dieAtCall(world, call, moment))) break;
    deaths += 1;
    await goOn(world);
    const { scoro } = world;
    const seen = {
      documents: [...scoro.invoices, ...scoro.bills].filter(({ no }) => ['5001', '5002', 'C-1'].includes(no)).map(({ no }) => no).sort(),
      persons: scoro.contacts.filter(({ lastname }) => lastname === 'Byrne').length,
      vendors: scoro.contacts.filter(({ name }) => name === 'Dublin Cleaning').length,
      products: scoro.products.filter(({ code }) => code === 'BOOK').length,
      intents: await world.database.intents.count(),
      payments: company.all('Payment').length,
    };
    expect({ call, ...seen }).toEqual({ call, documents: ['5001', '5002', 'C-1'], persons: 1, vendors: 1, products: 1, intents: 0, payments: 0 });
  }
  expect(deaths).toBeGreaterThan(15);
});
