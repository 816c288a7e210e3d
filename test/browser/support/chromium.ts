import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { chromium, type BrowserContext, type Page, type Worker } from 'playwright';

/** Where browsers of the usual systems are; CHROMIUM_PATH names another. */
const places = [
  '/usr/bin/chromium', '/usr/bin/chromium-browser', '/snap/bin/chromium',
  '/Applications/Chromium.app/Contents/MacOS/Chromium', 'C:\\Program Files\\Chromium\\Application\\chrome.exe',
];

/** The Chromium to use. Throws with what to do when there is none. */
export function chromiumPath(): string {
  const named = process.env['CHROMIUM_PATH'];
  const found = named ?? places.find((place) => existsSync(place));
  if (!found) throw new Error('No Chromium was found. Install one, or name it with CHROMIUM_PATH.');
  return found;
}

export const builtExtension = resolve(import.meta.dirname, '../../../.output/chrome-mv3');

/** The id Chromium derives from the manifest's key. */
export function extensionId(folder = builtExtension): string {
  const { key } = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as { key: string };
  const hex = createHash('sha256').update(Buffer.from(key, 'base64')).digest('hex').slice(0, 32);
  return [...hex].map((digit) => String.fromCharCode(97 + parseInt(digit, 16))).join('');
}

export interface LaunchOptions {
  /** Origins that count as granted by the user; a native prompt cannot be clicked here. */
  granted?: readonly string[];
  /** Optional permissions that count as granted, by the same means. */
  permissions?: readonly string[];
  arguments?: readonly string[];
  profile?: string;
  headless?: boolean;
  colorScheme?: 'light' | 'dark';
}

export interface RunningBrowser {
  context: BrowserContext;
  profile: string;
  id: string;
  worker(): Promise<Worker>;
  options(route?: string): Promise<Page>;
  killWorker(): Promise<void>;
  close(): Promise<void>;
}

const flags = (extension: string, headless: boolean) => [
  ...(headless ? ['--headless=new'] : []),
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-gpu', '--disable-quic', '--no-first-run', '--no-default-browser-check', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-search-engine-choice-screen',
  `--disable-extensions-except=${extension}`, `--load-extension=${extension}`,
];

const start = (profile: string, options: LaunchOptions): Promise<BrowserContext> =>
  chromium.launchPersistentContext(profile, {
    executablePath: chromiumPath(),
    headless: false,
    args: [...flags(builtExtension, options.headless !== false), ...(options.arguments ?? [])],
    ignoreHTTPSErrors: true,
    viewport: { width: 1180, height: 820 },
    ...(options.colorScheme ? { colorScheme: options.colorScheme } : {}),
  });

/** The worker of the extension; a profile may hold others. */
async function worker(context: BrowserContext, id: string): Promise<Worker> {
  const isOurs = (candidate: Worker) => new URL(candidate.url()).hostname === id;
  return context.serviceWorkers().find(isOurs) ?? context.waitForEvent('serviceworker', { predicate: isOurs, timeout: 15_000 });
}

/** Writes the grants into the profile, as the browser itself would have after its prompt. */
function grant(profile: string, id: string, origins: readonly string[], optional: readonly string[]): void {
  const file = join(profile, 'Default', 'Preferences');
  const preferences = JSON.parse(readFileSync(file, 'utf8')) as { extensions?: { settings?: Record<string, Record<string, unknown>>; ui?: object } };
  const settings = preferences.extensions?.settings?.[id];
  if (!settings) throw new Error('The profile does not know the extension yet');
  // Without it an unpacked extension that reloads itself is not started again.
  preferences.extensions = { ...preferences.extensions, ui: { developer_mode: true } };
  for (const kind of ['granted_permissions', 'active_permissions', 'runtime_granted_permissions']) {
    const permissions = (settings[kind] ?? {}) as { api?: string[]; explicit_host?: string[] };
    settings[kind] = {
      manifest_permissions: [], scriptable_host: [], ...permissions,
      api: [...new Set([...(permissions.api ?? []), ...optional])],
      explicit_host: [...new Set([...(permissions.explicit_host ?? []), ...origins])],
    };
  }
  writeFileSync(file, JSON.stringify(preferences));
}

/** Starts a real Chromium with the built extension. */
export async function launch(options: LaunchOptions = {}): Promise<RunningBrowser> {
  const fresh = options.profile === undefined;
  const profile = options.profile ?? mkdtempSync(join(tmpdir(), 'ledgerbar-profile-'));
  const id = extensionId();
  if (fresh && options.granted?.length) {
    const first = await start(profile, { headless: true });
    await worker(first, id);
    await first.close();
    grant(profile, id, options.granted, options.permissions ?? []);
  }
  const context = await start(profile, options);
  await worker(context, id);
  return {
    context,
    profile,
    id,
    worker: () => worker(context, id),
    async options(route = '#/connections') {
      const page = await context.newPage();
      await page.goto(`chrome-extension://${id}/options.html${route}`);
      return page;
    },
    async killWorker() {
      const browser = context.browser();
      const session = browser ? await browser.newBrowserCDPSession() : await context.newCDPSession(context.pages()[0] ?? (await context.newPage()));
      const { targetInfos } = await session.send('Target.getTargets', { filter: [{}] } as never);
      const target = targetInfos.find((candidate) => candidate.type === 'service_worker' && candidate.url.includes(id));
      if (target) await session.send('Target.closeTarget', { targetId: target.targetId });
      await session.detach().catch(() => undefined);
    },
    async close() {
      await context.close();
      if (fresh) rmSync(profile, { recursive: true, force: true });
    },
  };
}
