import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compareDatabase } from './support/many-kills/compare-database';
import { compareLedger } from './support/many-kills/compare-ledger';
import { compareRelations } from './support/many-kills/compare-relations';
import { documentsOfSite, fillSite } from './support/many-kills/documents';
import { readStores } from './support/many-kills/extension-data';
import { Random, seedOfRun } from './support/many-kills/random';
import type { Relations } from './support/many-kills/relations';
import { runUnderBlows, type Report } from './support/many-kills/run';
import { endScene, startScene, type Scene, type Site } from './support/many-kills/scene';
import { patience } from './support/steps';

/** The same seed makes the same plan of blows: LEDGERBAR_SEED=… names it. Where exactly each falls is up to the machine. */
const seed = seedOfRun();
const generous = 900_000;

interface Filled {
  site: Site;
  relations: Relations;
  before: { accounts: number; items: number };
}

let scene: Scene;
let filled: Filled[];
let report: Report;

beforeAll(async () => {
  scene = await startScene();
  filled = scene.sites.map((site) => {
    const company = scene.exact.company(site.company);
    const relations = fillSite(scene.exact, site);
    return { site, relations, before: { accounts: company.accounts.length, items: company.items.length } };
  });
  report = await runUnderBlows(scene, new Random(seed));
  console.log([`Seed ${seed}`, ...report.lines].join('\n'));
}, generous);
afterAll(() => scene && endScene(scene));

describe(`a sync of 200 documents under many kills, seed ${seed}`, () => {
  test('fault 1, 2, 3, 4, 5, 6: worker and browser were killed often enough to count', () => {
    expect(filled.flatMap(({ site }) => [...site.scoro.invoices, ...site.scoro.bills])).toHaveLength(200);
    expect(report.toll.workers).toBeGreaterThanOrEqual(25);
    expect(report.toll.browsers).toBeGreaterThanOrEqual(5);
  });

  test('fault 1, 2, 3, 4, 5, 6, 7, 9: each document is in the ledger once, as it is in the host to the cent, and nothing else is', () => {
    expect(filled.flatMap(({ site, relations }) => compareLedger(scene.exact, site, relations))).toEqual([]);
  });

  test('fault 28: each customer, supplier and item is there once, and none that nobody asked for', () => {
    expect(filled.flatMap(({ site, relations, before }) => compareRelations(scene.exact, site, relations, before))).toEqual([]);
  });

  test('fault 2, 3, 4, 5, 7, 9: nothing is left under way, each document is linked with its entry, and its journal tells what happened', async () => {
    const page = await scene.browser.options('#/about');
    const data = await readStores(page, ['connections', 'jobs', 'intents', 'links', 'mappings', 'journal']);
    await page.close();
    expect(filled.flatMap(({ site }) => compareDatabase(data, scene.exact, site))).toEqual([]);
    expect(data.journal.filter(({ event }) => event === 'interrupted').length).toBeGreaterThan(report.toll.browsers);
  });

  test('fault 2, 3, 4, 5, 7, 9: the Documents page shows every one as sent', async () => {
    const page = await scene.browser.options('#/documents');
    for (const { site } of filled) {
      await page.getByRole('combobox', { name: 'Connection' }).selectOption(site.connection);
      const rows = page.locator('tbody').getByRole('row');
      await expect.poll(() => rows.count(), patience).toBe(documentsOfSite);
      const states = await rows.locator('td:last-child').allTextContents();
      expect(states.filter((state) => !/^Sent/.test(state))).toEqual([]);
    }
    await page.close();
  });

  test('no call was refused, and none came with a cookie', () => {
    expect(scene.exact.errors.used()).toBe(0);
    expect(scene.exact.world.violations).toEqual([]);
    expect(scene.sites.flatMap(({ scoro }) => scoro.cookieLeaks)).toEqual([]);
  });
});
