import { beforeEach, describe, expect, it } from 'vitest';
import { hostOf } from '../../../lib/hosts';
import { ledgerOf } from '../../../lib/ledgers';
import { isEmail, isWebhook } from '../../../lib/settings';
import { LedgerbarDatabase } from '../../../lib/storage/database';
import { Vault } from '../../../lib/storage/vault';
import type { SyncContext } from '../../../lib/sync/context';
import { secretNames } from '../../../lib/sync/session';
import { applySettings, exportSettings, previewImport, readSettings, saveConnection } from '../../../lib/sync/settings-file';
import { link, now } from './samples';

let database: LedgerbarDatabase;
let context: SyncContext;
let count = 0;
beforeEach(() => {
  database = new LedgerbarDatabase(`sync-settings-${(count += 1)}`);
  context = { database, vault: new Vault(database), hostOf, ledgerOf, now: () => now, changed: () => undefined, locale: 'en-GB' } as unknown as SyncContext;
});

const address = 'https://hooks.example.com/services/T1/secret-path';
const connection = (sync: object = {}, ledger: object = {}) => ({
  id: 'acme', host: { system: 'scoro', site: 'https://acme.scoro.com' }, ledger: { system: 'exact-online', country: 'nl', clientId: 'c', company: '1', ...ledger }, sync: { startDate: '2026-01-01', ...sync },
});
const file = (...of: Parameters<typeof connection>) => JSON.stringify({ version: 1, connections: [connection(...of)] });
const row = async () => (await database.connections.get('acme'))!;
const kept = () => context.vault.read(secretNames('acme').webhook);
const changes = async (text: string) => (await previewImport(context, text)).changes.map(({ text }) => text);

describe('features 44, 47 and 48: what the settings file says of it', () => {
  it('comes back from an export as it was imported', async () => {
    const sync = { contactStatus: 'S', users: ['a@acme.example', 'b@acme.example'], notify: { desktop: true, digest: 'daily', mailto: 'books@acme.example' } };
    await applySettings(context, file(sync));
    expect((JSON.parse(await exportSettings(context)) as { connections: { sync: object }[] }).connections[0]?.sync).toMatchObject(sync);
    expect(await changes(file(sync))).toEqual(['Connection acme stays as it is']);
    expect(await changes(file({ ...sync, users: [] }))).toEqual(['Connection acme: users']);
  });

  it('may be left out, as in every file before', async () => {
    await applySettings(context, file());
    expect(Object.keys((await row()).sync).sort()).toEqual(['bills', 'contacts', 'invoices', 'mode', 'payments', 'products', 'startDate']);
  });

  it.each([
    ['users that are no addresses', { users: ['everybody'] }, /sync\.users\[0\]/],
    ['a webhook without https', { notify: { webhook: 'http://hooks.example.com/x' } }, /sync\.notify\.webhook: an https address/],
    ['a webhook with a password', { notify: { webhook: 'https://me:pass@hooks.example.com/x' } }, /sync\.notify\.webhook: an https address/],
    ['a webhook that is a script', { notify: { webhook: 'javascript:alert(1)' } }, /sync\.notify\.webhook/],
    ['a summary every minute', { notify: { digest: 'minutely' } }, /sync\.notify\.digest/],
    ['a mail address with a header in it', { notify: { mailto: 'a@b.example?bcc=c@d.example' } }, /sync\.notify\.mailto/],
  ])('is refused with %s', (_what, sync, why) => {
    const read = readSettings(file(sync));
    expect('errors' in read && read.errors.join(' ')).toMatch(why);
  });

  it('is judged by the form as by the file', () => {
    expect([address, 'http://a.example', 'https://u@a.example', 'x', ''].map(isWebhook)).toEqual([true, false, false, false, false]);
    expect(['a@b.example', 'a b@c.example', ''].map(isEmail)).toEqual([true, false, false]);
  });
});

