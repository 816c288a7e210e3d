/**
 * The main job once, narrated, against the emulators: connect, send an invoice and a bill, fetch a payment, provoke an
 * error and fix it. With a display it stays open afterwards; --headless runs through and exits 0 only if every step happened.
 * --ledger names the accounting system; Exact Online where it is left out.
 * --documents N instead brings so many documents over by one press of "Synchronize now", and proves that each arrived once.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright';
import { parseArgs } from 'node:util';
import { bookedAs, ledgerIds, ledgerUnderTest, type Kind } from '../test/support/ledgers';
import { sum } from '../lib/model/decimal';
import { setStage, settingsFile } from '../test/browser/support/stage';
import { addDocuments, callsSince, comparison, follow, totalOf } from './demo-many';

const root = resolve(import.meta.dirname, '..');
const pictures = join(root, '.output', 'demo');
const display = process.platform !== 'linux' || Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);
const { values: asked } = parseArgs({ options: { headless: { type: 'boolean', default: false }, ledger: { type: 'string', default: 'exact-online' }, documents: { type: 'string' } }, strict: false });
const headless = asked.headless === true || !display;
const ledgerId = ledgerIds.find((id) => id === asked.ledger);
if (!ledgerId) {
  console.error(`There is no ledger "${String(asked.ledger)}". Known: ${ledgerIds.join(', ')}.`);
  process.exit(2);
}

const many = asked.documents === undefined ? 0 : Number(asked.documents);
if (!Number.isInteger(many) || many < 0 || (asked.documents !== undefined && many === 0)) {
  console.error(`--documents wants a whole number, not "${String(asked.documents)}".`);
  process.exit(2);
}

let steps = 0;
/** One step: a line, and a picture of the page it happened on. */
async function step(text: string, page: Page, work: () => Promise<unknown>): Promise<void> {
  steps += 1;
  const number = String(steps).padStart(2, '0');
  try {
    await work();
  } catch (error) {
    console.log(`✗ ${number} ${text}`);
    await page.screenshot({ path: join(pictures, `${number}-failed.png`) }).catch(() => undefined);
    throw error;
  }
  const name = text.toLowerCase().replace(/[^a-z0-9]+/g, '-').slice(0, 60).replace(/^-|-$/g, '');
  await page.screenshot({ path: join(pictures, `${number}-${name}.png`), animations: 'disabled' });
  console.log(`✓ ${number} ${text}`);
  if (!headless) await page.waitForTimeout(900);
}

rmSync(pictures, { recursive: true, force: true });
mkdirSync(pictures, { recursive: true });
console.log('Building the extension …');
const build = spawnSync('wxt', ['build'], { cwd: root, encoding: 'utf8', shell: process.platform === 'win32' });
if (build.status !== 0) {
  console.error(build.stdout, build.stderr);
  process.exit(1);
}

const ledger = ledgerUnderTest(ledgerId);
// A plan of the host that allows a day's work of that size.
const requestsPerDay = 500 + 20 * many;
const stage = await setStage({ ledger, headless, colorScheme: 'light', ...(many > 0 ? { host: { requestsPerDay } } : {}) });
const { scoro } = stage;

function mustBe(what: string, actual: unknown, wanted: unknown): void {
  if (actual !== wanted) throw new Error(`${what}: ${String(actual)} instead of ${String(wanted)}`);
}
const count = (kind: Kind): number => ledger.documents(kind).length;
const state = (page: Page, text: RegExp) => stage.status(page).filter({ hasText: text }).waitFor({ timeout: 60_000 });
const press = (page: Page, button: string) => stage.bar(page).getByRole('button', { name: button, exact: true }).click();

