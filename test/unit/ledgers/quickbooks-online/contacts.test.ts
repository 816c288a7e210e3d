import { beforeEach, describe, expect, it } from 'vitest';
import { quickBooksOnline } from '../../../../lib/ledgers/quickbooks-online';
import { namesFor, nameWithCode, partyName } from '../../../../lib/ledgers/quickbooks-online/names';
import type { Contact } from '../../../../lib/model/contact';
import { failureOf } from '../../../conformance/support';
import { makeBench, type Bench } from './bench';

let bench: Bench;
beforeEach(async () => {
  bench = await makeBench();
});
const customer = { role: 'customer', currency: 'EUR' } as const;
const supplier = { role: 'supplier', currency: 'EUR' } as const;
const contact = (name: string, more: Partial<Contact> = {}): Contact => ({ id: '1', name, ...more });

describe('looking for a contact', () => {
  it('by name, of that role and currency alone, in one call', async () => {
    const { company, books, asked } = bench;
    const brewery = books.byName('Customer', 'Brouwerij De Linde');
    expect(await company.findContacts({ name: 'brouwerij de linde ' }, customer)).toEqual([{ id: `customer/${brewery.Id}`, code: '', name: 'Brouwerij De Linde', vatNumber: '', roles: ['customer'] }]);
    expect(asked.map(({ method, endpoint, repeatable, headers }) => [method, endpoint, repeatable, headers?.['Content-Type']])).toEqual([['POST', 'query', true, 'application/text']]);
    expect(await company.findContacts({ name: 'Brouwerij De Linde' }, supplier)).toEqual([]);
    expect(await company.findContacts({ name: 'Brouwerij De Linde' }, { role: 'customer', currency: 'USD' })).toEqual([]);
    expect(await company.findContacts({ name: "O'Brien & Sons" }, { role: 'customer', currency: 'GBP' })).toHaveLength(1);
  });

  it('says of an inactive one why it cannot be booked on, though it was renamed', async () => {
    expect(await bench.company.findContacts({ name: 'Closed Shop' }, customer)).toMatchObject([{ name: 'Closed Shop (deleted)', unusable: 'It is inactive in QuickBooks Online' }]);
  });

  it('never by a number: tax numbers come back masked, and there are no codes', async () => {
    expect([await bench.company.findContacts({ vatNumber: 'NL001234567B01' }, customer), await bench.company.findContacts({ code: '1' }, customer), await bench.company.findContacts({ name: ' ' }, customer)]).toEqual([[], [], []]);
    expect(bench.asked).toEqual([]);
  });

  it('reads one by its id, and spares the call for what is none', async () => {
    const { company, books, asked } = bench;
    const smit = books.byName('Vendor', 'Papierhandel Smit');
    expect(await company.readContact(`vendor/${smit.Id}`)).toMatchObject({ name: 'Papierhandel Smit', roles: ['supplier'] });
    asked.length = 0;
    expect([(await failureOf(company.readContact('58'))).kind, asked.length]).toEqual(['absent', 0]);
    expect((await failureOf(company.readContact('vendor/999'))).kind).toBe('absent');
  });
});

