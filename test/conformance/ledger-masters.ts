import { beforeEach, describe, expect, test } from 'vitest';
import type { ContactUse, LedgerCompany } from '../../lib/ledgers/ledger';
import type { Product } from '../../lib/model/product';
import { opened, type LedgerBench } from './ledger-bench';
import { failureOf } from './support';

const name = 'O\'Brien & Zn. "De Ünie" #7%';

/** Contacts and items: how they are known again, and what tells them apart. */
export function ledgerMastersConformance(ledgerName: string, makeBench: () => LedgerBench): void {
  const { currencies, ledger: { capabilities } } = makeBench();
  const uses: ContactUse[] = currencies.flatMap((currency) => [{ role: 'customer' as const, currency }, { role: 'supplier' as const, currency }]);

  describe(`${ledgerName}, its contacts`, () => {
    let bench: LedgerBench;
    let company: LedgerCompany;
    beforeEach(async () => {
      ({ bench, company } = await opened(makeBench));
    });
    const found = async (by: Parameters<LedgerCompany['findContacts']>[0], use: ContactUse) => (await company.findContacts(by, use)).map(({ id }) => id);
    const keyOf = (use: ContactUse) => capabilities.contactKey(bench.config, use);

    test.each(uses)('are found as $role in $currency by their name and by what else they say of themselves, and by nothing else', async (use) => {
      expect(await found({ name: 'Nobody of this name' }, use)).toEqual([]);
      expect(await found({ vatNumber: 'NL859242157B01' }, use)).toEqual([]);
      expect(await found({ name: ' ' }, use)).toEqual([]);
      const made = await company.createContact({ id: '1', name, vatNumber: 'NL859242157B01' }, use);
      expect(made.roles).toContain(use.role);
      expect(made.unusable).toBeUndefined();
      expect(await company.readContact(made.id)).toEqual(made);
      expect(await found({ name }, use)).toEqual([made.id]);
      expect(await found({ vatNumber: 'NL859242157B01' }, use)).toEqual(made.vatNumber === '' ? [] : [made.id]);
      expect(await found({ code: made.code }, use)).toEqual(made.code === '' ? [] : [made.id]);
    });

    test.each(uses)('take what changed as $role in $currency, as often as it is written, and say what they have no place for', async (use) => {
      const made = await company.createContact({ id: '1', name, email: 'old@example.com', phone: '010' }, use);
      const change = { name: 'Another name', email: 'new@example.com', address: { lines: ['Quay 1'], postcode: '1000 AA', city: 'Delft', country: 'NL' } };
      for (let time = 0; time < 2; time += 1) {
        const { left } = (await company.updateContact?.(made.id, change)) ?? { left: [] };
        expect(left.filter((field) => field !== 'name')).toEqual([]);
        expect(await company.readContact(made.id)).toEqual({ ...made, name: left.includes('name') ? made.name : 'Another name' });
      }
      const held = bench.held();
      expect([held.includes('new@example.com'), held.includes('old@example.com'), held.includes('Quay 1'), held.includes('010')]).toEqual([true, false, true, true]);
      expect((await failureOf(company.updateContact?.('nobody', change) ?? Promise.resolve())).kind).toBe('absent');
    });

    test('may become what the ledger has for those without a role', async () => {
      for (const { id: status } of capabilities.contactStatuses.filter(({ id }) => id !== 'customer' && id !== 'supplier')) {
        const made = await company.createContact({ id: '1', name: `${name} ${status}` }, { role: 'customer', currency: currencies[0] ?? 'EUR', status });
        expect(made.roles).toEqual([]);
        await company.giveRole(made.id, 'customer');
        expect((await company.readContact(made.id)).roles).toEqual(['customer']);
      }
    });

    test('are told apart by their key: one record serves the uses it is the same for, and each other use has its own of that name', async () => {
      const records = new Map<string, string>();
      for (const use of uses) {
        const before = records.get(keyOf(use));
        expect(await found({ name }, use)).toEqual(before === undefined ? [] : [before]);
        if (before !== undefined) {
          await company.giveRole(before, use.role);
          expect((await company.readContact(before)).roles).toContain(use.role);
        } else records.set(keyOf(use), (await company.createContact({ id: '1', name }, use)).id);
      }
      expect(new Set(records.values()).size).toBe(records.size);
      for (const use of uses) expect(await found({ name }, use)).toEqual([records.get(keyOf(use))]);
    });

    test('are booked on in the use they were made for', async () => {
      for (const use of uses) {
        const contact = await company.createContact({ id: '1', name: `${name} ${use.role} ${use.currency}` }, use);
        const booking = { ...bench.booking(use.role === 'customer' ? 'invoice' : 'bill', `2026-${use.currency}`), contact: contact.id, currency: use.currency };
        expect(await company.createDocument(booking)).toMatchObject({ contact: contact.id, currency: use.currency });
      }
    });
  });

  describe(`${ledgerName}, its items`, () => {
    let bench: LedgerBench;
    let company: LedgerCompany;
    beforeEach(async () => {
      ({ bench, company } = await opened(makeBench));
    });
    const product = (of: Partial<Product>): Product => ({ id: '1', code: 'W-1', name: 'Work: by the "hour"', description: 'Work', unit: null, group: null, price: '12.5', service: true, ...of });
    const make = (of: Product) => company.createItem(of, bench.itemDefaults, 'customer');
    /** Those that sync takes for the product. */
    const found = async ({ code, name: called }: Product) =>
      (await company.findItems({ code, name: called })).filter((item) => (code === null ? item.name === called : item.code === code)).map(({ id }) => id);

    test('are found by their code, and are the product\'s', async () => {
      const work = product({});
      expect(await found(work)).toEqual([]);
      const made = await make(work);
      expect(made.code).toBe('W-1');
      expect(await found(work)).toEqual([made.id]);
      expect(await found(product({ code: 'W-2', name: 'Paint' }))).toEqual([]);
    });

    test('take what changed, as often as it is written, and say what they have no place for', async () => {
      const made = await make(product({}));
      const change = { name: 'Work, renamed', price: '99' };
      for (let time = 0; time < 2; time += 1) {
        const { left } = (await company.updateItem?.(made.id, change)) ?? { left: [] };
        expect(left).toHaveLength(1);
      }
      expect(await found(product({ name: 'Work: by the "hour"' }))).toEqual([made.id]);
      expect((await failureOf(company.updateItem?.('nobody', change) ?? Promise.resolve())).kind).toBe('absent');
    });

    test('of one name and several codes are several', async () => {
      const [one, other] = [product({}), product({ code: 'W-2' })];
      const made = await make(one);
      expect(await found(other)).toEqual([]);
      const second = await make(other);
      expect(second.id).not.toBe(made.id);
      expect([await found(one), await found(other)]).toEqual([[made.id], [second.id]]);
    });

    if (!capabilities.itemsNeedCode) test('without a code are found by their name', async () => {
      const work = product({ code: null, name: 'Work by the hour' });
      expect(await found(work)).toEqual([]);
      const made = await make(work);
      expect(await found(work)).toEqual([made.id]);
      expect(await found(product({ code: null, name: 'Work by the day' }))).toEqual([]);
    });

    test('are booked on', async () => {
      const { id } = await make(product({}));
      const booking = bench.booking('invoice', '20261700');
      const booked = await company.createDocument({ ...booking, lines: booking.lines.map((line) => ({ ...line, item: id })) });
      expect(Number(booked.gross)).toBe(Number(booking.gross));
    });
  });
}