async function run(): Promise<void> {
  const options = await stage.browser.options();
  await step('The settings file is imported: what would change is shown first', options, () => stage.importSettings(options));
  await step(`Connected to ${ledger.name}, after consent on its own page`, options, () => stage.connect(options));

  const invoice = await stage.openDocument('invoices', 1001);
  await step('A Scoro invoice shows the bar: not sent', invoice, () => state(invoice, /^Not sent/));
  await step(`Send: the invoice is booked in ${ledger.name}`, invoice, async () => {
    await press(invoice, 'Send');
    await state(invoice, /^Sent/);
    mustBe('invoices with this number', bookedAs(ledger, 'invoice', '20260117').length, 1);
  });
  await step('Send again: nothing has changed, nothing is booked twice', invoice, async () => {
    await press(invoice, 'Send');
    await invoice.waitForTimeout(1500);
    await state(invoice, /^Sent/);
    mustBe('invoices', count('invoice'), 1);
  });

  const bill = await stage.openDocument('bills', 3001);
  await step(`A Scoro bill is booked in ${ledger.name}`, bill, async () => {
    await state(bill, /^Not sent/);
    await press(bill, 'Send');
    await state(bill, /^Sent/);
    mustBe('bills', count('bill'), 1);
  });

  const entry = bookedAs(ledger, 'invoice', '20260117')[0]?.id ?? '';
  await invoice.bringToFront();
  await step('The customer pays a part: Fetch shows how much', invoice, async () => {
    ledger.pay(entry, '484', '2026-11-12');
    await press(invoice, 'Fetch');
    await state(invoice, /^Partly paid, 484[.,]00 of 1[.,\s]210[.,]00/);
  });
  await step('The rest is paid: Fetch shows it, and Scoro gets its receipt', invoice, async () => {
    ledger.pay(entry, '726', '2026-11-20');
    await press(invoice, 'Fetch');
    await state(invoice, /^Paid/);
    await invoice.waitForTimeout(500);
    mustBe('receipts of this invoice', scoro.receipts.flatMap(({ receipts }) => receipts).filter(({ documentId }) => documentId === 1001).length, 1);
  });
  await step('Log: what happened with this invoice', invoice, async () => {
    await press(invoice, 'Log');
    await invoice.getByRole('region', { name: 'Log' }).getByText(`Booked in ${ledger.name}`).first().waitFor();
  });

  const broken = await stage.openDocument('invoices', 1009);
  await step('An invoice with a line without VAT code: held, with its reason and a fix', broken, async () => {
    await state(broken, /^Not sent/);
    await press(broken, 'Send');
    await state(broken, /^Needs attention/);
    await broken.getByRole('region', { name: 'Problems' }).getByText(/Line 2 has no VAT code/).waitFor();
    mustBe('invoices', count('invoice'), 1);
  });
  await step('A code is chosen right there', broken, async () => {
    await broken.getByRole('region', { name: 'Problems' }).getByRole('button', { name: 'Choose…' }).click();
    await broken.getByRole('region', { name: 'Problems' }).getByRole('listbox').selectOption(ledger.untaxed);
  });
  await step('Applied: the invoice is sent', broken, async () => {
    await broken.getByRole('region', { name: 'Problems' }).getByRole('button', { name: 'Apply' }).click();
    await state(broken, /^Sent/);
    mustBe('invoices', count('invoice'), 2);
  });

  await options.bringToFront();
  await step('Synchronize now sends what else is unsent, with progress', options, async () => {
    await options.goto(`chrome-extension://${stage.browser.id}/options.html#/sync`);
    const region = options.getByRole('region', { name: /acme/ });
    await region.getByRole('button', { name: 'Synchronize now' }).click();
    await region.getByRole('progressbar').waitFor();
    // What this minute still allows is sent at once, the rest in the next.
    for (let second = 0; second < 90 && count('invoice') < 4; second += 1) await options.waitForTimeout(1000);
    if (count('invoice') < 4) throw new Error('Nothing more was sent');
  });
  await step('Log page: what needs a person, each with its fix', options, async () => {
    await options.goto(`chrome-extension://${stage.browser.id}/options.html#/log`);
    await options.getByRole('button', { name: 'Retry' }).first().waitFor();
  });
  await step('Requests page: every call made, to whom and why', options, async () => {
    await options.goto(`chrome-extension://${stage.browser.id}/options.html#/requests`);
    await options.getByRole('searchbox', { name: 'Filter' }).fill('book invoice');
    await options.getByText(/book invoice 20260117/).first().waitFor();
  });

  const popup = await stage.browser.context.newPage();
  await popup.setViewportSize({ width: 380, height: 520 });
  await step('The popup: connection, what was sent, what needs you', popup, async () => {
    await popup.goto(`chrome-extension://${stage.browser.id}/popup.html`);
    await popup.getByRole('button', { name: 'Synchronize now' }).waitFor();
  });
  if (!headless) {
    await popup.close();
    await broken.bringToFront();
  }
}

/** A backlog instead of the main job. */
async function runMany(): Promise<void> {
  scoro.site.state.invoices.length = 0;
  scoro.site.state.bills.length = 0;
  const planned = addDocuments(scoro, many);
  const options = await stage.browser.options();
  const settings = settingsFile((file) => Object.assign((file.connections[0] as { host: object }).host, { requestsPerDay }), ledger);
  await step('The settings file is imported', options, () => stage.importSettings(options, settings));
  await step(`Connected to ${ledger.name}, after consent on its own page`, options, () => stage.connect(options));
  const first = ledger.emulator.seen.length;
  const started = Date.now();
  await step(`Scoro has ${many} documents that ${ledger.name} has not: Synchronize now`, options, async () => {
    await options.goto(`chrome-extension://${stage.browser.id}/options.html#/sync`);
    const region = options.getByRole('region', { name: /acme/ });
    await region.getByRole('button', { name: 'Synchronize now' }).click();
    await region.getByRole('progressbar').waitFor();
  });
  await step(`All ${many} are booked`, options, () =>
    follow(stage, options, many, (line) => console.log(`     ${line}`), (name) => options.screenshot({ path: join(pictures, `${name}.png`), animations: 'disabled' })));
  const seconds = Math.round((Date.now() - started) / 1000);
  await step(`Compared one by one: ${many} documents are ${many} in ${ledger.name}, each exactly once, with equal totals`, options, async () => {
    const differences = comparison(stage, planned);
    if (differences.length > 0) throw new Error(`${differences.length} differ: ${differences.slice(0, 5).join('; ')}`);
    mustBe('documents in the ledger', ledger.documents().length, many);
    mustBe('their total', Number(sum(ledger.documents().map(({ gross }) => gross))), Number(totalOf(planned)));
  });
  const { calls, together } = callsSince(stage, first);
  console.log(`It took ${calls} calls to ${ledger.name} in ${seconds} seconds${together > 0 ? `; ${together} of them booked the documents` : ''}.`);
  await step('Requests page: what those calls were', options, async () => {
    await options.goto(`chrome-extension://${stage.browser.id}/options.html#/requests`);
    await options.getByText(/book \d+ documents|book \d+ invoices/).first().waitFor();
  });
}

let failed = false;
try {
  await (many > 0 ? runMany() : run());
  console.log(`Every step happened. Pictures of each are in ${join('.output', 'demo')}.`);
} catch (error) {
  failed = true;
  console.error(error instanceof Error ? error.message : error);
}
if (!headless && !failed) {
  console.log('It is yours to play with; close the window, or press Ctrl-C, to end.');
  await new Promise((closed) => stage.browser.context.on('close', closed));
}
await stage.close().catch(() => undefined);
process.exit(failed ? 1 : 0);
