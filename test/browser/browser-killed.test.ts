import { rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createExactOnline } from '../emulators/exact-online';
import { launch } from './support/chromium';
import { setStage, type Stage } from './support/stage';

let stage: Stage;

beforeAll(async () => {
  stage = await setStage({ exact: createExactOnline({ limits: { perMinute: 6000 } }) });
  const options = await stage.browser.options();
  await stage.importSettings(options);
  await stage.connect(options);
});
afterAll(async () => {
  await stage?.close();
  if (stage) rmSync(stage.browser.profile, { recursive: true, force: true });
});

/** SIGKILL to the browser's own process: no goodbye, as in a power cut. */
async function killBrowser(): Promise<void> {
  const session = await stage.browser.context.browser()?.newBrowserCDPSession();
  if (!session) throw new Error('There is no session with the browser');
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  const pid = processInfo.find(({ type }) => type === 'browser')?.id;
  if (!pid) throw new Error('The browser did not tell its process');
  const closed = new Promise((resolve) => stage.browser.context.once('close', resolve));
  process.kill(pid, 'SIGKILL');
  await closed;
}

test.each(['before', 'after'] as const)('fault 6: the browser is killed %s Exact took the entry: one document after a restart', async (moment) => {
  const sample = stage.scoro.invoices.find(({ id }) => id === 1001);
  const number = moment === 'before' ? 20280001 : 20280002;
  const { id } = stage.scoro.addInvoice({ no: String(number), companyId: sample?.companyId ?? 0, lines: sample?.lines ?? [] });
  const killed = new Promise<void>((resolve) => {
    const stop = stage.exact.faults.watch(async (when, { method, url }) => {
      if (when !== moment || method !== 'POST' || !url.includes('salesentry/SalesEntries')) return;
      stop();
      await killBrowser();
      resolve();
    });
  });
  const page = await stage.openDocument('invoices', id);
  await stage.bar(page).getByRole('button', { name: 'Send' }).click();
  await killed;

  stage.browser = await launch({ profile: stage.browser.profile, arguments: stage.servers.chromiumArguments });
  const again = await stage.openDocument('invoices', id);
  await stage.status(again).filter({ hasText: /^Sent/ }).waitFor({ timeout: 90_000 });
  expect(stage.exact.company().salesEntries.filter((entry) => entry['InvoiceNumber'] === number)).toHaveLength(1);
});
