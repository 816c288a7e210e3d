import { afterAll, beforeAll, expect, test } from 'vitest';
import { setStage, type Stage } from './support/stage';

let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
});
afterAll(() => stage?.close());

test('a VAT code changed on Mappings is what the next send books with', async () => {
  const options = await stage.browser.options();
  await stage.importSettings(options);
  await stage.connect(options);
  await options.getByRole('navigation').getByRole('link', { name: 'Mappings' }).click();
  const row = options.getByRole('row', { name: /^BTW hoog 21%.*sales/ });
  await row.filter({ hasText: 'Same code' }).waitFor();
  await row.getByRole('button', { name: /^Change BTW hoog 21%/ }).click();
  await options.getByRole('searchbox', { name: 'Search', exact: true }).fill('afstandsverkopen');
  await options.keyboard.press('Enter');
  await row.filter({ hasText: 'Set by hand' }).filter({ hasText: '2A' }).waitFor();

  const page = await stage.openDocument('invoices', 1001);
  await stage.bar(page).getByRole('button', { name: 'Send' }).click();
  await stage.status(page).filter({ hasText: /^Sent/ }).waitFor();
  const codes = new Set(stage.exact.company().salesEntryLines.map((line) => String(line['VATCode']).trim()));
  expect(codes).toContain('2A');
  expect(codes).not.toContain('2');

  // Used, and forgotten when told to.
  await row.getByRole('cell', { name: /^[1-9]\d*$/ }).waitFor();
  await row.getByRole('button', { name: /^Remove/ }).click();
  await options.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await row.filter({ hasText: 'Same code' }).waitFor();
});
