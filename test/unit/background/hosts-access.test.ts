import { beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { reconcileScripts } from '../../../lib/background/hosts-access';
import type { SyncContext } from '../../../lib/sync/context';

interface Registered { id: string; js: string[]; matches: string[] }

let registered: Registered[];
let rows: { state: string; host: { system: string; site: string } }[];
const injected = vi.fn<(call: { target: { tabId: number }; files: string[] }) => Promise<unknown[]>>(async () => []);
const pattern = 'https://acme.scoro.com/*';
const context = { database: { connections: { toArray: async () => rows } }, hostOf: () => ({ origins: ({ site }: { site: string }) => [`${site}/*`] }) } as unknown as SyncContext;

beforeEach(() => {
  registered = [];
  injected.mockClear();
  rows = [{ state: 'connected', host: { system: 'scoro', site: 'https://acme.scoro.com' } }];
  Object.assign(fakeBrowser, {
    permissions: { contains: async () => true },
    scripting: {
      getRegisteredContentScripts: async ({ ids }: { ids: string[] }) => registered.filter(({ id }) => ids.includes(id)),
      registerContentScripts: async (scripts: Registered[]) => void registered.push(...scripts),
      unregisterContentScripts: async ({ ids }: { ids: string[] }) => void (registered = registered.filter(({ id }) => !ids.includes(id))),
      executeScript: injected,
    },
  });
  Object.assign(fakeBrowser.tabs, { query: async () => [{ id: 7 }] });
});

it('puts both scripts on the sites of connections, and into their open tabs', async () => {
  await reconcileScripts(context);
  expect(registered.map(({ id, js, matches }) => [id, js, matches])).toEqual([['quick-actions', ['content-scripts/quick-actions.js'], [pattern]], ['list-chips', ['content-scripts/list-chips.js'], [pattern]]]);
  expect(injected.mock.calls.map(([{ target, files }]) => [target.tabId, files])).toEqual([[7, ['/content-scripts/quick-actions.js']], [7, ['/content-scripts/list-chips.js']]]);
});

it('does nothing where all is as it should be, and adds what an earlier version did not know', async () => {
  await reconcileScripts(context);
  registered = registered.filter(({ id }) => id !== 'list-chips');
  injected.mockClear();
  await reconcileScripts(context);
  expect(registered.map(({ id }) => id)).toEqual(['quick-actions', 'list-chips']);
  expect(injected.mock.calls.map(([{ files }]) => files)).toEqual([['/content-scripts/list-chips.js']]);
  injected.mockClear();
  await reconcileScripts(context);
  expect(injected).not.toHaveBeenCalled();
});

it('takes both away with the last connection', async () => {
  await reconcileScripts(context);
  rows[0]!.state = 'not-connected';
  await reconcileScripts(context);
  expect(registered).toEqual([]);
});
