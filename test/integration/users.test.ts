import { describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { createHandlers } from '../../lib/background/handlers';
import type { Sender } from '../../lib/background/router';
import { pageView } from '../../lib/sync/page-view';
import { exportSettings } from '../../lib/sync/settings-file';
import { createWorld } from '../support/world';

const document = { kind: 'invoice', id: '1001' } as const;
const page: Sender = { origin: 'https://acme.scoro.com', url: 'https://acme.scoro.com/invoices/view/1001', tab: 1 };
const own: Sender = { origin: '', url: 'chrome-extension://x/options.html', tab: undefined };

async function usersWorld(users?: string[]) {
  fakeBrowser.reset();
  const world = await createWorld(users ? { sync: { users } } : {});
  await world.connect();
  const handlers = createHandlers(world.context, world.queue);
  return { ...world, handlers, shown: async () => (await pageView(world.context, page.origin, document)).toolbars.length };
}

describe('feature 44: who may use the buttons', () => {
  test('everybody, where nobody is named', async () => {
    const world = await usersWorld();
    expect(await world.shown()).toBe(1);
    expect(await world.handlers.send({ connection: 'acme', document }, page)).toMatchObject({ ok: true });
    await world.queue.settled();
  });

  test('nobody in this browser, until it is said whose it is; then who is named', async () => {
    const world = await usersWorld(['Bookkeeper@acme.example']);
    expect(await world.shown()).toBe(0);
    expect(await world.handlers.readUsers({ connection: 'acme' }, own)).toEqual({ ok: true });
    // Those who may not sign in any more are not offered.
    expect((await world.connection()).people).toEqual([{ id: '1', name: 'ACME Bookkeeper', email: 'bookkeeper@acme.example' }]);
    expect(await world.handlers.setMe({ connection: 'acme', email: 'manager@acme.example' }, own)).toMatchObject({ ok: false, message: expect.stringContaining('no active user') });
    expect(await world.shown()).toBe(0);
    const changed = vi.spyOn(world.context, 'changed');
    expect(await world.handlers.setMe({ connection: 'acme', email: 'BOOKKEEPER@acme.example' }, own)).toEqual({ ok: true });
    expect(changed).toHaveBeenCalledWith('acme', null);
    expect((await world.connection()).me).toBe('bookkeeper@acme.example');
    expect(await world.shown()).toBe(1);
  });

  test('a page is refused, not only left without the bar: send, fetch, open, log and fixes', async () => {
    const world = await usersWorld(['someone@acme.example']);
    await world.handlers.setMe({ connection: 'acme', email: 'mary@acme.example' }, own);
    const refused = { ok: false, message: expect.stringMatching(/^mary@acme\.example is not among those who may use "acme"/) };
    const request = { connection: 'acme', document };
    expect(await world.handlers.send(request, page)).toMatchObject(refused);
    expect(await world.handlers.fetch(request, page)).toMatchObject(refused);
    expect(await world.handlers.openInLedger(request, page)).toMatchObject(refused);
    expect(await world.handlers.fix({ ...request, problem: 'p', fix: 'f' }, page)).toMatchObject(refused);
    await expect(world.handlers.documentLog(request, page)).rejects.toThrow(/not among those/);
    expect(await world.handlers.sendContact({ connection: 'acme', contact: '12', role: 'customer' }, own)).toMatchObject(refused);
    expect(await world.database.jobs.count()).toBe(0);
    expect(world.calls().ledger).toEqual([]);
  });

  test('who works in this browser leaves with no settings file', async () => {
    const world = await usersWorld(['bookkeeper@acme.example']);
    await world.handlers.readUsers({ connection: 'acme' }, own);
    await world.handlers.setMe({ connection: 'acme', email: 'bookkeeper@acme.example' }, own);
    const text = await exportSettings(world.context);
    const [connection] = (JSON.parse(text) as { connections: { sync: { users: string[] } }[] }).connections;
    expect(connection?.sync.users).toEqual(['bookkeeper@acme.example']);
    expect(text).not.toContain('ACME Bookkeeper');
    expect(Object.keys(connection ?? {})).toEqual(['id', 'host', 'ledger', 'sync']);
  });
});
