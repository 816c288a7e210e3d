import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LedgerId } from '../../lib/ledgers/ledger';
import { bookedAs, ledgerIds, roomyLedger } from '../support/ledgers';
import { setStage, type Stage } from './support/stage';

interface Step {
  system: 'host' | 'ledger';
  method: 'GET' | 'POST';
  url: string;
  body?: string;
  /** It creates something; lost on its way it is waited for, for most of a minute where the ledger does not know a request again. */
  creates?: true;
}

/** Every call of a cold send, in order: the invoice, its product and group, its customer, and what they become in the ledger. */
const steps: Readonly<Record<LedgerId, readonly Step[]>> = {
  'exact-online': [
    { system: 'host', method: 'POST', url: 'invoices/view' },
    { system: 'ledger', method: 'GET', url: 'logistics/Items' },
    { system: 'host', method: 'POST', url: 'products/view' },
    { system: 'ledger', method: 'POST', url: 'logistics/Items' },
    { system: 'host', method: 'POST', url: 'contacts/view' },
    { system: 'ledger', method: 'GET', url: 'crm/Accounts' },
    { system: 'ledger', method: 'POST', url: 'crm/Accounts' },
    { system: 'ledger', method: 'GET', url: 'salesentry/SalesEntries' },
    { system: 'ledger', method: 'POST', url: 'salesentry/SalesEntries', creates: true },
  ],
  // What the host is asked is the same; an invoice with a number of its own is not looked for first.
  'quickbooks-online': [
    { system: 'ledger', method: 'POST', url: '/query', body: 'FROM Item' },
    { system: 'ledger', method: 'POST', url: '/item', creates: true },
    { system: 'ledger', method: 'POST', url: '/query', body: 'FROM Customer' },
    { system: 'ledger', method: 'POST', url: '/customer', creates: true },
    { system: 'ledger', method: 'POST', url: '/invoice', creates: true },
  ],
};

/** The worker dies before the call takes effect, after it did, or before it and the call is lost with it. */
const moments = ['before', 'after', 'lost'] as const;

describe.each(ledgerIds)('with %s', (ledgerId) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await setStage({ ledger: roomyLedger(ledgerId) });
    const options = await stage.browser.options();
    await stage.importSettings(options);
    await stage.connect(options);
    await options.close();
  });
  afterAll(() => stage?.close());

  /** An invoice whose customer and product the ledger does not know yet. */
  function coldInvoice(number: number): number {
    const contact = stage.scoro.addContact({ name: `Customer ${number}` } as never);
    const product = stage.scoro.addProduct({ code: `P-${number}`, name: `Product ${number}`, unit: 'hour', productGroupId: 41 } as never);
    const sample = stage.scoro.invoices.find(({ id }) => id === 1001)?.lines[0];
    return stage.scoro.addInvoice({ no: String(number), companyId: contact.contactId, lines: [{ ...sample, productId: product.productId, name: product.name }] }).id;
  }

  const cases = steps[ledgerId].flatMap((step) => moments.filter((moment) => moment !== 'lost' || step.creates).map((moment) => ({ ...step, moment })));
  test.each(cases.map((step, index) => ({ ...step, index, title: `${step.moment} ${step.method} ${step.url} ${step.body ?? ''}`.trim() })))('the worker is killed $title: one document', async ({ system, url, moment, index, method, body }) => {
    const number = 20270000 + index;
    const id = coldInvoice(number);
    const emulator = system === 'host' ? stage.scoro : stage.ledger.emulator;
    let killed = false;
    const stop = emulator.faults.watch(async (when, request) => {
      if (killed || when !== (moment === 'after' ? 'after' : 'before') || !request.url.includes(url) || request.method !== method || (body && !request.body.includes(body))) return;
      killed = true;
      await stage.browser.killWorker();
    });
    if (moment === 'lost') emulator.faults.add({ method: 'POST', url, misbehaviour: { do: 'drop-before' } });

    const page = await stage.openDocument('invoices', id);
    await stage.bar(page).getByRole('button', { name: 'Send' }).click();
    await stage.status(page).filter({ hasText: /^Sent/ }).waitFor({ timeout: 100_000 });
    stop();
    expect(killed).toBe(true);

    expect(bookedAs(stage.ledger, 'invoice', String(number))).toHaveLength(1);
    const masters = stage.ledger.masters();
    for (const made of [`Customer ${number}`, ledgerId === 'exact-online' ? `P-${number}` : `Product ${number}`]) expect([made, masters.filter((name) => name.endsWith(made)).length]).toEqual([made, 1]);
    await page.close();
  });
});
