import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { routes } from '../../components/options/routes';
import { violations } from './support/axe';
import type { Stage } from './support/stage';
import { addInvoice, connectedStage, fetchState, patience, press, sendInvoice, stateIs } from './support/steps';

let stage: Stage;
/** Two documents as examples: one that is held up, one that was changed after it was sent. */
let held: number;
let changed: number;
beforeAll(async () => {
  stage = await connectedStage();
  const faulty = addInvoice(stage, { lines: [{ productId: 0, name: 'Travel', unit: '', price: '23.4', vatCodeId: null, financeAccountId: 501 }] });
  held = faulty.id;
  const page = await stage.openDocument('invoices', held);
  await press(stage, page, 'Send');
  await stateIs(stage, page, /^Needs attention/);
  await page.close();
  const sent = addInvoice(stage);
  changed = sent.id;
  const other = await sendInvoice(stage, sent);
  const [line] = stage.scoro.invoices.find(({ id }) => id === changed)?.lines ?? [];
  stage.scoro.changeInvoice(changed, { lines: [{ ...line, price: '1100' }] });
  await fetchState(stage, other);
  await stateIs(stage, other, /^Changed since sent/);
  await other.close();
});
afterAll(() => stage?.close());

const filled: Partial<Record<(typeof routes)[number], (page: Page) => Promise<unknown>>> = {
  connections: (page) => page.getByRole('region', { name: /acme/ }).waitFor(patience),
  sync: (page) => page.getByRole('button', { name: 'Synchronize now' }).waitFor(patience),
  documents: (page) => page.getByRole('row').nth(3).waitFor(patience),
  log: (page) => page.getByRole('article').first().waitFor(patience),
  requests: (page) => page.getByRole('row').nth(3).waitFor(patience),
};

async function openRoute(route: (typeof routes)[number]): Promise<Page> {
  const page = await stage.browser.options(`#/${route}`);
  if (route === 'documents') await page.getByRole('button', { name: 'Refresh' }).click();
  await page.getByRole('heading', { level: 1 }).waitFor(patience);
  await filled[route]?.(page);
  return page;
}

/** Every button, link and field, with its size, where nobody can hit it: smaller than 24 by 24 and not in running text (WCAG 2.5.8). */
const smallTargets = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const roots: (Document | ShadowRoot)[] = [document, ...[...document.querySelectorAll('ledgerbar-quick-actions')].flatMap(({ shadowRoot }) => shadowRoot ?? [])];
    const onlyOurs = roots.length > 1 ? roots.slice(1) : roots;
    const targets = onlyOurs.flatMap((root) => [...root.querySelectorAll<HTMLElement>('button, a[href], input, select, summary')]);
    return targets.flatMap((target) => {
      const box = (target.closest('label') ?? target).getBoundingClientRect();
      const inText = target.matches('p a, td a, li a');
      // A check box of a row has the room of its cell around it.
      const alone = target.matches('td > input, th > input') ? target.parentElement?.getBoundingClientRect() : undefined;
      const { width, height } = alone ?? box;
      return width === 0 || inText || (width >= 24 && height >= 24) ? [] : [`${target.localName} ${target.className} ${target.textContent.slice(0, 40)}: ${Math.round(width)} by ${Math.round(height)}`];
    });
  });

describe.each(['light', 'dark'] as const)('%s', (colorScheme) => {
  test.each(routes)('the options page #/%s has no violation of WCAG 2.2 AA that axe can find', async (route) => {
    const page = await openRoute(route);
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const ground = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    expect(/rgb\(255, 255, 255\)/.test(ground)).toBe(colorScheme === 'light');
    expect(await violations(page)).toEqual([]);
    await page.close();
  });

  test('neither have the dialog, the form and the popup', async () => {
    const page = await openRoute('connections');
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.getByRole('button', { name: 'Add connection' }).click();
    await page.getByRole('form', { name: 'New connection' }).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Import settings' }).click();
    await page.getByRole('dialog').waitFor();
    expect(await violations(page, 'dialog')).toEqual([]);
    await page.goto(`chrome-extension://${stage.browser.id}/popup.html`);
    await page.getByRole('button', { name: 'Synchronize now' }).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.close();
  });

  test('neither has the bar, with each of its regions open', async () => {
    const dark = colorScheme === 'dark' ? 1 : 0;
    for (const [id, region] of [[held, 'Problems'], [changed, 'Differences'], [changed, 'Log']] as const) {
      const page = await stage.browser.context.newPage();
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.goto(`https://acme.scoro.com/invoices/view/${id}?dark=${dark}`);
      await stage.bar(page).getByRole('button', { name: region }).click(patience);
      await page.getByRole('region', { name: region }).waitFor();
      if (region === 'Problems') await page.getByRole('region', { name: region }).getByRole('button', { name: 'Choose…' }).click();
      expect(await violations(page, 'ledgerbar-quick-actions')).toEqual([]);
      expect(await smallTargets(page)).toEqual([]);
      await page.close();
    }
  });
});

test.each(routes)('every target of #/%s is at least 24 by 24 pixels, and at 200 % nothing scrolls sideways', async (route) => {
  const page = await openRoute(route);
  expect(await smallTargets(page)).toEqual([]);
  await page.setViewportSize({ width: 590, height: 410 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
  await page.close();
});

test('axe does find what is wrong inside the bar: the checks above can fail', async () => {
  const page = await stage.openDocument('invoices', changed);
  await stateIs(stage, page, /./);
  await page.locator('ledgerbar-quick-actions').evaluate((bar) => {
    const button = document.createElement('button');
    button.style.cssText = 'width:9px;height:9px;padding:0;background:#fff;border:0';
    bar.shadowRoot?.querySelector('[role=toolbar]')?.append(button);
  });
  expect((await violations(page, 'ledgerbar-quick-actions')).join()).toContain('button-name');
  expect(await smallTargets(page)).toHaveLength(1);
  await page.close();
});
