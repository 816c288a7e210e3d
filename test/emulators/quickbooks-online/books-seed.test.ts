import { describe, expect, it } from 'vitest';
import { ManualClock } from '../core/emulator';
import { noon } from './books-support';
import { entities, entityByEndpoint, entityByName } from './entities';
import { seedCompany, seedUsCompany } from './seed/company';

describe('the entities', () => {
  it('are found by name and by the part of a path', () => {
    expect(entityByName('VendorCredit')).toBe(entityByEndpoint('vendorcredit'));
    expect(entityByEndpoint('VendorCredit')).toBeUndefined();
    expect(entityByName('Estimate')).toBeUndefined();
  });

  it('say what may stand in a condition', () => {
    const usable = (name: string, field: string) => [entityByName(name)?.fields.get(field)?.filterable, entityByName(name)?.fields.get(field)?.sortable];
    expect(usable('Invoice', 'DocNumber')).toEqual([true, true]);
    expect(usable('Invoice', 'PrivateNote')).toEqual([false, false]);
    expect(usable('Bill', 'VendorRef')).toEqual([true, false]);
    expect(usable('VendorCredit', 'VendorRef')).toEqual([false, false]);
    expect(usable('Customer', 'BalanceWithJobs')).toEqual([false, true]);
    expect(usable('Vendor', 'DisplayName')).toEqual([true, true]);
    expect(entityByName('Invoice')?.fields.get('MetaData')?.fields?.get('LastUpdatedTime')).toMatchObject({ filterable: true, sortable: true });
  });

  it('are deleted, or made inactive, never both', () => {
    for (const { operations, isNameList } of entities) expect(isNameList && operations.has('delete')).toBe(false);
    expect(entities.filter(({ inCdc }) => !inCdc).map(({ name }) => name)).toEqual(['TaxCode', 'TaxRate', 'TaxAgency']);
  });
});

describe('the seeds', () => {
  it('are the same each time, and older than change data capture looks back', () => {
    const clock = new ManualClock(noon);
    expect(seedCompany(clock).dump()).toEqual(seedCompany(new ManualClock(0)).dump());
    const times = entities.flatMap(({ name }) => seedUsCompany(clock).all(name)).flatMap(({ MetaData }) => (MetaData ? [Date.parse(MetaData.LastUpdatedTime)] : []));
    expect(times.length).toBeGreaterThan(30);
    expect(Math.max(...times)).toBeLessThan(noon - 30 * 86_400_000);
  });

  it('have what differs between countries', () => {
    const clock = new ManualClock(noon);
    const [irish, us] = [seedCompany(clock), seedUsCompany(clock)];
    expect([irish.realmId, us.realmId]).toEqual(['9130350000000001', '9130350000000002']);
    expect(irish.all('CompanyCurrency').map((row) => row['Code'])).toEqual(['USD', 'GBP']);
    expect(us.all('CompanyCurrency')).toEqual([]);
    expect(irish.all('Customer').some((row) => row['IsProject'] === true)).toBe(true);
    expect(seedCompany(clock, { realmId: '1', name: 'Other Ltd', preferences: { multiCurrency: false } }).companyInfo()).toMatchObject({ CompanyName: 'Other Ltd' });
  });

  it('start their clock when they are filled', () => {
    const clock = new ManualClock(noon);
    const company = seedCompany(clock);
    clock.advance(1000);
    expect(company.create('Class', { Name: 'New' }).MetaData?.CreateTime).toBe('2026-11-20T12:00:01-08:00');
  });
});
