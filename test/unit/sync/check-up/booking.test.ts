import { describe, expect, it } from 'vitest';
import { scoro } from '../../../../lib/hosts/scoro';
import { ledgerOf } from '../../../../lib/ledgers';
import { checkUpWords, shownCheckUp, toMend, type Finding } from '../../../../lib/model/check-up';
import { checkBudget } from '../../../../lib/sync/check-up/budget';
import { checkCurrencies } from '../../../../lib/sync/check-up/currencies';
import { findingsOf } from '../../../../lib/sync/check-up/findings';
import { checkJournals } from '../../../../lib/sync/check-up/journals';
import { dayNeeds } from '../../../../lib/sync/check-up/needs';
import { checkPeriods } from '../../../../lib/sync/check-up/periods';
import { connection, item, now } from '../samples';
import { facts, hostReference, mapped, month, reference, unsent, without } from './bench';

describe('journals', () => {
  const closedTo = (code: string) => reference.map((one) => (one.kind === 'journal' && one.code === code ? { ...one, anyCurrency: false } : one));
  it('say where documents go, and the currencies in use', () => {
    expect(checkJournals(facts({ unsent: [unsent({ currency: 'USD' })] }))).toMatchObject({ state: 'ok', detail: 'Invoices go to 70, bills go to 60. In use: EUR, USD.' });
  });
  it('are wrong where a side has none', () => {
    expect(checkJournals(facts({ reference: without('journal') }))).toMatchObject({ state: 'wrong', items: [{ message: 'There is no sales journal that may be used.' }, { message: 'There is no purchase journal that may be used.' }] });
    expect(checkJournals(facts({ reference: without('journal'), kinds: [] }))?.state).toBe('ok');
  });
  it('are wrong where none takes a currency of the documents of that side', () => {
    expect(checkJournals(facts({ reference: closedTo('70'), unsent: [unsent({ currency: 'USD' })] }))).toMatchObject({ state: 'wrong', items: [{ message: 'No sales journal takes USD.' }] });
    expect(checkJournals(facts({ reference: closedTo('70'), unsent: [unsent({ kind: 'bill', currency: 'USD' })] }))?.state).toBe('ok');
  });
  it('are wrong where the one that is set does not, or is gone; another can be chosen', () => {
    const two = [...closedTo('70'), item('journal', '71', { side: 'sales', anyCurrency: true })];
    expect(checkJournals(facts({ reference: two, mappings: [mapped('journal', 'invoice', '70')], unsent: [unsent({ currency: 'USD' })] }))).toMatchObject({ items: [{ message: 'Journal 70 does not take USD.', fixes: [{ action: { kind: 'journal', host: 'invoice' }, choices: [{ value: '71' }] }] }] });
    expect(checkJournals(facts({ mappings: [mapped('journal', 'invoice', '99')] }))).toMatchObject({ items: [{ message: 'The journal 99 for invoices is no longer there.' }] });
  });
  it('of credit notes are looked at where they are set apart', () => {
    expect(checkJournals(facts({ mappings: [mapped('journal', 'creditInvoice', '99')] }))).toMatchObject({ state: 'wrong', items: [{ message: 'The journal 99 for credit notes of invoices is no longer there.', fixes: [{ action: { host: 'creditInvoice' } }] }] });
    expect(checkJournals(facts({ mappings: [mapped('journal', 'creditBill', '60')] }))?.detail).toContain('credit notes of bills go to 60');
    expect(checkJournals(facts({ reference: without('journal'), kinds: ['bill'], mappings: [mapped('journal', 'creditBill', '60')] }))?.items).toHaveLength(1);
  });
  it('are no matter of a ledger without them, and unknown before it was read', () => {
    expect(checkJournals(facts({ journals: false }))).toBeNull();
    expect(checkJournals(facts({ connection: connection() }))?.state).toBe('unknown');
  });
});

