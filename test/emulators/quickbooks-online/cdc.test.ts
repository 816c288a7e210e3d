import { beforeEach, describe, expect, it } from 'vitest';
import { bench, type Anything, type Bench } from './protocol-support';

let b: Bench;
beforeEach(() => {
  b = bench();
  b.clock.advance(60_000);
});
const day = 86_400_000;
const time = (offset = 0) => encodeURIComponent(new Date(b.clock.now() + offset).toISOString());
const changes = async (entities: string, since: string): Promise<Anything[]> => (await b.get(`cdc?entities=${entities}&changedSince=${since}`)).json.CDCResponse[0].QueryResponse;

describe('change data capture', () => {
  it('answers one part for each kind: whole records, and empty where nothing changed', async () => {
    const since = time();
    const invoice = await b.invoiced();
    const parts = await changes('Invoice,Vendor', since);
    expect(parts).toEqual([{ Invoice: [invoice], startPosition: 1, maxResults: 1, totalCount: 1 }, {}]);
  });

  it('says of deleted records only that they are', async () => {
    const invoice = await b.invoiced();
    b.clock.advance(5000);
    const since = time();
    await b.post('invoice?operation=delete', { Id: invoice.Id, SyncToken: '0' });
    expect((await changes('Invoice', since))[0].Invoice).toEqual([{ domain: 'QBO', status: 'Deleted', Id: invoice.Id, MetaData: { LastUpdatedTime: '2026-11-10T12:01:05-08:00' } }]);
    b.clock.advance(1000);
    expect(await changes('Invoice', time())).toEqual([{}]);
  });

  it('tells of records made inactive', async () => {
    const { json } = await b.post('customer', { DisplayName: 'Gone' });
    const since = time();
    await b.post('customer', { Id: json.Customer.Id, SyncToken: '0', sparse: true, Active: false });
    expect((await changes('Customer', since))[0].Customer[0]).toMatchObject({ Active: false, DisplayName: 'Gone (deleted)' });
  });

  it('stops at a thousand objects in all', async () => {
    const since = time();
    for (let index = 0; index < 600; index += 1) {
      b.company.create('Customer', { DisplayName: `C${index}` });
      b.company.create('Vendor', { DisplayName: `V${index}` });
    }
    expect((await changes('Customer,Vendor', since)).map(({ maxResults }) => maxResults)).toEqual([600, 400]);
  });

  it('looks back thirty days, and beyond as it is told to', async () => {
    const invoice = await b.invoiced();
    b.clock.advance(31 * day);
    const recent = b.company.create('Invoice', b.invoice());
    const ask = (since: string) => b.call('GET', `cdc?entities=Invoice&changedSince=${since}`, undefined, { authorization: `Bearer ${b.quickBooks.accessToken()}` });
    const old = await ask(time(-30 * day - 1000));
    expect([old.status, old.code]).toEqual([400, '4001']);
    b.quickBooks.behaviour.oldChanges = 'truncated';
    const found = (await ask(time(-40 * day))).json.CDCResponse[0].QueryResponse[0].Invoice.map(({ Id }: Anything) => Id);
    expect([found.includes(recent.Id), found.includes(invoice.Id)]).toEqual([true, false]);
  });

  it('refuses kinds it does not serve, and questions without their parts', async () => {
    for (const entity of ['TaxCode', 'TaxRate', 'TaxAgency']) expect((await b.get(`cdc?entities=${entity}&changedSince=${time()}`)).code).toBe('500');
    for (const entity of ['JournalCode', 'TimeActivity', 'invoice']) expect((await b.get(`cdc?entities=${entity}&changedSince=${time()}`)).code).toBe('2000');
    expect((await b.get(`cdc?entities=Invoice`)).code).toBe('2020');
    expect((await b.get(`cdc?changedSince=${time()}`)).code).toBe('2020');
    // An offset's "+" that was not encoded arrives as a blank.
    expect((await b.get('cdc?entities=Invoice&changedSince=2026-11-10T21:00:00+01:00')).code).toBe('2060');
  });
});
