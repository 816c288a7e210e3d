import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Stage } from './support/stage';
import { addInvoice, connectedStage, entriesOf, patience, sendInvoice, stateIs } from './support/steps';

/** The bar without a mouse. */
let stage: Stage;
beforeAll(async () => {
  stage = await connectedStage();
});
afterAll(() => stage?.close());

/** The text of what has the focus, inside the bar too. */
const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    let active = document.activeElement;
    while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
    return active?.getAttribute('aria-label') ?? active?.textContent?.trim() ?? '';
  });
const isInBar = (page: Page): Promise<boolean> => page.evaluate(() => document.activeElement?.localName === 'ledgerbar-quick-actions');
const keys = (page: Page): Promise<string[]> => page.evaluate<string[]>('window.__keys');

async function tabTo(page: Page, inBar: boolean): Promise<void> {
  for (let press = 0; press < 20 && (await isInBar(page)) !== inBar; press += 1) await page.keyboard.press('Tab');
  expect(await isInBar(page)).toBe(inBar);
}

test('Tab goes into the bar once and out of it, arrows go between its buttons, and Enter sends', async () => {
  const invoice = addInvoice(stage);
  const page = await stage.openDocument('invoices', invoice.id);
  await stateIs(stage, page, /^Not sent/);
  await tabTo(page, true);
  expect(await focused(page)).toBe('Send');
  // What cannot be pressed is passed over.
  const visited: string[] = [];
  for (const key of ['ArrowRight', 'ArrowRight', 'ArrowLeft', 'Home', 'End']) {
    await page.keyboard.press(key);
    visited.push(await focused(page));
  }
  expect(visited).toEqual(['Log', 'Send', 'Log', 'Send', 'Log']);
  await page.keyboard.press('Tab');
  expect(await isInBar(page)).toBe(false);
  await page.keyboard.press('Shift+Tab');
  expect(await focused(page)).toBe('Log');
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  await stateIs(stage, page, /^Sent/);
  expect(entriesOf(stage, invoice.number)).toHaveLength(1);
  // Send was off while it ran; the focus stayed in the bar.
  expect(await isInBar(page)).toBe(true);
  await page.close();
});

test('a button with the focus shows it', async () => {
  const page = await stage.openDocument('invoices', addInvoice(stage).id);
  await stateIs(stage, page, /^Not sent/);
  await tabTo(page, true);
  const outline = await stage.bar(page).getByRole('button', { name: 'Send' }).evaluate((button) => getComputedStyle(button).outline);
  expect(outline).toMatch(/solid 2px/);
  await page.close();
});

test('a region opens by key, Escape closes it, and the focus goes back to where it was', async () => {
  const page = await sendInvoice(stage, addInvoice(stage));
  await tabTo(page, true);
  await page.keyboard.press('Home');
  while ((await focused(page)) !== 'Log') await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  const region = page.getByRole('region', { name: 'Log', exact: true });
  await region.waitFor(patience);
  // The region's own button is reached by Tab, too.
  while ((await focused(page)) !== 'Close') await page.keyboard.press('Tab');
  await page.keyboard.press('Escape');
  await region.waitFor({ state: 'detached' });
  expect(await focused(page)).toBe('Log');
  await page.keyboard.press('Space');
  await region.waitFor(patience);
  await page.keyboard.press('Escape');
  await region.waitFor({ state: 'detached' });
  await page.close();
});

test('a problem is mended by keys alone, and what is typed does not reach the page\'s own shortcuts', async () => {
  const invoice = addInvoice(stage, { lines: [{ productId: 0, name: 'Travel', unit: '', price: '23.4', vatCodeId: null, financeAccountId: 501 }] });
  const page = await stage.openDocument('invoices', invoice.id);
  await stateIs(stage, page, /^Not sent/);
  // The page hears keys pressed elsewhere on it.
  await page.keyboard.press('x');
  expect(await keys(page)).toContain('x');
  await tabTo(page, true);
  await page.keyboard.press('Enter');
  await stateIs(stage, page, /^Needs attention/);
  const region = page.getByRole('region', { name: 'Problems' });
  await region.waitFor(patience);
  while ((await focused(page)) !== 'Choose…') await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await region.getByRole('listbox').waitFor(patience);
  expect(await focused(page)).toBe('Search');
  const before = await keys(page);
  await page.keyboard.type('geen');
  await page.keyboard.press('Backspace');
  expect(await region.getByRole('searchbox').inputValue()).toBe('gee');
  for (let press = 0; press < 3; press += 1) await page.keyboard.press('Backspace');
  // Escape leaves the list, not the region.
  await page.keyboard.press('Escape');
  await region.getByRole('listbox').waitFor({ state: 'detached' });
  expect(await focused(page)).toBe('Choose…');
  await page.keyboard.press('Enter');
  await region.getByRole('listbox').waitFor(patience);
  expect(await focused(page)).toBe('Search');
  await page.keyboard.type('0');
  await page.keyboard.press('Enter');
  await stateIs(stage, page, /^Sent/);
  expect(await keys(page)).toEqual(before);
  expect(entriesOf(stage, invoice.number)).toHaveLength(1);
  await page.close();
});
