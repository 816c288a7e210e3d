import { describe, expect, it } from 'vitest';
import { bench, refused, usBench } from './books-support';

describe('items', () => {
  it('need a type, the account of what they are for, and a name of their own', () => {
    const { company, ref } = bench();
    const IncomeAccountRef = ref('Account', '8000');
    expect(company.create('Item', { Name: 'Advice', Sku: 'ADV', Type: 'Service', IncomeAccountRef })).toMatchObject({ FullyQualifiedName: 'Advice', Sku: 'ADV', Active: true, UnitPrice: 0, IncomeAccountRef: { name: 'Sales of services' } });
    expect(refused(() => company.create('Item', { Name: 'advice', Type: 'Service', IncomeAccountRef }))).toMatchObject({ code: '6240', Detail: expect.stringContaining('Another product or service') });
    expect(refused(() => company.create('Item', { Name: 'B', Type: 'Service' })).element).toBe('IncomeAccountRef');
    expect(refused(() => company.create('Item', { Name: 'B', Type: 'NonInventory', IncomeAccountRef })).element).toBe('ExpenseAccountRef');
    expect(refused(() => company.create('Item', { Name: 'B', Type: 'Group' })).code).toBe('6000');
    expect(refused(() => company.create('Item', { Name: 'B:C', Type: 'Service', IncomeAccountRef })).code).toBe('2040');
    expect(refused(() => company.create('Item', { Name: 'x'.repeat(101), Type: 'Service', IncomeAccountRef })).code).toBe('2050');
    expect(refused(() => company.create('Item', { Name: 'B', Type: 'Service', IncomeAccountRef: ref('Account', '1100') })).code).toBe('6430');
    expect(refused(() => company.create('Item', { Name: 'B', Type: 'Service', IncomeAccountRef: { value: '9999' } })).code).toBe('2500');
  });

  it('of stock need their quantity, day and asset account', () => {
    const { company, ref } = bench();
    const base = { Name: 'Mug', Type: 'Inventory', IncomeAccountRef: ref('Account', '8010'), ExpenseAccountRef: ref('Account', '7000'), AssetAccountRef: ref('Account', '1120') };
    expect(refused(() => company.create('Item', base)).element).toBe('QtyOnHand');
    expect(refused(() => company.create('Item', { ...base, QtyOnHand: 3, InvStartDate: '2026-01-01' })).element).toBe('TrackQtyOnHand');
    expect(company.create('Item', { ...base, QtyOnHand: 3, InvStartDate: '2026-01-01', TrackQtyOnHand: true })).toMatchObject({ QtyOnHand: 3 });
  });

  it('are renamed when inactive', () => {
    const { people } = bench();
    expect(people.byName('Item', 'Fax service (deleted)')).toMatchObject({ Active: false, FullyQualifiedName: 'Fax service (deleted)' });
  });
});

describe('accounts', () => {
  it('take their classification from the type', () => {
    const { company } = bench();
    expect(company.create('Account', { Name: 'Fuel', AccountType: 'Expense', AcctNum: '4200' })).toMatchObject({ Classification: 'Expense', AccountSubType: 'OtherMiscellaneousServiceCost', CurrencyRef: { value: 'EUR' }, SubAccount: false });
    expect(company.create('Account', { Name: 'Overdraft', AccountSubType: 'NotesPayable' })).toMatchObject({ AccountType: 'Long Term Liability', Classification: 'Liability' });
    expect(refused(() => company.create('Account', { Name: 'None' })).code).toBe('6010');
    expect(refused(() => company.create('Account', { Name: 'A "b"', AccountType: 'Expense' })).code).toBe('2040');
    expect(refused(() => company.create('Account', { Name: 'Travel', AccountType: 'Expense' })).code).toBe('6240');
    expect(refused(() => company.create('Account', { Name: 'Long', AccountType: 'Expense', AcctNum: '12345678' }))).toMatchObject({ code: '2050', Detail: 'Length of the field exceeds 7 chars' });
    expect(refused(() => company.create('Account', { Name: 'Kind', AccountType: 'Costs' })).code).toBe('2170');
  });

  it('may stand below one of the same type', () => {
    const { company, ref } = bench();
    expect(company.create('Account', { Name: 'Trains', AccountType: 'Expense', ParentRef: ref('Account', '4100') })).toMatchObject({ FullyQualifiedName: 'Travel:Trains', SubAccount: true });
    expect(refused(() => company.create('Account', { Name: 'Planes', AccountType: 'Income', ParentRef: ref('Account', '4100') })).code).toBe('6000');
  });
});

