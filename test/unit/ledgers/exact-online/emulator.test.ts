import { beforeEach, describe, expect, it } from 'vitest';
import { exactOnline } from '../../../../lib/ledgers/exact-online';
import type { Booking, LedgerCompany, LedgerConfig, LedgerDocument } from '../../../../lib/ledgers/ledger';
import type { ApiCall, Call } from '../../../../lib/net/call';
import { ManualClock } from '../../../emulators/core/emulator';
import { createExactOnline, seedCompany, type ExactOnline } from '../../../emulators/exact-online';
import { config, find } from './fake';

const use = { role: 'customer', currency: 'EUR' } as const;

let exact: ExactOnline;
let clock: ManualClock;
let asked: ApiCall[];

const callTo = (emulator: ExactOnline): Call => {
  const token = emulator.accessToken();
  return async (request) => {
    asked.push(request);
    // A minute's budget is not what is tested here.
    clock.advance(1100);
    const { method, url, body } = request;
    const response = await emulator.app.fetch(new Request(url, { method, headers: { ...request.headers, Authorization: `Bearer ${token}` }, ...(body !== undefined && { body }) }));
    return { status: response.status, headers: response.headers, contentType: response.headers.get('content-type') ?? '', text: await response.text() };
  };
};
const open = (more: Partial<LedgerConfig> = {}): LedgerCompany => exactOnline.open(callTo(exact), { ...config, ...more });
const idOf = (...of: Parameters<ExactOnline['byCode']>): string => String(exact.byCode(...of)['ID']);

beforeEach(() => {
  clock = new ManualClock(Date.parse('2026-03-10T10:00:00Z'));
  exact = createExactOnline({ clock, companies: () => [seedCompany(), seedCompany({ code: 222222, name: 'Old B.V.', status: 2 })] });
  asked = [];
});

function sale(change: Partial<Booking> = {}): Booking {
  const line = {
    description: 'Advies', account: idOf('glAccounts', '8010'), accountCode: '8010', taxCode: '2', taxPercentage: '21', taxRates: [], quantity: '10', unitPrice: '100', net: '1000.00', tax: null,
    item: idOf('items', 'ADV-UUR'), unit: 'hour', costCentre: 'CONS', costUnit: 'NL', project: idOf('projects', 'P-001'), class: null,
  };
  return {
    kind: 'invoice', credit: false, number: '1001', date: '2026-03-02', dueDate: '2026-04-15', currency: 'EUR', journal: '70', contact: idOf('accounts', '1'), paymentTerm: '14',
    description: 'Website', paymentReference: 'RF18', net: '1000', tax: '210', gross: '1210', lines: [line], ...change,
  };
}
const purchase = (): Booking => {
  const booking = sale();
  return {
    ...booking, kind: 'bill', number: "S'2026/7", journal: '60', contact: idOf('accounts', '4'),
    lines: booking.lines.map((line) => ({ ...line, account: idOf('glAccounts', '4010'), taxCode: '5', tax: '210.01' })),
  };
};
/** Only what was booked just now is known with its lines. */
function asRead(booked: LedgerDocument): LedgerDocument {
  const { lines: _, ...document } = booked;
  return document;
}

const keyOf = ({ kind, number, contact, journal, date, gross, currency }: Booking) => ({ kind, number, contact, journal, date, gross, currency });

