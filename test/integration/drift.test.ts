import { describe, expect, test } from 'vitest';
import { createWorld, type World } from '../support/world';
import { applyFix, findFix } from '../../lib/sync/fixes';
import { pageView } from '../../lib/sync/page-view';
import { openSession } from '../../lib/sync/session';
import { pullPayments } from '../../lib/sync/payments';

type Kind = 'invoice' | 'bill';

/** A document that was sent, an hour ago. */
async function sent(kind: Kind = 'invoice', id = kind === 'invoice' ? 1001 : 3001, options: Parameters<typeof createWorld>[0] = {}) {
  const world = await createWorld(options);
  await world.connect();
  await world.run(kind, id);
  const link = await world.link(kind, id);
  if (!link) throw new Error('Not sent');
  world.clock.advance(3_600_000);
  world.forgetCalls();
  return { world, entryId: link.ledgerId, entry: () => world.exact.entry(link.ledgerId), due: async () => dayOfEntry(world, kind, link.ledgerId) };
}

async function dayOfEntry(world: World, kind: Kind, id: string): Promise<string | null> {
  const { ledger } = await openSession(world.context, await world.connection());
  return (await ledger.readDocument(kind, id)).dueDate;
}

/** What the page shows of the document. */
async function shown(world: World, kind: Kind = 'invoice', id = kind === 'invoice' ? 1001 : 3001) {
  const [toolbar] = (await pageView(world.context, 'https://acme.scoro.com', { kind, id: String(id) })).toolbars;
  if (!toolbar) throw new Error('There is no toolbar');
  return toolbar;
}

/** Presses a button of a problem, and lets what follows be done. */
async function press(world: World, label: string, kind: Kind = 'invoice', id = kind === 'invoice' ? 1001 : 3001) {
  const job = await world.job(kind, id);
  const fix = job.problems[0]?.fixes.find((candidate) => candidate.label === label);
  const found = fix && findFix(job, 'ledger-changed', fix.id);
  if (!found) throw new Error(`There is no button ${label}`);
  await applyFix(world.context, job, found.fix, undefined);
  return world.run(kind, id);
}

const row = (of: { differences?: { field: string }[] }, field: string) => of.differences?.find((difference) => difference.field === field);
const puts = (world: World) => world.calls().exact.filter((call) => call.startsWith('PUT'));

