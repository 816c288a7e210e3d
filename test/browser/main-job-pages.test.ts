import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testClient } from '../emulators/exact-online';
import type { Stage } from './support/stage';
import { settingsFile } from './support/stage';
import { addInvoice, connectedStage, entriesOf, patience, sendInvoice, settingsUpload } from './support/steps';

/** The extension's own pages, on which everything can be done without a host page. */
let stage: Stage;
beforeAll(async () => {
  stage = await connectedStage();
});
afterAll(() => stage?.close());

test('Documents lists every document with number and state, and sends those selected', async () => {
  const page = await stage.browser.options('#/documents');
  await page.getByRole('button', { name: 'Refresh' }).click();
  const row = (number: string) => page.getByRole('row').filter({ has: page.getByRole('link', { name: number, exact: true }) });
  await row('20260117').waitFor(patience);
  expect(await row('20260117').textContent()).toMatch(/ACME Holding B\.V\..*1.?210.00.*Not sent$/);
  expect(await row('VD-2026/0815').textContent()).toMatch(/bill.*Not sent$/);
  // What is deleted in the host and was never sent is no work.
  expect(await row('20260123').count()).toBe(0);

  const send = page.getByRole('button', { name: 'Send selected' });
  expect(await send.isDisabled()).toBe(true);
  for (const number of ['20260117', 'VD-2026/0815']) await row(number).getByRole('checkbox').check();
  await send.click();
  for (const number of ['20260117', 'VD-2026/0815']) await row(number).getByText(/^Sent/).waitFor(patience);
  expect(entriesOf(stage, 20260117)).toHaveLength(1);
  expect(stage.exact.company().purchaseEntries).toHaveLength(1);
  expect(stage.exact.company().salesEntries).toHaveLength(1);
  await page.close();
});

test('Synchronize now shows its progress, sends what is unsent, and leaves what was sent alone', async () => {
  const page = await stage.browser.options('#/sync');
  const region = page.getByRole('region', { name: /acme/ });
  stage.exact.faults.add({ method: 'POST', url: 'SalesEntries', misbehaviour: { do: 'delay-before', milliseconds: 1500 } });
  const fresh = addInvoice(stage);
  await region.getByRole('button', { name: 'Synchronize now' }).click();
  await region.getByRole('progressbar').waitFor(patience);
  await expect.poll(() => entriesOf(stage, fresh.number).length, patience).toBe(1);
  await region.getByRole('progressbar').waitFor({ state: 'detached', ...patience });
  expect(entriesOf(stage, 20260117)).toHaveLength(1);
  expect(stage.exact.company().purchaseEntries.filter((entry) => entry['YourRef'] === 'VD-2026/0815')).toHaveLength(1);

  // A second run finds nothing to do.
  const booked = stage.exact.company().salesEntries.length;
  await region.getByRole('button', { name: 'Synchronize now' }).click();
  const posts = () => stage.exact.seen.filter(({ method, url }) => method === 'POST' && url.includes('Entries')).length;
  const before = posts();
  await expect.poll(() => stage.scoro.seen.filter(({ url }) => url.includes('/invoices/list')).length, patience).toBeGreaterThan(1);
  await region.getByRole('progressbar').waitFor({ state: 'detached', ...patience });
  expect(posts()).toBe(before);
  expect(stage.exact.company().salesEntries).toHaveLength(booked);
  await page.close();
});

test('the popup shows the connection and the counts, synchronizes, and leads to the options', async () => {
  const popup = await stage.browser.context.newPage();
  await popup.goto(`chrome-extension://${stage.browser.id}/popup.html`);
  const region = popup.getByRole('region', { name: 'acme.scoro.com with Exact Online' });
  await region.getByText('Connected', { exact: true }).waitFor();
  const sent = stage.exact.company().salesEntries.length + stage.exact.company().purchaseEntries.length;
  await popup.getByText(new RegExp(`^${sent} sent this month$`)).waitFor(patience);

  const log = await stage.browser.options('#/log');
  await log.getByRole('region', { name: 'Open errors' }).getByRole('article').first().waitFor();
  const errors = await log.getByRole('region', { name: 'Open errors' }).getByRole('article').count();
  await log.close();
  await popup.getByRole('link', { name: `${errors} need you` }).waitFor();

  const fresh = addInvoice(stage);
  await region.getByRole('button', { name: 'Synchronize now' }).click();
  await expect.poll(() => entriesOf(stage, fresh.number).length, patience).toBe(1);
  await popup.getByText(new RegExp(`^${sent + 1} sent this month$`)).waitFor(patience);

  const opened = stage.browser.context.waitForEvent('page');
  // The popup closes itself with this press, before Playwright is told that it was one.
  await popup.getByRole('button', { name: 'Options' }).click().catch(() => undefined);
  const options = await opened;
  await options.waitForURL(/\/options\.html#\/connections$/);
  await options.getByRole('region', { name: /acme/ }).waitFor();
  await options.close();
});

test('Requests lists every call with system, purpose and status, secrets masked', async () => {
  await (await sendInvoice(stage, addInvoice(stage, { no: '20291111' }))).close();
  const page = await stage.browser.options('#/requests');
  const row = page.getByRole('row').filter({ hasText: 'book invoice 20291111' });
  await row.first().waitFor();
  expect(await row.count()).toBe(1);
  expect(await row.textContent()).toMatch(/Exact Online.*POST.*201/s);
  await page.getByRole('searchbox', { name: 'Filter' }).fill('20291111 exact');
  await expect.poll(() => page.getByRole('row').count()).toBeLessThan(5);
  await page.getByRole('searchbox', { name: 'Filter' }).fill('scoro');
  await page.getByRole('row').filter({ hasText: 'Scoro' }).first().waitFor();
  const text = await page.locator('main').textContent();
  expect(text).toContain('"apiKey"');
  for (const secret of ['scoro-key', testClient.clientSecret, ...stage.exact.tokens.access.keys(), ...stage.exact.tokens.refresh.keys()]) expect(text).not.toContain(secret);
  await page.close();
});

test('Export settings gives a file without any secret, which can be imported again', async () => {
  const page = await stage.browser.options();
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export settings' }).click();
  const text = readFileSync(await (await downloading).path(), 'utf8');
  for (const secret of ['scoro-key', testClient.clientSecret, ...stage.exact.tokens.access.keys(), ...stage.exact.tokens.refresh.keys()]) expect(text).not.toContain(secret);
  expect(text).not.toMatch(/apiKey|clientSecret|token/i);
  const exported = JSON.parse(text) as { version: number; connections: object[] };
  const wanted = settingsFile((settings) => {
    const [connection] = settings.connections as Record<string, Record<string, unknown>>[];
    delete connection?.['host']?.['apiKey'];
    delete connection?.['ledger']?.['clientSecret'];
  });
  expect(exported).toMatchObject({ version: 1, connections: wanted.connections });

  await page.getByRole('button', { name: 'Import settings' }).click();
  await page.getByLabel('Settings file').setInputFiles(settingsUpload(exported));
  const changes = page.getByRole('list', { name: 'What would change' }).getByRole('listitem');
  await changes.first().waitFor();
  expect(await changes.first().textContent()).toMatch(/Leaves as it is: Connection acme stays as it is$/);
  await page.getByRole('button', { name: 'Apply' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  expect(await page.getByRole('region', { name: /acme/ }).getByRole('status').textContent()).toBe('Connected');
  await page.close();
});
