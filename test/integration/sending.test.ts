import { describe, expect, test } from 'vitest';
import { ledgerOf } from '../../lib/ledgers';
import type { LedgerConfig } from '../../lib/ledgers/ledger';
import { openSession } from '../../lib/sync/session';
import { bookedAs, createsOf, ledgerIds, ledgerUnderTest } from '../support/ledgers';
import { createWorld, type World } from '../support/world';

/** What is booked, and when nothing is, whichever ledger it is. */
describe.each(ledgerIds)('%s', (system) => {
  const { requests, settings } = ledgerUnderTest(system);
  const { capabilities } = ledgerOf(system);
  const updatesLines = (kind: 'invoice' | 'bill') => capabilities.update(settings as unknown as LedgerConfig, kind) === 'all';

  async function connected(): Promise<World> {
    const world = await createWorld({ system });
    world.settings.mappings.push({ connection: 'acme', kind: 'unit', host: 'sack of 25 kg', ledger: 'pc' }, { connection: 'acme', kind: 'itemGroup', host: '*', ledger: '1' });
    await world.connect();
    return world;
  }
  async function sent(world: World, kind: 'invoice' | 'bill', id: number) {
    const job = await world.run(kind, id);
    expect([job.problems, job.state]).toEqual([[], 'done']);
    const link = await world.link(kind, id);
    const held = world.underTest.documents(kind).filter((document) => document.id === link?.ledgerId);
    expect(held).toHaveLength(1);
    return { job, link, held: held[0] };
  }
  const hostDocument = async (world: World, kind: 'invoice' | 'bill', id: number) => (await openSession(world.context, await world.connection())).host.readDocument({ kind, id: String(id) });
  const calls = (world: World): string[] => world.calls().ledger.map((call) => call.replace(/\?.*/, ''));

  test('a warm invoice costs one call to the host, its create, and a look-up where one is needed before', async () => {
    const world = await connected();
    await sent(world, 'invoice', 1001);
    const first = world.scoro.invoices.find(({ id }) => id === 1001);
    const next = world.scoro.addInvoice({ lines: first?.lines ?? [], companyId: first?.companyId ?? 0, no: '20260199' });
    world.forgetCalls();
    await sent(world, 'invoice', next.id);
    expect(world.calls().scoro).toEqual([`POST /api/v2/invoices/view/${next.id}`]);
    const looksUp = capabilities.looksUpFirst((await world.connection()).ledger, 'invoice', '20260199');
    expect(calls(world)).toHaveLength(looksUp ? 2 : 1);
    expect(createsOf(world.underTest, 'invoice')).toBe(1);
  });

  test.each([['invoice', 1001], ['invoice', 1002], ['invoice', 1003], ['invoice', 1014], ['bill', 3001], ['bill', 3002], ['bill', 3003], ['bill', 3005]] as const)('%s %d is booked with the host\'s number, contact, day and cents', async (kind, id) => {
    const world = await connected();
    const document = await hostDocument(world, kind, id);
    const { link, held } = await sent(world, kind, id);
    expect(held).toMatchObject({ kind, credit: false, number: document.number, contactName: expect.stringContaining(document.contact?.name ?? '?') });
    expect(Number(held?.gross)).toBe(Number(document.gross));
    expect(link).toMatchObject({ number: document.number, date: document.date, currency: document.currency, remote: 'present', changed: false });
    expect(Number(link?.total)).toBe(Number(document.gross));
  });

  test('cents that the ledger would round otherwise are stated, so that the total stays the host\'s', async () => {
    const world = await connected();
    const document = await hostDocument(world, 'invoice', 1004);
    const { held } = await sent(world, 'invoice', 1004);
    expect(Number(held?.gross)).toBe(Number(document.gross));
  });

  test.each([['invoice', 1005], ['bill', 3004]] as const)('fault 35: a credit note, %s %d, is one in the ledger', async (kind, id) => {
    const world = await connected();
    const document = await hostDocument(world, kind, id);
    const { held } = await sent(world, kind, id);
    expect(held?.credit).toBe(true);
    expect(Number(held?.gross)).toBe(Number(document.gross));
    expect(Number(held?.gross)).toBeLessThan(0);
  });

  test('two suppliers may use the same bill number: both are booked, each once', async () => {
    const world = await connected();
    for (const id of [3002, 3003]) {
      await sent(world, 'bill', id);
      await world.run('bill', id);
    }
    expect(bookedAs(world.underTest, 'bill', '0815')).toHaveLength(2);
  });

  test('an unchanged document sent again changes nothing and creates nothing', async () => {
    const world = await connected();
    await sent(world, 'invoice', 1001);
    world.forgetCalls();
    expect((await world.run('invoice', 1001)).result).toBe('Nothing has changed since it was sent');
    expect(world.calls().ledger).toEqual([]);
  });

  test.each([['invoice', 1001], ['bill', 3001]] as const)('a changed due date of %s %d is updated', async (kind, id) => {
    const world = await connected();
    await sent(world, kind, id);
    if (kind === 'invoice') world.scoro.changeInvoice(id, { deadline: '2026-12-24' });
    else world.scoro.changeBill(id, { deadline: '2026-12-24' });
    expect((await world.run(kind, id)).result).toContain('header are updated');
    const { ledger } = await openSession(world.context, await world.connection());
    expect(await ledger.readDocument(kind, (await world.link(kind, id))?.ledgerId ?? '')).toMatchObject({ dueDate: '2026-12-24' });
  });

  test.each([['invoice', 1001], ['bill', 3001]] as const)('changed lines of %s %d are updated, or said where they cannot be; there is no other document', async (kind, id) => {
    const world = await connected();
    const { held } = await sent(world, kind, id);
    const document = (kind === 'invoice' ? world.scoro.invoices : world.scoro.bills).find((one) => one.id === id);
    const [line] = document?.lines ?? [];
    const lines = [{ ...line, price: '800' }, { ...line, price: '50.05' }];
    if (kind === 'invoice') world.scoro.changeInvoice(id, { lines });
    else world.scoro.changeBill(id, { lines });
    const job = await world.run(kind, id);
    const gross = bookedAs(world.underTest, kind, held?.number ?? '').map((found) => Number(found.gross));
    if (updatesLines(kind)) {
      expect([job.result, gross]).toEqual(['The lines are updated.', [1028.56]]);
      expect(await world.link(kind, id)).toMatchObject({ changed: false, total: '1028.56' });
    } else {
      expect(job.result).toContain('does not let them be changed');
      expect(gross).toEqual([Number(held?.gross)]);
      expect(await world.link(kind, id)).toMatchObject({ changed: true });
    }
  });

  test('a lost answer in the middle of changing lines is gone on with, not doubled', async () => {
    const world = await connected();
    await sent(world, 'invoice', 1001);
    const [line] = world.scoro.invoices.find(({ id }) => id === 1001)?.lines ?? [];
    world.scoro.changeInvoice(1001, { lines: [{ ...line, price: '1' }, { ...line, price: '2' }, { ...line, price: '3' }] });
    world.underTest.emulator.faults.add({ ...requests.update, misbehaviour: { do: 'drop-after' } });
    await world.run('invoice', 1001);
    for (let time = 0; time < 10; time += 1) await world.pass(15);
    expect(world.underTest.documents('invoice').map(({ gross }) => Number(gross))).toEqual([7.26]);
    expect((await world.job('invoice', 1001)).state).toBe('done');
  });
});
