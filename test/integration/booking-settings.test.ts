import { describe, expect, test } from 'vitest';
import { removeMapping, setMapping } from '../../lib/sync/mappings';
import { createWorld } from '../support/world';

describe('feature 30: how an invoice arrives', () => {
  test('in the journal that was chosen, and in the first that fits where none is', async () => {
    const world = await createWorld();
    await world.connect();
    const journals = (await world.database.reference.where('[connection+kind]').equals(['acme', 'journal']).toArray()).filter(({ side }) => side === 'sales').map(({ code }) => code);
    expect(journals.length).toBeGreaterThan(1);
    const entryOf = (no: number) => world.exact.company().salesEntries.find((row) => row['InvoiceNumber'] === no);
    const [usual, other] = [journals.sort()[0]!, journals.sort().at(-1)!];
    const add = (no: number, more: object = {}) => {
      const sample = world.scoro.invoices.find(({ id }) => id === 1001)!;
      return world.scoro.addInvoice({ no: String(no), date: '2026-11-02', companyId: sample.companyId, lines: sample.lines, ...more }).id;
    };
    const first = await world.run('invoice', add(20290001));
    expect(first.problems).toEqual([]);
    expect(String(entryOf(20290001)?.['Journal']).trim()).toBe(usual);

    await setMapping(world.context, { connection: 'acme', kind: 'journal', host: 'invoice', ledger: other });
    expect((await world.run('invoice', add(20290002))).problems).toEqual([]);
    expect(String(entryOf(20290002)?.['Journal']).trim()).toBe(other);

    await removeMapping(world.context, { connection: 'acme', kind: 'journal', host: 'invoice' });
    expect((await world.run('invoice', add(20290003))).problems).toEqual([]);
    expect(String(entryOf(20290003)?.['Journal']).trim()).toBe(usual);
  });
});
