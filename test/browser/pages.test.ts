import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { setStage, type Stage } from './support/stage';
import { addInvoice, button, entriesOf, inWorker, patience, press, roomyExact, sendInvoice, stateIs } from './support/steps';

let stage: Stage;
beforeAll(async () => {
  stage = await setStage({ exact: roomyExact() });
  // Every page notes by itself the most bars it ever held, and when the first came.
  await stage.browser.context.addInitScript(() => {
    const seen = globalThis as unknown as { __mostBars: number; __firstBar: number };
    seen.__mostBars = 0;
    new MutationObserver(() => {
      const count = document.getElementsByTagName('ledgerbar-quick-actions').length;
      if (count > 0) seen.__firstBar ??= performance.now();
      seen.__mostBars = Math.max(seen.__mostBars, count);
    }).observe(document, { childList: true, subtree: true });
  });
});
afterAll(() => stage?.close());

const bars = (page: Page) => page.locator('ledgerbar-quick-actions');
const mostBars = (page: Page) => page.evaluate<number>('window.__mostBars');
const filled = (page: Page) => page.locator('html[data-filled="1"]').waitFor({ state: 'attached' });
const scripts = () => inWorker<{ id: string; matches: string[] }[]>(stage, 'chrome.scripting.getRegisteredContentScripts()');
const url = (path: string) => `https://acme.scoro.com${path}`;
/** The page goes elsewhere by itself, as apps do, without loading. */
const goInside = (page: Page, path: string) => page.evaluate((to) => history.pushState(null, '', to), path);

async function open(path: string): Promise<Page> {
  const page = await stage.browser.context.newPage();
  await page.goto(url(path));
  return page;
}

test('there is no bar before a connection is connected; then it comes to tabs that were open already', async () => {
  const page = await open('/invoices/view/1001');
  await filled(page);
  const options = await stage.browser.options();
  await stage.importSettings(options);
  expect(await scripts()).toEqual([]);
  expect(await bars(page).count()).toBe(0);

  await stage.connect(options);
  await stateIs(stage, page, /^Not sent/);
  expect((await scripts()).map(({ id, matches }) => [id, matches]).sort()).toEqual([['list-chips', ['https://acme.scoro.com/*']], ['quick-actions', ['https://acme.scoro.com/*']]]);
  await options.close();
  await page.close();
});

test.each(['/invoices/view/1001', '/invoices/modify/1001', '/bills/view/3001', '/bills/modify/3001'])('%s has one bar, after its heading', async (path) => {
  const page = await open(path);
  await stateIs(stage, page, /^Not sent/);
  expect(await bars(page).count()).toBe(1);
  expect(await page.getByRole('toolbar').count()).toBe(1);
  expect(await bars(page).evaluate((bar) => bar.previousElementSibling?.className)).toMatch(/view-header/);
  expect(await mostBars(page)).toBe(1);
  await page.close();
});

test.each(['/quotes/view/1001', '/invoices', '/invoices/list', '/bills', '/nothing/here'])('%s has no bar, although the script runs there', async (path) => {
  const page = await open(path);
  await page.locator('body').waitFor();
  // Only a script that runs notices that the page went to a document.
  await goInside(page, '/invoices/view/1001');
  await bars(page).waitFor(patience);
  expect(await page.evaluate<string[]>('[location.pathname]')).toEqual(['/invoices/view/1001']);
  await goInside(page, path);
  await bars(page).waitFor({ state: 'detached', ...patience });
  await page.reload();
  await page.waitForLoadState('load');
  await expect.poll(() => page.evaluate(() => performance.now() - performance.timing.loadEventEnd + performance.timing.navigationStart), patience).toBeGreaterThan(1000);
  expect(await mostBars(page)).toBe(0);
  await page.close();
});

test('a heading that is redrawn ten times keeps one bar beside it', async () => {
  const page = await open('/invoices/view/1001');
  await stateIs(stage, page, /^Not sent/);
  await page.evaluate(async () => {
    const place = document.querySelector('#headingPlace');
    const template = document.querySelector<HTMLTemplateElement>('template[data-into="#headingPlace"]');
    if (!place || !template) throw new Error('The page has no heading');
    for (let turn = 0; turn < 10; turn += 1) {
      place.replaceChildren(template.content.cloneNode(true));
      await new Promise(requestAnimationFrame);
      await new Promise(requestAnimationFrame);
    }
  });
  await expect.poll(() => bars(page).evaluateAll((all) => all.map((bar) => bar.previousElementSibling?.className)), patience).toEqual(['salesdoc-view-header']);
  expect(await mostBars(page)).toBe(1);
  await stateIs(stage, page, /^Not sent/);
  await page.close();
});

test('a page that redraws itself while it loads ends with one bar, and its buttons work', async () => {
  const invoice = addInvoice(stage);
  const page = await open(`/invoices/view/${invoice.id}?swapping=1`);
  await page.waitForFunction('window.__swaps === 4', undefined, patience);
  await press(stage, page, 'Send');
  await stateIs(stage, page, /^Sent/);
  expect(await bars(page).count()).toBe(1);
  expect(await mostBars(page)).toBe(1);
  expect(entriesOf(stage, invoice.number)).toHaveLength(1);
  await page.close();
});

