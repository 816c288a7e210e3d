import { afterAll, beforeAll, expect, test } from 'vitest';
import { createExactOnline } from '../emulators/exact-online';
import { setStage, type Stage } from './support/stage';

/** Every call of a cold send, in order: the invoice, its product and group, its customer, and what they become in Exact. */
const steps = [
  { system: 'scoro', url: 'invoices/view' },
  { system: 'exact', method: 'GET', url: 'logistics/Items' },
  { system: 'scoro', url: 'products/view' },
  { system: 'exact', method: 'POST', url: 'logistics/Items' },
  { system: 'scoro', url: 'contacts/view' },
  { system: 'exact', method: 'GET', url: 'crm/Accounts' },
  { system: 'exact', method: 'POST', url: 'crm/Accounts' },
  { system: 'exact', method: 'GET', url: 'salesentry/SalesEntries' },
  { system: 'exact', method: 'POST', url: 'salesentry/SalesEntries' },
] as const;

/** The worker dies before the call takes effect, after it did, or before it and the call is lost with it. */
const moments = ['before', 'after', 'lost'] as const;
const cases = steps.flatMap((step) => moments.filter((moment) => moment !== 'lost' || ('method' in step && step.method === 'POST')).map((moment) => ({ ...step, moment })));

let stage: Stage;
beforeAll(async () => {
  stage = await setStage({ exact: createExactOnline({ limits: { perMinute: 6000, perDay: 100_000 } }) });
  const options = await stage.browser.options();
  await stage.importSettings(options);
  await stage.connect(options);
  await options.close();
});
afterAll(() => stage?.close());

/** An invoice whose customer and product Exact does not know yet. */
function coldInvoice(number: number): number {
  const name = `Customer ${number}`;
  const contact = stage.scoro.addContact({ name } as never);
  const product = stage.scoro.addProduct({ code: `P-${number}`, name: `Product ${number}`, unit: 'hour', productGroupId: 41 } as never);
  const sample = stage.scoro.invoices.find(({ id }) => id === 1001)?.lines[0];
  return stage.scoro.addInvoice({ no: String(number), companyId: contact.contactId, lines: [{ ...sample, productId: product.productId }] }).id;
}

test.each(cases.map((step, index) => ({ ...step, index, title: `${step.moment} ${'method' in step ? step.method : 'POST'} ${step.url}` })))(
  'the worker is killed $title: one document',
  async ({ system, url, moment, index, ...step }) => {
    const number = 20270000 + index;
    const id = coldInvoice(number);
    const emulator = stage[system];
    let killed = false;
    const stop = emulator.faults.watch(async (when, request) => {
      if (killed || when !== (moment === 'after' ? 'after' : 'before') || !request.url.includes(url) || ('method' in step && request.method !== step.method)) return;
      killed = true;
      await stage.browser.killWorker();
    });
    if (moment === 'lost') emulator.faults.add({ method: 'POST', url, misbehaviour: { do: 'drop-before' } });

    const page = await stage.openDocument('invoices', id);
    await stage.bar(page).getByRole('button', { name: 'Send' }).click();
    await stage.status(page).filter({ hasText: /^Sent/ }).waitFor({ timeout: 100_000 });
    stop();
    expect(killed).toBe(true);

    const company = stage.exact.company();
    expect(company.salesEntries.filter((entry) => entry['InvoiceNumber'] === number)).toHaveLength(1);
    expect(company.accounts.filter((account) => account['Name'] === `Customer ${number}`)).toHaveLength(1);
    expect(company.items.filter((item) => String(item['Code']).trim() === `P-${number}`)).toHaveLength(1);
    await page.close();
  },
);
