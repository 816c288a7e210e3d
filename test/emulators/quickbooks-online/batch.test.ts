import { beforeEach, describe, expect, it } from 'vitest';
import { bench, type Anything, type Bench } from './protocol-support';

let b: Bench;
beforeEach(() => {
  b = bench();
});
const batch = (items: object[], query = '') => b.post(`batch${query}`, { BatchItemRequest: items });
const byId = (json: Anything): Record<string, Anything> => Object.fromEntries(json.BatchItemResponse.map(({ bId, ...rest }: Anything) => [bId, rest]));
const count = () => b.company.all('Customer').length;

describe('batch', () => {
  it('does each item alone and names it by its bId', async () => {
    const invoice = await b.invoiced();
    const { status, json } = await batch([
      { bId: 'made', operation: 'create', Customer: { DisplayName: 'Batch One' } },
      { bId: 'same', operation: 'create', Customer: { DisplayName: 'Batch One' } },
      { bId: 'note', operation: 'update', Invoice: { Id: invoice.Id, SyncToken: '0', sparse: true, PrivateNote: 'seen' } },
      { bId: 'gone', operation: 'delete', Invoice: { Id: invoice.Id, SyncToken: '1' } },
      { bId: 'asked', Query: "SELECT * FROM Customer WHERE DisplayName = 'Batch One'" },
      { bId: 'wrong', Query: 'SELECT nonsense' },
    ]);
    const answers = byId(json);
    expect([status, typeof json.time]).toEqual([200, 'string']);
    expect(answers['made'].Customer.DisplayName).toBe('Batch One');
    expect(answers['same'].Fault).toMatchObject({ type: 'ValidationFault', Error: [{ code: '6240' }] });
    expect(answers['note'].Invoice).toMatchObject({ PrivateNote: 'seen', SyncToken: '1' });
    expect(answers['gone'].Invoice).toEqual({ status: 'Deleted', domain: 'QBO', Id: invoice.Id });
    expect(answers['asked'].QueryResponse).toMatchObject({ maxResults: 1 });
    expect(answers['wrong'].Fault.Error[0].code).toBe('4000');
  });

  it('answers in another order than it was asked, the same each time', async () => {
    const order = async () => (await batch(['a', 'b', 'c', 'd'].map((bId) => ({ bId, Query: 'SELECT count(*) FROM Customer' })))).json.BatchItemResponse.map(({ bId }: Anything) => bId);
    const first = await order();
    expect(first.toSorted()).toEqual(['a', 'b', 'c', 'd']);
    expect(first).not.toEqual(['a', 'b', 'c', 'd']);
    expect(await order()).toEqual(first);
  });

  it('takes thirty items and not one more', async () => {
    const items = (length: number) => Array.from({ length }, (_, index) => ({ bId: `${length}-${index}`, operation: 'create', Customer: { DisplayName: `B ${length} ${index}` } }));
    expect((await batch(items(30))).json.BatchItemResponse).toHaveLength(30);
    const before = count();
    const answer = await batch(items(31));
    expect([answer.status, answer.code, count()]).toEqual([400, '1040', before]);
  });

  it('refuses items it cannot read, each for itself', async () => {
    const answers = byId((await batch([
      { bId: '1', operation: 'create' },
      { bId: '2', operation: 'merge', Customer: { DisplayName: 'x' } },
      { bId: '3', operation: 'delete', Customer: { Id: '1', SyncToken: '0' } },
      { bId: '4', operation: 'create', customer: { DisplayName: 'x' } },
    ])).json);
    expect(Object.values(answers).map(({ Fault }) => Fault.Error[0].code)).toEqual(['2010', '500', '500', '2010']);
    expect((await b.post('batch', { Items: [] })).code).toBe('2010');
  });

  it('refuses queries past a thousand objects', async () => {
    for (let index = 0; index < 600; index += 1) b.company.create('Vendor', { DisplayName: `V${index}` });
    const items = ['1', '2'].map((bId) => ({ bId, Query: 'SELECT * FROM Vendor MAXRESULTS 1000' }));
    const answers = byId((await batch(items)).json);
    expect([answers['1'].QueryResponse.maxResults >= 600, answers['2'].Fault.Error[0].code]).toEqual([true, '10100']);
  });

  it('heeds what an item says beside its operation', async () => {
    b.company.books.preferences.customTxnNumbers = true;
    const invoice = await b.invoiced({ DocNumber: 'B-1' });
    const again = b.invoice({ DocNumber: 'B-1' });
    const { json } = await b.post('payment', { CustomerRef: invoice['CustomerRef'], TotalAmt: 5 });
    const answers = byId((await batch([
      { bId: 'plain', operation: 'create', Invoice: again },
      { bId: 'twice', operation: 'create', optionsData: 'allowduplicatedocnum', Invoice: again },
      { bId: 'void', operation: 'update', optionsData: 'void', Payment: { Id: json.Payment.Id, SyncToken: '0', sparse: true } },
    ])).json);
    expect([answers['plain'].Fault?.Error[0].code, answers['twice'].Invoice?.DocNumber, answers['void'].Payment?.TotalAmt]).toEqual(['6140', 'B-1', 0]);
  });
});

describe('a batch with a requestid', () => {
  const item = (bId: string) => [{ bId, operation: 'create', Customer: { DisplayName: 'Once in a batch' } }];

  it('answers a repeat as the first time, and creates nothing', async () => {
    const first = await batch(item('1'), '?requestid=batch-1');
    const before = count();
    expect([(await batch(item('1'), '?requestid=batch-1')).json.BatchItemResponse, count()]).toEqual([first.json.BatchItemResponse, before]);
  });

  it('wants it at most 36 characters long, and each bId at most 10', async () => {
    expect((await batch(item('1'), `?requestid=${'r'.repeat(37)}`)).code).toBe('2130');
    expect((await batch(item('12345678901'), '?requestid=r1')).code).toBe('2130');
    expect((await batch(item('1234567890'), `?requestid=${'r'.repeat(36)}`)).status).toBe(200);
  });
});
