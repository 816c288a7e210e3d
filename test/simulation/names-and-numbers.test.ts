import { describe, expect, test } from 'vitest';
import { requestsTo } from '../support/ledgers';
import { addInvoice, booksOf } from './quickbooks';
import { at, bill, holds, sceneOf, see } from './scenario';
import type { PlannedDocument } from './schedule';
import { numberOf } from './stage';

/** What is refused because it is there already is looked at, and never taken for ours unseen. */
describe('QuickBooks Online, which keeps names and numbers of sales unique', () => {
  const { requests, invoice, schedule } = sceneOf('quickbooks-online');
  const number = numberOf(0, 'invoice');

  describe.each([['pressed', [at(0, 'send')]], ['with the backlog', [at(0, 'synchronize')]]] as const)('%s', (_, actions) => {
    // A second one, so that the backlog goes in one call.
    const documents: PlannedDocument[] = [invoice, { ...invoice, cents: 777 }];
    const sent = schedule({ documents, actions: [...actions] });

    test('fault 15: the number is somebody else\'s: nothing is linked, and both are shown', async () => {
      await holds(sent, {
        prepare: (stage) => void addInvoice(stage, number, 'Maeve Byrne', invoice.cents),
        mustEndBooked: false,
        inspect: async (stage, storage) => {
          const { job, links } = await see(stage, sent, storage.get('browser1'));
          expect(job(0)).toMatchObject({ state: 'blocked', problems: [{ code: 'number-taken' }] });
          expect(links.some((link) => link.number === number)).toBe(false);
          expect(stage.ledger.documents('invoice').filter((held) => held.number === number)).toHaveLength(1);
        },
      });
    });

    test('fault 14: the number is this customer\'s, with another total: shown, not adopted', async () => {
      await holds(sent, {
        prepare: (stage) => void addInvoice(stage, number, 'Brouwerij De Linde', 5),
        mustEndBooked: false,
        inspect: async (stage, storage) => {
          const { job, links } = await see(stage, sent, storage.get('browser1'));
          expect(job(0)).toMatchObject({ state: 'blocked', problems: [{ code: 'twin-in-doubt' }] });
          expect(links.some((link) => link.number === number)).toBe(false);
        },
      });
    });

    test('fault 51: another browser booked it: linked, not booked again', async () => {
      const both = schedule({ documents, browsers: 2, actions: [at(0, 'send', 0, { browser: 1 }), at(0, 'send', 1, { browser: 1 }), ...actions.map((action) => ({ ...action, at: 20_000 }))] });
      await holds(both, {
        inspect: async (stage, storage) => {
          expect((await see(stage, both, storage.get('browser1'))).job(0).result).toBe(actions[0]?.do === 'send' ? 'Booked as 20270001' : 'Linked to 20270001');
          expect(stage.ledger.documents('invoice')).toHaveLength(2);
        },
      });
    });
  });

  const acme = 'ACME Holding B.V.';
  const cold = { ...invoice, contact: 0 as const };
  test.each([
    ['a vendor', (books: ReturnType<typeof booksOf>) => books.addVendor({ DisplayName: acme })],
    ['an employee', (books: ReturnType<typeof booksOf>) => books.addEmployee(acme)],
  ])('the customer\'s name is that of %s: the customer is another, marked as one', async (_, add) => {
    await holds(schedule({ documents: [cold, { ...cold, cents: 999 }], actions: [at(0, 'send'), at(0, 'send', 1)] }), {
      prepare: (stage) => void add(booksOf(stage)),
      inspect: async (stage) => {
        expect(requestsTo(stage.ledger, requests.contact.invoice).map(({ status }) => status)).toEqual([400, 200]);
        expect(stage.ledger.documents('invoice').map(({ contactName }) => contactName)).toEqual([`${acme} (c)`, `${acme} (c)`]);
      },
    });
  });

  test('two browsers make the same supplier at the same moment, and the list shows neither yet: one bill in the end', async () => {
    for (let seed = 1; seed <= 12; seed += 1) {
      const sent = { ...schedule({ browsers: 2, documents: [bill], actions: [at(0, 'send'), at(0.1, 'send', 0, { browser: 1 })], listDelay: 4_000 }), seed };
      await holds(sent, { inspect: async (stage) => void expect(stage.ledger.documents('bill')).toHaveLength(1) });
    }
  });

  test('an item of the product\'s name is another product\'s: the new one is told apart by its code', async () => {
    await holds(schedule({ documents: [{ ...invoice, product: 2 }] }), {
      prepare: (stage) => void booksOf(stage).addItem({ Name: 'Hosting', Sku: 'OTHER' }),
      inspect: async (stage) => {
        const [booked] = stage.ledger.documents('invoice');
        expect(booked?.number).toBe(number);
        expect(stage.ledger.masters().filter((name) => name.startsWith('item Hosting')).length).toBe(2);
      },
    });
  });
});