describe('fault 37: edited in the ledger since', () => {
  test('a pressed Fetch shows it with what was there, and changes nothing', async () => {
    const { world, entryId, entry, due } = await sent();
    world.exact.editEntry(entryId, { DueDate: '2026-12-31', Description: 'Website, first part' });
    const job = await world.run('invoice', 1001, 'fetch');
    expect(job.state).toBe('done');
    expect(row(job, 'Due date')).toMatchObject({ host: '02/12/2026', ledger: '31/12/2026', differs: true, note: 'changed in the ledger, was 02/12/2026' });
    expect(row(job, 'Description')).toMatchObject({ ledger: 'Website, first part', differs: true });
    expect(row(job, 'Total')).toMatchObject({ differs: false });
    const toolbar = await shown(world);
    expect(toolbar).toMatchObject({ word: 'Changed since sent', text: 'Changed since sent, edited in the ledger', updatable: 'What was changed in Exact Online can be kept or overwritten.' });
    expect(toolbar.differences.filter(({ differs }) => differs).map(({ field }) => field)).toEqual(['Due date', 'Description']);
    expect(await due()).toBe('2026-12-31');
    expect(entry()['Description']).toBe('Website, first part');
    expect(puts(world)).toEqual([]);
    const drifted = await world.database.journal.filter(({ event }) => event === 'drifted').toArray();
    expect(drifted.map(({ text }) => text)).toEqual([expect.stringMatching(/^The due date and description were changed in Exact Online\. Due date: 31\/12\/2026/)]);
    await world.run('invoice', 1001, 'fetch');
    expect(await world.database.journal.filter(({ event }) => event === 'drifted').count()).toBe(1);
  });

  test('is no longer shown once the ledger has its old value again', async () => {
    const { world, entryId } = await sent();
    world.exact.editEntry(entryId, { DueDate: '2026-12-31' });
    await world.run('invoice', 1001, 'fetch');
    world.exact.editEntry(entryId, { DueDate: '2026-12-02' });
    await world.run('invoice', 1001, 'fetch');
    expect(await shown(world)).toMatchObject({ word: 'Sent', differences: [] });
  });

  test('what changed here is updated, what changed there is left, and said', async () => {
    const { world, entryId, entry, due } = await sent();
    world.exact.editEntry(entryId, { Description: 'Website, first part' });
    world.scoro.changeInvoice(1001, { deadline: '2026-12-24' });
    const job = await world.run('invoice', 1001);
    expect(job).toMatchObject({ state: 'done', problems: [] });
    expect(job.result).toBe('The dates and texts of the header are updated. The description was changed in Exact Online, and left.');
    expect(await due()).toBe('2026-12-24');
    expect(entry()['Description']).toBe('Website, first part');
    expect(await world.link('invoice', 1001)).toMatchObject({ changed: false, drift: ['description'] });
    expect(await shown(world)).toMatchObject({ text: 'Changed since sent, edited in the ledger' });
  });

  test('another date leaves the due date that somebody set there', async () => {
    const { world, entryId, due } = await sent();
    world.exact.editEntry(entryId, { DueDate: '2026-12-31' });
    world.scoro.changeInvoice(1001, { date: '2026-11-05' });
    await world.run('invoice', 1001);
    expect(await due()).toBe('2026-12-31');
    expect(world.exact.entry(entryId)['EntryDate']).toBe(Date.parse('2026-11-05T00:00:00Z'));
    expect((await world.link('invoice', 1001))?.drift).toEqual(['dueDate']);
  });

  test.each([
    ['Overwrite', '2026-12-24', 'Sent'],
    ['Keep', '2026-12-31', 'Sent'],
  ])('the same field changed on both sides is asked about; %s', async (label, kept, word) => {
    const { world, entryId, due } = await sent();
    world.exact.editEntry(entryId, { DueDate: '2026-12-31' });
    world.scoro.changeInvoice(1001, { deadline: '2026-12-24' });
    const asked = await world.run('invoice', 1001);
    expect(asked).toMatchObject({ state: 'blocked', problems: [{ code: 'ledger-changed', message: 'The due date was changed in Exact Online since it was sent, and here too.' }] });
    expect(asked.problems[0]?.detail).toContain('Due date: 31/12/2026 in Exact Online, changed on both sides, was 02/12/2026.');
    expect(asked.problems[0]?.fixes.map((fix) => fix.label)).toEqual(['Overwrite', 'Keep', 'Open in Exact Online']);
    expect(row(asked, 'Due date')).toMatchObject({ host: '24/12/2026', ledger: '31/12/2026', differs: true });
    expect((await shown(world)).differences.length).toBeGreaterThan(0);
    expect(await due()).toBe('2026-12-31');
    expect(puts(world)).toEqual([]);

    expect(await press(world, label)).toMatchObject({ state: 'done', decisions: {} });
    expect(await due()).toBe(kept);
    expect(await shown(world)).toMatchObject({ word, problems: [] });
    await world.run('invoice', 1001, 'fetch');
    expect(await shown(world)).toMatchObject({ word, differences: [] });
  });

  test('after Keep the next change here is an ordinary update again', async () => {
    const { world, entryId, due } = await sent();
    world.exact.editEntry(entryId, { DueDate: '2026-12-31' });
    world.scoro.changeInvoice(1001, { deadline: '2026-12-24' });
    await world.run('invoice', 1001);
    await press(world, 'Keep');
    world.scoro.changeInvoice(1001, { deadline: '2026-12-28' });
    expect(await world.run('invoice', 1001)).toMatchObject({ state: 'done' });
    expect(await due()).toBe('2026-12-28');
  });

  test('a decision holds for what was shown: changed once more in between, it is asked about anew', async () => {
    const { world, entryId, due } = await sent();
    world.exact.editEntry(entryId, { DueDate: '2026-12-31' });
    world.scoro.changeInvoice(1001, { deadline: '2026-12-24' });
    await world.run('invoice', 1001);
    world.clock.advance(1000);
    world.exact.editEntry(entryId, { DueDate: '2027-01-15' });
    const again = await press(world, 'Overwrite');
    expect(again.state).toBe('blocked');
    expect(again.problems[0]?.detail).toContain('15/01/2027');
    expect(await due()).toBe('2027-01-15');
    await press(world, 'Overwrite');
    expect(await due()).toBe('2026-12-24');
  });

  test('changed to the same on both sides is no conflict', async () => {
    const { world, entryId } = await sent();
    world.exact.editEntry(entryId, { DueDate: '2026-12-24' });
    world.scoro.changeInvoice(1001, { deadline: '2026-12-24' });
    expect(await world.run('invoice', 1001)).toMatchObject({ state: 'done', problems: [] });
    expect(await world.link('invoice', 1001)).toMatchObject({ changed: false, drift: [] });
    expect(puts(world)).toEqual([]);
  });

  test.each([
    ['Overwrite', 'Website, phase 1'],
    ['Keep', 'By hand'],
  ])('edited there alone: Send asks what holds; %s', async (label, description) => {
    const { world, entryId, entry } = await sent();
    world.exact.editEntry(entryId, { Description: 'By hand' });
    await world.run('invoice', 1001, 'fetch');
    expect((await shown(world)).send).toMatchObject({ enabled: true, description: 'Decide what holds: this document, or what was changed in Exact Online' });
    expect(await world.run('invoice', 1001)).toMatchObject({ state: 'blocked', problems: [{ code: 'ledger-changed', message: 'The description was changed in Exact Online since it was sent.' }] });
    expect(entry()['Description']).toBe('By hand');
    await press(world, label);
    expect(entry()['Description']).toBe(description);
    expect((await shown(world)).word).toBe('Sent');
  });

  test('what cannot be changed from here can only be kept', async () => {
    const { world, entryId, entry } = await sent('bill');
    world.exact.editLine(entryId, { AmountFC: '300.00' });
    await world.run('bill', 3001, 'fetch');
    expect(await shown(world, 'bill')).toMatchObject({ text: 'Changed since sent, edited in the ledger' });
    const asked = await world.run('bill', 3001);
    expect(asked.problems[0]?.fixes.map((fix) => fix.label)).toEqual(['Keep', 'Open in Exact Online']);
    await press(world, 'Keep', 'bill');
    expect(Number(entry()['AmountFC'])).toBe(363);
    expect(await shown(world, 'bill')).toMatchObject({ word: 'Sent', differences: [] });
    expect((await world.link('bill', 3001))?.total).toBe('363');
  });

  test('changed on both sides, and not to be written from here: kept, it is settled', async () => {
    const { world, entryId, entry } = await sent('bill');
    const lines = world.scoro.bills.find(({ id }) => id === 3001)?.lines ?? [];
    world.exact.editLine(entryId, { AmountFC: '300.00' });
    world.scoro.changeBill(3001, { deadline: '2026-12-24', lines: lines.map((line) => ({ ...line, price: '280' })) });
    const first = await world.run('bill', 3001);
    expect(first).toMatchObject({ state: 'done' });
    expect(first.result).toMatch(/^The dates and texts of the header are updated\. The lines and amounts stay as they were sent.* The lines and amounts were changed in Exact Online, and left\.$/);
    expect(await shown(world, 'bill')).toMatchObject({ text: 'Changed since sent, here and in the ledger' });
    const asked = await world.run('bill', 3001);
    expect(asked).toMatchObject({ state: 'blocked', problems: [{ code: 'ledger-changed', message: 'The lines and amounts were changed in Exact Online since it was sent, and here too.' }] });
    await press(world, 'Keep', 'bill');
    expect(Number(entry()['AmountFC'])).toBe(363);
    expect(await shown(world, 'bill')).toMatchObject({ word: 'Sent' });
  });

  test('a due date that the ledger reckons by itself, where the host states none, is nobody\'s change', async () => {
    const world = await createWorld();
    world.settings.mappings.push({ connection: 'acme', kind: 'paymentTerm', host: '*', ledger: '30' });
    await world.connect();
    world.scoro.changeInvoice(1001, { deadline: '' });
    expect(await world.run('invoice', 1001)).toMatchObject({ state: 'done' });
    const entryId = (await world.link('invoice', 1001))?.ledgerId ?? '';
    const reckoned = await dayOfEntry(world, 'invoice', entryId);
    world.clock.advance(3_600_000);
    world.exact.editEntry(entryId, { PaymentCondition: '14' });
    expect(await dayOfEntry(world, 'invoice', entryId)).not.toBe(reckoned);
    const job = await world.run('invoice', 1001, 'fetch');
    expect(job.differences ?? []).toEqual([]);
    expect(await shown(world)).toMatchObject({ word: 'Sent' });
    // The host's date alone is written, and the due date follows it as the ledger has it.
    world.scoro.changeInvoice(1001, { date: '2026-11-09' });
    expect(await world.run('invoice', 1001)).toMatchObject({ state: 'done', problems: [] });
    expect(await dayOfEntry(world, 'invoice', entryId)).toBe('2026-11-23');
  });
});

