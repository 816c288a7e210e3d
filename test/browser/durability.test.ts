import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { schemaVersions } from '../../lib/storage/schema';
import { storedDatabases } from '../fixtures/storage/native';
import { violations } from './support/axe';
import { launch } from './support/chromium';
import type { Stage } from './support/stage';
import { addInvoice, badge, connectedStage, entriesOf, inWorker, patience, press, sendInvoice, settingsUpload, stateIs } from './support/steps';

/** What becomes of the extension's own storage behind its back: emptied, corrupt, half upgraded. */
let stage: Stage;
beforeAll(async () => {
  stage = await connectedStage();
});
afterAll(async () => {
  await stage?.close();
  if (stage) rmSync(stage.browser.profile, { recursive: true, force: true });
});

const relaunch = async () => {
  stage.browser = await launch({ profile: stage.browser.profile, arguments: stage.servers.chromiumArguments });
};
const restartBrowser = async () => {
  await stage.browser.context.close();
  await relaunch();
};

/** SIGKILL to the browser's own process: no goodbye, as in a power cut. */
async function killBrowser(): Promise<void> {
  const session = await stage.browser.context.browser()?.newBrowserCDPSession();
  const { processInfo } = (await session?.send('SystemInfo.getProcessInfo')) ?? { processInfo: [] };
  const pid = processInfo.find(({ type }) => type === 'browser')?.id;
  if (!pid) throw new Error('The browser did not tell its process');
  const closed = new Promise((resolve) => stage.browser.context.once('close', resolve));
  process.kill(pid, 'SIGKILL');
  await closed;
}

/** A page of the extension in which nothing of it runs: its databases can be worked on without it. */
async function quietPage(): Promise<Page> {
  const page = await stage.browser.context.newPage();
  await page.goto(`chrome-extension://${stage.browser.id}/manifest.json`);
  return page;
}

/** Changes rows of a table as no code of ours would. */
async function spoil(table: string, change: string): Promise<void> {
  const page = await quietPage();
  await page.evaluate(`new Promise((done, failed) => {
    const open = indexedDB.open('ledgerbar');
    open.onerror = () => failed(open.error);
    open.onsuccess = () => {
      const write = open.result.transaction('${table}', 'readwrite');
      const all = write.objectStore('${table}').getAll();
      all.onsuccess = () => all.result.forEach((row) => { const next = (${change})(row); if (next) write.objectStore('${table}').put(next); });
      write.oncomplete = () => { open.result.close(); done(); };
    };
  })`);
  await page.close();
}

const clearedAlert = (page: Page) => page.getByRole('alert', { name: 'The storage of Ledgerbar in this browser was cleared' });

test('fault 47: the database is deleted behind its back: told after the restart, settings imported, a document sent before is linked', async () => {
  const invoice = addInvoice(stage);
  await (await sendInvoice(stage, invoice)).close();
  await expect.poll(() => inWorker<number>(stage, `chrome.storage.local.get('marker').then(({ marker }) => marker.holds.links)`), patience).toBe(1);
  const quiet = await quietPage();
  await stage.browser.killWorker();
  await quiet.evaluate(`new Promise((done, failed) => { const gone = indexedDB.deleteDatabase('ledgerbar'); gone.onsuccess = done; gone.onerror = () => failed(gone.error); })`);
  await restartBrowser();

  const options = await stage.browser.options();
  await clearedAlert(options).waitFor(patience);
  expect(await clearedAlert(options).textContent()).toMatch(/Gone from this browser: 1 connection with its keys and sign-in, .*1 record of a document that was sent/);
  await expect.poll(() => badge(stage), patience).toBe('1');
  for (const colorScheme of ['light', 'dark'] as const) {
    await options.emulateMedia({ colorScheme });
    expect(await violations(options)).toEqual([]);
  }
  await clearedAlert(options).getByRole('button', { name: 'Import your settings' }).click();
  await options.getByLabel('Settings file').setInputFiles(settingsUpload());
  await options.getByRole('button', { name: 'Apply' }).click();
  await options.getByRole('region', { name: /acme/ }).waitFor(patience);
  await stage.connect(options);

  const posts = () => stage.exact.seen.filter(({ method, url }) => method === 'POST' && url.includes('salesentry')).length;
  const before = posts();
  const page = await stage.openDocument('invoices', invoice.id);
  await stateIs(stage, page, /^Not sent/);
  await press(stage, page, 'Send');
  await stateIs(stage, page, /^Sent/);
  await press(stage, page, 'Log');
  await page.getByRole('region', { name: 'Log' }).getByText(/linked, not sent again/).waitFor(patience);
  expect([entriesOf(stage, invoice.number).length, posts() - before]).toEqual([1, 0]);

  await options.goto(`chrome-extension://${stage.browser.id}/options.html#/log`);
  await options.getByText(/The storage of Ledgerbar in this browser was cleared\. Gone from it: 1 connection /).waitFor(patience);
  await clearedAlert(options).getByRole('button', { name: 'Dismiss' }).click();
  await clearedAlert(options).waitFor({ state: 'detached', ...patience });
  await expect.poll(() => badge(stage), patience).toBe('');
  await restartBrowser();
  const again = await stage.browser.options();
  await again.getByRole('region', { name: /acme/ }).waitFor(patience);
  expect(await clearedAlert(again).count()).toBe(0);
  await again.close();
});