describe('feature 48: the address of a webhook', () => {
  it('is kept like a key: in the vault, not in the row, and in no export', async () => {
    expect(await changes(file({ notify: { webhook: address } }))).toEqual([expect.stringContaining('with the address of the webhook')]);
    await applySettings(context, file({ notify: { webhook: address } }));
    expect([await kept(), (await row()).webhookHost]).toEqual([address, 'hooks.example.com']);
    expect(JSON.stringify(await row()) + (await exportSettings(context))).not.toContain('secret-path');
    expect((await row()).sync.notify).toBeUndefined();
  });

  it('stays when it is not named, is replaced when it is, and goes when it is named empty', async () => {
    await applySettings(context, file({ notify: { webhook: address, desktop: true } }));
    await saveConnection(context, connection({ notify: { digest: 'daily' } }));
    expect([await kept(), await row()]).toMatchObject([address, { webhookHost: 'hooks.example.com', sync: { notify: { digest: 'daily' } } }]);
    await saveConnection(context, connection({ notify: { webhook: 'https://other.example/x' } }));
    expect([await kept(), (await row()).webhookHost]).toEqual(['https://other.example/x', 'other.example']);
    expect(await changes(file({ notify: { webhook: '' } }))).toEqual(['Connection acme: no webhook any more']);
    await saveConnection(context, connection({ notify: { webhook: '' } }));
    expect([await kept(), (await row()).webhookHost]).toEqual([null, undefined]);
  });
});

describe('feature 44: who works in this browser', () => {
  it('stays with the site whose user it is, and goes with another', async () => {
    await applySettings(context, file());
    await database.connections.update('acme', { me: 'a@acme.example', people: [{ id: '1', name: 'A', email: 'a@acme.example' }] });
    await applySettings(context, file({ users: ['a@acme.example'] }));
    expect(await row()).toMatchObject({ me: 'a@acme.example', people: [{ id: '1' }] });
    await applySettings(context, JSON.stringify({ version: 1, connections: [{ ...connection(), host: { system: 'scoro', site: 'https://other.scoro.com' } }] }));
    expect(await row()).not.toHaveProperty('me');
    expect(await row()).not.toHaveProperty('people');
  });
});

describe('feature 30: how sales are booked', () => {
  const salesAs = async () => (await row()).ledger.salesAs;

  it('may be chosen until an invoice was sent; a bill does not matter', async () => {
    await saveConnection(context, connection());
    await saveConnection(context, connection({}, { salesAs: 'invoice' }));
    await database.links.put(link({ key: 'acme/bill/7', document: { kind: 'bill', id: '7' }, company: '1' }));
    await saveConnection(context, connection({}, { salesAs: 'entry' }));
    expect(await salesAs()).toBe('entry');
  });

  it('stays from then on: the form is told why, a file and even policy leave it as it is', async () => {
    await saveConnection(context, connection());
    await database.links.put(link({ company: '1' }));
    await expect(saveConnection(context, connection({}, { salesAs: 'invoice' }))).rejects.toThrow(/^How sales are booked cannot be changed any more, since invoices were sent already/);
    expect(await changes(file({}, { salesAs: 'invoice' }))).toEqual(['Connection acme stays as it is; its sales stay booked as they are, since invoices were sent already']);
    for (const origin of ['imported', 'policy'] as const) {
      await applySettings(context, file({}, { salesAs: 'invoice' }), origin);
      expect([origin, await salesAs()]).toEqual([origin, undefined]);
    }
  });

  it('stays while it is not known whether an invoice arrived', async () => {
    await saveConnection(context, connection());
    await database.intents.put({ key: 'acme/document/invoice/1001#0', connection: 'acme', company: '1', job: 'acme/invoice/1001/send', search: {}, contentHash: 'x', at: now, endedAt: null, firstAbsentAt: null });
    await expect(saveConnection(context, connection({}, { salesAs: 'invoice' }))).rejects.toThrow(/How sales are booked/);
  });

  it('may be chosen anew for another company', async () => {
    await saveConnection(context, connection());
    await database.links.put(link({ company: '1' }));
    await saveConnection(context, connection({}, { company: '2', salesAs: 'invoice' }));
    expect(await salesAs()).toBe('invoice');
  });
});
