import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ledgerIds, roomyLedger } from '../support/ledgers';
import type { Stage } from './support/stage';
import { addInvoice, badge, button, connectedStage, descriptionOf, entriesOf, entryOf, fetchState, patience, press, sendInvoice, stateIs } from './support/steps';

describe.each(ledgerIds)('with %s', (id) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await connectedStage({ ledger: roomyLedger(id) });
  });
  afterAll(() => stage?.close());

  const problemsOf = (page: Page) => page.getByRole('region', { name: 'Problems' });
  const cards = (log: Page) => log.getByRole('region', { name: 'Open errors' }).getByRole('article');

  /** An invoice with a line that has no VAT code: it is held until one is chosen. */
  const addFaulty = () => addInvoice(stage, { lines: [{ productId: 0, name: 'Travel', unit: '', price: '23.4', vatCodeId: null, financeAccountId: 501 }] });

  async function sendFaulty({ id }: { id: number }): Promise<Page> {
    const page = await stage.openDocument('invoices', id);
    await press(stage, page, 'Send');
    await stateIs(stage, page, /^Needs attention/);
    return page;
  }

  test('what keeps a document from being sent is listed below the bar, and mended there by its button', async () => {
    const page = await stage.openDocument('invoices', 1009);
    await press(stage, page, 'Send');
    await stateIs(stage, page, /^Needs attention, /);
    const problems = problemsOf(page).getByRole('listitem');
    await problems.first().waitFor();
    expect(await problems.count()).toBe(1);
    expect(await problems.first().textContent()).toContain('Line 2 has no VAT code');
    expect(entriesOf(stage, 20260124)).toHaveLength(0);

    await problems.first().getByRole('button', { name: 'Choose…' }).click();
    await problems.first().getByRole('listbox').selectOption(stage.ledger.untaxed);
    await problems.first().getByRole('button', { name: 'Apply' }).click();
    await stateIs(stage, page, /^Sent/);
    await problemsOf(page).waitFor({ state: 'detached' });
    expect(entriesOf(stage, 20260124)).toHaveLength(1);
    await page.close();
  });

  test('the answer given to a problem is remembered: the next document like it is sent without a question', async () => {
    const next = addInvoice(stage, { lines: [{ productId: 0, name: 'Travel again', unit: '', price: '12', vatCodeId: null, financeAccountId: 501 }] });
    await (await sendInvoice(stage, next)).close();
    expect(entriesOf(stage, next.number)).toHaveLength(1);
  });

  test('an invoice changed after it was sent shows what differs, field by field, and is updated by one button', async () => {
    const invoice = addInvoice(stage);
    const page = await sendInvoice(stage, invoice);
    const entry = entryOf(stage, invoice.number);
    const [line] = stage.scoro.invoices.find(({ id }) => id === invoice.id)?.lines ?? [];
    stage.scoro.changeInvoice(invoice.id, { lines: [{ ...line, price: '1100' }] });
    await fetchState(stage, page);
    await stateIs(stage, page, /^Changed since sent/);

    const region = page.getByRole('region', { name: 'Differences' });
    expect(await region.getByRole('columnheader').allTextContents()).toEqual(['Field', 'In Scoro', `In ${stage.ledger.name}`]);
    const total = region.getByRole('row').filter({ hasText: 'Differs:' }).filter({ hasText: /1.?331.00/ });
    expect(await total.first().textContent()).toMatch(/1.?331.00.*1.?210.00/);
    await region.getByRole('button', { name: `Update in ${stage.ledger.name}` }).click();
    await stateIs(stage, page, /^Sent/);
    expect(entryOf(stage, invoice.number)).toBe(entry);
    expect(entriesOf(stage, invoice.number).map(({ gross }) => Number(gross))).toEqual([1331]);
    await page.close();
  });

  test('an entry deleted in the ledger is said to be, cannot be opened, and can be booked again', async () => {
    const invoice = addInvoice(stage);
    const page = await sendInvoice(stage, invoice);
    // Its payment terms become known, which a ledger may list as deleted.
    await fetchState(stage, page);
    stage.ledger.remove(entryOf(stage, invoice.number));
    await fetchState(stage, page);
    await stateIs(stage, page, /^Deleted in ledger/);
    expect(await button(stage, page, 'Open').isDisabled()).toBe(true);
    expect(await descriptionOf(button(stage, page, 'Open'))).toBe(`It is deleted in ${stage.ledger.name}`);
    await press(stage, page, 'Send');
    await stateIs(stage, page, /^Sent/);
    expect(entriesOf(stage, invoice.number)).toHaveLength(1);
    await page.close();
  });

  test('the badge is the number of open errors, which the log page lists with their ways on', async () => {
    // What was chosen before would mend these at once.
    const page = await stage.browser.options();
    await page.evaluate(() => new Promise((done) => {
      const open = indexedDB.open('ledgerbar');
      open.onsuccess = () => {
        const clear = open.result.transaction('mappings', 'readwrite').objectStore('mappings').clear();
        clear.onsuccess = () => {
          open.result.close();
          done(null);
        };
      };
    }));
    await page.close();
    expect(await badge(stage)).toBe('');
    const log = await stage.browser.options('#/log');
    await log.getByText('Nothing needs you').waitFor();

    const [first, second, third] = [addFaulty(), addFaulty(), addFaulty()];
    for (const faulty of [first, second, third]) await (await sendFaulty(faulty)).close();
    await expect.poll(() => cards(log).count(), patience).toBe(3);
    await expect.poll(() => badge(stage), patience).toBe('3');
    const card = (of: { number: number }) => log.getByRole('article', { name: String(of.number) });

    // Go to document.
    const opened = stage.browser.context.waitForEvent('page');
    await card(first).getByRole('button', { name: 'Go to document' }).click();
    const tab = await opened;
    await tab.waitForURL(`https://acme.scoro.com/invoices/view/${first.id}`);
    await stateIs(stage, tab, /^Needs attention/);

    // Dismiss: no longer an error, on the page neither.
    await card(first).getByRole('button', { name: 'Dismiss' }).click();
    await card(first).waitFor({ state: 'detached' });
    await expect.poll(() => badge(stage), patience).toBe('2');
    await stateIs(stage, tab, /^Not sent/);
    await tab.close();

    // Retry: mended in the host, it is sent.
    const [line] = stage.scoro.invoices.find(({ id }) => id === second.id)?.lines ?? [];
    stage.scoro.changeInvoice(second.id, { lines: [{ ...line, vatCodeId: 301 }] });
    await card(second).getByRole('button', { name: 'Retry' }).click();
    await card(second).waitFor({ state: 'detached' });
    await expect.poll(() => entriesOf(stage, second.number).length, patience).toBe(1);
    await expect.poll(() => badge(stage), patience).toBe('1');

    // Retry where nothing was mended: it stays.
    await card(third).getByRole('button', { name: 'Retry' }).click();
    await expect.poll(() => cards(log).count(), patience).toBe(1);
    expect(entriesOf(stage, third.number)).toHaveLength(0);

    // And its fix is here too.
    await card(third).getByRole('button', { name: 'Choose…' }).click();
    await card(third).getByRole('listbox').selectOption(stage.ledger.untaxed);
    await card(third).getByRole('button', { name: 'Apply' }).click();
    await log.getByText('Nothing needs you').waitFor(patience);
    await expect.poll(() => badge(stage), patience).toBe('');
    await expect.poll(() => entriesOf(stage, third.number).length, patience).toBe(1);
    await log.close();
  });
});
