import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testClient } from '../emulators/exact-online';
import type { Stage } from './support/stage';
import { addInvoice, connectedStage, inContentScript, patience, press, sendInvoice, stateIs } from './support/steps';

let stage: Stage;
beforeAll(async () => {
  stage = await connectedStage();
});
afterAll(() => stage?.close());

const secrets = () => [testClient.clientSecret, 'scoro-key', ...stage.exact.tokens.access.keys(), ...stage.exact.tokens.refresh.keys()];

test('threat 8: a content script finds no secret in any storage it can reach, nor the extension\'s database', async () => {
  const page = await sendInvoice(stage, addInvoice(stage));
  const areas = await inContentScript<Record<string, unknown>>(stage, page, `(async () => {
    const read = async (name) => { try { return await chrome.storage[name].get(null); } catch (error) { return String(error); } };
    return { local: await read('local'), sync: await read('sync'), session: await read('session'), databases: (await indexedDB.databases()).map(({ name }) => name), page: { ...localStorage, ...sessionStorage } };
  })()`);
  expect(areas['local']).toEqual(expect.stringMatching(/not allowed/));
  expect(areas['session']).toEqual(expect.stringMatching(/Error/));
  expect(areas['databases']).toEqual([]);
  for (const secret of secrets()) expect(JSON.stringify(areas)).not.toContain(secret);

  // The extension's own pages do have the database; in it, nothing to read either.
  const options = await stage.browser.options();
  const stored = await options.evaluate<string>(`(async () => {
    const [{ name }] = await indexedDB.databases();
    const database = await new Promise((done) => { const open = indexedDB.open(name); open.onsuccess = () => done(open.result); });
    const rows = (store) => new Promise((done) => { const all = database.transaction(store).objectStore(store).getAll(); all.onsuccess = () => done(all.result); });
    const everything = Object.fromEntries(await Promise.all([...database.objectStoreNames].map(async (store) => [store, await rows(store)])));
    return JSON.stringify({ ...everything, exportable: everything.keys.map(({ key }) => key.extractable), local: await chrome.storage.local.get(null), session: await chrome.storage.session.get(null) });
  })()`);
  expect(stored).toContain('https://acme.scoro.com');
  expect(JSON.parse(stored)).toMatchObject({ exportable: [false], secrets: [{ key: 'acme/client' }, { key: 'acme/host' }, { key: 'acme/tokens' }] });
  for (const secret of secrets()) expect(stored).not.toContain(secret);
  await options.close();
  await page.close();
});

test('cookies of host and ledger never reach an API, and nothing odd was ever sent to the ledger', async () => {
  const page = await stage.openDocument('invoices', 1001);
  await stateIs(stage, page, /./);
  const apiCalls = stage.scoro.seen.filter(({ url }) => url.includes('/api/'));
  expect(stage.scoro.seen.filter(({ headers }) => headers['cookie']?.includes('scoro_session')).length).toBeGreaterThan(0);
  expect(apiCalls.length).toBeGreaterThan(0);
  expect(stage.scoro.cookieLeaks).toEqual([]);
  expect(stage.exact.world.violations).toEqual([]);
  for (const { headers } of [...apiCalls, ...stage.exact.seen.filter(({ url }) => /\/api\/(v1|oauth2\/token)/.test(url))]) {
    expect(headers['cookie']).toBeUndefined();
    expect(headers['referer']).toBeUndefined();
  }
  await page.close();
});

test('threat 12: an answer that sends the call to another host is not followed, and the token stays', async () => {
  const elsewhere = 'https://start.exactonline.be';
  const invoice = addInvoice(stage);
  stage.exact.faults.add({ url: 'salesentry/SalesEntries', times: 50, misbehaviour: { do: 'answer-before', status: 302, body: '', headers: { location: `${elsewhere}/steal` } } });
  const page = await stage.openDocument('invoices', invoice.id);
  await press(stage, page, 'Send');
  await stateIs(stage, page, /^(Waiting|Checking|Needs attention)/);
  const redirected = stage.exact.seen.filter(({ status }) => status === 302);
  expect(redirected.some(({ url, headers }) => url.includes('/salesentry/SalesEntries') && headers['authorization']?.startsWith('Bearer '))).toBe(true);
  expect(stage.exact.seen.filter(({ url }) => url.startsWith(elsewhere))).toEqual([]);
  stage.exact.faults.clear();
  await page.close();
});

/** Every file of a folder, whole. */
function* filesIn(folder: string): Generator<{ path: string; content: Buffer }> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesIn(path);
    else if (entry.isFile() && existsSync(path)) yield { path, content: readFileSync(path) };
  }
}

test('threat 9: after all this, the files of the browser\'s profile hold no key, secret or token', async () => {
  await sendInvoice(stage, addInvoice(stage));
  await expect.poll(() => stage.exact.tokens.refresh.size, patience).toBeGreaterThan(0);
  const wanted = secrets();
  expect(wanted.length).toBeGreaterThanOrEqual(4);
  await stage.browser.context.close();
  const spellings = (text: string) => [Buffer.from(text, 'utf8'), Buffer.from(text, 'utf16le'), Buffer.from(encodeURIComponent(text)), Buffer.from(Buffer.from(text).toString('base64').replace(/=+$/, ''))];
  const found: string[] = [];
  let known = 0;
  for (const { path, content } of filesIn(stage.browser.profile)) {
    // What is no secret is found: so the scan looks where the extension writes.
    if (path.includes('IndexedDB') && content.includes(testClient.clientId)) known += 1;
    for (const secret of wanted) if (spellings(secret).some((spelling) => content.includes(spelling))) found.push(`${secret} in ${path}`);
  }
  expect(known).toBeGreaterThan(0);
  expect(found).toEqual([]);
});