describe('other lists', () => {
  it('check what they need', () => {
    const { company } = bench();
    expect(company.create('Term', { Name: 'Net 60', DueDays: 60 })).toMatchObject({ Type: 'STANDARD', Active: true });
    expect(company.create('Term', { Name: '15th', DayOfMonthDue: 15 })).toMatchObject({ Type: 'DATE_DRIVEN' });
    expect(refused(() => company.create('Term', { Name: 'None' })).element).toBe('DueDays');
    expect(refused(() => company.create('Term', { Name: 'Far', DueDays: 1000 })).code).toBe('2090');
    expect(refused(() => company.create('Term', { Name: 'net 60', DueDays: 1 })).code).toBe('6240');
    expect(refused(() => company.create('Term', { Name: 'x'.repeat(32), DueDays: 1 })).code).toBe('2050');
    const parent = company.create('Class', { Name: 'Sales' });
    expect(company.create('Class', { Name: 'North', ParentRef: { value: parent.Id } })).toMatchObject({ FullyQualifiedName: 'Sales:North', SubClass: true });
    expect(refused(() => company.create('Class', { Name: 'sales' })).code).toBe('6240');
    expect(company.create('Department', { Name: 'Galway' })).toMatchObject({ SubDepartment: false });
    expect(company.create('CompanyCurrency', { Code: 'SEK' })).toMatchObject({ Name: 'Swedish Krona', Active: true });
    expect(refused(() => company.create('CompanyCurrency', { Code: 'XXQ' })).code).toBe('2220');
    expect(refused(() => usBench().company.create('CompanyCurrency', { Code: 'EUR' })).code).toBe('5030');
  });

  it('keep notes, with a note or a file', () => {
    const { company, bill } = bench();
    const { Id } = bill();
    const AttachableRef = [{ EntityRef: { type: 'Bill', value: Id }, IncludeOnSend: false }];
    expect(company.create('Attachable', { Note: 'See contract', AttachableRef })).toMatchObject({ Note: 'See contract', AttachableRef });
    expect(refused(() => company.create('Attachable', { AttachableRef }))).toMatchObject({ code: '6000', Detail: 'Business Validation Error: You must have at least a note string or file attachment' });
    expect(refused(() => company.create('Attachable', { Note: 'x', AttachableRef: [{ EntityRef: { type: 'Bill', value: '9999' } }] })).code).toBe('2500');
  });

  it('know the rate of a day, home units for one foreign unit', () => {
    const { company } = bench();
    expect(company.exchangeRate('USD', '2026-10-31')).toMatchObject({ SourceCurrencyCode: 'USD', TargetCurrencyCode: 'EUR', Rate: 0.9051, AsOfDate: '2026-10-31' });
    expect(company.exchangeRate('USD', '2026-11-02')['Rate']).toBe(0.9213);
    expect(refused(() => company.exchangeRate('SEK', '2026-11-02')).code).toBe('610');
  });

  it('tell the company and its settings', () => {
    const { company, people } = bench();
    expect(company.companyInfo()).toMatchObject({ CompanyName: 'ACME Consulting Ltd', Country: 'IE', Id: '1' });
    expect(company.read('CompanyInfo', company.realmId).Id).toBe('1');
    people.prefer({ customTxnNumbers: false, warnDuplicateBillNumber: true });
    people.closeBooks('2026-09-30');
    expect(company.preferences()).toMatchObject({
      CurrencyPrefs: { MultiCurrencyEnabled: true, HomeCurrency: { value: 'EUR' } },
      AccountingInfoPrefs: { ClassTrackingPerTxnLine: true, ClassTrackingPerTxn: false, BookCloseDate: '2026-09-30' },
      SalesFormsPrefs: { CustomTxnNumbers: false },
      OtherPrefs: { NameValue: expect.arrayContaining([{ Name: 'WarnDuplicateBillNumber', Value: 'true' }, { Name: 'ProjectsEnabled', Value: 'true' }]) },
    });
    expect(company.all('Preferences')).toHaveLength(1);
    expect(usBench().company.preferences()).toMatchObject({ TaxPrefs: { UsingSalesTax: true, PartnerTaxEnabled: true } });
  });
});
