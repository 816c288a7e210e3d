import { isPreparing } from '../../../../lib/sync/synchronize';
import type { Page } from 'playwright';
import { readStores } from './extension-data';
import { Killer } from './killer';
import { planOf, wordsOf } from './plan';
import type { Random } from './random';
import type { Scene, Site } from './scene';

/** Enough for what was lost to be looked for until it can be told, several times over. */
const longest = 240_000;

const atRest: ReadonlySet<string> = new Set(['done', 'blocked', 'failed']);

async function pressSynchronize({ browser }: Scene, { connection }: Site): Promise<void> {
  const page = await browser.options('#/sync');
  const region = page.getByRole('region', { name: connection, exact: true });
  await region.getByRole('button', { name: 'Synchronize now' }).click();
  await region.getByRole('progressbar').waitFor();
  await page.close();
}

/** What the extension still has to do, as "3 queued, 1 unknown"; empty when there is nothing. */
async function leftToDo(page: Page, isLeft: (state: string) => boolean): Promise<string> {
  const { jobs, connections } = await readStores(page, ['jobs', 'connections']);
  const states = [...jobs.map(({ state }) => state as string).filter(isLeft), ...connections.flatMap(({ run }) => (run && (isPreparing(run) || isLeft('run')) ? ['running'] : []))];
  return [...new Set(states)].map((state) => `${states.filter((other) => other === state).length} ${state}`).join(', ');
}

/** Waits, without helping, until nothing of this kind is left. */
async function waitUntilDone({ browser }: Scene, isLeft: (state: string) => boolean): Promise<void> {
  const page = await browser.options('#/sync');
  let left = await leftToDo(page, isLeft);
  for (const end = Date.now() + longest; left !== ''; left = await leftToDo(page, isLeft)) {
    if (Date.now() > end) throw new Error(`It does not come to an end: ${left}`);
    await page.waitForTimeout(500);
  }
  await page.close();
}

export interface Report {
  toll: Killer['toll'];
  /** What happened when, a line each. */
  lines: string[];
}

/** One press of "Synchronize now" for each site, and all the while one blow after the other; it has to be done all the same. */
export async function runUnderBlows(scene: Scene, random: Random): Promise<Report> {
  const start = Date.now();
  const lines: string[] = [];
  const say = (text: string) => lines.push(`${((Date.now() - start) / 1000).toFixed(1)} s: ${text}`);
  const killer = new Killer(scene);
  const blows = planOf(random);
  const share = (index: number) => Math.round((blows.length * index) / scene.sites.length);
  try {
    for (const [index, site] of scene.sites.entries()) {
      say(`${site.connection} is synchronized`);
      await pressSynchronize(scene, site);
      for (const blow of blows.slice(share(index), share(index + 1))) {
        say(wordsOf(blow));
        await killer.strike(blow);
      }
      say('left in peace');
      // What has got no answer is looked for while the next site is at it.
      await waitUntilDone(scene, (state) => state === 'queued' || state === 'sending' || state === 'waiting');
    }
    say('no more blows');
    await waitUntilDone(scene, (state) => !atRest.has(state));
  } catch (error) {
    throw new Error([error instanceof Error ? error.message : String(error), ...lines].join('\n'), { cause: error });
  }
  say('settled');
  return { toll: killer.toll, lines };
}