test('fault 43: on a redesigned page the bar floats within 4 s and works, and Connections names what was not found', async () => {
  const invoice = addInvoice(stage);
  const page = await open(`/invoices/view/${invoice.id}?redesigned=1`);
  await stateIs(stage, page, /^Not sent/);
  expect(await bars(page).getAttribute('data-place')).toBe('float');
  expect(await page.evaluate<number>('window.__firstBar - performance.getEntriesByType("navigation")[0].domContentLoadedEventEnd')).toBeLessThan(4000);
  await press(stage, page, 'Send');
  await stateIs(stage, page, /^Sent/);
  expect(entriesOf(stage, invoice.number)).toHaveLength(1);

  const options = await stage.browser.options();
  const region = options.getByRole('region', { name: /acme/ });
  await region.getByText('The place for the bar was not found').waitFor(patience);
  await region.getByText('What was looked for').click();
  for (const selector of ['.salesdoc-view-header', '.view-header', 'h1']) expect(await region.locator('pre').textContent()).toContain(selector);
  // A page that is as it was takes the note away.
  const usual = await open('/invoices/view/1001');
  await stateIs(stage, usual, /^Not sent/);
  await region.getByText('The place for the bar was not found').waitFor({ state: 'detached', ...patience });
  for (const each of [usual, options, page]) await each.close();
});

test('back and forward, with and without loading: the bar is always that of the document shown', async () => {
  const sent = addInvoice(stage);
  const page = await sendInvoice(stage, sent);
  const here = `/invoices/view/${sent.id}`;
  await page.goto(url('/bills/view/3001'));
  await stateIs(stage, page, /^Not sent/);
  await page.goBack();
  await stateIs(stage, page, /^Sent/);
  await page.goForward();
  await stateIs(stage, page, /^Not sent/);
  await page.goto(url(here));
  await stateIs(stage, page, /^Sent/);
  await goInside(page, '/invoices/view/1002');
  await stateIs(stage, page, /^Not sent/);
  await page.goBack();
  await stateIs(stage, page, /^Sent/);
  await page.goForward();
  await stateIs(stage, page, /^Not sent/);
  expect(await bars(page).count()).toBe(1);
  expect(await mostBars(page)).toBe(1);
  await page.close();
});

test('after going on within the app, Send sends the document that is shown, not the one before', async () => {
  const [first, second] = [addInvoice(stage), addInvoice(stage)];
  const page = await open(`/invoices/view/${first.id}`);
  await stateIs(stage, page, /^Not sent/);
  await goInside(page, `/invoices/view/${second.id}`);
  await bars(page).waitFor(patience);
  await press(stage, page, 'Send');
  await stateIs(stage, page, /^Sent/);
  expect(entriesOf(stage, second.number)).toHaveLength(1);
  expect(entriesOf(stage, first.number)).toHaveLength(0);
  await page.close();
});

test('Send pressed in two tabs at once, and twice in each, books one document', async () => {
  const invoice = addInvoice(stage);
  const tabs = [await open(`/invoices/view/${invoice.id}`), await open(`/invoices/view/${invoice.id}`)];
  for (const tab of tabs) await stateIs(stage, tab, /^Not sent/);
  const presses = tabs.flatMap((tab) => [button(stage, tab, 'Send').click(patience), button(stage, tab, 'Send').click({ force: true }).catch(() => undefined)]);
  await Promise.all(presses);
  for (const tab of tabs) await stateIs(stage, tab, /^Sent/);
  expect(entriesOf(stage, invoice.number)).toHaveLength(1);
  for (const tab of tabs) await tab.close();
});

test('fault 44: a page left right after Send is sent all the same, and says so when it is shown again', async () => {
  const invoice = addInvoice(stage);
  stage.exact.faults.add({ method: 'POST', url: 'SalesEntries', misbehaviour: { do: 'delay-before', milliseconds: 1000 } });
  const page = await open(`/invoices/view/${invoice.id}`);
  await stateIs(stage, page, /^Not sent/);
  await press(stage, page, 'Send');
  await page.close();
  expect(entriesOf(stage, invoice.number)).toHaveLength(0);
  await expect.poll(() => entriesOf(stage, invoice.number).length, patience).toBe(1);
  const again = await open(`/invoices/view/${invoice.id}`);
  await stateIs(stage, again, /^Sent/);
  await again.close();
});

test('what is sent in one tab is shown in the others by itself', async () => {
  const invoice = addInvoice(stage);
  const watching = await open(`/invoices/view/${invoice.id}`);
  await stateIs(stage, watching, /^Not sent/);
  await (await sendInvoice(stage, invoice)).close();
  await stateIs(stage, watching, /^Sent/);
  await watching.close();
});

test('the bar is dark on a dark page and light on a light one', async () => {
  for (const [dark, scheme] of [['1', 'dark'], ['0', 'light']] as const) {
    const page = await open(`/invoices/view/1001?dark=${dark}`);
    await stateIs(stage, page, /^Not sent/);
    const look = await page.getByRole('toolbar').evaluate((bar) => ({ scheme: getComputedStyle(bar).colorScheme, ground: getComputedStyle(bar).backgroundColor }));
    const lightness = Math.max(...(look.ground.match(/\d+/g) ?? []).map(Number));
    expect(look.scheme).toBe(scheme);
    expect(lightness < 64 ? 'dark' : lightness > 192 ? 'light' : 'neither').toBe(scheme);
    await page.close();
  }
});

test('after Disconnect, pages have no bar any more', async () => {
  const options = await stage.browser.options();
  const region = options.getByRole('region', { name: /acme/ });
  const page = await open('/invoices/view/1001');
  await stateIs(stage, page, /^Not sent/);
  await region.getByRole('button', { name: 'Disconnect' }).click();
  await region.getByRole('status').filter({ hasText: /^Not connected$/ }).waitFor(patience);
  await expect.poll(scripts, patience).toEqual([]);
  await page.reload();
  await filled(page);
  expect(await mostBars(page)).toBe(0);

  await stage.connect(options);
  await stateIs(stage, page, /^Not sent/);
});
