import { expect, test } from 'vitest';
import { openSession } from '../../../../lib/sync/session';
import type { QuickBooksOnline } from '../../../emulators/quickbooks-online';
import { booksHelpers } from '../../../emulators/quickbooks-online/helpers';
import { createWorld } from '../../../support/world';

async function stage() {
  const world = await createWorld({ system: 'quickbooks-online' });
  const connection = await world.connect();
  const books = booksHelpers((world.underTest.emulator as QuickBooksOnline).company());
  const source = (await openSession(world.context, connection)).ledger.source!;
  return { world, books, source };
}

test('kinds are told one by one from the beginning, and together afterwards by one call', async () => {
  const { world, source } = await stage();
  const first = await source.readChanges(['contacts', 'products'], null, '2026-09-01');
  expect([first.isLast, first.contacts.length > 5, first.products]).toEqual([false, true, []]);
  const second = await source.readChanges(['contacts', 'products'], first.cursor, '2026-09-01');
  expect([second.isLast, second.products.map(({ name }) => name)]).toEqual([true, ['Consulting', 'Handbook', 'Printer paper', 'Fax service']]);
  world.forgetCalls();
  const third = await source.readChanges(['contacts', 'products'], second.cursor, '2026-09-01');
  expect([third.isLast, third.contacts, world.calls().ledger.length]).toEqual([true, [], 1]);
});

test('after more than 29 days each kind is asked for by itself, and nothing is missed', async () => {
  const { world, books, source } = await stage();
  const { cursor } = await source.readChanges(['products'], null, '2026-09-01');
  books.addItem({ Name: 'Late' });
  world.clock.advance(40 * 86_400_000);
  expect((await source.readChanges(['products'], cursor, '2026-09-01')).products.map(({ name }) => name)).toEqual(['Late']);
});

test('another start date, and a cursor that cannot be read, begin from the beginning', async () => {
  const { source } = await stage();
  const { cursor } = await source.readChanges(['products'], null, '2026-09-01');
  for (const [given, since] of [[cursor, '2026-08-01'], ['{', '2026-09-01'], ['{"since":"2026-09-01","told":{"products":"never"}}', '2026-09-01']] as const) expect((await source.readChanges(['products'], given, since)).products).toHaveLength(4);
});
