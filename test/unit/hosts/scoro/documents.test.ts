import { describe, expect, it } from 'vitest';
import { UnreadableDocument } from '../../../../lib/hosts/host';
import { sameDecimal, sum } from '../../../../lib/model/decimal';
import { documentSchema } from '../../../../lib/model/document';
import { contact, vat } from '../../../emulators/scoro';
import { open } from './account';

const invoice = (id: number) => ({ kind: 'invoice', id: String(id) }) as const;
const bill = (id: number) => ({ kind: 'bill', id: String(id) }) as const;

async function reasonsOf(reading: Promise<unknown>): Promise<string[]> {
  const error = await reading.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(UnreadableDocument);
  return (error as UnreadableDocument).reasons.map((reason) => reason.message);
}

describe('reading a document', () => {
  it('is one call, with the key in the body alone', async () => {
    const { account, calls } = open();
    await account.readDocument(invoice(1001));
    expect(calls).toHaveLength(1);
    expect(calls[0]).toMatchObject({
      method: 'POST',
      url: 'https://acme.scoro.com/api/v2/invoices/view/1001',
      endpoint: 'invoices/view',
      repeatable: true,
      purpose: 'read invoice 1001',
    });
    expect(JSON.parse(calls[0]?.body ?? '')).toMatchObject({ apiKey: 'the-key', company_account_id: 'acme' });
    expect(JSON.stringify({ ...calls[0], body: '' })).not.toContain('the-key');
  });

  it('gives an invoice whole', async () => {
    expect(await open().account.readDocument(invoice(1001))).toEqual({
      ref: invoice(1001),
      credit: false,
      number: '20260117',
      date: '2026-11-02',
      dueDate: '2026-12-02',
      currency: 'EUR',
      entity: 'acme',
      contact: { id: String(contact.acme), name: 'ACME Holding B.V.' },
      description: 'Website, phase 1',
      paymentReference: '20260117 9',
      net: '1000.00',
      tax: '210.00',
      gross: '1210.00',
      open: '1210',
      paidInHost: false,
      deleted: false,
      modified: '2026-11-02 09:15:00',
      lines: [
        {
          id: expect.any(String) as string,
          description: 'Consulting - Design and build',
          quantity: '1',
          unitPrice: '1000',
          net: '1000.00',
          taxPercentage: '21',
          taxCode: { id: String(vat.high), code: '2' },
          account: { id: '501', code: '8000', name: 'Omzet diensten' },
          product: { id: '601', code: 'CONS', name: 'Consulting' },
          unit: 'hour',
          costCentre: null,
          project: { id: '71' },
        },
      ],
    });
  });

  it("gives a bill with the supplier's number", async () => {
    const document = await open().account.readDocument(bill(3001));
    expect(document).toMatchObject({ number: 'VD-2026/0815', net: '250.00', tax: '52.50', gross: '302.50', open: null, credit: false });
  });

  it('gives every seeded document that can be read as the model wants it', async () => {
    const { account, emulator } = open({ burst: 100 });
    const refs = [...emulator.invoices.map((row) => invoice(row.id)), ...emulator.bills.map((row) => bill(row.id))].filter(
      (ref) => ref.id !== '1011',
    );
    for (const ref of refs) {
      const document = await account.readDocument(ref);
      expect(documentSchema.safeParse(document).error).toBeUndefined();
      expect(sameDecimal(sum(document.lines.map((line) => line.net)), document.net)).toBe(true);
    }
  });

  it('spreads a discount of the document over its lines', async () => {
    const document = await open().account.readDocument(invoice(1003));
    expect(document.net).toBe('123.97');
    expect(document.lines.map((line) => line.net)).toEqual(['33.75', '8.99', '81.23']);
  });

  it('keeps the VAT of the document, whatever its lines would give', async () => {
    expect(await open().account.readDocument(invoice(1004))).toMatchObject({ net: '30.06', tax: '6.31', gross: '36.37' });
  });

  it('has negative amounts for a credit, whichever sign Scoro gives', async () => {
    const { account, emulator } = open();
    const negative = await account.readDocument(invoice(1005));
    expect(negative).toMatchObject({ credit: true, net: '-145.00', gross: '-172.45', open: '-172.45' });
    emulator.changeInvoice(1005, { lines: emulator.invoices[4]?.lines.map((line) => ({ ...line, amount: line.amount.replace('-', '') })) ?? [] });
    expect(await account.readDocument(invoice(1005))).toMatchObject({
      credit: true,
      net: '-145.00',
      tax: '-27.45',
      gross: '-172.45',
      open: '-172.45',
      lines: [
        { quantity: '-3', net: '-120.00' },
        { quantity: '-2', net: '-25.00' },
      ],
    });
    expect(await account.readDocument(bill(3004))).toMatchObject({ credit: true, net: '-250.00' });
  });

  it('tells currency, entity, deletion and payment', async () => {
    const { account } = open();
    expect(await account.readDocument(invoice(1006))).toMatchObject({ currency: 'USD', net: '1200.00', tax: '0.00' });
    expect(await account.readDocument(invoice(1007))).toMatchObject({ entity: 'acme_finland' });
    expect(await account.readDocument(invoice(1008))).toMatchObject({ deleted: true });
    expect(await account.readDocument(invoice(1012))).toMatchObject({ paidInHost: true, open: '0' });
    expect(await account.readDocument(bill(3006))).toMatchObject({ paidInHost: true, open: null });
  });

  it('leaves out what is not there', async () => {
    const { account } = open();
    expect((await account.readDocument(invoice(1009))).lines[1]).toMatchObject({ product: null, taxCode: null, taxPercentage: null, unit: null });
    expect((await account.readDocument(invoice(1010))).lines[0]?.product).toEqual({ id: '604', name: 'Poster' });
    expect(await account.readDocument(invoice(1013))).toMatchObject({
      dueDate: null,
      lines: [{ description: 'Advice by telephone - 17 November' }, { net: '0.00' }],
    });
    expect((await account.readDocument(bill(3005))).lines.map((line) => line.project)).toEqual([{ id: '71', name: 'Website for ACME' }, null]);
  });

  it('takes the VAT of the document for its lines where tax is not per line', async () => {
    const document = await open({ settings: { lineBasedTax: false } }).account.readDocument(invoice(1004));
    expect(document.lines.map((line) => [line.taxPercentage, line.taxCode])).toEqual([1, 2, 3].map(() => ['21', { id: '301', code: '2' }]));
  });
});

