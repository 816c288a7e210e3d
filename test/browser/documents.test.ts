import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { violations } from './support/axe';
import type { Stage } from './support/stage';
import { addInvoice, connectedStage, entriesOf, inWorker, patience } from './support/steps';

/** The Documents page, with documents that are sent, held up, changed and gone; and with very many. */
let stage: Stage;
let page: Page;
let made: { id: number; number: number }[];

beforeAll(async () => {
  stage = await connectedStage();
  made = Array.from({ length: 6 }, () => addInvoice(stage));
  page = await stage.browser.options('#/documents');
  await row(made[0]!.number).waitFor(patience);
});
afterAll(() => stage?.close());

const row = (number: number | string) => page.getByRole('row').filter({ has: page.getByText(String(number), { exact: true }) });
const box = (number: number | string) => row(number).getByRole('checkbox');
const state = (number: number | string, wanted: RegExp) => row(number).getByText(wanted).waitFor(patience);
const action = (name: string) => page.getByRole('button', { name, exact: true });
const refresh = async () => {
  await action('Refresh').click();
  await page.locator('button:has-text("Refresh"):not([disabled])').waitFor(patience);
};
const numbers = () => page.locator('tbody tr:not([data-space]) > td:nth-child(2)').allTextContents();

test('feature 43: those selected are sent together, and each says for how many it is', async () => {
  const [one, two, three] = made.map(({ number }) => number);
  for (const name of ['Send selected', 'Fetch selected', 'Retry selected']) expect([name, await action(name).isDisabled()]).toEqual([name, true]);
  for (const number of [one!, two!]) await box(number).check();
  await page.getByText('2 selected').waitFor(patience);
  expect(await action('Send selected').locator('.tally').textContent()).toBe('2');
  expect(await action('Fetch selected').getAttribute('title')).toBe('None of the selected can be fetched: 2 not sent yet.');
  await action('Send selected').click();
  for (const number of [one!, two!]) await state(number, /^Sent, /);
  expect([one!, two!, three!].map((number) => entriesOf(stage, number).length)).toEqual([1, 1, 0]);
  await page.getByText('Nothing selected').waitFor(patience);
});

test('feature 43: those selected are fetched together, and what is paid shows', async () => {
  const [one, two] = made.map(({ number }) => number);
  stage.ledger.pay(entriesOf(stage, one!)[0]!.id, '100', '2026-11-12');
  for (const number of [one!, two!]) await box(number).check();
  expect(await action('Send selected').isDisabled()).toBe(true);
  await action('Fetch selected').click();
  await state(one!, /^Partly paid, 100\.00 of/);
  await state(two!, /^Sent, /);
});

test('feature 43, 50: those held up are listed first, tried again together, and go once what held them up is mended', async () => {
  const held = made.slice(2, 4);
  for (const each of held) stage.exact.faults.add({ method: 'POST', url: 'salesentry/SalesEntries', body: String(each.number), misbehaviour: stage.ledger.refusal('Not today') });
  for (const { number } of held) await box(number).check();
  await action('Send selected').click();
  for (const { number } of held) await state(number, /^Needs attention/);
  expect((await numbers()).slice(0, 2).sort()).toEqual(held.map(({ number }) => String(number)));
  await page.getByRole('combobox', { name: 'State' }).selectOption('Needs attention');
  expect(await numbers()).toHaveLength(2);
  await page.getByRole('checkbox', { name: /^Select all/ }).check();
  await action('Retry selected').click();
  await page.getByRole('button', { name: 'Show all' }).click();
  for (const { number } of held) await state(number, /^Sent, /);
  expect(held.map(({ number }) => entriesOf(stage, number).length)).toEqual([1, 1]);
});

