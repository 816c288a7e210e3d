import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stateWords, type StateWord } from '../../../lib/model/view';
import type { JobRow, JobState, LinkRow } from '../../../lib/storage/rows';
import { stateOf } from '../../../lib/sync/state';
import { toolbarView, type ToolbarFacts } from '../../../lib/sync/toolbar';
import { connection, job, link, now, payment } from './samples';

const problems = [{ code: 'x', message: 'Line 1 has no VAT code.', fixes: [] }];
const later = new Date(2026, 10, 21, 14, 5).getTime();
const earlier = new Date(2026, 10, 21, 9, 0).getTime();
const fetchJob = (more: Partial<JobRow> = {}) => job({ id: 'acme/invoice/1001/fetch', action: 'fetch', ...more });

const waiting = (reason: NonNullable<JobRow['wait']>['reason'], until: number | null) => ({ job: job({ state: 'waiting' as const, wait: { reason, until } }) });

describe('a document\'s state', () => {
  it.each<[string, Parameters<typeof stateOf>[0]]>([
    ['Not sent', {}],
    ['Queued', { job: job() }],
    ['Queued, to fetch', { fetchJob: fetchJob(), link: link() }],
    ['Sending', { job: job({ state: 'sending' }) }],
    ['Checking, whether it arrived', { job: job({ state: 'unknown' }) }],
    ['Waiting, limit until 14:05', waiting('limit', later)],
    ['Waiting, sign-in needed', waiting('sign-in', null)],
    ['Waiting, offline', waiting('offline', later)],
    ['Waiting, trouble at the other side, again at 14:05', waiting('trouble', later)],
    ['Waiting', { job: job({ state: 'waiting' }) }],
    ['Needs attention, Line 1 has no VAT code', { job: job({ state: 'blocked', problems }) }],
    ['Needs attention, 2 to fix', { job: job({ state: 'failed', problems: [...problems, ...problems] }) }],
    ['Needs attention', { job: job({ state: 'failed' }) }],
    ['Not sent', { job: job({ state: 'blocked', problems, dismissed: true }) }],
    ['Sent, 26700012', { job: job({ state: 'done' }), link: link() }],
    ['Sent, 26700012, fetching…', { fetchJob: fetchJob({ state: 'sending' }), link: link() }],
    ['Changed since sent', { link: link({ changed: true }) }],
    ['Changed since sent', { link: link({ changed: true, drift: [] }) }],
    ['Changed since sent, not compared yet', { link: link({ touched: true }) }],
    ['Changed since sent', { link: link({ touched: true, changed: true }) }],
    ['Paid, 21/11/2026', { link: link({ touched: true, payment: payment('paid', '1210', '0') }) }],
    ['Changed since sent, edited in the ledger', { link: link({ drift: ['dueDate'] }) }],
    ['Changed since sent, here and in the ledger', { link: link({ changed: true, drift: ['dueDate'] }) }],
    ['Paid, 21/11/2026, edited in the ledger', { link: link({ drift: ['dueDate'], payment: payment('paid', '1210', '0') }) }],
    ['Partly paid, 1,000.00 of 1,210.00, edited in the ledger', { link: link({ drift: ['amounts'], payment: payment('partly', '1000', '210') }) }],
    ['Voided, 26700012', { link: link({ remote: 'voided', drift: ['dueDate'] }) }],
    ['Deleted in ledger, 26700012', { link: link({ remote: 'deleted', drift: ['dueDate'] }) }],
    ['Partly paid, 1,000.00 of 1,210.00', { link: link({ payment: payment('partly', '1000', '210') }) }],
    ['Partly paid, 1,000.00 of 1,210.00', { link: link({ total: '-1210', payment: payment('partly', '1000', '210') }) }],
    ['Paid, 21/11/2026', { link: link({ payment: payment('paid', '1210', '0') }) }],
    ['Sent, 26700012', { link: link({ payment: payment('open', '0', '1210') }) }],
    ['Voided, 26700012', { link: link({ remote: 'voided', payment: payment('paid', '1210', '0') }) }],
    ['Deleted in ledger, 26700012', { link: link({ remote: 'deleted', changed: true }) }],
  ])('%s', (text, of) => expect(stateOf(of, earlier, 'en-GB').text).toBe(text));

  it('says what is being done before what became of it', () => {
    expect(stateOf({ job: job({ state: 'sending' }), link: link({ changed: true }) }, now).word).toBe('Sending');
    expect(stateOf({ job: job({ state: 'done' }), fetchJob: fetchJob({ state: 'waiting' }), link: link() }, now).word).toBe('Waiting');
  });

  it('fault 40: is as it was when a fetch failed to find it, plus what is wrong', () => {
    expect(stateOf({ fetchJob: fetchJob({ state: 'failed', problems, dismissed: true }), link: link() }, now).word).toBe('Sent');
  });
});

