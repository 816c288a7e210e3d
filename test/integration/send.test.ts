import { expect, test } from 'vitest';
import { applyFix } from '../../lib/sync/fixes';
import { openSession } from '../../lib/sync/session';
import { createWorld } from '../support/world';

test('a warm invoice costs one call to Scoro and two to Exact Online: one look-up, one create', async () => {
  const world = await createWorld();
  await world.connect();
  expect((await world.run('invoice', 1001)).result).toMatch(/^Booked as /);
  const first = world.scoro.invoices.find(({ id }) => id === 1001);
  const next = world.scoro.addInvoice({ lines: first?.lines ?? [], companyId: first?.companyId ?? 0, no: '20260199' });
  world.forgetCalls();
  const job = await world.run('invoice', next.id);
  expect(job.state).toBe('done');
  const { exact, scoro } = world.calls();
  expect(scoro).toEqual([`POST /api/v2/invoices/view/${next.id}`]);
  expect(exact.map((call) => call.replace(/\?.*/, ''))).toEqual(['GET /api/v1/123456/salesentry/SalesEntries', 'POST /api/v1/123456/salesentry/SalesEntries']);
});

test('an invoice is booked with the host\'s own number, customer, dates, lines and the same cents', async () => {
  const world = await createWorld();
  await world.connect();
  await world.run('invoice', 1001);
  const link = await world.link('invoice', 1001);
  const entry = world.exact.entry(link?.ledgerId ?? '');
  expect(entry).toMatchObject({ InvoiceNumber: 20260117, YourRef: '20260117', Journal: '70', Currency: 'EUR', AmountFC: '1210.00' });
  expect(world.exact.company().salesEntries).toHaveLength(1);
  const account = world.exact.company().accounts.find((row) => row['ID'] === entry['Customer']);
  expect(account).toMatchObject({ Name: 'ACME Holding B.V.', Status: 'C' });
  expect(link).toMatchObject({ total: '1210', currency: 'EUR', remote: 'present', changed: false });
});

test('cents that Exact would round otherwise are stated, so that the total stays the host\'s', async () => {
  const world = await createWorld();
  await world.connect();
  const job = await world.run('invoice', 1004);
  expect(job.state).toBe('done');
  const read = await openSession(world.context, await world.connection());
  const document = await read.host.readDocument({ kind: 'invoice', id: '1004' });
  const entry = world.exact.entry((await world.link('invoice', 1004))?.ledgerId ?? '');
  expect(Number(entry['AmountFC'])).toBe(Number(document.gross));
  const notes = await world.database.journal.filter(({ event }) => event === 'note').toArray();
  expect(notes.map(({ text }) => text).join()).toMatch(/VAT on line \d is stated as/);
});

test('fault 35: a credit invoice becomes a negative entry, and its type follows', async () => {
  const world = await createWorld();
  world.settings.mappings.push({ connection: 'acme', kind: 'unit', host: 'sack of 25 kg', ledger: 'pc' }, { connection: 'acme', kind: 'itemGroup', host: '*', ledger: '1' });
  await world.connect();
  const job = await world.run('invoice', 1005);
  expect(job.problems).toEqual([]);
  const entry = world.exact.entry((await world.link('invoice', 1005))?.ledgerId ?? '');
  expect(entry['Type']).toBe(21);
  expect(Number(entry['AmountFC'])).toBeLessThan(0);
});

test('a bill is booked as a purchase entry with the supplier\'s number', async () => {
  const world = await createWorld();
  await world.connect();
  const job = await world.run('bill', 3001);
  expect(job.problems).toEqual([]);
  const bill = world.scoro.bills.find(({ id }) => id === 3001);
  const entry = world.exact.entry((await world.link('bill', 3001))?.ledgerId ?? '');
  expect(entry).toMatchObject({ YourRef: bill?.no, Journal: '60', Type: 30 });
  const supplier = world.exact.company().accounts.find((row) => row['ID'] === entry['Supplier']);
  expect(supplier).toMatchObject({ IsSupplier: true });
});

