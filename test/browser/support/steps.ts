import type { Locator, Page } from 'playwright';
import { expect } from 'vitest';
import { createExactOnline } from '../../emulators/exact-online';
import { bookedAs, type HeldDocument } from '../../support/ledgers';
import { setStage, settingsFile, type Stage, type StageOptions } from './stage';

/** Generous: it only matters when something is wrong. */
export const patience = { timeout: 30_000 };

/** An Exact Online whose minute is never full: these tests are not about limits. */
export const roomyExact = (options: Parameters<typeof createExactOnline>[0] = {}) => createExactOnline({ limits: { perMinute: 6000, perDay: 100_000 }, ...options });

/** A stage with the settings imported and the ledger connected. */
export async function connectedStage(options: StageOptions = {}): Promise<Stage> {
  const stage = await setStage({ ...(options.ledger ? {} : { exact: roomyExact() }), ...options });
  const page = await stage.browser.options();
  await stage.importSettings(page);
  await stage.connect(page);
  await page.close();
  return stage;
}

/** A settings file as a file input takes it. */
export const settingsUpload = (settings: object = settingsFile()) => ({ name: 'settings.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(settings)) });

/** Waits until the bar's state is the wanted one. */
export const stateIs = (stage: Stage, page: Page, wanted: RegExp): Promise<void> => stage.status(page).filter({ hasText: wanted }).waitFor(patience);

export const button = (stage: Stage, page: Page, name: string): Locator => stage.bar(page).getByRole('button', { name, exact: true });

/** A real press, by mouse, once the button can be pressed. */
export const press = (stage: Stage, page: Page, name: string): Promise<void> => button(stage, page, name).click(patience);

let lastNumber = 20_280_000;
/** A new invoice of a known customer and product, which can be sent as it is. */
export function addInvoice(stage: Stage, change: Parameters<Stage['scoro']['addInvoice']>[0] = {}): { id: number; number: number } {
  lastNumber += 1;
  const sample = stage.scoro.invoices.find(({ id }) => id === 1001);
  if (!sample) throw new Error('The site has no invoice 1001');
  const { id } = stage.scoro.addInvoice({ no: String(lastNumber), date: '2026-11-02', companyId: sample.companyId, lines: sample.lines, ...change });
  return { id, number: lastNumber };
}

export const entriesOf = (stage: Stage, number: number): HeldDocument[] => bookedAs(stage.ledger, 'invoice', String(number));

/** The id of the one entry an invoice became. */
export function entryOf(stage: Stage, number: number): string {
  const entries = entriesOf(stage, number);
  expect(entries).toHaveLength(1);
  return entries[0]?.id ?? '';
}

/** Opens an invoice and sends it. */
export async function sendInvoice(stage: Stage, { id }: { id: number }): Promise<Page> {
  const page = await stage.openDocument('invoices', id);
  await stateIs(stage, page, /^Not sent/);
  await press(stage, page, 'Send');
  await stateIs(stage, page, /^Sent/);
  return page;
}

/** Waits until something holds that no locator can wait for; outside of tests too, where there is no expect.poll. */
async function until(holds: () => boolean): Promise<void> {
  for (const end = Date.now() + patience.timeout; !holds(); await new Promise((later) => setTimeout(later, 50))) {
    if (Date.now() > end) throw new Error('It did not come to hold in time');
  }
}

/** Presses Fetch and waits until it has been done. */
export async function fetchState(stage: Stage, page: Page): Promise<void> {
  const read = () => stage.scoro.seen.filter(({ url }) => /\/(invoices|bills)\/view\//.test(url) && url.includes('/api/')).length;
  const before = read();
  await press(stage, page, 'Fetch');
  await until(() => read() > before);
  await page.getByRole('toolbar').and(page.locator('[aria-busy="false"]')).waitFor(patience);
}

/** Runs in the extension's worker. */
export const inWorker = async <T>(stage: Stage, expression: string): Promise<T> => (await stage.browser.worker()).evaluate<T>(expression);

/** The number on the extension's button. */
export const badge = (stage: Stage): Promise<string> => inWorker<string>(stage, 'chrome.action.getBadgeText({})');

/** What a button's description says, which is where a disabled one says why. */
export const descriptionOf = (of: Locator): Promise<string> =>
  of.evaluate((element) => (element.getRootNode() as ShadowRoot).getElementById(element.getAttribute('aria-describedby') ?? '')?.textContent ?? '');

/** Runs an expression where the bar's script runs: in the content scripts' world of a page. */
export async function inContentScript<T>(stage: Stage, page: Page, expression: string): Promise<T> {
  const script = `(async () => {
    const tab = (await chrome.tabs.query({})).find(({ url }) => url === ${JSON.stringify(page.url())}) ?? (await chrome.tabs.query({ active: true }))[0];
    const [{ result }] = await chrome.scripting.executeScript({ target: { tabId: tab.id }, func: async () => JSON.stringify(await (${expression})) ?? '' });
    return result;
  })()`;
  const text = await inWorker<string>(stage, script);
  return (text === '' ? undefined : JSON.parse(text)) as T;
}