test('fault 47: the database is deleted while it is in use: told at once, without a restart', async () => {
  const options = await stage.browser.options();
  await options.getByRole('region', { name: /acme/ }).waitFor(patience);
  const quiet = await quietPage();
  await quiet.evaluate(`new Promise((done, failed) => { const gone = indexedDB.deleteDatabase('ledgerbar'); gone.onsuccess = done; gone.onerror = () => failed(gone.error); })`);
  await clearedAlert(options).waitFor(patience);
  await stage.importSettings(options);
  await stage.connect(options);
  await clearedAlert(options).getByRole('button', { name: 'Dismiss' }).click();
  const invoice = addInvoice(stage);
  await (await sendInvoice(stage, invoice)).close();
  expect(entriesOf(stage, invoice.number)).toHaveLength(1);
  for (const page of [options, quiet]) await page.close();
});

test('fault 47: the files of the database are damaged while the browser is closed: told, and nothing is sent twice', async () => {
  const invoice = addInvoice(stage);
  await (await sendInvoice(stage, invoice)).close();
  await stage.browser.context.close();
  const folder = join(stage.browser.profile, 'Default/IndexedDB', `chrome-extension_${stage.browser.id}_0.indexeddb.leveldb`);
  for (const file of readdirSync(folder)) if (/^(CURRENT|MANIFEST)/.test(file)) writeFileSync(join(folder, file), 'no longer what it was');
  await relaunch();

  const options = await stage.browser.options();
  await clearedAlert(options).waitFor(patience);
  await options.getByRole('banner').or(options.locator('header')).getByRole('button', { name: 'Import settings' }).click();
  await options.getByLabel('Settings file').setInputFiles(settingsUpload());
  await options.getByRole('button', { name: 'Apply' }).click();
  await stage.connect(options);
  await clearedAlert(options).getByRole('button', { name: 'Dismiss' }).click();
  const page = await stage.openDocument('invoices', invoice.id);
  await stateIs(stage, page, /^Not sent/);
  await press(stage, page, 'Send');
  await stateIs(stage, page, /^Sent/);
  expect(entriesOf(stage, invoice.number)).toHaveLength(1);
  for (const open of [options, page]) await open.close();
});

