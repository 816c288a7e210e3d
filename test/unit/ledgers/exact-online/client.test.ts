import { describe, expect, it } from 'vitest';
import { createClient } from '../../../../lib/ledgers/exact-online/client';
import { accounts, items, me } from '../../../../lib/ledgers/exact-online/wire';
import { CallFailure, isDefinite } from '../../../../lib/net/failure';
import { answer, bodyOf, empty, entity, error, filterOf, id, origin, results, root, scripted, selectOf } from './fake';

const open = (...answers: Parameters<typeof scripted>) => {
  const { call, asked } = scripted(...answers);
  return { client: createClient(call, origin, '123456'), asked };
};
const item = (number: number) => ({ __metadata: { uri: 'x' }, ID: id(number), Code: `P-${number} `, Description: 'Thing', Stock: 0 });

async function failureOf(promise: Promise<unknown>): Promise<CallFailure> {
  const failure: unknown = await promise.then(() => null, (reason: unknown) => reason);
  expect(failure).toBeInstanceOf(CallFailure);
  return failure as CallFailure;
}

describe('lists', () => {
  it('asks for JSON and for the fields it reads, and no more', async () => {
    const { client, asked } = open(results(item(1)));
    expect(await client.list(items, "Code eq 'P-1'", 'look')).toEqual([{ ID: id(1), Code: 'P-1', Description: 'Thing' }]);
    expect(asked[0]).toMatchObject({ method: 'GET', endpoint: 'logistics/Items', repeatable: true, purpose: 'look', headers: { Accept: 'application/json' } });
    expect(asked[0]?.counted).toBeUndefined();
    expect(selectOf(asked[0])).toEqual(['ID', 'Code', 'Description']);
    expect(filterOf(asked[0])).toBe("Code eq 'P-1'");
  });

  it('follows the pages as they are given, one after the other', async () => {
    const next = `${root}/logistics/Items?$select=ID,Code&$skiptoken=guid'${id(1)}'`;
    const { client, asked } = open(answer(200, { d: { results: [item(1)], __next: next } }), answer(200, { d: [item(2)] }));
    expect((await client.list(items, null, 'look')).map((row) => row.Code)).toEqual(['P-1', 'P-2']);
    expect(asked[1]?.url).toBe(next);
  });

  it.each(['https://evil.example/api/v1/123456/logistics/Items', 'http://start.exactonline.nl/x', 'https://start.exactonline.nl.evil.example/', 'not an address'])(
    'does not follow %s', async (next) => {
      const { client, asked } = open(answer(200, { d: { results: [item(1)], __next: next } }));
      expect((await failureOf(client.list(items, null, 'look'))).kind).toBe('unreadable');
      expect(asked).toHaveLength(1);
    });

  it('does not go round in circles', async () => {
    const next = `${root}/logistics/Items?$skiptoken=1`;
    const page = answer(200, { d: { results: [item(1)], __next: next } });
    const { client, asked } = open(page, page, page);
    expect((await failureOf(client.list(items, null, 'look'))).kind).toBe('unreadable');
    expect(asked).toHaveLength(2);
  });

  it('never takes another shape for an empty list', async () => {
    for (const body of [{}, { d: null }, { d: {} }, []]) {
      const { client } = open(answer(200, body));
      expect((await failureOf(client.list(items, null, 'look'))).kind).toBe('unreadable');
    }
  });

  it('names the field that it cannot read', async () => {
    const { client } = open(results({ ID: 'nonsense', Code: 'x' }));
    const failure = await failureOf(client.list(items, null, 'look'));
    expect(failure.kind).toBe('unreadable');
    expect(failure.message).toContain('ID');
  });

  it('does not count calls without a division', async () => {
    const { call, asked } = scripted(results({ UserID: id(1), CurrentDivision: 5 }));
    await createClient(call, origin, null).list(me, null, 'who');
    expect(asked[0]).toMatchObject({ endpoint: 'current/Me', counted: false });
    expect(asked[0]?.url).toMatch(/^https:\/\/start\.exactonline\.nl\/api\/v1\/current\/Me\?\$select=/);
  });
});

