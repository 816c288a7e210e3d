import { afterAll, beforeAll, expect, test } from 'vitest';
import { roomyLedger, type LedgerUnderTest } from '../support/ledgers';
import { setStage, settingsFile, type Stage } from './support/stage';
import { patience } from './support/steps';

/** One Scoro site, connected to two ledgers: each has its own bar, state and log. */
let stage: Stage;
let first: LedgerUnderTest;
let second: LedgerUnderTest;

beforeAll(async () => {
  [first, second] = [roomyLedger('exact-online'), roomyLedger('quickbooks-online')];
  stage = await setStage({ ledger: first, beside: [second] });
  const page = await stage.browser.options();
  const settings = settingsFile((file) => {
    const [connection] = file.connections as Record<string, unknown>[];
    file.connections.push({ ...connection, id: 'other', ledger: second.settings } as never);
    file.mappings = second.mappings.map((mapping) => ({ connection: 'other', ...mapping }));
  }, first);
  await stage.importSettings(page, settings);
  await stage.connect(page, 'acme', first);
  await stage.connect(page, 'other', second);
  await page.close();
});
afterAll(() => stage?.close());

test('a host that is connected to two ledgers shows a bar for each, with its own state', async () => {
  const page = await stage.openDocument('invoices', 1001);
  for (const ledger of [first, second]) await stage.status(page, ledger).filter({ hasText: /^Not sent$/ }).waitFor(patience);
  expect(await page.getByRole('toolbar').count()).toBe(2);

  await stage.bar(page, second).getByRole('button', { name: 'Send' }).click(patience);
  await stage.status(page, second).filter({ hasText: /^Sent, / }).waitFor(patience);
  expect(await stage.status(page, first).textContent()).toMatch(/^Not sent/);
  expect([first.documents().length, second.documents().length]).toEqual([0, 1]);

  await stage.bar(page, first).getByRole('button', { name: 'Send' }).click(patience);
  await stage.status(page, first).filter({ hasText: /^Sent, / }).waitFor(patience);
  expect([first.documents().length, second.documents().length]).toEqual([1, 1]);
  await page.close();
});

test('each has its own payments, and the host gets one receipt', async () => {
  const page = await stage.openDocument('invoices', 1001);
  second.pay(second.documents('invoice')[0]?.id ?? '', '484', '2026-11-12');
  await stage.bar(page, second).getByRole('button', { name: 'Fetch' }).click(patience);
  await stage.status(page, second).filter({ hasText: /^Partly paid, 484/ }).waitFor(patience);
  expect(await stage.status(page, first).textContent()).toMatch(/^Sent/);
  await page.close();
});

test('each has its own log, which speaks of that ledger alone', async () => {
  const page = await stage.openDocument('invoices', 1001);
  for (const [ledger, other] of [[first, second], [second, first]] as const) {
    await stage.bar(page, ledger).getByRole('button', { name: 'Log' }).click(patience);
    const log = page.getByRole('region', { name: 'Log', exact: true });
    await log.getByText(`Booked in ${ledger.name}`).first().waitFor(patience);
    expect(await log.textContent()).not.toContain(`Booked in ${other.name}`);
    await page.keyboard.press('Escape');
    await log.waitFor({ state: 'detached' });
  }
  await page.close();
});
