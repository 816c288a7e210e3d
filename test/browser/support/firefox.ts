import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { launch, type Browser, type Page } from 'puppeteer-core';

/** Where Firefox of the usual systems is; FIREFOX_PATH names another. */
const places = [
  '/usr/bin/firefox-esr', '/usr/bin/firefox', '/snap/bin/firefox',
  '/Applications/Firefox.app/Contents/MacOS/firefox', 'C:\\Program Files\\Mozilla Firefox\\firefox.exe',
];

/** The Firefox to use. Throws with what to do when there is none. */
export function firefoxPath(): string {
  const found = process.env['FIREFOX_PATH'] ?? places.find((place) => existsSync(place));
  if (!found) throw new Error('No Firefox was found. Install one, or name it with FIREFOX_PATH.');
  return found;
}

export const builtAddOn = resolve(import.meta.dirname, '../../../.output/firefox-mv3');

interface Manifest {
  browser_specific_settings: { gecko: { id: string } };
}
const addOnId = (): string => (JSON.parse(readFileSync(join(builtAddOn, 'manifest.json'), 'utf8')) as Manifest).browser_specific_settings.gecko.id;

/** Each profile makes up its own; pinned, so that the add-on's pages have an address known beforehand. */
const uuid = '5c8d1f60-7b3e-4d29-9e14-0a6bb2f4c7d3';

/** What Firefox would do over the network by itself. Nothing would come of it here but waiting. */
const quiet = {
  'app.normandy.enabled': false,
  'app.update.auto': false,
  'browser.aboutHomeSnippets.updateUrl': '',
  'browser.newtabpage.activity-stream.feeds.system.topstories': false,
  'browser.region.network.url': '',
  'browser.safebrowsing.provider.mozilla.updateURL': '',
  'datareporting.usage.uploadEnabled': false,
  'dom.push.connection.enabled': false,
  'extensions.systemAddon.update.enabled': false,
  'media.gmp-manager.updateEnabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'network.dns.disablePrefetch': true,
  'network.http.speculative-parallel-limit': 0,
  'network.prefetch-next': false,
  'network.trr.mode': 5,
  'toolkit.telemetry.enabled': false,
  'toolkit.telemetry.server': '',
};

const through = (port: number) => ({
  'network.proxy.type': 1,
  'network.proxy.http': '127.0.0.1',
  'network.proxy.http_port': port,
  'network.proxy.ssl': '127.0.0.1',
  'network.proxy.ssl_port': port,
  'network.proxy.no_proxies_on': '',
});

/** Milliseconds without a sign of life after which Firefox ends the event page. Its own 30 s would make for long tests. */
export const idleTime = 25_000;

/** The driver's line to the browser. It has no public type, and what is sent over it here no public method. */
interface Line {
  send(method: string, parameters: object): Promise<{ result: unknown }>;
}
const lineOf = (browser: Browser): Line => (browser as unknown as { connection: Line }).connection;

type Evaluated = { type: 'success'; result: { value?: unknown } } | { type: 'exception'; exceptionDetails: { text: string } };

/** Runs an expression with the browser's own rights, as its developer tools do. */
async function inside(browser: Browser, expression: string): Promise<unknown> {
  const line = lineOf(browser);
  const { contexts } = (await line.send('browsingContext.getTree', { maxDepth: 0, 'moz:scope': 'chrome' })).result as { contexts: { context: string }[] };
  const [window] = contexts;
  if (!window) throw new Error('Firefox has no window');
  const evaluated = (await line.send('script.evaluate', { expression, awaitPromise: true, target: { context: window.context } })).result as Evaluated;
  if (evaluated.type === 'exception') throw new Error(evaluated.exceptionDetails.text);
  return evaluated.result.value;
}

export interface RunningFirefox {
  browser: Browser;
  /** Opens one of the add-on's own pages ("options.html"). */
  open(path: string): Promise<Page>;
  /** Ends the event page now, whatever it is at, as if its idle time were up. */
  endBackground(): Promise<void>;
  /** Names the event page that runs; another one after it was ended. Null while none runs. */
  background(): Promise<unknown>;
  /** Errors in the add-on's own files, in any of its contexts; not those of a message or an answer that came after its page was closed. */
  complaints(): Promise<string[]>;
  close(): Promise<void>;
}

/** Starts a stock Firefox with the built add-on in a fresh profile; every connection it makes goes through the proxy. */
export async function launchFirefox(proxyPort: number): Promise<RunningFirefox> {
  const id = addOnId();
  const browser = await launch({
    browser: 'firefox',
    executablePath: firefoxPath(),
    headless: true,
    acceptInsecureCerts: true,
    // Without it the add-on's own pages cannot be driven.
    args: ['--remote-allow-system-access'],
    extraPrefsFirefox: {
      ...quiet,
      ...through(proxyPort),
      // From the start: a countdown that has begun is not shortened.
      'extensions.background.idle.timeout': idleTime,
      'extensions.webextensions.uuids': JSON.stringify({ [id]: uuid }),
      // A prompt that nothing can click here counts as answered with yes.
      'extensions.webextOptionalPermissionPrompts': false,
    },
  });
  const own = `WebExtensionPolicy.getByID(${JSON.stringify(id)}).extension`;

  async function close(): Promise<void> {
    const child = browser.process();
    const late = setTimeout(() => child?.kill('SIGKILL'), 10_000);
    await browser.close().catch(() => child?.kill('SIGKILL'));
    clearTimeout(late);
  }

  try {
    await browser.installExtension(builtAddOn);
  } catch (error) {
    await close();
    throw error;
  }
  return {
    browser,
    async open(path) {
      const page = await browser.newPage();
      await page.setViewport({ width: 1180, height: 820 });
      // The driver is never told that such a page has loaded; what is on it tells.
      await page.goto(`moz-extension://${uuid}/${path}`, { timeout: 1000 }).catch(() => undefined);
      await page.waitForSelector('h1', { timeout: 30_000 });
      return page;
    },
    async endBackground() {
      await inside(browser, `${own}.terminateBackground({ ignoreDevToolsAttached: true, disableResetIdleForTest: true })`);
    },
    background: () => inside(browser, `${own}.backgroundContext?.childId ?? null`),
    async complaints() {
      const messages = `Services.console.getMessageArray().filter((message) => message instanceof Ci.nsIScriptError && message.sourceName.includes(${JSON.stringify(uuid)}))`;
      const texts = JSON.parse(String(await inside(browser, `JSON.stringify(${messages}.map((message) => message.errorMessage))`))) as string[];
      return texts.filter((text) => !/after context unloaded|Receiving end does not exist/.test(text));
    },
    close,
  };
}
