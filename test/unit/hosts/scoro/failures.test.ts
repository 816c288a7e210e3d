import { describe, expect, it } from 'vitest';
import { createClient } from '../../../../lib/hosts/scoro/client';
import { kindOf } from '../../../../lib/hosts/scoro/failures';
import { documentSchema, receiptSchema } from '../../../../lib/hosts/scoro/wire';
import type { Call } from '../../../../lib/net/call';
import { CallFailure, isDefinite } from '../../../../lib/net/failure';
import { open } from './account';

const ref = { kind: 'invoice', id: '1001' } as const;

async function failureOf(reading: Promise<unknown>): Promise<CallFailure> {
  const error = await reading.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(CallFailure);
  return error as CallFailure;
}

describe('what Scoro refuses', () => {
  it('is a sign-in for a wrong key, and the key is nowhere in it', async () => {
    const failure = await failureOf(open({}, { secret: 'wrong' }).account.readDocument(ref));
    expect([failure.kind, failure.message]).toEqual(['sign-in', 'Scoro does not accept the API key.']);
    expect(JSON.stringify(failure)).not.toContain('wrong');
  });

  it.each(['invoice', 'bill'] as const)('is absent for an unknown %s, however it is said', async (kind) => {
    const failure = await failureOf(open().account.readDocument({ kind, id: '5' }));
    expect([failure.kind, failure.message]).toEqual(['absent', `Scoro has no ${kind} 5.`]);
  });

  it('is absent without a call for what is no id', async () => {
    const { account, calls } = open();
    expect((await failureOf(account.readDocument({ kind: 'invoice', id: '../users/1' }))).kind).toBe('absent');
    expect(calls).toHaveLength(0);
  });

  it('is a refusal for a wrong company account: the document may well exist', async () => {
    const failure = await failureOf(open({}, { companyAccountId: 'other' }).account.readDocument(ref));
    expect([failure.kind, failure.message]).toEqual(['refused', 'Scoro refused: Company account other not found on this site.']);
  });

  it('is a limit until midnight when the day is used up', async () => {
    const { account } = open({ requestsPerDay: 0 });
    const failure = await failureOf(account.readDocument(ref));
    expect(failure.kind).toBe('limit');
    expect(failure.detail.budget).toBe('day');
    expect((failure.detail.until ?? 1) % 86_400_000).toBe(0);
    expect(failure.detail.until).toBeGreaterThan(Date.now());
  });

  it.each([
    [403, 'No permission', false, 'forbidden'],
    [403, 'Daily API request limit exceeded', true, 'limit'],
    [404, 'Unknown module invoices', true, 'refused'],
    [400, 'Not found', true, 'absent'],
    [400, 'Not found', false, 'refused'],
    [null, '', true, 'refused'],
  ] as const)('%s "%s" (record asked: %s) is %s', (code, message, record, kind) => {
    expect(kindOf(code, message, record)).toBe(kind);
  });
});

describe('what cannot be read', () => {
  it('is a web page under a wrong site name', async () => {
    const failure = await failureOf(open({}, { site: 'https://acmee.scoro.com' }).account.readDocument(ref));
    expect([failure.kind, failure.message]).toEqual(['unreadable', "Scoro answered a web page instead of data; check the site's address."]);
  });

  it('is half an answer', async () => {
    const { account, emulator } = open();
    emulator.faults.add({ misbehaviour: { do: 'truncate', characters: 200 } });
    expect((await failureOf(account.readDocument(ref))).kind).toBe('unreadable');
  });

  it('is an answer of another shape', async () => {
    const { account, emulator } = open();
    for (const body of ['{}', '[]', '{"status":"OK","statusCode":200,"data":null}', '{"status":"OK","data":{"id":{}}}']) {
      emulator.faults.add({ misbehaviour: { do: 'answer-before', status: 200, body, contentType: 'application/json' } });
      expect((await failureOf(account.readDocument(ref))).kind).toBe('unreadable');
    }
  });

  it('is trouble when the server says so', async () => {
    const { account, emulator } = open();
    emulator.faults.add({ misbehaviour: { do: 'answer-before', status: 502, body: '<html>Bad gateway</html>' } });
    expect((await failureOf(account.readDocument(ref))).kind).toBe('trouble');
  });
});

describe('the client', () => {
  const answering =
    (...bodies: object[]): Call =>
    () =>
      Promise.resolve({
        status: 200,
        headers: new Headers(),
        contentType: 'application/json',
        text: JSON.stringify(bodies.length > 1 ? bodies.shift() : bodies[0]),
      });
  const site = { origin: 'https://acme.scoro.com', companyAccountId: 'acme', apiKey: 'the-key' };
  const options = { schema: documentSchema, key: (row: { id: string }) => row.id, purpose: 'list' };
  const rows = (count: number) => Array.from({ length: count }, (_, index) => ({ id: index + 1 }));

  it('does not believe an envelope that contradicts itself', async () => {
    const client = createClient(answering({ status: 'OK', statusCode: '500', data: { id: 1 } }), site);
    expect((await failureOf(client.view('invoices', '1', 'invoice 1', documentSchema))).kind).toBe('unreadable');
  });

  it('does not take trouble for a refusal: a receipt may have been recorded', async () => {
    const client = createClient(answering({ status: 'ERROR', statusCode: '500', messages: { error: ['Deadlock'] } }), site);
    const failure = await failureOf(client.create('receipts', {}, 'record', receiptSchema));
    expect([failure.kind, isDefinite(failure), failure.message]).toEqual(['trouble', false, 'Scoro had trouble answering: Deadlock.']);
  });

  it('does not take a record without an id for a refusal either', async () => {
    const client = createClient(answering({ status: 'OK', data: null }), site);
    expect(isDefinite(await failureOf(client.create('receipts', {}, 'record', receiptSchema)))).toBe(false);
  });

  it('keeps the key out of what is logged', async () => {
    const client = createClient(answering({ status: 'ERROR', messages: { error: ['Bad request: apiKey=the-key'] } }), site);
    const failure = await failureOf(client.list('invoices', options));
    expect(failure.detail.raw).toBe('Bad request: apiKey=***');
  });

  it('ends when a server gives the same page for ever', async () => {
    const client = createClient(answering({ status: 'OK', data: rows(100) }), site);
    expect(await client.list('invoices', options)).toHaveLength(100);
  });

  it('goes on after a page of the default size', async () => {
    const client = createClient(answering({ status: 'OK', data: rows(50) }, { status: 'OK', data: [{ id: 51 }] }), site);
    expect(await client.list('invoices', options)).toHaveLength(51);
  });
});
