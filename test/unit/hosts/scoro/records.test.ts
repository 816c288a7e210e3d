import { describe, expect, it } from 'vitest';
import { knownHosts } from '../../../../lib/hosts';
import { scoro } from '../../../../lib/hosts/scoro';
import { contactSchema } from '../../../../lib/model/contact';
import { open } from './account';

describe('contacts and products', () => {
  it('gives a contact with a two-letter country', async () => {
    const contact = await open().account.readContact('2001');
    expect(contactSchema.parse(contact)).toEqual({
      id: '2001',
      name: 'ACME Holding B.V.',
      vatNumber: 'NL007654321B01',
      registrationNumber: '17085815',
      email: 'ap@acme-holding.example',
      phone: '+31 30 123 4567',
      website: 'https://acme-holding.example',
      address: { lines: ['Domplein 4', 'Unit 2'], postcode: '3512 JC', city: 'Utrecht', country: 'NL' },
    });
  });

  it('names a person whole, and leaves out what is unknown', async () => {
    const { account, emulator } = open();
    emulator.addContact({ contactId: 5, type: 'person', name: 'Sanne', lastname: 'Bakker' });
    expect(await account.readContact('5')).toEqual({ id: '5', name: 'Sanne Bakker', person: { givenName: 'Sanne', familyName: 'Bakker' } });
  });

  it('gives a product with the name of its group in two calls', async () => {
    const { account, calls } = open();
    expect(await account.readProduct('602')).toEqual({
      id: '602',
      code: 'HOST',
      name: 'Hosting',
      description: 'One month & support',
      unit: 'pc',
      group: { id: '41', name: 'Advies' },
      price: '40',
      service: true,
    });
    expect(calls.map((call) => call.endpoint)).toEqual(['products/view', 'productGroups/view']);
  });

  it('gives a product without code or group in one', async () => {
    const { account, emulator, calls } = open();
    emulator.addProduct({ productId: 5, name: 'Thing' });
    expect(await account.readProduct('5')).toMatchObject({ code: null, group: null, service: false });
    expect(calls).toHaveLength(1);
  });
});

