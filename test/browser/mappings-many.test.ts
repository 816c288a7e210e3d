import type { Locator, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { account, product, vat } from '../emulators/scoro/seed-ids';
import { violations } from './support/axe';
import { setStage, type Stage } from './support/stage';

const patience = { timeout: 60_000 };
const licences = 509;
const hardware = 510;
const many = 20_000;
const places = ['Amsterdam', 'Bruges', 'Córdoba', 'Delft'];
const number = (index: number) => String(index).padStart(5, '0');

let stage: Stage;
let options: Page;
beforeAll(async () => {
  stage = await setStage();
  stage.scoro.site.state.financeAccounts.push(
    { id: licences, symbol: '8555', name: 'Licenties', isActive: true, isSales: true, isPurchases: false }, { id: hardware, symbol: '8777', name: 'Apparatuur', isActive: true, isSales: true, isPurchases: false },
  );
  options = await stage.browser.options();
  await stage.importSettings(options);
  await stage.connect(options);
});
afterAll(() => stage?.close());

const show = async (kind: string) => {
  await options.close();
  options = await stage.browser.options(`#/mappings/${kind}`);
  await options.getByRole('searchbox', { name: 'Search the mappings' }).waitFor();
};
const choose = async (name: string, text: string): Promise<Locator> => {
  await options.getByRole('button', { name: 'Import mappings' }).click();
  await options.getByLabel('Mappings file').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
  return options.getByRole('dialog');
};
let printed = 20267000;
const add = (financeAccountId: number) => stage.scoro.addInvoice({ no: String((printed += 1)), date: '2026-11-02', companyId: 2001, lines: [{ productId: product.consulting, name: 'Consulting', unit: 'hour', price: '100', vatCodeId: vat.high, financeAccountId }] }).id;
const send = async (id: number, state: RegExp): Promise<Page> => {
  const page = await stage.openDocument('invoices', id);
  await stage.bar(page).getByRole('button', { name: 'Send' }).click();
  await stage.status(page).filter({ hasText: state }).waitFor(patience);
  return page;
};
const booked = () => stage.exact.company().salesEntryLines.map((line) => String(line['GLAccountCode']).trim());

describe('feature 20: twenty thousand contacts', () => {
  test('come in from a table of a spreadsheet, with a preview', async () => {
    await show('contact');
    const lines = Array.from({ length: many }, (_, index) => `contact;c${index};Customer ${number(index)} ${places[index % 4]};guid-${index}`);
    const dialog = await choose('contacts.csv', ['kind;host;hostName;ledger', ...lines, 'contakt;1;;2'].join('\r\n'));
    await dialog.getByRole('status').filter({ hasText: /^20,?000 added, 1 refused\.$/ }).waitFor(patience);
    await dialog.getByRole('listitem').filter({ hasText: /^Line 20002: There is no kind "contakt"/ }).waitFor();
    expect(await violations(options)).toEqual([]);
    await dialog.getByRole('button', { name: /^Apply/ }).click();
    await dialog.waitFor({ state: 'detached', timeout: 120_000 });
    await expect.poll(() => options.getByRole('table', { name: 'Contacts' }).getAttribute('aria-rowcount'), patience).toBe(String(many + 1));
  });

  test('are listed by name, of which only what is in sight is drawn, to the last', async () => {
    const table = options.getByRole('table', { name: 'Contacts' });
    const drawn = () => options.locator('tbody tr[data-index]').count();
    await table.getByRole('rowheader', { name: /^Customer 00000/ }).waitFor();
    expect(await drawn()).toBeLessThan(60);
    await options.getByRole('region', { name: 'Contacts' }).evaluate((scroller) => scroller.scrollTo(0, scroller.scrollHeight));
    await table.getByRole('rowheader', { name: new RegExp(`^Customer ${number(many - 1)}`) }).waitFor(patience);
    expect(await drawn()).toBeLessThan(60);
    expect(await table.getByRole('row').filter({ hasText: number(many - 1) }).getAttribute('aria-rowindex')).toBe(String(many + 1));
    expect(await violations(options)).toEqual([]);
  });

  test('are found by the beginnings of their words', async () => {
    await options.getByRole('searchbox', { name: 'Search the mappings' }).fill('delft 00042');
    await options.getByText('Nothing matches.').waitFor(patience);
    await options.getByRole('searchbox', { name: 'Search the mappings' }).fill('CORDO cust 0004');
    await expect.poll(() => options.getByRole('rowheader').allInnerTexts(), patience).toEqual(expect.arrayContaining([expect.stringContaining('Customer 00042 Córdoba')]));
    expect(await options.getByRole('rowheader').count()).toBe(2);
  });
});

describe('feature 13: a value that documents wait for', () => {
  test('is suggested by what was sent before; accepted, they go by themselves', async () => {
    for (let sent = 0; sent < 4; sent += 1) await (await send(add(account.sales), /^Sent/)).close();
    const first = await send(add(licences), /^Needs attention/);
    const second = await send(add(licences), /^Needs attention/);
    await show('account');
    const row = options.getByRole('row', { name: /^Licenties/ });
    await row.filter({ hasText: 'Holds up 2 documents' }).filter({ hasText: /likely, \d\d %\. All 4 documents/ }).waitFor(patience);
    expect(await options.getByRole('row').nth(1).innerText()).toContain('Licenties');
    expect(await violations(options)).toEqual([]);
    expect(booked()).toEqual(Array(4).fill('8000'));

    await options.getByRole('button', { name: 'Accept 1 suggestion (80 % or more)' }).click();
    await options.getByRole('status').filter({ hasText: '2 documents that waited for it go on now.' }).waitFor(patience);
    for (const page of [first, second]) {
      await stage.status(page).filter({ hasText: /^Sent/ }).waitFor(patience);
      await page.close();
    }
    expect(booked()).toEqual(Array(6).fill('8000'));
    await row.filter({ hasText: 'Suggestion accepted' }).waitFor(patience);
  });

  test('is imported from a table with a preview, and they go as well', async () => {
    const page = await send(add(hardware), /^Needs attention/);
    await show('account');
    const dialog = await choose('accounts.csv', `kind,host,ledger\naccount,${hardware},8010\naccount,${licences},800`);
    await dialog.getByRole('status').filter({ hasText: '1 added, 1 refused.' }).waitFor(patience);
    expect(booked()).not.toContain('8010');
    await dialog.getByRole('button', { name: 'Apply 1 change' }).click();
    await stage.status(page).filter({ hasText: /^Sent/ }).waitFor(patience);
    expect(booked()).toContain('8010');
    await options.getByRole('row', { name: /^Apparatuur/ }).filter({ hasText: 'Imported' }).waitFor(patience);
    await page.close();
  });
});