describe('fault 37: lines', () => {
  const first = (world: World) => world.scoro.invoices.find(({ id }) => id === 1001)?.lines ?? [];

  test('changed here, while a text was changed there: both hold, and nobody is asked', async () => {
    const { world, entryId, entry } = await sent();
    world.exact.editEntry(entryId, { Description: 'By hand' });
    world.scoro.changeInvoice(1001, { lines: [{ ...first(world)[0], price: '800' }] });
    const job = await world.run('invoice', 1001);
    expect(job).toMatchObject({ state: 'done', result: 'The lines are updated. The description was changed in Exact Online, and left.' });
    expect(Number(entry()['AmountFC'])).toBe(968);
    expect(entry()['Description']).toBe('By hand');
  });

  test.each([
    ['Overwrite', 968],
    ['Keep', 1210],
  ])('put on another account there, and changed here: asked about, although no total tells; %s', async (label, gross) => {
    const { world, entryId, entry } = await sent();
    const line = () => world.exact.company().salesEntryLines.find((candidate) => candidate['EntryID'] === entryId);
    const before = line()?.['GLAccount'];
    const [other] = ['8000', '8010'].map((code) => world.exact.byCode('glAccounts', code)['ID']).filter((id) => id !== before);
    world.exact.editLine(entryId, { GLAccount: other ?? null });
    world.scoro.changeInvoice(1001, { lines: [{ ...first(world)[0], price: '800' }] });
    const asked = await world.run('invoice', 1001);
    expect(asked).toMatchObject({ state: 'blocked', problems: [{ code: 'ledger-changed', message: 'The lines and amounts were changed in Exact Online since it was sent, and here too.' }] });
    expect(row(asked, 'Lines')).toMatchObject({ host: 'Changed', ledger: 'Changed', differs: true });
    expect(line()?.['GLAccount']).toBe(other);
    expect(await press(world, label)).toMatchObject({ state: 'done', problems: [] });
    expect(line()?.['GLAccount']).toBe(label === 'Keep' ? other : before);
    expect(Number(entry()['AmountFC'])).toBe(gross);
    expect(await shown(world)).toMatchObject({ word: 'Sent', problems: [] });
  });

  test('another amount there and here: asked about, with both totals', async () => {
    const { world, entryId, entry } = await sent();
    world.exact.editLine(entryId, { AmountFC: '1100.00' });
    world.scoro.changeInvoice(1001, { lines: [{ ...first(world)[0], price: '800' }] });
    const asked = await world.run('invoice', 1001);
    expect(asked.state).toBe('blocked');
    expect(row(asked, 'Total')).toMatchObject({ host: '968.00 EUR', ledger: '1,331.00 EUR', note: 'changed on both sides, was 1,210.00 EUR' });
    expect(Number(entry()['AmountFC'])).toBe(1331);
    await press(world, 'Overwrite');
    expect(Number(entry()['AmountFC'])).toBe(968);
  });

  test('half written by a broken-off attempt of ours are not taken for somebody else\'s', async () => {
    const { world, entry } = await sent();
    const [line] = first(world);
    world.scoro.changeInvoice(1001, { lines: [{ ...line, price: '1' }, { ...line, price: '2' }, { ...line, price: '3' }] });
    world.exact.faults.add({ method: 'POST', url: 'SalesEntryLines', skip: 1, misbehaviour: { do: 'drop-after' } });
    const broken = await world.run('invoice', 1001);
    expect(broken.state).toBe('waiting');
    expect((await world.link('invoice', 1001))?.linesUnderWay).toBe(true);
    await world.run('invoice', 1001, 'fetch');
    expect((await world.link('invoice', 1001))?.drift ?? []).toEqual([]);
    for (let time = 0; time < 10; time += 1) await world.pass(15);
    expect(await world.job('invoice', 1001)).toMatchObject({ state: 'done', problems: [] });
    expect(Number(entry()['AmountFC'])).toBe(7.26);
    expect(await world.link('invoice', 1001)).toMatchObject({ linesUnderWay: false, drift: [], changed: false });
  });

  test('half written, and then put back here: the ledger gets them back too', async () => {
    const { world, entry } = await sent();
    const lines = structuredClone(first(world));
    world.scoro.changeInvoice(1001, { lines: [{ ...lines[0], price: '1' }, { ...lines[0], price: '2' }] });
    world.exact.faults.add({ method: 'POST', url: 'SalesEntryLines', misbehaviour: { do: 'drop-before' } });
    await world.run('invoice', 1001);
    expect(Number(entry()['AmountFC'])).toBe(1.21);
    world.scoro.changeInvoice(1001, { lines: lines.map((line) => ({ ...line })) });
    await world.run('invoice', 1001);
    for (let time = 0; time < 5; time += 1) await world.pass(15);
    expect(Number(entry()['AmountFC'])).toBe(1210);
  });

  test('in a backlog the payment feed tells of another total, without a call more', async () => {
    const { world, entryId } = await sent();
    const session = async () => openSession(world.context, await world.connection());
    await pullPayments(world.context, await session());
    world.exact.editLine(entryId, { AmountFC: '1100.00' });
    world.forgetCalls();
    await pullPayments(world.context, await session());
    expect(world.calls().exact).toHaveLength(2);
    expect(await shown(world)).toMatchObject({ text: 'Changed since sent, edited in the ledger' });
    const job = await world.run('invoice', 1001, 'fetch');
    expect(row(job, 'Total')).toMatchObject({ ledger: '1,331.00 EUR', note: 'changed in the ledger, was 1,210.00 EUR' });
    expect((await world.link('invoice', 1001))?.payment).toMatchObject({ state: 'open', paid: '0', open: '1331' });
  });

  test('a fetch in a backlog reads the document only where something is amiss', async () => {
    const { world, entryId } = await sent();
    const fetch = async (later = 61) => {
      world.clock.advance(later * 1000);
      world.forgetCalls();
      await world.queue.request(await world.connection(), { kind: 'invoice', id: '1001' }, 'fetch', 10);
      await world.queue.settled();
      return { job: await world.job('invoice', 1001, 'fetch'), calls: world.calls().exact.length };
    };
    await pullPayments(world.context, await openSession(world.context, await world.connection()));
    expect((await fetch()).calls).toBe(2);
    // What was pulled a moment ago for another document is not pulled again.
    expect((await fetch(5)).calls).toBe(0);
    world.exact.editEntry(entryId, { Description: 'By hand' });
    expect((await fetch()).calls).toBe(2);
    world.exact.editLine(entryId, { AmountFC: '1100.00' });
    const { job, calls } = await fetch();
    expect(calls).toBe(3);
    expect(row(job, 'Total')).toMatchObject({ ledger: '1,331.00 EUR', differs: true });
  });

  test('what is paid is told from the total that the ledger has by now', async () => {
    const { world, entryId } = await sent();
    await world.run('invoice', 1001, 'fetch');
    world.exact.editLine(entryId, { AmountFC: '1100.00' });
    world.exact.bookPayment(entryId, '331', '2026-11-21');
    await world.run('invoice', 1001, 'fetch');
    expect((await world.link('invoice', 1001))?.payment).toMatchObject({ state: 'partly', paid: '331', open: '1000' });
    expect(await shown(world)).toMatchObject({ text: 'Partly paid, 331.00 of 1,331.00, edited in the ledger', send: { enabled: false }, updatable: null });
  });

  test('an update of ours is not told by the payment feed as somebody else\'s', async () => {
    const { world } = await sent();
    const session = async () => openSession(world.context, await world.connection());
    await pullPayments(world.context, await session());
    world.scoro.changeInvoice(1001, { lines: [{ ...first(world)[0], price: '800' }] });
    await world.run('invoice', 1001);
    await pullPayments(world.context, await session());
    expect(await shown(world)).toMatchObject({ word: 'Sent' });
  });
});
