import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Stage } from './support/stage';
import { addInvoice, connectedStage, patience, press, sendInvoice, stateIs } from './support/steps';

/** Threats 5 and 6: what others wrote is text, wherever it is shown. */
const markup = (what: string) => `<img src=x onerror="globalThis.__ran='${what}'"><b>${what}</b>`;
const ofContact = markup('contact');
const ofLedger = markup('ledger');

let stage: Stage;
beforeAll(async () => {
  stage = await connectedStage();
});
afterAll(() => stage?.close());

/** It stands there as it was written, and nothing of it became an element or ran. */
async function isText(page: Page, text: string, scope = 'main'): Promise<void> {
  await page.locator(scope).getByText(text, { exact: false }).first().waitFor(patience);
  expect(await page.locator(scope).locator('img, b:text-is("contact"), b:text-is("ledger")').count()).toBe(0);
  expect(await page.evaluate('globalThis.__ran')).toBeUndefined();
}

const refusal = { status: 400, contentType: 'application/json', body: JSON.stringify({ error: { code: '', message: { lang: '', value: `Verplicht: ${ofLedger}` } } }) };

test('the probe itself works: put into a page as markup it becomes an element', async () => {
  const page = await stage.openDocument('invoices', 1001);
  await page.evaluate((text) => {
    const place = document.createElement('div');
    place.setHTMLUnsafe(text);
    document.body.append(place);
  }, ofLedger);
  await page.waitForFunction("globalThis.__ran === 'ledger'", undefined, patience);
  await page.close();
});

test('a customer named with markup is sent under that name, and it is text on every page that shows it', async () => {
  const contact = stage.scoro.addContact({ name: ofContact } as never);
  const invoice = addInvoice(stage, { companyId: contact.contactId });
  await (await sendInvoice(stage, invoice)).close();
  expect(stage.exact.company().accounts.some((account) => account['Name'] === ofContact)).toBe(true);

  const documents = await stage.browser.options('#/documents');
  await documents.getByRole('button', { name: 'Refresh' }).click();
  await isText(documents, ofContact);
  await documents.close();

  const requests = await stage.browser.options('#/requests');
  await requests.getByText(`book invoice ${invoice.number}`).first().waitFor(patience);
  expect(await requests.locator('main img').count()).toBe(0);
  expect(await requests.evaluate('globalThis.__ran')).toBeUndefined();
  await requests.close();
});

test('a refusal of the ledger with markup in it is text in the bar, in its log, and on the log page', async () => {
  const contact = stage.scoro.addContact({ name: ofContact } as never);
  const invoice = addInvoice(stage, { companyId: contact.contactId });
  stage.exact.faults.add({ method: 'POST', url: 'SalesEntries', misbehaviour: { do: 'answer-before', ...refusal } });
  // Two accounts fit now: the question names the contact.
  stage.exact.addAccount({ Name: ofContact, Status: 'C' });
  const page = await stage.openDocument('invoices', invoice.id);
  await press(stage, page, 'Send');
  await stateIs(stage, page, /^Needs attention/);
  const problems = page.getByRole('region', { name: 'Problems' });
  await problems.getByText(ofContact).first().waitFor(patience);
  await isText(page, ofContact, 'ledgerbar-quick-actions');
  await problems.getByRole('button', { name: 'Create' }).click();
  await problems.getByText(ofLedger).first().waitFor(patience);
  await problems.getByText('What the system said').click();
  await isText(page, ofLedger, 'ledgerbar-quick-actions');
  await press(stage, page, 'Log');
  await page.getByRole('region', { name: 'Log' }).getByRole('listitem').first().waitFor(patience);
  expect(await page.locator('ledgerbar-quick-actions').locator('img').count()).toBe(0);
  expect(await page.evaluate('globalThis.__ran')).toBeUndefined();

  const log = await stage.browser.options('#/log');
  await isText(log, ofContact);
  await isText(log, ofLedger);
  await log.close();
  await page.close();
});
