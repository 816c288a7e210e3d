import { describe, expect, test } from 'vitest';
import { ledgerOf } from '../../lib/ledgers';
import { ledgerIds } from '../support/ledgers';
import { createWorld } from '../support/world';

const cases: { what: string; invoice: number; code: string; says: RegExp }[] = [
  { what: 'a line without VAT code', invoice: 1009, code: 'tax-code-missing', says: /Line 2 has no VAT code/ },
  { what: 'a product without code', invoice: 1010, code: 'product-code-missing', says: /"Poster" has no code/ },
  { what: 'an amount as "1 234,50"', invoice: 1011, code: 'amount-unreadable', says: /"1 234,50" on line 1 cannot be read/ },
  { what: 'a document of another entity', invoice: 1007, code: 'other-entity', says: /belongs to "acme_finland"/ },
  { what: 'a deleted document', invoice: 1008, code: 'document-deleted', says: /deleted in Scoro/ },
];

const answers: { what: string; status: number; body: string; contentType?: string }[] = [
  { what: 'an HTML page', status: 200, body: '<!doctype html><title>Sign in</title>', contentType: 'text/html' },
  { what: 'an HTML page with 404', status: 404, body: '<!doctype html><title>Not found</title>', contentType: 'text/html' },
  { what: 'a 500', status: 500, body: 'Internal Server Error', contentType: 'text/plain' },
  { what: 'half a JSON', status: 200, body: '{"status":"OK","data":{"id":1001,"no":2026', contentType: 'application/json' },
  { what: 'an answer of another shape', status: 200, body: '{"status":"OK","statusCode":200,"data":[1,2,3]}', contentType: 'application/json' },
  { what: 'nothing', status: 200, body: '', contentType: 'application/json' },
];

describe.each(ledgerIds)('%s', (system) => {
  // Where products are known by their names too, one without a code is booked.
  const { itemsNeedCode } = ledgerOf(system).capabilities;

  test.each(cases.filter(({ code }) => code !== 'product-code-missing' || itemsNeedCode))('$what: a state, a sentence, and no call to the ledger', async ({ invoice, code, says }) => {
    const world = await createWorld({ system });
    await world.connect();
    const job = await world.run('invoice', invoice);
    expect(job.state).toBe('blocked');
    expect(job.problems.map((problem) => problem.code)).toContain(code);
    expect(job.problems.map(({ message }) => message).join(' ')).toMatch(says);
    expect(job.problems.every(({ fixes }) => fixes.length > 0)).toBe(true);
    expect(world.calls().ledger).toEqual([]);
  });

  test.each(answers)('the host answers $what: a state, a sentence, and no call to the ledger', async (answer) => {
    const world = await createWorld({ system });
    await world.connect();
    world.scoro.faults.add({ url: 'invoices/view', times: 5, misbehaviour: { do: 'answer-before', ...answer } });
    const job = await world.run('invoice', 1001);
    expect(job.state).toBe('blocked');
    expect(job.problems).toHaveLength(1);
    expect(job.problems[0]?.message).toMatch(/Scoro/);
    expect(job.problems[0]?.fixes.map(({ label }) => label)).toContain('Try again');
    expect(world.calls().ledger).toEqual([]);

    world.scoro.faults.clear();
    expect((await world.run('invoice', 1001)).state).toBe('done');
  });

  test('a wrong API key says so and leads to the connections', async () => {
    const world = await createWorld({ system });
    await world.connect();
    await world.context.vault.write('acme/host', 'another-key');
    const job = await world.run('invoice', 1001);
    expect(job.problems[0]?.code).toBe('host-access');
    expect(JSON.stringify(job)).not.toContain('another-key');
  });

  test('access to the site taken back in the browser is said to be that', async () => {
    const world = await createWorld({ system });
    await world.connect();
    world.context.mayReach = async (url) => !url.includes('scoro.com');
    world.scoro.faults.add({ url: 'invoices/view', times: 5, misbehaviour: { do: 'drop-before' } });
    const job = await world.run('invoice', 1001);
    expect(job).toMatchObject({ state: 'blocked', problems: [{ code: 'site-access' }] });
    expect(job.problems[0]?.message).toContain('acme.scoro.com');
    expect(world.calls().ledger).toEqual([]);
  });
});
