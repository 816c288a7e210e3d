import { writeFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright';
import { createExactOnline, testClient, type ExactOnline } from '../../emulators/exact-online';
import { createScoro } from '../../emulators/scoro';
import { startServers } from '../../emulators/core/servers';
import { launch, type LaunchOptions, type RunningBrowser } from './chromium';

export type Stage = Awaited<ReturnType<typeof setStage>>;

export const settingsFile = (change: (settings: Settings) => void = () => undefined) => {
  const settings = {
    version: 1,
    connections: [
      {
        id: 'acme',
        host: { system: 'scoro', site: 'https://acme.scoro.com', companyAccountId: 'acme', apiKey: 'scoro-key' },
        ledger: { system: 'exact-online', country: 'nl', clientId: testClient.clientId, clientSecret: testClient.clientSecret, company: '123456' },
        sync: { mode: 'manual', startDate: '2026-01-01', invoices: true, bills: true, contacts: true, products: true, payments: true },
      },
    ],
    mappings: [] as object[],
  };
  change(settings);
  return settings;
};
type Settings = { version: number; connections: Record<string, never>[] | object[]; mappings: object[] };

/** Emulators under their real names and a Chromium with the built extension, from nothing. */
export async function setStage({ exact = createExactOnline({}), ...options }: LaunchOptions & { exact?: ExactOnline } = {}) {
  const scoro = createScoro({ apiKey: 'scoro-key' });
  const servers = await startServers([exact, scoro]);
  const browser: RunningBrowser = await launch({
    granted: ['https://acme.scoro.com/*', 'https://start.exactonline.nl/*'],
    ...options,
    arguments: [...servers.chromiumArguments, ...(options.arguments ?? [])],
  });

  const stage = {
    exact, scoro, servers,
    /** Replaced when a test kills it and starts another on the same profile. */
    browser,

    /** Imports a settings file through the dialog, as a user does. */
    async importSettings(page: Page, settings: object = settingsFile()) {
      const file = join(mkdtempSync(join(tmpdir(), 'ledgerbar-settings-')), 'settings.json');
      writeFileSync(file, JSON.stringify(settings));
      await page.getByRole('button', { name: 'Import settings' }).click();
      await page.getByLabel('Settings file').setInputFiles(file);
      await page.getByRole('button', { name: 'Apply' }).click();
      await page.getByRole('region', { name: /acme/ }).waitFor();
    },

    /** Presses Connect and consents on Exact's own page. */
    async connect(page: Page, connection = 'acme') {
      const region = page.getByRole('region', { name: new RegExp(connection) });
      const consent = stage.browser.context.waitForEvent('page');
      await region.getByRole('button', { name: 'Connect', exact: true }).click();
      const authorize = await consent;
      await authorize.getByRole('button', { name: 'Allow' }).click();
      await region.getByRole('status').filter({ hasText: /^Connected$/ }).waitFor({ timeout: 30_000 });
    },

    async openDocument(kind: 'invoices' | 'bills', id: number | string): Promise<Page> {
      const page = await stage.browser.context.newPage();
      await page.goto(`https://acme.scoro.com/${kind}/view/${id}`);
      return page;
    },

    bar: (page: Page): Locator => page.getByRole('toolbar', { name: 'Exact Online' }),
    status: (page: Page): Locator => page.getByRole('toolbar', { name: 'Exact Online' }).getByRole('status'),

    async close() {
      await stage.browser.close();
      await servers.close();
    },
  };
  return stage;
}
