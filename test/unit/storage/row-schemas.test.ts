import { describe, expect, it } from 'vitest';
import { faultOf, largeTables, smallTables, type CheckedTable } from '../../../lib/storage/row-schemas';
import { storedDatabases } from '../../fixtures/storage/native';
import { connection, job, link, now, payment } from '../sync/samples';

const checked: CheckedTable[] = [...smallTables, ...largeTables];
const intent = { key: 'acme/invoice/1#0', connection: 'acme', company: '1', job: 'acme/invoice/1/send', search: null, contentHash: '', at: now, endedAt: null, firstAbsentAt: null };
const mapping = { connection: 'acme', kind: 'unit', host: 'piece', ledger: 'pc', origin: 'hand', used: 0, updatedAt: now };
const term = { connection: 'acme', id: 't', document: 'L1', total: '10', open: '0', settled: true, currency: 'EUR', lastPaymentDate: null };
const period = { connection: 'acme', year: 2026, period: 1, start: '2026-01-01', end: '2026-01-31', closedJournals: [] };
const item = { connection: 'acme', kind: 'unit', id: 'u', code: 'pc', name: 'piece' };
const window = { start: 0, used: 0, limit: null, left: null, resetsAt: null };
const budget = { key: 'x', minute: window, day: window, errors: { Items: [now] }, closedUntil: null, closedBudget: null };
const sound: Record<CheckedTable, object> = { connections: connection(), jobs: job(), intents: intent, links: link(), mappings: mapping, evidence: { connection: 'acme', kind: 'account', clue: 'contact/12', ledger: '8000', documents: 3, updatedAt: now }, reference: item, periods: period, terms: term, budgets: budget };

it.each(storedDatabases().map((stored) => [stored.version, stored] as const))('fault 48: nothing that version %i wrote is taken for corrupt', (_, { rows }) => {
  const faults = checked.flatMap((table) => (rows[table] ?? []).map((row) => faultOf(table, row)));
  expect(faults.length).toBeGreaterThan(100);
  expect(faults.filter((fault) => fault !== null)).toEqual([]);
});

describe.each(checked)('rows of %s', (table) => {
  const row = sound[table];
  it('are sound as they are, with fields of a later version too', () => {
    expect(faultOf(table, row)).toBeNull();
    expect(faultOf(table, { ...row, addedLater: { any: 'thing' } })).toBeNull();
  });
  it.each([null, undefined, 7, 'text', [], {}])('fault 48: are not %j', (other) => expect(faultOf(table, other)).not.toBeNull());
});

describe('fault 48: a row is corrupt when a field that sync relies on is', () => {
  it.each<[CheckedTable, object, RegExp]>([
    ['connections', { host: null }, /^host: /],
    ['connections', { host: { system: 'scoro', site: 'not an address' } }, /^host.site: /],
    ['connections', { ledger: { system: 'a ledger nobody knows', clientId: '', company: '' } }, /^ledger.system: /],
    ['connections', { state: 'flying' }, /^state: /],
    ['connections', { sync: undefined }, /^sync: /],
    ['jobs', { state: 'flying' }, /^state: /],
    ['jobs', { document: undefined }, /^document: /],
    ['jobs', { document: { kind: 'invoice', id: '' } }, /^document.id: /],
    ['jobs', { nextAt: 'soon' }, /^nextAt: /],
    ['jobs', { nextAt: NaN }, /^nextAt: /],
    ['jobs', { wait: { reason: 'a mood', until: null } }, /^wait.reason: /],
    ['jobs', { problems: [{ code: 'x' }] }, /^problems.0.message: /],
    ['intents', { at: 'yesterday' }, /^at: /],
    ['intents', { endedAt: NaN }, /^endedAt: /],
    ['links', { total: 'NaN' }, /^total: /],
    ['links', { ledgerId: '' }, /^ledgerId: /],
    ['links', { generation: -1 }, /^generation: /],
    ['links', { remote: 'elsewhere' }, /^remote: /],
    ['links', { payment: { ...payment('paid', '1', '0'), paid: 1 } }, /^payment.paid: /],
    ['mappings', { ledger: undefined }, /^ledger: /],
    ['mappings', { kind: 'a kind nobody knows' }, /^kind: /],
    ['reference', { code: 4 }, /^code: /],
    ['periods', { closedJournals: '70' }, /^closedJournals: /],
    ['terms', { open: 'some' }, /^open: /],
    ['budgets', { minute: null }, /^minute: /],
    ['budgets', { errors: { Items: ['now'] } }, /^errors.Items.0: /],
    ['budgets', { recent: { second: ['now'] } }, /^recent.second.0: /],
    ['connections', { ledger: { system: 'quickbooks-online', clientId: '', company: '', traits: { homeCurrency: 7 } } }, /^ledger.traits.homeCurrency: /],
  ])('%s %j', (table, change, says) => expect(faultOf(table, { ...sound[table], ...change })).toMatch(says));

  it('and what is said of it holds no value of it', () => expect(faultOf('links', link({ total: 'secret', remote: 'hush' as never, number: 7 as never }))).not.toMatch(/secret|hush|7/));
});

it('what later versions added may be there or not: calls of the last second, and facts of the company', () => {
  expect(faultOf('budgets', { ...budget, recent: { second: [now], 'endpoint batch': [] } })).toBeNull();
  expect(faultOf('connections', connection({ ledger: { system: 'quickbooks-online', environment: 'sandbox', clientId: 'a', company: '9341453308059321', traits: { homeCurrency: 'USD', multiCurrency: false } } }))).toBeNull();
});
