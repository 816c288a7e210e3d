import { beforeEach, describe, expect, it } from 'vitest';
import { bench, otherRealm, type Bench } from './protocol-support';

let b: Bench;
beforeEach(() => {
  b = bench();
});
const count = () => b.company.all('Invoice').length;

describe('requestid', () => {
  it('answers a repeat as the first time, and creates nothing', async () => {
    const before = count();
    const first = await b.post('invoice?requestid=one', b.invoice());
    b.clock.advance(5000);
    const second = await b.post('invoice?requestid=one', b.invoice());
    expect([second.status, second.json.Invoice, count()]).toEqual([200, first.json.Invoice, before + 1]);
    expect((await b.post('invoice?requestid=two', b.invoice())).json.Invoice.Id).not.toBe(first.json.Invoice.Id);
  });

  it('makes up for an answer that was lost', async () => {
    const before = count();
    b.quickBooks.faults.add({ url: 'requestid=lost', misbehaviour: { do: 'drop-after' } });
    await expect(b.post('invoice?requestid=lost', b.invoice())).rejects.toThrow('closed');
    expect(count()).toBe(before + 1);
    expect((await b.post('invoice?requestid=lost', b.invoice())).status).toBe(200);
    expect(count()).toBe(before + 1);
  });

  it('creates nothing either when what was created is deleted meanwhile', async () => {
    const { json } = await b.post('invoice?requestid=one', b.invoice());
    await b.post('invoice?operation=delete', { Id: json.Invoice.Id, SyncToken: '0' });
    const before = count();
    expect([(await b.post('invoice?requestid=one', b.invoice())).json.Invoice.Id, count()]).toEqual([json.Invoice.Id, before]);
  });

  it('refuses an id that belongs to another request', async () => {
    await b.post('invoice?requestid=one', b.invoice());
    const before = count();
    const other = await b.post('invoice?requestid=one', b.invoice({ PrivateNote: 'other' }));
    expect([other.status, other.code, count()]).toEqual([400, '600', before]);
    expect((await b.post('customer?requestid=one', { DisplayName: 'x' })).code).toBe('600');
  });

  it('holds for one company alone', async () => {
    await b.post('customer?requestid=one', { DisplayName: 'Twice' });
    const url = `https://sandbox-quickbooks.api.intuit.com/v3/company/${otherRealm}/customer?requestid=one`;
    const other = await b.call('POST', url, { DisplayName: 'Else' }, { authorization: `Bearer ${b.quickBooks.accessToken(otherRealm)}` });
    expect(other.json.Customer.DisplayName).toBe('Else');
  });

  it('wants at most fifty characters', async () => {
    for (const id of ['', 'r'.repeat(51)]) expect((await b.post(`invoice?requestid=${id}`, b.invoice())).code).toBe('2130');
    expect((await b.post(`invoice?requestid=${'r'.repeat(50)}`, b.invoice())).status).toBe(200);
  });

  it('repeats refusals, unless they are forgotten', async () => {
    const bad = { CustomerRef: { value: '999999' } };
    const first = await b.post('invoice?requestid=bad', b.invoice(bad));
    expect(first.status).toBe(400);
    expect((await b.post('invoice?requestid=bad', b.invoice(bad))).json.Fault).toEqual(first.json.Fault);
    expect((await b.post('invoice?requestid=bad', b.invoice())).code).toBe('600');
    b.quickBooks.behaviour.failedRequestIds = 'forgotten';
    await b.post('invoice?requestid=worse', b.invoice(bad));
    expect((await b.post('invoice?requestid=worse', b.invoice())).status).toBe(200);
  });

  it('is remembered for a while', async () => {
    const before = count();
    await b.post('invoice?requestid=one', b.invoice());
    b.clock.advance(86_400_000);
    const headers = { authorization: `Bearer ${b.quickBooks.accessToken()}` };
    await b.call('POST', 'invoice?requestid=one', b.invoice(), headers);
    expect(count()).toBe(before + 2);
  });

  it('lets a repeat wait while the first is under way', async () => {
    const before = count();
    const hold = b.quickBooks.holdWrites();
    const both = Promise.all([b.post('invoice?requestid=one', b.invoice()), b.post('invoice?requestid=one', b.invoice())]);
    while (b.quickBooks.seen.length < 2) await Promise.resolve();
    expect(count()).toBe(before);
    hold.release();
    const [first, second] = await both;
    expect([first.status, second.json.Invoice, count()]).toEqual([200, first.json.Invoice, before + 1]);
  });

  it('belongs to updates and deletes too', async () => {
    const invoice = await b.invoiced();
    const change = { Id: invoice.Id, SyncToken: '0', sparse: true, PrivateNote: 'once' };
    const first = await b.post('invoice?requestid=up', change);
    expect((await b.post('invoice?requestid=up', change)).json.Invoice).toEqual(first.json.Invoice);
    const gone = { Id: invoice.Id, SyncToken: '1' };
    const deleted = await b.post('invoice?operation=delete&requestid=del', gone);
    expect((await b.post('invoice?operation=delete&requestid=del', gone)).json.Invoice).toEqual(deleted.json.Invoice);
    expect((await b.post('invoice?operation=delete', gone)).code).toBe('610');
  });
});
