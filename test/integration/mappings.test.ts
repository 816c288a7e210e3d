import { beforeEach, describe, expect, it } from 'vitest';
import { heldGaps, heldJobs, withHeld } from '../../components/options/mappings/gaps';
import { cluesFor, withSuggestions } from '../../components/options/mappings/guesses';
import { mappingData, mappingLines } from '../../components/options/mappings/lines';
import { mappingHandlers } from '../../lib/background/mapping-handlers';
import { createHandlers } from '../../lib/background/handlers';
import type { MappingKind } from '../../lib/model/reference';
import { searchFieldsOf } from '../../lib/storage/mapping-words';
import { vat, account, product } from '../emulators/scoro/seed-ids';
import { createWorld, type World } from '../support/world';

const licences = 509;
const hardware = 510;
const sender = { origin: '', url: '', tab: undefined };

let world: World;
beforeEach(async () => {
  world = await createWorld();
  const { financeAccounts } = world.scoro.site.state;
  financeAccounts.push({ id: licences, symbol: '8555', name: 'Licenties', isActive: true, isSales: true, isPurchases: false }, { id: hardware, symbol: '8777', name: 'Apparatuur', isActive: true, isSales: true, isPurchases: false });
  await world.connect();
});

const handlers = () => mappingHandlers(world.context, world.queue);
let number = 20268000;
const add = (...accounts: number[]) =>
  world.scoro.addInvoice({ no: String((number += 1)), date: '2026-11-02', companyId: 2001, lines: accounts.map((financeAccountId) => ({ productId: product.consulting, name: 'Consulting', unit: 'hour', price: '100', vatCodeId: vat.high, financeAccountId })) }).id;
const state = async (id: number) => (await world.job('invoice', id)).state;
const accounts = () => world.exact.company().salesEntryLines.map((line) => String(line['GLAccountCode']).trim());
const set = async (host: number, ledger: string) => handlers().setMapping({ connection: 'acme', kind: 'account', host: String(host), ledger }, sender);

/** The page's rows, from what is stored. */
async function page(kind: MappingKind) {
  const { database } = world;
  const data = mappingData(await database.mappings.toArray(), await database.reference.toArray(), await database.hostReference.toArray(), { currency: 'EUR', hostName: 'Scoro', ledgerName: 'Exact Online' });
  const held = heldGaps(heldJobs(await database.jobs.toArray(), 'acme'), data);
  const lines = withHeld(mappingLines(kind, data), kind, held);
  const clues = cluesFor(lines, data, held);
  return withSuggestions(lines, data, held, await database.evidence.where('[connection+clue]').anyOf(clues.map((clue) => ['acme', clue])).toArray());
}

