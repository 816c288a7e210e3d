import { describe, expect, it } from 'vitest';
import { bench, filter, type Anything } from './support';

describe('crm/Accounts', () => {
  it('gives a code and answers thin: the rest has to be read', async () => {
    const { call, get } = bench();
    const made = await call('POST', 'crm/Accounts', { Name: 'Nieuw', Status: 'C' });
    expect([made.status, made.json.d.Name, made.json.d.Code]).toEqual([201, null, null]);
    const read = (await get(`crm/Accounts(guid'${String(made.json.d.ID)}')`)).json.d;
    expect(read).toMatchObject({ Name: 'Nieuw', Status: 'C', IsSales: true, IsSupplier: false });
    expect(read.Code).toMatch(/^ {11}\d{7}$/);
  });

  it('answers in full when asked, pads the code, and keeps codes unique', async () => {
    const { create } = bench();
    expect((await create('crm/Accounts', { Name: 'A', Code: '900', Country: 'BE' })).json.d).toMatchObject({ Code: '               900', Country: 'BE ', Status: 'A' });
    expect(await create('crm/Accounts', { Name: 'B', Code: '               900' })).toMatchObject({ status: 500, message: 'Gegeven bestaat reeds' });
    expect((await create('crm/Accounts', { Name: 'A' })).status).toBe(201);
  });

  it.each([
    ['no name', { Status: 'C' }, 500, 'Verplicht: Naam'],
    ['an unknown condition', { Name: 'A', PaymentConditionSales: 'ZZ' }, 500, 'Ongeldige referentie: Betalingsconditie'],
    ['an unknown VAT code', { Name: 'A', SalesVATCode: 'ZZ' }, 500, 'Ongeldige referentie: Btw-code'],
    ['no country code', { Name: 'A', Country: 'Nederland' }, 500, 'Ongeldige referentie: Land'],
    ['an invented field', { Name: 'A', IsCustomer: true }, 400, 'IsCustomer'],
    ['a Byte as boolean', { Name: 'A', IsAccountant: true }, 400, 'IsAccountant'],
  ])('refuses %s', async (_what, body, status, message) => {
    expect(await bench().create('crm/Accounts', body)).toMatchObject({ status, message: expect.stringContaining(message) as string });
  });

  it('changes what is sent and no more; its own code sent back is refused', async () => {
    const { call, id, exact } = bench();
    const path = `crm/Accounts(guid'${id('accounts', '6')}')`;
    expect((await call('PUT', path, { Status: 'C', IsSupplier: true })).status).toBe(204);
    expect(exact.byCode('accounts', '6')).toMatchObject({ Name: 'Prospect Peeters', Status: 'C', IsSupplier: true, IsSales: true });
    expect(await call('PUT', path, { Code: '6' })).toMatchObject({ status: 500, message: 'Gegeven bestaat reeds' });
  });

  it('appears in sync after a change, and in sync/Deleted when deleted; used ones stay', async () => {
    const { call, id, get, sale } = bench();
    const highest = ((await get('sync/CRM/Accounts?$select=Timestamp')).json.d.results as Anything[]).at(-1).Timestamp as string;
    await call('PUT', `crm/Accounts(guid'${id('accounts', '2')}')`, { Phone: '030' });
    expect((await get(`sync/CRM/Accounts?$select=ID,Phone&${filter(`Timestamp gt ${highest}L`)}`)).json.d.results).toMatchObject([{ Phone: '030' }]);
    const gone = id('accounts', '6');
    expect((await call('DELETE', `crm/Accounts(guid'${gone}')`)).status).toBe(204);
    expect((await get(`sync/Deleted?$select=EntityKey&${filter('Timestamp gt 1L and EntityType eq 2')}`)).json.d.results).toMatchObject([{ EntityKey: gone }]);
    await sale();
    expect((await call('DELETE', `crm/Accounts(guid'${id('accounts', '1')}')`)).status).toBe(500);
  });
});

describe('logistics/Items', () => {
  it('takes the default group and unit, and finds the group by its guid', async () => {
    const { create, id, get } = bench();
    expect((await create('logistics/Items', { Code: 'X1', Description: 'Ding' })).json.d).toMatchObject({ ItemGroupCode: 'ADV', Unit: 'pc      ' });
    expect((await create('logistics/Items', { Code: 'X2', Description: 'Ding', ItemGroup: id('itemGroups', 'PROD'), Unit: 'kg' })).json.d).toMatchObject({ ItemGroupCode: 'PROD', Unit: 'kg      ' });
    expect((await get(`sync/Logistics/Items?$select=Code&${filter('Timestamp gt 1L')}`)).json.d.results.length).toBe(5);
  });

  it('demands a group when there is no default', async () => {
    const { create, exact } = bench({ language: 'en' });
    exact.byCode('itemGroups', 'ADV')['IsDefault'] = 0;
    expect(await create('logistics/Items', { Code: 'X1', Description: 'Ding' })).toMatchObject({ status: 500, message: 'Mandatory: Item group' });
  });

  it.each([
    ['an unknown unit', { Unit: 'zz' }, 'Invalid reference: Unit'],
    ['an unknown group', { ItemGroup: '00000000-0000-4000-8000-000000000000' }, 'Invalid reference: Item group'],
    ['no description', { Description: null }, 'Mandatory: Description'],
    ['a long description', { Description: 'x'.repeat(61) }, 'Invalid: Description'],
    ['a code that exists', { Code: 'BOEK' }, 'Data already exists'],
  ])('refuses %s', async (_what, change, message) => {
    expect(await bench({ language: 'en' }).create('logistics/Items', { Code: 'X1', Description: 'Ding', ...change })).toMatchObject({ status: 500, message });
  });

  it('answers thin, knows no invented fields, and keeps its code on a change', async () => {
    const { call, id, get } = bench();
    expect((await call('POST', 'logistics/Items', { Code: 'X1', Description: 'Ding' })).json.d).toMatchObject({ Code: null, Stock: 0 });
    expect((await get(`logistics/Items?$select=SalesPrice&${filter("Code eq 'X1'")}`)).status).toBe(400);
    expect((await call('PUT', `logistics/Items(guid'${id('items', 'BOEK')}')`, { Code: 'BOEK' })).message).toBe('Gegeven bestaat reeds');
    expect((await call('DELETE', `logistics/Items(guid'${id('items', 'OUD')}')`)).status).toBe(204);
  });
});

describe('reference data', () => {
  it.each([
    ['vat/VatPercentages', 15],
    ['financial/Journals', 8],
    ['financial/GLAccounts', 18],
    ['financial/FinancialPeriods', 24],
    ['logistics/ItemGroups', 2],
    ['logistics/Units', 4],
    ['cashflow/PaymentConditions', 5],
    ['general/Currencies', 3],
    ['hrm/Costcenters', 3],
    ['hrm/Costunits', 2],
    ['project/Projects', 3],
  ])('%s', async (path, count) => {
    expect((await bench().get(path)).json.d.results.length).toBe(count);
  });

  it('leaves several VAT codes where side, type and percentage agree', async () => {
    const rows = (await bench().get(`vat/VATCodes?$select=Code&${filter("Percentage eq 0.21 and VATTransactionType eq 'S' and Type eq 'E' and IsBlocked eq false and Charged eq false")}`)).json.d.results;
    expect(rows.length).toBe(2);
  });

  it('has no default flag on currencies and no status on periods', async () => {
    const { get } = bench();
    expect((await get('general/Currencies?$select=IsDefault')).status).toBe(400);
    expect((await get('financial/FinancialPeriods?$select=Status')).status).toBe(400);
  });
});