describe('a document that cannot be trusted', () => {
  it('is refused for an amount that would have to be guessed', async () => {
    expect(await reasonsOf(open().account.readDocument(invoice(1011)))).toEqual(['The amount "1 234,50" on line 1 cannot be read as a number.']);
  });

  it.each([
    ['a sum that contradicts the lines', { spelt: { sum: 999 } }, "The lines do not add up to the invoice's own sum of 999.00."],
    [
      'a discount that does not explain the sum',
      { spelt: { sum: 500 }, discounts: ['10', '0', '0'] as [string, string, string] },
      "The lines do not add up to the invoice's own sum of 500.00.",
    ],
    ['a day that is none', { spelt: { date: '2026-02-30' } }, 'The date "2026-02-30" cannot be read as a date.'],
    ['no day', { spelt: { date: '0000-00-00' } }, 'The invoice has no date.'],
    ['an unreadable VAT sum', { spelt: { vat_sum: '210,00' } }, 'The amount "210,00" of the invoice cannot be read as a number.'],
    ['no currency', { currency: '' }, 'The currency "" is not an ISO code.'],
    ['no number', { no: '0' }, 'The invoice has no number yet.'],
  ])('is refused for %s', async (_name, fields, message) => {
    const { account, emulator } = open();
    emulator.changeInvoice(1001, fields);
    expect(await reasonsOf(account.readDocument(invoice(1001)))).toEqual([message]);
  });

  it('tells all reasons at once', async () => {
    const { account, emulator } = open();
    emulator.changeInvoice(1001, { currency: '?', lines: [{ spelt: { price: 'a' } }, { spelt: { sum: null } }] });
    expect(await reasonsOf(account.readDocument(invoice(1001)))).toEqual([
      'The amount "a" on line 1 cannot be read as a number.',
      'The sum on line 2 is missing.',
      'The currency "?" is not an ISO code.',
    ]);
  });
});