describe('feature 13: a value without a match', () => {
  it('stands first with what it holds up and what it may be by what was sent before; accepted, the documents go on by themselves', async () => {
    for (let sent = 0; sent < 4; sent += 1) await world.run('invoice', add(account.sales));
    const held = [add(licences), add(licences)];
    for (const id of held) await world.run('invoice', id);
    expect(await Promise.all(held.map(state))).toEqual(['blocked', 'blocked']);

    const [first] = await page('account');
    expect(first).toMatchObject({ name: 'Licenties', held: 2, best: { item: { code: '8000' }, why: expect.stringMatching(/^All 4 documents (of this contact|with this product) so far were booked with it\.$/) } });
    expect(first!.best!.confidence).toBeGreaterThan(0.8);

    // A suggestion by itself books nothing, not even when it is tried again.
    await world.run('invoice', held[0]!);
    expect(await state(held[0]!)).toBe('blocked');
    expect(await world.database.mappings.where({ connection: 'acme', kind: 'account' }).count()).toBe(0);

    const answer = await handlers().setMappings({ connection: 'acme', changes: [{ kind: 'account', host: first!.host, ledger: '8000', hostName: first!.name, suggested: true }] }, sender);
    expect(answer).toEqual({ ok: true, resumed: 2 });
    await world.queue.settled();
    expect(await Promise.all(held.map(state))).toEqual(['done', 'done']);
    expect(accounts()).toEqual(Array(6).fill('8000'));
    expect(await world.database.mappings.get(['acme', 'account', String(licences)])).toMatchObject({ origin: 'suggested', used: 2 });
  });

  it('is counted by the documents that were booked, once each, by ids alone', async () => {
    await world.run('invoice', add(account.sales, account.sales));
    await world.run('invoice', add(account.sales));
    const rows = await world.database.evidence.where('[connection+clue]').equals(['acme', `product/${product.consulting}`]).toArray();
    expect(rows.map(({ kind, ledger, documents }) => `${kind} ${ledger} ${documents}`).sort()).toEqual(['account 8000 2', 'taxCode 2 2', 'unit hour 2']);
    expect(JSON.stringify(await world.database.evidence.toArray())).not.toMatch(/ACME|Consulting/);
  });

  it('holds a document up until nothing is missing any more; none is read before', async () => {
    const [both, one] = [add(licences, hardware), add(hardware)];
    for (const id of [both, one]) await world.run('invoice', id);
    world.forgetCalls();
    expect(await set(licences, '8000')).toEqual({ ok: true, resumed: 0 });
    expect(await set(hardware, '8010')).toEqual({ ok: true, resumed: 2 });
    await world.queue.settled();
    expect(world.calls().scoro.filter((call) => call.includes('/invoices/view'))).toHaveLength(2);
    expect([await state(both), await state(one)]).toEqual(['done', 'done']);
  });

  it('is mended for all from the button of one', async () => {
    const held = [add(licences), add(licences), add(hardware)];
    for (const id of held) await world.run('invoice', id);
    const job = await world.job('invoice', held[0]!);
    const fix = job.problems[0]!.fixes.find(({ choices }) => choices)!;
    await createHandlers(world.context, world.queue).fixJob({ job: job.id, problem: job.problems[0]!.code, fix: fix.id, choice: '8000' }, sender);
    await world.queue.settled();
    expect(await Promise.all(held.map(state))).toEqual(['done', 'done', 'blocked']);
  });

  it('does not bring back what was dismissed, nor what another connection waits for', async () => {
    const id = add(licences);
    await world.run('invoice', id);
    const job = await world.job('invoice', id);
    await world.database.jobs.put({ ...job, dismissed: true });
    await world.database.jobs.put({ ...job, id: 'beta/invoice/1/send', connection: 'beta' });
    expect(await set(licences, '8000')).toEqual({ ok: true, resumed: 0 });
  });

  it('what can be set is set, and what is refused is said', async () => {
    const answer = await handlers().setMappings({ connection: 'acme', changes: [{ kind: 'account', host: '501', ledger: 'nope' }, { kind: 'account', host: String(licences), ledger: '8000' }] }, sender);
    expect(answer).toMatchObject({ ok: false, message: expect.stringContaining('has no account nope') });
    expect(await world.database.mappings.get(['acme', 'account', String(licences)])).toMatchObject({ ledger: '8000' });
  });
});

describe('mappings in a settings file', () => {
  it('let go on what waited for them, and the count of uses stays where the value does', async () => {
    const held = add(licences);
    await world.run('invoice', held);
    const text = JSON.stringify({ ...world.settings, mappings: [{ connection: 'acme', kind: 'account', host: String(licences), ledger: '8000' }] });
    expect(await createHandlers(world.context, world.queue).applyImport({ text }, sender)).toEqual({ ok: true });
    await world.queue.settled();
    expect(await state(held)).toBe('done');
    const used = await world.database.mappings.get(['acme', 'account', String(licences)]);
    expect(used).toMatchObject({ origin: 'imported', used: 1 });
    await createHandlers(world.context, world.queue).applyImport({ text }, sender);
    expect(await world.database.mappings.get(['acme', 'account', String(licences)])).toEqual(used);
  });
});

