import type { Bench, Drained } from './drain';
import { minute, tally } from './drain';
import type { PlannedDocument } from '../simulation/schedule';

const base = 'https://start.exactonline.nl/api/v1/123456';

/**
 * The client most integrations are: for each document it looks the customer up, looks each item up, and creates the entry;
 * what fails is tried again, three times; after a 429 it waits for the reset it was told. It keeps no notes.
 */
export async function drainStraightforwardly(bench: Bench, planned: readonly PlannedDocument[]): Promise<Drained> {
  const { stage, timeline, network } = bench;
  const added = bench.add(planned);
  const since = timeline.now();
  const before = stage.exact.seen.length;
  const company = stage.exact.company();
  const [account, tax] = [stage.exact.byCode('glAccounts', '8000'), stage.exact.byCode('vatCodes', '2')];
  let token = stage.exact.accessToken();

  async function call(method: string, path: string, body?: object): Promise<Response> {
    for (;;) {
      const request = new Request(`${base}/${path}`, {
        method,
        headers: { authorization: `Bearer ${token}`, accept: 'application/json', ...(body ? { 'content-type': 'application/json' } : {}) },
        ...(body ? { body: JSON.stringify(body) } : {}),
        signal: AbortSignal.timeout(20_000),
      });
      const response = await network.send(request, 'straightforward');
      if (response.status === 401) token = stage.exact.accessToken();
      else if (response.status !== 429) return response;
      else await timeline.sleep(Number(response.headers.get('X-RateLimit-Minutely-Reset') ?? timeline.now() + minute) - timeline.now() + 50, 'reset');
    }
  }

  async function rows(path: string): Promise<Record<string, unknown>[]> {
    const { d } = (await (await call('GET', path)).json()) as { d: { results?: Record<string, unknown>[] } | Record<string, unknown>[] };
    return Array.isArray(d) ? d : (d.results ?? []);
  }

  async function send(index: number): Promise<void> {
    const { number, kind } = added[index] ?? { number: '', kind: 'invoice' };
    const document = planned[index];
    const customer = company.accounts.find((row) => (kind === 'invoice' ? row['Status'] === 'C' : row['IsSupplier']));
    const [found] = await rows(`crm/Accounts?$filter=Name eq '${encodeURIComponent(String(customer?.['Name']).replaceAll("'", "''"))}'&$select=ID`);
    if (document?.product) await rows(`logistics/Items?$filter=Code eq '${document.product === 1 ? 'CONS' : 'HOST'}'&$select=ID`);
    const line = { GLAccount: kind === 'invoice' ? account['ID'] : stage.exact.byCode('glAccounts', '4000')['ID'], AmountFC: (document?.cents ?? 0) / 100, VATCode: kind === 'invoice' ? tax['Code'] : '5' };
    const shared = { YourRef: number, EntryDate: '2026-11-10' };
    const response = await (kind === 'invoice'
      ? call('POST', 'salesentry/SalesEntries', { ...shared, Customer: found?.['ID'], Journal: '70', SalesEntryLines: [line] })
      : call('POST', 'purchaseentry/PurchaseEntries', { ...shared, Supplier: found?.['ID'], Journal: '60', PurchaseEntryLines: [line] }));
    if (response.status >= 500) throw new Error(`${response.status} ${await response.text()}`);
    await response.json();
  }

  let last = since;
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let index = (next += 1) - 1; index < planned.length; index = (next += 1) - 1) {
      for (let attempt = 1; attempt <= 3; attempt += 1) {
        try {
          await send(index);
          last = timeline.now();
          break;
        } catch {
          await timeline.sleep(1_000 * attempt, 'another attempt');
        }
      }
    }
  };
  let running = 4;
  for (let each = 0; each < 4; each += 1) void worker().finally(() => (running -= 1));
  await timeline.run(Infinity, () => running === 0);
  return {
    documents: planned.length,
    minutes: (last - since) / minute,
    ledgerCalls: stage.exact.seen.slice(before).filter(({ url }) => url.includes('/api/v1/')).length,
    hostCalls: 0,
    ...tally(stage, added),
  };
}
