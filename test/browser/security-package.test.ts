import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { messageTable } from '../../lib/messages';
import { builtExtension } from './support/chromium';
import type { Stage } from './support/stage';
import { addInvoice, connectedStage, entriesOf } from './support/steps';

/** What is in the package, and who else in the browser may talk to it. */
const files = readdirSync(builtExtension, { recursive: true, encoding: 'utf8' }).filter((name) => statSync(join(builtExtension, name)).isFile());
const texts = files.filter((name) => /\.(js|css|html|json|svg|txt)$/.test(name)).map((name) => ({ name, text: readFileSync(join(builtExtension, name), 'utf8') }));
const manifest = JSON.parse(readFileSync(join(builtExtension, 'manifest.json'), 'utf8')) as Record<string, unknown>;

const holding = (pattern: RegExp) => texts.flatMap(({ name, text }) => [...text.matchAll(pattern)].map((match) => `${name}: ${text.slice(Math.max(0, match.index - 40), match.index + 60)}`));

test('threat 13: the manifest asks for these permissions and no others, and for no host beforehand', () => {
  const { permissions, optional_permissions, host_permissions, optional_host_permissions, content_scripts, externally_connectable, web_accessible_resources, content_security_policy } = manifest;
  expect({ permissions, optional_permissions, host_permissions, optional_host_permissions, content_scripts, externally_connectable, web_accessible_resources, content_security_policy }).toMatchInlineSnapshot(`
    {
      "content_scripts": undefined,
      "content_security_policy": undefined,
      "externally_connectable": undefined,
      "host_permissions": undefined,
      "optional_host_permissions": [
        "https://*.scoro.com/*",
        "https://start.exactonline.nl/*",
        "https://start.exactonline.be/*",
        "https://start.exactonline.de/*",
        "https://start.exactonline.co.uk/*",
        "https://start.exactonline.com/*",
        "https://start.exactonline.es/*",
        "https://start.exactonline.fr/*",
        "https://oauth.platform.intuit.com/*",
        "https://quickbooks.api.intuit.com/*",
        "https://sandbox-quickbooks.api.intuit.com/*",
      ],
      "optional_permissions": [
        "notifications",
      ],
      "permissions": [
        "alarms",
        "identity",
        "scripting",
        "storage",
        "unlimitedStorage",
      ],
      "web_accessible_resources": undefined,
    }
  `);
});

test('threats 10 and 22: nothing in the package turns text into code or markup', () => {
  expect(texts.length).toBeGreaterThan(5);
  // The scan finds what is there.
  expect(holding(/\btextContent\b/g)).not.toEqual([]);
  expect(holding(/\beval\s*\(|\bnew\s+Function\b|\bFunction\s*\(|=\s*Function\b(?!\.)|\b(?:inner|outer)HTML\b(?!\w)|insertAdjacentHTML|document\.write|\bimportScripts\b|setTimeout\(\s*["'`]/g)).toEqual([]);
  for (const { name, text } of texts.filter(({ name }) => name.endsWith('.html'))) {
    expect([name, [...text.matchAll(/<script\b[^>]*>/g)].map(([tag]) => tag).filter((tag) => !/ src="\/[^"]+"/.test(tag))]).toEqual([name, []]);
    expect(text).not.toMatch(/ on\w+="/);
  }
});

test('threat 10: nothing in the package is a secret, and no address is there for tests', () => {
  expect(holding(/127\.0\.0\.1|127\\\.0|\blocalhost\b/g)).toEqual([]);
  expect(holding(/client_secret\s*=\s*\w|(?:clientSecret|apiKey)\s*[:=]\s*["'`][\w.~+/-]{6,}["'`]|Bearer [\w.-]{16,}|stampNL\d+\.|exact-secret|scoro-key/g)).toEqual([]);
  expect(files.filter((name) => /\.(map|env|pem|key|ts|tsx)$/.test(name))).toEqual([]);
});

test('the package calls no host but those it may ask for', () => {
  const hosts = new Set(texts.filter(({ name }) => name.endsWith('.js')).flatMap(({ text }) => [...text.matchAll(/https?:\/\/([a-z0-9.*-]+\.[a-z]{2,})/gi)].map(([, host]) => host)));
  const asked = (manifest['optional_host_permissions'] as string[]).map((pattern) => new URL(pattern.replace('*.', '')).hostname);
  // Names of formats, where libraries explain their messages, and names that are nobody's (RFC 2606); nothing is ever fetched from them.
  const names = /^(www\.w3\.org|json-schema\.org|bit\.ly|tinyurl\.com|dexie\.org|github\.com|(.+\.)?example\.com|.+\.invalid)$/;
  // Pages that are opened for the user, in a window or tab of their own; nothing is fetched from them either.
  const opened = /^(appcenter|app\.qbo|app\.sandbox\.qbo)\.intuit\.com$/;
  expect([...hosts].filter((host) => host && !names.test(host) && !opened.test(host) && !asked.some((known) => host === known || host.endsWith(`.${known}`)))).toEqual([]);
});

test('the script that every host page loads is smaller than 45 KiB', () => {
  expect(statSync(join(builtExtension, 'content-scripts/quick-actions.js')).size).toBeLessThan(46_080);
});

test('the script for the lists of a host is smaller than 12 KiB', () => {
  expect(statSync(join(builtExtension, 'content-scripts/list-chips.js')).size).toBeLessThan(12_288);
});

/** Another extension in the same browser, with a page to speak from. */
function makeIntruder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'ledgerbar-intruder-'));
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ manifest_version: 3, name: 'Intruder', version: '1', background: { service_worker: 'worker.js' } }));
  writeFileSync(join(folder, 'worker.js'), 'chrome.runtime.onMessageExternal.addListener((message, sender, answer) => answer("heard"));');
  return folder;
}

let stage: Stage;
const intruder = makeIntruder();
beforeAll(async () => {
  // Of two lists Chromium takes the later one.
  stage = await connectedStage({ arguments: [`--disable-extensions-except=${builtExtension},${intruder}`, `--load-extension=${builtExtension},${intruder}`] });
});
afterAll(async () => {
  await stage?.close();
  rmSync(intruder, { recursive: true, force: true });
});

test('threat 16: another extension is not heard, whatever it says', async () => {
  const invoice = addInvoice(stage);
  const isOther = (url: string) => !url.includes(stage.browser.id);
  const other = stage.browser.context.serviceWorkers().find((worker) => isOther(worker.url())) ?? (await stage.browser.context.waitForEvent('serviceworker', (worker) => isOther(worker.url())));
  const before = stage.exact.seen.length;
  const answers = await other.evaluate<string[]>(`Promise.all(${JSON.stringify(Object.keys(messageTable))}.map((type, id) => Promise.race([
    chrome.runtime.sendMessage(${JSON.stringify(stage.browser.id)}, { id, type, timestamp: 0, data: { document: { kind: 'invoice', id: '${invoice.id}' }, connection: 'acme', documents: [] } }).then((answer) => 'heard: ' + JSON.stringify(answer), String),
    new Promise((late) => setTimeout(late, 5000, 'no answer')),
  ])))`);
  expect(answers).toHaveLength(Object.keys(messageTable).length);
  for (const answer of answers) expect(answer).toMatch(/Receiving end does not exist/);
  expect(stage.exact.seen).toHaveLength(before);
  expect(entriesOf(stage, invoice.number)).toEqual([]);
});
