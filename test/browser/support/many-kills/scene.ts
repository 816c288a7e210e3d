import { rmSync } from 'node:fs';
import { startServers, type RunningServers } from '../../../emulators/core/servers';
import { createExactOnline, seedCompany, type ExactOnline } from '../../../emulators/exact-online';
import { createScoro, type ScoroEmulator } from '../../../emulators/scoro';
import { launch, type RunningBrowser } from '../chromium';
import { settingsFile } from '../stage';
import { patience, settingsUpload } from '../steps';

/** One connection: a site with the company its documents go to. */
export interface Site {
  connection: string;
  company: number;
  scoro: ScoroEmulator;
}

/** Everything a run takes place in. */
export interface Scene {
  exact: ExactOnline;
  sites: readonly Site[];
  servers: RunningServers;
  /** Replaced when it is killed and another is started on the same profile. */
  browser: RunningBrowser;
}

/**
 * Four with 50 documents each, and not one with 200: the extension reads all documents of a site before it sends the first,
 * and begins anew when it is interrupted. Of 200 it would hardly ever get to the sending, which is what is looked at here.
 */
const names = [['acme', 123456], ['beta', 234561], ['gamma', 345612], ['delta', 456123]] as const;

/** Interruptions cost calls, and a site of these allows as many as it takes: these tests are not about limits. */
const roomy = { requestsPerDay: 20_000, burst: 1_000 };

const hostOf = (name: string) => ({ system: 'scoro', site: `https://${name}.scoro.com`, companyAccountId: name, apiKey: 'scoro-key', requestsPerDay: roomy.requestsPerDay });

function settings(): object {
  const [first] = settingsFile().connections;
  if (!first) throw new Error('The settings have no connection');
  const connections = names.map(([id, company]) => ({ ...first, id, host: hostOf(id), ledger: { ...first.ledger, company: String(company) } }));
  return { ...settingsFile(), connections };
}

async function connect(scene: Scene): Promise<void> {
  const page = await scene.browser.options();
  await page.getByRole('button', { name: 'Import settings' }).click();
  await page.getByLabel('Settings file').setInputFiles(settingsUpload(settings()));
  await page.getByRole('button', { name: 'Apply' }).click();
  for (const { connection } of scene.sites) {
    const region = page.getByRole('region', { name: new RegExp(connection) });
    await region.getByRole('button', { name: 'Connect', exact: true }).click(patience);
    await region.getByRole('status').filter({ hasText: /^Connected$/ }).waitFor(patience);
  }
  await page.close();
}

/** Sites as they come, each connected to a company of its own, in a real Chromium. */
export async function startScene(): Promise<Scene> {
  const companies = () => names.map(([name, code]) => seedCompany({ code, name: `${name} B.V.` }));
  const exact = createExactOnline({ companies, limits: { perMinute: 6000, perDay: 100_000 }, autoConsent: true });
  const sites = names.map(([name, company]) => {
    const others = names.filter(([other]) => other !== name).map(([other]) => `${other}.scoro.com`);
    return { connection: name, company, scoro: createScoro({ site: name, apiKey: 'scoro-key', otherSites: others, ...roomy }) };
  });
  const servers = await startServers([exact, ...sites.map(({ scoro }) => scoro)]);
  const granted = [...sites.map(({ scoro }) => `${scoro.origin}/*`), 'https://start.exactonline.nl/*'];
  const scene: Scene = { exact, sites, servers, browser: await launch({ granted, arguments: servers.chromiumArguments }) };
  await connect(scene);
  return scene;
}

export async function endScene({ browser, servers }: Scene): Promise<void> {
  await browser.close();
  await servers.close();
  rmSync(browser.profile, { recursive: true, force: true });
}
