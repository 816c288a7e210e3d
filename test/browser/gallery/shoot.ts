import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright';
import { preview } from 'vite';

/** Pictures of the gallery in light and dark: `vite build -c test/browser/gallery/vite.config.ts && tsx test/browser/gallery/shoot.ts`. */
const here = import.meta.dirname;
const out = join(here, '../../../.output/gallery-pictures');
mkdirSync(out, { recursive: true });

const server = await preview({ configFile: join(here, 'vite.config.ts'), preview: { port: 4187 } });
const browser = await chromium.launch({ executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium', args: ['--no-sandbox', '--headless=new'] });

for (const scheme of ['light', 'dark'] as const) {
  const page = await browser.newPage({ colorScheme: scheme, viewport: { width: 1280, height: 860 } });
  page.on('pageerror', (error) => console.error(scheme, page.url(), error.message));
  page.on('console', (message) => message.type() === 'error' && console.error(scheme, page.url(), message.text()));
  const shoot = (name: string, full = true) => page.screenshot({ path: join(out, `${name}-${scheme}.png`), fullPage: full });
  const open = (path: string) => page.goto(`http://localhost:4187/${path}`);

  await open(`bar.html${scheme === 'dark' ? '?dark' : ''}`);
  await shoot('bar', false);
  for (const name of ['Problems', 'Differences', 'Log']) await shootRegion(page, name, shoot);

  for (const route of ['connections', 'sync', 'mappings', 'mappings/account', 'mappings/journal', 'mappings/contact', 'documents', 'log', 'requests', 'about']) {
    await page.goto('about:blank');
    await open(`options.html#/${route}`);
    await shoot(`options-${route.replace('/', '-')}`);
  }
  await open('options.html?change#/mappings');
  await page.getByRole('button', { name: /^Change BTW 6%/ }).click();
  await shoot('options-mappings-change');
  await open('options.html?unit#/mappings/unit');
  await page.getByRole('button', { name: 'Add' }).click();
  await page.getByRole('button', { name: 'Apply' }).click();
  await shoot('options-mappings-add');
  await page.getByRole('button', { name: /^Remove/ }).click();
  await shoot('options-mappings-remove', false);
  await open('options.html?import#/mappings/account');
  await page.getByRole('button', { name: /^Accept/ }).click();
  await shoot('options-mappings-accepted');
  await page.getByRole('button', { name: 'Import mappings' }).click();
  await page.getByLabel('Mappings file').setInputFiles({ name: 'a.csv', mimeType: 'text/csv', buffer: Buffer.from('kind,host,ledger') });
  await page.getByText('What would change').first().waitFor();
  await shoot('options-mappings-import', false);
  await open('options.html?unfold#/sync');
  for (const part of await page.locator('details.folded:not([open]) > summary').all()) await part.evaluate((summary) => (summary as HTMLElement).click());
  await shoot('options-sync-unfolded');
  await open('options.html?add#/connections');
  await page.getByRole('button', { name: 'Add connection' }).click();
  await page.getByRole('button', { name: 'Save' }).click();
  await shoot('options-add');
  await open('options.html?empty#/connections');
  await shoot('options-empty');
  await page.getByRole('button', { name: 'Import settings' }).click();
  await page.getByLabel('Settings file').setInputFiles({ name: 'a.json', mimeType: 'application/json', buffer: Buffer.from('{}') });
  await page.getByText('What would change').first().waitFor();
  await shoot('options-import', false);

  await page.setViewportSize({ width: 640, height: 860 });
  await open('options.html?narrow#/mappings/contact');
  await shoot('options-mappings-narrow');
  await open('options.html?narrow#/documents');
  await shoot('options-narrow');
  await page.setViewportSize({ width: 360, height: 560 });
  await open('popup.html');
  await shoot('popup');
  await open('popup.html?empty');
  await shoot('popup-empty');
  await page.close();
}
await browser.close();
await server.close();

async function shootRegion(page: Page, name: string, shoot: (name: string, full?: boolean) => Promise<unknown>): Promise<void> {
  await page.getByRole('button', { name }).first().click();
  await page.getByRole('region', { name }).waitFor();
  if (name === 'Problems') await page.getByRole('button', { name: 'Choose…' }).click();
  await shoot(`bar-${name.toLowerCase()}`, false);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
}