describe('periods', () => {
  it('are open today and for what is unsent', () => {
    expect(checkPeriods(facts({ unsent: [unsent()] }))).toMatchObject({ state: 'ok', detail: 'Today\'s period is open, and so are those of 1 unsent document.' });
    expect(checkPeriods(facts({ periods: [month(10, ['99']), month(11)], unsent: [unsent({ date: '2026-10-05' })] })).state).toBe('ok');
  });
  it('are wrong where a document, or today, falls in one that is closed in its journal', () => {
    const periods = [month(10, ['70']), month(11)];
    expect(checkPeriods(facts({ periods, unsent: [unsent({ date: '2026-10-05' }), unsent({ date: '2026-10-06', number: '2026-2' }), unsent({ kind: 'bill', date: '2026-10-06' })] }))).toMatchObject({
      state: 'wrong', items: [{ message: 'Period 2026-10 is closed in journal 70.', detail: '2 unsent documents in it: 2026-1, 2026-2. Open it in Ledger, or book them on a later day: each offers that when it is sent.' }], fixes: [{ action: { type: 'refresh-reference' } }],
    });
    expect(checkPeriods(facts({ periods: [month(11, ['70', '60'])] })).items.map(({ message }) => message)).toEqual(['Period 2026-11 is closed in journal 70.', 'Period 2026-11 is closed in journal 60.']);
  });
  it('are wrong where there is none for the day', () => {
    expect(checkPeriods(facts({ periods: [month(11)], unsent: [unsent({ date: '2025-12-31' })] }))).toMatchObject({ state: 'wrong', items: [{ message: 'There is no period for 31/12/2025.' }] });
  });
  it('may be one date for all books', () => {
    const periods = [{ year: 2026, period: 10, start: '0001-01-01', end: '2026-10-31', closedJournals: [''] }, { year: 9999, period: 12, start: '2026-11-01', end: '9999-12-31', closedJournals: [] }];
    expect(checkPeriods(facts({ journals: false, periods, unsent: [unsent({ date: '2026-10-05' })] }))).toMatchObject({ items: [{ message: 'The books are closed up to 31/10/2026.' }] });
    expect(checkPeriods(facts({ journals: false, periods: [] })).state).toBe('ok');
  });
  it('cannot be told before they were read', () => {
    expect(checkPeriods(facts({ periods: [] })).state).toBe('unknown');
    expect(checkPeriods(facts({ connection: connection() })).state).toBe('unknown');
    expect(checkPeriods(facts({ kinds: [] })).state).toBe('ok');
  });
});

describe('currencies', () => {
  const chf = { kind: 'currency', id: 'CHF', code: 'CHF', name: 'CHF', active: true } as const;
  it('are known, those that the host may use among them', () => {
    expect(checkCurrencies(facts({ unsent: [unsent({ currency: 'USD' })] }))).toMatchObject({ state: 'ok', detail: 'Ledger knows EUR, USD.' });
  });
  it('are wrong in an unsent document, and to be looked at where they only may be used', () => {
    expect(checkCurrencies(facts({ unsent: [unsent({ currency: 'CHF' }), unsent({ currency: 'CHF' })] }))).toMatchObject({ state: 'wrong', items: [{ message: 'Ledger does not know CHF.', detail: '2 unsent documents are in it. Add the currency there.' }] });
    expect(checkCurrencies(facts({ hostReference: [...hostReference, chf] }))).toMatchObject({ state: 'warning', items: [{ detail: 'Host may use it; no unsent document does.' }] });
    expect(checkCurrencies(facts({ hostReference: [{ ...chf, active: false }] })).state).toBe('ok');
  });
  it('cannot be told before they were read', () => {
    expect(checkCurrencies(facts({ reference: without('currency') })).state).toBe('unknown');
  });
});

