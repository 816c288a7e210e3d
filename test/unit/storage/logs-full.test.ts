import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { admit, learn } from '../../../lib/net/budget';
import type { BudgetRules } from '../../../lib/net/call';
import { changeBudget, readBudget } from '../../../lib/storage/budgets';
import { LedgerbarDatabase } from '../../../lib/storage/database';
import { isStorageFull } from '../../../lib/storage/failures';
import { addToJournal, recordRequest } from '../../../lib/storage/logs';
import { fullIn, refusals } from '../../fixtures/storage/trouble';

const start = Date.parse('2026-11-21T10:00:00Z');
const line = (text: string) => ({ at: start, connection: 'acme', document: '', job: '', event: 'e', text, tone: 'none' as const });
const request = { at: start, connection: 'acme', system: 'S', method: 'GET', url: 'u', purpose: 'p', status: 200, failure: null, milliseconds: 1, minuteLeft: null, dayLeft: null, requestBody: null, answerBody: null };
let database: LedgerbarDatabase;
let count = 0;

beforeEach(() => void (database = new LedgerbarDatabase(`full-${(count += 1)}`)));
afterEach(async () => {
  vi.restoreAllMocks();
  await database.delete();
});
const texts = async () => (await database.journal.orderBy('seq').toArray()).map(({ text }) => text);

describe.each(refusals)('fault 47: logs without room, refused %s', (refusal) => {
  it('make no error, and say what is missing as soon as they can', async () => {
    const full = fullIn(['journal', 'requests'], refusal);
    await addToJournal(database, line('lost'));
    await recordRequest(database, { ...request });
    expect(full.hits()).toBe(4);
    full.end();
    await addToJournal(database, line('kept'));
    await addToJournal(database, line('as always'));
    expect(await texts()).toEqual(['kept', '2 lines of the logs could not be written: this browser had no room left.', 'as always']);
  });

  it('let the oldest calls go to make room', async () => {
    await database.requests.bulkAdd(Array.from({ length: 1200 }, () => ({ ...request })));
    fullIn(['journal'], refusal, { times: 1 });
    await addToJournal(database, line('kept'));
    expect([await texts(), await database.requests.count()]).toEqual([['kept'], 200]);
  });

  it('break a transaction off as a whole: a state is not kept without its line', async () => {
    fullIn(['journal'], refusal);
    const both = database.transaction('rw', [database.jobs, database.journal], async () => {
      await database.jobs.put({ id: 'a' } as never);
      await addToJournal(database, line('with it'));
    });
    expect(isStorageFull(await both.catch((error: unknown) => error))).toBe(true);
    expect(await database.jobs.count()).toBe(0);
  });
});

it('an error of the logs that is not for want of room stays an error', async () => {
  database.close();
  await expect(addToJournal(database, line('x'))).rejects.toThrow();
  await expect(recordRequest(database, { ...request })).rejects.toThrow();
});

describe.each(refusals)('fault 47: budgets without room, refused %s', (refusal) => {
  const rules: BudgetRules = { perMinute: 60, margin: 3, read: (headers) => ({ minute: { limit: 60, left: Number(headers.get('left')) } }) };
  const tryOne = () =>
    changeBudget(database, 'acme', (budget) => {
      const admission = admit(budget, rules, 'Items', start);
      return { budget: admission.admitted ? admission.budget : budget, result: admission.admitted };
    });
  const hear = (left: number) => changeBudget(database, 'acme', (budget) => ({ budget: learn(budget, rules, { status: 200, headers: new Headers({ left: String(left) }), endpoint: 'Items' }, start), result: 'heard' }));

  it('let no call go that could not be counted', async () => {
    await tryOne();
    const full = fullIn(['budgets'], refusal);
    expect(isStorageFull(await tryOne().catch((error: unknown) => error))).toBe(true);
    full.end();
    expect((await readBudget(database, 'acme')).minute.used).toBe(1);
  });

  it('do not make an answered call look unanswered: what it taught holds all the same, and is stored with the next call', async () => {
    await tryOne();
    const full = fullIn(['budgets'], refusal);
    expect(await hear(4)).toBe('heard');
    expect((await readBudget(database, 'acme')).minute.left).toBe(4);
    full.end();
    expect((await database.budgets.get('acme'))?.minute.left).toBeNull();
    expect([await tryOne(), await tryOne()]).toEqual([true, false]);
    expect((await database.budgets.get('acme'))?.minute).toMatchObject({ left: 3, used: 2 });
  });

  it('keep what was learned when the next call cannot be counted either', async () => {
    await tryOne();
    const full = fullIn(['budgets'], refusal);
    await hear(9);
    await expect(tryOne()).rejects.toThrow();
    expect((await readBudget(database, 'acme')).minute.left).toBe(9);
    await hear(3);
    expect(await tryOne()).toBe(false);
    full.end();
    expect(await tryOne()).toBe(false);
  });
});