test('feature 50: changed in the host since, deleted there, and deleted in the ledger show as such', async () => {
  const [one, two, three, four] = made;
  stage.scoro.changeInvoice(three!.id, { deadline: '2026-12-24' });
  stage.scoro.changeInvoice(four!.id, { deleted: '2026-11-21T10:00:00+00:00' });
  await refresh();
  await state(three!.number, /^Changed since sent, not compared yet$/);
  await row(four!.number).getByText('Deleted in Scoro').waitFor(patience);
  expect(await row(four!.number).getByRole('link').count()).toBe(0);

  stage.ledger.remove(entriesOf(stage, two!.number)[0]!.id);
  for (const { number } of [one!, two!, three!]) await box(number).check();
  await action('Fetch selected').click();
  await state(two!.number, /^Deleted in ledger/);
  await state(three!.number, /^Changed since sent$/);
  await state(one!.number, /^Partly paid/);
  // Nothing of this changed anything in the ledger.
  expect(entriesOf(stage, four!.number)).toHaveLength(1);
  await page.getByRole('combobox', { name: 'State' }).selectOption('needs-you');
  expect((await numbers()).sort()).toEqual([two!, three!, four!].map(({ number }) => String(number)).sort());
  await page.getByRole('button', { name: 'Show all' }).click();
});

test('is found by number, contact, amount and day, and can be read by everybody', async () => {
  const search = page.getByRole('searchbox', { name: 'Search documents' });
  await search.fill(String(made[4]!.number));
  await expect.poll(numbers, patience).toEqual([String(made[4]!.number)]);
  await search.fill('');
  await page.getByLabel('Issued until').fill('2020-01-01');
  await page.getByText('Nothing matches.').waitFor(patience);
  await page.getByLabel('Issued until').fill('');
  await page.getByRole('combobox', { name: 'Kind' }).selectOption('bill');
  await expect.poll(async () => (await numbers()).every((text) => text.endsWith(' bill')), patience).toBe(true);
  await page.getByRole('button', { name: 'Show all' }).click();
  expect(await violations(page)).toEqual([]);
});

/** Rows of the list, put where a list of that many would have put them. */
const fillList = (count: number) =>
  inWorker<number>(stage, `new Promise((done, failed) => {
    const open = indexedDB.open('ledgerbar');
    open.onerror = () => failed(open.error);
    open.onsuccess = () => {
      const transaction = open.result.transaction('documents', 'readwrite');
      for (let id = 1; id <= ${count}; id += 1) transaction.objectStore('documents').put({ key: 'acme/invoice/9' + id, connection: 'acme', kind: 'invoice', id: '9' + id, number: 'N' + id, date: '2026-0' + (1 + id % 9) + '-11', contactName: 'Customer ' + (id % 977), gross: (id / 4).toFixed(2), currency: 'EUR', modified: '', deleted: false, listedAt: 1 });
      transaction.oncomplete = () => (open.result.close(), done(${count}));
      transaction.onerror = () => failed(transaction.error);
    };
  })`);

test('feature 43: twenty thousand documents are drawn as they come in sight, and all of them can be chosen', async () => {
  await page.close();
  await fillList(20_000);
  page = await stage.browser.options('#/documents');
  const table = page.getByRole('table', { name: 'Documents' });
  await table.waitFor(patience);
  expect(Number(await table.getAttribute('aria-rowcount'))).toBeGreaterThan(20_000);
  const drawn = () => page.locator('tbody tr:not([data-space])').count();
  expect(await drawn()).toBeLessThan(150);
  const scroller = page.getByRole('region', { name: 'Documents' });
  await scroller.evaluate((element) => (element.scrollTop = element.scrollHeight));
  await expect.poll(async () => Number(await page.locator('tbody tr:not([data-space])').last().getAttribute('aria-rowindex')), patience).toBeGreaterThan(20_000);
  expect(await drawn()).toBeLessThan(150);
  await page.getByRole('searchbox').fill('n19999');
  await row('N19999').waitFor(patience);
  await page.getByRole('searchbox').fill('');
  await page.getByRole('checkbox', { name: /^Select all/ }).check();
  await page.getByText(/^20,0\d\d selected$/).waitFor(patience);
  await page.getByRole('button', { name: 'Clear' }).click();
});
