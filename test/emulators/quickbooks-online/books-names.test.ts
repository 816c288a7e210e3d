import { describe, expect, it } from 'vitest';
import { bench, echoed, refused, usBench } from './books-support';

const eur = { CurrencyRef: { value: 'EUR' } };

describe('customers and vendors', () => {
  it('need a name, composed from its parts where DisplayName is missing', () => {
    const { company } = bench();
    expect(company.create('Customer', { Title: 'Dr', GivenName: 'Una', FamilyName: 'Walsh', ...eur })).toMatchObject({ DisplayName: 'Dr Una Walsh', FullyQualifiedName: 'Dr Una Walsh', PrintOnCheckName: 'Dr Una Walsh', Active: true, SyncToken: '0' });
    expect(company.create('Vendor', { GivenName: 'Una', FamilyName: 'Keane', ...eur })['CompanyName']).toBeUndefined();
    expect(refused(() => company.create('Customer', { CompanyName: 'Nameless', ...eur })).code).toBe('6080');
  });

  it('share one row of names with employees, whatever the case', () => {
    const { company, people } = bench();
    const taken = { code: '6240', Detail: 'The name supplied already exists. : Another customer, vendor or employee is already using this name. Please use a different name.' };
    expect(refused(() => company.create('Vendor', { DisplayName: 'BROUWERIJ de linde', ...eur }))).toMatchObject(taken);
    expect(refused(() => company.create('Customer', { DisplayName: 'papierhandel smit', ...eur }))).toMatchObject(taken);
    expect(refused(() => company.create('Customer', { DisplayName: 'Jan Peeters', ...eur }))).toMatchObject(taken);
    expect(refused(() => people.addEmployee('Papierhandel Smit'))).toMatchObject(taken);
    const { Id, SyncToken } = company.create('Customer', { DisplayName: 'Free', ...eur });
    expect(refused(() => company.update('Customer', { Id, SyncToken, sparse: true, DisplayName: 'Jan Peeters' }))).toMatchObject(taken);
    expect(company.update('Customer', { Id, SyncToken, sparse: true, DisplayName: 'FREE' })['DisplayName']).toBe('FREE');
  });

  it('refuse colons, tabs and newlines in names, and what is too long', () => {
    const { company } = bench();
    for (const DisplayName of ['A:B', 'A\tB', 'A\nB']) expect(refused(() => company.create('Customer', { DisplayName, ...eur })).code).toBe('2040');
    expect(refused(() => company.create('Customer', { DisplayName: 'x'.repeat(501), ...eur }))).toMatchObject({ code: '2050', Detail: 'Length of the field exceeds 500 chars', element: 'DisplayName' });
    expect(refused(() => company.create('Customer', { GivenName: 'x'.repeat(101), ...eur })).code).toBe('2050');
    expect(refused(() => company.create('Customer', { DisplayName: 'A', BillAddr: { Line1: 'x'.repeat(501) }, ...eur })).element).toBe('Line1');
    const lines = Object.fromEntries([1, 2, 3, 4, 5].map((number) => [`Line${number}`, 'x'.repeat(450)]));
    expect(refused(() => company.create('Customer', { DisplayName: 'A', BillAddr: lines, ...eur })).code).toBe('2050');
    expect(refused(() => company.create('Customer', { DisplayName: 'A', PrimaryEmailAddr: { Address: 'nobody' }, ...eur })).code).toBe('2210');
  });

  it('are renamed when they become inactive, and get their name back', () => {
    const { company, people } = bench();
    const id = company.create('Vendor', { DisplayName: 'Acme', CompanyName: 'Acme', ...eur }).Id;
    expect(people.deactivate('Vendor', id)).toMatchObject({ Active: false, DisplayName: 'Acme (deleted)', CompanyName: 'Acme', PrintOnCheckName: 'Acme', SyncToken: '1' });
    expect(people.reactivate('Vendor', id)).toMatchObject({ Active: true, DisplayName: 'Acme' });
    people.deactivate('Vendor', id);
    company.create('Customer', { DisplayName: 'Acme', ...eur });
    expect(refused(() => people.reactivate('Vendor', id)).code).toBe('6240');
    const strict = bench({ inactiveNamesTaken: true });
    expect(refused(() => strict.company.create('Vendor', { DisplayName: 'closed shop', ...eur })).code).toBe('6240');
    const other = company.create('Customer', { DisplayName: 'Beta', ...eur }).Id;
    expect(people.deactivate('Customer', other)).toMatchObject({ DisplayName: 'Beta (deleted)', FullyQualifiedName: 'Beta (deleted)' });
    const namesake = company.create('Customer', { DisplayName: 'Beta', ...eur }).Id;
    expect(people.deactivate('Customer', namesake)['DisplayName']).toBe('Beta (deleted)');
  });

  it('stand below a parent of five levels at most', () => {
    const { company } = bench();
    let parent = company.create('Customer', { DisplayName: 'L1', ...eur });
    for (const DisplayName of ['L2', 'L3', 'L4', 'L5']) parent = company.create('Customer', { DisplayName, Job: true, ParentRef: { value: parent.Id }, ...eur });
    expect(parent).toMatchObject({ FullyQualifiedName: 'L1:L2:L3:L4:L5', Level: 4, ParentRef: { name: 'L1:L2:L3:L4' } });
    expect(refused(() => company.create('Customer', { DisplayName: 'L6', Job: true, ParentRef: { value: parent.Id }, ...eur })).code).toBe('6180');
    expect(refused(() => company.create('Customer', { DisplayName: 'L6', Job: true, ...eur })).code).toBe('6150');
    expect(refused(() => company.create('Customer', { DisplayName: 'L6', ParentRef: { value: parent.Id }, ...eur })).code).toBe('6150');
  });

  it('hand a new name down to those below, whose SyncTokens stay', () => {
    const { company, people } = bench();
    const top = company.create('Customer', { DisplayName: 'Top', ...eur }).Id;
    const job = company.create('Customer', { DisplayName: 'Job', Job: true, ParentRef: { value: top }, ...eur }).Id;
    people.edit('Customer', top, { DisplayName: 'Summit' });
    expect(company.read('Customer', job)).toMatchObject({ FullyQualifiedName: 'Summit:Job', SyncToken: '0' });
  });

  it('keep the currency they were made with', () => {
    const { company, people } = bench();
    const usd = company.create('Customer', { DisplayName: 'Yankee', CurrencyRef: { value: 'USD' } });
    expect(usd['CurrencyRef']).toEqual({ value: 'USD', name: 'United States Dollar' });
    const { Id, SyncToken } = usd;
    expect(company.update('Customer', { Id, SyncToken, sparse: true, CurrencyRef: { value: 'EUR' } })).toMatchObject({ CurrencyRef: { value: 'USD' } });
    expect(company.create('Vendor', { DisplayName: 'Default' })).toMatchObject({ CurrencyRef: { value: 'EUR' } });
    expect(company.all('CompanyCurrency').map((row) => row['Code'])).toEqual(['USD', 'GBP']);
    company.create('Vendor', { DisplayName: 'Swede', CurrencyRef: { value: 'SEK' } });
    expect(company.all('CompanyCurrency').map((row) => row['Code'])).toEqual(['USD', 'GBP', 'SEK']);
    expect(refused(() => company.create('Vendor', { DisplayName: 'Nowhere', CurrencyRef: { value: 'ZZZ' } })).code).toBe('2220');
    expect(people.byName('Vendor', 'swede')['CurrencyRef']).toMatchObject({ value: 'SEK' });
    const ignoring = bench({ vendorCurrencyIgnored: true });
    expect(ignoring.company.create('Vendor', { DisplayName: 'Yankee', CurrencyRef: { value: 'USD' } })).toMatchObject({ CurrencyRef: { value: 'EUR' } });
  });

  it('take no CurrencyRef in a company with one currency', () => {
    const { company } = usBench();
    expect(refused(() => company.create('Customer', { DisplayName: 'A', CurrencyRef: { value: 'USD' } }))).toMatchObject({ code: '6000', Detail: 'Business Validation Error: Multi Currency should be enabled to perform this operation' });
    expect(company.create('Customer', { DisplayName: 'A' })).toMatchObject({ CurrencyRef: { value: 'USD' } });
  });

  it('come back with masked tax numbers and the country in three letters', () => {
    const { company } = bench();
    expect(company.create('Vendor', { DisplayName: 'V', TaxIdentifier: 'NL003456789B02', ...eur })['TaxIdentifier']).toBe('XXXXXXXXXX9B02');
    const customer = company.create('Customer', { DisplayName: 'C', PrimaryTaxIdentifier: 'IE1234567T', BillAddr: { Line1: 'Quay 1', City: 'Cork', Country: 'Ireland' }, ...eur });
    expect(customer['PrimaryTaxIdentifier']).toBe('XXXXX4567T');
    expect(customer['BillAddr']).toMatchObject({ Line1: 'Quay 1', City: 'Cork', Country: 'IRL', Id: expect.stringMatching(/^\d+$/) });
  });

  it('lose by a full update what it does not name, but not their currency', () => {
    const { company } = bench();
    const customer = company.create('Customer', { DisplayName: 'C', Notes: 'Pays late', PrimaryPhone: { FreeFormNumber: '01 234' }, ...eur });
    const { Notes: _notes, ...rest } = echoed(customer);
    expect(company.update('Customer', rest)['Notes']).toBeUndefined();
    const after = company.update('Customer', { Id: customer.Id, SyncToken: '1', DisplayName: 'C' });
    expect(after).toMatchObject({ CurrencyRef: { value: 'EUR' }, Active: true, SyncToken: '2' });
    expect(after['PrimaryPhone']).toBeUndefined();
  });

  it('blank a field by a sparse update, names excepted', () => {
    const { company } = bench();
    const { Id } = company.create('Customer', { DisplayName: 'C', CompanyName: 'C Ltd', Notes: 'x', ...eur });
    expect(company.update('Customer', { Id, SyncToken: '0', sparse: true, Notes: '' })).not.toHaveProperty('Notes');
    expect(company.update('Customer', { Id, SyncToken: '1', sparse: true, DisplayName: '', PrintOnCheckName: null })).toMatchObject({ DisplayName: 'C', PrintOnCheckName: 'C', CompanyName: 'C Ltd' });
  });
});
