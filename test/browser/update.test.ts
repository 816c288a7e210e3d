import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Stage } from './support/stage';
import { addInvoice, button, connectedStage, entriesOf, inWorker, patience, press, sendInvoice, stateIs } from './support/steps';

/** The extension is updated while it is in use: a reload is what an update does. */
let stage: Stage;
beforeAll(async () => {
  stage = await connectedStage();
});
afterAll(() => stage?.close());

async function reloadExtension(): Promise<void> {
  const old = await stage.browser.worker();
  const gone = new Promise((resolve) => old.once('close', resolve));
  const next = stage.browser.context.waitForEvent('serviceworker', patience);
  await inWorker(stage, 'chrome.runtime.reload()').catch(() => undefined);
  await gone;
  await next;
}

/** As the switch of the browser's own extensions page does it. */
async function switchExtension(on: boolean): Promise<void> {
  const page = await stage.browser.context.newPage();
  await page.goto('chrome://extensions');
  await page.evaluate(`new Promise((done) => chrome.management.setEnabled(${JSON.stringify(stage.browser.id)}, ${on}, done))`);
  await page.close();
}

const goneNotice = (page: Page) => page.getByRole('alert').filter({ hasText: 'Ledgerbar was updated. Reload this page.' });

test('fault 45, pain 46: the bar of an open tab works with the new version, without loading the page, and is still one', async () => {
  const [sent, unsent] = [addInvoice(stage), addInvoice(stage)];
  const done = await sendInvoice(stage, sent);
  const open = await stage.openDocument('invoices', unsent.id);
  await stateIs(stage, open, /^Not sent/);
  await open.evaluate(() => void ((globalThis as unknown as { __same: boolean }).__same = true));
  await reloadExtension();
  // The old bar goes when the new one comes: what is pressed in between only tells.
  await expect.poll(async () => {
    await button(stage, open, 'Send').click({ timeout: 1000 }).catch(() => undefined);
    return stage.status(open).textContent({ timeout: 1000 }).catch(() => '');
  }, patience).toMatch(/^Sent/);
  expect(entriesOf(stage, unsent.number)).toHaveLength(1);
  expect(await open.evaluate('window.__same')).toBe(true);
  for (const page of [open, done]) expect(await page.locator('ledgerbar-quick-actions').count()).toBe(1);
  await stateIs(stage, done, /^Sent/);
  for (const page of [open, done]) await page.close();
});

test('fault 45, pain 46: a tab whose extension is gone says so, offers to reload, and sends nothing', async () => {
  const [pressed, visited] = [addInvoice(stage), addInvoice(stage)];
  const [old, other] = [await stage.openDocument('invoices', pressed.id), await stage.openDocument('invoices', visited.id)];
  for (const page of [old, other]) await stateIs(stage, page, /^Not sent/);
  await switchExtension(false);

  // One tells when it is pressed, the other when the user comes back to it.
  await press(stage, old, 'Send');
  await other.evaluate(() => dispatchEvent(new Event('focus')));
  for (const page of [old, other]) {
    await goneNotice(page).waitFor(patience);
    expect(await page.getByRole('toolbar').count()).toBe(0);
    expect(await page.locator('ledgerbar-quick-actions').count()).toBe(1);
  }
  await goneNotice(other).getByRole('button', { name: 'Reload' }).click();
  await goneNotice(other).waitFor({ state: 'detached', ...patience });
  expect(entriesOf(stage, pressed.number)).toHaveLength(0);

  await switchExtension(true);
  await old.reload();
  await stateIs(stage, old, /^Not sent/);
  await press(stage, old, 'Send');
  await stateIs(stage, old, /^Sent/);
  expect(entriesOf(stage, pressed.number)).toHaveLength(1);
  for (const page of [old, other]) await page.close();
});

test('fault 45: an update in the middle of a send ends with one document', async () => {
  const invoice = addInvoice(stage);
  stage.exact.faults.add({ method: 'POST', url: 'SalesEntries', misbehaviour: { do: 'delay-before', milliseconds: 800 } });
  const arrived = new Promise<void>((resolve) => {
    const stop = stage.exact.faults.watch((when, { method, url }) => {
      if (when !== 'before' || method !== 'POST' || !url.includes('SalesEntries')) return;
      stop();
      resolve();
    });
  });
  const page = await stage.openDocument('invoices', invoice.id);
  await press(stage, page, 'Send');
  await arrived;
  await reloadExtension();
  await page.reload();
  await stage.status(page).filter({ hasText: /^Sent/ }).waitFor({ timeout: 60_000 });
  expect(entriesOf(stage, invoice.number)).toHaveLength(1);
});