describe('calls left today', () => {
  const day = { limit: 500, left: 40, endsAt: now + 3_600_000, system: 'Host' };
  it('are enough, or what does not fit goes on by itself', () => {
    expect(checkBudget(facts({ days: [{ ...day, needed: 40 }], unsent: [unsent()] }))).toMatchObject({ state: 'ok', detail: 'Host 40 of 500. 1 unsent document will take about 40 of Host.' });
    expect(checkBudget(facts({ days: [{ ...day, needed: 41 }] }))).toMatchObject({ state: 'warning', detail: expect.stringContaining('goes on by itself: that of Host begins anew') });
    expect(checkBudget(facts({ days: [{ ...day, left: 0, needed: 0 }] }))?.state).toBe('warning');
    expect(checkBudget(facts())).toBeNull();
  });
  it('are needed one by the host for each document, and by the ledger as its bulk route and look-ups have it', () => {
    const exact = ledgerOf('exact-online');
    const single = { ...exact, capabilities: { ...exact.capabilities, bulk: null, lookupSize: 25, looksUpFirst: () => true } };
    const of = (count: number) => dayNeeds(connection(), { host: scoro, ledger: single }, [], Array.from({ length: count }, () => unsent()), now).map(({ system, needed, left }) => [system, needed, left]);
    expect(of(0)).toEqual([['Scoro', 0, 500], ['Exact Online', 0, 5000]]);
    expect(of(30)).toEqual([['Scoro', 30, 500], ['Exact Online', 32, 5000]]);
    const bulk = { size: 10, fewest: 2, calls: 3, endsWithin: 0, refusesAlike: true, serves: () => true, takes: () => true };
    const many = (count: number) => dayNeeds(connection(), { host: scoro, ledger: { ...single, capabilities: { ...single.capabilities, bulk } } }, [], Array.from({ length: count }, () => unsent()), now).map(({ needed }) => needed);
    expect([many(1), many(30)]).toEqual([[1, 2], [30, 9]]);
    const quickBooks = dayNeeds(connection(), { host: scoro, ledger: ledgerOf('quickbooks-online') }, [], [unsent()], now);
    expect(quickBooks.map(({ system }) => system)).toEqual(['Scoro']);
  });
});

describe('the whole', () => {
  const finding = (id: string, state: Finding['state']): Finding => ({ id, state, title: id, detail: '', items: [], fixes: [] });

  it('is in order where all is well, each finding with words of its own', () => {
    const findings = findingsOf(facts());
    expect(findings.map(({ id, state }) => [id, state])).toEqual(findings.map(({ id }) => [id, 'ok']));
    expect(new Set(findings.map(({ id }) => id)).size).toBe(findings.length);
    for (const { title, detail } of findings) expect([title, detail.endsWith('.')]).toEqual([expect.stringMatching(/^[A-Z]/), true]);
  });
  it('is told in one line, red before amber before grey', () => {
    const words = (...states: Finding['state'][]) => checkUpWords(states.map((state, index) => finding(String(index), state))).text;
    expect([words('wrong', 'ok'), words('wrong', 'wrong', 'warning'), words('warning'), words('warning', 'warning'), words('ok'), words('ok', 'unknown'), words('unknown')]).toEqual([
      '1 thing to mend', '2 things to mend, 1 to look at', '1 thing to look at', '2 things to look at', 'everything is in order', 'nothing to mend, 1 cannot be told yet', 'nothing could be checked yet',
    ]);
    expect(toMend([finding('a', 'warning'), finding('b', 'ok'), finding('c', 'wrong')]).map(({ id }) => id)).toEqual(['c', 'a']);
  });
  it('is not shown where another version kept it otherwise', () => {
    expect(shownCheckUp({ at: 1, findings: [finding('a', 'ok')], calls: { host: 1, ledger: 2 }, look: {} })?.findings).toHaveLength(1);
    for (const odd of [undefined, null, {}, { at: 1, findings: [{ id: 'a' }], calls: { host: 1, ledger: 1 } }]) expect(shownCheckUp(odd)).toBeNull();
  });
});
