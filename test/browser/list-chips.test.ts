import type { Locator, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { roomyLedger, type LedgerUnderTest } from '../support/ledgers';
import { setStage, settingsFile, type Stage } from './support/stage';
import { addInvoice, connectedStage, entriesOf, inContentScript, inWorker, patience, press, stateIs } from './support/steps';

/** The chips on the lists of a host: what they show, and that they change nothing else. */
let stage: Stage;
let made: { id: number; number: number }[];
beforeAll(async () => {
  stage = await connectedStage();
  made = Array.from({ length: 60 }, () => addInvoice(stage));
});
afterAll(() => stage?.close());

const newest = () => made.at(-1)!;
const chipsOf = (row: Locator) => row.locator('ledgerbar-chips');
const rowOf = (page: Page, { id }: { id: number }) => page.locator(`tr[data-id="${id}"]`);
const chipIs = (page: Page, document: { id: number }, word: string) => chipsOf(rowOf(page, document)).getByText(word, { exact: true }).waitFor(patience);
const all = (page: Page) => page.locator('ledgerbar-chips');

async function open(path = '/invoices'): Promise<Page> {
  const page = await stage.browser.context.newPage();
  await page.goto(`https://acme.scoro.com${path}`);
  await page.locator('html[data-filled="1"]').waitFor({ state: 'attached' });
  return page;
}

test('feature 43: each row of a list bears its document\'s state, and follows it without being loaded anew', async () => {
  const list = await open();
  await chipIs(list, newest(), 'Not sent');
  expect(await all(list).count()).toBe(await list.locator('tr[data-id]').count());
  // Behind the number, not behind the icon that edits.
  expect(await all(list).first().evaluate((chip) => chip.previousElementSibling?.textContent)).toBe(String(newest().number));

  const document = await stage.openDocument('invoices', newest().id);
  await stateIs(stage, document, /^Not sent/);
  await press(stage, document, 'Send');
  await chipIs(list, newest(), 'Sent');
  await document.close();

  await list.getByRole('button', { name: 'Show more' }).click();
  await chipIs(list, made[0]!, 'Not sent');
  expect(await all(list).count()).toBe(await list.locator('tr[data-id]').count());
  await list.close();
});

test('bills and the other address of a list have them too; other pages have none', async () => {
  const bills = await open('/bills');
  await chipIs(bills, { id: 3001 }, 'Not sent');
  await bills.goto('https://acme.scoro.com/invoices/list');
  await chipIs(bills, newest(), 'Sent');
  for (const path of [`/invoices/view/${newest().id}`, '/quotes/view/1001']) {
    const page = await open(path);
    await page.waitForTimeout(700);
    expect([path, await all(page).count()]).toEqual([path, 0]);
    await page.close();
  }
  await bills.close();
});

test('feature 43: a list that is drawn again and again, and sorted, keeps one chip a row, beside its own link', async () => {
  const page = await open('/invoices?swapping=1');
  await page.waitForFunction('window.__swaps >= 4', undefined, patience);
  await chipIs(page, newest(), 'Sent');
  await expect.poll(() => all(page).count(), patience).toBe(await page.locator('tr[data-id]').count());
  expect(await page.locator('tr[data-id]').evaluateAll((rows) => rows.filter((row) => row.querySelector('ledgerbar-chips')?.previousElementSibling !== row.querySelector('.no a')).length)).toBe(0);
  await page.close();
});

test('the table stays as it was: rows of the same height, cells with the same text, a press on a chip is the row\'s', async () => {
  const measure = (page: Page) => page.locator('tr[data-id]').evaluateAll((rows) => rows.map((row) => ({ height: row.getBoundingClientRect().height, text: row.textContent })));
  const page = await open();
  await chipIs(page, newest(), 'Sent');
  const withChips = await measure(page);
  await page.evaluate(() => document.querySelectorAll('ledgerbar-chips').forEach((chip) => ((chip as HTMLElement).style.setProperty('display', 'none', 'important'))));
  expect(withChips).toEqual(await measure(page));
  await page.reload();
  await chipIs(page, newest(), 'Sent');
  await chipsOf(rowOf(page, newest())).locator('.chip').click();
  await page.waitForURL(`**/invoices/view/${newest().id}`, patience);
  await page.close();
});

test('the page can neither style the chips away nor find anything in them but the words', async () => {
  const page = await open();
  await chipIs(page, newest(), 'Sent');
  await page.addStyleTag({ content: 'ledgerbar-chips, ledgerbar-chips * { position: fixed !important; display: block !important; transform: scale(9) !important }' });
  const seen = await all(page).first().evaluate((chip) => {
    const { position, display, transform } = getComputedStyle(chip);
    return { position, display, transform, said: [...(chip.shadowRoot?.querySelectorAll('.chip') ?? [])].map((each) => [each.textContent, each.getAttribute('title')]), attributes: chip.getAttributeNames(), pressable: chip.shadowRoot?.querySelectorAll('a, button, input, [tabindex], [onclick]').length };
  });
  expect(seen).toEqual({ position: 'static', display: 'inline', transform: 'none', said: [['Exact Online: Sent', 'Exact Online: Sent']], attributes: [], pressable: 0 });
  await page.close();
});

test('the chips are dark on a dark page and light on a light one', async () => {
  const lightness = async (path: string) => {
    const page = await open(path);
    await chipIs(page, newest(), 'Sent');
    const color = await all(page).first().locator('.chip').evaluate((chip) => getComputedStyle(chip).backgroundColor);
    await page.close();
    return Number(color.match(/\d+/)?.[0]);
  };
  expect(await lightness('/invoices')).toBeGreaterThan(200);
  expect(await lightness('/invoices?dark=1')).toBeLessThan(80);
});

test('threat 2: synthetic presses on everything in a list, and forged messages, do nothing', async () => {
  const { exact, scoro } = stage;
  const calls = () => exact.seen.length + scoro.seen.filter(({ url }) => url.includes('/api/')).length;
  const page = await open();
  await chipIs(page, made[30]!, 'Not sent');
  const before = calls();
  await page.evaluate(async (id) => {
    for (const chip of document.querySelectorAll('ledgerbar-chips'))
      for (const part of [chip, ...(chip.shadowRoot?.querySelectorAll('*') ?? [])])
        for (const type of ['pointerdown', 'mousedown', 'mouseup', 'keydown']) part.dispatchEvent(new Event(type, { bubbles: true, composed: true }));
    for (const type of ['send', 'fetch', 'listStates', 'sendDocuments']) postMessage({ id: 1, type, timestamp: 0, data: { document: { kind: 'invoice', id: String(id) }, connection: 'acme', documents: [{ kind: 'invoice', id: String(id) }] } }, '*');
    await new Promise((done) => setTimeout(done, 500));
  }, made[30]!.id);
  expect(calls()).toBe(before);
  expect(entriesOf(stage, made[30]!.number)).toEqual([]);
  await page.close();
});

test('threat 5: the script of a list may ask for words of its own site, and do nothing with documents it does not show', async () => {
  const page = await open();
  await chipIs(page, newest(), 'Sent');
  const say = (type: string, data: object) =>
    inContentScript<{ res?: unknown; err?: unknown } | undefined>(stage, page, `chrome.runtime.sendMessage(${JSON.stringify({ id: 1, type, timestamp: 0, data })})`);
  const ref = { kind: 'invoice', id: String(made[30]!.id) };
  expect((await say('listStates', { documents: [ref] }))?.res).toEqual([{ document: ref, chips: [{ ledger: 'Exact Online', short: '', word: 'Not sent', tone: 'none', busy: false }] }]);
  expect((await say('listStates', { documents: Array.from({ length: 201 }, () => ref) }))?.res).toBeUndefined();
  expect((await say('send', { document: ref, connection: 'acme' }))?.res).toMatchObject({ ok: false, message: 'This page does not show that document.' });
  for (const type of ['sendDocuments', 'fetchDocuments', 'retryDocuments']) expect([type, (await say(type, { connection: 'acme', documents: [ref] }))?.res]).toEqual([type, undefined]);
  expect(entriesOf(stage, made[30]!.number)).toEqual([]);
  await page.close();
});

test('feature 44: who does not see the bar sees no chips; after the worker was killed they come all the same', async () => {
  const setUsers = (users: string) => inWorker(stage, `new Promise((done, failed) => {
    const open = indexedDB.open('ledgerbar');
    open.onsuccess = () => {
      const store = open.result.transaction('connections', 'readwrite').objectStore('connections');
      store.get('acme').onsuccess = ({ target }) => (store.put({ ...target.result, me: 'me@acme.example', sync: { ...target.result.sync, users: ${users} } }).onsuccess = () => (open.result.close(), done(1)));
    };
    open.onerror = () => failed(open.error);
  })`);
  await setUsers('["boss@acme.example"]');
  const page = await open();
  await page.waitForTimeout(1000);
  expect(await all(page).count()).toBe(0);
  await setUsers('[]');
  await stage.browser.killWorker();
  await page.reload();
  await chipIs(page, newest(), 'Sent');
  await page.close();
});

test('feature 43: with two ledgers there is a chip for each, by its short name', async () => {
  const [first, second]: LedgerUnderTest[] = [roomyLedger('exact-online'), roomyLedger('quickbooks-online')];
  const other = await setStage({ ledger: first!, beside: [second!] });
  try {
    const options = await other.browser.options();
    await other.importSettings(options, settingsFile((file) => {
      const [connection] = file.connections as Record<string, unknown>[];
      file.connections.push({ ...connection, id: 'other', ledger: second!.settings } as never);
      file.mappings = second!.mappings.map((mapping) => ({ connection: 'other', ...mapping }));
    }, first));
    await other.connect(options, 'acme', first);
    const page = await other.browser.context.newPage();
    await page.goto('https://acme.scoro.com/invoices');
    await chipIs(page, { id: 1001 }, 'Not sent');
    await other.connect(options, 'other', second);
    await page.reload();
    for (const words of ['Exact: Not sent', 'QuickBooks: Not sent']) await chipIs(page, { id: 1001 }, words);
  } finally {
    await other.close();
  }
});
