import { readFileSync } from 'node:fs';
import type { Download, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testClient } from '../emulators/exact-online';
import { violations } from './support/axe';
import type { Stage } from './support/stage';
import { addInvoice, connectedStage, entriesOf, patience, press, stateIs } from './support/steps';

/** The Log and Requests pages with the real background behind them. */
const canary = { name: 'Quirijn Zwaluwstaart', mail: 'quirijn@zwaluw.example' };
const refusal = { do: 'answer-before' as const, status: 500, contentType: 'application/json', body: JSON.stringify({ error: { code: '', message: { lang: '', value: 'Verplicht: Betalingsconditie' } } }) };

let stage: Stage;
let page: Page;
const invoices: { id: number; number: number }[] = [];
beforeAll(async () => {
  stage = await connectedStage();
  const contact = stage.scoro.addContact({ name: canary.name, email: [canary.mail] } as never);
  for (let count = 0; count < 5; count += 1) invoices.push(addInvoice(stage, count === 0 ? { companyId: contact.contactId } : {}));
  stage.exact.faults.add({ method: 'POST', url: 'SalesEntries', times: invoices.length, misbehaviour: refusal });
  for (const invoice of invoices) {
    const document = await stage.openDocument('invoices', invoice.id);
    await stateIs(stage, document, /^Not sent/);
    await press(stage, document, 'Send');
    await stateIs(stage, document, /^Needs attention/);
    await document.close();
  }
  page = await stage.browser.options('#/log');
});
afterAll(() => stage?.close());

const open = async (route: string): Promise<void> => {
  await page.goto(`chrome-extension://${stage.browser.id}/options.html${route}`);
  await page.reload();
};
const saved = async (name: string | RegExp): Promise<{ name: string; text: string }> => {
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name }).click();
  const download: Download = await downloading;
  return { name: download.suggestedFilename(), text: readFileSync(await download.path(), 'utf8') };
};
const errors = () => page.getByRole('region', { name: 'Open errors' }).getByRole('article');

test('feature 49: five documents of one cause are one group, and each has its own ways on', async () => {
  await expect.poll(() => errors().count(), patience).toBe(5);
  const group = page.getByRole('region', { name: /^5 documents: Exact Online misses the payment condition/ });
  await group.waitFor(patience);
  for (const { number } of invoices) {
    const error = group.getByRole('article', { name: String(number) });
    for (const name of ['Retry', 'Dismiss', 'Go to document']) expect(await error.getByRole('button', { name, exact: true }).count()).toBe(1);
  }
  expect(await violations(page)).toEqual([]);
});

