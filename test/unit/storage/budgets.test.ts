import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { admit } from '../../../lib/net/budget';
import type { BudgetRules } from '../../../lib/net/call';
import { changeBudget } from '../../../lib/storage/budgets';
import { LedgerbarDatabase } from '../../../lib/storage/database';
import { addToJournal, documentJournal, recordRequest } from '../../../lib/storage/logs';

const start = Date.parse('2026-11-21T10:00:00Z');
const rules: BudgetRules = { perMinute: 60, margin: 3 };
let database: LedgerbarDatabase;
let count = 0;

beforeEach(() => void (database = new LedgerbarDatabase(`budgets-${(count += 1)}`)));
afterEach(() => database.delete());

const tryOne = (key: string, on = database) =>
  changeBudget(on, key, (budget) => {
    const admission = admit(budget, rules, 'a', start);
    return { budget: admission.admitted ? admission.budget : budget, result: admission.admitted };
  });

describe('stored budgets', () => {
  it('admit no more than the limit less the margin, however many ask at once and in how many contexts', async () => {
    const other = new LedgerbarDatabase(database.name);
    const answers = await Promise.all(Array.from({ length: 100 }, (_, index) => tryOne('acme', index % 2 ? database : other)));
    expect(answers.filter(Boolean)).toHaveLength(57);
    other.close();
  });

  it('fault 16: of one company do not hold up another', async () => {
    for (let i = 0; i < 60; i += 1) await tryOne('acme');
    expect([await tryOne('acme'), await tryOne('globex')]).toEqual([false, true]);
  });

  it('outlive the worker', async () => {
    for (let i = 0; i < 57; i += 1) await tryOne('acme');
    database.close();
    database = new LedgerbarDatabase(database.name);
    expect(await tryOne('acme')).toBe(false);
  });

  it('are as they were when the change throws', async () => {
    await tryOne('acme');
    await expect(changeBudget(database, 'acme', () => { throw new Error('no'); })).rejects.toThrow('no');
    expect((await database.budgets.get('acme'))?.minute.used).toBe(1);
  });
});

describe('logs', () => {
  const request = { at: start, connection: 'acme', system: 'S', method: 'GET', url: 'u', purpose: 'p', status: 200, failure: null, milliseconds: 1, minuteLeft: null, dayLeft: null, requestBody: null, answerBody: null };
  const line = (document: string, text: string) => ({ at: start, connection: 'acme', document, job: 'j', event: 'e', text, tone: 'none' as const });

  it('keep the newest requests and let the oldest go', async () => {
    await database.requests.bulkAdd(Array.from({ length: 5399 }, () => ({ ...request })));
    await recordRequest(database, { ...request });
    const kept = await database.requests.toCollection().primaryKeys();
    expect([kept[0], kept.at(-1)]).toEqual([400, 5400]);
  });

  it('give the journal of one document alone, oldest first', async () => {
    for (const [document, text] of [['invoice/1', 'a'], ['invoice/2', 'b'], ['invoice/1', 'c']] as const) await addToJournal(database, line(document, text));
    expect((await documentJournal(database, 'acme', 'invoice/1')).map(({ text }) => text)).toEqual(['a', 'c']);
    expect(await documentJournal(database, 'other', 'invoice/1')).toEqual([]);
  });
});
