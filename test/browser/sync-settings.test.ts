import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Page } from 'playwright';
import { createChatGateway } from '../emulators/chat-gateway';
import { violations } from './support/axe';
import type { Stage } from './support/stage';
import { addInvoice, connectedStage, entriesOf, inContentScript, inWorker, patience, press, sendInvoice, stateIs } from './support/steps';

const chat = createChatGateway();
let stage: Stage;
let options: Page;
beforeAll(async () => {
  stage = await connectedStage({ others: [chat], permissions: ['notifications'] });
  options = await stage.browser.options('#/sync');
  await options.getByRole('button', { name: 'Synchronize now' }).waitFor(patience);
});
afterAll(() => stage?.close());

const form = () => options.getByRole('form', { name: 'Sync settings of acme' });
async function unfold(title: string): Promise<void> {
  const part = form().locator('details').filter({ hasText: title }).first();
  if ((await part.getAttribute('open')) === null) await part.locator('summary').click();
}
async function save(): Promise<void> {
  await form().getByRole('button', { name: 'Save' }).click();
  await form().getByText('Not saved yet.').waitFor({ ...patience, state: 'detached' });
}
/** Rings the alarm that tells, as the browser would in half a minute. */
const ring = () => inWorker(stage, 'chrome.alarms.create("notify", { when: Date.now() })');
const shown = () => inWorker<string[]>(stage, 'chrome.notifications.getAll().then(Object.keys)');

test('feature 30: a journal chosen on Sync is what the next invoice is booked in, and how sales are booked stays from then on', async () => {
  await unfold('Journals and defaults');
  const journal = form().getByLabel('Sales journal', { exact: true });
  expect(await form().getByLabel('Book sales as').isEnabled()).toBe(true);
  const codes = await journal.locator('option').evaluateAll((all) => all.map((one) => (one as HTMLOptionElement).value).filter(Boolean));
  const code = codes.at(-1)!;
  expect(codes.length).toBeGreaterThan(1);
  await journal.selectOption(code);
  await save();
  const invoice = addInvoice(stage);
  await (await sendInvoice(stage, invoice)).close();
  const [entry] = stage.exact.company().salesEntries.filter((row) => row['InvoiceNumber'] === invoice.number);
  expect(String(entry?.['Journal']).trim()).toBe(code);
  await form().getByText('Invoices were sent already.').waitFor(patience);
  expect(await form().getByLabel('Book sales as').isDisabled()).toBe(true);
});

test('feature 44: the bar goes from an open page with the list, comes back for who is on it, and the page is refused meanwhile', async () => {
  const invoice = addInvoice(stage);
  const page = await stage.openDocument('invoices', invoice.id);
  await stateIs(stage, page, /^Not sent/);
  await unfold('Who sees the bar');
  await form().getByRole('button', { name: 'Read users from Scoro' }).click();
  await form().getByRole('checkbox', { name: /ACME Bookkeeper/ }).check(patience);
  await save();
  await form().getByText('The bar is hidden in this browser until you say who you are.', { exact: true }).waitFor(patience);
  await stage.bar(page).waitFor({ ...patience, state: 'detached' });

  // What the page's script may still say is refused, whatever the page shows.
  const message = { id: 1, type: 'send', timestamp: 0, data: { connection: 'acme', document: { kind: 'invoice', id: String(invoice.id) } } };
  const answer = await inContentScript<{ res?: { ok?: boolean; message?: string } }>(stage, page, `chrome.runtime.sendMessage(${JSON.stringify(message)})`);
  expect(answer.res).toMatchObject({ ok: false, message: expect.stringContaining('Only certain users') });
  expect(entriesOf(stage, invoice.number)).toEqual([]);

  await form().getByLabel('You are').selectOption('bookkeeper@acme.example');
  await stateIs(stage, page, /^Not sent/);
  await press(stage, page, 'Send');
  await stateIs(stage, page, /^Sent/);
  await page.close();
});

test('feature 48: what needs somebody is shown once on the screen and posted to the chat, without names and amounts', async () => {
  await unfold('Being told');
  await form().getByRole('checkbox', { name: /Notifications on this computer/ }).check(patience);
  await form().getByLabel('Webhook', { exact: true }).fill(chat.address);
  await form().getByLabel('E-mail address').fill('books@acme.example');
  await save();
  await form().getByText('hooks.chat.example', { exact: true }).waitFor(patience);
  expect(await options.content()).not.toContain('chat-secret-path');
  await form().getByRole('button', { name: 'Send a test' }).click();
  await form().getByRole('status').filter({ hasText: 'A notification was shown, and a message was posted to hooks.chat.example' }).waitFor(patience);
  await expect.poll(() => chat.texts, patience).toEqual([expect.stringContaining('this is a test')]);

  const faulty = addInvoice(stage, { lines: [{ productId: 0, name: 'Travel', unit: '', price: '23.4', vatCodeId: null, financeAccountId: 501 }] });
  const page = await stage.openDocument('invoices', faulty.id);
  await press(stage, page, 'Send');
  await stateIs(stage, page, /^Needs attention/);
  await expect.poll(() => inWorker<boolean>(stage, 'chrome.alarms.get("notify").then(Boolean)'), patience).toBe(true);
  chat.texts.length = 0;
  const rung = async () => {
    await ring();
    return chat.texts;
  };
  // Looking at what is to be told sets the alarm anew, so it may have to be rung more than once.
  await expect.poll(rung, { timeout: 60_000, interval: 4000 }).toEqual([`Ledgerbar, acme: 1 document needs you.\n- invoice ${faulty.number}: tax code missing`]);
  await expect.poll(shown, patience).toContain('news/acme/0');
  expect(chat.seen.flatMap(({ headers }) => [headers['cookie'], headers['referer'], headers['authorization']]).filter(Boolean)).toEqual([]);
  expect(new Set(chat.seen.map(({ method }) => method))).toEqual(new Set(['POST']));

  // A killed worker has forgotten nothing: the next one finds nothing to tell, and takes the alarm down.
  await inWorker(stage, 'chrome.alarms.create("notify", { when: Date.now() + 3_600_000 })');
  await stage.browser.killWorker();
  await page.reload();
  await stateIs(stage, page, /^Needs attention/);
  await expect.poll(() => inWorker<boolean>(stage, 'chrome.alarms.get("notify").then(Boolean)'), patience).toBe(false);
  expect(chat.texts).toHaveLength(1);
  await page.close();

  const log = await stage.browser.options('#/log');
  const mail = log.getByRole('link', { name: 'E-mail the open error of acme to books@acme.example' });
  expect(await mail.getAttribute('href', patience)).toMatch(/^mailto:books@acme\.example\?subject=/);
  await log.close();
});

test('the settings are accessible, unfolded, in light and dark', async () => {
  for (const title of ['Journals and defaults', 'Who sees the bar', 'Being told']) await unfold(title);
  for (const colorScheme of ['light', 'dark'] as const) {
    await options.emulateMedia({ colorScheme });
    expect(await violations(options)).toEqual([]);
  }
});