test('feature 49: errors are searched, dismissed together and shown again', async () => {
  const search = page.getByRole('searchbox', { name: 'Search the errors' });
  await search.fill(`zwaluw ${invoices[0]?.number}`);
  await expect.poll(() => errors().count(), patience).toBe(1);
  await search.fill('');
  await expect.poll(() => errors().count(), patience).toBe(5);
  await page.getByRole('button', { name: 'Dismiss all 5 documents' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Dismiss 5 documents' }).click();
  await page.getByText('Nothing needs you').waitFor(patience);
  const dismissed = page.getByRole('region', { name: 'Dismissed' });
  await dismissed.getByText('Dismissed', { exact: true }).click();
  for (let left = 5; left > 0; left -= 1) {
    await dismissed.getByRole('button', { name: 'Show again' }).first().click();
    await expect.poll(() => errors().count(), patience).toBe(6 - left);
  }
  await dismissed.waitFor({ state: 'detached', ...patience });
});

test('feature 49: what mends the cause is chosen once, and all of them are booked', async () => {
  await page.getByRole('button', { name: 'Choose… for 5 documents' }).click();
  const choices = page.getByRole('listbox').first();
  await choices.selectOption({ index: 0 });
  await page.getByRole('button', { name: 'Apply' }).first().click();
  await page.getByText('Nothing needs you').waitFor(patience);
  for (const { number } of invoices) await expect.poll(() => entriesOf(stage, number).length, patience).toBe(1);
});

test('the journal is searched and exported', async () => {
  const journal = page.getByRole('region', { name: 'Journal' });
  await journal.getByRole('searchbox', { name: 'Search the journal' }).fill(`invoice/${invoices[1]?.id}`);
  await expect.poll(async () => (await journal.getByRole('listitem').allTextContents()).every((text) => text.includes(`invoice/${invoices[1]?.id}`)), patience).toBe(true);
  const csv = await saved('Export as CSV');
  expect(csv.name).toBe('ledgerbar-journal.csv');
  const lines = csv.text.trimEnd().split('\r\n');
  expect(lines[0]).toBe('\uFEFFWhen,Connection,Document,Event,Text,Answer');
  expect(lines.length).toBeGreaterThan(4);
  expect(lines.slice(1).every((line) => line.includes(`,invoice/${invoices[1]?.id},`))).toBe(true);
});

test('feature 50: every call stands there with why, for what, when, status, time and what is left', async () => {
  await open('#/requests');
  await page.getByRole('searchbox', { name: 'Document' }).fill(`invoice ${invoices[0]?.id}`);
  const table = page.getByRole('table', { name: 'Requests' });
  const refused = table.getByRole('row').filter({ hasText: `book invoice ${invoices[0]?.number}` }).filter({ hasText: 'Verplicht' });
  await refused.waitFor(patience);
  // Each was read for itself, at the beginning and once it was mended.
  await expect.poll(() => table.getByRole('row').filter({ hasText: `read invoice ${invoices[0]?.id}` }).count(), patience).toBe(2);
  expect(await refused.textContent()).toMatch(/Exact Online.*POST salesentry\/SalesEntries · invoice \d+.*500.*ms/s);
  await page.getByRole('checkbox', { name: 'Failed only' }).check();
  await expect.poll(() => table.getByRole('row').count(), patience).toBe(2);
  expect(await refused.textContent()).toMatch(/Verplicht: Betalingsconditie.*500/s);
  const csv = await saved('Export as CSV');
  expect(csv.text.trimEnd().split('\r\n')).toHaveLength(2);
  await page.getByRole('checkbox', { name: 'Failed only' }).uncheck();
  await page.getByRole('searchbox', { name: 'Document' }).fill('');
  // All were booked by one press: one by one, or in a file that is nobody's own.
  const booked = table.getByRole('row').filter({ hasText: /book (invoice|\d+ documents)/ }).filter({ hasText: /20[01]/ });
  await booked.first().waitFor(patience);
  await page.getByText('Calls by resource and day').click();
  await page.getByRole('table', { name: 'Calls of today by resource' }).getByRole('row').filter({ hasText: 'salesentry/SalesEntries' }).waitFor(patience);
  expect(await violations(page)).toEqual([]);
});

test('threat 19: neither the log, nor what is exported, nor the support bundle holds a name or a key', async () => {
  const secrets = ['scoro-key', testClient.clientSecret, ...stage.exact.tokens.access.keys(), ...stage.exact.tokens.refresh.keys()];
  const personal = ['Quirijn', 'Zwaluwstaart', 'zwaluw.example'];
  const nothingIn = (text: string) => expect([...secrets, ...personal].filter((each) => text.includes(each))).toEqual([]);
  // It went out: the canary is in the ledger.
  expect(stage.exact.company().accounts.some((account) => account['Name'] === canary.name)).toBe(true);
  nothingIn((await saved('Export as JSON')).text);
  nothingIn((await page.locator('main').textContent()) ?? '');
  await page.getByRole('button', { name: 'Support bundle' }).click();
  expect(await violations(page, 'dialog')).toEqual([]);
  const bundle = await saved('Save the file');
  expect(bundle.name).toMatch(/^ledgerbar-support-\d{4}-\d\d-\d\d\.json$/);
  nothingIn(bundle.text);
  expect(JSON.parse(bundle.text)).toMatchObject({ browser: expect.stringContaining('Chrome'), connections: [{ id: 'acme', state: 'connected' }], counts: { links: 5 } });
  await page.getByRole('dialog').waitFor({ state: 'detached', ...patience });
  const stored = await page.evaluate(() => new Promise<string>((done) => {
    const opening = indexedDB.open('ledgerbar');
    opening.onsuccess = () => {
      const rows = opening.result.transaction('requests').objectStore('requests').getAll();
      rows.onsuccess = () => {
        opening.result.close();
        done(JSON.stringify(rows.result));
      };
    };
  }));
  expect(stored.length).toBeGreaterThan(5000);
  nothingIn(stored);
});