describe('lists', () => {
  it('gives documents of this entity since a day, newest last, deleted ones marked', async () => {
    const { account, emulator } = open({ settings: { listsEveryEntity: true } });
    emulator.addInvoice({ id: 99, date: '2026-11-09' });
    const rows = await account.listDocuments('invoice', '2026-11-09');
    expect(rows.map((row) => row.ref.id)).toEqual(['99', '1006', '1008', '1009', '1010', '1011', '1012', '1013', '1014']);
    expect(rows.filter((row) => row.deleted).map((row) => row.ref.id)).toEqual(['1008']);
    expect(rows[1]).toEqual({
      ref: { kind: 'invoice', id: '1006' },
      number: '20260122',
      date: '2026-11-09',
      contactName: 'Nordic Parts Oy',
      gross: '1200.00',
      currency: 'USD',
      modified: '2026-11-09 09:15:00',
      deleted: false,
    });
  });

  it.each([true, false])('reads every page, paging fields given: %s', async (pagingFields) => {
    const { account, emulator, calls } = open({ settings: { pagingFields } });
    for (let count = 0; count < 243; count += 1) emulator.addBill();
    expect(await account.listDocuments('bill', '2026-01-01')).toHaveLength(250);
    expect(calls).toHaveLength(3);
  });

  it('stops after a full last page where nothing is said about pages', async () => {
    const { account, emulator, calls } = open({ settings: { pagingFields: false } });
    for (let count = 0; count < 93; count += 1) emulator.addBill();
    expect(await account.listDocuments('bill', '2026-01-01')).toHaveLength(100);
    expect(calls).toHaveLength(2);
  });

  it('gives tax codes, accounts, product groups, currencies and bookmarks', async () => {
    const { account, calls } = open();
    const items = await account.readReference();
    expect(calls.map((call) => call.endpoint)).toEqual(['vatCodes/list', 'financeAccounts/list', 'productGroups/list', 'companyAccount/list', 'bookmarks/list']);
    expect(items).toContainEqual({ kind: 'taxCode', id: '301', code: '2', name: 'BTW hoog 21%', percentage: '21', side: 'sales', active: true });
    expect(items).toContainEqual(expect.objectContaining({ kind: 'taxCode', id: '304', active: false }));
    expect(items).toContainEqual({ kind: 'account', id: '503', code: '4000', name: 'Algemene kosten', side: 'purchase', active: true });
    expect(items).toContainEqual({ kind: 'itemGroup', id: '41', code: 'Advies', name: 'Advies', active: true });
    expect(items).toContainEqual({ kind: 'bookmark', id: '1', code: 'invoices', name: 'Unpaid invoices', active: true });
    expect(items.filter(({ kind }) => kind === 'currency')).toEqual(['EUR', 'USD', 'GBP'].map((code) => ({ kind: 'currency', id: code, code, name: code, active: true })));
  });

  it('counts the own currency among the currencies, and leaves out what is none', async () => {
    const { account } = open({ settings: { baseCurrency: 'sek', activeCurrencies: ['NOK', 'SEK', ' DKK', '', 'kroner'] } });
    expect((await account.readReference()).filter(({ kind }) => kind === 'currency').map(({ code }) => code)).toEqual(['SEK', 'NOK', 'DKK']);
  });

  it.each([
    ['refuses to tell', { status: 'ERROR', statusCode: 400, messages: { error: ['Unknown module'] } }],
    ['may not tell', { status: 'ERROR', statusCode: 403, messages: { error: ['Access denied'] } }],
    ['tells in a form nobody knows', { status: 'OK', statusCode: 200, data: [{ base_currency: { code: 'EUR' } }] }],
  ])('gives the rest where the site %s its currencies', async (_what, body) => {
    const { account, emulator } = open();
    emulator.faults.add({ url: 'companyAccount/list', misbehaviour: { do: 'answer-before', status: 200, body: JSON.stringify(body), contentType: 'application/json' } });
    const kinds = new Set((await account.readReference()).map(({ kind }) => kind));
    expect([...kinds]).toEqual(['taxCode', 'account', 'itemGroup', 'bookmark']);
  });

  it('fails as a whole where the site has trouble at that moment', async () => {
    const { account, emulator } = open();
    emulator.faults.add({ url: 'companyAccount/list', misbehaviour: { do: 'answer-before', status: 503, body: 'busy' } });
    await expect(account.readReference()).rejects.toMatchObject({ kind: 'trouble' });
  });
});

describe('receipts', () => {
  const receipt = { document: { kind: 'invoice', id: '1001' }, contactId: '2001', date: '2026-11-20', amount: '1210.00', currency: 'EUR' } as const;

  it('turns the invoice paid, by a call that is never repeated', async () => {
    const { account, emulator, calls } = open();
    const id = await account.recordReceipt(receipt);
    expect(calls[0]).toMatchObject({ endpoint: 'receipts/modify', repeatable: false });
    expect(emulator.receipts.at(-1)).toMatchObject({ id: Number(id), salesDocType: 'invoices', receipts: [{ documentId: 1001, sum: '1210' }] });
    expect((await account.readDocument(receipt.document)).paidInHost).toBe(true);
  });

  it('works for bills, and for a contact unknown', async () => {
    const { account } = open();
    await account.recordReceipt({ ...receipt, document: { kind: 'bill', id: '3001' }, contactId: null, amount: '302.50' });
    expect((await account.readDocument({ kind: 'bill', id: '3001' })).paidInHost).toBe(true);
  });

  it('is refused above the open sum', async () => {
    await expect(open().account.recordReceipt({ ...receipt, amount: '1210.01' })).rejects.toMatchObject({
      kind: 'refused',
      message: 'Scoro refused: Receipt sum exceeds the open sum of the document.',
    });
  });
});

describe('the host', () => {
  const config = { system: 'scoro', site: 'https://acme.scoro.com' } as const;

  it('is registered and says what it needs', () => {
    expect(knownHosts()).toContain(scoro);
    expect(scoro.origins(config)).toEqual(['https://acme.scoro.com/*']);
    expect(scoro.budgetKey(config)).toBe('acme.scoro.com');
    expect(scoro.documentUrl(config, { kind: 'bill', id: '3001' })).toBe('https://acme.scoro.com/bills/view/3001');
  });
});