const states: JobState[] = ['queued', 'sending', 'unknown', 'waiting', 'blocked', 'failed', 'done'];
const someJob = (action: 'send' | 'fetch') =>
  fc.option(
    fc.record({
      action: fc.constant(action), state: fc.constantFrom(...states), dismissed: fc.boolean(), problems: fc.constantFrom(0, 1, 2).map((times) => Array.from({ length: times }, () => problems[0]!)), updatedAt: fc.integer({ min: now, max: now + 1000 }),
      wait: fc.option(fc.record({ reason: fc.constantFrom('limit', 'sign-in', 'offline', 'trouble', 'checking'), until: fc.option(fc.integer({ min: now, max: now + 9_999_999 })) })),
      differences: fc.boolean().map((some) => (some ? [{ field: 'Total', host: '1', ledger: '2', differs: true }] : [])),
    }).map((more) => job(more as Partial<JobRow>)),
    { nil: undefined },
  );
const someLink = fc.option(
  fc.record({ changed: fc.boolean(), remote: fc.constantFrom('present', 'voided', 'deleted'), payment: fc.constantFrom(null, payment('open', '0', '1210'), payment('partly', '10', '1200'), payment('paid', '1210', '0')) }).map((more) => link(more as Partial<LinkRow>)),
  { nil: undefined },
);
const facts: fc.Arbitrary<ToolbarFacts> = fc.record({ send: someJob('send'), fetch: someJob('fetch'), link: someLink }).map((some) => ({ connection: connection(), ledgerName: 'Exact Online', now, locale: 'en-GB', ...some }));
const viewOf = (more: Partial<ToolbarFacts> = {}) => toolbarView({ connection: connection(), ledgerName: 'Exact Online', now, locale: 'en-GB', link: undefined, send: undefined, fetch: undefined, ...more });

