import { describe, expect, test } from 'vitest';
import { DocumentWatch, type DocumentList } from '../../lib/sync/document-watch';
import { listStates } from '../../lib/sync/list-states';
import { pageView } from '../../lib/sync/page-view';
import { openSession } from '../../lib/sync/session';
import { listDocuments } from '../../lib/sync/synchronize';
import { ledgerIds } from '../support/ledgers';
import { addInvoice, emptyWorld } from '../support/scope';
import type { World } from '../support/world';

/** A document that is another one than was sent says so, wherever it is shown. */
const site = 'https://acme.scoro.com';

/** Reads the host's list, as Refresh and every run do. */
async function list(world: World, changedSince: string | null = null): Promise<void> {
  await listDocuments(world.context, await openSession(world.context, await world.connection()), changedSince);
}

/** The word of a document on the three places that show it: Documents page, chip on a list, bar. */
async function shown(world: World, id: number): Promise<{ text: string | undefined; words: (string | undefined)[] }> {
  const connection = await world.connection();
  const told = await new Promise<DocumentList>((done, failed) => {
    const watch = new DocumentWatch(world.database, connection, (found) => (watch.end(), done(found)), failed);
  });
  const line = told.lines.find(({ row }) => row.id === String(id));
  const document = { kind: 'invoice' as const, id: String(id) };
  const [listed] = await listStates(world.context, site, [document]);
  const [toolbar] = (await pageView(world.context, site, document)).toolbars;
  return { text: line?.text, words: [line?.word, listed?.chips[0]?.word, toolbar?.word] };
}

const everywhere = (word: string) => [word, word, word];

