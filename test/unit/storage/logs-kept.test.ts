import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { LedgerbarDatabase } from '../../../lib/storage/database';
import { charactersKept, recordRequest, requestsKept, trimRequests } from '../../../lib/storage/logs';
import type { RequestRow } from '../../../lib/storage/rows';

const request = (body: number): RequestRow => ({ at: 0, connection: 'acme', system: 'S', method: 'GET', url: 'u', purpose: 'p', status: 200, failure: null, milliseconds: 1, minuteLeft: null, dayLeft: null, requestBody: null, answerBody: 'x'.repeat(body) });
let database: LedgerbarDatabase;
let count = 0;
beforeEach(() => void (database = new LedgerbarDatabase(`kept-${(count += 1)}`)));
afterEach(() => database.delete());

it('the Requests log keeps so many calls, the oldest go first', async () => {
  await database.requests.bulkAdd(Array.from({ length: requestsKept + 399 }, () => request(0)));
  await recordRequest(database, request(0));
  const seqs = (await database.requests.orderBy('seq').primaryKeys()) as number[];
  expect([seqs.length, seqs[0], seqs.at(-1)]).toEqual([requestsKept + 1, 400, requestsKept + 400]);
});

it('and so many characters of all together', async () => {
  await database.requests.bulkAdd(Array.from({ length: 20 }, () => request(1000)));
  await trimRequests(database, 5 * 1302);
  expect(await database.requests.orderBy('seq').primaryKeys()).toEqual([16, 17, 18, 19, 20]);
  await trimRequests(database, 5 * 1302);
  expect(await database.requests.count()).toBe(5);
});

it('looks at that from time to time by itself', async () => {
  await database.requests.bulkAdd(Array.from({ length: 999 }, () => request(charactersKept / 500)));
  await recordRequest(database, request(0));
  expect(await database.requests.count()).toBeLessThan(501);
});