test('fault 48: a corrupt job and a corrupt link are set aside and shown, and another document is sent', async () => {
  const [linked, queued, other] = [addInvoice(stage), addInvoice(stage), addInvoice(stage)];
  for (const invoice of [linked, queued]) await (await sendInvoice(stage, invoice)).close();
  await stage.browser.killWorker();
  await spoil('links', `(row) => row.document.id === '${linked.id}' ? { ...row, total: 'much' } : null`);
  await spoil('jobs', `(row) => row.document.id === '${queued.id}' ? { ...row, state: 'flying', document: null } : null`);
  await restartBrowser();

  await (await sendInvoice(stage, other)).close();
  expect(entriesOf(stage, other.number)).toHaveLength(1);

  const options = await stage.browser.options('#/log');
  const aside = options.getByRole('region', { name: 'Set aside' });
  const link = aside.getByRole('article', { name: `The link of invoice ${linked.number}` });
  await link.waitFor(patience);
  await aside.getByRole('article', { name: /^The place in the queue of invoice/ }).waitFor(patience);
  await options.getByText(/was set aside \(total: /).first().waitFor(patience);
  await expect.poll(() => badge(stage), patience).toBe('1');
  expect(await violations(options)).toEqual([]);

  await link.getByRole('button', { name: 'Send again' }).click();
  await link.waitFor({ state: 'detached', ...patience });
  const page = await stage.openDocument('invoices', linked.id);
  await stateIs(stage, page, /^Sent/);
  expect(entriesOf(stage, linked.number)).toHaveLength(1);

  await aside.getByRole('article').getByRole('button', { name: 'Remove' }).click();
  await aside.waitFor({ state: 'detached', ...patience });
  await expect.poll(() => badge(stage), patience).toBe('');
  for (const open of [options, page]) await open.close();
});

test('fault 46: the browser is killed in the middle of an upgrade: the old version is whole, and the next start upgrades it', async () => {
  const [old] = storedDatabases();
  const quiet = await quietPage();
  await stage.browser.killWorker();
  const told = new Promise<void>((resolve) => quiet.on('console', (message) => message.text() === 'half-way' && resolve()));
  void quiet.evaluate(`(async ({ nativeVersion, stores, rows }) => {
    const settled = (request) => new Promise((done, failed) => { request.onsuccess = () => done(request.result); request.onerror = () => failed(request.error); });
    await settled(indexedDB.deleteDatabase('ledgerbar'));
    const making = indexedDB.open('ledgerbar', nativeVersion);
    making.onupgradeneeded = () => {
      for (const { name, keyPath, autoIncrement, indexes } of stores) {
        const store = making.result.createObjectStore(name, { keyPath, autoIncrement });
        for (const index of indexes) store.createIndex(index.name, index.keyPath, index);
        for (const row of rows[name] ?? []) store.add(row);
      }
    };
    (await settled(making)).close();
    const upgrade = indexedDB.open('ledgerbar', nativeVersion + 10);
    upgrade.onupgradeneeded = () => {
      upgrade.result.createObjectStore('meta', { keyPath: 'name' });
      upgrade.result.deleteObjectStore('intents');
      const links = upgrade.transaction.objectStore('links');
      links.clear();
      let writes = 0;
      const goOn = () => {
        if ((writes += 1) === 500) console.log('half-way');
        links.put({ key: 'x' + writes, connection: 'acme' }).onsuccess = goOn;
      };
      goOn();
    };
  })(${JSON.stringify(old)})`).catch(() => undefined);
  await told;
  await killBrowser();
  await relaunch();

  const options = await stage.browser.options();
  await options.getByRole('region', { name: /acme/ }).waitFor(patience);
  const stored = await options.evaluate<{ version: number; counts: Record<string, number> }>(`new Promise((done) => {
    const open = indexedDB.open('ledgerbar');
    open.onsuccess = async () => {
      const names = [...open.result.objectStoreNames];
      const read = open.result.transaction(names);
      const counts = await Promise.all(names.map((name) => new Promise((resolve) => { const count = read.objectStore(name).count(); count.onsuccess = () => resolve([name, count.result]); })));
      const { version } = open.result;
      open.result.close();
      done({ version, counts: Object.fromEntries(counts) });
    };
  })`);
  expect(stored.version).toBe(schemaVersions.at(-1)!.version * 10);
  for (const table of ['connections', 'links', 'intents', 'mappings', 'terms']) expect([table, stored.counts[table]]).toEqual([table, old!.rows[table]!.length]);
  expect(stored.counts['quarantine']).toBe(0);
});

test('the database is of a newer version: told, nothing of it is touched, and nothing is sent', async () => {
  const options = await stage.browser.options();
  await options.getByRole('region', { name: /acme/ }).waitFor(patience);
  await options.close();
  const quiet = await quietPage();
  await stage.browser.killWorker();
  await quiet.evaluate(`new Promise((done, failed) => { const later = indexedDB.open('ledgerbar', 990); later.onsuccess = () => (later.result.close(), done()); later.onerror = () => failed(later.error); })`);
  let again: Page;
  let isTold = false;
  // A machine with much else to do may start the browser without the extension's background, which then comes with the next start.
  for (let start = 0; !isTold && start < 3; start += 1) {
    await restartBrowser();
    again = await stage.browser.options('#/documents');
    isTold = await again.getByRole('alert', { name: 'The data of Ledgerbar is of a newer version' }).waitFor(patience).then(() => true, () => false);
  }
  again = again!;
  expect(isTold).toBe(true);
  await expect.poll(() => badge(stage), patience).toBe('!');
  await again.getByRole('alert').getByRole('button', { name: 'Try again' }).click();
  await again.getByRole('alert').getByText(/written by a newer version of Ledgerbar/).waitFor(patience);
  expect(await again.evaluate(`indexedDB.databases().then((all) => all.map(({ name, version }) => [name, version]))`)).toEqual([['ledgerbar', 990]]);
  await again.close();
});