describe('features 10, 12, 13 and 14: mappings in a file', () => {
  const csv = (...lines: string[]) => ['kind;host;hostName;ledger', ...lines].join('\r\n');

  it('are shown before anything is written, then written, and what waited for them goes on', async () => {
    const held = add(licences);
    await world.run('invoice', held);
    await set(hardware, '8000');
    const before = await world.database.mappings.toArray();
    const text = csv(`account;${licences};Licenties;8010`, `account;${hardware};;8010`, 'itemGroup;Goederen;;', 'unit;stuk;;nope', 'taxCode;301;;2');
    const preview = await handlers().previewMappings({ connection: 'acme', text }, sender);
    expect(preview).toMatchObject({
      ok: true, counts: { add: 2, change: 1, same: 0, refused: 2 }, unchecked: 0,
      refused: [{ line: 4, reason: expect.stringContaining('"ledger" is empty') }, { line: 5, reason: expect.stringContaining('has no unit "nope"') }],
    });
    expect(preview.ok && preview.changes[1]).toMatchObject({ line: 3, change: 'change', host: String(hardware), from: expect.stringMatching(/^8000/), to: expect.stringMatching(/^8010/) });
    expect(await world.database.mappings.toArray()).toEqual(before);

    expect(await handlers().importMappings({ connection: 'acme', text }, sender)).toEqual({ ok: true, imported: 3, resumed: 1 });
    await world.queue.settled();
    expect(await state(held)).toBe('done');
    expect(accounts()).toEqual(['8010']);
    expect(await handlers().previewMappings({ connection: 'acme', text }, sender)).toMatchObject({ counts: { add: 0, change: 0, same: 3 } });
  });

  it.each(['csv', 'json'] as const)('come back from a file of %s as they were', async (format) => {
    await world.run('invoice', 1001);
    await set(licences, '8000');
    await handlers().setMapping({ connection: 'acme', kind: 'unit', host: '=cmd|x', ledger: 'hour' }, sender);
    const kept = (await world.database.mappings.toArray()).map(({ kind, host, ledger }) => ({ kind, host, ledger }));
    const file = await handlers().exportMappings({ connection: 'acme', format }, sender);
    if (!file.ok) throw new Error(file.message);
    await world.database.mappings.clear();
    expect(await handlers().importMappings({ connection: 'acme', text: file.text }, sender)).toMatchObject({ ok: true, imported: kept.length });
    expect((await world.database.mappings.toArray()).map(({ kind, host, ledger }) => ({ kind, host, ledger }))).toEqual(kept);
  });

  it('are refused whole when the file is none, and those of another connection one by one', async () => {
    expect(await handlers().previewMappings({ connection: 'acme', text: 'a;b\n1;2' }, sender)).toMatchObject({ ok: false, message: expect.stringContaining('no column "kind"') });
    expect(await handlers().previewMappings({ connection: 'acme', text: '{"version":1}' }, sender)).toMatchObject({ ok: false, message: expect.stringContaining('has no "mappings"') });
    const text = JSON.stringify({ mappings: [{ connection: 'beta', kind: 'unit', host: 'a', ledger: 'hour' }, { connection: 'acme', kind: 'unit', host: 'a', ledger: 'hour' }] });
    expect(await handlers().previewMappings({ connection: 'acme', text }, sender)).toMatchObject({ counts: { add: 1, refused: 1 }, refused: [{ line: 1, reason: 'It is for the connection "beta", not for this one.' }] });
  });
});

it('feature 17, 20: contacts and products that a send links can be found by their names, whoever wrote them', async () => {
  for (const id of [1001, 1002]) await world.run('invoice', id);
  await world.run('bill', 3001);
  const rows = await world.database.mappings.toArray();
  expect(new Set(rows.map(({ kind }) => kind))).toEqual(new Set(['contact', 'product']));
  for (const row of rows) expect(row).toMatchObject(searchFieldsOf(row));
});
