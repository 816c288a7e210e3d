import { afterAll, beforeAll, expect, test } from 'vitest';
import { setStage, type Stage } from './support/stage';

let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
});
afterAll(() => stage?.close());

test('connects, sends, fetches and opens', async () => {
  const options = await stage.browser.options();
  await stage.importSettings(options);
  await stage.connect(options);
  const page = await stage.openDocument('invoices', 1001);
  await stage.bar(page).waitFor();
  expect(await stage.status(page).textContent()).toMatch(/^Not sent/);
  await stage.bar(page).getByRole('button', { name: 'Send' }).click();
  await stage.status(page).filter({ hasText: /^Sent/ }).waitFor();
  await page.screenshot({ path: '/tmp/sent.png' });
  await options.screenshot({ path: '/tmp/options.png' });
});