describe.each(ledgerIds)('%s', (system) => {
  /** Several invoices that were sent an hour ago, and listed. */
  async function sent(count = 3): Promise<{ world: World; ids: number[] }> {
    const world = await emptyWorld(system);
    const ids = Array.from({ length: count }, (_, index) => addInvoice(world, `70${index}`).id);
    for (const id of ids) await world.run('invoice', id);
    world.clock.advance(3_600_000);
    await list(world);
    world.forgetCalls();
    return { world, ids };
  }

  test('feature 50: changed in the host after it was sent, the list tells, without a read for each document', async () => {
    const { world, ids } = await sent();
    expect((await shown(world, ids[1]!)).words).toEqual(everywhere('Sent'));
    world.scoro.changeInvoice(ids[1]!, { deadline: '2026-12-24' });
    await list(world, '2026-11-20');
    expect(world.calls().scoro).toEqual(['POST /api/v2/invoices/list', 'POST /api/v2/bills/list']);
    expect(world.calls().ledger).toEqual([]);
    expect(await shown(world, ids[1]!)).toEqual({ text: 'Changed since sent, not compared yet', words: everywhere('Changed since sent') });
    for (const id of [ids[0]!, ids[2]!]) expect((await shown(world, id)).words).toEqual(everywhere('Sent'));

    // Fetch compares it, and says in what.
    const job = await world.run('invoice', ids[1]!, 'fetch');
    expect(job.differences?.filter(({ differs }) => differs).map(({ field }) => field)).toEqual(['Due date']);
    expect((await shown(world, ids[1]!)).text).toBe('Changed since sent');
    await list(world);
    expect((await shown(world, ids[1]!)).text).toBe('Changed since sent');
    // Send brings it over, and it is as it was sent again.
    expect(await world.run('invoice', ids[1]!)).toMatchObject({ state: 'done', problems: [] });
    await list(world);
    expect((await shown(world, ids[1]!)).words).toEqual(everywhere('Sent'));
  });

  test('feature 50: saved again in the host with nothing changed that is sent, Fetch or Send finds it as it was', async () => {
    const { world, ids } = await sent(2);
    for (const id of ids) world.scoro.changeInvoice(id, {});
    await list(world);
    for (const id of ids) expect((await shown(world, id)).text).toBe('Changed since sent, not compared yet');
    await world.run('invoice', ids[0]!, 'fetch');
    await world.run('invoice', ids[1]!);
    await list(world);
    for (const id of ids) expect((await shown(world, id)).words).toEqual(everywhere('Sent'));
  });

  test('feature 50: what could not be written over is told as changed, once what the attempt said is dismissed', async () => {
    const { world, ids } = await sent(1);
    const [id] = ids as [number];
    const lines = world.scoro.invoices.find((invoice) => invoice.id === id)?.lines ?? [];
    world.scoro.changeInvoice(id, { lines: [...lines, ...lines].map((line) => ({ ...line })) });
    await list(world);
    world.underTest.emulator.faults.add({ ...world.underTest.requests.update, times: 10, misbehaviour: world.underTest.refusal('Not today') });
    const job = await world.run('invoice', id);
    expect(job.state).not.toBe('done');
    await world.database.jobs.update(job.id, { dismissed: true });
    expect((await shown(world, id)).words).toEqual(everywhere('Changed since sent'));
  });

  test('feature 50: changed in the ledger, a fetch tells', async () => {
    const { world, ids } = await sent(1);
    const [id] = ids as [number];
    world.underTest.edit((await world.link('invoice', id))?.ledgerId ?? '', { dueDate: '2026-12-31' });
    await world.run('invoice', id, 'fetch');
    expect(await shown(world, id)).toEqual({ text: 'Changed since sent, edited in the ledger', words: everywhere('Changed since sent') });
  });

  test('feature 50: deleted in the ledger, a fetch tells; sent again, it is there again, once', async () => {
    const { world, ids } = await sent(1);
    const [id] = ids as [number];
    world.underTest.remove((await world.link('invoice', id))?.ledgerId ?? '');
    await world.pass(60);
    await world.run('invoice', id, 'fetch');
    expect((await shown(world, id)).words).toEqual(everywhere('Deleted in ledger'));
    expect(await world.run('invoice', id)).toMatchObject({ state: 'done', problems: [] });
    expect((await shown(world, id)).words).toEqual(everywhere('Sent'));
    expect(world.underTest.documents('invoice').filter(({ number }) => number === '700')).toHaveLength(1);
  });

  test.each([
    ['trouble on the other side', { do: 'answer-before', status: 500, body: '' }],
    ['an answer nobody can read', { do: 'answer-before', status: 200, body: '<html>' }],
    ['a connection that breaks', { do: 'drop-before' }],
  ] as const)('feature 50: a failed read is never taken for a deletion: %s', async (_, misbehaviour) => {
    const { world, ids } = await sent(1);
    const [id] = ids as [number];
    for (const match of Object.values(world.underTest.requests.read.invoice)) world.underTest.emulator.faults.add({ ...match, times: 50, misbehaviour });
    expect((await world.run('invoice', id, 'fetch')).state).not.toBe('done');
    expect(await world.link('invoice', id)).toMatchObject({ remote: 'present' });
    expect((await shown(world, id)).words.every((word) => word !== 'Deleted in ledger')).toBe(true);
  });

  test('deleted in the host after it was sent: the Documents page says so, the ledger is left alone', async () => {
    const { world, ids } = await sent(1);
    const [id] = ids as [number];
    world.scoro.changeInvoice(id, { deleted: '2026-11-21T10:00:00+00:00' });
    await list(world);
    const line = await new Promise<DocumentList>((done, failed) => {
      const watch = new DocumentWatch(world.database, { id: 'acme', ledger: { company: world.underTest.settings.company } as never }, (found) => (watch.end(), done(found)), failed);
    });
    expect(line.lines.map(({ row, absence, word, needsYou }) => [row.id, absence, word, needsYou])).toEqual([[String(id), 'deleted', 'Sent', true]]);
    expect(world.calls().ledger).toEqual([]);
  });
});