describe('one record', () => {
  it('is read by its key', async () => {
    const { client, asked } = open(entity(item(1)));
    expect((await client.get(items, id(1), 'read')).Code).toBe('P-1');
    expect(asked[0]?.url).toBe(`${root}/logistics/Items(guid'${id(1)}')?$select=ID,Code,Description`);
  });

  it('is absent without a call when the key cannot be one', async () => {
    const { client, asked } = open();
    expect((await failureOf(client.get(items, "1')/..", 'read'))).kind).toBe('absent');
    expect(asked).toHaveLength(0);
  });

  it('is changed with the given fields alone', async () => {
    const { client, asked } = open(empty());
    await client.change(items, id(1), { Description: 'New' }, 'change');
    expect(asked[0]).toMatchObject({ method: 'PUT', url: `${root}/logistics/Items(guid'${id(1)}')`, repeatable: false });
    expect(bodyOf(asked[0])).toEqual({ Description: 'New' });
  });

  it('is not believed to be changed when a page of HTML answers', async () => {
    const { client } = open(answer(200, '<html>login</html>', 'text/html'));
    expect((await failureOf(client.change(items, id(1), {}, 'change'))).kind).toBe('unreadable');
  });
});

describe('creating', () => {
  it('asks for the stored record', async () => {
    const { client, asked } = open(entity(item(1), 201));
    expect((await client.create(items, { Code: 'P-1' }, 'create')).ID).toBe(id(1));
    expect(asked[0]).toMatchObject({
      method: 'POST', url: `${root}/logistics/Items`, repeatable: false,
      headers: { Accept: 'application/json', 'Content-Type': 'application/json', Prefer: 'return=representation' },
    });
  });

  it('reads the record back when the answer is thin', async () => {
    const { client, asked } = open(entity({ ID: id(1), CreditLineSales: 0 }, 201), entity({ ID: id(1), Name: 'Acme' }));
    expect((await client.create(accounts, { Name: 'Acme' }, 'create')).Name).toBe('Acme');
    expect(asked[1]?.url).toContain(`crm/Accounts(guid'${id(1)}')`);
  });

  it('never says "nothing happened" once the record was made', async () => {
    for (const later of [error(403, 'Forbidden'), error(500, 'Iets'), new CallFailure('limit', 'full', { system: 'Exact Online' }), new CallFailure('offline', 'off', { system: 'Exact Online' })]) {
      const { client } = open(entity({ ID: id(1) }, 201), later);
      expect(isDefinite(await failureOf(client.create(accounts, {}, 'create')))).toBe(false);
    }
  });

  it.each([['<html></html>', 'text/html'], ['{"d":{"ID":', 'application/json'], ['', ''], ['{"d":{}}', 'application/json']])('leaves the outcome open on %j', async (text, type) => {
    const { client } = open(answer(201, text, type));
    const failure = await failureOf(client.create(items, {}, 'create'));
    expect(failure.kind).toBe('unreadable');
    expect(isDefinite(failure)).toBe(false);
  });
});

describe('refusals', () => {
  it.each([
    [400, 'Please add a $select', 'refused'], [500, 'Ongeldig: Klant (Type)', 'refused'], [403, 'Forbidden', 'forbidden'], [404, 'Resource not found', 'absent'],
    [401, 'x', 'sign-in'], [500, '', 'trouble'], [502, 'Bad gateway', 'trouble'], [503, '', 'trouble'], [504, '', 'trouble'],
  ])('%i with %j is %s', async (status, said, kind) => {
    const { client } = open(error(status, said));
    const failure = await failureOf(client.list(items, null, 'look'));
    expect(failure).toMatchObject({ kind, detail: { system: 'Exact Online', status, endpoint: 'logistics/Items' } });
  });

  it('carries the text as it was said, and a sentence', async () => {
    const said = 'Ongeldig: Klant (Type)\r\nVerplicht: Dagboek';
    const { client } = open(error(500, said));
    const failure = await failureOf(client.create(items, {}, 'create'));
    expect(failure.detail.raw).toBe(said);
    expect(failure.message).toBe('Exact Online refused this: Ongeldig: Klant (Type); Verplicht: Dagboek');
  });

  it('takes a 5xx that is no JSON for a passing trouble', async () => {
    const { client } = open(answer(500, '<h1>Server Error</h1>', 'text/html'));
    expect((await failureOf(client.list(items, null, 'look'))).kind).toBe('trouble');
  });

  it('takes a redirect for an answer that cannot be read', async () => {
    const { client } = open(answer(302, ''));
    expect((await failureOf(client.create(items, {}, 'create'))).kind).toBe('unreadable');
  });

  it('names the right that is missing', async () => {
    const { client } = open(error(403, 'Forbidden'));
    expect((await failureOf(client.list(accounts, null, 'look'))).message).toBe('Exact Online gives no access to customers and suppliers. It takes the right “Crm accounts”.');
  });
});
