import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { setStage, settingsFile, type Stage } from './support/stage';
import { ledgerIds, roomyLedger } from '../support/ledgers';
import { button, descriptionOf, entriesOf, entryOf, fetchState, patience, press, settingsUpload, stateIs } from './support/steps';

/** The main job, in its order, by the names of the contract: each test goes on where the one before ended. */
describe.each(ledgerIds)('with %s', (id) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await setStage({ ledger: roomyLedger(id) });
  });
  afterAll(() => stage?.close());

  const receiptsOf = (document: number) => stage.scoro.receipts.flatMap(({ receipts }) => receipts).filter(({ documentId }) => documentId === document);

  test('an import lists what would change before it changes anything, and Cancel changes nothing', async () => {
    const page = await stage.browser.options();
    await page.getByRole('button', { name: 'Import settings' }).click();
    const dialog = page.getByRole('dialog', { name: 'Import settings' });
    expect(await dialog.getByRole('button', { name: 'Apply' }).isDisabled()).toBe(true);
    await dialog.getByLabel('Settings file').setInputFiles(settingsUpload(settingsFile(undefined, stage.ledger)));
    const changes = dialog.getByRole('list', { name: 'What would change' }).getByRole('listitem');
    await changes.first().waitFor();
    expect((await changes.allTextContents())[0]).toMatch(/^.?Adds: Connection acme.* with the host's key and the client secret$/);
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(await page.getByRole('region', { name: /acme/ }).count()).toBe(0);
    await page.reload();
    await page.getByText('Nothing is connected yet').waitFor();
    await page.close();
  });

  test('a file that is no settings file is refused with what is wrong with it', async () => {
    const page = await stage.browser.options();
    await page.getByRole('button', { name: 'Import settings' }).click();
    const dialog = page.getByRole('dialog', { name: 'Import settings' });
    await dialog.getByLabel('Settings file').setInputFiles(settingsUpload({ version: 1, connections: [{ id: 'acme' }], mappings: [] }));
    await dialog.getByRole('alert').getByText('connections[0].host').first().waitFor();
    expect(await dialog.getByRole('button', { name: 'Apply' }).isDisabled()).toBe(true);
    await page.close();
  });

  test('Apply imports, and Connect asks for consent on the ledger\'s own page', async () => {
    const page = await stage.browser.options();
    await stage.importSettings(page);
    const region = page.getByRole('region', { name: /acme/ });
    expect(await region.getByRole('status').textContent()).toBe('Not connected');
    await stage.connect(page);
    await region.getByRole('button', { name: 'Disconnect' }).waitFor();
    await page.close();
  });

  test('importing the same file again would change nothing but the secrets it carries', async () => {
    const page = await stage.browser.options();
    await page.getByRole('button', { name: 'Import settings' }).click();
    await page.getByLabel('Settings file').setInputFiles(settingsUpload(settingsFile(undefined, stage.ledger)));
    const changes = page.getByRole('list', { name: 'What would change' }).getByRole('listitem');
    await changes.first().waitFor();
    const said = (await changes.allTextContents()).filter((text) => !text.includes('Leaves as it is'));
    expect(said).toEqual([expect.stringMatching(/Changes: Connection acme: the host's key and the client secret$/)]);
    await page.close();
  });

  test('an invoice is not sent until Send is pressed; what cannot be done yet says why', async () => {
    const page = await stage.openDocument('invoices', 1001);
    await stateIs(stage, page, /^Not sent$/);
    expect(await stage.bar(page).getByRole('button').allTextContents()).toEqual(['Send', 'Fetch', 'Log', 'Open']);
    for (const name of ['Fetch', 'Open']) {
      expect(await button(stage, page, name).isDisabled()).toBe(true);
      expect(await descriptionOf(button(stage, page, name))).toMatch(/^Not sent yet/);
    }
    expect(stage.ledger.documents()).toEqual([]);

    await press(stage, page, 'Send');
    await stateIs(stage, page, /^Sent, \d+$/);
    expect(entriesOf(stage, 20260117).map(({ gross }) => Number(gross))).toEqual([1210]);
  });

  const invoicePage = () => {
    const page = stage.browser.context.pages().find((candidate) => candidate.url().endsWith('/invoices/view/1001'));
    if (!page) throw new Error('The invoice is not open');
    return page;
  };

  test('Fetch shows a part payment with its amounts, and gives the host no receipt yet', async () => {
    stage.ledger.pay(entryOf(stage, 20260117), '484', '2026-11-12');
    await fetchState(stage, invoicePage());
    await stateIs(stage, invoicePage(), /^Partly paid, 484[.,]00 of 1[.,\s]?210[.,]00$/);
    expect(receiptsOf(1001)).toHaveLength(0);
  });

  test('Fetch shows the full payment, and the host gets one receipt however often it is fetched', async () => {
    stage.ledger.pay(entryOf(stage, 20260117), '726', '2026-11-20');
    for (let time = 1; time <= 2; time += 1) {
      await fetchState(stage, invoicePage());
      await stateIs(stage, invoicePage(), /^Paid/);
      await expect.poll(() => receiptsOf(1001), patience).toHaveLength(1);
    }
    expect(Number(receiptsOf(1001)[0]?.sum)).toBe(1210);
    expect(await button(stage, invoicePage(), 'Send').isDisabled()).toBe(true);
  });

  test('Log shows what happened with this document, and Escape closes it', async () => {
    const page = invoicePage();
    await press(stage, page, 'Log');
    const region = page.getByRole('region', { name: 'Log', exact: true });
    for (const text of [new RegExp(`Booked in ${stage.ledger.name} as \\d+`), /Partly paid/, /Receipt of .*1.?210.00 EUR recorded in Scoro/]) await region.getByRole('listitem').filter({ hasText: text }).first().waitFor(patience);
    await page.keyboard.press('Escape');
    await region.waitFor({ state: 'detached' });
  });

  test('Open opens the ledger in a new tab, in the company of the connection', async () => {
    const opened = stage.browser.context.waitForEvent('page');
    await press(stage, invoicePage(), 'Open');
    const tab = await opened;
    await tab.waitForURL(stage.ledger.documentPage);
    expect(invoicePage().url()).toContain('/invoices/view/1001');
    await tab.close();
  });

  test('a bill is booked with the supplier\'s number', async () => {
    const page = await stage.openDocument('bills', 3001);
    await stateIs(stage, page, /^Not sent$/);
    await press(stage, page, 'Send');
    await stateIs(stage, page, /^Sent, .+$/);
    expect(stage.ledger.documents('bill').map(({ number }) => number)).toEqual(['VD-2026/0815']);
    await page.close();
  });
});
