import { createRequire } from 'node:module';
import type QuickBooks from 'node-quickbooks';
import { testClient } from '../emulators/quickbooks-online';
import { booksHelpers } from '../emulators/quickbooks-online/helpers';
import type { PlannedDocument } from '../simulation/schedule';
import type { QuickBooksUnderTest } from '../support/ledgers/quickbooks-online';
import { callsSince, minute, tally, type Bench, type Drained } from './drain';

type Fields = Record<string, unknown>;
/** What of axios is used here. */
interface Sent {
  url: string;
  method: string;
  params: Record<string, string>;
  headers: { toJSON(): Record<string, string> };
  data?: string;
}
interface Found {
  QueryResponse: Record<string, { Id: string }[]>;
}
interface Axios {
  defaults: { adapter: (sent: Sent) => Promise<unknown> };
  getUri(sent: Sent): string;
}

const require = createRequire(import.meta.url);
/** Loaded late: by then its timers are those of the bench. */
const load = (): { Client: typeof QuickBooks; axios: Axios } => ({
  Client: require('node-quickbooks') as typeof QuickBooks,
  axios: createRequire(require.resolve('node-quickbooks'))('axios') as Axios,
});

const attempts = 3;
const abreast = 2;
/** Below ten calls a second, with room for answers that come soon. */
const apart = 250;

/**
 * A straightforward client on node-quickbooks: for each document it looks its party and item up and creates it, or with `batches`
 * creates thirty in one call. What fails is tried again, three times; after a 429 it waits a minute. It keeps no notes.
 */
export async function drainWithNodeQuickBooks(bench: Bench, planned: readonly PlannedDocument[], batches: boolean): Promise<Drained> {
  const { stage, timeline, network } = bench;
  const { emulator } = stage.ledger as QuickBooksUnderTest;
  const { Client, axios } = load();
  const before = axios.defaults.adapter;
  axios.defaults.adapter = async (sent) => {
    const request = new Request(axios.getUri(sent), { method: sent.method.toUpperCase(), headers: sent.headers.toJSON(), signal: AbortSignal.timeout(20_000), ...(sent.data ? { body: sent.data } : {}) });
    const answer = await network.send(request, 'node-quickbooks');
    const response = { data: await answer.text(), status: answer.status, headers: Object.fromEntries(answer.headers), config: sent };
    if (answer.ok) return response;
    throw Object.assign(new Error(`Status ${answer.status}`), { response });
  };
  const client = new Client(testClient.clientId, testClient.clientSecret, emulator.accessToken(), false, emulator.company().realmId, true, false, null, '2.0', '');
  const added = bench.add(planned);
  const since = timeline.now();
  const first = emulator.seen.length;
  const books = booksHelpers(emulator.company());

  /** One call, tried three times; a 429 is waited out. */
  async function ask<T>(call: (done: (error: unknown, answer: T) => void) => void): Promise<T> {
    for (let attempt = 1; ; ) {
      await timeline.sleep(apart, 'apart');
      const { error, answer } = await new Promise<{ error: unknown; answer: T }>((resolve) => call((failure, result) => resolve({ error: failure, answer: result })));
      if (!error) return answer;
      const isLimit = (error as { response?: { status: number } }).response?.status === 429;
      if (!isLimit && attempt === attempts) throw error;
      await timeline.sleep(isLimit ? minute : 1_000 * attempt, 'another attempt');
      if (!isLimit) attempt += 1;
    }
  }

  async function partyOf({ kind, contact }: PlannedDocument): Promise<string> {
    const name = kind === 'invoice' ? ['ACME Holding B.V.', 'Bakkerij De Hoek', 'Brouwerij De Linde'][contact] : ['Drukkerij Van Dam', 'Groene Stroom Nederland', 'Papierhandel Smit'][contact];
    const { QueryResponse } = await ask<Found>((done) => (kind === 'invoice' ? client.findCustomers({ DisplayName: name }, done as never) : client.findVendors({ DisplayName: name }, done as never)));
    return QueryResponse[kind === 'invoice' ? 'Customer' : 'Vendor']?.[0]?.Id ?? '';
  }

  function bodyOf(index: number, party: string, item: string): { entity: string; body: Fields } {
    const { kind, credit, cents } = planned[index] ?? { kind: 'invoice', credit: false, cents: 0 };
    const TaxCodeRef = { value: books.byName('TaxCode', '21.0% S').Id };
    const Amount = cents / 100;
    const shared = { DocNumber: added[index]?.number, TxnDate: '2026-11-10', CurrencyRef: { value: 'EUR' }, GlobalTaxCalculation: 'TaxExcluded' };
    if (kind === 'invoice') {
      return { entity: credit ? 'CreditMemo' : 'Invoice', body: { ...shared, CustomerRef: { value: party }, Line: [{ Amount, DetailType: 'SalesItemLineDetail', SalesItemLineDetail: { ItemRef: { value: item }, TaxCodeRef } }] } };
    }
    const detail = { AccountRef: { value: books.account('4000').Id }, TaxCodeRef };
    return { entity: credit ? 'VendorCredit' : 'Bill', body: { ...shared, VendorRef: { value: party }, Line: [{ Amount, DetailType: 'AccountBasedExpenseLineDetail', AccountBasedExpenseLineDetail: detail }] } };
  }

  async function prepared(index: number) {
    const document = planned[index];
    if (!document) throw new Error('There is no such document');
    const party = await partyOf(document);
    const { QueryResponse } = await ask<Found>((done) => client.findItems({ Sku: 'CONS' }, done as never));
    return bodyOf(index, party, QueryResponse['Item']?.[0]?.Id ?? '');
  }

  async function create(index: number): Promise<void> {
    const { entity, body } = await prepared(index);
    const create = { Invoice: client.createInvoice, CreditMemo: client.createCreditMemo, Bill: client.createBill, VendorCredit: client.createVendorCredit }[entity];
    await ask((done) => create?.call(client, body, done));
  }

  async function createTogether(indexes: readonly number[]): Promise<void> {
    const items: Fields[] = [];
    for (const index of indexes) {
      const { entity, body } = await prepared(index);
      items.push({ bId: String(index), operation: 'create', [entity]: body });
    }
    await ask((done) => client.batch(items as never, done));
  }

  const size = batches ? 30 : 1;
  let last = since;
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let start = next; start < planned.length; start = next) {
      next = start + size;
      try {
        await (batches ? createTogether(planned.slice(start, start + size).map((_, offset) => start + offset)) : create(start));
        last = timeline.now();
      } catch {
        // It goes on with the next one, as a script does that runs at night.
      }
    }
  };
  try {
    let running = abreast;
    for (let each = 0; each < abreast; each += 1) void worker().finally(() => (running -= 1));
    await timeline.run(Infinity, () => running === 0);
  } finally {
    axios.defaults.adapter = before;
  }
  return { documents: planned.length, minutes: (last - since) / minute, ledgerCalls: callsSince(stage, first), hostCalls: 0, ...tally(stage, added) };
}
