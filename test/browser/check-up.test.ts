import type { Locator, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seedCompany } from '../emulators/exact-online';
import { violations } from './support/axe';
import { setStage, type Stage } from './support/stage';
import { patience, roomyExact } from './support/steps';

const today = new Date();
const [year, month] = [today.getUTCFullYear(), today.getUTCMonth() + 1];
let stage: Stage;
let page: Page;
let checkUp: Locator;
beforeAll(async () => {
  stage = await setStage({ exact: roomyExact({ companies: () => [seedCompany({ years: [2025, 2026, year] })] }) });
  page = await stage.browser.options();
  await stage.importSettings(page);
  await stage.connect(page);
  checkUp = page.getByRole('group', { name: 'Check-up' });
});
afterAll(() => stage?.close());

const says = (text: string | RegExp) => checkUp.getByText(text).first().waitFor(patience);
const finding = (title: string) => checkUp.getByRole('list', { name: /^(To mend|In order)/ }).locator('> li').filter({ hasText: title });

test('feature 5: connecting is followed by a check-up on the card, and the popup leads to what is to be mended', async () => {
  await says('1 thing to mend');
  expect(await finding('Units').textContent()).toContain('To mend');
  await says(/^Ran just now, with \d+ calls to Scoro and \d+ to Exact Online$/);

  const popup = await stage.browser.context.newPage();
  await popup.goto(`chrome-extension://${stage.browser.id}/popup.html`);
  await popup.getByText('Check-up: 1 thing to mend').waitFor(patience);
  const opened = stage.browser.context.waitForEvent('page');
  await popup.getByRole('button', { name: 'See' }).click();
  const there = await opened;
  const heading = there.getByRole('heading', { name: 'Check-up' });
  await heading.waitFor(patience);
  await expect.poll(() => heading.evaluate((element) => element === document.activeElement), patience).toBe(true);
  expect(there.url()).toContain('#/connections/acme');
  await there.close();
});

test.each(['light', 'dark'] as const)('it has no violation of WCAG 2.2 AA that axe can find, open and with a choice to make (%s)', async (colorScheme) => {
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
  if (colorScheme === 'light') {
    await checkUp.locator('summary').click();
    await finding('sack of 25 kg').getByRole('button', { name: 'Choose…' }).click();
  }
  expect(await violations(page)).toEqual([]);
  const small = await checkUp.locator('button, summary, input, select').evaluateAll((all) => all.filter((element) => element.getBoundingClientRect().height < 24).length);
  expect(small).toBe(0);
});

test('feature 15: a unit is mapped right there, by keyboard, and it is green', async () => {
  await checkUp.getByRole('searchbox', { name: 'Search' }).fill('Kilogram');
  await page.keyboard.press('Enter');
  await says(/^nothing to mend/);
  expect(await finding('Units').textContent()).toContain('In order');
});

test('a period that was closed is seen by Check now, and gone once it is opened and read again', async () => {
  stage.exact.closePeriod('70', year, month);
  await checkUp.getByRole('button', { name: 'Check now' }).click();
  const named = `Period ${year}-${String(month).padStart(2, '0')} is closed in journal 70.`;
  await says(named);
  await says('1 thing to mend');
  stage.exact.openPeriod('70', year, month);
  await finding('Periods').getByRole('button', { name: 'Read Exact Online again' }).click();
  await says(/^nothing to mend/);
  expect(await checkUp.getByText(named).count()).toBe(0);
});

test('at 200 % nothing scrolls sideways', async () => {
  await page.setViewportSize({ width: 590, height: 410 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
});
