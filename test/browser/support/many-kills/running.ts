import type { CDPSession } from 'playwright';
import { launch, type RunningBrowser } from '../chromium';
import { readStores } from './extension-data';
import { mendTornLogs } from './torn-logs';
import type { Scene } from './scene';

const pause = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

/** An alarm takes half a minute; a busy machine takes longer. */
const patience = 90_000;

async function until<T>(look: () => Promise<T | null>, what: string): Promise<T> {
  for (const end = Date.now() + patience; Date.now() < end; await pause(20)) {
    const found = await look();
    if (found !== null) return found;
  }
  throw new Error(`${what} did not happen in time`);
}

async function sessionWith(browser: RunningBrowser): Promise<CDPSession> {
  const session = await browser.context.browser()?.newBrowserCDPSession();
  if (!session) throw new Error('There is no session with the browser');
  return session;
}

/** Follows what the browser says of the extension's worker. */
async function watchWorker({ context, id }: RunningBrowser) {
  const [page] = context.pages();
  if (!page) throw new Error('The browser has no page');
  const session = await context.newCDPSession(page);
  const watch = { status: 'stopped', stops: 0, end: () => session.detach() };
  session.on('ServiceWorker.workerVersionUpdated', ({ versions }) => {
    for (const { scriptURL, runningStatus } of versions) {
      if (!scriptURL.includes(id)) continue;
      if (runningStatus === 'stopped' && watch.status !== 'stopped') watch.stops += 1;
      watch.status = runningStatus;
    }
  });
  await session.send('ServiceWorker.enable');
  return watch;
}

/** Kills the extension's worker, waiting for it where it sleeps or is just being woken. Resolves once it is gone; it may be back by then. */
export async function killWorker(browser: RunningBrowser): Promise<void> {
  const session = await sessionWith(browser);
  const watch = await watchWorker(browser);
  const find = async () => {
    const { targetInfos } = await session.send('Target.getTargets', { filter: [{}] } as never);
    return targetInfos.find(({ type, url }) => type === 'service_worker' && url.includes(browser.id))?.targetId ?? null;
  };
  const target = await until(async () => (watch.status === 'running' ? find() : null), 'The start of the worker');
  const before = watch.stops;
  await session.send('Target.closeTarget', { targetId: target });
  await until(async () => watch.stops > before || null, 'The end of the worker');
  await watch.end();
  await session.detach();
}

/** SIGKILL to the browser's own process, as in a power cut; then a start on what it left on disk. */
export async function killBrowser(scene: Scene, whenDead: () => void): Promise<void> {
  const { browser } = scene;
  const { processInfo } = await (await sessionWith(browser)).send('SystemInfo.getProcessInfo');
  const pid = processInfo.find(({ type }) => type === 'browser')?.id;
  if (!pid) throw new Error('The browser did not tell its process');
  const closed = new Promise((resolve) => browser.context.once('close', resolve));
  process.kill(pid, 'SIGKILL');
  await closed;
  whenDead();
  mendTornLogs(browser.profile);
  scene.browser = await launch({ profile: browser.profile, arguments: scene.servers.chromiumArguments });
}

/** A database that could not be read at the start is deleted by the browser; what comes after would only look like waiting. */
export async function mustHaveKept(scene: Scene): Promise<void> {
  const page = await scene.browser.options('#/about');
  const { connections } = await readStores(page, ['connections']);
  await page.close();
  if (connections.length !== scene.sites.length) throw new Error("The browser has lost the extension's database");
}