describe('against the emulator', () => {
  it('lists the companies, with why one cannot be used', async () => {
    const { user, companies } = await exactOnline.companies(callTo(exact), config);
    expect(user).toBe('ACME Bookkeeper');
    expect(companies.map((company) => [company.id, company.currency, company.country, 'unusable' in company])).toEqual([['123456', 'EUR', 'NL', false], ['222222', 'EUR', 'NL', true]]);
  });

  it('pulls the reference data without a single refusal', async () => {
    exact.closePeriod('70', 2025, 12);
    const { items, periods, missing } = await open().readReference();
    const codes = (kind: string) => items.filter((item) => item.kind === kind).map((item) => item.code);
    expect(codes('taxCode')).toEqual(['0', '1', '2', '2A', '5', '6', '7', '8', '9']);
    expect(codes('journal')).toEqual(['60', '61', '70', '71', '73']);
    expect(codes('account')).not.toContain('4900');
    expect(items.find((item) => item.kind === 'account' && item.code === '1300')?.postable).toBe(false);
    expect(codes('unit')).toEqual(['pc', 'hour', 'kg', 'day']);
    expect(codes('costCentre')).toEqual(['ADM', 'CONS']);
    expect(codes('currency')).toEqual(['EUR', 'USD', 'GBP']);
    expect(items.find((item) => item.kind === 'taxCode' && item.code === '1')).toMatchObject({ percentage: '9', side: 'sales', taxBasis: 'excluding' });
    expect(periods).toHaveLength(24);
    expect(periods[11]).toEqual({ year: 2025, period: 12, start: '2025-12-01', end: '2025-12-31', closedJournals: ['70'] });
    expect(missing).toEqual([]);
    expect(exact.errors.used()).toBe(0);
  });

  it('sees a period closed and opened again', async () => {
    exact.closePeriod('70', 2026, 2);
    const company = open();
    expect(await company.isClosed('70', '2026-02-28')).toBe(true);
    expect(await company.isClosed('71', '2026-02-28')).toBe(false);
    exact.openPeriod('70', 2026, 2);
    expect(await company.isClosed('70', '2026-02-28')).toBe(false);
  });

  it('finds contacts by padded code, VAT number and name', async () => {
    const company = open();
    expect(await company.findContacts({ code: '4' }, use)).toMatchObject([{ code: '4', name: 'Papierhandel Smit', roles: ['supplier'] }]);
    expect(await company.findContacts({ vatNumber: 'NL 0012.34.567.B01' }, use)).toMatchObject([{ code: '1' }]);
    expect(await company.findContacts({ name: "O'Brien & Sons Ltd" }, use)).toMatchObject([{ code: '3', roles: ['customer'] }]);
    expect((await company.findContacts({ code: '7' }, use))[0]?.unusable).toBe('It is blocked in Exact Online.');
    expect(await company.findContacts({ name: 'Nobody' }, use)).toEqual([]);
  });

  it('creates contacts and gives them the other role', async () => {
    const company = open();
    const address = { lines: ['Straat 1'], postcode: '3500 AA', city: 'Utrecht', country: 'NL' };
    const made = await company.createContact({ id: '9', name: 'Nieuw B.V.', vatNumber: 'NL9', address }, { role: 'supplier', currency: 'EUR' });
    expect(made).toMatchObject({ name: 'Nieuw B.V.', roles: ['supplier'] });
    await company.giveRole(made.id, 'customer');
    expect((await company.readContact(made.id)).roles).toEqual(['customer', 'supplier']);
    expect((await company.createContact({ id: '10', name: 'Klant' }, { role: 'customer', currency: 'EUR' })).roles).toEqual(['customer']);
  });

  it('creates an item once', async () => {
    const company = open();
    const product = { id: '1', code: 'P-1', name: 'Ding', description: '', unit: null, group: null, price: null, service: false };
    const defaults = { unit: 'pc', itemGroup: idOf('itemGroups', 'PROD'), revenueAccount: null, costAccount: null };
    const made = await company.createItem(product, defaults, 'customer');
    expect(await company.findItems({ code: 'P-1', name: '' })).toEqual([made]);
    await expect(company.createItem(product, defaults, 'customer')).rejects.toMatchObject({ kind: 'refused', message: 'Exact Online refused this: Gegeven bestaat reeds' });
  });

  it('books, finds and reads a sale', async () => {
    const company = open();
    expect(await find(company, keyOf(sale()))).toEqual([]);
    const booked = await company.createDocument(sale());
    expect(booked).toMatchObject({
      contactName: 'Brouwerij De Linde B.V.', journal: '70', date: '2026-03-02', dueDate: '2026-04-15', reference: '1001', description: 'Website', currency: 'EUR', gross: '1210', tax: '210',
    });
    expect(await find(company, keyOf(sale()))).toEqual([asRead(booked)]);
    expect(await company.readDocument('invoice', booked.id)).toEqual(asRead(booked));
    expect(exact.company().salesEntryLines).toMatchObject([{ CostCenter: 'CONS', CostUnit: 'NL', Project: idOf('projects', 'P-001'), VATCode: '2  ' }]);
    expect(asked.filter((request) => request.method === 'POST')).toHaveLength(1);
  });

  it('books a bill with its stated tax, and finds it by a reference with a quote', async () => {
    const company = open();
    const booked = await company.createDocument(purchase());
    expect(booked).toMatchObject({ gross: '1210.01', tax: '210.01', reference: "S'2026/7" });
    expect(await find(company, keyOf(purchase()))).toEqual([asRead(booked)]);
    // Of another supplier it is shown as well: whose it is, is for whoever asked to judge.
    expect(await find(company, { ...keyOf(purchase()), contact: idOf('accounts', '5') })).toEqual([asRead(booked)]);
  });

  it('books a credit note, and a number that is no number', async () => {
    const company = open();
    const [line] = sale().lines;
    const credit = sale({ number: 'CN-1', credit: true, net: '-1000', tax: '-210', gross: '-1210', lines: [{ ...line!, quantity: '-10', net: '-1000' }] });
    const booked = await company.createDocument(credit);
    expect(booked).toMatchObject({ gross: '-1210', reference: 'CN-1' });
    expect(await find(company, keyOf(credit))).toEqual([asRead(booked)]);
    expect(exact.entry(booked.id)['Type']).toBe(21);
  });

  it('sees a stranger with the same number', async () => {
    const company = open();
    await company.createDocument(sale());
    expect(await find(company, { ...keyOf(sale()), contact: idOf('accounts', '2') })).toHaveLength(1);
    const failure = await company.createDocument(sale()).catch((reason: unknown) => reason);
    expect(failure).toMatchObject({ kind: 'refused' });
    expect(exactOnline.explain(failure as never).code).toBe('number-used');
  });

  it.each(['nl', 'en'] as const)('explains what is refused in "%s"', async (language) => {
    exact = createExactOnline({ clock, language });
    const company = open();
    const explained = async (change: Partial<Booking>) => {
      const failure = await company.createDocument(sale(change)).catch((reason: unknown) => reason);
      return exactOnline.explain(failure as never).code;
    };
    const [line] = sale().lines;
    expect(await explained({ contact: idOf('accounts', '4') })).toBe('contact-role');
    expect(await explained({ contact: idOf('accounts', '7') })).toBe('contact-blocked');
    expect(await explained({ contact: idOf('accounts', '8'), paymentTerm: null, dueDate: null })).toBe('payment-term-missing');
    expect(await explained({ journal: '60' })).toBe('journal-wrong');
    expect(await explained({ journal: '' })).toBe('journal-missing');
    expect(await explained({ journal: '71', currency: 'GBP' })).toBe('currency');
    expect(await explained({ paymentTerm: '99' })).toBe('payment-term-unknown');
    expect(await explained({ date: '2031-01-01' })).toBe('year-unknown');
    expect(await explained({ lines: [{ ...line!, taxCode: 'XX' }] })).toBe('tax-code-unknown');
    expect(await explained({ lines: [{ ...line!, costCentre: 'XX' }] })).toBe('cost-unknown');
    expect(await explained({ lines: [{ ...line!, account: idOf('glAccounts', '1300') }] })).toBe('account-type');
    exact.closePeriod('70', 2026, 3);
    expect(await explained({})).toBe('period-closed');
  });

  it('changes the header, the due date kept beside a new date', async () => {
    const company = open();
    const booked = await company.createDocument(sale());
    const changed = await company.updateDocument(booked.id, { ...sale(), date: '2026-03-05', description: 'Website, part 1' });
    expect(changed).toMatchObject({ date: '2026-03-05', dueDate: '2026-04-15', description: 'Website, part 1' });
    exact.bookPayment(booked.id, '1210', '2026-03-09');
    await expect(company.updateDocument(booked.id, { ...sale(), description: 'Late' })).rejects.toMatchObject({ kind: 'refused' });
  });

  it('follows payments: part, whole, undone', async () => {
    const company = open();
    const booked = await company.createDocument(sale());
    const bill = await company.createDocument(purchase());
    const first = await company.paymentChanges(null);
    expect(first.terms.map((term) => [term.document, term.total, term.open, term.settled])).toEqual([[booked.id, '1210', '1210', false], [bill.id, '1210.01', '1210.01', false]]);

    exact.bookPayment(booked.id, '500', '2026-03-09');
    const second = await company.paymentChanges(first.cursor);
    expect(second.terms.map((term) => term.open).sort()).toEqual(['0', '710']);
    expect(second.terms.every((term) => term.lastPaymentDate === '2026-03-09' && term.document === booked.id)).toBe(true);

    exact.reversePayment(booked.id);
    const third = await company.paymentChanges(second.cursor);
    expect(third.terms).toMatchObject([{ open: '1210', settled: false, lastPaymentDate: null }]);
    expect(third.removed).toHaveLength(1);
    expect(await company.paymentChanges(third.cursor)).toEqual({ terms: [], removed: [], cursor: third.cursor });
  });

  it('never takes a document that may not be seen for deleted', async () => {
    const company = open();
    const booked = await company.createDocument(sale());
    const { terms } = await company.paymentChanges(null);
    expect(await company.isDeleted('invoice', booked.id, terms.map((term) => term.id))).toBe(false);
    exact.faults.add({ method: 'GET', url: 'SalesEntries', times: 2, misbehaviour: { do: 'answer-before', status: 403, body: '' } });
    expect(await company.isDeleted('invoice', booked.id, terms.map((term) => term.id))).toBe(false);
  });

  it('tells one that is gone from one that may not be seen, both answered with 403', async () => {
    const company = open();
    const booked = await company.createDocument(sale());
    const { terms } = await company.paymentChanges(null);
    exact.deleteEntry(booked.id);
    expect(await company.isDeleted('invoice', booked.id, terms.map((term) => term.id))).toBe(true);
  });

  it('proves a deletion by 404 and the list of what was deleted', async () => {
    const company = open();
    const booked = await company.createDocument(sale());
    const { terms } = await company.paymentChanges(null);
    exact.deleteEntry(booked.id);
    exact.faults.add({ method: 'GET', url: 'SalesEntries(', times: 2, misbehaviour: { do: 'answer-before', status: 404, body: '' } });
    expect(await company.isDeleted('invoice', booked.id)).toBe(false);
    expect(await company.isDeleted('invoice', booked.id, terms.map((term) => term.id))).toBe(true);
  });

  it('books sales invoices where the settings say so', async () => {
    const company = open({ salesAs: 'invoice' });
    const [line] = sale().lines;
    const booking = sale({ lines: [{ ...line!, quantity: '3', unitPrice: '333.33', net: '1000' }] });
    const booked = await company.createDocument(booking);
    expect(booked).toMatchObject({ number: '1001', reference: '1001', gross: '1210', date: '2026-03-02' });
    expect(await find(company, keyOf(booking))).toEqual([asRead(booked)]);
    const credit = await company.createDocument(sale({ number: 'CN-2', credit: true, lines: [{ ...line!, quantity: '10', unitPrice: '-100', net: '-1000' }] }));
    expect(credit.gross).toBe('-1210');
    expect(exact.company().salesInvoices.map((row) => row['Type'])).toEqual([8020, 8021]);
  });

  it('reads lists of many pages, none lost and none doubled', async () => {
    for (let number = 1; number <= 130; number += 1) exact.addAccount({ Name: 'Twin', Status: 'C' });
    const found = await open().findContacts({ name: 'Twin' }, use);
    expect(new Set(found.map((contact) => contact.id)).size).toBe(130);
    expect(asked).toHaveLength(3);
  });

  it('leaves the outcome of a create open when the answer is cut short', async () => {
    exact.faults.add({ method: 'POST', misbehaviour: { do: 'truncate', characters: 40 } });
    await expect(open().createDocument(sale())).rejects.toMatchObject({ kind: 'unreadable' });
    expect(await find(open(), keyOf(sale()))).toHaveLength(1);
  });
});
