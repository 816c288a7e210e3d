import { writeFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright';
import type { ExactOnline } from '../../emulators/exact-online';
import type { Emulator } from '../../emulators/core/emulator';
import { createScoro } from '../../emulators/scoro';
import { startServers } from '../../emulators/core/servers';
import { ledgerUnderTest, type LedgerUnderTest } from '../../support/ledgers';
import { exactUnderTest } from '../../support/ledgers/exact-online';
import { launch, type LaunchOptions, type RunningBrowser } from './chromium';

export type Stage = Awaited<ReturnType<typeof setStage>>;

const exactSettings = exactUnderTest();

export const settingsFile = (change: (settings: Settings) => void = () => undefined, ledger: LedgerUnderTest = exactSettings) => {
  const settings = {
    version: 1,
    connections: [
      {
        id: 'acme',
        host: { system: 'scoro', site: 'https://acme.scoro.com', companyAccountId: 'acme', apiKey: 'scoro-key' },
        ledger: ledger.settings,
        sync: { mode: 'manual', startDate: '2026-01-01', invoices: true, bills: true, contacts: true, products: true, payments: true },
      },
    ],
    mappings: ledger.mappings.map((mapping) => ({ connection: 'acme', ...mapping })) as object[],
  };
  change(settings);
  return settings;
};
type Settings = { version: number; connections: Record<string, never>[] | object[]; mappings: object[] };

export interface StageOptions extends LaunchOptions {
  exact?: ExactOnline;
  /** Exact Online where none is given. */
  ledger?: LedgerUnderTest;
  /** Further ledgers of the same site. */
  beside?: readonly LedgerUnderTest[];
  /** How the host is, where it is not as usual. */
  host?: Parameters<typeof createScoro>[0];
  /** What else answers in the world. */
  others?: readonly Emulator[];
}

/** Emulators under their real names and a Chromium with the built extension, from nothing. */
export async function setStage({ exact, ledger = exact ? exactUnderTest({}, exact) : ledgerUnderTest('exact-online'), beside = [], others = [], host = {}, ...options }: StageOptions = {}) {
  const scoro = createScoro({ apiKey: 'scoro-key', ...host });
  const ledgers = [ledger, ...beside];
  const servers = await startServers([...ledgers.map(({ emulator }) => emulator), scoro, ...others]);
  const browser: RunningBrowser = await launch({
    granted: ['https://acme.scoro.com/*', ...ledgers.flatMap(({ granted }) => granted)],
    ...options,
    arguments: [...servers.chromiumArguments, ...(options.arguments ?? [])],
  });

  const stage = {
    ledger, scoro, servers,
    /** The ledger as Exact Online; throws where it is another. */
    get exact(): ExactOnline {
      if (ledger.id !== 'exact-online') throw new Error(`This runs with ${ledger.name}`);
      return ledger.emulator as ExactOnline;
    },
    /** Replaced when a test kills it and starts another on the same profile. */
    browser,

    /** Imports a settings file through the dialog, as a user does. */
    async importSettings(page: Page, settings: object = settingsFile(undefined, ledger)) {
      const file = join(mkdtempSync(join(tmpdir(), 'ledgerbar-settings-')), 'settings.json');
      writeFileSync(file, JSON.stringify(settings));
      await page.getByRole('button', { name: 'Import settings' }).click();
      await page.getByLabel('Settings file').setInputFiles(file);
      await page.getByRole('button', { name: 'Apply' }).click();
      await page.getByRole('region', { name: /acme/ }).waitFor();
    },

    /** Presses Connect and consents on the ledger's own page. */
    async connect(page: Page, connection = 'acme', to: LedgerUnderTest = ledger) {
      const region = page.getByRole('region', { name: new RegExp(connection) });
      const consent = stage.browser.context.waitForEvent('page');
      await region.getByRole('button', { name: 'Connect', exact: true }).click();
      const authorize = await consent;
      await to.consent(authorize);
      await region.getByRole('status').filter({ hasText: /^Connected$/ }).waitFor({ timeout: 30_000 });
      // What follows has the systems to itself.
      await region.getByRole('group', { name: 'Check-up' }).getByText(/^Ran /).waitFor({ timeout: 30_000 });
    },

    async openDocument(kind: 'invoices' | 'bills', id: number | string): Promise<Page> {
      const page = await stage.browser.context.newPage();
      await page.goto(`https://acme.scoro.com/${kind}/view/${id}`);
      return page;
    },

    bar: (page: Page, of: LedgerUnderTest = ledger): Locator => page.getByRole('toolbar', { name: of.name }),
    status: (page: Page, of: LedgerUnderTest = ledger): Locator => page.getByRole('toolbar', { name: of.name }).getByRole('status'),

    async close() {
      await stage.browser.close();
      await servers.close();
    },
  };
  return stage;
}
