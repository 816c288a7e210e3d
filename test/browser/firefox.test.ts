import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElementHandle, Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { routeNames, routes } from '../../components/options/routes';
import { startServers, type RunningServers } from '../emulators/core/servers';
import { createExactOnline } from '../emulators/exact-online';
import { createScoro } from '../emulators/scoro';
import { startConnectProxy, type ConnectProxy } from './support/connect-proxy';
import { idleTime, launchFirefox, type RunningFirefox } from './support/firefox';
import { settingsFile } from './support/stage';

/** Generous: it only matters when something is wrong. */
const patience = { timeout: 30_000 };

const exact = createExactOnline({ autoConsent: true });
const scoro = createScoro({ apiKey: 'scoro-key' });
const folder = mkdtempSync(join(tmpdir(), 'ledgerbar-settings-'));
let servers: RunningServers;
let proxy: ConnectProxy;
let firefox: RunningFirefox;

beforeAll(async () => {
  servers = await startServers([exact, scoro]);
  proxy = await startConnectProxy((hostname) => [exact, scoro].some((emulator) => emulator.answersTo(hostname)), servers.port);
  firefox = await launchFirefox(proxy.port);
});
afterAll(async () => {
  await firefox?.close();
  await proxy?.close();
  await servers?.close();
  rmSync(folder, { recursive: true, force: true });
});
afterEach(() => exact.faults.clear());

/** A real press, by mouse, once the button is there, in view and enabled. */
const press = (page: Page, name: string, place = '') => page.locator(`${place} ::-p-aria([role="button"][name="${name}"])`.trim()).setTimeout(patience.timeout).click();
const pressInBar = (page: Page, name: string) => press(page, name, 'ledgerbar-quick-actions >>> [role=toolbar]');

const statusIs = (page: Page, place: string, start: string) =>
  page.waitForFunction(
    (selector, wanted) => {
      const bar = document.querySelector('ledgerbar-quick-actions')?.shadowRoot;
      const statuses = [...(bar ?? document).querySelectorAll(`${selector} [role=status]`)];
      return statuses.some(({ textContent }) => textContent.startsWith(wanted));
    },
    patience, place, start,
  );
const barSays = (page: Page, start: string) => statusIs(page, '[role=toolbar]', start);

async function openInvoice(id: number): Promise<Page> {
  const page = await firefox.browser.newPage();
  await page.goto(`https://acme.scoro.com/invoices/view/${id}`, patience);
  await barSays(page, 'Not sent');
  return page;
}

/** An invoice like one that can be sent, of a customer and a product that Exact does not know yet. */
function coldInvoice(number: number): number {
  const contact = scoro.addContact({ name: `Customer ${number}` } as never);
  const product = scoro.addProduct({ code: `P-${number}`, name: `Product ${number}`, unit: 'hour', productGroupId: 41 } as never);
  const sample = scoro.invoices.find(({ id }) => id === 1001)?.lines[0];
  return scoro.addInvoice({ no: String(number), companyId: contact.contactId, lines: [{ ...sample, productId: product.productId }] }).id;
}

const entriesOf = (number: number) => exact.company().salesEntries.filter((entry) => entry['InvoiceNumber'] === number);

/** Firefox asks its makers for lists however it is set; nothing but the two systems is anyone else's to call. */
const calledElsewhere = () => [...proxy.refused].filter((hostname) => !/\.(mozilla\.(com|org|net)|firefox\.com)$/.test(hostname));

test('settings are imported, the ledger connected, an invoice sent from its page and its payment fetched', async () => {
  const options = await firefox.open('options.html');
  const file = join(folder, 'settings.json');
  writeFileSync(file, JSON.stringify(settingsFile()));
  await press(options, 'Import settings');
  const input = (await options.waitForSelector('dialog input[type=file]', patience)) as ElementHandle<HTMLInputElement>;
  await input.uploadFile(file);
  await press(options, 'Apply');
  await press(options, 'Connect');
  await statusIs(options, 'section', 'Connected');

  const invoice = await openInvoice(1001);
  await pressInBar(invoice, 'Send');
  await barSays(invoice, 'Sent');
  expect(entriesOf(20260117)).toHaveLength(1);
  expect(exact.company().salesEntries).toHaveLength(1);

  exact.bookPayment(String(entriesOf(20260117)[0]?.['EntryID']), '484', '2026-11-12');
  await pressInBar(invoice, 'Fetch');
  await barSays(invoice, 'Partly paid');
  await invoice.close();
  await options.close();
});

test('every page of its own opens, and nothing complains of anything or calls anyone else', async () => {
  const options = await firefox.open('options.html');
  for (const route of routes) {
    await options.evaluate((hash) => void (location.hash = hash), `#/${route}`);
    await options.waitForFunction((title) => document.querySelector('h1')?.textContent === title, patience, routeNames[route]);
  }
  await options.close();
  await (await firefox.open('popup.html')).close();
  expect(await firefox.complaints()).toEqual([]);
  expect(calledElsewhere()).toEqual([]);
});

test('a send that takes longer than the idle time is finished by the event page that began it', async () => {
  const number = 20270003;
  for (const url of ['crm/Accounts', 'logistics/Items']) exact.faults.add({ method: 'GET', url, misbehaviour: { do: 'delay-before', milliseconds: 0.6 * idleTime } });
  const invoice = await openInvoice(coldInvoice(number));
  await pressInBar(invoice, 'Send');
  await barSays(invoice, 'Sending');
  const began = await firefox.background();
  // Nobody looks any more: an open bar asks how it goes, and that alone would keep the background up.
  await invoice.close();
  await expect.poll(() => entriesOf(number).length, { timeout: 60_000, interval: 500 }).toBe(1);
  expect(began).not.toBeNull();
  expect(await firefox.background()).toBe(began);
});

test.each([
  { moment: 'before', number: 20270001 },
  { moment: 'after', number: 20270002 },
] as const)('the event page is ended $moment the entry is booked: one entry', async ({ moment, number }) => {
  let ended = false;
  exact.faults.watch(async (when, request) => {
    if (ended || when !== moment || request.method !== 'POST' || !request.url.includes('salesentry/SalesEntries')) return;
    ended = true;
    await firefox.endBackground();
  });
  const invoice = await openInvoice(coldInvoice(number));
  const began = await firefox.background();
  await pressInBar(invoice, 'Send');
  await barSays(invoice, 'Sent');
  expect(ended).toBe(true);
  expect(await firefox.background()).not.toBe(began);
  expect(entriesOf(number)).toHaveLength(1);
  await invoice.close();
});
