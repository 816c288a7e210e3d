import { describe, expect, test } from 'vitest';
import { vat } from '../emulators/scoro';
import { quickBooksWorld } from '../support/quickbooks';
import { addBill, addInvoice, codesOf, costLine, detailsOf, lastOf, line, sent } from '../support/quickbooks-documents';

const free = { ...line, productId: 0, name: 'Work' };
/** Thirty-one lines of 2.61 at 21 %: a tax of each line rounded is 17.05, of their sum 16.99. */
const many = Array.from({ length: 31 }, () => ({ ...free, price: '2.61' }));

describe('totals outside the United States', () => {
  test('tax that is computed line by line on both sides needs not be stated', async () => {
    const world = await quickBooksWorld();
    await sent(world, addInvoice(world, { lines: [{ ...line, price: '33.33' }, { ...line, price: '12.07', vatCodeId: vat.low }] }));
    const body = JSON.parse(world.quickBooks.seen.findLast(({ url }) => url.includes('/invoice?'))?.body ?? '{}') as object;
    expect(body).not.toHaveProperty('TxnTaxDetail');
    expect(lastOf(world, 'Invoice')['TotalAmt']).toBe(53.49);
  });

  test('tax that the host rounds per document is stated, and the total is the host\'s to the cent', async () => {
    const world = await quickBooksWorld();
    const id = addInvoice(world, { lines: many });
    await sent(world, id);
    expect(lastOf(world, 'Invoice')).toMatchObject({ TotalAmt: 97.9, TxnTaxDetail: { TotalTax: 16.99 } });
    const notes = (await world.database.journal.toArray()).filter(({ document, event }) => document === `invoice/${id}` && event === 'note').map(({ text }) => text);
    expect(notes.join(' ')).toMatch(/VAT on line \d+ is stated as .* \(QuickBooks Online would compute .*\)/);
  });

  test('a cent that cannot be stated is shown before sending, and sent so when that is accepted', async () => {
    const world = await quickBooksWorld();
    const id = addBill(world, { lines: [{ ...costLine, amount: '-1', price: '10.02' }, { ...costLine, amount: '-1', price: '10.02' }] });
    await world.run('bill', id);
    expect(await codesOf(world, id, 'bill')).toEqual(['tax-rounding']);
    const [problem] = (await world.job('bill', id)).problems;
    expect(problem?.message).toMatch(/will compute .*2\.10.* says .*2\.11/);
    expect(world.all('VendorCredit')).toEqual([]);

    const fix = problem?.fixes.find(({ action }) => action.type === 'accept-rounding');
    await world.database.jobs.update((await world.job('bill', id)).id, { decisions: { rounding: fix?.action.type === 'accept-rounding' ? fix.action.difference : '' } });
    await sent(world, id, 'bill');
    expect(lastOf(world, 'VendorCredit')['TotalAmt']).toBe(24.24);
  });

  test('a total that comes out otherwise than it was sent is said, and not taken for right', async () => {
    const world = await quickBooksWorld();
    const id = addInvoice(world);
    world.quickBooks.faults.add({ method: 'POST', url: '/invoice?', misbehaviour: { do: 'answer-after', status: 200, contentType: 'application/json', body: JSON.stringify({ Invoice: { Id: '1', SyncToken: '0', DocNumber: '1', TxnDate: '2026-11-10', TotalAmt: 120.99, Balance: 120.99, CurrencyRef: { value: 'EUR' }, CustomerRef: { value: '1' }, Line: [], MetaData: { CreateTime: new Date(world.clock.now()).toISOString(), LastUpdatedTime: new Date(world.clock.now()).toISOString() } }, time: '' }) } });
    await world.run('invoice', id);
    expect(await codesOf(world, id)).toEqual(['total-differs']);
  });
});

describe('totals in the United States', () => {
  const american = async () => {
    const world = await quickBooksWorld({ isAmerican: true, scoro: { settings: { baseCurrency: 'USD', activeCurrencies: ['USD'] } } as never });
    for (const [host, ledger] of [[vat.high, 'TAX'], [vat.none, 'NON'], [vat.inputHigh, 'NON']] as const) {
      await world.database.mappings.put({ connection: 'acme', kind: 'taxCode', host: String(host), ledger, origin: 'hand', used: 0, updatedAt: 0 });
    }
    return world;
  };

  test('automated sales tax: lines are taxable or not, and the host\'s tax is kept', async () => {
    const world = await american();
    await sent(world, addInvoice(world, { currency: 'USD', lines: [line, { ...line, price: '50', vatCodeId: vat.none }] }));
    const booked = lastOf(world, 'Invoice');
    expect(booked).toMatchObject({ TotalAmt: 171, TxnTaxDetail: { TotalTax: 21 } });
    expect(detailsOf(booked).map((detail) => (detail['TaxCodeRef'] as { value: string }).value)).toEqual(['TAX', 'NON']);
  });

  test('a line with tax is never put on a code without, nor one without on a code with', async () => {
    const world = await american();
    await world.database.mappings.put({ connection: 'acme', kind: 'taxCode', host: String(vat.high), ledger: 'NON', origin: 'hand', used: 0, updatedAt: 0 });
    const id = addInvoice(world, { currency: 'USD' });
    await world.run('invoice', id);
    expect(await codesOf(world, id)).toEqual(['tax-code-conflict']);
  });

  test('a bill carries no tax there: it goes into the cost, to the cent', async () => {
    const world = await american();
    const lines = [{ ...costLine, price: '33.33' }, { ...costLine, price: '66.67' }];
    await world.database.mappings.put({ connection: 'acme', kind: 'taxCode', host: String(vat.inputHigh), ledger: 'TAX', origin: 'hand', used: 0, updatedAt: 0 });
    await sent(world, addBill(world, { currency: 'USD', lines }), 'bill');
    expect(lastOf(world, 'Bill')).toMatchObject({ TotalAmt: 121 });
  });
});