describe('a toolbar', () => {
  it('begins with one of the words, and each of them can be reached', () => {
    const seen = new Set<StateWord>();
    fc.assert(
      fc.property(facts, (of) => {
        const { word, text } = toolbarView(of);
        seen.add(word);
        expect(stateWords).toContain(word);
        expect(text === word || text.startsWith(`${word}, `)).toBe(true);
      }),
      { numRuns: 3000 },
    );
    expect([...seen].sort()).toEqual([...stateWords].sort());
  });

  it('says for every button what it does, or why it is disabled', () => {
    fc.assert(
      fc.property(facts, (of) => {
        const view = toolbarView(of);
        for (const button of [view.send, view.fetch, view.log, view.open]) expect(button.description?.length).toBeGreaterThan(5);
        expect(view.log.enabled).toBe(true);
        expect([view.send, view.fetch, view.open].filter(({ best }) => best).every(({ enabled }) => enabled)).toBe(true);
      }),
    );
  });

  it('pain 7: has Send locked while it is under way, being checked, or waiting', () => {
    fc.assert(
      fc.property(facts, (of) => {
        const view = toolbarView(of);
        if (['Queued', 'Sending', 'Checking', 'Waiting'].includes(view.word)) expect(view.send.enabled).toBe(false);
      }),
    );
  });

  it('pain 29, 31: does not offer to send what is paid or voided', () => {
    for (const more of [{ payment: payment('paid', '1210', '0') }, { payment: payment('partly', '10', '1200') }, { remote: 'voided' as const }]) expect(viewOf({ link: link(more) }).send.enabled).toBe(false);
    expect(viewOf({ link: link({ remote: 'deleted' }) }).send.enabled).toBe(true);
  });

  it('offers to open what there is, and to fetch what was sent', () => {
    expect([viewOf().open.enabled, viewOf().fetch.enabled, viewOf().send]).toEqual([false, false, { enabled: true, best: true, description: 'Book this document in Exact Online' }]);
    expect([viewOf({ link: link() }).open.enabled, viewOf({ link: link() }).fetch.enabled]).toEqual([true, true]);
    expect(viewOf({ link: link({ remote: 'deleted' }) }).open).toMatchObject({ enabled: false, description: 'It is deleted in Exact Online' });
    expect(viewOf({ link: link(), fetch: fetchJob({ state: 'sending' }) }).fetch).toMatchObject({ enabled: false, description: 'Being fetched' });
  });

  it('does not say that a fetch is under way that has failed', () => {
    for (const state of ['failed', 'blocked', 'done'] as const) expect(viewOf({ link: link(), send: job({ state: 'queued' }), fetch: fetchJob({ state }) }).fetch.enabled).toBe(true);
  });

  it('pain 9, 11: shows the problems of both jobs, until they are dismissed', () => {
    const blocked = job({ state: 'blocked', problems });
    expect(viewOf({ send: blocked, fetch: fetchJob({ state: 'failed', problems }) }).problems).toHaveLength(2);
    expect(viewOf({ send: { ...blocked, dismissed: true } }).problems).toEqual([]);
    expect(viewOf({ send: { ...blocked, state: 'queued' } }).problems).toEqual([]);
  });

  it('names the document once it was read', () => {
    expect(viewOf().document).toBeNull();
    expect(viewOf({ send: job({ title: { number: '2026-1', contact: 'Globex', total: '1210', currency: 'EUR' } }) }).document).toBe('2026-1, 1,210.00 EUR');
    expect(viewOf({ link: link({ total: '-10' }) }).document).toBe('2026-1, -10.00 EUR');
  });

  it('pain 44: shows the newer differences, and none once they are settled', () => {
    const [old, young] = ['old', 'young'].map((field) => [{ field, host: '1', ledger: '2', differs: true }]);
    const send = job({ state: 'done', differences: old!, updatedAt: now });
    expect(viewOf({ link: link({ changed: true }), send, fetch: fetchJob({ state: 'done', differences: young!, updatedAt: now + 1, updatable: 'The date' }) })).toMatchObject({ differences: young, updatable: 'The date' });
    expect(viewOf({ link: link(), fetch: fetchJob({ state: 'done', differences: young! }) }).differences).toEqual([]);
  });

  it('fault 37: shows what was changed in the ledger, and that Send is to decide', () => {
    const differences = [{ field: 'Due date', host: '1', ledger: '2', differs: true }];
    const drifted = viewOf({ link: link({ drift: ['dueDate'] }), fetch: fetchJob({ state: 'done', differences, updatable: 'It can be kept or overwritten.' }) });
    expect(drifted).toMatchObject({ word: 'Changed since sent', differences, updatable: 'It can be kept or overwritten.' });
    expect(drifted.send).toEqual({ enabled: true, best: true, description: 'Decide what holds: this document, or what was changed in Exact Online' });
    expect(viewOf({ link: link({ drift: ['dueDate'], changed: true }) }).send.description).toBe('Update it in Exact Online');
    expect(viewOf({ link: link({ drift: [] }), fetch: fetchJob({ state: 'done', differences }) }).differences).toEqual([]);
    const { base: _, ...old } = link();
    expect(viewOf({ link: old, fetch: fetchJob({ state: 'done', differences }) }).differences).toEqual(differences);
  });

  it('fault 39: has Send disabled for what is void, whatever else needs attention', () => {
    for (const more of [{}, { send: job({ state: 'failed', problems }) }]) {
      expect(viewOf({ link: link({ remote: 'voided' }), ...more }).send).toEqual({ enabled: false, description: 'It is voided in Exact Online' });
    }
  });

  it('holds nothing secret, nor what the page does not need', () => {
    const view = viewOf({ connection: connection({ user: 'Anna', trouble: 'hush' }), link: link() });
    expect(JSON.stringify(view)).not.toMatch(/Anna|hush|clientId|"app"|scoro\.com/);
    expect(view.company).toBe('Acme BV');
  });
});