describe('making a contact', () => {
  it('with all that is known of it, in its currency', async () => {
    const { company, books } = bench;
    const made = await company.createContact(
      contact('Tool: Shed\tLtd', {
        vatNumber: 'GB123456789', email: 'office@shed.example', phone: '+44 20 5550 0100', website: 'shed.example', address: { lines: ['1 High St', 'Unit 2'], postcode: 'N1 1AA', city: 'London', country: 'GB' },
      }),
      { role: 'supplier', currency: 'GBP' },
    );
    expect(made).toMatchObject({ name: 'Tool - Shed - Ltd', roles: ['supplier'] });
    expect(books.byName('Vendor', 'Tool - Shed - Ltd')).toMatchObject({
      CompanyName: 'Tool - Shed - Ltd', CurrencyRef: { value: 'GBP' }, PrimaryEmailAddr: { Address: 'office@shed.example' }, PrimaryPhone: { FreeFormNumber: '+44 20 5550 0100' }, WebAddr: { URI: 'https://shed.example' },
      BillAddr: { Line1: '1 High St', Line2: 'Unit 2', City: 'London', PostalCode: 'N1 1AA' }, TaxIdentifier: 'XXXXXXX6789',
    });
    expect(await company.findContacts({ name: 'Tool: Shed\tLtd' }, { role: 'supplier', currency: 'GBP' })).toEqual([made]);
  });

  it('leaves out what would be refused or would be another value when cut', async () => {
    const { company, books } = bench;
    await company.createContact(contact(`Very ${'long '.repeat(120)}name`, { email: 'no address', phone: '1'.repeat(31), website: 'not a site', vatNumber: '1'.repeat(21) }), supplier);
    const [made] = (await company.findContacts({ name: `Very ${'long '.repeat(120)}name` }, supplier)).map(({ name }) => books.byName('Vendor', name));
    expect(String(made?.['DisplayName']).length).toBe(479);
    expect(['PrimaryEmailAddr', 'PrimaryPhone', 'WebAddr', 'TaxIdentifier'].map((field) => made?.[field])).toEqual([undefined, undefined, undefined, undefined]);
  });

  it('under a name of its own where a party of another role has it, and is found under it', async () => {
    const { company, books } = bench;
    const vendor = await company.createContact(contact('Brouwerij De Linde'), supplier);
    expect(vendor).toMatchObject({ name: 'Brouwerij De Linde (v)', roles: ['supplier'] });
    expect(books.byName('Vendor', vendor.name)).toMatchObject({ CompanyName: 'Brouwerij De Linde', PrintOnCheckName: 'Brouwerij De Linde' });
    expect(await company.findContacts({ name: 'Brouwerij De Linde' }, supplier)).toEqual([vendor]);
    expect((await company.createContact(contact('Papierhandel Smit'), customer)).name).toBe('Papierhandel Smit (c)');
    // An employee's name is not to be seen, but it is taken.
    expect((await company.createContact(contact('Jan Peeters'), customer)).name).toBe('Jan Peeters (c)');
  });

  it('under a name of its own in another currency, and of another role in another currency', async () => {
    const { company } = bench;
    const dollars = { role: 'customer', currency: 'USD' } as const;
    const made = await company.createContact(contact('Brouwerij De Linde'), dollars);
    expect(made.name).toBe('Brouwerij De Linde (USD)');
    expect(await company.findContacts({ name: 'Brouwerij De Linde' }, dollars)).toEqual([made]);
    expect((await company.findContacts({ name: 'Brouwerij De Linde' }, customer)).map(({ name }) => name)).toEqual(['Brouwerij De Linde']);
    await company.createContact(contact('Brouwerij De Linde'), supplier);
    expect((await company.createContact(contact('Brouwerij De Linde'), { role: 'supplier', currency: 'USD' })).name).toBe('Brouwerij De Linde (v) (USD)');
  });

  it('lets the refusal through where it is there already', async () => {
    const { company, books } = bench;
    const failure = await failureOf(company.createContact(contact('BROUWERIJ DE LINDE'), customer));
    expect([failure.kind, quickBooksOnline.explain(failure).code]).toEqual(['refused', 'record-exists']);
    expect(quickBooksOnline.explain(failure).fixes[0]).toMatchObject({ label: 'Look for it in QuickBooks', best: true });
    // An inactive one was renamed: its name is free.
    expect((await company.createContact(contact('Closed Shop'), customer)).name).toBe('Closed Shop');
    expect(books.byName('Customer', 'Closed Shop')['Active']).toBe(true);
  });

  it('under a name of its own where an inactive one still holds it', async () => {
    bench = await makeBench({ inactiveNamesTaken: true });
    expect((await bench.company.createContact(contact('Closed Shop'), customer)).name).toBe('Closed Shop (c)');
  });

  it('a person by its names, without a company', async () => {
    await bench.company.createContact(contact('Ann Lee', { person: { givenName: 'Ann', familyName: 'Lee' } }), customer);
    const made = bench.books.byName('Customer', 'Ann Lee');
    expect([made['GivenName'], made['FamilyName'], made['CompanyName']]).toEqual(['Ann', 'Lee', undefined]);
  });

  it('says so where it came out in another currency', async () => {
    bench = await makeBench({ vendorCurrencyIgnored: true });
    const failure = await failureOf(bench.company.createContact(contact('Steel Inc.'), { role: 'supplier', currency: 'USD' }));
    expect(failure).toMatchObject({ kind: 'refused', message: 'QuickBooks Online made Steel Inc. in EUR instead of USD.' });
    expect(quickBooksOnline.explain(failure).code).toBe('currency-ignored');
  });

  it('names no currency in a company that has one', async () => {
    bench = await makeBench({ us: true });
    expect((await bench.company.createContact(contact('Dollar Bakery', { vatNumber: '12-3456789' }), { role: 'customer', currency: 'USD' })).name).toBe('Dollar Bakery');
    expect(bench.books.byName('Customer', 'Dollar Bakery')['PrimaryTaxIdentifier']).toBeUndefined();
    expect((await failureOf(bench.company.createContact(contact('Euro Bakery'), customer))).kind).toBe('refused');
  });

  it('makes no customer of a vendor', async () => {
    await bench.company.giveRole('vendor/5', 'supplier');
    expect((await failureOf(bench.company.giveRole('vendor/5', 'customer'))).kind).toBe('refused');
    expect(bench.asked).toEqual([]);
  });
});

describe('names', () => {
  it('stand on one level and within their length', () => {
    expect(partyName(' A:B\n C ')).toBe('A - B - C');
    expect(Object.values(namesFor('A', { role: 'supplier', currency: 'USD' }))).toEqual(['A', 'A (v)', 'A (USD)', 'A (v) (USD)']);
    expect(nameWithCode('x'.repeat(120), 'P-1')).toBe(`${'x'.repeat(94)} (P-1)`);
  });
});
