import { describe, expect, test } from 'vitest';
import type { QuickBooksOnline } from '../emulators/quickbooks-online';
import { booksHelpers } from '../emulators/quickbooks-online/helpers';
import { applyFix, findFix } from '../../lib/sync/fixes';
import { synchronize } from '../../lib/sync/synchronize';
import { createWorld, type World } from '../support/world';

/** A connection that sends documents, and what was received for them. */
async function stage(sync: Record<string, unknown> = {}) {
  const world = await createWorld({ system: 'quickbooks-online', sync: { directions: { payments: 'to-ledger' }, ...sync } });
  await world.connect();
  const company = (world.underTest.emulator as QuickBooksOnline).company();
  return { world, company, books: booksHelpers(company) };
}

async function run(world: World): Promise<void> {
  await synchronize(world.context, 'acme', world.queue);
  await world.queue.settled();
}

async function passes(world: World, minutes: number): Promise<void> {
  for (let second = 0; second < minutes * 60; second += 10) await world.pass(10);
}

/** The document a host document was booked as. */
async function bookedAs(world: World, kind: 'invoice' | 'bill', id: number): Promise<string> {
  await world.run(kind, id);
  const link = await world.link(kind, id);
  if (!link) throw new Error(`${kind} ${id} was not booked`);
  return link.ledgerId.split('/')[1] ?? '';
}

/** The seed has receipts of its own. */
const paidFor = ({ company }: Awaited<ReturnType<typeof stage>>, entity: 'Payment' | 'BillPayment', document: string) => company.all(entity).filter((row) => JSON.stringify(row['Line']).includes(`"TxnId":"${document}"`));

describe('receipts of Scoro become payments in QuickBooks Online', () => {
  test('feature 35: each once, partial ones too, into undeposited funds', async () => {
    const it = await stage();
    const { world, books } = it;
    const id = await bookedAs(world, 'invoice', 1001);
    world.scoro.addReceipt('invoices', 1001, '210', '2026-11-18');
    await run(world);
    await run(world);
    const payments = () => paidFor(it, 'Payment', id);
    expect(payments()).toMatchObject([{ TotalAmt: 210, TxnDate: '2026-11-18', DepositToAccountRef: { name: 'Undeposited Funds' } }]);
    expect(books.record('Invoice', id)).toMatchObject({ Balance: 1000 });
    expect((await world.link('invoice', 1001))?.payment).toMatchObject({ state: 'partly', paid: '210' });
    world.scoro.addReceipt('invoices', 1001, '1000', '2026-11-20');
    await run(world);
    await run(world);
    expect(payments().map((row) => row['TotalAmt'])).toEqual([210, 1000]);
    expect((await world.link('invoice', 1001))?.payment).toMatchObject({ state: 'paid' });
    // Money that came from Scoro does not come back to it.
    expect(world.scoro.receipts.flatMap(({ receipts }) => receipts).filter(({ documentId }) => documentId === 1001)).toHaveLength(2);
    expect(world.underTest.violations()).toEqual([]);
  });

  test('feature 35: bills are paid from the bank account, the only one there is', async () => {
    const it = await stage();
    const { world, books } = it;
    const id = await bookedAs(world, 'bill', 3001);
    world.scoro.addReceipt('bills', 3001, undefined, '2026-11-19');
    await run(world);
    await run(world);
    expect(books.record('Bill', id)).toMatchObject({ Balance: 0 });
    expect(paidFor(it, 'BillPayment', id)).toMatchObject([{ PayType: 'Check', CheckPayment: { BankAccountRef: { name: 'Current account' } } }]);
  });

  test('feature 35: of several bank accounts one is chosen, once', async () => {
    const it = await stage({ invoices: false });
    const { world, company } = it;
    const savings = company.create('Account', { Name: 'Savings', AccountType: 'Bank', AccountSubType: 'Savings' });
    const id = await bookedAs(world, 'bill', 3001);
    world.scoro.addReceipt('bills', 3001, undefined, '2026-11-19');
    await run(world);
    const job = await world.job('bill', 3001, 'fetch');
    expect([job.state, job.problems[0]?.code]).toEqual(['blocked', 'payment-account-missing']);
    await applyFix(world.context, job, findFix(job, 'payment-account-missing', 'payment-account')!.fix, `#${savings.Id}`);
    await world.run('bill', 3001, 'fetch');
    expect(paidFor(it, 'BillPayment', id)).toMatchObject([{ CheckPayment: { BankAccountRef: { value: savings.Id } } }]);
  });

  test.each([['drop-after'], ['drop-before'], ['resend']] as const)('feature 35: %s leaves one payment', async (misbehaviour) => {
    const it = await stage({ bills: false });
    const { world } = it;
    const id = await bookedAs(world, 'invoice', 1001);
    world.scoro.addReceipt('invoices', 1001, '210', '2026-11-18');
    world.underTest.emulator.faults.add({ method: 'POST', url: '/payment?', misbehaviour: { do: misbehaviour } });
    await run(world);
    await passes(world, 3);
    expect(paidFor(it, 'Payment', id)).toHaveLength(1);
    expect(await world.database.intents.count()).toBe(0);
  });

  test('feature 35: what is paid there already is not paid twice', async () => {
    const it = await stage({ bills: false });
    const { world, books } = it;
    const id = await bookedAs(world, 'invoice', 1001);
    books.payInvoice(id, '1210', '2026-11-18');
    world.scoro.addReceipt('invoices', 1001, undefined, '2026-11-19');
    await run(world);
    await run(world);
    expect(paidFor(it, 'Payment', id)).toHaveLength(1);
  });

  test('feature 35: a receipt from before its document was sent is recorded once it is', async () => {
    const { world, company } = await stage({ bills: false });
    world.scoro.addReceipt('invoices', 1001, '210', '2026-11-18');
    await run(world);
    world.clock.advance(3 * 86_400_000);
    await run(world);
    expect(company.all('Payment').filter((row) => row['TotalAmt'] === 210)).toHaveLength(1);
  });

  test('feature 35: the usual way round nothing is recorded there', async () => {
    const { world, company } = await stage({ directions: {} });
    await bookedAs(world, 'invoice', 1001);
    world.scoro.addReceipt('invoices', 1001, '210', '2026-11-18');
    await run(world);
    expect(company.all('Payment')).toEqual([]);
  });
});