test('a customer that Exact knows by its VAT number is used, not made again', async () => {
  const world = await createWorld();
  await world.connect();
  const before = world.exact.company().accounts.length;
  await world.run('invoice', 1014);
  const link = await world.link('invoice', 1014);
  expect(link).toBeDefined();
  expect(world.exact.company().accounts).toHaveLength(before);
});

test('two customers of the same name are asked about once, and the answer is remembered (fault 30, pain 45)', async () => {
  const world = await createWorld();
  world.exact.addAccount({ Name: 'Bakkerij De Hoek', Status: 'C' });
  const second = world.exact.addAccount({ Name: 'Bakkerij De Hoek', Status: 'C' });
  world.settings.mappings.push({ connection: 'acme', kind: 'unit', host: 'sack of 25 kg', ledger: 'pc' }, { connection: 'acme', kind: 'itemGroup', host: '*', ledger: '1' });
  await world.connect();
  const asked = await world.run('invoice', 1002);
  expect(asked.state).toBe('blocked');
  expect(asked.problems.map(({ code }) => code)).toEqual(['contact-ambiguous']);
  const fix = asked.problems[0]?.fixes[0];
  if (!fix) throw new Error('There is no fix');
  await applyFix(world.context, asked, fix, String(second['ID']));
  const sent = await world.run('invoice', 1002);
  expect(sent.problems).toEqual([]);
  expect(world.exact.entry((await world.link('invoice', 1002))?.ledgerId ?? '')['Customer']).toBe(second['ID']);
});

test('a changed due date of a bill is updated; changed lines are said, not sent (row 34)', async () => {
  const world = await createWorld();
  await world.connect();
  await world.run('bill', 3001);
  world.scoro.changeBill(3001, { deadline: '2026-12-24' });
  const header = await world.run('bill', 3001);
  expect(header.result).toContain('header are updated');
  const link = await world.link('bill', 3001);
  const { ledger } = await openSession(world.context, await world.connection());
  const { dueDate } = await ledger.readDocument('bill', link?.ledgerId ?? '');
  expect(dueDate).toBe('2026-12-24');

  const bill = world.scoro.bills.find(({ id }) => id === 3001);
  if (!bill) throw new Error('There is no bill 3001');
  world.scoro.changeBill(3001, { lines: bill.lines.map((line) => ({ ...line, price: '1.00' })) } as never);
  const lines = await world.run('bill', 3001);
  expect(lines.result).toContain('does not let them be changed');
  expect((await world.link('bill', 3001))?.changed).toBe(true);
  expect(lines.differences?.some(({ differs }) => differs)).toBe(true);
});

test('changed lines of an invoice are updated line by line: changed, added and removed, without another entry', async () => {
  const world = await createWorld();
  await world.connect();
  await world.run('invoice', 1001);
  const lines = world.scoro.invoices.find(({ id }) => id === 1001)?.lines ?? [];
  const [line] = lines;
  world.scoro.changeInvoice(1001, { lines: [{ ...line, price: '800' }, { ...line, price: '50.05' }] });
  expect((await world.run('invoice', 1001)).result).toBe('The lines are updated.');
  const entry = () => world.exact.company().salesEntries.find((row) => row['InvoiceNumber'] === 20260117);
  expect(Number(entry()?.['AmountFC'])).toBe(1028.56);
  expect(await world.link('invoice', 1001)).toMatchObject({ changed: false, total: '1028.56' });

  world.scoro.changeInvoice(1001, { lines: [{ ...line, price: '10' }] });
  await world.run('invoice', 1001);
  expect(Number(entry()?.['AmountFC'])).toBe(12.1);
  expect(world.exact.company().salesEntries).toHaveLength(1);
});

test('sales invoices are an option of the connection: booked with items, numbered by Exact', async () => {
  const world = await createWorld({ ledger: { salesAs: 'invoice' } });
  await world.connect();
  const job = await world.run('invoice', 1001);
  expect(job.problems).toEqual([]);
  expect(world.exact.company().salesInvoices).toHaveLength(1);
  expect(world.exact.company().salesEntries).toHaveLength(0);
});
